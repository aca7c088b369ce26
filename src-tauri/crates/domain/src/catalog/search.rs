//! Search as you type over cities, experiences, products and venues: accent-blind, any script, one typo a word.
//!
//! An inverted index over folded words: built with the snapshot, swapped with it. A word of the question matches words
//! that begin with it; where none does, words that are one typo away. Every word of the question must match.

use std::collections::HashMap;

use super::{City, Experience, Product, snapshot::Snapshot};
use crate::CityId;

/// What a hit is, by its place in the snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Document {
    City(u32),
    Experience(u32),
    Product(u32),
}

/// Where a word stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The name or title.
    Title,
    /// The venue's name.
    Venue,
    /// The city's name.
    City,
    /// The line under the title.
    Tagline,
}

impl Field {
    const fn weight(self) -> u32 {
        match self {
            Self::Title => 100,
            Self::Venue => 60,
            Self::City => 40,
            Self::Tagline => 20,
        }
    }
}

/// The index: sorted folded words, each with where it stands.
#[derive(Debug, Default)]
pub struct Index {
    words: Vec<Box<str>>,
    posts: Vec<Vec<(Document, Field)>>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<'a> {
    /// A city.
    City(&'a City),
    /// An experience.
    Experience(&'a Experience),
    /// A product.
    Product(&'a Product),
}

/// A thing found, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<'a> {
    /// What.
    pub found: Found<'a>,
    /// In which fields the words matched, best first.
    pub fields: Vec<Field>,
    /// The folded words that matched, for marking them in the title.
    pub words: Vec<String>,
}

/// Lower case, without accents, in Latin letters whatever the script: what words are compared by.
pub fn fold(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}

/// The folded words of a text.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let parts: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    parts.into_iter()
}

impl Index {
    pub(super) fn build(cities: &[City], experiences: &[Experience], products: &[Product]) -> Self {
        let names: HashMap<&CityId, &str> = cities.iter().map(|city| (&city.id, city.name.as_str())).collect();
        let titles: HashMap<_, &str> = experiences.iter().map(|e| (&e.id, e.title.as_str())).collect();
        let mut map: HashMap<String, Vec<(Document, Field)>> = HashMap::new();
        let mut add = |document: Document, field: Field, text: &str| {
            for word in words(text) {
                let posts = map.entry(word).or_default();
                if posts.last() != Some(&(document, field)) {
                    posts.push((document, field));
                }
            }
        };
        for (place, city) in (0..).zip(cities) {
            add(Document::City(place), Field::Title, &city.name);
        }
        for (place, experience) in (0..).zip(experiences) {
            let document = Document::Experience(place);
            add(document, Field::Title, &experience.title);
            add(document, Field::City, names.get(&experience.city).copied().unwrap_or_default());
            add(document, Field::Tagline, experience.tagline.as_deref().unwrap_or_default());
        }
        for (place, product) in (0..).zip(products) {
            let document = Document::Product(place);
            let venue = product.venue.name.as_deref();
            let venue = venue.or_else(|| product.experience.as_ref().and_then(|id| titles.get(id).copied()));
            add(document, Field::Title, &product.title);
            add(document, Field::Venue, venue.unwrap_or_default());
            add(document, Field::City, names.get(&product.city).copied().unwrap_or_default());
            add(document, Field::Tagline, product.tagline.as_deref().unwrap_or_default());
        }
        let mut sorted: Vec<_> = map.into_iter().collect();
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let (words, posts) = sorted.into_iter().map(|(word, posts)| (word.into_boxed_str(), posts)).unzip();
        Self { words, posts }
    }

    /// Words that begin with `start`, as a range of places.
    fn beginning_with(&self, start: &str) -> std::ops::Range<usize> {
        let from = self.words.partition_point(|word| &**word < start);
        let to = from + self.words[from..].partition_point(|word| word.starts_with(start));
        from..to
    }

    /// What one word of the question matches: document -> (score, best field, the word).
    fn matches(&self, asked: &str) -> HashMap<Document, (u32, Field, usize)> {
        let mut scores = HashMap::new();
        for place in self.beginning_with(asked) {
            self.note(&mut scores, place, if self.words[place].len() == asked.len() { 4 } else { 3 });
        }
        if scores.is_empty() && asked.chars().count() >= 3 {
            for (place, word) in self.words.iter().enumerate() {
                if one_typo_begins(word, asked) {
                    self.note(&mut scores, place, 1);
                }
            }
        }
        scores
    }

