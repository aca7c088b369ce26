//! Decisions about supply: which cities are sold, how suppliers are reached, and the settings of the desk.

use std::collections::{BTreeMap, HashMap};

use counterfoil_domain::{CityId, Currency, Instant, SupplierKey};

use super::LedgerFile;
use crate::{
    Result,
    tables::{city_choice, schedule, setting, supplier_setting},
};

/// How a supplier is reached. Never a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierSetting {
    /// Which supplier.
    pub supplier: SupplierKey,
    /// Where its interface lies.
    pub base_url: String,
    /// The currency prices are asked in.
    pub currency: Option<Currency>,
    /// The language texts are asked in, ISO 639-1.
    pub language: Option<String>,
    /// What only this supplier needs.
    pub extra: BTreeMap<String, String>,
    /// When it was set.
    pub updated_at: Instant,
}

/// When a supplier's catalogue is refreshed by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Hours between two runs; `None` while it is switched off.
    pub every_hours: Option<u32>,
    /// When the next run is due.
    pub next_at: Option<Instant>,
    /// Why a due run waits, a sentence.
    pub note: Option<String>,
}

impl LedgerFile {
    /// The schedule of a supplier; `None` where nobody set one.
    pub fn schedule(&self, supplier: SupplierKey) -> Result<Option<Schedule>> {
        self.database.read(|connection| schedule::get(connection, supplier))
    }

    /// Sets the schedule of a supplier.
    pub fn set_schedule(&self, supplier: SupplierKey, schedule: &Schedule) -> Result<()> {
        let schedule = schedule.clone();
        self.database.write(move |transaction| schedule::set(transaction, supplier, &schedule))
    }

    /// Takes a due run for this process by moving its due time on. Returns whether it was still this due time: of two
    /// processes only one gets it.
    pub fn claim_run(&self, supplier: SupplierKey, due: Instant, next: Instant, note: Option<&str>) -> Result<bool> {
        let note = note.map(str::to_owned);
        self.database.write(move |transaction| schedule::claim(transaction, supplier, due, next, note.as_deref()))
    }

    /// Switches cities on or off, all of them or none.
    pub fn set_city_choice(&self, cities: &[CityId], enabled: bool, at: Instant) -> Result<()> {
        let cities = cities.to_vec();
        self.database.write(move |transaction| city_choice::set(transaction, &cities, enabled, at))
    }

    /// The cities somebody decided about.
    pub fn city_choices(&self) -> Result<HashMap<CityId, bool>> {
        self.database.read(city_choice::all)
    }

    /// A setting of the desk.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.database.read(|connection| setting::get(connection, name))
    }

    /// All settings of the desk.
    pub fn settings(&self) -> Result<BTreeMap<String, String>> {
        self.database.read(setting::all)
    }

    /// Sets a setting of the desk.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.database.write(move |transaction| setting::set(transaction, &name, &value))
    }

    /// Removes a setting of the desk; returns whether there was one.
    pub fn remove_setting(&self, name: &str) -> Result<bool> {
        let name = name.to_owned();
        self.database.write(move |transaction| setting::remove(transaction, &name))
    }

    /// How a supplier is reached.
    pub fn supplier_setting(&self, supplier: SupplierKey) -> Result<Option<SupplierSetting>> {
        Ok(self.supplier_settings()?.into_iter().find(|setting| setting.supplier == supplier))
    }

    /// How each supplier that is set up is reached.
    pub fn supplier_settings(&self) -> Result<Vec<SupplierSetting>> {
        self.database.read(supplier_setting::all)
    }

    /// Sets how a supplier is reached.
    pub fn set_supplier_setting(&self, setting: &SupplierSetting) -> Result<()> {
        let setting = setting.clone();
        self.database.write(move |transaction| supplier_setting::set(transaction, &setting))
    }

    /// Forgets how a supplier is reached; returns whether it was known.
    pub fn remove_supplier_setting(&self, supplier: SupplierKey) -> Result<bool> {
        self.database.write(move |transaction| supplier_setting::remove(transaction, supplier))
    }
}
