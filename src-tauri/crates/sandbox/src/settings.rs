//! Settings that may change while the sandbox runs.

use serde::{Deserialize, Serialize};

use crate::options::Options;

/// How the supplier behaves at the moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "switches that have nothing to do with each other")]
pub struct Settings {
    /// Milliseconds before each answer.
    pub latency_ms: u64,
    /// Bytes per second of all answers together.
    pub bandwidth: Option<u64>,
    /// API requests per second before 429.
    pub rate_limit: Option<u32>,
    /// Whether 429 carries `Retry-After`.
    pub retry_after: bool,
    /// Minutes an unconfirmed order is held.
    pub hold_minutes: u32,
    /// Seconds a slow product takes after confirmation.
    pub slow_seconds: u32,
    /// Seconds a failing product takes after confirmation.
    pub fail_seconds: u32,
    /// Whether a look-up of an unconfirmed order gives its confirmation token again.
    pub token_on_lookup: bool,
    /// Whether create and look-up say when an unconfirmed order lapses (`expires_at`).
    pub says_hold_end: bool,
    /// Whether an unconfirmed order may be cancelled.
    pub cancel_holds: bool,
    /// Whether lists and objects carry an `ETag` that a client may ask about again.
    pub etags: bool,
    /// Whether products and experiences say when they were last changed.
    pub updated_at: bool,
    /// Whether availability names what is sold out, with zeros, instead of leaving it out.
    pub names_sold_out: bool,
}

impl From<&Options> for Settings {
    fn from(options: &Options) -> Self {
        Self {
            latency_ms: options.latency_ms,
            bandwidth: options.bandwidth.filter(|bytes| *bytes > 0),
            rate_limit: options.rate_limit.filter(|requests| *requests > 0),
            retry_after: options.retry_after,
            hold_minutes: options.hold_minutes,
            slow_seconds: options.slow_seconds,
            fail_seconds: options.fail_seconds,
            token_on_lookup: options.token_on_lookup,
            says_hold_end: options.says_hold_end,
            cancel_holds: options.cancel_holds,
            etags: options.etags,
            updated_at: options.updated_at,
            names_sold_out: false,
        }
    }
}

/// A change of some settings; what is absent stays, zero lifts a limit.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct SettingsChange {
    /// Milliseconds before each answer.
    pub latency_ms: Option<u64>,
    /// Bytes per second of all answers together.
    pub bandwidth: Option<u64>,
    /// API requests per second before 429.
    pub rate_limit: Option<u32>,
    /// Whether 429 carries `Retry-After`.
    pub retry_after: Option<bool>,
    /// Minutes an unconfirmed order is held.
    pub hold_minutes: Option<u32>,
    /// Seconds a slow product takes after confirmation.
    pub slow_seconds: Option<u32>,
    /// Seconds a failing product takes after confirmation.
    pub fail_seconds: Option<u32>,
    /// Whether a look-up of an unconfirmed order gives its confirmation token again.
    pub token_on_lookup: Option<bool>,
    /// Whether create and look-up say when an unconfirmed order lapses (`expires_at`).
    pub says_hold_end: Option<bool>,
    /// Whether an unconfirmed order may be cancelled.
    pub cancel_holds: Option<bool>,
    /// Whether lists and objects carry an `ETag` that a client may ask about again.
    pub etags: Option<bool>,
    /// Whether products and experiences say when they were last changed.
    pub updated_at: Option<bool>,
    /// Whether availability names what is sold out, with zeros, instead of leaving it out.
    pub names_sold_out: Option<bool>,
}

impl Settings {
    /// Takes over what a change names.
    pub(crate) fn apply(&mut self, change: &SettingsChange) {
        self.latency_ms = change.latency_ms.unwrap_or(self.latency_ms);
        if let Some(bytes) = change.bandwidth {
            self.bandwidth = Some(bytes).filter(|bytes| *bytes > 0);
        }
        if let Some(requests) = change.rate_limit {
            self.rate_limit = Some(requests).filter(|requests| *requests > 0);
        }
        self.retry_after = change.retry_after.unwrap_or(self.retry_after);
        self.hold_minutes = change.hold_minutes.unwrap_or(self.hold_minutes);
        self.slow_seconds = change.slow_seconds.unwrap_or(self.slow_seconds);
        self.fail_seconds = change.fail_seconds.unwrap_or(self.fail_seconds);
        self.token_on_lookup = change.token_on_lookup.unwrap_or(self.token_on_lookup);
        self.says_hold_end = change.says_hold_end.unwrap_or(self.says_hold_end);
        self.cancel_holds = change.cancel_holds.unwrap_or(self.cancel_holds);
        self.etags = change.etags.unwrap_or(self.etags);
        self.updated_at = change.updated_at.unwrap_or(self.updated_at);
        self.names_sold_out = change.names_sold_out.unwrap_or(self.names_sold_out);
    }
}
