use std::sync::Arc;
use std::time::Duration;

use keyring_core::{Entry, Error};

use super::worker::Worker;
use super::{OsKeyring, SecretBytes, SecretName, Vault, VaultError, VaultState};

/// The service under which the keyring lists our entries.
pub const SERVICE: &str = "counterfoil";

/// The keyring behind a [`KeyringVault`]. Called only on the vault's own thread, where it may block.
pub trait Backend: Send + Sync + 'static {
    /// A handle on an entry of a keyring that is there and open; the entry itself need not exist yet.
    ///
    /// # Errors
    /// [`VaultError::Absent`], [`VaultError::Locked`] or what the keyring said. Must not ask the person anything.
    fn entry(&self, service: &str, user: &str, label: &str) -> Result<Entry, VaultError>;

    /// The most bytes an entry holds, where there is such a limit.
    fn limit(&self) -> Option<usize> {
        None
    }
}

/// The computer's own keyring: Secret Service, Keychain or Credential Manager.
pub struct KeyringVault {
    backend: Arc<dyn Backend>,
    service: String,
    worker: Worker,
}

impl KeyringVault {
    /// The system's keyring. `scope` tells data folders apart, so that two profiles never share a key; the empty scope
    /// is the default profile. `patience` bounds every call.
    ///
    /// # Errors
    /// Only when no thread can be started: a keyring that is missing or locked shows when it is asked.
    pub fn open(scope: &str, patience: Duration) -> Result<Self, VaultError> {
        Self::over(OsKeyring, scope, patience)
    }

    /// The same over another backend.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn over(backend: impl Backend, scope: &str, patience: Duration) -> Result<Self, VaultError> {
        let service = if scope.is_empty() { SERVICE.to_owned() } else { format!("{SERVICE}/{scope}") };
        Ok(Self { backend: Arc::new(backend), service, worker: Worker::start(patience)? })
    }

    /// Runs one step on the thread, with the entry of that name.
    fn with_entry<T: Send + 'static>(
        &self,
        name: SecretName,
        step: impl FnOnce(&Entry) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (backend, service) = (Arc::clone(&self.backend), self.service.clone());
        self.worker.ask(move || {
            let label = format!("Counterfoil: {}", name.title());
            step(&backend.entry(&service, &name.to_string(), &label)?)
        })
    }
}

impl Vault for KeyringVault {
    fn get(&self, name: &SecretName) -> Result<Option<SecretBytes>, VaultError> {
        let name = *name;
        self.with_entry(name, move |entry| read(entry, name))
    }

    fn set(&self, name: &SecretName, secret: &SecretBytes) -> Result<(), VaultError> {
        let (name, secret) = (*name, secret.clone());
        if let Some(limit) = self.backend.limit().filter(|&limit| secret.expose().len() > limit) {
            return Err(VaultError::TooLarge { name, limit });
        }
        self.with_entry(name, move |entry| {
            entry.set_secret(secret.expose()).map_err(|error| refusal(error, name))?;
            // Some keyrings hold text only and mangle anything else without a word.
            if read(entry, name)?.is_none_or(|kept| kept.expose() != secret.expose()) {
                delete(entry, name)?;
                return Err(VaultError::NotKept { name });
            }
            Ok(())
        })
    }

    fn remove(&self, name: &SecretName) -> Result<bool, VaultError> {
        let name = *name;
        self.with_entry(name, move |entry| delete(entry, name))
    }

    fn probe(&self) -> VaultState {
        let (backend, service) = (Arc::clone(&self.backend), self.service.clone());
        let asked = self.worker.ask(move || backend.entry(&service, "probe", SERVICE).map(drop));
        asked.map(|()| VaultState::Ready).into()
    }
}

impl std::fmt::Debug for KeyringVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyringVault").field("service", &self.service).finish_non_exhaustive()
    }
}

fn read(entry: &Entry, name: SecretName) -> Result<Option<SecretBytes>, VaultError> {
    match entry.get_secret() {
        Ok(bytes) => Ok(Some(SecretBytes::new(bytes))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(refusal(error, name)),
    }
}

fn delete(entry: &Entry, name: SecretName) -> Result<bool, VaultError> {
    match entry.delete_credential() {
        Ok(()) => Ok(true),
        Err(Error::NoEntry) => Ok(false),
        Err(error) => Err(refusal(error, name)),
    }
}

/// What a keyring's error means to a caller. Its own text is kept only where it cannot hold the secret.
fn refusal(error: Error, name: SecretName) -> VaultError {
    match error {
        // On Windows this is a sign-in without a credential store; elsewhere a closed keyring or a dismissed prompt.
        Error::NoStorageAccess(cause) if cfg!(windows) => VaultError::Absent { reason: cause.to_string() },
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::TooLong(_, limit) => VaultError::TooLarge { name, limit: usize::try_from(limit).unwrap_or(usize::MAX) },
        Error::Ambiguous(_) => VaultError::Ambiguous { name },
        Error::PlatformFailure(cause) => VaultError::Refused { reason: cause.to_string() },
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            VaultError::Refused { reason: "the entry is not in a form it can read".to_owned() }
        }
        other => VaultError::Refused { reason: other.to_string() },
    }
}
