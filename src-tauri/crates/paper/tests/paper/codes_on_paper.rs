//! Codes on every layout at the printer's own resolution: their modules, their quiet zones, that they read, and that a
//! void one does not.

use counterfoil_paper::{Code, CodeFormat, Layout, PaperError, Raster, Stamp, Style, Ticket, decode_codes, rasters};

use crate::codes::payload;
use crate::samples::{plain, void};

fn ticket(format: CodeFormat) -> Ticket {
    Ticket { code: Some(Code::new(format, payload(format))), ..plain() }
}

fn painted(layout: &Layout, ticket: Ticket) -> Raster {
    let style = Style::new(layout.clone());
    let pages = rasters(&[ticket], &style, layout.media().dpi);
    pages.unwrap_or_else(|error| panic!("{}: {error}", layout.name())).remove(0)
}

/// Width and height of the dark part and the white around it, in dots.
struct Measured {
    module: usize,
    white: [usize; 4],
}

/// The code as it stands on the raster: its black rectangle, its narrowest run, and the white up to the first dot that is
/// not white on each side.
fn measured(raster: &Raster, format: CodeFormat) -> Measured {
    let [left, top, right, bottom] = raster.code_areas()[0].map(|edge| edge as usize);
    let (luma, wide) = (raster.luma(), raster.width() as usize);
    let high = luma.len() / wide;
    let ink = |x: usize, y: usize| luma[y * wide + x] != 255;
    let dark = |x: usize, y: usize| luma[y * wide + x] == 0;
    let rows = || top..bottom.min(high);
    let columns = || left..right.min(wide);
    let x0 = columns().find(|x| rows().any(|y| dark(*x, y))).unwrap();
    let x1 = columns().rev().find(|x| rows().any(|y| dark(*x, y))).unwrap();
    let y0 = rows().find(|y| columns().any(|x| dark(x, *y))).unwrap();
    let y1 = rows().rev().find(|y| columns().any(|x| dark(x, *y))).unwrap();
    // The narrowest run of one colour, along and across.
    let narrowest = |line: Vec<bool>| line.chunk_by(|one, next| one == next).map(<[bool]>::len).min().unwrap();
    let along = (y0..=y1).map(|y| narrowest((x0..=x1).map(|x| dark(x, y)).collect())).min().unwrap();
    let across = (x0..=x1).map(|x| narrowest((y0..=y1).map(|y| dark(x, y)).collect())).min().unwrap();
    let module = if format.is_linear() || format == CodeFormat::Pdf417 { along.min(across) } else { along };
    if !format.is_linear() && format != CodeFormat::Pdf417 {
        assert_eq!(along, across, "{format}: modules are square");
    }
    let reach = |clear: &dyn Fn(usize) -> bool| (1..400).take_while(|step| clear(*step)).count();
    let column = |x: usize| (y0..=y1).all(|y| !ink(x, y));
    let row = |y: usize| (x0..=x1).all(|x| !ink(x, y));
    let white = [
        reach(&|step| x0 >= step && column(x0 - step)),
        reach(&|step| y0 >= step && row(y0 - step)),
        reach(&|step| x1 + step < wide && column(x1 + step)),
        reach(&|step| y1 + step < high && row(y1 + step)),
    ];
    Measured { module, white }
}

#[test]
fn modules_are_whole_dots_and_quiet_zones_white() {
    for layout in Layout::built_in() {
        let dpi = f64::from(layout.media().dpi);
        for format in CodeFormat::ALL {
            let raster = painted(layout, ticket(format));
            let Measured { module, white } = measured(&raster, format);
            let name = format!("{format} on {}", layout.name());
            #[allow(clippy::cast_precision_loss)]
            let millimetres = module as f64 * 25.4 / dpi;
            assert!(millimetres >= 0.33, "{name}: a module of {millimetres:.3} mm");
            let zone = format.quiet_zone() as usize * module;
            let [left, top, right, bottom] = white;
            let (along, across) = (left.min(right), top.min(bottom));
            if format.is_linear() {
                assert!(along >= zone || across >= zone, "{name}: {white:?} dots of white for {zone}");
            } else {
                assert!(along >= zone && across >= zone, "{name}: {white:?} dots of white for {zone}");
            }
        }
    }
}

