//! Free days, times and prices. Never kept beyond the screen that asked.

mod days;
mod free;

pub(crate) use days::Rules;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{catalog::VariantView, desk::MoneyView};

/// Asks for a range of days.
#[derive(Debug, Deserialize, TS)]
pub struct AvailabilityQuery {
    /// Product's id.
    pub product: String,
    /// First day, `yyyy-MM-dd`.
    pub from: String,
    /// Last day, `yyyy-MM-dd`; at most 90 days after the first.
    pub to: String,
}

/// A price with its parts.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PriceView {
    /// What the visitor pays.
    pub total: MoneyView,
    /// Booking fee within it.
    pub booking_fee: Option<MoneyView>,
    /// What the desk keeps of one ticket; only for the agent's eyes.
    pub commission: Option<MoneyView>,
}

/// A variant on offer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OfferView {
    /// Variant's id.
    pub variant: String,
    /// Most in one order, zero when it is sold out; not a stock figure.
    pub max: Option<u32>,
    /// Price of one.
    pub price: Option<PriceView>,
}

/// A time of a day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SlotView {
    /// Local time; `null` for the whole day.
    pub time: Option<String>,
    /// Whether anything of it is left.
    pub is_available: bool,
    /// Most in one order; not a stock figure.
    pub max: Option<u32>,
    /// Lowest full price: that of the kind of visitor the supplier names first.
    pub from_price: Option<MoneyView>,
    /// Variants on offer, those that are sold out as well.
    pub offers: Vec<OfferView>,
    /// Until when the terms allow to cancel this visit, ms since 1970; `null` for never, or not known.
    pub cancel_until: Option<i64>,
}

/// How a day stands: what is sold out was on offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DayState {
    /// Something is free.
    Free,
    /// On offer, and nothing is left.
    SoldOut,
    /// Nothing is on offer: closed, out of season, or not on sale yet.
    NotOffered,
}

/// A day of the range.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DayView {
    /// `yyyy-MM-dd`.
    pub day: String,
    /// How it stands. Days that the supplier does not know yet are absent from the list.
    pub state: DayState,
    /// Most in one order; not a stock figure.
    pub max: Option<u32>,
    /// Lowest full price: that of the kind of visitor the supplier names first.
    pub from_price: Option<MoneyView>,
    /// Its times.
    pub slots: Vec<SlotView>,
}

/// The supplier's answer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AvailabilityView {
    /// Product's id.
    pub product: String,
    /// First day asked.
    pub from: String,
    /// Last day asked.
    pub to: String,
    /// Last day the supplier knows about, where said.
    pub known_until: Option<String>,
    /// Sold at all now.
    pub sales_enabled: bool,
    /// Most tickets in one order.
    pub max_per_order: Option<u32>,
    /// Days.
    pub days: Vec<DayView>,
    /// Kinds of visitors.
    pub variants: Vec<VariantView>,
    /// When asked, ms since 1970.
    pub asked_at: i64,
}

/// Asks the supplier what is free on a day; at most 24 ids in all.
#[derive(Debug, Deserialize, TS)]
pub struct FreeQuery {
    /// Experiences' ids.
    pub experiences: Vec<String>,
    /// Products' ids.
    pub products: Vec<String>,
    /// `yyyy-MM-dd`.
    pub day: String,
    /// How many go.
    pub people: u32,
}

/// Whether there is room; `unknown` where it could not be asked.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum FreeState {
    /// A time has room for all.
    Free,
    /// No time has.
    Full,
    /// It could not be asked.
    Unknown,
}

/// Whether one thing has room on the day asked.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FreeView {
    /// Experience's or product's id, as it was asked.
    pub id: String,
    /// Whether there is room.
    pub state: FreeState,
    /// Lowest price that day.
    pub from_price: Option<MoneyView>,
    /// When asked, ms since 1970.
    pub asked_at: i64,
}
