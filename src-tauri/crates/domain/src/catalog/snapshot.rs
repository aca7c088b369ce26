//! The catalogue in memory: immutable, shared, swapped whole. Readers never lock and never see half a refresh.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::Arc,
};

use super::{City, Country, Experience, Product, Tag, TagType, search::Index};
use crate::{CityId, CountryId, ExperienceId, Instant, ProductId, SupplierKey, TagId};

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
}

/// Rows with their ids: a place number is how the other indexes speak of a row.
#[derive(Debug)]
struct Shelf<K, V> {
    rows: Vec<V>,
    places: HashMap<K, u32>,
}

impl<K: Hash + Eq + Clone, V> Shelf<K, V> {
    /// The last row of a repeated id wins: suppliers repeat themselves when pages overlap.
    fn new(rows: Vec<V>, id: impl Fn(&V) -> &K) -> Self {
        let mut kept: Vec<V> = Vec::with_capacity(rows.len());
        let mut places = HashMap::with_capacity(rows.len());
        for row in rows {
            let next = u32::try_from(kept.len()).unwrap_or(u32::MAX);
            match places.entry(id(&row).clone()) {
                std::collections::hash_map::Entry::Occupied(at) => kept[*at.get() as usize] = row,
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(next);
                    kept.push(row);
                }
            }
        }
        Self { rows: kept, places }
    }

    fn get(&self, id: &K) -> Option<&V> {
        self.places.get(id).map(|place| &self.rows[*place as usize])
    }

    fn place(&self, id: &K) -> Option<u32> {
        self.places.get(id).copied()
    }

    fn row(&self, place: u32) -> &V {
        &self.rows[place as usize]
    }
}

/// Everything that does not change when a city is switched on or off.
#[derive(Debug)]
struct Body {
    countries: Shelf<CountryId, Country>,
    cities: Shelf<CityId, City>,
    experiences: Shelf<ExperienceId, Experience>,
    products: Shelf<ProductId, Product>,
    tags: Shelf<TagId, Tag>,
    tag_types: Vec<TagType>,
    cities_by_country: Vec<Vec<u32>>,
    experiences_by_city: Vec<Vec<u32>>,
    products_by_city: Vec<Vec<u32>>,
    products_by_experience: Vec<Vec<u32>>,
    experience_city: Vec<Option<u32>>,
    product_city: Vec<Option<u32>>,
    index: Index,
    variant_count: u64,
    fetched_at: Option<Instant>,
}

/// The catalogue as agents see it at one moment. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Snapshot {
    body: Arc<Body>,
    /// By place of the city. A city nobody decided about counts as enabled.
    enabled: Arc<Vec<bool>>,
}

/// What experiences or products are narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Only this city.
    pub city: Option<CityId>,
    /// Only this country.
    pub country: Option<CountryId>,
    /// Only with all of these tags.
    pub tags: Vec<TagId>,
}

/// A page cut out of a longer list.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut<T> {
    /// The rows of the page.
    pub items: Vec<T>,
    /// Over all pages.
    pub total: usize,
}

impl Snapshot {
    /// Builds a snapshot with its indexes. `choices` are the desk's decisions about cities.
    pub fn build(contents: Contents, choices: &HashMap<CityId, bool>) -> Self {
        let countries = Shelf::new(contents.countries, |c| &c.id);
        let cities = Shelf::new(contents.cities, |c| &c.id);
        let experiences = Shelf::new(contents.experiences, |e| &e.id);
        let products = Shelf::new(contents.products, |p| &p.id);
        let tags = Shelf::new(contents.tags, |t| &t.id);

        let mut cities_by_country = vec![Vec::new(); countries.rows.len()];
        for (place, city) in (0_u32..).zip(&cities.rows) {
            if let Some(country) = countries.place(&city.country) {
                cities_by_country[country as usize].push(place);
            }
        }
        let mut experiences_by_city = vec![Vec::new(); cities.rows.len()];
        let experience_city: Vec<Option<u32>> = experiences.rows.iter().map(|e| cities.place(&e.city)).collect();
        for (place, city) in (0_u32..).zip(&experience_city) {
            if let Some(city) = city {
                experiences_by_city[*city as usize].push(place);
            }
        }
        let mut products_by_city = vec![Vec::new(); cities.rows.len()];
        let mut products_by_experience = vec![Vec::new(); experiences.rows.len()];
        let product_city: Vec<Option<u32>> = products.rows.iter().map(|p| cities.place(&p.city)).collect();
        for (place, product) in (0_u32..).zip(&products.rows) {
            if let Some(city) = product_city[place as usize] {
                products_by_city[city as usize].push(place);
            }
            if let Some(experience) = product.experience.as_ref().and_then(|id| experiences.place(id)) {
                products_by_experience[experience as usize].push(place);
            }
        }
        // Where the supplier lists products for an experience, they are merged with those that name it as their venue.
        for (place, experience) in experiences.rows.iter().enumerate() {
            for product in experience.products.iter().filter_map(|id| products.place(id)) {
                if !products_by_experience[place].contains(&product) {
                    products_by_experience[place].push(product);
                }
            }
        }
        let by_name = |a: &u32, b: &u32| cities.row(*a).name.cmp(&cities.row(*b).name);
        for list in &mut cities_by_country {
            list.sort_by(by_name);
        }
        let popular_first = |a: &u32, b: &u32| experiences.row(*b).rating.total.cmp(&experiences.row(*a).rating.total);
        for list in &mut experiences_by_city {
            list.sort_by(popular_first);
        }
        let sold_first = |a: &u32, b: &u32| {
            let key = |place: &u32| (products.row(*place).on_sale, products.row(*place).rating.total);
            key(b).cmp(&key(a))
        };
        for list in &mut products_by_city {
            list.sort_by(sold_first);
        }
        for list in &mut products_by_experience {
            list.sort_by(sold_first);
        }

        let index = Index::build(&cities.rows, &experiences.rows, &products.rows);
        let body = Body {
            countries,
            cities,
            experiences,
            products,
            tags,
            tag_types: contents.tag_types,
            cities_by_country,
            experiences_by_city,
            products_by_city,
            products_by_experience,
            experience_city,
            product_city,
            index,
            variant_count: contents.variant_count,
            fetched_at: contents.fetched_at,
        };
        let enabled = body.cities.rows.iter().map(|city| choices.get(&city.id).copied().unwrap_or(true)).collect();
        Self { body: Arc::new(body), enabled: Arc::new(enabled) }
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
        Self { body: Arc::clone(&self.body), enabled: Arc::new(switches) }
    }

