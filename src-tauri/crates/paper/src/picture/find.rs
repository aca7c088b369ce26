//! Codes anywhere in a picture.

use std::cmp::Reverse;
use std::collections::HashSet;

use rxing::{DecodeHints, RXingResult};

use super::Luma;
use super::areas::apart;
use crate::barcode::{CodeFormat, format_of, rxing_format};

/// Below this side, in dots, nothing is made smaller still.
const SMALL: u32 = 400;
/// White around a code in dots: its quiet zone, however large its modules are.
const GAPS: [u32; 3] = [8, 16, 32];
/// White that a place is given on every side: a quiet zone of 11 modules of half a millimetre at 300 dpi.
const AROUND: u32 = 80;
/// Most places that are looked at more closely.
const MOST_PLACES: usize = 60;

/// Every code once, from top to bottom.
pub(super) fn codes(picture: &Luma) -> Vec<(CodeFormat, String)> {
    let mut found = Found::default();
    places(picture, 1.0, &mut found);
    if picture.width.min(picture.height) >= SMALL {
        // Noise and coarse dots vanish at half the size.
        let half = half(picture);
        places(&half, 2.0, &mut found);
        if found.codes.is_empty() {
            anywhere(&half, 2.0, &mut found);
        }
    } else if found.codes.is_empty() {
        anywhere(picture, 1.0, &mut found);
    }
    found.codes.sort_by(|left, right| left.0.total_cmp(&right.0));
    found.codes.into_iter().map(|(_, format, text)| (format, text)).collect()
}

#[derive(Default)]
struct Found {
    seen: HashSet<(CodeFormat, String)>,
    /// Upper edge, and the code.
    codes: Vec<(f32, CodeFormat, String)>,
}

impl Found {
    fn keep(&mut self, read: &RXingResult, top: f32, scale: f32) {
        let Some(format) = format_of(*read.getBarcodeFormat()) else { return };
        let text = read.getText().to_owned();
        if !text.is_empty() && self.seen.insert((format, text.clone())) {
            let upper = read.getPoints().iter().map(|point| point.y).fold(f32::MAX, f32::min);
            self.codes.push(((top + upper) * scale, format, text));
        }
    }
}

/// Only what is drawn here: among all the formats of the world something is always seen in bars.
fn hints() -> DecodeHints {
    let formats = CodeFormat::ALL.map(rxing_format);
    DecodeHints { TryHarder: Some(true), PossibleFormats: Some(formats.into()), ..DecodeHints::default() }
}

/// What stands alone, as a code does: each place is a picture of its own, with the code in its middle. That is where the
/// reader of Aztec looks and nowhere else, and it is much less work than the whole page. Bars have to say the same in both
/// halves of their height: words happen to say something in theirs.
fn places(picture: &Luma, scale: f32, found: &mut Found) {
    let mut hints = hints();
    let mut places = Vec::new();
    for gap in GAPS {
        for area in apart(picture, gap) {
            if area.may_be_code() && !places.contains(&area) {
                places.push(area);
            }
        }
    }
    // Codes are larger than words.
    places.sort_by_key(|area| Reverse(area.size()));
    for area in places.into_iter().take(MOST_PLACES) {
        let Some(read) = single(area.cut(picture, AROUND), &mut hints) else { continue };
        let sure = match format_of(*read.getBarcodeFormat()) {
            Some(format) if format.is_linear() => area.halves().into_iter().any(|halves| {
                halves.into_iter().all(|half| {
                    single(half.cut(picture, AROUND), &mut hints).is_some_and(|again| again.getText() == read.getText())
                })
            }),
            _ => true,
        };
        if sure {
            #[allow(clippy::cast_precision_loss)] // only the order counts
            found.keep(&read, area.top as f32, scale);
        }
    }
}

fn single(part: Luma, hints: &mut DecodeHints) -> Option<RXingResult> {
    rxing::helpers::detect_in_luma_with_hints(part.dots, part.width, part.height, None, hints).ok()
}

/// A code that does not stand alone, perhaps in a photograph.
fn anywhere(picture: &Luma, scale: f32, found: &mut Found) {
    let mut hints = hints();
    let dots = picture.dots.clone();
    let all = rxing::helpers::detect_multiple_in_luma_with_hints(dots, picture.width, picture.height, &mut hints);
    for read in all.unwrap_or_default() {
        found.keep(&read, 0.0, scale);
    }
}

/// Two by two dots become one.
fn half(picture: &Luma) -> Luma {
    let (width, height) = (picture.width / 2, picture.height / 2);
    let rows: Vec<&[u8]> = picture.dots.chunks_exact(picture.width as usize).collect();
    let pairs = rows.as_chunks().0.iter();
    let dots = pairs.flat_map(|[upper, lower]| {
        let across = upper.as_chunks().0.iter().zip(lower.as_chunks().0);
        across.map(|([a, b], [c, d])| {
            let sum: u16 = [a, b, c, d].into_iter().map(|light| u16::from(*light)).sum();
            u8::try_from((sum + 2) / 4).unwrap_or(u8::MAX)
        })
    });
    Luma { width, height, dots: dots.collect() }
}
