//! Printers, pick-ups and the print journal.

use counterfoil_domain::{
    PrintJobId,
    availability::read_day,
    distribution::{MediaKind, PrinterChoice, print::PrintJob},
};
use counterfoil_engine::{Desk, EngineError, distribution::print::PrintWish};
use tauri::State;

use super::{Answer, reading};
use crate::views::{
    desk::NoInput,
    prints::{
        AnswerPrintInput, BatchId, BatchInput, BatchView, PickupQuery, PickupView, PrintInput, PrintJobView,
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
    let media = input.media.into();
    match input.printer {
        Some(printer) => {
            desk.choose_printer(PrinterChoice {
                media,
                printer,
                layout: input.layout,
                language: input.language.into(),
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
            media: Some(input.media.into()),
            printer: None,
            cover: input.cover,
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
    let printed = desk.print_batch(&input.orders, Some(input.media.into()), &input.key).await?;
    let Some(first) = printed.jobs.first() else {
        return Err(EngineError::Invalid(format!("Nothing was printed. {}", printed.left_out.join(" "))).into());
    };
    shown(&desk, first.batch, printed.left_out).await
}

/// What the print room is at.
#[tauri::command]
pub async fn list_prints(desk: State<'_, Desk>, input: PrintQuery) -> Answer<PrintRoomView> {
    desk.allow("list_prints")?;
    let room = desk.print_room(if input.open_only { 0 } else { SETTLED }).await?;
    // A single press is no batch to a person, unless it waits.
    let batches = room.batches.iter().filter(|batch| batch.jobs.len() > 1 || batch.stop.is_some());
    let batches = batches.filter_map(|batch| BatchView::of(batch, Vec::new())).collect();
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
    shown(&desk, id, Vec::new()).await
}

/// Takes back what of a batch was not handed over yet.
#[tauri::command]
pub async fn stop_batch(desk: State<'_, Desk>, input: BatchId) -> Answer<BatchView> {
    desk.allow("stop_batch")?;
    let id = reading::id("batch", &input.id)?;
    desk.drop_batch(id).await?;
    shown(&desk, id, Vec::new()).await
}

async fn shown(desk: &Desk, id: PrintJobId, left_out: Vec<String>) -> Answer<BatchView> {
    let batch = BatchView::of(&desk.batch(id).await?, left_out);
    Ok(batch.ok_or_else(|| EngineError::NotFound { what: "batch", id: id.to_string() })?)
}

async fn choices(desk: &Desk) -> Answer<Vec<PrinterChoiceView>> {
    let (chosen, printers) = (desk.printer_choices().await?, desk.printers().await);
    let of = |media| PrinterChoiceView::of(media, chosen.iter().find(|choice| choice.media == media), &printers);
    Ok(MediaKind::ALL.map(of).into())
}

/// Jobs with the names of what is on them.
async fn jobs(desk: &Desk, jobs: &[PrintJob]) -> Answer<Vec<PrintJobView>> {
    let tickets = desk.tickets_of(jobs.iter().map(|job| job.order).collect()).await?;
    Ok(jobs.iter().filter_map(|job| Some(PrintJobView::of(job, tickets.get(&job.order)?))).collect())
}
