//! The JSON object of a product (Tiqets Distributor API, Product).

use std::hash::{Hash, Hasher};

use chrono::{DateTime, Utc};
use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use super::reader::Reader;
use super::variant_sheet::Cancellation;
use crate::wire::{Each, Point, Text};
use crate::world::World;
use crate::world::dice::Dice;
use crate::world::experience::Experience;
use crate::world::product::Fulfilment;
use crate::world::prose;

/// Languages the supplier writes in.
pub(crate) const LANGUAGES: &[&str] = &["en", "nl", "de", "fr", "es", "it", "pt", "zh"];
/// Pictures of each experience.
const PICTURES: u64 = 6;

/// A product by its position, with what may change about it.
pub(crate) struct ProductSheet<'a> {
    reader: Reader<'a>,
    index: usize,
    edition: u32,
    updated_at: Option<DateTime<Utc>>,
}

impl<'a> ProductSheet<'a> {
    pub(crate) fn new(reader: Reader<'a>, index: usize) -> Self {
        let updated_at = reader.dated(|world| world.updated_at(index));
        Self { reader, index, edition: reader.world.edition(index), updated_at }
    }
}

impl Hash for ProductSheet<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Reader { world, currency, language, price_percent, .. } = self.reader;
        let name = world.new_name(world.city_of_experience(World::experience_of_product(self.index)));
        let changing = (self.edition, self.updated_at, name, price_percent);
        (self.index, currency, language, changing).hash(state);
    }
}

#[derive(Serialize)]
struct Venue<'a> {
    id: Text<u64>,
    name: &'a str,
    address: &'a str,
}

#[derive(Serialize)]
struct StartingPoint<'a> {
    lat: f64,
    lng: f64,
    address: &'a str,
    city_id: Text<u64>,
    label: &'static str,
}

#[derive(Serialize)]
struct Visits<'a> {
    name: String,
    city: &'a str,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the supplier's document has them")]
struct Fields<'a, Tags: Serialize> {
    id: Text<u64>,
    title: &'a str,
    tagline: &'static str,
    city_id: Text<u64>,
    city_name: &'a str,
    country_id: Text<u64>,
    country_name: &'static str,
    language: &'static str,
    languages: &'static [&'static str],
    geolocation: Point,
    distance: Option<f64>,
    images: Pictures<'a>,
    price: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    prediscount_price: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    promo_label: Option<&'static str>,
    display_price: String,
    currency: &'static str,
    ratings: Ratings,
    sale_status: &'static str,
    sale_status_reason: Option<&'static str>,
    tag_ids: Tags,
    venue: Venue<'a>,
    summary: String,
    highlights: String,
    whats_included: String,
    whats_excluded: String,
    product_url: String,
    product_checkout_url: String,
    product_slug: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    starting_point: Option<StartingPoint<'a>>,
    duration: &'static str,
    skip_line: bool,
    smartphone_ticket: bool,
    wheelchair_access: bool,
    instant_ticket_delivery: bool,
    live_guide_languages: &'static [&'static str],
    audio_guide_languages: &'static [&'static str],
    supplier: Visits<'a>,
    marketing_restrictions: [&'static str; 0],
    is_package: bool,
    cancellation: Cancellation,
    #[serde(skip_serializing_if = "Option::is_none")]
    timezone: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<String>,
}

