//! Files that are not what they should be. Whatever is done to them, the answer is a typed error or a right one.

use std::{fs, path::Path};

use counterfoil_domain::order::State;
use counterfoil_store::{CatalogFile, LedgerFile, OrderFilter, StoreError};
use rusqlite::Connection;

use super::samples::{Desk, batch, entry, order, tickets};

fn filled() -> Desk {
    let desk = Desk::new();
    desk.catalog().apply(batch(0)).unwrap();
    let ledger = desk.ledger();
    for number in 0..40 {
        let order = counterfoil_domain::order::Order { tickets: tickets(), ..order(number) };
        ledger.begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    }
    desk
}

/// What is done to the bytes of a file.
type Harm = fn(&mut Vec<u8>);

fn harms() -> Vec<(&'static str, Harm)> {
    vec![
        ("zero length", |bytes| bytes.clear()),
        ("a text", |bytes| *bytes = b"Dear diary,\n".repeat(500)),
        ("one byte", |bytes| bytes.truncate(1)),
        ("half a page", |bytes| bytes.truncate(2048)),
        ("cut in the middle", |bytes| bytes.truncate(bytes.len() / 2)),
        ("zeros in the header", |bytes| bytes[16..100].fill(0)),
        ("zeros from the second page on", |bytes| bytes[4096..].fill(0)),
        ("noise in the schema", |bytes| {
            for (n, byte) in bytes[100..4096].iter_mut().enumerate() {
                *byte = byte.wrapping_mul(31).wrapping_add(u8::try_from(n % 251).unwrap());
            }
        }),
    ]
}

fn harm(path: &Path, how: Harm) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    how(&mut bytes);
    fs::write(path, &bytes).unwrap();
    bytes
}

#[test]
fn a_damaged_catalogue_is_told_and_made_anew() {
    for (name, how) in harms() {
        let desk = filled();
        harm(&desk.catalog_path(), how);
        // At the latest when all of it is looked through: opening alone does not read the whole file.
        let looked = CatalogFile::open(&desk.catalog_path()).and_then(|file| file.load().and_then(|_| file.verify()));
        match looked {
            Err(StoreError::CatalogDamaged { path, .. }) => assert_eq!(path, desk.catalog_path()),
            other => panic!("{name}: {other:?}"),
        }
        let catalog = CatalogFile::recreate(&desk.catalog_path()).unwrap();
        assert!(catalog.load().unwrap().products.is_empty());
        catalog.apply(batch(1)).unwrap();
    }
}

#[test]
fn a_damaged_ledger_is_told_and_not_touched() {
    for (name, how) in harms() {
        let desk = filled();
        let bytes = harm(&desk.ledger_path(), how);
        match LedgerFile::open(&desk.ledger_path()) {
            Err(StoreError::LedgerDamaged { path, .. }) => assert_eq!(path, desk.ledger_path()),
            other => panic!("{name}: {other:?}"),
        }
        assert!(fs::read(desk.ledger_path()).unwrap() == bytes, "{name}: the ledger was changed");
        // It may still be read or not; it is never changed and nothing panics.
        if let Ok(ledger) = LedgerFile::open_read_only(&desk.ledger_path()) {
            let _ = ledger.list_orders(&OrderFilter { size: 50, ..OrderFilter::default() });
            let _ = ledger.open_intents();
            assert!(ledger.set_setting("a", "b").is_err());
        }
        assert!(fs::read(desk.ledger_path()).unwrap() == bytes, "{name}: reading changed the ledger");
    }
}

/// A small generator of numbers, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn flipped_bytes_are_detected_or_harmless() {
    let desk = filled();
    let (catalog, ledger) = (fs::read(desk.catalog_path()).unwrap(), fs::read(desk.ledger_path()).unwrap());
    let mut dice = Dice(7);
    let mut detected = 0;
    for round in 0..200 {
        let desk = Desk::new();
        fs::create_dir_all(desk.ledger_path().parent().unwrap()).unwrap();
        let mut flip = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            for _ in 0..=dice.below(64) {
                let place = dice.below(bytes.len());
                bytes[place] ^= u8::try_from(1 + dice.below(255)).unwrap();
            }
            bytes
        };
        let (broken_catalog, broken_ledger) = (flip(&catalog), flip(&ledger));
        fs::write(desk.catalog_path(), &broken_catalog).unwrap();
        fs::write(desk.ledger_path(), &broken_ledger).unwrap();
        match CatalogFile::open(&desk.catalog_path()).and_then(|file| file.load()) {
            Ok(_) => {}
            Err(
                StoreError::CatalogDamaged { .. }
                | StoreError::Row { .. }
                | StoreError::NotADatabase { .. }
                | StoreError::TooNew { .. },
            ) => detected += 1,
            Err(other) => panic!("round {round}: {other:?}"),
        }
        match LedgerFile::open(&desk.ledger_path()) {
            Ok(opened) => {
                let page = OrderFilter { size: 100, ..OrderFilter::default() };
                match opened.list_orders(&page) {
                    Ok(_) | Err(StoreError::LedgerDamaged { .. } | StoreError::Row { .. }) => {}
                    Err(other) => panic!("round {round}: {other:?}"),
                }
            }
            Err(StoreError::LedgerDamaged { .. } | StoreError::NotADatabase { .. } | StoreError::TooNew { .. }) => {
                detected += 1;
                assert!(
                    fs::read(desk.ledger_path()).unwrap() == broken_ledger,
                    "round {round}: the ledger was changed"
                );
            }
            Err(other) => panic!("round {round}: {other:?}"),
        }
    }
    assert!(detected > 200, "only {detected} of 400 damaged files were noticed");
}

