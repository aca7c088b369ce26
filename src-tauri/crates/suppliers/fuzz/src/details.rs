//! One experience, one product, its variants, and what must be said before it is bought.

use counterfoil_domain::{
    catalog::{CancellationPolicy, Experience, ExperienceText, Picture, Product, ProductText, Variant},
    supplier::Supplier,
};

use super::{
    said::{Said, behind_the_door, ok, told, word},
    sound,
};

pub fn judge(body: &[u8]) -> bool {
    let said = Said::read(body);
    let inner = |key: &str| Said::read(said.raw(key).unwrap_or_default().as_bytes());
    let id = |key: &str| inner(key).raw("id").and_then(word);
    behind_the_door(ok(body), |supplier| {
        let found = told(supplier.experience(&"7".parse().unwrap())).map(|(read, text)| {
            assert_eq!(id("experience").as_deref().map(str::trim), Some("7"), "another one than asked for");
            objects(&inner("experience"), &["address", "geolocation", "ratings"]);
            experience(&read, &text);
        });
        let sold = told(supplier.product(&"7".parse().unwrap())).map(|(read, text)| {
            assert_eq!(id("product").as_deref().map(str::trim), Some("7"), "another one than asked for");
            objects(&inner("product"), &["geolocation", "ratings", "venue", "supplier", "cancellation"]);
            product(&read, &text);
        });
        let variants = told(supplier.variants(&"7".parse().unwrap())).map(|read| {
            assert_eq!(said.list("variants").map(|listed| listed.len()), Some(read.variants.len()), "none is left out");
            read.variants.iter().for_each(variant);
        });
        let checkout = told(supplier.checkout(&"7".parse().unwrap())).map(|read| {
            sound::htmls([&read.must_know, &read.good_to_know, &read.pre_purchase, &read.post_purchase]);
            sound::htmls([&read.usage, &read.included, &read.excluded]);
            assert_eq!(read.has_timeslots, said.raw("has_timeslots").and_then(|raw| raw.parse().ok()));
        });
        let taken = [found.is_ok(), sold.is_ok(), variants.is_ok(), checkout.is_ok()].contains(&true);
        assert!(!taken || said.may_be_read(), "read out of an answer that is none");
        taken
    })
}

/// Where a list is read as an object, its items count by position and mean what nobody said. An empty one says nothing.
fn objects(said: &Said, keys: &[&str]) {
    for key in keys {
        let raw = said.raw(key).unwrap_or("null");
        let empty = said.list(key).is_some_and(|items| items.is_empty());
        assert!(raw == "null" || raw.starts_with('{') || empty, "{key}: read by position: {raw}");
    }
}

pub fn experience(read: &Experience, text: &ExperienceText) {
    sound::id(&read.id);
    sound::id(&read.city);
    sound::ids(&read.country);
    sound::ids(&read.tags);
    sound::ids(&read.products);
    sound::line(&read.title);
    sound::lines([&read.tagline, &read.google_place_id]);
    sound::prices([read.from_price]);
    sound::webs([&read.url]);
    read.updated_at.into_iter().for_each(sound::instant);
    assert!(read.geo.is_none_or(|at| at.lat.abs() <= 90.0 && at.lng.abs() <= 180.0));
    assert!(read.rating.average.is_none_or(|stars| (0.0..=5.0).contains(&stars)));
    sound::htmls([&text.description]);
    pictures(&text.pictures, read.picture.as_ref());
}

pub fn product(read: &Product, text: &ProductText) {
    sound::id(&read.id);
    sound::id(&read.city);
    sound::ids(&read.experience);
    sound::ids(&read.country);
    sound::ids(&read.tags);
    sound::line(&read.title);
    sound::lines([&read.tagline, &read.promotion, &read.off_sale_reason, &read.expected_reopening, &read.time_zone]);
    sound::lines([&read.venue.name, &read.venue.address]);
    sound::prices([read.price, read.price_before_discount]);
    read.updated_at.into_iter().for_each(sound::instant);
    assert!(read.geo.is_none_or(|at| at.lat.abs() <= 90.0 && at.lng.abs() <= 180.0));
    assert!(read.rating.average.is_none_or(|stars| (0.0..=5.0).contains(&stars)));
    if let Some(terms) = &read.cancellation {
        policy(&terms.policy);
    }
    sound::htmls([&text.summary, &text.highlights, &text.included, &text.excluded]);
    sound::lines([&text.starting_time, &text.operator]);
    sound::webs([&text.url, &text.checkout_url]);
    text.languages.iter().for_each(|word| sound::line(word));
    text.live_guide_languages.iter().chain(&text.audio_guide_languages).for_each(|word| assert!(word.len() <= 64));
    text.starting_points.iter().for_each(|at| sound::lines([&at.label, &at.address]));
    pictures(&text.pictures, read.picture.as_ref());
}

pub fn variant(read: &Variant) {
    sound::id(&read.id);
    sound::ids(&read.valid_with);
    sound::line(&read.label);
    sound::lines([&read.kind]);
    sound::htmls([&read.description]);
    if let Some(terms) = &read.cancellation {
        policy(&terms.policy);
    }
}

fn policy(read: &CancellationPolicy) {
    if let CancellationPolicy::Other(word) = read {
        sound::line(word);
    }
}

fn pictures(read: &[Picture], first: Option<&Picture>) {
    assert_eq!(read.first(), first);
    for picture in read {
        let sizes = [&picture.small, &picture.medium, &picture.large, &picture.extra_large];
        assert!(sizes.iter().any(|size| size.is_some()), "a picture that shows nothing");
        sound::webs(sizes);
        sound::lines([&picture.alt_text, &picture.credit]);
    }
}
