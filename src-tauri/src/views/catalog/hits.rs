//! What a search found, and why.

use counterfoil_domain::{
    CityId, Snapshot,
    catalog::search::{Field, Found, Hit, mark},
};

use super::{
    HitKind, HitView, SearchView, TextPart,
    cards::{city_name, from_price, venue_name},
};
use crate::views::number::{count, millis};

impl SearchView {
    pub(crate) fn of(snapshot: &Snapshot, text: &str, near: Option<&CityId>, limit: u32) -> Self {
        let (hits, total) = snapshot.search(text, near, limit as usize);
        Self { hits: hits.iter().map(|hit| HitView::of(snapshot, text, hit)).collect(), total: count(total) }
    }
}

impl HitView {
    fn of(snapshot: &Snapshot, asked: &str, hit: &Hit<'_>) -> Self {
        let fetched_at = snapshot.fetched_at().map(millis);
        let marked = |title: &str| {
            let parts = mark(title, asked, &hit.words).into_iter();
            parts.map(|(text, hit)| TextPart { text, hit }).collect()
        };
        match hit.found {
            Found::City(city) => Self {
                kind: HitKind::City,
                id: city.id.to_string(),
                title: marked(&city.name),
                why: None,
                subtitle: snapshot.country(&city.country).map(|country| country.name.clone()).unwrap_or_default(),
                picture: None,
                rating: None,
                votes: 0,
                price: None,
                city: city.id.to_string(),
                fetched_at,
            },
            Found::Experience(experience) => Self {
                kind: HitKind::Experience,
                id: experience.id.to_string(),
                title: marked(&experience.title),
                why: why(hit, None, &city_name(snapshot, &experience.city), experience.tagline.as_deref()),
                subtitle: joined([
                    Some(city_name(snapshot, &experience.city)),
                    experience.tags.iter().find_map(|id| Some(snapshot.tag(id)?.name.clone())),
                ]),
                picture: experience.pictures.first().map(Into::into),
                rating: experience.rating.average,
                votes: experience.rating.total,
                price: from_price(snapshot, experience).map(Into::into),
                city: experience.city.to_string(),
                fetched_at,
            },
            Found::Product(product) => Self {
                kind: HitKind::Product,
                id: product.id.to_string(),
                title: marked(&product.title),
                why: why(
                    hit,
                    venue_name(snapshot, product).as_deref(),
                    &city_name(snapshot, &product.city),
                    product.tagline.as_deref(),
                ),
                subtitle: joined([
                    Some(city_name(snapshot, &product.city)),
                    (product.flags.skip_line == Some(true)).then(|| "Skip the line".to_owned()),
                    product.duration_minutes.filter(|minutes| *minutes > 0).map(spell_minutes),
                    (!product.on_sale).then(|| "Not on sale".to_owned()),
                ]),
                picture: product.pictures.first().map(Into::into),
                rating: product.rating.average,
                votes: product.rating.total,
                price: product.price.map(Into::into),
                city: product.city.to_string(),
                fetched_at,
            },
        }
    }
}

/// Where it matched, when not in the title.
fn why(hit: &Hit<'_>, venue: Option<&str>, city: &str, tagline: Option<&str>) -> Option<String> {
    match hit.fields.first()? {
        Field::Title => None,
        Field::Venue => venue.map(|name| format!("venue {name}")),
        Field::City => Some(format!("city {city}")),
        Field::Tagline => tagline.map(str::to_owned),
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
