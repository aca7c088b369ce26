//! Browsing, search and free times.

use counterfoil_domain::{CityId, ExperienceId, ProductId};
use counterfoil_engine::{Desk, catalog::Paging};
use tauri::State;

use super::{Answer, reading};
use crate::views::{
    availability::{AvailabilityQuery, AvailabilityView, FreeQuery, FreeView, Rules},
    catalog::{
        BrowseQuery, ById, CityIds, CityQuery, CityView, CountryView, ExperiencePage, ExperienceView, ProductPage,
        ProductView, SearchQuery, SearchView,
    },
    desk::NoInput,
    tags::{TagGroupView, TagQuery},
};

/// Most hits of one search.
const MOST_HITS: u32 = 200;

/// Countries.
#[tauri::command]
pub async fn list_countries(desk: State<'_, Desk>, input: NoInput) -> Answer<Vec<CountryView>> {
    desk.allow("list_countries")?;
    let NoInput {} = input;
    let snapshot = desk.snapshot();
    Ok(snapshot.countries().iter().map(|country| CountryView::of(&snapshot, country)).collect())
}

/// Cities of a country, or all.
#[tauri::command]
pub async fn list_cities(desk: State<'_, Desk>, input: CityQuery) -> Answer<Vec<CityView>> {
    desk.allow("list_cities")?;
    let cities = desk.cities(input.country.as_deref(), input.enabled_only)?;
    let (snapshot, usual) = (desk.snapshot(), desk.default_currency());
    Ok(cities.iter().map(|city| CityView::of(&snapshot, city, usual)).collect())
}

/// Switches cities on.
#[tauri::command]
pub async fn enable_cities(desk: State<'_, Desk>, input: CityIds) -> Answer<()> {
    desk.allow("enable_cities")?;
    let cities: Vec<CityId> = reading::ids("city", &input.ids)?;
    desk.set_cities(cities, true).await?;
    Ok(())
}

/// Switches cities off.
#[tauri::command]
pub async fn disable_cities(desk: State<'_, Desk>, input: CityIds) -> Answer<()> {
    desk.allow("disable_cities")?;
    let cities: Vec<CityId> = reading::ids("city", &input.ids)?;
    desk.set_cities(cities, false).await?;
    Ok(())
}

/// A page of experiences.
#[tauri::command]
pub async fn list_experiences(desk: State<'_, Desk>, input: BrowseQuery) -> Answer<ExperiencePage> {
    desk.allow("list_experiences")?;
    let paging = Paging::checked(input.page, input.page_size)?;
    let narrow = reading::narrowing(&desk, input.city.as_deref(), input.country.as_deref(), &input.tags)?;
    let marked = desk.marked().await?;
    Ok(ExperiencePage::of(&desk.snapshot(), &marked, &narrow, paging))
}

/// An experience, opened.
#[tauri::command]
pub async fn get_experience(desk: State<'_, Desk>, input: ById) -> Answer<ExperienceView> {
    desk.allow("get_experience")?;
    let opened = desk.experience(reading::id("experience", &input.id)?).await?;
    let marked = desk.marked().await?;
    Ok(ExperienceView::of(&desk.snapshot(), &marked, opened))
}

/// A page of products, of an experience or of all that agents see.
#[tauri::command]
pub async fn list_products(desk: State<'_, Desk>, input: BrowseQuery) -> Answer<ProductPage> {
    desk.allow("list_products")?;
    let paging = Paging::checked(input.page, input.page_size)?;
    let narrow = reading::narrowing(&desk, input.city.as_deref(), input.country.as_deref(), &input.tags)?;
    let experience =
        input.experience.as_deref().map(|text| reading::id::<ExperienceId>("experience", text)).transpose()?;
    let marked = desk.marked().await?;
    Ok(ProductPage::of(&desk.snapshot(), &marked, &narrow, experience.as_ref(), paging))
}

/// A product, opened.
#[tauri::command]
pub async fn get_product(desk: State<'_, Desk>, input: ById) -> Answer<ProductView> {
    desk.allow("get_product")?;
    let opened = desk.product(reading::id("product", &input.id)?).await?;
    desk.note_visit(&opened.product.id).await;
    let (marked, today) = (desk.marked().await?, desk.today_at(&opened.product));
    Ok(ProductView::of(&desk.snapshot(), &marked, opened, today))
}

/// Searches cities, experiences and products.
#[tauri::command]
pub async fn search_catalog(desk: State<'_, Desk>, input: SearchQuery) -> Answer<SearchView> {
    desk.allow("search_catalog")?;
    let near: Option<CityId> = input.city.as_deref().map(|text| reading::id("city", text)).transpose()?;
    let marked = desk.marked().await?;
    Ok(SearchView::of(&desk.snapshot(), &marked, &input.text, near.as_ref(), input.limit.min(MOST_HITS)))
}

/// Tags of a list of experiences, by groups.
#[tauri::command]
pub async fn list_tags(desk: State<'_, Desk>, input: TagQuery) -> Answer<Vec<TagGroupView>> {
    desk.allow("list_tags")?;
    let narrow = reading::narrowing(&desk, input.city.as_deref(), input.country.as_deref(), &input.chosen)?;
    Ok(TagGroupView::all(&desk.snapshot(), &narrow))
}

/// Whether things have room on a day, experiences first; each as it was asked.
#[tauri::command]
pub async fn fetch_free(desk: State<'_, Desk>, input: FreeQuery) -> Answer<Vec<FreeView>> {
    desk.allow("fetch_free")?;
    let (experiences, products) =
        (reading::ids("experience", &input.experiences)?, reading::ids("product", &input.products)?);
    let (mut answers, of_products) = desk.free(&experiences, &products, &input.day, input.people).await?;
    answers.extend(of_products);
    let (ids, now) = (input.experiences.iter().chain(&input.products), desk.now());
    Ok(ids.zip(answers).map(|(id, freedom)| FreeView::of(id, freedom, now)).collect())
}

/// Free days, times and prices.
#[tauri::command]
pub async fn fetch_availability(desk: State<'_, Desk>, input: AvailabilityQuery) -> Answer<AvailabilityView> {
    desk.allow("fetch_availability")?;
    let product: ProductId = reading::id("product", &input.product)?;
    let (availability, snapshot) = (desk.availability(&product, &input.from, &input.to).await?, desk.snapshot());
    Ok(AvailabilityView::of(&availability, Rules::of(&snapshot, &product)))
}
