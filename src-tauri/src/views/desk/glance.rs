//! The desk at a glance, from the engine.

use counterfoil_domain::{Money, Snapshot, SupplierError, SupplierKey, order::Order};
use counterfoil_engine::{Desk, OrderCounts, setup::Light, sync::ScheduleState};

use super::{CatalogueView, DeskView, LightView, MoneyView, SupplierLightView};
use crate::views::{
    admin::RunView,
    number::{count, millis},
    order::NoticeView,
};

/// An answer that takes longer than this is slow.
const SLOW_MILLIS: u64 = 3_000;

impl From<Money> for MoneyView {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency.code().to_owned(), digits: money.currency.digits() }
    }
}

impl DeskView {
    /// The desk; `variants` are of how many products they are known, and of how many there are.
    pub(crate) fn of(
        desk: &Desk,
        lights: &[(SupplierKey, Light)],
        orders: OrderCounts,
        schedule: ScheduleState,
        variants: (u64, u64),
        noticed: &[Order],
    ) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            training: desk.is_training(),
            suppliers: lights.iter().map(|(key, light)| SupplierLightView::of(*key, light)).collect(),
            held: count(orders.held),
            fulfilling: count(orders.fulfilling),
            unknown: count(orders.unknown),
            notices: noticed.iter().map(|order| NoticeView::of(order, desk.now())).collect(),
            catalogue: CatalogueView::of(&desk.snapshot(), variants),
            run: desk.current_run().as_ref().map(RunView::from),
            schedule: schedule.into(),
            now: millis(desk.now()),
        }
    }
}

impl CatalogueView {
    fn of(snapshot: &Snapshot, (variants_known, products_all): (u64, u64)) -> Self {
        let (experiences, products) = snapshot.visible_counts();
        Self {
            fetched_at: snapshot.fetched_at().map(millis),
            countries: count(snapshot.countries().len()),
            cities: count(snapshot.all_cities().len()),
            cities_enabled: count(snapshot.enabled_count()),
            experiences: count(experiences),
            products: count(products),
            products_all: count(products_all),
            variants_known: count(variants_known),
        }
    }
}

impl SupplierLightView {
    fn of(supplier: SupplierKey, light: &Light) -> Self {
        let colour = match &light.trouble {
            _ if !light.asked => LightView::Off,
            Some(SupplierError::RateLimited { .. }) => LightView::Amber,
            Some(_) => LightView::Red,
            None if light.millis.is_some_and(|millis| millis > SLOW_MILLIS) => LightView::Amber,
            None => LightView::Green,
        };
        Self {
            key: supplier.word().to_owned(),
            name: supplier.name().to_owned(),
            light: colour,
            last_millis: light.millis,
            message: light.trouble.as_ref().map(|trouble| format!("{} {trouble}.", supplier.name())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn light(asked: bool, trouble: Option<SupplierError>, millis: Option<u64>) -> SupplierLightView {
        SupplierLightView::of(SupplierKey::Tiqets, &Light { millis, trouble, asked })
    }

    #[test]
    fn lights_tell_how_the_last_call_went() {
        assert!(matches!(light(false, None, None).light, LightView::Off));
        assert!(matches!(light(true, None, Some(90)).light, LightView::Green));
        assert!(matches!(light(true, None, Some(9_000)).light, LightView::Amber));
        assert!(matches!(light(true, Some(SupplierError::RateLimited { after: None }), None).light, LightView::Amber));
        let red = light(true, Some(SupplierError::Unreachable), None);
        assert!(matches!(red.light, LightView::Red));
        assert_eq!(red.message.as_deref(), Some("Tiqets could not be reached."));
    }
}
