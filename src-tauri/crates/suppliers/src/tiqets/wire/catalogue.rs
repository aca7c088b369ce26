//! Countries, cities, tags and experiences (Tiqets Distributor API, Content API).

use serde::Deserialize;

use super::scalar::{Id, Number, list, maybe_objects, object};

#[derive(Debug, Deserialize)]
pub(crate) struct Country {
    pub(crate) id: Id,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) iso_code: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct City {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) country_id: Id,
    #[serde(default)]
    pub(crate) timezone: Option<String>,
    #[serde(default)]
    pub(crate) currency: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) geolocation: Option<Geolocation>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Geolocation {
    #[serde(default)]
    pub(crate) lat: Option<Number>,
    #[serde(default)]
    pub(crate) lng: Option<Number>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct TagType {
    pub(crate) id: Id,
    pub(crate) name: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Tag {
    pub(crate) id: Id,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) type_id: Option<Id>,
    #[serde(default)]
    pub(crate) type_name: Option<String>,
    #[serde(default)]
    pub(crate) type_group_name: Option<String>,
    #[serde(default)]
    pub(crate) icon_url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Image {
    #[serde(default)]
    pub(crate) small: Option<String>,
    #[serde(default)]
    pub(crate) medium: Option<String>,
    #[serde(default)]
    pub(crate) large: Option<String>,
    #[serde(default)]
    pub(crate) extra_large: Option<String>,
    #[serde(default)]
    pub(crate) alt_text: Option<String>,
    #[serde(default)]
    pub(crate) credit: Option<String>,
    /// As older answers spell it.
    #[serde(default)]
    pub(crate) credits: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Ratings {
    #[serde(default)]
    pub(crate) average: Option<Number>,
    #[serde(default)]
    pub(crate) total: Option<Number>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ExperienceAddress {
    #[serde(default)]
    pub(crate) street: Option<String>,
    #[serde(default)]
    pub(crate) address: Option<String>,
    #[serde(default)]
    pub(crate) postal_code: Option<String>,
    #[serde(default)]
    pub(crate) city_name: Option<String>,
    #[serde(default)]
    pub(crate) country_name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Experience {
    pub(crate) id: Id,
    #[serde(default, rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) tagline: Option<String>,
    #[serde(default)]
    pub(crate) description: Option<String>,
    pub(crate) city_id: Id,
    #[serde(default)]
    pub(crate) country_id: Option<Id>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) address: Option<ExperienceAddress>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) geolocation: Option<Geolocation>,
    #[serde(default)]
    pub(crate) google_place_id: Option<String>,
    #[serde(default, deserialize_with = "maybe_objects")]
    pub(crate) images: Vec<Image>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) ratings: Option<Ratings>,
    #[serde(default)]
    pub(crate) from_price: Option<Number>,
    #[serde(default)]
    pub(crate) currency: Option<String>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) tag_ids: Vec<Id>,
    #[serde(default, deserialize_with = "list")]
    pub(crate) product_ids: Vec<Id>,
    #[serde(default)]
    pub(crate) experience_url: Option<String>,
    #[serde(default)]
    pub(crate) updated_at: Option<String>,
}
