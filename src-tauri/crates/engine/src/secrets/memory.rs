use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{SecretBytes, SecretName, Vault, VaultError, VaultState};

/// A vault that forgets: training's throw-away keys, and tests.
#[derive(Debug, Default)]
pub struct MemoryVault {
    kept: Mutex<HashMap<SecretName, SecretBytes>>,
}

impl MemoryVault {
    /// An empty vault.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same vault, holding one secret more.
    pub fn with(self, name: SecretName, secret: SecretBytes) -> Self {
        self.kept().insert(name, secret);
        self
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<SecretName, SecretBytes>> {
        // Every change is one insert or remove: a map left by a panic elsewhere is whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Vault for MemoryVault {
    fn get(&self, name: &SecretName) -> Result<Option<SecretBytes>, VaultError> {
        Ok(self.kept().get(name).cloned())
    }

    fn set(&self, name: &SecretName, secret: &SecretBytes) -> Result<(), VaultError> {
        self.kept().insert(*name, secret.clone());
        Ok(())
    }

    fn remove(&self, name: &SecretName) -> Result<bool, VaultError> {
        Ok(self.kept().remove(name).is_some())
    }

    fn probe(&self) -> VaultState {
        VaultState::Ready
    }
}
