//! Runs, suppliers, keys.

mod runs;
mod schedule;
mod suppliers;

pub(super) use suppliers::keyring;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Starts a run.
#[derive(Debug, Deserialize, TS)]
pub struct RunInput {
    /// What it does.
    pub kind: RunKindView,
    /// Only these cities (refresh); empty means all enabled ones.
    pub cities: Vec<String>,
    /// At most so many pages (quick sync).
    pub max_pages: Option<u32>,
}

/// What a run does.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunKindView {
    /// First load.
    Bootstrap,
    /// Enabled cities.
    Refresh,
    /// Experiences only.
    QuickSync,
    /// Tags only.
    TagSync,
}

/// How a run stands.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RunStatusView {
    /// Going on.
    Running,
    /// Done.
    Completed,
    /// Stopped.
    Failed,
    /// Not begun.
    Skipped,
}

/// Who began a run.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum StarterView {
    /// A person, or a script.
    Hand,
    /// The schedule.
    Schedule,
}

/// A run, and how far it is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RunView {
    /// Id.
    pub id: String,
    /// What it does.
    pub kind: RunKindView,
    /// How it stands.
    pub status: RunStatusView,
    /// When it began, ms since 1970.
    pub began_at: i64,
    /// When it ended, ms since 1970.
    pub ended_at: Option<i64>,
    /// Items done so far.
    pub done: u64,
    /// Items expected, once known.
    pub expected: Option<u64>,
    /// What it does right now, words.
    pub step: String,
    /// Requests.
    pub requests: u64,
    /// Bytes.
    pub bytes: u64,
    /// Countries seen.
    pub countries: u64,
    /// Cities seen.
    pub cities: u64,
    /// Experiences seen.
    pub experiences: u64,
    /// Products seen.
    pub products: u64,
    /// Tags seen.
    pub tags: u64,
    /// Variants seen.
    pub variants: u64,
    /// Rows that changed.
    pub written: u64,
    /// Rows retired.
    pub retired: u64,
    /// Answers that asked for a slower pace (429).
    pub rate_limited: u64,
    /// Who began it.
    pub started_by: StarterView,
    /// Went on where an interrupted run stopped.
    pub resumed: bool,
    /// Why it failed or was skipped.
    pub error: Option<String>,
}

/// Lists runs.
#[derive(Debug, Deserialize, TS)]
pub struct RunQuery {
    /// Most runs, newest first.
    pub limit: u32,
}

/// Sets when the catalogue refreshes by itself.
#[derive(Debug, Deserialize, TS)]
pub struct ScheduleInput {
    /// Every so many hours; `null` switches it off.
    pub every_hours: Option<u32>,
}

/// When the catalogue refreshes by itself.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ScheduleView {
    /// Every so many hours; `null` when off.
    pub every_hours: Option<u32>,
    /// Next run, ms since 1970.
    pub next_at: Option<i64>,
    /// Why a due run waits, a sentence.
    pub note: Option<String>,
}

/// Names a supplier.
#[derive(Debug, Deserialize, TS)]
pub struct SupplierName {
    /// `tiqets`.
    pub key: String,
}

/// Sets up a supplier. A key that is absent stays as it is.
#[derive(Deserialize, TS)]
pub struct SupplierInput {
    /// `tiqets`.
    pub key: String,
    /// Address of the API.
    pub base_url: String,
    /// ISO 4217.
    pub currency: String,
    /// ISO 639-1.
    pub language: String,
    /// New API key.
    pub api_key: Option<String>,
    /// New private key, PEM.
    pub private_key: Option<String>,
}

/// How the keyring stands.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum KeyringView {
    /// Answers.
    Ready,
    /// Not there.
    Absent,
    /// Locked.
    Locked,
    /// Does not answer.
    Slow,
    /// Training: keys live in memory.
    Memory,
}

/// A supplier and its keys; the keys themselves never come here.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SupplierView {
    /// `tiqets`.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Address, once set.
    pub base_url: Option<String>,
    /// ISO 4217.
    pub currency: String,
    /// ISO 639-1.
    pub language: String,
    /// An API key is stored.
    pub has_api_key: bool,
    /// A private key is stored.
    pub has_private_key: bool,
    /// The line to register at the supplier, `ssh-rsa ...`, once a private key is stored.
    pub public_key: Option<String>,
    /// How the keyring stands.
    pub keyring: KeyringView,
    /// What to do about the keyring, a sentence.
    pub keyring_message: Option<String>,
}

/// What a test of the keys said.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SupplierTestView {
    /// All is well.
    pub ok: bool,
    /// How long the answer took.
    pub millis: u64,
    /// A sentence.
    pub message: String,
}
