//! UC-19, UC-21: filling an empty desk, and fetching again only what changed.

use counterfoil_journeys::{Booth, until};
use serde_json::json;

#[test]
fn bootstrap_fills_and_a_second_refresh_writes_nothing() {
    let booth = Booth::open();
    let first = booth.ok(&["catalog", "bootstrap"]);
    assert_eq!(
        (&first["kind"], &first["status"], &first["error"]),
        (&"bootstrap".into(), &"COMPLETED".into(), &json!(null))
    );
    for (what, count) in [("countries", 7), ("cities", 8), ("experiences", 40), ("products", 200), ("tags", 66)] {
        assert_eq!(first[what], count, "{what}");
    }
    let truth = booth.supplier.truth();
    assert_eq!(
        (&first["requests"], &first["bytes"]),
        (&truth["total_requests"], &truth["bytes_sent"]),
        "as counted there"
    );

    let second = booth.ok(&["catalog", "refresh"]);
    assert_eq!((&second["kind"], &second["status"]), (&"refresh".into(), &"COMPLETED".into()));
    assert_eq!((&second["written"], &second["retired"]), (&0.into(), &0.into()), "{second:#}");
    assert_ne!(first["run_id"], second["run_id"]);
    let status = booth.ok(&["catalog", "status"]);
    assert_eq!(status["last_run"]["run_id"], second["run_id"]);
    assert_eq!((&status["products"], &status["tags"], &status["tag_types"]), (&200.into(), &60.into(), &6.into()));
}

#[test]
fn a_refresh_writes_exactly_what_changed_and_shows_it() {
    let booth = Booth::stocked();
    let changed = booth.supplier.mutate(10.0);
    assert!(changed > 0);
    let run = booth.ok(&["catalog", "refresh"]);
    // An experience shows the price of its cheapest product, so some change along.
    let written = run["written"].as_u64().expect("a number");
    assert!(written >= changed && written <= changed + 40, "{changed} products changed, {written} rows written");
    assert_eq!(booth.ok(&["catalog", "refresh"])["written"], 0);
}

#[test]
fn only_the_named_cities_are_fetched() {
    let booth = Booth::stocked();
    let run = booth.ok(&["catalog", "refresh", "--city", "60005", "--city", "66746"]);
    assert_eq!((&run["experiences"], &run["products"]), (&10.into(), &50.into()), "{run:#}");
    assert_eq!((&run["countries"], &run["retired"]), (&0.into(), &0.into()));
    assert_eq!(booth.ok(&["catalog", "status"])["products"], 200);
    assert_eq!(booth.refused(&["catalog", "refresh", "--city", "1"]), "ERR00003");
}

#[test]
fn max_pages_stops_early_and_retires_nothing() {
    let booth = Booth::open();
    let run = booth.ok(&["catalog", "bootstrap", "--max-pages", "1"]);
    assert_eq!((&run["status"], &run["products"]), (&"COMPLETED".into(), &100.into()));
    booth.ok(&["catalog", "bootstrap"]);
    let again = booth.ok(&["catalog", "bootstrap", "--max-pages", "1"]);
    assert_eq!(again["retired"], 0);
    assert_eq!(booth.ok(&["catalog", "status"])["products"], 200);
}

#[test]
fn while_one_process_refreshes_another_skips_and_says_by_whom() {
    let booth = Booth::stocked();
    booth.supplier.fault(json!({ "verb": "slow", "on": "catalog", "times": 1, "ms": 3_000 }));
    let before = booth.supplier.requests();
    let first = booth.line(&["catalog", "refresh"]).start();
    until("the first refresh", || (booth.supplier.requests() > before).then_some(()));
    let second = booth.ok(&["catalog", "refresh"]);
    assert_eq!(second["status"], "SKIPPED", "{second:#}");
    assert_eq!(second["requests"], 0);
    assert!(second["error"].as_str().is_some_and(|text| text.contains("process")), "{second:#}");
    assert_eq!(first.answer().ok()["status"], "COMPLETED");
    assert_eq!(booth.ok(&["catalog", "refresh"])["status"], "COMPLETED", "afterwards it is free again");
}

#[test]
fn a_desk_that_is_not_set_up_says_so() {
    let booth = Booth::open();
    std::fs::remove_file(booth.place.data().join("ledger.db")).expect("the ledger");
    for rest in ["ledger.db-wal", "ledger.db-shm"] {
        let _ = std::fs::remove_file(booth.place.data().join(rest));
    }
    assert_eq!(booth.refused(&["catalog", "bootstrap"]), "SUPPLIER_NOT_SET_UP");
}
