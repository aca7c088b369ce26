//! Secrets: where a supplier's API key and private key, and the mail server's password, rest between two starts.
//!
//! Owns the [`Vault`] and its three places: the computer's own keyring, a read-only folder for servers, and memory for
//! training and tests. The only room that names the keyring crates.
//! A vault is synchronous and may wait as long as its patience allows; the caller keeps it off the async threads.
//! A secret leaves as [`SecretBytes`]: wiped when dropped, a mark when printed, never part of an error.

mod bytes;
mod error;
mod folder;
mod keyring;
mod memory;
mod name;
mod os;
mod scope;
#[cfg(any(target_os = "linux", target_os = "freebsd"))]
mod secret_service;
mod worker;

pub use bytes::SecretBytes;
pub use error::VaultError;
pub use folder::FolderVault;
pub use keyring::{Backend, KeyringVault, SERVICE};
pub use memory::MemoryVault;
pub use name::{SecretKind, SecretName, SecretOwner};
pub use os::OsKeyring;
pub use scope::scope_of;
pub use worker::DEFAULT_PATIENCE;

/// A place that keeps secrets.
pub trait Vault: Send + Sync {
    /// The secret of that name, or `None` when none was stored.
    ///
    /// # Errors
    /// The place could not be asked; never because the secret is not there.
    fn get(&self, name: &SecretName) -> Result<Option<SecretBytes>, VaultError>;

    /// Stores a secret; an older one of the same name is gone afterwards.
    ///
    /// # Errors
    /// The place refused. After [`VaultError::TimedOut`] it may hold the old secret or the new one.
    fn set(&self, name: &SecretName, secret: &SecretBytes) -> Result<(), VaultError>;

    /// Removes a secret; `false` when there was none.
    ///
    /// # Errors
    /// The place refused.
    fn remove(&self, name: &SecretName) -> Result<bool, VaultError>;

    /// Whether the place can be used now, for a screen to show. Reads no secret and never asks the person anything.
    fn probe(&self) -> VaultState;
}

/// How a vault stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultState {
    /// Secrets can be read and stored.
    Ready,
    /// Secrets can be read; whoever runs this computer stores them.
    ReadOnly,
    /// Not usable now. [`VaultError::Absent`], [`VaultError::Locked`] and [`VaultError::TimedOut`] are the states of a
    /// keyring that a person can mend.
    Unusable(VaultError),
}

impl From<Result<Self, VaultError>> for VaultState {
    fn from(asked: Result<Self, VaultError>) -> Self {
        asked.unwrap_or_else(Self::Unusable)
    }
}
