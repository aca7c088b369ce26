//! Pictures: where they stand, that they are embedded once, and that a broken one costs nothing but itself.

use counterfoil_paper::{
    Document, Layout, PictureProblem, PictureRole, Pictures, Raster, Style, Ticket, Warning, cover_sheet, rasters,
    render,
};

use crate::samples::{cover, logo, photograph, pictures, plain};

fn with_places() -> Layout {
    let json = r#"{
        "version": 1, "name": "Pictures",
        "media": {"kind": "a4", "width_mm": 210, "height_mm": 297, "dpi": 300, "per_sheet": 2,
                  "margins_mm": {"top": 10, "right": 10, "bottom": 10, "left": 10}},
        "elements": [
            {"picture": {"shows": "logo", "at": {"x": 10, "y": 10, "w": 60, "h": 16}}},
            {"picture": {"shows": "logo", "at": {"x": 180, "y": 10, "w": 16, "h": 60}, "rotation": 90}},
            {"picture": {"shows": "product", "at": {"x": 10, "y": 40, "w": 90, "h": 60}}},
            {"code": {"at": {"x": 120, "y": 40, "w": 40, "h": 40}}}
        ]
    }"#;
    Layout::from_json(json).unwrap_or_else(|error| panic!("{error}"))
}

fn count(pdf: &[u8], word: &str) -> usize {
    let plain = lopdf::Document::load_mem(pdf).unwrap();
    let is = |object: &lopdf::Object| {
        let Ok(stream) = object.as_stream() else { return false };
        stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|name| name == word.as_bytes())
    };
    plain.objects.values().filter(|object| is(object)).count()
}

#[test]
fn a_picture_is_embedded_once_however_often_it_is_printed() {
    let style = Style { pictures: pictures(), ..Style::new(with_places()) };
    let tickets = vec![plain(); 40];
    let Document { pdf, pages, warnings, .. } = render(&tickets, &style).unwrap();
    assert_eq!((pages, warnings.len()), (20, 0));
    // The logo upright, the logo turned, and the photograph.
    assert_eq!(count(&pdf, "Image"), 3);
    crate::judges::qpdf_check(&pdf);
    let alone = render(&tickets[..1], &style).unwrap().pdf.len();
    assert!(pdf.len() < alone + 40 * 1500, "{} and {alone} bytes", pdf.len());
    for layout in Layout::built_in() {
        let style = Style { pictures: pictures(), ..Style::new(layout.clone()) };
        let pdf = render(&tickets, &style).unwrap().pdf;
        crate::judges::qpdf_check(&pdf);
        assert!(count(&pdf, "Image") <= 1, "{}", layout.name());
    }
    let pdf = cover_sheet(&cover(), &Style { pictures: pictures(), ..Style::default() }).unwrap().pdf;
    assert_eq!(count(&pdf, "Image"), 1);
}

/// Ink in a part of a page, given in millimetres: left, top, width, height.
fn inked(page: &Raster, dpi: f32, area: [f32; 4]) -> usize {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let [x, y, w, h] = area.map(|side| (side * dpi / 25.4) as usize);
    let luma = page.luma();
    let rows = luma.chunks(page.width() as usize).skip(y).take(h);
    rows.flat_map(|row| &row[x..x + w]).filter(|light| **light < 200).count()
}

#[test]
fn pictures_stand_in_their_places_and_nowhere_else() {
    let paint = |pictures: Pictures| {
        let style = Style { pictures, ..Style::new(with_places()) };
        rasters(&[Ticket { code: None, ..plain() }], &style, 100).unwrap().remove(0)
    };
    let (full, empty) = (paint(pictures()), paint(Pictures::default()));
    for place in [[10.0, 10.0, 60.0, 16.0], [180.0, 10.0, 16.0, 60.0], [10.0, 40.0, 90.0, 60.0]] {
        assert!(inked(&full, 100.0, place) > 300, "{place:?}");
    }
    // But for the dashes to cut along.
    for half in [0.0, 150.0] {
        assert_eq!(inked(&empty, 100.0, [0.0, half, 209.0, 146.0]), 0);
    }
    assert_eq!(inked(&full, 100.0, [72.0, 10.0, 100.0, 25.0]), 0);
}

#[test]
fn one_bit_media_print_pictures_in_black_and_white_dots() {
    let layout = Layout::named("Stock 8 × 3 in, 203 dpi").unwrap().clone();
    let blank = Ticket::default();
    let style = Style { pictures: pictures(), ..Style::new(layout) };
    let page = rasters(&[blank], &style, 203).unwrap().remove(0);
    let luma = page.luma();
    assert!(luma.iter().all(|light| matches!(light, 0 | 255)), "grey dots");
    assert!(luma.iter().filter(|light| **light < 128).count() > 1000);
}

#[test]
fn a_broken_picture_is_said_and_left_out() {
    let mut cut = logo();
    cut.truncate(cut.len() / 2);
    let mut bent = photograph();
    bent.truncate(bent.len() / 3);
    let with = |logo: Vec<u8>, product: Vec<u8>| Style {
        pictures: Pictures { logo: Some(logo), product: Some(product) },
        ..Style::new(with_places())
    };
    let said = |style: &Style| render(&[plain()], style).unwrap().warnings;
    let problem = |picture, problem| Warning::Picture { picture, problem };
    assert_eq!(said(&with(logo(), photograph())), []);
    assert_eq!(
        said(&with(cut, b"<svg/>".to_vec())),
        [
            problem(PictureRole::Logo, PictureProblem::Broken),
            problem(PictureRole::Product, PictureProblem::UnknownKind)
        ]
    );
    assert_eq!(said(&with(Vec::new(), photograph())), [problem(PictureRole::Logo, PictureProblem::UnknownKind)]);
    // A decoder may show the rest of a photograph grey; what it must not do is fail the ticket.
    render(&[plain()], &with(logo(), bent)).unwrap();
    let large = [logo(), vec![0; 11 << 20]].concat();
    assert_eq!(said(&with(large, photograph())), [problem(PictureRole::Logo, PictureProblem::TooLarge)]);
    assert_eq!(said(&with(bomb(), photograph())), [problem(PictureRole::Logo, PictureProblem::TooLarge)]);
}

/// A few kilobytes that would be 1.2 GB of dots.
fn bomb() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 20_000, 20_000);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::IDAT, &[0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]).unwrap();
    drop(writer);
    file
}

#[test]
fn a_spoilt_picture_never_panics() {
    for (name, file) in [("logo", logo()), ("photograph", photograph())] {
        for at in (0..file.len()).step_by(file.len() / 60) {
            let mut bent = file.clone();
            bent[at] ^= 0x5a;
            let style = Style {
                pictures: Pictures { logo: Some(bent), product: None },
                ..Style::new(Layout::named("Thermal 80 mm").unwrap().clone())
            };
            let document = render(&[plain()], &style);
            assert!(document.is_ok(), "{name}, byte {at}");
        }
    }
}
