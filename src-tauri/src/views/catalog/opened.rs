//! Experiences and products, opened.

use counterfoil_domain::{
    Day, Snapshot,
    catalog::{Product, Variant},
    order::terms_sentence,
};
use counterfoil_engine::{
    catalog::{OpenedExperience, OpenedProduct},
    inventory::zone_of,
};

use super::{ExperienceCard, ExperienceView, ProductCard, ProductView, VariantView};
use crate::views::number::millis;

impl ExperienceView {
    pub(crate) fn of(snapshot: &Snapshot, opened: OpenedExperience) -> Self {
        let OpenedExperience { experience, text } = opened;
        let products = snapshot.products_of_experience(&experience.id);
        Self {
            card: ExperienceCard::of(snapshot, &experience),
            description: text.description,
            pictures: experience.pictures.iter().map(Into::into).collect(),
            products: products.map(|product| ProductCard::of(snapshot, product)).collect(),
            fetched_at: snapshot.fetched_at().map(millis),
            address: experience.address,
        }
    }
}

impl ProductView {
    pub(crate) fn of(snapshot: &Snapshot, opened: OpenedProduct, today: Day) -> Self {
        let OpenedProduct { product, text, checkout, variants } = opened;
        let checkout = checkout.unwrap_or_default();
        let variants = variants.unwrap_or_default();
        Self {
            card: ProductCard::of(snapshot, &product),
            address: address(snapshot, &product),
            pictures: product.pictures.iter().map(Into::into).collect(),
            summary: text.summary,
            highlights: text.highlights,
            included: text.included.or(checkout.included),
            excluded: text.excluded.or(checkout.excluded),
            must_know: checkout.must_know,
            good_to_know: checkout.good_to_know.or(checkout.pre_purchase),
            operator: text.operator,
            cancellation: terms_sentence(product.cancellation.as_ref()),
            supplier_name: product.id.supplier.name().to_owned(),
            time_zone: zone_of(snapshot, &product).map(|zone| zone.name().to_owned()),
            today: today.to_string(),
            variants: variants.variants.iter().map(Into::into).collect(),
            max_per_order: variants.max_per_order,
            languages: product.languages,
        }
    }
}

fn address(snapshot: &Snapshot, product: &Product) -> Option<String> {
    let experience = || snapshot.experience(product.experience.as_ref()?)?.address.clone();
    product.venue.address.clone().or_else(experience)
}

impl From<&Variant> for VariantView {
    fn from(variant: &Variant) -> Self {
        Self {
            id: variant.id.to_string(),
            label: variant.label.clone(),
            description: variant.description.clone(),
            max: variant.max_tickets,
            requires: variant.requires_visitor_details.clone(),
            valid_with: variant.valid_with.iter().map(ToString::to_string).collect(),
        }
    }
}
