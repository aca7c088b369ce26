//! UC-19, UC-21: filling an empty desk, and fetching again only what changed.

use counterfoil_journeys::{Booth, Running, differences, until};
use serde_json::{Value, json};

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

/// Begins a refresh in a process of its own that takes three seconds.
fn slow_refresh(booth: &Booth) -> Running {
    booth.supplier.fault(json!({ "verb": "slow", "on": "catalog", "times": 1, "ms": 3_000 }));
    let before = booth.supplier.requests();
    let refresh = booth.line(&["catalog", "refresh"]).start();
    until("the first refresh", || (booth.supplier.requests() > before).then_some(()));
    refresh
}

#[test]
fn while_one_process_refreshes_another_skips_and_says_by_whom() {
    let booth = Booth::stocked();
    let first = slow_refresh(&booth);
    let name = format!("process {}", first.id());
    for command in [&["catalog", "refresh"][..], &["catalog", "quick-sync"], &["catalog", "sync-tags"]] {
        let second = booth.ok(command);
        assert_eq!(second["status"], "SKIPPED", "{second:#}");
        assert_eq!(second["requests"], 0);
        assert!(second["error"].as_str().is_some_and(|text| text.contains(&name)), "{name}: {second:#}");
        assert_eq!(booth.whole(&["catalog", "runs", "--limit", "1"]), [second], "it is on record");
    }
    let first = first.answer().ok();
    assert_eq!(first["status"], "COMPLETED");
    assert_eq!(booth.ok(&["catalog", "refresh"])["status"], "COMPLETED", "afterwards it is free again");
}

#[test]
fn with_wait_it_begins_when_another_process_has_ended() {
    let booth = Booth::stocked();
    let first = slow_refresh(&booth);
    let changed = booth.supplier.mutate(10.0);
    let second = booth.ok(&["catalog", "refresh", "--wait"]);
    assert_eq!(second["status"], "COMPLETED", "{second:#}");
    let first = first.answer().ok();
    let at = |run: &Value, what: &str| run[what].as_str().expect("an instant").to_owned();
    assert!(at(&second, "began_at") >= at(&first, "ended_at"), "{first:#} and {second:#}");
    assert!(first["written"].as_u64() <= Some(changed + 40));
    assert_eq!(booth.ok(&["catalog", "refresh", "--wait"])["written"], 0, "and at once when nobody is in the way");
    let runs = booth.whole(&["catalog", "runs"]);
    assert!(runs.len() == 4 && runs.iter().all(|run| run["status"] == "COMPLETED"), "{runs:#?}");
}

#[test]
fn however_many_wait_each_has_its_turn() {
    let booth = Booth::stocked();
    let first = slow_refresh(&booth);
    let waiting: Vec<_> = (0..5).map(|_| booth.line(&["catalog", "refresh", "--wait"]).start()).collect();
    assert_eq!(first.answer().ok()["status"], "COMPLETED");
    let ends: Vec<_> = waiting.into_iter().map(|run| run.answer().ok()["status"].clone()).collect();
    assert_eq!(ends, ["COMPLETED"; 5]);
}

/// The names of the cities, and how many products each has.
fn cities(booth: &Booth) -> Vec<(String, u64)> {
    let cities = booth.whole(&["catalog", "cities"]);
    let read = |city: &Value| {
        (city["name"].as_str().unwrap_or_default().to_owned(), city["products"].as_u64().unwrap_or_default())
    };
    cities.iter().map(read).collect()
}

#[test]
fn what_left_the_catalogue_is_retired_and_what_comes_back_is_sold_again() {
    let booth = Booth::stocked();
    let whole = booth.goods();
    let gone = booth.supplier.retire(&json!({ "products": [1_100_001, "1006518"], "experiences": [124_010] }));
    assert_eq!(gone, (2, 1));
    assert_eq!(booth.ok(&["catalog", "product", "1100001"])["id"], "1100001", "until the next refresh");
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!((&run["status"], &run["error"]), (&"COMPLETED".into(), &Value::Null));
    assert_eq!(run["retired"], 8, "two products, an experience and its five: {run:#}");
    assert_eq!(booth.ok(&["catalog", "status"])["products"], 193);
    assert_eq!(booth.ok(&["catalog", "search", "levels 88 and 89"])["total"], 0);
    for (what, id) in [("product", "1100001"), ("product", "1006518"), ("experience", "124010")] {
        assert_eq!(booth.refused(&["catalog", what, id]), "ERR00003", "{what} {id}");
    }
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
    assert_eq!(booth.ok(&["catalog", "refresh"])["retired"], 0, "once");

    booth.supplier.restore();
    let run = booth.ok(&["catalog", "refresh"]);
    assert!(run["written"].as_u64() >= Some(8) && run["retired"] == 0, "{run:#}");
    let back = booth.goods();
    assert_eq!(differences(&back, &booth.goods_afresh()), Vec::<String>::new());
    let ids = |goods: &Value| goods.to_string().matches("\"product_url\"").count();
    assert_eq!(ids(&back), ids(&whole));
}

