//! A desktop session of one's own, with a real keyring in it.

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use tempfile::TempDir;

const INSIDE: &str = "COUNTERFOIL_TEST_SESSION";
/// Opens the keyring of a session, and then runs what follows.
pub(crate) const UNLOCKED: &str =
    "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"";
const INSTALL: &str = "apt-get install -y --no-install-recommends dbus gnome-keyring";

/// Runs the calling test, named with its module, once more inside a fresh session whose keyring is open. Answers true
/// when this is that inner run; else false, after it has passed.
pub fn in_session(test: &str) -> bool {
    if env::var_os(INSIDE).is_some() {
        return true;
    }
    let place = TempDir::new().expect("a folder");
    for folder in ["run", "data"] {
        fs::create_dir(place.path().join(folder)).expect("a folder");
        fs::set_permissions(place.path().join(folder), Permissions::from_mode(0o700)).expect("our own folder");
    }
    let path = env::var_os("PATH").unwrap_or_default();
    for needed in ["dbus-run-session", "gnome-keyring-daemon"] {
        let there = env::split_paths(&path).any(|folder| folder.join(needed).is_file());
        assert!(there, "{needed} is missing: {INSTALL}");
    }
    let answer = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", UNLOCKED, "sh"])
        .arg(env::current_exe().expect("this test"))
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "1")
        .env("XDG_RUNTIME_DIR", place.path().join("run"))
        .env("XDG_DATA_HOME", place.path().join("data"))
        .env("HOME", place.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("GNOME_KEYRING_CONTROL")
        .output()
        .expect("a session");
    let (told, said) = (String::from_utf8_lossy(&answer.stdout), String::from_utf8_lossy(&answer.stderr));
    assert!(answer.status.success() && told.contains("1 passed"), "the session of {test}:\n{told}\n{said}");
    false
}
