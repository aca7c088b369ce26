//! Suppliers' files: sound ones are counted, others refused with the fault.

use std::io::Write as _;
use std::process::Command;

use counterfoil_paper::{MAX_SUPPLIER_PDF, PaperError, PdfFacts, PdfFault, check_supplier_pdf, render};

use crate::samples::{a4, greek, plain};

fn fault(bytes: &[u8]) -> PdfFault {
    match check_supplier_pdf(bytes) {
        Err(PaperError::NotAPdf { reason }) => reason,
        other => panic!("{other:?}"),
    }
}

/// The file as qpdf encrypts it.
fn encrypted(pdf: &[u8], password: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.pdf"), folder.path().join("to.pdf"));
    std::fs::write(&from, pdf).unwrap();
    let done = Command::new("qpdf").args(["--encrypt", password, "owner", "256", "--"]).args([&from, &to]).status();
    assert!(done.is_ok_and(|status| status.success()), "install it: apt-get install -y qpdf");
    std::fs::read(to).unwrap()
}

#[test]
fn a_sound_file_is_counted() {
    let pdf = render(&[plain(), greek()], &a4()).unwrap().pdf;
    assert_eq!(check_supplier_pdf(&pdf), Ok(PdfFacts { pages: 2, bytes: pdf.len() }));
}

#[test]
fn what_is_no_pdf_is_refused() {
    let pdf = render(&[plain()], &a4()).unwrap().pdf;
    assert_eq!(fault(b""), PdfFault::NoHeader);
    assert_eq!(fault(b"<html>sign in</html>"), PdfFault::NoHeader);
    assert_eq!(fault(b"%PDF-1.7\nnothing"), PdfFault::Broken);
    assert_eq!(fault(&pdf[..pdf.len() / 2]), PdfFault::Broken);
    let mut large = pdf.clone();
    large.resize(MAX_SUPPLIER_PDF + 1, b' ');
    assert_eq!(fault(&large), PdfFault::TooLarge);
}

#[test]
fn a_locked_file_is_refused_and_one_that_opens_for_all_is_taken() {
    let pdf = render(&[plain()], &a4()).unwrap().pdf;
    assert_eq!(fault(&encrypted(&pdf, "secret")), PdfFault::Locked);
    assert_eq!(check_supplier_pdf(&encrypted(&pdf, "")).map(|facts| facts.pages), Ok(1));
}

#[test]
fn a_file_cut_anywhere_never_panics() {
    let pdf = render(&[plain()], &a4()).unwrap().pdf;
    for end in (0..pdf.len()).step_by(211) {
        let _ = check_supplier_pdf(&pdf[..end]);
        let mut bent = pdf.clone();
        bent[end] ^= 0xff;
        let _ = check_supplier_pdf(&bent);
    }
}

#[test]
fn deep_nesting_is_survived() {
    let deep = format!(
        "%PDF-1.7\n1 0 obj\n{}{}\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF",
        "[".repeat(500_000),
        "]".repeat(500_000)
    );
    assert_eq!(fault(deep.as_bytes()), PdfFault::Broken);
    let dictionaries = format!("%PDF-1.7\n1 0 obj\n{}\nendobj\nstartxref\n9\n%%EOF", "<</A".repeat(500_000));
    assert_eq!(fault(dictionaries.as_bytes()), PdfFault::Broken);
    let trailer = format!(
        "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root {}\nstartxref\n9\n%%EOF",
        "[".repeat(500_000)
    );
    assert_eq!(fault(trailer.as_bytes()), PdfFault::Broken);
}

/// A hundred megabytes of one digit in an object stream that is a hundred kilobytes on disk.
#[test]
fn a_swollen_stream_is_not_inflated() {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..100 {
        packer.write_all(&vec![b'0'; 1 << 20]).unwrap();
    }
    let packed = packer.finish().unwrap();
    let mut pdf = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    let length = packed.len();
    for (head, body, tail) in [
        (
            format!("1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {length}>>\nstream\n"),
            packed,
            "\nendstream\nendobj\n",
        ),
        ("2 0 obj\n<</Type/Catalog/Pages 3 0 R>>".to_owned(), Vec::new(), "\nendobj\n"),
        ("3 0 obj\n<</Type/Pages/Count 0/Kids[]>>".to_owned(), Vec::new(), "\nendobj\n"),
    ] {
        places.push(format!("{:010} 00000 n \n", pdf.len()));
        pdf.extend([head.as_bytes(), &body, tail.as_bytes()].concat());
    }
    let xref = pdf.len();
    let table = places.concat();
    pdf.extend(
        format!("xref\n0 4\n0000000000 65535 f \n{table}trailer\n<</Root 2 0 R/Size 4>>\nstartxref\n{xref}\n%%EOF\n")
            .bytes(),
    );
    assert!(pdf.len() < 150_000);
    // The limit ends the reading, or leaves the part out; either way there is no page.
    assert!(matches!(fault(&pdf), PdfFault::Broken | PdfFault::NoPages));
}
