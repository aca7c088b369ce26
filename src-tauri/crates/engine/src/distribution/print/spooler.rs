//! What prints: a queue that takes sheets and can be asked what became of them.

use std::{future::Future, pin::Pin};

/// An answer of a spooler.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, SpoolerError>> + Send + 'a>>;

/// Why a spooler gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpoolerError {
    /// Nobody answers there: nothing was handed over.
    #[error("No print service answers at {at}")]
    Unreachable {
        /// Where it was looked for.
        at: String,
    },
    /// It was asked and said no: nothing is printed.
    #[error("The print service refused it: {reason}")]
    Refused {
        /// Its words.
        reason: String,
    },
    /// No answer, or one that makes no sense: it may have taken the sheets.
    #[error("The print service gave no clear answer: {reason}")]
    Unclear {
        /// What was seen.
        reason: String,
    },
}

/// How a printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterState {
    /// Waiting for work.
    Idle,
    /// Printing.
    Printing,
    /// Stopped: by a person, or because something is wrong.
    Stopped,
}

/// A printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// The spooler's name of it.
    pub name: String,
    /// What people call it.
    pub description: String,
    /// How it is.
    pub state: PrinterState,
    /// Keywords of what is wrong (RFC 8011, 5.4.12), such as `media-empty-error`; without `none`.
    pub reasons: Vec<String>,
    /// Whether it takes new jobs.
    pub accepting: bool,
    /// Whether it is the one that prints when none is named.
    pub is_default: bool,
}

/// How a job is at the spooler (RFC 8011, 5.3.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Waiting, or held.
    Waiting,
    /// On its way to the printer.
    Printing,
    /// Stopped on its way.
    Stopped,
    /// Printed.
    Completed,
    /// Given up, by a person or by the spooler.
    GivenUp,
}

/// A job as the spooler knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpooledJob {
    /// The spooler's number of it.
    pub number: i32,
    /// How it is.
    pub state: JobState,
    /// Keywords of why.
    pub reasons: Vec<String>,
    /// Whether it was ever on its way to the printer; a job given up before is certainly not on paper.
    pub was_begun: bool,
}

/// What is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheets {
    /// The printer's name.
    pub printer: String,
    /// The job's name; holds our id, by which it is found again.
    pub name: String,
    /// The data.
    pub bytes: Vec<u8>,
    /// What the data is: `application/pdf`, or `application/vnd.cups-raw` for a printer's own language.
    pub format: &'static str,
}

/// A print queue. The real one speaks IPP; tests have worse ones.
pub trait Spooler: Send + Sync {
    /// The printers there are.
    fn printers(&self) -> Answer<'_, Vec<Printer>>;

    /// Hands sheets over and returns the job's number.
    fn submit(&self, sheets: Sheets) -> Answer<'_, i32>;

    /// A job by its number; `None` when the spooler does not know it.
    fn job<'a>(&'a self, printer: &'a str, number: i32) -> Answer<'a, Option<SpooledJob>>;

    /// A job by its name; `None` when the spooler does not know it.
    fn find<'a>(&'a self, printer: &'a str, name: &'a str) -> Answer<'a, Option<SpooledJob>>;
}

impl Printer {
    /// What is wrong, in a sentence; nothing when nothing is.
    pub fn trouble(&self) -> Option<String> {
        let words: Vec<&str> = self.reasons.iter().filter_map(|reason| words_of(reason)).collect();
        if !words.is_empty() {
            return Some(format!("{}: {}.", self.name, words.join(", ")));
        }
        if self.state == PrinterState::Stopped {
            return Some(format!("{} is stopped.", self.name));
        }
        if !self.accepting {
            return Some(format!("{} takes no jobs.", self.name));
        }
        None
    }
}

/// Words for a keyword of RFC 8011, 5.4.12, or of CUPS; nothing for what does not keep a printer from printing.
pub(super) fn words_of(keyword: &str) -> Option<&'static str> {
    if keyword.ends_with("-report") {
        return None;
    }
    let known = keyword.trim_end_matches("-error").trim_end_matches("-warning");
    let warning = keyword.ends_with("-warning");
    let words = match known {
        "media-empty" | "media-needed" => "it is out of paper",
        "media-jam" => "the paper is jammed",
        "cover-open" | "door-open" | "interlock-open" => "a door is open",
        "offline" | "connecting-to-device" | "timed-out" | "com.apple.print.recoverable" => "it cannot be reached",
        "paused" | "moving-to-paused" => "it is paused",
        "shutdown" => "it is switched off",
        "marker-supply-empty" | "toner-empty" => "it is out of toner or ribbon",
        "input-tray-missing" => "its paper tray is missing",
        "output-area-full" => "its output is full",
        "spool-area-full" => "the print service's disk is full",
        "cups-missing-filter" | "cups-insecure-filter" => "its driver is broken",
        "stopped-partly" => "a part of it is stopped",
        _ => return None,
    };
    // A warning is about what will be wrong; only these two words mean that it waits already.
    (!warning || matches!(known, "media-empty" | "media-jam" | "offline")).then_some(words)
}
