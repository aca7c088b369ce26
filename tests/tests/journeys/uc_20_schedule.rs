//! UC-20: the catalogue is refreshed by itself, every six hours unless set otherwise.

use chrono::{DateTime, Utc};
use counterfoil_journeys::{Booth, Stranger, until};
use serde_json::{Value, json};

const HOUR: i64 = 60;

fn schedule(booth: &Booth) -> Value {
    booth.ok(&["catalog", "schedule"])
}

fn runs(booth: &Booth) -> Vec<Value> {
    booth.whole(&["catalog", "runs"])
}

/// Hours from now until a schedule's next run.
fn hours_until(schedule: &Value) -> f64 {
    let next: DateTime<Utc> = schedule["next_at"].as_str().and_then(|at| at.parse().ok()).expect("an instant");
    (next - Utc::now()).as_seconds_f64() / 3600.0
}

/// Looks at the schedule so many minutes from now, as an open window does again and again; waits for what that begins,
/// and says whether it began something.
async fn looked_at(booth: &Booth, minutes: i64) -> bool {
    let desk = booth.desk_ahead(minutes).await;
    let begun = desk.keep_schedule().await.expect("a look at the schedule");
    until("the end of the run", || desk.current_run().is_none().then_some(()));
    begun
}

#[test]
fn six_hours_unless_set_and_kept_for_every_program() {
    let booth = Booth::open();
    let usual = schedule(&booth);
    assert_eq!(usual, json!({ "supplier": "tiqets", "every_hours": 6, "next_at": null, "note": null }));
    let set = booth.ok(&["catalog", "schedule", "--every", "12"]);
    assert_eq!(set["every_hours"], 12);
    assert!((11.9..=12.7).contains(&hours_until(&set)), "after the interval, and not all desks at once: {set:#}");
    assert_eq!(schedule(&booth), set);
    let off = booth.ok(&["catalog", "schedule", "--every", "off"]);
    assert_eq!((&off["every_hours"], &off["next_at"]), (&Value::Null, &Value::Null));
    assert_eq!(schedule(&booth), off);
    assert_eq!(booth.ok(&["catalog", "schedule", "--every", "744"])["every_hours"], 744);
    assert_eq!(booth.supplier.requests(), 0, "a schedule asks nobody");
}