#[test]
fn of_some_cities_what_is_missing_is_asked_for_before_it_is_retired() {
    let booth = Booth::stocked();
    booth.supplier.retire(&json!({ "products": [1_100_002, 1_100_003] }));
    let run = booth.ok(&["catalog", "refresh", "--city", "60005"]);
    assert_eq!((&run["retired"], &run["requests"]), (&2.into(), &4.into()), "two lists and two questions: {run:#}");
    // One that is not listed with its city, and is there when it is asked for.
    booth.supplier.fault(json!({ "verb": "shrinking_pages", "on": "catalog", "list": "products", "percent": 20 }));
    booth.ok(&["city", "disable", "66746"]);
    let before = booth.ok(&["catalog", "status"])["products"].clone();
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!((&run["status"], &run["retired"]), (&"COMPLETED".into(), &0.into()), "{run:#}");
    assert_eq!(booth.ok(&["catalog", "status"])["products"], before);
    booth.supplier.clear_faults();
    booth.ok(&["city", "enable", "66746"]);
    booth.ok(&["catalog", "refresh"]);
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}

#[test]
fn a_city_with_another_name_is_found_by_it() {
    let booth = Booth::stocked();
    booth.supplier.rename_city("60005", "Dubayy");
    let run = booth.ok(&["catalog", "refresh"]);
    assert!(run["written"].as_u64().is_some_and(|rows| rows > 0), "{run:#}");
    let names = cities(&booth);
    assert!(names.contains(&("Dubayy".to_owned(), 25)) && !names.iter().any(|(name, _)| name == "Dubai"), "{names:?}");
    let found = booth.ok(&["catalog", "search", "dubayy", "--limit", "1"]);
    assert_eq!((&found["items"][0]["kind"], &found["items"][0]["id"]), (&"city".into(), &"60005".into()));
    assert_eq!(booth.ok(&["catalog", "product", "1100001"])["city_name"], "Dubayy");
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}

#[test]
fn a_refresh_of_what_did_not_change_costs_nothing_on_the_line() {
    let booth = Booth::stocked();
    let (first, before) = (booth.ok(&["catalog", "status"])["last_run"].clone(), booth.supplier.truth());
    let run = booth.ok(&["catalog", "refresh"]);
    let after = booth.supplier.truth();
    assert_eq!((&run["requests"], &run["bytes"], &run["written"]), (&first["requests"], &0.into(), &0.into()));
    let grew = |what: &str| after[what].as_u64().zip(before[what].as_u64()).map(|(now, then)| now - then);
    assert_eq!((grew("not_modified"), grew("bytes_sent")), (run["requests"].as_u64(), Some(0)));
    for what in ["countries", "cities", "experiences", "products", "tags"] {
        assert_eq!(run[what], first[what], "what was not sent again still counts as seen: {what}");
    }
    let age = |at: &Value| at["fetched_at"].as_str().expect("an instant").to_owned();
    let began = run["began_at"].as_str().expect("an instant");
    assert!(*age(&booth.ok(&["catalog", "status"])) >= *began);

    // One product changed: its page comes, and the page of its experience.
    booth.supplier.retire(&json!({ "products": [1_100_005] }));
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!(run["retired"], 1);
    assert!(run["bytes"].as_u64().is_some_and(|bytes| bytes > 0) && run["bytes"].as_u64() < first["bytes"].as_u64());
}

#[test]
fn a_supplier_without_marks_sends_all_again_and_nothing_is_written() {
    for further in [&["--no-etags"][..], &["--no-etags", "--no-updated-at"]] {
        let booth = Booth::open_with(further);
        let first = booth.ok(&["catalog", "bootstrap"]);
        let again = booth.ok(&["catalog", "refresh"]);
        assert_eq!((&again["written"], &again["retired"]), (&0.into(), &0.into()), "{further:?}");
        assert_eq!((&again["requests"], &again["bytes"]), (&first["requests"], &first["bytes"]), "{further:?}");
        assert_eq!(booth.supplier.truth()["not_modified"], 0);
        let changed = booth.supplier.mutate(10.0);
        assert!(booth.ok(&["catalog", "refresh"])["written"].as_u64() >= Some(changed), "{further:?}");
        assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
    }
}

#[test]
fn another_language_and_another_currency_are_fetched_anew() {
    let booth = Booth::stocked();
    let before = booth.goods();
    let set = ["supplier", "set", "tiqets", "--base-url", booth.supplier.base_url(), "--per-second", "1000"];
    booth.ok(&[&set[..], &["--currency", "GBP", "--lang", "nl"]].concat());
    let run = booth.ok(&["catalog", "refresh"]);
    assert!(run["written"].as_u64() >= Some(200), "no mark of the old voice holds: {run:#}");
    let after = booth.goods();
    let prices = |goods: &Value| goods["products"]["60005"][0]["price"].clone();
    assert_ne!(prices(&after), prices(&before));
    assert_eq!(prices(&after)["currency"], "GBP");
}

#[test]
fn each_thing_says_when_it_was_fetched() {
    let booth = Booth::stocked();
    let at = |list: &[&str]| {
        let item = booth.ok(list)["items"][0].clone();
        item["fetched_at"].as_str().unwrap_or_else(|| panic!("{list:?}: {item:#}")).to_owned()
    };
    let lists = |city: &'static str| {
        [["catalog", "experiences", "--city", city], ["catalog", "products", "--city", city]].map(|list| at(&list))
    };
    let (dubai, paris) = (lists("60005"), lists("66746"));
    booth.ok(&["catalog", "refresh", "--city", "60005"]);
    assert!(lists("60005").iter().zip(&dubai).all(|(now, then)| now > then), "{dubai:?}");
    assert_eq!(lists("66746"), paris, "another city is as old as it was");
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
