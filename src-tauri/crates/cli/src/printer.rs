//! `printer …`, `print …`, and `ticket print|copy|replace`.

use std::time::Duration;

use counterfoil_domain::{
    DistributionId, PrintJobId,
    availability::read_day,
    distribution::{
        PrinterChoice,
        print::{PrintAct, PrintJob, PrintState},
    },
};
use counterfoil_engine::{
    Desk,
    distribution::print::{PrintBatch, PrintWish},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Reply,
    arguments::{PrintArgs, PrintCommand, PrinterCommand},
    door::Door,
    problem::{Failure, known_id},
    shape::{self, counted},
};

/// How often is looked while a printer works.
const BEAT: Duration = Duration::from_millis(200);

pub(crate) async fn printers(command: PrinterCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    match command {
        PrinterCommand::List => {
            let printers = desk.printers().await?;
            let lines: Vec<_> = printers
                .iter()
                .map(|printer| match printer.trouble() {
                    Some(trouble) => trouble,
                    None => format!("{}: ready.", printer.name),
                })
                .collect();
            let items = printers
                .iter()
                .map(|printer| {
                    json!({
                        "name": printer.name,
                        "description": printer.description,
                        "state": format!("{:?}", printer.state).to_lowercase(),
                        "reasons": printer.reasons,
                        "trouble": printer.trouble(),
                        "accepting": printer.accepting,
                        "default": printer.is_default,
                    })
                })
                .collect();
            let text = if lines.is_empty() { "The print service has no printer.".to_owned() } else { lines.join("\n") };
            Reply::new(shape::whole_list(items), text)
        }
        PrinterCommand::Choose { media, printer, layout, language } => {
            desk.choose_printer(PrinterChoice { media, printer, layout, language }).await?;
            choices(&desk).await
        }
        PrinterCommand::Choices => choices(&desk).await,
        PrinterCommand::Forget { media } => {
            let chosen = desk.printer_choices().await?.into_iter().any(|choice| choice.media == media);
            desk.forget_printer(media).await?;
            let said = if chosen { "No printer is chosen any more" } else { "No printer was chosen" };
            let reply = choices(&desk).await?;
            Ok(Reply { text: format!("{said} for {}.\n{}", media.name(), reply.text), ..reply })
        }
    }
}

async fn choices(desk: &Desk) -> Result<Reply, Failure> {
    let choices = desk.printer_choices().await?;
    let lines: Vec<_> = choices
        .iter()
        .map(|choice| {
            format!(
                "{}: {} with layout {}, {}.",
                choice.media.word(),
                choice.printer,
                choice.layout,
                choice.language.word()
            )
        })
        .collect();
    let items = choices
        .iter()
        .map(|choice| {
            json!({
                "media": choice.media.word(),
                "printer": choice.printer,
                "layout": choice.layout,
                "language": choice.language.word(),
            })
        })
        .collect();
    let text = if lines.is_empty() { "No printer is chosen.".to_owned() } else { lines.join("\n") };
    Reply::new(shape::whole_list(items), text)
}

pub(crate) async fn journal(command: PrintCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    desk.learn_of_sales().await?;
    desk.tend_prints_once().await?;
    match command {
        PrintCommand::List { open } => {
            let room = desk.print_room(if open { 0 } else { 100 }).await?;
            let mut text = lines(&room.jobs);
            let stops: Vec<_> = room.batches.iter().filter_map(|batch| batch.stop.as_ref()).collect();
            for stop in &stops {
                text = format!("{text}\nBatch {} stopped: {}", stop.batch, stop.reason);
            }
            let stops: Vec<_> =
                stops.iter().map(|stop| json!({ "batch": stop.batch.to_string(), "reason": stop.reason })).collect();
            let mut list = shape::whole_list(room.jobs.iter().map(item).collect());
            if let Some(fields) = list.as_object_mut() {
                fields.insert("stopped".to_owned(), Value::Array(stops));
            }
            Reply::new(list, if text.is_empty() { "Nothing was printed here.".to_owned() } else { text })
        }
        PrintCommand::Answer { job, on_paper } => {
            let job = desk.answer_print(known_id(&job, "print job")?, on_paper).await?;
            Reply::new(item(&job), line(&job))
        }
        PrintCommand::Batch { day, media, wait } => {
            let day = read_day(&day).map_err(|error| Failure::Input(format!("{error}.")))?;
            let codes: Vec<_> = desk.pickups(day).await?.into_iter().map(|pickup| pickup.order.code).collect();
            let batch = desk.print_batch(&codes, media, &Uuid::now_v7().to_string()).await?;
            let mut reply = match batch.jobs.first() {
                Some(first) => settled(&desk, first.batch, wait).await?,
                None => Reply::new(shape::whole_list(Vec::new()), "Nothing of that day waits to be printed.")?,
            };
            if !batch.left_out.is_empty() {
                reply.text = format!("{}\nLeft out: {}", reply.text, batch.left_out.join("\nLeft out: "));
            }
            if let Some(fields) = reply.json.as_object_mut() {
                fields.insert("left_out".to_owned(), json!(batch.left_out));
            }
            Ok(reply)
        }
        PrintCommand::Resume { batch } => {
            let batch = known_id(&batch, "batch")?;
            desk.resume_batch(batch).await?;
            settled(&desk, batch, 30).await
        }
        PrintCommand::Drop { batch } => {
            let dropped = desk.drop_batch(known_id(&batch, "batch")?).await?;
            let verb = if dropped == 1 { "was" } else { "were" };
            Reply::new(json!({ "dropped": dropped }), format!("{} {verb} taken back.", counted(dropped, "sheet")))
        }
    }
}

