//! From the wire's shapes to the trade's: what cannot be read is said, what is missing stays missing.

use std::hash::Hasher;

use crate::unreadable::Unreadable;

mod offers;
mod product;

use counterfoil_domain::{
    CityId, CountryId, Currency, ExperienceId, Instant, ProductId, SupplierKey, TagId, TagTypeId, VariantId,
    catalog::{City, Country, Experience, ExperienceKind, ExperienceText, Geo, Picture, Rating, Tag, TagType},
};
use reqwest::Url;
use siphasher::sip::SipHasher13;

use super::wire::{
    catalogue as wire,
    scalar::{Id, Number},
};
use crate::{country, text};

pub(super) use offers::{Window, day_of, variants};
pub(super) use product::checkout;

/// Longest address of a picture or a page that is kept, bytes.
const LONGEST_URL: usize = 2048;

/// Raised when an item is read differently than before, so that what was read is read again.
const WAY_OF_READING: u64 = 2;

/// Reads wire shapes; knows the currency in which prices were asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    pub(super) currency: Currency,
    /// Goes into digests: the same bytes mean something else in another currency or language, or from another server.
    pub(super) salt: u64,
}

impl Reader {
    pub(super) fn new(currency: Currency, language: &str, base_url: &str) -> Self {
        let mut salt = SipHasher13::new_with_keys(WAY_OF_READING, 0);
        for word in [currency.code(), language, base_url] {
            salt.write(word.as_bytes());
            salt.write_u8(0);
        }
        Self { currency, salt: salt.finish() }
    }
}

/// Reads an id by the trade's own rule, so that what is stored can be read back.
pub(super) trait Own: Sized {
    fn own(id: &Id) -> Result<Self, Unreadable>;
}

macro_rules! own {
    ($($name:ident),*) => {$(
        impl Own for $name {
            fn own(id: &Id) -> Result<Self, Unreadable> {
                let own = id.0.trim();
                if own == "." || own == ".." {
                    return Err(Unreadable::at(format!("\u{201c}{own}\u{201d} is not an id")));
                }
                format!("{}:{own}", SupplierKey::Tiqets).parse().map_err(|_| {
                    let shown = text::line(own).unwrap_or_default();
                    Unreadable::at(format!("\u{201c}{}\u{201d} is not an id", text::cut(&shown, 80)))
                })
            }
        }
    )*};
}
own!(CityId, CountryId, ExperienceId, ProductId, TagId, TagTypeId, VariantId);

/// The ids of a list that are ids.
pub(super) fn owns<T: Own>(ids: &[Id]) -> Vec<T> {
    ids.iter().filter_map(|id| T::own(id).ok()).collect()
}

/// A name that must be there.
pub(super) fn named(text: &str, what: &str) -> Result<String, Unreadable> {
    text::line(text).ok_or_else(|| Unreadable::at(format!("without {what}")))
}

/// A line that may be there.
pub(super) fn line(text: Option<&String>) -> Option<String> {
    text.and_then(|text| text::line(text))
}

/// A long text that may be there.
pub(super) fn rich(text: Option<&String>) -> Option<String> {
    text.and_then(|text| text::rich(text))
}

/// A web address that may be there.
pub(super) fn web(address: Option<&String>) -> Option<String> {
    let address = address?.trim();
    let url = Url::parse(address).ok().filter(|_| address.len() <= LONGEST_URL)?;
    matches!(url.scheme(), "https" | "http").then(|| url.to_string())
}

/// An instant that may be there, as RFC 3339.
pub(super) fn instant(text: Option<&String>) -> Option<Instant> {
    chrono::DateTime::parse_from_rfc3339(text?.trim()).ok().map(|at| at.to_utc())
}

fn point(lat: Option<&Number>, lng: Option<&Number>) -> Option<Geo> {
    let (lat, lng) = (lat?.measure()?, lng?.measure()?);
    (lat.abs() <= 90.0 && lng.abs() <= 180.0).then_some(Geo { lat, lng })
}

fn geo(geolocation: Option<&wire::Geolocation>) -> Option<Geo> {
    geolocation.and_then(|place| point(place.lat.as_ref(), place.lng.as_ref()))
}

fn rating(ratings: Option<&wire::Ratings>) -> Rating {
    let Some(ratings) = ratings else { return Rating::default() };
    // A rating is shown with one digit: the narrowing loses nothing that matters.
    #[allow(clippy::cast_possible_truncation)]
    let average =
        ratings.average.as_ref().and_then(Number::measure).filter(|a| (0.0..=5.0).contains(a)).map(|a| a as f32);
    Rating { average, total: ratings.total.as_ref().and_then(Number::small).unwrap_or_default() }
}

