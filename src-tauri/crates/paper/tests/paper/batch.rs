//! A thousand tickets in one document.

use counterfoil_paper::{Code, CodeFormat, Document, Place, Ticket, render};

use crate::samples::{a4, plain};

/// `count` tickets of one experience, each with its own holder, order and code.
pub(crate) fn thousand(count: u32) -> Vec<Ticket> {
    const NAMES: [&str; 6] =
        ["Camille Dupont", "Σοφία Παπαδοπούλου", "Александра Щукина", "Zoë Lefèvre", "Lars Ångström", "Łukasz Żak"];
    (0..count)
        .map(|number| Ticket {
            holder: format!("{} {number}", NAMES[number as usize % NAMES.len()]),
            order_code: format!("{:03}-{:02}", number / 7, number % 97),
            order_reference: format!("TQ-{:08}", 84_120_000 + number),
            place: Some(Place { number: 1, of: 1 }),
            code: Some(Code::new(CodeFormat::Qr, format!("TQX{:08}-0001-9F3C7A11", 84_120_000 + number))),
            ..plain()
        })
        .collect()
}

#[test]
fn a_thousand_tickets_share_what_they_can() {
    let Document { pdf, pages, warnings, found_fonts: _ } = render(&thousand(1000), &a4()).unwrap();
    assert_eq!((pages, warnings.len()), (1000, 0));
    assert!(pdf.len() <= 3_000_000, "{} bytes", pdf.len());
    crate::judges::qpdf_check(&pdf);
}
