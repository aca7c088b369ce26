//! Orders and Admin.

use counterfoil_journeys::window::{
    Behind, CUSTOMER, PRODUCT, Room, SEARCH, Window, choose_time, command, confirm, fill_in, find, go_to, hold,
    open_shop, refresh, tab_to,
};

#[test]
fn an_order_is_found_again_with_its_story() {
    let window = Window::open();
    open_shop(&window);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let code = hold(&window);
    confirm(&window, 3);

    go_to(&window, Room::Orders);
    window.press("/");
    window.until("the filter", "focus() === 'order-filter'");
    // Without the accent and in small letters, as one types in a hurry.
    window.write("lefevre");
    window.until(
        "the one order",
        &format!("all('order-row').length === 1 && one('order-row').innerText.includes({code:?})"),
    );
    window.press("Enter");
    window.until("the list", "focus() === 'order-row'");
    window.press("Enter");
    window.until("the order", "one('order-state')?.dataset.state === 'ready'");
    let story = window.until("its story", "[...document.querySelectorAll('.orders-detail ol')].at(-1)?.innerText");
    let story = story.as_str().expect("words");
    let events = [
        "Written down",
        "Asked the supplier for the places",
        "The supplier holds the places",
        "Sent the confirmation",
        "Being fulfilled \u{2192} Ready",
    ];
    let places: Vec<_> = events.iter().map(|event| story.find(event)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{events:?} are not in this order in\n{story}");
}

#[test]
fn the_catalogue_is_refreshed_before_ones_eyes() {
    let window = Window::open();
    open_shop(&window);
    let supplier = Behind::of(&window);
    window.until("a light", "one('light-tiqets') && one('supplier-url')");
    // So slow that nobody misses it, until everything is seen.
    supplier.answer_after(3000);
    refresh(&window, || {
        go_to(&window, Room::Sell);
        window.until("the run in the status bar", "/refreshing/i.test(document.body.innerText)");
        go_to(&window, Room::Admin);
        supplier.answer_after(0);
    });
}

#[test]
fn a_city_that_is_switched_off_is_not_sold() {
    let window = Window::open();
    open_shop(&window);
    let seen = format!("all('search-hit').some(hit => hit.innerText.includes({PRODUCT:?}))");
    window.write(SEARCH);
    window.until("the product", &seen);
    for there in [false, true] {
        go_to(&window, Room::Admin);
        window.until("the cities", "one('city-search')");
        window.press("/");
        window.until("the search for cities", "focus() === 'city-search'");
        window.press("Control+a");
        window.write("dubai");
        window.until("the city", "all('city-row').length === 1");
        tab_to(&window, "the switch", "document.activeElement.closest('[data-testid=city-row]')");
        window.press("Space");
        window.until("the switch", &format!("document.activeElement.checked === {there}"));
        command(&window, "search the catalogue");
        window.until("the search", "focus() === 'search-input'");
        let expected = if there { seen.clone() } else { format!("!one('experience-item') && !{seen}") };
        window.until(if there { "the product again" } else { "a catalogue without it" }, &expected);
    }
}
