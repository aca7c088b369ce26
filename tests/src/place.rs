//! A place for files that is gone when the test is over.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// What a desk leaves in its folder. The ends in `-wal` and `-shm` are there while a file is open.
const KNOWN: [&str; 8] = [
    "catalog.db",
    "ledger.db",
    "ledger.mail",
    "ledger.run",
    "ledger.spool",
    "ledger.variants",
    "ledger.wire",
    "pictures",
];

/// A folder with `data` for the desk and `secrets` for its keys, closed to everybody else.
#[derive(Debug)]
pub struct Place(TempDir);

impl Place {
    /// A fresh place.
    pub fn fresh() -> Self {
        let place = Self(TempDir::new().expect("a folder"));
        for name in ["data", "secrets"] {
            fs::create_dir(place.path(name)).expect("a folder in our own");
            chmod(&place.path(name), 0o700);
        }
        place
    }

    /// The same files in a place of their own, to be harmed there.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = Self::fresh();
        for folder in ["data", "secrets"] {
            for entry in fs::read_dir(self.path(folder)).expect("a folder of ours") {
                let file = entry.expect("an entry");
                // Pictures lie in a folder of their own; a sale needs none.
                if file.file_type().expect("an entry").is_file() {
                    fs::copy(file.path(), copy.path(folder).join(file.file_name())).expect("a file of ours");
                }
            }
        }
        copy
    }

    /// A path below it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The folder of both databases.
    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// The folder of keys.
    pub fn secrets(&self) -> PathBuf {
        self.path("secrets")
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("a file in our own folder");
        path
    }

    /// Puts both keys into the folder of keys.
    pub fn keep_keys(&self, api_key: &str, private_key: &str) {
        for (name, text) in [("tiqets-api-key", api_key), ("tiqets-private-key.pem", private_key)] {
            chmod(&self.file(&format!("secrets/{name}"), text), 0o600);
        }
    }

    /// Puts the mail server's password into the folder of keys.
    pub fn keep_mail_password(&self, password: &str) {
        chmod(&self.file("secrets/mail-password", password), 0o600);
    }

    /// Files in the desk's folder that nobody asked for.
    pub fn leftovers(&self) -> Vec<String> {
        let entries = fs::read_dir(self.data()).expect("the desk's folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let known = |name: &str| KNOWN.contains(&name.trim_end_matches("-wal").trim_end_matches("-shm"));
        names.filter(|name| !known(name)).collect()
    }
}

/// Sets the rights of a file or folder.
pub(crate) fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("a file of our own");
}