#[test]
fn every_code_reads_on_every_layout_at_the_resolution_of_its_printer() {
    for layout in Layout::built_in() {
        for format in CodeFormat::ALL {
            let found = decode_codes(&painted(layout, ticket(format)));
            assert_eq!(found.len(), 1, "{format} on {}", layout.name());
            if format != CodeFormat::AztecBytes {
                assert_eq!(found[0], (format, payload(format).to_owned()), "on {}", layout.name());
            }
        }
    }
}

/// The same tickets without the stamp read, as the test above shows. What is left of bars may look like other, shorter bars.
#[test]
fn a_void_code_reads_nowhere() {
    for layout in Layout::built_in() {
        for format in CodeFormat::ALL {
            let raster = painted(layout, Ticket { stamp: void().stamp, ..ticket(format) });
            let read = decode_codes(&raster);
            assert!(!read.iter().any(|(_, text)| text == payload(format)), "{format} on {}", layout.name());
        }
    }
}

#[test]
fn an_independent_decoder_reads_no_void_code_and_every_other() {
    for layout in Layout::built_in() {
        let style = Style::new(layout.clone());
        let good = CodeFormat::ALL.map(ticket);
        let void = CodeFormat::ALL.map(|format| Ticket { stamp: void().stamp, ..ticket(format) });
        let copies = CodeFormat::ALL.map(|format| Ticket { stamp: Some(Stamp::Copy(2)), ..ticket(format) });
        let seen = |tickets: &[Ticket]| {
            let pages = rasters(tickets, &style, layout.media().dpi).unwrap();
            let files: Vec<_> = pages.iter().map(|page| page.png().unwrap()).collect();
            crate::judges::decoded_pictures(&files)
        };
        let mut wanted: Vec<_> = CodeFormat::ALL.map(crate::judges::wanted).into();
        let mut found = seen(&good);
        // Tickets of one sheet may be read in any order.
        wanted.sort();
        found.sort();
        assert_eq!(found, wanted, "on {}", layout.name());
        assert_eq!(seen(&void), Vec::<String>::new(), "on {}", layout.name());
        let mut found = seen(&copies);
        found.sort();
        assert_eq!(found, wanted, "copies on {}", layout.name());
    }
}

#[test]
fn a_code_that_has_no_place_is_refused_by_ticket() {
    let small = r#"{
        "version": 1, "name": "Small",
        "media": {"kind": "stock", "width_mm": 60, "height_mm": 30, "dpi": 203,
                  "margins_mm": {"top": 2, "right": 2, "bottom": 2, "left": 2}},
        "elements": [{"code": {"at": {"x": 2, "y": 2, "w": 24, "h": 24}, "only": "matrix"}}]
    }"#;
    let style = Style::new(Layout::from_json(small).unwrap());
    let fault = |tickets: &[Ticket]| match rasters(tickets, &style, 203) {
        Err(PaperError::OnTicket { ticket, error }) => (ticket, *error),
        other => panic!("{other:?}"),
    };
    let bars = CodeFormat::Code128;
    let (index, error) = fault(&[ticket(CodeFormat::Qr), ticket(bars)]);
    assert_eq!((index, error), (1, PaperError::NoPlaceForCode { format: bars }));
    let long = Ticket { code: Some(Code::new(CodeFormat::Qr, "x".repeat(600))), ..plain() };
    let (index, error) = fault(&[ticket(CodeFormat::Qr), ticket(CodeFormat::Qr), long]);
    assert!(matches!(error, PaperError::CodeTooLarge { format: CodeFormat::Qr, .. }), "{error}");
    assert_eq!(index, 2);
    let broken = Ticket { code: Some(Code::new(CodeFormat::Ean13, "12")), ..plain() };
    let (index, error) = fault(&[broken]);
    assert!(matches!(error, PaperError::CodeNotDrawable { format: CodeFormat::Ean13, .. }), "{error}");
    assert_eq!(index, 0);
    let sentence = PaperError::OnTicket { ticket: 1, error: Box::new(error) }.to_string();
    assert!(sentence.starts_with("ticket 2: EAN13 "), "{sentence}");
}
