//! The desk as a whole: what the status bar tells.

mod glance;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A command without input.
#[derive(Debug, Deserialize, TS)]
pub struct NoInput {}

/// An amount: minor units and a currency, with the digits its currency has.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MoneyView {
    /// Integer minor units.
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// Decimal digits of the minor unit.
    pub digits: u32,
}

/// An amount as the window says it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MoneyInput {
    /// Integer minor units.
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// What went wrong, in a sentence, with what to do next.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Problem {
    /// A stable code.
    pub code: String,
    /// What happened and what it did.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
    /// `never`, `now` or `later`.
    pub retry: RetryView,
}

/// When trying again makes sense.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum RetryView {
    /// The same request will fail the same way.
    Never,
    /// At once.
    Now,
    /// After a while.
    Later,
}

/// Whether a supplier answers.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum LightView {
    /// The last call was answered.
    Green,
    /// Slow, or asked for a slower pace.
    Amber,
    /// The last call failed.
    Red,
    /// Not set up, or not asked since the start.
    Off,
}

/// A supplier's light in the status bar.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SupplierLightView {
    /// `tiqets`, `secutix`.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// The light.
    pub light: LightView,
    /// How long the last answer took, milliseconds.
    pub last_millis: Option<u64>,
    /// What is wrong, in a sentence.
    pub message: Option<String>,
}

/// How old and how large the catalogue is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CatalogueView {
    /// When it was last fetched, ms since 1970; `null` when empty.
    pub fetched_at: Option<i64>,
    /// Countries.
    pub countries: u32,
    /// Cities.
    pub cities: u32,
    /// Of them enabled.
    pub cities_enabled: u32,
    /// Experiences in enabled cities.
    pub experiences: u32,
    /// Products in enabled cities.
    pub products: u32,
    /// Products of all cities, enabled or not.
    pub products_all: u32,
    /// Products whose variants are here; fetched in the background, so it grows towards `products_all`.
    pub variants_known: u32,
}

/// The desk at a glance.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskView {
    /// Version of the program.
    pub version: String,
    /// Practice on the built-in sandbox; nothing is really sold.
    pub training: bool,
    /// One light per supplier that is set up.
    pub suppliers: Vec<SupplierLightView>,
    /// Orders held.
    pub held: u32,
    /// Orders being fulfilled.
    pub fulfilling: u32,
    /// Orders whose outcome is being looked up.
    pub unknown: u32,
    /// What happened to orders by itself and nobody has seen yet, the oldest first.
    pub notices: Vec<super::order::NoticeView>,
    /// The catalogue.
    pub catalogue: CatalogueView,
    /// A run that is going on.
    pub run: Option<super::admin::RunView>,
    /// When the catalogue refreshes by itself.
    pub schedule: super::admin::ScheduleView,
    /// Now, by the desk's clock, ms since 1970: countdowns follow it.
    pub now: i64,
}
