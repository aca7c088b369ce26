//! Processes that never outlive us.

use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Runs a command in a process group of its own until standard input closes, then ends the group. The pipe closes
/// however we end, so that not even a killed test leaves anything behind.
const GUARD: &str = r#"trap : TERM; "$@" </dev/null & read -r _; kill -s TERM 0; wait; kill -s KILL 0"#;

/// A command and everything it started.
#[derive(Debug)]
pub(super) struct Kept {
    guard: Child,
    pipe: Option<ChildStdin>,
}

impl Kept {
    /// Starts a command in the surroundings of another, with its standard output to read.
    pub(super) fn start(line: &[&str], surroundings: impl FnOnce(&mut Command)) -> (Self, Option<ChildStdout>) {
        use std::os::unix::process::CommandExt as _;
        let mut command = Command::new("sh");
        command.args(["-c", GUARD, "sh"]).args(line).stdin(Stdio::piped()).process_group(0);
        surroundings(&mut command);
        let mut guard = command.spawn().unwrap_or_else(|error| panic!("{line:?}: {error}"));
        let (pipe, out) = (guard.stdin.take(), guard.stdout.take());
        (Self { guard, pipe }, out)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.pipe.take());
        let _ = self.guard.wait();
    }
}

/// Fails, naming how to install it, when a program is missing.
pub(super) fn needs(program: &str, package: &str) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there = std::env::split_paths(&path).any(|folder: std::path::PathBuf| is_program(&folder.join(program)));
    assert!(there, "{program} is missing: apt-get install -y --no-install-recommends {package}");
}

fn is_program(path: &Path) -> bool {
    path.is_file()
}
