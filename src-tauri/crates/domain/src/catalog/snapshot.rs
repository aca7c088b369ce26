//! The catalogue in memory: immutable, shared, swapped whole. Readers never lock and never see half a refresh.

mod body;
mod browse;
mod shelf;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{City, Country, Experience, Product, Tag, TagType, search::Index};
use crate::{CityId, CountryId, ExperienceId, Instant, ProductId, SupplierKey, TagId, TagTypeId};
use body::Body;

pub use browse::{Cut, Narrowing};

/// All rows a snapshot is built from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contents {
    /// Countries.
    pub countries: Vec<Country>,
    /// Cities.
    pub cities: Vec<City>,
    /// Experiences.
    pub experiences: Vec<Experience>,
    /// Products.
    pub products: Vec<Product>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Tag types.
    pub tag_types: Vec<TagType>,
    /// How many variants are stored; they are loaded with their product.
    pub variant_count: u64,
    /// When the supplier's data was last fetched whole or in part.
    pub fetched_at: Option<Instant>,
    /// When each city was last fetched whole.
    pub cities_fetched_at: HashMap<CityId, Instant>,
    /// Which edition of each supplier's lists this is.
    pub editions: HashMap<SupplierKey, i64>,
}

/// Ids of what a supplier no longer lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retired {
    /// Countries.
    pub countries: HashSet<CountryId>,
    /// Cities.
    pub cities: HashSet<CityId>,
    /// Tag types.
    pub tag_types: HashSet<TagTypeId>,
    /// Tags.
    pub tags: HashSet<TagId>,
    /// Experiences.
    pub experiences: HashSet<ExperienceId>,
    /// Products.
    pub products: HashSet<ProductId>,
}

impl Retired {
    /// How many ids.
    pub fn count(&self) -> usize {
        self.countries.len()
            + self.cities.len()
            + self.tag_types.len()
            + self.tags.len()
            + self.experiences.len()
            + self.products.len()
    }
}

/// What a run changed: rows that are new or different, the catalogue's age and counts as they are now, and what is gone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// New and different rows; counts and ages are of the whole catalogue.
    pub changed: Contents,
    /// What is no longer listed.
    pub retired: Retired,
}

impl Changes {
    /// Whether no row changed and none is gone; ages may still be newer.
    pub fn is_nothing(&self) -> bool {
        let Contents { countries, cities, experiences, products, tags, tag_types, .. } = &self.changed;
        let rows = countries.len() + cities.len() + experiences.len() + products.len() + tags.len() + tag_types.len();
        rows + self.retired.count() == 0
    }
}

/// The catalogue as agents see it at one moment. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Snapshot {
    body: Arc<Body>,
    /// By place of the city. A city nobody decided about counts as enabled.
    enabled: Arc<Vec<bool>>,
    ages: Arc<Ages>,
}

/// What a run renews even when no row changed.
#[derive(Debug)]
struct Ages {
    fetched_at: Option<Instant>,
    cities: HashMap<CityId, Instant>,
    editions: HashMap<SupplierKey, i64>,
    variant_count: u64,
}

impl Ages {
    /// Takes them out of the contents.
    fn of(contents: &mut Contents) -> Self {
        Self {
            fetched_at: contents.fetched_at,
            cities: std::mem::take(&mut contents.cities_fetched_at),
            editions: std::mem::take(&mut contents.editions),
            variant_count: contents.variant_count,
        }
    }
}

impl Snapshot {
    /// Builds a snapshot with its indexes. `choices` are the desk's decisions about cities.
    pub fn build(mut contents: Contents, choices: &HashMap<CityId, bool>) -> Self {
        let ages = Ages::of(&mut contents);
        Self::seen(Arc::new(Body::of(contents)), ages, choices)
    }

