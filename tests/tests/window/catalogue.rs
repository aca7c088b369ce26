//! Looking through the catalogue and keeping it: tags, the shelf, cards, what is free, the client's view, syncs and the
//! schedule.

use counterfoil_journeys::window::{
    Behind, CUSTOMER, PRODUCT, Room, SIZE, Window, choose, choose_time, fill_in, find, go_to, go_to_admin, ground,
    open_shop, switch_theme, tab_to,
};

/// How many things the list has, whether or not they are in sight.
const LENGTH: &str = "Number(one('experience-item')?.getAttribute('aria-setsize') ?? 0)";
/// The line on which the cursor is.
const ACTIVE: &str = "document.querySelector('.find-list [data-active]')";

fn length(window: &Window) -> u64 {
    window.look(LENGTH).as_u64().expect("a number")
}

fn number(window: &Window, expression: &str) -> u64 {
    window.until(expression, expression).as_u64().expect("a number")
}

fn text(window: &Window, expression: &str) -> String {
    window.until(expression, expression).as_str().expect("words").to_owned()
}

/// Back to the search, whatever has the focus.
fn to_search(window: &Window) {
    window.press("/");
    window.until("the search", "focus() === 'search-input'");
}

#[test]
fn tags_narrow_the_list_and_a_second_press_takes_them_away() {
    let window = Window::open();
    open_shop(&window);
    let whole = length(&window);
    tab_to(&window, "the tags", "focus() === 'tag-chip'");
    let pressed = "document.activeElement.getAttribute('aria-pressed')";
    let first = text(&window, "document.activeElement.dataset.id");
    let promised = number(&window, "Number(document.activeElement.lastElementChild.innerText)");
    assert!(promised > 0 && promised < whole, "{promised} of {whole}");
    window.press("Space");
    window.until("fewer", &format!("{pressed} === 'true' && {LENGTH} === {promised}"));
    assert_eq!(window.look("document.activeElement.dataset.id"), first.as_str(), "the focus stays on it");

    window.press("Right");
    window.until("another tag", &format!("focus() === 'tag-chip' && {pressed} === 'false'"));
    let promised_both = number(&window, "Number(document.activeElement.lastElementChild.innerText)");
    assert!(promised_both <= promised, "what both have: {promised_both} of {promised}");
    window.press("Space");
    window.until("fewer still", &format!("{LENGTH} === {promised_both} && one('tags-clear')"));
    window.press("Space");
    window.until("the first tag's again", &format!("{LENGTH} === {promised}"));
    window.press("Left");
    window.until("the first tag", &format!("document.activeElement.dataset.id === '{first}'"));
    window.press("Space");
    window.until("everything", &format!("{LENGTH} === {whole} && !one('tags-clear')"));

    tab_to(&window, "all tags", "focus() === 'tag-chip' || focus() === 'tags-more'");
    window.press("End");
    for _ in 0..40 {
        if window.look("focus() === 'tags-more'") == true {
            break;
        }
        window.press("Right");
    }
    window.press("Enter");
    window.until("the filter of tags", "focus() === 'tags-filter'");
    window.write("museum");
    window.until("the one tag", "all('tag-chip').filter(chip => chip.closest('[role=dialog]')).length === 1");
    window.press("Tab");
    window.until("it", "focus() === 'tag-chip'");
    let museums = number(&window, "Number(document.activeElement.lastElementChild.innerText)");
    window.press("Space");
    window.press("Escape");
    window.until("museums", &format!("!one('tags-filter') && {LENGTH} === {museums}"));
}

#[test]
fn a_favourite_is_marked_by_a_star_and_found_on_the_shelf() {
    let window = Window::open();
    open_shop(&window);
    window.press("Down");
    let title = text(&window, &format!("{ACTIVE}?.querySelector('h3').title"));
    let marked = "document.querySelector('.find-list [data-active] [data-testid=favourite]')?.ariaPressed";
    assert_eq!(window.look(marked), "false");
    window.press("*");
    window.until("the mark", &format!("{marked} === 'true'"));
    find(&window);
    window.press("*");
    window.until(
        "the product's mark",
        "document.querySelector('.sell-choose [data-testid=favourite]')?.ariaPressed === 'true'",
    );

    shelf(&window, "favourites");
    let titles = "[...document.querySelectorAll('.find-list [role=option] h3')].map(title => title.title)";
    window.until(
        "both, the last first",
        &format!("JSON.stringify({titles}) === JSON.stringify([{PRODUCT:?}, {title:?}])"),
    );
    shelf(&window, "recent");
    window.until("what was opened", &format!("JSON.stringify({titles}) === JSON.stringify([{PRODUCT:?}])"));
    shelf(&window, "favourites");
    to_search(&window);
    for left in [1, 0] {
        window.press("Down");
        window.until("the cursor", ACTIVE);
        window.press("*");
        window.until("one fewer", &format!("{titles}.length === {left}"));
    }
    window.until("what to do", "document.querySelector('.sell-find').innerText.includes('No favourites yet')");
    shelf(&window, "all");
    window.until(
        "the whole list, unmarked",
        "one('experience-item') && all('favourite').every(star => star.ariaPressed === 'false')",
    );
}

