//! Programs of the house as child processes, and what they answer.

use std::ffi::OsString;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// The path of a program of the house that was built before the tests: in `COUNTERFOIL_BIN_DIR`, else beside the tests.
pub fn program(name: &str) -> PathBuf {
    let here = std::env::current_exe().expect("this test");
    let target = here.ancestors().nth(if here.parent().is_some_and(|p| p.ends_with("deps")) { 2 } else { 1 });
    let folder = std::env::var_os("COUNTERFOIL_BIN_DIR").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| target.expect("a target folder").to_owned());
    let path = folder.join(name);
    let release = if folder.ends_with("release") { " --release" } else { "" };
    let packages = if name == "counterfoil" { "counterfoil" } else { "counterfoil-cli -p counterfoil-sandbox" };
    let line = format!("cargo build{release} -p {packages} --bins");
    assert!(path.is_file(), "{} is not built. Build it with: {line}", path.display());
    path
}

/// A command line of the desk before it runs.
#[derive(Debug)]
pub struct Program(Command);

impl Program {
    /// A program with arguments, told nothing by the surroundings of the test.
    pub fn new(path: impl AsRef<Path>, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        let mut command = Command::new(path.as_ref());
        command.args(arguments.into_iter().map(Into::into)).env_remove("COUNTERFOIL_LOG");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self(command)
    }

    /// The same with further arguments.
    #[must_use]
    pub fn with(mut self, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        self.0.args(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets a variable of its surroundings.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.0.env(name, value.into());
        self
    }

    /// Begins it.
    pub fn start(mut self) -> Running {
        Running(Some(self.0.spawn().unwrap_or_else(|error| panic!("{:?}: {error}", self.0))))
    }

    /// Runs it to its end with something on its standard input.
    pub fn run_with(mut self, input: &str) -> Answer {
        let mut child = self.0.stdin(Stdio::piped()).spawn().expect("a program of the house");
        let mut pipe = child.stdin.take().expect("its standard input");
        // A program that ends without reading has its reasons, which its answer tells.
        let _ = pipe.write_all(input.as_bytes());
        drop(pipe);
        Answer::of(&child.wait_with_output().expect("its answer"))
    }

    /// Runs it to its end.
    pub fn run(self) -> Answer {
        self.start().answer()
    }
}

/// A command line that is running. Dropped, it is killed.
#[derive(Debug)]
pub struct Running(Option<Child>);

impl Running {
    /// Its number among the processes of this computer.
    pub fn id(&self) -> u32 {
        self.0.as_ref().expect("a child that runs").id()
    }

    /// Kills it, as a power cut of its own: nothing is cleaned up.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.0.take() {
            child.kill().expect("a child of ours");
            child.wait().expect("a child of ours");
        }
    }

    /// Waits for its end.
    pub fn answer(mut self) -> Answer {
        let child = self.0.take().expect("a child that runs");
        Answer::of(&child.wait_with_output().expect("its answer"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What a program answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// The signal that ended it, if one did.
    pub signal: Option<i32>,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

impl Answer {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text in UTF-8");
        let status = output.status;
        Self { code: status.code(), signal: status.signal(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The one JSON document on standard output, on one line, and nothing else.
    pub fn document(&self) -> Value {
        let one = self.out.strip_suffix('\n').filter(|line| !line.contains('\n'));
        let value = one.and_then(|line| serde_json::from_str(line).ok());
        value.unwrap_or_else(|| panic!("standard output is not one JSON document: {self:#?}"))
    }

    /// The document of a command that did what was asked.
    pub fn ok(&self) -> Value {
        assert_eq!(self.code, Some(0), "{self:#?}");
        let document = self.document();
        assert!(document.get("problem").is_none(), "a problem with exit code 0: {document:#}");
        document
    }

    /// The problem of a command that did not, with the four fields every problem has.
    pub fn problem(&self) -> Value {
        assert_eq!(self.code, Some(1), "{self:#?}");
        let problem = self.document()["problem"].clone();
        let fields: Vec<_> = problem.as_object().into_iter().flat_map(|object| object.keys()).collect();
        assert_eq!(fields, ["code", "message", "hint", "retry"], "{self:#?}");
        assert!(
            problem["message"].as_str().is_some_and(|text| text.len() > 10),
            "a problem is a sentence: {problem:#}"
        );
        assert!(problem["hint"].is_null() || problem["hint"].is_string(), "{problem:#}");
        assert!(["never", "now", "later"].iter().any(|word| problem["retry"] == *word), "{problem:#}");
        problem
    }

    /// The problem's code.
    pub fn problem_code(&self) -> String {
        self.problem()["code"].as_str().unwrap_or_default().to_owned()
    }
}
