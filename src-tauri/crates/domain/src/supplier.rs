//! The port to suppliers: what the desk asks of any of them, in the desk's words.

use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};

use sha2::{Digest, Sha256};

use crate::{
    CityId, CountryId, Day, ExperienceId, Instant, Personal, ProductId, SupplierKey, VariantId,
    availability::{Availability, DayRange},
    catalog::{Checkout, City, Country, Experience, ExperienceText, Product, ProductText, Tag, TagType, Variants},
    order::{Customer, Visitor},
    ticket::TicketSet,
};

/// A supplier's answer to come. The domain starts no task; whoever holds it decides where it runs.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, SupplierError>> + Send + 'a>>;

/// Why a supplier did not give what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SupplierError {
    /// No connection: nothing was sent.
    #[error("could not be reached")]
    Unreachable,
    /// No secure connection: a certificate nobody vouches for, or no TLS at all. Nothing was sent.
    #[error("could not be reached by a line that can be trusted")]
    Untrusted,
    /// No whole answer came, in time or at all. `sent` tells whether the request may have arrived.
    #[error("did not answer")]
    TimedOut {
        /// Whether the request may have reached the supplier.
        sent: bool,
    },
    /// Asked for a slower pace (HTTP 429).
    #[error("asks for a slower pace")]
    RateLimited {
        /// How long to wait, where it says so.
        after: Option<Duration>,
    },
    /// A clear no, with the supplier's code and words.
    #[error("refused: {text} ({code})")]
    Refused {
        /// The supplier's error code.
        code: String,
        /// The supplier's words, as text.
        text: String,
    },
    /// The API key is not accepted (HTTP 401, 403).
    #[error("does not accept the API key")]
    Unauthorized,
    /// Failed on its own side (HTTP 5xx): whether the request was carried out is open.
    #[error("failed on its side (HTTP {status})")]
    Failed {
        /// HTTP status.
        status: u16,
    },
    /// The answer was cut, too large, not the declared type, or without what it must hold.
    #[error("answered something that could not be understood, at {at}")]
    NotUnderstood {
        /// Where in the answer, or what about it.
        at: String,
    },
    /// The key cannot sign or be sent: it is missing or in a form we cannot use.
    #[error("{0}")]
    Key(String),
}

impl SupplierError {
    /// Whether a call that changes something may have been carried out although it failed here.
    pub const fn leaves_doubt(&self) -> bool {
        match self {
            Self::TimedOut { sent } => *sent,
            Self::Failed { .. } | Self::NotUnderstood { .. } => true,
            Self::Unreachable
            | Self::Untrusted
            | Self::RateLimited { .. }
            | Self::Refused { .. }
            | Self::Unauthorized
            | Self::Key(_) => false,
        }
    }

    /// Whether the supplier refuses our reference because it already knows it: an earlier try arrived after all.
    pub fn is_reused_reference(&self) -> bool {
        matches!(self, Self::Refused { text, .. } if text.contains("external_reference"))
    }

    /// Whether nobody answered, or nobody answers us at all just now: whatever else is asked would go the same way.
    pub const fn is_of_the_line(&self) -> bool {
        match self {
            Self::Unreachable
            | Self::Untrusted
            | Self::TimedOut { .. }
            | Self::RateLimited { .. }
            | Self::Unauthorized
            | Self::Key(_) => true,
            Self::Refused { .. } | Self::Failed { .. } | Self::NotUnderstood { .. } => false,
        }
    }

    /// Whether it is the supplier's "no such thing".
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if code == "not_found" || code == "resource_gone")
    }
}

/// Which page of a list; pages count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Page, from 1.
    pub page: u32,
    /// Items a page; suppliers allow at most [`Limits::page_size`].
    pub size: u32,
}

/// What is known already of a page that is asked for again, so that it need not be sent or read twice.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The mark the supplier put on the page when it was last read (HTTP: `ETag`).
    pub mark: Option<String>,
    /// Digests of the list's items as they last came over the line, by the supplier's id.
    pub digests: Arc<HashMap<Arc<str>, u64>>,
}

