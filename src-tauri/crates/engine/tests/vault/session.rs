//! A real keyring: each test runs itself again inside a session bus of its own, with folders of its own.

use std::collections::HashMap;
use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use counterfoil_engine::secrets::{DEFAULT_PATIENCE, KeyringVault, Vault, VaultError, VaultState};
use secret_service::EncryptionType;
use secret_service::blocking::SecretService;
use tempfile::TempDir;
use zbus::blocking::Connection;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use super::{API_KEY, PRIVATE_KEY, keeps_its_promise, read};

const INSIDE: &str = "COUNTERFOIL_TEST_SESSION";
const UNLOCKED: &str = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"";
/// Without a line that starts it, the bus starts the keyring on first use, as at any desk: closed.
const ON_DEMAND: &str = "exec \"$@\"";

/// Runs the calling test once more inside a fresh session for each of the scripts, which share one data folder. Answers
/// the number of the session when this is the inner run, else `None` after all have passed.
fn session(test: &str, scripts: &[&str]) -> Option<usize> {
    if let Ok(number) = env::var(INSIDE) {
        return Some(number.parse().expect("a number"));
    }
    let place = TempDir::new().expect("a folder");
    for folder in ["run", "data"] {
        fs::create_dir(place.path().join(folder)).expect("a folder");
        fs::set_permissions(place.path().join(folder), Permissions::from_mode(0o700)).expect("our own folder");
    }
    for (number, script) in scripts.iter().enumerate() {
        let answer = Command::new(tool("dbus-run-session"))
            .args(["--", "sh", "-c", script, "sh"])
            .arg(env::current_exe().expect("this test"))
            .args(["--exact", &format!("session::{test}"), "--nocapture"])
            .env(INSIDE, number.to_string())
            .env("XDG_RUNTIME_DIR", place.path().join("run"))
            .env("XDG_DATA_HOME", place.path().join("data"))
            .env("HOME", place.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("GNOME_KEYRING_CONTROL")
            .output()
            .expect("a session");
        let told = String::from_utf8_lossy(&answer.stdout);
        assert!(
            answer.status.success() && told.contains("1 passed"),
            "session {number} of {test}:\n{told}\n{}",
            String::from_utf8_lossy(&answer.stderr)
        );
    }
    None
}

/// A program these tests cannot do without.
fn tool(name: &str) -> &str {
    for needed in [name, "gnome-keyring-daemon"] {
        let path = env::var_os("PATH").unwrap_or_default();
        assert!(
            env::split_paths(&path).any(|folder| folder.join(needed).is_file()),
            "{needed} is missing: apt-get install -y --no-install-recommends dbus gnome-keyring"
        );
    }
    name
}

fn vault() -> KeyringVault {
    KeyringVault::open("", DEFAULT_PATIENCE).expect("a thread")
}

#[test]
fn an_open_keyring_keeps_its_promise() {
    let Some(_) = session("an_open_keyring_keeps_its_promise", &[UNLOCKED]) else { return };
    keeps_its_promise(&vault());

    let other = KeyringVault::open("other-desk", DEFAULT_PATIENCE).expect("a thread");
    keeps_its_promise(&other);
    other.set(&API_KEY, &"theirs".into()).expect("stored");
    assert_eq!(read(&vault(), API_KEY), None, "another profile's key");
}

#[test]
fn two_entries_of_one_name_are_told_and_mended_by_removing() {
    let Some(_) = session("two_entries_of_one_name_are_told_and_mended_by_removing", &[UNLOCKED]) else { return };
    let vault = vault();
    vault.set(&API_KEY, &"ours".into()).expect("stored");
    let bus = SecretService::connect(EncryptionType::Dh).expect("a keyring");
    let collection = bus.get_default_collection().expect("its collection");
    let theirs = HashMap::from([("service", "counterfoil"), ("username", "tiqets/api-key"), ("from", "elsewhere")]);
    collection.create_item("from elsewhere", theirs, b"theirs", false, "text/plain").expect("stored");
    assert_eq!(vault.get(&API_KEY).expect_err("whose?"), VaultError::Ambiguous { name: API_KEY });
    assert_eq!(vault.remove(&API_KEY), Ok(true));
    assert_eq!(read(&vault, API_KEY), None);
    keeps_its_promise(&vault);
}

#[test]
fn keys_outlive_the_session_and_a_closed_keyring_is_locked_not_empty() {
    const TEST: &str = "keys_outlive_the_session_and_a_closed_keyring_is_locked_not_empty";
    let Some(number) = session(TEST, &[UNLOCKED, ON_DEMAND, UNLOCKED]) else { return };
    let vault = vault();
    match number {
        0 => vault.set(&API_KEY, &"kept".into()).expect("stored"),
        1 => {
            assert_eq!(vault.probe(), VaultState::Unusable(VaultError::Locked));
            assert_eq!(vault.get(&API_KEY).expect_err("closed"), VaultError::Locked);
            assert_eq!(vault.get(&PRIVATE_KEY).expect_err("closed"), VaultError::Locked, "whether it is there or not");
            assert_eq!(vault.set(&API_KEY, &"new".into()), Err(VaultError::Locked));
            assert_eq!(vault.remove(&API_KEY), Err(VaultError::Locked));
        }
        _ => assert_eq!(read(&vault, API_KEY).as_deref(), Some(&b"kept"[..])),
    }
}

#[test]
fn a_keyring_locked_under_our_hands_is_locked_until_opened() {
    let Some(_) = session("a_keyring_locked_under_our_hands_is_locked_until_opened", &[UNLOCKED]) else { return };
    let vault = vault();
    vault.set(&API_KEY, &"kept".into()).expect("stored");

    let service = SecretService::connect(EncryptionType::Plain).expect("a keyring");
    service.get_default_collection().expect("its collection").lock().expect("locked");
    assert_eq!(vault.get(&API_KEY).expect_err("closed"), VaultError::Locked);
    assert_eq!(vault.set(&API_KEY, &"new".into()), Err(VaultError::Locked));

    unlock();
    assert_eq!(read(&vault, API_KEY).as_deref(), Some(&b"kept"[..]), "the same vault, once opened");
}

/// Opens the default collection with its password, as the system's password manager does.
fn unlock() {
    let bus = Connection::session().expect("a bus");
    let call = (Some("org.freedesktop.secrets"), "/org/freedesktop/secrets");
    let service = Some("org.freedesktop.Secret.Service");
    let alias = bus.call_method(call.0, call.1, service, "ReadAlias", &("default",)).expect("a keyring");
    let collection: OwnedObjectPath = alias.body().deserialize().expect("a path");
    let opened =
        bus.call_method(call.0, call.1, service, "OpenSession", &("plain", Value::from(""))).expect("a session");
    let (_, session): (OwnedValue, OwnedObjectPath) = opened.body().deserialize().expect("a session's path");
    let password = (&session, Vec::<u8>::new(), b"pw".to_vec(), "text/plain");
    let inner = Some("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface");
    bus.call_method(call.0, call.1, inner, "UnlockWithMasterPassword", &(&collection, password)).expect("unlocked");
}

#[test]
fn a_person_who_never_had_a_keyring_is_told_so() {
    let Some(_) = session("a_person_who_never_had_a_keyring_is_told_so", &[ON_DEMAND]) else { return };
    assert_eq!(vault().probe(), VaultState::Unusable(VaultError::Locked));
    assert!(VaultError::Locked.to_string().contains("never set up"));
}

#[test]
fn without_a_bus_the_keyring_is_absent() {
    const NO_BUS: &str = "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus exec \"$@\"";
    let Some(_) = session("without_a_bus_the_keyring_is_absent", &[NO_BUS]) else { return };
    let vault = vault();
    assert!(matches!(vault.probe(), VaultState::Unusable(VaultError::Absent { .. })), "{:?}", vault.probe());
    assert!(matches!(vault.get(&API_KEY), Err(VaultError::Absent { .. })));
    let refused = vault.set(&API_KEY, &"new".into()).expect_err("absent");
    assert!(refused.to_string().contains("--secrets DIR"), "{refused}");
}

#[test]
fn asking_again_and_again_leaves_no_thread_behind() {
    let Some(_) = session("asking_again_and_again_leaves_no_thread_behind", &[UNLOCKED]) else { return };
    let threads = || fs::read_dir("/proc/self/task").expect("our threads").count();
    let vault = vault();
    vault.set(&API_KEY, &"kept".into()).expect("stored");
    let before = threads();
    for _ in 0..50 {
        assert!(read(&vault, API_KEY).is_some());
    }
    // A connection's thread may still be on its way out; fifty of them would be a leak.
    assert!(threads() < before + 10, "{before} threads before, {} after", threads());
}
