//! What of a text may reach the paper.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most marks on one letter. Living writing has four at most; more are meant to run over what stands above.
const MARKS: usize = 6;

/// Composed characters (NFC); line feeds kept; other controls become spaces.
///
/// Marks of direction stay, for right-to-left texts need them; what would turn letters around against their nature
/// (LRO, RLO) only embeds, because a name must not read as another one on paper than in the list. Soft hyphens go, and
/// so do marks beyond [`MARKS`] on a letter.
pub(super) fn clean(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut letters = text.nfc().peekable();
    while let Some(letter) = letters.next() {
        if letter > '\u{2ff}' && is_combining_mark(letter) {
            marks += 1;
            if marks > MARKS {
                continue;
            }
        } else if !is_unseen(letter) {
            marks = 0;
        }
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{ad}' | '\u{feff}' | '\u{206a}'..='\u{206f}' => {}
            '\u{202d}' => out.push('\u{202a}'),
            '\u{202e}' => out.push('\u{202b}'),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// The same in one line.
pub(super) fn clean_line(text: &str) -> String {
    let mut line = clean(text);
    if line.contains('\n') {
        line = line.replace('\n', " ");
    }
    line
}

/// True for a character that has no shape of its own and asks no font for one (Unicode, `Default_Ignorable`).
pub(super) fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// True for the room between words, at which lines end.
pub(super) fn is_room(letter: char) -> bool {
    matches!(letter, ' ' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// True when nothing of the text would be visible.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || letter.is_control() || is_unseen(letter))
}
