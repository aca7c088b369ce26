//! The supplier's own PDF: sound and counted, or refused with the fault.

use counterfoil_paper::{MAX_SUPPLIER_PDF, PaperError, PdfFault, check_supplier_pdf};

pub fn judge(data: &[u8]) -> bool {
    match check_supplier_pdf(data) {
        Ok(facts) => {
            assert!(facts.pages > 0 && facts.bytes == data.len() && data.starts_with(b"%PDF-"));
            true
        }
        Err(PaperError::NotAPdf { reason }) => {
            assert_eq!(reason == PdfFault::NoHeader, !data.starts_with(b"%PDF-"));
            assert_eq!(reason == PdfFault::TooLarge, data.len() > MAX_SUPPLIER_PDF);
            false
        }
        Err(error) => panic!("{error:?}"),
    }
}
