//! Every bad day of the line, on every call of a sale: a defined state here, a defined answer, and two ledgers that agree.

use counterfoil_journeys::{Answer, Booth};
use serde_json::{Value, json};

/// What goes wrong on the line, whatever is asked.
const VERBS: [&str; 7] =
    ["slow", "error_500", "rate_limited", "cut_body", "not_json", "drop_before_accept", "drop_after_accept"];

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn fault(booth: &Booth, verb: &str, call: &str) {
    booth.supplier.fault(json!({ "verb": verb, "on": call, "times": 1, "ms": 200, "retry_after": 1 }));
}

/// What a command line answered: the order's state, or the problem's code.
fn told(answer: &Answer) -> String {
    if answer.code == Some(0) { text(&answer.ok()["state"]).to_owned() } else { answer.problem_code() }
}

#[test]
fn create() {
    let booth = Booth::stocked();
    let mut slots = booth.slots(1_100_002).into_iter();
    let mut found = Vec::new();
    for verb in VERBS {
        let wish = slots.next().expect("a free day").family().known_as(verb);
        fault(&booth, verb, "create");
        let answer = told(&booth.create(&wish));
        let orders = booth.orders();
        let order = orders.iter().find(|order| order["external_reference"] == verb).expect("the order is written down");
        let there = booth.supplier.orders().iter().filter(|order| order["external_reference"] == verb).count();
        found.push((verb, answer, text(&order["state"]).to_owned(), there));
    }
    let expected = [
        ("slow", "held", "held", 1),
        ("error_500", "unknown", "unknown", 0),
        ("rate_limited", "SUPPLIER_BUSY", "draft", 0),
        ("cut_body", "held", "held", 1),
        ("not_json", "unknown", "unknown", 0),
        ("drop_before_accept", "unknown", "unknown", 0),
        ("drop_after_accept", "held", "held", 1),
    ];
    assert_eq!(found, expected.map(|(verb, told, state, there)| (verb, told.to_owned(), state.to_owned(), there)));
}

/// For each verb: what was told, the state here, and the supplier's word for the order.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// Runs a call on an order made for each verb, and compares what came of it.
fn compare(booth: &Booth, call: &str, order: impl Fn(usize) -> Value, command: &[&str], expected: &[Row; 7]) {
    let mut found = Vec::new();
    for (nth, verb) in VERBS.into_iter().enumerate() {
        let order = order(nth);
        fault(booth, verb, call);
        let answer = told(&booth.ask(&[command, &[text(&order["id"])]].concat()));
        let state = text(&booth.order(&order["id"])["state"]).to_owned();
        let theirs = booth.supplier.orders();
        let there = theirs.iter().find(|other| other["order_reference_id"] == order["order_reference_id"]);
        found.push((verb, answer, state, text(&there.expect("the order")["status"]).to_owned()));
    }
    let own = |&(verb, told, state, there): &Row| (verb, told.to_owned(), state.to_owned(), there.to_owned());
    assert_eq!(found, expected.iter().map(own).collect::<Vec<_>>());
}

#[test]
fn confirm() {
    let booth = Booth::stocked();
    let slots = booth.slots(1_100_002);
    compare(
        &booth,
        "confirm",
        |nth| booth.hold(&slots[nth].family()),
        &["order", "confirm"],
        &[
            ("slow", "ready", "ready", "done"),
            ("error_500", "unknown", "unknown", "new"),
            ("rate_limited", "SUPPLIER_BUSY", "held", "new"),
            ("cut_body", "ready", "ready", "done"),
            ("not_json", "unknown", "unknown", "new"),
            ("drop_before_accept", "unknown", "unknown", "new"),
            ("drop_after_accept", "ready", "ready", "done"),
        ],
    );
}

#[test]
fn cancel() {
    let booth = Booth::stocked();
    let slots = booth.slots(1_100_002);
    compare(
        &booth,
        "cancel",
        |nth| booth.sell(&slots[nth].family()),
        &["order", "cancel"],
        &[
            ("slow", "cancelled", "cancelled", "cancelled"),
            ("error_500", "unknown", "unknown", "done"),
            ("rate_limited", "SUPPLIER_BUSY", "ready", "done"),
            ("cut_body", "cancelled", "cancelled", "cancelled"),
            ("not_json", "unknown", "unknown", "done"),
            ("drop_before_accept", "unknown", "unknown", "done"),
            ("drop_after_accept", "cancelled", "cancelled", "cancelled"),
        ],
    );
}

