//! The program dies at the worst moments of a sale. Afterwards `order resume` makes the two ledgers agree, and a control
//! with the protection switched off shows what it protects from.

use counterfoil_journeys::{Booth, Wish, until};
use serde_json::{Value, json};

/// The command line with named points at which it dies.
const CHILD: &str = env!("CARGO_BIN_EXE_desk-child");

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// Whose answer is long in coming, so that the program that waits for it can be killed.
fn slow(call: &str) -> Value {
    json!({ "verb": "slow", "on": call, "times": 1, "ms": 60_000 })
}

/// Begins `order create` at a supplier that takes the order and then says nothing for a minute, waits until the supplier
/// has it, and kills the program.
fn killed_while_creating(booth: &Booth, wish: &Wish, surroundings: &[(&str, &str)]) {
    booth.supplier.fault(slow("create"));
    let file = booth.place.file("wish.json", wish.text());
    let mut child = booth.begin(CHILD, &["order", "create", "--file", text(&json!(file))], surroundings);
    until("the order at the supplier", || (!booth.supplier.orders().is_empty()).then_some(()));
    child.kill();
}

/// Runs a command line that dies at a named point.
fn dies_at(booth: &Booth, point: &str, arguments: &[&str]) {
    let answer = booth.begin(CHILD, arguments, &[("COUNTERFOIL_CRASH_AT", point)]).answer();
    assert_eq!((answer.code, answer.out.as_str()), (None, ""), "it did not die at {point}: {answer:?}");
}

fn resume(booth: &Booth) -> Vec<Value> {
    booth.ok(&["order", "resume"])["items"].as_array().cloned().expect("items")
}

