//! What went over the line, counted.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::faults::Call;

/// Counts since the sandbox started.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Tally {
    /// Requests by part of the API.
    pub requests: BTreeMap<Call, u64>,
    /// All requests together.
    pub total_requests: u64,
    /// Bytes of the answers' bodies.
    pub bytes_sent: u64,
    /// Answers with 429.
    pub rate_limited: u64,
    /// Answers with 304.
    pub not_modified: u64,
    /// Requests with a missing or wrong API key.
    pub unauthorized: u64,
    /// Connections closed without an answer.
    pub dropped: u64,
}
