//! Going about the window by keyboard.

use serde_json::Value;

use super::Window;

/// How many stops of the Tab key a thing may be away.
const STOPS: usize = 80;

/// The ground as its light.
const GROUND: &str = "(colour => { const canvas = document.createElement('canvas').getContext('2d'); \
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data; \
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; })(getComputedStyle(document.body).backgroundColor)";

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Find, choose, sell.
    Sell,
    /// All orders.
    Orders,
    /// Pick-ups, printers, sheets.
    Prints,
    /// Mails and events.
    Outbox,
    /// Cities, catalogue, suppliers.
    Admin,
}

/// Goes to a screen, where the training band is as everywhere while one practises, and only then.
pub fn go_to(window: &Window, room: Room) {
    let (chord, name) = match room {
        Room::Sell => ("Alt+1", "sell"),
        Room::Orders => ("Alt+2", "orders"),
        Room::Prints => ("Alt+3", "prints"),
        Room::Outbox => ("Alt+4", "outbox"),
        Room::Admin => ("Alt+5", "admin"),
    };
    window.press(chord);
    let shown = format!("one('nav-{name}').getAttribute('aria-current') === 'page'");
    let band = if window.is_training() {
        "one('training-band')?.innerText.match(/training/i)"
    } else {
        "!one('training-band')"
    };
    window.until(name, &format!("{shown} && {band}"));
}

/// Does something by its name.
pub fn command(window: &Window, name: &str) {
    window.press("Control+k");
    window.until("the commands", "focus() === 'palette-input'");
    window.write(name);
    let first = "document.querySelector('#command-list [aria-selected=true]')?.innerText";
    window.until(name, &format!("{first}.toLowerCase().includes({name:?})"));
    window.press("Enter");
    window.until("the end of the commands", "!one('palette-input')");
}

/// Goes on with the Tab key until an expression about the focus is true.
pub fn tab_to(window: &Window, what: &str, expression: &str) {
    for _ in 0..STOPS {
        if window.look(&format!("Boolean({expression})")) == Value::Bool(true) {
            return;
        }
        window.press("Tab");
    }
    panic!("{what} is not reached by the Tab key");
}

/// Takes the first choice, from the top of a list that opens, that has this word.
pub fn choose(window: &Window, picker: &str, word: &str) {
    tab_to(window, picker, &format!("focus() === '{picker}'"));
    window.press("Enter");
    let option = "(document.activeElement.getAttribute('role') === 'option' ? document.activeElement : null)";
    window.until("the choices", option);
    window.press("Home");
    window.until("the first choice", &format!("!{option}.previousElementSibling?.matches('[role=option]')"));
    let found = format!("{option}.innerText.includes({word:?})");
    for _ in 0..STOPS {
        if window.look(&found) == Value::Bool(true) {
            window.press("Enter");
            let chosen = format!("!{option} && one('{picker}').innerText.includes({word:?})");
            window.until("what was chosen", &chosen);
            return;
        }
        window.press("Down");
    }
    panic!("{picker} has no choice with {word}");
}

/// Goes to a page of Admin.
pub fn go_to_admin(window: &Window, tab: &str) {
    go_to(window, Room::Admin);
    tab_to(window, "the pages of Admin", "document.activeElement.getAttribute('role') === 'tab'");
    let there = format!("one('admin-{tab}').getAttribute('aria-selected') === 'true'");
    for _ in 0..8 {
        if window.look(&there) == Value::Bool(true) {
            return;
        }
        window.press("Right");
    }
    panic!("there is no page {tab}");
}

/// How light the ground of the page is, from 0 to 255.
pub fn ground(window: &Window) -> f64 {
    window.look(GROUND).as_f64().expect("a number")
}

/// Makes the window light or dark.
pub fn switch_theme(window: &Window, theme: &str) {
    let shown = format!("document.documentElement.dataset.theme === {theme:?}");
    if window.look(&shown) != Value::Bool(true) {
        command(window, "switch light or dark");
        window.until(theme, &shown);
    }
}

/// Refreshes the catalogue, sees it go on, and waits for its end.
pub fn refresh(window: &Window, meanwhile: impl FnOnce()) {
    command(window, "refresh the catalogue");
    window.until("the run", "one('run-progress')?.dataset.status === 'RUNNING' && one('refresh-button').disabled");
    let before = window.look("all('run-row').length").as_u64().unwrap_or_default();
    let bar = "Number(document.querySelector('[data-testid=run-progress] [role=progressbar]').ariaValueNow)";
    window.until("its progress", &format!("{bar} > 0 && {bar} < 100"));
    meanwhile();
    let row = "all('run-row')[0].innerText";
    window
        .until("its end", &format!("!one('run-progress') && all('run-row').length > {before} && /done/i.test({row})"));
}
