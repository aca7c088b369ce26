//! What comes first among documents that all match: the name before the text, what is near before what is far, the well
//! known before the unknown, and the short name that says just what was asked before the long one that says it too.

use super::{Field, fold::each_word, index::Document, typo::closeness};
use crate::{
    CityId,
    catalog::{Geo, snapshot::Snapshot},
};

/// How far each city is from the chosen one, as a part of a rank.
pub(super) struct Near(Vec<u32>);

impl Near {
    pub(super) fn to(snapshot: &Snapshot, chosen: Option<&CityId>) -> Self {
        let Some(place) = chosen.and_then(|id| snapshot.city_place(id)) else { return Self(Vec::new()) };
        let home = snapshot.city_at(place).geo;
        let counts = (0_u32..).zip(snapshot.all_cities()).map(|(at, city)| match (at == place, home.zip(city.geo)) {
            (true, _) => 60 * 64,
            (false, Some((home, there))) => by_distance(kilometres(home, there)),
            (false, None) => 0,
        });
        Self(counts.collect())
    }

    pub(super) fn counts(&self, city: u32) -> u32 {
        self.0.get(city as usize).copied().unwrap_or_default()
    }
}

fn by_distance(kilometres: f64) -> u32 {
    match kilometres {
        near if near < 30.0 => 40 * 64,
        trip if trip < 150.0 => 20 * 64,
        land if land < 800.0 => 6 * 64,
        _ => 0,
    }
}

/// Near enough for ranks: the earth as a sphere, flat between two places.
fn kilometres(a: Geo, b: Geo) -> f64 {
    let wide = f64::midpoint(a.lat, b.lat).to_radians().cos();
    let mut east = (a.lng - b.lng).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    (a.lat - b.lat).hypot(east * wide) * 111.2
}

/// A close look at one document: where each word stands in it.
pub(super) struct Look {
    /// In which fields the words matched, best first.
    pub(super) fields: Vec<Field>,
    /// The words of the document that matched.
    pub(super) words: Vec<String>,
    /// What the name adds to the rank.
    pub(super) bonus: u32,
}

/// What a name counts that is all that was asked.
const WHOLE_NAME: u32 = 48 * 64;
/// What a name counts in which the words stand side by side, in order.
const IN_ORDER: u32 = 16 * 64;
/// What a name counts that begins as asked.
const AT_THE_START: u32 = 12 * 64;

impl Look {
    pub(super) fn at(snapshot: &Snapshot, document: Document, asked: &[String]) -> Self {
        let mut best: Vec<Option<(u32, Field, String)>> = vec![None; asked.len()];
        let mut title_words = 0;
        // Where each asked word stands in the title.
        let mut places: Vec<Option<u32>> = vec![None; asked.len()];
        let mut buffer = String::new();
        for (field, text) in snapshot.texts(document) {
            let mut at = 0;
            each_word(text, &mut buffer, |word| {
                for (asked_at, wanted) in asked.iter().enumerate() {
                    let score = field.weight() * closeness(word, wanted);
                    if score > 0 && best[asked_at].as_ref().is_none_or(|(so_far, ..)| score > *so_far) {
                        best[asked_at] = Some((score, field, word.to_owned()));
                        places[asked_at] = (field == Field::Title).then_some(at);
                    }
                }
                at += 1;
            });
            if field == Field::Title {
                title_words = at;
            }
        }
        let mut fields: Vec<Field> = best.iter().flatten().map(|(_, field, _)| *field).collect();
        fields.sort_unstable();
        fields.dedup();
        let words = best.into_iter().flatten().map(|(.., word)| word).collect();
        Self { fields, words, bonus: name_bonus(&places, title_words) }
    }
}

fn name_bonus(places: &[Option<u32>], title_words: u32) -> u32 {
    let Some(places) = places.iter().copied().collect::<Option<Vec<u32>>>() else { return 0 };
    let mut apart = places.clone();
    apart.sort_unstable();
    apart.dedup();
    let covered = u32::try_from(apart.len()).unwrap_or(u32::MAX);
    let mut bonus = WHOLE_NAME * covered / title_words.max(covered).max(1);
    if places.len() > 1 && places.windows(2).all(|pair| pair[1] == pair[0] + 1) {
        bonus += IN_ORDER;
    }
    if places.first() == Some(&0) {
        bonus += AT_THE_START;
    }
    bonus
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_near_enough() {
        let (paris, london) = (Geo { lat: 48.8566, lng: 2.3522 }, Geo { lat: 51.5074, lng: -0.1278 });
        assert!((kilometres(paris, london) - 343.0).abs() < 10.0);
        let (fiji, samoa) = (Geo { lat: -17.7, lng: 178.0 }, Geo { lat: -13.8, lng: -172.0 });
        assert!(kilometres(fiji, samoa) < 1_300.0, "the date line is no distance");
    }

    #[test]
    fn the_name_that_says_just_this_comes_first() {
        let whole = name_bonus(&[Some(0), Some(1)], 2);
        let longer = name_bonus(&[Some(0), Some(1)], 6);
        let scattered = name_bonus(&[Some(4), Some(1)], 6);
        assert!(whole > longer && longer > scattered && scattered > name_bonus(&[Some(0), None], 2));
    }
}
