//! A hold that comes to its end before an agent's eyes.

use counterfoil_journeys::window::{
    Behind, CUSTOMER, Room, Window, choose_time, fill_in, find, go_to, hold, open_shop, tab_to,
};
use serde_json::json;

/// Notes all that any countdown ever shows.
const WATCH: &str = "
    const shown = window.countdowns = new Set();
    const note = () => document.querySelectorAll('[data-tone]').forEach(left => shown.add(left.innerText));
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
    note();
    done(true);";
/// The countdown of the order that is open.
const COUNTDOWN: &str = "document.querySelector('.orders-detail [data-testid=hold-countdown]')";

/// Asks the supplier once no more than so many seconds are left by its clock.
fn come_near(window: &Window, supplier: &Behind, seconds: i64) {
    let left =
        format!("((m, s) => 60 * m + s)(...{COUNTDOWN}.innerText.match(/(\\d+):(\\d\\d)/).slice(1).map(Number))");
    supplier.advance(window.look(&left).as_i64().expect("seconds") - seconds);
    tab_to(window, "the question", "focus() === 'check-order'");
    window.press("Enter");
    window.until("what is left", &format!("{left} <= {}", seconds + 1));
}

#[test]
fn a_hold_warns_twice_and_ends_without_counting_below_nothing() {
    let window = Window::open();
    open_shop(&window);
    let supplier = Behind::of(&window);
    supplier.settings(&json!({ "hold_minutes": 6, "says_hold_end": true }));
    go_to(&window, Room::Sell);
    window.until("the search", "focus() === 'search-input'");
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let code = hold(&window);
    window.ask("a watch", WATCH, json!(null));
    window.until("six minutes", "/for [56]:\\d\\d/.test(one('hold-countdown').innerText)");
    assert_eq!(window.look("one('hold-countdown').dataset.tone"), "calm");
    let warned = |words: &str| {
        format!(
            "[...document.querySelectorAll('[role=status]')].filter(e => e.innerText.includes('Hold {code} ends in less than {words}')).length === 1"
        )
    };
    assert_eq!(window.look("document.body.innerText.includes('ends in less than')"), false);
    window.photograph("hold-1-calm");

    go_to(&window, Room::Orders);
    window.until("the order", "one('order-row')");
    tab_to(&window, "the order", "focus() === 'order-row'");
    window.press("Enter");
    window.until("the order", COUNTDOWN);
    for (seconds, words, tone, name) in
        [(303, "5 minutes", "warn", "hold-2-five-minutes"), (63, "a minute", "urgent", "hold-3-one-minute")]
    {
        come_near(&window, &supplier, seconds);
        window.until(words, &format!("{} && {COUNTDOWN}.dataset.tone === '{tone}'", warned(words)));
        window.photograph(name);
    }
    go_to(&window, Room::Sell);
    window.until("the same on Sell", "one('hold-countdown')?.dataset.tone === 'urgent'");
    window.photograph("hold-4-one-minute-sell");
    go_to(&window, Room::Orders);
    window.until("the order", COUNTDOWN);
    come_near(&window, &supplier, 12);
    // Long enough to be seen, until the supplier says so too.
    let slow = json!({ "verb": "slow", "on": "status", "times": 1, "ms": 5_000 });
    supplier.fault(&slow);
    let over = format!("{COUNTDOWN}?.dataset.tone === 'over' && !one('confirm-order') && !one('payment-amount')");
    window.until("the end", &over);
    window.until("what it means", "/hold has ended[^]*hold the places again/i.test(document.body.innerText)");
    window.photograph("hold-5-over");
    window.until("that it has lapsed", "one('order-state')?.dataset.state === 'expired' && one('hold-again')");
    window.until("no warning any more", "!document.body.innerText.includes('ends in less than')");
    window.photograph("hold-6-expired");

    // Held once more, the end comes while the agent looks at the till.
    go_to(&window, Room::Sell);
    tab_to(&window, "to hold again", "focus() === 'hold-again'");
    window.press("Enter");
    window.until("a hold", "one('order-state')?.dataset.state === 'held' && one('payment-amount')");
    go_to(&window, Room::Orders);
    window.until("both orders", "all('order-row').length === 2");
    tab_to(&window, "the order", "focus() === 'order-row'");
    window.press("Enter");
    window.until("the order", COUNTDOWN);
    come_near(&window, &supplier, 8);
    supplier.fault(&slow);
    go_to(&window, Room::Sell);
    let over = "one('hold-countdown')?.dataset.tone === 'over' && one('primary-action').disabled";
    window.until("the end", &format!("{over} && !one('payment-amount')"));
    window.photograph("hold-7-over-sell");
    window.until("that it has lapsed", "one('order-state')?.dataset.state === 'expired' && one('hold-again')");
    window.photograph("hold-8-expired-sell");
    let shown = window.look("[...window.countdowns].filter(text => /\\d:\\d\\d/.test(text)).length");
    assert!(shown.as_u64().expect("a number") > 10, "the countdowns were seen to count: {shown}");
    let negative = window.look("[...window.countdowns].filter(text => /for\\s*[-\u{2212}]/.test(text))");
    assert_eq!(negative, json!([]));
    assert_eq!(supplier.truth()["by_status"], json!({ "cancelled": 2 }));
}
