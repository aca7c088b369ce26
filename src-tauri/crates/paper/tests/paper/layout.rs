//! Pages: how many, always the same, numbered by order, what is missing is said.

use counterfoil_paper::{
    Place, Raster, Style, Ticket, Warning, cover_rasters, cover_sheet, decode_codes, rasters, render,
};

use crate::samples::{CONDITIONS, a4, cover, cyrillic, french, greek, long_title, no_code, plain};

#[test]
fn the_same_tickets_give_the_same_bytes() {
    let tickets = [plain(), greek(), cyrillic(), french(), long_title(), no_code()];
    let once = render(&tickets, &a4()).unwrap();
    assert_eq!(once, render(&tickets, &a4()).unwrap());
    assert_ne!(once.pdf, render(&[plain()], &a4()).unwrap().pdf);
    let painted = || rasters(&[plain()], &a4(), 96).unwrap()[0].png().unwrap();
    assert_eq!(painted(), painted());
    assert_eq!(cover_sheet(&cover(), &a4()).unwrap(), cover_sheet(&cover(), &a4()).unwrap());
    for needle in [&b"CreationDate"[..], b"ModDate"] {
        assert!(!once.pdf.windows(needle.len()).any(|part| part == needle));
    }
}

#[test]
fn one_page_for_each_ticket_and_no_warning() {
    for ticket in [plain(), greek(), cyrillic(), french(), long_title(), no_code(), Ticket::default()] {
        let document = render(&[ticket], &a4()).unwrap();
        assert_eq!((document.pages, document.warnings.len()), (1, 0));
    }
}

#[test]
fn one_ticket_stays_small() {
    assert!(render(&[plain()], &a4()).unwrap().pdf.len() <= 18_000);
}

#[test]
fn long_conditions_flow_on() {
    let ticket = Ticket { conditions: format!("{CONDITIONS}\n").repeat(16), ..plain() };
    let document = render(&[ticket], &a4()).unwrap();
    assert_eq!(document.pages, 3);
}

#[test]
fn characters_that_no_font_has_are_named() {
    let document = render(&[Ticket { holder: "山田 太郎 ไทย مرحبا".into(), ..plain() }], &a4()).unwrap();
    let [Warning::MissingCharacters { characters, needs }] = document.warnings.as_slice() else {
        panic!("{:?}", document.warnings)
    };
    assert_eq!(characters.iter().collect::<String>(), "ทยไ太山田郎");
    let needs: Vec<_> =
        needs.iter().map(|need| (need.script.as_str(), need.font.as_str(), need.characters.len())).collect();
    assert_eq!(needs, [("Thai", "Noto Sans Thai", 3), ("Chinese", "Noto Sans CJK SC", 4)]);
}

#[test]
fn accents_written_apart_are_composed() {
    let apart = Ticket { holder: "Zoe\u{308} Lefe\u{300}vre".into(), ..plain() };
    let composed = Ticket { holder: "Zoë Lefèvre".into(), ..plain() };
    assert_eq!(render(&[apart], &a4()).unwrap(), render(&[composed], &a4()).unwrap());
}

#[test]
fn training_and_valid_differ_and_both_scan() {
    let training = Ticket { training: true, ..plain() };
    let at = |ticket: Ticket| rasters(&[ticket], &a4(), 203).unwrap().remove(0);
    let (valid, marked): (Raster, Raster) = (at(plain()), at(training));
    assert_eq!(decode_codes(&valid), decode_codes(&marked));
    assert_eq!(decode_codes(&valid).len(), 1);
    let different = valid.luma().iter().zip(marked.luma()).filter(|(left, right)| *left != right).count();
    assert!(different > 20_000, "{different} dots differ");
}

#[test]
fn the_quiet_zone_is_white_and_modules_are_whole_dots() {
    let raster = rasters(&[plain()], &a4(), 300).unwrap().remove(0);
    let (luma, width) = (raster.luma(), raster.width() as usize);
    // The code is the only pure black on the sheet; its first row starts with a finder of seven modules.
    let start = luma.iter().position(|dot| *dot == 0).unwrap();
    let finder = luma[start..].iter().take_while(|dot| **dot == 0).count();
    assert_eq!(finder % 7, 0, "{finder} dots");
    let module = finder / 7;
    assert!(module >= 4);
    let (x, y) = (start % width, start / width);
    for line in y - 4 * module..y {
        assert!(luma[line * width + x - 4 * module..line * width + x + 20 * module].iter().all(|dot| *dot == 255));
    }
    for line in y..y + 20 * module {
        assert!(luma[line * width + x - 4 * module..line * width + x].iter().all(|dot| *dot == 255));
    }
}

#[test]
fn nothing_stands_outside_the_printable_area() {
    for ticket in [plain(), greek(), cyrillic(), french(), long_title(), Ticket { training: true, ..greek() }] {
        assert_margins(&a4(), ticket);
    }
}

pub(crate) fn assert_margins(style: &Style, ticket: Ticket) {
    let raster = rasters(&[ticket], style, 100).unwrap().remove(0);
    let (luma, width) = (raster.luma(), raster.width() as usize);
    let height = luma.len() / width;
    let margin = 39;
    let ink = |x: usize, y: usize| luma[y * width + x] < 250;
    for y in 0..height {
        for x in 0..width {
            let inside = (margin..width - margin).contains(&x) && (margin..height - margin).contains(&y);
            assert!(inside || !ink(x, y), "ink at {x}, {y}");
        }
    }
}

#[test]
fn a_preview_is_a_png_of_the_right_size() {
    for pages in [rasters(&[plain()], &a4(), 96).unwrap(), cover_rasters(&cover(), &a4(), 96).unwrap()] {
        let png = pages[0].png().unwrap();
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((side(16), side(20)), (794, 1123));
    }
}

#[test]
fn a_raster_of_no_use_is_refused() {
    assert!(rasters(&[plain()], &a4(), 0).is_err());
    assert!(rasters(&[plain()], &a4(), 9600).is_err());
    assert!(render(&[], &a4()).is_err());
}

#[test]
fn pages_are_numbered_within_an_order() {
    let ticket =
        |order: &str, number, of| Ticket { order_code: order.into(), place: Some(Place { number, of }), ..plain() };
    let document = render(&[ticket("A", 1, 2), ticket("A", 2, 2), ticket("B", 1, 1)], &a4()).unwrap();
    let text = crate::judges::pdf_text(&document.pdf);
    let numbers: Vec<_> = text.lines().filter_map(|line| line.split("Page ").nth(1)).collect();
    assert_eq!(numbers, ["1 of 2", "2 of 2", "1 of 1"]);
}
