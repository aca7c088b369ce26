//! A ticket for tests of this crate.

use counterfoil_domain::{
    Personal,
    ticket::{BarcodeFormat, Ticket},
};

/// A ticket as a supplier issues it.
pub(crate) fn ticket(id: &str, code: &str) -> Ticket {
    Ticket {
        id: id.to_owned(),
        variant: None,
        barcode: Personal::new(code.to_owned()),
        format: BarcodeFormat::QrCode,
        valid_from: None,
        valid_until: None,
        seat: None,
    }
}
