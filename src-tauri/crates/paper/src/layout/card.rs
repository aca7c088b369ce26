//! The card: the body on the left of the perforation, the stub with the code on its right.

use crate::barcode::{Fitted, Symbol, fit, on_dot};
use crate::error::{PaperError, Warning};
use crate::fonts::{CAP, Face};
use crate::marks::{MM, Mark, PlacedCode};
use crate::text::{Setter, Style, is_blank};
use crate::ticket::{Code, When};

use super::{ACCENT, Desk, FAINT, INK, QUIET, WHITE};

const LABEL: f32 = 8.0;
const VALUE: f32 = 11.0;
const TITLE_SIZES: [(f32, usize); 5] = [(23.0, 2), (19.0, 3), (15.5, 5), (12.5, 8), (10.5, 12)];
/// Side a matrix code should have at least: 35 mm.
const WANTED: f32 = 35.0 * MM;
/// Where the body's second column begins, as a part of its width.
const SECOND_COLUMN: f32 = 0.6;
const BAR_HEIGHT: f32 = 22.0 * MM;

/// What the body of a card says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body<'a> {
    pub(crate) ticket: usize,
    pub(crate) title: &'a str,
    pub(crate) venue: &'a str,
    pub(crate) address: &'a str,
    pub(crate) starts: Option<&'a When>,
    pub(crate) fields: &'a [(&'static str, String)],
}

/// Draws the body from `x`, `top` within `measure` points and gives back where it ends.
pub(crate) fn body(desk: &mut Desk, body: Body<'_>, x: f32, top: f32, measure: f32, marks: &mut Vec<Mark>) -> f32 {
    let setter = &mut desk.setter;
    let mut y = top;
    let mut cut: Vec<&'static str> = Vec::new();
    if !is_blank(body.title) {
        let title = setter.shrink(Face::SemiBold, &TITLE_SIZES, body.title, measure);
        let lead = title.size * 1.22;
        y += title.size * CAP;
        for (index, line) in title.lines.iter().enumerate() {
            if index > 0 {
                y += lead;
            }
            marks.push(line.at(x, y, Style(Face::SemiBold, title.size, INK)));
        }
        if title.cut {
            cut.push("title");
        }
        y += 2.6 * MM;
    }
    for (field, text, style, most) in [
        ("venue", body.venue, Style(Face::SemiBold, 10.5, QUIET), 2),
        ("address", body.address, Style(Face::Regular, 9.5, QUIET), 3),
    ] {
        if is_blank(text) {
            continue;
        }
        let set = setter.shrink(style.0, &[(style.1, most)], text, measure);
        for line in &set.lines {
            y += style.1 * 1.4;
            marks.push(line.at(x, y, style));
        }
        if set.cut {
            cut.push(field);
        }
    }
    y += 8.0 * MM;
    if let Some(starts) = body.starts {
        y = moment(setter, starts, x, y, measure, marks, &mut cut);
        y += 7.0 * MM;
    }
    y = fields(setter, body.fields, x, y, measure, marks, &mut cut);
    desk.warnings.extend(cut.into_iter().map(|field| Warning::Shortened { ticket: body.ticket, field }));
    y
}

/// Day and time, the largest thing after the title.
fn moment(
    setter: &mut Setter,
    starts: &When,
    x: f32,
    top: f32,
    measure: f32,
    marks: &mut Vec<Mark>,
    cut: &mut Vec<&'static str>,
) -> f32 {
    let (day, time, clock) = starts.parts();
    let label = Style(Face::Regular, LABEL, FAINT);
    let baseline = top + LABEL + 7.0 * MM;
    let date_label =
        if time.is_empty() && clock.is_empty() && matches!(starts, When::Text(_)) { "When" } else { "Date" };
    marks.push(setter.single(label.0, label.1, date_label).at(x, top + LABEL * CAP, label));
    if time.is_empty() {
        let set = setter.shrink(Face::SemiBold, &[(17.0, 1), (13.0, 2), (11.0, 3)], &day, measure);
        let mut y = baseline;
        for (index, line) in set.lines.iter().enumerate() {
            y += if index > 0 { set.size * 1.25 } else { 0.0 };
            marks.push(line.at(x, y, Style(Face::SemiBold, set.size, INK)));
        }
        if set.cut {
            cut.push("starts");
        }
        if !clock.is_empty() {
            let style = Style(Face::Regular, 9.5, QUIET);
            y += 14.0;
            marks.push(setter.single_within(style.0, style.1, &clock, measure).at(x, y, style));
        }
        return y;
    }
    let day_line = setter.single_within(Face::SemiBold, 17.0, &day, measure * SECOND_COLUMN - 4.0 * MM);
    marks.push(day_line.at(x, baseline, Style(Face::SemiBold, 17.0, INK)));
    let at = x + measure * SECOND_COLUMN;
    marks.push(setter.single(label.0, label.1, "Time").at(at, top + LABEL * CAP, label));
    let time_line = setter.single(Face::SemiBold, 17.0, &time);
    marks.push(time_line.at(at, baseline, Style(Face::SemiBold, 17.0, ACCENT)));
    if !clock.is_empty() {
        let style = Style(Face::Regular, 9.0, QUIET);
        let beside = at + time_line.width + 2.0 * MM;
        let whole = setter.single(style.0, style.1, &clock);
        if beside + whole.width <= x + measure {
            marks.push(whole.at(beside, baseline, style));
        } else {
            let line = setter.single_within(style.0, style.1, &clock, x + measure - at);
            marks.push(line.at(at, baseline + 13.0, style));
            return baseline + 13.0;
        }
    }
    baseline
}

