//! Countries and cities.

use serde::{Deserialize, Serialize};

use crate::{CityId, CountryId, Currency};

/// A point on the map, WGS 84 degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Geo {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
}

/// A country in which a supplier has something to sell (UC-01).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Country {
    /// The supplier's id.
    pub id: CountryId,
    /// English name.
    pub name: String,
    /// ISO 3166-1 alpha-2, upper case; `None` when neither the supplier nor the name tells.
    pub iso_code: Option<String>,
}

/// A city (UC-02). Whether it is enabled is a decision of the desk and lives in the ledger, not here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct City {
    /// The supplier's id.
    pub id: CityId,
    /// English name.
    pub name: String,
    /// The country it lies in.
    pub country: CountryId,
    /// IANA time zone name, where known.
    pub time_zone: Option<String>,
    /// Local currency, where the supplier names one.
    pub currency: Option<Currency>,
    /// Where it lies, where known.
    pub geo: Option<Geo>,
}
