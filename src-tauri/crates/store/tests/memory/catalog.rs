use std::collections::HashSet;

use counterfoil_domain::{CityId, ExperienceId, Money, ProductId};
use counterfoil_store::{Batch, Gone, Seen, StoreError, Written};

use super::samples::{Desk, SECUTIX, TIQETS, at, batch, checkout, city, experience, product, variants};

fn ids(own: &[&str]) -> HashSet<ProductId> {
    own.iter().map(|id| ProductId::new(TIQETS, *id)).collect()
}

#[test]
fn every_noun_comes_back_as_it_was() {
    let desk = Desk::new();
    let all = batch(0);
    desk.catalog().apply(&all).unwrap();
    // A new handle: what is read was on disk.
    let catalog = desk.catalog();
    let contents = catalog.load().unwrap();
    assert_eq!(contents.countries, all.countries);
    assert_eq!(contents.cities, all.cities);
    assert_eq!(contents.tag_types, all.tag_types);
    assert_eq!(contents.tags, all.tags);
    assert_eq!(contents.experiences, all.experiences.iter().map(|(item, _)| item.clone()).collect::<Vec<_>>());
    assert_eq!(contents.products, all.products.iter().map(|(item, _)| item.clone()).collect::<Vec<_>>());
    assert_eq!(contents.variant_count, 2);
    assert_eq!(contents.fetched_at, Some(at(0)));

    let (experience, product) = (&all.experiences[0], &all.products[0]);
    assert_eq!(catalog.experience_text(&experience.0.id).unwrap().as_ref(), Some(&experience.1));
    assert_eq!(catalog.product_text(&product.0.id).unwrap().as_ref(), Some(&product.1));
    let kept = catalog.variants(&product.0.id).unwrap().unwrap();
    assert_eq!((kept.item, kept.fetched_at, kept.retired_at), (variants(), at(0), None));
    assert_eq!(catalog.checkout(&product.0.id).unwrap().unwrap().item, checkout());
    assert_eq!(catalog.experience(&experience.0.id).unwrap().unwrap().item, experience.0);

    let wanted = [product.0.id.clone(), ProductId::new(TIQETS, "902"), ProductId::new(SECUTIX, "900")];
    let texts = catalog.product_texts(&wanted).unwrap();
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[&wanted[1]], all.products[2].1);
    let counts = catalog.counts().unwrap();
    assert_eq!((counts.countries, counts.cities, counts.experiences, counts.products), (1, 2, 2, 3));
    assert_eq!((counts.variants, counts.tags, counts.tag_types, counts.retired), (2, 1, 1, 0));
}

#[test]
fn what_is_not_there_is_none() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let id = ProductId::new(TIQETS, "1");
    assert_eq!(catalog.product(&id).unwrap(), None);
    assert_eq!(catalog.product_text(&id).unwrap(), None);
    assert_eq!(catalog.variants_age(&id).unwrap(), None);
    assert_eq!(catalog.checkout(&id).unwrap(), None);
    assert_eq!(catalog.load().unwrap().fetched_at, None);
    assert!(catalog.fetched_at().unwrap().is_empty());
}

#[test]
fn only_what_changed_is_written() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    // 1 country, 2 cities, 1 type, 1 tag, 2 experiences, 3 products, 1 set of variants, 1 checkout.
    assert_eq!(catalog.apply(&batch(0)).unwrap(), Written { inserted: 12, updated: 0, unchanged: 0 });
    assert_eq!(catalog.apply(&batch(60)).unwrap(), Written { inserted: 0, updated: 0, unchanged: 12 });

    let mut changed = batch(120);
    changed.cities[1].geo = None;
    changed.products[0].0.price = Some(Money::new(17_590, "EUR".parse().unwrap()));
    changed.products[1].1.summary = None;
    changed.experiences[1].0.tags.swap(0, 1);
    assert_eq!(catalog.apply(&changed).unwrap(), Written { inserted: 0, updated: 4, unchanged: 8 });
    let contents = catalog.load().unwrap();
    assert_eq!(contents.products[0], changed.products[0].0);
    assert_eq!(contents.cities[1], changed.cities[1]);
    assert_eq!(catalog.product_text(&changed.products[1].0.id).unwrap().as_ref(), Some(&changed.products[1].1));

    // A row tells when this version of it was fetched; the supplier was asked later.
    assert_eq!(catalog.product(&changed.products[0].0.id).unwrap().unwrap().fetched_at, at(120));
    assert_eq!(catalog.product(&changed.products[2].0.id).unwrap().unwrap().fetched_at, at(0));
    catalog.apply(&batch(180)).unwrap();
    assert_eq!(catalog.fetched_at().unwrap()[&TIQETS], at(180));
}

#[test]
fn of_a_repeated_id_the_last_row_stays() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let (first, mut second) = (product("1", "1"), product("1", "2"));
    second.0.title = "Second".to_owned();
    catalog.apply(&Batch { products: vec![first, second.clone()], ..Batch::default() }).unwrap();
    assert_eq!(catalog.load().unwrap().products, [second.0]);
}

