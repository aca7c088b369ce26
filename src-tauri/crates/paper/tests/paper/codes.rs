//! Every symbology: drawn, read back, refused with its reason.

use counterfoil_paper::{Code, CodeFormat, PaperError, Symbol, Ticket, code_rasters, decode_codes, rasters};

use crate::samples::{a4, plain};

/// One good payload for each format.
pub(crate) fn payload(format: CodeFormat) -> &'static str {
    match format {
        CodeFormat::Qr => "TQX84120937-0002-9F3C7A11",
        CodeFormat::Aztec => "ORSAY-5571-2290-ZL",
        CodeFormat::AztecBytes => "AAECA//+gH9BenRlYyE=",
        CodeFormat::DataMatrix => "DM0481-2027-XQ17-000093",
        CodeFormat::Pdf417 => "M1DUPONT/CAMILLE      E7K3QF DXBCDGAF 0655",
        CodeFormat::Code128 => "TRG-2027-000481",
        CodeFormat::Code39 => "K39-0481",
        CodeFormat::Ean13 => "4006381333931",
        CodeFormat::Itf => "04006381333931",
    }
}

fn ticket(format: CodeFormat, payload: &str) -> Ticket {
    Ticket { code: Some(Code::new(format, payload)), ..plain() }
}

#[test]
fn every_format_draws_and_reads_back() {
    for format in CodeFormat::ALL {
        let symbol = Symbol::encode(format, payload(format)).unwrap_or_else(|error| panic!("{format}: {error}"));
        assert!(symbol.columns > 0 && !symbol.runs.is_empty(), "{format}");
        for (index, run) in symbol.runs.iter().enumerate() {
            assert!(run.x + run.w <= symbol.columns && run.y + run.h <= symbol.rows, "{format}");
            let apart = |other: &counterfoil_paper::Run| {
                run.x + run.w <= other.x
                    || other.x + other.w <= run.x
                    || run.y + run.h <= other.y
                    || other.y + other.h <= run.y
            };
            assert!(symbol.runs[index + 1..].iter().all(apart), "{format}: runs overlap");
        }
        assert_eq!(format.name().parse(), Ok(format));
    }
}

#[test]
fn every_format_reads_back_from_the_raster() {
    for format in CodeFormat::ALL {
        for dpi in [203, 300] {
            let raster = &rasters(&[ticket(format, payload(format))], &a4(), dpi).unwrap()[0];
            let found = decode_codes(raster);
            let wanted = match format {
                CodeFormat::AztecBytes => (
                    CodeFormat::Aztec,
                    [0, 1, 2, 3, 0xff, 0xfe, 0x80, 0x7f].map(char::from).iter().collect::<String>() + "Aztec!",
                ),
                _ => (format, payload(format).to_owned()),
            };
            assert_eq!(found, [wanted], "{format} at {dpi} dpi");
        }
    }
}

#[test]
fn a_code_alone_has_the_dots_it_has_on_its_page() {
    for format in CodeFormat::ALL {
        for dpi in [203, 300] {
            let tickets = [ticket(format, payload(format))];
            let page = &rasters(&tickets, &a4(), dpi).unwrap()[0];
            let code = &code_rasters(&tickets, &a4(), dpi, 9).unwrap()[0];
            let [left, top, right, bottom] = page.code_areas()[0];
            let part = page.luma_of([left - 9, top - 9, right + 9, bottom + 9]);
            assert_eq!((code.width(), code.height()), (right - left + 18, bottom - top + 18));
            // A letter's edge may be a little lighter or darker; a dot of a code would turn from black to white.
            let apart = code.luma().iter().zip(&part).map(|(here, there)| here.abs_diff(*there)).max();
            assert!(apart < Some(64), "{format} at {dpi} dpi: {apart:?}");
            assert_eq!(decode_codes(code), decode_codes(page));
        }
    }
}

#[test]
fn payloads_of_many_lengths_read_back() {
    for length in [1, 2, 7, 16, 31, 64, 120, 300] {
        let text: String = "A7-k/9Zq.0x".chars().cycle().take(length).collect();
        for format in [CodeFormat::Qr, CodeFormat::Aztec, CodeFormat::DataMatrix, CodeFormat::Pdf417] {
            Symbol::encode(format, &text).unwrap_or_else(|error| panic!("{format}, {length} characters: {error}"));
        }
        if length <= 80 {
            Symbol::encode(CodeFormat::Code128, &text).unwrap_or_else(|error| panic!("{length}: {error}"));
        }
    }
    Symbol::encode(CodeFormat::Qr, "Ελλάδα Привет Zoë 日本 🎟").unwrap();
    Symbol::encode(CodeFormat::Qr, &"0123456789".repeat(30)).unwrap();
    Symbol::encode(CodeFormat::DataMatrix, "Zoë Lefèvre").unwrap();
}

#[test]
fn what_cannot_be_drawn_is_refused_with_its_reason() {
    for (format, payload, word) in [
        (CodeFormat::Ean13, "ABC", "digits"),
        (CodeFormat::Ean13, "4006381333930", "check digit"),
        (CodeFormat::Itf, "123", "even"),
        (CodeFormat::Itf, "12345x", "digits"),
        (CodeFormat::Code39, "lower", "capitals"),
        (CodeFormat::Code128, "Zoë", "ASCII"),
        (CodeFormat::Pdf417, "Zoë", "ASCII"),
        (CodeFormat::Aztec, "Ελλάδα", "8859-1"),
        (CodeFormat::AztecBytes, "not base64!", "base64"),
        (CodeFormat::Qr, "", "empty"),
        (CodeFormat::Qr, &"x".repeat(8000), "too long"),
    ] {
        match Symbol::encode(format, payload) {
            Err(PaperError::CodeNotDrawable { format: named, reason }) => {
                assert_eq!(named, format);
                assert!(reason.contains(word), "{format}: {reason}");
            }
            other => panic!("{format}: {other:?}"),
        }
    }
    assert!("HIEROGLYPH".parse::<CodeFormat>().is_err());
}

#[test]
fn a_code_wider_than_its_place_is_refused() {
    let error = rasters(&[ticket(CodeFormat::Code128, &"Ab".repeat(40))], &a4(), 203).unwrap_err();
    let PaperError::OnTicket { ticket: 0, error } = error else { panic!("{error}") };
    assert!(matches!(*error, PaperError::CodeTooLarge { format: CodeFormat::Code128, .. }), "{error}");
}
