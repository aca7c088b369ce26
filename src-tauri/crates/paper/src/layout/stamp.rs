//! What is said across a ticket: that it is void, a copy, or made in training mode.

use crate::design::Area;
use crate::fonts::{CAP, Face};
use crate::marks::{Color, MM, Mark, PlacedCode, Step};
use crate::text::{Setter, Style, is_blank};
use crate::ticket::Stamp;
use crate::words::Words;

use super::{BLACK, PALE_AMBER, WHITE};

/// What is void, on paper with colours.
pub(crate) const RED: Color = Color(0xb3, 0x26, 0x1e);
/// Behind a copy.
const PALE: Color = Color(0xe3, 0xe5, 0xe8);
/// The band of a void ticket, as a part of the height of what it crosses.
const BAND: f32 = 0.24;
/// Places smaller than this, in millimetres, get no mark.
const LEAST: f32 = 22.0;
/// The bar across a void code, as a part of the code's height or, for upright bars, of its width.
const BAR: f32 = 0.42;

/// A rectangle in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rectangle {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) w: f32,
    pub(crate) h: f32,
}

/// What a stamp says, in the ticket's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Saying {
    /// Written large and pale behind the ticket.
    pub(crate) behind: Option<String>,
    /// Its colour.
    pub(crate) pale: Color,
    /// The word across a void ticket.
    pub(crate) void: Option<String>,
    /// Why and since when it is void.
    pub(crate) reason: String,
    /// All of it in one line, for the place that a layout has for it.
    pub(crate) line: String,
    /// The same in two lines.
    pub(crate) lines: [String; 2],
    /// The same without the reason, for the head of a page.
    pub(crate) short: String,
}

impl Saying {
    pub(crate) fn of(stamp: Option<&Stamp>, training: bool, words: &Words) -> Self {
        let mut parts: Vec<String> = Vec::new();
        // What may be cut off at the end of a narrow place.
        let mut rest: Vec<String> = Vec::new();
        let mut short: Vec<&str> = Vec::new();
        let pale = if training { PALE_AMBER } else { PALE };
        let mut saying = Self { pale, ..Self::default() };
        match stamp {
            Some(Stamp::Void { reason, as_of }) => {
                let as_of = if is_blank(as_of) { String::new() } else { format!("{} {as_of}", words.status_as_of) };
                let why: Vec<&str> = [reason.as_str(), &as_of].into_iter().filter(|part| !is_blank(part)).collect();
                saying.void = Some(words.void.to_owned());
                saying.reason = why.join(" · ");
                short.push(words.void);
                parts.push(words.void.to_owned());
                rest.extend(why.into_iter().map(str::to_owned));
            }
            Some(Stamp::Copy(number)) => {
                let copy = words.copy(*number);
                saying.behind = Some(copy.clone());
                parts.push(copy);
            }
            None => {}
        }
        if training {
            saying.behind = Some(words.training.to_owned());
            parts.push(words.training_note.to_owned());
            short.push(words.training_note);
        }
        parts.append(&mut rest);
        saying.line = parts.join(" · ");
        let half = parts.len().div_ceil(2);
        let (first, second) = parts.split_at(half);
        saying.lines = [first.join(" · "), second.join(" · ")];
        saying.short = match saying.void {
            Some(_) => short.join(" · "),
            None => saying.line.clone(),
        };
        saying
    }

    /// Nothing is said.
    pub(crate) fn is_silent(&self) -> bool {
        self.line.is_empty()
    }
}

/// Pale letters that rise across the place, to be drawn before everything else.
pub(crate) fn behind(setter: &mut Setter, text: &str, place: Rectangle, color: Color) -> Vec<Mark> {
    let along = diagonal(place.w, place.h);
    let size = fitting(setter, text, (along * 0.72, place.h * 0.5), 96.0);
    let middle = (place.x + place.w / 2.0, place.y + place.h / 2.0);
    vec![rising(setter, text, Style(Face::SemiBold, size, color), middle, slope(place.w, place.h * 0.8))]
}

