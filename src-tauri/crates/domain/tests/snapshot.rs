//! The snapshot and search over a small made-up catalogue.

use std::collections::HashMap;

use counterfoil_domain::{
    CityId, CountryId, ExperienceId, ProductId, Snapshot, SupplierKey, TagId,
    catalog::{
        City, Country, Experience, ExperienceKind, Flags, Product, Rating, Tag, Venue,
        search::Found,
        snapshot::{Changes, Contents, Narrowing, Retired},
    },
};

const T: SupplierKey = SupplierKey::Tiqets;

fn city(id: &str, name: &str) -> City {
    City {
        id: CityId::new(T, id),
        name: name.into(),
        country: CountryId::new(T, "1"),
        time_zone: None,
        currency: None,
        geo: None,
    }
}

fn experience(id: &str, title: &str, city: &str, votes: u32) -> Experience {
    Experience {
        id: ExperienceId::new(T, id),
        kind: ExperienceKind::Venue,
        title: title.into(),
        tagline: None,
        city: CityId::new(T, city),
        country: None,
        address: None,
        geo: None,
        google_place_id: None,
        picture: None,
        rating: Rating { average: None, total: votes },
        from_price: None,
        tags: vec![TagId::new(T, if votes > 10 { "big" } else { "small" })],
        products: Vec::new(),
        url: None,
        updated_at: None,
    }
}

fn product(id: &str, title: &str, city: &str, experience: &str) -> Product {
    Product {
        id: ProductId::new(T, id),
        experience: Some(ExperienceId::new(T, experience)),
        city: CityId::new(T, city),
        country: None,
        title: title.into(),
        tagline: None,
        price: None,
        price_before_discount: None,
        promotion: None,
        rating: Rating::default(),
        on_sale: true,
        off_sale_reason: None,
        expected_reopening: None,
        tags: Vec::new(),
        picture: None,
        duration_minutes: None,
        flags: Flags::default(),
        cancellation: None,
        venue: Venue::default(),
        time_zone: None,
        geo: None,
        updated_at: None,
    }
}

fn contents() -> Contents {
    let mut louvre = experience("e1", "Musée du Louvre", "p", 900);
    louvre.products = vec![ProductId::new(T, "x1"), ProductId::new(T, "gone")];
    Contents {
        countries: vec![Country { id: CountryId::new(T, "1"), name: "France".into(), iso_code: Some("FR".into()) }],
        cities: vec![city("p", "Paris"), city("l", "Lyon")],
        experiences: vec![
            louvre,
            experience("e2", "Galerie", "p", 5),
            experience("e3", "Musée des Confluences", "l", 50),
        ],
        products: vec![
            product("x1", "Skip the line", "p", "other"),
            product("x2", "Guided tour", "p", "e1"),
            product("x3", "Ghost", "nowhere", "e1"),
        ],
        tags: vec![Tag {
            id: TagId::new(T, "big"),
            name: "Big".into(),
            tag_type: None,
            type_name: None,
            group: None,
            icon_url: None,
        }],
        ..Contents::default()
    }
}

fn titles(found: &[&Experience]) -> Vec<String> {
    found.iter().map(|e| e.title.clone()).collect()
}

#[test]
fn products_of_an_experience_are_merged_from_both_sides() {
    let snapshot = Snapshot::build(contents(), &HashMap::new());
    let mut ids: Vec<_> =
        snapshot.products_of_experience(&ExperienceId::new(T, "e1")).map(|p| p.id.own.to_string()).collect();
    ids.sort();
    assert_eq!(ids, ["x1", "x2", "x3"]);
}

#[test]
fn a_city_switched_off_vanishes_at_once_and_comes_back() {
    let snapshot = Snapshot::build(contents(), &HashMap::from([(CityId::new(T, "l"), false)]));
    let all = Narrowing::default();
    assert_eq!(titles(&snapshot.experiences(&all, 1, 50).items), ["Musée du Louvre", "Galerie"]);
    assert_eq!(snapshot.search("confluences", None, 10).1, 0);
    let on = snapshot.with_cities(&[CityId::new(T, "l")], true);
    assert_eq!(on.experiences(&all, 1, 50).total, 3);
    assert_eq!(on.search("confluences", None, 10).1, 1);
    assert_eq!(snapshot.experiences(&all, 1, 50).total, 2, "the old snapshot must not change");
}

