//! The program dies in the middle of a refresh. Nobody ever sees half a catalogue, the next run goes on where it stopped,
//! and a control that writes rows to be seen at once shows the harm.

use std::collections::BTreeSet;

use counterfoil_domain::{SupplierKey, run::RunKind};
use counterfoil_engine::sync::RunOrder;
use counterfoil_journeys::{Booth, differences, until};
use serde_json::{Value, json};

/// The command line with named points at which it dies.
const CHILD: &str = env!("CARGO_BIN_EXE_desk-child");

/// Points at which a run dies before it shows anything, with whether pages of it are kept by then.
const BEFORE: [(&str, bool); 4] =
    [("run.page.fetched", false), ("run.page.written", true), ("run.page.staged", true), ("run.before.commit", true)];

/// A bootstrap of the full world, short enough for a test: 30 pages of short lists and experiences, then 20 of products.
const LONG: [&str; 4] = ["catalog", "bootstrap", "--max-pages", "20"];

/// Pages that may be on their way between the line and the file: eight wait, and four are written together.
const ON_THE_WAY: u64 = 12;

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// Runs a command line that dies at a named point.
fn dies_at(booth: &Booth, point: &str, arguments: &[&str], surroundings: &[(&str, &str)]) {
    let surroundings = [&[("COUNTERFOIL_CRASH_AT", point)], surroundings].concat();
    let answer = booth.begin(CHILD, arguments, &surroundings).answer();
    assert_eq!((answer.code, answer.out.as_str()), (None, ""), "it did not die at {point}: {answer:?}");
}

/// Begins a command line whose list hangs after so many of its pages, one page after the other, and kills it there.
fn killed_while_waiting(booth: &Booth, (list, skip): (&str, u32), arguments: &[&str], surroundings: &[(&str, &str)]) {
    one_by_one(booth);
    let slow = json!({ "verb": "slow", "on": "catalog", "list": list, "skip": skip, "times": 1, "ms": 60_000 });
    booth.supplier.fault(slow);
    let mut child = booth.begin(CHILD, arguments, surroundings);
    until("the page that hangs", || booth.supplier.faults_left().is_empty().then_some(()));
    child.kill();
}

fn one_by_one(booth: &Booth) {
    let set = ["supplier", "set", "tiqets", "--base-url", booth.supplier.base_url()];
    booth.ok(&[&set[..], &["--per-second", "1000", "--at-once", "1"]].concat());
}

/// The desk shows nothing, and says that it does.
fn nothing_is_shown(booth: &Booth, point: &str) {
    let status = booth.ok(&["catalog", "status"]);
    for what in ["countries", "cities", "experiences", "products", "tags", "tag_types"] {
        assert_eq!(status[what], 0, "{point}: {what}");
    }
    assert_eq!((&status["fetched_at"], &status["age_seconds"]), (&Value::Null, &Value::Null), "{point}");
    assert_eq!(booth.refused(&["catalog", "products", "--city", "60005"]), "ERR00003", "{point}");
    assert_eq!(booth.ok(&["catalog", "search", "tower"])["total"], 0, "{point}");
}

/// Of the runs on record, the newest is this one and the one before it was killed.
fn recorded(booth: &Booth, run: &Value, point: &str) {
    let runs = booth.whole(&["catalog", "runs", "--limit", "2"]);
    assert_eq!((&runs[0]["run_id"], &runs[0]["resumed"]), (&run["run_id"], &run["resumed"]), "{point}");
    assert_eq!(runs[1]["status"], "FAILED", "{point}");
    assert!(runs[1]["error"].as_str().is_some_and(|error| error.starts_with("The program ended")), "{point}");
    assert!(runs[1]["ended_at"].is_string(), "{point}");
}

#[test]
fn a_bootstrap_that_dies_leaves_an_empty_desk_and_the_next_goes_on() {
    for (point, kept) in BEFORE {
        let booth = Booth::open();
        dies_at(&booth, point, &["catalog", "bootstrap"], &[]);
        nothing_is_shown(&booth, point);
        let there = booth.supplier.requests();
        let run = booth.ok(&["catalog", "bootstrap"]);
        assert_eq!((&run["status"], &run["error"]), (&"COMPLETED".into(), &Value::Null), "{point}: {run:#}");
        recorded(&booth, &run, point);
        let other = booth.beside();
        let whole = other.ok(&["catalog", "bootstrap"]);
        for what in ["countries", "cities", "experiences", "products", "tags"] {
            assert_eq!(run[what], whole[what], "{point}: {what}");
        }
        let (asked, usual) = (number(&run["requests"]), number(&whole["requests"]));
        if kept {
            assert_eq!(run["resumed"], true, "{point}");
            assert!(asked < usual, "{point}: {asked} requests, and {usual} from the start");
        }
        assert!(asked <= usual && there <= usual, "{point}: {there} and then {asked}");
        assert_eq!(differences(&booth.goods(), &other.goods()), Vec::<String>::new(), "{point}");
        assert_eq!(booth.ok(&["catalog", "refresh"])["written"], 0, "{point}");
    }
}

#[test]
fn a_refresh_that_dies_leaves_the_old_catalogue_and_the_next_goes_on() {
    for (point, kept) in BEFORE {
        let booth = Booth::stocked();
        let old = booth.goods();
        booth.supplier.mutate(40.0);
        booth.supplier.retire(&json!({ "products": [1_100_001], "experiences": [124_010] }));
        booth.supplier.rename_city("60005", "Dubayy");
        dies_at(&booth, point, &["catalog", "refresh"], &[]);
        assert_eq!(differences(&booth.goods(), &old), Vec::<String>::new(), "{point}");
        let run = booth.ok(&["catalog", "refresh"]);
        assert_eq!(
            (&run["status"], &run["error"], &run["retired"]),
            (&"COMPLETED".into(), &Value::Null, &7.into()),
            "{point}"
        );
        recorded(&booth, &run, point);
        if kept {
            assert_eq!(run["resumed"], true, "{point}");
            assert!(
                number(&run["requests"]) < number(&booth.ok(&["catalog", "refresh"])["requests"]),
                "{point}: {run:#}"
            );
        }
        assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new(), "{point}");
    }
}

