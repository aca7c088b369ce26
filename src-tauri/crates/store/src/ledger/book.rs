//! The order book: orders, intents, their journal, polls and documents.

use counterfoil_domain::{
    Day, Instant, OrderId,
    order::{
        Call, Intent, JournalEntry, Order, PaymentError, Poll, State, human_code::read_human_code,
        payment::open_before_confirm,
    },
    ticket::TicketSet,
};
use rusqlite::Transaction;

use super::LedgerFile;
use crate::{
    Result, StoreError,
    tables::{intent, journal, order_search, payment, poll, sale_order, ticket_document},
};

/// What becomes of the poll of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollChange {
    /// It stays as it is.
    Keep,
    /// It is set, over one that was there.
    Set(Poll),
    /// Nothing is asked any more.
    Clear,
}

/// An answer and the state it leads to: stored together or not at all.
#[derive(Debug, Clone, Copy)]
pub struct Settlement<'a> {
    /// The intent that is answered, if the change answers one.
    pub intent: Option<&'a Intent>,
    /// The order as it is from now on, with the version at which it was read. Its `tickets` are not looked at.
    pub order: &'a Order,
    /// What is told about it.
    pub journal: &'a [JournalEntry],
    /// How the intent ended, in a word; not used without an intent.
    pub outcome: &'a str,
    /// The tickets, when they came; `None` leaves the ones there are.
    pub tickets: Option<&'a TicketSet>,
    /// What becomes of the poll.
    pub poll: &'a PollChange,
    /// When.
    pub at: Instant,
}

/// Which orders are listed: all conditions hold. The newest come first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderFilter {
    /// In one of these states; empty means any.
    pub states: Vec<State>,
    /// Each word of it stands somewhere in code, references, names, e-mail, telephone, product, venue, city or day;
    /// accents and case do not matter.
    pub query: Option<String>,
    /// Visits from this day on.
    pub from: Option<Day>,
    /// Visits up to this day.
    pub to: Option<Day>,
    /// Page, from 1; 0 is taken as 1.
    pub page: u32,
    /// Orders a page; 0 lists none and only counts.
    pub size: u32,
}

/// A document kept with an order.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// Which: `supplier`, or the name of one of ours.
    pub kind: String,
    /// The document.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, hex.
    pub sha256: String,
    /// How many pages.
    pub pages: u32,
    /// Since when it is here.
    pub stored_at: Instant,
}

impl std::fmt::Debug for Document {
    /// The bytes open doors; they are not shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kind, bytes, sha256, pages, stored_at } = self;
        write!(f, "Document({kind}, {} bytes, {pages} pages, {sha256}, {stored_at})", bytes.len())
    }
}

impl LedgerFile {
    /// Writes down a new order. Nothing was sent yet.
    pub fn begin_order(&self, order: &Order, entry: &JournalEntry) -> Result<()> {
        let (order, entry) = (order.clone(), entry.clone());
        self.database.write(move |transaction| {
            sale_order::insert(transaction, &order)?;
            journal::add(transaction, order.id, &entry)
        })
    }

    /// Commits that a call is about to be sent: the order in its new state, the open intent and the journal, on disk
    /// before this returns. `order` carries the version at which it was read.
    ///
    /// Returns the order as it is stored now, and the intent.
    /// Fails with `Stale` when somebody else changed the order, and with `IntentOpen` while another call is open.
    pub fn commit_intent(
        &self,
        order: &Order,
        call: Call,
        fingerprint: &str,
        came_from: State,
        at: Instant,
        entry: &JournalEntry,
    ) -> Result<(Order, Intent)> {
        let (mut order, fingerprint, entry) = (order.clone(), fingerprint.to_owned(), entry.clone());
        self.database.write(move |transaction| {
            if call == Call::Confirm {
                // Looked at here once more: two desks must not confirm two orders on one payment.
                let orders = sale_order::of_basket(transaction, order.basket)?;
                let payments = payment::of(transaction, order.basket)?;
                if let Some(open) = open_before_confirm(&order, &orders, &payments) {
                    return Err(PaymentError::NotPaid { open }.into());
                }
            }
            // The open intent is the nearer reason: the order of a double click is stale as well.
            let id = intent::open(transaction, order.id, call, &fingerprint, came_from, at)?;
            sale_order::update(transaction, &order)?;
            journal::add(transaction, order.id, &entry)?;
            order.version += 1;
            let intent = Intent { id, order: order.id, call, fingerprint, came_from, begun_at: at };
            Ok((order, intent))
        })
    }

