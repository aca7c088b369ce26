//! Texts that need more than one glyph for each character: fonts by character, direction (UAX 9), scripts, shaping.

use std::collections::BTreeSet;
use std::sync::Arc;

use harfrust::{BufferFlags, Direction, GlyphBuffer, Language, Script as Tagged, Shaper, Tag, UnicodeBuffer};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::clean::{is_room, is_unseen};
use super::shaped::{Cluster, Shaped};
use crate::fonts::{Chain, Font, Outlines, REPLACEMENT, Tongue, tongue};
use crate::marks::{Glyph, Says};

/// How far, in thousandths of the em, a mark may be moved up or down, or stand beside its letter: two on a capital. A
/// tower of them must not grow into what stands around the line. Found fonts may have scripts that pile up by nature.
const SHIPPED_REACH: u16 = 700;
const FOUND_REACH: u16 = 1000;
const BESIDE: i32 = 400;

/// Part of a text in one font, direction and script.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    font: u8,
    level: Level,
    script: Script,
}

/// Shapes a text of one line. Characters that no font has are drawn as U+FFFD and told to `missing`.
pub(super) fn shape(text: &str, chain: &Chain, missing: &mut BTreeSet<char>) -> Shaped {
    let tongue = tongue(text);
    let Choice { out: text, begins, .. } = Choice::of(text, chain, tongue, missing);
    let bidi = ParagraphBidiInfo::new(&text, None);
    let mut making = Making { glyphs: Vec::with_capacity(text.len()), clusters: Vec::new(), texts: Vec::new() };
    for run in runs(&text, &begins, &bidi.levels) {
        if let Some(font) = chain.fonts.get(usize::from(run.font)) {
            let shaped = font.shape(|shaper| shape_run(shaper, &text, run, tongue));
            if let Some(shaped) = shaped {
                making.take(font, &text, run, &shaped);
            }
        }
    }
    let mixed = bidi.levels.iter().any(|level| level.number() > 0);
    Shaped {
        clusters: making.clusters,
        glyphs: making.glyphs,
        fonts: chain.fonts.clone(),
        texts: making.texts.into(),
        leftward: bidi.paragraph_level.is_rtl(),
        mixed,
        plain: false,
        text,
    }
}

/// Which fonts draw a text.
struct Choice<'a> {
    chain: &'a Chain,
    tongue: Option<Tongue>,
    /// The text with what can be drawn of it.
    out: String,
    /// Where each font begins.
    begins: Vec<(usize, u8)>,
    now: u8,
}

impl<'a> Choice<'a> {
    fn of(text: &str, chain: &'a Chain, tongue: Option<Tongue>, missing: &mut BTreeSet<char>) -> Self {
        let mut choice = Self { chain, tongue, out: String::with_capacity(text.len()), begins: Vec::new(), now: 0 };
        for grapheme in text.graphemes(true) {
            choice.grapheme(grapheme, missing);
        }
        choice
    }

    fn grapheme(&mut self, grapheme: &str, missing: &mut BTreeSet<char>) {
        let Some(first) = grapheme.chars().find(|letter| !is_unseen(*letter)) else {
            self.out.push_str(grapheme);
            return;
        };
        let whole = |font: &Font| grapheme.chars().all(|letter| is_unseen(letter) || font.glyph(letter).is_some());
        if self.font().is_some_and(|font| stays(first, font) && whole(font)) {
            self.out.push_str(grapheme);
        } else if let Some(font) = self.pick(whole) {
            self.turn_to(font);
            self.out.push_str(grapheme);
        } else if let Some(font) = self.pick(|font| font.glyph(first).is_some()) {
            // A letter with a mark that its font lacks.
            for letter in grapheme.chars() {
                if is_unseen(letter) || self.chain.fonts[usize::from(font)].glyph(letter).is_some() {
                    self.turn_to(font);
                    self.out.push(letter);
                } else {
                    missing.insert(letter);
                    self.replace();
                }
            }
        } else {
            let plain: String = grapheme.nfkc().collect();
            if is_form(first) && plain != grapheme {
                for part in plain.graphemes(true) {
                    self.grapheme(part, missing);
                }
                return;
            }
            missing.extend(grapheme.chars().filter(|letter| !is_unseen(*letter)));
            self.replace();
        }
    }