#[test]
fn killed_after_the_request_left_there_is_one_order_here_and_there() {
    let booth = Booth::stocked();
    let wish = booth.slot(1_100_001).family().known_as("booking-31");
    killed_while_creating(&booth, &wish, &[]);
    assert_eq!(booth.orders()[0]["state"], "creating", "the intent was written down before the request left");

    let resumed = resume(&booth);
    assert_eq!(resumed.len(), 1, "{resumed:#?}");
    assert_eq!(resumed[0]["state"], "held");
    let (here, there) = (booth.orders(), booth.supplier.orders());
    assert_eq!((here.len(), there.len()), (1, 1));
    assert_eq!(
        (&here[0]["external_reference"], &there[0]["external_reference"]),
        (&"booking-31".into(), &"booking-31".into())
    );
    assert_eq!(here[0]["order_reference_id"], there[0]["order_reference_id"]);
    assert_eq!(resume(&booth), Vec::<Value>::new(), "nothing is open any more");
    assert_eq!(booth.hold(&wish)["id"], here[0]["id"], "the same booking again is the same order");
    assert_eq!(booth.supplier.orders().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_opens_while_another_program_dies_settles_its_call_as_soon_as_that_is_over() {
    let booth = Booth::stocked();
    let slots = booth.slots(1_100_001);
    let order = booth.hold(&slots[0].family());
    booth.supplier.fault(json!({ "verb": "completes_after", "on": "confirm", "times": 1, "seconds": 60 }));
    let later = booth.hold(&slots[1].family());
    assert_eq!(booth.ok(&["order", "confirm", text(&later["id"])])["state"], "fulfilling");
    booth.supplier.advance(61);
    booth.supplier.fault(slow("confirm"));
    let mut dying = booth.line(&["order", "confirm", text(&order["id"])]).start();
    until("the confirmation", || booth.supplier.orders()[0]["confirmed_at"].is_string().then_some(()));

    let desk = booth.desk_ahead(1).await;
    let tender = desk.clone();
    let tending = tokio::spawn(async move { tender.tend().await });
    let state = |order: &Value| text(&booth.order(&order["id"])["state"]).to_owned();
    // Of what is open at the start the oldest comes first.
    until("the other order's tickets", || (state(&later) == "ready").then_some(()));
    assert_eq!(state(&order), "confirming", "whoever waits for the answer records it");
    dying.kill();
    until("the tickets", || (state(&order) == "ready").then_some(()));
    tending.abort();
    assert_eq!(booth.supplier.truth()["requests"]["confirm"], 2, "each was sent once");
}

#[test]
fn control_with_the_reference_written_after_sending_an_order_is_lost() {
    let mut booth = Booth::stocked();
    booth.harmed();
    let wish = booth.slot(1_100_001).family().known_as("booking-32");
    killed_while_creating(&booth, &wish, &[("COUNTERFOIL_SWITCH_OFF", "intent-before-wire")]);
    resume(&booth);
    let there = booth.supplier.orders();
    assert_eq!((there.len(), &there[0]["status"]), (1, &"new".into()));
    let lost = booth.disagreements();
    assert!(lost.iter().any(|line| line.contains("is not known here")), "the harm did not appear: {lost:?}");
    // And whoever books again, as anybody would, has two.
    booth.hold(&wish);
    assert_eq!(booth.supplier.truth()["by_status"]["new"], 2);
}

/// Once a late arrival is out of the question the order goes back to a draft, and the same booking again is one order.
async fn never_arrived(booth: &Booth, wish: &Wish) {
    assert_eq!(booth.supplier.orders(), Vec::<Value>::new());
    let resumed = resume(booth);
    assert_eq!(resumed[0]["state"], "unknown", "it may still arrive: {:#}", resumed[0]);
    assert_eq!(booth.create(wish).ok()["state"], "unknown", "it is not sent again before that is known");
    assert_eq!(booth.supplier.orders(), Vec::<Value>::new());

    let desk = booth.desk_ahead(3).await;
    let settled = desk.resume_orders().await.expect("a round of questions");
    assert_eq!(settled[0].state.word(), "draft");
    drop(desk);
    let held = booth.hold(wish);
    assert_eq!(held["id"], resumed[0]["id"]);
    assert_eq!((booth.orders().len(), booth.supplier.orders().len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_with_a_request_that_never_arrived_nothing_is_lost_or_doubled() {
    let booth = Booth::stocked();
    let wish = booth.slot(1_100_001).family().known_as("booking-33");
    let file = booth.place.file("wish.json", wish.text());
    booth.supplier.fault_once("drop_before_accept", "create");
    dies_at(&booth, "answer.read", &["order", "create", "--file", text(&json!(file))]);
    never_arrived(&booth, &wish).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_intent_and_request_nothing_is_lost_or_doubled() {
    let booth = Booth::stocked();
    let wish = booth.slot(1_100_001).family().known_as("booking-34");
    let file = booth.place.file("wish.json", wish.text());
    dies_at(&booth, "intent.committed", &["order", "create", "--file", text(&json!(file))]);
    assert_eq!(booth.orders()[0]["state"], "creating");
    never_arrived(&booth, &wish).await;
}

/// Dies at a point of a call; gives the state right after, after `order resume`, and after `order status`.
fn states(booth: &Booth, order: &Value, point: &str, call: &[&str]) -> [String; 3] {
    dies_at(booth, point, call);
    let state = || text(&booth.order(&order["id"])["state"]).to_owned();
    let after_death = state();
    resume(booth);
    let resumed = state();
    booth.ok(&["order", "status", text(&order["id"])]);
    [after_death, resumed, state()]
}

#[test]
fn create_survives_a_death_after_the_answer() {
    for (point, after_death) in [("answer.read", "creating"), ("answer.stored", "held")] {
        let booth = Booth::stocked();
        let wish = booth.slot(1_100_001).family().known_as("booking-35");
        let file = booth.place.file("wish.json", wish.text());
        dies_at(&booth, point, &["order", "create", "--file", text(&json!(file))]);
        assert_eq!(booth.orders()[0]["state"], after_death, "{point}");
        resume(&booth);
        assert_eq!(booth.orders()[0]["state"], "held", "{point}");
        assert_eq!((booth.orders().len(), booth.supplier.orders().len()), (1, 1), "{point}");
    }
}

/// Settles what is open as if a late arrival were out of the question.
async fn settle_late(booth: &Booth) {
    let desk = booth.desk_ahead(3).await;
    desk.resume_orders().await.expect("a round of questions");
}

#[tokio::test(flavor = "multi_thread")]
async fn confirm_survives_a_death_at_every_point() {
    for (point, expected) in [
        // The request may still be travelling; nobody calls it undone before that is out of the question.
        ("intent.committed", ["confirming", "unknown", "unknown"]),
        ("answer.read", ["confirming", "ready", "ready"]),
        ("answer.stored", ["fulfilling", "fulfilling", "ready"]),
    ] {
        let booth = Booth::stocked();
        let order = booth.hold(&booth.slot(1_100_001).family());
        assert_eq!(states(&booth, &order, point, &["order", "confirm", text(&order["id"])]), expected, "{point}");
        settle_late(&booth).await;
        let confirmed = booth.ok(&["order", "confirm", text(&order["id"])]);
        assert_eq!(
            (&confirmed["state"], &confirmed["order_reference_id"]),
            (&"ready".into(), &order["order_reference_id"])
        );
        assert_eq!(booth.supplier.truth()["requests"]["confirm"], 1, "{point}");
        assert_eq!(booth.supplier.orders()[0]["status"], "done");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cancel_survives_a_death_at_every_point() {
    for (point, expected) in [
        ("intent.committed", ["cancelling", "unknown", "unknown"]),
        ("answer.read", ["cancelling", "cancelled", "cancelled"]),
        ("answer.stored", ["cancelled", "cancelled", "cancelled"]),
    ] {
        let booth = Booth::stocked();
        let order = booth.sell(&booth.slot(1_100_001).family());
        assert_eq!(states(&booth, &order, point, &["order", "cancel", text(&order["id"])]), expected, "{point}");
        settle_late(&booth).await;
        assert_eq!(booth.order(&order["id"])["tickets"], order["tickets"], "what was sold stays on record");
        assert_eq!(booth.ok(&["order", "cancel", text(&order["id"])])["state"], "cancelled", "{point}");
        assert_eq!(booth.supplier.truth()["requests"]["cancel"], 1, "{point}");
        assert_eq!(booth.supplier.orders()[0]["status"], "cancelled");
    }
}