#[test]
fn a_damaged_ledger_with_an_unfinished_log_keeps_both() {
    let desk = filled();
    let ledger = desk.ledger();
    ledger.set_setting("only", "in the log").unwrap();
    let (path, log) = (desk.ledger_path(), desk.ledger_path().with_extension("db-wal"));
    let (mut bytes, log_bytes) = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
    drop(ledger);
    // As after a kill: the log still holds the last setting; and then the disk lost a page.
    bytes[4096 * 3..4096 * 4].fill(0xEE);
    fs::write(&path, &bytes).unwrap();
    fs::write(&log, &log_bytes).unwrap();
    assert!(matches!(LedgerFile::open(&path), Err(StoreError::LedgerDamaged { .. })));
    assert!(fs::read(&path).unwrap() == bytes && fs::read(&log).unwrap() == log_bytes, "the evidence was changed");
    let ledger = LedgerFile::open_read_only(&path).unwrap();
    assert_eq!(ledger.setting("only").unwrap().as_deref(), Some("in the log"));
    drop(ledger);
    assert!(fs::read(&path).unwrap() == bytes, "reading changed the ledger");
}

#[test]
fn a_log_without_its_ledger_is_loss_and_without_its_catalogue_is_nothing() {
    let desk = filled();
    for (path, log) in [
        (desk.ledger_path(), desk.ledger_path().with_extension("db-wal")),
        (desk.catalog_path(), desk.catalog_path().with_extension("db-wal")),
    ] {
        fs::remove_file(path).unwrap();
        fs::write(log, b"something").unwrap();
    }
    assert!(matches!(LedgerFile::open(&desk.ledger_path()), Err(StoreError::LedgerDamaged { .. })));
    assert!(!desk.ledger_path().exists());
    assert!(desk.catalog().load().unwrap().products.is_empty());
}

#[test]
fn another_programs_database_is_left_alone() {
    let desk = Desk::new();
    fs::create_dir_all(desk.ledger_path().parent().unwrap()).unwrap();
    for path in [desk.catalog_path(), desk.ledger_path()] {
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE diary (day TEXT)").unwrap();
    }
    let bytes = fs::read(desk.catalog_path()).unwrap();
    assert!(matches!(CatalogFile::open(&desk.catalog_path()), Err(StoreError::NotADatabase { .. })));
    assert!(matches!(LedgerFile::open(&desk.ledger_path()), Err(StoreError::NotADatabase { .. })));
    assert_eq!(fs::read(desk.catalog_path()).unwrap(), bytes);

    // The two files are not taken for one another either.
    let desk = filled();
    fs::rename(desk.ledger_path(), desk.catalog_path()).unwrap();
    assert!(matches!(CatalogFile::open(&desk.catalog_path()), Err(StoreError::NotADatabase { .. })));
}

#[test]
fn a_place_that_cannot_be_used_is_told() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("data"), b"a file where the folder should be").unwrap();
    assert!(matches!(LedgerFile::open(&desk.ledger_path()), Err(StoreError::File { .. })));
    let desk = Desk::new();
    fs::create_dir_all(desk.ledger_path()).unwrap();
    assert!(LedgerFile::open(&desk.ledger_path()).is_err(), "a folder where the file should be");
    assert!(LedgerFile::open_read_only(&desk.catalog_path()).is_err(), "nothing is there");
    assert!(!desk.catalog_path().exists());
}

#[test]
fn a_row_that_does_not_read_names_its_place() {
    let desk = filled();
    let edit = |path: &Path, sql: &str| Connection::open(path).unwrap().execute_batch(sql).unwrap();
    edit(&desk.catalog_path(), "UPDATE product SET picture = '[' WHERE id = '901'");
    assert!(matches!(desk.catalog().load(), Err(StoreError::Row { table: "product", column: "picture" })));
    edit(&desk.catalog_path(), "UPDATE product SET picture = NULL, price_currency = 'XQQ' WHERE id = '901'");
    assert!(matches!(desk.catalog().load(), Err(StoreError::Row { table: "product", .. })));
    edit(&desk.ledger_path(), "UPDATE sale_order SET state = 'dreaming'");
    let read = desk.ledger().order(order(1).id);
    assert!(matches!(read, Err(StoreError::Row { table: "sale_order", column: "state" })), "{read:?}");
}

#[test]
fn every_error_is_a_sentence() {
    let desk = filled();
    harm(&desk.ledger_path(), |bytes| bytes.truncate(5000));
    let said = LedgerFile::open(&desk.ledger_path()).unwrap_err().to_string();
    assert!(said.starts_with("The ledger file ") && said.ends_with('.'), "{said}");
    for error in [StoreError::Busy, StoreError::DiskFull, StoreError::Closed, StoreError::NotFound { noun: "order" }] {
        let said = error.to_string();
        assert!(said.starts_with(char::is_uppercase) && said.ends_with('.'), "{said}");
    }
}
