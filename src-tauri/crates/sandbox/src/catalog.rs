//! The content part of the API: countries, cities, experiences, products, tags (Tiqets Distributor API, Content API).

mod answer;
mod experience_sheet;
mod product_sheet;
mod reader;
mod selection;
mod spoilt;
mod variant_sheet;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::faults::{List, Twists};
use crate::query::Asked;
use crate::refusal::Refusal;
use crate::supplier::Shared;
use crate::world::tag::{Tag, TagType};
pub(crate) use answer::tagged;
use answer::{Found, One, cacheable, unreadable};
use experience_sheet::ExperienceSheet;
use product_sheet::ProductSheet;
pub(crate) use product_sheet::raised;
use reader::Reader;
pub(crate) use variant_sheet::variant as variant_sheet;
use variant_sheet::{Checkout, Variants};

/// An id in a path; what is no number is not there.
fn id(text: &str) -> Result<u64, Refusal> {
    text.parse().map_err(|_| Refusal::not_found())
}

/// `GET /countries`.
pub(crate) async fn countries(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let countries = world.countries();
    let positions = (0..countries.len()).collect();
    let found = Found { list: List::Countries, page: Some(asked.page()?), positions };
    Ok(found.answer(&supplier, &headers, &twists, |position| &countries[position]))
}

/// `GET /countries/{id}`.
pub(crate) async fn country(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (world, id) = (supplier.world(), id(&text)?);
    let country = world.countries().iter().find(|country| country.id == id).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&supplier, &headers, &One("country", country)))
}

/// `GET /cities`.
pub(crate) async fn cities(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let page = Some(asked.page()?);
    let found = Found { list: List::Cities, page, positions: selection::cities(&world, &asked)? };
    Ok(found.answer(&supplier, &headers, &twists, |position| world.city(position)))
}

/// `GET /cities/{id}`.
pub(crate) async fn city(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let index = world.city_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&supplier, &headers, &One("city", world.city(index))))
}

/// `GET /experiences`.
pub(crate) async fn experiences(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let page = Some(asked.page()?);
    let reader = Reader::new(&supplier, &world, &asked, &twists)?;
    let found = Found { list: List::Experiences, page, positions: selection::experiences(&world, &asked)? };
    Ok(found.answer(&supplier, &headers, &twists, |position| ExperienceSheet::new(reader, position)))
}

/// `GET /experiences/{id}`.
pub(crate) async fn experience(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let index = world.experience_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    if twists.unreadable_item {
        return Ok(unreadable("experience", &text));
    }
    let reader = Reader::new(&supplier, &world, &asked, &twists)?;
    Ok(cacheable(&supplier, &headers, &One("experience", ExperienceSheet::new(reader, index))))
}

/// `GET /products` (Search and filter products).
pub(crate) async fn products(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let page = Some(asked.page()?);
    let reader = Reader::new(&supplier, &world, &asked, &twists)?;
    let found = Found { list: List::Products, page, positions: selection::products(&world, &asked)? };
    Ok(found.answer(&supplier, &headers, &twists, |position| ProductSheet::new(reader, position)))
}

/// `GET /products/{id}`.
pub(crate) async fn product(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let index = world.product_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    if twists.unreadable_item {
        return Ok(unreadable("product", &text));
    }
    let reader = Reader::new(&supplier, &world, &asked, &twists)?;
    Ok(cacheable(&supplier, &headers, &One("product", ProductSheet::new(reader, index))))
}

/// `GET /products/{id}/product-variants` (Get all active product variants).
pub(crate) async fn variants(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let index = world.product_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&supplier, &headers, &Variants { world: &world, index }))
}

/// `GET /products/{id}/checkout_information`.
pub(crate) async fn checkout(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let index = world.product_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&supplier, &headers, &Checkout { world: &world, index }))
}

/// `GET /tags`.
pub(crate) async fn tags(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let world = supplier.world();
    let page = Some(asked.page()?);
    let found = Found { list: List::Tags, page, positions: selection::tags(&world, &asked) };
    Ok(found.answer(&supplier, &headers, &twists, Tag))
}

/// `GET /tags/{id}`.
pub(crate) async fn tag(
    State(supplier): State<Shared>,
    Path(text): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let index = supplier.world().tag_index(id(&text)?).ok_or_else(Refusal::not_found)?;
    Ok(cacheable(&supplier, &headers, &One("tag", Tag(index))))
}

/// `GET /tag_types`.
pub(crate) async fn tag_types(
    State(supplier): State<Shared>,
    Extension(twists): Extension<Twists>,
    headers: HeaderMap,
) -> Response {
    let found = Found { list: List::TagTypes, page: None, positions: (0..TagType::count()).collect() };
    found.answer(&supplier, &headers, &twists, TagType)
}
