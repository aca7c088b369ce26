//! One text in its place: as large as it may be, in as many lines as it may have, turned as it should be.

use crate::design::{Align, Area, ColorRole, Rotation, Typesetting, VerticalAlign, Weight};
use crate::fonts::{CAP, Face};
use crate::marks::{Color, MM, Mark};
use crate::text::{Line, Setter, Style};

use super::{ACCENT, BLACK, FAINT, INK, QUIET, RULE, WHITE};

/// Letters reach below the baseline by this part of the em.
const BELOW: f32 = 0.26;
/// Distance of paragraphs beyond that of lines, as a part of the em.
const PARAGRAPH: f32 = 0.45;
/// Lines after which a text on an endless roll becomes smaller.
const MANY: usize = 4;
/// One step of shrinking.
const STEP: f32 = 0.94;

/// Where a text is printed: the dots it keeps to, if the medium has only these, and what colours are there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground {
    /// Points per dot of a one-bit medium.
    pub(crate) dot: Option<f32>,
    /// The words are read from right to left.
    pub(crate) mirrored: bool,
    /// The paper is as long as its content.
    pub(crate) endless: bool,
}

/// A text with the size that was chosen for it. Lengths in points.
#[derive(Debug, Clone)]
pub(crate) struct SetText {
    label: Option<Label>,
    lines: Vec<Set>,
    /// What stands small beside the last line, and how far from its beginning; or on a line of its own below.
    tail: Option<(Line, Option<f32>)>,
    face: Face,
    size: f32,
    lead: f32,
    /// From the upper edge of its place to the first baseline.
    first: f32,
    /// From the upper edge of its place to the lowest descender.
    pub(crate) height: f32,
    /// Not all of the text is there.
    pub(crate) cut: bool,
}

#[derive(Debug, Clone)]
struct Set {
    line: Line,
    begins: bool,
}

#[derive(Debug, Clone)]
struct Label {
    line: Line,
    face: Face,
    size: f32,
}

/// What is to be set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish<'a> {
    pub(crate) text: &'a str,
    /// Stands small beside the text or below it: the name of a clock.
    pub(crate) tail: &'a str,
    pub(crate) label: &'static str,
    /// The label is the heading of a long text, as large as its letters.
    pub(crate) heading: bool,
    pub(crate) set: &'a Typesetting,
    /// Width and height in points of the place, as the text sees it.
    pub(crate) room: (f32, f32),
    /// Lines of nearly equal length, for titles.
    pub(crate) balanced: bool,
}

/// Size of a label in points above a value that is set in `size` points, were it short enough.
pub(crate) fn label_size(size: f32) -> f32 {
    (size * 0.64).clamp(5.2, 8.0)
}

/// Height in points of one line of `size` points, perhaps with its label.
pub(crate) fn one_line(size: f32, label: bool) -> f32 {
    (if label { label_depth(size) } else { 0.0 }) + size * (CAP + BELOW)
}

/// From the top of a label's capitals to the top of its value's.
fn label_depth(size: f32) -> f32 {
    label_size(size) * CAP + 2.6 + size * 0.2
}

/// From the top of a heading's capitals to the top of its text's.
fn heading_depth(size: f32) -> f32 {
    size * (CAP + 0.72)
}

/// Distance of baselines: loose for small letters, tight for large ones.
fn lead_of(size: f32) -> f32 {
    size * (1.42 - size.clamp(6.0, 18.0) * 0.0125)
}

/// Size of what stands beside a text of `size` points.
fn tail_size(size: f32) -> f32 {
    (size * 0.6).clamp(6.0, 10.0).min(size)
}

impl Ground {
    /// The largest size not above `size` whose capitals are whole dots high, so that their tops and feet are sharp.
    fn size(self, size: f32) -> f32 {
        self.dot.map_or(size, |dot| ((size * CAP / dot + 0.02).floor() * dot / CAP).min(size))
    }

    pub(crate) fn snap(self, length: f32) -> f32 {
        self.dot.map_or(length, |dot| (length / dot).round() * dot)
    }

    pub(crate) fn color(self, role: ColorRole) -> Color {
        if self.dot.is_some() {
            return if role == ColorRole::Paper { WHITE } else { BLACK };
        }
        match role {
            ColorRole::Ink => INK,
            ColorRole::Quiet => QUIET,
            ColorRole::Faint => FAINT,
            ColorRole::Accent => ACCENT,
            ColorRole::Rule => RULE,
            ColorRole::Paper => WHITE,
        }
    }
}

fn face(weight: Weight) -> Face {
    match weight {
        Weight::Regular => Face::Regular,
        Weight::Semibold => Face::SemiBold,
        Weight::Mono => Face::Mono,
    }
}

