//! Bad days, by name: what can be made to go wrong between a client and the supplier.

mod board;

use serde::{Deserialize, Serialize};

pub(crate) use board::{FaultBoard, Spoil, Twists};

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
pub enum List {
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

    /// The list an address asks for.
    pub(crate) fn at(path: &str) -> Option<Self> {
        let all = [Self::Countries, Self::Cities, Self::Experiences, Self::Products, Self::Tags, Self::TagTypes];
        let name = path.strip_prefix("/v2/")?;
        all.into_iter().find(|list| list.name() == name)
    }

    /// The list of which an address asks for one item, where that can be unreadable.
    pub(crate) fn of_item(path: &str) -> Option<Self> {
        let (name, item) = path.strip_prefix("/v2/")?.split_once('/')?;
        let list = [Self::Experiences, Self::Products].into_iter().find(|list| list.name() == name);
        list.filter(|_| !item.contains('/'))
    }
}

/// What goes wrong.
///
/// From `duplicate_ids` on, each is something that a supplier's lists really did to somebody. These happen to the lists of
/// products and experiences, or to the one that the fault's `list` names; nothing else that is read is spoilt by them.
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
    /// The supplier refuses a confirmation, and the order has failed.
    PaymentRefused,
    /// The supplier cancels: the order with `reference` at once, else the next confirmed one after `seconds`.
    LateCancel,
    /// Prices are `percent` higher than before, 10 when absent.
    PriceChanges,
    /// The last places go to somebody else just before an order arrives.
    SoldOutRace,
    /// The first items of a page, at most three, are on it twice, the second time at its end and with another title.
    DuplicateIds,
    /// Each page begins with the last items of the one before, ten or half a page if that is less: later items shift, and the
    /// last ones are on no page that the total promises.
    OverlappingPages,
    /// From page 2 on the list has lost `percent` of its items, 10 when absent, spread over the whole of it; the total follows.
    /// Items that stood at the beginning of a page are now at the end of the one that was read already.
    ShrinkingPages,
    /// The page is empty, although the total still counts everything.
    EmptyPage,
    /// The total is `percent` of the truth, 50 when absent; more than 100 promises too much.
    LyingTotal,
    /// Every third item is in a city that is in no list.
    UnknownCity,
    /// Every third item is priced in a currency that does not exist, `XQQ`.
    UnknownCurrency,
    /// Prices are texts: most like `"12.50"`, some with a comma, some no price at all.
    PricesAsText,
    /// The first item's longest text has `bytes`, 10,000,000 when absent and at most 256 MiB.
    HugeText,
    /// Titles and texts hold scripts, event handlers, frames, `javascript:` links and tags that are never closed.
    HtmlText,
    /// Titles and texts hold characters that turn the direction of writing, have no width, or control a terminal.
    BidiText,
    /// Of six items one has no id, one no title and one no city, or whatever else it belongs to.
    MissingFields,
    /// Of six items one has lists where objects belong, one numbers where texts belong, one null in all places but its id,
    /// one is a list itself and one is null.
    WrongTypes,
    /// Whoever asks for one product or experience by its number gets a list where the object belongs.
    UnreadableItem,
    /// 503, not processed; `retry_after` seconds when given. Other calls than lists are hit when `on` names them.
    #[serde(rename = "error_503")]
    Error503,
}

impl Verb {
    /// Whether this can go wrong at all during a call.
    fn concerns(self, call: Call) -> bool {
        match self {
            Self::NeverCompletes | Self::CompletesAfter | Self::PaymentRefused | Self::LateCancel => {
                call == Call::Confirm
            }
            Self::SoldOutRace => call == Call::Create,
            Self::PriceChanges => matches!(call, Call::Availability | Call::Catalog),
            Self::DuplicateIds
            | Self::OverlappingPages
            | Self::ShrinkingPages
            | Self::EmptyPage
            | Self::LyingTotal
            | Self::UnknownCity
            | Self::UnknownCurrency
            | Self::PricesAsText
            | Self::HugeText
            | Self::HtmlText
            | Self::BidiText
            | Self::MissingFields
            | Self::WrongTypes
            | Self::UnreadableItem => call == Call::Catalog,
            Self::Slow
            | Self::Error500
            | Self::Error503
            | Self::RateLimited
            | Self::CutBody
            | Self::NotJson
            | Self::DropBeforeAccept
            | Self::DropAfterAccept => true,
        }
    }

    /// Whether this happens to lists rather than to any call.
    fn is_of_lists(self) -> bool {
        match self {
            Self::DuplicateIds
            | Self::OverlappingPages
            | Self::ShrinkingPages
            | Self::EmptyPage
            | Self::LyingTotal
            | Self::UnknownCity
            | Self::UnknownCurrency
            | Self::PricesAsText
            | Self::HugeText
            | Self::HtmlText
            | Self::BidiText
            | Self::MissingFields
            | Self::WrongTypes
            | Self::Error503 => true,
            Self::Slow
            | Self::Error500
            | Self::RateLimited
            | Self::CutBody
            | Self::NotJson
            | Self::DropBeforeAccept
            | Self::DropAfterAccept
            | Self::NeverCompletes
            | Self::CompletesAfter
            | Self::PaymentRefused
            | Self::LateCancel
            | Self::PriceChanges
            | Self::SoldOutRace
            | Self::UnreadableItem => false,
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
    /// The only list it happens to.
    #[serde(default)]
    pub list: Option<List>,
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
    /// Seconds in `Retry-After`, for `rate_limited` and `error_503`.
    #[serde(default)]
    pub retry_after: Option<u64>,
    /// Percent, for `price_changes`, `shrinking_pages` and `lying_total`.
    #[serde(default)]
    pub percent: Option<u32>,
    /// Length of a text, for `huge_text`.
    #[serde(default)]
    pub bytes: Option<u64>,
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
            list: None,
            times: None,
            skip: 0,
            ms: None,
            seconds: None,
            retry_after: None,
            percent: None,
            bytes: None,
            reference: None,
        }
    }

    /// Whether there is any request this can happen to: lists are read, and nothing else is.
    pub(crate) fn has_a_place(&self) -> bool {
        self.list.is_none() || matches!(self.on, Call::Any | Call::Catalog)
    }

    /// Whether a request is one of those this happens to. It asks for a list, for one item of a list, or for neither.
    fn is_aimed_at(&self, call: Call, list: Option<List>, item: Option<List>) -> bool {
        if !(self.on == Call::Any || self.on == call) || !self.verb.concerns(call) {
            return false;
        }
        if self.verb == Verb::UnreadableItem {
            return item.is_some_and(|item| self.list.is_none_or(|only| only == item));
        }
        match self.list {
            Some(only) => list == Some(only),
            None if !self.verb.is_of_lists() => true,
            // A named call that is no list can still be out of service.
            None if call != Call::Catalog => self.on == call,
            None => matches!(list, Some(List::Experiences | List::Products)),
        }
    }
}