/// Labelled values in two columns, row by row.
fn fields(
    setter: &mut Setter,
    fields: &[(&'static str, String)],
    x: f32,
    top: f32,
    measure: f32,
    marks: &mut Vec<Mark>,
    cut: &mut Vec<&'static str>,
) -> f32 {
    let shown: Vec<_> = fields.iter().filter(|(_, text)| !is_blank(text)).collect();
    let second = measure * SECOND_COLUMN;
    let widths = [second - 5.0 * MM, measure - second];
    let mut y = top;
    for (row, pair) in shown.chunks(2).enumerate() {
        if row > 0 {
            y += 6.4 * MM;
        }
        let mut end = y;
        for (column, (label, text)) in pair.iter().enumerate() {
            let left = if column == 0 { x } else { x + second };
            let style = Style(Face::Regular, LABEL, FAINT);
            marks.push(setter.single(style.0, style.1, label).at(left, y + LABEL * CAP, style));
            let set = setter.shrink(Face::SemiBold, &[(VALUE, 2), (9.0, 4)], text, widths[column]);
            let mut baseline = y + LABEL + 4.6 * MM;
            for (index, line) in set.lines.iter().enumerate() {
                baseline += if index > 0 { set.size * 1.3 } else { 0.0 };
                marks.push(line.at(left, baseline, Style(Face::SemiBold, set.size, INK)));
            }
            if set.cut {
                cut.push(label);
            }
            end = end.max(baseline);
        }
        y = end;
    }
    y
}

/// Room on the stub: left edge, top, width in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stub {
    pub(crate) x: f32,
    pub(crate) top: f32,
    pub(crate) room: f32,
}

/// The stub's code with the human reference below it; gives back where it ends.
pub(crate) fn code(
    desk: &mut Desk,
    ticket: usize,
    code: &Code,
    symbol: &Symbol,
    place: Stub,
    marks: &mut Vec<Mark>,
) -> Result<f32, PaperError> {
    let Stub { x, top, room } = place;
    let fitted = fit(symbol, room, 150.0 * MM, WANTED, BAR_HEIGHT)?;
    let y = top + if fitted.turned { fitted.quiet } else { 0.0 };
    let end = draw(symbol, fitted, x + room / 2.0, y, marks);
    let text = if is_blank(&code.reference) { &code.payload } else { &code.reference };
    let mono = desk.setter.shrink(Face::Mono, &[(12.0, 1), (10.0, 1), (8.5, 2), (7.0, 4), (5.5, 6)], text, room);
    if mono.cut {
        desk.warnings.push(Warning::Shortened { ticket, field: "reference" });
    }
    let mut baseline = end + fitted.quiet.max(3.0 * MM) + mono.size * CAP;
    for (index, line) in mono.lines.iter().enumerate() {
        baseline += if index > 0 { mono.size * 1.35 } else { 0.0 };
        marks.push(line.at(x + (room - line.width) / 2.0, baseline, Style(Face::Mono, mono.size, INK)));
    }
    Ok(baseline)
}

fn draw(symbol: &Symbol, fitted: Fitted, middle: f32, top: f32, marks: &mut Vec<Mark>) -> f32 {
    let (wide, high) = if fitted.turned { (fitted.height, fitted.width) } else { (fitted.width, fitted.height) };
    let (left, top) = (on_dot(middle - wide / 2.0), on_dot(top));
    let q = fitted.quiet;
    let (qx, qy) = match (symbol.format.is_linear(), fitted.turned) {
        (true, false) => (q, 0.0),
        (true, true) => (0.0, q),
        (false, _) => (q, q),
    };
    marks.push(Mark::Rect { x: left - qx, y: top - qy, w: wide + 2.0 * qx, h: high + 2.0 * qy, fill: WHITE });
    marks.push(Mark::Code(PlacedCode::new(symbol, fitted, left, top)));
    top + high
}

/// A line in the middle of the stub.
pub(crate) fn centered(setter: &mut Setter, text: &str, style: Style, x: f32, y: f32, room: f32) -> Mark {
    let line = setter.single_within(style.0, style.1, text, room);
    line.at(x + (room - line.width) / 2.0, y, style)
}
