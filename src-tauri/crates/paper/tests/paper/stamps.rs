//! What is said across a ticket, in which language, and that it cannot be missed.

use counterfoil_paper::{CoverSheet, Layout, Stamp, Style, Ticket, When, cover_sheet, languages, rasters, render};

use crate::judges::{drawn_text, pdf_text};
use crate::samples::{CONDITIONS, copy, cover, day, no_code, plain, void, worldly};

fn text(ticket: Ticket, layout: &Layout) -> String {
    pdf_text(&render(&[ticket], &Style::new(layout.clone())).unwrap().pdf)
}

#[test]
fn void_copy_and_training_stand_on_every_layout() {
    for layout in Layout::built_in() {
        let bare = text(plain(), layout);
        for word in ["VOID", "COPY", "TRAINING", "Training"] {
            assert!(!bare.contains(word), "{word} on {}", layout.name());
        }
        let training = Ticket { training: true, ..plain() };
        for (ticket, words) in [
            (void(), vec!["VOID", "Cancelled by the supplier"]),
            (copy(), vec!["COPY 2"]),
            (training.clone(), vec!["not valid for entry"]),
            (Ticket { stamp: copy().stamp, ..training.clone() }, vec!["COPY 2", "not valid for entry"]),
            (Ticket { stamp: void().stamp, ..training }, vec!["VOID", "not valid for entry"]),
            (Ticket { stamp: void().stamp, ..no_code() }, vec!["VOID"]),
        ] {
            let shown = drawn_text(&render(&[ticket], &Style::new(layout.clone())).unwrap().pdf);
            for word in words {
                let word: String = word.split_whitespace().collect();
                assert!(shown.contains(&word), "{word} on {}:\n{shown}", layout.name());
            }
        }
    }
}

#[test]
fn void_stands_on_every_page() {
    let conditions = format!("{CONDITIONS}\n").repeat(16);
    let ticket = Ticket { conditions, ..void() };
    let style = Style::default();
    let pages = rasters(std::slice::from_ref(&ticket), &style, 50).unwrap();
    let bare = rasters(&[Ticket { stamp: None, ..ticket.clone() }], &style, 50).unwrap();
    assert_eq!((pages.len(), bare.len()), (3, 3));
    for (page, bare) in pages.iter().zip(&bare) {
        let dark = |raster: &counterfoil_paper::Raster| raster.luma().iter().filter(|light| **light < 128).count();
        assert!(dark(page) > dark(bare) + 5000, "{} and {}", dark(page), dark(bare));
    }
    let document = render(&[ticket], &style).unwrap();
    let shown = drawn_text(&document.pdf);
    assert!(shown.matches("VOID").count() >= 6, "{shown}");
    let sheet = CoverSheet { stamp: void().stamp, ..cover() };
    assert!(drawn_text(&cover_sheet(&sheet, &style).unwrap().pdf).contains("VOID"));
}

#[test]
fn a_reason_without_end_is_held_to_its_place() {
    let stamp = Stamp::Void { reason: "because ".repeat(200), as_of: String::new() };
    for layout in Layout::built_in() {
        let ticket = Ticket { stamp: Some(stamp.clone()), ..plain() };
        let style = Style::new(layout.clone());
        assert_eq!(render(&[ticket], &style).unwrap().pages, 1, "{}", layout.name());
    }
}

#[test]
fn every_language_has_words_of_its_own() {
    let all: Vec<_> = languages().collect();
    for wanted in ["en", "de", "fr", "es", "it", "ar", "el", "ru", "zh", "ja"] {
        assert!(all.contains(&wanted), "{wanted}");
    }
    let mut seen = std::collections::BTreeSet::new();
    for language in all {
        // Characters that the fonts of the test lack are no matter here: the words differ.
        let ticket = Ticket { language: language.into(), ..void() };
        let document = render(&[ticket], &Style::default().with_fonts(&worldly())).unwrap();
        assert!(seen.insert(document.pdf), "{language} reads as another language");
    }
}

