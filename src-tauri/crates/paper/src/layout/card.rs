//! The card: the body on the left of the perforation, the stub with the code on its right.

use crate::barcode::{Fitted, Head, Symbol, fit};
use crate::error::{PaperError, Warning};
use crate::fonts::{CAP, Face};
use crate::marks::{MM, Mark, PlacedCode};
use crate::text::{Line, Setter, Style, is_blank};
use crate::ticket::{Code, When};
use crate::words::Words;

use super::{ACCENT, Desk, FAINT, INK, QUIET};

const LABEL: f32 = 8.0;
const VALUE: f32 = 11.0;
const TITLE_SIZES: [(f32, usize); 5] = [(23.0, 2), (19.0, 3), (15.5, 5), (12.5, 8), (10.5, 12)];
/// Side a matrix code should have at least: 35 mm.
const WANTED: f32 = 35.0 * MM;
/// Where the body's second column begins, as a part of its width.
const SECOND_COLUMN: f32 = 0.6;
const BAR_HEIGHT: f32 = 22.0 * MM;
/// Letters below a code stay this far out of its quiet zone, for some reach above the height of capitals.
const CLEAR: f32 = 0.8 * MM;

/// What the body of a card says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body<'a> {
    pub(crate) ticket: usize,
    pub(crate) title: &'a str,
    pub(crate) venue: &'a str,
    pub(crate) address: &'a str,
    pub(crate) starts: Option<&'a When>,
    pub(crate) fields: &'a [(&'static str, String)],
    pub(crate) words: &'static Words,
}

/// A column of text: its left edge and width in points, and the side its lines begin on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) x: f32,
    pub(crate) measure: f32,
    pub(crate) mirrored: bool,
}

impl Column {
    /// Puts a line at the side where reading begins.
    pub(crate) fn put(self, line: &Line, y: f32, style: Style, marks: &mut Vec<Mark>) {
        let x = if self.mirrored { self.x + self.measure - line.width } else { self.x };
        marks.push(line.at(x, y, style));
    }

    /// The part from `from` to `to` of its width, counted from the side where reading begins.
    fn part(self, from: f32, to: f32) -> Self {
        let x = if self.mirrored { self.x + self.measure - to } else { self.x + from };
        Self { x, measure: to - from, ..self }
    }
}

/// Draws the body in its column from `top` and gives back where it ends.
pub(crate) fn body(desk: &mut Desk, body: Body<'_>, column: Column, top: f32, marks: &mut Vec<Mark>) -> f32 {
    let setter = &mut desk.setter;
    let measure = column.measure;
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
            column.put(line, y, Style(Face::SemiBold, title.size, INK), marks);
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
            column.put(line, y, style, marks);
        }
        if set.cut {
            cut.push(field);
        }
    }
    y += 8.0 * MM;
    if let Some(starts) = body.starts {
        y = moment(setter, starts, body.words, column, y, marks, &mut cut);
        y += 7.0 * MM;
    }
    y = fields(setter, body.fields, column, y, marks, &mut cut);
    desk.warnings.extend(cut.into_iter().map(|field| Warning::Shortened { ticket: body.ticket, field }));
    y
}

/// Day and time, the largest thing after the title.
fn moment(
    setter: &mut Setter,
    starts: &When,
    words: &Words,
    column: Column,
    top: f32,
    marks: &mut Vec<Mark>,
    cut: &mut Vec<&'static str>,
) -> f32 {
    let (day, time, clock) = starts.parts(words);
    let measure = column.measure;
    let label = Style(Face::Regular, LABEL, FAINT);
    let baseline = top + LABEL + 7.0 * MM;
    let written = time.is_empty() && clock.is_empty() && matches!(starts, When::Text(_));
    let date_label = if written { words.when } else { words.date };
    column.put(&setter.single(label.0, label.1, date_label), top + LABEL * CAP, label, marks);
    if time.is_empty() {
        let set = setter.shrink(Face::SemiBold, &[(17.0, 1), (13.0, 2), (11.0, 3)], &day, measure);
        let mut y = baseline;
        for (index, line) in set.lines.iter().enumerate() {
            y += if index > 0 { set.size * 1.25 } else { 0.0 };
            column.put(line, y, Style(Face::SemiBold, set.size, INK), marks);
        }
        if set.cut {
            cut.push("starts");
        }
        if !clock.is_empty() {
            let style = Style(Face::Regular, 9.5, QUIET);
            y += 14.0;
            column.put(&setter.single_within(style.0, style.1, &clock, measure), y, style, marks);
        }
        return y;
    }
    let second = measure * SECOND_COLUMN;
    let day_column = column.part(0.0, second - 4.0 * MM);
    let time_column = column.part(second, measure);
    let set = setter.shrink(Face::SemiBold, &[(17.0, 1), (14.5, 1), (12.5, 1), (10.5, 1)], &day, day_column.measure);
    for line in &set.lines {
        day_column.put(line, baseline, Style(Face::SemiBold, set.size, INK), marks);
    }
    if set.cut {
        cut.push("starts");
    }
    time_column.put(&setter.single(label.0, label.1, words.time), top + LABEL * CAP, label, marks);
    let time_line = setter.single(Face::SemiBold, 17.0, &time);
    time_column.put(&time_line, baseline, Style(Face::SemiBold, 17.0, ACCENT), marks);
    if !clock.is_empty() {
        let style = Style(Face::Regular, 9.0, QUIET);
        let beside = time_line.width + 2.0 * MM;
        let whole = setter.single(style.0, style.1, &clock);
        if beside + whole.width <= time_column.measure {
            time_column.part(beside, time_column.measure).put(&whole, baseline, style, marks);
        } else {
            let line = setter.single_within(style.0, style.1, &clock, time_column.measure);
            time_column.put(&line, baseline + 13.0, style, marks);
            return baseline + 13.0;
        }
    }
    baseline
}

