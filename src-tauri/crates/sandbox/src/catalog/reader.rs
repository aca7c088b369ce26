//! For whom an answer is written: which catalogue, which language, which currency.

use chrono::{DateTime, Utc};

use super::product_sheet::LANGUAGES;
use crate::faults::Twists;
use crate::query::Asked;
use crate::refusal::Refusal;
use crate::supplier::Supplier;
use crate::world::World;
use crate::world::money::Currency;

/// Everything an entry is written from but its position.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) world: &'a World,
    /// Scheme, host and port of the supplier.
    pub(crate) origin: &'a str,
    pub(crate) currency: Currency,
    pub(crate) language: &'static str,
    /// Percent that prices rise by today.
    pub(crate) price_percent: u32,
    with_dates: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        supplier: &'a Supplier,
        world: &'a World,
        asked: &Asked,
        twists: &Twists,
    ) -> Result<Self, Refusal> {
        let language = asked.text("lang").and_then(|lang| LANGUAGES.iter().find(|known| **known == lang));
        Ok(Self {
            world,
            origin: &supplier.origin,
            currency: asked.currency()?,
            language: language.unwrap_or(&"en"),
            price_percent: twists.price_percent,
            with_dates: supplier.settings().updated_at,
        })
    }

    /// When something was last changed, for a supplier that tells.
    pub(crate) fn dated(&self, at: impl FnOnce(&World) -> DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.with_dates.then(|| at(self.world))
    }
}
