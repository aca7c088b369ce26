//! The main job: two adults and a child, from the first letter to tickets that scan.

use counterfoil_journeys::window::{
    Behind, CUSTOMER, Window, choose_time, confirm, fill_in, find, hold, open_shop, save,
};
use counterfoil_journeys::{decoded, pdf_text};

#[test]
fn a_family_is_booked_by_keyboard_alone() {
    let window = Window::open();
    open_shop(&window);
    let fresh = window.pressed();
    find(&window);
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let code = hold(&window);
    confirm(&window, 3);
    let path = save(&window);
    let pressed = window.pressed().since(fresh);
    println!("{} keys and chords, {} letters of what was typed", pressed.keys, pressed.letters);
    // One of them turns to a day that does not begin meanwhile.
    assert!(pressed.keys <= 15, "the main job became longer: {pressed:?}");

    assert_eq!(path, window.downloads().join(format!("ticket-{code}.pdf")));
    let supplied = Behind::of(&window).barcodes();
    assert_eq!(supplied.len(), 3);
    for dpi in [203, 300] {
        assert_eq!(decoded(&path, dpi), supplied, "at {dpi} dpi");
    }
    let text = pdf_text(&path);
    let name = format!("{} {}", CUSTOMER.first_name, CUSTOMER.last_name);
    for needle in [name.as_str(), "Al Qamar Tower", "Adult", "Child", code.as_str()] {
        assert!(text.contains(needle), "{needle} is not in\n{text}");
    }
}
