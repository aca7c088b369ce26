//! A small catalogue to look at.

use std::collections::HashMap;

use counterfoil_domain::{
    CityId, CountryId, ExperienceId, Instant, Snapshot, SupplierKey, TagId,
    catalog::{City, Country, Experience, ExperienceKind, Rating, Tag, snapshot::Contents},
};

const TIQETS: SupplierKey = SupplierKey::Tiqets;

/// The city that was fetched whole, at [`city_fetched_at`]; the other one never was.
pub(super) const AMSTERDAM: &str = "tiqets:75061";

/// When the catalogue was last fetched.
pub(super) fn fetched_at() -> Instant {
    "2026-12-01T10:00:00Z".parse().expect("an instant")
}

/// When Amsterdam was.
pub(super) fn city_fetched_at() -> Instant {
    "2026-11-30T08:00:00Z".parse().expect("an instant")
}

fn tag(id: &str, name: &str, group: Option<&str>) -> Tag {
    Tag {
        id: TagId::new(TIQETS, id),
        name: name.to_owned(),
        tag_type: None,
        type_name: None,
        group: group.map(str::to_owned),
        icon_url: None,
    }
}

fn city(id: &str, name: &str) -> City {
    City {
        id: CityId::new(TIQETS, id),
        name: name.to_owned(),
        country: CountryId::new(TIQETS, "50"),
        time_zone: None,
        currency: None,
        geo: None,
    }
}

fn experience(id: &str, title: &str, city: &str, tags: &[&str]) -> Experience {
    Experience {
        id: ExperienceId::new(TIQETS, id),
        kind: ExperienceKind::Venue,
        title: title.to_owned(),
        tagline: None,
        city: CityId::new(TIQETS, city),
        country: None,
        address: None,
        geo: None,
        google_place_id: None,
        picture: None,
        rating: Rating::default(),
        from_price: None,
        tags: tags.iter().map(|id| TagId::new(TIQETS, *id)).collect(),
        products: Vec::new(),
        url: None,
        updated_at: None,
    }
}

/// Two cities of one country, two museums and a boat, tags of two groups and of none.
pub(super) fn catalogue() -> Snapshot {
    let contents = Contents {
        countries: vec![Country {
            id: CountryId::new(TIQETS, "50"),
            name: "Netherlands".to_owned(),
            iso_code: Some("NL".to_owned()),
        }],
        cities: vec![city("75061", "Amsterdam"), city("75062", "Delft")],
        experiences: vec![
            experience("1", "Rijksmuseum", "75061", &["museums", "art", "new"]),
            experience("2", "Canal cruise", "75061", &["boats"]),
            experience("3", "Prinsenhof", "75062", &["museums", "art"]),
        ],
        tags: vec![
            tag("new", "New", None),
            tag("museums", "Museums", Some("Venue categories")),
            tag("boats", "Boat trips", Some("Activity categories")),
            tag("art", "Art", Some("Venue categories")),
        ],
        fetched_at: Some(fetched_at()),
        cities_fetched_at: HashMap::from([(CityId::new(TIQETS, "75061"), city_fetched_at())]),
        ..Contents::default()
    };
    Snapshot::build(contents, &HashMap::new())
}