#[test]
fn what_is_no_interval_is_refused_and_the_old_one_stays() {
    let booth = Booth::open();
    let set = booth.ok(&["catalog", "schedule", "--every", "3"]);
    for wrong in ["0", "745", "4294967295"] {
        assert_eq!(booth.refused(&["catalog", "schedule", "--every", wrong]), "ERR00014", "{wrong}");
    }
    for wrong in ["", "soon", "1.5", "-1", "4294967296", "OFF"] {
        let answer = booth.ask(&["catalog", "schedule", &format!("--every={wrong}")]);
        assert_eq!(answer.code, Some(2), "{wrong:?}: {answer:?}");
    }
    assert_eq!(schedule(&booth), set);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_run_is_begun_once_however_long_nobody_looked() {
    let booth = Booth::stocked();
    booth.ok(&["catalog", "schedule", "--every", "6"]);
    let changed = booth.supplier.mutate(10.0);
    assert!(!looked_at(&booth, 5 * HOUR).await, "not before it is due");
    assert_eq!(runs(&booth).len(), 1);
    assert!(looked_at(&booth, 40 * HOUR).await);
    assert!(!looked_at(&booth, 40 * HOUR + 1).await, "what was missed is made up for once");
    let runs = runs(&booth);
    assert_eq!(runs.len(), 2);
    assert_eq!(
        (&runs[0]["kind"], &runs[0]["status"], &runs[0]["started_by"]),
        (&"refresh".into(), &"COMPLETED".into(), &"schedule".into())
    );
    assert!(runs[0]["written"].as_u64() >= Some(changed), "{changed} changed: {:#}", runs[0]);
    assert_eq!((&runs[1]["kind"], &runs[1]["started_by"]), (&"bootstrap".into(), &"hand".into()));
    let next = hours_until(&schedule(&booth));
    assert!((45.9..=46.7).contains(&next), "six hours after the forty: {next}");
    assert_eq!(booth.ok(&["catalog", "status"])["last_run"], runs[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_desk_is_filled_when_its_first_interval_is_over_and_not_before() {
    let booth = Booth::open();
    assert!(!looked_at(&booth, 0).await, "no run at the start");
    let first = hours_until(&schedule(&booth));
    assert!((5.9..=6.4).contains(&first), "due in {first} h");
    assert!(looked_at(&booth, 7 * HOUR).await);
    let runs = runs(&booth);
    assert_eq!((runs.len(), &runs[0]["kind"], &runs[0]["products"]), (1, &"bootstrap".into(), &200.into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_nothing_is_begun() {
    let booth = Booth::stocked();
    booth.ok(&["catalog", "schedule", "--every", "off"]);
    let before = booth.supplier.requests();
    assert!(!looked_at(&booth, 1000 * HOUR).await);
    assert_eq!((runs(&booth).len(), booth.supplier.requests()), (1, before));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_it_waits_quietly_and_comes_soon_after() {
    let booth = Booth::stocked();
    booth.ok(&["catalog", "schedule", "--every", "6"]);
    let nobody = Stranger::start(&[]).base_url().to_owned();
    booth.set_up(&nobody);
    assert!(!looked_at(&booth, 7 * HOUR).await);
    let waiting = schedule(&booth);
    assert!(waiting["note"].as_str().is_some_and(|note| note.contains("waits")), "{waiting:#}");
    let next = hours_until(&waiting);
    assert!((7.0..=7.3).contains(&next), "tried again within minutes: {next}");
    assert_eq!(runs(&booth).len(), 1, "a run that could only fail is none");

    booth.set_up(booth.supplier.base_url());
    assert!(looked_at(&booth, 7 * HOUR + 15).await);
    assert_eq!((&schedule(&booth)["note"], &runs(&booth)[0]["status"]), (&Value::Null, &"COMPLETED".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_due_while_another_goes_on_is_skipped_and_recorded() {
    let booth = Booth::stocked();
    booth.ok(&["catalog", "schedule", "--every", "6"]);
    // The look at the schedule asks for countries, and must not be the one that is kept waiting.
    booth.supplier.fault(json!({ "verb": "slow", "on": "catalog", "list": "products", "times": 1, "ms": 4_000 }));
    let before = booth.supplier.requests();
    let other = booth.line(&["catalog", "refresh"]).start();
    let name = format!("process {}", other.id());
    until("the other run", || (booth.supplier.requests() > before).then_some(()));
    looked_at(&booth, 7 * HOUR).await;
    let skipped = runs(&booth).into_iter().find(|run| run["started_by"] == "schedule").expect("its record");
    assert_eq!((&skipped["status"], &skipped["requests"]), (&"SKIPPED".into(), &0.into()));
    assert!(skipped["error"].as_str().is_some_and(|why| why.contains(&name)), "{name}: {skipped:#}");
    assert_eq!(other.answer().ok()["status"], "COMPLETED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_fails_says_why_and_comes_again_after_the_interval() {
    let booth = Booth::stocked();
    booth.ok(&["catalog", "schedule", "--every", "6"]);
    booth.supplier.fault(json!({ "verb": "not_json", "on": "catalog", "list": "products" }));
    assert!(looked_at(&booth, 7 * HOUR).await);
    let failed = &runs(&booth)[0];
    assert_eq!((&failed["status"], &failed["started_by"]), (&"FAILED".into(), &"schedule".into()));
    assert!(failed["error"].as_str().is_some_and(|why| why.len() > 10), "{failed:#}");
    assert_eq!(booth.ok(&["catalog", "status"])["products_visible"], 200, "the last good catalogue stays");
    booth.supplier.clear_faults();
    assert!(!looked_at(&booth, 8 * HOUR).await, "not before the interval is over");
    assert!(looked_at(&booth, 14 * HOUR).await);
    assert_eq!(runs(&booth)[0]["status"], "COMPLETED");
}
