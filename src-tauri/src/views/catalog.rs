//! Countries, cities, experiences, products, search.

mod cards;
mod hits;
mod opened;
mod places;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::desk::MoneyView;

/// Lists cities.
#[derive(Debug, Deserialize, TS)]
pub struct CityQuery {
    /// ISO code or supplier's id of a country.
    pub country: Option<String>,
    /// Only enabled ones.
    pub enabled_only: bool,
}

/// Switches cities on or off.
#[derive(Debug, Deserialize, TS)]
pub struct CityIds {
    /// Ids of cities.
    pub ids: Vec<String>,
}

/// Lists experiences or products of enabled cities.
#[derive(Debug, Deserialize, TS)]
pub struct BrowseQuery {
    /// Only this city.
    pub city: Option<String>,
    /// Only this country: ISO code or supplier's id.
    pub country: Option<String>,
    /// Only with all of these tags.
    pub tags: Vec<String>,
    /// Only products of this experience (`list_products`).
    pub experience: Option<String>,
    /// From 1.
    pub page: u32,
    /// 1 to 100.
    pub page_size: u32,
}

/// Searches.
#[derive(Debug, Deserialize, TS)]
pub struct SearchQuery {
    /// What was typed.
    pub text: String,
    /// Prefer this city.
    pub city: Option<String>,
    /// Most hits.
    pub limit: u32,
}

/// One thing by its id.
#[derive(Debug, Deserialize, TS)]
pub struct ById {
    /// The id.
    pub id: String,
}

/// A country.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CountryView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub iso_code: Option<String>,
    /// Enabled cities in it.
    pub cities: u32,
    /// Experiences in enabled cities.
    pub experiences: u32,
}

/// A city.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CityView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Country's id.
    pub country: String,
    /// Country's name.
    pub country_name: String,
    /// Country's ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// IANA time zone.
    pub time_zone: Option<String>,
    /// Currency; the desk's where the city names none.
    pub currency: String,
    /// Latitude, degrees.
    pub lat: Option<f64>,
    /// Longitude, degrees.
    pub lng: Option<f64>,
    /// Whether agents see it.
    pub enabled: bool,
    /// Experiences in it.
    pub experiences: u32,
    /// Products in it.
    pub products: u32,
    /// When last fetched, ms since 1970.
    pub fetched_at: Option<i64>,
}

/// A place on the map.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct PointView {
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lng: f64,
}

/// One picture: addresses at the supplier, shown through the desk.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PictureView {
    /// For lists.
    pub small: Option<String>,
    /// For headers.
    pub large: Option<String>,
    /// What it shows.
    pub alt_text: Option<String>,
    /// Whom to credit.
    pub credit: Option<String>,
}

/// An experience in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExperienceCard {
    /// Id.
    pub id: String,
    /// `venue`, `activity`, `service`, `poi`, or the supplier's word.
    pub kind: String,
    /// Title.
    pub title: String,
    /// One line.
    pub tagline: Option<String>,
    /// City's id.
    pub city: String,
    /// City's name.
    pub city_name: String,
    /// Country's name.
    pub country_name: String,
    /// Best picture.
    pub picture: Option<PictureView>,
    /// Average rating, 0 to 5.
    pub rating: Option<f32>,
    /// Votes.
    pub votes: u32,
    /// Lowest price.
    pub from_price: Option<MoneyView>,
    /// Tag names.
    pub tags: Vec<String>,
    /// How many products.
    pub products: u32,
    /// On the shelf.
    pub favourite: bool,
    /// When its city was last fetched, ms since 1970.
    pub fetched_at: Option<i64>,
}

/// A page of experiences.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExperiencePage {
    /// The items.
    pub items: Vec<ExperienceCard>,
    /// From 1.
    pub page: u32,
    /// Page size.
    pub page_size: u32,
    /// Over all pages.
    pub total: u32,
}

/// An experience, opened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExperienceView {
    /// What the list shows.
    pub card: ExperienceCard,
    /// Safe subset of HTML.
    pub description: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// Where it is.
    pub geo: Option<PointView>,
    /// Google's id of the place.
    pub google_place_id: Option<String>,
    /// Its page at the supplier.
    pub url: Option<String>,
    /// Pictures, best first.
    pub pictures: Vec<PictureView>,
    /// Its products.
    pub products: Vec<ProductCard>,
    /// When fetched, ms since 1970.
    pub fetched_at: Option<i64>,
}

