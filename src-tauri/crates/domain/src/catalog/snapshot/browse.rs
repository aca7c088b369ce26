//! Pages and tags of what agents see (UC-03, UC-06, UC-10, UC-11).

use super::{Snapshot, body::Goods, shelf::Row};
use crate::{
    CityId, CountryId, TagId,
    catalog::{Experience, Product, Tag},
};

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

/// Where a narrowing leads, by places.
enum Where {
    City(u32),
    Cities(Vec<u32>),
    Everywhere,
    Nowhere,
}

impl Snapshot {
    /// A page of the experiences agents see (UC-03), best known first. Pages count from 1.
    pub fn experiences(&self, narrow: &Narrowing, page: usize, size: usize) -> Cut<&Experience> {
        self.cut(&self.body.experiences, narrow, page, size)
    }

    /// A page of the products agents see (UC-06), those on sale and best known first. Pages count from 1.
    pub fn products(&self, narrow: &Narrowing, page: usize, size: usize) -> Cut<&Product> {
        self.cut(&self.body.products, narrow, page, size)
    }

    /// Tags that occur in the experiences of a narrowing (its own tags among them), with how many have each, most
    /// frequent first (UC-10).
    pub fn tag_counts(&self, narrow: &Narrowing) -> Vec<(&Tag, usize)> {
        let goods = &self.body.experiences;
        let Some(wanted) = self.tag_places(&narrow.tags) else { return Vec::new() };
        let mut counts = vec![0_usize; self.body.tags.len()];
        self.each(goods, &self.leads_to(narrow), &wanted, |place| {
            for tag in goods.tags.of(place) {
                counts[*tag as usize] += 1;
            }
        });
        let mut list: Vec<_> = (0_u32..)
            .zip(counts)
            .filter(|(_, count)| *count > 0)
            .map(|(place, count)| (self.body.tags.row(place), count))
            .collect();
        list.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.name.cmp(&b.name)));
        list
    }

    fn cut<'a, K, V: Row<Id = K>>(
        &self,
        goods: &'a Goods<K, V>,
        narrow: &Narrowing,
        page: usize,
        size: usize,
    ) -> Cut<&'a V> {
        let skip = page.saturating_sub(1).saturating_mul(size);
        let Some(wanted) = self.tag_places(&narrow.tags) else { return Cut { items: Vec::new(), total: 0 } };
        let leads_to = self.leads_to(narrow);
        if wanted.is_empty()
            && let Some(list) = self.ready_list(goods, &leads_to)
        {
            let places = list.iter().skip(skip.min(list.len())).take(size);
            return Cut { items: places.map(|place| goods.shelf.row(*place)).collect(), total: list.len() };
        }
        let (mut items, mut total) = (Vec::with_capacity(size.min(128)), 0);
        self.each(goods, &leads_to, &wanted, |place| {
            if total >= skip && items.len() < size {
                items.push(goods.shelf.row(place));
            }
            total += 1;
        });
        Cut { items, total }
    }

    /// The list of a place as it stands in the index, where nothing has to be left out of it.
    fn ready_list<'a, K, V>(&self, goods: &'a Goods<K, V>, leads_to: &Where) -> Option<&'a [u32]> {
        match leads_to {
            Where::City(city) => Some(&goods.by_city[*city as usize]),
            Where::Nowhere => Some(&[]),
            Where::Everywhere => self.enabled.iter().all(|on| *on).then_some(goods.by_fame.as_slice()),
            Where::Cities(_) => None,
        }
    }

    /// Visits what agents see of a place with all of these tags, best known first.
    fn each<K, V>(&self, goods: &Goods<K, V>, leads_to: &Where, tags: &[u32], mut visit: impl FnMut(u32)) {
        let has_tags = |place: u32| tags.iter().all(|tag| goods.tags.of(place).binary_search(tag).is_ok());
        let on = |place: u32| goods.city[place as usize].is_none_or(|city| self.enabled[city as usize]);
        match leads_to {
            Where::Nowhere => {}
            Where::City(city) => {
                goods.by_city[*city as usize].iter().copied().filter(|place| has_tags(*place)).for_each(visit);
            }
            Where::Cities(cities) => {
                let lists = cities.iter().flat_map(|city| &goods.by_city[*city as usize]).copied();
                let mut places: Vec<u32> = lists.filter(|place| has_tags(*place)).collect();
                places.sort_unstable_by_key(|place| goods.rank[*place as usize]);
                places.into_iter().for_each(visit);
            }
            Where::Everywhere => {
                // The rarest tag has the shortest list.
                let rarest = tags.iter().map(|tag| goods.by_tag.of(*tag)).min_by_key(|list| list.len());
                let list = rarest.unwrap_or(&goods.by_fame);
                for place in list.iter().copied().filter(|place| on(*place) && has_tags(*place)) {
                    visit(place);
                }
            }
        }
    }

    fn leads_to(&self, narrow: &Narrowing) -> Where {
        let body = &self.body;
        match (&narrow.city, &narrow.country) {
            (Some(city), _) => match body.cities.place(city).filter(|place| self.enabled[*place as usize]) {
                Some(place) => Where::City(place),
                None => Where::Nowhere,
            },
            (None, Some(country)) => match body.countries.place(country) {
                Some(place) => {
                    let all = body.cities_by_country[place as usize].iter().copied();
                    Where::Cities(all.filter(|city| self.enabled[*city as usize]).collect())
                }
                None => Where::Nowhere,
            },
            (None, None) => Where::Everywhere,
        }
    }

    /// Places of tags; nothing where one of them is not known, because then nothing has it.
    fn tag_places(&self, tags: &[TagId]) -> Option<Vec<u32>> {
        tags.iter().map(|tag| self.body.tags.place(tag)).collect()
    }
}
