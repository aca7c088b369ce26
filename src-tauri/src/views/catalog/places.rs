//! Countries and cities, from the snapshot.

use counterfoil_domain::{
    Currency, Snapshot,
    catalog::{City, Country, Geo, Picture},
};

use super::{CityView, CountryView, PictureView, PointView};
use crate::views::number::{count, millis};

impl CountryView {
    pub(crate) fn of(snapshot: &Snapshot, country: &Country) -> Self {
        let enabled = || snapshot.cities_of(&country.id).filter(|city| snapshot.is_enabled(&city.id));
        Self {
            id: country.id.to_string(),
            name: country.name.clone(),
            iso_code: country.iso_code.clone(),
            cities: count(enabled().count()),
            experiences: count(enabled().map(|city| snapshot.experience_count(&city.id)).sum::<usize>()),
        }
    }
}

impl CityView {
    /// A city; `usual` is the currency of cities that name none.
    pub(crate) fn of(snapshot: &Snapshot, city: &City, usual: Currency) -> Self {
        let country = snapshot.country(&city.country);
        Self {
            id: city.id.to_string(),
            name: city.name.clone(),
            country: city.country.to_string(),
            country_name: country.map(|country| country.name.clone()).unwrap_or_default(),
            country_code: country.and_then(|country| country.iso_code.clone()),
            time_zone: city.time_zone.clone(),
            currency: city.currency.unwrap_or(usual).code().to_owned(),
            lat: city.geo.map(|geo| geo.lat),
            lng: city.geo.map(|geo| geo.lng),
            enabled: snapshot.is_enabled(&city.id),
            experiences: count(snapshot.experience_count(&city.id)),
            products: count(snapshot.product_count(&city.id)),
            fetched_at: snapshot.city_fetched_at(&city.id).map(millis),
        }
    }
}

impl From<Geo> for PointView {
    fn from(geo: Geo) -> Self {
        Self { lat: geo.lat, lng: geo.lng }
    }
}

impl From<&Picture> for PictureView {
    fn from(picture: &Picture) -> Self {
        let first = |sizes: [&Option<String>; 4]| sizes.into_iter().flatten().next().cloned();
        let Picture { small, medium, large, extra_large, .. } = picture;
        Self {
            small: first([small, medium, large, extra_large]),
            large: first([large, extra_large, medium, small]),
            alt_text: picture.alt_text.clone(),
            credit: picture.credit.clone(),
        }
    }
}
