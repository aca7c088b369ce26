//! The JSON objects of a product, its variants and its checkout information (Tiqets Distributor API, Product).

use serde_json::{Map, Value, json};

use crate::faults::Twists;
use crate::supplier::Supplier;
use crate::world::World;
use crate::world::dice::Dice;
use crate::world::experience::Experience;
use crate::world::money::Currency;
use crate::world::product::{Fulfilment, Product, Terms, Variant};
use crate::world::prose;

/// Languages the supplier writes in.
pub(crate) const LANGUAGES: &[&str] = &["en", "nl", "de", "fr", "es", "it", "pt", "zh"];
/// Pictures of each experience.
const PICTURES: u64 = 6;

/// The language a client asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Language<'a>(pub(crate) &'a str);

/// Writes the product at a position.
pub(crate) fn write(
    supplier: &Supplier,
    index: usize,
    currency: Currency,
    language: Language<'_>,
    twists: &Twists,
) -> Value {
    let world = &supplier.world;
    let product = world.product(index);
    let experience = world.experience(product.experience);
    let title = World::product_title(&product, &experience.title);
    let mut dice = Dice::for_subject(world.seed, &[31, index as u64]);
    let html = dice.chance(40);
    let cents = raised(world.priced(index, product.cents), twists);
    let spoken = 3 + dice.position(LANGUAGES.len() - 2);
    let languages = &LANGUAGES[..spoken.min(LANGUAGES.len())];
    let mut sheet = Map::with_capacity(48);
    sheet.insert("id".into(), json!(product.id.to_string()));
    sheet.insert("title".into(), json!(title));
    sheet.insert("tagline".into(), json!(prose::tagline(&mut dice)));
    sheet.insert("city_id".into(), json!(experience.city.id.to_string()));
    sheet.insert("city_name".into(), json!(experience.city.name));
    sheet.insert("country_id".into(), json!(experience.city.country.id.to_string()));
    sheet.insert("country_name".into(), json!(experience.city.country.name));
    sheet.insert("language".into(), json!(languages.iter().find(|word| **word == language.0).unwrap_or(&"en")));
    sheet.insert("languages".into(), json!(languages));
    sheet.insert("geolocation".into(), json!({"lat": experience.lat, "lng": experience.lng}));
    sheet.insert("distance".into(), Value::Null);
    sheet.insert("images".into(), images(supplier, &experience));
    sheet.insert("price".into(), json!(currency.amount(cents)));
    if dice.chance(15) {
        sheet.insert("prediscount_price".into(), json!(currency.amount(cents * 6 / 5)));
        sheet.insert("promo_label".into(), json!("Special offer"));
    }
    sheet.insert("display_price".into(), json!(format!("{} {:.2}", currency.code, currency.amount(cents))));
    sheet.insert("currency".into(), json!(currency.code));
    sheet.insert("ratings".into(), ratings(&mut dice));
    sheet.insert("sale_status".into(), json!(if product.closed.is_some() { "unavailable" } else { "available" }));
    sheet.insert("sale_status_reason".into(), json!(product.closed));
    let tags = world.tags_of_product(index, product.theme);
    sheet.insert("tag_ids".into(), tags.iter().map(|tag| json!(World::tag_id(*tag).to_string())).collect());
    let address = format!("{}, {}", experience.street, experience.city.name);
    sheet
        .insert("venue".into(), json!({"id": experience.id.to_string(), "name": experience.title, "address": address}));
    let mut summary = prose::paragraphs(&mut dice, &experience.title, &experience.city.name, 25, html);
    let edition = world.edition(index);
    if edition > 0 {
        summary = format!("{summary}\nNew this season: edition {edition}.");
    }
    sheet.insert("summary".into(), json!(summary));
    sheet.insert("highlights".into(), json!(prose::highlights(&mut dice, html)));
    sheet.insert("whats_included".into(), json!(prose::included(&mut dice, html)));
    sheet.insert("whats_excluded".into(), json!(prose::excluded(&mut dice, html)));
    sheet.insert("product_url".into(), json!(format!("{}/p{}?partner=sandbox", supplier.origin, product.id)));
    sheet.insert(
        "product_checkout_url".into(),
        json!(format!("{}/checkout/{}?partner=sandbox", supplier.origin, product.id)),
    );
    sheet.insert("product_slug".into(), json!(slug(&title)));
    if product.theme.kind == "activity" {
        let point = json!({
            "lat": experience.lat, "lng": experience.lng, "address": address,
            "city_id": experience.city.id.to_string(), "label": "Meeting point under the clock",
        });
        sheet.insert("starting_point".into(), point);
    }
    sheet.insert("duration".into(), json!(product.theme.duration));
    sheet.insert("skip_line".into(), json!(dice.chance(40)));
    sheet.insert("smartphone_ticket".into(), json!(true));
    sheet.insert("wheelchair_access".into(), json!(dice.chance(60)));
    sheet.insert(
        "instant_ticket_delivery".into(),
        json!(matches!(product.fulfilment, Fulfilment::Instant | Fulfilment::ByVariant)),
    );
    sheet.insert("live_guide_languages".into(), json!(if dice.chance(30) { &languages[..2] } else { &[] }));
    sheet.insert("audio_guide_languages".into(), json!(if dice.chance(50) { languages } else { &[] }));
    sheet.insert("supplier".into(), json!({"name": format!("{} Visits", experience.street.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim()), "city": experience.city.name}));
    sheet.insert("marketing_restrictions".into(), json!([]));
    sheet.insert("is_package".into(), json!(false));
    sheet.insert("cancellation".into(), cancellation(product.terms));
    if experience.city.index % 3 != 2 || experience.city.index < 4 {
        sheet.insert("timezone".into(), json!(experience.city.country.timezone.name()));
    }
    sheet.insert("updated_at".into(), json!(world.updated_at(index).to_rfc3339()));
    Value::Object(sheet)
}

