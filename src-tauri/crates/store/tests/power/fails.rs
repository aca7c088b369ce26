//! The disk is full, fails, or does not sync, at the first call, the second, the third, … until a day passes without: nothing
//! panics, nothing is called kept that is not, and after a failed sync the ledger takes nothing more.

use std::path::Path;

use counterfoil_domain::order::State;
use counterfoil_store::{LedgerFile, OrderFilter, StoreError};
use rusqlite::ffi::{SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_WRITE};

use super::disk::{self, Failure};
use crate::samples::{entry, order};

/// Orders of a day.
const ORDERS: u32 = 6;
/// More calls than a day makes.
const MOST: u64 = 2_000;

/// Opens the ledger and writes a day's orders down; gives those that were called kept, and what went wrong.
fn day(path: &Path) -> (Vec<u32>, Vec<StoreError>) {
    let ledger = match LedgerFile::open(path) {
        Ok(ledger) => ledger,
        Err(error) => return (Vec::new(), vec![error]),
    };
    let (mut kept, mut troubles) = (Vec::new(), Vec::new());
    for number in 0..ORDERS {
        match ledger.begin_order(&order(number), &entry(1, "written_down", State::Draft, State::Draft)) {
            Ok(()) => kept.push(number),
            Err(error) => troubles.push(error),
        }
        if number == 0 && matches!(troubles.last(), Some(StoreError::DiskFailed { .. })) {
            assert!(ledger.is_read_only(), "a ledger whose disk failed takes nothing more");
        }
    }
    (kept, troubles)
}

fn every_call_fails(code: i32, only_syncs: bool, sticky: bool) -> u64 {
    for at in 1..MOST {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        disk::watch(&data);
        disk::fail(&data, Some(Failure { at, only_syncs, code, sticky }));
        let path = data.join("ledger.db");
        let (kept, troubles) = day(&path);
        let happened = disk::has_failed(&data);
        disk::fail(&data, None);
        if !happened {
            assert!(troubles.is_empty() && kept.len() == ORDERS as usize, "{troubles:?}");
            return at - 1;
        }
        for trouble in &troubles {
            assert!(trouble.to_string().ends_with('.'), "{trouble}");
        }
        // The disk works again, and the program was started again.
        let ledger = LedgerFile::open(&path).unwrap_or_else(|error| panic!("call {at}, code {code}: {error}"));
        let all = OrderFilter { size: 100, ..OrderFilter::default() };
        let (orders, _) = ledger.list_orders(&all).unwrap();
        for number in &kept {
            let id = order(*number).id;
            assert!(
                orders.iter().any(|order| order.id == id),
                "call {at}, code {code}: order {number} was called kept"
            );
        }
        ledger.begin_order(&order(90), &entry(1, "written_down", State::Draft, State::Draft)).unwrap();
    }
    panic!("no day of {MOST} calls went well");
}

#[test]
fn a_disk_that_is_full_at_any_call_keeps_what_it_promised() {
    let (once, ever) = (every_call_fails(SQLITE_FULL, false, false), every_call_fails(SQLITE_FULL, false, true));
    tell!("disk full: at each of {once} calls once, at each of {ever} for ever, 0 false promises");
    assert!(once > 10 && ever > 10);
}

#[test]
fn a_disk_that_fails_at_any_call_keeps_what_it_promised() {
    let once = every_call_fails(SQLITE_IOERR_WRITE, false, false);
    let ever = every_call_fails(SQLITE_IOERR_WRITE, false, true);
    tell!("disk fails: at each of {once} calls once, at each of {ever} for ever, 0 false promises");
    assert!(once > 10 && ever > 10);
}

#[test]
fn a_disk_that_does_not_sync_keeps_what_it_promised() {
    let once = every_call_fails(SQLITE_IOERR_FSYNC, true, false);
    let ever = every_call_fails(SQLITE_IOERR_FSYNC, true, true);
    tell!("sync fails: at each of {once} syncs once, at each of {ever} for ever, 0 false promises");
    assert!(once > 3 && ever > 3);
}