#[test]
fn pages_cut_without_gap_or_overlap() {
    let snapshot = Snapshot::build(contents(), &HashMap::new());
    let pages: Vec<String> =
        (1..=4).flat_map(|page| titles(&snapshot.experiences(&Narrowing::default(), page, 1).items)).collect();
    // Best known first, whatever the city.
    assert_eq!(pages, ["Musée du Louvre", "Musée des Confluences", "Galerie"]);
    let big = Narrowing { tags: vec![TagId::new(T, "big")], ..Narrowing::default() };
    let cut = snapshot.experiences(&big, 2, 1);
    assert_eq!((titles(&cut.items), cut.total), (vec!["Musée des Confluences".to_owned()], 2));
    assert_eq!(snapshot.experiences(&Narrowing::default(), usize::MAX, 100).items.len(), 0);
}

#[test]
fn search_forgives_accents_order_and_one_typo() {
    let snapshot = Snapshot::build(contents(), &HashMap::new());
    for text in ["musee louvre", "LOUVRE musée", "louvr", "louvrre paris", "paris loubre"] {
        let (hits, _) = snapshot.search(text, None, 10);
        assert!(
            hits.iter().any(|hit| matches!(hit.found, Found::Experience(e) if e.title == "Musée du Louvre")),
            "{text:?} did not find the Louvre"
        );
    }
    assert_eq!(snapshot.search("louvre berlin", None, 10).1, 0);
    assert_eq!(snapshot.search("   ", None, 10).1, 0);
}

