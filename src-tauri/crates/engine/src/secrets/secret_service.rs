//! The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC), in the form `keyring-core` gives a keyring.
//!
//! The ready-made store for it opens its session in the first message of a new connection, which ends GNOME Keyring 42
//! to 50 now and then (four times in ten thousand under load) and leaves the person with a locked keyring. It also cannot
//! say "locked": reading finds nothing, writing waits for a prompt. So: first ask for the default collection and whether
//! it is open, and open a session only on a connection that has been answered once.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use keyring_core::api::CredentialApi;
use keyring_core::{Credential, Entry, Error, Result};
use secret_service::EncryptionType;
use secret_service::blocking::{Collection, SecretService};
use zbus::blocking::Connection;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};

use super::VaultError;

const BUS_NAME: &str = "org.freedesktop.secrets";

/// An entry of the default collection, which is there and open.
pub(super) fn entry(service: &str, user: &str, label: &str) -> std::result::Result<Entry, VaultError> {
    let bus = Connection::session().map_err(absent)?;
    let collection: OwnedObjectPath = bus
        .call_method(
            Some(BUS_NAME),
            "/org/freedesktop/secrets",
            Some("org.freedesktop.Secret.Service"),
            "ReadAlias",
            &("default",),
        )
        .and_then(|answer| answer.body().deserialize())
        .map_err(absent)?;
    // "/": no default collection was ever made, and only a prompt could make one.
    if collection.as_str() == "/" || is_locked(&bus, &collection).map_err(refused)? {
        return Err(VaultError::Locked);
    }
    let keyring = SecretService::connect_with_existing(EncryptionType::Dh, bus).map_err(refused)?;
    Ok(Entry::new_with_credential(Arc::new(ServiceEntry {
        keyring,
        service: service.to_owned(),
        user: user.to_owned(),
        label: label.to_owned(),
    })))
}

fn is_locked(bus: &Connection, collection: &OwnedObjectPath) -> zbus::Result<bool> {
    let answer = bus.call_method(
        Some(BUS_NAME),
        collection,
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &("org.freedesktop.Secret.Collection", "Locked"),
    )?;
    Ok(answer.body().deserialize::<OwnedValue>()?.try_into()?)
}

fn absent(error: zbus::Error) -> VaultError {
    VaultError::Absent { reason: error.to_string() }
}

fn refused(error: impl fmt::Display) -> VaultError {
    VaultError::Refused { reason: error.to_string() }
}

/// One of our entries, found by its two attributes.
struct ServiceEntry {
    keyring: SecretService<'static>,
    service: String,
    user: String,
    label: String,
}

impl ServiceEntry {
    fn attributes(&self) -> HashMap<&str, &str> {
        HashMap::from([("service", self.service.as_str()), ("username", self.user.as_str())])
    }

    fn collection(&self) -> Result<Collection<'_>> {
        self.keyring.get_default_collection().map_err(refusal)
    }
}

impl CredentialApi for ServiceEntry {
    fn set_secret(&self, secret: &[u8]) -> Result<()> {
        let collection = self.collection()?;
        // The flag: an item with the same attributes is replaced.
        collection
            .create_item(&self.label, self.attributes(), secret, true, "application/octet-stream")
            .map(drop)
            .map_err(refusal)
    }

    fn get_secret(&self) -> Result<Vec<u8>> {
        let collection = self.collection()?;
        let items = collection.search_items(self.attributes()).map_err(refusal)?;
        match items.as_slice() {
            [] => Err(Error::NoEntry),
            [item] => item.get_secret().map_err(refusal),
            _ => Err(Error::Ambiguous(Vec::new())),
        }
    }

    /// Removes every item of that name, so that removing also mends a name that several answer to.
    fn delete_credential(&self) -> Result<()> {
        let collection = self.collection()?;
        let items = collection.search_items(self.attributes()).map_err(refusal)?;
        if items.is_empty() {
            return Err(Error::NoEntry);
        }
        items.iter().try_for_each(|item| item.delete().map_err(refusal))
    }

    fn get_credential(&self) -> Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        Some((self.service.clone(), self.user.clone()))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn debug_fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceEntry({}, {})", self.service, self.user)
    }
}

fn refusal(error: secret_service::Error) -> Error {
    use secret_service::Error as Cause;
    match error {
        // Closed between our look and the call, or a prompt was dismissed.
        Cause::Locked | Cause::NoResult | Cause::Prompt => Error::NoStorageAccess(Box::new(error)),
        other => Error::PlatformFailure(Box::new(other)),
    }
}
