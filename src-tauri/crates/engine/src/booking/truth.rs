//! The truth about an order: a look-up at the supplier, by its reference or by ours, and what follows from it.
//!
//! "Check status", start-up after a crash, and every later question run through here.

use counterfoil_domain::{
    Instant, OrderId, SupplierError, SupplierKey,
    order::{Call, Event, Intent, Order, State, Trouble, pace::LATE_ARRIVAL},
    supplier::{Found, Reference, Standing},
    ticket::{Ticket, TicketSet},
};
use counterfoil_store::StoreError;
use counterfoil_suppliers::TICKETS_NOT_READY;

use super::{
    call::{CONFIRM_OPEN, UNKNOWN},
    record::News,
};
use crate::{Desk, EngineError, Result, crash, desk::blocking, error::what_happened};

const REFUND: &str = "Nothing is invoiced: refund the customer.";
const CHANGED: &str = "The supplier changed the tickets. What was printed before is void: print them again.";

/// What a question brought.
#[derive(Debug)]
pub(super) struct Asked {
    /// The order as it is now.
    pub(super) order: Order,
    /// Whether it may be cancelled, where the supplier said.
    pub(super) cancellable: Option<bool>,
    /// Whether the supplier said that it is a hold.
    pub(super) is_hold: bool,
    /// Why the supplier gave no answer; the order is then as it was.
    pub(super) error: Option<SupplierError>,
}

impl Asked {
    const fn nothing(order: Order) -> Self {
        Self { order, cancellable: None, is_hold: false, error: None }
    }
}

/// Whether two lists hold the same tickets: a supplier may list them in another order each time, and nothing is void for it.
fn are_the_same(one: &[Ticket], other: &[Ticket]) -> bool {
    let mut left: Vec<&Ticket> = other.iter().collect();
    let mut take = |ticket: &Ticket| left.iter().position(|known| *known == ticket).map(|at| left.swap_remove(at));
    one.len() == other.len() && one.iter().all(|ticket| take(ticket).is_some())
}

impl Desk {
    /// Asks the supplier how an order stands (UC-14).
    pub async fn check_order(&self, any: &str) -> Result<Order> {
        let asked = self.ask(self.order(any).await?.id).await?;
        match asked.error {
            Some(error) => {
                let effect = "The order is as it was; it is asked about again by itself.";
                Err(EngineError::Supplier { supplier: asked.order.supplier, error, effect })
            }
            None => Ok(asked.order),
        }
    }

    /// Looks an order up and settles what follows, waiting for its turn.
    pub(super) async fn ask(&self, id: OrderId) -> Result<Asked> {
        let _turn = self.inner.turns.take(&id.to_string()).await;
        self.ask_in_turn(id).await
    }

    /// The same for a caller whose turn it is. Another process may have settled the order meanwhile: its word stands.
    pub(super) async fn ask_in_turn(&self, id: OrderId) -> Result<Asked> {
        match self.look(id).await {
            Err(EngineError::Store(StoreError::Stale { .. })) => Ok(Asked::nothing(self.order_by_id(id).await?)),
            other => other,
        }
    }

