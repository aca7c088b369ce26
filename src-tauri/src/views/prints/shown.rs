//! Printers and print jobs of the desk as the window sees them.

use counterfoil_domain::distribution::{
    Distribution, MediaKind, PrinterChoice, PrinterLanguage,
    print::{PrintAct, PrintJob, PrintState},
};
use counterfoil_engine::{
    EngineError,
    distribution::{
        Tickets,
        print::{
            Pickup, PrintBatch,
            spooler::{Printer, PrinterState},
            usual_choice,
        },
    },
};

use super::{
    BatchStateView, BatchView, MediaView, PickupView, PrintActView, PrintJobView, PrintStateView, PrintTicketView,
    PrinterChoiceView, PrinterLanguageView, PrinterStateView, PrinterView,
};
use crate::views::{
    number::{count, millis},
    order::OrderCard,
    tickets::{MayView, label},
};

impl From<MediaView> for MediaKind {
    fn from(media: MediaView) -> Self {
        match media {
            MediaView::A4 => Self::A4,
            MediaView::Thermal80 => Self::Thermal80,
            MediaView::Stock => Self::Stock,
        }
    }
}

impl From<MediaKind> for MediaView {
    fn from(media: MediaKind) -> Self {
        match media {
            MediaKind::A4 => Self::A4,
            MediaKind::Thermal80 => Self::Thermal80,
            MediaKind::Stock => Self::Stock,
        }
    }
}

impl From<PrinterLanguageView> for PrinterLanguage {
    fn from(language: PrinterLanguageView) -> Self {
        match language {
            PrinterLanguageView::Pdf => Self::Pdf,
            PrinterLanguageView::Zpl => Self::Zpl,
            PrinterLanguageView::Escpos => Self::EscPos,
            PrinterLanguageView::Fgl => Self::Fgl,
        }
    }
}

impl From<PrinterLanguage> for PrinterLanguageView {
    fn from(language: PrinterLanguage) -> Self {
        match language {
            PrinterLanguage::Pdf => Self::Pdf,
            PrinterLanguage::Zpl => Self::Zpl,
            PrinterLanguage::EscPos => Self::Escpos,
            PrinterLanguage::Fgl => Self::Fgl,
        }
    }
}

impl From<PrintActView> for PrintAct {
    fn from(act: PrintActView) -> Self {
        match act {
            PrintActView::Print => Self::Print,
            PrintActView::Copy => Self::Copy,
            PrintActView::Replace => Self::Replace,
        }
    }
}

impl From<PrintAct> for PrintActView {
    fn from(act: PrintAct) -> Self {
        match act {
            PrintAct::Print => Self::Print,
            PrintAct::Copy => Self::Copy,
            PrintAct::Replace => Self::Replace,
        }
    }
}

impl From<PrintState> for PrintStateView {
    fn from(state: PrintState) -> Self {
        match state {
            PrintState::Queued => Self::Queued,
            PrintState::Sending => Self::Sending,
            PrintState::Sent => Self::Sent,
            PrintState::Confirmed => Self::Confirmed,
            PrintState::Doubtful => Self::Doubtful,
            PrintState::Failed => Self::Failed,
        }
    }
}

impl From<&Printer> for PrinterView {
    fn from(printer: &Printer) -> Self {
        let offline = printer.reasons.iter().any(|reason| reason.starts_with("offline"));
        let state = match printer.state {
            _ if offline => PrinterStateView::Offline,
            PrinterState::Idle => PrinterStateView::Idle,
            PrinterState::Printing => PrinterStateView::Printing,
            PrinterState::Stopped => PrinterStateView::Stopped,
        };
        Self {
            name: printer.name.clone(),
            description: printer.description.clone(),
            state,
            reasons: printer.trouble().into_iter().collect(),
            accepting: printer.accepting,
            is_default: printer.is_default,
        }
    }
}

