//! The content part of the API: countries, cities, experiences, products, tags (Tiqets Distributor API, Content API).

mod answer;
mod experience_sheet;
mod product_sheet;
mod selection;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

use crate::faults::Twists;
use crate::query::Asked;
use crate::refusal::Refusal;
use crate::supplier::Shared;
use crate::world::World;
use answer::cacheable;
pub(crate) use answer::tagged;
use product_sheet::Language;
pub(crate) use product_sheet::{raised, variant as variant_sheet};

/// An id in a path; what is no number is not there.
fn id(text: &str) -> Result<u64, Refusal> {
    text.parse().map_err(|_| Refusal::not_found())
}

/// `GET /countries`.
pub(crate) async fn countries(
    State(supplier): State<Shared>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let page = asked.page()?;
    let countries = supplier.world.countries();
    let entries = page.of(countries.iter()).into_iter().map(selection::country_sheet).collect();
    Ok(cacheable(&headers, &page.answer("countries", entries, countries.len())))
}

/// `GET /countries/{id}`.
pub(crate) async fn country(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = id(&text)?;
    let country = supplier.world.countries().iter().find(|country| country.id == id).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&headers, &json!({"success": true, "country": selection::country_sheet(country)})))
}

/// `GET /cities`.
pub(crate) async fn cities(
    State(supplier): State<Shared>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let page = asked.page()?;
    let found = selection::cities(&supplier.world, &asked)?;
    let entries = page.of(found.iter()).into_iter().map(|index| supplier.world.city(*index).sheet()).collect();
    Ok(cacheable(&headers, &page.answer("cities", entries, found.len())))
}

/// `GET /cities/{id}`.
pub(crate) async fn city(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let index = supplier.world.city_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&headers, &json!({"success": true, "city": supplier.world.city(index).sheet()})))
}

/// `GET /experiences`.
pub(crate) async fn experiences(
    State(supplier): State<Shared>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (page, currency) = (asked.page()?, asked.currency()?);
    let found = selection::experiences(&supplier.world, &asked)?;
    let total = found.len();
    let entries = page
        .of(found.into_iter())
        .into_iter()
        .map(|index| experience_sheet::write(&supplier, index, currency))
        .collect();
    Ok(cacheable(&headers, &page.answer("experiences", entries, total)))
}

/// `GET /experiences/{id}`.
pub(crate) async fn experience(
    State(supplier): State<Shared>,
    asked: Asked,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let index = supplier.world.experience_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    let sheet = experience_sheet::write(&supplier, index, asked.currency()?);
    Ok(cacheable(&headers, &json!({"success": true, "experience": sheet})))
}

/// `GET /products` (Search and filter products).
pub(crate) async fn products(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (page, currency) = (asked.page()?, asked.currency()?);
    let found = selection::products(&supplier.world, &asked)?;
    let total = found.len();
    let language = Language(asked.text("lang").unwrap_or("en"));
    let entries = page.of(found.into_iter());
    let entries =
        entries.into_iter().map(|index| product_sheet::write(&supplier, index, currency, language, &twists)).collect();
    Ok(cacheable(&headers, &page.answer("products", entries, total)))
}

/// `GET /products/{id}`.
pub(crate) async fn product(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let index = supplier.world.product_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    let language = Language(asked.text("lang").unwrap_or("en"));
    let sheet = product_sheet::write(&supplier, index, asked.currency()?, language, &twists);
    Ok(cacheable(&headers, &json!({"success": true, "product": sheet})))
}

/// `GET /products/{id}/product-variants` (Get all active product variants).
pub(crate) async fn variants(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = &supplier.world;
    let product = world.product(world.product_index(id(&text)?).ok_or_else(Refusal::not_found)?);
    let variants: Vec<Value> =
        product.variants(world).iter().map(|variant| product_sheet::variant(&product, variant)).collect();
    let answer = json!({
        "success": true, "sales_enabled": product.closed.is_none(), "dynamic_pricing": false,
        "max_tickets_per_order": product.max_per_order, "variants": variants,
    });
    Ok(cacheable(&headers, &answer))
}

/// `GET /products/{id}/checkout_information`.
pub(crate) async fn checkout(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let index = supplier.world.product_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&headers, &product_sheet::checkout(&supplier.world, index)))
}

/// `GET /tags`.
pub(crate) async fn tags(
    State(supplier): State<Shared>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let page = asked.page()?;
    let kind = asked.text("type_name");
    let entries: Vec<Value> = (0..supplier.world.tag_count())
        .map(World::tag_sheet)
        .filter(|sheet| kind.is_none_or(|kind| sheet["type_name"] == kind))
        .collect();
    let total = entries.len();
    let shown = page.of(entries.iter()).into_iter().cloned().collect();
    Ok(cacheable(&headers, &page.answer("tags", shown, total)))
}

/// `GET /tags/{id}`.
pub(crate) async fn tag(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let index = supplier.world.tag_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&headers, &json!({"success": true, "tag": World::tag_sheet(index)})))
}

/// `GET /tag_types`.
pub(crate) async fn tag_types(headers: HeaderMap) -> Response {
    cacheable(&headers, &json!({"success": true, "tag_types": World::tag_type_sheets()}))
}
