//! From what was typed to what is shown: which documents have all words, and which of them come first.

use std::ops::Range;

use super::{
    Field, Found, Hit,
    fold::words,
    index::{Document, Index},
    rank::{self, Near},
    typo::{SHORTEST, SHORTEST_WITHOUT_START, Vocabulary},
};
use crate::{CityId, catalog::snapshot::Snapshot};

/// More words than this are not asked for.
const MOST_WORDS: usize = 8;
/// So many of the best are looked at closely, or as many as are wanted.
const SHORTLIST: usize = 64;

/// What one word of the question matches, as ranges of the vocabulary.
struct Asked {
    word: String,
    /// Words that begin with it.
    plain: Range<u32>,
    /// Words that begin with something one typo away.
    slips: Vec<Range<u32>>,
}

impl Asked {
    fn post_count(&self, index: &Index) -> u32 {
        self.slips.iter().chain([&self.plain]).map(|range| index.post_count(range)).sum()
    }

    /// Every word of the vocabulary with how close it is.
    fn matches<'a>(&'a self, index: &'a Index) -> impl Iterator<Item = (u32, u32)> + 'a {
        let exact = |word: u32| index.words[word as usize].len() == self.word.len();
        let plain = self.plain.clone().map(move |word| (word, if exact(word) { 4 } else { 3 }));
        let slips = self.slips.iter().cloned().flatten().filter(|word| !self.plain.contains(word));
        plain.chain(slips.map(|word| (word, 1)))
    }

    /// Takes in what is one typo away too.
    fn forgive(&mut self, vocabulary: &Vocabulary<'_>) {
        if self.word.len() < SHORTEST {
            return;
        }
        self.slips = vocabulary.one_typo_away(&self.word, 1);
        if self.slips.is_empty() && self.word.len() >= SHORTEST_WITHOUT_START {
            self.slips = vocabulary.one_typo_away(&self.word, 0);
        }
    }
}

/// A sum, what the present word added to it, and how many words matched, in one cell.
#[derive(Clone, Copy)]
struct Cell {
    sum: u32,
    now: u16,
    matched: u16,
}

impl Cell {
    const fn unpack(cell: u64) -> Self {
        Self { sum: (cell >> 32) as u32, now: (cell >> 16 & 0xffff) as u16, matched: (cell & 0xffff) as u16 }
    }

    const fn pack(self) -> u64 {
        (self.sum as u64) << 32 | (self.now as u64) << 16 | self.matched as u64
    }
}

/// Documents that have all words, with the sums of how well they match.
fn with_all_words(index: &Index, asked: &[Asked]) -> Vec<(u32, u32)> {
    let mut order: Vec<&Asked> = asked.iter().collect();
    // The rarest word first: the others only confirm.
    order.sort_by_key(|word| word.post_count(index));
    if order.first().is_none_or(|word| word.post_count(index) == 0) {
        return Vec::new();
    }
    let (mut cells, mut touched) = (index.lend(), Vec::new());
    for (round, word) in (0_u16..).zip(&order) {
        for (place, closeness) in word.matches(index) {
            for post in index.posts(place) {
                let document = post.document();
                let cell = &mut cells[document as usize];
                let before = Cell::unpack(*cell);
                let score = u16::try_from(post.weight() * closeness).unwrap_or(u16::MAX);
                if before.matched == round && (round > 0 || *cell == 0) {
                    if round == 0 {
                        touched.push(document);
                    }
                    *cell = Cell { sum: before.sum + u32::from(score), now: score, matched: round + 1 }.pack();
                } else if before.matched == round + 1 && score > before.now {
                    let sum = before.sum + u32::from(score - before.now);
                    *cell = Cell { sum, now: score, ..before }.pack();
                }
            }
        }
    }
    let all = u16::try_from(order.len()).unwrap_or(u16::MAX);
    let found = touched.iter().filter_map(|document| {
        let cell = Cell::unpack(cells[*document as usize]);
        (cell.matched == all).then_some((*document, cell.sum))
    });
    let found = found.collect();
    index.give_back(cells, &touched);
    found
}

