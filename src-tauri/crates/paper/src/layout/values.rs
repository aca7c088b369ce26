//! What a field shows of a ticket, in the ticket's language.

use std::borrow::Cow;

use crate::design::{CodeKind, Field};
use crate::text::is_blank;
use crate::ticket::{Code, Ticket};
use crate::words::Words;

/// A ticket, its words and its day, written once.
pub(crate) struct Values<'a> {
    pub(crate) ticket: &'a Ticket,
    pub(crate) words: &'static Words,
    day: String,
    time: String,
    pub(crate) clock: String,
}

impl<'a> Values<'a> {
    pub(crate) fn of(ticket: &'a Ticket) -> Self {
        let words = Words::of(&ticket.language);
        let (day, time, clock) = ticket.starts.as_ref().map(|starts| starts.parts(words)).unwrap_or_default();
        Self { ticket, words, day, time, clock }
    }

    /// Which place of a code this ticket uses.
    pub(crate) fn code_kind(&self) -> CodeKind {
        match &self.ticket.code {
            None => CodeKind::None,
            Some(code) if code.format.is_linear() => CodeKind::Bars,
            Some(_) => CodeKind::Matrix,
        }
    }

    /// The values that are not blank, joined by a middle dot. `labelled`: a label says what it is, so that words which a bare
    /// date would need are left out.
    pub(crate) fn joined(&self, fields: &[Field], labelled: bool) -> Cow<'_, str> {
        let named = |field: Field| match field {
            Field::StatusAsOf if !labelled && !is_blank(&self.ticket.status_as_of) => {
                Cow::Owned(format!("{} {}", self.words.status_as_of, self.words.apart(&self.ticket.status_as_of)))
            }
            Field::Time if fields.len() > 1 && !self.clock.is_empty() && !self.time.is_empty() => {
                Cow::Owned(format!("{} ({})", self.time, self.clock))
            }
            field => self.one(field),
        };
        if let [field] = fields {
            return named(*field);
        }
        let values: Vec<_> = fields.iter().map(|field| named(*field)).filter(|value| !is_blank(value)).collect();
        let values: Vec<_> = values.iter().map(|value| self.words.apart(value)).collect();
        Cow::Owned(values.join(" · "))
    }

    /// The label above the first value that is not blank.
    pub(crate) fn label(&self, fields: &[Field]) -> &'static str {
        let shown = fields.iter().find(|field| !is_blank(&self.one(**field)));
        shown.map_or("", |field| self.name(*field))
    }

    pub(crate) fn one(&self, field: Field) -> Cow<'_, str> {
        let ticket = self.ticket;
        Cow::Borrowed(match field {
            Field::Title => &ticket.title,
            Field::Venue => &ticket.venue,
            Field::Address => &ticket.address,
            Field::Starts => {
                return Cow::Owned(ticket.starts.as_ref().map(|starts| starts.line(self.words)).unwrap_or_default());
            }
            Field::Day => &self.day,
            Field::Time => &self.time,
            Field::Valid => {
                return Cow::Owned(ticket.valid.map(|valid| valid.line(self.words)).unwrap_or_default());
            }
            Field::VisitorType => &ticket.visitor_type,
            Field::Holder => &ticket.holder,
            Field::OrderCode => &ticket.order_code,
            Field::OrderReference => &ticket.order_reference,
            Field::Price => &ticket.price,
            Field::MustKnow => &ticket.must_know,
            Field::Conditions => &ticket.conditions,
            Field::Seller => &ticket.seller,
            Field::StatusAsOf => &ticket.status_as_of,
            Field::Place => {
                let place = ticket.place.map(|place| self.words.number_of(place.number, place.of));
                return Cow::Owned(place.unwrap_or_default());
            }
            Field::Seat => &ticket.seat,
            Field::CodeReference => ticket.code.as_ref().map_or("", Code::human),
            Field::Label => &ticket.label,
        })
    }

    fn name(&self, field: Field) -> &'static str {
        let words = self.words;
        match field {
            Field::Title | Field::Place => words.ticket,
            Field::Venue => words.venue,
            Field::Address => words.address,
            Field::Starts => words.when,
            Field::Day if self.time.is_empty() && self.clock.is_empty() => words.when,
            Field::Day => words.date,
            Field::Time => words.time,
            Field::Valid => words.valid,
            Field::VisitorType => words.visitor,
            Field::Holder => words.holder,
            Field::OrderCode => words.order,
            Field::OrderReference => words.order_reference,
            Field::Price => words.price,
            Field::MustKnow => words.must_know,
            Field::Conditions => words.conditions,
            Field::Seller => words.seller,
            Field::StatusAsOf => words.status_as_of,
            Field::Seat => words.seat,
            Field::CodeReference => words.code,
            Field::Label => words.note,
        }
    }
}

/// Name of a field in warnings, as in a layout's JSON.
pub(crate) fn key(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Venue => "venue",
        Field::Address => "address",
        Field::Starts => "starts",
        Field::Day => "day",
        Field::Time => "time",
        Field::Valid => "valid",
        Field::VisitorType => "visitor_type",
        Field::Holder => "holder",
        Field::OrderCode => "order_code",
        Field::OrderReference => "order_reference",
        Field::Price => "price",
        Field::MustKnow => "must_know",
        Field::Conditions => "conditions",
        Field::Seller => "seller",
        Field::StatusAsOf => "status_as_of",
        Field::Place => "place",
        Field::Seat => "seat",
        Field::CodeReference => "code_reference",
        Field::Label => "label",
    }
}
