//! What words are compared by: lower case, without accents, in Latin letters whatever the script.

use deunicode::{deunicode, deunicode_char};

/// Lower case, without accents, in Latin letters whatever the script.
pub fn fold(text: &str) -> String {
    deunicode(text).to_lowercase()
}

/// The folded words of a text.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let mut found = Vec::new();
    each_word(text, &mut String::new(), |word| found.push(word.to_owned()));
    found.into_iter()
}

/// Hands over the folded words of a text one by one; `buffer` is only memory to work in.
pub(super) fn each_word(text: &str, buffer: &mut String, mut take: impl FnMut(&str)) {
    buffer.clear();
    let mut flush = |buffer: &mut String| {
        if !buffer.is_empty() {
            take(buffer);
            buffer.clear();
        }
    };
    for letter in text.chars() {
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() {
                buffer.push(letter.to_ascii_lowercase());
            } else {
                flush(buffer);
            }
            continue;
        }
        let latin = deunicode_char(letter);
        if stands_alone(letter) {
            flush(buffer);
            push(buffer, latin);
            flush(buffer);
        } else if letter.is_alphanumeric() {
            push(buffer, latin);
        } else if latin != Some("") {
            // What has no letters of its own and yet does not vanish parts words; accents and joiners vanish.
            flush(buffer);
        }
    }
    flush(buffer);
}

fn push(buffer: &mut String, latin: Option<&str>) {
    let letters = latin.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric);
    buffer.extend(letters.map(|letter| letter.to_ascii_lowercase()));
}

/// Letters of scripts that write no spaces between words: each is a word, so that a part of a name is found too.
const fn stands_alone(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// A text in parts, those whose folded words begin like one of the asked words, or are one of `words_hit`, marked.
pub fn mark(text: &str, asked: &str, words_hit: &[String]) -> Vec<(String, bool)> {
    let asked: Vec<String> = words(asked).collect();
    let mut parts: Vec<(String, bool)> = Vec::new();
    let mut push = |piece: &str, hit: bool| match parts.last_mut() {
        Some((text, was)) if *was == hit => text.push_str(piece),
        _ if piece.is_empty() => {}
        _ => parts.push((piece.to_owned(), hit)),
    };
    let mut rest = text;
    while !rest.is_empty() {
        let (word, tail) = rest.split_at(end_of_word(rest));
        let folded = words(word).next().unwrap_or_default();
        let exact = asked.iter().filter(|a| folded.starts_with(a.as_str())).map(String::len).max();
        match exact {
            // In plain ASCII a folded letter is a letter, so only what was typed is marked.
            Some(length) if word.is_ascii() => {
                push(&word[..length], true);
                push(&word[length..], false);
            }
            Some(_) => push(word, true),
            None => push(word, !word.is_empty() && words_hit.contains(&folded)),
        }
        let gap = tail.find(char::is_alphanumeric).unwrap_or(tail.len());
        push(&tail[..gap], false);
        rest = &tail[gap..];
    }
    parts
}

/// Where the word at the start of a text ends, bytes.
fn end_of_word(text: &str) -> usize {
    let mut letters = text.char_indices();
    match letters.next() {
        Some((_, first)) if stands_alone(first) => first.len_utf8(),
        _ => text
            .find(|c: char| stands_alone(c) || !(c.is_alphanumeric() || deunicode_char(c) == Some("")))
            .unwrap_or(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_script_folds_to_letters() {
        assert_eq!(fold("Musée d’Orsay"), "musee d'orsay");
        assert_eq!(words("Ακρόπολη Эрмитаж").collect::<Vec<_>>(), ["akropole", "ermitazh"]);
        assert_eq!(words("Mus\u{65}\u{301}e d’Orsay, 2½").collect::<Vec<_>>(), ["musee", "d", "orsay", "212"]);
        assert_eq!(words("").count() + words(" -–— ").count(), 0);
    }

    #[test]
    fn scripts_without_spaces_are_found_letter_by_letter() {
        let garden: Vec<_> = words("光の庭 Tokyo").collect();
        assert_eq!(garden.len(), 4, "{garden:?}");
        let part: Vec<_> = words("庭").collect();
        assert_eq!(part[0], garden[2]);
        let marked = mark("光の庭 Tokyo", "庭", &[]);
        assert_eq!(marked.iter().find(|(_, hit)| *hit).map(|(text, _)| text.as_str()), Some("庭"));
    }

    #[test]
    fn what_was_typed_is_marked() {
        let parts = mark("Burj Khalifa: Sky", "khal bur", &[]);
        let plain: Vec<(&str, bool)> = parts.iter().map(|(t, h)| (t.as_str(), *h)).collect();
        assert_eq!(plain, [("Bur", true), ("j ", false), ("Khal", true), ("ifa: Sky", false)]);
        assert_eq!(mark("Musée d'Orsay", "musee", &[])[0], ("Musée".to_owned(), true));
        let slip = mark("Louvre Museum", "musuem", &["museum".to_owned()]);
        assert_eq!(slip[1], ("Museum".to_owned(), true));
        let whole: String = mark("«Ночь» – 光の庭!", "ночь", &[]).into_iter().map(|(text, _)| text).collect();
        assert_eq!(whole, "«Ночь» – 光の庭!");
    }
}
