//! Availability (UC-08, UC-09): which days and times are free, for whom, at what price. Never cached beyond its screen.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{Day, Instant, Money, ProductId, VariantId, catalog::Variant};

/// Most days one question may span, from the use-case specification.
pub const MAX_DAYS: i64 = 90;
/// Days a supplier is asked for at least, so that its answer has each weekday four times: see [`sold_out_days`].
pub const TELLING_DAYS: i64 = 28;
/// How far behind the last free day a day may still count as sold out.
const AFTERGLOW_DAYS: i64 = 7;

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
    #[error("{to} is {days} days after {from}; ask for at most {MAX_DAYS} days at once")]
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

    /// The same days and, where they are few, as many after them as make [`TELLING_DAYS`].
    #[must_use]
    pub fn telling(self) -> Self {
        Self { to: self.to.max(self.from + chrono::Duration::days(TELLING_DAYS - 1)), ..self }
    }

    /// Whether a day is one of them.
    pub fn holds(self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
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
    /// Most of it in one order, zero when it is sold out. Not a stock figure.
    pub max: Option<u32>,
    /// Price of one.
    pub price: Option<Price>,
}

impl Offer {
    /// Whether any is left.
    pub fn is_left(&self) -> bool {
        self.max != Some(0)
    }
}

/// A time on a day, or the whole day for products without timeslots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Local time as the supplier writes it (`10:00`); `None` for the whole day.
    pub time: Option<String>,
    /// Most tickets in one order, zero when it is sold out. Not a stock figure.
    pub max: Option<u32>,
    /// The variants on offer, those that are sold out as well.
    pub offers: Vec<Offer>,
}

/// A day with something free. See [`Availability::standing`] for the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeDay {
    /// The day at the venue.
    pub day: Day,
    /// Most tickets in one order. Not a stock figure.
    pub max: Option<u32>,
    /// Its slots in order of time, at least one of them free.
    pub slots: Vec<Slot>,
}

/// How a day stands, as far as an answer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayStanding {
    /// Something is free.
    Free,
    /// It is on offer and nothing is left.
    SoldOut,
    /// Nothing is on offer: closed, out of season, or not on sale yet.
    NotOffered,
    /// The supplier does not know it yet, or was not asked.
    Unknown,
}

/// Which of the days that an answer leaves out are sold out. For suppliers that leave out what is sold out as well as what
/// they do not offer: the days beside it tell.
///
/// A day counts as sold out when the same weekday is free elsewhere in the answer, and something is free later or was within
/// the week before. A weekday that is never free is one on which nothing is offered, and so is everything behind the end of a
/// season. `emptied` are days the supplier names with nothing left: they are sold out whatever stands beside them.
pub fn sold_out_days(asked: DayRange, free: &[FreeDay], emptied: &[Day]) -> Vec<Day> {
    let open: HashSet<Day> = free.iter().map(|free| free.day).collect();
    let weekdays: HashSet<chrono::Weekday> = open.iter().map(Datelike::weekday).collect();
    let end = open.iter().max().map(|last| *last + chrono::Duration::days(AFTERGLOW_DAYS));
    let left_out = |day: &Day| weekdays.contains(&day.weekday()) && end.is_some_and(|end| *day <= end);
    asked.days().filter(|day| !open.contains(day) && (emptied.contains(day) || left_out(day))).collect()
}

impl Slot {
    /// Whether anything of it is left.
    pub fn is_free(&self) -> bool {
        self.max != Some(0) && self.offers.iter().any(Offer::is_left)
    }

    /// The price a screen names first: that of the variant the supplier lists first and asks money for, which is the
    /// full price; a child's or a senior's would promise too little.
    pub fn lead_price(&self) -> Option<Money> {
        self.offers.iter().filter_map(|offer| offer.price).map(|price| price.total).find(|total| total.minor > 0)
    }
}

