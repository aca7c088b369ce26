//! Orders: what an agent sells, the machine that keeps its truth, and the journal that tells its story.

pub mod draft;
pub mod human_code;
pub mod machine;
pub mod pace;
pub mod payment;
#[cfg(test)]
pub(crate) mod samples;
pub mod terms;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use draft::{DraftError, OrderDraft};
pub use human_code::human_code;
pub use machine::{Event, Illegal, State, Step, transition};
pub use payment::{Balance, Payment, PaymentError, PaymentKind};
pub use terms::{cancel_deadline, terms_now, terms_sentence};

use crate::{
    Day, Instant, Money, OrderId, Personal, ProductId, SupplierKey, VariantId, availability::Price,
    catalog::Cancellation, ticket::TicketSet, zone::Zone,
};

/// Who buys. All four are mandatory at Tiqets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Customer {
    /// First name.
    pub first_name: Personal<String>,
    /// Last name.
    pub last_name: Personal<String>,
    /// E-mail address.
    pub email: Personal<String>,
    /// Telephone number.
    pub phone: Personal<String>,
}

impl Customer {
    /// First and last name, for a ticket.
    pub fn full_name(&self) -> Personal<String> {
        Personal::new(format!("{} {}", self.first_name.reveal(), self.last_name.reveal()).trim().to_owned())
    }
}

/// The details of one visitor, under the names the supplier asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// Which variant the visitor takes.
    pub variant: VariantId,
    /// `full_name`, `passport_ids`, `nationality`, ...
    pub details: BTreeMap<String, Personal<String>>,
}

/// A line of an order: so many of one variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The variant.
    pub variant: VariantId,
    /// Its label when it was sold.
    pub label: String,
    /// How many.
    pub count: u32,
    /// The price of one when it was sold; `None` when the supplier named none.
    pub unit: Option<Price>,
}

/// What went wrong last, kept with the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// The supplier's code, or ours.
    pub code: String,
    /// A sentence.
    pub message: String,
}

/// Which call an intent is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Call {
    /// Create the hold.
    Create,
    /// Confirm it.
    Confirm,
    /// Cancel it.
    Cancel,
}

impl Call {
    /// The word the ledger uses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
        }
    }

    /// The call of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Create, Self::Confirm, Self::Cancel].into_iter().find(|call| call.word() == word)
    }
}

/// A call that is about to be sent, committed before the socket opens. Open until its outcome is committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// Row number in the ledger.
    pub id: i64,
    /// Of which order.
    pub order: OrderId,
    /// Which call.
    pub call: Call,
    /// SHA-256 of the request, hex.
    pub fingerprint: String,
    /// The state to return to when nothing was sent.
    pub came_from: State,
    /// When it was committed.
    pub begun_at: Instant,
}

/// A line of an order's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// When.
    pub at: Instant,
    /// What happened, a word of [`Event::word`] or of the desk (`tickets_stored`, ...).
    pub event: String,
    /// State before.
    pub from: State,
    /// State after.
    pub to: State,
    /// What was seen, in a sentence without personal data.
    pub note: String,
}

/// A question about an order that is due at a time; it survives restarts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// Of which order.
    pub order: OrderId,
    /// When to ask next.
    pub next_at: Instant,
    /// How often was asked.
    pub attempt: u32,
    /// When to stop asking by itself.
    pub deadline_at: Instant,
}

