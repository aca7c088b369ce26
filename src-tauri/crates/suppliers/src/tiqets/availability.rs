//! Free days and times (Tiqets Distributor API, Product availability and pricing): windows asked side by side, merged. A day or
//! time without tickets is not named there, whether it is sold out or never was on offer.

use std::collections::{BTreeMap, HashSet};

use counterfoil_domain::{
    Day, ProductId, SupplierError,
    availability::{Availability, DayRange, sold_out_days},
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
        // The answer is as old as the first question.
        let asked_at = self.transport.now();
        let pieces = range.windows(WINDOW_DAYS);
        let windows = try_join_all(pieces.iter().map(|piece| self.fetch_window(id, *piece))).await?;
        let (mut days, mut emptied) = (BTreeMap::new(), Vec::new());
        let (mut variants, mut seen) = (Vec::new(), HashSet::new());
        let sales_enabled = windows.iter().any(|window| window.sales_enabled);
        let known_until = known_until(&pieces, &windows);
        let max_per_order = windows.iter().filter_map(|window| window.max_per_order).min();
        for window in windows {
            for day in window.days {
                days.entry(day.day).or_insert(day);
            }
            emptied.extend(window.emptied);
            variants.extend(window.variants.into_iter().filter(|variant| seen.insert(variant.id.clone())));
        }
        let days: Vec<_> = days.into_values().collect();
        Ok(Availability {
            product: id.clone(),
            range,
            known_until,
            sales_enabled,
            max_per_order,
            sold_out: sold_out_days(range, &days, &emptied),
            days,
            variants,
            asked_at,
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

/// How far the supplier knows. Each window may say how far it looks: the first that ends before its last day ends all of it;
/// otherwise the furthest counts.
fn known_until(pieces: &[DayRange], windows: &[Window]) -> Option<Day> {
    let said = || pieces.iter().zip(windows).filter_map(|(piece, window)| Some((piece, window.known_until?)));
    let short = said().find(|(piece, known)| *known < piece.to);
    short.map(|(_, known)| known).or_else(|| said().map(|(_, known)| known).max())
}
