//! Long texts below the card: what one must know, and the conditions in two columns that flow on over pages.

use crate::fonts::Face;
use crate::marks::{MM, Mark};
use crate::text::{Line, Setter, Style};
use crate::words::Words;

use super::card::Column;
use super::{ACCENT, INK, QUIET};

/// Conditions: size and distance of lines in points.
const SMALL: f32 = 7.6;
const SMALL_LEAD: f32 = 10.6;
/// What one must know.
const NOTE: f32 = 9.6;
const NOTE_LEAD: f32 = 13.6;
/// Lines of a note are kept this much shorter than the card.
const SPARE: f32 = 20.0 * MM;
/// From the bar to the lines of a note.
const INDENT: f32 = 4.0 * MM;
const HEADING: f32 = 8.6;
const HEADING_GAP: f32 = 3.0 * MM;
const PARAGRAPH_GAP: f32 = 3.6;

/// Columns of the flow: left edge, width of one, gap between, number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) gap: f32,
    /// Read from the right.
    pub(crate) mirrored: bool,
}

/// A line of the flow, and whether a paragraph begins with it.
#[derive(Debug, Clone)]
pub(crate) struct Set {
    line: Line,
    begins: bool,
}

/// The conditions in lines of one column; blank lines only separate paragraphs.
pub(crate) fn lines(setter: &mut Setter, text: &str, columns: Columns) -> Vec<Set> {
    let mut set = Vec::new();
    for paragraph in setter.paragraphs(Face::Regular, SMALL, text, columns.width) {
        for (index, line) in paragraph.into_iter().enumerate() {
            set.push(Set { line, begins: index == 0 });
        }
    }
    set
}

/// Lines that fit between `top` and `bottom` in both columns, and the rest.
pub(crate) fn split(set: &[Set], top: f32, bottom: f32) -> (&[Set], &[Set]) {
    let room = room(top, bottom);
    let (_, after) = set.split_at(held(set, room));
    set.split_at(set.len() - after.len() + held(after, room))
}

/// Draws a heading and the lines below it in two balanced columns.
pub(crate) fn columns(
    setter: &mut Setter,
    heading: &str,
    set: &[Set],
    columns: Columns,
    top: f32,
    bottom: f32,
) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(set.len() + 1);
    let style = Style(Face::SemiBold, HEADING, INK);
    let column = |number: f32| Column {
        x: columns.x + number * (columns.width + columns.gap),
        measure: columns.width,
        mirrored: columns.mirrored,
    };
    let (first_column, second_column) =
        if columns.mirrored { (column(1.0), column(0.0)) } else { (column(0.0), column(1.0)) };
    first_column.put(&setter.single_within(style.0, style.1, heading, columns.width), top + HEADING, style, &mut marks);
    let first = top + HEADING + HEADING_GAP + SMALL;
    let most = room(top, bottom);
    // A few lines need no second column.
    let mut depth = if set.len() <= 5 { most } else { 2.0 * SMALL_LEAD };
    while depth < most && held(set, depth) + held(&set[held(set, depth)..], depth) < set.len() {
        depth += SMALL_LEAD / 2.0;
    }
    let (left, right) = set.split_at(held(set, depth.min(most)));
    for (part, column) in [(left, first_column), (right, second_column)] {
        let mut y = first;
        for (index, set) in part.iter().enumerate() {
            y += if index == 0 { 0.0 } else { lead(set) };
            column.put(&set.line, y, Style(Face::Regular, SMALL, QUIET), &mut marks);
        }
    }
    marks
}

/// Distance from the first baseline of a column to its last possible one.
fn room(top: f32, bottom: f32) -> f32 {
    bottom - (top + HEADING + HEADING_GAP + SMALL)
}

fn lead(set: &Set) -> f32 {
    if set.begins { SMALL_LEAD + PARAGRAPH_GAP } else { SMALL_LEAD }
}

/// How many lines fit in a column of this room.
fn held(set: &[Set], room: f32) -> usize {
    let mut depth = 0.0;
    for (index, line) in set.iter().enumerate() {
        depth += if index == 0 { 0.0 } else { lead(line) };
        if depth > room || room < 0.0 {
            return index;
        }
    }
    set.len()
}

/// What one must know, in lines for this column.
pub(crate) fn note_lines(setter: &mut Setter, text: &str, place: Column) -> Vec<Set> {
    let lines = setter.paragraphs(Face::Regular, NOTE, text, note_measure(place)).concat();
    lines.into_iter().map(|line| Set { line, begins: false }).collect()
}

fn note_measure(place: Column) -> f32 {
    place.measure - INDENT - SPARE
}

/// The depth it takes with its heading.
pub(crate) fn note_depth(lines: &[Set]) -> f32 {
    #[allow(clippy::cast_precision_loss)] // a page holds few lines
    let count = (lines.len() + 1) as f32;
    count * NOTE_LEAD + 1.0 * MM
}

/// Draws it from `top`, with a bar of the accent where its lines begin.
pub(crate) fn note(setter: &mut Setter, words: &Words, lines: &[Set], place: Column, top: f32) -> Vec<Mark> {
    let bold = Style(Face::SemiBold, NOTE, INK);
    let thick = 0.9 * MM;
    let (bar, left) =
        if place.mirrored { (place.x + place.measure - thick, place.x + SPARE) } else { (place.x, place.x + INDENT) };
    let column = Column { x: left, measure: note_measure(place), ..place };
    let mut marks = vec![Mark::Rect { x: bar, y: top, w: thick, h: note_depth(lines), fill: ACCENT }];
    let mut y = top + NOTE_LEAD * 0.85;
    column.put(&setter.single(bold.0, bold.1, words.must_know), y, bold, &mut marks);
    for set in lines {
        y += NOTE_LEAD;
        column.put(&set.line, y, Style(Face::Regular, NOTE, INK), &mut marks);
    }
    marks
}