impl Snapshot {
    /// What agents may see that matches all words of `text`, best first, and how many there are in all. Things in or
    /// near `prefer` come first among equals.
    pub fn search(&self, text: &str, prefer: Option<&CityId>, limit: usize) -> (Vec<Hit<'_>>, usize) {
        let index = self.index();
        let vocabulary = Vocabulary(&index.words);
        let mut asked: Vec<Asked> = words(text)
            .take(MOST_WORDS)
            .map(|word| {
                let plain = vocabulary.beginning_with(&word);
                Asked { word, plain, slips: Vec::new() }
            })
            .collect();
        if asked.is_empty() {
            return (Vec::new(), 0);
        }
        for word in asked.iter_mut().filter(|word| word.plain.is_empty()) {
            word.forgive(&vocabulary);
        }
        let mut found = self.only_seen(with_all_words(index, &asked));
        if found.is_empty() {
            // Each word alone may be a word, and yet one of them was not meant.
            for word in asked.iter_mut().filter(|word| !word.plain.is_empty()) {
                word.forgive(&vocabulary);
            }
            found = self.only_seen(with_all_words(index, &asked));
        }
        let total = found.len();
        let near = Near::to(self, prefer);
        let spoken = u32::try_from(asked.len()).unwrap_or(1);
        let mut ranked: Vec<(u32, u32)> = found
            .into_iter()
            .map(|(document, sum)| {
                let standing = index.standings[document as usize];
                (sum / spoken * 64 + standing.fame + near.counts(standing.city), document)
            })
            .collect();
        let order = |a: &(u32, u32), b: &(u32, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        let wanted = limit.max(SHORTLIST).min(ranked.len());
        if wanted < ranked.len() {
            ranked.select_nth_unstable_by(wanted, order);
            ranked.truncate(wanted);
        }
        let asked: Vec<String> = asked.into_iter().map(|word| word.word).collect();
        let mut close: Vec<(u32, u32, rank::Look)> = ranked
            .into_iter()
            .map(|(score, number)| {
                let look = rank::Look::at(self, index.document(number), &asked);
                (score + look.bonus, number, look)
            })
            .collect();
        // Equals stand by their id: the numbers hang on when and how rows came.
        close.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| self.name_of(a.1).cmp(&self.name_of(b.1))));
        close.truncate(limit);
        let hits = close.into_iter().map(|(_, number, look)| {
            let rank::Look { fields, words, .. } = look;
            Hit { found: self.found(index.document(number)), fields, words }
        });
        (hits.collect(), total)
    }

    /// Without what lies in a city that is switched off.
    fn only_seen(&self, mut found: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
        let standings = &self.index().standings;
        found.retain(|(document, _)| {
            let city = standings[*document as usize].city;
            city == u32::MAX || self.sees_city(city)
        });
        found
    }

    pub(super) fn found(&self, document: Document) -> Found<'_> {
        match document {
            Document::City(place) => Found::City(self.city_at(place)),
            Document::Experience(place) => Found::Experience(self.experience_at(place)),
            Document::Product(place) => Found::Product(self.product_at(place)),
        }
    }

    /// Tells documents apart: what it is, and its id.
    fn name_of(&self, number: u32) -> (u8, &str) {
        match self.found(self.index().document(number)) {
            Found::City(city) => (0, &city.id.own),
            Found::Experience(experience) => (1, &experience.id.own),
            Found::Product(product) => (2, &product.id.own),
        }
    }

    /// The texts of a document by field.
    pub(super) fn texts(&self, document: Document) -> Vec<(Field, &str)> {
        let city = |id: &CityId| self.city(id).map_or("", |city| city.name.as_str());
        match self.found(document) {
            Found::City(found) => {
                let country = self.country(&found.country).map_or("", |country| country.name.as_str());
                vec![(Field::Title, found.name.as_str()), (Field::Country, country)]
            }
            Found::Experience(found) => vec![
                (Field::Title, found.title.as_str()),
                (Field::City, city(&found.city)),
                (Field::Tagline, found.tagline.as_deref().unwrap_or_default()),
            ],
            Found::Product(found) => {
                let title = || Some(self.experience(found.experience.as_ref()?)?.title.as_str());
                vec![
                    (Field::Title, found.title.as_str()),
                    (Field::Venue, found.venue.name.as_deref().or_else(title).unwrap_or_default()),
                    (Field::City, city(&found.city)),
                    (Field::Tagline, found.tagline.as_deref().unwrap_or_default()),
                ]
            }
        }
    }
}