    async fn look(&self, id: OrderId) -> Result<Asked> {
        let mut order = self.order_by_id(id).await?;
        let intent = self.on_ledger(move |ledger| ledger.open_intent(id)).await?;
        let poll = self.on_ledger(move |ledger| ledger.poll(id)).await?;
        if matches!(order.state, State::Draft | State::Failed | State::Cancelled) {
            if poll.is_some() {
                self.on_ledger(move |ledger| ledger.clear_poll(id)).await?;
            }
            return Ok(Asked::nothing(order));
        }
        if order.state.is_on_the_wire() {
            let desk = self.clone();
            if !blocking(move || desk.inner.wire.is_quiet()).await? {
                // Somebody may still be waiting for the answer: it is theirs to record.
                return Ok(Asked::nothing(order));
            }
            // Nobody waits for this answer any more: the program ended while the call was on its way.
            let news = News::note("The program ended before the answer came. It is looked up by our own reference.");
            order = self.record(order.state, order, intent.as_ref(), Event::Doubt, news).await?;
        }
        let attempt = poll.as_ref().map_or(0, |poll| poll.attempt) + 1;
        let deadline = poll.map(|poll| poll.deadline_at);
        let line = self.supplier(order.supplier).await?;
        let reference = order.order_reference.clone();
        let asked_by = match &reference {
            Some(theirs) => Reference::Theirs(theirs),
            None => Reference::Ours(&order.external_reference),
        };
        crash::point("look.before");
        let answer = line.look_up(asked_by).await;
        crash::point("look.read");
        self.note_answer(order.supplier, answer.as_ref().err(), None);
        let news = News { attempt, deadline, ..News::default() };
        match answer {
            Ok(found) => {
                let tickets = self.fetch_tickets(&order, &found).await;
                self.settle_found(order, intent, found, tickets, news).await
            }
            Err(error) if error.is_not_found() => self.settle_not_found(order, intent, news).await.map(Asked::nothing),
            Err(_) if order.state == State::Held && order.hold_expires_at.is_some_and(|ends| ends <= self.now()) => {
                // Nobody can be asked, and the hold's time is over: it must not be shown alive.
                let news = News::note("The hold's time is over; the supplier could not be asked.");
                self.record(State::Held, order, None, Event::HoldLapsed, news).await.map(Asked::nothing)
            }
            Err(error) => {
                let trouble = order.trouble.clone();
                let same = Event::Found(Standing::Other(String::new()));
                let news = News { trouble, unheard: true, ..news };
                let order = self.record(order.state, order, None, same, news).await?;
                Ok(Asked { error: Some(error), ..Asked::nothing(order) })
            }
        }
    }

    /// The tickets of a finished order that has none yet, or whose codes the supplier has changed since. An error says why
    /// they did not come.
    async fn fetch_tickets(
        &self,
        order: &Order,
        found: &Found,
    ) -> std::result::Result<Option<TicketSet>, SupplierError> {
        let kept = (order.state == State::Ready).then_some(&order.tickets.tickets);
        // A document has an address for a while only: another address is not another ticket.
        if found.standing != Standing::Done || kept.is_some_and(Vec::is_empty) {
            return Ok(None);
        }
        let Ok(line) = self.supplier(order.supplier).await else { return Ok(None) };
        let tickets = line.tickets(&found.order_reference, &order.language).await;
        self.note_answer(order.supplier, tickets.as_ref().err(), None);
        crash::point("tickets.read");
        let came = Some(tickets?).filter(|set| !set.tickets.is_empty() || set.pdf_url.is_some());
        Ok(came.filter(|set| kept.is_none_or(|kept| !set.tickets.is_empty() && !are_the_same(&set.tickets, kept))))
    }