/// The band across a void ticket, with the word in it, and the reason where there is room.
pub(crate) fn void(setter: &mut Setter, saying: &Saying, place: Rectangle, color: Color) -> Vec<Mark> {
    let Some(word) = &saying.void else { return Vec::new() };
    let thick = place.h * BAND;
    let mut marks = band(place, Ends::Upright(thick), color);
    let direction = slope(place.w, place.h - thick);
    // Across the band, at a right angle to its edges.
    let depth = thick * direction.0;
    let room = place.w / direction.0 * 0.8;
    let small = (depth * 0.15).min(12.0);
    let reason = !is_blank(&saying.reason) && small >= 6.5;
    let share = if reason { 0.5 } else { 0.62 };
    let size = fitting(setter, word, (room, depth * share / CAP), 120.0);
    let middle = (place.x + place.w / 2.0, place.y + place.h / 2.0);
    let at = |down: f32| (middle.0 + direction.1 * down, middle.1 + direction.0 * down);
    let shift = if reason { small * 0.85 } else { 0.0 };
    marks.push(rising(setter, word, Style(Face::SemiBold, size, WHITE), at(-shift), direction));
    if reason {
        let line = setter.single_within(Face::SemiBold, small, &saying.reason, room);
        let down = size * CAP / 2.0 - shift + small * 1.2;
        marks.push(turned(&line, Style(Face::SemiBold, small, WHITE), at(down), direction));
    }
    marks
}

/// The bar that makes a void code unreadable: of every line that a scanner could follow across it a good third is gone.
pub(crate) fn bar(setter: &mut Setter, saying: &Saying, code: &PlacedCode) -> Vec<Mark> {
    let Some(word) = &saying.void else { return Vec::new() };
    let (w, h) = code.reach;
    let place = Rectangle { x: code.x - code.quiet.0, y: code.y - code.quiet.1, w, h };
    // Upright bars are scanned along, so the ends of the bar are level and each row loses the same; all others upright.
    let level = code.quiet.1 == 0.0;
    let (direction, depth) = if level {
        let direction = slope(w * (1.0 - BAR), h);
        (direction, w * BAR * direction.1)
    } else {
        let direction = slope(w, h * (1.0 - BAR));
        (direction, h * BAR * direction.0)
    };
    let along = if level { w.min(h / direction.1) } else { diagonal(w, h) };
    let size = fitting(setter, word, (along * 0.55, depth * 0.6 / CAP), 60.0);
    let mut marks = band(place, if level { Ends::Level(w * BAR) } else { Ends::Upright(h * BAR) }, BLACK);
    let middle = (place.x + w / 2.0, place.y + h / 2.0);
    marks.push(rising(setter, word, Style(Face::SemiBold, size, WHITE), middle, direction));
    marks
}

/// White words on a dark plate, as large as it allows, in one line or two; upward on one that is higher than wide.
pub(crate) fn plate(setter: &mut Setter, saying: &Saying, place: Rectangle, color: Color) -> Vec<Mark> {
    let Rectangle { x, y, w, h } = place;
    let (along, across) = (w.max(h), w.min(h));
    let room = along - across * 0.8;
    let one = fitting(setter, &saying.line, (room, across * 0.5 / CAP), 24.0);
    let longest = saying.lines.iter().map(|line| fitting(setter, line, (room, across * 0.3 / CAP), 24.0));
    let two = longest.fold(f32::INFINITY, f32::min);
    let (size, lines) = if two > one && across > 4.5 * MM {
        (two, saying.lines.iter().map(String::as_str).collect())
    } else {
        (one, vec![saying.line.as_str()])
    };
    let style = Style(Face::SemiBold, size.max(5.0), WHITE);
    let direction = if h > w { (0.0, 1.0) } else { (1.0, 0.0) };
    let mut marks = vec![Mark::Rect { x, y, w, h, fill: color }];
    #[allow(clippy::cast_precision_loss)] // one or two
    let mut down = -style.1 * 1.3 * (lines.len().saturating_sub(1) as f32) / 2.0;
    for text in lines {
        let line = setter.single_within(style.0, style.1, text, along - across * 0.3);
        let middle = (x + w / 2.0 + direction.1 * down, y + h / 2.0 + direction.0 * down);
        marks.push(turned(&line, style, middle, direction));
        down += style.1 * 1.3;
    }
    marks
}

