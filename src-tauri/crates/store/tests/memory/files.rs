use counterfoil_domain::order::State;
use counterfoil_store::{CatalogFile, LedgerFile, OrderFilter, StoreError};
use rusqlite::Connection;

use super::samples::{Desk, at, batch, entry, order};

#[test]
fn the_writers_promise_what_each_file_needs() {
    let desk = Desk::new();
    let (catalog, ledger) = (desk.catalog(), desk.ledger());
    assert_eq!(catalog.synchronous().unwrap(), 1, "NORMAL");
    assert_eq!(ledger.synchronous().unwrap(), 2, "FULL");
    for (path, id) in [(desk.catalog_path(), 0x4346_6361), (desk.ledger_path(), 0x4346_6c65)] {
        let look = Connection::open(&path).unwrap();
        let mode: String = look.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        let found: i32 = look.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
        assert_eq!((mode.as_str(), found), ("wal", id));
    }
    assert_eq!((catalog.path(), ledger.path()), (desk.catalog_path(), desk.ledger_path()));
}

#[test]
fn every_table_is_strict() {
    let desk = Desk::new();
    drop((desk.catalog(), desk.ledger()));
    for path in [desk.catalog_path(), desk.ledger_path()] {
        let look = Connection::open(&path).unwrap();
        let sql = "SELECT group_concat(name) FROM pragma_table_list \
                   WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'refinery%'";
        let loose: Option<String> = look.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(loose, None);
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look_inside() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let (catalog, ledger) = (desk.catalog(), desk.ledger());
    catalog.apply(batch(0)).unwrap();
    ledger.begin_order(&order(1), &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    let folder = desk.folder.path().join("data");
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let mut names = Vec::new();
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    names.sort();
    let files = ["catalog.db", "catalog.db-shm", "catalog.db-wal", "ledger.db", "ledger.db-shm", "ledger.db-wal"];
    assert_eq!(names, files, "and nothing is left over");

    // A file that came from elsewhere is closed again.
    drop(ledger);
    std::fs::set_permissions(desk.ledger_path(), std::fs::Permissions::from_mode(0o644)).unwrap();
    let _ledger = desk.ledger();
    assert_eq!(mode(&desk.ledger_path()), 0o600);
}

#[test]
fn closing_waits_and_leaves_one_file() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    catalog.apply(batch(0)).unwrap();
    let twin = catalog.clone();
    drop(catalog);
    assert_eq!(twin.load().unwrap().products.len(), 3);
    drop(twin);
    assert!(!desk.folder.path().join("data/catalog.db-wal").exists());
}

#[test]
fn a_missing_catalogue_is_made_and_recreate_empties_it() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    catalog.apply(batch(0)).unwrap();
    drop(catalog);
    let catalog = CatalogFile::recreate(&desk.catalog_path()).unwrap();
    assert!(catalog.load().unwrap().products.is_empty());
    drop(catalog);
    std::fs::remove_file(desk.catalog_path()).unwrap();
    CatalogFile::recreate(&desk.catalog_path()).unwrap();
}

#[test]
fn many_may_make_the_same_file_at_once() {
    let desk = Desk::new();
    std::thread::scope(|scope| {
        for number in 0..6 {
            let desk = &desk;
            scope.spawn(move || {
                let ledger = desk.ledger();
                ledger.begin_order(&order(number), &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
            });
        }
    });
    assert_eq!(desk.ledger().list_orders(&OrderFilter::default()).unwrap().1, 6);
    let left: Vec<_> = std::fs::read_dir(desk.folder.path().join("data")).unwrap().map(|f| f.unwrap().path()).collect();
    assert_eq!(left, [desk.ledger_path()]);
}

#[test]
fn two_handles_write_in_turn() {
    let desk = Desk::new();
    let ledgers = [desk.ledger(), desk.ledger()];
    std::thread::scope(|scope| {
        for (hand, ledger) in (0_u32..).zip(&ledgers) {
            scope.spawn(move || {
                for number in 0..50 {
                    let order = order(hand * 1000 + number);
                    ledger.begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
                }
            });
        }
    });
    assert_eq!(ledgers[0].list_orders(&OrderFilter::default()).unwrap().1, 100);
}

#[test]
fn a_writer_that_never_ends_is_told_as_busy() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let other = Connection::open(desk.ledger_path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(ledger.set_setting("a", "b"), Err(StoreError::Busy)));
    // Reading goes on meanwhile.
    assert_eq!(ledger.setting("a").unwrap(), None);
    other.execute_batch("ROLLBACK").unwrap();
    ledger.set_setting("a", "b").unwrap();
}

#[test]
fn a_ledger_for_reading_refuses_every_write() {
    let desk = Desk::new();
    let order = order(1);
    desk.ledger().begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    let ledger = LedgerFile::open_read_only(&desk.ledger_path()).unwrap();
    assert!(ledger.is_read_only());
    assert_eq!(ledger.order(order.id).unwrap().as_ref(), Some(&order));
    assert!(matches!(ledger.set_setting("a", "b"), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(ledger.set_city_choice(&[], true, at(0)), Err(StoreError::ReadOnly { .. })));
}
