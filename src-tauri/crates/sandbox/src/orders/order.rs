//! One order and its life (Tiqets Distributor API, Order status).

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde_json::Value;

use super::ticket::Ticket;
use crate::world::World;
use crate::world::calendar::local;
use crate::world::product::{Product, Terms};

/// What happens to a confirmed order, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plan {
    Done(DateTime<Utc>),
    Failed(DateTime<Utc>),
    Never,
}

impl Plan {
    /// An order goes as badly as the worst of its parts.
    pub(crate) fn or_worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Failed(at), _) | (_, Self::Failed(at)) => Self::Failed(at),
            (Self::Done(one), Self::Done(two)) => Self::Done(one.max(two)),
        }
    }
}

/// An order as the supplier keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) reference: String,
    pub(crate) external_reference: Option<String>,
    pub(crate) token: String,
    /// Unguessable part of the PDF's address.
    pub(crate) voucher: String,
    /// Position of the product in the world.
    pub(crate) product: usize,
    pub(crate) product_id: u64,
    pub(crate) day: NaiveDate,
    pub(crate) timeslot: Option<String>,
    pub(crate) basket: Vec<(u64, u32)>,
    pub(crate) customer: Value,
    /// Language of the PDF.
    pub(crate) lang: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
    pub(crate) confirmed_at: Option<DateTime<Utc>>,
    pub(crate) plan: Option<Plan>,
    pub(crate) cancelled_at: Option<DateTime<Utc>>,
    pub(crate) tickets: Vec<Ticket>,
    /// Whether its places are still counted as taken.
    pub(crate) holds_places: bool,
}

impl Order {
    /// The supplier's word for where the order stands.
    pub(crate) fn status(&self, now: DateTime<Utc>) -> &'static str {
        if self.cancelled_at.is_some_and(|at| at <= now) {
            return "cancelled";
        }
        match self.plan {
            None if self.expires_at <= now => "cancelled",
            None => "new",
            Some(Plan::Done(at)) if at <= now => "done",
            Some(Plan::Failed(at)) if at <= now => "failed",
            Some(_) => "pending",
        }
    }

    /// Whether it holds or has places.
    pub(crate) fn is_live(&self, now: DateTime<Utc>) -> bool {
        matches!(self.status(now), "new" | "pending" | "done")
    }

    /// Until when it may be cancelled; none for never (Tiqets Distributor API, Cancel order).
    pub(crate) fn cancellation_deadline(&self, world: &World, product: &Product) -> Option<DateTime<Utc>> {
        match product.terms {
            Terms::Never => None,
            Terms::BeforeDate(hours) => {
                Some(local(world.timezone(product), self.day, NaiveTime::MIN) - Duration::hours(i64::from(hours)))
            }
            Terms::BeforeTimeslot(hours) => {
                Some(world.slot_start(product, self.day, self.timeslot.as_deref()) - Duration::hours(i64::from(hours)))
            }
        }
    }

    /// Only a fulfilled order before its deadline: an unconfirmed one lapses by itself.
    pub(crate) fn is_cancellable(&self, world: &World, product: &Product, now: DateTime<Utc>) -> bool {
        self.status(now) == "done" && self.cancellation_deadline(world, product).is_some_and(|deadline| now < deadline)
    }
}
