//! Numbers as the window counts them.

use counterfoil_domain::Instant;

/// A count. More than four thousand million of anything is shown as that many.
pub(crate) fn count(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// Milliseconds since 1970.
pub(crate) fn millis(at: Instant) -> i64 {
    at.timestamp_millis()
}
