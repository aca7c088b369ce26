//! Repeating reads: connection errors, timeouts, 429 and 5xx, a bounded number of times, as patiently as asked.

use std::{future::Future, time::Duration};

use backon::{ExponentialBuilder, Retryable};
use counterfoil_domain::SupplierError;

use super::{failure::Failure, pace::Pace};

/// How reads repeat themselves. Calls that change something never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetrySettings {
    /// Repeats after the first attempt.
    pub repeats: usize,
    /// Wait before the first repeat; doubles from one to the next.
    pub first_wait: Duration,
    /// Longest single wait. A `Retry-After` beyond it ends the repeating, and the caller is told how long to wait.
    pub longest_wait: Duration,
}

impl Default for RetrySettings {
    fn default() -> Self {
        Self { repeats: 3, first_wait: Duration::from_millis(500), longest_wait: Duration::from_secs(30) }
    }
}

pub(crate) async fn repeat<T, F, Fut>(settings: RetrySettings, pace: &Pace, attempt: F) -> Result<T, SupplierError>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<T, Failure>>,
{
    let backoff = ExponentialBuilder::default()
        .with_min_delay(settings.first_wait)
        .with_max_delay(settings.longest_wait)
        .with_max_times(settings.repeats)
        .with_jitter();
    attempt
        .retry(backoff)
        .when(|failure: &Failure| failure.again)
        .adjust(|failure, planned| {
            let wait = planned?.max(failure.after.unwrap_or_default());
            if wait > settings.longest_wait.saturating_mul(2)
                || failure.after.is_some_and(|a| a > settings.longest_wait)
            {
                return None;
            }
            if matches!(failure.error, SupplierError::RateLimited { .. }) {
                pace.keep_quiet(wait);
            }
            Some(wait)
        })
        .await
        .map_err(|failure| failure.error)
}