impl PrinterChoiceView {
    /// What is chosen for a kind of paper; what is usual where nothing is.
    pub(crate) fn of(
        media: MediaKind,
        chosen: Option<&PrinterChoice>,
        printers: &Result<Vec<Printer>, EngineError>,
    ) -> Self {
        let Some(choice) = chosen else {
            let PrinterChoice { layout, language, .. } = usual_choice(media);
            let (media, language) = (media.into(), language.into());
            return Self { media, printer: None, layout, language, trouble: None };
        };
        let trouble = match printers {
            Ok(printers) => match printers.iter().find(|printer| printer.name == choice.printer) {
                Some(printer) => printer.trouble(),
                None => Some(format!("There is no printer {} any more. Choose another.", choice.printer)),
            },
            Err(error) => Some(error.to_string()),
        };
        Self {
            media: media.into(),
            printer: Some(choice.printer.clone()),
            layout: choice.layout.clone(),
            language: choice.language.into(),
            trouble,
        }
    }
}

impl PrintJobView {
    pub(crate) fn of(job: &PrintJob, tickets: &Tickets) -> Self {
        let of_order = tickets.groups.iter().flat_map(|group| group.distributions.iter().map(move |one| (group, one)));
        let all: Vec<_> = of_order.collect();
        let version = all.iter().map(|(group, _)| group.version).max().unwrap_or(1);
        let living = |one: &Distribution| one.replaced_by.is_none();
        let of = count(all.iter().filter(|(group, one)| group.version == version && living(one)).count());
        let sheets = job.tickets.iter().map(|(id, copy)| {
            let known = all.iter().find(|(_, one)| one.id == *id);
            PrintTicketView {
                distribution: id.to_string(),
                number: known.map_or(1, |(_, one)| one.ticket.unwrap_or(one.number)),
                of,
                label: known.map(|(group, _)| label(&tickets.order, group.line)).unwrap_or_default(),
                copy: *copy,
            }
        });
        Self {
            id: job.id.to_string(),
            batch: job.batch.to_string(),
            place: job.place + 1,
            order: job.order.to_string(),
            code: tickets.order.code.clone(),
            title: tickets.order.product_title.clone(),
            customer_name: tickets.order.customer.full_name().reveal().clone(),
            act: job.act.into(),
            reason: Some(job.reason.clone()).filter(|reason| !reason.is_empty()),
            tickets: sheets.collect(),
            printer: job.on.printer.clone(),
            media: job.on.media.into(),
            layout: job.on.layout.clone(),
            state: job.state.into(),
            note: Some(job.note.clone()).filter(|note| !note.is_empty()),
            created_at: millis(job.created_at),
            updated_at: millis(job.updated_at),
        }
    }
}

impl BatchView {
    /// A batch; nothing of one that has no job.
    pub(crate) fn of(batch: &PrintBatch, left_out: Vec<String>) -> Option<Self> {
        let PrintBatch { id, jobs, stop } = batch;
        let first = jobs.first()?;
        let in_state = |state: PrintState| count(jobs.iter().filter(|job| job.state == state).count());
        let state = match stop {
            _ if jobs.iter().all(|job| job.state.is_settled()) => BatchStateView::Done,
            Some(_) => BatchStateView::Stopped,
            None => BatchStateView::Running,
        };
        Some(Self {
            id: id.to_string(),
            state,
            reason: stop.as_ref().map(|stop| stop.reason.clone()),
            printer: first.on.printer.clone(),
            jobs: count(jobs.len()),
            done: in_state(PrintState::Confirmed),
            doubtful: in_state(PrintState::Doubtful),
            failed: in_state(PrintState::Failed),
            left_out,
            created_at: millis(first.created_at),
        })
    }
}

impl From<&Pickup> for PickupView {
    fn from(pickup: &Pickup) -> Self {
        let to_print = pickup.tickets - pickup.printed - pickup.in_doubt - pickup.on_the_way;
        let may_print = match to_print {
            0 if pickup.in_doubt > 0 => MayView::no("A sheet of it may be on paper. Look, and answer that first."),
            0 if pickup.tickets == 0 => MayView::no("It has no ticket that could be printed."),
            0 => MayView::no("All of it is printed or on its way."),
            _ => MayView::yes(),
        };
        Self {
            order: OrderCard::from(&pickup.order),
            tickets: pickup.tickets,
            to_print,
            printed: pickup.printed,
            in_doubt: pickup.in_doubt,
            on_the_way: pickup.on_the_way,
            mailed: pickup.mailed,
            may_print,
        }
    }
}
