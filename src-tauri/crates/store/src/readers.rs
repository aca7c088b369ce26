//! A small pool of connections that can only read. Each piece of reading sees one state of the file, whatever is
//! written meanwhile.

use std::sync::{Condvar, Mutex, PoisonError};

use rusqlite::Connection;

use crate::{Result, open::Place};

/// How many may read at once.
pub(crate) const READERS: usize = 4;

#[derive(Debug)]
pub(crate) struct Readers {
    idle: Mutex<Vec<Connection>>,
    freed: Condvar,
    place: Place,
}

/// Gives the connection back when reading ends, however it ends.
struct Lent<'a> {
    connection: Option<Connection>,
    to: &'a Readers,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.to.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            self.to.freed.notify_one();
        }
    }
}

impl Readers {
    pub(crate) fn new(connections: Vec<Connection>, place: &Place) -> Self {
        Self { idle: Mutex::new(connections), freed: Condvar::new(), place: place.clone() }
    }

    fn lend(&self) -> Lent<'_> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = idle.pop() {
                return Lent { connection: Some(connection), to: self };
            }
            idle = self.freed.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Reads in one transaction.
    pub(crate) fn run<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let lent = self.lend();
        let Some(connection) = lent.connection.as_ref() else { return Err(crate::StoreError::Closed) };
        let reading = || {
            let transaction = connection.unchecked_transaction()?;
            let read = work(&transaction)?;
            transaction.commit()?;
            Ok(read)
        };
        reading().map_err(|error| self.place.sharpen(error))
    }
}
