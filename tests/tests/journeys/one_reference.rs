//! One booking asked for many times at once is one order.

use counterfoil_journeys::{Answer, Booth, Running};
use serde_json::{Value, json};

const TIMES: usize = 20;

/// Every answer is the same order, or a problem that tells to wait; there is one order on each side.
fn one_order(booth: &Booth, answers: &[Answer]) {
    let (here, there) = (booth.orders(), booth.supplier.orders());
    assert_eq!((here.len(), there.len()), (1, 1), "{here:#?}");
    assert_eq!(here[0]["state"], "held");
    assert_eq!(booth.supplier.truth()["requests"]["create"], 1, "it was sent once");
    for answer in answers {
        let order: Value = answer.ok();
        assert_eq!(order["id"], here[0]["id"]);
        assert!(["draft", "creating", "held"].iter().any(|state| order["state"] == *state), "{order:#}");
    }
}

#[test]
fn twenty_programs_at_once_make_one_order() {
    let booth = Booth::stocked();
    let wish = booth.slot(1_100_001).family().known_as("booking-41");
    booth.ok(&["catalog", "product", "1100001"]);
    booth.supplier.fault(json!({ "verb": "slow", "on": "create", "times": 1, "ms": 300 }));
    let file = booth.place.file("wish.json", wish.text());
    let line = ["order", "create", "--file", file.to_str().expect("a path")];
    let running: Vec<Running> = (0..TIMES).map(|_| booth.line(&line).start()).collect();
    let answers: Vec<Answer> = running.into_iter().map(Running::answer).collect();
    one_order(&booth, &answers);
}

/// Twenty programs do the same with one order at once, and one of them speaks to the supplier.
fn once(booth: &Booth, order: &Value, command: &str, end: &str) {
    booth.supplier.fault(json!({ "verb": "slow", "on": command, "times": 1, "ms": 300 }));
    let line = ["order", command, order["id"].as_str().expect("an id")];
    let running: Vec<Running> = (0..TIMES).map(|_| booth.line(&line).start()).collect();
    let mut ended = 0;
    for answer in running.into_iter().map(Running::answer) {
        if answer.code == Some(0) {
            ended += usize::from(answer.ok()["state"] == end);
        } else {
            assert_eq!(answer.problem_code(), "ORDER_UNKNOWN", "{answer:?}");
        }
    }
    assert!(ended > 0, "none of them saw the end");
    assert_eq!(booth.order(&order["id"])["state"], end);
    assert_eq!(booth.supplier.truth()["requests"][command], 1, "it was sent once");
}

#[test]
fn twenty_programs_at_once_confirm_once_and_cancel_once() {
    let booth = Booth::stocked();
    let order = booth.hold(&booth.slot(1_100_001).family());
    once(&booth, &order, "confirm", "ready");
    once(&booth, &order, "cancel", "cancelled");
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_tasks_of_one_desk_make_one_order_and_all_see_it_held() {
    use counterfoil_domain::order::{Customer, OrderDraft};
    let booth = Booth::stocked();
    let slot = booth.slot(1_100_001);
    let draft = OrderDraft {
        product: slot.product.parse().expect("an id"),
        day: slot.day.parse().expect("a day"),
        time: slot.time.clone(),
        party: vec![(slot.kind("Adult").parse().expect("an id"), 2)],
        customer: Customer {
            first_name: "Zoë".into(),
            last_name: "Martin".into(),
            email: "zoe@example.org".into(),
            phone: "+33 1".into(),
        },
        visitors: Vec::new(),
        external_reference: Some("booking-42".to_owned()),
        expected: None,
        basket: None,
    };
    let desk = booth.desk_ahead(0).await;
    let tasks: Vec<_> = (0..TIMES)
        .map(|_| {
            let (desk, draft) = (desk.clone(), draft.clone());
            tokio::spawn(async move { desk.create_order(draft).await })
        })
        .collect();
    for task in tasks {
        let order = task.await.expect("a task").expect("an order");
        assert_eq!((order.state.word(), order.external_reference.as_str()), ("held", "booking-42"));
    }
    drop(desk);
    one_order(&booth, &[]);
}
