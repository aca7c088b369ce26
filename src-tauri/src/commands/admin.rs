//! The desk at a glance, runs, suppliers and their keys.

use counterfoil_domain::SupplierKey;
use counterfoil_engine::{Desk, secrets::SecretBytes, setup::SupplierInput as SetUp, sync::RunOrder};
use tauri::State;

use super::{Answer, reading};
use crate::views::{
    admin::{
        RunInput, RunQuery, RunView, ScheduleInput, ScheduleView, SupplierInput, SupplierName, SupplierTestView,
        SupplierView,
    },
    desk::{DeskView, NoInput},
};

/// The one supplier there is.
const SUPPLIER: SupplierKey = SupplierKey::Tiqets;
/// Most runs a list shows.
const MOST_RUNS: u32 = 200;

/// The desk at a glance.
#[tauri::command]
pub async fn get_desk(desk: State<'_, Desk>, input: NoInput) -> Answer<DeskView> {
    desk.allow("get_desk")?;
    let NoInput {} = input;
    let (lights, counts) = (desk.lights().await?, desk.order_counts().await?);
    let (schedule, variants) = (desk.schedule(SUPPLIER).await?, desk.variants_known().await?);
    let noticed = desk.noticed_orders().await?;
    Ok(DeskView::of(&desk, &lights, counts, schedule, variants, &noticed))
}

/// Begins a run; its progress comes as events.
#[tauri::command]
pub async fn start_run(desk: State<'_, Desk>, input: RunInput) -> Answer<RunView> {
    desk.allow("start_run")?;
    let cities = reading::ids("city", &input.cities)?;
    let whole = RunOrder::of(SUPPLIER, input.kind.into());
    let order = RunOrder { cities, max_pages: input.max_pages, ..whole };
    Ok(RunView::from(&desk.start_run(order).await?))
}

/// Stops the run that goes on.
#[tauri::command]
pub async fn cancel_run(desk: State<'_, Desk>, input: NoInput) -> Answer<()> {
    desk.allow("cancel_run")?;
    let NoInput {} = input;
    // A run that ended meanwhile needs no stopping.
    desk.stop_run();
    Ok(())
}

/// The last runs, newest first.
#[tauri::command]
pub async fn list_runs(desk: State<'_, Desk>, input: RunQuery) -> Answer<Vec<RunView>> {
    desk.allow("list_runs")?;
    let runs = desk.runs(input.limit.min(MOST_RUNS)).await?;
    Ok(runs.iter().map(RunView::from).collect())
}

/// Sets when the catalogue refreshes by itself, or switches that off.
#[tauri::command]
pub async fn set_schedule(desk: State<'_, Desk>, input: ScheduleInput) -> Answer<ScheduleView> {
    desk.allow("set_schedule")?;
    Ok(ScheduleView::from(desk.set_schedule(SUPPLIER, input.every_hours).await?))
}

/// How every supplier is set up.
#[tauri::command]
pub async fn list_suppliers(desk: State<'_, Desk>, input: NoInput) -> Answer<Vec<SupplierView>> {
    desk.allow("list_suppliers")?;
    let NoInput {} = input;
    let states = desk.suppliers().await?;
    Ok(states.into_iter().map(|state| SupplierView::of(&desk, state)).collect())
}

/// Sets a supplier up.
#[tauri::command]
pub async fn set_supplier(desk: State<'_, Desk>, input: SupplierInput) -> Answer<SupplierView> {
    desk.allow("set_supplier")?;
    let secret = |text: Option<String>| text.map(|text| SecretBytes::new(text.into_bytes()));
    let set_up = SetUp {
        supplier: reading::supplier(&input.key)?,
        base_url: input.base_url,
        currency: reading::currency(&input.currency)?,
        language: reading::language(&input.language)?,
        per_second: None,
        at_once: None,
        hosts: None,
        api_key: secret(input.api_key),
        private_key: secret(input.private_key),
    };
    Ok(SupplierView::of(&desk, desk.set_supplier(set_up).await?))
}

/// Tries a supplier's address and keys. That they do not work is an answer too.
#[tauri::command]
pub async fn test_supplier(desk: State<'_, Desk>, input: SupplierName) -> Answer<SupplierTestView> {
    desk.allow("test_supplier")?;
    let supplier = reading::supplier(&input.key)?;
    Ok(SupplierTestView::of(supplier, desk.test_supplier(supplier).await))
}

/// Removes a supplier's keys from the keyring.
#[tauri::command]
pub async fn remove_supplier_keys(desk: State<'_, Desk>, input: SupplierName) -> Answer<SupplierView> {
    desk.allow("remove_supplier_keys")?;
    let state = desk.remove_supplier_keys(reading::supplier(&input.key)?).await?;
    Ok(SupplierView::of(&desk, state))
}
