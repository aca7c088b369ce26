use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::VaultError;

/// How long a vault waits for a keyring unless told otherwise.
pub const DEFAULT_PATIENCE: Duration = Duration::from_secs(5);

/// Callers that may wait behind the one being served; the next one is told at once.
const QUEUE: usize = 16;

/// The one thread that speaks to the keyring, which may block it for as long as it likes: callers wait only as long as
/// their patience, and while the thread is stuck new ones are answered at once. When it returns, all is as before.
#[derive(Debug)]
pub(super) struct Worker {
    queue: SyncSender<Job>,
    /// Until when the caller of the job in hand waits; past that, the thread is stuck.
    in_hand: Arc<Mutex<Option<Instant>>>,
    patience: Duration,
}

struct Job {
    /// After this nobody listens: a job not yet begun is left undone.
    wanted_until: Instant,
    work: Box<dyn FnOnce() + Send>,
}

impl Worker {
    pub(super) fn start(patience: Duration) -> Result<Self, VaultError> {
        let (queue, jobs) = sync_channel(QUEUE);
        let in_hand = Arc::new(Mutex::new(None));
        let held = Arc::clone(&in_hand);
        thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || serve(&jobs, &held))
            .map_err(|error| VaultError::Refused { reason: format!("its thread could not be started: {error}") })?;
        Ok(Self { queue, in_hand, patience })
    }

    /// Does the work on the thread and waits for its answer, at most as long as the patience.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let timed_out = VaultError::TimedOut { after: self.patience };
        if self.is_stuck() {
            return Err(timed_out);
        }
        let (answer, heard) = sync_channel(1);
        let job = Job {
            wanted_until: Instant::now() + self.patience,
            // A caller that has left does not hear the answer.
            work: Box::new(move || drop(answer.send(work()))),
        };
        match self.queue.try_send(job) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => return Err(timed_out),
            Err(TrySendError::Disconnected(_)) => return Err(gave_up()),
        }
        match heard.recv_timeout(self.patience) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(timed_out),
            Err(RecvTimeoutError::Disconnected) => Err(gave_up()),
        }
    }

    fn is_stuck(&self) -> bool {
        let wanted_until = *self.in_hand.lock().unwrap_or_else(PoisonError::into_inner);
        wanted_until.is_some_and(|until| Instant::now() >= until)
    }
}

fn gave_up() -> VaultError {
    VaultError::Refused { reason: "it broke off in the middle".to_owned() }
}

fn serve(jobs: &Receiver<Job>, in_hand: &Mutex<Option<Instant>>) {
    let hold = |until| *in_hand.lock().unwrap_or_else(PoisonError::into_inner) = until;
    for job in jobs {
        if Instant::now() >= job.wanted_until {
            continue;
        }
        hold(Some(job.wanted_until));
        // The keyring crates panic on a broken lock of their own: that is one failed answer, not the end of the thread.
        drop(catch_unwind(AssertUnwindSafe(job.work)));
        hold(None);
    }
}
