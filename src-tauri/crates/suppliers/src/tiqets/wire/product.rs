//! Products and checkout information (Tiqets Distributor API, Content API).

use serde::Deserialize;

use super::{
    catalogue::{Geolocation, Image, Ratings},
    scalar::{Id, Number, Words, list, maybe_objects, object, one_or_many},
};

#[derive(Debug, Deserialize)]
pub(crate) struct Venue {
    #[serde(default)]
    pub(crate) id: Option<Id>,
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) address: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct StartingPoint {
    #[serde(default)]
    pub(crate) label: Option<String>,
    #[serde(default)]
    pub(crate) address: Option<String>,
    #[serde(default)]
    pub(crate) lat: Option<Number>,
    #[serde(default)]
    pub(crate) lng: Option<Number>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Operator {
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) city: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Cancellation {
    #[serde(default)]
    pub(crate) policy: Option<String>,
    #[serde(default)]
    pub(crate) window: Option<Number>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Product {
    pub(crate) id: Id,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) tagline: Option<String>,
    pub(crate) city_id: Id,
    #[serde(default)]
    pub(crate) country_id: Option<Id>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) languages: Vec<String>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) geolocation: Option<Geolocation>,
    #[serde(default, deserialize_with = "maybe_objects")]
    pub(crate) images: Vec<Image>,
    #[serde(default)]
    pub(crate) price: Option<Number>,
    #[serde(default)]
    pub(crate) prediscount_price: Option<Number>,
    #[serde(default)]
    pub(crate) promo_label: Option<String>,
    #[serde(default)]
    pub(crate) currency: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) ratings: Option<Ratings>,
    #[serde(default)]
    pub(crate) sale_status: Option<String>,
    #[serde(default)]
    pub(crate) sale_status_reason: Option<String>,
    #[serde(default)]
    pub(crate) sale_status_expected_reopen: Option<String>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) tag_ids: Vec<Id>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) venue: Option<Venue>,
    #[serde(default)]
    pub(crate) summary: Option<String>,
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) whats_included: Option<String>,
    #[serde(default)]
    pub(crate) whats_excluded: Option<String>,
    #[serde(default)]
    pub(crate) highlights: Words,
    #[serde(default)]
    pub(crate) product_url: Option<String>,
    #[serde(default)]
    pub(crate) product_checkout_url: Option<String>,
    #[serde(default, deserialize_with = "one_or_many")]
    pub(crate) starting_point: Vec<StartingPoint>,
    #[serde(default, deserialize_with = "one_or_many")]
    pub(crate) starting_points: Vec<StartingPoint>,
    #[serde(default)]
    pub(crate) duration: Option<Number>,
    #[serde(default)]
    pub(crate) skip_line: Option<bool>,
    #[serde(default)]
    pub(crate) smartphone_ticket: Option<bool>,
    #[serde(default)]
    pub(crate) wheelchair_access: Option<bool>,
    #[serde(default)]
    pub(crate) instant_ticket_delivery: Option<bool>,
    #[serde(default)]
    pub(crate) is_package: Option<bool>,
    #[serde(default)]
    pub(crate) live_guide_languages: Words,
    #[serde(default)]
    pub(crate) audio_guide_languages: Words,
    #[serde(default)]
    pub(crate) starting_time: Words,
    #[serde(default, deserialize_with = "object")]
    pub(crate) supplier: Option<Operator>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) cancellation: Option<Cancellation>,
    #[serde(default)]
    pub(crate) timezone: Option<String>,
    #[serde(default)]
    pub(crate) updated_at: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Checkout {
    #[serde(default)]
    pub(crate) has_timeslots: Option<bool>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) additional_information: Option<AdditionalInformation>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AdditionalInformation {
    pub(crate) must_know: Option<String>,
    pub(crate) good_to_know: Option<String>,
    pub(crate) pre_purchase: Option<String>,
    pub(crate) post_purchase: Option<String>,
    pub(crate) usage: Option<String>,
    pub(crate) included: Option<String>,
    pub(crate) excluded: Option<String>,
}
