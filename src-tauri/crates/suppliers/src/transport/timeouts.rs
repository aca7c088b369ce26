//! How long an answer may take.

use std::time::Duration;

/// Timeouts of one attempt. What is waited for the supplier's pace does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Name look-up, connection and TLS together.
    pub connect: Duration,
    /// A read, from the first byte sent to the last received.
    pub read: Duration,
    /// A call that changes something; generous, because giving up leaves doubt.
    pub signed: Duration,
    /// A PDF or a picture.
    pub document: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            signed: Duration::from_secs(45),
            document: Duration::from_mins(1),
        }
    }
}
