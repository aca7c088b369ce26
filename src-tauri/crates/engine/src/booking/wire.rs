//! Who is speaking to a supplier, a printer or a mail server right now, over all programs on one ledger.
//!
//! A lock on a file beside the ledger, shared while a call that changes something is on its way. The system lets go of
//! it when a program ends, however it ends: so an order that stands "on the wire" while nobody holds the lock belongs to
//! a program that is gone, and may be looked up.

use std::{
    fs::{File, OpenOptions},
    path::{Path, PathBuf},
};

use crate::{EngineError, Result};

/// The lock of a ledger.
pub(crate) struct Wire {
    path: PathBuf,
}

/// Held while a call is on its way.
pub(crate) struct OnWire {
    _lock: File,
}

impl Wire {
    pub(crate) fn beside(ledger: &Path) -> Self {
        Self::beside_as(ledger, "wire")
    }

    /// A lock of another kind of call: sheets on their way to a printer, mails on theirs to a server.
    pub(crate) fn beside_as(ledger: &Path, kind: &str) -> Self {
        Self { path: ledger.with_extension(kind) }
    }

    /// Says that a call is on its way until the guard is dropped.
    pub(crate) fn enter(&self) -> Result<OnWire> {
        let lock = self.file()?;
        lock.lock_shared().map_err(|source| self.failed(source))?;
        Ok(OnWire { _lock: lock })
    }

    /// Whether no call of any program is on its way.
    pub(crate) fn is_quiet(&self) -> Result<bool> {
        Ok(self.file()?.try_lock().is_ok())
    }

    fn file(&self) -> Result<File> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        options.open(&self.path).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: std::io::Error) -> EngineError {
        EngineError::File { path: self.path.display().to_string(), doing: "locked", source }
    }
}

#[cfg(test)]
mod tests {
    use super::Wire;

    #[test]
    fn it_is_quiet_only_when_nobody_speaks() {
        let folder = tempfile::tempdir().unwrap();
        let wire = Wire::beside(&folder.path().join("ledger.db"));
        assert!(wire.is_quiet().unwrap());
        let (first, second) = (wire.enter().unwrap(), wire.enter().unwrap());
        assert!(!wire.is_quiet().unwrap());
        drop(first);
        assert!(!wire.is_quiet().unwrap());
        drop(second);
        assert!(wire.is_quiet().unwrap());
    }
}