impl FreeDay {
    /// Its slots that are free.
    pub fn free_slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.is_free())
    }

    /// The lowest lead price of the day's free slots.
    pub fn from_price(&self) -> Option<Money> {
        self.free_slots().filter_map(Slot::lead_price).min_by_key(|price| price.minor)
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
    /// Days on which it is offered and nothing is left, in order.
    pub sold_out: Vec<Day>,
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

    /// How a day stands.
    pub fn standing(&self, day: Day) -> DayStanding {
        if !self.range.holds(day) {
            DayStanding::Unknown
        } else if !self.sales_enabled {
            DayStanding::NotOffered
        } else if self.day(day).is_some() {
            DayStanding::Free
        } else if self.known_until.is_some_and(|last| day > last) {
            DayStanding::Unknown
        } else if self.sold_out.contains(&day) {
            DayStanding::SoldOut
        } else {
            DayStanding::NotOffered
        }
    }

    /// The part of the answer about these days.
    #[must_use]
    pub fn within(mut self, range: DayRange) -> Self {
        self.days.retain(|free| range.holds(free.day));
        self.sold_out.retain(|day| range.holds(*day));
        Self { range, ..self }
    }

    /// The slot of a day and time, sold out or not; `time` is `None` for whole-day products.
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
        let said = DayRange::read("2026-11-20", "2027-02-19", today).unwrap_err().to_string();
        assert_eq!(said, "2027-02-19 is 91 days after 2026-11-20; ask for at most 90 days at once");
    }

    fn slot(time: &str, max: Option<u32>, offers: &[(Option<u32>, i64)]) -> Slot {
        let offers = offers.iter().enumerate().map(|(nth, (max, minor))| Offer {
            variant: crate::VariantId::new(crate::SupplierKey::Tiqets, nth.to_string()),
            max: *max,
            price: Some(Price {
                total: Money::new(*minor, crate::Currency::EUR),
                ticket: None,
                booking_fee: None,
                commission: None,
            }),
        });
        Slot { time: Some(time.to_owned()), max, offers: offers.collect() }
    }

    fn free(text: &str) -> FreeDay {
        FreeDay { day: day(text), max: None, slots: vec![slot("10:00", None, &[(None, 100)])] }
    }

    fn answer(from: &str, to: &str, days: Vec<FreeDay>, emptied: &[Day]) -> Availability {
        let range = DayRange { from: day(from), to: day(to) };
        Availability {
            product: "7".parse().unwrap(),
            range,
            known_until: None,
            sales_enabled: true,
            max_per_order: None,
            sold_out: sold_out_days(range, &days, emptied),
            days,
            variants: Vec::new(),
            asked_at: Instant::default(),
        }
    }

    #[test]
    fn a_weekday_that_is_never_free_is_not_offered_and_one_that_is_gone_is_sold_out() {
        // Tuesday the first to Wednesday the thirtieth: closed on Mondays, shut for the season from the 20th on.
        let gone = [day("2026-12-05"), day("2026-12-16")];
        let open = (1..=19).map(|n| day(&format!("2026-12-{n:02}")));
        let open = open.filter(|day| day.weekday() != chrono::Weekday::Mon && !gone.contains(day));
        let days: Vec<_> = open.map(|day| free(&day.to_string())).collect();
        let mut found = answer("2026-12-01", "2026-12-30", days, &[day("2026-12-28")]);
        let of = |found: &Availability, text: &str| found.standing(day(text));
        assert_eq!(of(&found, "2026-12-01"), DayStanding::Free);
        assert_eq!(of(&found, "2026-12-05"), DayStanding::SoldOut);
        assert_eq!(of(&found, "2026-12-16"), DayStanding::SoldOut);
        assert_eq!(of(&found, "2026-12-07"), DayStanding::NotOffered, "every Monday");
        assert_eq!(of(&found, "2026-12-24"), DayStanding::SoldOut, "nobody knows yet that nothing follows");
        assert_eq!(of(&found, "2026-12-29"), DayStanding::NotOffered, "behind the season");
        assert_eq!(of(&found, "2026-12-28"), DayStanding::SoldOut, "the supplier names it with nothing left");
        assert_eq!(of(&found, "2026-12-31"), DayStanding::Unknown, "nobody asked");
        found.known_until = Some(day("2026-12-22"));
        assert_eq!(of(&found, "2026-12-24"), DayStanding::Unknown, "further than the supplier knows");
        found.sales_enabled = false;
        assert_eq!(of(&found, "2026-12-01"), DayStanding::NotOffered, "nothing is sold at all");
    }

    #[test]
    fn a_short_question_is_asked_so_widely_that_its_answer_tells() {
        let range = DayRange { from: day("2026-12-05"), to: day("2026-12-05") };
        assert_eq!(range.telling(), DayRange { from: day("2026-12-05"), to: day("2027-01-01") });
        let long = DayRange { to: day("2027-02-01"), ..range };
        assert_eq!(long.telling(), long);
        let whole = answer("2026-12-05", "2027-01-01", vec![free("2026-12-12")], &[]);
        let asked = whole.within(range);
        assert_eq!(
            (asked.range, asked.days.len(), asked.sold_out.as_slice()),
            (range, 0, [day("2026-12-05")].as_slice())
        );
        let alone = answer("2026-12-05", "2026-12-05", Vec::new(), &[]);
        assert_eq!(alone.standing(day("2026-12-05")), DayStanding::NotOffered, "nothing says that it ever is");
    }

    #[test]
    fn what_is_sold_out_makes_no_price_and_no_room() {
        let gone = slot("09:00", Some(0), &[(None, 50)]);
        let child_only = slot("10:00", None, &[(Some(0), 200), (Some(4), 120)]);
        let nobody = slot("11:00", None, &[(Some(0), 10), (Some(0), 10)]);
        assert_eq!([&gone, &child_only, &nobody].map(Slot::is_free), [false, true, false]);
        let free = FreeDay { day: day("2026-12-01"), max: None, slots: vec![gone, child_only, nobody] };
        assert_eq!(free.free_slots().count(), 1);
        assert_eq!(free.from_price().map(|price| price.minor), Some(200), "the full price, though only children fit");
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