/// Where a ticket's marks go, the largest place first: beside the code or above and below it, for the code has a bar of its
/// own. Long places are divided.
pub(crate) fn places(printable: Area, code: Option<Area>) -> Vec<Area> {
    let Area { x, y, w, h } = printable;
    let Some(code) = code else { return divided(printable) };
    let (right, bottom) = (code.x + code.w, code.y + code.h);
    let beside = [Area { w: code.x - x, ..printable }, Area { x: right, w: x + w - right, ..printable }];
    let stacked = [Area { h: code.y - y, ..printable }, Area { y: bottom, h: y + h - bottom, ..printable }];
    let size = |areas: &[Area]| areas.iter().map(|area| area.w.max(0.0) * area.h.max(0.0)).sum::<f32>();
    let mut chosen = if size(&beside) > size(&stacked) { beside } else { stacked };
    chosen.sort_by(|left, right| (right.w * right.h).total_cmp(&(left.w * left.h)));
    chosen.into_iter().filter(|area| area.w >= LEAST && area.h >= LEAST).flat_map(divided).collect()
}

/// Parts that are about as high as wide.
fn divided(area: Area) -> Vec<Area> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the cast saturates
    let count = ((area.h / area.w.max(1.0)).round() as u16).max(1);
    let h = area.h / f32::from(count);
    (0..count).map(|number| Area { y: area.y + f32::from(number) * h, h, ..area }).collect()
}

/// The place of a plate where the layout has none: along the upper edge of the printable area, or the lower one when the
/// code stands there.
pub(crate) fn spare_place(printable: Area, code: Option<Area>) -> Area {
    let h = 5.0;
    let meets = |y: f32| code.is_some_and(|code| y < code.y + code.h && code.y < y + h);
    let below = printable.y + printable.h - h;
    let y = if meets(printable.y) && !meets(below) { below } else { printable.y };
    Area { y, h, ..printable }
}

/// How a band is cut off, and its length along the cut.
#[derive(Debug, Clone, Copy)]
enum Ends {
    Upright(f32),
    Level(f32),
}

/// A parallelogram from the lower left to the upper right corner of its place, with a white edge inside it that keeps it
/// apart from what it crosses.
fn band(place: Rectangle, ends: Ends, fill: Color) -> Vec<Mark> {
    const EDGE: f32 = 1.4;
    let Rectangle { x, y, w, h } = place;
    let (right, bottom) = (x + w, y + h);
    let part = |edge: f32, fill: Color| {
        let corners = match ends {
            Ends::Upright(thick) => {
                [(x, bottom - thick + edge), (right, y + edge), (right, y + thick - edge), (x, bottom - edge)]
            }
            Ends::Level(thick) => {
                [(right - thick + edge, y), (right - edge, y), (x + thick - edge, bottom), (x + edge, bottom)]
            }
        };
        let [first, rest @ ..] = corners;
        let lines = rest.into_iter().map(|(x, y)| Step::Line(x, y));
        let steps = std::iter::once(Step::Move(first.0, first.1)).chain(lines).chain([Step::Close]).collect();
        Mark::Path { steps, fill: Some(fill), stroke: None }
    };
    vec![part(0.0, WHITE), part(EDGE, fill)]
}

/// By operations that every machine rounds alike, which those of a system's library are not.
fn diagonal(w: f32, h: f32) -> f32 {
    (w * w + h * h).sqrt()
}

/// Cosine and sine of a direction that rises by `rise` on `run`.
fn slope(run: f32, rise: f32) -> (f32, f32) {
    let length = diagonal(run, rise).max(f32::EPSILON);
    (run / length, rise / length)
}

/// The largest size, up to `most`, in which the text is no longer than the room and no higher.
fn fitting(setter: &mut Setter, text: &str, room: (f32, f32), most: f32) -> f32 {
    let width = setter.single(Face::SemiBold, 100.0, text).width.max(1.0);
    (room.0 * 100.0 / width).min(room.1).min(most)
}

/// A line around `middle`.
fn rising(setter: &mut Setter, text: &str, style: Style, middle: (f32, f32), direction: (f32, f32)) -> Mark {
    let line = setter.single(style.0, style.1, text);
    turned(&line, style, middle, direction)
}

fn turned(line: &crate::text::Line, style: Style, middle: (f32, f32), direction: (f32, f32)) -> Mark {
    let (cos, sin) = direction;
    let (along, down) = (line.width / 2.0, style.1 * CAP / 2.0);
    let mut mark = line.at(middle.0 - along * cos + down * sin, middle.1 + along * sin + down * cos, style);
    if let Mark::Text(run) = &mut mark {
        run.direction = direction;
    }
    mark
}
