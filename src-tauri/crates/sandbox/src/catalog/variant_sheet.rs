//! The answers about what has to be known before buying a product: its variants and its checkout information.

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::answer::Answer;
use crate::world::World;
use crate::world::dice::Dice;
use crate::world::product::{Product, Terms, Variant};
use crate::world::prose;

/// Policy and window in hours.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Cancellation {
    policy: &'static str,
    window: u32,
}

impl From<Terms> for Cancellation {
    fn from(terms: Terms) -> Self {
        match terms {
            Terms::Never => Self { policy: "never", window: 0 },
            Terms::BeforeDate(window) => Self { policy: "before_date", window },
            Terms::BeforeTimeslot(window) => Self { policy: "before_timeslot", window },
        }
    }
}

/// A variant as both the variants and the availability answers describe it.
pub(crate) fn variant(product: &Product, variant: &Variant) -> Value {
    json!({
        "id": variant.id, "label": variant.label, "description": format!("{}, {}", variant.label, product.theme.offers[product.index % 5]),
        "variant_type": variant.kind, "max_tickets": variant.max_tickets, "dynamic_variant_pricing": false, "languages": ["en"],
        "group_ids": [1], "requires_visitors_details": product.visitors, "valid_with_variant_ids": variant.valid_with,
        "cancellation": Cancellation::from(product.terms),
    })
}

/// `GET /products/{id}/product-variants`: nothing in it ever changes.
pub(crate) struct Variants<'a> {
    pub(crate) world: &'a World,
    pub(crate) index: usize,
}

impl Hash for Variants<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        ("variants", self.index).hash(state);
    }
}

impl Serialize for Variants<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let product = self.world.product(self.index);
        let variants: Vec<Value> =
            product.variants(self.world).iter().map(|described| variant(&product, described)).collect();
        let answer = json!({
            "success": true, "sales_enabled": product.closed.is_none(), "dynamic_pricing": false,
            "max_tickets_per_order": product.max_per_order, "variants": variants,
        });
        answer.serialize(serializer)
    }
}

impl Answer for Variants<'_> {}

/// `GET /products/{id}/checkout_information`: nothing in it ever changes.
pub(crate) struct Checkout<'a> {
    pub(crate) world: &'a World,
    pub(crate) index: usize,
}

impl Hash for Checkout<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        ("checkout", self.index).hash(state);
    }
}

impl Serialize for Checkout<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let product = self.world.product(self.index);
        let mut dice = Dice::for_subject(self.world.seed, &[32, self.index as u64]);
        let must_know = prose::must_know(&mut dice);
        let included = prose::included(&mut dice, false);
        let excluded = prose::excluded(&mut dice, false);
        let answer = json!({
            "success": true, "has_timeslots": product.timed, "has_dynamic_pricing": false,
            "additional_information": {
                "must_know": must_know, "good_to_know": "The cloakroom closes 15 minutes before the house.",
                "pre_purchase": null, "post_purchase": "Your tickets are valid for one entry.",
                "usage": "Show your smartphone or printed ticket at the entrance.", "included": included, "excluded": excluded,
            },
        });
        answer.serialize(serializer)
    }
}

impl Answer for Checkout<'_> {}
