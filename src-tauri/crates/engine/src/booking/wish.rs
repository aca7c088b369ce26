//! From what the agent asks for to an order written down: checked here and against a fresh answer, before any call that
//! changes something.

use counterfoil_domain::{
    VariantId,
    availability::{Availability, DayRange, Slot},
    order::{JournalEntry, Line, Order, OrderDraft, State},
    ticket::TicketSet,
};

use super::naming::{Names, fresh_code};
use crate::{Desk, EngineError, Result, catalog::OpenedProduct, crash, inventory::zone_of};

/// How often another code is tried when one is taken.
const CODE_TRIES: usize = 8;

impl Desk {
    /// Writes an order down as a draft. The day, time, party and prices are those of a fresh answer of the supplier.
    pub(super) async fn write_down(&self, draft: OrderDraft) -> Result<Order> {
        let (opened, lines) = self.checked(&draft).await?;
        crash::point("draft.checked");
        let order = self.fill_in(draft, lines, opened);
        self.insert(order).await
    }

    /// Checks a wish against a fresh answer of the supplier, and gives the lines at today's price.
    pub(super) async fn checked(&self, draft: &OrderDraft) -> Result<(OpenedProduct, Vec<Line>)> {
        draft.check()?;
        let opened = self.product(draft.product.clone()).await?;
        let today = self.today_at(&opened.product);
        let range = DayRange::checked(draft.day, draft.day, today)?;
        if !opened.product.on_sale {
            let reason = opened.product.off_sale_reason.as_deref().unwrap_or("the supplier does not sell it now");
            return Err(EngineError::NotAvailable(format!("{} cannot be booked: {reason}.", opened.product.title)));
        }
        let asked = self.ask_availability(&draft.product, range).await;
        let availability = asked.map_err(EngineError::while_booking)?;
        let slot = find_slot(&availability, draft)?;
        draft.check_party(slot, &availability.variants, availability.max_per_order)?;
        let lines = priced(draft, slot, &availability);
        if let Some((shown, now)) = draft.expected.zip(Order::sum(&lines)).filter(|(shown, now)| shown != now) {
            return Err(EngineError::PriceChanged { shown, now });
        }
        if let Some(basket) = draft.basket {
            self.order_by_id(basket).await?;
        }
        Ok((opened, lines))
    }

    fn fill_in(&self, draft: OrderDraft, lines: Vec<Line>, opened: OpenedProduct) -> Order {
        let snapshot = self.snapshot();
        let now = self.now();
        let product = opened.product;
        let names = Names::fresh(draft.external_reference);
        let city = snapshot.city(&product.city);
        let experience = product.experience.as_ref().and_then(|id| snapshot.experience(id));
        let venue_name = product.venue.name.clone().or_else(|| experience.map(|e| e.title.clone()));
        let venue_address = product.venue.address.clone().or_else(|| experience.and_then(|e| e.address.clone()));
        Order {
            id: names.id,
            code: names.code,
            supplier: product.id.supplier,
            state: State::Draft,
            venue_name: venue_name.unwrap_or_default(),
            venue_address: venue_address.unwrap_or_default(),
            city_name: city.map(|c| c.name.clone()).unwrap_or_default(),
            time_zone: zone_of(&snapshot, &product).map(|zone| zone.name().to_owned()),
            product: product.id,
            product_title: product.title,
            day: draft.day,
            time: draft.time,
            total: Order::sum(&lines),
            lines,
            customer: draft.customer,
            visitors: draft.visitors,
            language: "en".to_owned(),
            must_know: opened.checkout.and_then(|checkout| checkout.must_know),
            cancellation: product.cancellation,
            external_reference: names.external_reference,
            order_reference: None,
            payment_token: None,
            hold_expires_at: None,
            clock_ahead: 0,
            cancel_until: None,
            trouble: None,
            tickets: TicketSet::default(),
            created_at: now,
            updated_at: now,
            checked_at: None,
            basket: draft.basket.unwrap_or(names.id),
            notice_at: None,
            version: 0,
        }
    }

    /// Inserts the draft under a code that is free.
    async fn insert(&self, mut order: Order) -> Result<Order> {
        let entry = JournalEntry {
            at: order.created_at,
            event: "written_down".to_owned(),
            from: State::Draft,
            to: State::Draft,
            note: format!("Written down for {} visitors; nothing is sent yet.", order.heads()),
        };
        for _ in 0..CODE_TRIES {
            let code = order.code.clone();
            if !self.on_ledger(move |ledger| ledger.code_exists(&code)).await? {
                break;
            }
            order.code = fresh_code();
        }
        let kept = order.clone();
        crash::point("draft.before");
        self.on_ledger(move |ledger| ledger.begin_order(&kept, &entry)).await?;
        crash::point("draft.written");
        self.tell_order(order.id, order.state);
        Ok(order)
    }
}

/// The slot a wish means. A product without timeslots takes no time; one with timeslots needs one.
fn find_slot<'a>(availability: &'a Availability, draft: &OrderDraft) -> Result<&'a Slot> {
    let day = counterfoil_domain::zone::spell_day(draft.day);
    let Some(free) = availability.day(draft.day) else {
        return Err(EngineError::NotAvailable(format!("Nothing is free on {day}. Choose another day.")));
    };
    if let Some(slot) = availability.slot(draft.day, draft.time.as_deref()).filter(|slot| slot.is_free()) {
        return Ok(slot);
    }
    let times: Vec<&str> = free.free_slots().filter_map(|slot| slot.time.as_deref()).collect();
    match (&draft.time, times.is_empty()) {
        (Some(_), true) => Err(EngineError::Invalid("This product has no timeslots: leave the time out.".to_owned())),
        (None, false) => {
            Err(EngineError::Invalid(format!("This product needs a time. On {day} there are {}.", times.join(", "))))
        }
        (Some(time), false) => {
            Err(EngineError::NotAvailable(format!("{time} on {day} is not free. Free are {}.", times.join(", "))))
        }
        (None, true) => Err(EngineError::NotAvailable(format!("Nothing is free on {day}. Choose another day."))),
    }
}

fn priced(draft: &OrderDraft, slot: &Slot, availability: &Availability) -> Vec<Line> {
    let label = |id: &VariantId| availability.variants.iter().find(|v| v.id == *id).map(|v| v.label.clone());
    draft
        .party_once()
        .into_iter()
        .map(|(variant, count)| Line {
            label: label(&variant).unwrap_or_else(|| variant.own.to_string()),
            unit: slot.offers.iter().find(|offer| offer.variant == variant).and_then(|offer| offer.price),
            variant,
            count,
        })
        .collect()
}
