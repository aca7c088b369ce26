//! The checks of a layout, each with the place of its fault.

use super::element::{Area, CodeElement, Element};
use super::fault::{LayoutError, LayoutFault, Side};
use super::typeset::{CodeKind, Typesetting};
use counterfoil_domain::distribution::MediaKind;

use super::{Design, Layout, Margins, Media};

const SMALLEST_PT: f32 = 5.0;
const LARGEST_PT: f32 = 144.0;
const MM_PER_PT: f32 = 25.4 / 72.0;
/// Modules of the smallest QR code with its quiet zone.
const LEAST_MATRIX: f32 = 29.0;
/// Modules of an EAN-13 with its quiet zones, and of a Code 128 of six characters.
const LEAST_BARS: f32 = 117.0;
/// Bars lower than this are missed by a scanner held a little askew.
const LEAST_BAR_HEIGHT: f32 = 5.0;
/// Accents and the letters of many scripts stand above the height of capitals, by this part of the em.
const ABOVE: f32 = 0.3;

/// A length smaller than this is none: what is left of sums in binary fractions.
const NOTHING: f32 = 0.01;

pub(super) fn layout(layout: &Layout, root: &str) -> Result<(), LayoutError> {
    let letters = layout.name.chars().count();
    if layout.name.trim().is_empty() || letters > 60 {
        return Err(LayoutError::at(format!("{root}name"), LayoutFault::Name));
    }
    media(&layout.media, &format!("{root}media"))?;
    let design = |path: &str, reason| Err(LayoutError::at(format!("{root}{path}"), LayoutFault::Design { reason }));
    match layout.design {
        Design::Card if layout.media.kind != MediaKind::A4 || layout.media.per_sheet != 1 => {
            return design("design", "the card is made for one ticket on A4");
        }
        Design::Card if !layout.elements.is_empty() => return design("elements", "the card has no elements"),
        Design::Card => return Ok(()),
        Design::Elements if layout.elements.is_empty() => {
            return Err(LayoutError::at(format!("{root}elements"), LayoutFault::Empty));
        }
        Design::Elements => {}
    }
    range(layout.elements.len(), 200, &format!("{root}elements"))?;
    let sheet = Sheet::of(&layout.media);
    for (index, element) in layout.elements.iter().enumerate() {
        let path = format!("{root}elements[{index}].{}", element.name());
        one(element, &sheet, &path)?;
        overlaps(&layout.elements, index, &path)?;
    }
    Ok(())
}

fn media(media: &Media, path: &str) -> Result<(), LayoutError> {
    let size = |kind, wanted| Err(LayoutError::at(path, LayoutFault::SheetSize { kind, wanted }));
    match (media.kind, media.height_mm) {
        (MediaKind::A4, height) if !is(media.width_mm, 210.0) || !height.is_some_and(|height| is(height, 297.0)) => {
            return size("a4", "210 × 297 mm");
        }
        (MediaKind::Thermal80, Some(_)) => return size("thermal80", "80 mm wide and has no height"),
        (MediaKind::Thermal80, None) if !is(media.width_mm, 80.0) => {
            return size("thermal80", "80 mm wide and has no height");
        }
        (MediaKind::Stock, None) => return size("stock", "a sheet with a width and a height"),
        _ => {}
    }
    within(media.width_mm, 20.0, 330.0, || format!("{path}.width_mm"))?;
    if let Some(height) = media.height_mm {
        within(height, 20.0, 500.0, || format!("{path}.height_mm"))?;
    }
    within(f32::from(media.dpi), 150.0, 1200.0, || format!("{path}.dpi"))?;
    let most = if media.height_mm.is_some() { 10.0 } else { 1.0 };
    within(f32::from(media.per_sheet), 1.0, most, || format!("{path}.per_sheet"))?;
    let Margins { top, right, bottom, left } = media.margins_mm;
    let (wide, high) = (media.width_mm, media.part_height_mm().unwrap_or(100.0));
    for (side, margin, other, whole) in [
        ("top", top, bottom, high),
        ("right", right, left, wide),
        ("bottom", bottom, top, high),
        ("left", left, right, wide),
    ] {
        within(margin, 0.0, (whole - other.clamp(0.0, whole) - 15.0).max(0.0), || format!("{path}.margins_mm.{side}"))?;
    }
    Ok(())
}

/// The printable area of one ticket's part: its sides in millimetres.
struct Sheet {
    left: f32,
    top: f32,
    right: f32,
    bottom: Option<f32>,
    module: f32,
}

