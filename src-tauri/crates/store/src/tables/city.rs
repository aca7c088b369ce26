//! Cities.

use counterfoil_domain::{
    CityId, CountryId, Currency, SupplierKey,
    catalog::{City, Geo},
};

use super::supplied::{Key, Noun, own};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct Cities;

impl Noun for Cities {
    type Item = City;
    const TABLE: &'static str = "city";
    const COLUMNS: &'static [&'static str] = &["name", "country_id", "time_zone", "currency", "lat", "lng"];

    fn write(city: &City, supplier: SupplierKey, row: &mut Making) -> Result<()> {
        row.text(&city.name)
            .text(own(supplier, city.country.supplier, &city.country.own, Self::TABLE, "country_id")?)
            .text_if(city.time_zone.as_deref())
            .text_if(city.currency.map(Currency::code));
        write_geo(city.geo, row);
        Ok(())
    }

    fn read((supplier, id): Key, cells: &mut Cells<'_>) -> Result<City> {
        Ok(City {
            id: CityId::new(supplier, id),
            name: cells.take("name")?,
            country: cells.word("country_id", |id| Some(CountryId::new(supplier, id)))?,
            time_zone: cells.take("time_zone")?,
            currency: cells.word_if("currency", |code| code.parse().ok())?,
            geo: read_geo(cells)?,
        })
    }
}

/// Two cells, `lat` and `lng`.
pub(crate) fn write_geo(geo: Option<Geo>, row: &mut Making) {
    row.put(geo.map(|geo| geo.lat)).put(geo.map(|geo| geo.lng));
}

/// Two cells; nothing when either is missing.
pub(crate) fn read_geo(cells: &mut Cells<'_>) -> Result<Option<Geo>> {
    let (lat, lng): (Option<f64>, Option<f64>) = (cells.take("lat")?, cells.take("lng")?);
    Ok(lat.zip(lng).map(|(lat, lng)| Geo { lat, lng }))
}
