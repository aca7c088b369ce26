//! The JSON object of an experience (Tiqets Distributor API, Experience).

use serde_json::{Map, Value, json};

use super::product_sheet::{images, ratings};
use crate::supplier::Supplier;
use crate::world::World;
use crate::world::dice::Dice;
use crate::world::money::Currency;
use crate::world::prose;

/// Writes the experience at a position.
pub(crate) fn write(supplier: &Supplier, index: usize, currency: Currency) -> Value {
    let world = &supplier.world;
    let experience = world.experience(index);
    let mut dice = Dice::for_subject(world.seed, &[30, index as u64]);
    let products = World::products_of_experience(index);
    let from = products.clone().map(|product| world.priced(product, world.product(product).cents)).min().unwrap_or(0);
    let updated = products.clone().map(|product| world.updated_at(product)).max();
    let mut tags: Vec<usize> =
        products.clone().flat_map(|product| world.tags_of_product(product, experience.theme)).collect();
    tags.sort_unstable();
    tags.dedup();
    let html = dice.chance(35);
    let mut sheet = Map::new();
    sheet.insert("id".into(), json!(experience.id.to_string()));
    sheet.insert("type".into(), json!(experience.theme.kind));
    sheet.insert("title".into(), json!(experience.title));
    sheet.insert("tagline".into(), json!(prose::tagline(&mut dice)));
    sheet.insert(
        "description".into(),
        json!(prose::paragraphs(&mut dice, &experience.title, &experience.city.name, 26, html)),
    );
    sheet.insert("city_id".into(), json!(experience.city.id.to_string()));
    sheet.insert("country_id".into(), json!(experience.city.country.id.to_string()));
    if index % 9 != 8 {
        let address = json!({"street": experience.street, "city_name": experience.city.name, "country_name": experience.city.country.name});
        sheet.insert("address".into(), address);
    }
    if index % 7 != 6 {
        sheet.insert("geolocation".into(), json!({"lat": experience.lat, "lng": experience.lng}));
    }
    if index.is_multiple_of(4) {
        sheet.insert("google_place_id".into(), json!(format!("ChIJ{:016x}", dice.next())));
    }
    sheet.insert("images".into(), images(supplier, &experience));
    if index % 8 != 7 {
        sheet.insert("ratings".into(), ratings(&mut dice));
    }
    sheet.insert("from_price".into(), json!(currency.amount(from)));
    sheet.insert("currency".into(), json!(currency.code));
    sheet.insert("tag_ids".into(), tags.iter().map(|tag| json!(World::tag_id(*tag).to_string())).collect());
    if index % 6 != 5 {
        sheet.insert(
            "product_ids".into(),
            products.map(|product| json!(world.product_id(product).to_string())).collect(),
        );
    }
    sheet.insert("experience_url".into(), json!(format!("{}/e{}", supplier.origin, experience.id)));
    if let Some(updated) = updated {
        sheet.insert("updated_at".into(), json!(updated.to_rfc3339()));
    }
    Value::Object(sheet)
}
