//! The supplier's clock: the system's, which a test may push forward.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};

/// A clock that runs with the system's and can be advanced.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_ms: AtomicI64,
}

impl Clock {
    /// The supplier's time.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        Utc::now() + Duration::milliseconds(self.ahead_ms.load(Ordering::SeqCst))
    }

    /// Pushes the clock; a negative number pulls it back.
    pub(crate) fn advance(&self, seconds: i64) {
        self.ahead_ms.fetch_add(seconds.saturating_mul(1_000), Ordering::SeqCst);
    }
}
