//! What a request asks for in its address: filters, pages, language and currency.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use chrono::NaiveDate;

use crate::orders::parse_day;
use crate::refusal::Refusal;
use crate::world::money::Currency;

/// Entries of a page when nothing is asked for.
const PAGE_SIZE: usize = 10;
/// Entries of the largest page.
const PAGE_SIZE_MAX: usize = 100;

/// The pairs after the question mark, in order; names may come more than once.
#[derive(Debug)]
pub(crate) struct Asked(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map(|Query(pairs)| Self(pairs))
            .map_err(|_| Refusal::field("query", "The query string cannot be read."))
    }
}

impl Asked {
    /// The last value of a name; an empty one counts as absent.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<u64>, Refusal> {
        self.text(name)
            .map(|text| text.parse().map_err(|_| Refusal::field(name, "A valid integer is required.")))
            .transpose()
    }

    /// All numbers of a repeatable name.
    pub(crate) fn numbers(&self, name: &str) -> Result<Vec<u64>, Refusal> {
        let texts = self.0.iter().filter(|(key, value)| key == name && !value.is_empty());
        texts.map(|(_, text)| text.parse().map_err(|_| Refusal::field(name, "A valid integer is required."))).collect()
    }

    /// A day.
    pub(crate) fn day(&self, name: &str) -> Result<Option<NaiveDate>, Refusal> {
        self.text(name)
            .map(|text| parse_day(text).ok_or_else(|| Refusal::field(name, "Date has wrong format. Use YYYY-MM-DD.")))
            .transpose()
    }

    /// The currency prices are wanted in.
    pub(crate) fn currency(&self) -> Result<Currency, Refusal> {
        let code = self.text("currency").unwrap_or("EUR");
        Currency::named(code).ok_or_else(|| Refusal::field("currency", format!("{code} is not a supported currency.")))
    }

    /// The page that is wanted.
    pub(crate) fn page(&self) -> Result<Page, Refusal> {
        let number = self.number("page")?.unwrap_or(1);
        let size = self.number("page_size")?.unwrap_or(PAGE_SIZE as u64);
        let number = usize::try_from(number).ok().filter(|number| *number >= 1);
        let size = usize::try_from(size).ok().filter(|size| (1..=PAGE_SIZE_MAX).contains(size));
        Ok(Page {
            number: number.ok_or_else(|| Refusal::field("page", "Ensure this value is greater than or equal to 1."))?,
            size: size.ok_or_else(|| Refusal::field("page_size", "Ensure this value is between 1 and 100."))?,
        })
    }
}

/// Part of a list.
#[derive(Debug, Clone, Copy, Hash)]
pub(crate) struct Page {
    pub(crate) number: usize,
    pub(crate) size: usize,
}

impl Page {
    /// The part of a list's positions this page shows; empty after the end.
    pub(crate) fn of(self, list: &[usize]) -> &[usize] {
        self.overlapping(list, 0)
    }

    /// The same when every page begins with some positions of the one before.
    pub(crate) fn overlapping(self, list: &[usize], overlap: usize) -> &[usize] {
        let start = (self.number - 1).saturating_mul(self.size.saturating_sub(overlap)).min(list.len());
        &list[start..start.saturating_add(self.size).min(list.len())]
    }
}
