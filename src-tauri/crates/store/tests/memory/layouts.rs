//! Older layouts reach today's, and newer ones are refused.

use std::fs;

use counterfoil_domain::{
    CityId,
    order::{Order, State},
    run::RunKind,
};
use counterfoil_store::{CatalogFile, LedgerFile, OrderFilter, StoreError};
use rusqlite::Connection;

use super::samples::{Desk, TIQETS, at, batch, entry, full_order, order, run, tickets};

/// Makes a file from a dump in `testdata/`, as an older program left it.
fn revive(dump: &str, path: &std::path::Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    Connection::open(path).unwrap().execute_batch(dump).unwrap();
}

#[test]
fn a_catalogue_of_layout_1_opens() {
    let desk = Desk::new();
    revive(include_str!("../../testdata/catalog-v1.sql"), &desk.catalog_path());
    let contents = desk.catalog().load().unwrap();
    let expected = batch(0);
    assert_eq!(contents.products, expected.products.into_iter().map(|told| told.item.0).collect::<Vec<_>>());
    assert_eq!(contents.experiences, expected.experiences.into_iter().map(|told| told.item.0).collect::<Vec<_>>());
    assert_eq!(contents.cities, expected.cities);
    assert_eq!(contents.variant_count, 2);
    // Texts came along, and what moved there.
    let product = expected_product();
    assert_eq!(desk.catalog().product_text(&product.0.id).unwrap(), Some(product.1));
    // Its hashes are of other columns: the first refresh writes each row once more, and then no more.
    assert!(desk.catalog().apply(batch(1)).unwrap().changed() > 0);
    assert_eq!(desk.catalog().apply(batch(2)).unwrap().changed(), 0);
}

fn expected_product() -> (counterfoil_domain::catalog::Product, counterfoil_domain::catalog::ProductText) {
    batch(0).products.remove(0).item
}

#[test]
fn a_ledger_of_layout_1_opens() {
    let desk = Desk::new();
    revive(include_str!("../../testdata/ledger-v1.sql"), &desk.ledger_path());
    let ledger = desk.ledger();
    let orders = ledger.list_orders(&OrderFilter { size: 9, ..OrderFilter::default() }).unwrap().0;
    assert_eq!(orders, [full_order(2), Order { state: State::Creating, version: 1, ..order(1) }]);
    assert_eq!(ledger.open_intents().unwrap().len(), 1);
    assert_eq!(ledger.history(order(1).id).unwrap().len(), 2);
    assert_eq!(ledger.due_polls(at(99), 9).unwrap().len(), 1);
    assert_eq!(ledger.document(order(2).id, "supplier").unwrap().unwrap().bytes, b"%PDF-");
    assert!(!ledger.city_choices().unwrap()[&CityId::new(TIQETS, "2")]);
    assert_eq!(ledger.setting("theme").unwrap().as_deref(), Some("dark"));
    assert_eq!(ledger.supplier_settings().unwrap().len(), 1);
    assert_eq!(ledger.runs(9).unwrap(), [run(1, RunKind::Refresh, 0)]);
    assert_eq!(ledger.lease(TIQETS).unwrap().unwrap().holder, "desk-1 4711");
    assert_eq!(full_order(2).tickets, tickets());
}

#[test]
fn a_newer_layout_is_refused_and_left_alone() {
    let desk = Desk::new();
    drop((desk.catalog(), desk.ledger()));
    for path in [desk.catalog_path(), desk.ledger_path()] {
        let newer = "INSERT INTO refinery_schema_history VALUES (99, 'later', '2031-01-01T00:00:00Z', '1')";
        Connection::open(&path).unwrap().execute_batch(newer).unwrap();
    }
    let bytes = fs::read(desk.ledger_path()).unwrap();
    let refused = |outcome: Result<(), StoreError>| match outcome {
        Err(error @ StoreError::TooNew { found: 99, known: 2 | 4, .. }) => {
            assert!(error.to_string().contains("newer version"), "{error}");
        }
        other => panic!("{other:?}"),
    };
    refused(CatalogFile::open(&desk.catalog_path()).map(drop));
    refused(LedgerFile::open(&desk.ledger_path()).map(drop));
    refused(LedgerFile::open_read_only(&desk.ledger_path()).map(drop));
    assert_eq!(fs::read(desk.ledger_path()).unwrap(), bytes);
}

/// Not a test: writes the files from which the dumps in `testdata/` are taken, when a new layout is finished:
/// `COUNTERFOIL_STORE_TEST_DUMP=/tmp/v1 cargo test -p counterfoil-store the_files_of_todays_layout`, then
/// `sqlite3 /tmp/v1/ledger.db .dump`, with the `application_id` set at its head. The dump ends a text at a NUL.
#[test]
fn the_files_of_todays_layout() {
    use counterfoil_domain::order::{Call, Poll};
    use counterfoil_store::{Document, SupplierSetting};
    let Ok(folder) = std::env::var("COUNTERFOIL_STORE_TEST_DUMP") else { return };
    let folder = std::path::PathBuf::from(folder);
    CatalogFile::open(&folder.join("catalog.db")).unwrap().apply(batch(0)).unwrap();
    let ledger = LedgerFile::open(&folder.join("ledger.db")).unwrap();
    let drafted = entry(0, "drafted", State::Draft, State::Draft);
    ledger.begin_order(&order(1), &drafted).unwrap();
    ledger.begin_order(&full_order(2), &drafted).unwrap();
    let creating = Order { state: State::Creating, ..order(1) };
    let begun = entry(1, "create_begun", State::Draft, State::Creating);
    ledger.commit_intent(&creating, Call::Create, "f00d", State::Draft, at(1), &begun).unwrap();
    ledger.set_poll(&Poll { order: order(2).id, next_at: at(9), attempt: 3, deadline_at: at(86_400) }).unwrap();
    let document = Document {
        kind: "supplier".to_owned(),
        bytes: b"%PDF-".to_vec(),
        sha256: "ab".repeat(32),
        pages: 1,
        stored_at: at(9),
    };
    ledger.store_document(order(2).id, document).unwrap();
    ledger.set_city_choice(&[CityId::new(TIQETS, "1")], true, at(0)).unwrap();
    ledger.set_city_choice(&[CityId::new(TIQETS, "2")], false, at(0)).unwrap();
    ledger.set_setting("theme", "dark").unwrap();
    let setting = SupplierSetting {
        supplier: TIQETS,
        base_url: "https://api.example.org/v2".to_owned(),
        currency: None,
        language: Some("en".to_owned()),
        extra: [].into(),
        updated_at: at(0),
    };
    ledger.set_supplier_setting(&setting).unwrap();
    ledger.begin_run(&run(1, RunKind::Refresh, 0), "desk-1 4711", 60_000).unwrap();
}
