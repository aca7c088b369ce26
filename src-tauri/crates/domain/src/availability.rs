//! Availability (UC-08, UC-09): which days and times are free, for whom, at what price. Never cached beyond its screen.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Day, Instant, Money, ProductId, VariantId, catalog::Variant};

/// Most days one question may span, from the use-case specification.
pub const MAX_DAYS: i64 = 90;

/// Why a range of days is refused before any call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// Not `yyyy-MM-dd`.
    #[error("\u{201c}{0}\u{201d} is not a date; write it as yyyy-MM-dd, for example 2026-12-24")]
    Format(String),
    /// Begins before today at the venue.
    #[error("{from} is in the past; today at the venue is {today}")]
    Past {
        /// First day asked for.
        from: Day,
        /// Today at the venue.
        today: Day,
    },
    /// Ends before it begins.
    #[error("{to} comes before {from}; give the earlier day first")]
    Reversed {
        /// First day asked for.
        from: Day,
        /// Last day asked for.
        to: Day,
    },
    /// Longer than [`MAX_DAYS`].
    #[error("{from} to {to} spans {days} days; ask for at most {MAX_DAYS} at once")]
    TooLong {
        /// First day asked for.
        from: Day,
        /// Last day asked for.
        to: Day,
        /// Days from first to last.
        days: i64,
    },
}

/// A checked range of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRange {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// Reads a day written `yyyy-MM-dd`, and nothing else.
pub fn read_day(text: &str) -> Result<Day, RangeError> {
    let strict =
        text.len() == 10 && text.bytes().enumerate().all(|(i, b)| matches!((i, b), (4 | 7, b'-') | (_, b'0'..=b'9')));
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| strict)
        .ok_or_else(|| RangeError::Format(text.to_owned()))
}

impl DayRange {
    /// Checks a range against the venue's today: not in the past, not reversed, at most [`MAX_DAYS`] apart.
    pub fn checked(from: Day, to: Day, today: Day) -> Result<Self, RangeError> {
        let days = (to - from).num_days();
        if from < today {
            Err(RangeError::Past { from, today })
        } else if days < 0 {
            Err(RangeError::Reversed { from, to })
        } else if days > MAX_DAYS {
            Err(RangeError::TooLong { from, to, days })
        } else {
            Ok(Self { from, to })
        }
    }

    /// Reads and checks two texts.
    pub fn read(from: &str, to: &str, today: Day) -> Result<Self, RangeError> {
        Self::checked(read_day(from)?, read_day(to)?, today)
    }

    /// The same days in pieces of at most `days` days, in order, without overlap.
    pub fn windows(self, days: u32) -> Vec<Self> {
        let step = chrono::Duration::days(i64::from(days.max(1)) - 1);
        let mut pieces = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let to = (from + step).min(self.to);
            pieces.push(Self { from, to });
            from = to + chrono::Duration::days(1);
        }
        pieces
    }

    /// Every day of the range.
    pub fn days(self) -> impl Iterator<Item = Day> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }
}

/// A price with its parts, all in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// What the visitor pays.
    pub total: Money,
    /// The ticket's own value.
    pub ticket: Option<Money>,
    /// The booking fee within the total.
    pub booking_fee: Option<Money>,
    /// What the distributor keeps. Not for the customer's eyes.
    pub commission: Option<Money>,
}

/// A variant on offer in a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The variant.
    pub variant: VariantId,
    /// Most of it in one order. Not a stock figure.
    pub max: Option<u32>,
    /// Price of one.
    pub price: Option<Price>,
}

/// A time on a day, or the whole day for products without timeslots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Local time as the supplier writes it (`10:00`); `None` for the whole day.
    pub time: Option<String>,
    /// Most tickets in one order. Not a stock figure.
    pub max: Option<u32>,
    /// The variants on offer.
    pub offers: Vec<Offer>,
}

/// A day with something free. A day that is sold out or not offered is absent at the supplier and here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeDay {
    /// The day at the venue.
    pub day: Day,
    /// Most tickets in one order. Not a stock figure.
    pub max: Option<u32>,
    /// Its slots, in order of time.
    pub slots: Vec<Slot>,
}

impl Slot {
    /// The price a screen names first: that of the variant the supplier lists first and asks money for, which is the
    /// full price; a child's or a senior's would promise too little.
    pub fn lead_price(&self) -> Option<Money> {
        self.offers.iter().filter_map(|offer| offer.price).map(|price| price.total).find(|total| total.minor > 0)
    }
}

impl FreeDay {
    /// The lowest lead price of the day's slots.
    pub fn from_price(&self) -> Option<Money> {
        self.slots.iter().filter_map(Slot::lead_price).min_by_key(|price| price.minor)
    }
}

/// The supplier's answer for a range of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    /// The product.
    pub product: ProductId,
    /// What was asked.
    pub range: DayRange,
    /// Last day the supplier knows anything about, where it says so.
    pub known_until: Option<Day>,
    /// Whether the product is sold at all now.
    pub sales_enabled: bool,
    /// Most tickets in one order, over all variants.
    pub max_per_order: Option<u32>,
    /// Days with something free, in order.
    pub days: Vec<FreeDay>,
    /// The variants, in the supplier's order.
    pub variants: Vec<Variant>,
    /// When the supplier answered.
    pub asked_at: Instant,
}

impl Availability {
    /// The free day, if it is one.
    pub fn day(&self, day: Day) -> Option<&FreeDay> {
        self.days.iter().find(|free| free.day == day)
    }

    /// The slot of a day and time; `time` is `None` for whole-day products.
    pub fn slot(&self, day: Day, time: Option<&str>) -> Option<&Slot> {
        self.day(day)?.slots.iter().find(|slot| slot.time.as_deref() == time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).unwrap()
    }

    #[test]
    fn only_the_plain_form_is_a_date() {
        for text in
            ["2026-1-05", "24.12.2026", "2026-02-30", "20261224", "2026-12-24T00:00", "", "2026/12/24", "+026-12-24"]
        {
            assert_eq!(read_day(text), Err(RangeError::Format(text.to_owned())));
        }
        assert_eq!(day("2028-02-29").to_string(), "2028-02-29");
    }

    #[test]
    fn ranges_are_checked() {
        let today = day("2026-11-20");
        assert!(DayRange::read("2026-11-20", "2026-11-20", today).is_ok());
        assert!(DayRange::read("2026-11-20", "2027-02-18", today).is_ok());
        assert!(matches!(DayRange::read("2026-11-20", "2027-02-19", today), Err(RangeError::TooLong { days: 91, .. })));
        assert!(matches!(DayRange::read("2026-11-19", "2026-11-20", today), Err(RangeError::Past { .. })));
        assert!(matches!(DayRange::read("2026-11-22", "2026-11-21", today), Err(RangeError::Reversed { .. })));
    }

    proptest! {
        #[test]
        fn windows_cover_each_day_once(start in 0_i64..400, length in 0_i64..=90, window in 1_u32..40) {
            let from = day("2026-01-01") + chrono::Duration::days(start);
            let range = DayRange { from, to: from + chrono::Duration::days(length) };
            let pieces = range.windows(window);
            let covered: Vec<Day> = pieces.iter().flat_map(|piece| piece.days()).collect();
            prop_assert_eq!(covered, range.days().collect::<Vec<_>>());
            prop_assert!(pieces.iter().all(|p| (p.to - p.from).num_days() < i64::from(window)));
        }
    }
}
