//! The order book and the places it takes.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::order::{Order, Plan};
use super::request::Wish;
use super::ticket::Ticket;
use crate::refusal::Refusal;
use crate::world::World;
use crate::world::calendar::WHOLE_DAY;
use crate::world::dice::Dice;
use crate::world::product::Product;

/// Number of the order before the first.
const REFERENCES_FROM: u64 = 5_100_000;

/// A slot of a product: position, day, time.
type Slot = (usize, NaiveDate, String);

/// Every order ever created, and how many places are gone.
#[derive(Debug)]
pub(crate) struct Ledger {
    seed: u64,
    orders: Vec<Order>,
    by_reference: HashMap<String, usize>,
    by_external: HashMap<String, usize>,
    taken: HashMap<Slot, u32>,
    /// Moments at which an order may give its places back.
    due: BTreeSet<(DateTime<Utc>, usize)>,
    pub(crate) reused_references: u64,
}

impl Ledger {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            orders: Vec::new(),
            by_reference: HashMap::new(),
            by_external: HashMap::new(),
            taken: HashMap::new(),
            due: BTreeSet::new(),
            reused_references: 0,
        }
    }

    /// Every order, oldest first.
    pub(crate) fn orders(&self) -> &[Order] {
        &self.orders
    }

    /// Gives back the places of holds that lapsed and of orders that failed or were cancelled.
    pub(crate) fn settle(&mut self, now: DateTime<Utc>) {
        while let Some(&(at, index)) = self.due.first()
            && at <= now
        {
            self.due.remove(&(at, index));
            if self.orders.get(index).is_some_and(|order| !order.is_live(now)) {
                self.release(index);
            }
        }
    }

    fn release(&mut self, index: usize) {
        let Some(order) = self.orders.get_mut(index).filter(|order| order.holds_places) else { return };
        order.holds_places = false;
        let places: u32 = order.basket.iter().map(|(_, count)| count).sum();
        let slot = (order.product, order.day, order.timeslot.clone().unwrap_or_else(|| WHOLE_DAY.to_owned()));
        if let Some(taken) = self.taken.get_mut(&slot) {
            *taken = taken.saturating_sub(places);
        }
    }

    /// Places left in a slot.
    pub(crate) fn places_left(&self, world: &World, product: &Product, day: NaiveDate, slot: &str) -> u32 {
        let taken = self.taken.get(&(product.index, day, slot.to_owned())).copied().unwrap_or(0);
        world.capacity(product, day, slot).saturating_sub(taken)
    }

    /// Sells all that is left of a slot to somebody else.
    pub(crate) fn sell_out(&mut self, world: &World, wish: &Wish) {
        let slot = wish.slot().to_owned();
        let left = self.places_left(world, &wish.product, wish.day, &slot);
        *self.taken.entry((wish.product.index, wish.day, slot)).or_default() += left;
    }

    /// Holds places for a wish that is valid in itself.
    pub(crate) fn hold(
        &mut self,
        world: &World,
        wish: Wish,
        lang: String,
        now: DateTime<Utc>,
        hold: Duration,
    ) -> Result<&Order, Refusal> {
        if let Some(external) = &wish.external_reference
            && self.by_external.contains_key(external)
        {
            self.reused_references += 1;
            return Err(Refusal::field("external_reference", "An order with this external reference already exists."));
        }
        let slot = wish.slot().to_owned();
        let left = self.places_left(world, &wish.product, wish.day, &slot);
        let places: u32 = wish.basket.iter().map(|(_, count)| count).sum();
        if left < places {
            return Err(if left == 0 && wish.product.timed {
                Refusal::order("timeslot_not_available", "The selected timeslot is not available.")
            } else {
                Refusal::order("variants_not_available", "The selected variants are not available.")
            });
        }
        *self.taken.entry((wish.product.index, wish.day, slot)).or_default() += places;
        let index = self.orders.len();
        let number = REFERENCES_FROM + index as u64 + 1;
        let mut dice = Dice::for_subject(self.seed, &[21, number]);
        let order = Order {
            reference: number.to_string(),
            external_reference: wish.external_reference.clone(),
            token: format!("{:016x}{:016x}", dice.next(), dice.next()),
            voucher: format!("{:016x}", dice.next()),
            product: wish.product.index,
            product_id: wish.product.id,
            day: wish.day,
            timeslot: wish.timeslot,
            basket: wish.basket,
            customer: wish.customer,
            lang,
            created_at: now,
            expires_at: now + hold,
            confirmed_at: None,
            plan: None,
            cancelled_at: None,
            tickets: Vec::new(),
            holds_places: true,
        };
        self.due.insert((order.expires_at, index));
        self.by_reference.insert(order.reference.clone(), index);
        if let Some(external) = wish.external_reference {
            self.by_external.insert(external, index);
        }
        self.orders.push(order);
        self.orders.last().ok_or_else(Refusal::internal)
    }

    /// An order by the supplier's or the client's reference.
    pub(crate) fn find(&mut self, reference: &str, external: bool) -> Option<&Order> {
        let index = if external { self.by_external.get(reference) } else { self.by_reference.get(reference) };
        index.and_then(|index| self.orders.get(*index))
    }

    /// Turns a hold into a sale.
    pub(crate) fn confirm(
        &mut self,
        world: &World,
        reference: &str,
        plan: Plan,
        late_cancel: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) {
        let Some(&index) = self.by_reference.get(reference) else { return };
        let Some(order) = self.orders.get_mut(index) else { return };
        order.plan = Some(plan);
        order.confirmed_at = Some(now);
        order.cancelled_at = late_cancel;
        order.tickets = Ticket::issue(world, &world.product(order.product), order);
        if let Plan::Failed(at) = plan {
            self.due.insert((at, index));
        }
        if let Some(at) = late_cancel {
            self.due.insert((at, index));
        }
    }

    /// Turns a hold into an order that failed.
    pub(crate) fn fail(&mut self, reference: &str, now: DateTime<Utc>) {
        let Some(&index) = self.by_reference.get(reference) else { return };
        if let Some(order) = self.orders.get_mut(index) {
            order.plan = Some(Plan::Failed(now));
        }
        self.release(index);
    }

    /// Cancels an order by either reference, whatever its terms; false when there is none.
    pub(crate) fn cancel_by_supplier(&mut self, reference: &str, now: DateTime<Utc>) -> bool {
        let Some(&index) = self.by_reference.get(reference).or_else(|| self.by_external.get(reference)) else {
            return false;
        };
        if let Some(order) = self.orders.get_mut(index) {
            order.cancelled_at = Some(now);
        }
        self.release(index);
        true
    }
}