/// An order: one product, one day, one party, at one supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Our id.
    pub id: OrderId,
    /// A short code for people, unique in this ledger.
    pub code: String,
    /// At whom.
    pub supplier: SupplierKey,
    /// How it stands.
    pub state: State,
    /// The product.
    pub product: ProductId,
    /// Its title when it was sold.
    pub product_title: String,
    /// The venue's name when it was sold.
    pub venue_name: String,
    /// The venue's address when it was sold.
    pub venue_address: String,
    /// The city's name when it was sold.
    pub city_name: String,
    /// The venue's IANA time zone, where known.
    pub time_zone: Option<String>,
    /// The day at the venue.
    pub day: Day,
    /// The timeslot, local time; `None` for whole-day products.
    pub time: Option<String>,
    /// The party.
    pub lines: Vec<Line>,
    /// Who buys.
    pub customer: Customer,
    /// Details of visitors.
    pub visitors: Vec<Visitor>,
    /// Language of the supplier's texts, ISO 639-1.
    pub language: String,
    /// What must be known, printed on the ticket. Safe subset of HTML.
    pub must_know: Option<String>,
    /// The terms when it was sold.
    pub cancellation: Option<Cancellation>,
    /// What the customer pays; `None` when the supplier named no price.
    pub total: Option<Money>,
    /// Our unique reference at the supplier.
    pub external_reference: String,
    /// The supplier's reference, once known.
    pub order_reference: Option<String>,
    /// The token that confirms the hold, once known.
    pub payment_token: Option<Personal<String>>,
    /// When the hold ends, by our clock.
    pub hold_expires_at: Option<Instant>,
    /// How far our clock was ahead of the supplier's when that was said, milliseconds: after a jump of ours the difference tells
    /// what the end is now.
    pub clock_ahead: i64,
    /// Until when the supplier says it may be cancelled.
    pub cancel_until: Option<Instant>,
    /// What went wrong last.
    pub trouble: Option<Trouble>,
    /// The tickets, once ready.
    pub tickets: TicketSet,
    /// When the draft was made.
    pub created_at: Instant,
    /// When anything changed last.
    pub updated_at: Instant,
    /// When the supplier was last asked how it stands.
    pub checked_at: Option<Instant>,
    /// The basket it belongs to: the id of the first order a client took in this visit to the desk; its own when alone.
    pub basket: OrderId,
    /// Since when something waits to be seen that happened by itself: a cancellation by the supplier, a hold that lapsed.
    pub notice_at: Option<Instant>,
    /// Counts changes; a save of an older version is refused.
    pub version: i64,
}

impl Order {
    /// Sum of all lines at the price they were sold for.
    pub fn sum(lines: &[Line]) -> Option<Money> {
        let mut sum: Option<Money> = None;
        for line in lines {
            let amount = line.unit?.total.times(line.count).ok()?;
            sum = Some(match sum {
                None => amount,
                Some(so_far) => so_far.plus(amount).ok()?,
            });
        }
        sum
    }

    /// The venue's zone, where known.
    pub fn zone(&self) -> Option<Zone> {
        self.time_zone.as_deref().and_then(Zone::named)
    }

    /// How many visitors.
    pub fn heads(&self) -> u32 {
        self.lines.iter().map(|line| line.count).sum()
    }

    /// When the visit is over, and with it every change that could matter: the end of its day at the venue.
    pub fn visit_ends(&self) -> Instant {
        let midnight = self.day.succ_opt().unwrap_or(self.day).and_time(chrono::NaiveTime::MIN);
        match self.zone() {
            Some(zone) => zone.instant(midnight),
            // The last place on earth where that day ends.
            None => midnight.and_utc() + chrono::Duration::hours(12),
        }
    }

    /// The instant until which the terms allow to cancel; `None` when never or not known.
    pub fn terms_deadline(&self) -> Option<Instant> {
        cancel_deadline(self.cancellation.as_ref(), self.day, self.time.as_deref(), self.zone())
    }

    /// Until when it may be cancelled: the supplier's word, else the terms'.
    pub fn cancellable_until(&self) -> Option<Instant> {
        self.cancel_until.or_else(|| self.terms_deadline())
    }

    /// The terms as they stand now, in a sentence.
    pub fn terms_now(&self, now: Instant) -> String {
        let sold = !matches!(self.state, State::Draft | State::Creating | State::Held | State::Confirming);
        terms_now(self.cancellation.as_ref(), self.cancellable_until(), sold, now)
    }
}