/// A product in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProductCard {
    /// Id.
    pub id: String,
    /// Experience's id.
    pub experience: Option<String>,
    /// Experience's or venue's name.
    pub venue_name: Option<String>,
    /// Title.
    pub title: String,
    /// One line.
    pub tagline: Option<String>,
    /// City's id.
    pub city: String,
    /// City's name.
    pub city_name: String,
    /// Best picture.
    pub picture: Option<PictureView>,
    /// Average rating, 0 to 5.
    pub rating: Option<f32>,
    /// Votes.
    pub votes: u32,
    /// Lowest price.
    pub price: Option<MoneyView>,
    /// Price before a discount.
    pub price_before_discount: Option<MoneyView>,
    /// Words of the discount.
    pub promotion: Option<String>,
    /// Sold now.
    pub on_sale: bool,
    /// Why not.
    pub off_sale_reason: Option<String>,
    /// Minutes it takes.
    pub duration_minutes: Option<u32>,
    /// Skips the line.
    pub skip_line: Option<bool>,
    /// Ticket may be shown on a phone.
    pub smartphone_ticket: Option<bool>,
    /// Wheelchair access.
    pub wheelchair_access: Option<bool>,
    /// Tickets come at once.
    pub instant: Option<bool>,
    /// On the shelf.
    pub favourite: bool,
    /// When its city was last fetched, ms since 1970.
    pub fetched_at: Option<i64>,
}

/// A page of products.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProductPage {
    /// The items.
    pub items: Vec<ProductCard>,
    /// From 1.
    pub page: u32,
    /// Page size.
    pub page_size: u32,
    /// Over all pages.
    pub total: u32,
}

/// A kind of visitor.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VariantView {
    /// Id.
    pub id: String,
    /// "Adult".
    pub label: String,
    /// More words.
    pub description: Option<String>,
    /// Most per order.
    pub max: Option<u32>,
    /// Details each visitor must give, the supplier's words.
    pub requires: Vec<String>,
    /// Only together with one of these ids.
    pub valid_with: Vec<String>,
    /// Cancellation terms in a sentence, only where they differ from the product's.
    pub cancellation: Option<String>,
}

/// Where a visit starts.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StartingPointView {
    /// Name.
    pub label: Option<String>,
    /// Street address.
    pub address: Option<String>,
}

/// A product, opened. Texts are a safe subset of HTML.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProductView {
    /// What the list shows.
    pub card: ProductCard,
    /// Street address of the venue.
    pub address: Option<String>,
    /// Where it starts, when not at the venue.
    pub starting_points: Vec<StartingPointView>,
    /// When it starts, words.
    pub starting_time: Option<String>,
    /// Pictures, best first.
    pub pictures: Vec<PictureView>,
    /// Summary.
    pub summary: Option<String>,
    /// Highlights.
    pub highlights: Option<String>,
    /// Included.
    pub included: Option<String>,
    /// Excluded.
    pub excluded: Option<String>,
    /// Must be shown before buying.
    pub must_know: Option<String>,
    /// Good to know.
    pub good_to_know: Option<String>,
    /// Who runs it.
    pub operator: Option<String>,
    /// Languages, ISO 639-1.
    pub languages: Vec<String>,
    /// Languages of live guides, ISO 639-1.
    pub live_guides: Vec<String>,
    /// Languages of audio guides, ISO 639-1.
    pub audio_guides: Vec<String>,
    /// How the ticket is used.
    pub usage: Option<String>,
    /// What happens after the purchase.
    pub post_purchase: Option<String>,
    /// Cancellation terms in a sentence.
    pub cancellation: String,
    /// Supplier's name.
    pub supplier_name: String,
    /// The venue's time zone.
    pub time_zone: Option<String>,
    /// Today at the venue, `yyyy-MM-dd`.
    pub today: String,
    /// Kinds of visitors; empty until known.
    pub variants: Vec<VariantView>,
    /// When its variants were fetched, ms since 1970.
    pub variants_fetched_at: Option<i64>,
    /// Most tickets in one order.
    pub max_per_order: Option<u32>,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    /// An experience.
    Experience,
    /// A product.
    Product,
    /// A city.
    City,
}

/// A piece of a title, marked where it matched.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TextPart {
    /// The text.
    pub text: String,
    /// Whether it matched.
    pub hit: bool,
}

/// One thing found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HitView {
    /// What it is.
    pub kind: HitKind,
    /// Its id.
    pub id: String,
    /// Title in parts.
    pub title: Vec<TextPart>,
    /// Where it matched when not in the title: "venue Louvre".
    pub why: Option<String>,
    /// The line under the title.
    pub subtitle: String,
    /// Best picture.
    pub picture: Option<PictureView>,
    /// Average rating.
    pub rating: Option<f32>,
    /// Votes.
    pub votes: u32,
    /// Lowest price.
    pub price: Option<MoneyView>,
    /// City's id.
    pub city: String,
    /// Whether it can be sold now; a place or an experience always can.
    pub on_sale: bool,
    /// When fetched, ms since 1970.
    pub fetched_at: Option<i64>,
    /// On the shelf.
    pub favourite: bool,
}

/// Search results, best first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SearchView {
    /// The hits.
    pub hits: Vec<HitView>,
    /// How many there are in all.
    pub total: u32,
}
