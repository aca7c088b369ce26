//! Layouts as JSON: the built-in ones, the way there and back, and every fault with its place.

use std::path::PathBuf;

use counterfoil_domain::distribution::MediaKind;
use counterfoil_paper::{Design, Layout, LayoutError, LayoutFault, Side, Stamp, Style, decode_codes, rasters, render};
use serde_json::{Value, json};

use crate::samples::combinations;

/// Whether a fault is the one that was meant.
type IsFault = fn(&LayoutFault) -> bool;

/// A good layout; each fault below is one change of it.
fn good() -> Value {
    let font = json!({ "size_pt": 10, "smallest_pt": 7 });
    json!({
        "version": 1,
        "name": "Test",
        "media": {
            "kind": "stock", "width_mm": 140, "height_mm": 50, "dpi": 203,
            "margins_mm": { "top": 3, "right": 3, "bottom": 3, "left": 3 }
        },
        "elements": [
            { "field": { "shows": ["title"], "at": { "x": 5, "y": 6, "w": 60, "h": 8 }, "set": { "font": font } } },
            { "text": { "text": "Keep this", "at": { "x": 5, "y": 20, "w": 60, "h": 5 }, "set": { "font": font } } },
            { "code": { "at": { "x": 80, "y": 5, "w": 40, "h": 40 } } },
            { "line": { "at": { "x": 70, "y": 5, "w": 0, "h": 40 } } },
            { "box": { "at": { "x": 78, "y": 4, "w": 44, "h": 42 } } }
        ]
    })
}

fn read(value: &Value) -> Result<Layout, LayoutError> {
    Layout::from_json(&value.to_string())
}

/// The good layout with one value changed, named by its JSON pointer (RFC 6901).
fn changed(pointer: &str, value: Value) -> Value {
    let mut layout = good();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = layout.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}"));
    match (parent, name.parse::<usize>()) {
        (Value::Array(list), Ok(index)) => list[index] = value,
        (Value::Object(map), _) => {
            map.insert(name.to_owned(), value);
        }
        (other, _) => panic!("{pointer}: {other}"),
    }
    layout
}

#[test]
fn the_built_in_layouts_are_all_there() {
    let names: Vec<_> = Layout::built_in().iter().map(Layout::name).collect();
    assert_eq!(
        names,
        [
            "A4",
            "A4, three on a sheet",
            "Thermal 80 mm",
            "Stock 5.5 × 2 in, 203 dpi",
            "Stock 5.5 × 2 in, 300 dpi",
            "Stock 8 × 3 in, 203 dpi",
            "Stock 8 × 3 in, 300 dpi"
        ]
    );
    assert_eq!(Layout::built_in()[0], Layout::default());
    assert_eq!(Layout::default().design(), Design::Card);
    assert_eq!(Layout::named("Thermal 80 mm").map(|layout| layout.media().kind), Some(MediaKind::Thermal80));
    assert_eq!(Layout::named("Papyrus"), None);
}

/// `UPDATE_GOLDEN=1` writes them anew, in the form in which a layout is written.
#[test]
fn the_files_of_the_built_in_layouts_are_as_a_layout_is_written() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("layouts");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|kind| kind != "json") {
            continue;
        }
        let json = std::fs::read_to_string(&file).unwrap();
        let layout = Layout::from_json(&json).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&file, layout.to_json()).unwrap();
        } else {
            assert_eq!(layout.to_json(), json, "{}: UPDATE_GOLDEN=1 writes it anew", file.display());
        }
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn there_and_back_is_the_same() {
    for layout in Layout::built_in() {
        let json = layout.to_json();
        let again = Layout::from_json(&json).unwrap();
        assert_eq!(&again, layout);
        assert_eq!(again.to_json(), json);
    }
    let set = Layout::set_to_json(Layout::built_in());
    assert_eq!(Layout::set_from_json(&set).unwrap(), Layout::built_in());
    // What is as usual may be written, and is left out again.
    let verbose = changed("/elements/0/field/set/align", json!("start"));
    assert_eq!(read(&verbose).unwrap(), read(&good()).unwrap());
}

