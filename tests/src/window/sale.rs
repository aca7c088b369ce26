//! A sale by keyboard, one step after the other: find, choose, fill in, hold, confirm, save.

use std::path::PathBuf;

use super::Window;

/// What is sold: the product of the demonstration.
pub const PRODUCT: &str = "Al Qamar Tower: observation deck, levels 88 and 89";
/// What one types to find it.
pub const SEARCH: &str = "al qamar observation deck";

/// Who buys.
#[derive(Debug, Clone, Copy)]
pub struct Customer {
    /// The first name.
    pub first_name: &'static str,
    /// The last name.
    pub last_name: &'static str,
    /// The address for mail.
    pub email: &'static str,
    /// The telephone.
    pub phone: &'static str,
}

/// A customer whose name takes three alphabets.
pub const CUSTOMER: Customer = Customer {
    first_name: "Zoë Ελένη",
    last_name: "Lefèvre-Щукина",
    email: "zoe@example.org",
    phone: "+33 1 23 45 67 89",
};

/// Waits for a fresh Sell: the catalogue is whole and the search has the focus.
pub fn open_shop(window: &Window) {
    let whole = "one('experience-item') && !document.body.innerText.includes('refreshing')";
    window.until("a whole catalogue", &format!("{whole} && focus() === 'search-input'"));
}

/// Types into the search until the product is the first hit, and opens it: its first free day has the focus.
pub fn find(window: &Window) {
    window.write(SEARCH);
    window.until("the product as first hit", &format!("one('search-hit')?.innerText.includes({PRODUCT:?})"));
    window.press("Enter");
    window.until(
        "a free day",
        "focus().startsWith('calendar-day-') && document.activeElement.dataset.freedom === 'free'",
    );
}

/// Takes the second free day and its first time; the party has the focus. The first may be today, and what begins within
/// minutes can be gone before the sale is done.
pub fn choose_time(window: &Window) {
    loop {
        let before = window.look("focus()");
        window.press("Right");
        let known = "document.activeElement.dataset.freedom ?? 'unknown'";
        let day = format!("focus().startsWith('calendar-day-') && focus() !== {before}");
        if window.until("the next day", &format!("{day} && ({known}) !== 'unknown' && ({known})")) == "free" {
            break;
        }
    }
    window.press("Enter");
    window.until("the times of the day", "focus().startsWith('slot-')");
    window.press("Enter");
    window.until("the party", "within('party-adult')");
}

/// Two adults and a child, and who buys.
pub fn fill_in(window: &Window, customer: &Customer) {
    for kind in ["a", "a", "c"] {
        window.press(kind);
    }
    window.until("two adults", "one('party-adult').value === '2'");
    window.until("a child", "document.querySelector('[data-testid^=party-child]').value === '1'");
    window.press("Enter");
    let Customer { first_name, last_name, email, phone } = customer;
    for (field, text) in [("first-name", first_name), ("last-name", last_name), ("email", email), ("phone", phone)] {
        window.until(field, &format!("focus() === 'customer-{field}'"));
        window.write(text);
        window.until(text, &format!("document.activeElement.value === {text:?}"));
        window.press("Enter");
    }
    window.until("nothing that is still needed", "focus() === 'primary-action' && !one('still-needed').innerText");
}

/// Holds the places and gives the order's code.
pub fn hold(window: &Window) -> String {
    window.press("Control+Enter");
    window.until("a hold", "one('order-state')?.dataset.state === 'held'");
    let code = window
        .until("its countdown", "one('hold-countdown')?.innerText.match(/\\d+:\\d\\d[^]*?([0-9A-Z]+-[0-9A-Z]+)/)?.[1]");
    code.as_str().expect("a code").to_owned()
}

/// Confirms, and waits for so many pages of tickets.
pub fn confirm(window: &Window, pages: usize) {
    window.press("Control+Enter");
    // In a narrow window the tickets take the place of the order.
    let state = "document.querySelector('[data-screen=sell] [data-testid=order-state]')?.dataset.state";
    window.until("tickets that are ready", &format!("{state} === 'ready'"));
    let painted = "all('ticket-page').filter(page => page.complete && page.naturalWidth > 0).length";
    window.until("the pages of the tickets", &format!("{painted} === {pages} && within('ticket-page')"));
}

/// Saves the tickets and gives the path that the window tells.
pub fn save(window: &Window) -> PathBuf {
    window.press("Control+s");
    let path = window.until("the path of the file", "one('saved-path')?.textContent");
    PathBuf::from(path.as_str().expect("a path"))
}
