//! A thousand tickets in one document.

use counterfoil_paper::{Document, render};

use crate::samples::{a4, thousand};

#[test]
fn a_thousand_tickets_share_what_they_can() {
    let Document { pdf, pages, warnings, found_fonts: _ } = render(&thousand(1000), &a4()).unwrap();
    assert_eq!((pages, warnings.len()), (1000, 0));
    assert!(pdf.len() <= 3_000_000, "{} bytes", pdf.len());
    crate::judges::qpdf_check(&pdf);
}
