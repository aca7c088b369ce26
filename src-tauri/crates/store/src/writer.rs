//! One writer thread per file. Work queues up in order, each piece in a transaction of its own; a full queue makes the
//! caller wait. Dropping the writer waits for the transaction that is going on.

use std::{
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{SyncSender, sync_channel},
    },
    thread::JoinHandle,
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::{Result, StoreError, open::Place};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// How many pieces of work may wait.
const QUEUE: usize = 32;

#[derive(Debug)]
pub(crate) struct Writer {
    queue: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
    /// Set when the disk failed below a transaction of the ledger: a sync that failed may be reported as done when it
    /// is repeated, so nothing more is promised.
    failed: AtomicBool,
    place: Place,
}

impl Writer {
    pub(crate) fn start(mut connection: Connection, place: &Place) -> Result<Self> {
        let (queue, jobs) = sync_channel::<Job>(QUEUE);
        let thread = std::thread::Builder::new()
            .name(format!("{}-writer", place.kind.word()))
            .spawn(move || {
                for job in jobs {
                    job(&mut connection);
                }
            })
            .map_err(|source| StoreError::file(&place.path, source))?;
        Ok(Self { queue: Some(queue), thread: Some(thread), failed: AtomicBool::new(false), place: place.clone() })
    }

    /// Whether the disk failed under the ledger, so that nothing more is taken.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Acquire)
    }

    /// Does a piece of work in one `BEGIN IMMEDIATE` transaction and waits for its end. An error undoes all of it.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.with(move |connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })
    }

    /// Uses the writer's connection outside a transaction.
    pub(crate) fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.has_failed() {
            return Err(StoreError::ReadOnly { path: self.place.path.clone() });
        }
        let (answer, answered) = sync_channel(1);
        let job: Job = Box::new(move |connection| {
            // Nobody listens any more only when the caller's thread is gone; the work is done all the same.
            let _ = answer.send(work(connection));
        });
        self.queue.as_ref().ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)?;
        let outcome = answered.recv().map_err(|_| StoreError::Closed)?;
        outcome.map_err(|error| {
            if self.place.kind.is_ledger() && error.is_disk_failure() {
                self.failed.store(true, Ordering::Release);
            }
            self.place.sharpen(error)
        })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            // An Err means that the thread panicked; there is nothing left to wait for.
            let _ = thread.join();
        }
    }
}
