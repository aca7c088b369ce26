//! A second process on the same ledger, killed while it writes.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use counterfoil_domain::order::{Call, Order, State};
use counterfoil_store::{LedgerFile, OrderFilter};

use super::samples::{Desk, at, entry, order};

const LEDGER: &str = "COUNTERFOIL_STORE_TEST_LEDGER";

/// Not a test of its own: the other process, which writes and says what it has written until it is killed.
#[test]
fn the_other_process() {
    let Ok(path) = std::env::var(LEDGER) else { return };
    let ledger = LedgerFile::open(Path::new(&path)).unwrap();
    for number in 0.. {
        let draft = order(number);
        ledger.begin_order(&draft, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
        let creating = Order { state: State::Creating, ..draft };
        let begun = entry(1, "create_begun", State::Draft, State::Creating);
        ledger.commit_intent(&creating, Call::Create, "x", State::Draft, at(1), &begun).unwrap();
        println!("\nsent {number}");
    }
}

fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "memory::processes::the_other_process", "--nocapture"])
        .env(LEDGER, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn what_a_killed_process_said_is_there_and_nothing_is_halved() {
    let desk = Desk::new();
    let ours = desk.ledger();
    let mut child = start(&desk.ledger_path());
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let sent = said.by_ref().filter(|line| line.starts_with("sent ")).nth(30).unwrap();
    // Both write at once.
    for number in 0..10 {
        let order = order(1_000_000 + number);
        ours.begin_order(&order, &entry(0, "drafted", State::Draft, State::Draft)).unwrap();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let last = said.filter(|line| line.starts_with("sent ")).last().unwrap_or(sent);
    let last: usize = last["sent ".len()..].parse().unwrap();
    drop(ours);

    let ledger = desk.ledger();
    let open = ledger.open_intents().unwrap();
    assert!(open.len() > last, "said {last} but only {} intents are there", open.len());
    for intent in &open {
        let order = ledger.order(intent.order).unwrap().unwrap();
        assert_eq!((order.state, order.version), (State::Creating, 1));
        assert_eq!(ledger.history(intent.order).unwrap().len(), 2);
    }
    let (drafts, total) =
        ledger.list_orders(&OrderFilter { states: vec![State::Draft], size: 50, ..OrderFilter::default() }).unwrap();
    // Ours, and at most one that was drafted when the kill came.
    assert!((10..=11).contains(&total), "{total} drafts");
    assert!(drafts.iter().all(|order| order.version == 0));
}
