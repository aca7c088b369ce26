//! Days and times before an agent's eyes: a month at a press, what is sold out and what is not offered, a time that goes while
//! one sells, and a column that is cut nowhere.

use counterfoil_journeys::window::{
    Behind, CUSTOMER, Room, SIZE, Window, choose_time, confirm, fill_in, find, go_to, hold, open_shop, switch_theme,
};
use serde_json::{Value, json};

/// Back to a fresh Sell, after a look behind the window.
fn behind(window: &Window) -> Behind {
    open_shop(window);
    let supplier = Behind::of(window);
    go_to(window, Room::Sell);
    window.until("the search", "focus() === 'search-input'");
    supplier
}

/// How many days of the month that is shown stand in each way.
const DAYS: &str = "[...document.querySelectorAll('[data-freedom]')]
    .filter(day => getComputedStyle(day).visibility === 'visible')
    .reduce((all, day) => ({ ...all, [day.dataset.freedom]: (all[day.dataset.freedom] ?? 0) + 1 }), {})";

fn questions(supplier: &Behind) -> u64 {
    supplier.truth()["requests"]["availability"].as_u64().unwrap_or_default()
}

#[test]
fn a_month_comes_with_one_press_and_says_what_it_does_not_know_yet() {
    let window = Window::open();
    let supplier = behind(&window);
    find(&window);
    window.until("how old it is", "/^Asked/.test(one('availability-age').innerText)");
    let before = questions(&supplier);
    // So slow that nobody misses what is not known.
    supplier.answer_after(2000);
    window.press("PageDown");
    window.until("a month of which nothing is known", &format!("(days => days.unknown > 27 && !days.free)({DAYS})"));
    window.until("that it is asked", "one('availability-age').innerText.startsWith('Asking')");
    window.until("that it is not known yet", "one('calendar-legend').innerText.includes('not known yet')");
    supplier.answer_after(0);
    window.until("its days", &format!("(days => days.free > 20 && !days.unknown)({DAYS})"));
    window.until("how old they are", "/^Asked (just now|\\\\d+ s ago)/.test(one('availability-age').innerText)");
    assert_eq!(questions(&supplier), before + 1, "one press, one question");
    // The tower is open on every weekday: what is missing is sold out.
    assert_eq!(window.look(&format!("({DAYS}).not_offered ?? 0")), 0);
    window.photograph("month");
}

#[test]
fn a_time_that_goes_while_one_sells_leads_to_what_is_left_and_the_party_stays() {
    let window = Window::open();
    let supplier = behind(&window);
    supplier.settings(&json!({ "names_sold_out": true }));
    find(&window);
    choose_time(&window);
    let gone = window.look("document.querySelector('[data-testid^=slot-][aria-selected=true]').dataset.testid");
    let gone = gone.as_str().expect("a time");
    fill_in(&window, &CUSTOMER);
    supplier.fault(&json!({ "verb": "sold_out_race", "on": "create", "times": 1 }));
    window.press("Control+Enter");
    window.until("another time under the hands", &format!("focus().startsWith('slot-') && focus() !== {gone:?}"));
    window.until(
        "the time that is gone",
        &format!("one({gone:?}).ariaDisabled === 'true' && /sold out/.test(one({gone:?}).innerText)"),
    );
    window.until(
        "why, and what has room",
        "/Room for this party on/.test(one('primary-action').parentElement.innerText)",
    );
    assert_eq!(window.look("one('party-adult').value"), "2");
    assert_eq!(window.look("one('customer-last-name').value"), CUSTOMER.last_name);
    window.until("what is missing now", "/a time/.test(one('still-needed').innerText)");
    window.photograph("gone");
    window.press("Enter");
    window.until("the party", "within('party-adult')");
    let code = hold(&window);
    assert!(!code.is_empty());
    let truth = supplier.truth();
    assert_eq!(truth["orders"].as_array().map(Vec::len), Some(1), "{truth:#}");
    assert_eq!(truth["orders"][0]["variants"].as_array().map(Vec::len), Some(2), "two adults and a child");
}

#[test]
fn the_deadline_is_told_by_the_venues_clock_and_ours() {
    let window = Window::open();
    open_shop(&window);
    find(&window);
    window.press("PageDown");
    window.until("the next month", &format!("(days => days.free > 20)({DAYS})"));
    // The day under the hands may be sold out.
    for _ in 0..7 {
        if window.look("document.activeElement.dataset.freedom") == "free" {
            break;
        }
        window.press("Left");
    }
    window.press("Enter");
    window.until("the times of the day", "focus().startsWith('slot-')");
    window.press("Enter");
    window.until("the party", "within('party-adult')");
    let told = window.until("until when it may be cancelled", "one('cancel-until')?.innerText");
    let told = told.as_str().expect("words");
    assert!(
        told.starts_with("Can be cancelled until ") && told.contains(" Dubai time (") && told.contains(" here)"),
        "{told}"
    );
    fill_in(&window, &CUSTOMER);
    hold(&window);
    assert_eq!(window.look("one('held-terms').innerText"), told);
}

/// What of the column above the perforation is cut: how much of it is hidden.
const HIDDEN: &str = "(top => Math.max(0, top.scrollHeight - top.clientHeight))(document.querySelector('.sale-top'))";

#[test]
fn the_perforation_cuts_through_nothing_while_one_pays() {
    let window = Window::open();
    open_shop(&window);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    assert_eq!(window.look(HIDDEN), 0, "before the hold");
    hold(&window);
    let parted = "(till => all('held-summary')[0].getBoundingClientRect().bottom <= till.getBoundingClientRect().top)(document.querySelector('.sale-till'))";
    for theme in ["dark", "light"] {
        switch_theme(&window, theme);
        window.until("the payment", "one('payment-amount') && one('held-customer')");
        assert_eq!((window.look(HIDDEN), window.look(parted)), (json!(0), Value::Bool(true)), "{theme}");
    }
    window.photograph("paying");
    window.resize(SIZE.0 / 2, SIZE.1 / 2);
    window.until("the column whole", &format!("{HIDDEN} === 0 && {parted}"));
    window.photograph("paying-small");
    window.resize(SIZE.0, SIZE.1);
    confirm(&window, 3);
    assert_eq!(window.look(HIDDEN), 0, "once it is sold");
}