#[test]
fn two_suppliers_never_collide() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let mut other = city("1");
    other.id = CityId::new(SECUTIX, "1");
    other.country = counterfoil_domain::CountryId::new(SECUTIX, "50001");
    other.name = "Other".to_owned();
    catalog.apply(&Batch { cities: vec![city("1"), other.clone()], ..Batch::default() }).unwrap();
    assert_eq!(catalog.load().unwrap().cities, [city("1"), other]);
}

#[test]
fn a_row_that_names_another_suppliers_row_is_refused() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let mut astray = product("1", "1");
    astray.0.city = CityId::new(SECUTIX, "1");
    let refused = catalog.apply(&Batch { cities: vec![city("1")], products: vec![astray], ..Batch::default() });
    assert!(matches!(refused, Err(StoreError::Row { table: "product", column: "city_id" })), "{refused:?}");
    assert!(catalog.load().unwrap().cities.is_empty(), "a part of a refused batch was written");
}

#[test]
fn what_vanished_is_retired_and_can_come_back() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    catalog.apply(&batch(0)).unwrap();
    let seen = Seen { products: Some(ids(&["900"])), ..Seen::default() };

    // Only the city that was fetched: product 902 lies in city 2.
    let first = [CityId::new(TIQETS, "1")];
    assert_eq!(catalog.retire(TIQETS, Some(&first), &seen, at(60)).unwrap().products, 1);
    let gone = ProductId::new(TIQETS, "901");
    let listed: Vec<_> = catalog.load().unwrap().products.into_iter().map(|p| p.id).collect();
    assert_eq!(listed, [ProductId::new(TIQETS, "900"), ProductId::new(TIQETS, "902")]);
    assert_eq!(catalog.cities_fetched_at().unwrap().into_iter().collect::<Vec<_>>(), [(first[0].clone(), at(60))]);

    // An order may still name it, with its text.
    assert_eq!(catalog.product(&gone).unwrap().unwrap().retired_at, Some(at(60)));
    assert!(catalog.product_text(&gone).unwrap().is_some());
    // Retired once: the day stays.
    assert_eq!(catalog.retire(TIQETS, Some(&first), &seen, at(90)).unwrap(), Gone::default());
    assert_eq!(catalog.product(&gone).unwrap().unwrap().retired_at, Some(at(60)));

    // Back with the same words: the hash is the same, and yet it is listed again.
    let back = Batch { fetched_at: at(120), products: vec![product("901", "1")], ..Batch::default() };
    assert_eq!(catalog.apply(&back).unwrap(), Written { inserted: 0, updated: 1, unchanged: 0 });
    assert_eq!(catalog.product(&gone).unwrap().unwrap().retired_at, None);
    assert_eq!(catalog.load().unwrap().products.len(), 3);
}

#[test]
fn everywhere_means_every_noun_that_was_fetched_whole() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    catalog.apply(&batch(0)).unwrap();
    let seen = Seen {
        cities: Some([CityId::new(TIQETS, "1")].into()),
        experiences: Some([ExperienceId::new(TIQETS, "800")].into()),
        tags: Some(HashSet::new()),
        ..Seen::default()
    };
    // The other supplier lists nothing here.
    assert_eq!(catalog.retire(SECUTIX, None, &seen, at(5)).unwrap(), Gone::default());
    assert_eq!(catalog.retire(TIQETS, None, &seen, at(60)).unwrap(), Gone { experiences: 1, products: 0, others: 2 });
    let contents = catalog.load().unwrap();
    assert_eq!((contents.cities.len(), contents.experiences.len(), contents.tags.len()), (1, 1, 0));
    assert_eq!((contents.products.len(), contents.countries.len(), contents.tag_types.len()), (3, 1, 1));
    assert_eq!(catalog.counts().unwrap().retired, 3);
    assert_eq!(catalog.cities_fetched_at().unwrap()[&CityId::new(TIQETS, "1")], at(60));
}

#[test]
fn variants_and_checkout_renew_their_age() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let id = ProductId::new(TIQETS, "not-listed");
    catalog.save_variants(&id, &variants(), at(0)).unwrap();
    catalog.save_variants(&id, &variants(), at(60)).unwrap();
    assert_eq!(catalog.variants_age(&id).unwrap(), Some(at(60)));
    let again = Batch { fetched_at: at(90), variants: vec![(id.clone(), variants())], ..Batch::default() };
    assert_eq!(catalog.apply(&again).unwrap(), Written { inserted: 0, updated: 0, unchanged: 1 });
    assert_eq!(catalog.variants_age(&id).unwrap(), Some(at(90)));
    catalog.save_checkout(&id, &checkout(), at(1)).unwrap();
    assert_eq!(catalog.checkout(&id).unwrap().unwrap().fetched_at, at(1));
}

#[test]
fn readers_see_whole_batches_while_one_is_written() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 0..20 {
                let products = (0..20).map(|n| product(&format!("{round}-{n}"), "1")).collect();
                catalog.apply(&Batch { products, ..Batch::default() }).unwrap();
            }
        });
        // More readers than connections: they wait for one another.
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(catalog.load().unwrap().products.len() % 20, 0, "half a batch was visible");
                }
            });
        }
        writer.join().unwrap();
    });
    assert_eq!(catalog.load().unwrap().products.len(), 400);
    assert_eq!(experience("1", "1").0.tags.len(), 2);
}
