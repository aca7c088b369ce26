//! An open file: its readers and, unless it can only be read, its writer.

use rusqlite::{Connection, Transaction};

use crate::{
    Result, StoreError,
    open::{self, Place},
    readers::Readers,
    writer::Writer,
};

/// The writer is dropped last, so that its connection is the one that tidies the log away.
#[derive(Debug)]
pub(crate) struct Database {
    readers: Readers,
    writer: Option<Writer>,
    place: Place,
}

impl Database {
    pub(crate) const fn new(readers: Readers, writer: Option<Writer>, place: Place) -> Self {
        Self { readers, writer, place }
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.readers.run(work)
    }

    pub(crate) fn writer(&self) -> Result<&Writer> {
        self.writer.as_ref().ok_or_else(|| StoreError::ReadOnly { path: self.place.path.clone() })
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer()?.run(work)
    }

    pub(crate) const fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn is_read_only(&self) -> bool {
        self.writer.as_ref().is_none_or(Writer::has_failed)
    }
}

impl Database {
    /// Looks for damage in the whole file.
    pub(crate) fn verify(&self) -> Result<()> {
        self.read(|connection| open::look_through(connection, &self.place))
    }

    /// The same, and in indexes and between tables as well.
    pub(crate) fn check(&self) -> Result<()> {
        self.read(|connection| {
            let mut wrong = Vec::new();
            connection.pragma_query(None, "integrity_check", |row| {
                wrong.push(row.get::<_, String>(0)?);
                Ok(())
            })?;
            wrong.retain(|line| line != "ok");
            connection.pragma_query(None, "foreign_key_check", |row| {
                wrong.push(format!("a row of {} names one that is not there", row.get::<_, String>(0)?));
                Ok(())
            })?;
            wrong.into_iter().next().map_or(Ok(()), |first| Err(self.place.damaged(first)))
        })
    }

    /// The `synchronous` setting in force on the connection that writes.
    pub(crate) fn synchronous(&self) -> Result<i64> {
        self.writer()?.with(|connection| Ok(connection.pragma_query_value(None, "synchronous", |row| row.get(0))?))
    }
}
