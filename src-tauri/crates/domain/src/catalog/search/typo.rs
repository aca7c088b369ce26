//! One typo a word: a letter wrong, missing, extra, or two neighbours swapped.

use std::ops::Range;

/// How well a folded word answers an asked one: 4 the same, 3 begins with it, 1 begins with something one typo away,
/// 0 not at all.
pub(super) fn closeness(word: &str, asked: &str) -> u32 {
    match word.strip_prefix(asked) {
        Some("") => 4,
        Some(_) => 3,
        None if asked.len() >= SHORTEST && one_typo_begins(word.as_bytes(), asked.as_bytes()) => 1,
        None => 0,
    }
}

/// Shorter words are not forgiven a typo: everything is one typo away from them.
pub(super) const SHORTEST: usize = 3;
/// Only words at least so long are forgiven their first letter, which is rarely the wrong one.
pub(super) const SHORTEST_WITHOUT_START: usize = 4;

/// Whether `word` begins with something one typo away from `asked`.
fn one_typo_begins(w: &[u8], a: &[u8]) -> bool {
    let same = w.iter().zip(a).take_while(|(x, y)| x == y).count();
    if (same == 0 && a.len() < SHORTEST_WITHOUT_START) || w.len() + 1 < a.len() {
        return false;
    }
    let begins = |rest_w: usize, rest_a: usize| {
        w.get(rest_w..).unwrap_or_default().starts_with(a.get(rest_a..).unwrap_or_default())
    };
    let swapped = w.len() > same + 1 && a.len() > same + 1 && w[same] == a[same + 1] && w[same + 1] == a[same];
    begins(same + 1, same + 1)
        || begins(same, same + 1)
        || begins(same + 1, same)
        || (swapped && begins(same + 2, same + 2))
}

/// Sorted words, as they are looked through.
pub(super) struct Vocabulary<'a>(pub(super) &'a [Box<str>]);

impl Vocabulary<'_> {
    /// Within a range of words that share their first `depth` letters: those that go on with `rest`.
    fn going_on(&self, within: &Range<u32>, depth: usize, rest: &[u8]) -> Range<u32> {
        let words = &self.0[within.start as usize..within.end as usize];
        let tail = |word: &str| -> std::cmp::Ordering {
            let tail = &word.as_bytes()[depth.min(word.len())..];
            tail[..rest.len().min(tail.len())].cmp(rest)
        };
        let from = words.partition_point(|word| tail(word).is_lt());
        let to = from + words[from..].partition_point(|word| tail(word).is_eq());
        let at = |offset: usize| within.start + u32::try_from(offset).unwrap_or(u32::MAX);
        at(from)..at(to)
    }

    /// Words that begin with `start`.
    pub(super) fn beginning_with(&self, start: &str) -> Range<u32> {
        let all = 0..u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.going_on(&all, 0, start.as_bytes())
    }

    /// Words that begin with something exactly one typo away from `asked`, each range once. The first `sure` letters
    /// are right.
    ///
    /// Walks down the letters of `asked`; at each step the words that share its beginning are one range, in which every
    /// possible next letter is tried as the wrong one. No word is looked at twice, and most never.
    pub(super) fn one_typo_away(&self, asked: &str, sure: usize) -> Vec<Range<u32>> {
        let a = asked.as_bytes();
        let mut found = Vec::new();
        let mut shared = 0..u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let mut note = |range: Range<u32>| {
            if !range.is_empty() {
                found.push(range);
            }
        };
        for depth in 0..=a.len() {
            if shared.is_empty() {
                break;
            }
            if depth >= sure && depth < a.len() {
                // An extra letter was typed here.
                note(self.going_on(&shared, depth, &a[depth + 1..]));
                if depth + 1 < a.len() {
                    let swapped: Vec<u8> =
                        [a[depth + 1], a[depth]].into_iter().chain(a[depth + 2..].iter().copied()).collect();
                    note(self.going_on(&shared, depth, &swapped));
                }
                let mut next = shared.clone();
                while let Some(letter) = self.letter_at(next.start, depth, shared.end) {
                    let child = self.going_on(&next, depth, &[letter]);
                    if letter != a[depth] {
                        // Another letter was meant, or one was left out.
                        note(self.going_on(&child, depth + 1, &a[depth + 1..]));
                        note(self.going_on(&child, depth + 1, &a[depth..]));
                    }
                    next.start = child.end.max(next.start + 1);
                }
            }
            if let Some(letter) = a.get(depth) {
                shared = self.going_on(&shared, depth, &[*letter]);
            }
        }
        found.sort_unstable_by_key(|range| (range.start, range.end));
        let mut apart: Vec<Range<u32>> = Vec::with_capacity(found.len());
        for range in found {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }

    /// The letter at a depth of the first word from `from` on that is long enough.
    fn letter_at(&self, mut from: u32, depth: usize, end: u32) -> Option<u8> {
        while from < end {
            if let Some(letter) = self.0[from as usize].as_bytes().get(depth) {
                return Some(*letter);
            }
            from += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_typo_is_forgiven() {
        for asked in ["louvre", "louv", "lovre", "louvvre", "luovre", "louvrs", "loubre", "iouvre", "ouvre", "oluvre"] {
            assert!(closeness("louvre", asked) > 0, "{asked}");
        }
        for asked in ["louis", "lxxvre", "louvrexx", "xou", "lx"] {
            assert_eq!(closeness("louvre", asked), 0, "{asked}");
        }
        assert!(closeness("louvre", "louvre") > closeness("louvre", "lou") && closeness("louvre", "lou") > 1);
    }

    #[test]
    fn walking_the_vocabulary_finds_what_looking_at_every_word_finds() {
        let letters = ['a', 'b', 'c'];
        let mut words: Vec<Box<str>> = Vec::new();
        for length in 1..=4 {
            let mut count = letters.len().pow(length);
            while count > 0 {
                count -= 1;
                let (mut rest, mut word) = (count, String::new());
                for _ in 0..length {
                    word.push(letters[rest % 3]);
                    rest /= 3;
                }
                words.push(word.into());
            }
        }
        // Some are left out, so that ranges have gaps.
        words.retain(|word| word.len() % 2 == 0 || word.contains('b'));
        words.sort_unstable();
        let vocabulary = Vocabulary(&words);
        for asked in words.iter().filter(|word| word.len() >= SHORTEST).map(|word| format!("{word}c")) {
            let sure = usize::from(asked.len() < SHORTEST_WITHOUT_START);
            let walked: Vec<&str> = vocabulary
                .one_typo_away(&asked, sure)
                .into_iter()
                .flatten()
                .map(|at| &*words[at as usize])
                .filter(|word| !word.starts_with(&asked))
                .collect();
            let looked: Vec<&str> =
                words.iter().map(|word| &**word).filter(|word| closeness(word, &asked) == 1).collect();
            assert_eq!(walked, looked, "{asked}");
        }
    }
}
