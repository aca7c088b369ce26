//! Light and dark, and a window so small that it shows what 200 % does to a large one.

use counterfoil_journeys::window::{
    CUSTOMER, SIZE, Window, choose_time, confirm, fill_in, find, ground, hold, open_shop, save, switch_theme,
};

#[test]
fn light_and_dark_are_one_command_away() {
    let window = Window::open();
    open_shop(&window);
    let seen = |theme| {
        switch_theme(&window, theme);
        window.until("the search with the focus", "focus() === 'search-input'");
        (ground(&window), window.picture())
    };
    let (dark, dark_picture) = seen("dark");
    let (light, light_picture) = seen("light");
    assert!(dark < 60.0 && light > 200.0, "dark is {dark} and light is {light}");
    assert_ne!(dark_picture, light_picture);
}

#[test]
fn at_twice_the_size_the_next_step_stays_in_reach() {
    let window = Window::open();
    window.resize(SIZE.0 / 2, SIZE.1 / 2);
    open_shop(&window);
    find(&window);
    in_reach(&window, "training-band");
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    in_reach(&window, "primary-action");
    hold(&window);
    in_reach(&window, "primary-action");
    in_reach(&window, "hold-countdown");
    confirm(&window, 3);
    let page = "one('ticket-page').getBoundingClientRect()";
    window.until("the tickets in sight", &format!("{page}.top < innerHeight && {page}.bottom > 0"));
    save(&window);
    in_reach(&window, "saved-path");
    in_reach(&window, "training-band");
    let sideways = window.look("document.documentElement.scrollWidth > innerWidth");
    assert_eq!(sideways, false, "nothing is to be scrolled sideways");
}

/// Whether a thing is wholly in the window and nothing lies over it.
fn in_reach(window: &Window, id: &str) {
    let shown = format!(
        "(thing => {{ const r = thing.getBoundingClientRect(); \
         return r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight && \
         thing.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)); }})(one('{id}'))"
    );
    window.until(&format!("{id} in reach"), &shown);
}