impl Sheet {
    fn of(media: &Media) -> Self {
        let margins = media.margins_mm;
        #[allow(clippy::cast_precision_loss)] // a few dots
        let module = media.smallest_module_dots() as f32 * 25.4 / f32::from(media.dpi);
        Self {
            left: margins.left,
            top: margins.top,
            right: media.width_mm - margins.right,
            bottom: media.part_height_mm().map(|height| height - margins.bottom),
            module,
        }
    }

    fn holds(&self, element: &'static str, area: Area, path: &str) -> Result<(), LayoutError> {
        let sides = [
            (Side::Left, self.left - area.x),
            (Side::Top, self.top - area.y),
            (Side::Right, area.x + area.w - self.right),
            (Side::Bottom, self.bottom.map_or(0.0, |bottom| area.y + area.h - bottom)),
        ];
        for (side, beyond) in sides {
            if beyond > NOTHING {
                let fault = LayoutFault::OutsidePrintable { element, side, beyond };
                return Err(LayoutError::at(format!("{path}.at"), fault));
            }
        }
        Ok(())
    }
}

fn one(element: &Element, sheet: &Sheet, path: &str) -> Result<(), LayoutError> {
    let area = element.area();
    for (side, length, least) in [
        ("x", area.x, 0.0),
        ("y", area.y, 0.0),
        ("w", area.w, if matches!(element, Element::Line(_)) { 0.0 } else { 1.0 }),
        ("h", area.h, if matches!(element, Element::Line(_)) { 0.0 } else { 1.0 }),
    ] {
        within(length, least, 1000.0, || format!("{path}.at.{side}"))?;
    }
    sheet.holds(element.name(), area, path)?;
    match element {
        Element::Field(field) => {
            if field.shows.is_empty() {
                return Err(LayoutError::at(format!("{path}.shows"), LayoutFault::Empty));
            }
            text(element.name(), &field.set, area, field.label, sheet, path)
        }
        Element::Text(fixed) => {
            if fixed.text.trim().is_empty() || fixed.text.chars().count() > 2000 {
                return Err(LayoutError::at(format!("{path}.text"), LayoutFault::Text));
            }
            text(element.name(), &fixed.set, area, false, sheet, path)
        }
        Element::Line(line) => {
            if area.w > NOTHING && area.h > NOTHING {
                return Err(LayoutError::at(format!("{path}.at"), LayoutFault::SlantedLine));
            }
            optional(line.thickness_mm, 0.05, 5.0, &format!("{path}.thickness_mm"))
        }
        Element::Box(frame) => {
            optional(frame.thickness_mm, 0.0, 5.0, &format!("{path}.thickness_mm"))?;
            let most = (area.w.min(area.h) / 2.0).max(0.0);
            within(frame.radius_mm, 0.0, most, || format!("{path}.radius_mm"))
        }
        Element::Code(code) => code_place(code, sheet, path),
        Element::Mark(_) => within(area.h.min(area.w), 3.0, 30.0, || format!("{path}.at.h")),
        Element::Picture(_) => Ok(()),
    }
}

/// How far letters stand above the place of a text, in millimetres; of an upright one, above it on the paper.
pub(crate) fn above(set: &Typesetting, label: bool) -> f32 {
    let size = set.font.size_pt;
    MM_PER_PT * ABOVE * if label { crate::layout::label_size(set.font.smallest_pt.unwrap_or(size)) } else { size }
}

/// Letters large enough, a place for one line at least, and no accent beyond the printable area.
fn text(
    name: &'static str,
    set: &Typesetting,
    area: Area,
    label: bool,
    sheet: &Sheet,
    path: &str,
) -> Result<(), LayoutError> {
    let smallest = set.font.smallest_pt.unwrap_or(set.font.size_pt);
    for (property, size) in [("size_pt", set.font.size_pt), ("smallest_pt", smallest)] {
        let property = if set.font.smallest_pt.is_none() { "size_pt" } else { property };
        let place = || format!("{path}.set.font.{property}");
        if size < SMALLEST_PT || size.is_nan() {
            let fault = LayoutFault::FontTooSmall { size_pt: size, least_pt: SMALLEST_PT };
            return Err(LayoutError::at(place(), fault));
        }
        within(size, SMALLEST_PT, LARGEST_PT, place)?;
    }
    within(smallest, SMALLEST_PT, set.font.size_pt, || format!("{path}.set.font.smallest_pt"))?;
    if let Some(lines) = set.max_lines {
        within(f32::from(lines), 1.0, 255.0, || format!("{path}.set.max_lines"))?;
    }
    let height = if set.rotation.is_sideways() { area.w } else { area.h };
    let needed = (crate::layout::one_line(smallest, label) * MM_PER_PT * 10.0).floor() / 10.0;
    if height < needed {
        return Err(LayoutError::at(format!("{path}.at"), LayoutFault::TooLow { height, needed }));
    }
    let above = above(set, label);
    let reach = match u16::from(set.rotation) {
        90 => Area { w: area.w + above, ..area },
        180 => Area { h: area.h + above, ..area },
        270 => Area { x: area.x - above, w: area.w + above, ..area },
        _ => Area { y: area.y - above, h: area.h + above, ..area },
    };
    sheet.holds(name, reach, path)
}

