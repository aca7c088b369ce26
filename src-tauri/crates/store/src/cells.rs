//! The border between rows and the domain: reading cells in the order of their columns, and making them.

use chrono::DateTime;
use counterfoil_domain::{Currency, Day, Instant, Money, SupplierKey};
use rusqlite::{
    Row,
    types::{FromSql, Value},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Result, StoreError};

/// Reads the cells of a row from left to right; the names are for the error of one that does not read.
pub(crate) struct Cells<'r> {
    row: &'r Row<'r>,
    table: &'static str,
    at: usize,
}

impl<'r> Cells<'r> {
    pub(crate) const fn new(row: &'r Row<'r>, table: &'static str) -> Self {
        Self { row, table, at: 0 }
    }

    pub(crate) const fn wrong(&self, column: &'static str) -> StoreError {
        StoreError::Row { table: self.table, column }
    }

    /// A cell of a plain type.
    pub(crate) fn take<T: FromSql>(&mut self, column: &'static str) -> Result<T> {
        let at = self.at;
        self.at += 1;
        self.row.get(at).map_err(|_| self.wrong(column))
    }

    /// A text that is borrowed only while it is looked at.
    fn look<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        let at = self.at;
        self.at += 1;
        let text = self.row.get_ref(at).ok().and_then(|cell| cell.as_str().ok());
        text.and_then(read).ok_or_else(|| self.wrong(column))
    }

    fn look_if<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>> {
        let empty = self.row.get_ref(self.at).is_ok_and(|cell| cell == rusqlite::types::ValueRef::Null);
        if empty {
            self.at += 1;
            return Ok(None);
        }
        self.look(column, read).map(Some)
    }

    /// A text that stands for something: a word of ours, a number of the supplier's.
    pub(crate) fn word<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        self.look(column, read)
    }

    /// A word that may be missing.
    pub(crate) fn word_if<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        self.look_if(column, read)
    }

    pub(crate) fn supplier(&mut self) -> Result<SupplierKey> {
        self.look("supplier", |word| word.parse().ok())
    }

    pub(crate) fn json<T: DeserializeOwned>(&mut self, column: &'static str) -> Result<T> {
        self.look(column, |text| serde_json::from_str(text).ok())
    }

    pub(crate) fn json_if<T: DeserializeOwned>(&mut self, column: &'static str) -> Result<Option<T>> {
        self.look_if(column, |text| serde_json::from_str(text).ok())
    }

    pub(crate) fn instant(&mut self, column: &'static str) -> Result<Instant> {
        self.instant_if(column)?.ok_or_else(|| self.wrong(column))
    }

    pub(crate) fn instant_if(&mut self, column: &'static str) -> Result<Option<Instant>> {
        let millis: Option<i64> = self.take(column)?;
        millis.map(|ms| DateTime::from_timestamp_millis(ms).ok_or_else(|| self.wrong(column))).transpose()
    }

    pub(crate) fn day(&mut self, column: &'static str) -> Result<Day> {
        self.look(column, read_day)
    }

    pub(crate) fn day_if(&mut self, column: &'static str) -> Result<Option<Day>> {
        self.look_if(column, read_day)
    }

    /// Two cells, minor units and currency; nothing when there are no minor units.
    pub(crate) fn money_if(&mut self, column: &'static str) -> Result<Option<Money>> {
        let minor: Option<i64> = self.take(column)?;
        let currency: Option<Currency> = self.look_if(column, |code| code.parse().ok())?;
        Ok(minor.zip(currency).map(|(minor, currency)| Money { minor, currency }))
    }
}

fn read_day(text: &str) -> Option<Day> {
    counterfoil_domain::availability::read_day(text).ok()
}

/// Milliseconds since the epoch.
pub(crate) const fn millis(at: Instant) -> i64 {
    at.timestamp_millis()
}

/// Milliseconds, where there is an instant.
pub(crate) fn millis_if(at: Option<Instant>) -> Option<i64> {
    at.map(millis)
}

/// A list or a small structure as JSON.
pub(crate) fn json<T: Serialize>(value: &T, table: &'static str, column: &'static str) -> Result<String> {
    serde_json::to_string(value).map_err(|_| StoreError::Row { table, column })
}

/// Collects the cells of a row to be written, in the order of its columns.
pub(crate) struct Making {
    table: &'static str,
    pub(crate) cells: Vec<Value>,
}

impl Making {
    pub(crate) fn new(table: &'static str, columns: usize) -> Self {
        Self { table, cells: Vec::with_capacity(columns) }
    }

    pub(crate) fn put(&mut self, value: impl Into<Value>) -> &mut Self {
        self.cells.push(value.into());
        self
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.put(text.to_owned())
    }

    pub(crate) fn text_if(&mut self, text: Option<&str>) -> &mut Self {
        self.put(text.map(str::to_owned))
    }

    pub(crate) fn instant_if(&mut self, at: Option<Instant>) -> &mut Self {
        self.put(millis_if(at))
    }

    pub(crate) fn money_if(&mut self, money: Option<Money>) -> &mut Self {
        self.put(money.map(|m| m.minor)).text_if(money.map(|m| m.currency.code()))
    }

    pub(crate) fn json_if<T: Serialize>(&mut self, value: Option<&T>, column: &'static str) -> Result<&mut Self> {
        let text = value.map(|value| json(value, self.table, column)).transpose()?;
        Ok(self.put(text))
    }

    pub(crate) fn json<T: Serialize>(&mut self, value: &T, column: &'static str) -> Result<&mut Self> {
        let text = json(value, self.table, column)?;
        Ok(self.put(text))
    }
}
