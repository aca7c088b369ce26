//! Tickets on real paper: from a sale in the window to the print service and back to a status that says void.

use counterfoil_journeys::window::{
    Behind, CUSTOMER, Room, Window, choose, choose_time, confirm, fill_in, find, go_to, hold, tab_to,
};
use counterfoil_journeys::{PrintQueue, until};
use serde_json::json;

const PRINTER: &str = "Window-2";

/// What the print service made of jobs of an order.
fn came_out(code: &str) -> usize {
    let of_order =
        |file: &std::path::Path| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(code));
    PrintQueue::tray().iter().filter(|file| of_order(file)).count()
}

#[test]
fn tickets_are_printed_by_one_key_and_void_once_the_supplier_cancels() {
    let queue = PrintQueue::start();
    queue.add_pdf_printer(PRINTER);
    let window = Window::open_beside(&queue);
    let supplier = Behind::the_shop(&window);

    // Which printer has which paper is said once.
    go_to(&window, Room::Prints);
    tab_to(&window, "the printers", "focus() === 'printers-setup' || focus() === 'room-choose-printer'");
    window.press("Enter");
    window.until("the printers", "one('printer-setup') && one('setup-a4')");
    choose(&window, "setup-printer-a4", PRINTER);
    window.photograph("paper-1-printers");
    window.press("Escape");
    window.until("the print room", "!one('printer-setup') && one('printer-health')");
    window.photograph("paper-2-print-room");

    go_to(&window, Room::Sell);
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let code = hold(&window);
    confirm(&window, 3);
    window.until("tickets to print", "one('print-tickets') && !one('print-tickets').disabled");
    window.press("Control+p");
    window.until("three on paper", "/all 3 are on paper/i.test(one('paper-news')?.innerText)");
    window.photograph("paper-3-on-paper");
    until("three sheets", || (came_out(&code) == 3).then_some(()));

    // Pressed again, nothing comes out twice.
    window.press("Control+p");
    window.until("that there is nothing to print", "one('print-tickets').disabled");

    go_to(&window, Room::Orders);
    tab_to(&window, "the order", "focus() === 'order-row'");
    window.press("Enter");
    let statuses = "all('ticket-status').map(status => status.dataset.status)";
    window.until("what was given out", &format!("{statuses}.filter(word => word === 'DISTRIBUTED').length === 3"));
    window.photograph("paper-4-given-out");
    // The supplier takes the order back, and is asked.
    let reference = supplier.truth()["orders"][0]["order_reference_id"].clone();
    supplier.fault(&json!({ "verb": "late_cancel", "on": "any", "times": 1, "reference": reference }));
    tab_to(&window, "to ask how they stand", "focus() === 'check-tickets'");
    window.press("Enter");
    let void = format!("one('all-void') && {statuses}.every(word => word === 'CANCELLED_EXTERNALLY')");
    window.until("void tickets", &void);
    window.photograph("paper-5-void");
    tab_to(&window, "a look at them", "focus() === 'show-tickets'");
    window.press("Enter");
    window.until("the pages", "all('viewer-sheet').some(page => page.complete && page.naturalWidth > 0)");
    window.photograph("paper-6-void-page");
    window.press("Escape");

    // The print room remembers its sheets, and the events went their way.
    go_to(&window, Room::Prints);
    window.until("the sheets", "all('sheet').length === 3");
    window.photograph("paper-7-sheets");
    go_to(&window, Room::Outbox);
    window.until("the events", "all('event').length >= 12");
    window.photograph("paper-8-events");
    assert_eq!(came_out(&code), 3);
    for file in PrintQueue::tray() {
        if file.to_string_lossy().contains(&code) {
            let _ = std::fs::remove_file(file);
        }
    }
}
