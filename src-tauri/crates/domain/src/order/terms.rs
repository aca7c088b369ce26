//! Cancellation terms: until when, and in words.

use chrono::{Duration, NaiveTime};

use crate::{
    Day, Instant,
    catalog::{Cancellation, CancellationPolicy},
    zone::Zone,
};

/// Until when the terms allow to cancel a visit. `None` when they never do, when they are not known, or when nobody knows
/// which time it is at the venue. Without a time the day counts from midnight: its doors never open earlier.
pub fn cancel_deadline(
    terms: Option<&Cancellation>,
    day: Day,
    time: Option<&str>,
    zone: Option<Zone>,
) -> Option<Instant> {
    let terms = terms?;
    let begins = match terms.policy {
        CancellationPolicy::BeforeDate => day.and_time(NaiveTime::MIN),
        CancellationPolicy::BeforeTimeslot => {
            let time = time.and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok());
            day.and_time(time.unwrap_or_default())
        }
        CancellationPolicy::Never | CancellationPolicy::Other(_) => return None,
    };
    Some(zone?.instant(begins) - Duration::hours(i64::from(terms.window_hours)))
}

/// The terms as a sentence for the agent and the ticket: the rule, whatever the day.
pub fn terms_sentence(terms: Option<&Cancellation>) -> String {
    let Some(terms) = terms else { return "Cancellation terms are not known; ask the supplier.".to_owned() };
    match &terms.policy {
        CancellationPolicy::Never => "Cannot be cancelled.".to_owned(),
        CancellationPolicy::BeforeDate => {
            format!("Can be cancelled until {}the day of the visit begins.", before(terms.window_hours))
        }
        CancellationPolicy::BeforeTimeslot => {
            format!("Can be cancelled until {}the visit begins.", before(terms.window_hours))
        }
        CancellationPolicy::Other(word) => {
            format!("Cancellation follows the supplier's rule \u{201c}{word}\u{201d}; ask before you promise.")
        }
    }
}

/// The terms of one visit as they stand now: a deadline that is past is not promised any more. `sold` tells whether there is
/// something to cancel, and not only places that may be bought.
pub fn terms_now(terms: Option<&Cancellation>, deadline: Option<Instant>, sold: bool, now: Instant) -> String {
    if deadline.is_none_or(|last| now <= last) {
        return terms_sentence(terms);
    }
    let now = if sold { "Can no longer be cancelled" } else { "Cannot be cancelled once it is sold" };
    match terms.map(|terms| (&terms.policy, before(terms.window_hours))) {
        Some((CancellationPolicy::BeforeDate, before)) => {
            format!("{now}: that was possible until {before}the day of the visit.")
        }
        Some((CancellationPolicy::BeforeTimeslot, before)) => {
            format!("{now}: that was possible until {before}the visit.")
        }
        Some((CancellationPolicy::Never | CancellationPolicy::Other(_), _)) | None => format!("{now}."),
    }
}

fn before(window_hours: u32) -> String {
    match window_hours {
        0 => String::new(),
        1 => "1 hour before ".to_owned(),
        hours if hours % 24 == 0 && hours >= 48 => format!("{} days before ", hours / 24),
        hours => format!("{hours} hours before "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(policy: CancellationPolicy, window_hours: u32) -> Cancellation {
        Cancellation { policy, window_hours }
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn terms_read_as_sentences() {
        let said = |policy, window_hours| terms_sentence(Some(&terms(policy, window_hours)));
        assert_eq!(
            said(CancellationPolicy::BeforeTimeslot, 24),
            "Can be cancelled until 24 hours before the visit begins."
        );
        assert_eq!(
            said(CancellationPolicy::BeforeDate, 72),
            "Can be cancelled until 3 days before the day of the visit begins."
        );
        assert_eq!(said(CancellationPolicy::BeforeDate, 0), "Can be cancelled until the day of the visit begins.");
        assert_eq!(said(CancellationPolicy::Never, 5), "Cannot be cancelled.");
    }

    #[test]
    fn the_deadline_goes_by_the_venues_clock() {
        let day = crate::availability::read_day("2026-12-24").unwrap();
        let until = |policy, hours, time, zone| {
            cancel_deadline(Some(&terms(policy, hours)), day, time, zone).map(|at| at.to_rfc3339())
        };
        let zone = |name| Zone::named(name);
        let some = |text: &str| Some(text.to_owned());
        let (dubai, new_york) = (zone("Asia/Dubai"), zone("America/New_York"));
        assert_eq!(
            until(CancellationPolicy::BeforeTimeslot, 24, Some("16:30"), dubai),
            some("2026-12-23T12:30:00+00:00")
        );
        assert_eq!(until(CancellationPolicy::BeforeDate, 24, Some("16:30"), dubai), some("2026-12-22T20:00:00+00:00"));
        assert_eq!(until(CancellationPolicy::BeforeDate, 0, None, new_york), some("2026-12-24T05:00:00+00:00"));
        assert_eq!(until(CancellationPolicy::BeforeTimeslot, 2, None, new_york), some("2026-12-24T03:00:00+00:00"));
        assert_eq!(until(CancellationPolicy::Never, 0, None, dubai), None);
        assert_eq!(until(CancellationPolicy::Other("on_request".into()), 0, None, dubai), None);
        assert_eq!(until(CancellationPolicy::BeforeDate, 24, None, None), None, "nobody knows the venue's clock");
        assert_eq!(cancel_deadline(None, day, None, dubai), None);
    }

    #[test]
    fn a_deadline_that_is_past_is_no_promise() {
        let last = at("2026-12-23T12:30:00Z");
        let slot = terms(CancellationPolicy::BeforeTimeslot, 24);
        let said = |terms: Option<&Cancellation>, sold, now| terms_now(terms, Some(last), sold, at(now));
        assert_eq!(said(Some(&slot), true, "2026-12-23T12:30:00Z"), terms_sentence(Some(&slot)), "the last instant");
        assert_eq!(
            said(Some(&slot), true, "2026-12-23T12:30:01Z"),
            "Can no longer be cancelled: that was possible until 24 hours before the visit."
        );
        assert_eq!(
            said(Some(&terms(CancellationPolicy::BeforeDate, 48)), false, "2026-12-24T00:00:00Z"),
            "Cannot be cancelled once it is sold: that was possible until 2 days before the day of the visit."
        );
        assert_eq!(said(None, true, "2026-12-24T00:00:00Z"), "Can no longer be cancelled.");
        let never = terms(CancellationPolicy::Never, 0);
        assert_eq!(terms_now(Some(&never), None, true, at("2026-12-24T00:00:00Z")), "Cannot be cancelled.");
    }
}
