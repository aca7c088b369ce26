//! A polite pace: so many requests a second, so many at once, and silence while the supplier asked for it.

use std::{
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use governor::{DefaultDirectRateLimiter, Quota};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant,
};

use crate::SetUpError;

/// How fast a supplier is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaceSettings {
    /// Requests a second.
    pub per_second: u32,
    /// Requests at once.
    pub at_once: usize,
}

impl Default for PaceSettings {
    fn default() -> Self {
        Self { per_second: 10, at_once: 6 }
    }
}

pub(crate) struct Pace {
    limiter: DefaultDirectRateLimiter,
    lines: Arc<Semaphore>,
    quiet_until: Mutex<Option<Instant>>,
}

impl Pace {
    pub(crate) fn new(settings: PaceSettings) -> Result<Self, SetUpError> {
        let rate = NonZeroU32::new(settings.per_second).ok_or(SetUpError::NoPace)?;
        let burst = u32::try_from(settings.at_once).ok().and_then(NonZeroU32::new).ok_or(SetUpError::NoPace)?;
        // A burst of as many as may run at once, not of a whole second's worth.
        let quota = Quota::per_second(rate).allow_burst(burst.min(rate));
        Ok(Self {
            limiter: DefaultDirectRateLimiter::direct(quota),
            lines: Arc::new(Semaphore::new(settings.at_once.min(Semaphore::MAX_PERMITS))),
            quiet_until: Mutex::new(None),
        })
    }

    /// Waits for a free line and for the pace; the turn ends when the guard is dropped.
    pub(crate) async fn turn_for_sending(&self) -> Option<OwnedSemaphorePermit> {
        let line = Arc::clone(&self.lines).acquire_owned().await.ok();
        self.limiter.until_ready().await;
        line
    }

    /// As for sending, and keeps quiet as long as an earlier read was told to.
    pub(crate) async fn turn_for_reading(&self) -> Option<OwnedSemaphorePermit> {
        loop {
            let until = *self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
            match until.filter(|until| *until > Instant::now()) {
                Some(until) => tokio::time::sleep_until(until).await,
                None => return self.turn_for_sending().await,
            }
        }
    }

    /// All reads keep quiet for a while: one 429 is enough for all of them.
    pub(crate) fn keep_quiet(&self, wait: Duration) {
        let until = Instant::now() + wait;
        let mut quiet = self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        *quiet = Some(quiet.map_or(until, |before| before.max(until)));
    }
}
