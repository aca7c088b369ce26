//! UC-12: an order is checked here, written down, and held at the supplier once.

use counterfoil_journeys::{Booth, Wish, days_ahead, pdf_text};
use serde_json::{Value, json};

#[test]
fn two_adults_and_a_child_are_held() {
    let booth = Booth::stocked();
    let slot = booth.slot(1_100_001);
    let order = booth.hold(&slot.family());
    assert_eq!((&order["state"], &order["status"]), (&"held".into(), &"PENDING".into()));
    assert_eq!((&order["day"], &order["timeslot"]), (&json!(slot.day), &json!(slot.time)));
    assert_eq!(order["tickets"], json!([]));
    assert!(order["hold_expires_at"].as_str().is_some_and(|at| at.ends_with('Z')));
    let lines = order["lines"].as_array().expect("lines");
    let sum: i64 = lines.iter().map(|l| l["price"]["minor"].as_i64().unwrap() * l["count"].as_i64().unwrap()).sum();
    assert_eq!(order["total"], json!({ "minor": sum, "currency": "AED" }));
    let events: Vec<_> =
        order["history"].as_array().expect("history").iter().map(|entry| entry["to"].clone()).collect();
    assert_eq!(events, ["draft", "creating", "held"]);

    let theirs = booth.supplier.orders();
    assert_eq!(theirs.len(), 1);
    assert_eq!(theirs[0]["external_reference"], order["external_reference"]);
    assert_eq!(theirs[0]["order_reference_id"], order["order_reference_id"]);
    assert_eq!(
        theirs[0]["variants"],
        json!([{ "variant_id": 8_000_000, "count": 2 }, { "variant_id": 8_000_001, "count": 1 }])
    );
}

#[test]
fn an_order_is_found_by_every_name_it_has() {
    let booth = Booth::stocked();
    let order = booth.hold(&booth.slot(1_100_002).family().known_as("desk-4 / 17"));
    for name in ["id", "code", "external_reference", "order_reference_id"] {
        let id = order[name].as_str().expect("a name");
        assert_eq!(booth.ok(&["order", "status", id])["id"], order["id"], "by its {name}");
    }
    assert_eq!(booth.ok(&["order", "list", "--query", "zoe@example.org"])["total"], 1);
    assert_eq!(booth.ok(&["order", "list", "--state", "held"])["items"][0]["code"], order["code"]);
    assert_eq!(booth.ok(&["order", "list", "--state", "ready"])["total"], 0);
    assert_eq!(booth.refused(&["order", "list", "--state", "sleeping"]), "ERR00014");
    assert_eq!(booth.refused(&["order", "status", "nobody"]), "ERR00003");
}

#[test]
fn the_same_reference_twice_is_the_same_order() {
    let booth = Booth::stocked();
    let wish = booth.slot(1_100_001).family().known_as("booking-2207");
    let first = booth.hold(&wish);
    let creates = || booth.supplier.truth()["requests"]["create"].clone();
    assert_eq!(creates(), 1);
    let second = booth.hold(&wish);
    assert_eq!((&second["id"], &second["order_reference_id"]), (&first["id"], &first["order_reference_id"]));
    assert_eq!(creates(), 1, "it was not sent again");
    assert_eq!((booth.supplier.orders().len(), booth.orders().len()), (1, 1));
}

/// What is wrong with a wish, the problem's code, and a word of its message.
fn wrong_wishes(good: &Wish) -> Vec<(Wish, &'static str, &'static str)> {
    let party = |count: u32| json!([{ "variant_id": "8000000", "count": count }]);
    vec![
        (good.clone().with("/customer/first_name", ""), "ERR00014", "first name"),
        (good.clone().with("/customer/last_name", "  "), "ERR00014", "last name"),
        (good.clone().with("/customer/email", ""), "ERR00014", "e-mail"),
        (good.clone().with("/customer/email", "nobody"), "ERR00014", "e-mail"),
        (good.clone().with("/customer/phone", ""), "ERR00014", "telephone"),
        (good.clone().with("/variants", json!([])), "ERR00014", "party"),
        (good.clone().with("/variants", party(0)), "ERR00014", ""),
        (good.clone().with("/variants", party(99)), "ERR00014", "most"),
        (good.clone().with("/variants/0/variant_id", "1"), "ERR00014", "not on offer"),
        (good.clone().with("/day", days_ahead(-3)), "ERR00014", "past"),
        (good.clone().with("/day", "24.12.2026"), "ERR00014", "yyyy-MM-dd"),
        (good.clone().with("/timeslot", Value::Null), "ERR00014", "time"),
        (good.clone().with("/timeslot", "03:33"), "NOT_AVAILABLE", "03:33"),
        (good.clone().with("/product_id", "999999999"), "ERR00003", "999999999"),
        (good.clone().with("/external_reference", ""), "ERR00014", "reference"),
        (good.clone().with("/surprise", 1), "ERR00014", "order create --help"),
    ]
}

#[test]
fn a_wish_that_cannot_be_is_refused_with_a_sentence_and_nothing_is_sent() {
    let booth = Booth::stocked();
    let good = booth.slot(1_100_001).family();
    for (wish, code, word) in wrong_wishes(&good) {
        let problem = booth.create(&wish).problem();
        assert_eq!(problem["code"], code, "{problem:#} of {}", wish.text());
        let message = problem["message"].as_str().unwrap_or_default();
        assert!(message.contains(word), "no \u{201c}{word}\u{201d} in {message}");
        assert!(!message.contains("zoe@") && !message.contains("Zoë"), "personal data in {message}");
    }
    assert!(booth.supplier.truth()["requests"]["create"].is_null(), "a wrong wish reached the supplier");
    assert_eq!(booth.orders(), Vec::<Value>::new());
}

