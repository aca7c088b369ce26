//! What an order's state means for the agent now, and which buttons make sense.

use counterfoil_domain::{
    Instant,
    catalog::CancellationPolicy,
    order::{Order, State},
};

/// Whether Confirm makes sense: held, not over, and everything at hand that confirms it.
pub(super) fn can_confirm(order: &Order, now: Instant) -> bool {
    order.state == State::Held && !is_over(order, now) && has_token(order)
}

/// Whether its places can be held once more: it was never sent, it is over, or its hold can only lapse.
pub(super) fn can_hold_again(order: &Order) -> bool {
    matches!(order.state, State::Draft) || order.state.is_final() || (order.state == State::Held && !has_token(order))
}

/// Whether Cancel makes sense. A hold or a draft can always be let go.
pub(super) fn can_cancel(order: &Order, now: Instant) -> bool {
    let never = order.cancellation.as_ref().is_some_and(|terms| terms.policy == CancellationPolicy::Never);
    match order.state {
        State::Draft | State::Held => true,
        State::Fulfilling | State::Ready => match order.cancellable_until() {
            Some(last) => now <= last,
            None => !never,
        },
        State::Creating
        | State::Confirming
        | State::Failed
        | State::Cancelling
        | State::Cancelled
        | State::Expired
        | State::Unknown => false,
    }
}

/// What the state means for the agent now: what is true, and what to do next.
pub(super) fn meaning(order: &Order, now: Instant) -> String {
    let supplier = order.supplier.name();
    match order.state {
        State::Draft => {
            format!("Only written down here: {supplier} holds nothing. Hold the places again, or let this one go.")
        }
        State::Creating => format!("{supplier} is being asked to hold the places. Wait for the answer."),
        State::Held if is_over(order, now) => {
            "The hold has ended. Nothing is charged; hold the places again if the customer still wants them.".to_owned()
        }
        State::Held if !has_token(order) => format!(
            "{supplier} holds the places but did not repeat the token that confirms them. Hold them again: this \
             hold lapses and is never charged."
        ),
        State::Held => format!("{supplier} holds the places. Take the payment, then confirm before the hold ends."),
        State::Confirming => "The confirmation is on its way. Wait for the answer.".to_owned(),
        State::Fulfilling if order.trouble.as_ref().is_some_and(|trouble| trouble.code == "OVERDUE") => {
            format!(
                "Confirmed, but {supplier} did not deliver within a day. Ask {supplier}, then check the status here."
            )
        }
        State::Fulfilling => {
            format!(
                "Confirmed: {supplier} makes the tickets. They appear here by themselves; nothing needs to be done."
            )
        }
        State::Ready if order.trouble.as_ref().is_some_and(|trouble| trouble.code == "TICKETS_CHANGED") => {
            format!("{supplier} changed the tickets. What was printed before is void: print them again.")
        }
        State::Ready => "The tickets are here. Print or save them for the customer.".to_owned(),
        State::Failed => {
            format!(
                "{supplier} did not sell it: there are no tickets and nothing is charged. Pay back what was taken, or book another time."
            )
        }
        State::Cancelling => "The cancellation is on its way. Wait for the answer.".to_owned(),
        State::Cancelled if order.order_reference.is_none() => {
            "Let go: nothing was booked and nothing is charged.".to_owned()
        }
        State::Cancelled => "Cancelled: its tickets are void. Pay the customer back by the terms.".to_owned(),
        State::Expired => {
            "The hold ended without a confirmation. Nothing is charged; hold the places again if the customer still wants \
             them."
                .to_owned()
        }
        State::Unknown => {
            format!(
                "It is not known yet whether the last call reached {supplier}. It is looked up by itself. Do not book it again."
            )
        }
    }
}

fn is_over(order: &Order, now: Instant) -> bool {
    order.hold_expires_at.is_some_and(|ends| ends <= now)
}

const fn has_token(order: &Order) -> bool {
    order.payment_token.is_some() && order.order_reference.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterfoil_domain::{OrderId, SupplierKey, catalog::Cancellation, order::Customer, ticket::TicketSet};

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    /// Held until eleven, for a visit on the next day in Dubai.
    fn held() -> Order {
        Order {
            id: "0190f2a0-0000-7000-8000-000000000000".parse::<OrderId>().expect("an id"),
            code: "7K3-QFA".to_owned(),
            supplier: SupplierKey::Tiqets,
            state: State::Held,
            product: "7".parse().expect("an id"),
            product_title: String::new(),
            venue_name: String::new(),
            venue_address: String::new(),
            city_name: String::new(),
            time_zone: Some("Asia/Dubai".to_owned()),
            day: counterfoil_domain::availability::read_day("2026-12-02").expect("a day"),
            time: Some("10:00".to_owned()),
            lines: Vec::new(),
            customer: Customer::default(),
            visitors: Vec::new(),
            language: "en".to_owned(),
            must_know: None,
            cancellation: None,
            total: None,
            external_reference: String::new(),
            order_reference: Some("1".to_owned()),
            payment_token: Some("token".into()),
            hold_expires_at: Some(at("2026-12-01T11:00:00Z")),
            clock_ahead: 0,
            cancel_until: None,
            trouble: None,
            tickets: TicketSet::default(),
            created_at: at("2026-12-01T10:30:00Z"),
            updated_at: at("2026-12-01T10:30:00Z"),
            checked_at: None,
            basket: "0190f2a0-0000-7000-8000-000000000000".parse::<OrderId>().expect("an id"),
            notice_at: None,
            version: 1,
        }
    }

    #[test]
    fn only_a_hold_that_lasts_and_has_its_token_is_confirmed() {
        let now = at("2026-12-01T10:45:00Z");
        assert!(can_confirm(&held(), now));
        assert!(!can_confirm(&held(), at("2026-12-01T11:00:00Z")));
        assert!(!can_confirm(&Order { payment_token: None, ..held() }, now));
        for state in State::ALL.into_iter().filter(|state| *state != State::Held) {
            assert!(!can_confirm(&Order { state, ..held() }, now), "{state:?}");
        }
    }

    #[test]
    fn cancelling_follows_the_state_and_the_terms() {
        let now = at("2026-12-01T10:45:00Z");
        let ready = |policy, window_hours| {
            let cancellation = Some(Cancellation { policy, window_hours });
            Order { state: State::Ready, cancellation, ..held() }
        };
        assert!(can_cancel(&held(), now));
        assert!(!can_cancel(&ready(CancellationPolicy::Never, 0), now));
        // Ten o'clock in Dubai is six by UTC.
        let order = ready(CancellationPolicy::BeforeTimeslot, 4);
        assert_eq!(order.cancellable_until(), Some(at("2026-12-02T02:00:00Z")));
        assert!(can_cancel(&order, now) && !can_cancel(&order, at("2026-12-02T02:00:01Z")));
        assert!(!can_cancel(&Order { state: State::Unknown, ..held() }, now));
    }

    #[test]
    fn every_state_says_what_it_means() {
        let now = at("2026-12-01T10:45:00Z");
        let said: Vec<_> = State::ALL.into_iter().map(|state| meaning(&Order { state, ..held() }, now)).collect();
        assert!(said.iter().all(|sentence| sentence.ends_with('.')), "{said:?}");
        assert!(meaning(&Order { state: State::Unknown, ..held() }, now).contains("Do not book it again"));
        assert!(meaning(&held(), at("2026-12-01T11:00:00Z")).contains("hold has ended"));
    }
}
