//! Waiting for something to be so, with an end.

use std::time::{Duration, Instant};

/// How long anything may take before a test gives up.
const DEADLINE: Duration = Duration::from_mins(1);
/// Between two looks.
const GLANCE: Duration = Duration::from_millis(5);

/// Looks again and again until there is something to see. Fails, naming what was awaited, when it never comes.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < DEADLINE, "after {} s there is still no sign of {what}", DEADLINE.as_secs());
        std::thread::park_timeout(GLANCE);
    }
}
