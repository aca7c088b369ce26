//! Tickets on their way to the client: how each stands, what may be done with it, and what was told of it.

mod shown;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    mails::MailView,
    order::{OrderCard, StateView},
    prints::PrintJobView,
};

pub(super) use shown::label;

/// How a ticket stands; the specification's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TicketStatusView {
    /// Made; nobody has it yet.
    Created,
    /// Printed or mailed.
    Distributed,
    /// In a wallet.
    PickedUp,
    /// Used at the venue.
    Activated,
    /// Its time is over.
    Expired,
    /// Void, by our side.
    Cancelled,
    /// Void, by the supplier.
    CancelledExternally,
    /// Could not be brought to the client.
    Failed,
}

/// Who sends the tickets by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailerView {
    /// This desk.
    Desk,
    /// The supplier has sent them already; what this desk sends is a second mail.
    Supplier,
}

/// Whether something may be done now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MayView {
    /// It may.
    pub ok: bool,
    /// Why not, a sentence.
    pub why: Option<String>,
}

/// How fresh the supplier's word is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckedView {
    /// When it was heard, ms since 1970.
    pub as_of: i64,
    /// Whether the supplier answered just now; else this is what was known before.
    pub reached: bool,
}

/// One ticket.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DistributionView {
    /// Its id.
    pub id: String,
    /// Place within its group, from 1.
    pub number: u32,
    /// Place among the tickets of the order, from 1; `null` where the supplier's own document holds the line.
    pub place: Option<u32>,
    /// The supplier's id of the ticket; empty where it gave none.
    pub ticket_number: String,
    /// How it stands.
    pub status: TicketStatusView,
    /// Since when, ms since 1970.
    pub status_at: i64,
    /// When its validity ends, ms since 1970.
    pub valid_until: i64,
    /// Whether the holder may enter with it.
    pub valid: bool,
    /// Whether it is worth nothing any more.
    pub void: bool,
    /// The ticket that took its place.
    pub replaced_by: Option<String>,
    /// Sheets that are on paper for certain, copies with them.
    pub printed: u32,
    /// Of them copies.
    pub copies: u32,
    /// Sheets that may be on paper.
    pub in_doubt: u32,
    /// Whether a mail server took it.
    pub mailed: bool,
    /// Whether it may be printed for the first time.
    pub may_print: MayView,
    /// Whether a copy may be printed.
    pub may_copy: MayView,
    /// Whether another ticket may take its place, once a reason is given.
    pub may_replace: MayView,
}

/// The tickets of one line of one version of an order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GroupView {
    /// Its id.
    pub id: String,
    /// Line of the order, from 1.
    pub line: u32,
    /// Version of the order, from 1.
    pub version: u32,
    /// The line's label when sold, such as "Adult".
    pub label: String,
    /// Its tickets, by number; replaced ones stay.
    pub distributions: Vec<DistributionView>,
}

/// What was told of a ticket, a group or a version of an order.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TicketEventView {
    /// Its place in the outbox.
    pub seq: u64,
    /// The specification's name, such as `TicketDistributionDistributed`.
    pub kind: String,
    /// When it happened, ms since 1970.
    pub at: i64,
    /// The order.
    pub order: String,
    /// The order's short code.
    pub code: String,
    /// Version of the order, from 1.
    pub version: u32,
    /// Line of the order, from 1; `null` for the events of a whole version.
    pub line: Option<u32>,
    /// The ticket; `null` for the events of a group or a version.
    pub distribution: Option<String>,
}

/// The tickets of an order, with all that was done with them.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TicketsView {
    /// The order.
    pub order: String,
    /// Its short code.
    pub code: String,
    /// How the order stands.
    pub state: StateView,
    /// Its groups by line, the newest version first.
    pub groups: Vec<GroupView>,
    /// How fresh the status is.
    pub checked: CheckedView,
    /// What a person should know before paper or mail leaves, sentences.
    pub warnings: Vec<String>,
    /// Whether the supplier's own PDF is the ticket.
    pub by_supplier: bool,
    /// Pages of that PDF.
    pub supplier_pages: u32,
    /// Whether they may be sent by mail.
    pub may_mail: MayView,
    /// Who mails them.
    pub mailer: MailerView,
    /// The client's address.
    pub to: String,
    /// The client's language, BCP 47.
    pub language: String,
    /// Languages a mail can be written in, BCP 47.
    pub languages: Vec<String>,
    /// What was told, oldest first.
    pub events: Vec<TicketEventView>,
    /// What was printed or should be, oldest first.
    pub jobs: Vec<PrintJobView>,
    /// What was mailed or should be, oldest first.
    pub mails: Vec<MailView>,
}

/// A code under the scanner, or an order's short code.
#[derive(Debug, Deserialize, TS)]
pub struct ScanInput {
    /// As the scanner typed it.
    pub code: String,
}

/// A ticket that was scanned. Looking does not use it up.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ScannedView {
    /// Its order.
    pub order: OrderCard,
    /// The ticket.
    pub ticket: DistributionView,
    /// The label of its line, such as "Adult".
    pub label: String,
    /// Tickets of the order.
    pub of: u32,
    /// What its status means for whoever holds it, a sentence.
    pub meaning: String,
    /// How fresh that is.
    pub checked: CheckedView,
}

/// Asks for events.
#[derive(Debug, Deserialize, TS)]
pub struct EventQuery {
    /// Only those after this place; `null` for the newest.
    pub since: Option<u64>,
    /// Most events.
    pub limit: u32,
}

/// Some events of all orders.
#[derive(Debug, Clone, Serialize, TS)]
pub struct EventPage {
    /// Oldest first after a place, else newest first.
    pub items: Vec<TicketEventView>,
    /// Place of the newest event of all; 0 when there is none.
    pub newest: u64,
}

/// Where events go.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SinkView {
    /// Its name: `file`, or that of a broker.
    pub name: String,
    /// Where that is, such as a path.
    pub place: Option<String>,
    /// Events it has not had yet.
    pub behind: u64,
    /// Failed tries since the last success.
    pub tries: u32,
    /// What went wrong last, a sentence.
    pub trouble: Option<String>,
    /// When it is tried next, ms since 1970; `null` when it is in no trouble.
    pub next_at: Option<i64>,
}

/// Sets the file that events are written to.
#[derive(Debug, Deserialize, TS)]
pub struct EventFileInput {
    /// Ask which file; else events go to no file any more.
    pub choose: bool,
}
