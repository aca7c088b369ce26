//! How a snapshot's indexes are built from its rows.

use std::{cmp::Reverse, collections::HashSet, sync::Arc};

use super::{
    Changes, Contents,
    shelf::{Lists, Row, Shelf},
};
use crate::{
    CityId, CountryId, ExperienceId, ProductId, TagId,
    catalog::{
        City, Country, Experience, Product, Tag, TagType,
        search::{Index, fold},
    },
};

macro_rules! row {
    ($($noun:ty => $id:ty),* $(,)?) => {$(
        impl Row for $noun {
            type Id = $id;
            fn id(&self) -> &$id {
                &self.id
            }
        }
    )*};
}
row!(Country => CountryId, City => CityId, Experience => ExperienceId, Product => ProductId, Tag => TagId);

/// Everything that does not change when a city is switched on or off.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) countries: Shelf<CountryId, Country>,
    pub(super) cities: Shelf<CityId, City>,
    pub(super) tags: Shelf<TagId, Tag>,
    pub(super) tag_types: Vec<TagType>,
    pub(super) cities_by_country: Vec<Vec<u32>>,
    pub(super) experiences: Goods<ExperienceId, Experience>,
    pub(super) products: Goods<ProductId, Product>,
    pub(super) products_by_experience: Lists,
    pub(super) index: Index,
}

/// Rows that lie in a city, have tags and are more or less well known, with the lists in which people see them.
#[derive(Debug)]
pub(super) struct Goods<K, V> {
    pub(super) shelf: Shelf<K, V>,
    /// By row.
    pub(super) city: Vec<Option<u32>>,
    /// By row: places of tags.
    pub(super) tags: Lists,
    /// All of them, best known first.
    pub(super) by_fame: Vec<u32>,
    /// By row: where it stands in `by_fame`.
    pub(super) rank: Vec<u32>,
    /// By city, best known first.
    pub(super) by_city: Vec<Vec<u32>>,
    /// By tag, best known first.
    pub(super) by_tag: Lists,
}

impl<K, V: Row<Id = K>> Goods<K, V> {
    fn new<F: Ord>(
        shelf: Shelf<K, V>,
        cities: &Shelf<CityId, City>,
        tags: &Shelf<TagId, Tag>,
        city_of: impl Fn(&V) -> &CityId,
        tags_of: impl Fn(&V) -> &[TagId],
        fame: impl Fn(&V) -> F,
    ) -> Self
    where
        K: std::hash::Hash + Eq + Clone + Ord,
    {
        let city: Vec<Option<u32>> = shelf.rows().iter().map(|row| cities.place(city_of(row))).collect();
        let tag_places = shelf.rows().iter().map(|row| {
            let mut places: Vec<u32> = tags_of(row).iter().filter_map(|tag| tags.place(tag)).collect();
            places.sort_unstable();
            places.dedup();
            places
        });
        let tag_lists = Lists::new(tag_places);
        // Equally known rows stand by their id, so that a restart does not shuffle a list.
        let mut by_fame: Vec<u32> = shelf.numbered().map(|(place, _)| place).collect();
        by_fame.sort_by_cached_key(|place| (Reverse(fame(shelf.row(*place))), shelf.row(*place).id().clone()));
        let mut rank = vec![u32::MAX; shelf.len()];
        let mut by_city = vec![Vec::new(); cities.len()];
        for (at, place) in (0_u32..).zip(&by_fame) {
            rank[*place as usize] = at;
            if let Some(city) = city[*place as usize] {
                by_city[city as usize].push(*place);
            }
        }
        let by_tag = tag_lists.turned(tags.len(), by_fame.iter().copied());
        Self { shelf, city, tags: tag_lists, by_fame, rank, by_city, by_tag }
    }
}

/// What the rows of a snapshot are, before they are indexed.
struct Rows {
    countries: Shelf<CountryId, Country>,
    cities: Shelf<CityId, City>,
    tags: Shelf<TagId, Tag>,
    tag_types: Vec<TagType>,
    experiences: Shelf<ExperienceId, Experience>,
    products: Shelf<ProductId, Product>,
}

/// Gives every id that is named a thousand times one place in memory.
struct Shared {
    countries: HashSet<CountryId>,
    cities: HashSet<CityId>,
    tags: HashSet<TagId>,
    experiences: HashSet<ExperienceId>,
}

fn share<K: Clone + Eq + std::hash::Hash>(known: &mut HashSet<K>, id: &mut K) {
    if let Some(same) = known.get(id) {
        *id = same.clone();
    } else {
        known.insert(id.clone());
    }
}

impl Shared {
    fn experience(&mut self, mut row: Experience) -> Arc<Experience> {
        share(&mut self.experiences, &mut row.id);
        share(&mut self.cities, &mut row.city);
        row.country.iter_mut().for_each(|id| share(&mut self.countries, id));
        row.tags.iter_mut().for_each(|id| share(&mut self.tags, id));
        Arc::new(row)
    }

    fn product(&mut self, mut row: Product) -> Arc<Product> {
        share(&mut self.cities, &mut row.city);
        row.country.iter_mut().for_each(|id| share(&mut self.countries, id));
        row.experience.iter_mut().for_each(|id| share(&mut self.experiences, id));
        row.tags.iter_mut().for_each(|id| share(&mut self.tags, id));
        Arc::new(row)
    }
}