    /// Whether nothing was ever fetched.
    pub fn is_empty(&self) -> bool {
        self.body.countries.rows.is_empty() && self.body.cities.rows.is_empty() && self.body.experiences.rows.is_empty()
    }

    /// When the supplier's data was last fetched.
    pub fn fetched_at(&self) -> Option<Instant> {
        self.body.fetched_at
    }

    /// How many variants are stored.
    pub fn variant_count(&self) -> u64 {
        self.body.variant_count
    }

    /// All countries, in the supplier's order.
    pub fn countries(&self) -> &[Country] {
        &self.body.countries.rows
    }

    /// All cities, in the supplier's order, enabled or not.
    pub fn all_cities(&self) -> &[City] {
        &self.body.cities.rows
    }

    /// All experiences, enabled or not.
    pub fn all_experiences(&self) -> &[Experience] {
        &self.body.experiences.rows
    }

    /// All products, enabled or not.
    pub fn all_products(&self) -> &[Product] {
        &self.body.products.rows
    }

    /// All tags.
    pub fn tags(&self) -> &[Tag] {
        &self.body.tags.rows
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
        self.countries().iter().filter(move |c| c.iso_code.as_deref().is_some_and(|iso| iso.eq_ignore_ascii_case(code)))
    }

    /// A city by its id, enabled or not.
    pub fn city(&self, id: &CityId) -> Option<&City> {
        self.body.cities.get(id)
    }

    /// Whether agents see the city.
    pub fn is_enabled(&self, id: &CityId) -> bool {
        self.body.cities.place(id).is_some_and(|place| self.enabled[place as usize])
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
        self.body.experiences.get(id)
    }

    /// A product by its id.
    pub fn product(&self, id: &ProductId) -> Option<&Product> {
        self.body.products.get(id)
    }

    /// A tag by its id.
    pub fn tag(&self, id: &TagId) -> Option<&Tag> {
        self.body.tags.get(id)
    }

    /// Products of an experience, those on sale and best known first.
    pub fn products_of_experience(&self, id: &ExperienceId) -> impl Iterator<Item = &Product> {
        let places = self.body.experiences.place(id).map(|place| &self.body.products_by_experience[place as usize]);
        places.into_iter().flatten().map(|place| self.body.products.row(*place))
    }

    /// How many experiences a city has.
    pub fn experience_count(&self, city: &CityId) -> usize {
        self.body.cities.place(city).map_or(0, |place| self.body.experiences_by_city[place as usize].len())
    }

    /// How many products a city has.
    pub fn product_count(&self, city: &CityId) -> usize {
        self.body.cities.place(city).map_or(0, |place| self.body.products_by_city[place as usize].len())
    }

    /// A page of the experiences agents see (UC-03), best known first within a city. Pages count from 1.
    pub fn experiences(&self, narrow: &Narrowing, page: usize, size: usize) -> Cut<&Experience> {
        let body = &self.body;
        self.cut(narrow, &body.experiences_by_city, |place| body.experiences.row(place), |e| &e.tags, page, size)
    }

