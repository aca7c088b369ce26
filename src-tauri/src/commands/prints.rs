//! Printers, pick-ups and the print journal.

use std::collections::{HashMap, hash_map::Entry};

use counterfoil_domain::{PrintJobId, availability::read_day, distribution::print::PrintJob};
use counterfoil_engine::{
    Desk, EngineError, Result,
    distribution::{
        Tickets,
        print::{PrintWish, PrinterChoice},
    },
};
use tauri::State;

use super::{Answer, reading};
use crate::views::{
    desk::NoInput,
    prints::{
        AnswerPrintInput, BatchId, BatchInput, BatchView, MediaView, PickupQuery, PickupView, PrintInput, PrintJobView,
        PrintQuery, PrintRoomView, PrinterChoiceInput, PrinterChoiceView, PrinterView,
    },
};

/// Settled jobs that are shown beside the open ones.
const SETTLED: u32 = 100;

/// The printers there are.
#[tauri::command]
pub async fn list_printers(desk: State<'_, Desk>, _input: NoInput) -> Answer<Vec<PrinterView>> {
    desk.allow("list_printers")?;
    Ok(desk.printers().await?.iter().map(Into::into).collect())
}

/// What is chosen for each kind of paper.
#[tauri::command]
pub async fn list_printer_choices(desk: State<'_, Desk>, _input: NoInput) -> Answer<Vec<PrinterChoiceView>> {
    desk.allow("list_printer_choices")?;
    choices(&desk).await
}

/// Chooses the printer of a kind of paper.
#[tauri::command]
pub async fn choose_printer(desk: State<'_, Desk>, input: PrinterChoiceInput) -> Answer<Vec<PrinterChoiceView>> {
    desk.allow("choose_printer")?;
    let media = input.media.word();
    match input.printer {
        Some(printer) => {
            desk.choose_printer(PrinterChoice {
                media: media.to_owned(),
                printer,
                layout: input.layout,
                language: input.language.word().to_owned(),
                dpi: u16::try_from(input.dpi).unwrap_or(u16::MAX),
            })
            .await?;
        }
        None => desk.forget_printer(media).await?,
    }
    choices(&desk).await
}

/// Prints, copies or replaces tickets.
#[tauri::command]
pub async fn print_tickets(desk: State<'_, Desk>, input: PrintInput) -> Answer<Vec<PrintJobView>> {
    desk.allow("print_tickets")?;
    let printed = desk
        .print_tickets(PrintWish {
            order: input.order,
            tickets: reading::ids("ticket", &input.distributions)?,
            act: input.act.into(),
            reason: input.reason.unwrap_or_default(),
            media: Some(input.media.word().to_owned()),
            printer: None,
            key: input.key,
        })
        .await?;
    jobs(&desk, &printed.jobs).await
}

/// The orders of a day with what of them is on paper.
#[tauri::command]
pub async fn list_pickups(desk: State<'_, Desk>, input: PickupQuery) -> Answer<Vec<PickupView>> {
    desk.allow("list_pickups")?;
    let day = read_day(&input.day).map_err(|error| EngineError::Invalid(format!("{error}.")))?;
    Ok(desk.pickups(day).await?.iter().map(Into::into).collect())
}

/// Prints what is not printed of several orders.
#[tauri::command]
pub async fn print_batch(desk: State<'_, Desk>, input: BatchInput) -> Answer<BatchView> {
    desk.allow("print_batch")?;
    let printed = desk.print_batch(&input.orders, Some(input.media.word()), &input.key).await?;
    let stops = desk.print_room(0).await?.stops;
    let stop = printed.jobs.first().and_then(|job| stops.iter().find(|stop| stop.batch == job.batch));
    match BatchView::of(&printed.jobs, stop, printed.left_out.clone()) {
        Some(batch) => Ok(batch),
        None => Err(EngineError::Invalid(format!("Nothing was printed. {}", printed.left_out.join(" "))).into()),
    }
}

/// What the print room is at.
#[tauri::command]
pub async fn list_prints(desk: State<'_, Desk>, input: PrintQuery) -> Answer<PrintRoomView> {
    desk.allow("list_prints")?;
    let room = desk.print_room(if input.open_only { 0 } else { SETTLED }).await?;
    let mut ids: Vec<PrintJobId> = room.jobs.iter().map(|job| job.batch).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut batches = Vec::new();
    for id in ids.into_iter().rev() {
        let of_batch = desk.print_batch_jobs(id).await?;
        // A single press is no batch to a person, unless it waits.
        let stop = room.stops.iter().find(|stop| stop.batch == id);
        if of_batch.len() > 1 || stop.is_some() {
            batches.extend(BatchView::of(&of_batch, stop, Vec::new()));
        }
    }
    let mut newest_first = room.jobs;
    newest_first.sort_by_key(|job| std::cmp::Reverse((job.created_at, job.place)));
    Ok(PrintRoomView { batches, jobs: jobs(&desk, &newest_first).await? })
}

/// Says what a person saw at the printer.
#[tauri::command]
pub async fn answer_print(desk: State<'_, Desk>, input: AnswerPrintInput) -> Answer<PrintJobView> {
    desk.allow("answer_print")?;
    let job = desk.answer_print(reading::id("print job", &input.job)?, input.on_paper).await?;
    let tickets = desk.tickets(&job.order.to_string()).await?;
    Ok(PrintJobView::of(&job, &tickets))
}

/// Lets a stopped batch go on.
#[tauri::command]
pub async fn resume_batch(desk: State<'_, Desk>, input: BatchId) -> Answer<BatchView> {
    desk.allow("resume_batch")?;
    let id = reading::id("batch", &input.id)?;
    desk.resume_batch(id).await?;
    Ok(batch(&desk, id).await?)
}

/// Takes back what of a batch was not handed over yet.
#[tauri::command]
pub async fn stop_batch(desk: State<'_, Desk>, input: BatchId) -> Answer<BatchView> {
    desk.allow("stop_batch")?;
    let id = reading::id("batch", &input.id)?;
    desk.drop_batch(id).await?;
    Ok(batch(&desk, id).await?)
}

async fn batch(desk: &Desk, id: PrintJobId) -> Result<BatchView> {
    let of_batch = desk.print_batch_jobs(id).await?;
    let stops = desk.print_room(0).await?.stops;
    let stop = stops.iter().find(|stop| stop.batch == id);
    BatchView::of(&of_batch, stop, Vec::new()).ok_or(EngineError::NotFound { what: "batch", id: id.to_string() })
}

async fn choices(desk: &Desk) -> Answer<Vec<PrinterChoiceView>> {
    let (chosen, printers) = (desk.printer_choices().await?, desk.printers().await);
    let of = |media: MediaView| {
        let choice = chosen.iter().find(|choice| choice.media == media.word());
        PrinterChoiceView::of(media, choice, &printers)
    };
    Ok(MediaView::ALL.map(of).into())
}

/// Jobs with the names of what is on them; each order is read once.
async fn jobs(desk: &Desk, jobs: &[PrintJob]) -> Answer<Vec<PrintJobView>> {
    let mut orders: HashMap<_, Tickets> = HashMap::new();
    let mut views = Vec::with_capacity(jobs.len());
    for job in jobs {
        let tickets = match orders.entry(job.order) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(desk.tickets(&job.order.to_string()).await?),
        };
        views.push(PrintJobView::of(job, tickets));
    }
    Ok(views)
}