    fn font(&self) -> Option<&'a Font> {
        self.chain.fonts.get(usize::from(self.now)).map(|font| &**font)
    }

    /// The first font that will do, one for the text's own language before all others.
    fn pick(&self, will_do: impl Fn(&Font) -> bool) -> Option<u8> {
        let tag = self.tongue.map(Tongue::tag);
        let fonts = || self.chain.fonts.iter().zip(0_u8..).filter(|(font, _)| will_do(font));
        let own = |(font, _): &(&Arc<Font>, u8)| !font.found || (tag.is_some() && font.language == tag);
        fonts().find(own).or_else(|| fonts().next()).map(|(_, number)| number)
    }

    fn turn_to(&mut self, font: u8) {
        if self.begins.is_empty() || font != self.now {
            self.begins.push((self.out.len(), font));
            self.now = font;
        }
    }

    fn replace(&mut self) {
        let font = self.pick(|font| font.glyph(REPLACEMENT).is_some());
        self.turn_to(font.unwrap_or(0));
        self.out.push(REPLACEMENT);
    }
}

/// True for a form of a letter that older systems write in its place: an Arabic one that is joined already, or one of East
/// Asian width. Where no font has it, the letter itself says the same.
fn is_form(letter: char) -> bool {
    matches!(letter, '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefc}' | '\u{ff01}'..='\u{ffee}')
}

/// True for a character of no script that stays in the font before it: the room between words, and the punctuation that
/// East Asian fonts give the width of their own characters.
fn stays(letter: char, font: &Font) -> bool {
    is_room(letter) || (font.language.is_some() && matches!(letter, '\u{2014}'..='\u{201d}' | '\u{2026}'))
}

/// The text in runs of one font, one level and one script. What has no script goes with what stands before it.
fn runs(text: &str, begins: &[(usize, u8)], levels: &[Level]) -> Vec<Run> {
    let is_own = |script: &Script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown);
    let mut script = text.chars().map(|letter| letter.script()).find(is_own).unwrap_or(Script::Latin);
    let mut begins = begins.iter().peekable();
    let mut font = 0;
    let mut runs: Vec<Run> = Vec::new();
    for (at, letter) in text.char_indices() {
        while let Some((_, next)) = begins.next_if(|(begin, _)| *begin <= at) {
            font = *next;
        }
        script = Some(letter.script()).filter(is_own).unwrap_or(script);
        let level = levels.get(at).copied().unwrap_or(Level::ltr());
        let end = at + letter.len_utf8();
        match runs.last_mut() {
            Some(run) if run.font == font && run.level == level && run.script == script => run.end = end,
            _ => runs.push(Run { start: at, end, font, level, script }),
        }
    }
    runs
}

fn shape_run(shaper: &Shaper<'_>, text: &str, run: Run, tongue: Option<Tongue>) -> GlyphBuffer {
    let mut buffer = UnicodeBuffer::new();
    // Letters join over the border of a run.
    buffer.set_pre_context(text.get(..run.start).unwrap_or(""));
    buffer.set_post_context(text.get(run.end..).unwrap_or(""));
    for (at, letter) in text.get(run.start..run.end).unwrap_or("").char_indices() {
        buffer.add(letter, u32::try_from(run.start + at).unwrap_or(u32::MAX));
    }
    buffer.set_direction(if run.level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight });
    if let Some(script) = tag(run.script).and_then(Tagged::from_iso15924_tag) {
        buffer.set_script(script);
    }
    if let Some(language) = tongue.and_then(|tongue| Language::new(tongue.tag())) {
        buffer.set_language(language);
    }
    let mut flags = BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE;
    flags.set(BufferFlags::BEGINNING_OF_TEXT, run.start == 0);
    flags.set(BufferFlags::END_OF_TEXT, run.end == text.len());
    buffer.set_flags(flags);
    shaper.shape(buffer, harfrust::ShapeOptions::new())
}

fn tag(script: Script) -> Option<Tag> {
    Some(Tag::new(script.short_name().as_bytes().first_chunk::<4>()?))
}

/// What shaping gave so far, in the order of reading.
struct Making {
    glyphs: Vec<Glyph>,
    clusters: Vec<Cluster>,
    texts: Vec<Box<str>>,
}

impl Making {
    /// Takes a run's glyphs, which come from left to right, cluster by cluster.
    fn take(&mut self, font: &Font, text: &str, run: Run, shaped: &GlyphBuffer) {
        let infos = shaped.glyph_infos();
        let mut groups: Vec<std::ops::Range<usize>> = Vec::with_capacity(infos.len());
        let mut start = 0;
        while let Some(info) = infos.get(start) {
            let alike = infos[start..].iter().take_while(|other| other.cluster == info.cluster).count();
            groups.push(start..start + alike);
            start += alike;
        }
        if run.level.is_rtl() {
            groups.reverse();
        }
        for (index, group) in groups.iter().enumerate() {
            let byte = infos[group.start].cluster as usize;
            let next = groups.get(index + 1).map_or(run.end, |next| infos[next.start].cluster as usize);
            let covered = text.get(byte..next).unwrap_or("");
            self.cluster(font, run, byte, covered, shaped, group.clone());
        }
    }

