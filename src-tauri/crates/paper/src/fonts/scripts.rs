//! Scripts in people's words: what is missing, and which font would have it.

use unicode_script::{Script, UnicodeScript};

/// A script that no font of the shelf has, with a font that would help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Name of the script or, where it tells the language, of that: "Chinese", "Thai".
    pub script: String,
    /// A free font that has it: "Noto Sans CJK SC".
    pub font: String,
    /// The characters that are missing, each once, in code point order.
    pub characters: Vec<char>,
}

/// A language in which characters of several languages have shapes of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    Japanese,
    Korean,
    TraditionalChinese,
}

impl Tongue {
    /// BCP 47.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::Korean => "ko",
            Self::TraditionalChinese => "zh-Hant",
        }
    }
}

/// The language that a text's letters give away.
pub(crate) fn tongue(text: &str) -> Option<Tongue> {
    text.chars().find_map(|letter| match letter.script() {
        Script::Hiragana | Script::Katakana => Some(Tongue::Japanese),
        Script::Hangul => Some(Tongue::Korean),
        Script::Bopomofo => Some(Tongue::TraditionalChinese),
        _ => None,
    })
}

/// Sorts missing characters by script; they come in code point order and stay so.
pub(crate) fn needs(missing: &[char]) -> Vec<Need> {
    let japanese = missing.iter().any(|letter| matches!(letter.script(), Script::Hiragana | Script::Katakana));
    let mut needs: Vec<Need> = Vec::new();
    for letter in missing {
        let (script, font) = named(*letter, japanese);
        match needs.iter_mut().find(|need| need.script == script) {
            Some(need) => need.characters.push(*letter),
            None => needs.push(Need { script, font, characters: vec![*letter] }),
        }
    }
    needs
}

fn named(letter: char, japanese: bool) -> (String, String) {
    let own = |script: &str, font: &str| (script.to_owned(), font.to_owned());
    match letter.script() {
        Script::Hiragana | Script::Katakana => own("Japanese", "Noto Sans CJK JP"),
        Script::Han if japanese => own("Japanese", "Noto Sans CJK JP"),
        Script::Han => own("Chinese", "Noto Sans CJK SC"),
        Script::Bopomofo => own("Chinese", "Noto Sans CJK TC"),
        Script::Hangul => own("Korean", "Noto Sans CJK KR"),
        Script::Common | Script::Inherited | Script::Unknown => match u32::from(letter) {
            0x3000..=0x33ff | 0xfe30..=0xfe4f | 0xff00..=0xffef if japanese => own("Japanese", "Noto Sans CJK JP"),
            0x3000..=0x33ff | 0xfe30..=0xfe4f | 0xff00..=0xffef => own("Chinese", "Noto Sans CJK SC"),
            0x1f000..=0x1faff => own("Emoji", "Noto Emoji"),
            0xe000..=0xf8ff | 0xf_0000..=0x10_ffff => own("Private", "the one its author used"),
            _ => own("Symbol", "Noto Sans Symbols 2"),
        },
        script => {
            let name = script.full_name().replace('_', " ");
            let font = format!("Noto Sans {name}");
            (name, font)
        }
    }
}