    /// A page of the products agents see (UC-06). Pages count from 1.
    pub fn products(&self, narrow: &Narrowing, page: usize, size: usize) -> Cut<&Product> {
        let body = &self.body;
        self.cut(narrow, &body.products_by_city, |place| body.products.row(place), |p| &p.tags, page, size)
    }

    fn cut<'a, T>(
        &'a self,
        narrow: &Narrowing,
        by_city: &'a [Vec<u32>],
        row: impl Fn(u32) -> &'a T,
        tags: impl Fn(&T) -> &Vec<TagId>,
        page: usize,
        size: usize,
    ) -> Cut<&'a T> {
        let skip = page.saturating_sub(1).saturating_mul(size);
        let lists = self.visible_cities(narrow).into_iter().map(|city| &by_city[city as usize]);
        if narrow.tags.is_empty() {
            let mut items = Vec::with_capacity(size.min(128));
            let mut total = 0;
            for list in lists {
                // Whole cities before and after the page are stepped over by their length.
                let from = skip.saturating_sub(total).min(list.len());
                let take = size.saturating_sub(items.len());
                if total + list.len() > skip {
                    items.extend(list[from..].iter().take(take).map(|place| row(*place)));
                }
                total += list.len();
            }
            return Cut { items, total };
        }
        let wanted = |place: &u32| narrow.tags.iter().all(|tag| tags(row(*place)).contains(tag));
        let found: Vec<u32> = lists.flatten().copied().filter(|place| wanted(place)).collect();
        Cut { items: found.iter().skip(skip).take(size).map(|place| row(*place)).collect(), total: found.len() }
    }

    /// Places of the enabled cities a narrowing leaves.
    fn visible_cities(&self, narrow: &Narrowing) -> Vec<u32> {
        let body = &self.body;
        let all: Vec<u32> = match (&narrow.city, &narrow.country) {
            (Some(city), _) => body.cities.place(city).into_iter().collect(),
            (None, Some(country)) => body
                .countries
                .place(country)
                .map(|place| body.cities_by_country[place as usize].clone())
                .unwrap_or_default(),
            (None, None) => (0..u32::try_from(body.cities.rows.len()).unwrap_or(u32::MAX)).collect(),
        };
        all.into_iter().filter(|place| self.enabled[*place as usize]).collect()
    }

    /// The search index, over all cities; [`Snapshot::search`] shows only what agents may see.
    pub(super) fn index(&self) -> &Index {
        &self.body.index
    }

    pub(super) fn sees(&self, document: super::search::Document) -> bool {
        use super::search::Document as D;
        let city = match document {
            D::City(place) => Some(place),
            D::Experience(place) => self.body.experience_city[place as usize],
            D::Product(place) => self.body.product_city[place as usize],
        };
        city.is_some_and(|place| self.enabled[place as usize])
    }

    pub(super) fn city_of(&self, document: super::search::Document) -> Option<u32> {
        use super::search::Document as D;
        match document {
            D::City(place) => Some(place),
            D::Experience(place) => self.body.experience_city[place as usize],
            D::Product(place) => self.body.product_city[place as usize],
        }
    }

    pub(super) fn city_place(&self, id: &CityId) -> Option<u32> {
        self.body.cities.place(id)
    }

    pub(super) fn experience_at(&self, place: u32) -> &Experience {
        self.body.experiences.row(place)
    }

    pub(super) fn product_at(&self, place: u32) -> &Product {
        self.body.products.row(place)
    }

    pub(super) fn city_at(&self, place: u32) -> &City {
        self.body.cities.row(place)
    }

    /// How many experiences and products agents see.
    pub fn visible_counts(&self) -> (usize, usize) {
        let on = self.enabled.iter().enumerate().filter(|(_, on)| **on).map(|(place, _)| place);
        on.fold((0, 0), |(experiences, products), place| {
            (
                experiences + self.body.experiences_by_city[place].len(),
                products + self.body.products_by_city[place].len(),
            )
        })
    }

    /// How many cities are enabled.
    pub fn enabled_count(&self) -> usize {
        self.enabled.iter().filter(|on| **on).count()
    }

    /// Tags that occur in the experiences of a narrowing, with how many have each, most frequent first.
    pub fn tag_counts(&self, narrow: &Narrowing) -> Vec<(&Tag, usize)> {
        let mut counts: HashMap<&TagId, usize> = HashMap::new();
        for city in self.visible_cities(narrow) {
            for place in &self.body.experiences_by_city[city as usize] {
                let unique: HashSet<&TagId> = self.body.experiences.row(*place).tags.iter().collect();
                for tag in unique {
                    *counts.entry(tag).or_default() += 1;
                }
            }
        }
        let mut list: Vec<_> = counts.into_iter().filter_map(|(id, count)| Some((self.tag(id)?, count))).collect();
        list.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.name.cmp(&b.name)));
        list
    }
}