    fn cluster(
        &mut self,
        font: &Font,
        run: Run,
        byte: usize,
        covered: &str,
        shaped: &GlyphBuffer,
        group: std::ops::Range<usize>,
    ) {
        let reach = if font.found { FOUND_REACH } else { SHIPPED_REACH };
        let first = self.glyphs.len();
        let infos = shaped.glyph_infos().get(group.clone()).unwrap_or(&[]);
        let positions = shaped.glyph_positions().get(group).unwrap_or(&[]);
        let short = |length| font.units.thousandths(length);
        let width: i32 = positions.iter().map(|position| i32::from(short(position.x_advance))).sum();
        let mut pen = 0;
        for (info, position) in infos.iter().zip(positions) {
            let Ok(id) = u16::try_from(info.glyph_id) else { continue };
            let (advance, shift) = (short(position.x_advance), (short(position.x_offset), short(position.y_offset)));
            let at = pen + i32::from(shift.0);
            pen += i32::from(advance);
            let beside = at < -BESIDE || at > width + BESIDE;
            if advance == 0 && (beside || shift.1.unsigned_abs() > reach) {
                continue;
            }
            let own = i16::try_from(font.advance(id)).unwrap_or(i16::MAX);
            self.glyphs.push(Glyph { id, kern: advance.saturating_sub(own), shift, says: Says::Nothing });
        }
        if self.glyphs.len() == first {
            return;
        }
        self.say(font, run, first, covered);
        let (Ok(start), Ok(byte)) = (u32::try_from(first), u32::try_from(byte)) else { return };
        let Ok(count) = u16::try_from(self.glyphs.len() - first) else { return };
        let room = covered.chars().all(|letter| is_room(letter) || is_unseen(letter));
        self.clusters.push(Cluster {
            byte,
            first: start,
            count,
            font: run.font,
            level: run.level.number(),
            room,
            width,
        });
    }

    /// Gives the cluster's characters to those of its glyphs that take room, so that programs read them in the order of
    /// reading and without gaps.
    fn say(&mut self, font: &Font, run: Run, first: usize, covered: &str) {
        let letters: Vec<char> = covered.chars().filter(|letter| !is_unseen(*letter)).collect();
        let glyphs = self.glyphs.get_mut(first..).unwrap_or_default();
        if run.level.is_rtl() && font.outlines == Outlines::Quadratic {
            // From right to left, marks come before the letter that bears them.
            let bearer = glyphs.iter().rposition(|glyph| bears(font, glyph)).unwrap_or(0);
            let (Some(glyph), Some((letter, others))) = (glyphs.get_mut(bearer), letters.split_first()) else { return };
            glyph.says = Says::Char(*letter);
            let unseen = |letter: &char| {
                let says = Says::Char(*letter);
                Glyph { id: Glyph::UNSEEN, kern: 0, shift: (0, 0), says }
            };
            self.glyphs.splice(first..first, others.iter().rev().map(unseen));
            return;
        }
        let bearers = glyphs.iter().filter(|glyph| bears(font, glyph)).count();
        let mut bearing: Vec<&mut Glyph> =
            glyphs.iter_mut().filter(|glyph| bearers == 0 || bears(font, glyph)).collect();
        let mut rest = letters.as_slice();
        let last = bearing.len().min(letters.len()).saturating_sub(1);
        for (index, glyph) in bearing.iter_mut().enumerate() {
            match rest {
                [] => {}
                [letter] => {
                    glyph.says = Says::Char(*letter);
                    rest = &[];
                }
                [letter, others @ ..] if index < last => {
                    glyph.says = Says::Char(*letter);
                    rest = others;
                }
                several => {
                    let Ok(number) = u16::try_from(self.texts.len()) else { return };
                    self.texts.push(several.iter().collect::<String>().into());
                    glyph.says = Says::Text(number);
                    rest = &[];
                }
            }
        }
    }
}

fn bears(font: &Font, glyph: &Glyph) -> bool {
    i32::from(font.advance(glyph.id)) + i32::from(glyph.kern) > 0
}
