//! When an order is asked about again: often while somebody waits, politely afterwards, for a day.

use std::time::Duration;

use super::State;
use crate::Instant;

/// How long an order is asked about by itself before a person must look.
pub const PATIENCE: Duration = Duration::from_hours(24);

/// A look-up that says "never heard of it" is believed only this long after the create call was sent: a request that
/// still travelled would have arrived by then.
pub const LATE_ARRIVAL: Duration = Duration::from_mins(2);

/// A hold is asked about this long after its end, so that both clocks agree that it is over.
pub const AFTER_HOLD: Duration = Duration::from_secs(5);

/// Questions at the specification's pace (UC-13) before the pace slows down.
const EARLY_QUESTIONS: u32 = 30;

/// How long to wait before asking again whether a sold order still stands; `None` once its visit is over. Rarely while the
/// visit is far, hourly on its eve: a supplier may cancel until the last moment.
pub fn next_late_question(now: Instant, visit_ends: Instant) -> Option<Duration> {
    let left = (visit_ends - now).to_std().ok().filter(|left| !left.is_zero())?;
    Some((left / 8).clamp(Duration::from_hours(1), Duration::from_hours(24)))
}

/// How long to wait before asking again, after `attempt` questions were asked; `None` when the state asks nothing.
pub fn next_question(state: State, attempt: u32) -> Option<Duration> {
    match state {
        State::Unknown => Some(Duration::from_secs(2_u64.saturating_pow(attempt.min(6) + 1).min(60)))
            .filter(|_| attempt < 60)
            .or(Some(Duration::from_mins(5))),
        State::Fulfilling if attempt <= EARLY_QUESTIONS => Some(Duration::from_secs(10)),
        State::Fulfilling => {
            let extra = u64::from((attempt - EARLY_QUESTIONS - 1).min(5));
            Some(Duration::from_mins(5 + extra))
        }
        State::Draft
        | State::Creating
        | State::Held
        | State::Confirming
        | State::Ready
        | State::Failed
        | State::Cancelling
        | State::Cancelled
        | State::Expired => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_five_minutes_are_the_specifications() {
        let asked: u64 = (1..=30).filter_map(|n| next_question(State::Fulfilling, n)).map(|wait| wait.as_secs()).sum();
        assert_eq!(asked, 300);
        assert_eq!(next_question(State::Fulfilling, 31), Some(Duration::from_mins(5)));
        assert_eq!(next_question(State::Fulfilling, 500), Some(Duration::from_mins(10)));
    }

    #[test]
    fn a_day_of_waiting_stays_polite() {
        let mut passed = Duration::ZERO;
        let mut questions = 0;
        while passed < PATIENCE {
            questions += 1;
            passed += next_question(State::Fulfilling, questions).unwrap();
        }
        assert!((150..200).contains(&questions), "{questions} questions in a day");
    }

    #[test]
    fn a_sold_order_is_asked_about_until_its_visit() {
        let start: Instant = "2026-10-01T00:00:00Z".parse().unwrap();
        let ends = start + chrono::Duration::days(60);
        let (mut now, mut asked, mut last) = (start, 0, Duration::MAX);
        while let Some(wait) = next_late_question(now, ends) {
            assert!(wait <= last, "the nearer the visit, the more often");
            (now, last, asked) = (now + wait, wait, asked + 1);
        }
        assert!((60..100).contains(&asked), "{asked} questions in sixty days");
        assert_eq!(next_late_question(ends, ends), None);
    }

    #[test]
    fn an_unknown_order_is_asked_about_soon_and_for_ever() {
        assert_eq!(next_question(State::Unknown, 0), Some(Duration::from_secs(2)));
        assert_eq!(next_question(State::Unknown, 9), Some(Duration::from_mins(1)));
        assert_eq!(next_question(State::Unknown, 1000), Some(Duration::from_mins(5)));
    }
}