#[test]
fn a_file_that_is_no_order_is_refused_by_place_only() {
    let booth = Booth::stocked();
    for text in ["", "{", "[]", "{\"product_id\": 1}", "{\"customer\": {\"email\": \"secret@example.org\""] {
        let answer = booth.line(&["order", "create", "--file", "-"]).run_with(text);
        assert_eq!(answer.problem_code(), "ERR00014", "{text}");
        assert!(!answer.out.contains("secret@"), "{answer:?}");
    }
    assert_eq!(booth.refused(&["order", "create", "--file", "/nonexistent/wish.json"]), "ERR00014");
}

#[test]
fn what_is_not_on_sale_is_not_available() {
    let booth = Booth::stocked();
    let wish = booth.slot(1_100_002).family().with("/product_id", "1100009");
    assert_eq!(booth.create(&wish).problem_code(), "NOT_AVAILABLE");
}

#[test]
fn places_that_go_in_the_last_moment_leave_a_failed_order_and_a_way_out() {
    let booth = Booth::stocked();
    booth.supplier.fault_once("sold_out_race", "create");
    let problem = booth.create(&booth.slot(1_100_001).family()).problem();
    assert_eq!(problem["code"], "NOT_AVAILABLE");
    assert!(problem["hint"].is_string(), "{problem:#}");
    let message = problem["message"].as_str().unwrap_or_default();
    assert!(message.contains("Nothing is booked and nothing is charged. Room for this party on "), "{message}");
    let order = &booth.orders()[0];
    assert_eq!((&order["state"], &order["status"]), (&"failed".into(), &"FAILED".into()));
    assert_eq!(booth.supplier.orders(), Vec::<Value>::new());
}

#[test]
fn visitors_details_are_asked_for_and_sent() {
    let booth = Booth::stocked();
    let slot = booth.slot(1_100_007);
    let wish = slot.wish(&[("Adult", 2)]);
    let problem = booth.create(&wish).problem();
    assert_eq!(problem["code"], "ERR00014");
    assert!(problem["message"].as_str().is_some_and(|text| text.contains("full name")), "{problem:#}");

    let adult = slot.kind("Adult");
    let visitor = |name: &str| {
        let details = json!({ "full_name": name, "nationality": "FR" });
        json!({ "variant_id": adult, "details": details })
    };
    let one = booth.create(&wish.clone().with("/visitors", json!([visitor("Zoë Martin")])));
    assert_eq!(one.problem_code(), "ERR00014", "one of two is not enough");
    let both = wish.with("/visitors", json!([visitor("Zoë Martin"), visitor("Ада Лавлейс")]));
    let sold = booth.sell(&both);
    assert_eq!(booth.supplier.orders().len(), 1);
    // One reference stands for one wish, the names in it too.
    let other = both.with("/visitors", json!([visitor("Zoë Martin"), visitor("Grace Hopper")]));
    let other = other.with("/external_reference", sold["external_reference"].clone());
    let refused = booth.create(&other).problem();
    assert!(refused["message"].as_str().is_some_and(|text| text.contains("for something else")), "{refused:#}");
    // Which of two a code is for, nobody knows; of one it is clear.
    assert!(printed(&booth, &sold).contains("Visitors: Zoë Martin, Ада Лавлейс"));
    let alone = slot.wish(&[("Adult", 1)]).with("/visitors", json!([visitor("Ада Лавлейс")]));
    let text = printed(&booth, &booth.sell(&alone));
    assert!(text.contains("Ада Лавлейс") && !text.contains("Visitors:"), "{text}");
}

/// What the paper of an order says.
fn printed(booth: &Booth, order: &Value) -> String {
    let pdf = booth.place.path("visitors.pdf");
    booth.ok(&["ticket", "pdf", order["code"].as_str().expect("a code"), "--out", pdf.to_str().expect("a path")]);
    pdf_text(&pdf)
}

#[test]
fn a_hold_that_lapses_at_the_supplier_expires_here() {
    let booth = Booth::stocked();
    let order = booth.hold(&booth.slot(1_100_001).family());
    booth.supplier.advance(31 * 60);
    let id = order["id"].as_str().expect("an id");
    assert_eq!(booth.ok(&["order", "status", id])["state"], "expired");
    assert_eq!(booth.refused(&["order", "confirm", id]), "ORDER_STATE");
}

#[test]
fn holds_are_listed_by_their_end_and_one_that_lapsed_is_made_again() {
    let booth = Booth::stocked();
    assert_eq!(booth.ok(&["order", "holds"])["items"], json!([]));
    let first = booth.hold(&booth.slot(1_100_001).family());
    booth.supplier.advance(60);
    let second = booth.hold(&booth.slot(1_100_002).wish(&[("Adult", 1)]));
    let holds = booth.ok(&["order", "holds"]);
    assert_eq!((&holds["items"][0]["code"], &holds["items"][1]["code"]), (&first["code"], &second["code"]));
    booth.supplier.advance(31 * 60);
    let id = first["id"].as_str().expect("an id");
    assert_eq!(booth.ok(&["order", "status", id])["state"], "expired");
    let again = booth.ok(&["order", "again", id]);
    assert_eq!((&again["state"], &again["day"], &again["lines"]), (&"held".into(), &first["day"], &first["lines"]));
    assert_ne!(again["id"], first["id"], "the old one stays");
    assert_eq!(booth.ok(&["order", "again", id])["id"], again["id"], "one press or two");
    let story = booth.ok(&["order", "history", again["code"].as_str().expect("a code")]);
    let told = story["items"].as_array().expect("a story");
    assert!(
        told.iter().any(|entry| entry["note"].as_str().is_some_and(|note| note.contains("Made again"))),
        "{story:#}"
    );
}