/// An item of a list, and the digest of what came over the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<T> {
    /// The item.
    pub item: T,
    /// Equal digests mean equal items; of one adapter, its settings and its way of reading only. `None` where nobody
    /// took one.
    pub digest: Option<u64>,
}

impl<T> From<T> for Told<T> {
    fn from(item: T) -> Self {
        Self { item, digest: None }
    }
}

/// A page of a supplier's list. An id that stands on it twice counts where it stands last.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The items that are new or different, and could be read.
    pub items: Vec<Told<T>>,
    /// The supplier's ids of items that are as they are known; they were not read again.
    pub same: Vec<Arc<str>>,
    /// How many there are over all pages, as the supplier says; it may lie.
    pub total: Option<u64>,
    /// How many items stood on the page, readable or not; 0 ends a list.
    pub listed: usize,
    /// Items that could not be read, each with the reason.
    pub skipped: Vec<String>,
    /// The page's mark, where the supplier gives marks.
    pub mark: Option<String>,
    /// The page is as it was when its mark was given; nothing else is told.
    pub unchanged: bool,
}

impl<T> Page<T> {
    /// The answer to a page whose mark still holds.
    pub fn not_modified(mark: Option<String>) -> Self {
        Self { items: Vec::new(), same: Vec::new(), total: None, listed: 0, skipped: Vec::new(), mark, unchanged: true }
    }
}

/// What a list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Only these cities; empty means all.
    pub cities: Vec<CityId>,
    /// Only this country.
    pub country: Option<CountryId>,
}

/// What a supplier allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest page.
    pub page_size: u32,
    /// Longest availability window, days.
    pub availability_days: u32,
    /// How long a hold lasts when the answer does not say.
    pub hold: Duration,
    /// Calls at once.
    pub at_once: usize,
}

/// All that a create call says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateOrder {
    /// The product.
    pub product: ProductId,
    /// The day at the venue.
    pub day: Day,
    /// The timeslot, for products that have them.
    pub time: Option<String>,
    /// Variants with their counts, each variant once.
    pub variants: Vec<(VariantId, u32)>,
    /// Who buys.
    pub customer: Customer,
    /// Details of visitors, where asked for.
    pub visitors: Vec<Visitor>,
    /// Our unique reference: the key by which the order can be found again.
    pub external_reference: String,
    /// Language of the supplier's texts, ISO 639-1.
    pub language: String,
}

impl CreateOrder {
    /// SHA-256 of the request, hex: proves later what was sent without keeping personal data in the journal.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut field = |text: &str| {
            // Length first, so that no two requests run together to the same bytes.
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        };
        field(&self.product.to_string());
        field(&self.day.to_string());
        field(self.time.as_deref().unwrap_or_default());
        for (variant, count) in &self.variants {
            field(&format!("{variant}={count}"));
        }
        for part in [&self.customer.first_name, &self.customer.last_name, &self.customer.email, &self.customer.phone] {
            field(part.reveal());
        }
        for visitor in &self.visitors {
            field(&visitor.variant.to_string());
            for (name, value) in &visitor.details {
                field(name);
                field(value.reveal());
            }
        }
        field(&self.external_reference);
        field(&self.language);
        hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    }
}

/// The supplier's answer to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// The supplier's reference.
    pub order_reference: String,
    /// The token that confirms it.
    pub payment_token: Option<Personal<String>>,
    /// When the hold ends, by our clock.
    pub hold_expires_at: Option<Instant>,
    /// How far our clock was ahead of the supplier's, milliseconds.
    pub clock_ahead: i64,
}

/// How an order stands at the supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Created, not confirmed: a hold.
    Held,
    /// Confirmed, being fulfilled.
    Fulfilling,
    /// Done: tickets can be fetched.
    Done,
    /// Failed: no tickets will come, nothing is invoiced.
    Failed,
    /// Cancelled, or lapsed.
    Cancelled,
    /// A word we do not know. Never success.
    Other(String),
}

