use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{SecretBytes, SecretKind, SecretName, Vault, VaultError, VaultState};

/// No key is this large; a file that is was named by mistake.
const MOST: u64 = 64 * 1024;

/// A folder of secrets for servers without a keyring: `tiqets-api-key`, `tiqets-private-key.pem`, `mail-password`, `broker-password`. Only ever read, and
/// only when nobody but its owner has any right on the folder and the file.
#[derive(Debug, Clone)]
pub struct FolderVault {
    folder: PathBuf,
}

impl FolderVault {
    /// A vault over this folder, which is looked at afresh on every use.
    ///
    /// # Errors
    /// The folder is missing, or others have rights on it.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, VaultError> {
        let vault = Self { folder: folder.into() };
        vault.check_folder()?;
        Ok(vault)
    }

    fn check_folder(&self) -> Result<(), VaultError> {
        let path = &self.folder;
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => check_rights(path, &meta, "700"),
            Ok(_) => Err(VaultError::NoFolder { path: path.clone() }),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(VaultError::NoFolder { path: path.clone() }),
            Err(error) => Err(unreadable(path, &error)),
        }
    }

    fn read_only(&self, name: SecretName) -> VaultError {
        VaultError::ReadOnly { folder: self.folder.clone(), name }
    }
}

impl Vault for FolderVault {
    fn get(&self, name: &SecretName) -> Result<Option<SecretBytes>, VaultError> {
        self.check_folder()?;
        let path = self.folder.join(name.file());
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(&path, &error)),
        };
        // Asked of the open file, so that what was checked is what is read.
        let meta = file.metadata().map_err(|error| unreadable(&path, &error))?;
        check_rights(&path, &meta, "600")?;
        if meta.len() > MOST {
            return Err(VaultError::NotAKey { path, what: "larger than any key" });
        }
        read_key(file, name.kind, &path).map(Some)
    }

    fn set(&self, name: &SecretName, _: &SecretBytes) -> Result<(), VaultError> {
        Err(self.read_only(*name))
    }

    fn remove(&self, name: &SecretName) -> Result<bool, VaultError> {
        Err(self.read_only(*name))
    }

    fn probe(&self) -> VaultState {
        self.check_folder().map(|()| VaultState::ReadOnly).into()
    }
}

fn read_key(file: File, kind: SecretKind, path: &Path) -> Result<SecretBytes, VaultError> {
    // Room for all of it at once: a vector that grows leaves unwiped copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(MOST).unwrap_or_default() + 1));
    file.take(MOST).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    let key = match kind {
        SecretKind::ApiKey => bytes.trim_ascii_end(),
        // A password may end in blanks; only the end of its line is the editor's.
        SecretKind::Password => {
            let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
            line.strip_suffix(b"\r").unwrap_or(line)
        }
        SecretKind::PrivateKey => bytes.as_slice(),
    };
    if key.trim_ascii().is_empty() {
        return Err(VaultError::NotAKey { path: path.to_owned(), what: "empty" });
    }
    Ok(SecretBytes::new(key.to_vec()))
}

fn unreadable(path: &Path, error: &io::Error) -> VaultError {
    VaultError::Unreadable { path: path.to_owned(), reason: error.to_string() }
}

/// Every right of the group and of everybody else.
#[cfg(unix)]
const OF_OTHERS: u32 = 0o077;

#[cfg(unix)]
fn check_rights(path: &Path, meta: &Metadata, mode: &str) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;
    if meta.permissions().mode() & OF_OTHERS == 0 {
        return Ok(());
    }
    Err(VaultError::TooOpen { path: path.to_owned(), mend: format!("chmod {mode} {}", shell_word(path)) })
}

#[cfg(not(unix))]
fn check_rights(path: &Path, _: &Metadata, _: &str) -> Result<(), VaultError> {
    Err(VaultError::Unguarded { path: path.to_owned() })
}

/// The path as one word of a shell command, so that the line we give can be pasted as it is.
#[cfg(unix)]
fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-+@".contains(&byte)) {
        return text;
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