    /// The next snapshot after a run. Rows that did not change are shared with this one, and everything but the ages when
    /// none did.
    pub fn renewed(&self, mut changes: Changes, choices: &HashMap<CityId, bool>) -> Self {
        let ages = Ages::of(&mut changes.changed);
        let body = if changes.is_nothing() { Arc::clone(&self.body) } else { Arc::new(self.body.renewed(changes)) };
        Self::seen(body, ages, choices)
    }

    fn seen(body: Arc<Body>, ages: Ages, choices: &HashMap<CityId, bool>) -> Self {
        let enabled = body.cities.rows().iter().map(|city| choices.get(&city.id).copied().unwrap_or(true)).collect();
        Self { body, enabled: Arc::new(enabled), ages: Arc::new(ages) }
    }

    /// The snapshot of an empty desk.
    pub fn empty() -> Self {
        Self::build(Contents::default(), &HashMap::new())
    }

    /// The same catalogue with cities switched on or off; shares everything but the switches.
    pub fn with_cities(&self, ids: &[CityId], enabled: bool) -> Self {
        let mut switches = (*self.enabled).clone();
        for place in ids.iter().filter_map(|id| self.body.cities.place(id)) {
            switches[place as usize] = enabled;
        }
        Self { body: Arc::clone(&self.body), enabled: Arc::new(switches), ages: Arc::clone(&self.ages) }
    }

    /// Whether nothing was ever fetched.
    pub fn is_empty(&self) -> bool {
        self.body.countries.len() == 0 && self.body.cities.len() == 0 && self.body.experiences.shelf.len() == 0
    }

    /// When the supplier's data was last fetched.
    pub fn fetched_at(&self) -> Option<Instant> {
        self.ages.fetched_at
    }

    /// When a city was last fetched whole; the supplier's age where that never happened.
    pub fn city_fetched_at(&self, id: &CityId) -> Option<Instant> {
        self.ages.cities.get(id).copied().or(self.ages.fetched_at)
    }

    /// Which edition of each supplier's lists this is; another process may have committed a newer one.
    pub fn editions(&self) -> &HashMap<SupplierKey, i64> {
        &self.ages.editions
    }

    /// How many variants are stored.
    pub fn variant_count(&self) -> u64 {
        self.ages.variant_count
    }

    /// All countries, by name.
    pub fn countries(&self) -> &[Arc<Country>] {
        self.body.countries.rows()
    }

    /// All cities, by name, enabled or not.
    pub fn all_cities(&self) -> &[Arc<City>] {
        self.body.cities.rows()
    }

    /// All experiences, enabled or not.
    pub fn all_experiences(&self) -> &[Arc<Experience>] {
        self.body.experiences.shelf.rows()
    }

    /// All products, enabled or not.
    pub fn all_products(&self) -> &[Arc<Product>] {
        self.body.products.shelf.rows()
    }

    /// All tags, by name.
    pub fn tags(&self) -> &[Arc<Tag>] {
        self.body.tags.rows()
    }

    /// All tag types.
    pub fn tag_types(&self) -> &[TagType] {
        &self.body.tag_types
    }

    /// A country by its id.
    pub fn country(&self, id: &CountryId) -> Option<&Country> {
        self.body.countries.get(id)
    }

    /// Countries of an ISO code, one for each supplier that has it.
    pub fn countries_by_iso<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Country> {
        let rows = self.countries().iter().map(|country| &**country);
        rows.filter(move |c| c.iso_code.as_deref().is_some_and(|iso| iso.eq_ignore_ascii_case(code)))
    }

    /// A city by its id, enabled or not.
    pub fn city(&self, id: &CityId) -> Option<&City> {
        self.body.cities.get(id)
    }

    /// Whether agents see what lies in the city. A city nobody decided about counts as enabled, also one that the supplier
    /// names and does not list.
    pub fn is_enabled(&self, id: &CityId) -> bool {
        self.body.cities.place(id).is_none_or(|place| self.enabled[place as usize])
    }