fn arcs<V>(rows: Vec<V>) -> Vec<Arc<V>> {
    rows.into_iter().map(Arc::new).collect()
}

impl Body {
    pub(super) fn of(contents: Contents) -> Self {
        let mut shared = Shared {
            countries: contents.countries.iter().map(|row| row.id.clone()).collect(),
            cities: contents.cities.iter().map(|row| row.id.clone()).collect(),
            tags: contents.tags.iter().map(|row| row.id.clone()).collect(),
            experiences: HashSet::with_capacity(contents.experiences.len()),
        };
        Self::index(Rows {
            countries: Shelf::new(arcs(contents.countries)),
            cities: Shelf::new(arcs(contents.cities)),
            tags: Shelf::new(arcs(contents.tags)),
            tag_types: contents.tag_types,
            experiences: Shelf::new(contents.experiences.into_iter().map(|row| shared.experience(row))),
            products: Shelf::new(contents.products.into_iter().map(|row| shared.product(row))),
        })
    }

    /// The next state of the catalogue; what did not change is shared with this one.
    pub(super) fn renewed(&self, changes: Changes) -> Self {
        let Changes { changed, retired } = changes;
        let ids = |rows: &[Arc<Experience>]| rows.iter().map(|row| row.id.clone()).collect();
        let mut shared = Shared {
            countries: self.countries.rows().iter().map(|row| row.id.clone()).collect(),
            cities: self.cities.rows().iter().map(|row| row.id.clone()).collect(),
            tags: self.tags.rows().iter().map(|row| row.id.clone()).collect(),
            experiences: ids(self.experiences.shelf.rows()),
        };
        let mut types: Vec<TagType> = self.tag_types.clone();
        types
            .retain(|old| !retired.tag_types.contains(&old.id) && changed.tag_types.iter().all(|new| new.id != old.id));
        types.extend(changed.tag_types);
        let experiences = changed.experiences.into_iter().map(|row| shared.experience(row)).collect();
        let products = changed.products.into_iter().map(|row| shared.product(row)).collect();
        Self::index(Rows {
            countries: self.countries.renewed(arcs(changed.countries), &retired.countries),
            cities: self.cities.renewed(arcs(changed.cities), &retired.cities),
            tags: self.tags.renewed(arcs(changed.tags), &retired.tags),
            tag_types: types,
            experiences: self.experiences.shelf.renewed(experiences, &retired.experiences),
            products: self.products.shelf.renewed(products, &retired.products),
        })
    }

    fn index(rows: Rows) -> Self {
        let Rows { countries, cities, tags, mut tag_types, experiences, products } = rows;
        let countries = countries.ordered(|row| (fold(&row.name), row.id.clone()));
        let cities = cities.ordered(|row| (fold(&row.name), row.id.clone()));
        let tags = tags.ordered(|row| (fold(&row.name), row.id.clone()));
        tag_types.sort_by_cached_key(|row| (fold(&row.name), row.id.clone()));
        let mut cities_by_country = vec![Vec::new(); countries.len()];
        for (place, city) in cities.numbered() {
            if let Some(country) = countries.place(&city.country) {
                cities_by_country[country as usize].push(place);
            }
        }
        let experiences = Goods::new(
            experiences,
            &cities,
            &tags,
            |row: &Experience| &row.city,
            |row| &row.tags,
            |row| row.rating.total,
        );
        let products = Goods::new(
            products,
            &cities,
            &tags,
            |row: &Product| &row.city,
            |row| &row.tags,
            |row| (row.on_sale, row.rating.total),
        );
        let products_by_experience = by_experience(&experiences, &products);
        let index = Index::build(&countries_and(&cities, &countries), experiences.shelf.rows(), products.shelf.rows());
        Self {
            countries,
            cities,
            tags,
            tag_types,
            cities_by_country,
            experiences,
            products,
            products_by_experience,
            index,
        }
    }
}

/// Cities with the names of their countries.
fn countries_and<'a>(
    cities: &'a Shelf<CityId, City>,
    countries: &'a Shelf<CountryId, Country>,
) -> Vec<(&'a City, &'a str)> {
    let country = |city: &City| countries.get(&city.country).map_or("", |country| country.name.as_str());
    cities.rows().iter().map(|city| (&**city, country(city))).collect()
}

/// Products that name an experience as their venue, and those the supplier lists for it; those on sale and best known
/// first.
fn by_experience(experiences: &Goods<ExperienceId, Experience>, products: &Goods<ProductId, Product>) -> Lists {
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); experiences.shelf.len()];
    for (place, product) in products.shelf.numbered() {
        if let Some(experience) = product.experience.as_ref().and_then(|id| experiences.shelf.place(id)) {
            lists[experience as usize].push(place);
        }
    }
    for (place, experience) in experiences.shelf.numbered() {
        let list = &mut lists[place as usize];
        list.extend(experience.products.iter().filter_map(|id| products.shelf.place(id)));
        list.sort_unstable_by_key(|place| products.rank[*place as usize]);
        list.dedup();
    }
    Lists::new(lists)
}
