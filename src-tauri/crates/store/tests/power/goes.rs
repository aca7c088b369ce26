//! The power goes at each sync of a ledger, and after each answer it gave: what was answered "kept" is there.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use counterfoil_domain::order::{Call, State};
use counterfoil_store::{LedgerFile, OrderFilter, PollChange, Settlement};
use rusqlite::Connection;

use super::disk;
use crate::samples::{at, entry, order};

/// How many orders are written down.
const ORDERS: u32 = 12;
/// How often the dice are thrown over what was not synced, besides losing all and losing nothing.
const THROWS: u64 = 3;

/// A copy of the disk, and how many orders had been kept for sure when the power went.
struct Loss {
    folder: PathBuf,
    kept: u32,
}

/// Steady chance.
fn dice(seed: u64) -> impl FnMut() -> bool {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state & 1 == 0
    }
}

/// Copies the disk as it would be now, in each of the ways it may be.
fn lose(data: &Path, losses: &Mutex<Vec<Loss>>, kept: u32) {
    let mut losses = losses.lock().unwrap();
    let n = losses.len();
    let place = |way: u64| data.parent().unwrap().join(format!("loss-{n}-{way}"));
    let mut luck: Vec<Box<dyn FnMut() -> bool>> = vec![Box::new(|| false), Box::new(|| true)];
    luck.extend((0..THROWS).map(|throw| Box::new(dice(throw + n as u64 * 31 + 7)) as Box<dyn FnMut() -> bool>));
    for (way, luck) in (0..).zip(luck) {
        let folder = place(way);
        disk::power_goes(data, &folder, luck);
        losses.push(Loss { folder, kept });
    }
}

#[test]
fn every_order_that_was_kept_is_there_after_the_power_went() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    disk::watch(&data);
    let (kept, losses) = (Arc::new(AtomicU32::new(0)), Arc::new(Mutex::new(Vec::new())));
    let (so_far, found, place) = (Arc::clone(&kept), Arc::clone(&losses), data.clone());
    disk::at_each_sync(&data, move || lose(&place, &found, so_far.load(Ordering::SeqCst)));
    // From the file's first moment on.
    let ledger = LedgerFile::open(&data.join("ledger.db")).unwrap();
    for number in 0..ORDERS {
        let mut draft = order(number);
        ledger.begin_order(&draft, &entry(1, "written_down", State::Draft, State::Draft)).unwrap();
        draft.state = State::Creating;
        let begun = entry(2, "create_begun", State::Draft, State::Creating);
        let (mut held, intent) =
            ledger.commit_intent(&draft, Call::Create, "print", State::Draft, at(2), &begun).unwrap();
        held.state = State::Held;
        ledger
            .settle(Settlement {
                intent: Some(&intent),
                order: &held,
                journal: &[entry(3, "create_accepted", State::Creating, State::Held)],
                outcome: "create_accepted",
                tickets: None,
                poll: &PollChange::Clear,
                at: at(3),
            })
            .unwrap();
        // From here on somebody was told that it is kept.
        kept.store(number + 1, Ordering::SeqCst);
        lose(&data, &losses, number + 1);
    }
    let losses = std::mem::take(&mut *losses.lock().unwrap());
    let moments = losses.len();
    for Loss { folder, kept } in losses {
        let ledger = LedgerFile::open(&folder.join("ledger.db")).unwrap();
        let all = OrderFilter { size: 100, ..OrderFilter::default() };
        let (orders, _) = ledger.list_orders(&all).unwrap();
        let held = orders.iter().filter(|order| order.state == State::Held).count();
        assert!(held >= kept as usize, "{} of {kept} orders are there in {}", held, folder.display());
        // And what was not yet answered is there whole or not at all.
        for order in orders {
            let story = ledger.history(order.id).unwrap();
            assert_eq!(story.last().unwrap().to, order.state);
            assert_eq!(
                story.len(),
                match order.state {
                    State::Draft => 1,
                    State::Creating => 2,
                    _ => 3,
                }
            );
        }
        assert_eq!(sound(&folder.join("ledger.db")), "ok");
    }
    tell!("power loss: {ORDERS} orders kept, {moments} losses of power at every sync and after every answer, 0 lost");
}

/// What SQLite says of a whole file.
fn sound(path: &Path) -> String {
    let connection = Connection::open(path).unwrap();
    connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap()
}

/// Rows that are there after the power went right after each commit, of those that were committed.
fn rows_after_losses(synchronous: &str) -> (u32, u32) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    disk::watch(&data);
    let path = data.join("ledger.db");
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", synchronous).unwrap();
    connection.execute_batch("CREATE TABLE sale (id INTEGER PRIMARY KEY)").unwrap();
    let (mut there, mut committed) = (0, 0);
    for number in 1..=8_u32 {
        connection.execute("INSERT INTO sale VALUES (?1)", [number]).unwrap();
        let lost = folder.path().join(format!("loss-{number}"));
        disk::power_goes(&data, &lost, || false);
        let count = |copy: &Connection| copy.query_row("SELECT count(*) FROM sale", [], |row| row.get::<_, u32>(0));
        there += count(&Connection::open(lost.join("ledger.db")).unwrap()).unwrap_or(0);
        committed += number;
    }
    (there, committed)
}

#[test]
fn control_without_full_what_was_committed_is_lost() {
    let (there, committed) = rows_after_losses("FULL");
    assert_eq!(there, committed, "with FULL nothing is lost");
    let (there, committed) = rows_after_losses("NORMAL");
    assert!(there < committed, "the harm did not appear: the disk forgets nothing");
    tell!("power loss, control: with NORMAL {} of {committed} committed rows were lost", committed - there);
}