    /// Cities of a country by name, enabled or not.
    pub fn cities_of(&self, country: &CountryId) -> impl Iterator<Item = &City> {
        let places = self.body.countries.place(country).map(|place| &self.body.cities_by_country[place as usize]);
        places.into_iter().flatten().map(|place| self.body.cities.row(*place))
    }

    /// Ids of the enabled cities of a supplier.
    pub fn enabled_cities(&self, supplier: SupplierKey) -> Vec<CityId> {
        let rows = self.all_cities().iter().zip(self.enabled.iter());
        rows.filter(|(city, on)| **on && city.id.supplier == supplier).map(|(city, _)| city.id.clone()).collect()
    }

    /// An experience by its id.
    pub fn experience(&self, id: &ExperienceId) -> Option<&Experience> {
        self.body.experiences.shelf.get(id)
    }

    /// A product by its id.
    pub fn product(&self, id: &ProductId) -> Option<&Product> {
        self.body.products.shelf.get(id)
    }

    /// A tag by its id.
    pub fn tag(&self, id: &TagId) -> Option<&Tag> {
        self.body.tags.get(id)
    }

    /// Products of an experience, those on sale and best known first.
    pub fn products_of_experience(&self, id: &ExperienceId) -> impl Iterator<Item = &Product> {
        let places = self.body.experiences.shelf.place(id).map(|place| self.body.products_by_experience.of(place));
        places.into_iter().flatten().map(|place| self.body.products.shelf.row(*place))
    }

    /// How many experiences a city has.
    pub fn experience_count(&self, city: &CityId) -> usize {
        self.body.cities.place(city).map_or(0, |place| self.body.experiences.by_city[place as usize].len())
    }

    /// How many products a city has.
    pub fn product_count(&self, city: &CityId) -> usize {
        self.body.cities.place(city).map_or(0, |place| self.body.products.by_city[place as usize].len())
    }

    /// How many experiences and products agents see.
    pub fn visible_counts(&self) -> (usize, usize) {
        let (experiences, products) = (&self.body.experiences, &self.body.products);
        let off = || self.enabled.iter().enumerate().filter(|(_, on)| !**on).map(|(place, _)| place);
        (
            experiences.by_fame.len() - off().map(|place| experiences.by_city[place].len()).sum::<usize>(),
            products.by_fame.len() - off().map(|place| products.by_city[place].len()).sum::<usize>(),
        )
    }

    /// How many experiences and products of a supplier name a city that it does not list.
    pub fn without_city(&self, supplier: SupplierKey) -> (usize, usize) {
        let lost = |cities: &[Option<u32>], suppliers: &mut dyn Iterator<Item = SupplierKey>| {
            cities.iter().zip(suppliers).filter(|(city, of)| city.is_none() && *of == supplier).count()
        };
        let (experiences, products) = (&self.body.experiences, &self.body.products);
        (
            lost(&experiences.city, &mut experiences.shelf.rows().iter().map(|row| row.id.supplier)),
            lost(&products.city, &mut products.shelf.rows().iter().map(|row| row.id.supplier)),
        )
    }

    /// How many cities are enabled.
    pub fn enabled_count(&self) -> usize {
        self.enabled.iter().filter(|on| **on).count()
    }

    /// The search index, over all cities; [`Snapshot::search`] shows only what agents may see.
    pub(super) fn index(&self) -> &Index {
        &self.body.index
    }

    pub(super) fn sees_city(&self, place: u32) -> bool {
        self.enabled[place as usize]
    }

    pub(super) fn city_place(&self, id: &CityId) -> Option<u32> {
        self.body.cities.place(id)
    }

    pub(super) fn city_at(&self, place: u32) -> &City {
        self.body.cities.row(place)
    }

    pub(super) fn experience_at(&self, place: u32) -> &Experience {
        self.body.experiences.shelf.row(place)
    }

    pub(super) fn product_at(&self, place: u32) -> &Product {
        self.body.products.shelf.row(place)
    }
}
