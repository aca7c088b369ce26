//! What an order command did, in a sentence for whoever typed it.

use counterfoil_domain::{
    Money,
    order::{Balance, Order, PaymentKind, State},
};

/// A payment that was recorded, and what of the basket is open after it.
pub(super) fn paid(amount: Money, kind: PaymentKind, balances: &[Balance]) -> String {
    let verb = if amount.minor < 0 { "Paid back" } else { "Paid" };
    format!("{verb} {} {}; {}.", without_sign(amount), kind.spoken(), rest(amount, balances))
}

/// What a confirmation brought.
pub(super) fn confirmed(order: &Order) -> String {
    let supplier = order.supplier.name();
    match order.state {
        State::Ready => "Confirmed; the tickets are here.".to_owned(),
        State::Fulfilling => format!("Confirmed; {supplier} makes the tickets, which come by themselves."),
        State::Unknown | State::Confirming => format!(
            "It is not known yet whether {supplier} took the confirmation; it is looked up by itself. Do not book it again."
        ),
        State::Draft
        | State::Creating
        | State::Held
        | State::Failed
        | State::Cancelling
        | State::Cancelled
        | State::Expired => format!("Not confirmed. {}", stands(order)),
    }
}

/// What a cancellation brought, from the state before it.
pub(super) fn cancelled(before: State, order: &Order, balances: &[Balance]) -> String {
    let supplier = order.supplier.name();
    let back = balances.iter().map(Balance::open).filter(|open| open.minor < 0);
    let back: Vec<String> = back.map(|open| format!(" {} is to be paid back.", without_sign(open))).collect();
    let back = back.concat();
    match (order.state, before) {
        (State::Cancelled, State::Cancelled) => format!("It was cancelled before; nothing was sent.{back}"),
        (State::Cancelled, State::Draft) => format!("Let go; {supplier} had heard nothing of it.{back}"),
        (State::Cancelled, State::Held) => format!("Let go; nothing was sold and nothing is charged.{back}"),
        (State::Cancelled, _) => format!("Cancelled; {supplier} took it back, and its tickets are void.{back}"),
        (State::Unknown | State::Cancelling, _) => format!(
            "It is not known yet whether {supplier} cancelled it; it is looked up by itself. Until then, pay nothing back and \
             hand out no tickets."
        ),
        (State::Expired, State::Held) => {
            format!("Let go here; {supplier} drops the hold by itself. Nothing was sold and nothing is charged.{back}")
        }
        _ => format!("Not cancelled. {}", stands(order)),
    }
}

/// How an order stands, and whether the supplier was asked for it.
pub(super) fn status(order: &Order, asked: bool) -> String {
    let supplier = order.supplier.name();
    let heard = if asked { format!("{supplier} was asked just now. ") } else { String::new() };
    let trouble = order.trouble.as_ref().filter(|_| order.state != State::Unknown);
    let trouble = trouble.map(|trouble| format!(" {}", trouble.message)).unwrap_or_default();
    format!("{heard}{}{trouble}", stands(order))
}

/// How an order stands.
pub(super) fn stands(order: &Order) -> String {
    let supplier = order.supplier.name();
    match order.state {
        State::Draft => format!("Only written down here: {supplier} holds nothing."),
        State::Creating => format!("{supplier} is being asked to hold the places."),
        State::Held => format!("{supplier} holds the places; it is not confirmed yet."),
        State::Confirming => "The confirmation is on its way.".to_owned(),
        State::Fulfilling => format!("It is sold; {supplier} makes the tickets, which come by themselves."),
        State::Ready => "It is sold, and the tickets are here.".to_owned(),
        State::Failed => format!("{supplier} did not sell it: there are no tickets and nothing is charged."),
        State::Cancelling => "The cancellation is on its way.".to_owned(),
        State::Cancelled => "It is cancelled and has no valid tickets.".to_owned(),
        State::Expired => "The hold ended without a confirmation; nothing is charged.".to_owned(),
        State::Unknown => format!(
            "It is not known yet whether the last call reached {supplier}; it is looked up by itself. Do not book it again."
        ),
    }
}

/// What is open in the currency of an amount.
fn rest(amount: Money, balances: &[Balance]) -> String {
    let open = balances.iter().map(Balance::open).find(|open| open.currency == amount.currency);
    match open {
        Some(open) if open.minor > 0 => format!("{open} is still due"),
        Some(open) if open.minor < 0 => format!("{} is to be paid back", without_sign(open)),
        Some(_) | None => "nothing is due".to_owned(),
    }
}

const fn without_sign(amount: Money) -> Money {
    Money::new(amount.minor.saturating_abs(), amount.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterfoil_domain::Currency;

    #[test]
    fn a_payment_says_what_is_due_after_it() {
        let aed = |minor| Money::new(minor, Currency::AED);
        let of = |due, paid| [Balance { due: aed(due), paid: aed(paid) }];
        let said = |minor, due, paid_so_far| paid(aed(minor), PaymentKind::Cash, &of(due, paid_so_far));
        assert_eq!(said(14_000, 14_000, 14_000), "Paid AED 140.00 in cash; nothing is due.");
        assert_eq!(said(4_000, 14_000, 4_000), "Paid AED 40.00 in cash; AED 100.00 is still due.");
        assert_eq!(said(-4_000, 0, 10_000), "Paid back AED 40.00 in cash; AED 100.00 is to be paid back.");
    }
}
