//! A run's edition: nothing of it is seen before it is committed, all of it afterwards.

use chrono::Duration;
use counterfoil_domain::{CityId, ProductId, catalog::snapshot::Retired, supplier::Told};
use counterfoil_store::{Batch, CatalogFile, Fresh, PageMark, Staged, StoreError, Written};

use super::samples::{Desk, SECUTIX, TIQETS, at, batch, product};

fn keep() -> Duration {
    Duration::minutes(30)
}

fn begin(catalog: &CatalogFile, seconds: i64) -> Staged {
    catalog.stage(TIQETS, "all", at(seconds), keep()).unwrap()
}

fn within(staged: Staged, batch: Batch) -> Batch {
    Batch { staged: Some(staged), ..batch }
}

fn titles(catalog: &CatalogFile) -> Vec<String> {
    catalog.load().unwrap().products.into_iter().map(|product| product.title).collect()
}

/// A batch of one product with another title.
fn retitled(id: &str, title: &str, seconds: i64) -> Batch {
    let mut changed = product(id, "1");
    title.clone_into(&mut changed.0.title);
    Batch { fetched_at: at(seconds), products: vec![Told { item: changed, digest: Some(7) }], ..Batch::default() }
}

fn mark(list: &str, number: u32, ids: &[&str], seconds: i64) -> PageMark {
    PageMark {
        list: list.to_owned(),
        number,
        mark: Some(format!("\"{number}\"")),
        total: Some(3),
        ids: ids.iter().map(|id| (*id).into()).collect(),
        fetched_at: at(seconds),
    }
}

#[test]
fn nothing_is_seen_before_the_commit_and_everything_after_it() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let first = begin(&catalog, 0);
    assert_eq!(catalog.apply(within(first, batch(0))).unwrap().inserted, 12);
    // Only what is shown at once, as variants are, is there.
    assert_eq!((catalog.load().unwrap().products.len(), catalog.counts().unwrap().products), (0, 0));
    assert_eq!(catalog.product_text(&ProductId::new(TIQETS, "900")).unwrap(), None);
    // Another process sees the same.
    assert!(titles(&desk.catalog()).is_empty());
    let fresh = Fresh { experiences: true, products: true, cities: vec![CityId::new(TIQETS, "1")] };
    catalog.commit(first, &Retired::default(), &fresh, at(5)).unwrap();
    assert_eq!((titles(&catalog).len(), catalog.counts().unwrap().experiences), (3, 2));
    assert_eq!(catalog.cities_fetched_at().unwrap()[&CityId::new(TIQETS, "1")], at(5));
    assert_eq!(catalog.editions().unwrap()[&TIQETS], 1);

    let second = begin(&catalog, 60);
    let changed = within(second, retitled("901", "Renamed", 60));
    assert_eq!(catalog.apply(changed.clone()).unwrap(), Written { inserted: 0, updated: 1, unchanged: 0 });
    assert_eq!(catalog.apply(changed).unwrap(), Written::default(), "it counts once");
    assert!(!titles(&catalog).contains(&"Renamed".to_owned()));
    catalog.commit(second, &Retired::default(), &Fresh::default(), at(61)).unwrap();
    assert!(titles(&catalog).contains(&"Renamed".to_owned()) && titles(&catalog).len() == 3);
    let changes = catalog.changes(second).unwrap();
    assert_eq!((changes.products.len(), changes.experiences.len(), changes.cities.len()), (1, 0, 0));
    assert_eq!(catalog.listings(TIQETS).unwrap().products["901"].digest, Some(7));
}

#[test]
fn a_killed_run_goes_on_where_it_stopped_and_another_wish_begins_anew() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let run = begin(&catalog, 0);
    let pages = vec![mark("products", 1, &["900", "901"], 1)];
    catalog.apply(Batch { pages: pages.clone(), ..within(run, batch(1)) }).unwrap();
    drop(catalog);
    // The program was killed; what it had fetched is still there, and not shown.
    let catalog = desk.catalog();
    assert!(titles(&catalog).is_empty());
    let again = begin(&catalog, 600);
    assert_eq!((again.edition, again.resumed), (run.edition, true));
    assert_eq!(catalog.staged_pages(again).unwrap(), pages);
    assert!(catalog.pages(TIQETS).unwrap().is_empty(), "a page of a run that was not committed is no page yet");

    let other = catalog.stage(TIQETS, "city 1", at(700), keep()).unwrap();
    assert!(!other.resumed && catalog.staged_pages(other).unwrap().is_empty());
    catalog.apply(within(other, retitled("1", "Only", 700))).unwrap();
    catalog.commit(other, &Retired::default(), &Fresh::default(), at(701)).unwrap();
    assert_eq!(titles(&catalog), ["Only"], "what the first run had staged is gone");

    begin(&catalog, 800);
    let late = begin(&catalog, 800 + 1_801);
    assert!(!late.resumed, "what is half an hour old is fetched again");
}

#[test]
fn an_edition_that_was_taken_over_cannot_be_written_or_committed() {
    let desk = Desk::new();
    let (mine, theirs) = (desk.catalog(), desk.catalog());
    let lost = begin(&mine, 0);
    let other = theirs.stage(TIQETS, "another wish", at(1), keep()).unwrap();
    theirs.commit(other, &Retired::default(), &Fresh::default(), at(2)).unwrap();
    assert!(matches!(mine.apply(within(lost, batch(3))), Err(StoreError::EditionLost)));
    let refused = mine.commit(lost, &Retired::default(), &Fresh::default(), at(3));
    assert!(matches!(refused, Err(StoreError::EditionLost)));
    assert!(titles(&theirs).is_empty());
}

