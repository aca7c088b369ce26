//! Printers, and what they were asked for.

mod shown;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{order::OrderCard, tickets::MayView};

/// Kinds of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum MediaView {
    /// A4 upright.
    A4,
    /// A thermal roll, 80 mm wide.
    Thermal80,
    /// Ticket stock cut to size.
    Stock,
}

/// What a printer understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PrinterLanguageView {
    /// PDF, through the spooler.
    Pdf,
    /// ZPL II.
    Zpl,
    /// ESC/POS.
    Escpos,
    /// Boca FGL.
    Fgl,
}

/// What a printer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PrinterStateView {
    /// Waits.
    Idle,
    /// Prints.
    Printing,
    /// Stands still until somebody looks after it.
    Stopped,
    /// Does not answer.
    Offline,
}

/// A printer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PrinterView {
    /// The spooler's name.
    pub name: String,
    /// A name for people, or where it stands.
    pub description: String,
    /// What it does.
    pub state: PrinterStateView,
    /// What is wrong or soon will be, sentences: paper out, a jam, a cover that is open.
    pub reasons: Vec<String>,
    /// Whether it takes jobs.
    pub accepting: bool,
    /// Whether it is the system's usual one.
    pub is_default: bool,
}

/// Which printer serves a kind of paper, and how it is spoken to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PrinterChoiceView {
    /// The paper.
    pub media: MediaView,
    /// The printer's name; `null` while none is chosen.
    pub printer: Option<String>,
    /// The layout's name.
    pub layout: String,
    /// What the printer understands.
    pub language: PrinterLanguageView,
    /// Why nothing can be printed on this paper now, a sentence.
    pub trouble: Option<String>,
}

/// Chooses the printer of a kind of paper.
#[derive(Debug, Deserialize, TS)]
pub struct PrinterChoiceInput {
    /// The paper.
    pub media: MediaView,
    /// The printer's name; `null` for none any more.
    pub printer: Option<String>,
    /// The layout's name.
    pub layout: String,
    /// What the printer understands.
    pub language: PrinterLanguageView,
}

/// Why paper comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PrintActView {
    /// The ticket itself, for the first time.
    Print,
    /// The same ticket once more, marked as a copy.
    Copy,
    /// A ticket in the place of another, which is void from then on.
    Replace,
}

/// How a print job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PrintStateView {
    /// The spooler has not heard of it.
    Queued,
    /// The spooler may have it.
    Sending,
    /// The spooler has it.
    Sent,
    /// On paper.
    Confirmed,
    /// It may be on paper: a person is asked.
    Doubtful,
    /// Certainly not on paper.
    Failed,
}

/// Prints tickets of an order; a job for each sheet, so that a doubt is about one.
#[derive(Debug, Deserialize, TS)]
pub struct PrintInput {
    /// The order.
    pub order: String,
    /// The tickets' ids.
    pub distributions: Vec<String>,
    /// Why.
    pub act: PrintActView,
    /// The reason; a replacement needs one.
    pub reason: Option<String>,
    /// On which paper.
    pub media: MediaView,
    /// Whether our sheet goes in front of the supplier's own document.
    pub cover: bool,
    /// Made anew by the window for each wish: the same press twice prints once.
    pub key: String,
}

/// A ticket on a sheet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PrintTicketView {
    /// The ticket's id.
    pub distribution: String,
    /// Place among the tickets of the order, from 1.
    pub number: u32,
    /// Tickets of the order.
    pub of: u32,
    /// The label of its line, such as "Adult".
    pub label: String,
    /// Which sheet of it this is, from 1: 1 is the ticket itself, 2 says that it is copy 2.
    pub copy: u32,
}

/// What a printer was asked for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PrintJobView {
    /// Its id.
    pub id: String,
    /// The press it came from: all jobs of one press go one after the other.
    pub batch: String,
    /// Place within the batch, from 1.
    pub place: u32,
    /// The order.
    pub order: String,
    /// The order's short code.
    pub code: String,
    /// Product's title.
    pub title: String,
    /// Customer's name.
    pub customer_name: String,
    /// Why.
    pub act: PrintActView,
    /// The reason a person gave.
    pub reason: Option<String>,
    /// The tickets on it; none means our sheet in front of the supplier's own document.
    pub tickets: Vec<PrintTicketView>,
    /// The printer's name.
    pub printer: String,
    /// The paper.
    pub media: MediaView,
    /// The layout's name.
    pub layout: String,
    /// How it stands.
    pub state: PrintStateView,
    /// What the printer or the spooler said last, a sentence.
    pub note: Option<String>,
    /// When it was written down, ms since 1970.
    pub created_at: i64,
    /// When it changed last, ms since 1970.
    pub updated_at: i64,
}

/// Asks for the pick-ups of a day.
#[derive(Debug, Deserialize, TS)]
pub struct PickupQuery {
    /// `yyyy-MM-dd` at the venue.
    pub day: String,
}

/// An order whose visit is on a day, as the print room sees it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PickupView {
    /// The order.
    pub order: OrderCard,
    /// Tickets of it that are not void.
    pub tickets: u32,
    /// Of them to be printed for the first time.
    pub to_print: u32,
    /// Of them on paper.
    pub printed: u32,
    /// Of them perhaps on paper.
    pub in_doubt: u32,
    /// Of them with a printer now.
    pub on_the_way: u32,
    /// Of them taken by a mail server or a wallet.
    pub mailed: u32,
    /// Whether a batch takes it.
    pub may_print: MayView,
}

/// Prints whatever is not printed of these orders, by time of the visit and name.
#[derive(Debug, Deserialize, TS)]
pub struct BatchInput {
    /// The orders.
    pub orders: Vec<String>,
    /// On which paper.
    pub media: MediaView,
    /// Made anew by the window for each wish: the same press twice is one batch.
    pub key: String,
}

/// How a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum BatchStateView {
    /// Goes on by itself.
    Running,
    /// Waits for a person.
    Stopped,
    /// Nothing of it is left to print.
    Done,
}

/// Tickets of several orders, one after the other.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BatchView {
    /// Its id.
    pub id: String,
    /// How it stands.
    pub state: BatchStateView,
    /// Why it waits, a sentence.
    pub reason: Option<String>,
    /// The printer's name.
    pub printer: String,
    /// Its jobs.
    pub jobs: u32,
    /// Of them on paper.
    pub done: u32,
    /// Of them perhaps on paper.
    pub doubtful: u32,
    /// Of them certainly not on paper, and not tried again by themselves.
    pub failed: u32,
    /// What is not printed although it was asked for, sentences: a void order, tickets that are not here yet.
    pub left_out: Vec<String>,
    /// When it was begun, ms since 1970.
    pub created_at: i64,
}

/// Names a batch.
#[derive(Debug, Deserialize, TS)]
pub struct BatchId {
    /// The id.
    pub id: String,
}

/// Asks what the print room is at.
#[derive(Debug, Deserialize, TS)]
pub struct PrintQuery {
    /// Only what is not settled; else the last hundred with it.
    pub open_only: bool,
}

/// What the print room is at.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PrintRoomView {
    /// Batches that are not done, and those done today, newest first.
    pub batches: Vec<BatchView>,
    /// Jobs, newest first.
    pub jobs: Vec<PrintJobView>,
}

/// Says what a person saw at the printer.
#[derive(Debug, Deserialize, TS)]
pub struct AnswerPrintInput {
    /// The job.
    pub job: String,
    /// Whether it is on paper, whole and readable.
    pub on_paper: bool,
}