fn code_place(code: &CodeElement, sheet: &Sheet, path: &str) -> Result<(), LayoutError> {
    let Area { w, h, .. } = code.at;
    // On an endless roll a long code makes the ticket longer.
    let depth = if sheet.bottom.is_none() { h.max(w) } else { h };
    let matrix = (LEAST_MATRIX * sheet.module, LEAST_MATRIX * sheet.module);
    let bars = (LEAST_BARS * sheet.module, LEAST_BAR_HEIGHT);
    let fits = |(needed_w, needed_h): (f32, f32)| w + NOTHING >= needed_w && depth + NOTHING >= needed_h;
    let (needed, enough) = match code.only {
        Some(CodeKind::Bars) => (bars, fits(bars) || fits((bars.1, bars.0))),
        Some(CodeKind::Matrix) | None => (matrix, fits(matrix)),
        Some(CodeKind::None) => {
            let reason = "a place for the code of tickets without a code is of no use";
            return Err(LayoutError::at(format!("{path}.only"), LayoutFault::Design { reason }));
        }
    };
    if !enough {
        let fault = LayoutFault::CodeTooSmall {
            width: w,
            height: h,
            module: sheet.module,
            needed_width: needed.0,
            needed_height: needed.1,
        };
        return Err(LayoutError::at(format!("{path}.at"), fault));
    }
    optional(code.bar_height_mm, LEAST_BAR_HEIGHT, 60.0, &format!("{path}.bar_height_mm"))
}

/// Nothing but a box around it shares the place of a code.
fn overlaps(elements: &[Element], index: usize, path: &str) -> Result<(), LayoutError> {
    let Some(element) = elements.get(index) else { return Ok(()) };
    let area = element.area();
    for (other, code) in elements.iter().enumerate() {
        let Element::Code(code) = code else { continue };
        let apart = code.only.is_some() && element.only().is_some() && code.only != element.only();
        if other == index || apart {
            continue;
        }
        let at = code.at;
        let around = matches!(element, Element::Box(_))
            && area.x + NOTHING < at.x
            && area.y + NOTHING < at.y
            && area.x + area.w > at.x + at.w + NOTHING
            && area.y + area.h > at.y + at.h + NOTHING;
        let clear = area.x + area.w <= at.x + NOTHING
            || at.x + at.w <= area.x + NOTHING
            || area.y + area.h <= at.y + NOTHING
            || at.y + at.h <= area.y + NOTHING;
        if !around && !clear {
            let (right, bottom) = (at.x + at.w, at.y + at.h);
            let fault = LayoutFault::OverlapsCode { element: element.name(), x: at.x, y: at.y, right, bottom };
            return Err(LayoutError::at(format!("{path}.at"), fault));
        }
    }
    Ok(())
}

fn is(length: f32, wanted: f32) -> bool {
    (length - wanted).abs() < NOTHING
}

fn within(value: f32, least: f32, most: f32, path: impl FnOnce() -> String) -> Result<(), LayoutError> {
    if value >= least - f32::EPSILON && value <= most + f32::EPSILON {
        return Ok(());
    }
    Err(LayoutError::at(path(), LayoutFault::OutOfRange { value, least, most }))
}

fn optional(value: Option<f32>, least: f32, most: f32, path: &str) -> Result<(), LayoutError> {
    value.map_or(Ok(()), |value| within(value, least, most, || path.to_owned()))
}

fn range(count: usize, most: u16, path: &str) -> Result<(), LayoutError> {
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    within(f32::from(count), 0.0, f32::from(most), || path.to_owned())
}
