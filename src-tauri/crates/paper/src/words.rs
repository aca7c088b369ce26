//! The fixed words on paper, by language: labels, marks across a ticket, names of days and months.
//!
//! A ticket names its language as a BCP 47 tag (RFC 5646). Its primary subtag chooses the table; one that has no table here
//! is printed in English.

mod ar;
mod de;
mod el;
mod en;
mod es;
mod fr;
mod he;
mod it;
mod ja;
mod nl;
mod pt;
mod ru;
mod zh;

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

/// The words of one language. In patterns `{n}`, `{of}`, `{d}`, `{wd}`, `{m}`, `{y}` and `{supplier}` stand for a value.
#[derive(Debug)]
pub(crate) struct Words {
    /// Primary subtag (ISO 639).
    pub(crate) tag: &'static str,
    /// Written from right to left.
    pub(crate) right_to_left: bool,
    /// Short names from Monday.
    days: [&'static str; 7],
    /// Short names from January.
    months: [&'static str; 12],
    /// Day of the week and date.
    long_date: &'static str,
    /// Date alone.
    short_date: &'static str,
    pub(crate) date: &'static str,
    pub(crate) time: &'static str,
    pub(crate) when: &'static str,
    pub(crate) holder: &'static str,
    pub(crate) visitor: &'static str,
    pub(crate) order: &'static str,
    pub(crate) price: &'static str,
    pub(crate) valid: &'static str,
    pub(crate) seat: &'static str,
    pub(crate) note: &'static str,
    pub(crate) venue: &'static str,
    pub(crate) address: &'static str,
    pub(crate) seller: &'static str,
    pub(crate) ticket: &'static str,
    pub(crate) code: &'static str,
    pub(crate) order_reference: &'static str,
    pub(crate) status_as_of: &'static str,
    pub(crate) must_know: &'static str,
    pub(crate) conditions: &'static str,
    pub(crate) conditions_continued: &'static str,
    /// Pattern of a ticket's place in its order.
    number_of: &'static str,
    /// Pattern of a page's number.
    page: &'static str,
    pub(crate) void: &'static str,
    /// Pattern of a second print.
    copy: &'static str,
    pub(crate) training: &'static str,
    pub(crate) training_note: &'static str,
    pub(crate) cover_sheet: &'static str,
    pub(crate) not_a_ticket: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) party: &'static str,
    pub(crate) supplier_reference: &'static str,
    pub(crate) the_supplier: &'static str,
    /// The supplier's PDF follows: on pages nobody counted, on one page, on `{n}` pages.
    follow: [&'static str; 3],
}

const ALL: [&Words; 13] = [
    &en::WORDS,
    &ar::WORDS,
    &de::WORDS,
    &el::WORDS,
    &es::WORDS,
    &fr::WORDS,
    &he::WORDS,
    &it::WORDS,
    &ja::WORDS,
    &nl::WORDS,
    &pt::WORDS,
    &ru::WORDS,
    &zh::WORDS,
];

/// The languages that have their own words here, as primary subtags of BCP 47.
pub fn languages() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|words| words.tag)
}

impl Words {
    /// A value within a line that runs the other way stays in one piece (UAX 9, FSI and PDI).
    pub(crate) fn apart<'a>(&self, value: &'a str) -> Cow<'a, str> {
        if self.right_to_left && !value.trim().is_empty() {
            Cow::Owned(format!("\u{2068}{value}\u{2069}"))
        } else {
            Cow::Borrowed(value)
        }
    }

    /// The words for a BCP 47 tag; English when there are none.
    pub(crate) fn of(tag: &str) -> &'static Self {
        let primary = tag.split(['-', '_']).next().unwrap_or("");
        // Hebrew has an old name that some systems still give.
        let primary = if primary.eq_ignore_ascii_case("iw") { "he" } else { primary };
        ALL.into_iter().find(|words| words.tag.eq_ignore_ascii_case(primary)).unwrap_or(&en::WORDS)
    }

    /// Such as `Thu 24 Dec 2026`.
    pub(crate) fn long_day(&self, day: NaiveDate) -> String {
        self.dated(self.long_date, day)
    }

    /// Such as `24 Dec 2026`.
    pub(crate) fn short_day(&self, day: NaiveDate) -> String {
        self.dated(self.short_date, day)
    }

    fn dated(&self, pattern: &str, day: NaiveDate) -> String {
        let weekday = self.days.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or("");
        let month = self.months.get(day.month0() as usize).copied().unwrap_or("");
        pattern
            .replace("{wd}", weekday)
            .replace("{d}", &day.day().to_string())
            .replace("{m}", month)
            .replace("{y}", &day.year().to_string())
    }

    /// Such as `2 of 6`.
    pub(crate) fn number_of(&self, number: u32, of: u32) -> String {
        self.number_of.replace("{n}", &number.to_string()).replace("{of}", &of.to_string())
    }

    /// Such as `Page 1 of 2`.
    pub(crate) fn page(&self, number: usize, of: usize) -> String {
        self.page.replace("{n}", &number.to_string()).replace("{of}", &of.to_string())
    }

    /// Such as `COPY 2`.
    pub(crate) fn copy(&self, number: u32) -> String {
        self.copy.replace("{n}", &number.to_string())
    }

    /// The sentence on a cover sheet that says what follows it.
    pub(crate) fn follow(&self, supplier: &str, pages: u32) -> String {
        let pattern = self.follow[pages.min(2) as usize];
        pattern.replace("{n}", &pages.to_string()).replace("{supplier}", supplier)
    }
}