/// `ticket print|copy|replace`: the press, and what became of it.
pub(crate) async fn print(desk: &Desk, wish: PrintArgs, act: PrintAct, reason: &str) -> Result<Reply, Failure> {
    let tickets = wish.ticket.iter().map(|id| known_id(id, "ticket")).collect::<Result<Vec<DistributionId>, _>>()?;
    let printed = desk
        .print_tickets(PrintWish {
            order: wish.order,
            tickets,
            act,
            reason: reason.to_owned(),
            media: wish.media,
            printer: wish.printer,
            cover: !wish.no_cover,
            key: wish.key.unwrap_or_else(|| Uuid::now_v7().to_string()),
        })
        .await?;
    let Some(first) = printed.jobs.first() else {
        return Reply::new(shape::whole_list(Vec::new()), "Nothing was printed.");
    };
    let mut reply = settled(desk, first.batch, wish.wait).await?;
    if let Some(unasked) = shape::unasked(printed.checked) {
        reply.text = format!("{}\n{unasked}", reply.text);
    }
    if act == PrintAct::Replace {
        reply.text =
            format!("{}\nThe code is the same as before: take the old paper back, or it may be used.", reply.text);
    }
    Ok(reply)
}

/// Waits until the jobs of a batch are settled, it stopped, or the time is over.
async fn settled(desk: &Desk, batch: PrintJobId, seconds: u64) -> Result<Reply, Failure> {
    let until = tokio::time::Instant::now() + Duration::from_secs(seconds);
    loop {
        desk.tend_prints_once().await?;
        let PrintBatch { id: _, jobs, stop } = desk.batch(batch).await?;
        let open = jobs.iter().any(|job| !job.state.is_settled());
        if open && stop.is_none() && tokio::time::Instant::now() < until {
            tokio::time::sleep(BEAT).await;
            continue;
        }
        let mut text = lines(&jobs);
        if let Some(stop) = &stop {
            text = format!(
                "{text}\nIt stopped: {}\nLet it go on with `print resume {batch}`, or take it back with `print drop {batch}`.",
                stop.reason
            );
        }
        let mut list = shape::whole_list(jobs.iter().map(item).collect());
        if let Some(fields) = list.as_object_mut() {
            fields.insert("stopped".to_owned(), json!(stop.as_ref().map(|stop| &stop.reason)));
        }
        let mut reply = Reply::new(list, text)?;
        reply.failed = stop.is_some() || jobs.iter().any(|job| job.state == PrintState::Failed);
        return Ok(reply);
    }
}

fn lines(jobs: &[PrintJob]) -> String {
    jobs.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn line(job: &PrintJob) -> String {
    let note = if job.note.is_empty() { String::new() } else { format!("  {}", job.note) };
    let copies: Vec<_> = job.tickets.iter().filter(|(_, copy)| *copy > 1).map(|(_, copy)| format!(" {copy}")).collect();
    let what = if job.is_cover() { " of the cover sheet" } else { "" };
    let (act, copies, printer, state) = (job.act.word(), copies.concat(), &job.on.printer, job.state.word());
    format!("{}  {act}{copies}{what} on {printer}: {state}{note}", job.id)
}

fn item(job: &PrintJob) -> Value {
    json!({
        "id": job.id.to_string(),
        "batch": job.batch.to_string(),
        "place": job.place,
        "order_id": job.order.to_string(),
        "act": job.act.word(),
        "reason": job.reason,
        "tickets": job.tickets.iter().map(|(id, copy)| json!({ "id": id.to_string(), "copy": copy })).collect::<Vec<_>>(),
        "printer": job.on.printer,
        "media": job.on.media.word(),
        "layout": job.on.layout,
        "state": job.state.word(),
        "spooler_job": job.spooler_job,
        "note": job.note,
        "created_at": shape::instant(Some(job.created_at)),
        "updated_at": shape::instant(Some(job.updated_at)),
    })
}
