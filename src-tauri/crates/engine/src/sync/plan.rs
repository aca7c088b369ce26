//! What a run fetches, in which order.

use std::hash::{DefaultHasher, Hash, Hasher};

use counterfoil_domain::{CityId, Snapshot, run::RunKind, supplier::Scope};

use super::RunOrder;

/// Cities named in one request; more would make addresses that servers refuse.
const CITIES_AT_ONCE: usize = 20;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Noun {
    Countries,
    Cities,
    TagTypes,
    Tags,
    Experiences,
    Products,
}

impl Noun {
    /// Its name for people.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Countries => "Countries",
            Self::Cities => "Cities",
            Self::TagTypes => "Tag types",
            Self::Tags => "Tags",
            Self::Experiences => "Experiences",
            Self::Products => "Products",
        }
    }
}

/// One list to fetch, page by page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Job {
    pub(super) noun: Noun,
    pub(super) scope: Scope,
}

impl Job {
    const fn of(noun: Noun) -> Self {
        Self { noun, scope: Scope { cities: Vec::new(), country: None } }
    }

    /// The name under which its pages are kept; another voice or page size has other pages.
    pub(super) fn key(&self, voice: u64, size: u32) -> String {
        let mut hash = DefaultHasher::new();
        self.scope.cities.iter().for_each(|city| city.own.hash(&mut hash));
        format!("{}/{}/{size}/{voice:x}/{:x}", self.noun.words(), self.scope.cities.len(), hash.finish())
    }
}

/// The lists of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) jobs: Vec<Job>,
    /// The cities the run is about; `None` means everywhere.
    pub(super) cities: Option<Vec<CityId>>,
    pub(super) max_pages: Option<u32>,
}

impl Plan {
    pub(super) fn of(order: &RunOrder, snapshot: &Snapshot) -> Self {
        let named = !order.cities.is_empty();
        let enabled = if named { order.cities.clone() } else { snapshot.enabled_cities(order.supplier) };
        let all = snapshot.all_cities().iter().filter(|city| city.id.supplier == order.supplier).count();
        // Where all cities are wanted, the whole list in large pages needs the fewest requests.
        let everywhere = order.kind == RunKind::Bootstrap || (!named && enabled.len() == all);
        let scopes: Vec<Scope> = if everywhere {
            vec![Scope::default()]
        } else {
            enabled.chunks(CITIES_AT_ONCE).map(|cities| Scope { cities: cities.to_vec(), country: None }).collect()
        };
        let places = [Job::of(Noun::Countries), Job::of(Noun::Cities)];
        let tags = [Job::of(Noun::TagTypes), Job::of(Noun::Tags)];
        let of = |noun| scopes.iter().cloned().map(move |scope| Job { noun, scope });
        let (experiences, products) = (of(Noun::Experiences), of(Noun::Products));
        let jobs: Vec<Job> = match order.kind {
            RunKind::Refresh if named => experiences.chain(products).collect(),
            RunKind::Bootstrap | RunKind::Refresh => {
                places.into_iter().chain(tags).chain(experiences).chain(products).collect()
            }
            RunKind::QuickSync => places.into_iter().chain(experiences).collect(),
            RunKind::TagSync => tags.into_iter().collect(),
        };
        Self { jobs, cities: (!everywhere).then_some(enabled), max_pages: order.max_pages }
    }

    /// What is asked, so that only the same wish goes on where an interrupted run stopped.
    pub(super) fn wish(&self, order: &RunOrder, voice: u64) -> String {
        let mut hash = DefaultHasher::new();
        for job in &self.jobs {
            job.key(voice, 0).hash(&mut hash);
        }
        let pages = self.max_pages.map_or_else(|| "all".to_owned(), |pages| pages.to_string());
        format!("{} of {} lists {:x}, {pages} pages", order.kind.word(), self.jobs.len(), hash.finish())
    }

    /// The cities of which everything was asked; `known` are all there are.
    pub(super) fn fresh_cities(&self, known: impl Iterator<Item = CityId>) -> Vec<CityId> {
        match &self.cities {
            Some(cities) => cities.clone(),
            None => known.collect::<std::collections::BTreeSet<_>>().into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use counterfoil_domain::{
        CountryId, SupplierKey,
        catalog::{City, snapshot::Contents},
    };
    use std::collections::HashMap;

    use super::*;

    fn snapshot(cities: usize, off: &[usize]) -> Snapshot {
        let id = |n: usize| CityId::new(SupplierKey::Tiqets, n.to_string());
        let city = |n| City {
            id: id(n),
            name: n.to_string(),
            country: CountryId::new(SupplierKey::Tiqets, "1"),
            time_zone: None,
            currency: None,
            geo: None,
        };
        let contents = Contents { cities: (0..cities).map(city).collect(), ..Contents::default() };
        Snapshot::build(contents, &off.iter().map(|n| (id(*n), false)).collect::<HashMap<_, _>>())
    }

    fn order(kind: RunKind) -> RunOrder {
        RunOrder::of(SupplierKey::Tiqets, kind)
    }

    #[test]
    fn all_cities_are_one_list() {
        let plan = Plan::of(&order(RunKind::Refresh), &snapshot(45, &[]));
        assert_eq!(plan.jobs.iter().filter(|job| job.noun == Noun::Products).count(), 1);
        assert_eq!(plan.cities, None);
    }

    #[test]
    fn some_cities_are_asked_in_groups() {
        let plan = Plan::of(&order(RunKind::Refresh), &snapshot(45, &[3]));
        assert_eq!(plan.jobs.iter().filter(|job| job.noun == Noun::Products).count(), 3);
        assert_eq!(plan.cities.map(|cities| cities.len()), Some(44));
    }

    #[test]
    fn one_city_fetches_nothing_else() {
        let snapshot = snapshot(45, &[]);
        let one = RunOrder { cities: vec![snapshot.all_cities()[7].id.clone()], ..order(RunKind::Refresh) };
        assert_eq!(Plan::of(&one, &snapshot).jobs.len(), 2);
    }

    #[test]
    fn another_wish_is_another_run() {
        let snapshot = snapshot(45, &[3]);
        let refresh = order(RunKind::Refresh);
        let wish = |order: &RunOrder, voice| Plan::of(order, &snapshot).wish(order, voice);
        assert_eq!(wish(&refresh, 1), wish(&refresh, 1));
        let few = RunOrder { max_pages: Some(2), ..refresh.clone() };
        let one = RunOrder { cities: vec![snapshot.all_cities()[7].id.clone()], ..refresh.clone() };
        for other in [wish(&refresh, 2), wish(&few, 1), wish(&one, 1), wish(&order(RunKind::Bootstrap), 1)] {
            assert_ne!(wish(&refresh, 1), other);
        }
    }
}
