//! Cities: the eight that every world has, and as many more as the world is large.

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use super::country::{COUNTRIES, Country};
use super::{World, dice::Dice};
use crate::wire::{Point, Text};

/// `(id, name, position of its country, latitude, longitude)` of the cities of a small world.
const KNOWN: [(u64, &str, usize, f64, f64); 8] = [
    (60005, "Dubai", 0, 25.2048, 55.2708),
    (60013, "Abu Dhabi", 0, 24.4539, 54.3773),
    (66746, "Paris", 1, 48.8566, 2.3522),
    (66342, "Barcelona", 2, 41.3874, 2.1686),
    (71631, "Rome", 3, 41.9028, 12.4964),
    (75061, "Amsterdam", 4, 52.3676, 4.9041),
    (260_932, "New York", 5, 40.7128, -74.006),
    (78125, "Singapore", 6, 1.2897, 103.8501),
];

/// Number of the first city that is not one of the known eight.
const FIRST_ID: u64 = 300_000;

/// A city, with what the supplier does not always tell.
#[derive(Debug, Clone)]
pub(crate) struct City {
    /// Position in the world.
    pub(crate) index: usize,
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) country: &'static Country,
    pub(crate) lat: f64,
    pub(crate) lng: f64,
}

/// Everything else about a city follows from its position.
impl Hash for City {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.index, &self.name).hash(state);
    }
}

/// The JSON object of `GET /cities` (Tiqets Distributor API, Content API).
#[derive(Serialize)]
struct Sheet<'a> {
    id: Text<u64>,
    name: &'a str,
    country_id: Text<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timezone: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geolocation: Option<Point>,
}

impl Serialize for City {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Not every city is described in full, as with the real supplier.
        let known = self.index < 4;
        Sheet {
            id: Text(self.id),
            name: &self.name,
            country_id: Text(self.country.id),
            country_name: (self.index % 5 != 4).then_some(self.country.name),
            timezone: (known || self.index % 3 != 2).then(|| self.country.timezone.name()),
            currency: (known || self.index % 4 != 3).then_some(self.country.currency),
            geolocation: (known || self.index % 5 != 1).then_some(Point { lat: self.lat, lng: self.lng }),
        }
        .serialize(serializer)
    }
}

impl World {
    /// The city at a position, under the name it has now.
    pub(crate) fn city(&self, index: usize) -> City {
        let mut city = self.founded(index);
        if let Some(name) = self.new_name(index) {
            name.clone_into(&mut city.name);
        }
        city
    }

    fn founded(&self, index: usize) -> City {
        if let Some(&(id, name, country, lat, lng)) = KNOWN.get(index) {
            return City { index, id, name: name.to_owned(), country: &COUNTRIES[country], lat, lng };
        }
        let place = index - KNOWN.len();
        let country = &COUNTRIES[place % COUNTRIES.len()];
        let nth = place / COUNTRIES.len();
        let mut dice = Dice::for_subject(self.seed, &[1, index as u64]);
        let name = country.cities.get(nth).map_or_else(|| country.tongue.city(&mut dice), |name| (*name).to_owned());
        City {
            index,
            id: FIRST_ID + index as u64,
            name,
            country,
            lat: scatter(country.lat, &mut dice, 15_000),
            lng: scatter(country.lng, &mut dice, 15_000),
        }
    }

    /// Position of a city by the supplier's number.
    pub(crate) fn city_index(&self, id: u64) -> Option<usize> {
        KNOWN.iter().position(|known| known.0 == id).or_else(|| {
            let index = usize::try_from(id.checked_sub(FIRST_ID)?).ok()?;
            (KNOWN.len()..self.size.cities).contains(&index).then_some(index)
        })
    }

    /// The countries this world has cities in.
    pub(crate) fn countries(&self) -> &'static [Country] {
        &COUNTRIES[..self.size.countries.min(COUNTRIES.len())]
    }

    /// Country of a city without building the rest of it.
    pub(crate) fn country_of_city(index: usize) -> &'static Country {
        KNOWN
            .get(index)
            .map_or_else(|| &COUNTRIES[(index - KNOWN.len()) % COUNTRIES.len()], |known| &COUNTRIES[known.2])
    }
}

/// A coordinate near another; `spread` in ten-thousandths of a degree.
pub(crate) fn scatter(around: f64, dice: &mut Dice, spread: u32) -> f64 {
    let shift = f64::from(dice.small(spread * 2 + 1)) - f64::from(spread);
    ((around * 10_000.0 + shift).round()) / 10_000.0
}