#[test]
fn pages_are_kept_list_by_list() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let first = begin(&catalog, 0);
    let pages = [mark("products", 1, &["900"], 0), mark("products", 2, &["901"], 0), mark("tags", 1, &["7"], 0)];
    catalog.apply(Batch { pages: pages.to_vec(), ..within(first, Batch::default()) }).unwrap();
    catalog.commit(first, &Retired::default(), &Fresh::default(), at(1)).unwrap();
    let second = begin(&catalog, 60);
    let shrunk = mark("products", 1, &["900", "901"], 60);
    catalog.apply(Batch { pages: vec![shrunk.clone()], ..within(second, Batch::default()) }).unwrap();
    catalog.commit(second, &Retired::default(), &Fresh::default(), at(61)).unwrap();
    let mut left = catalog.pages(TIQETS).unwrap();
    left.sort_by_key(|page| page.list.clone());
    assert_eq!(left, [shrunk, pages[2].clone()]);
    assert!(catalog.pages(SECUTIX).unwrap().is_empty());
}

#[test]
fn what_vanished_is_retired_with_the_commit_and_can_come_back() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    catalog.apply(batch(0)).unwrap();
    let gone = ProductId::new(TIQETS, "901");
    let retired = Retired { products: [gone.clone()].into(), ..Retired::default() };
    let staged = begin(&catalog, 60);
    assert_eq!(catalog.commit(staged, &retired, &Fresh::default(), at(60)).unwrap().products, 1);
    let listed: Vec<_> = catalog.load().unwrap().products.into_iter().map(|p| p.id).collect();
    assert_eq!(listed, [ProductId::new(TIQETS, "900"), ProductId::new(TIQETS, "902")]);
    assert!(!catalog.listings(TIQETS).unwrap().products.contains_key("901"), "its digest no longer counts");

    // An order may still name it, with its text.
    assert_eq!(catalog.product(&gone).unwrap().unwrap().retired_at, Some(at(60)));
    assert!(catalog.product_text(&gone).unwrap().is_some());
    // Retired once: the day stays.
    let staged = begin(&catalog, 90);
    assert_eq!(catalog.commit(staged, &retired, &Fresh::default(), at(90)).unwrap().total(), 0);
    assert_eq!(catalog.product(&gone).unwrap().unwrap().retired_at, Some(at(60)));

    // Back with the same words: the hash is the same, and yet it is listed again.
    let staged = begin(&catalog, 120);
    let back = Batch { fetched_at: at(120), products: vec![product("901", "1").into()], ..Batch::default() };
    assert_eq!(catalog.apply(within(staged, back)).unwrap(), Written { inserted: 0, updated: 1, unchanged: 0 });
    catalog.commit(staged, &Retired::default(), &Fresh::default(), at(121)).unwrap();
    assert_eq!(catalog.product(&gone).unwrap().unwrap().retired_at, None);
    assert_eq!((catalog.load().unwrap().products.len(), catalog.counts().unwrap().retired), (3, 0));
}

#[test]
fn a_text_that_changed_alone_brings_its_product_along() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    catalog.apply(batch(0)).unwrap();
    let staged = begin(&catalog, 60);
    let mut changed = product("900", "1");
    changed.1.summary = Some("New words".to_owned());
    let told = Told { item: changed.clone(), digest: Some(9) };
    let written = catalog.apply(within(staged, Batch { products: vec![told], ..Batch::default() })).unwrap();
    assert_eq!(written, Written { inserted: 0, updated: 1, unchanged: 0 });
    assert_ne!(catalog.product_text(&changed.0.id).unwrap().unwrap().summary, changed.1.summary);
    catalog.commit(staged, &Retired::default(), &Fresh::default(), at(61)).unwrap();
    assert_eq!(catalog.product_text(&changed.0.id).unwrap().unwrap(), changed.1);
    assert_eq!(catalog.listings(TIQETS).unwrap().products["900"].digest, Some(9));
    assert_eq!(catalog.load().unwrap().products.len(), 3);
}

#[test]
fn variants_that_are_missing_or_old_are_named_best_known_first() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let mut known = batch(0);
    known.products[1].item.0.rating.total = 5;
    known.products[2].item.0.rating.total = 900;
    known.products[2].item.0.on_sale = true;
    catalog.apply(known).unwrap();
    let names = |before: i64, limit| -> Vec<String> {
        let ids = catalog.without_fresh_variants(TIQETS, at(before), at(1_000_000), limit).unwrap();
        ids.into_iter().map(|id| id.own.to_string()).collect()
    };
    assert_eq!(names(0, 9), ["902", "901"], "those of 900 are here");
    assert_eq!(names(1, 9).len(), 3, "and old from now on");
    assert_eq!(names(0, 1), ["902"]);
    assert_eq!(catalog.variants_known().unwrap(), 1);
}

#[test]
fn a_change_that_is_told_to_be_in_the_future_asks_for_nothing_yet() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let mut known = batch(0);
    let id = known.products[0].item.0.id.clone();
    known.products[0].item.0.updated_at = Some(at(5_000));
    catalog.apply(known).unwrap();
    let asked = |now: i64| {
        let ids = catalog.without_fresh_variants(TIQETS, at(-1), at(now), 9).unwrap();
        ids.contains(&id)
    };
    catalog.save_variants(&id, &counterfoil_domain::catalog::Variants::default(), at(10)).unwrap();
    assert!(!asked(20), "or it would be asked for without an end");
    assert!(asked(6_000), "once the time has come it counts");
}