#[test]
fn the_good_layout_is_good() {
    read(&good()).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_fault_is_named_with_its_place() {
    let at = |x: f32, y: f32, w: f32, h: f32| json!({ "x": x, "y": y, "w": w, "h": h });
    let thermal = json!({
        "kind": "thermal80", "width_mm": 58, "dpi": 203,
        "margins_mm": { "top": 3, "right": 3, "bottom": 3, "left": 3 }
    });
    let faults: Vec<(&str, Value, &str, IsFault)> = vec![
        ("/version", json!(2), "version", |fault| {
            matches!(fault, LayoutFault::UnknownVersion { version: 2, known: 1 })
        }),
        ("/name", json!("  "), "name", |fault| *fault == LayoutFault::Name),
        ("/name", json!("n".repeat(61)), "name", |fault| *fault == LayoutFault::Name),
        ("/name", json!(7), "name", |fault| matches!(fault, LayoutFault::WrongShape { line: 1, .. })),
        ("/media/kind", json!("vellum"), "media.kind", |fault| matches!(fault, LayoutFault::WrongShape { .. })),
        ("/media/kind", json!("a4"), "media", |fault| matches!(fault, LayoutFault::SheetSize { kind: "a4", .. })),
        ("/media", thermal, "media", |fault| matches!(fault, LayoutFault::SheetSize { kind: "thermal80", .. })),
        ("/media/height_mm", Value::Null, "media", |fault| {
            matches!(fault, LayoutFault::SheetSize { kind: "stock", .. })
        }),
        ("/media/height_mm", json!(900), "media.height_mm", |fault| matches!(fault, LayoutFault::OutOfRange { .. })),
        ("/media/dpi", json!(72), "media.dpi", |fault| matches!(fault, LayoutFault::OutOfRange { .. })),
        ("/media/dpi", json!("fine"), "media.dpi", |fault| matches!(fault, LayoutFault::WrongShape { .. })),
        ("/media/per_sheet", json!(0), "media.per_sheet", |fault| matches!(fault, LayoutFault::OutOfRange { .. })),
        ("/media/margins_mm/top", json!(40), "media.margins_mm.top", |fault| {
            matches!(fault, LayoutFault::OutOfRange { .. })
        }),
        ("/media/margins_mm/left", json!(-1), "media.margins_mm.left", |fault| {
            matches!(fault, LayoutFault::OutOfRange { .. })
        }),
        ("/design", json!("card"), "design", |fault| matches!(fault, LayoutFault::Design { .. })),
        ("/elements", json!([]), "elements", |fault| *fault == LayoutFault::Empty),
        ("/elements/0", json!({ "picto": {} }), "elements[0]", |fault| matches!(fault, LayoutFault::WrongShape { .. })),
        (
            "/elements/0/field/colour",
            json!("red"),
            "elements[0].field.colour",
            |fault| matches!(fault, LayoutFault::UnknownProperty { name, .. } if name == "colour"),
        ),
        (
            "/elements/0/field/at/depth",
            json!(1),
            "elements[0].field.at.depth",
            |fault| matches!(fault, LayoutFault::UnknownProperty { name, .. } if name == "depth"),
        ),
        ("/elements/0/field/shows", json!([]), "elements[0].field.shows", |fault| *fault == LayoutFault::Empty),
        (
            "/elements/0/field/shows",
            json!(["passport"]),
            "elements[0].field.shows[0]",
            |fault| matches!(fault, LayoutFault::WrongShape { reason, .. } if reason.contains("passport")),
        ),
        (
            "/elements/0/field/at/x",
            json!("5"),
            "elements[0].field.at.x",
            |fault| matches!(fault, LayoutFault::WrongShape { line: 1, column, .. } if *column > 100),
        ),
        (
            "/elements/0/field/at",
            at(2.0, 6.0, 60.0, 8.0),
            "elements[0].field.at",
            |fault| matches!(fault, LayoutFault::OutsidePrintable { side: Side::Left, element: "field", beyond } if (0.9..1.1).contains(beyond)),
        ),
        ("/elements/0/field/at", at(100.0, 6.0, 38.0, 8.0), "elements[0].field.at", |fault| {
            matches!(fault, LayoutFault::OutsidePrintable { side: Side::Right, .. })
        }),
        ("/elements/0/field/at", at(5.0, 40.0, 60.0, 8.0), "elements[0].field.at", |fault| {
            matches!(fault, LayoutFault::OutsidePrintable { side: Side::Bottom, .. })
        }),
        // The place itself is inside, but the accents of its first line would not be.
        (
            "/elements/0/field/at",
            at(5.0, 3.0, 60.0, 8.0),
            "elements[0].field.at",
            |fault| matches!(fault, LayoutFault::OutsidePrintable { side: Side::Top, beyond, .. } if (0.9..1.2).contains(beyond)),
        ),
        ("/elements/0/field/at", at(5.0, 6.0, 60.0, 2.0), "elements[0].field.at", |fault| {
            matches!(fault, LayoutFault::TooLow { .. })
        }),
        ("/elements/0/field/at", at(60.0, 6.0, 22.0, 8.0), "elements[0].field.at", |fault| {
            matches!(fault, LayoutFault::OverlapsCode { element: "field", .. })
        }),
        ("/elements/3/line/at", at(90.0, 5.0, 0.0, 40.0), "elements[3].line.at", |fault| {
            matches!(fault, LayoutFault::OverlapsCode { element: "line", .. })
        }),
        ("/elements/4/box/at", at(90.0, 4.0, 44.0, 42.0), "elements[4].box.at", |fault| {
            matches!(fault, LayoutFault::OverlapsCode { element: "box", .. })
        }),
        ("/elements/3/line/at", at(70.0, 5.0, 3.0, 40.0), "elements[3].line.at", |fault| {
            *fault == LayoutFault::SlantedLine
        }),
        ("/elements/3/line/thickness_mm", json!(9), "elements[3].line.thickness_mm", |fault| {
            matches!(fault, LayoutFault::OutOfRange { .. })
        }),
        ("/elements/4/box/radius_mm", json!(30), "elements[4].box.radius_mm", |fault| {
            matches!(fault, LayoutFault::OutOfRange { .. })
        }),
        // 29 modules of 3 dots at 203 dpi are 10.9 mm.
        (
            "/elements/2/code/at",
            at(80.0, 5.0, 10.8, 40.0),
            "elements[2].code.at",
            |fault| matches!(fault, LayoutFault::CodeTooSmall { module, .. } if (0.374..0.377).contains(module)),
        ),
        (
            "/elements/2/code",
            json!({ "at": at(80.0, 5.0, 40.0, 40.0), "only": "bars" }),
            "elements[2].code.at",
            |fault| matches!(fault, LayoutFault::CodeTooSmall { .. }),
        ),
        (
            "/elements/2/code",
            json!({ "at": at(80.0, 5.0, 40.0, 40.0), "only": "none" }),
            "elements[2].code.only",
            |fault| matches!(fault, LayoutFault::Design { .. }),
        ),
        ("/elements/0/field/set/font/size_pt", json!(4.9), "elements[0].field.set.font.size_pt", |fault| {
            matches!(fault, LayoutFault::FontTooSmall { .. })
        }),
        ("/elements/0/field/set/font/smallest_pt", json!(4), "elements[0].field.set.font.smallest_pt", |fault| {
            matches!(fault, LayoutFault::FontTooSmall { .. })
        }),
        ("/elements/0/field/set/font/smallest_pt", json!(12), "elements[0].field.set.font.smallest_pt", |fault| {
            matches!(fault, LayoutFault::OutOfRange { .. })
        }),
        ("/elements/0/field/set/max_lines", json!(0), "elements[0].field.set.max_lines", |fault| {
            matches!(fault, LayoutFault::OutOfRange { .. })
        }),
        (
            "/elements/0/field/set/rotation",
            json!(45),
            "elements[0].field.set.rotation",
            |fault| matches!(fault, LayoutFault::WrongShape { reason, .. } if reason.contains("45")),
        ),
        ("/elements/1/text/text", json!(" \n"), "elements[1].text.text", |fault| *fault == LayoutFault::Text),
        ("/elements/1/text/text", json!("x".repeat(2001)), "elements[1].text.text", |fault| {
            *fault == LayoutFault::Text
        }),
    ];
    for (pointer, value, path, check) in faults {
        let broken = changed(pointer, value);
        let error = read(&broken).expect_err(pointer);
        assert_eq!(error.path, path, "{pointer}: {error}");
        assert!(check(&error.fault), "{pointer}: {error:?}");
        let sentence = error.to_string();
        assert!(sentence.ends_with('.') && sentence.contains(&error.path), "{sentence}");
    }
}

#[test]
fn what_is_no_json_is_named_by_line_and_column() {
    let error = Layout::from_json("{\n  \"version\": 1,\n  \"name\" \"Test\"\n}").unwrap_err();
    assert!(matches!(error.fault, LayoutFault::NotJson { line: 3, column: 10, .. }), "{error:?}");
    let cut = good().to_string();
    for end in [0, 1, cut.len() / 2, cut.len() - 1] {
        let error = Layout::from_json(&cut[..end]).unwrap_err();
        assert!(matches!(error.fault, LayoutFault::NotJson { .. }), "{end}: {error:?}");
    }
    let twice = format!("{cut}{cut}");
    assert!(matches!(Layout::from_json(&twice).unwrap_err().fault, LayoutFault::NotJson { .. }));
    assert!(Layout::from_json(&" ".repeat(2 << 20)).is_err());
    assert!(Layout::from_json(&"[".repeat(100_000)).is_err());
}

#[test]
fn a_later_version_is_named_before_what_it_has_more() {
    let mut later = good();
    later["version"] = json!(9);
    later["holograms"] = json!([]);
    assert_eq!(read(&later).unwrap_err().path, "version");
}

#[test]
fn two_layouts_of_a_set_need_two_names() {
    let mut other = good();
    let twice = json!([good(), other]).to_string();
    let error = Layout::set_from_json(&twice).unwrap_err();
    assert_eq!(error.path, "[1].name");
    assert_eq!(error.fault, LayoutFault::DuplicateName { name: "Test".into() });
    other["name"] = json!("Other");
    assert_eq!(Layout::set_from_json(&json!([good(), other]).to_string()).unwrap().len(), 2);
    other["media"]["dpi"] = json!(5);
    let error = Layout::set_from_json(&json!([good(), other]).to_string()).unwrap_err();
    assert_eq!(error.path, "[1].media.dpi");
}

/// Elements that are never printed on one ticket may share a place.
#[test]
fn places_for_different_kinds_of_codes_may_overlap() {
    let mut layout = good();
    layout["elements"][0]["field"]["at"]["x"] = json!(60);
    layout["elements"][0]["field"]["at"]["w"] = json!(22);
    assert!(read(&layout).is_err());
    layout["elements"][0]["field"]["only"] = json!("bars");
    assert!(read(&layout).is_err());
    layout["elements"][2]["code"]["only"] = json!("matrix");
    read(&layout).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn another_resolution_is_checked_again() {
    let layout = read(&changed("/elements/2/code/at/w", json!(11))).unwrap();
    assert!(layout.with_dpi("Finer", 300).is_ok());
    // At 180 dpi three dots are 0.42 mm.
    assert!(matches!(layout.with_dpi("Coarser", 180).unwrap_err().fault, LayoutFault::CodeTooSmall { .. }));
}

/// Whatever is broken about a layout, it is refused or read, never worse.
#[test]
fn a_spoilt_layout_never_panics() {
    let json = Layout::built_in()[1].to_json();
    for (index, byte) in json.bytes().enumerate().step_by(7) {
        for other in [b'0', b'-', b'"', b'}', byte ^ 1] {
            let mut spoilt = json.clone().into_bytes();
            spoilt[index] = other;
            if let Ok(text) = String::from_utf8(spoilt)
                && let Ok(layout) = Layout::from_json(&text)
            {
                assert_eq!(Layout::from_json(&layout.to_json()).unwrap(), layout);
            }
        }
    }
}

#[test]
fn every_layout_draws_every_kind_of_ticket_and_only_codes_of_valid_ones_read() {
    let mut drawn = 0;
    for layout in Layout::built_in() {
        for (name, tickets, pictures) in combinations() {
            let style = Style { pictures, ..Style::new(layout.clone()) };
            let of = format!("{name} on {}", layout.name());
            let document = render(&tickets, &style).unwrap_or_else(|error| panic!("{of}: {error}"));
            assert!(document.pages > 0, "{of}");
            let pages = rasters(&tickets, &style, layout.media().dpi).unwrap();
            let read: usize = pages.iter().map(|page| decode_codes(page).len()).sum();
            let void = |stamp: &Option<Stamp>| matches!(stamp, Some(Stamp::Void { .. }));
            let codes = tickets.iter().filter(|ticket| ticket.code.is_some() && !void(&ticket.stamp)).count();
            assert_eq!(read, codes, "{of}");
            drawn += 1;
        }
    }
    assert!(drawn >= 60, "{drawn} kinds of paper and ticket");
}
