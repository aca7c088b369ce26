//! Experiences and products as cards in lists, from the snapshot.

use counterfoil_domain::{
    CityId, ExperienceId, Money, Snapshot,
    catalog::{Experience, ExperienceKind, Product, snapshot::Narrowing},
};
use counterfoil_engine::{catalog::Paging, shelf::Marked};

use super::{ExperienceCard, ExperiencePage, ProductCard, ProductPage};
use crate::views::number::{count, millis};

pub(super) fn city_name(snapshot: &Snapshot, id: &CityId) -> String {
    snapshot.city(id).map(|city| city.name.clone()).unwrap_or_default()
}

/// The venue's name: the product's own, else its experience's title.
pub(super) fn venue_name(snapshot: &Snapshot, product: &Product) -> Option<String> {
    let experience = || snapshot.experience(product.experience.as_ref()?).map(|experience| experience.title.clone());
    product.venue.name.clone().or_else(experience)
}

/// The lowest price the supplier names, else the lowest of what is on sale.
pub(super) fn from_price(snapshot: &Snapshot, experience: &Experience) -> Option<Money> {
    experience.from_price.or_else(|| {
        let products = snapshot.products_of_experience(&experience.id).filter(|product| product.on_sale);
        let mut prices = products.filter_map(|product| product.price).filter(|price| price.minor > 0);
        let first = prices.next()?;
        // Amounts of two currencies have no lowest one.
        prices.try_fold(first, |low, price| {
            let lower = if price.minor < low.minor { price } else { low };
            (price.currency == low.currency).then_some(lower)
        })
    })
}

fn kind_word(kind: &ExperienceKind) -> &str {
    match kind {
        ExperienceKind::Venue => "venue",
        ExperienceKind::Activity => "activity",
        ExperienceKind::Service => "service",
        ExperienceKind::Poi => "poi",
        ExperienceKind::Other(word) => word,
    }
}

impl ExperienceCard {
    pub(crate) fn of(snapshot: &Snapshot, marked: &Marked, experience: &Experience) -> Self {
        let city = snapshot.city(&experience.city);
        let country = experience.country.as_ref().or(city.map(|city| &city.country));
        let country = country.and_then(|id| snapshot.country(id));
        Self {
            id: experience.id.to_string(),
            kind: kind_word(&experience.kind).to_owned(),
            title: experience.title.clone(),
            tagline: experience.tagline.clone(),
            city: experience.city.to_string(),
            city_name: city_name(snapshot, &experience.city),
            country_name: country.map(|country| country.name.clone()).unwrap_or_default(),
            picture: experience.picture.as_ref().map(Into::into),
            rating: experience.rating.average,
            votes: experience.rating.total,
            from_price: from_price(snapshot, experience).map(Into::into),
            tags: experience.tags.iter().filter_map(|id| Some(snapshot.tag(id)?.name.clone())).collect(),
            products: count(snapshot.products_of_experience(&experience.id).count()),
            favourite: marked.has_experience(&experience.id),
            fetched_at: snapshot.city_fetched_at(&experience.city).map(millis),
        }
    }
}

impl ExperiencePage {
    pub(crate) fn of(snapshot: &Snapshot, marked: &Marked, narrow: &Narrowing, paging: Paging) -> Self {
        let cut = snapshot.experiences(narrow, paging.page as usize, paging.size as usize);
        Self {
            items: cut.items.into_iter().map(|experience| ExperienceCard::of(snapshot, marked, experience)).collect(),
            page: paging.page,
            page_size: paging.size,
            total: count(cut.total),
        }
    }
}

impl ProductCard {
    pub(crate) fn of(snapshot: &Snapshot, marked: &Marked, product: &Product) -> Self {
        Self {
            id: product.id.to_string(),
            experience: product.experience.as_ref().map(ToString::to_string),
            venue_name: venue_name(snapshot, product),
            title: product.title.clone(),
            tagline: product.tagline.clone(),
            city: product.city.to_string(),
            city_name: city_name(snapshot, &product.city),
            picture: product.picture.as_ref().map(Into::into),
            rating: product.rating.average,
            votes: product.rating.total,
            price: product.price.map(Into::into),
            price_before_discount: product.price_before_discount.map(Into::into),
            promotion: product.promotion.clone(),
            on_sale: product.on_sale,
            off_sale_reason: product.off_sale_reason.clone(),
            duration_minutes: product.duration_minutes,
            skip_line: product.flags.skip_line,
            smartphone_ticket: product.flags.smartphone_ticket,
            wheelchair_access: product.flags.wheelchair_access,
            instant: product.flags.instant_ticket_delivery,
            favourite: marked.has_product(&product.id),
            fetched_at: snapshot.city_fetched_at(&product.city).map(millis),
        }
    }
}

impl ProductPage {
    /// A page of all products agents see, or of one experience's.
    pub(crate) fn of(
        snapshot: &Snapshot,
        marked: &Marked,
        narrow: &Narrowing,
        of: Option<&ExperienceId>,
        paging: Paging,
    ) -> Self {
        let (page, size) = (paging.page as usize, paging.size as usize);
        let (items, total) = match of {
            None => {
                let cut = snapshot.products(narrow, page, size);
                (cut.items, cut.total)
            }
            Some(experience) => {
                let all = snapshot.products_of_experience(experience);
                let fitting: Vec<_> = all.filter(|product| fits(snapshot, narrow, product)).collect();
                let total = fitting.len();
                (fitting.into_iter().skip((page - 1).saturating_mul(size)).take(size).collect(), total)
            }
        };
        Self {
            items: items.into_iter().map(|product| ProductCard::of(snapshot, marked, product)).collect(),
            page: paging.page,
            page_size: paging.size,
            total: count(total),
        }
    }
}

fn fits(snapshot: &Snapshot, narrow: &Narrowing, product: &Product) -> bool {
    let country = snapshot.city(&product.city).map(|city| &city.country);
    snapshot.is_enabled(&product.city)
        && narrow.city.as_ref().is_none_or(|city| *city == product.city)
        && narrow.country.as_ref().is_none_or(|wanted| Some(wanted) == country)
        && narrow.tags.iter().all(|tag| product.tags.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::samples::{catalogue, city_fetched_at, fetched_at};

    #[test]
    fn a_card_is_as_old_as_its_city() {
        let paging = Paging::checked(1, 10).expect("a page");
        let page = ExperiencePage::of(&catalogue(), &Marked::default(), &Narrowing::default(), paging);
        let age = |title: &str| page.items.iter().find(|card| card.title == title).and_then(|card| card.fetched_at);
        assert_eq!(age("Rijksmuseum"), Some(millis(city_fetched_at())));
        assert_eq!(age("Prinsenhof"), Some(millis(fetched_at())));
    }
}
