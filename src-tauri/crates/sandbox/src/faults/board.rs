//! The faults that are set, and what they add up to for one request.

use super::{Call, Fault, List, Verb};

/// Most that prices can rise by.
const PRICE_PERCENT_MAX: u32 = 1_000;
/// Length of a huge text when no other is given.
const TEXT_BYTES: u64 = 10_000_000;
/// Length of the longest text; more would rather test this machine's memory.
const TEXT_BYTES_MAX: usize = 256 << 20;

/// What goes wrong with one request.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fault of its own; any of them may meet any other")]
pub(crate) struct Twists {
    pub(crate) slow_ms: Option<u64>,
    pub(crate) error_500: bool,
    pub(crate) rate_limited: bool,
    pub(crate) retry_after: Option<u64>,
    pub(crate) cut_body: bool,
    pub(crate) not_json: bool,
    pub(crate) drop_before: bool,
    pub(crate) drop_after: bool,
    pub(crate) never_completes: bool,
    pub(crate) completes_after: Option<u32>,
    pub(crate) payment_refused: bool,
    pub(crate) late_cancel: Option<u32>,
    pub(crate) price_percent: u32,
    pub(crate) sold_out_race: bool,
    pub(crate) error_503: bool,
    pub(crate) unreadable_item: bool,
    pub(crate) spoils: Vec<Spoil>,
}

/// What is wrong with a list, with its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spoil {
    DuplicateIds,
    OverlappingPages,
    ShrinkingPages { percent: u32 },
    EmptyPage,
    LyingTotal { percent: u32 },
    UnknownCity,
    UnknownCurrency,
    PricesAsText,
    HugeText { bytes: usize },
    HtmlText,
    BidiText,
    MissingFields,
    WrongTypes,
}

/// The faults that are set.
#[derive(Debug, Default)]
pub(crate) struct FaultBoard(Vec<Fault>);

impl FaultBoard {
    /// Adds a fault.
    pub(crate) fn set(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Removes all.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The faults still set, with what is left of their counts.
    pub(crate) fn list(&self) -> &[Fault] {
        &self.0
    }

    /// Takes what happens to one request off the board.
    pub(crate) fn strike(&mut self, call: Call, path: &str) -> Twists {
        let (list, item) = (List::at(path), List::of_item(path));
        let mut twists = Twists::default();
        for fault in &mut self.0 {
            if !fault.is_aimed_at(call, list, item) {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            if let Some(times) = &mut fault.times {
                if *times == 0 {
                    continue;
                }
                *times -= 1;
            }
            twists.add(fault);
        }
        self.0.retain(|fault| fault.times != Some(0));
        twists
    }
}

impl Twists {
    fn add(&mut self, fault: &Fault) {
        match fault.verb {
            Verb::Slow => self.slow_ms = Some(fault.ms.unwrap_or(1_000)),
            Verb::Error500 => self.error_500 = true,
            Verb::RateLimited => {
                self.rate_limited = true;
                self.retry_after = fault.retry_after;
            }
            Verb::CutBody => self.cut_body = true,
            Verb::NotJson => self.not_json = true,
            Verb::DropBeforeAccept => self.drop_before = true,
            Verb::DropAfterAccept => self.drop_after = true,
            Verb::NeverCompletes => self.never_completes = true,
            Verb::CompletesAfter => self.completes_after = Some(fault.seconds.unwrap_or(10)),
            Verb::PaymentRefused => self.payment_refused = true,
            Verb::LateCancel => self.late_cancel = Some(fault.seconds.unwrap_or(0)),
            Verb::PriceChanges => self.price_percent = fault.percent.unwrap_or(10).min(PRICE_PERCENT_MAX),
            Verb::SoldOutRace => self.sold_out_race = true,
            Verb::Error503 => {
                self.error_503 = true;
                self.retry_after = fault.retry_after;
            }
            Verb::DuplicateIds => self.spoils.push(Spoil::DuplicateIds),
            Verb::OverlappingPages => self.spoils.push(Spoil::OverlappingPages),
            Verb::ShrinkingPages => {
                self.spoils.push(Spoil::ShrinkingPages { percent: fault.percent.unwrap_or(10).min(100) });
            }
            Verb::EmptyPage => self.spoils.push(Spoil::EmptyPage),
            Verb::LyingTotal => self.spoils.push(Spoil::LyingTotal { percent: fault.percent.unwrap_or(50) }),
            Verb::UnknownCity => self.spoils.push(Spoil::UnknownCity),
            Verb::UnknownCurrency => self.spoils.push(Spoil::UnknownCurrency),
            Verb::PricesAsText => self.spoils.push(Spoil::PricesAsText),
            Verb::HugeText => {
                let bytes = usize::try_from(fault.bytes.unwrap_or(TEXT_BYTES)).unwrap_or(TEXT_BYTES_MAX);
                self.spoils.push(Spoil::HugeText { bytes: bytes.min(TEXT_BYTES_MAX) });
            }
            Verb::HtmlText => self.spoils.push(Spoil::HtmlText),
            Verb::BidiText => self.spoils.push(Spoil::BidiText),
            Verb::MissingFields => self.spoils.push(Spoil::MissingFields),
            Verb::UnreadableItem => self.unreadable_item = true,
            Verb::WrongTypes => self.spoils.push(Spoil::WrongTypes),
        }
    }
}
