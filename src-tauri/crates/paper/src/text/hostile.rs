//! Texts made to break things: whatever is written, lines stay in their place.

use std::time::{Duration, Instant};

use super::tests::{run, worldly};
use super::{Line, Setter};
use crate::fonts::Face;
use crate::marks::Glyph;

/// Repeatable chance (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        u32::try_from(high).unwrap() % most
    }

    fn letter(&mut self) -> char {
        const CONTROLS: &str = "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{61c}\u{feff}\u{ad}\u{34f}\u{2060}\u{fe0f}\u{e0100}\u{e0041}\u{1}\u{85}\u{2028}\n\r\t";
        const BRACKETS: &str = "()[]{}«»“”「」…-/  \u{a0}\u{3000}，。،؟";
        let range = |chance: &mut Self, from: u32, to: u32| from + chance.below(to - from);
        let of = |chance: &mut Self, text: &str| {
            let count = u32::try_from(text.chars().count()).unwrap();
            text.chars().nth(chance.below(count) as usize).unwrap()
        };
        let code = match self.below(16) {
            0 | 1 => return of(self, CONTROLS),
            2 | 3 => return of(self, BRACKETS),
            4 => range(self, 0x20, 0x7f),
            5 => range(self, 0xa0, 0x250),
            6 => range(self, 0x300, 0x370),
            7 => range(self, 0x370, 0x530),
            8 => range(self, 0x590, 0x600),
            9 => range(self, 0x600, 0x780),
            10 => range(self, 0x900, 0x1200),
            11 => range(self, 0xe00, 0xe60),
            12 => range(self, 0x4e00, 0xa000),
            13 => range(self, 0xf900, 0x1_0000),
            14 => range(self, 0x1_0000, 0x11_0000),
            _ => range(self, 0, 0x11_0000),
        };
        char::from_u32(code).unwrap_or('\u{fffd}')
    }

    fn text(&mut self) -> String {
        let length = 1 + self.below(40);
        let mut text = String::new();
        while text.chars().count() < length as usize {
            let letter = self.letter();
            let times = if self.below(12) == 0 { 1 + self.below(30) } else { 1 };
            text.extend(std::iter::repeat_n(letter, times as usize));
        }
        text
    }
}

/// Every glyph is drawn within the line's width and about its height, a little overhang allowed.
fn assert_in_place(line: &Line, size: f32, measure: f32, text: &str) {
    assert!(line.width <= measure + 0.01, "{} in {measure}: {text:?}", line.width);
    let mut at = 0.0;
    for piece in run(line).pieces.iter() {
        let face = piece.font.face().unwrap();
        let points = size / 1000.0;
        let em = 1000.0 / f32::from(face.units_per_em());
        for glyph in &piece.glyphs {
            if let Some(bounds) =
                face.glyph_bounding_box(ttf_parser::GlyphId(glyph.id)).filter(|_| glyph.id != Glyph::UNSEEN)
            {
                let x = |edge: i16| (at + f32::from(glyph.shift.0) + f32::from(edge) * em) * points;
                let y = |edge: i16| (f32::from(glyph.shift.1) + f32::from(edge) * em) * points;
                // A double mark is wider than the letters that a very narrow place has room for.
                let overhang = size * if measure > 20.0 { 0.9 } else { 1.8 };
                assert!(x(bounds.x_min) >= -overhang && x(bounds.x_max) <= measure + overhang, "across: {text:?}");
                assert!(y(bounds.y_min) >= -1.7 * size && y(bounds.y_max) <= 2.2 * size, "high or deep: {text:?}");
            }
            at += f32::from(piece.font.advance(glyph.id)) + f32::from(glyph.kern);
        }
    }
    assert!((at * size / 1000.0) <= measure + 0.01, "{text:?}");
}

fn set(setter: &mut Setter, face: Face, text: &str) {
    for measure in [4.0, 37.0, 160.0] {
        assert_in_place(&setter.single_within(face, 10.0, text, measure), 10.0, measure, text);
        let paragraphs = setter.paragraphs(face, 10.0, text, measure);
        for line in paragraphs.iter().flatten() {
            assert_in_place(line, 10.0, measure, text);
        }
        let set = setter.shrink(face, &[(14.0, 1), (10.0, 2), (7.0, 3)], text, measure);
        assert!(set.lines.len() <= 3);
        for line in &set.lines {
            assert_in_place(line, set.size, measure, text);
        }
    }
}

#[test]
fn ten_thousand_hostile_texts_stay_in_their_place() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut setter = worldly();
    let mut slowest = Duration::ZERO;
    for number in 0..10_000_u32 {
        let text = chance.text();
        let face = [Face::Regular, Face::SemiBold, Face::Mono][number as usize % 3];
        let start = Instant::now();
        set(&mut setter, face, &text);
        slowest = slowest.max(start.elapsed());
    }
    assert!(slowest < Duration::from_secs(5), "{slowest:?} for a short text");
}

#[test]
fn long_texts_take_their_time_and_no_more() {
    let mut setter = worldly();
    for text in [
        "\u{202b}".repeat(20_000),
        "(".repeat(20_000),
        "\u{2067}a\u{2066}ש".repeat(5_000),
        "e\u{301}\u{323}".repeat(7_000),
        "لا".repeat(10_000),
        "\u{200d}".repeat(20_000),
        "\u{fdfa}".repeat(3_000),
        "山".repeat(7_000),
        "ش\u{651}".repeat(7_000),
        "a\u{200b}".repeat(7_000),
    ] {
        let shown: String = text.chars().take(3).collect();
        let start = Instant::now();
        let lines = setter.paragraphs(Face::Regular, 10.0, &text, 160.0).concat();
        for line in &lines {
            assert_in_place(line, 10.0, 160.0, &shown);
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{shown:?}: {:?}", start.elapsed());
    }
}