/// The parts of the shelf from left to right.
const SHELF: [&str; 3] = ["all", "favourites", "recent"];

/// Turns to a part of the shelf.
fn shelf(window: &Window, part: &str) {
    // While something is typed there are hits instead.
    to_search(window);
    window.press("Escape");
    window.until("no hits", "one('search-input').value === '' && one('shelf-all')");
    tab_to(window, "the shelf", "focus().startsWith('shelf-')");
    let place = |part: &str| SHELF.iter().position(|other| *other == part);
    let here = text(window, "focus().slice(6)");
    let way = if place(&here) < place(part) { "Right" } else { "Left" };
    for _ in 0..SHELF.len() {
        if window.look(&format!("focus() === 'shelf-{part}'")) == true {
            break;
        }
        window.press(way);
    }
    window.press("Space");
    window.until(part, &format!("one('shelf-{part}').matches('[data-selected]')"));
}

#[test]
fn rows_become_cards_and_keys_lead_through_both() {
    let window = Window::open();
    open_shop(&window);
    let whole = length(&window);
    let tops = "all('experience-item').map(item => item.getBoundingClientRect().top)";
    let beside = &format!("(([one, other]) => one === other)({tops})");
    let at = format!("Number({ACTIVE}?.getAttribute('aria-posinset') ?? 0)");
    let lands = |key: &str, place: u64| {
        window.press(key);
        window.until(
            key,
            &format!(
                "{at} === {place} && (r => r.top >= 0 && r.bottom <= innerHeight)({ACTIVE}.getBoundingClientRect())"
            ),
        );
    };
    assert_eq!(window.look(beside), false);
    assert_eq!(window.look("one('list-age') !== null"), true, "it says how old it is");
    lands("Down", 1);
    lands("Down", 2);
    lands("End", whole);
    lands("Home", 1);

    window.press("Alt+g");
    window.until("cards", &format!("{beside} && one('view-grid').matches('[data-selected]')"));
    let columns = number(&window, &format!("(([one, ...more]) => 1 + more.filter(top => top === one).length)({tops})"));
    assert!(columns > 1);
    lands("Right", 2);
    lands("Down", 2 + columns);
    lands("Left", 1 + columns);
    lands("End", whole);
    lands("Home", 1);
    window.press("Alt+g");
    window.until("rows", &format!("!{beside} && one('view-list').matches('[data-selected]')"));
    lands("Enter", 1);
    window.until("its products", "one('product-item') && !one('experience-item')");
}

#[test]
fn the_client_does_not_see_what_the_desk_keeps() {
    let window = Window::open();
    open_shop(&window);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let kept = text(&window, "one('commission')?.innerText");
    let total = text(&window, "one('total').innerText");
    assert!(kept.chars().any(|sign| sign.is_ascii_digit()), "{kept}");
    window.press("Alt+v");
    window.until(
        "the client's view",
        "one('customer-band') && one('customer-view').ariaPressed === 'true' && !one('commission')",
    );
    assert_eq!(window.look("one('total').innerText"), total.as_str(), "what the client pays is the same");
    for room in [Room::Orders, Room::Sell] {
        go_to(&window, room);
        window.until("the client's view in every room", "one('customer-band') && !one('commission')");
    }
    window.press("Alt+v");
    window.until("the desk's own view", &format!("!one('customer-band') && one('commission')?.innerText === {kept:?}"));
}

