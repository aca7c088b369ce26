//! Tickets of the desk as the window sees them.

use counterfoil_domain::{
    distribution::{
        Distribution, Group, Status, TicketEvent,
        print::{PrintAct, PrintRefused},
    },
    order::{Order, State},
};
use counterfoil_engine::distribution::{Checked, Tickets, events::Sink, mail::languages};

use super::{
    CheckedView, DistributionView, GroupView, MailerView, MayView, ScannedView, SinkView, TicketEventView,
    TicketStatusView, TicketsView,
};
use crate::views::{
    mails::MailView,
    number::{count, millis},
    order::OrderCard,
    prints::PrintJobView,
};

impl From<Status> for TicketStatusView {
    fn from(status: Status) -> Self {
        match status {
            Status::Created => Self::Created,
            Status::Distributed => Self::Distributed,
            Status::PickedUp => Self::PickedUp,
            Status::Activated => Self::Activated,
            Status::Expired => Self::Expired,
            Status::Cancelled => Self::Cancelled,
            Status::CancelledExternally => Self::CancelledExternally,
            Status::Failed => Self::Failed,
        }
    }
}

impl From<Checked> for CheckedView {
    fn from(checked: Checked) -> Self {
        Self { as_of: millis(checked.as_of), reached: checked.reached }
    }
}

impl MayView {
    pub(crate) const fn yes() -> Self {
        Self { ok: true, why: None }
    }

    pub(crate) fn no(why: impl Into<String>) -> Self {
        Self { ok: false, why: Some(why.into()) }
    }

    fn of(answer: Result<(), PrintRefused>) -> Self {
        match answer {
            Ok(()) => Self::yes(),
            Err(refused) => {
                let words = refused.to_string();
                let (first, rest) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
                Self::no(format!("{}{rest}.", first.to_uppercase()))
            }
        }
    }
}

impl DistributionView {
    pub(crate) fn of(tickets: &Tickets, one: &Distribution) -> Self {
        let sheets = tickets.sheets.get(&one.id).copied().unwrap_or_default();
        Self {
            id: one.id.to_string(),
            number: one.number,
            place: one.ticket,
            ticket_number: one.ticket_number.clone(),
            status: one.status.into(),
            status_at: millis(one.status_at),
            valid_until: millis(one.valid_until),
            valid: one.status.is_valid(),
            void: one.status.is_void(),
            replaced_by: one.replaced_by.map(|id| id.to_string()),
            printed: sheets.printed,
            copies: count(tickets.copies(one.id)),
            in_doubt: sheets.in_doubt,
            mailed: tickets.is_mailed(one.id),
            may_print: MayView::of(tickets.may(PrintAct::Print, one)),
            may_copy: MayView::of(tickets.may(PrintAct::Copy, one)),
            may_replace: if tickets.may_replace {
                MayView::of(tickets.may(PrintAct::Replace, one))
            } else {
                MayView::no("Only the box office and administrators may replace a ticket.")
            },
        }
    }
}

impl GroupView {
    fn of(tickets: &Tickets, group: &Group) -> Self {
        Self {
            id: group.id.to_string(),
            line: group.line,
            version: group.version,
            label: label(&tickets.order, group.line),
            distributions: group.distributions.iter().map(|one| DistributionView::of(tickets, one)).collect(),
        }
    }
}

/// The label of a line when it was sold.
pub(crate) fn label(order: &Order, line: u32) -> String {
    let at = usize::try_from(line).unwrap_or_default();
    at.checked_sub(1).and_then(|at| order.lines.get(at)).map(|line| line.label.clone()).unwrap_or_default()
}

impl From<&TicketEvent> for TicketEventView {
    fn from(event: &TicketEvent) -> Self {
        Self {
            seq: event.seq,
            kind: event.kind.name().to_owned(),
            at: millis(event.at),
            order: event.order.to_string(),
            code: event.order_code.clone(),
            version: event.order_version,
            line: event.order_line,
            distribution: event.distribution.map(|id| id.to_string()),
        }
    }
}

impl From<&Tickets> for TicketsView {
    fn from(tickets: &Tickets) -> Self {
        let order = &tickets.order;
        let mut groups: Vec<&Group> = tickets.groups.iter().collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.version), group.line));
        Self {
            order: order.id.to_string(),
            code: order.code.clone(),
            state: order.state.into(),
            groups: groups.into_iter().map(|group| GroupView::of(tickets, group)).collect(),
            checked: tickets.checked.into(),
            warnings: Vec::new(),
            by_supplier: tickets.by_supplier,
            supplier_pages: tickets.supplier_pages,
            may_mail: may_mail(tickets),
            mailer: MailerView::Desk,
            to: order.customer.email.reveal().clone(),
            language: order.language.clone(),
            languages: languages().into_iter().map(str::to_owned).collect(),
            events: tickets.events.iter().map(Into::into).collect(),
            jobs: tickets.jobs.iter().map(|job| PrintJobView::of(job, tickets)).collect(),
            mails: tickets.mails.iter().map(|mail| MailView::of(mail, tickets)).collect(),
        }
    }
}

/// Tickets of a sold order that are not void may be mailed.
fn may_mail(tickets: &Tickets) -> MayView {
    let living = tickets.groups.iter().flat_map(|group| &group.distributions).any(|one| !one.status.is_void());
    match tickets.order.state {
        State::Ready if living => MayView::yes(),
        State::Ready => MayView::no("Its tickets are void: they are not sent."),
        State::Cancelled | State::Failed | State::Expired => {
            MayView::no("The order is over: its tickets are void and are not sent.")
        }
        State::Draft
        | State::Creating
        | State::Held
        | State::Confirming
        | State::Fulfilling
        | State::Cancelling
        | State::Unknown => MayView::no("There are no tickets yet."),
    }
}

impl ScannedView {
    pub(crate) fn of(tickets: &Tickets, group: &Group, one: &Distribution) -> Self {
        let living = |one: &&Distribution| one.replaced_by.is_none();
        let of_version = tickets.groups.iter().filter(|other| other.version == group.version);
        Self {
            order: OrderCard::from(&tickets.order),
            ticket: DistributionView::of(tickets, one),
            label: label(&tickets.order, group.line),
            of: count(of_version.flat_map(|group| &group.distributions).filter(living).count()),
            meaning: meaning(one).to_owned(),
            checked: tickets.checked.into(),
        }
    }
}

/// What a status means for whoever holds the ticket.
fn meaning(one: &Distribution) -> &'static str {
    if one.replaced_by.is_some() {
        return "Another ticket took its place: this one is void.";
    }
    match one.status {
        Status::Created => "Sold. Nobody has printed or mailed it here yet.",
        Status::Distributed => "Good: printed or mailed, and not used as far as is known here.",
        Status::PickedUp => "Good: it is in a wallet.",
        Status::Activated => "Used at the venue already.",
        Status::Expired => "Its time is over.",
        Status::Cancelled => "Void: the order was cancelled or changed.",
        Status::CancelledExternally => "Void: the supplier cancelled it.",
        Status::Failed => "Sold, but it could not be printed or mailed. Try again.",
    }
}

impl SinkView {
    pub(crate) fn of(sink: &Sink, newest: u64, place: Option<String>) -> Self {
        let trouble = Some(sink.trouble.clone()).filter(|trouble| !trouble.is_empty());
        Self {
            name: sink.name.clone(),
            place,
            behind: newest.saturating_sub(sink.seq),
            tries: sink.tries,
            next_at: trouble.as_ref().map(|_| millis(sink.next_at)),
            trouble,
        }
    }
}
