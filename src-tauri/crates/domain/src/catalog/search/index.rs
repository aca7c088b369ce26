//! The index: sorted folded words, each with the documents in which it stands.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Field, fold::each_word};
use crate::{
    ExperienceId,
    catalog::{City, Experience, Product},
};

/// Where a word stands: the number of a document and, in the lowest bits, the field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Post(u32);

/// Bits of a field.
const FIELD_BITS: u32 = 3;

impl Post {
    fn new(document: u32, field: Field) -> Self {
        Self(document << FIELD_BITS | field as u32)
    }

    pub(super) const fn document(self) -> u32 {
        self.0 >> FIELD_BITS
    }

    pub(super) const fn weight(self) -> u32 {
        Field::ALL[(self.0 & ((1 << FIELD_BITS) - 1)) as usize].weight()
    }
}

/// What a document is, by its place in the snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Document {
    City(u32),
    Experience(u32),
    Product(u32),
}

/// What is known of a document without looking at it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// Place of its city; `u32::MAX` where that is not known.
    pub(super) city: u32,
    /// How well known it is and whether it is sold, as a part of its rank.
    pub(super) fame: u32,
}

/// Words and where they stand; documents are numbered: cities, then experiences, then products.
#[derive(Debug, Default)]
pub(in crate::catalog) struct Index {
    pub(super) words: Vec<Box<str>>,
    starts: Vec<u32>,
    posts: Vec<Post>,
    pub(super) standings: Vec<Standing>,
    cities: u32,
    experiences: u32,
    /// Memory in which searches add up, kept so that no search has to ask for it: one piece for each that goes on.
    desks: Mutex<Vec<Vec<u64>>>,
}

/// Collects words and posts while the documents are walked through in order.
#[derive(Default)]
struct Gathering {
    numbers: HashMap<Box<str>, u32>,
    /// Number of the word, post; in the order of documents.
    posts: Vec<(u32, Post)>,
    /// Last document in which a word was noted, by number of the word: a word counts in its best field only.
    last: Vec<u32>,
    buffer: String,
}

impl Gathering {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.last.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        self.last.push(u32::MAX);
        number
    }

    fn numbers_of(&mut self, text: &str) -> Vec<u32> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut numbers = Vec::new();
        each_word(text, &mut buffer, |word| numbers.push(self.number(word)));
        self.buffer = buffer;
        numbers
    }

    fn note(&mut self, number: u32, document: u32, field: Field) {
        if self.last[number as usize] != document {
            self.last[number as usize] = document;
            self.posts.push((number, Post::new(document, field)));
        }
    }

    fn note_all(&mut self, numbers: &[u32], document: u32, field: Field) {
        for number in numbers {
            self.note(*number, document, field);
        }
    }

    fn text(&mut self, text: &str, document: u32, field: Field) {
        let mut buffer = std::mem::take(&mut self.buffer);
        each_word(text, &mut buffer, |word| {
            let number = self.number(word);
            self.note(number, document, field);
        });
        self.buffer = buffer;
    }
}

/// Votes as a part of a rank: each doubling counts the same.
fn fame(votes: u32) -> u32 {
    (32 - votes.leading_zeros()) * 24
}

/// What being sold counts.
const FOR_SALE: u32 = 40 * 64;

