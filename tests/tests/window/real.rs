//! The window as it is sold with: a folder that stays, keys in a real keyring, a supplier's server elsewhere.

use counterfoil_journeys::window::{
    CUSTOMER, Room, Window, choose_time, command, fill_in, find, go_to, hold, open_shop, save, tab_to,
};
use counterfoil_journeys::{Stranger, decoded, until};
use serde_json::{Value, json};

/// The first day: enters the address and the keys of a supplier, tries them, and fetches the catalogue.
fn set_up(window: &Window, supplier: &Stranger) {
    window.until("what to do first", "focus() === 'first-run-action'");
    window.photograph("real-1-first-run");
    window.press("Enter");
    window.until("the form", "one('keyring-state')?.dataset.keyring === 'ready' && one('supplier-url')");
    let private_key = supplier.private_key().trim();
    for (field, text) in [("url", supplier.base_url()), ("api-key", supplier.api_key()), ("private-key", private_key)] {
        tab_to(window, field, &format!("focus() === 'supplier-{field}'"));
        window.press("Control+a");
        window.write(text);
        window.until(field, &format!("document.activeElement.value === {}", json!(text)));
    }
    window.photograph("real-2-keys");
    tab_to(window, "to keep them", "focus() === 'supplier-save'");
    window.press("Enter");
    window.until("that both keys are kept", "!one('supplier-api-key') && !one('supplier-private-key')");
    tab_to(window, "to try them", "focus() === 'supplier-test'");
    window.press("Enter");
    window.until("that they work", "one('supplier-test-result')?.matches('.text-good')");
    window.photograph("real-3-tested");
    command(window, "refresh the catalogue");
    let row = "all('run-row')[0]?.innerText";
    window.until("the whole catalogue", &format!("!one('run-progress') && /done/i.test({row})"));
    go_to(window, Room::Sell);
    open_shop(window);
}

#[test]
fn a_sale_outlives_the_window_that_dies_right_after_confirm() {
    let supplier = Stranger::start(&[]);
    let mut window = Window::open_for_real();
    set_up(&window, &supplier);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let code = hold(&window);
    window.photograph("real-4-held");
    // The supplier takes the confirmation, and its answer never comes.
    supplier.fault(json!({ "verb": "slow", "on": "confirm", "times": 1, "ms": 600_000 }));
    window.press("Control+Enter");
    until("the confirmation at the supplier", || supplier.orders()[0]["confirmed_at"].is_string().then_some(()));
    window.photograph("real-5-confirming");
    window.kill();

    window.start_again();
    window.photograph("real-6-after-the-death");
    open_shop(&window);
    go_to(&window, Room::Orders);
    let row = "one('order-row')";
    window.until("the order", &format!("{row}?.dataset.state === 'ready' && {row}.innerText.includes({code:?})"));
    tab_to(&window, "the order", "focus() === 'order-row'");
    window.press("Enter");
    window.until("the order", "one('order-state')?.dataset.state === 'ready' && one('payment-row')");
    window.photograph("real-7-found");
    let story = window.until("its story", "[...document.querySelectorAll('.orders-detail ol')].at(-1)?.innerText");
    let story = story.as_str().expect("words");
    for (event, times) in
        [("Sent the confirmation", 1), ("The program ended before the answer came", 1), ("\u{2192} Ready", 1)]
    {
        assert_eq!(story.matches(event).count(), times, "{event} in\n{story}");
    }
    assert_eq!(window.look("all('payment-row').length"), 1);

    let truth = supplier.truth();
    let orders = truth["orders"].as_array().expect("orders");
    assert_eq!((orders.len(), &orders[0]["status"]), (1, &json!("done")), "{truth:#}");
    assert_eq!((&truth["requests"]["create"], &truth["requests"]["confirm"]), (&json!(1), &json!(1)));
    let mut codes: Vec<_> = orders[0]["barcodes"].as_array().expect("codes").iter().filter_map(Value::as_str).collect();
    codes.sort_unstable();
    assert_eq!(decoded(&save(&window), 203), codes);
    window.photograph("real-8-saved");
}
