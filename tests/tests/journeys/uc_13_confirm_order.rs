//! UC-13: after payment an order is confirmed once, and asked about until its tickets are here.

use counterfoil_journeys::{Booth, until};
use serde_json::json;

fn id(order: &serde_json::Value) -> &str {
    order["id"].as_str().expect("an id")
}

#[test]
fn an_instant_product_has_its_tickets_at_once() {
    let booth = Booth::stocked();
    let held = booth.hold(&booth.slot(1_100_001).family());
    let order = booth.ok(&["order", "confirm", id(&held)]);
    assert_eq!((&order["state"], &order["status"]), (&"ready".into(), &"OK".into()));
    let codes: Vec<_> = order["tickets"].as_array().expect("tickets").iter().map(|t| t["barcode"].clone()).collect();
    assert_eq!(codes.len(), 3);
    assert_eq!(booth.supplier.orders()[0]["barcodes"], json!(codes));
    let told = |name: &str| order[name].as_str().and_then(|at| at.parse::<chrono::DateTime<chrono::Utc>>().ok());
    let (next, checked) = (told("next_check_at").expect("a question"), told("checked_at").expect("an answer"));
    assert!(next - checked >= chrono::Duration::minutes(59), "whether it still stands is asked rarely: {next}");
    let again = booth.ok(&["order", "confirm", id(&held)]);
    assert_eq!(again["tickets"], order["tickets"]);
    assert_eq!(booth.supplier.truth()["requests"]["confirm"], 1, "a second press finds the first one's result");
}

