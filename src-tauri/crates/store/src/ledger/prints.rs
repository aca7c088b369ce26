//! The print journal: what printers were asked for and what became of it; and what this desk prints with.

use std::collections::HashMap;

use counterfoil_domain::{
    DistributionId, Instant, OrderId, PrintJobId,
    distribution::{
        Distribution, EventKind, MediaKind, Move, NewDistribution, PrinterChoice, Status,
        print::{PrintAct, PrintEvent, PrintJob, PrintState, may_print, next_print},
        step,
    },
};
use rusqlite::Transaction;

use super::{
    LedgerFile,
    groups::{NewId, move_all, tell},
};
use crate::{
    Result, StoreError,
    tables::{layout, print_job, printer_choice, ticket_group},
};

/// What is known of the sheets of one ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sheets {
    /// On paper for certain.
    pub printed: u32,
    /// Waiting or under way: they will come.
    pub on_the_way: u32,
    /// Perhaps on paper: a person is asked.
    pub in_doubt: u32,
    /// The highest number of a copy that was asked for; 0 when none was.
    pub last_copy: u32,
}

impl Sheets {
    /// Sheets whose outcome is open.
    pub const fn unsettled(self) -> u32 {
        self.on_the_way + self.in_doubt
    }
}

/// A batch that stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Which.
    pub batch: PrintJobId,
    /// Why, a sentence.
    pub reason: String,
    /// Since when.
    pub at: Instant,
}

impl LedgerFile {
    /// Writes a press down: its jobs, all or none. The same key again gives the jobs of the first press. What each ticket may
    /// be printed for is looked at here, where no second press can come between; the numbers of copies are given here too.
    ///
    /// A replacement makes a new ticket in the place of the old one, which is void from then on: the jobs carry the new one.
    pub fn queue_prints(&self, jobs: &[PrintJob], key: &str, at: Instant, new_id: NewId) -> Result<Vec<PrintJob>> {
        let (mut jobs, key) = (jobs.to_vec(), key.to_owned());
        self.database.write(move |transaction| {
            let known = print_job::of_key(transaction, &key)?;
            if !known.is_empty() {
                return Ok(known);
            }
            for (number, job) in jobs.iter_mut().enumerate() {
                let sheets = print_job::sheets(transaction, job.order)?;
                for (ticket, copy) in &mut job.tickets {
                    let one = the_ticket(transaction, job.order, *ticket)?;
                    let known = sheets.get(ticket).copied().unwrap_or_default();
                    let reason = !job.reason.trim().is_empty();
                    may_print(job.act, one.status, known.printed, known.unsettled(), one.replaced_by.is_some(), reason)
                        .map_err(|refused| StoreError::Print { number: one.number, refused })?;
                    *copy = match job.act {
                        PrintAct::Print | PrintAct::Replace => 1,
                        PrintAct::Copy => known.last_copy.max(1) + 1,
                    };
                    if job.act == PrintAct::Replace {
                        *ticket = replace(transaction, *ticket, at, new_id)?;
                    }
                }
                print_job::insert(transaction, job, &format!("{key}#{number:06}"))?;
            }
            Ok(jobs)
        })
    }

    /// The jobs of a press that was made before, by its key.
    pub fn prints_of_key(&self, key: &str) -> Result<Vec<PrintJob>> {
        self.database.read(|connection| print_job::of_key(connection, key))
    }

    /// Commits that a job is about to be handed to the spooler, on disk before this returns. Fails with
    /// [`StoreError::NotFound`] when it is not queued any more: somebody else began it, or took it back.
    pub fn begin_print(&self, id: PrintJobId, at: Instant) -> Result<PrintJob> {
        self.database.write(move |transaction| {
            let job = queued(transaction, id)?;
            change(transaction, job, PrintEvent::Begun, None, "", at, None)
        })
    }

    /// Writes what was heard of a job; what brings nothing new only changes the note. A ticket that is on paper is
    /// distributed; one that certainly is not, and was with nobody, failed.
    pub fn note_print(
        &self,
        id: PrintJobId,
        event: PrintEvent,
        spooler_job: Option<i32>,
        note: &str,
        at: Instant,
        new_id: NewId,
    ) -> Result<PrintJob> {
        let note = note.to_owned();
        self.database.write(move |transaction| {
            let job = print_job::by_id(transaction, id)?.ok_or(StoreError::NotFound { noun: "print job" })?;
            change(transaction, job, event, spooler_job, &note, at, Some(new_id))
        })
    }