fn pictures(images: &[wire::Image]) -> Vec<Picture> {
    let read = |image: &wire::Image| Picture {
        small: web(image.small.as_ref()),
        medium: web(image.medium.as_ref()),
        large: web(image.large.as_ref()),
        extra_large: web(image.extra_large.as_ref()),
        alt_text: line(image.alt_text.as_ref()),
        credit: line(image.credit.as_ref()).or_else(|| line(image.credits.as_ref())),
    };
    let shows = |p: &Picture| p.small.is_some() || p.medium.is_some() || p.large.is_some() || p.extra_large.is_some();
    images.iter().map(read).filter(shows).collect()
}

impl Reader {
    /// The currency an item names, else the one prices were asked in; an unknown one is none.
    fn currency_of(self, word: Option<&String>) -> Option<Currency> {
        match word.map(|word| word.trim()) {
            None | Some("") => Some(self.currency),
            Some(word) => word.parse().ok(),
        }
    }

    pub(super) fn experience(self, wire: wire::Experience) -> Result<(Experience, ExperienceText), Unreadable> {
        let currency = self.currency_of(wire.currency.as_ref());
        let pictures = pictures(&wire.images);
        let experience = Experience {
            id: ExperienceId::own(&wire.id)?,
            kind: kind(wire.kind.as_deref()),
            title: named(&wire.title, "a title")?,
            tagline: line(wire.tagline.as_ref()),
            city: CityId::own(&wire.city_id)?,
            country: wire.country_id.as_ref().and_then(|id| CountryId::own(id).ok()),
            address: wire.address.as_ref().and_then(address),
            geo: geo(wire.geolocation.as_ref()),
            google_place_id: line(wire.google_place_id.as_ref()),
            picture: pictures.first().cloned(),
            rating: rating(wire.ratings.as_ref()),
            from_price: currency.and_then(|currency| wire.from_price.as_ref()?.money(currency)),
            tags: owns(&wire.tag_ids),
            products: owns(&wire.product_ids),
            url: web(wire.experience_url.as_ref()),
            updated_at: instant(wire.updated_at.as_ref()),
        };
        Ok((experience, ExperienceText { description: rich(wire.description.as_ref()), pictures }))
    }
}

fn kind(word: Option<&str>) -> ExperienceKind {
    match word.unwrap_or_default() {
        "venue" => ExperienceKind::Venue,
        "activity" => ExperienceKind::Activity,
        "service" => ExperienceKind::Service,
        "poi" => ExperienceKind::Poi,
        other => ExperienceKind::Other(text::line(other).unwrap_or_default()),
    }
}

fn address(wire: &wire::ExperienceAddress) -> Option<String> {
    let parts = [&wire.street, &wire.address, &wire.postal_code, &wire.city_name, &wire.country_name];
    let parts: Vec<String> = parts.into_iter().filter_map(|part| line(part.as_ref())).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

pub(super) fn country(wire: wire::Country) -> Result<Country, Unreadable> {
    let name = named(&wire.name, "a name")?;
    let iso_code = wire.iso_code.as_deref().and_then(country::clean_code).or_else(|| country::code_of_name(&name));
    Ok(Country { id: CountryId::own(&wire.id)?, name, iso_code })
}

pub(super) fn city(wire: wire::City) -> Result<City, Unreadable> {
    Ok(City {
        id: CityId::own(&wire.id)?,
        name: named(&wire.name, "a name")?,
        country: CountryId::own(&wire.country_id)?,
        time_zone: line(wire.timezone.as_ref()),
        currency: wire.currency.and_then(|word| word.parse().ok()),
        geo: geo(wire.geolocation.as_ref()),
    })
}

pub(super) fn tag_type(wire: wire::TagType) -> Result<TagType, Unreadable> {
    Ok(TagType { id: TagTypeId::own(&wire.id)?, name: named(&wire.name, "a name")? })
}

pub(super) fn tag(wire: wire::Tag) -> Result<Tag, Unreadable> {
    Ok(Tag {
        id: TagId::own(&wire.id)?,
        name: named(&wire.name, "a name")?,
        tag_type: wire.type_id.as_ref().and_then(|id| TagTypeId::own(id).ok()),
        type_name: line(wire.type_name.as_ref()),
        group: line(wire.type_group_name.as_ref()),
        icon_url: web(wire.icon_url.as_ref()),
    })
}