/// A price after `price_changes`.
pub(crate) fn raised(cents: u32, twists: &Twists) -> u32 {
    cents * (100 + twists.price_percent.min(1_000)) / 100
}

/// The pictures of an experience in all sizes.
pub(crate) fn images(supplier: &Supplier, experience: &Experience) -> Value {
    let one = |nth: u64| {
        let base = format!("{}/pictures/{}/{nth}", supplier.origin, experience.id);
        json!({
            "small": format!("{base}/small.png"), "medium": format!("{base}/medium.png"), "large": format!("{base}/large.png"),
            "extra_large": format!("{base}/extra_large.png"), "credits": "Drawn by the sandbox",
            "alt_text": format!("{}, view {nth}", experience.title),
        })
    };
    (1..=PICTURES).map(one).collect()
}

/// Average and number of ratings; few have none.
pub(crate) fn ratings(dice: &mut Dice) -> Value {
    if dice.chance(5) {
        return json!({"average": null, "total": 0});
    }
    json!({"average": f64::from(34 + dice.small(17)) / 10.0, "total": 1 + dice.below(9_000)})
}

/// Policy and window in hours.
pub(crate) fn cancellation(terms: Terms) -> Value {
    match terms {
        Terms::Never => json!({"policy": "never", "window": 0}),
        Terms::BeforeDate(window) => json!({"policy": "before_date", "window": window}),
        Terms::BeforeTimeslot(window) => json!({"policy": "before_timeslot", "window": window}),
    }
}

/// A variant as both the variants and the availability answers describe it.
pub(crate) fn variant(product: &Product, variant: &Variant) -> Value {
    json!({
        "id": variant.id, "label": variant.label, "description": format!("{}, {}", variant.label, product.theme.offers[product.index % 5]),
        "variant_type": variant.kind, "max_tickets": variant.max_tickets, "dynamic_variant_pricing": false, "languages": ["en"],
        "group_ids": [1], "requires_visitors_details": product.visitors, "valid_with_variant_ids": variant.valid_with,
        "cancellation": cancellation(product.terms),
    })
}

/// `GET /products/{id}/checkout_information`.
pub(crate) fn checkout(world: &World, index: usize) -> Value {
    let product = world.product(index);
    let mut dice = Dice::for_subject(world.seed, &[32, index as u64]);
    let must_know = prose::must_know(&mut dice);
    let included = prose::included(&mut dice, false);
    let excluded = prose::excluded(&mut dice, false);
    json!({
        "success": true, "has_timeslots": product.timed, "has_dynamic_pricing": false,
        "additional_information": {
            "must_know": must_know, "good_to_know": "The cloakroom closes 15 minutes before the house.",
            "pre_purchase": null, "post_purchase": "Your tickets are valid for one entry.",
            "usage": "Show your smartphone or printed ticket at the entrance.", "included": included, "excluded": excluded,
        },
    })
}

fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for letter in title.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}