/// The supplier's answer to a look-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The supplier's reference.
    pub order_reference: String,
    /// How it stands.
    pub standing: Standing,
    /// The token, where the supplier gives it again.
    pub payment_token: Option<Personal<String>>,
    /// When a hold ends, by our clock, where said.
    pub hold_expires_at: Option<Instant>,
    /// How far our clock is ahead of the supplier's, milliseconds.
    pub clock_ahead: i64,
    /// Whether it may be cancelled now, where said.
    pub cancellable: Option<bool>,
    /// Until when, where said.
    pub cancel_until: Option<Instant>,
}

/// By which reference an order is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference<'a> {
    /// Ours, sent with create.
    Ours(&'a str),
    /// The supplier's.
    Theirs(&'a str),
}

/// What an adapter sent and received since it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traffic {
    /// Requests sent, repeats included.
    pub requests: u64,
    /// Body bytes received.
    pub bytes: u64,
    /// Answers that asked for a slower pace.
    pub rate_limited: u64,
    /// How long the last answer took, milliseconds.
    pub last_millis: u64,
}

/// A supplier. Reads repeat themselves politely; calls that change something are sent once, whatever happens.
pub trait Supplier: Send + Sync {
    /// Which supplier it is.
    fn key(&self) -> SupplierKey;
    /// What it allows.
    fn limits(&self) -> Limits;
    /// What was sent and received so far.
    fn traffic(&self) -> Traffic;
    /// A number that differs when lists are asked for or read differently: another address, language, currency, or a
    /// newer way of reading. Marks and digests count only under the same voice.
    fn voice(&self) -> u64;

    /// Countries.
    fn countries<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<Country>>;
    /// Cities.
    fn cities<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<City>>;
    /// Experiences with their long texts.
    fn experiences<'a>(
        &'a self,
        scope: &'a Scope,
        page: PageRequest,
        known: &'a Known,
    ) -> Answer<'a, Page<(Experience, ExperienceText)>>;
    /// Products with their long texts.
    fn products<'a>(
        &'a self,
        scope: &'a Scope,
        page: PageRequest,
        known: &'a Known,
    ) -> Answer<'a, Page<(Product, ProductText)>>;
    /// Tag types.
    fn tag_types<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<TagType>>;
    /// Tags.
    fn tags<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<Tag>>;
    /// One experience.
    fn experience<'a>(&'a self, id: &'a ExperienceId) -> Answer<'a, (Experience, ExperienceText)>;
    /// One product.
    fn product<'a>(&'a self, id: &'a ProductId) -> Answer<'a, (Product, ProductText)>;
    /// The variants of a product.
    fn variants<'a>(&'a self, id: &'a ProductId) -> Answer<'a, Variants>;
    /// What must be said before and after buying.
    fn checkout<'a>(&'a self, id: &'a ProductId) -> Answer<'a, Checkout>;
    /// Free days and times; ranges longer than the supplier's window are asked in pieces and merged.
    fn availability<'a>(&'a self, id: &'a ProductId, range: DayRange) -> Answer<'a, Availability>;
    /// A cheap call that proves the address and the key; also checks that the private key can sign.
    fn probe(&self) -> Answer<'_, ()>;

    /// Creates an order: a hold. Sent once.
    fn create<'a>(&'a self, order: &'a CreateOrder) -> Answer<'a, Created>;
    /// Confirms a held order after payment. Sent once.
    fn confirm<'a>(
        &'a self,
        order_reference: &'a str,
        payment_token: &'a Personal<String>,
        language: &'a str,
    ) -> Answer<'a, ()>;
    /// Cancels an order. Sent once.
    fn cancel<'a>(&'a self, order_reference: &'a str, reason: &'a str) -> Answer<'a, ()>;
    /// How an order stands. Not found is `Refused` with `not_found`.
    fn look_up<'a>(&'a self, reference: Reference<'a>) -> Answer<'a, Found>;
    /// The tickets of a finished order.
    fn tickets<'a>(&'a self, order_reference: &'a str, language: &'a str) -> Answer<'a, TicketSet>;
    /// The supplier's own PDF, from an address given by `tickets`.
    fn ticket_pdf<'a>(&'a self, url: &'a str) -> Answer<'a, Vec<u8>>;
    /// A picture, from an address given in the catalogue.
    fn picture<'a>(&'a self, url: &'a str) -> Answer<'a, Vec<u8>>;
}
