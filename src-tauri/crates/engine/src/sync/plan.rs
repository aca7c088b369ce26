//! What a run fetches, in which order.

use counterfoil_domain::{CityId, Snapshot, run::RunKind, supplier::Scope};

use super::RunOrder;

/// Cities named in one request; more would make addresses that servers refuse.
const CITIES_AT_ONCE: usize = 20;

/// One list to fetch, page by page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Job {
    Countries,
    Cities,
    TagTypes,
    Tags,
    Experiences(Scope),
    Products(Scope),
}

impl Job {
    /// What it does, for people.
    pub(super) const fn words(&self) -> &'static str {
        match self {
            Self::Countries => "Countries",
            Self::Cities => "Cities",
            Self::TagTypes => "Tag types",
            Self::Tags => "Tags",
            Self::Experiences(_) => "Experiences",
            Self::Products(_) => "Products",
        }
    }
}

/// The lists of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) jobs: Vec<Job>,
    /// The cities the run is about; `None` means everywhere.
    pub(super) cities: Option<Vec<CityId>>,
    pub(super) max_pages: Option<u32>,
    /// Items expected, from what was here before; the lists' own totals correct it.
    pub(super) estimate: Option<u64>,
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
        let places = [Job::Countries, Job::Cities];
        let tags = [Job::TagTypes, Job::Tags];
        let experiences = scopes.iter().cloned().map(Job::Experiences);
        let products = scopes.iter().cloned().map(Job::Products);
        let jobs: Vec<Job> = match order.kind {
            RunKind::Refresh if named => experiences.chain(products).collect(),
            RunKind::Bootstrap | RunKind::Refresh => {
                places.into_iter().chain(tags).chain(experiences).chain(products).collect()
            }
            RunKind::QuickSync => places.into_iter().chain(experiences).collect(),
            RunKind::TagSync => tags.into_iter().collect(),
        };
        Self { jobs, cities: (!everywhere).then_some(enabled), max_pages: order.max_pages, estimate: None }
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
        RunOrder { supplier: SupplierKey::Tiqets, kind, cities: Vec::new(), max_pages: None }
    }

    #[test]
    fn all_cities_are_one_list() {
        let plan = Plan::of(&order(RunKind::Refresh), &snapshot(45, &[]));
        assert_eq!(plan.jobs.iter().filter(|job| matches!(job, Job::Products(_))).count(), 1);
        assert_eq!(plan.cities, None);
    }

    #[test]
    fn some_cities_are_asked_in_groups() {
        let plan = Plan::of(&order(RunKind::Refresh), &snapshot(45, &[3]));
        assert_eq!(plan.jobs.iter().filter(|job| matches!(job, Job::Products(_))).count(), 3);
        assert_eq!(plan.cities.map(|cities| cities.len()), Some(44));
    }

    #[test]
    fn one_city_fetches_nothing_else() {
        let snapshot = snapshot(45, &[]);
        let one = RunOrder { cities: vec![snapshot.all_cities()[7].id.clone()], ..order(RunKind::Refresh) };
        assert_eq!(Plan::of(&one, &snapshot).jobs.len(), 2);
    }
}
