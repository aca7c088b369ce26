//! UC-15: an order is cancelled where its terms allow it, and a hold is let go.

use counterfoil_journeys::Booth;
use serde_json::json;

#[test]
fn a_sold_order_is_cancelled_on_both_sides() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_001).family());
    let code = sold["code"].as_str().expect("a code");
    let order = booth.ok(&["order", "cancel", code, "--reason", "CUSTOMER_REQUEST"]);
    assert_eq!((&order["state"], &order["status"]), (&"cancelled".into(), &"CANCELLED".into()));
    assert_eq!(booth.supplier.orders()[0]["status"], "cancelled");
    assert_eq!(booth.refused(&["ticket", "pdf", code, "--out", "/dev/null"]), "ORDER_STATE");
    assert_eq!(booth.ok(&["order", "cancel", code])["state"], "cancelled", "again is no harm");
    assert_eq!(booth.supplier.truth()["requests"]["cancel"], 1);
}

#[test]
fn what_can_never_be_cancelled_says_so_and_stays() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_008).family());
    let code = sold["code"].as_str().expect("a code");
    assert_eq!(booth.refused(&["order", "cancel", code]), "NOT_CANCELLABLE");
    assert_eq!(booth.order(&sold["id"])["state"], "ready");
    assert_eq!(booth.supplier.orders()[0]["status"], "done");
    assert!(booth.supplier.truth()["requests"]["cancel"].is_null(), "the supplier's word came first");
}

#[test]
fn after_the_deadline_it_is_too_late() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_001).family());
    booth.supplier.advance(40 * 24 * 3600);
    assert_eq!(booth.refused(&["order", "cancel", sold["code"].as_str().expect("a code")]), "NOT_CANCELLABLE");
    assert_eq!(booth.order(&sold["id"])["state"], "ready");
}

#[test]
fn a_hold_is_let_go_whether_or_not_the_supplier_takes_it_back() {
    for takes_back in [false, true] {
        let booth = Booth::stocked();
        booth.supplier.settings(&json!({ "cancel_holds": takes_back }));
        let held = booth.hold(&booth.slot(1_100_001).family());
        let order = booth.ok(&["order", "cancel", held["id"].as_str().expect("an id")]);
        let expected = if takes_back { ("cancelled", "cancelled") } else { ("expired", "new") };
        assert_eq!(order["state"], expected.0, "{order:#}");
        assert_eq!(booth.supplier.orders()[0]["status"], expected.1);
    }
}
