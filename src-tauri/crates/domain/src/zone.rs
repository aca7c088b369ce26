//! Zone rules in one place: what a venue's clock shows at an instant, and which instant a venue's clock means.
//!
//! `chrono-tz` 0.10.4 carries the rules of mid 2025. What changed since is corrected here, so that the day and hour
//! printed on a ticket are the ones the venue lives by: British Columbia stays at UTC-7 from 2026-11-01 on.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use crate::{Day, Instant};

/// A venue's time zone: an IANA name we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// Zones that keep daylight time the whole year since an instant after the shipped rules: (name, from, offset seconds).
const CHANGED: &[(Tz, i64, i32)] = &[
    // 2026-11-01T09:00Z, when clocks would have gone back: Pacific Time stays at -07:00.
    (Tz::America__Vancouver, 1_793_523_600, -7 * 3600),
];

impl Zone {
    /// The zone of an IANA name such as `Asia/Dubai`; `None` when it is unknown.
    pub fn named(name: &str) -> Option<Self> {
        name.trim().parse().ok().map(Self)
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The last part of the name for people: `Dubai`, `New York`.
    pub fn place(self) -> String {
        self.0.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
    }

    fn offset(self, at: Instant) -> FixedOffset {
        CHANGED
            .iter()
            .find(|(tz, from, _)| *tz == self.0 && at.timestamp() >= *from)
            .and_then(|(_, _, seconds)| FixedOffset::east_opt(*seconds))
            .unwrap_or_else(|| self.0.offset_from_utc_datetime(&at.naive_utc()).fix())
    }

    /// What the venue's clock shows at an instant.
    pub fn local(self, at: Instant) -> DateTime<FixedOffset> {
        at.with_timezone(&self.offset(at))
    }

    /// Today at the venue.
    pub fn day(self, at: Instant) -> Day {
        self.local(at).date_naive()
    }

    /// The instant a venue's clock means. A time that clocks skip moves on by the gap; one that comes twice is the first.
    pub fn instant(self, local: NaiveDateTime) -> Instant {
        let guess = match self.0.from_local_datetime(&local) {
            chrono::LocalResult::Single(at) | chrono::LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
            chrono::LocalResult::None => {
                let before = self.0.offset_from_utc_datetime(&(local - chrono::Duration::days(1))).fix();
                Utc.from_utc_datetime(&(local - chrono::Duration::seconds(i64::from(before.local_minus_utc()))))
            }
        };
        let offset = self.offset(guess);
        let exact = Utc.from_utc_datetime(&(local - chrono::Duration::seconds(i64::from(offset.local_minus_utc()))));
        if self.offset(exact) == offset { exact } else { guess }
    }
}

/// A day at the venue for people: `Thu 24 Dec 2026`.
pub fn spell_day(day: Day) -> String {
    format!("{} {} {} {}", day.weekday(), day.day(), day.format("%b"), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn vancouver_stays_at_minus_seven() {
        let zone = Zone::named("America/Vancouver").unwrap();
        let noon = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(12, 0, 0).unwrap();
        let at = zone.instant(noon);
        assert_eq!(at.to_rfc3339(), "2026-12-01T19:00:00+00:00");
        assert_eq!(zone.local(at).to_rfc3339(), "2026-12-01T12:00:00-07:00");
        let summer = NaiveDate::from_ymd_opt(2026, 1, 15).unwrap().and_hms_opt(12, 0, 0).unwrap();
        assert_eq!(zone.local(zone.instant(summer)).to_rfc3339(), "2026-01-15T12:00:00-08:00");
    }

    #[test]
    fn a_skipped_hour_moves_on() {
        let zone = Zone::named("Europe/Paris").unwrap();
        let skipped = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap().and_hms_opt(2, 30, 0).unwrap();
        assert_eq!(zone.local(zone.instant(skipped)).to_rfc3339(), "2026-03-29T03:30:00+02:00");
        let twice = NaiveDate::from_ymd_opt(2026, 10, 25).unwrap().and_hms_opt(2, 30, 0).unwrap();
        assert_eq!(zone.local(zone.instant(twice)).to_rfc3339(), "2026-10-25T02:30:00+02:00");
    }

    #[test]
    fn the_day_is_the_venues() {
        let late = "2026-11-20T21:30:00Z".parse::<Instant>().unwrap();
        assert_eq!(spell_day(Zone::named("Asia/Dubai").unwrap().day(late)), "Sat 21 Nov 2026");
        assert_eq!(spell_day(Zone::named("America/New_York").unwrap().day(late)), "Fri 20 Nov 2026");
        assert_eq!(Zone::named("America/New_York").unwrap().place(), "New York");
    }
}
