//! Tickets: what opens a door comes from an order that is done, and is kept as it came.

use counterfoil_domain::{
    SupplierError,
    supplier::Supplier,
    ticket::{BarcodeFormat, TicketSet},
};
use counterfoil_suppliers::{TICKETS_NOT_READY, door::day};

use super::{
    said::{Said, behind_the_door, ok, told},
    sound,
};

pub fn judge(body: &[u8]) -> bool {
    let said = Said::read(body);
    let outcome = behind_the_door(ok(body), |supplier| told(supplier.tickets("77", "en")));
    let status = said.word("order_status");
    let done = status.as_deref().map(str::trim) == Some("done");
    match outcome {
        Ok(set) => {
            assert!(done && said.may_be_read(), "tickets of an order that is not done: {status:?}");
            let other = said.word("order_reference_id").filter(|other| other != "77");
            assert!(other.is_none(), "tickets of another order: {other:?}");
            check(&set, &said);
            true
        }
        Err(SupplierError::Refused { code, .. }) if code == TICKETS_NOT_READY => {
            assert!(!done && status.is_some(), "an order that is done is said not to be");
            false
        }
        Err(_) => false,
    }
}

fn check(set: &TicketSet, said: &Said) {
    assert!(set.pdf_url.is_some() || !set.tickets.is_empty(), "nothing that opens a door");
    sound::webs([&set.pdf_url]);
    sound::htmls([&set.how_to_use, &set.post_purchase]);
    let given: Vec<Said> =
        said.list("tickets").unwrap_or_default().iter().map(|raw| Said::read(raw.get().as_bytes())).collect();
    let codes: Vec<String> =
        given.iter().filter_map(|ticket| ticket.word("barcode")).filter(|code| !code.trim().is_empty()).collect();
    let kept: Vec<&String> = set.tickets.iter().map(|ticket| ticket.barcode.reveal()).collect();
    assert_eq!(kept, codes.iter().collect::<Vec<_>>(), "each code as it came, in order, none left out");
    assert!(set.pdf_url.is_some() || kept.len() == given.len(), "a ticket without a code, and no PDF that has it");
    let with_code = given.iter().filter(|ticket| ticket.word("barcode").is_some_and(|code| !code.trim().is_empty()));
    for (ticket, given) in set.tickets.iter().zip(with_code) {
        sound::line(&ticket.id);
        sound::ids(&ticket.variant);
        sound::lines([&ticket.seat]);
        assert_eq!(ticket.valid_from, given.word("valid_from").as_deref().and_then(day));
        assert_eq!(ticket.valid_until, given.word("valid_until").as_deref().and_then(day));
        if let BarcodeFormat::Other(word) = &ticket.format {
            assert_eq!(BarcodeFormat::from_word(word), ticket.format, "a known word is not another");
        }
    }
}
