//! When products are open and how many visitors fit.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use super::World;
use super::dice::Dice;
use super::product::{Days, Product, Variant};
use super::showcase::ids;

/// Name of the only slot of a product that has none.
pub(crate) const WHOLE_DAY: &str = "whole_day";
/// Days ahead that can be booked.
pub(crate) const HORIZON_DAYS: i64 = 365;

impl World {
    /// Time zone a product is visited in.
    pub(crate) fn timezone(&self, product: &Product) -> Tz {
        Self::country_of_city(self.city_of_experience(product.experience)).timezone
    }

    /// The day it is at the venue.
    pub(crate) fn venue_day(&self, product: &Product, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.timezone(product)).date_naive()
    }

    /// The slots of a product on a day, sold out or not; empty when closed.
    pub(crate) fn slots(&self, product: &Product, day: NaiveDate) -> Vec<String> {
        if product.closed.is_some() || !self.is_open(product, day) {
            return Vec::new();
        }
        match product.theme.slots {
            Some((first, step, count)) if product.timed => {
                (0..count).map(|nth| clock_face(first + nth * step)).collect()
            }
            _ if product.timed => (0..12).map(|nth| clock_face(600 + nth * 60)).collect(),
            _ => vec![WHOLE_DAY.to_owned()],
        }
    }

    fn is_open(&self, product: &Product, day: NaiveDate) -> bool {
        let mut dice = Dice::for_subject(self.seed, &[8, product.index as u64]);
        let rests = product.exhibit.is_none() && dice.chance(40);
        let rest_day = dice.below(7);
        if rests && u64::from(day.weekday().num_days_from_monday()) == rest_day {
            return false;
        }
        let shut = if product.id == ids::TOWER_DECK { 2 } else { 5 };
        !Dice::for_subject(self.seed, &[9, product.index as u64, ordinal(day)]).chance(shut)
            || product.id == ids::WHOLE_DAY
    }

    /// Places of a slot before anybody bought; zero for a slot that others have sold out.
    pub(crate) fn capacity(&self, product: &Product, day: NaiveDate, slot: &str) -> u32 {
        let minutes = minutes_of(slot).unwrap_or(0);
        let mut dice = Dice::for_subject(self.seed, &[10, product.index as u64, ordinal(day), u64::from(minutes)]);
        if product.id == ids::WHOLE_DAY {
            return 200;
        }
        if dice.chance(6) {
            return 0;
        }
        if product.timed { 8 + dice.small(24) } else { 40 + dice.small(100) }
    }

    /// The moment a slot begins; whole days begin when the doors open at ten.
    pub(crate) fn slot_start(&self, product: &Product, day: NaiveDate, slot: Option<&str>) -> DateTime<Utc> {
        let minutes = slot.and_then(minutes_of).unwrap_or(600);
        let time = NaiveTime::from_hms_opt(minutes / 60 % 24, minutes % 60, 0).unwrap_or_default();
        local(self.timezone(product), day, time)
    }

    /// Whether a slot can still be entered.
    pub(crate) fn is_ahead(&self, product: &Product, day: NaiveDate, slot: &str, now: DateTime<Utc>) -> bool {
        let today = self.venue_day(product, now);
        day > today || day == today && (slot == WHOLE_DAY || self.slot_start(product, day, Some(slot)) > now)
    }
}

impl Variant {
    /// Whether this kind of visitor is admitted on a day.
    pub(crate) fn is_sold_on(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self.days {
            Days::All => true,
            Days::Weekdays => !weekend,
            Days::Weekends => weekend,
        }
    }
}

/// A moment at a venue; an hour that does not exist there moves to the one after.
pub(crate) fn local(zone: Tz, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let wall = day.and_time(time);
    zone.from_local_datetime(&wall)
        .earliest()
        .or_else(|| zone.from_local_datetime(&(wall + chrono::Duration::hours(1))).earliest())
        .map_or_else(|| wall.and_utc(), |moment| moment.with_timezone(&Utc))
}

fn ordinal(day: NaiveDate) -> u64 {
    u64::try_from(day.num_days_from_ce()).unwrap_or(0)
}

fn clock_face(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

fn minutes_of(slot: &str) -> Option<u32> {
    let (hours, minutes) = slot.split_once(':')?;
    Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
}
