//! Runs of long work over the catalogue, and what they counted.

use serde::{Deserialize, Serialize};

use crate::{Instant, RunId, SupplierKey};

/// What a run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// First load of an empty desk (UC-21).
    Bootstrap,
    /// All enabled cities, or the ones named (UC-19, UC-20).
    Refresh,
    /// Experiences only (UC-22).
    QuickSync,
    /// Tags and tag types only (UC-18).
    TagSync,
}

impl RunKind {
    /// The word doors and the ledger use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bootstrap => "bootstrap",
            Self::Refresh => "refresh",
            Self::QuickSync => "quick_sync",
            Self::TagSync => "tag_sync",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Bootstrap, Self::Refresh, Self::QuickSync, Self::TagSync].into_iter().find(|kind| kind.word() == word)
    }
}

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RunStatus {
    /// Going on.
    Running,
    /// Came to its end.
    Completed,
    /// Stopped by an error, a person, or a crash; the last good catalogue stays.
    Failed,
    /// Not begun, because another was going on.
    Skipped,
}

impl RunStatus {
    /// The word doors and the ledger use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Completed => "COMPLETED",
            Self::Failed => "FAILED",
            Self::Skipped => "SKIPPED",
        }
    }

    /// The status of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Running, Self::Completed, Self::Failed, Self::Skipped].into_iter().find(|status| status.word() == word)
    }
}

/// What a run fetched and wrote. Entity counts are what the supplier listed; `written` is what really changed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunCounts {
    /// Requests sent, repeats included.
    pub requests: u64,
    /// Body bytes received.
    pub bytes: u64,
    /// Countries seen.
    pub countries: u64,
    /// Cities seen.
    pub cities: u64,
    /// Experiences seen.
    pub experiences: u64,
    /// Products seen.
    pub products: u64,
    /// Variants seen.
    pub variants: u64,
    /// Tags and tag types seen.
    pub tags: u64,
    /// Rows written because they were new or different.
    pub written: u64,
    /// Rows retired because the supplier no longer lists them.
    pub retired: u64,
    /// Answers that asked for a slower pace (HTTP 429).
    pub rate_limited: u64,
}

/// Who began a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Starter {
    /// A person, or a script.
    Hand,
    /// The schedule (UC-20).
    Schedule,
}

impl Starter {
    /// The word doors and the ledger use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Schedule => "schedule",
        }
    }

    /// The starter of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Hand, Self::Schedule].into_iter().find(|starter| starter.word() == word)
    }
}

/// The record of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// Of which supplier.
    pub supplier: SupplierKey,
    /// What it does.
    pub kind: RunKind,
    /// Who began it.
    pub started_by: Starter,
    /// It went on where an interrupted run had stopped.
    pub resumed: bool,
    /// How it stands.
    pub status: RunStatus,
    /// When it began.
    pub began_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// What it counted.
    pub counts: RunCounts,
    /// Why it failed or was skipped, in a sentence.
    pub error: Option<String>,
}
