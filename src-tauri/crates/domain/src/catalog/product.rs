//! Experiences, their products, and the products' variants (UC-03 to UC-07).
//!
//! What lists, search and booking need stays in memory; long texts and further pictures ([`ExperienceText`],
//! [`ProductText`]) stay on disk and are loaded when one is opened.

use serde::{Deserialize, Serialize};

use super::Geo;
use crate::{CityId, CountryId, ExperienceId, Instant, Money, ProductId, TagId, VariantId};

/// One picture in the sizes a supplier offers; each is an address on the supplier's side.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Picture {
    /// Smallest, for lists.
    pub small: Option<String>,
    /// Middle size.
    pub medium: Option<String>,
    /// Large.
    pub large: Option<String>,
    /// Largest.
    pub extra_large: Option<String>,
    /// What it shows, in words.
    pub alt_text: Option<String>,
    /// Whom to credit.
    pub credit: Option<String>,
}

/// Visitors' rating.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rating {
    /// Average of 0 to 5, where there is one.
    pub average: Option<f32>,
    /// How many voted.
    pub total: u32,
}

/// What kind of experience it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExperienceKind {
    /// A place with a door.
    Venue,
    /// Something one does.
    Activity,
    /// A transfer, a pass, luggage.
    Service,
    /// A point of interest.
    Poi,
    /// A word we do not know.
    #[serde(untagged)]
    Other(String),
}

/// An attraction or activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Experience {
    /// The supplier's id.
    pub id: ExperienceId,
    /// Venue, activity, service, point of interest.
    pub kind: ExperienceKind,
    /// Title.
    pub title: String,
    /// One line under the title.
    pub tagline: Option<String>,
    /// The city.
    pub city: CityId,
    /// The country, where given.
    pub country: Option<CountryId>,
    /// Street address, where given.
    pub address: Option<String>,
    /// Where it lies.
    pub geo: Option<Geo>,
    /// Google's id of the place.
    pub google_place_id: Option<String>,
    /// The best picture; all of them are in the [`ExperienceText`].
    pub picture: Option<Picture>,
    /// Visitors' rating.
    pub rating: Rating,
    /// Lowest price of a product, where known.
    pub from_price: Option<Money>,
    /// Tags.
    pub tags: Vec<TagId>,
    /// Products the supplier lists for it; products that name it as their venue are merged by the snapshot.
    pub products: Vec<ProductId>,
    /// Page at the supplier.
    pub url: Option<String>,
    /// When the supplier says it changed.
    pub updated_at: Option<Instant>,
}

/// The long text of an experience, a safe subset of HTML, and all its pictures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExperienceText {
    /// Description.
    pub description: Option<String>,
    /// Pictures, best first.
    pub pictures: Vec<Picture>,
}

/// When an order may be cancelled (Tiqets Distributor API, cancel order).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancellationPolicy {
    /// Until `window` hours before midnight of the visit day.
    BeforeDate,
    /// Until `window` hours before the timeslot, or the opening where there are no timeslots.
    BeforeTimeslot,
    /// Never.
    Never,
    /// A word we do not know; treated as "ask the supplier".
    #[serde(untagged)]
    Other(String),
}

/// A cancellation policy and its window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// The rule.
    pub policy: CancellationPolicy,
    /// Hours before the moment the rule names.
    pub window_hours: u32,
}

/// Where the visit happens.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Venue {
    /// Name.
    pub name: Option<String>,
    /// Street address.
    pub address: Option<String>,
}

/// Where a tour starts.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StartingPoint {
    /// Name for people.
    pub label: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// Where it lies.
    pub geo: Option<Geo>,
}

/// Yes-or-no facts of a product; `None` where the supplier does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Flags {
    /// Skips the line.
    pub skip_line: Option<bool>,
    /// The ticket may be shown on a phone.
    pub smartphone_ticket: Option<bool>,
    /// Wheelchair access.
    pub wheelchair_access: Option<bool>,
    /// Tickets come within seconds of the confirmation.
    pub instant_ticket_delivery: Option<bool>,
    /// Several products sold as one.
    pub is_package: Option<bool>,
}

