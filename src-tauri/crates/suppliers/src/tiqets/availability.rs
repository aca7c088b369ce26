//! Free days and times (Tiqets Distributor API, Product availability and pricing): windows asked side by side, merged.

use std::collections::{BTreeMap, HashSet};

use counterfoil_domain::{
    ProductId, SupplierError,
    availability::{Availability, DayRange},
};
use futures_util::future::try_join_all;

use super::{
    Tiqets,
    dialect::WINDOW_DAYS,
    envelope::{Envelope, at},
    get,
    reading::Window,
    wire,
};

impl Tiqets {
    pub(super) async fn fetch_availability(
        &self,
        id: &ProductId,
        range: DayRange,
    ) -> Result<Availability, SupplierError> {
        let asked = range.windows(WINDOW_DAYS).into_iter().map(|window| self.fetch_window(id, window));
        let windows = try_join_all(asked).await?;
        let mut days = BTreeMap::new();
        let (mut variants, mut seen) = (Vec::new(), HashSet::new());
        let sales_enabled = windows.iter().any(|window| window.sales_enabled);
        // Each window may say how far it looks; the furthest is how far the supplier knows.
        let known_until = windows.iter().filter_map(|window| window.known_until).max();
        let max_per_order = windows.iter().filter_map(|window| window.max_per_order).min();
        for window in windows {
            for day in window.days {
                days.entry(day.day).or_insert(day);
            }
            variants.extend(window.variants.into_iter().filter(|variant| seen.insert(variant.id.clone())));
        }
        Ok(Availability {
            product: id.clone(),
            range,
            known_until,
            sales_enabled,
            max_per_order,
            days: days.into_values().collect(),
            variants,
            asked_at: self.transport.now(),
        })
    }

    async fn fetch_window(&self, id: &ProductId, window: DayRange) -> Result<Window, SupplierError> {
        let (from, to) = (window.from.to_string(), window.to.to_string());
        let query = [
            ("start_date", from.as_str()),
            ("end_date", to.as_str()),
            ("currency", self.reader.currency.code()),
            ("lang", self.language.as_str()),
        ];
        let url = self.url(&["products", &id.own, "availability"], &query)?;
        let reply = self.transport.read(get("/products/{id}/availability"), &url).await?;
        let wire: wire::offers::Availability = Envelope::open(&reply)?.shaped()?;
        self.reader.window(wire, window).map_err(|reason| at(format!("availability: {reason}")))
    }
}
