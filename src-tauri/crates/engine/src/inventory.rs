//! Availability (UC-08, UC-09): always asked of the supplier, never kept.

use counterfoil_domain::{
    Day, ProductId, Snapshot,
    availability::{Availability, DayRange},
    catalog::Product,
    zone::Zone,
};

use crate::{Desk, EngineError, Result};

/// The zone of a product: its own, else its city's.
pub fn zone_of(snapshot: &Snapshot, product: &Product) -> Option<Zone> {
    let own = product.time_zone.as_deref().and_then(Zone::named);
    own.or_else(|| snapshot.city(&product.city)?.time_zone.as_deref().and_then(Zone::named))
}

impl Desk {
    /// Today at a product's venue; by UTC when the zone is not known.
    pub fn today_at(&self, product: &Product) -> Day {
        let now = self.now();
        zone_of(&self.snapshot(), product).map_or_else(|| now.date_naive(), |zone| zone.day(now))
    }

    /// Free days, times and prices of a product (UC-08). The range is checked before any call.
    pub async fn availability(&self, id: &ProductId, from: &str, to: &str) -> Result<Availability> {
        let known = self.snapshot().product(id).cloned();
        let today = known.as_ref().map_or_else(|| self.now().date_naive(), |product| self.today_at(product));
        let range = DayRange::read(from, to, today)?;
        if known.is_none() {
            // Only what exists is asked about; this also gives NOTFOUND its right sentence.
            self.product(id.clone()).await?;
        }
        self.ask_availability(id, range).await
    }

    pub(crate) async fn ask_availability(&self, id: &ProductId, range: DayRange) -> Result<Availability> {
        let line = self.supplier(id.supplier).await?;
        match line.availability(id, range).await {
            Err(error) if error.is_not_found() => Err(EngineError::not_found("product", &id.own)),
            answer => self.heard(id.supplier, answer),
        }
    }
}