#[test]
fn what_is_free_on_a_day_stands_in_the_list() {
    let window = Window::open();
    open_shop(&window);
    assert_eq!(window.look("one('free-state')"), serde_json::Value::Null, "nobody is asked before one wants to know");
    let in_sight = "(r => r.top > 0 && r.bottom < innerHeight)(mark.getBoundingClientRect())";
    let states = format!("all('free-state').filter(mark => {in_sight}).map(mark => mark.dataset.state)");
    let known = "state === 'free' || state === 'full'";
    let settled = format!("(states => states.length > 2 && states.every(state => {known}) && states)({states})");
    window.press("Alt+f");
    window.until("whether it is free", &settled);
    choose(&window, "free-day", "Tomorrow");
    window.until("tomorrow", &format!("{settled} && {states}.includes('free')"));
    choose(&window, "free-people", "for 20");
    window.until("no room for twenty", &format!("{settled} && {states}.includes('full')"));
    let before = length(&window);
    tab_to(&window, "what hides the full", "focus() === 'free-hide-full'");
    window.press("Space");
    window.until("nothing full", &format!("!{states}.includes('full') && {LENGTH} < {before}"));
    window.press("Space");
    window.until("all again", &format!("{LENGTH} === {before}"));
    window.press("Alt+f");
    window.until("the plain list", "!one('free-state') && one('experience-item')");
}

#[test]
fn lighter_syncs_run_and_are_recorded_and_the_schedule_is_kept() {
    let window = Window::open();
    open_shop(&window);
    let supplier = Behind::of(&window);
    go_to_admin(&window, "refresh");
    window.until(
        "how many products have their kinds of visitors here",
        "one('variants-progress')?.innerText.includes('200')",
    );
    for (button, name) in [("quick-sync", "Quick sync"), ("tag-sync", "Tags")] {
        let rows = number(&window, "all('run-row').length");
        let before = supplier.truth()["not_modified"].as_u64();
        tab_to(&window, button, &format!("focus() === '{button}'"));
        window.press("Enter");
        let row = "all('run-row')[0].innerText";
        let told = format!("[/{name}/, /done/i, /hand/].every(word => word.test({row}))");
        window.until(button, &format!("all('run-row').length > {rows} && {told}"));
        assert!(supplier.truth()["not_modified"].as_u64() > before, "it asked the supplier, to whom nothing was new");
    }
    window.until("all runs at a glance", "one('run-chart')?.ariaLabel.length > 20");

    window.until("the usual interval", "one('schedule-every').innerText.includes('Every 6 hours')");
    choose(&window, "schedule-every", "Every 12 hours");
    window.until("the next run", "/1[12] h/.test(one('schedule-next').innerText)");
    choose(&window, "schedule-every", "Off");
    let off = text(&window, "one('schedule-next').innerText");
    assert!(!off.chars().any(|sign| sign.is_ascii_digit()), "{off}");
    go_to(&window, Room::Sell);
    go_to_admin(&window, "refresh");
    window.until("what was set", "one('schedule-every').innerText.includes('Off')");
}

#[test]
fn the_list_and_the_page_of_runs_fit_into_a_small_window_light_and_dark() {
    let window = Window::open();
    open_shop(&window);
    for size in [(SIZE.0 / 2, SIZE.1 / 2), SIZE] {
        window.resize(size.0, size.1);
        for theme in ["dark", "light"] {
            switch_theme(&window, theme);
            assert_eq!(ground(&window) < 128.0, theme == "dark", "{theme}");
            go_to(&window, Room::Sell);
            window.until("the list", "one('experience-item')");
            fits(&window, &format!("the list, {theme}, {size:?}"));
            go_to_admin(&window, "refresh");
            window.until("the page of runs", "one('refresh-button') && one('schedule-every') && one('run-row')");
            fits(&window, &format!("the page of runs, {theme}, {size:?}"));
        }
    }
}

/// Nothing is wider than its place; a table may scroll in its own frame.
fn fits(window: &Window, what: &str) {
    window.picture();
    let wide = "[document.documentElement, ...document.querySelectorAll('[data-screen] *')]
        .filter(e => e.getClientRects().length && e.scrollWidth > e.clientWidth + 1 && !e.closest('.overflow-x-auto'))
        .filter(e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || e === document.documentElement)
        .map(e => `${e.className} ${e.scrollWidth} > ${e.clientWidth}`)";
    assert_eq!(window.look(wide), serde_json::json!([]), "{what}");
    let outside = "[...document.querySelectorAll('[data-screen] button, [data-screen] input')]
        .filter(e => e.getClientRects().length && !e.closest('.overflow-x-auto'))
        .filter(e => (r => r.left < 0 || r.right > innerWidth + 1)(e.getBoundingClientRect()))
        .map(e => e.outerHTML.slice(0, 120))";
    assert_eq!(window.look(outside), serde_json::json!([]), "{what}");
}
