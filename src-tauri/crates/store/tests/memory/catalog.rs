use counterfoil_domain::{CityId, Money, ProductId};
use counterfoil_store::{Batch, StoreError, Written};

use super::samples::{Desk, SECUTIX, TIQETS, at, batch, checkout, city, experience, product, variants};

#[test]
fn every_noun_comes_back_as_it_was() {
    let desk = Desk::new();
    let all = batch(0);
    desk.catalog().apply(all.clone()).unwrap();
    // A new handle: what is read was on disk.
    let catalog = desk.catalog();
    let contents = catalog.load().unwrap();
    assert_eq!(contents.countries, all.countries);
    assert_eq!(contents.cities, all.cities);
    assert_eq!(contents.tag_types, all.tag_types);
    assert_eq!(contents.tags, all.tags);
    assert_eq!(contents.experiences, all.experiences.iter().map(|told| told.item.0.clone()).collect::<Vec<_>>());
    assert_eq!(contents.products, all.products.iter().map(|told| told.item.0.clone()).collect::<Vec<_>>());
    assert_eq!(contents.variant_count, 2);
    assert_eq!(contents.fetched_at, Some(at(0)));

    let (experience, product) = (&all.experiences[0].item, &all.products[0].item);
    assert_eq!(catalog.experience_text(&experience.0.id).unwrap().as_ref(), Some(&experience.1));
    assert_eq!(catalog.product_text(&product.0.id).unwrap().as_ref(), Some(&product.1));
    let kept = catalog.variants(&product.0.id).unwrap().unwrap();
    assert_eq!((kept.item, kept.fetched_at, kept.retired_at), (variants(), at(0), None));
    assert_eq!(catalog.checkout(&product.0.id).unwrap().unwrap().item, checkout());
    assert_eq!(catalog.experience(&experience.0.id).unwrap().unwrap().item, experience.0);

    let wanted = [product.0.id.clone(), ProductId::new(TIQETS, "902"), ProductId::new(SECUTIX, "900")];
    let texts = catalog.product_texts(&wanted).unwrap();
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[&wanted[1]], all.products[2].item.1);
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
    assert_eq!(catalog.apply(batch(0)).unwrap(), Written { inserted: 12, updated: 0, unchanged: 0 });
    assert_eq!(catalog.apply(batch(60)).unwrap(), Written { inserted: 0, updated: 0, unchanged: 12 });

    let mut changed = batch(120);
    changed.cities[1].geo = None;
    changed.products[0].item.0.price = Some(Money::new(17_590, "EUR".parse().unwrap()));
    changed.products[1].item.1.summary = None;
    changed.experiences[1].item.0.tags.swap(0, 1);
    assert_eq!(catalog.apply(changed.clone()).unwrap(), Written { inserted: 0, updated: 4, unchanged: 8 });
    let contents = catalog.load().unwrap();
    assert_eq!(contents.products[0], changed.products[0].item.0);
    assert_eq!(contents.cities[1], changed.cities[1]);
    assert_eq!(
        catalog.product_text(&changed.products[1].item.0.id).unwrap().as_ref(),
        Some(&changed.products[1].item.1)
    );

    // A row tells when this version of it was fetched; the supplier was asked later.
    assert_eq!(catalog.product(&changed.products[0].item.0.id).unwrap().unwrap().fetched_at, at(120));
    assert_eq!(catalog.product(&changed.products[2].item.0.id).unwrap().unwrap().fetched_at, at(0));
    catalog.apply(batch(180)).unwrap();
    assert_eq!(catalog.fetched_at().unwrap()[&TIQETS], at(180));
}

#[test]
fn of_a_repeated_id_the_last_row_stays() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let (first, mut second) = (product("1", "1"), product("1", "2"));
    second.0.title = "Second".to_owned();
    catalog.apply(Batch { products: vec![first.into(), second.clone().into()], ..Batch::default() }).unwrap();
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
    catalog.apply(Batch { cities: vec![city("1"), other.clone()], ..Batch::default() }).unwrap();
    assert_eq!(catalog.load().unwrap().cities, [city("1"), other]);
}

#[test]
fn a_row_that_names_another_suppliers_row_is_refused() {
    let desk = Desk::new();
    let catalog = desk.catalog();
    let mut astray = product("1", "1");
    astray.0.city = CityId::new(SECUTIX, "1");
    let refused = catalog.apply(Batch { cities: vec![city("1")], products: vec![astray.into()], ..Batch::default() });
    assert!(matches!(refused, Err(StoreError::Row { table: "product", column: "city_id" })), "{refused:?}");
    assert!(catalog.load().unwrap().cities.is_empty(), "a part of a refused batch was written");
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
    assert_eq!(catalog.apply(again).unwrap(), Written { inserted: 0, updated: 0, unchanged: 1 });
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
                let products = (0..20).map(|n| product(&format!("{round}-{n}"), "1").into()).collect();
                catalog.apply(Batch { products, ..Batch::default() }).unwrap();
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
