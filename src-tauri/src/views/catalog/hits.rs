//! What a search found, and why.

use counterfoil_domain::{
    CityId, Snapshot,
    catalog::search::{Field, Found, Hit, mark},
};
use counterfoil_engine::shelf::Marked;

use super::{
    HitKind, HitView, SearchView, TextPart,
    cards::{city_name, from_price, venue_name},
};
use crate::views::number::{count, millis};

impl SearchView {
    pub(crate) fn of(snapshot: &Snapshot, marked: &Marked, text: &str, near: Option<&CityId>, limit: u32) -> Self {
        let (hits, total) = snapshot.search(text, near, limit as usize);
        let hits = hits.iter().map(|hit| HitView::of(snapshot, marked, text, hit));
        Self { hits: hits.collect(), total: count(total) }
    }
}

impl HitView {
    fn of(snapshot: &Snapshot, marked: &Marked, asked: &str, hit: &Hit<'_>) -> Self {
        let fetched_at = |city: &CityId| snapshot.city_fetched_at(city).map(millis);
        let in_parts = |title: &str| {
            let parts = mark(title, asked, &hit.words).into_iter();
            parts.map(|(text, hit)| TextPart { text, hit }).collect()
        };
        match hit.found {
            Found::City(city) => {
                let country = snapshot.country(&city.country).map(|country| country.name.as_str());
                Self {
                    kind: HitKind::City,
                    id: city.id.to_string(),
                    title: in_parts(&city.name),
                    why: why(hit, Stood { country, ..Stood::default() }),
                    subtitle: country.unwrap_or_default().to_owned(),
                    picture: None,
                    rating: None,
                    votes: 0,
                    price: None,
                    city: city.id.to_string(),
                    on_sale: true,
                    fetched_at: fetched_at(&city.id),
                    favourite: false,
                }
            }
            Found::Experience(experience) => Self {
                kind: HitKind::Experience,
                id: experience.id.to_string(),
                title: in_parts(&experience.title),
                why: why(
                    hit,
                    Stood {
                        city: Some(&city_name(snapshot, &experience.city)),
                        tagline: experience.tagline.as_deref(),
                        ..Stood::default()
                    },
                ),
                subtitle: joined([
                    Some(city_name(snapshot, &experience.city)),
                    experience.tags.iter().find_map(|id| Some(snapshot.tag(id)?.name.clone())),
                ]),
                picture: experience.picture.as_ref().map(Into::into),
                rating: experience.rating.average,
                votes: experience.rating.total,
                price: from_price(snapshot, experience).map(Into::into),
                city: experience.city.to_string(),
                fetched_at: fetched_at(&experience.city),
                on_sale: true,
                favourite: marked.has_experience(&experience.id),
            },
            Found::Product(product) => Self {
                kind: HitKind::Product,
                id: product.id.to_string(),
                title: in_parts(&product.title),
                why: why(
                    hit,
                    Stood {
                        venue: venue_name(snapshot, product).as_deref(),
                        city: Some(&city_name(snapshot, &product.city)),
                        tagline: product.tagline.as_deref(),
                        ..Stood::default()
                    },
                ),
                subtitle: joined([
                    Some(city_name(snapshot, &product.city)),
                    (product.flags.skip_line == Some(true)).then(|| "Skip the line".to_owned()),
                    product.duration_minutes.filter(|minutes| *minutes > 0).map(spell_minutes),
                ]),
                picture: product.picture.as_ref().map(Into::into),
                rating: product.rating.average,
                votes: product.rating.total,
                price: product.price.map(Into::into),
                city: product.city.to_string(),
                fetched_at: fetched_at(&product.city),
                on_sale: product.on_sale,
                favourite: marked.has_product(&product.id),
            },
        }
    }
}

/// What stood in the fields of a thing, besides its title.
#[derive(Default)]
struct Stood<'a> {
    venue: Option<&'a str>,
    city: Option<&'a str>,
    country: Option<&'a str>,
    tagline: Option<&'a str>,
}

/// Where it matched, when not in the title.
fn why(hit: &Hit<'_>, stood: Stood<'_>) -> Option<String> {
    match hit.fields.first()? {
        Field::Title => None,
        Field::Venue => stood.venue.map(|name| format!("venue {name}")),
        Field::City => stood.city.map(|name| format!("city {name}")),
        Field::Country => stood.country.map(|name| format!("country {name}")),
        Field::Tagline => stood.tagline.map(str::to_owned),
    }
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" \u{b7} ")
}

/// `45 min`, `2 h`, `1 h 30`.
fn spell_minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::samples::{AMSTERDAM, catalogue};

    #[test]
    fn a_city_found_by_its_country_says_so() {
        let found = SearchView::of(&catalogue(), &Marked::default(), "netherl", None, 10);
        let city = found.hits.iter().find(|hit| hit.id == AMSTERDAM).expect("the city");
        assert_eq!(city.why.as_deref(), Some("country Netherlands"));
        assert!(!city.favourite);
    }

    #[test]
    fn minutes_are_spelled() {
        assert_eq!([45, 120, 90, 65].map(spell_minutes), ["45 min", "2 h", "1 h 30", "1 h 05"]);
    }

    #[test]
    fn empty_parts_are_left_out() {
        assert_eq!(
            joined([Some("Dubai".to_owned()), None, Some(String::new()), Some("2 h".to_owned())]),
            "Dubai \u{b7} 2 h"
        );
    }
}