    /// A job.
    pub fn print_job(&self, id: PrintJobId) -> Result<Option<PrintJob>> {
        self.database.read(|connection| print_job::by_id(connection, id))
    }

    /// Jobs whose outcome is open, batch by batch in their order.
    pub fn open_prints(&self) -> Result<Vec<PrintJob>> {
        self.database.read(print_job::open)
    }

    /// The newest jobs.
    pub fn newest_prints(&self, limit: u32) -> Result<Vec<PrintJob>> {
        self.database.read(|connection| print_job::newest(connection, limit))
    }

    /// The jobs of an order, oldest first.
    pub fn prints_of(&self, order: OrderId) -> Result<Vec<PrintJob>> {
        self.database.read(|connection| print_job::of_order(connection, order))
    }

    /// The jobs of a batch in their order.
    pub fn prints_of_batch(&self, batch: PrintJobId) -> Result<Vec<PrintJob>> {
        self.database.read(|connection| print_job::of_batch(connection, batch))
    }

    /// What is known of the sheets of an order's tickets.
    pub fn sheets(&self, order: OrderId) -> Result<HashMap<DistributionId, Sheets>> {
        self.database.read(|connection| print_job::sheets(connection, order))
    }

    /// Stops a batch, with a sentence that says why.
    pub fn stop_batch(&self, batch: PrintJobId, reason: &str, at: Instant) -> Result<()> {
        let reason = reason.to_owned();
        self.database.write(move |transaction| print_job::stop(transaction, batch, &reason, at))
    }

    /// Lets a batch go on.
    pub fn resume_batch(&self, batch: PrintJobId) -> Result<()> {
        self.database.write(move |transaction| print_job::go_on(transaction, batch))
    }

    /// Takes back what of a batch the spooler has not heard of. Returns how many jobs that were.
    pub fn drop_batch(&self, batch: PrintJobId, at: Instant) -> Result<usize> {
        self.database.write(move |transaction| {
            let mut dropped = 0;
            for job in print_job::of_batch(transaction, batch)? {
                if job.state == PrintState::Queued {
                    change(transaction, job, PrintEvent::Refused, None, "Taken back before it was printed.", at, None)?;
                    dropped += 1;
                }
            }
            print_job::go_on(transaction, batch)?;
            Ok(dropped)
        })
    }

    /// Batches that stopped.
    pub fn stopped_batches(&self) -> Result<Vec<Stop>> {
        self.database.read(print_job::stops)
    }

    /// Chooses the printer and layout of a kind of paper.
    pub fn choose_printer(&self, choice: &PrinterChoice) -> Result<()> {
        let choice = choice.clone();
        self.database.write(move |transaction| printer_choice::save(transaction, &choice))
    }

    /// Takes the choice for a kind of paper back.
    pub fn forget_printer(&self, media: MediaKind) -> Result<()> {
        self.database.write(move |transaction| printer_choice::forget(transaction, media))
    }

    /// What was chosen.
    pub fn printer_choices(&self) -> Result<Vec<PrinterChoice>> {
        self.database.read(printer_choice::all)
    }

    /// Keeps a layout of this desk; fails with [`StoreError::Taken`] when there is one of this name and `replace` is not said.
    pub fn save_layout(&self, name: &str, body: &str, replace: bool, at: Instant) -> Result<()> {
        let (name, body) = (name.to_owned(), body.to_owned());
        self.database.write(move |transaction| layout::save(transaction, &name, &body, replace, at))
    }

    /// Name and body of every layout of this desk.
    pub fn layouts(&self) -> Result<Vec<(String, String)>> {
        self.database.read(layout::all)
    }

    /// The body of a layout of this desk.
    pub fn layout(&self, name: &str) -> Result<Option<String>> {
        self.database.read(|connection| layout::get(connection, name))
    }

    /// Throws a layout of this desk away.
    pub fn delete_layout(&self, name: &str) -> Result<()> {
        let name = name.to_owned();
        self.database.write(move |transaction| layout::delete(transaction, &name))
    }

    /// Keeps a picture of this desk, or with no body takes it away.
    pub fn set_desk_picture(&self, name: &str, body: Option<Vec<u8>>, at: Instant) -> Result<()> {
        let name = name.to_owned();
        self.database.write(move |transaction| layout::set_picture(transaction, &name, body.as_deref(), at))
    }

