//! The JSON object of an experience (Tiqets Distributor API, Experience).

use std::hash::{Hash, Hasher};

use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

use super::product_sheet::{Pictures, Ratings};
use super::reader::Reader;
use crate::wire::{Each, Point, Text};
use crate::world::World;
use crate::world::dice::Dice;
use crate::world::prose;

/// An experience by its position, with what may change about it.
pub(crate) struct ExperienceSheet<'a> {
    reader: Reader<'a>,
    index: usize,
    /// Positions of the products that are sold there.
    products: Vec<usize>,
    tags: Vec<usize>,
    /// The lowest price of a product, in the smallest unit of the currency.
    from: Option<u32>,
    updated_at: Option<DateTime<Utc>>,
}

impl<'a> ExperienceSheet<'a> {
    pub(crate) fn new(reader: Reader<'a>, index: usize) -> Self {
        let world = reader.world;
        let theme = world.theme_of_experience(index);
        let products: Vec<usize> =
            World::products_of_experience(index).filter(|product| world.has_product(*product)).collect();
        let mut tags: Vec<usize> = products.iter().flat_map(|product| world.tags_of_product(*product, theme)).collect();
        tags.sort_unstable();
        tags.dedup();
        let prices = products.iter().map(|product| world.priced(*product, world.product(*product).cents));
        let from = prices.min().map(|cents| reader.currency.minor(cents));
        let updated_at = reader.dated(|world| world.experience_updated_at(index));
        Self { reader, index, products, tags, from, updated_at }
    }

    /// The products the experience names; not every one does.
    fn named_products(&self) -> Option<&[usize]> {
        (self.index % 6 != 5).then_some(&self.products)
    }
}

impl Hash for ExperienceSheet<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let name = self.reader.world.new_name(self.reader.world.city_of_experience(self.index));
        let changing = (self.named_products(), &self.tags, self.from, self.updated_at, name);
        (self.index, self.reader.currency, changing).hash(state);
    }
}

#[derive(Serialize)]
struct Address<'a> {
    street: &'a str,
    city_name: &'a str,
    country_name: &'static str,
}

#[derive(Serialize)]
struct Fields<'a, Tags: Serialize, Products: Serialize> {
    id: Text<u64>,
    r#type: &'static str,
    title: &'a str,
    tagline: &'static str,
    description: String,
    city_id: Text<u64>,
    country_id: Text<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geolocation: Option<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    google_place_id: Option<String>,
    images: Pictures<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratings: Option<Ratings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_price: Option<f64>,
    currency: &'static str,
    tag_ids: Tags,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_ids: Option<Products>,
    experience_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<String>,
}

impl Serialize for ExperienceSheet<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Reader { world, origin, currency, .. } = self.reader;
        let index = self.index;
        let experience = world.experience(index);
        let city = &experience.city;
        // The dice are thrown in one fixed order, whatever is shown: the texts of a world must never move.
        let mut dice = Dice::for_subject(world.seed, &[30, index as u64]);
        let html = dice.chance(35);
        let tagline = prose::tagline(&mut dice);
        let description = prose::paragraphs(&mut dice, &experience.title, &city.name, 26, html);
        let google_place_id = index.is_multiple_of(4).then(|| format!("ChIJ{:016x}", dice.next()));
        let ratings = (index % 8 != 7).then(|| Ratings::drawn(&mut dice));
        let address = Address { street: &experience.street, city_name: &city.name, country_name: city.country.name };
        Fields {
            id: Text(experience.id),
            r#type: experience.theme.kind,
            title: &experience.title,
            tagline,
            description,
            city_id: Text(city.id),
            country_id: Text(city.country.id),
            address: (index % 9 != 8).then_some(address),
            geolocation: (index % 7 != 6).then_some(Point { lat: experience.lat, lng: experience.lng }),
            google_place_id,
            images: Pictures { origin, experience: &experience },
            ratings,
            from_price: self.from.map(|minor| currency.number(minor)),
            currency: currency.code,
            tag_ids: Each(self.tags.iter().map(|tag| Text(World::tag_id(*tag)))),
            product_ids: self
                .named_products()
                .map(|products| Each(products.iter().map(|product| Text(world.product_id(*product))))),
            experience_url: format!("{origin}/e{}", experience.id),
            updated_at: self.updated_at.map(|at| at.to_rfc3339()),
        }
        .serialize(serializer)
    }
}
