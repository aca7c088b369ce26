//! Free days and times, with prices.

use counterfoil_domain::{
    availability::{DayRange, Price, Slot, read_day},
    supplier::Supplier,
};

use super::{
    details,
    said::{Said, behind_the_door, now, ok, told},
    sound,
};

pub fn judge(body: &[u8]) -> bool {
    let said = Said::read(body);
    // Forty days are asked in two windows; the same answer comes to both.
    let range = DayRange { from: read_day("2026-12-01").unwrap(), to: read_day("2027-01-09").unwrap() };
    let product = "7".parse().unwrap();
    let Ok(free) = behind_the_door(ok(body), |supplier| told(supplier.availability(&product, range))) else {
        return false;
    };
    assert!(said.may_be_read(), "read out of an answer that is none");
    assert_eq!((&free.product, free.range, free.asked_at), (&product, range, now()));
    let dates: Vec<Said> = said.list("dates").unwrap().iter().map(|date| Said::read(date.get().as_bytes())).collect();
    assert!(free.days.is_sorted_by(|a, b| a.day < b.day), "each day once, in order");
    for day in &free.days {
        assert!((range.from..=range.to).contains(&day.day), "{} was not asked for", day.day);
        let named = dates.iter().filter_map(|date| date.word("date"));
        assert!(
            named.into_iter().any(|date| date.trim().starts_with(&day.day.to_string())),
            "{} from nowhere",
            day.day
        );
        assert!(day.max != Some(0) && day.free_slots().next().is_some(), "a free day without a place");
        assert!(day.slots.is_sorted_by(|a, b| a.time < b.time), "each time once, in order");
        day.slots.iter().for_each(slot);
    }
    assert!(free.sold_out.is_sorted_by(|a, b| a < b), "each day once, in order");
    for day in &free.sold_out {
        assert!(range.holds(*day) && free.day(*day).is_none(), "{day} is free, or was not asked for");
    }
    free.variants.iter().for_each(details::variant);
    !free.days.is_empty()
}

fn slot(slot: &Slot) {
    if let Some(time) = &slot.time {
        assert!(!time.is_empty() && time.len() <= 32 && time.bytes().all(|b| (b' '..=b'~').contains(&b)), "{time:?}");
        assert_ne!(time, "whole_day", "the whole day has no time");
    }
    assert!(slot.max == Some(0) || !slot.offers.is_empty(), "a time on which nothing is offered");
    assert!(!slot.is_free() || slot.offers.iter().any(|offer| offer.max != Some(0)), "a free time without a place");
    for offer in &slot.offers {
        sound::id(&offer.variant);
        if let Some(Price { total, ticket, booking_fee, commission }) = offer.price {
            sound::prices([Some(total), ticket, booking_fee, commission]);
            let parts = [ticket, booking_fee, commission];
            assert!(parts.into_iter().flatten().all(|part| part.currency == total.currency), "mixed currencies");
        }
    }
}
