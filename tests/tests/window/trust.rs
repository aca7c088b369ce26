//! Bad days before an agent's eyes: an answer that is lost, and a sale that the supplier cancels afterwards.

use counterfoil_journeys::window::{
    Behind, CUSTOMER, Room, Window, choose_time, confirm, fill_in, find, go_to, hold, open_shop, tab_to,
};
use serde_json::json;

/// How the order of the sale stands.
const STATE: &str = "document.querySelector('[data-screen=sell] [data-testid=order-state]')?.dataset.state";

/// How often a question is put before it counts as not answered.
const REPEATS: u32 = 4;

#[test]
fn an_answer_that_is_lost_is_looked_up_and_the_truth_arrives_by_itself() {
    let window = Window::open();
    let supplier = Behind::the_shop(&window);
    supplier.settings(&json!({ "token_on_lookup": true }));
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    // The supplier takes the order, its answer is lost, and so is the answer to the first question about it.
    supplier.fault(&json!({ "verb": "drop_after_accept", "on": "create", "times": 1 }));
    supplier.fault(&json!({ "verb": "error_500", "on": "status", "times": REPEATS }));
    window.press("Control+Enter");
    window.until("that nothing is known yet", &format!("{STATE} === 'unknown'"));
    window.until("the truth", &format!("{STATE} === 'held'"));
    supplier.fault(&json!({ "verb": "drop_after_accept", "on": "confirm", "times": 1 }));
    supplier.fault(&json!({ "verb": "error_500", "on": "status", "times": REPEATS }));
    window.press("Control+Enter");
    window.until("that nothing is known yet", &format!("{STATE} === 'unknown'"));
    window.until("the tickets", &format!("{STATE} === 'ready'"));
    let truth = supplier.truth();
    let orders = truth["orders"].as_array().expect("orders");
    assert_eq!((orders.len(), &orders[0]["status"]), (1, &"done".into()), "{truth:#}");
    assert_eq!(truth["requests"]["create"], 1, "nothing was sent twice");
    assert_eq!(truth["requests"]["confirm"], 1, "nothing was sent twice");
}

#[test]
fn a_sale_that_the_supplier_cancels_is_told_to_the_agent() {
    let window = Window::open();
    let supplier = Behind::the_shop(&window);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let code = hold(&window);
    confirm(&window, 3);
    let reference = supplier.truth()["orders"][0]["order_reference_id"].clone();
    supplier.fault(&json!({ "verb": "late_cancel", "on": "any", "times": 1, "reference": reference }));
    go_to(&window, Room::Orders);
    window.until("the order", "one('order-row')");
    tab_to(&window, "the order", "focus() === 'order-row'");
    window.press("Enter");
    window.until(
        "the order",
        &format!("one('check-order') && document.querySelector('.orders-detail').innerText.includes({code:?})"),
    );
    tab_to(&window, "the question", "focus() === 'check-order'");
    window.press("Enter");
    window.until("what happened", "/void|cancelled/i.test(document.querySelector('.orders-detail').innerText)");
    window.until("what is to be paid back", "one('pay-back')");
    tab_to(&window, "paying back", "focus() === 'pay-back'");
    window.press("Enter");
    window.until("that it is paid back", "!one('pay-back') && all('payment-row').length === 2");
}

#[test]
fn what_the_supplier_cancels_by_itself_waits_behind_the_bell_until_it_is_seen() {
    let window = Window::open();
    let supplier = Behind::the_shop(&window);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let code = hold(&window);
    supplier.fault(&json!({ "verb": "completes_after", "on": "confirm", "times": 1, "seconds": 3_600 }));
    window.press("Control+Enter");
    window.until("a sale whose tickets are still made", &format!("{STATE} === 'fulfilling'"));
    window.photograph("bell-1-fulfilling");
    // Another client comes; nobody looks at the order any more.
    window.press("n");
    window.until("a new sale", "focus() === 'search-input' && one('notices').dataset.count === '0'");
    let reference = supplier.truth()["orders"][0]["order_reference_id"].clone();
    supplier.fault(&json!({ "verb": "late_cancel", "on": "any", "times": 1, "reference": reference }));
    let told = format!("document.body.innerText.includes('Order {code}: ')");
    window.until("what happened", &format!("one('notices').dataset.count === '1' && {told}"));
    window.photograph("bell-2-arrived");
    window.press("Alt+n");
    window.until("the list", &format!("focus() === 'notice-item' && one('notice-item').innerText.includes('{code}')"));
    window.photograph("bell-3-list");
    window.press("Enter");
    let shown = "document.querySelector('.orders-detail')?.innerText";
    window
        .until("the order", &format!("{shown}.includes('{code}') && one('order-state').dataset.state === 'cancelled'"));
    window.until("that it was seen", &format!("one('notices').dataset.count === '0' && !{told}"));
    window.photograph("bell-4-seen");
    window.press("Alt+n");
    window.until("an empty list", "/nothing that you have not seen/i.test(document.body.innerText)");
    window.photograph("bell-5-empty");
    window.press("Escape");
    window.until("what is to be paid back", "one('pay-back')");
}

#[test]
fn a_refused_confirmation_says_why_in_the_suppliers_words() {
    let window = Window::open();
    let supplier = Behind::the_shop(&window);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    hold(&window);
    supplier.fault(&json!({ "verb": "payment_refused", "on": "confirm", "times": 1 }));
    window.press("Control+Enter");
    window.until("that it failed", &format!("{STATE} === 'failed'"));
    window.until(
        "why",
        "document.querySelector('[data-screen=sell] [role=alert]').innerText.includes('payment was refused')",
    );
    window.until("what is to be paid back", "one('pay-back')");
    window.photograph("refused");
}

#[test]
fn a_chord_means_the_same_wherever_the_focus_is() {
    let window = Window::open();
    open_shop(&window);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    hold(&window);
    go_to(&window, Room::Orders);
    go_to(&window, Room::Sell);
    tab_to(&window, "a time of the day", "focus().startsWith('slot-')");
    confirm(&window, 3);
}