    fn note(&self, scores: &mut HashMap<Document, (u32, Field, usize)>, place: usize, closeness: u32) {
        for (document, field) in &self.posts[place] {
            let score = field.weight() * closeness;
            let best = scores.entry(*document).or_insert((0, *field, place));
            if score > best.0 {
                *best = (score, *field, place);
            }
        }
    }
}

/// Whether `word` begins with something one typo away from `asked`: a letter wrong, missing, extra, or two swapped.
fn one_typo_begins(word: &str, asked: &str) -> bool {
    let (w, a) = (word.as_bytes(), asked.as_bytes());
    let same = w.iter().zip(a).take_while(|(x, y)| x == y).count();
    // The first letter is rarely the wrong one, and asking for it keeps nonsense out.
    if same == 0 || w.len() + 1 < a.len() {
        return false;
    }
    let begins = |rest_w: usize, rest_a: usize| {
        let tail = a.get(rest_a..).unwrap_or_default();
        w.get(rest_w..).unwrap_or_default().starts_with(tail)
    };
    begins(same + 1, same + 1)
        || begins(same, same + 1)
        || begins(same + 1, same)
        || (w.len() > same + 1
            && a.len() > same + 1
            && w[same] == a[same + 1]
            && w[same + 1] == a[same]
            && begins(same + 2, same + 2))
}

impl Snapshot {
    /// What agents may see that matches all words of `text`, best first, and how many there are in all. Things in or
    /// near `prefer` come first among equals.
    pub fn search(&self, text: &str, prefer: Option<&CityId>, limit: usize) -> (Vec<Hit<'_>>, usize) {
        let asked: Vec<String> = words(text).take(8).collect();
        let index = self.index();
        let mut per_word: Vec<_> = asked.iter().map(|word| index.matches(word)).collect();
        per_word.sort_by_key(HashMap::len);
        let Some((first, others)) = per_word.split_first() else { return (Vec::new(), 0) };
        let home = prefer.and_then(|id| self.city_place(id));
        let mut ranked: Vec<(u64, Document)> = Vec::new();
        for (document, (score, ..)) in first {
            let mut sum = u64::from(*score);
            let all = others.iter().all(|word| {
                word.get(document).is_some_and(|(score, ..)| {
                    sum += u64::from(*score);
                    true
                })
            });
            if all && self.sees(*document) {
                ranked.push((self.rank(*document, sum, home), *document));
            }
        }
        let total = ranked.len();
        let order = |a: &(u64, Document), b: &(u64, Document)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        if total > limit && limit > 0 {
            ranked.select_nth_unstable_by(limit - 1, order);
        }
        ranked.truncate(limit);
        ranked.sort_unstable_by(order);
        let hits = ranked.into_iter().map(|(_, document)| {
            let mut fields: Vec<Field> =
                per_word.iter().filter_map(|word| word.get(&document)).map(|(_, field, _)| *field).collect();
            fields.sort_unstable();
            fields.dedup();
            let words = per_word
                .iter()
                .filter_map(|word| word.get(&document))
                .map(|(.., place)| index.words[*place].to_string());
            Hit { found: self.found(document), fields, words: words.collect() }
        });
        (hits.collect(), total)
    }

    /// Match quality first, then whether it is here, then what it is and how well known it is.
    fn rank(&self, document: Document, score: u64, home: Option<u32>) -> u64 {
        let votes = match document {
            Document::City(_) => u32::MAX,
            Document::Experience(place) => self.experience_at(place).rating.total,
            Document::Product(place) => self.product_at(place).rating.total,
        };
        let for_sale = !matches!(document, Document::Product(place) if !self.product_at(place).on_sale);
        let here = home.is_some() && self.city_of(document) == home;
        let fame = u64::from(32 - votes.leading_zeros());
        score * 64 + u64::from(here) * 60 * 64 + u64::from(for_sale) * 40 * 64 + fame * 24
    }

    fn found(&self, document: Document) -> Found<'_> {
        match document {
            Document::City(place) => Found::City(self.city_at(place)),
            Document::Experience(place) => Found::Experience(self.experience_at(place)),
            Document::Product(place) => Found::Product(self.product_at(place)),
        }
    }
}

/// A text in parts, those whose folded words begin like one of `words` marked.
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
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        let folded = fold(word);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_typo_is_forgiven() {
        for asked in ["louvre", "louv", "lovre", "louvvre", "luovre", "louvrs", "loubre"] {
            assert!(one_typo_begins("louvre", asked) || "louvre".starts_with(asked), "{asked}");
        }
        for asked in ["louis", "xouvre", "lxxvre", "louvrexx"] {
            assert!(!one_typo_begins("louvre", asked), "{asked}");
        }
    }

    #[test]
    fn any_script_folds_to_letters() {
        assert_eq!(fold("Musée d’Orsay"), "musee d'orsay");
        assert_eq!(words("Ακρόπολη Эрмитаж").collect::<Vec<_>>(), ["akropole", "ermitazh"]);
    }

    #[test]
    fn what_was_typed_is_marked() {
        let parts = mark("Burj Khalifa: Sky", "khal bur", &[]);
        let plain: Vec<(&str, bool)> = parts.iter().map(|(t, h)| (t.as_str(), *h)).collect();
        assert_eq!(plain, [("Bur", true), ("j ", false), ("Khal", true), ("ifa: Sky", false)]);
        assert_eq!(mark("Musée d'Orsay", "musee", &[])[0], ("Musée".to_owned(), true));
    }
}