impl Index {
    /// Builds the index of cities with their countries' names, experiences and products.
    pub(in crate::catalog) fn build(
        cities: &[(&City, &str)],
        experiences: &[Arc<Experience>],
        products: &[Arc<Product>],
    ) -> Self {
        let mut all = Gathering::default();
        let mut standings = Vec::with_capacity(cities.len() + experiences.len() + products.len());
        let mut city_places = HashMap::with_capacity(cities.len());
        let mut city_words = Vec::with_capacity(cities.len());
        let mut document = 0;
        for (place, (city, country)) in (0_u32..).zip(cities) {
            let name = all.numbers_of(&city.name);
            all.note_all(&name, document, Field::Title);
            all.text(country, document, Field::Country);
            city_places.insert(&city.id, place);
            city_words.push(name);
            standings.push(Standing { city: place, fame: fame(u32::MAX) + FOR_SALE });
            document += 1;
        }
        let none = Vec::new();
        let mut titles: HashMap<&ExperienceId, (&str, Vec<u32>)> = HashMap::with_capacity(experiences.len());
        for experience in experiences {
            let place = city_places.get(&experience.city).copied();
            let title = all.numbers_of(&experience.title);
            all.note_all(&title, document, Field::Title);
            all.note_all(place.map_or(&none, |p| &city_words[p as usize]), document, Field::City);
            all.text(experience.tagline.as_deref().unwrap_or_default(), document, Field::Tagline);
            titles.insert(&experience.id, (&experience.title, title));
            standings
                .push(Standing { city: place.unwrap_or(u32::MAX), fame: fame(experience.rating.total) + FOR_SALE });
            document += 1;
        }
        for product in products {
            let place = city_places.get(&product.city).copied();
            all.text(&product.title, document, Field::Title);
            let known = product.experience.as_ref().and_then(|id| titles.get(id));
            match (product.venue.name.as_deref(), known) {
                (Some(own), Some((title, _))) if own != *title => all.text(own, document, Field::Venue),
                (Some(own), None) => all.text(own, document, Field::Venue),
                (_, Some((_, words))) => all.note_all(words, document, Field::Venue),
                (None, None) => {}
            }
            all.note_all(place.map_or(&none, |p| &city_words[p as usize]), document, Field::City);
            all.text(product.tagline.as_deref().unwrap_or_default(), document, Field::Tagline);
            let sold = if product.on_sale { FOR_SALE } else { 0 };
            standings.push(Standing { city: place.unwrap_or(u32::MAX), fame: fame(product.rating.total) + sold });
            document += 1;
        }
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let (words, starts, posts) = sorted(all);
        Self {
            words,
            starts,
            posts,
            standings,
            cities: count(cities.len()),
            experiences: count(experiences.len()),
            desks: Mutex::default(),
        }
    }

    /// Where a word stands, in the order of documents.
    pub(super) fn posts(&self, word: u32) -> &[Post] {
        let word = word as usize;
        &self.posts[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    /// How many posts a range of words has.
    pub(super) fn post_count(&self, words: &std::ops::Range<u32>) -> u32 {
        self.starts[words.end as usize] - self.starts[words.start as usize]
    }

    pub(super) fn document(&self, number: u32) -> Document {
        match number.checked_sub(self.cities) {
            None => Document::City(number),
            Some(rest) => match rest.checked_sub(self.experiences) {
                None => Document::Experience(rest),
                Some(rest) => Document::Product(rest),
            },
        }
    }

    /// Lends memory to add up in, one empty cell for each document.
    pub(super) fn lend(&self) -> Vec<u64> {
        let kept = self.desks.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_else(|| vec![0; self.standings.len()])
    }

    /// Takes it back; the cells that were used are emptied.
    pub(super) fn give_back(&self, mut desk: Vec<u64>, used: &[u32]) {
        for document in used {
            desk[*document as usize] = 0;
        }
        self.desks.lock().unwrap_or_else(PoisonError::into_inner).push(desk);
    }
}

/// Words in the order of the alphabet, and their posts in one piece, word by word.
fn sorted(all: Gathering) -> (Vec<Box<str>>, Vec<u32>, Vec<Post>) {
    let Gathering { numbers, posts, .. } = all;
    let mut words: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
    words.sort_unstable();
    let mut place_of = vec![0_u32; words.len()];
    for (place, (_, number)) in (0_u32..).zip(&words) {
        place_of[*number as usize] = place;
    }
    let mut starts = vec![0_u32; words.len() + 1];
    for (number, _) in &posts {
        starts[place_of[*number as usize] as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let (mut next, mut in_order) = (starts.clone(), vec![Post(0); posts.len()]);
    for (number, post) in posts {
        let at = &mut next[place_of[number as usize] as usize];
        in_order[*at as usize] = post;
        *at += 1;
    }
    (words.into_iter().map(|(word, _)| word).collect(), starts, in_order)
}