#[test]
fn dead_after_the_commit_the_new_catalogue_is_whole_and_only_the_record_says_so() {
    let booth = Booth::open();
    dies_at(&booth, "run.committed", &["catalog", "bootstrap"], &[]);
    let fresh = booth.goods_afresh();
    assert_eq!(differences(&booth.goods(), &fresh), Vec::<String>::new(), "an empty desk");
    booth.supplier.mutate(40.0);
    booth.supplier.retire(&json!({ "products": [1_100_001] }));
    dies_at(&booth, "run.committed", &["catalog", "refresh"], &[]);
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!((&run["written"], &run["retired"], &run["resumed"]), (&0.into(), &0.into(), &false.into()), "{run:#}");
    recorded(&booth, &run, "run.committed");
}

#[test]
fn killed_while_the_supplier_is_slow_the_next_run_asks_for_the_rest_only() {
    let booth = Booth::open_with(&["--world", "full"]);
    killed_while_waiting(&booth, ("products", 0), &LONG, &[]);
    nothing_is_shown(&booth, "killed");
    let there = booth.supplier.requests();
    let run = booth.ok(&LONG);
    assert_eq!((&run["status"], &run["resumed"]), (&"COMPLETED".into(), &true.into()), "{run:#}");
    recorded(&booth, &run, "killed");
    assert_eq!((&run["experiences"], &run["products"]), (&2_000.into(), &2_000.into()), "what was kept counts too");
    let other = booth.beside();
    let whole = other.ok(&LONG);
    let (asked, usual) = (number(&run["requests"]), number(&whole["requests"]));
    assert!(asked + there <= usual + 1 + ON_THE_WAY, "{there} before, {asked} after, {usual} undisturbed");
    let of = |booth: &Booth, list: &str| -> BTreeSet<String> {
        booth.whole(&["catalog", list]).iter().map(Value::to_string).collect()
    };
    for list in ["tags", "cities", "countries"] {
        assert_eq!(of(&booth, list), of(&other, list), "{list}");
    }
    assert_eq!(booth.pages(&["catalog", "experiences"]), other.pages(&["catalog", "experiences"]));
    for city in ["60005", "60013", "66746"] {
        let products = ["catalog", "products", "--city", city];
        assert_eq!(booth.pages(&products), other.pages(&products), "{city}");
    }
}

#[test]
fn killed_while_a_refresh_waits_its_turn_is_free_at_once() {
    let booth = Booth::stocked();
    let old = booth.goods();
    booth.supplier.mutate(40.0);
    killed_while_waiting(&booth, ("products", 1), &["catalog", "refresh"], &[]);
    assert_eq!(differences(&booth.goods(), &old), Vec::<String>::new());
    // Another wish does not go on with what was kept for this one; the same one does, and nobody waits for a lease.
    let tags = booth.ok(&["catalog", "sync-tags"]);
    assert_eq!((&tags["status"], &tags["resumed"]), (&"COMPLETED".into(), &false.into()), "{tags:#}");
    recorded(&booth, &tags, "killed");
    killed_while_waiting(&booth, ("products", 1), &["catalog", "refresh"], &[]);
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!((&run["status"], &run["resumed"]), (&"COMPLETED".into(), &true.into()), "{run:#}");
    recorded(&booth, &run, "killed again");
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}

#[test]
fn killed_again_and_again_it_comes_to_its_end() {
    let booth = Booth::open_with(&["--world", "full"]);
    for hung in [("experiences", 4), ("experiences", 10), ("products", 2)] {
        killed_while_waiting(&booth, hung, &LONG, &[]);
        nothing_is_shown(&booth, hung.0);
    }
    let run = booth.ok(&LONG);
    assert_eq!((&run["status"], &run["resumed"], &run["products"]), (&"COMPLETED".into(), &true.into(), &2_000.into()));
    let runs = booth.whole(&["catalog", "runs"]);
    let ends: Vec<_> = runs.iter().map(|run| run["status"].as_str().unwrap_or_default()).collect();
    assert_eq!(ends, ["COMPLETED", "FAILED", "FAILED", "FAILED"]);
    assert!(number(&booth.supplier.truth()["total_requests"]) <= 50 + 3 * (1 + ON_THE_WAY), "hardly anything twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_for_more_than_half_an_hour_is_fetched_again() {
    let booth = Booth::open();
    dies_at(&booth, "run.page.staged", &["catalog", "bootstrap"], &[]);
    let changed = booth.supplier.mutate(40.0);
    let desk = booth.desk_ahead(31).await;
    let ended = desk.run(RunOrder::of(SupplierKey::Tiqets, RunKind::Bootstrap)).await.expect("a run");
    assert!(!ended.run.resumed && ended.failure.is_none(), "{ended:?}");
    drop(desk);
    assert!(changed > 0);
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}

#[test]
fn control_with_rows_written_to_be_seen_at_once_half_a_catalogue_is_shown() {
    let booth = Booth::open_with(&["--world", "full"]);
    killed_while_waiting(&booth, ("products", 15), &LONG, &[("COUNTERFOIL_SWITCH_OFF", "staging")]);
    let status = booth.ok(&["catalog", "status"]);
    let products = number(&status["products"]);
    println!("{products} of 2,000 products are shown after the kill");
    assert!(products > 0 && products < 2_000, "the harm did not appear: {status:#}");
}