    /// Commits an answer and the new state together. Returns the order as it is stored now.
    ///
    /// Fails with `Stale` when somebody else changed the order or settled the intent; then nothing is written.
    pub fn settle(&self, settlement: Settlement<'_>) -> Result<Order> {
        let Settlement { intent, order, journal, outcome, tickets, poll, at } = settlement;
        let (intent, order, journal, outcome) = (intent.cloned(), order.clone(), journal.to_vec(), outcome.to_owned());
        let (tickets, poll) = (tickets.cloned(), poll.clone());
        self.database.write(move |transaction| {
            sale_order::update(transaction, &order)?;
            if let Some(intent) = &intent {
                if intent.order != order.id {
                    return Err(StoreError::NotFound { noun: "intent" });
                }
                intent::settle(transaction, intent, &outcome, at)?;
            }
            for entry in &journal {
                journal::add(transaction, order.id, entry)?;
            }
            if let Some(tickets) = &tickets {
                sale_order::save_tickets(transaction, &order, tickets)?;
            }
            change_poll(transaction, order.id, &poll)?;
            // Only what is raised by this change: one that was seen while the supplier was asked does not come back.
            if order.notice_at == Some(at) {
                sale_order::raise_notice(transaction, order.id, at)?;
            }
            sale_order::by_id(transaction, order.id)?.ok_or(StoreError::NotFound { noun: "order" })
        })
    }

    /// All calls whose outcome is open, oldest first.
    pub fn open_intents(&self) -> Result<Vec<Intent>> {
        self.database.read(intent::all_open)
    }

    /// The questions that are due by an instant, the longest due first.
    pub fn due_polls(&self, now: Instant, limit: u32) -> Result<Vec<Poll>> {
        self.database.read(|connection| poll::due(connection, now, limit))
    }

    /// The question that comes next, due or not.
    pub fn next_poll(&self) -> Result<Option<Poll>> {
        self.database.read(poll::next)
    }

    /// The question about an order.
    pub fn poll(&self, order: OrderId) -> Result<Option<Poll>> {
        self.database.read(|connection| poll::of(connection, order))
    }

    /// Moves the question about an order without changing the order.
    pub fn set_poll(&self, poll: &Poll) -> Result<()> {
        let poll = poll.clone();
        self.database.write(move |transaction| {
            if sale_order::by_id(transaction, poll.order)?.is_none() {
                return Err(StoreError::NotFound { noun: "order" });
            }
            poll::set(transaction, &poll)
        })
    }

    /// An order by our id.
    pub fn order(&self, id: OrderId) -> Result<Option<Order>> {
        self.database.read(|connection| sale_order::by_id(connection, id))
    }

    /// An order by anything that names one: our id, the short code as people type it, our reference, the supplier's.
    pub fn find_order(&self, name: &str) -> Result<Option<Order>> {
        let name = name.trim();
        self.database.read(|connection| {
            if let Ok(id) = name.parse()
                && let Some(order) = sale_order::by_id(connection, id)?
            {
                return Ok(Some(order));
            }
            if let Some(code) = read_human_code(name)
                && let Some(order) = sale_order::by_code(connection, &code)?
            {
                return Ok(Some(order));
            }
            sale_order::by_reference(connection, name)
        })
    }

    /// A page of orders, and how many there are over all pages.
    pub fn list_orders(&self, filter: &OrderFilter) -> Result<(Vec<Order>, u64)> {
        self.database.read(|connection| order_search::page(connection, filter))
    }

    /// Adds a line to the story of an order that changes nothing else.
    pub fn tell_story(&self, order: OrderId, entry: &JournalEntry) -> Result<()> {
        let entry = entry.clone();
        self.database.write(move |transaction| journal::add(transaction, order, &entry))
    }

    /// The story of an order, oldest first.
    pub fn history(&self, order: OrderId) -> Result<Vec<JournalEntry>> {
        self.database.read(|connection| journal::of(connection, order))
    }

    /// Whether a short code is taken.
    pub fn code_exists(&self, code: &str) -> Result<bool> {
        self.database.read(|connection| sale_order::code_exists(connection, code))
    }

    /// Keeps a document with an order, in the place of one of the same kind.
    pub fn store_document(&self, order: OrderId, document: Document) -> Result<()> {
        self.database.write(move |transaction| {
            if sale_order::by_id(transaction, order)?.is_none() {
                return Err(StoreError::NotFound { noun: "order" });
            }
            ticket_document::save(transaction, order, &document)
        })
    }

    /// Keeps a document with an order unless there is one of its kind; returns the one that is there.
    pub fn keep_document(&self, order: OrderId, document: Document) -> Result<Document> {
        self.database.write(move |transaction| match ticket_document::get(transaction, order, &document.kind)? {
            Some(known) => Ok(known),
            None => ticket_document::save(transaction, order, &document).map(|()| document),
        })
    }

    /// A document of an order.
    pub fn document(&self, order: OrderId, kind: &str) -> Result<Option<Document>> {
        self.database.read(|connection| ticket_document::get(connection, order, kind))
    }
}

fn change_poll(transaction: &Transaction<'_>, order: OrderId, change: &PollChange) -> Result<()> {
    match change {
        PollChange::Keep => Ok(()),
        PollChange::Set(poll) if poll.order == order => poll::set(transaction, poll),
        PollChange::Set(_) => Err(StoreError::NotFound { noun: "poll" }),
        PollChange::Clear => poll::clear(transaction, order),
    }
}
