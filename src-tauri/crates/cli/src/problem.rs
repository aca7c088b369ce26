//! Problems as this door shows them: `{"code", "message", "hint", "retry"}`. The only place that makes them.

use std::path::{Path, PathBuf};

use counterfoil_domain::{Code, Retry, distribution::Status, money::MoneyError};
use counterfoil_engine::EngineError;
use counterfoil_sandbox::SandboxError;
use serde::Serialize;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error("{}: {error}", named(.file))]
    InFile { file: PathBuf, error: EngineError },
    #[error("{message}")]
    Usage { message: String, hint: String },
    #[error("There is no ticket status \u{201c}{0}\u{201d}. It is one of {words}.", words = Status::ALL.map(Status::word).join(", "))]
    Status(String),
    #[error("{0}.")]
    Money(#[from] MoneyError),
    #[error("{0}")]
    Input(String),
    #[error("The file {} could not be {doing}: {source}.", .path.display())]
    File { path: PathBuf, doing: &'static str, source: std::io::Error },
    #[error("The sandbox could not be started: {0}.")]
    Sandbox(#[from] SandboxError),
    #[error("This computer has no data folder for programs. Name one with --data DIR.")]
    NoDataFolder,
    #[error("The answer could not be written.")]
    Answer,
}

/// A file by the name that the person gave it.
pub(crate) fn named(file: &Path) -> String {
    if file == Path::new("-") { "Standard input".to_owned() } else { file.display().to_string() }
}

/// What is not even an id cannot be found either.
pub(crate) fn known_id<T: std::str::FromStr>(text: &str, what: &'static str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::Engine(EngineError::NotFound { what, id: text.to_owned() }))
}

/// A problem, as it is printed.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    code: &'static str,
    message: String,
    hint: Option<String>,
    retry: Retry,
}

impl Failure {
    pub(crate) fn file(path: impl Into<PathBuf>, doing: &'static str, source: std::io::Error) -> Self {
        Self::File { path: path.into(), doing, source }
    }

    /// What is wrong with a line that is no command, in the words of whoever read it.
    pub(crate) fn usage(error: &clap::Error) -> Self {
        let text = error.to_string();
        let is_help = error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        let said = if is_help { "A command is missing." } else { text.split("\n\n").next().unwrap_or_default() };
        let said = said.trim_start_matches("error: ").split_whitespace().collect::<Vec<_>>().join(" ");
        let mut letters = said.chars();
        let message = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
        let message = message.unwrap_or_default();
        let end = if message.ends_with(['.', ':']) { "" } else { "." };
        let usage = text.lines().find_map(|line| line.trim().strip_prefix("Usage: "));
        let hint = usage.map_or_else(|| "See --help.".to_owned(), |usage| format!("Write: {usage} (see --help)"));
        Self::Usage { message: format!("{message}{end}"), hint }
    }

    pub(crate) fn problem(&self) -> Problem {
        let (code, hint, retry) = match self {
            Self::Engine(error) | Self::InFile { error, .. } => (error.code(), error.hint(), error.retry()),
            Self::Usage { hint, .. } => (Code::InvalidParameter, Some(hint.as_str()), Retry::Never),
            Self::Status(_) | Self::Money(_) | Self::Input(_) | Self::File { .. } | Self::NoDataFolder => {
                (Code::InvalidParameter, None, Retry::Never)
            }
            Self::Sandbox(_) | Self::Answer => (Code::General, None, Retry::Never),
        };
        Problem { code: code.word(), message: self.to_string(), hint: hint.map(str::to_owned), retry }
    }
}

impl Problem {
    /// The problem for people.
    pub(crate) fn lines(&self) -> String {
        let hint = self.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
        format!("{} [{}]{hint}", self.message, self.code)
    }
}