#[test]
fn the_fixed_words_speak_the_language_of_the_ticket() {
    let layout = Layout::named("Stock 8 × 3 in, 203 dpi").unwrap();
    for (language, words) in [
        ("", ["Date", "Time", "Thu 24 Dec 2026", "2 of 3"]),
        ("tlh", ["Date", "Time", "Thu 24 Dec 2026", "2 of 3"]),
        ("de-CH", ["Datum", "Uhrzeit", "Do, 24. Dez. 2026", "2 von 3"]),
        ("FR", ["Date", "Heure", "jeu. 24 déc. 2026", "2 sur 3"]),
        ("es", ["Fecha", "Hora", "jue 24 dic 2026", "2 de 3"]),
        ("it", ["Data", "Ora", "gio 24 dic 2026", "2 di 3"]),
        ("pt-BR", ["Data", "Hora", "qui. 24 dez. 2026", "2 de 3"]),
        ("nl", ["Datum", "Tijd", "do 24 dec. 2026", "2 van 3"]),
        ("el", ["Ημερομηνία", "Ώρα", "Πέμ 24 Δεκ 2026", "2 από 3"]),
        ("ru_RU", ["Дата", "Время", "чт, 24 дек. 2026", "2 из 3"]),
    ] {
        let shown = text(Ticket { language: language.into(), ..plain() }, layout);
        for word in words {
            assert!(shown.contains(word), "{language}: {word} is not in\n{shown}");
        }
    }
    let shown = text(Ticket { language: "de".into(), ..void() }, layout);
    assert!(shown.contains("UNGÜLTIG"), "{shown}");
    let sheet = CoverSheet { language: "fr".into(), ..cover() };
    let shown = pdf_text(&cover_sheet(&sheet, &Style::default()).unwrap().pdf);
    for word in ["Page de garde", "Groupe", "suivent sur 3", "n’est pas"] {
        assert!(shown.contains(word), "{word} is not in\n{shown}");
    }
}

/// In Arabic and Hebrew the texts of a field begin at the right of its place.
#[test]
fn right_to_left_mirrors_the_alignment() {
    let json = r#"{
        "version": 1, "name": "Field",
        "media": {"kind": "stock", "width_mm": 100, "height_mm": 30, "dpi": 203,
                  "margins_mm": {"top": 2, "right": 2, "bottom": 2, "left": 2}},
        "elements": [{"field": {"shows": ["holder"], "at": {"x": 5, "y": 10, "w": 90, "h": 8}, "label": true,
                                "set": {"font": {"size_pt": 10}}}}]
    }"#;
    let style = Style::new(Layout::from_json(json).unwrap());
    for (language, right) in [("en", false), ("ar", true), ("he-IL", true), ("ru", false)] {
        let ticket = Ticket { holder: "Ann".into(), language: language.into(), ..Ticket::default() };
        let page = rasters(&[ticket], &style, 203).unwrap().remove(0);
        let (luma, wide) = (page.luma(), page.width() as usize);
        let columns: Vec<_> =
            (0..wide).filter(|x| luma.iter().skip(*x).step_by(wide).any(|light| *light < 128)).collect();
        let middle = usize::midpoint(columns[0], columns[columns.len() - 1]);
        assert_eq!(middle > wide / 2, right, "{language}");
    }
    // So do those of the card.
    let ticket = |language: &str| Ticket {
        title: "Zoo".into(),
        starts: Some(When::At { day: day(2027, 5, 2), time: None, clock: String::new() }),
        language: language.into(),
        ..Ticket::default()
    };
    let left_ink = |language: &str| {
        let page = rasters(&[ticket(language)], &Style::default(), 60).unwrap().remove(0);
        let (luma, wide) = (page.luma(), page.width() as usize);
        // The left half of the card's body.
        luma.chunks(wide).skip(85).take(90).flat_map(|row| &row[60..150]).filter(|light| **light < 128).count()
    };
    assert!(left_ink("en") > 200 && left_ink("ar") < 20, "{} and {}", left_ink("en"), left_ink("ar"));
}
