//! Codes in files: every kind of file, every format, and files that are broken or lie about their size.

use std::process::Command;
use std::time::{Duration, Instant};

use counterfoil_paper::{
    Code, CodeFormat, MAX_PICTURE, PaperError, PictureFault, Ticket, decode_file, rasters, render,
};

use crate::codes::payload;
use crate::samples::{a4, no_code, plain};

fn tickets() -> Vec<Ticket> {
    CodeFormat::ALL.map(|format| Ticket { code: Some(Code::new(format, payload(format))), ..plain() }).into()
}

/// What each of these tickets says.
fn said(format: CodeFormat) -> (CodeFormat, String) {
    match format {
        CodeFormat::AztecBytes => {
            let bytes = [0, 1, 2, 3, 0xff, 0xfe, 0x80, 0x7f].map(char::from);
            (CodeFormat::Aztec, bytes.iter().collect::<String>() + "Aztec!")
        }
        _ => (format, payload(format).to_owned()),
    }
}

/// Pages as poppler paints them into files of a kind.
fn painted(pdf: &[u8], kind: &str, dpi: u32) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("in.pdf");
    std::fs::write(&file, pdf).unwrap();
    let done =
        Command::new("pdftoppm").args([kind, "-r", &dpi.to_string()]).arg(&file).arg(folder.path().join("p")).status();
    assert!(done.is_ok_and(|status| status.success()), "install it: apt-get install -y poppler-utils");
    std::fs::remove_file(file).unwrap();
    let mut pages: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|page| page.unwrap().path()).collect();
    pages.sort();
    pages.iter().map(|page| std::fs::read(page).unwrap()).collect()
}

fn fault(bytes: &[u8]) -> PictureFault {
    match decode_file(bytes) {
        Err(PaperError::Picture { fault }) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_format_is_found_in_every_kind_of_file() {
    let tickets = tickets();
    let pdf = render(&tickets, &a4()).unwrap().pdf;
    assert_eq!(decode_file(&pdf).unwrap(), CodeFormat::ALL.map(said), "PDF");
    for kind in ["-png", "-jpeg", "-gray"] {
        for (page, format) in painted(&pdf, kind, 150).iter().zip(CodeFormat::ALL) {
            assert_eq!(decode_file(page).unwrap(), [said(format)], "{format} with {kind}");
        }
    }
    for (page, format) in rasters(&tickets, &a4(), 203).unwrap().iter().zip(CodeFormat::ALL) {
        assert_eq!(decode_file(&page.png().unwrap()).unwrap(), [said(format)], "{format} as our own PNG");
    }
}

#[test]
fn a_page_without_a_code_has_none() {
    let page = &rasters(&[no_code()], &a4(), 150).unwrap()[0];
    assert_eq!(decode_file(&page.png().unwrap()), Ok(vec![]));
}

#[test]
fn two_codes_on_a_page_are_both_found_from_top_to_bottom() {
    let half = |format| {
        let page =
            &rasters(&[Ticket { code: Some(Code::new(format, payload(format))), ..plain() }], &a4(), 150).unwrap()[0];
        let luma = page.luma();
        (page.width() as usize, luma[..luma.len() / 2].to_vec())
    };
    let ((width, upper), (_, lower)) = (half(CodeFormat::DataMatrix), half(CodeFormat::Qr));
    let dots = [upper, lower].concat();
    let pgm = [format!("P5\n# two tickets\n{width} {}\n255\n", dots.len() / width).into_bytes(), dots].concat();
    assert_eq!(decode_file(&pgm).unwrap(), [said(CodeFormat::DataMatrix), said(CodeFormat::Qr)]);
}

#[test]
fn what_is_no_picture_is_refused() {
    assert_eq!(fault(b""), PictureFault::UnknownKind);
    assert_eq!(fault(b"GIF89a"), PictureFault::UnknownKind);
    assert_eq!(fault(&vec![b'x'; MAX_PICTURE + 1]), PictureFault::TooLarge);
    assert_eq!(fault(b"P5 10 10 255 x"), PictureFault::Broken);
    assert_eq!(fault(b"P5 10 -1 255 x"), PictureFault::Broken);
    assert_eq!(fault(b"P2 1 1 0 0"), PictureFault::Broken);
    assert_eq!(fault(b"\x89PNG\r\n\x1a\n"), PictureFault::Broken);
    assert_eq!(fault(b"\xff\xd8\xff\xe0"), PictureFault::Broken);
    assert!(matches!(decode_file(b"%PDF-1.7 nothing"), Err(PaperError::NotAPdf { .. })));
}

#[test]
fn a_size_is_not_believed() {
    assert_eq!(fault(b"P5 60000 60000 255 x"), PictureFault::TooManyDots { width: 60_000, height: 60_000 });
    assert_eq!(fault(b"P5 99999999999 1 255 x"), PictureFault::Broken);
    let page = &rasters(&[plain()], &a4(), 50).unwrap()[0];
    let mut png = page.png().unwrap();
    png[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    // The checksum of the header is wrong now, which is found first or not at all.
    assert!(matches!(fault(&png), PictureFault::TooManyDots { .. } | PictureFault::Broken));
    let mut jpeg = painted(&render(&[plain()], &a4()).unwrap().pdf, "-jpeg", 50).remove(0);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xff);
    assert_eq!(fault(&jpeg), PictureFault::TooManyDots { width: 65_535, height: 65_535 });
}

#[test]
fn a_picture_cut_or_bent_anywhere_ends_in_an_answer() {
    let ticket = Ticket { title: "x".into(), conditions: String::new(), must_know: String::new(), ..plain() };
    let pdf = render(&[ticket], &a4()).unwrap().pdf;
    for kind in ["-png", "-jpeg", "-gray"] {
        let whole = painted(&pdf, kind, 30).remove(0);
        for step in 0..24 {
            let at = whole.len() * step / 24;
            let begun = Instant::now();
            let _ = decode_file(&whole[..at]);
            let mut bent = whole.clone();
            bent[at] ^= 0x55;
            let _ = decode_file(&bent);
            assert!(begun.elapsed() < Duration::from_secs(20), "{kind} at {at}");
        }
    }
}