/// Sets the text in the largest size in which it fits.
pub(crate) fn set(setter: &mut Setter, wish: Wish<'_>, ground: Ground) -> SetText {
    let Wish { text, set, room: (measure, room), .. } = wish;
    let font = &set.font;
    let face = face(font.weight);
    let above = match (wish.label.is_empty(), wish.heading) {
        (true, _) => 0.0,
        (false, true) => ground.snap(heading_depth(font.size_pt)),
        (false, false) => ground.snap(label_depth(font.size_pt)),
    };
    let sizes = sizes(set, room - above, ground);
    let floor = sizes.last().map_or(font.size_pt, |(size, _)| *size);
    let (lines, size, cut) = if ground.endless && set.max_lines.is_none() {
        // As long as it likes, but what takes many lines is set in smaller letters where that is allowed.
        let mut chosen = (Vec::new(), floor);
        for (size, _) in &sizes {
            chosen = (setter.paragraphs(face, *size, text, measure), *size);
            if chosen.0.iter().map(Vec::len).sum::<usize>() <= MANY {
                break;
            }
        }
        let begun = |lines: Vec<Line>| lines.into_iter().enumerate().map(|(row, line)| Set { line, begins: row == 0 });
        (chosen.0.into_iter().flat_map(begun).collect(), chosen.1, false)
    } else {
        let run_on = run_on(text);
        let mut paragraph = setter.shrink(face, &sizes, &run_on, measure);
        let count = paragraph.lines.len();
        if wish.balanced && !paragraph.cut && (2..=4).contains(&count) {
            paragraph.lines = balance(setter, face, paragraph.size, &run_on, measure, paragraph.lines);
        }
        let lines: Vec<_> = paragraph.lines.into_iter().map(|line| Set { line, begins: false }).collect();
        (lines, paragraph.size, paragraph.cut)
    };
    let label = (!wish.label.is_empty()).then(|| {
        let (face, size) =
            if wish.heading { (Face::SemiBold, size) } else { (Face::Regular, ground.size(label_size(font.size_pt))) };
        Label { line: setter.single_within(face, size, wish.label, measure), face, size }
    });
    // Values of one row stand on one baseline, also when one of them had to become smaller.
    let nominal = if lines.len() == 1 { ground.size(font.size_pt) } else { size };
    let first = ground.snap(above + nominal * CAP);
    let mut set =
        SetText { label, lines, tail: None, face, size, lead: ground.snap(lead_of(size)), first, height: 0.0, cut };
    set.height = first + size * BELOW + set.leads().sum::<f32>();
    if !wish.tail.is_empty() {
        set.add_tail(setter, wish, ground);
    }
    set
}

/// Sizes from the wished one down to the smallest, each with the most lines it may have.
fn sizes(set: &Typesetting, room: f32, ground: Ground) -> Vec<(f32, usize)> {
    let floor = set.font.smallest_pt.unwrap_or(set.font.size_pt);
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    let mut wanted = set.font.size_pt;
    loop {
        let size = ground.size(wanted.max(floor));
        if sizes.last().is_none_or(|(last, _)| *last > size + 0.01) {
            let most = set.max_lines.map_or(usize::MAX, usize::from);
            let held = if ground.endless { usize::MAX } else { lines_in(room, size, ground) };
            sizes.push((size, most.min(held).max(1)));
        }
        if wanted <= floor {
            return sizes;
        }
        wanted *= STEP;
    }
}

/// The narrowest measure that needs no more lines gives lines of nearly equal length.
fn balance(setter: &mut Setter, face: Face, size: f32, text: &str, measure: f32, lines: Vec<Line>) -> Vec<Line> {
    let count = lines.len();
    let (mut narrow, mut wide, mut best) = (measure * 0.4, measure, lines);
    for _ in 0..6 {
        let middle = f32::midpoint(narrow, wide);
        let set = setter.shrink(face, &[(size, count)], text, middle);
        if set.cut {
            narrow = middle;
        } else {
            wide = middle;
            best = set.lines;
        }
    }
    best
}

/// Paragraphs in one: a middle dot stands where the one before does not end in a stop of its own.
fn run_on(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for paragraph in text.split(['\n', '\r']).map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        if let Some(last) = whole.chars().next_back() {
            let stopped = matches!(last, '.' | '!' | '?' | ':' | ';' | ',' | '…' | '。' | '！' | '？' | '؟' | '·');
            whole.push_str(if stopped { " " } else { " · " });
        }
        whole.push_str(paragraph);
    }
    whole
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count of lines; the cast saturates
fn lines_in(room: f32, size: f32, ground: Ground) -> usize {
    let left = room - size * (CAP + BELOW) + 0.05;
    if left < 0.0 { 1 } else { (left / ground.snap(lead_of(size))) as usize + 1 }
}

impl SetText {
    /// Distance of every line after the first from the one before.
    fn leads(&self) -> impl Iterator<Item = f32> {
        let gap = self.size * PARAGRAPH;
        self.lines.iter().skip(1).map(move |set| if set.begins { self.lead + gap } else { self.lead })
    }