/// Something that can be booked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// The supplier's id.
    pub id: ProductId,
    /// The experience it belongs to.
    pub experience: Option<ExperienceId>,
    /// The city.
    pub city: CityId,
    /// The country, where given.
    pub country: Option<CountryId>,
    /// Title.
    pub title: String,
    /// One line under the title.
    pub tagline: Option<String>,
    /// Lowest price, where known.
    pub price: Option<Money>,
    /// Price before a discount.
    pub price_before_discount: Option<Money>,
    /// Words of the discount.
    pub promotion: Option<String>,
    /// Visitors' rating.
    pub rating: Rating,
    /// Whether the supplier sells it now.
    pub on_sale: bool,
    /// Why not, in the supplier's words.
    pub off_sale_reason: Option<String>,
    /// When it is expected back, in the supplier's words.
    pub expected_reopening: Option<String>,
    /// Tags.
    pub tags: Vec<TagId>,
    /// The best picture; all of them are in the [`ProductText`].
    pub picture: Option<Picture>,
    /// Minutes it takes.
    pub duration_minutes: Option<u32>,
    /// Yes-or-no facts.
    pub flags: Flags,
    /// Cancellation terms; `None` where the supplier does not say.
    pub cancellation: Option<Cancellation>,
    /// Where it happens.
    pub venue: Venue,
    /// IANA time zone of the venue, where given.
    pub time_zone: Option<String>,
    /// Where it lies.
    pub geo: Option<Geo>,
    /// When the supplier says it changed.
    pub updated_at: Option<Instant>,
}

/// The long texts of a product, each a safe subset of HTML, and what else only an opened product shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProductText {
    /// Summary or description.
    pub summary: Option<String>,
    /// Highlights.
    pub highlights: Option<String>,
    /// What the price includes.
    pub included: Option<String>,
    /// What it does not.
    pub excluded: Option<String>,
    /// Where it starts.
    pub starting_points: Vec<StartingPoint>,
    /// When it starts, in the supplier's words.
    pub starting_time: Option<String>,
    /// Who runs it.
    pub operator: Option<String>,
    /// Languages of a live guide.
    pub live_guide_languages: Vec<String>,
    /// Languages of an audio guide.
    pub audio_guide_languages: Vec<String>,
    /// Page at the supplier.
    pub url: Option<String>,
    /// Checkout page at the supplier.
    pub checkout_url: Option<String>,
    /// Languages of the product, ISO 639-1.
    pub languages: Vec<String>,
    /// Pictures, best first.
    pub pictures: Vec<Picture>,
}

/// What must be said before and after buying (Tiqets Distributor API, checkout information). Safe subset of HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Checkout {
    /// Whether a timeslot must be chosen; `None` when not said.
    pub has_timeslots: Option<bool>,
    /// Must be shown before buying and is printed on the ticket.
    pub must_know: Option<String>,
    /// Good to know.
    pub good_to_know: Option<String>,
    /// Before the purchase.
    pub pre_purchase: Option<String>,
    /// After the purchase.
    pub post_purchase: Option<String>,
    /// How the ticket is used.
    pub usage: Option<String>,
    /// Included.
    pub included: Option<String>,
    /// Excluded.
    pub excluded: Option<String>,
}

/// A kind of visitor within a product (UC-07).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The supplier's id.
    pub id: VariantId,
    /// "Adult", "Child (4-11)".
    pub label: String,
    /// More words.
    pub description: Option<String>,
    /// The supplier's word for the kind.
    pub kind: Option<String>,
    /// Most per order of this variant.
    pub max_tickets: Option<u32>,
    /// Its own cancellation terms.
    pub cancellation: Option<Cancellation>,
    /// Details each visitor must give, in the supplier's words (`full_name`, `passport_ids`, ...).
    pub requires_visitor_details: Vec<String>,
    /// If not empty, it may only be bought together with one of these.
    pub valid_with: Vec<VariantId>,
    /// Languages, ISO 639-1.
    pub languages: Vec<String>,
}

/// All variants of a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Variants {
    /// Whether it is sold at all now.
    pub sales_enabled: bool,
    /// Most tickets in one order, over all variants.
    pub max_per_order: Option<u32>,
    /// The variants, in the supplier's order.
    pub variants: Vec<Variant>,
}
