use std::path::PathBuf;
use std::time::Duration;

use super::SecretName;

/// Why a vault did not do what was asked. Each reads as a sentence and the next step; none carries a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// There is no keyring to speak to.
    #[error(
        "This session has no keyring ({reason}). Sign in to a desktop that has one, install one, or on a server pass a \
         folder with --secrets DIR."
    )]
    Absent {
        /// What the system answered.
        reason: String,
    },
    /// The keyring is there, and closed; or none was ever set up for this person.
    #[error(
        "The keyring is locked, or was never set up for this person. Unlock it in the system's password manager, or \
         sign out and in again, then try again."
    )]
    Locked,
    /// The keyring did not answer in time; what was asked may still happen.
    #[error(
        "The keyring did not answer within {} seconds. Look for a window that asks for its password, answer it, then \
         try again.", .after.as_secs_f32()
    )]
    TimedOut {
        /// How long the vault waits.
        after: Duration,
    },
    /// The keyring said no.
    #[error("The keyring refused ({reason}). Look at the entry in the system's password manager, then try again.")]
    Refused {
        /// What it said.
        reason: String,
    },
    /// More than the keyring holds in one entry.
    #[error(
        "The {} is too large for this keyring, which holds {limit} bytes. Store it in DER form \
         (openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out key.der), or use a smaller key.", .name.title()
    )]
    TooLarge {
        /// Which secret.
        name: SecretName,
        /// The most bytes an entry can have.
        limit: usize,
    },
    /// What came back after storing was not what had been stored.
    #[error(
        "The keyring did not keep the {} as it was given; it was removed again. This keyring may hold text only: \
         store the key in PEM form.", .name.title()
    )]
    NotKept {
        /// Which secret.
        name: SecretName,
    },
    /// Several entries answer to one name.
    #[error("The keyring holds several entries for the {}. Remove the {}, then store it again.", .name.title(), .name.kind.title())]
    Ambiguous {
        /// Which secret.
        name: SecretName,
    },
    /// A folder of secrets is only ever read.
    #[error("Secrets come from the folder {} and are only read. Put the new key into the file {} yourself.", .folder.display(), .name.file())]
    ReadOnly {
        /// The folder.
        folder: PathBuf,
        /// Which secret was to be changed.
        name: SecretName,
    },
    /// Others on this computer have rights on the folder or file.
    #[error("Other people on this computer have rights on {}, so it was not used. Take them away: {mend}", .path.display())]
    TooOpen {
        /// The folder or file.
        path: PathBuf,
        /// The command that closes it.
        mend: String,
    },
    /// The folder of secrets is not there, or no folder.
    #[error("There is no folder {} to read secrets from. Create it: install -d -m 700 {}", .path.display(), .path.display())]
    NoFolder {
        /// What was given.
        path: PathBuf,
    },
    /// The folder or file could not be read.
    #[error("{} could not be read ({reason}). Check who owns it and that the disk is there.", .path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The file has no secret in it, or far too much.
    #[error("{} does not hold a key: it is {what}. Write the key into it and try again.", .path.display())]
    NotAKey {
        /// The file.
        path: PathBuf,
        /// "empty" or "larger than …".
        what: &'static str,
    },
    /// This system cannot say who may read a file.
    #[error("This system cannot say who else may read {}, so it was not used. Use the system's keyring instead.", .path.display())]
    Unguarded {
        /// The folder.
        path: PathBuf,
    },
}
