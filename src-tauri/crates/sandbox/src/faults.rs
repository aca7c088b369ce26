//! Bad days, by name: what can be made to go wrong between a client and the supplier.

use serde::{Deserialize, Serialize};

/// The part of the API a request belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// `POST /orders`.
    Create,
    /// `PUT /orders/{id}`.
    Confirm,
    /// `DELETE /orders/{id}`.
    Cancel,
    /// `GET /orders/{id}`, by either reference.
    Status,
    /// `GET /orders/{id}/tickets`.
    Tickets,
    /// The PDF a ticket answer points to.
    Pdf,
    /// `GET /products/{id}/availability`.
    Availability,
    /// Everything else that is read.
    Catalog,
    /// A picture.
    Picture,
    /// As a fault's place: any of them.
    Any,
}

/// A list of the content part of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum List {
    /// `GET /countries`.
    Countries,
    /// `GET /cities`.
    Cities,
    /// `GET /experiences`.
    Experiences,
    /// `GET /products`.
    Products,
    /// `GET /tags`.
    Tags,
    /// `GET /tag_types`.
    TagTypes,
}

impl List {
    /// The name of the list in its address and in its answer.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Countries => "countries",
            Self::Cities => "cities",
            Self::Experiences => "experiences",
            Self::Products => "products",
            Self::Tags => "tags",
            Self::TagTypes => "tag_types",
        }
    }
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Processed, but the answer comes `ms` late.
    Slow,
    /// 500, not processed.
    #[serde(rename = "error_500")]
    Error500,
    /// 429, not processed; `retry_after` seconds when given.
    RateLimited,
    /// Processed; half of the answer arrives and then the connection closes.
    CutBody,
    /// 200 with a page in HTML, as a captive portal sends; not processed.
    NotJson,
    /// The connection closes before anything was processed.
    DropBeforeAccept,
    /// Processed, and the connection closes without an answer.
    DropAfterAccept,
    /// A confirmed order stays `pending` for ever.
    NeverCompletes,
    /// A confirmed order is done after `seconds`.
    CompletesAfter,
    /// The supplier cancels: the order with `reference` at once, else the next confirmed one after `seconds`.
    LateCancel,
    /// Prices are `percent` higher than before.
    PriceChanges,
    /// The last places go to somebody else just before an order arrives.
    SoldOutRace,
}

impl Verb {
    /// Whether this can go wrong at all during a call.
    fn concerns(self, call: Call) -> bool {
        match self {
            Self::NeverCompletes | Self::CompletesAfter | Self::LateCancel => call == Call::Confirm,
            Self::SoldOutRace => call == Call::Create,
            Self::PriceChanges => matches!(call, Call::Availability | Call::Catalog),
            Self::Slow
            | Self::Error500
            | Self::RateLimited
            | Self::CutBody
            | Self::NotJson
            | Self::DropBeforeAccept
            | Self::DropAfterAccept => true,
        }
    }
}

fn anywhere() -> Call {
    Call::Any
}

/// One fault, as set over the control endpoint.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What goes wrong.
    pub verb: Verb,
    /// Where.
    #[serde(default = "anywhere")]
    pub on: Call,
    /// How often; none for always.
    #[serde(default)]
    pub times: Option<u32>,
    /// How many matching requests go well before.
    #[serde(default)]
    pub skip: u32,
    /// Milliseconds, for `slow`; 1,000 when absent.
    #[serde(default)]
    pub ms: Option<u64>,
    /// Seconds, for `completes_after` and `late_cancel`.
    #[serde(default)]
    pub seconds: Option<u32>,
    /// Seconds in `Retry-After`, for `rate_limited`.
    #[serde(default)]
    pub retry_after: Option<u64>,
    /// Percent, for `price_changes`; 10 when absent.
    #[serde(default)]
    pub percent: Option<u32>,
    /// Either reference of an order, for `late_cancel`.
    #[serde(default)]
    pub reference: Option<String>,
}

impl Fault {
    /// A fault that happens once, without further details.
    pub fn once(verb: Verb, on: Call) -> Self {
        Self { times: Some(1), ..Self::always(verb, on) }
    }

    /// A fault that happens every time until it is cleared.
    pub fn always(verb: Verb, on: Call) -> Self {
        Self {
            verb,
            on,
            times: None,
            skip: 0,
            ms: None,
            seconds: None,
            retry_after: None,
            percent: None,
            reference: None,
        }
    }
}

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
    pub(crate) late_cancel: Option<u32>,
    pub(crate) price_percent: u32,
    pub(crate) sold_out_race: bool,
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
    pub(crate) fn strike(&mut self, call: Call) -> Twists {
        let mut twists = Twists::default();
        for fault in &mut self.0 {
            if !(fault.on == Call::Any || fault.on == call) || !fault.verb.concerns(call) {
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
            Verb::LateCancel => self.late_cancel = Some(fault.seconds.unwrap_or(0)),
            Verb::PriceChanges => self.price_percent = fault.percent.unwrap_or(10),
            Verb::SoldOutRace => self.sold_out_race = true,
        }
    }
}
