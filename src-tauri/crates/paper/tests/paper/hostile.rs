//! Texts that mean harm, or no good.

use counterfoil_paper::{Code, CodeFormat, CoverSheet, Ticket, Warning, When, cover_sheet, rasters, render};

use crate::judges::qpdf_check;
use crate::samples::{a4, cover, plain};

fn filled(text: &str) -> Ticket {
    Ticket {
        title: text.into(),
        venue: text.into(),
        address: text.into(),
        starts: Some(When::Text(text.into())),
        visitor_type: text.into(),
        holder: text.into(),
        order_code: text.into(),
        order_reference: text.into(),
        price: text.into(),
        must_know: text.into(),
        conditions: text.into(),
        seller: text.into(),
        status_as_of: text.into(),
        code: Some(Code { payload: "A1".into(), format: CodeFormat::Qr, reference: text.into() }),
        ..plain()
    }
}

#[test]
fn no_text_breaks_the_page() {
    let long = "A title without end ".repeat(512);
    let unbroken = "x".repeat(10_000);
    let accents = format!("a{}", "\u{301}".repeat(3000));
    for text in [
        "",
        " \t \n ",
        "\u{1b}@\u{1d}V0^XA^FS<b>&amp;) Tj ET (\\",
        "\0\u{1}\u{7f}\u{85}\u{9b}",
        "\u{202e}desrever\u{202c} \u{200f}\u{200b}\u{feff}",
        "ﷺ𝔘🎟\u{10ffff}\u{e000}",
        "a\r\nb\rc\u{2028}d",
        long.as_str(),
        unbroken.as_str(),
        accents.as_str(),
    ] {
        let document = render(&[filled(text)], &a4()).unwrap();
        assert!((1..=12).contains(&document.pages), "{} pages for {:.20}", document.pages, text);
        qpdf_check(&document.pdf);
        assert!(!rasters(&[filled(text)], &a4(), 50).unwrap().is_empty());
        let sheet =
            CoverSheet { title: text.into(), party: vec![(u32::MAX, text.into())], must_know: text.into(), ..cover() };
        assert!(cover_sheet(&sheet, &a4()).unwrap().pages <= 6);
    }
}

#[test]
fn a_title_of_ten_thousand_bytes_is_cut_and_said() {
    let document = render(&[Ticket { title: "Endless tower ".repeat(715), ..plain() }], &a4()).unwrap();
    assert_eq!(document.pages, 1);
    assert_eq!(document.warnings, [Warning::Shortened { ticket: 0, field: "title" }]);
}

#[test]
fn four_hundred_lines_of_conditions_are_all_printed() {
    let conditions = (1..=400).map(|number| format!("Clause {number}: as agreed.\n")).collect::<String>();
    let document = render(&[Ticket { conditions, ..plain() }], &a4()).unwrap();
    assert!((3..=5).contains(&document.pages), "{} pages", document.pages);
    let text = crate::judges::pdf_text(&document.pdf);
    for number in 1..=400 {
        assert!(text.contains(&format!("Clause {number}: as agreed.")), "clause {number}");
    }
}

#[test]
fn controls_and_direction_marks_do_not_reach_the_page() {
    let document = render(&[Ticket { holder: "Ann\u{1b}[2J \u{202e}Lee\u{202c}".into(), ..plain() }], &a4()).unwrap();
    assert!(crate::judges::pdf_text(&document.pdf).contains("Ann [2J Lee"));
}

#[test]
fn names_and_codes_stay_out_of_logs() {
    let shown = format!("{:?} {:?}", plain(), cover());
    assert!(shown.contains("7K3-QF"));
    for secret in ["Dupont", "TQX84120937", "8412 0937"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
