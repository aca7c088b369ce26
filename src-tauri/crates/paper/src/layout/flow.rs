//! Long texts below the card: what one must know, and the conditions in two columns that flow on over pages.

use crate::fonts::Face;
use crate::marks::{MM, Mark};
use crate::text::{Line, Setter, Style};

use super::{ACCENT, INK, QUIET};

/// Conditions: size and distance of lines in points.
const SMALL: f32 = 7.6;
const SMALL_LEAD: f32 = 10.6;
/// What one must know.
const NOTE: f32 = 9.6;
const NOTE_LEAD: f32 = 13.6;
const HEADING: f32 = 8.6;

/// Columns of the flow: left edge, width of one, gap between, number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) gap: f32,
}

/// The conditions in lines of one column.
pub(crate) fn lines(setter: &mut Setter, text: &str, columns: Columns) -> Vec<Line> {
    let mut lines = setter.wrap(Face::Regular, SMALL, text, columns.width);
    // Blank lines at the ends and doubled ones only waste paper.
    let blank = |line: &Line| line.glyphs.is_empty();
    lines.dedup_by(|next, before| blank(next) && blank(before));
    while lines.last().is_some_and(blank) {
        lines.pop();
    }
    if lines.first().is_some_and(blank) {
        lines.remove(0);
    }
    lines
}

/// Lines that fit between `top` and `bottom` in both columns, and the rest.
pub(crate) fn split(lines: &[Line], top: f32, bottom: f32) -> (&[Line], &[Line]) {
    lines.split_at(lines.len().min(2 * depth(top, bottom)))
}

/// Draws a heading and the lines below it in two columns; the last page's columns are balanced.
pub(crate) fn columns(setter: &mut Setter, heading: &str, lines: &[Line], columns: Columns, top: f32, bottom: f32) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(lines.len() + 1);
    let style = Style(Face::SemiBold, HEADING, INK);
    marks.push(setter.single(style.0, style.1, heading).at(columns.x, top + HEADING, style));
    let first = top + HEADING + 3.2 * MM + SMALL;
    let in_column = depth(top, bottom).min(lines.len().div_ceil(2)).max(1);
    // A few lines need no second column.
    let in_column = if lines.len() <= 5 { lines.len().max(1) } else { in_column };
    for (column, part) in lines.chunks(in_column).enumerate() {
        let x = if column == 0 { columns.x } else { columns.x + columns.width + columns.gap };
        let mut y = first;
        for line in part {
            if !line.glyphs.is_empty() {
                marks.push(line.at(x, y, Style(Face::Regular, SMALL, QUIET)));
            }
            y += SMALL_LEAD;
        }
    }
    marks
}

/// Room above the first line.
fn depth(top: f32, bottom: f32) -> usize {
    let room = bottom - (top + HEADING + 3.2 * MM + SMALL);
    if room < 0.0 { 0 } else { whole(room / SMALL_LEAD) + 1 }
}

/// What one must know, with a bar of the accent at its left; the depth it takes is given back.
pub(crate) fn note(setter: &mut Setter, text: &str, x: f32, top: f32, measure: f32, bottom: f32) -> Option<(Vec<Mark>, f32)> {
    let indent = 4.0 * MM;
    let lines = setter.wrap(Face::Regular, NOTE, text.trim(), measure - indent);
    #[allow(clippy::cast_precision_loss)] // a page holds few lines
    let depth = (lines.len() + 1) as f32 * NOTE_LEAD + 1.0 * MM;
    if top + depth > bottom {
        return None;
    }
    let bold = Style(Face::SemiBold, NOTE, INK);
    let mut marks = vec![Mark::Rect { x, y: top, w: 0.9 * MM, h: depth, fill: ACCENT }];
    let mut y = top + NOTE_LEAD * 0.85;
    marks.push(setter.single(bold.0, bold.1, "Must know").at(x + indent, y, bold));
    for line in &lines {
        y += NOTE_LEAD;
        marks.push(line.at(x + indent, y, Style(Face::Regular, NOTE, INK)));
    }
    Some((marks, depth))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a number of lines on a page
fn whole(lines: f32) -> usize {
    lines as usize
}
