//! Whose turn it is to refresh, or to send mails, over all programs on one ledger.
//!
//! A lock on a file beside the ledger. The system lets go of it when a program ends, however it ends: a run that stands as
//! going on, or a mail as being sent, while nobody holds the lock belongs to a program that is gone.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

use crate::{EngineError, Result};

/// Held while the work goes on.
#[derive(Debug)]
pub(crate) struct Turn {
    _lock: File,
}

impl Turn {
    /// Takes the turn of a run; `None` while another run, here or in another program, has it.
    pub(crate) fn take(ledger: &Path) -> Result<Option<Self>> {
        Self::take_for(ledger, "run")
    }

    /// The same for work that goes on beside runs.
    pub(crate) fn take_for(ledger: &Path, work: &str) -> Result<Option<Self>> {
        let path = ledger.with_extension(work);
        let failed = |source| EngineError::File { path: path.display().to_string(), doing: "locked", source };
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _lock: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_free_again_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = folder.path().join("ledger.db");
        let mine = Turn::take(&ledger).unwrap();
        assert!(mine.is_some() && Turn::take(&ledger).unwrap().is_none());
        assert!(Turn::take_for(&ledger, "variants").unwrap().is_some(), "other work is not in the way");
        drop(mine);
        assert!(Turn::take(&ledger).unwrap().is_some());
    }
}
