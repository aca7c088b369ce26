//! Texts of every script: what programs read from the page, in which fonts it is, and that nothing leaves its place.

use std::process::Command;

use counterfoil_paper::{CoverSheet, Document, FontShelf, Ticket, Warning, cover_sheet, rasters, render};

use crate::judges::{POPPLER, file, pdf_text, qpdf_check, run};
use crate::samples::{
    a4, arabic_museum as arabic, chinese, cover, cyrillic, greek, hebrew, japanese_museum as japanese, plain, shipped,
    worldly,
};

/// The text without the marks of direction that poppler adds.
fn text(document: &Document) -> String {
    let text = pdf_text(&document.pdf);
    text.chars().filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}')).collect()
}

fn every() -> Vec<Ticket> {
    vec![plain(), greek(), cyrillic(), arabic(), hebrew(), chinese(), japanese()]
}

fn ticket(holder: &str) -> Ticket {
    Ticket { holder: holder.into(), ..plain() }
}

#[test]
fn the_text_is_read_in_the_order_it_was_written() {
    let text = text(&render(&every(), &a4().with_fonts(&worldly())).unwrap());
    for needle in [
        "Burj Khalifa",
        "Διονυσίου Αρεοπαγίτου 15, Αθήνα 117 42",
        "Александра Щукина-Ёлкина",
        "متحف اللوفر أبوظبي",
        // Poppler puts punctuation between words from right to left where it was not.
        "جزيرة السعديات",
        "الإمارات العربية المتحدة",
        "بالغ",
        "درهم",
        "مُحَمَّد السلامي",
        "الدخول مجاني للأطفال دون",
        "מוזיאון ישראל",
        "נועה בן",
        "故宫博物院门票",
        "北京市景山前街 8 号，北京，中国",
        "王小明",
        "東京国立博物館「桜」特",
        "山田 太郎",
    ] {
        assert!(text.contains(needle), "{needle} is not in\n{text}");
    }
}

#[test]
fn every_font_is_an_embedded_subset_with_its_characters() {
    let document =
        render(&[every(), vec![ticket("พระบรม น้ำ"), ticket("हिन्दी आगरा")]].concat(), &a4().with_fonts(&worldly()))
            .unwrap();
    assert_eq!(document.warnings, []);
    assert_eq!(
        document.found_fonts,
        ["Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans Devanagari Regular", "Noto Sans Thai Regular",]
    );
    let pdf = file(&document.pdf);
    let output = String::from_utf8(run(Command::new("pdffonts").arg(pdf.path()), POPPLER).stdout).unwrap();
    let fonts: Vec<_> = output.lines().skip(2).collect();
    assert_eq!(fonts.len(), 11, "{output}");
    for font in fonts {
        assert!(font.contains("yes yes yes") && font.find('+') == Some(6), "{output}");
        assert_eq!(font.contains("CID Type 0C"), font.contains("CJK"), "{output}");
    }
    qpdf_check(&document.pdf);
}

/// One letter shape for two characters, marks, ligatures, forms that a shaper reuses.
#[test]
fn a_glyph_that_stands_for_several_texts_says_the_right_one() {
    for holder in ["ก็ ที่ น้ำ ปู่", "हिन्दी कि आगरा", "m\u{303}n\u{302} m\u{303}", "لا سلام ﻻ الله", "مُحَمَّد", "שָׁלוֹם"]
    {
        let document = render(&[ticket(holder)], &a4().with_fonts(&worldly())).unwrap();
        let text = text(&document);
        for word in holder.replace('ﻻ', "لا").split_whitespace() {
            assert!(text.contains(word), "{word} is not in\n{text}");
        }
    }
}

#[test]
fn the_same_fonts_give_the_same_bytes() {
    let once = render(&every(), &a4().with_fonts(&worldly())).unwrap();
    assert_eq!(once, render(&every(), &a4().with_fonts(&worldly())).unwrap());
    // A text that is known already is set like the first time.
    let twice = [every(), every()].concat();
    assert_eq!(
        render(&twice, &a4().with_fonts(&worldly())).unwrap(),
        render(&twice, &a4().with_fonts(&worldly())).unwrap()
    );
    // Fonts that are not needed change nothing.
    assert_eq!(
        render(&[arabic()], &a4().with_fonts(&worldly())).unwrap(),
        render(&[arabic()], &a4().with_fonts(&shipped())).unwrap()
    );
}

#[test]
fn a_cover_sheet_speaks_them_too() {
    let sheet = CoverSheet { title: arabic().title, customer: "王小明".into(), ..cover() };
    let document = cover_sheet(&sheet, &a4().with_fonts(&worldly())).unwrap();
    assert_eq!(document.found_fonts, ["Noto Sans CJK SC"]);
    assert!(text(&document).contains("متحف اللوفر أبوظبي"));
    let [Warning::MissingCharacters { needs, .. }] =
        &cover_sheet(&sheet, &a4().with_fonts(&shipped())).unwrap().warnings[..]
    else {
        panic!("nothing is missing")
    };
    assert_eq!(needs[0].script, "Chinese");
}

#[test]
fn found_fonts_reach_the_raster() {
    let ink = |fonts: &FontShelf| {
        let raster = rasters(&[chinese()], &a4().with_fonts(fonts), 100).unwrap().remove(0);
        raster.luma()
    };
    let different = ink(&worldly()).iter().zip(ink(&shipped())).filter(|(left, right)| **left != *right).count();
    assert!(different > 500, "{different} dots differ");
}

#[test]
fn nothing_stands_outside_the_printable_area_in_any_script() {
    for ticket in every() {
        crate::layout::assert_margins(&a4().with_fonts(&worldly()), ticket);
    }
}