    async fn settle_found(
        &self,
        mut order: Order,
        intent: Option<Intent>,
        found: Found,
        tickets: std::result::Result<Option<TicketSet>, SupplierError>,
        news: News,
    ) -> Result<Asked> {
        let before = order.state;
        let (tickets, why_none) = tickets.map_or_else(|error| (None, Some(error)), |tickets| (tickets, None));
        let now = self.now();
        order.checked_at = Some(now);
        if let Some(intent) = intent.as_ref().filter(|intent| before == State::Unknown && is_as_before(intent, &found))
        {
            let late = intent.begun_at + chrono::Duration::from_std(LATE_ARRIVAL).unwrap_or_default();
            if now < late {
                return self.still_travelling(order, found, late, news).await;
            }
        }
        order.order_reference = Some(found.order_reference);
        if found.payment_token.is_some() {
            order.payment_token = found.payment_token;
        }
        order.hold_expires_at = found.hold_expires_at.or_else(|| end_after_a_jump(&order, found.clock_ahead));
        order.clock_ahead = found.clock_ahead;
        if found.standing == Standing::Held && order.hold_expires_at.is_none() {
            // The create answer was lost with its time: the hold began when the intent was sent, at the latest.
            let hold = self.supplier(order.supplier).await?.limits().hold;
            let begun = intent.as_ref().map_or(now, |intent| intent.begun_at);
            order.hold_expires_at = Some(begun + chrono::Duration::from_std(hold).unwrap_or_default());
        }
        order.cancel_until = found.cancel_until.or(order.cancel_until);
        let done_without_tickets = found.standing == Standing::Done && tickets.is_none() && before != State::Ready;
        // Ready means that the tickets are here, not only that they exist.
        let standing = if done_without_tickets { Standing::Fulfilling } else { found.standing };
        let changed = before == State::Ready && tickets.is_some();
        let trouble = trouble(&standing, &order)
            .or_else(|| why_none.filter(|_| done_without_tickets).and_then(|error| not_fetched(order.supplier, &error)))
            .or_else(|| changed.then(|| Trouble { code: "TICKETS_CHANGED".to_owned(), message: CHANGED.to_owned() }))
            // That the same tickets come again does not make good what was printed before.
            .or_else(|| order.trouble.clone().filter(|kept| before == State::Ready && kept.code == "TICKETS_CHANGED"));
        let note = match (&standing, before) {
            (_, State::Unknown) => format!("The look-up found it: {}.", spoken(&standing)),
            (Standing::Done, State::Ready) if tickets.is_some() => CHANGED.to_owned(),
            (Standing::Held | Standing::Fulfilling, _) => String::new(),
            _ if counterfoil_domain::order::transition(before, &Event::Found(standing.clone()))
                == Ok(counterfoil_domain::order::Step::Stay) =>
            {
                String::new()
            }
            _ => format!("The supplier says: {}.", spoken(&standing)),
        };
        // A word we do not know leaves the outcome open.
        let settles = intent.is_some() && !matches!(standing, Standing::Other(_));
        let note = if settles || before != State::Unknown { note } else { String::new() };
        let news = News { note, trouble, tickets, settles, notice: changed, ..news };
        let (cancellable, is_hold) = (found.cancellable, standing == Standing::Held);
        let over = order.hold_expires_at.is_some_and(|ends| ends + chrono::Duration::minutes(1) <= now);
        if before == State::Held && standing == Standing::Held && over {
            // The supplier has not swept it up yet; its time is over all the same.
            let news = News { note: "The hold's time is over.".to_owned(), ..news };
            let order = self.record(before, order, None, Event::HoldLapsed, news).await?;
            return Ok(Asked { order, cancellable, is_hold, error: None });
        }
        let order = self.record(before, order, intent.as_ref(), Event::Found(standing), news).await?;
        Ok(Asked { order, cancellable, is_hold, error: None })
    }

    /// Nothing changed at the supplier, and the call may still be travelling: the outcome stays open a little longer.
    async fn still_travelling(&self, order: Order, found: Found, late: Instant, news: News) -> Result<Asked> {
        let message = format!(
            "The supplier shows no effect of the last call yet. It may still arrive: it is looked up again by itself, and \
             from {} on the answer is believed. Do nothing with this order until then.",
            late.format("%H:%M:%S UTC")
        );
        let trouble = Some(Trouble { code: UNKNOWN.to_owned(), message });
        let same = Event::Found(Standing::Other(String::new()));
        let order = self.record(order.state, order, None, same, News { trouble, ..news }).await?;
        Ok(Asked { cancellable: found.cancellable, ..Asked::nothing(order) })
    }

    /// "Never heard of it." Believed only for a create call, and only when a late arrival is out of the question.
    async fn settle_not_found(&self, mut order: Order, intent: Option<Intent>, news: News) -> Result<Order> {
        let now = self.now();
        order.checked_at = Some(now);
        let before = order.state;
        let late = chrono::Duration::from_std(LATE_ARRIVAL).unwrap_or_default();
        let begun = intent.as_ref().map(|intent| intent.begun_at);
        if before == State::Unknown && order.order_reference.is_none() && begun.is_some_and(|at| at + late <= now) {
            let news = News {
                settles: true,
                ..News::note(
                    "The supplier never had it. Nothing is booked; it may be sent again under the same reference.",
                )
            };
            return self.record(before, order, intent.as_ref(), Event::NeverArrived, news).await;
        }
        let message = if order.order_reference.is_none() {
            "The supplier does not know it yet. It may still arrive: it is looked up again by itself. Do not book it again."
        } else {
            "The supplier no longer knows its own reference. The order stays as it was. Ask the supplier."
        };
        let trouble = Some(Trouble { code: "NOT_FOUND".to_owned(), message: message.to_owned() });
        let same = Event::Found(Standing::Other(String::new()));
        self.record(before, order, None, same, News { trouble, ..news }).await
    }
}

