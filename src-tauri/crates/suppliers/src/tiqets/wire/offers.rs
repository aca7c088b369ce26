//! Variants and availability (Tiqets Distributor API, Availability and pricing API).

use serde::Deserialize;

use super::{
    product::Cancellation,
    scalar::{Id, Number, Words, list, maybe_objects, object, objects},
};

#[derive(Debug, Deserialize)]
pub(crate) struct Variant {
    pub(crate) id: Id,
    #[serde(default)]
    pub(crate) label: Option<String>,
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) variant_type: Option<String>,
    #[serde(default)]
    pub(crate) max_tickets: Option<Number>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) cancellation: Option<Cancellation>,
    #[serde(default)]
    pub(crate) requires_visitors_details: Words,
    #[serde(default, deserialize_with = "list")]
    pub(crate) valid_with_variant_ids: Vec<Id>,
    #[serde(default)]
    pub(crate) languages: Words,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Variants {
    #[serde(default)]
    pub(crate) sales_enabled: Option<bool>,
    #[serde(default)]
    pub(crate) max_tickets_per_order: Option<Number>,
    #[serde(deserialize_with = "objects")]
    pub(crate) variants: Vec<Variant>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Availability {
    #[serde(default)]
    pub(crate) capped_at: Option<String>,
    #[serde(default)]
    pub(crate) sales_enabled: Option<bool>,
    #[serde(default)]
    pub(crate) max_tickets_per_order: Option<Number>,
    #[serde(deserialize_with = "objects")]
    pub(crate) dates: Vec<FreeDate>,
    #[serde(default, deserialize_with = "maybe_objects")]
    pub(crate) variants: Vec<Variant>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FreeDate {
    pub(crate) date: String,
    #[serde(default)]
    pub(crate) availability: Option<Number>,
    #[serde(default, deserialize_with = "maybe_objects")]
    pub(crate) timeslots: Vec<Timeslot>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Timeslot {
    pub(crate) time: String,
    #[serde(default)]
    pub(crate) availability: Option<Number>,
    #[serde(default, deserialize_with = "maybe_objects")]
    pub(crate) variants: Vec<OfferedVariant>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct OfferedVariant {
    pub(crate) id: Id,
    #[serde(default)]
    pub(crate) max_tickets: Option<Number>,
    #[serde(default)]
    pub(crate) currency: Option<String>,
    #[serde(default, deserialize_with = "object")]
    pub(crate) price_mediation: Option<PriceMediation>,
    /// The same block under the older endpoint's name; its amounts are euro.
    #[serde(default, deserialize_with = "object")]
    pub(crate) price_components_eur: Option<PriceMediation>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct PriceMediation {
    #[serde(default)]
    pub(crate) total_retail_price_incl_vat: Option<Number>,
    #[serde(default)]
    pub(crate) sale_ticket_value_incl_vat: Option<Number>,
    #[serde(default)]
    pub(crate) booking_fee_incl_vat: Option<Number>,
    #[serde(default)]
    pub(crate) distributor_commission_excl_vat: Option<Number>,
}
