//! Problems as this door shows them: `{"code", "message", "hint", "retry"}`. The only place that makes them.

use std::path::PathBuf;

use counterfoil_domain::{Code, Retry, distribution::Status, id::NotAnId, money::MoneyError};
use counterfoil_engine::EngineError;
use counterfoil_sandbox::SandboxError;
use serde::Serialize;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error("{0}. Ids are letters and digits, with the supplier before a colon where it is not Tiqets.")]
    Id(#[from] NotAnId),
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

    pub(crate) fn problem(&self) -> Problem {
        let (code, hint, retry) = match self {
            Self::Engine(error) => (error.code(), error.hint(), error.retry()),
            Self::Id(_)
            | Self::Status(_)
            | Self::Money(_)
            | Self::Input(_)
            | Self::File { .. }
            | Self::NoDataFolder => (Code::InvalidParameter, None, Retry::Never),
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