impl Serialize for ProductSheet<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Reader { world, origin, currency, language, price_percent, .. } = self.reader;
        let index = self.index;
        let product = world.product(index);
        let experience = world.experience(product.experience);
        let city = &experience.city;
        let title = World::product_title(&product, &experience.title);
        let cents = raised(world.priced(index, product.cents), price_percent);
        let tags = world.tags_of_product(index, product.theme);
        let address = format!("{}, {}", experience.street, city.name);
        let house = experience.street.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim();
        // The dice are thrown in one fixed order, whatever is shown: the texts of a world must never move.
        let mut dice = Dice::for_subject(world.seed, &[31, index as u64]);
        let html = dice.chance(40);
        let spoken = 3 + dice.position(LANGUAGES.len() - 2);
        let languages = &LANGUAGES[..spoken.min(LANGUAGES.len())];
        let tagline = prose::tagline(&mut dice);
        let promoted = dice.chance(15);
        let ratings = Ratings::drawn(&mut dice);
        let mut summary = prose::paragraphs(&mut dice, &experience.title, &city.name, 25, html);
        if self.edition > 0 {
            summary = format!("{summary}\nNew this season: edition {}.", self.edition);
        }
        let highlights = prose::highlights(&mut dice, html);
        let whats_included = prose::included(&mut dice, html);
        let whats_excluded = prose::excluded(&mut dice, html);
        let (skip_line, wheelchair_access) = (dice.chance(40), dice.chance(60));
        let (live_guide, audio_guide) = (dice.chance(30), dice.chance(50));
        let starting_point = StartingPoint {
            lat: experience.lat,
            lng: experience.lng,
            address: &address,
            city_id: Text(city.id),
            label: "Meeting point under the clock",
        };
        Fields {
            id: Text(product.id),
            title: &title,
            tagline,
            city_id: Text(city.id),
            city_name: &city.name,
            country_id: Text(city.country.id),
            country_name: city.country.name,
            language: if languages.contains(&language) { language } else { "en" },
            languages,
            geolocation: Point { lat: experience.lat, lng: experience.lng },
            distance: None,
            images: Pictures { origin, experience: &experience },
            price: currency.amount(cents),
            prediscount_price: promoted.then(|| currency.amount(cents * 6 / 5)),
            promo_label: promoted.then_some("Special offer"),
            display_price: format!("{} {:.2}", currency.code, currency.amount(cents)),
            currency: currency.code,
            ratings,
            sale_status: if product.closed.is_some() { "unavailable" } else { "available" },
            sale_status_reason: product.closed,
            tag_ids: Each(tags.iter().map(|tag| Text(World::tag_id(*tag)))),
            venue: Venue { id: Text(experience.id), name: &experience.title, address: &address },
            summary,
            highlights,
            whats_included,
            whats_excluded,
            product_url: format!("{origin}/p{}?partner=sandbox", product.id),
            product_checkout_url: format!("{origin}/checkout/{}?partner=sandbox", product.id),
            product_slug: slug(&title),
            starting_point: (product.theme.kind == "activity").then_some(starting_point),
            duration: product.theme.duration,
            skip_line,
            smartphone_ticket: true,
            wheelchair_access,
            instant_ticket_delivery: matches!(product.fulfilment, Fulfilment::Instant | Fulfilment::ByVariant),
            live_guide_languages: if live_guide { &languages[..2] } else { &[] },
            audio_guide_languages: if audio_guide { languages } else { &[] },
            supplier: Visits { name: format!("{house} Visits"), city: &city.name },
            marketing_restrictions: [],
            is_package: false,
            cancellation: Cancellation::from(product.terms),
            timezone: (city.index % 3 != 2 || city.index < 4).then(|| city.country.timezone.name()),
            updated_at: self.updated_at.map(|at| at.to_rfc3339()),
        }
        .serialize(serializer)
    }
}

/// A price after `price_changes`.
pub(crate) fn raised(cents: u32, percent: u32) -> u32 {
    cents * (100 + percent) / 100
}

/// The pictures of an experience in all sizes.
pub(crate) struct Pictures<'a> {
    pub(crate) origin: &'a str,
    pub(crate) experience: &'a Experience,
}

#[derive(Serialize)]
struct Picture<Address: Serialize, Words: Serialize> {
    small: Address,
    medium: Address,
    large: Address,
    extra_large: Address,
    credits: &'static str,
    alt_text: Words,
}

impl Serialize for Pictures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pictures = serializer.serialize_seq(None)?;
        let base = format!("{}/pictures/{}", self.origin, self.experience.id);
        for nth in 1..=PICTURES {
            // A third of a product are these addresses: they are written straight into the answer.
            pictures.serialize_element(&Picture {
                small: Text(format_args!("{base}/{nth}/small.png")),
                medium: Text(format_args!("{base}/{nth}/medium.png")),
                large: Text(format_args!("{base}/{nth}/large.png")),
                extra_large: Text(format_args!("{base}/{nth}/extra_large.png")),
                credits: "Drawn by the sandbox",
                alt_text: Text(format_args!("{}, view {nth}", self.experience.title)),
            })?;
        }
        pictures.end()
    }
}

/// Average and number of ratings; few have none.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Ratings {
    average: Option<f64>,
    total: u64,
}

impl Ratings {
    /// Ratings by chance.
    pub(crate) fn drawn(dice: &mut Dice) -> Self {
        if dice.chance(5) {
            return Self { average: None, total: 0 };
        }
        let average = f64::from(34 + dice.small(17)) / 10.0;
        Self { average: Some(average), total: 1 + dice.below(9_000) }
    }
}

fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for letter in title.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}
