//! Products and what must be said before they are bought.

use crate::unreadable::Unreadable;

use counterfoil_domain::{
    CityId, CountryId, ExperienceId, ProductId,
    catalog::{Cancellation, CancellationPolicy, Checkout, Flags, Product, ProductText, StartingPoint, Venue},
};

use super::{Own, Reader, geo, instant, line, named, owns, pictures, point, rating, rich, web};
use crate::{
    text,
    tiqets::wire::{product as wire, scalar::Number},
};

/// The only word that means a product is sold.
const ON_SALE: &str = "available";

impl Reader {
    pub(in crate::tiqets) fn product(self, wire: wire::Product) -> Result<(Product, ProductText), Unreadable> {
        let currency = self.currency_of(wire.currency.as_ref());
        let money = |number: Option<&Number>| currency.and_then(|currency| number?.money(currency));
        let venue = wire.venue.as_ref();
        let pictures = pictures(&wire.images);
        let product = Product {
            id: ProductId::own(&wire.id)?,
            experience: venue.and_then(|venue| ExperienceId::own(venue.id.as_ref()?).ok()),
            city: CityId::own(&wire.city_id)?,
            country: wire.country_id.as_ref().and_then(|id| CountryId::own(id).ok()),
            title: named(&wire.title, "a title")?,
            tagline: line(wire.tagline.as_ref()),
            price: money(wire.price.as_ref()),
            price_before_discount: money(wire.prediscount_price.as_ref()),
            promotion: line(wire.promo_label.as_ref()),
            rating: rating(wire.ratings.as_ref()),
            // Not said is not "no": whether places are free is asked before every sale.
            on_sale: wire.sale_status.as_deref().is_none_or(|word| word.eq_ignore_ascii_case(ON_SALE)),
            off_sale_reason: line(wire.sale_status_reason.as_ref()),
            expected_reopening: line(wire.sale_status_expected_reopen.as_ref()),
            tags: owns(&wire.tag_ids),
            picture: pictures.first().cloned(),
            duration_minutes: wire.duration.as_ref().and_then(minutes),
            flags: Flags {
                skip_line: wire.skip_line,
                smartphone_ticket: wire.smartphone_ticket,
                wheelchair_access: wire.wheelchair_access,
                instant_ticket_delivery: wire.instant_ticket_delivery,
                is_package: wire.is_package,
            },
            cancellation: wire.cancellation.as_ref().and_then(cancellation),
            venue: Venue {
                name: venue.and_then(|venue| line(venue.name.as_ref())),
                address: venue.and_then(|venue| line(venue.address.as_ref())),
            },
            time_zone: line(wire.timezone.as_ref()),
            geo: geo(wire.geolocation.as_ref()),
            updated_at: instant(wire.updated_at.as_ref()),
        };
        let starts = wire.starting_point.iter().chain(&wire.starting_points);
        let text = ProductText {
            summary: rich(wire.summary.as_ref()).or_else(|| rich(wire.description.as_ref())),
            highlights: rich(wire.highlights.joined().as_ref()),
            included: rich(wire.whats_included.as_ref()),
            excluded: rich(wire.whats_excluded.as_ref()),
            starting_points: starts.map(starting_point).filter(|at| *at != StartingPoint::default()).collect(),
            starting_time: line(wire.starting_time.joined().as_ref()),
            operator: wire.supplier.as_ref().and_then(operator),
            live_guide_languages: wire.live_guide_languages.codes(),
            audio_guide_languages: wire.audio_guide_languages.codes(),
            url: web(wire.product_url.as_ref()),
            checkout_url: web(wire.product_checkout_url.as_ref()),
            languages: wire.languages.iter().filter_map(|word| text::line(word)).collect(),
            pictures,
        };
        Ok((product, text))
    }
}

/// What must be said before and after buying.
pub(in crate::tiqets) fn checkout(wire: wire::Checkout) -> Checkout {
    let said = wire.additional_information.unwrap_or_default();
    Checkout {
        has_timeslots: wire.has_timeslots,
        must_know: rich(said.must_know.as_ref()),
        good_to_know: rich(said.good_to_know.as_ref()),
        pre_purchase: rich(said.pre_purchase.as_ref()),
        post_purchase: rich(said.post_purchase.as_ref()),
        usage: rich(said.usage.as_ref()),
        included: rich(said.included.as_ref()),
        excluded: rich(said.excluded.as_ref()),
    }
}

/// Terms without a rule are no terms; a rule without a window has a window of nothing.
pub(super) fn cancellation(wire: &wire::Cancellation) -> Option<Cancellation> {
    let policy = match wire.policy.as_deref()?.trim() {
        "before_date" => CancellationPolicy::BeforeDate,
        "before_timeslot" => CancellationPolicy::BeforeTimeslot,
        "never" => CancellationPolicy::Never,
        other => CancellationPolicy::Other(text::line(other)?),
    };
    Some(Cancellation { policy, window_hours: wire.window.as_ref().and_then(Number::small).unwrap_or_default() })
}

fn starting_point(wire: &wire::StartingPoint) -> StartingPoint {
    StartingPoint {
        label: line(wire.label.as_ref()),
        address: line(wire.address.as_ref()),
        geo: point(wire.lat.as_ref(), wire.lng.as_ref()),
    }
}

fn operator(wire: &wire::Operator) -> Option<String> {
    match (line(wire.name.as_ref()), line(wire.city.as_ref())) {
        (Some(name), Some(city)) => Some(format!("{name}, {city}")),
        (name, _) => name,
    }
}

/// `HH:MM` or `HH:MM:SS`, or minutes.
fn minutes(duration: &Number) -> Option<u32> {
    let parts: Vec<u32> = duration.0.split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts.as_slice() {
        [minutes] => Some(*minutes),
        [hours, minutes] | [hours, minutes, _] if *minutes < 60 => hours.checked_mul(60)?.checked_add(*minutes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_come_in_two_spellings() {
        for (given, read) in [
            ("02:30", Some(150)),
            ("02:30:00", Some(150)),
            ("45", Some(45)),
            ("1h", None),
            ("2:75", None),
            ("99999999:00", None),
            ("", None),
        ] {
            assert_eq!(minutes(&Number(given.to_owned())), read, "{given}");
        }
    }
}
