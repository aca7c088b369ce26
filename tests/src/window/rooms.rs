//! Going about the window by keyboard.

use serde_json::Value;

use super::Window;

/// How many stops of the Tab key a thing may be away.
const STOPS: usize = 80;

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Find, choose, sell.
    Sell,
    /// All orders.
    Orders,
    /// Cities, catalogue, suppliers.
    Admin,
}

/// Goes to a screen, where the training band is as everywhere.
pub fn go_to(window: &Window, room: Room) {
    let (chord, name) = match room {
        Room::Sell => ("Alt+1", "sell"),
        Room::Orders => ("Alt+2", "orders"),
        Room::Admin => ("Alt+3", "admin"),
    };
    window.press(chord);
    let shown = format!("one('nav-{name}').getAttribute('aria-current') === 'page'");
    window.until(name, &format!("{shown} && one('training-band')?.innerText.match(/training/i)"));
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