    /// Beside the text when there is room, else on a line below it, else not at all: then the text was not short enough.
    fn add_tail(&mut self, setter: &mut Setter, wish: Wish<'_>, ground: Ground) {
        let size = ground.size(tail_size(self.size));
        let tail = setter.single(Face::Regular, size, wish.tail);
        let width = self.lines.last().map_or(0.0, |set| set.line.width);
        let gap = self.size * 0.3;
        if width + gap + tail.width <= wish.room.0 {
            self.tail = Some((tail, Some(width + gap)));
            return;
        }
        let lead = ground.snap(size * 1.3);
        if ground.endless || self.height + lead <= wish.room.1 + 0.05 {
            let line = setter.single_within(Face::Regular, size, wish.tail, wish.room.0);
            self.tail = Some((line, None));
            self.height += lead;
        } else {
            self.cut = true;
        }
    }

    /// Draws the text in its place.
    pub(crate) fn draw(&self, set: &Typesetting, place: Placed, ground: Ground, marks: &mut Vec<Mark>) {
        let room = place.room();
        let slack = (room.1 - self.height).max(0.0);
        let top = match set.vertical {
            VerticalAlign::Top => 0.0,
            VerticalAlign::Middle => slack / 2.0,
            VerticalAlign::Bottom => slack,
        };
        let start = |width: f32| {
            let slack = room.0 - width;
            match (set.align, ground.mirrored) {
                (Align::Start, false) | (Align::End, true) => 0.0,
                (Align::Center, _) => slack / 2.0,
                (Align::End, false) | (Align::Start, true) => slack,
            }
        };
        let mut put = |line: &Line, style: Style, left: f32, baseline: f32| {
            place.line(line, left, baseline, style, ground, marks);
        };
        if let Some(Label { line, face, size }) = &self.label {
            let role = if *face == Face::SemiBold { set.color } else { ColorRole::Faint };
            let style = Style(*face, *size, ground.color(role));
            put(line, style, start(line.width), ground.snap(top + size * CAP));
        }
        let style = Style(self.face, self.size, ground.color(set.color));
        let size = ground.size(tail_size(self.size));
        let small = Style(
            Face::Regular,
            size,
            ground.color(if set.color == ColorRole::Ink { ColorRole::Quiet } else { set.color }),
        );
        let mut baseline = ground.snap(top + self.first);
        let mut leads = self.leads();
        for (index, set) in self.lines.iter().enumerate() {
            let beside = self.tail.as_ref().filter(|_| index + 1 == self.lines.len());
            match beside {
                Some((tail, Some(distance))) => {
                    let left = start(distance + tail.width);
                    let (text, after) = if ground.mirrored {
                        (left + tail.width + distance - set.line.width, left)
                    } else {
                        (left, left + distance)
                    };
                    put(&set.line, style, text, baseline);
                    put(tail, small, after, baseline);
                }
                Some((tail, None)) => {
                    put(&set.line, style, start(set.line.width), baseline);
                    put(tail, small, start(tail.width), ground.snap(baseline + size * 1.3));
                }
                None => put(&set.line, style, start(set.line.width), baseline),
            }
            baseline += leads.next().unwrap_or(0.0);
        }
    }
}

/// A place on the page in points, and how what stands in it is turned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) w: f32,
    pub(crate) h: f32,
    pub(crate) rotation: Rotation,
}

impl Placed {
    /// An area in points, not turned.
    pub(crate) fn upright(area: Area, origin: (f32, f32)) -> Self {
        Self {
            x: origin.0 + area.x * MM,
            y: origin.1 + area.y * MM,
            w: area.w * MM,
            h: area.h * MM,
            rotation: Rotation::None,
        }
    }

    /// Width and height as what stands in it sees them.
    pub(crate) fn room(self) -> (f32, f32) {
        if self.rotation.is_sideways() { (self.h, self.w) } else { (self.w, self.h) }
    }

    /// A line whose left end is `along` and whose baseline is `down` from the upper left corner, as the text sees it.
    fn line(self, line: &Line, along: f32, down: f32, style: Style, ground: Ground, marks: &mut Vec<Mark>) {
        let (x, y, direction) = match self.rotation {
            Rotation::None => (self.x + along, self.y + down, (1.0, 0.0)),
            Rotation::Quarter => (self.x + self.w - down, self.y + along, (0.0, -1.0)),
            Rotation::Half => (self.x + self.w - along, self.y + self.h - down, (-1.0, 0.0)),
            Rotation::ThreeQuarters => (self.x + down, self.y + self.h - along, (0.0, 1.0)),
        };
        let mut mark = line.at(ground.snap(x), ground.snap(y), style);
        if let Mark::Text(run) = &mut mark {
            run.direction = direction;
        }
        marks.push(mark);
    }
}