#[test]
fn the_chosen_city_comes_first() {
    let snapshot = Snapshot::build(contents(), &HashMap::new());
    let first = |prefer: &str| match snapshot.search("musee", Some(&CityId::new(T, prefer)), 1).0.remove(0).found {
        Found::Experience(e) => e.city.own.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(first("p"), "p");
    assert_eq!(first("l"), "l");
}

#[test]
fn a_repeated_id_stands_once() {
    let mut doubled = contents();
    doubled.experiences.push(experience("e2", "Galerie, renamed", "p", 5));
    let snapshot = Snapshot::build(doubled, &HashMap::new());
    assert_eq!(snapshot.experiences(&Narrowing::default(), 1, 50).total, 3);
    assert_eq!(snapshot.experience(&ExperienceId::new(T, "e2")).unwrap().title, "Galerie, renamed");
}

#[test]
fn tags_are_counted_in_what_is_seen() {
    let snapshot = Snapshot::build(contents(), &HashMap::new());
    let counts: Vec<_> = snapshot.tag_counts(&Narrowing::default()).iter().map(|(t, n)| (t.name.clone(), *n)).collect();
    assert_eq!(counts, [("Big".to_owned(), 2)]);
}

#[test]
fn a_renewed_snapshot_is_what_building_it_anew_would_be() {
    let before = Snapshot::build(contents(), &HashMap::new());
    let mut after = contents();
    after.products[1].title = "Guided tour by night".into();
    after.products.push(product("x4", "Night ticket", "l", "e3"));
    after.experiences.remove(1);
    after.cities[1].name = "Lugdunum".into();
    let retired = Retired { experiences: [ExperienceId::new(T, "e2")].into(), ..Retired::default() };
    let changed = Contents {
        products: vec![after.products[1].clone(), after.products[3].clone()],
        cities: vec![after.cities[1].clone()],
        fetched_at: Some("2026-11-25T10:00:00Z".parse().unwrap()),
        ..Contents::default()
    };
    let renewed = before.renewed(Changes { changed, retired }, &HashMap::new());
    let built = Snapshot::build(after, &HashMap::new());
    let all = Narrowing::default();
    assert_eq!(renewed.products(&all, 1, 50), built.products(&all, 1, 50));
    assert_eq!(renewed.experiences(&all, 1, 50), built.experiences(&all, 1, 50));
    for text in ["night", "lugdunum", "galerie", "louvre"] {
        assert_eq!(renewed.search(text, None, 9), built.search(text, None, 9), "{text}");
    }
    assert_eq!(before.search("night", None, 9).1, 0, "the old one is as it was");
    assert!(renewed.fetched_at() > before.fetched_at());
}

#[test]
fn a_run_that_changed_nothing_renews_the_ages_only() {
    let before = Snapshot::build(contents(), &HashMap::new());
    let newer = Contents { fetched_at: Some("2026-11-25T10:00:00Z".parse().unwrap()), ..Contents::default() };
    let changes = Changes { changed: newer, ..Changes::default() };
    assert!(changes.is_nothing());
    let after = before.renewed(changes, &HashMap::from([(CityId::new(T, "l"), false)]));
    assert_eq!((after.fetched_at().is_some(), after.enabled_count(), before.enabled_count()), (true, 1, 2));
    assert_eq!(after.all_products().len(), 3);
}

#[test]
fn tags_narrow_together_and_everywhere() {
    let snapshot = Snapshot::build(contents(), &HashMap::new());
    let tagged = |tags: &[&str]| Narrowing {
        tags: tags.iter().map(|tag| TagId::new(T, *tag)).collect(),
        ..Narrowing::default()
    };
    assert_eq!(snapshot.experiences(&tagged(&["big"]), 1, 50).total, 2);
    assert_eq!(snapshot.experiences(&tagged(&["big", "small"]), 1, 50).total, 0, "a tag nobody lists is on nothing");
    let country = Narrowing { country: Some(CountryId::new(T, "1")), ..tagged(&["big"]) };
    assert_eq!(titles(&snapshot.experiences(&country, 1, 1).items), ["Musée du Louvre"]);
    assert_eq!(titles(&snapshot.experiences(&country, 2, 1).items), ["Musée des Confluences"]);
}

#[test]
fn a_word_that_is_a_word_and_yet_was_not_meant_is_forgiven() {
    let mut more = contents();
    more.products.push(product("x5", "Lovre", "p", "e2"));
    let snapshot = Snapshot::build(more, &HashMap::new());
    // "lovre" is a word here, but none with "musee" beside it.
    let (hits, _) = snapshot.search("musee lovre", None, 9);
    assert!(hits.iter().any(|hit| matches!(hit.found, Found::Experience(e) if e.title == "Musée du Louvre")));
    let (hits, _) = snapshot.search("nouvre", None, 9);
    assert!(!hits.is_empty(), "the first letter may be the wrong one");
}

#[test]
fn what_names_a_city_nobody_lists_is_seen_without_one() {
    let snapshot = Snapshot::build(contents(), &HashMap::from([(CityId::new(T, "p"), false)]));
    assert_eq!(snapshot.without_city(T), (0, 1));
    let seen: Vec<_> = snapshot.products(&Narrowing::default(), 1, 9).items.iter().map(|p| p.title.clone()).collect();
    assert_eq!(seen, ["Ghost"], "Paris is off, and the ghost's city nobody decided about");
    assert_eq!((snapshot.search("ghost", None, 9).1, snapshot.visible_counts()), (1, (1, 1)));
}

#[test]
fn the_order_of_places_is_by_name_whatever_came_first() {
    let mut turned = contents();
    turned.cities.reverse();
    turned.experiences.reverse();
    turned.products.reverse();
    let (one, other) = (Snapshot::build(contents(), &HashMap::new()), Snapshot::build(turned, &HashMap::new()));
    let names = |snapshot: &Snapshot| snapshot.all_cities().iter().map(|city| city.name.clone()).collect::<Vec<_>>();
    assert_eq!((names(&one), names(&other)), (vec!["Lyon".into(), "Paris".into()], names(&one)));
    assert_eq!(one.search("tour", None, 9), other.search("tour", None, 9));
    assert_eq!(one.search("musee", None, 9), other.search("musee", None, 9));
}
