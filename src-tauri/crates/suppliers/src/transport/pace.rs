//! A polite pace: so many requests a second, so many at once, silence while the supplier asked for it, and a slower pace
//! afterwards where its limit turned out to be lower than what was set.

use std::{
    collections::VecDeque,
    num::NonZeroU32,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
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
    learned: Mutex<Learned>,
}

/// What the supplier's refusals taught about its real limit, when that is below the pace that was set.
#[derive(Default)]
struct Learned {
    /// When reads of the last second were answered.
    answers: VecDeque<Instant>,
    /// Least time between two reads; nothing while the set pace is fine.
    gap: Duration,
    /// When the next read may go.
    next: Option<Instant>,
    /// Answers since the gap last changed.
    calm: u32,
}

/// How long answers are remembered.
const SECOND: Duration = Duration::from_secs(1);
/// After so many answers without a refusal a faster pace is tried.
const CALM: u32 = 200;
/// The slowest pace that is learned; beyond it the supplier's own `Retry-After` decides.
const LONGEST_GAP: Duration = Duration::from_secs(2);

impl Learned {
    fn answered(&mut self, now: Instant) {
        while self.answers.front().is_some_and(|at| now.duration_since(*at) > SECOND) {
            self.answers.pop_front();
        }
        self.answers.push_back(now);
        self.calm += 1;
        if self.calm >= CALM && !self.gap.is_zero() {
            self.calm = 0;
            self.gap = self.gap.mul_f64(0.9);
        }
    }

    /// Takes the rate at which answers came, less a tenth, as the limit.
    fn refused(&mut self, now: Instant) {
        let recent = self.answers.iter().filter(|at| now.duration_since(**at) <= SECOND).count();
        let rate = (f64::from(u32::try_from(recent).unwrap_or(u32::MAX)) * 0.9).max(0.5);
        let seen = Duration::from_secs_f64(1.0 / rate);
        // Several refusals of one moment are one lesson.
        if self.calm > 0 || self.gap.is_zero() {
            self.gap = seen.max(self.gap.mul_f64(1.1)).min(LONGEST_GAP);
            self.calm = 0;
        }
    }

    /// When the next read may go; takes the place.
    fn take_place(&mut self, now: Instant) -> Option<Instant> {
        if self.gap.is_zero() {
            return None;
        }
        let at = self.next.map_or(now, |next| next.max(now));
        self.next = Some(at + self.gap);
        Some(at)
    }
}

impl Pace {
    pub(crate) fn new(settings: PaceSettings) -> Result<Self, SetUpError> {
        let rate = NonZeroU32::new(settings.per_second).ok_or(SetUpError::NoPace)?;
        let burst = u32::try_from(settings.at_once).ok().and_then(NonZeroU32::new).ok_or(SetUpError::NoPace)?;
        // A tenth of a second's worth at once: a supplier that counts by the second must not see two seconds in one.
        let tenth = NonZeroU32::new(settings.per_second / 10).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_second(rate).allow_burst(burst.min(tenth));
        Ok(Self {
            limiter: DefaultDirectRateLimiter::direct(quota),
            lines: Arc::new(Semaphore::new(settings.at_once.min(Semaphore::MAX_PERMITS))),
            quiet_until: Mutex::new(None),
            learned: Mutex::default(),
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
                None => break,
            }
        }
        let place = self.learned().take_place(Instant::now());
        if let Some(at) = place {
            tokio::time::sleep_until(at).await;
        }
        self.turn_for_sending().await
    }

    /// A read was answered.
    pub(crate) fn went_well(&self) {
        self.learned().answered(Instant::now());
    }

    /// The supplier asked for a slower pace.
    pub(crate) fn too_fast(&self) {
        self.learned().refused(Instant::now());
    }

    fn learned(&self) -> MutexGuard<'_, Learned> {
        self.learned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All reads keep quiet for a while: one 429 is enough for all of them.
    pub(crate) fn keep_quiet(&self, wait: Duration) {
        let until = Instant::now() + wait;
        let mut quiet = self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        *quiet = Some(quiet.map_or(until, |before| before.max(until)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_limit_below_the_set_pace_is_learned_and_forgotten_slowly() {
        let mut learned = Learned::default();
        assert_eq!(learned.take_place(Instant::now()), None, "nothing to learn yet");
        for _ in 0..20 {
            learned.answered(Instant::now());
        }
        let now = Instant::now();
        learned.refused(now);
        learned.refused(now);
        let gap = learned.gap;
        assert!((54..58).contains(&gap.as_millis()), "18 a second: {gap:?}");
        assert_eq!(learned.take_place(now), Some(now));
        assert_eq!(learned.take_place(now), Some(now + gap));
        for _ in 0..CALM {
            learned.answered(Instant::now());
        }
        assert!(learned.gap < gap, "a faster pace is tried after a while");
        for _ in 0..50 {
            learned.refused(Instant::now());
            learned.calm = 1;
        }
        assert!(learned.gap <= LONGEST_GAP);
    }
}
