//! The read-only folder.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use counterfoil_engine::secrets::{FolderVault, Vault, VaultError, VaultState};
use tempfile::TempDir;

use super::{API_KEY, PRIVATE_KEY, read};

const PEM: &str = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n";

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("our own file");
}

fn folder() -> (TempDir, PathBuf) {
    let place = TempDir::new().expect("a folder");
    let folder = place.path().join("secrets");
    fs::create_dir(&folder).expect("a folder");
    chmod(&folder, 0o700);
    for (file, text) in [("tiqets-api-key", "key-of-the-desk\r\n"), ("tiqets-private-key.pem", PEM)] {
        fs::write(folder.join(file), text).expect("written");
        chmod(&folder.join(file), 0o600);
    }
    (place, folder)
}

#[test]
fn reads_both_keys_and_changes_nothing() {
    let (_place, folder) = folder();
    let vault = FolderVault::open(&folder).expect("a closed folder");
    assert_eq!(vault.probe(), VaultState::ReadOnly);
    assert_eq!(read(&vault, API_KEY).as_deref(), Some(&b"key-of-the-desk"[..]), "without its line end");
    assert_eq!(read(&vault, PRIVATE_KEY).as_deref(), Some(PEM.as_bytes()), "to the last byte");

    let refused = vault.set(&API_KEY, &"new".into()).expect_err("read-only");
    assert_eq!(refused, VaultError::ReadOnly { folder: folder.clone(), name: API_KEY });
    assert!(refused.to_string().contains("tiqets-api-key"), "{refused}");
    assert!(matches!(vault.remove(&API_KEY), Err(VaultError::ReadOnly { .. })));
    assert_eq!(read(&vault, API_KEY).as_deref(), Some(&b"key-of-the-desk"[..]));
}

#[test]
fn a_missing_file_is_no_secret_and_a_missing_folder_an_error() {
    let (_place, folder) = folder();
    fs::remove_file(folder.join("tiqets-api-key")).expect("removed");
    assert_eq!(read(&FolderVault::open(&folder).expect("a folder"), API_KEY), None);

    let nowhere = folder.join("nowhere");
    assert_eq!(FolderVault::open(&nowhere).expect_err("not there"), VaultError::NoFolder { path: nowhere });
    let file = folder.join("tiqets-private-key.pem");
    assert_eq!(FolderVault::open(&file).expect_err("a file"), VaultError::NoFolder { path: file });
}

#[test]
fn any_right_of_others_closes_the_door_and_names_the_line_that_mends_it() {
    let (_place, folder) = folder();
    let key = folder.join("tiqets-api-key");
    let vault = FolderVault::open(&folder).expect("a closed folder");
    for bit in [0o040, 0o020, 0o010, 0o004, 0o002, 0o001] {
        chmod(&key, 0o600 | bit);
        let mend = format!("chmod 600 {}", key.display());
        let expected = VaultError::TooOpen { path: key.clone(), mend: mend.clone() };
        let refused = vault.get(&API_KEY).expect_err("others have a right on the file");
        assert_eq!(refused, expected, "bit {bit:o}");
        assert!(refused.to_string().ends_with(&mend), "{refused}");
        chmod(&key, 0o600);

        chmod(&folder, 0o700 | bit);
        let expected = VaultError::TooOpen { path: folder.clone(), mend: format!("chmod 700 {}", folder.display()) };
        assert_eq!(vault.get(&API_KEY).expect_err("others have a right on the folder"), expected, "bit {bit:o}");
        assert_eq!(vault.probe(), VaultState::Unusable(expected.clone()));
        assert_eq!(FolderVault::open(&folder).expect_err("nor opened"), expected);
        chmod(&folder, 0o700);
    }
    assert!(vault.get(&API_KEY).is_ok(), "mended");
}

#[test]
fn the_mending_line_can_be_pasted_whatever_the_folder_is_called() {
    let place = TempDir::new().expect("a folder");
    let folder = place.path().join("the desk's keys");
    fs::create_dir(&folder).expect("a folder");
    chmod(&folder, 0o755);
    let Err(VaultError::TooOpen { mend, .. }) = FolderVault::open(&folder) else { panic!("open to all") };
    let pasted = std::process::Command::new("sh").args(["-c", &mend]).status().expect("a shell");
    assert!(pasted.success(), "{mend}");
    FolderVault::open(&folder).expect("mended by the line itself");
}

#[test]
fn an_empty_or_absurd_file_is_no_key() {
    let (_place, folder) = folder();
    let vault = FolderVault::open(&folder).expect("a closed folder");
    let key = folder.join("tiqets-api-key");
    for (text, what) in [(String::from(" \n"), "empty"), ("x".repeat(64 * 1024 + 1), "larger than any key")] {
        fs::write(&key, text).expect("written");
        let refused = vault.get(&API_KEY).expect_err("no key");
        assert_eq!(refused, VaultError::NotAKey { path: key.clone(), what });
    }
}