/// Labelled values in two columns, row by row.
fn fields(
    setter: &mut Setter,
    fields: &[(&'static str, String)],
    column: Column,
    top: f32,
    marks: &mut Vec<Mark>,
    cut: &mut Vec<&'static str>,
) -> f32 {
    let shown: Vec<_> = fields.iter().filter(|(_, text)| !is_blank(text)).collect();
    let second = column.measure * SECOND_COLUMN;
    let columns = [column.part(0.0, second - 5.0 * MM), column.part(second, column.measure)];
    let mut y = top;
    for (row, pair) in shown.chunks(2).enumerate() {
        if row > 0 {
            y += 6.4 * MM;
        }
        let mut end = y;
        for ((label, text), column) in pair.iter().zip(columns) {
            let style = Style(Face::Regular, LABEL, FAINT);
            column.put(&setter.single(style.0, style.1, label), y + LABEL * CAP, style, marks);
            let set = setter.shrink(Face::SemiBold, &[(VALUE, 2), (9.0, 4)], text, column.measure);
            let mut baseline = y + LABEL + 4.6 * MM;
            for (index, line) in set.lines.iter().enumerate() {
                baseline += if index > 0 { set.size * 1.3 } else { 0.0 };
                column.put(line, baseline, Style(Face::SemiBold, set.size, INK), marks);
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

/// Room on the stub: left edge, top, width in points; and the printer's dots.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stub {
    pub(crate) head: Head,
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
    let Stub { head, x, top, room } = place;
    let fitted = fit(symbol, head, room, 150.0 * MM, WANTED, head.whole(BAR_HEIGHT))?;
    let y = top + if fitted.turned { fitted.quiet } else { 0.0 };
    let placed = placed(symbol, head, fitted, x + room / 2.0, y);
    desk.prove(&placed, symbol, code, head)?;
    let end = placed.y + placed.reach.1 - 2.0 * placed.quiet.1;
    marks.push(placed.paper());
    marks.push(Mark::Code(placed));
    let text = code.human();
    let mono = desk.setter.shrink(Face::Mono, &[(12.0, 1), (10.0, 1), (8.5, 2), (7.0, 4), (5.5, 6)], text, room);
    if mono.cut {
        desk.warnings.push(Warning::Shortened { ticket, field: "reference" });
    }
    let mut baseline = end + (fitted.quiet + CLEAR).max(3.0 * MM) + mono.size * CAP;
    for (index, line) in mono.lines.iter().enumerate() {
        baseline += if index > 0 { mono.size * 1.35 } else { 0.0 };
        marks.push(line.at(x + (room - line.width) / 2.0, baseline, Style(Face::Mono, mono.size, INK)));
    }
    Ok(baseline)
}

fn placed(symbol: &Symbol, head: Head, fitted: Fitted, middle: f32, top: f32) -> PlacedCode {
    let wide = if fitted.turned { fitted.height } else { fitted.width };
    PlacedCode::new(symbol, fitted, head.on_dot(middle - wide / 2.0), head.on_dot(top))
}

/// A line in the middle of the stub.
pub(crate) fn centered(setter: &mut Setter, text: &str, style: Style, x: f32, y: f32, room: f32) -> Mark {
    let line = setter.single_within(style.0, style.1, text, room);
    line.at(x + (room - line.width) / 2.0, y, style)
}