#[test]
fn what_was_paid_is_recorded_in_parts_and_never_more_than_is_open() {
    let booth = Booth::stocked();
    let held = booth.hold(&booth.slot(1_100_001).family());
    let total = held["total"]["minor"].as_i64().expect("a price");
    let pay = |minor: i64, more: &[&str]| {
        let amount = format!("{}.{:02}", minor / 100, minor % 100);
        let line = [&["order", "pay", id(&held), "--amount", &amount], more].concat();
        line.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let said = |line: Vec<String>| booth.ok(&line.iter().map(String::as_str).collect::<Vec<_>>());
    let refused = |line: Vec<String>| booth.refused(&line.iter().map(String::as_str).collect::<Vec<_>>());
    let part = said(pay(1_000, &["--kind", "card", "--note", "terminal 7", "--key", "one"]));
    assert_eq!(part["payments"][0]["kind"], "card");
    assert_eq!(said(pay(1_000, &["--kind", "card", "--key", "one"]))["payments"], part["payments"], "one press or two");
    assert_eq!(part["balances"][0]["open"]["minor"], total - 1_000);
    assert_eq!(refused(pay(total, &[])), "ERR00014", "more than is open is change");
    assert_eq!(booth.refused(&["order", "pay", id(&held), "--amount", "1.005"]), "ERR00014", "no such coin");
    let sold = booth.ok(&["order", "confirm", id(&held), "--paid", "account"]);
    assert_eq!((&sold["state"], &sold["balances"][0]["open"]["minor"]), (&"ready".into(), &0.into()));
    assert_eq!(
        (&sold["payments"][1]["kind"], &sold["payments"][1]["amount"]["minor"]),
        (&"account".into(), &(total - 1_000).into())
    );
}

#[test]
fn a_slow_product_is_waited_for() {
    let booth = Booth::stocked();
    let held = booth.hold(&booth.slot(1_100_003).family());
    let order = booth.ok(&["order", "confirm", id(&held), "--wait", "30"]);
    assert_eq!(order["state"], "ready");
    let story = |what: &str| -> Vec<_> {
        order["history"].as_array().expect("history").iter().map(|entry| entry[what].clone()).collect()
    };
    assert_eq!(story("to"), ["draft", "creating", "held", "held", "confirming", "fulfilling", "ready"]);
    assert_eq!(story("event")[3], "paid", "what is open is recorded as paid before it is confirmed");
}

#[test]
fn without_waiting_the_order_says_when_it_is_asked_about_again() {
    let booth = Booth::stocked();
    booth.supplier.settings(&json!({ "slow_seconds": 3600 }));
    let held = booth.hold(&booth.slot(1_100_003).family());
    let order = booth.ok(&["order", "confirm", id(&held)]);
    assert_eq!((&order["state"], &order["status"]), (&"fulfilling".into(), &"PENDING".into()));
    assert!(order["next_check_at"].is_string());
    assert_eq!(booth.refused(&["ticket", "pdf", id(&held), "--out", "/dev/null"]), "TICKETS_NOT_READY");
    booth.supplier.advance(3600);
    assert_eq!(booth.ok(&["order", "status", id(&held)])["state"], "ready");
}

#[test]
fn a_failing_product_ends_failed_with_what_to_do() {
    let booth = Booth::stocked();
    let held = booth.hold(&booth.slot(1_100_004).family());
    let order = booth.ok(&["order", "confirm", id(&held), "--wait", "30"]);
    assert_eq!((&order["state"], &order["status"]), (&"failed".into(), &"FAILED".into()));
    assert!(order["trouble"]["message"].as_str().is_some_and(|text| text.contains("refund")), "{order:#}");
    assert_eq!(booth.refused(&["ticket", "pdf", id(&held), "--out", "/dev/null"]), "ORDER_STATE");
    assert_eq!(booth.refused(&["order", "cancel", id(&held)]), "ORDER_STATE");
}

#[test]
fn a_refused_confirmation_keeps_the_suppliers_code_and_words() {
    let booth = Booth::stocked();
    let slots = booth.slots(1_100_001);
    let kept = |order: &serde_json::Value| {
        assert_eq!((&order["state"], &order["status"]), (&"failed".into(), &"FAILED".into()), "{order:#}");
        let (code, message) = (&order["trouble"]["code"], &order["trouble"]["message"]);
        assert_eq!(code, "payment_refused");
        assert!(message.as_str().is_some_and(|text| text.contains("payment was refused")), "{message}");
        assert!(
            message.as_str().is_some_and(|text| text.contains("refund") && !text.contains("not known")),
            "{message}"
        );
        assert!(order["balances"][0]["open"]["minor"].as_i64() < Some(0), "what was paid goes back: {order:#}");
    };
    let held = booth.hold(&slots[0].family());
    booth.supplier.fault_once("payment_refused", "confirm");
    kept(&booth.ok(&["order", "confirm", id(&held)]));
    kept(&booth.order(&held["id"]));

    // The look-up that agrees comes later, by another program.
    let held = booth.hold(&slots[1].family());
    booth.supplier.fault_once("payment_refused", "confirm");
    booth.supplier.fault(json!({ "verb": "error_500", "on": "status" }));
    let open = booth.ok(&["order", "confirm", id(&held)]);
    assert_eq!((&open["state"], &open["trouble"]["code"]), (&"unknown".into(), &"payment_refused".into()));
    assert!(open["trouble"]["message"].as_str().is_some_and(|text| text.contains("not known yet")), "{open:#}");
    booth.supplier.clear_faults();
    kept(&booth.ok(&["order", "status", id(&held)]));
    assert_eq!(booth.supplier.truth()["requests"]["confirm"], 2, "each was sent once");
}

#[test]
fn a_stuck_product_stays_fulfilling_and_is_not_given_up() {
    let booth = Booth::stocked();
    let held = booth.hold(&booth.slot(1_100_005).family());
    let order = booth.ok(&["order", "confirm", id(&held), "--wait", "1"]);
    assert_eq!(order["state"], "fulfilling");
    booth.supplier.advance(6 * 3600);
    let later = booth.ok(&["order", "status", id(&held)]);
    assert_eq!((&later["state"], &later["status"]), (&"fulfilling".into(), &"PENDING".into()));
    assert!(later["next_check_at"].is_string());
}

#[test]
fn only_a_held_order_is_confirmed() {
    let booth = Booth::stocked();
    let held = booth.hold(&booth.slot(1_100_001).family());
    booth.ok(&["order", "cancel", id(&held)]);
    assert_eq!(booth.refused(&["order", "confirm", id(&held)]), "ORDER_STATE");
    assert_eq!(booth.refused(&["order", "confirm", "nobody"]), "ERR00003");
    assert!(booth.supplier.truth()["requests"]["confirm"].is_null());
}

#[test]
fn two_windows_that_confirm_at_once_confirm_once() {
    let booth = Booth::stocked();
    booth.supplier.fault(json!({ "verb": "slow", "on": "confirm", "times": 1, "ms": 300 }));
    let held = booth.hold(&booth.slot(1_100_001).family());
    let first = booth.line(&["order", "confirm", id(&held)]).start();
    until("the first confirmation", || booth.supplier.truth()["requests"]["confirm"].as_u64());
    let second = booth.ok(&["order", "confirm", id(&held)]);
    // However late the second window comes, it finds the first one's confirmation.
    assert!(["confirming", "ready"].iter().any(|state| second["state"] == *state), "{second:#}");
    assert_eq!(first.answer().ok()["state"], "ready");
    assert_eq!(booth.supplier.truth()["requests"]["confirm"], 1);
}
