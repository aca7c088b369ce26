//! The answers an order lives by: create, confirm, cancel, and the look-up by either reference.

use counterfoil_domain::{
    SupplierError,
    supplier::{Found, Reference, Standing, Supplier},
};
use counterfoil_suppliers::door::instant;

use super::said::{Said, at_the_door, behind_the_door, now, ok, told};

pub fn judge(body: &[u8]) -> bool {
    let said = Said::read(body);
    let sent = at_the_door(ok(body), |door| {
        let created = told(door.created()).map(|created| {
            assert!(said.yes(), "created by an answer that is no yes");
            assert_eq!(Some(&created.order_reference), said.word("order_reference_id").as_ref());
            reference(&created.order_reference);
            let token = created.payment_token.map(|token| token.reveal().clone());
            assert_eq!(token, said.word("payment_confirmation_token").filter(|token| !token.is_empty()));
            let ends = said.word("expires_at").and_then(|text| instant(&text));
            assert_eq!(created.hold_expires_at, Some(ends.unwrap_or(now() + std::time::Duration::from_mins(30))));
            assert_eq!(created.clock_ahead, 0);
        });
        [created, told(door.confirmed("77")), told(door.cancelled("77"))]
    });
    for (place, outcome) in sent.iter().enumerate() {
        match outcome {
            Ok(()) => {
                assert!(said.yes(), "done by an answer that is no yes");
                let other = said.word("order_reference_id").filter(|other| other != "77");
                assert!(place == 0 || other.is_none(), "a yes to another order: {other:?}");
            }
            Err(error) => assert!(error.leaves_doubt() || said.no(), "{error:?} without a plain no"),
        }
    }
    let (ours, theirs) = behind_the_door(ok(body), |supplier| {
        (told(supplier.look_up(Reference::Ours("mine"))), told(supplier.look_up(Reference::Theirs("77"))))
    });
    if let Ok(found) = &ours {
        assert_eq!(Some(&found.order_reference), said.word("order_reference_id").as_ref());
        let other = said.word("external_reference").filter(|other| other != "mine");
        assert!(other.is_none(), "another order: {other:?}");
    }
    if let Ok(found) = &theirs {
        let other = said.word("order_reference_id").filter(|other| other != "77");
        assert!(found.order_reference == "77" && other.is_none(), "another order: {other:?}");
    }
    let looked_up = [ours, theirs].map(|found| looked_up(found, &said));
    sent.iter().any(Result::is_ok) || looked_up.contains(&true)
}

/// The word is the supplier's, and nothing else makes an order ready.
fn looked_up(found: Result<Found, SupplierError>, said: &Said) -> bool {
    let Ok(found) = found else { return false };
    assert!(said.may_be_read(), "found in an answer that is none");
    reference(&found.order_reference);
    let word = said.word("order_status").unwrap();
    let known = match word.trim() {
        "new" => Some(Standing::Held),
        "pending" | "processing" => Some(Standing::Fulfilling),
        "done" => Some(Standing::Done),
        "failed" => Some(Standing::Failed),
        "cancelled" => Some(Standing::Cancelled),
        _ => None,
    };
    match (&found.standing, known) {
        (Standing::Other(other), None) => assert!(other.len() <= 60),
        (standing, known) => assert_eq!(Some(standing), known.as_ref(), "{word:?}"),
    }
    let token = found.payment_token.map(|token| token.reveal().clone());
    assert_eq!(token, said.word("payment_confirmation_token").filter(|token| !token.is_empty()));
    assert_eq!(found.hold_expires_at, said.word("expires_at").and_then(|text| instant(&text)));
    assert_eq!(found.cancel_until, said.word("cancellation_deadline").and_then(|text| instant(&text)));
    assert_eq!(found.cancellable, said.raw("is_currently_cancellable").and_then(|raw| raw.parse().ok()));
    true
}

/// A reference as it can be sent back.
fn reference(text: &str) {
    assert!(!text.is_empty() && text.len() <= 255 && text != "." && text != "..", "{text:?}");
    assert!(!text.contains(|c: char| c.is_whitespace() || c.is_control()), "{text:?}");
}
