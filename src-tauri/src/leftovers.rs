//! Temporary folders that live as long as the program.

use std::{
    fs::File,
    sync::{Mutex, PoisonError},
};

use tempfile::TempDir;

/// Folders to remove when the program ends: a practice's databases, tickets that were opened in a viewer.
#[derive(Debug, Default)]
pub(crate) struct Leftovers(Mutex<Vec<(TempDir, Option<File>)>>);

impl Leftovers {
    /// Keeps a folder until the end, with the lock that says it is in use.
    pub(crate) fn keep_while_running(&self, folder: TempDir, lock: Option<File>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((folder, lock));
    }

    /// Removes them all.
    pub(crate) fn remove(&self) {
        for (folder, lock) in self.0.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            drop(lock);
            if let Err(error) = folder.close() {
                tracing::warn!(%error, "a temporary folder could not be removed");
            }
        }
    }
}
