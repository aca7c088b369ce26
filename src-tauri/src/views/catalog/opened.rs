//! Experiences and products, opened.

use counterfoil_domain::{
    Day, Snapshot,
    catalog::{Cancellation, Product, StartingPoint, Variant},
    order::terms_sentence,
};
use counterfoil_engine::{
    catalog::{OpenedExperience, OpenedProduct},
    inventory::zone_of,
    shelf::Marked,
};

use super::{ExperienceCard, ExperienceView, ProductCard, ProductView, StartingPointView, VariantView};
use crate::views::number::millis;

impl ExperienceView {
    pub(crate) fn of(snapshot: &Snapshot, marked: &Marked, opened: OpenedExperience) -> Self {
        let OpenedExperience { experience, text } = opened;
        let products = snapshot.products_of_experience(&experience.id);
        let card = ExperienceCard::of(snapshot, marked, &experience);
        Self {
            fetched_at: card.fetched_at,
            card,
            description: text.description,
            pictures: text.pictures.iter().map(Into::into).collect(),
            products: products.map(|product| ProductCard::of(snapshot, marked, product)).collect(),
            geo: experience.geo.map(Into::into),
            address: experience.address,
            google_place_id: experience.google_place_id,
            url: experience.url,
        }
    }
}

impl ProductView {
    pub(crate) fn of(snapshot: &Snapshot, marked: &Marked, opened: OpenedProduct, today: Day) -> Self {
        let OpenedProduct { product, text, checkout, variants, variants_fetched_at } = opened;
        let checkout = checkout.unwrap_or_default();
        let variants = variants.unwrap_or_default();
        let terms = product.cancellation.as_ref();
        Self {
            card: ProductCard::of(snapshot, marked, &product),
            address: address(snapshot, &product),
            starting_points: text.starting_points.into_iter().map(Into::into).collect(),
            starting_time: text.starting_time,
            pictures: text.pictures.iter().map(Into::into).collect(),
            summary: text.summary,
            highlights: text.highlights,
            included: text.included.or(checkout.included),
            excluded: text.excluded.or(checkout.excluded),
            must_know: checkout.must_know,
            good_to_know: checkout.good_to_know.or(checkout.pre_purchase),
            operator: text.operator,
            languages: text.languages,
            live_guides: text.live_guide_languages,
            audio_guides: text.audio_guide_languages,
            usage: checkout.usage,
            post_purchase: checkout.post_purchase,
            cancellation: terms_sentence(terms),
            supplier_name: product.id.supplier.name().to_owned(),
            time_zone: zone_of(snapshot, &product).map(|zone| zone.name().to_owned()),
            today: today.to_string(),
            variants: variants.variants.iter().map(|variant| VariantView::of(variant, terms)).collect(),
            variants_fetched_at: variants_fetched_at.map(millis),
            max_per_order: variants.max_per_order,
        }
    }
}

fn address(snapshot: &Snapshot, product: &Product) -> Option<String> {
    let experience = || snapshot.experience(product.experience.as_ref()?)?.address.clone();
    product.venue.address.clone().or_else(experience)
}

impl From<StartingPoint> for StartingPointView {
    fn from(point: StartingPoint) -> Self {
        Self { label: point.label, address: point.address }
    }
}

impl VariantView {
    /// A variant of a product with these terms.
    pub(crate) fn of(variant: &Variant, terms: Option<&Cancellation>) -> Self {
        let own = variant.cancellation.as_ref().map(|own| terms_sentence(Some(own)));
        Self {
            id: variant.id.to_string(),
            label: variant.label.clone(),
            description: variant.description.clone(),
            max: variant.max_tickets,
            requires: variant.requires_visitor_details.clone(),
            valid_with: variant.valid_with.iter().map(ToString::to_string).collect(),
            cancellation: own.filter(|own| *own != terms_sentence(terms)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counterfoil_domain::catalog::CancellationPolicy;

    #[test]
    fn a_variant_tells_its_terms_where_they_differ() {
        let terms = |policy, window_hours| Some(Cancellation { policy, window_hours });
        let of_product = terms(CancellationPolicy::BeforeDate, 24);
        let told = |cancellation| {
            let variant = Variant {
                id: "1".parse().expect("an id"),
                label: "Adult".to_owned(),
                description: None,
                kind: None,
                max_tickets: None,
                cancellation,
                requires_visitor_details: Vec::new(),
                valid_with: Vec::new(),
                languages: Vec::new(),
            };
            VariantView::of(&variant, of_product.as_ref()).cancellation
        };
        assert_eq!(told(None), None);
        assert_eq!(told(of_product.clone()), None);
        assert_eq!(told(terms(CancellationPolicy::Never, 0)).as_deref(), Some("Cannot be cancelled."));
    }
}
