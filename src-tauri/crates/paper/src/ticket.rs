//! The print model: what stands on a ticket, for every medium.

use chrono::{NaiveDate, NaiveTime, Timelike};

use crate::barcode::CodeFormat;
use crate::words::Words;

/// One ticket as it is printed. All texts are shown as they are; an empty text is left out.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Ticket {
    /// What the ticket is for.
    pub title: String,
    /// Name of the venue.
    pub venue: String,
    /// Address of the venue, one line or several.
    pub address: String,
    /// When the visit starts.
    pub starts: Option<When>,
    /// First and last day of validity, for tickets that are not bound to one day.
    pub valid: Option<Validity>,
    /// Visitor type, such as "Adult".
    pub visitor_type: String,
    /// Name of the person who holds the ticket.
    pub holder: String,
    /// Our short human order code.
    pub order_code: String,
    /// The supplier's reference of the order.
    pub order_reference: String,
    /// Price with its currency, already written for the reader.
    pub price: String,
    /// What the visitor must know before going.
    pub must_know: String,
    /// Terms; lines are kept, long texts flow on to further pages.
    pub conditions: String,
    /// Name of the seller.
    pub seller: String,
    /// When the status was last known, already written, such as "20 Nov 2026, 14:05 (Dubai time)".
    pub status_as_of: String,
    /// Which ticket of how many; left out when `None`.
    pub place: Option<Place>,
    /// Seat, table or row, as the supplier writes it.
    pub seat: String,
    /// A word of the desk's own, such as a group's name or the number of a bus.
    pub label: String,
    /// The code that opens the gate.
    pub code: Option<Code>,
    /// True in training mode: a mark across the ticket says that it is worth nothing.
    pub training: bool,
    /// A mark across the ticket about its worth.
    pub stamp: Option<Stamp>,
    /// Language of the fixed words as a BCP 47 tag (RFC 5646), such as "de" or "ar-AE"; English when blank or unknown, see
    /// [`crate::languages`].
    pub language: String,
}

/// What is said across every page of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamp {
    /// It opens no gate any more: a bar across the code makes it unreadable.
    Void {
        /// Why, in words for a person.
        reason: String,
        /// When this was last known, already written.
        as_of: String,
    },
    /// Printed again: which print it is, from 2.
    Copy(u32),
}

/// Ticket `number` of `of`, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Number of this ticket, from 1.
    pub number: u32,
    /// Number of tickets in the order.
    pub of: u32,
}

/// A moment at the venue, in the venue's own calendar and clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A local day, perhaps with a local time.
    At {
        /// Day at the venue.
        day: NaiveDate,
        /// Time at the venue; `None` for a ticket of the whole day.
        time: Option<NaiveTime>,
        /// Name of the venue's clock for people, such as "Dubai time"; empty when it needs no name.
        clock: String,
    },
    /// A text that is already written.
    Text(String),
}

/// First and last day on which a ticket is valid, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

/// A code and the reference a person can read or type when a scanner fails.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    /// What the code carries; for [`CodeFormat::AztecBytes`] base64 of the bytes.
    pub payload: String,
    /// The symbology.
    pub format: CodeFormat,
    /// Human reference under the code; the payload itself when empty.
    pub reference: String,
}

impl Code {
    /// A code whose human reference is its payload.
    pub fn new(format: CodeFormat, payload: impl Into<String>) -> Self {
        Self { payload: payload.into(), format, reference: String::new() }
    }

    /// What a person reads or types when a scanner fails.
    pub(crate) fn human(&self) -> &str {
        if crate::text::is_blank(&self.reference) { &self.payload } else { &self.reference }
    }
}

/// A sheet in front of tickets that are the supplier's own PDF.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CoverSheet {
    /// What the order is for.
    pub title: String,
    /// Name of the venue.
    pub venue: String,
    /// Address of the venue.
    pub address: String,
    /// When the visit starts.
    pub starts: Option<When>,
    /// The party, one line per visitor type: how many, and the type.
    pub party: Vec<(u32, String)>,
    /// Name of the customer.
    pub customer: String,
    /// Our short human order code.
    pub order_code: String,
    /// The supplier's reference of the order.
    pub order_reference: String,
    /// Name of the supplier whose PDF follows.
    pub supplier: String,
    /// Number of pages of the supplier's PDF, as [`crate::check_supplier_pdf`] counted them.
    pub supplier_pages: u32,
    /// Price of the order with its currency, already written.
    pub price: String,
    /// What the visitors must know before going.
    pub must_know: String,
    /// Name of the seller.
    pub seller: String,
    /// When the status was last known, already written.
    pub status_as_of: String,
    /// True in training mode.
    pub training: bool,
    /// A mark across every page.
    pub stamp: Option<Stamp>,
    /// Language of the fixed words as a BCP 47 tag, see [`Ticket::language`].
    pub language: String,
}

/// Names and codes stay out of logs: only what the ticket is for and its order are shown.
impl std::fmt::Debug for Ticket {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = out.debug_struct("Ticket");
        shown.field("title", &self.title).field("order_code", &self.order_code).field("code", &self.code);
        shown.finish_non_exhaustive()
    }
}

/// Without the customer's name.
impl std::fmt::Debug for CoverSheet {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = out.debug_struct("CoverSheet");
        shown.field("title", &self.title).field("order_code", &self.order_code).finish_non_exhaustive()
    }
}

/// Without the payload: it opens the gate.
impl std::fmt::Debug for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Code").field("format", &self.format).finish_non_exhaustive()
    }
}

impl When {
    /// The parts as a ticket shows them: day, time and the clock's name.
    pub(crate) fn parts(&self, words: &Words) -> (String, String, String) {
        match self {
            Self::Text(text) => (text.clone(), String::new(), String::new()),
            Self::At { day, time, clock } => (
                words.long_day(*day),
                time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())).unwrap_or_default(),
                clock.clone(),
            ),
        }
    }

    /// In one line: `Thu 24 Dec 2026 · 16:30 (Dubai time)`.
    pub(crate) fn line(&self, words: &Words) -> String {
        let (mut line, time, clock) = self.parts(words);
        if !time.is_empty() {
            line.push_str(" · ");
            line.push_str(&time);
        }
        if clock.is_empty() { line } else { format!("{line} ({clock})") }
    }
}

/// In English, in one line: `Thu 24 Dec 2026 · 16:30 (Dubai time)`.
impl std::fmt::Display for When {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.line(Words::of("en")))
    }
}

impl Validity {
    /// `24 Dec 2026` or, for two days, `24 Dec 2026 – 6 Jan 2027`.
    pub(crate) fn line(self, words: &Words) -> String {
        let from = words.short_day(self.from);
        if self.until == self.from { from } else { format!("{from} – {}", words.short_day(self.until)) }
    }
}

/// In English: `24 Dec 2026` or, for two days, `24 Dec 2026 – 6 Jan 2027`.
impl std::fmt::Display for Validity {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.line(Words::of("en")))
    }
}