    /// A picture of this desk.
    pub fn desk_picture(&self, name: &str) -> Result<Option<Vec<u8>>> {
        self.database.read(|connection| layout::picture(connection, name))
    }
}

fn queued(transaction: &Transaction<'_>, id: PrintJobId) -> Result<PrintJob> {
    let job = print_job::by_id(transaction, id)?.filter(|job| job.state == PrintState::Queued);
    job.ok_or(StoreError::NotFound { noun: "print job that waits" })
}

fn change(
    transaction: &Transaction<'_>,
    mut job: PrintJob,
    event: PrintEvent,
    spooler_job: Option<i32>,
    note: &str,
    at: Instant,
    new_id: Option<NewId>,
) -> Result<PrintJob> {
    let next = next_print(job.state, event);
    job.spooler_job = spooler_job.or(job.spooler_job);
    note.clone_into(&mut job.note);
    job.updated_at = at;
    if let Some(state) = next {
        job.state = state;
        let tickets: Vec<DistributionId> = job.tickets.iter().map(|(ticket, _)| *ticket).collect();
        if let Some(new_id) = new_id {
            match state {
                PrintState::Confirmed => move_living(transaction, &tickets, Move::Distribute, at, new_id)?,
                PrintState::Failed => fail_new(transaction, &tickets, at, new_id)?,
                PrintState::Queued | PrintState::Sending | PrintState::Sent | PrintState::Doubtful => {}
            }
        }
    }
    print_job::save(transaction, &job)?;
    Ok(job)
}

/// Moves the tickets that can take the move: one that was cancelled while its sheet was printed stays void.
fn move_living(
    transaction: &Transaction<'_>,
    tickets: &[DistributionId],
    of: Move,
    at: Instant,
    new_id: NewId,
) -> Result<()> {
    for id in tickets {
        let group = ticket_group::holding(transaction, *id)?.ok_or(StoreError::NotFound { noun: "ticket" })?;
        let can = group.distributions.iter().any(|one| one.id == *id && step(one.status, of).is_ok());
        if can {
            move_all(transaction, &[*id], of, at, new_id)?;
        }
    }
    Ok(())
}

/// A ticket that nobody has yet and whose sheet certainly did not come.
fn fail_new(transaction: &Transaction<'_>, tickets: &[DistributionId], at: Instant, new_id: NewId) -> Result<()> {
    for id in tickets {
        let group = ticket_group::holding(transaction, *id)?.ok_or(StoreError::NotFound { noun: "ticket" })?;
        if group.distributions.iter().any(|one| one.id == *id && one.status == Status::Created) {
            move_all(transaction, &[*id], Move::Fail, at, new_id)?;
        }
    }
    Ok(())
}

fn the_ticket(transaction: &Transaction<'_>, order: OrderId, id: DistributionId) -> Result<Distribution> {
    let group = ticket_group::holding(transaction, id)?.filter(|group| group.order == order);
    let one = group.and_then(|group| group.distributions.into_iter().find(|one| one.id == id));
    one.ok_or(StoreError::NotFound { noun: "ticket of this order" })
}

/// A new ticket with the same code in the place of an old one.
fn replace(transaction: &Transaction<'_>, old: DistributionId, at: Instant, new_id: NewId) -> Result<DistributionId> {
    let group = ticket_group::holding(transaction, old)?.ok_or(StoreError::NotFound { noun: "ticket" })?;
    let one = group.distributions.iter().find(|one| one.id == old).ok_or(StoreError::NotFound { noun: "ticket" })?;
    let number = group.distributions.iter().map(|one| one.number).max().unwrap_or(0) + 1;
    let new = NewDistribution {
        ticket: one.ticket,
        ticket_number: one.ticket_number.clone(),
        code_hash: one.code_hash.clone(),
        valid_until: one.valid_until,
    };
    let id = DistributionId(new_id());
    ticket_group::add(transaction, group.id, &ticket_group::fresh(id, number, new, at))?;
    move_all(transaction, &[old], one.status.taking_back(false), at, new_id)?;
    ticket_group::set_replaced(transaction, old, id)?;
    tell(transaction, &group, Some(id), EventKind::TicketDistributionAdded, at, new_id)?;
    Ok(id)
}
