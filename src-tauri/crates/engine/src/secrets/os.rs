use keyring_core::Entry;
#[cfg(any(target_os = "macos", target_os = "windows"))]
use keyring_core::api::CredentialStoreApi;

use super::{Backend, VaultError};

/// The keyring that comes with the operating system, opened afresh for every call: one that was started, restarted or
/// unlocked meanwhile is found, at the price of a few milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct OsKeyring;

#[cfg(any(target_os = "linux", target_os = "freebsd"))]
impl Backend for OsKeyring {
    fn entry(&self, service: &str, user: &str, label: &str) -> Result<Entry, VaultError> {
        super::secret_service::entry(service, user, label)
    }
}

#[cfg(target_os = "macos")]
impl Backend for OsKeyring {
    fn entry(&self, service: &str, user: &str, _: &str) -> Result<Entry, VaultError> {
        let store = apple_native_keyring_store::keychain::Store::new().map_err(absent)?;
        store.build(service, user, None).map_err(absent)
    }
}

#[cfg(target_os = "windows")]
impl Backend for OsKeyring {
    fn entry(&self, service: &str, user: &str, _: &str) -> Result<Entry, VaultError> {
        let store = windows_native_keyring_store::Store::new().map_err(absent)?;
        store.build(service, user, None).map_err(absent)
    }

    /// `CRED_MAX_CREDENTIAL_BLOB_SIZE`: a 4096-bit key fits as DER, not as PEM.
    fn limit(&self) -> Option<usize> {
        Some(2560)
    }
}

#[cfg(any(target_os = "macos", target_os = "windows"))]
fn absent(error: keyring_core::Error) -> VaultError {
    VaultError::Absent { reason: error.to_string() }
}