/// When a hold ends by a clock that was put right or wrong since the end was said.
fn end_after_a_jump(order: &Order, clock_ahead: i64) -> Option<Instant> {
    let jump = chrono::Duration::milliseconds(clock_ahead.saturating_sub(order.clock_ahead));
    order.hold_expires_at?.checked_add_signed(jump)
}

/// Whether the supplier's picture is the one from before the call.
fn is_as_before(intent: &Intent, found: &Found) -> bool {
    match intent.call {
        // An order that is found was created.
        Call::Create => false,
        Call::Confirm => found.standing == Standing::Held,
        Call::Cancel => matches!(found.standing, Standing::Held | Standing::Fulfilling | Standing::Done),
    }
}

/// The refusal that a look-up agrees with: the supplier's code, and its words as a sentence (UC-13).
fn refusal(order: &Order) -> Option<(&str, &str)> {
    let kept = order.trouble.as_ref().filter(|kept| order.state == State::Unknown && kept.code != UNKNOWN)?;
    Some((kept.code.as_str(), kept.message.strip_suffix(CONFIRM_OPEN)?))
}

fn trouble(standing: &Standing, order: &Order) -> Option<Trouble> {
    let (code, message) = match standing {
        Standing::Failed => match refusal(order) {
            Some((code, said)) => (code, format!("{said}{REFUND}")),
            None => ("FAILED", format!("The supplier could not fulfil it. {REFUND}")),
        },
        Standing::Cancelled if matches!(order.state, State::Ready | State::Fulfilling) => {
            ("CANCELLED", "The supplier cancelled it. The tickets are no longer valid: tell the customer.".to_owned())
        }
        Standing::Other(word) => (
            "NOT_UNDERSTOOD",
            format!("The supplier says \u{201c}{word}\u{201d}, which this desk does not know. Ask the supplier."),
        ),
        Standing::Held | Standing::Fulfilling | Standing::Done | Standing::Cancelled => return None,
    };
    Some(Trouble { code: code.to_owned(), message })
}

/// Sold, and the tickets exist; only they are not here yet.
fn not_fetched(supplier: SupplierKey, error: &SupplierError) -> Option<Trouble> {
    // Another word than "done" there: they are still being made.
    let early = matches!(error, SupplierError::Refused { code, .. } if code == TICKETS_NOT_READY);
    let message = format!(
        "The order is sold; its tickets could not be fetched yet. {} They are asked for again by themselves. Do not sell it \
         again.",
        what_happened(supplier, error)
    );
    (!early).then(|| Trouble { code: "TICKETS_NOT_FETCHED".to_owned(), message })
}

fn spoken(standing: &Standing) -> String {
    match standing {
        Standing::Held => "held, not confirmed".to_owned(),
        Standing::Fulfilling => "confirmed, tickets are being made".to_owned(),
        Standing::Done => "done, the tickets are here".to_owned(),
        Standing::Failed => "failed".to_owned(),
        Standing::Cancelled => "cancelled".to_owned(),
        Standing::Other(word) => format!("\u{201c}{word}\u{201d}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::ticket;

    #[test]
    fn tickets_in_another_order_are_the_same_and_others_are_not() {
        let [one, two, three] = [ticket("1", "a"), ticket("2", "b"), ticket("3", "c")];
        let list = [one.clone(), two.clone(), two.clone()];
        assert!(are_the_same(&list, &[two.clone(), one.clone(), two.clone()]));
        assert!(!are_the_same(&list, &[one.clone(), one.clone(), two.clone()]), "each as often as before");
        assert!(!are_the_same(&list, &[one.clone(), two.clone()]));
        assert!(!are_the_same(&list, &[one, two, three]));
    }
}
