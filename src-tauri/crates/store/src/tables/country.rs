//! Countries.

use counterfoil_domain::{CountryId, SupplierKey, catalog::Country};

use super::supplied::{Key, Noun};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct Countries;

impl Noun for Countries {
    type Item = Country;
    const TABLE: &'static str = "country";
    const COLUMNS: &'static [&'static str] = &["name", "iso_code"];

    fn write(country: &Country, _: SupplierKey, row: &mut Making) -> Result<()> {
        row.text(&country.name).text_if(country.iso_code.as_deref());
        Ok(())
    }

    fn read((supplier, id): Key, cells: &mut Cells<'_>) -> Result<Country> {
        Ok(Country { id: CountryId::new(supplier, id), name: cells.take("name")?, iso_code: cells.take("iso_code")? })
    }
}