/// A question is repeated until it is answered, except where an answer came and made no sense.
#[test]
fn status() {
    let booth = Booth::stocked();
    let slots = booth.slots(1_100_002);
    compare(
        &booth,
        "status",
        |nth| booth.sell(&slots[nth].family()),
        &["order", "status"],
        &[
            ("slow", "ready", "ready", "done"),
            ("error_500", "ready", "ready", "done"),
            ("rate_limited", "ready", "ready", "done"),
            ("cut_body", "ready", "ready", "done"),
            ("not_json", "SUPPLIER_NOT_UNDERSTOOD", "ready", "done"),
            ("drop_before_accept", "ready", "ready", "done"),
            ("drop_after_accept", "ready", "ready", "done"),
        ],
    );
}

#[test]
fn tickets() {
    let booth = Booth::stocked();
    let slots = booth.slots(1_100_002);
    compare(
        &booth,
        "tickets",
        |nth| booth.hold(&slots[nth].family()),
        &["order", "confirm"],
        &[
            ("slow", "ready", "ready", "done"),
            ("error_500", "ready", "ready", "done"),
            ("rate_limited", "ready", "ready", "done"),
            ("cut_body", "ready", "ready", "done"),
            ("not_json", "fulfilling", "fulfilling", "done"),
            ("drop_before_accept", "ready", "ready", "done"),
            ("drop_after_accept", "ready", "ready", "done"),
        ],
    );
    for order in booth.orders() {
        assert_eq!(booth.ok(&["order", "status", text(&order["id"])])["state"], "ready", "asked again, they are here");
    }
}

#[test]
fn a_supplier_that_never_answers_a_question_leaves_everything_as_it_was() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_002).family());
    for (verb, code) in [
        ("error_500", "SUPPLIER_NOT_UNDERSTOOD"),
        ("drop_before_accept", "SUPPLIER_TIMED_OUT"),
        ("cut_body", "SUPPLIER_NOT_UNDERSTOOD"),
    ] {
        booth.supplier.fault(json!({ "verb": verb, "on": "status" }));
        let problem = booth.ask(&["order", "status", text(&sold["id"])]).problem();
        assert_eq!((&problem["code"], &problem["retry"]), (&code.into(), &"later".into()), "{verb}");
        booth.supplier.clear_faults();
        let order = booth.order(&sold["id"]);
        assert_eq!((&order["state"], &order["tickets"]), (&"ready".into(), &sold["tickets"]), "{verb}");
    }
}

#[test]
fn a_look_up_that_fails_too_leaves_the_order_unknown_until_the_next_round() {
    let booth = Booth::stocked();
    let wish = booth.slot(1_100_002).family().known_as("booking-51");
    booth.supplier.fault_once("drop_after_accept", "create");
    booth.supplier.fault(json!({ "verb": "error_500", "on": "status" }));
    assert_eq!(told(&booth.create(&wish)), "unknown");
    let order = &booth.orders()[0];
    assert_eq!(order["status"], "PENDING");
    for command in ["confirm", "cancel"] {
        assert_eq!(booth.refused(&["order", command, "booking-51"]), "ORDER_UNKNOWN", "{command} must wait");
    }
    booth.supplier.clear_faults();
    assert_eq!(booth.ok(&["order", "resume"])["items"][0]["state"], "held");
    assert_eq!(booth.supplier.orders().len(), 1);
}

#[test]
fn never_completes_and_completes_after() {
    let booth = Booth::stocked();
    let slots = booth.slots(1_100_002);
    booth.supplier.fault_once("never_completes", "confirm");
    let held = booth.hold(&slots[0].family());
    assert_eq!(booth.ok(&["order", "confirm", text(&held["id"]), "--wait", "1"])["state"], "fulfilling");

    booth.supplier.fault(json!({ "verb": "completes_after", "on": "confirm", "times": 1, "seconds": 60 }));
    let held = booth.hold(&slots[1].family());
    assert_eq!(booth.ok(&["order", "confirm", text(&held["id"])])["state"], "fulfilling");
    booth.supplier.advance(61);
    assert_eq!(booth.ok(&["order", "status", text(&held["id"])])["state"], "ready");
}

#[test]
fn prices_that_change_between_look_and_booking_are_the_ones_of_the_order() {
    let booth = Booth::stocked();
    let slot = booth.slot(1_100_002);
    let before = booth.hold(&slot.family())["total"]["minor"].as_i64().expect("a price");
    booth.supplier.fault(json!({ "verb": "price_changes", "on": "availability", "times": 1, "percent": 10 }));
    let after = booth.hold(&slot.family())["total"]["minor"].as_i64().expect("a price");
    assert!(after > before, "{before} and then {after}");
}
