//! `ticket …`

use std::{path::Path, time::Duration};

use counterfoil_domain::distribution::{Distribution, Group, Status, print::PrintAct};
use counterfoil_engine::{
    Desk, EngineError,
    catalog::Paging,
    distribution::{GroupFilter, decode_codes, draw_batch},
};
use serde_json::{Value, json};

use crate::{
    Reply,
    arguments::{GroupSearch, TicketCommand},
    door::Door,
    files::{read_text, write_whole},
    mail::{self, Sending},
    printer,
    problem::{Failure, known_id},
    shape::{self, counted},
};

pub(crate) async fn answer(command: TicketCommand, door: &Door) -> Result<Reply, Failure> {
    match &command {
        TicketCommand::Pdf { batch: Some(file), out, layout, .. } => return batch(file, out, layout.as_deref()),
        TicketCommand::Decode { file } => return decode(file),
        _ => {}
    }
    let desk = door.open().await?;
    desk.learn_of_sales().await?;
    match command {
        TicketCommand::List(search) => list(&desk, search).await,
        TicketCommand::Status { id } => {
            let found = desk.ticket_status(known_id(&id, "ticket")?).await?;
            let mut item = ticket(&found.distribution);
            extend(&mut item, &found.group, found.order.state.word());
            set(&mut item, "as_of", shape::instant(Some(found.checked.as_of)));
            set(&mut item, "supplier_reached", json!(found.checked.reached));
            let as_of = found.checked.as_of.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
            let reach = if found.checked.reached { "" } else { " The supplier could not be asked now." };
            let text = format!("{} As of {as_of}.{reach}", line(&found.group, &found.distribution));
            Reply::new(item, text)
        }
        TicketCommand::Scan { code } => {
            let found = desk.scan(&code).await?;
            let lines: Vec<_> = found
                .iter()
                .map(|one| {
                    let unasked =
                        shape::unasked(one.tickets.checked).map(|said| format!(" {said}")).unwrap_or_default();
                    format!("{}{unasked}", line(&one.group, &one.distribution))
                })
                .collect();
            let items = found
                .iter()
                .map(|one| {
                    let mut item = ticket(&one.distribution);
                    extend(&mut item, &one.group, one.tickets.order.state.word());
                    set(&mut item, "as_of", shape::instant(Some(one.tickets.checked.as_of)));
                    set(&mut item, "supplier_reached", json!(one.tickets.checked.reached));
                    item
                })
                .collect();
            Reply::new(shape::whole_list(items), lines.join("\n"))
        }
        TicketCommand::Generate { order } => {
            let groups = desk.generate_tickets(&order).await?;
            let items: Vec<_> = groups.iter().map(group).collect();
            Reply::new(shape::whole_list(items), lines(&groups))
        }
        TicketCommand::Print(wish) => printer::print(&desk, wish, PrintAct::Print, "").await,
        TicketCommand::Copy(wish) => printer::print(&desk, wish, PrintAct::Copy, "").await,
        TicketCommand::Replace { print, reason } => printer::print(&desk, print, PrintAct::Replace, &reason).await,
        // Answered above, without a desk.
        TicketCommand::Decode { file } => decode(&file),
        TicketCommand::Pdf { order, out, wait, layout, batch: _ } => {
            let order = order.unwrap_or_default();
            let paper = desk.create_or_get(&order, layout.as_deref(), Duration::from_secs(wait)).await?;
            write_whole(&out, &paper.pdf)?;
            let json = json!({
                "order": desk.order(&order).await?.code,
                "pdf": out,
                "pages": paper.pages,
                "bytes": paper.pdf.len(),
                "barcodes": paper.barcodes,
                "by_supplier": paper.by_supplier,
                "as_of": shape::instant(Some(paper.checked.as_of)),
                "supplier_reached": paper.checked.reached,
                "fonts": paper.fonts,
                "warnings": paper.warnings,
            });
            let mut text = format!("{} written to {}.", counted(paper.pages, "page"), out.display());
            if paper.by_supplier {
                text = format!(
                    "{text} It is the supplier's own document, as it came; layouts are for tickets with codes."
                );
            }
            if let Some(unasked) = shape::unasked(paper.checked) {
                text = format!("{text}\n{unasked}");
            }
            if !paper.fonts.is_empty() {
                text = format!("{text}\nFonts of this computer were used: {}.", paper.fonts.join(", "));
            }
            for warning in &paper.warnings {
                text = format!("{text}\n{warning}");
            }
            Reply::new(json, text)
        }
        TicketCommand::Send { order, to, line, language, key, wait } => {
            mail::send(&desk, Sending { order, to, line, language, key, wait }).await
        }
    }
}

/// `ticket pdf --batch`: tickets of a file, without any database.
fn batch(file: &Path, out: &Path, layout: Option<&str>) -> Result<Reply, Failure> {
    let text = read_text(file)?;
    let drawn = draw_batch(&text, layout).map_err(|error| match error {
        // Only the layout is not of the file.
        EngineError::NotFound { .. } => Failure::Engine(error),
        error => Failure::InFile { file: file.to_owned(), error },
    })?;
    write_whole(out, &drawn.pdf)?;
    let json = json!({
        "pdf": out,
        "tickets": drawn.tickets,
        "pages": drawn.pages,
        "bytes": drawn.pdf.len(),
        "warnings": drawn.warnings,
    });
    let (tickets, pages) = (counted(drawn.tickets, "ticket"), counted(drawn.pages, "page"));
    let mut text = format!("{tickets} on {pages} written to {}.", out.display());
    for warning in &drawn.warnings {
        text = format!("{text}\n{warning}");
    }
    Reply::new(json, text)
}

/// `ticket decode`: the codes of a file, without any database.
fn decode(file: &Path) -> Result<Reply, Failure> {
    let bytes = std::fs::read(file).map_err(|source| Failure::file(file, "read", source))?;
    let found = decode_codes(&bytes).map_err(|error| Failure::InFile { file: file.to_owned(), error })?;
    let lines: Vec<_> = found.iter().map(|(format, text)| format!("{format}: {text}")).collect();
    let items: Vec<_> = found.iter().map(|(format, text)| json!({ "format": format, "text": text })).collect();
    let text =
        if lines.is_empty() { "There is no code in it that could be read.".to_owned() } else { lines.join("\n") };
    Ok(Reply { failed: items.is_empty(), ..Reply::new(shape::whole_list(items), text)? })
}

async fn list(desk: &Desk, search: GroupSearch) -> Result<Reply, Failure> {
    let paging = Paging::checked(search.page.page, search.page.page_size)?;
    let order = match &search.order {
        Some(any) => Some(desk.order(any).await?.id),
        None => None,
    };
    let status = search.status.map(|word| Status::from_word(&word).ok_or(Failure::Status(word))).transpose()?;
    let filter = GroupFilter {
        order,
        version: search.version,
        line: search.line,
        status,
        ticket_number: search.number,
        created_from: search.from,
        created_until: search.until,
        page: paging.page,
        size: paging.size,
    };
    let (groups, total) = desk.search_groups(filter).await?;
    let text = if groups.is_empty() { "No tickets fit.".to_owned() } else { lines(&groups) };
    Reply::new(shape::list(groups.iter().map(group).collect(), paging, total), text)
}

fn lines(groups: &[Group]) -> String {
    let all = groups.iter().flat_map(|group| group.distributions.iter().map(move |one| line(group, one)));
    all.collect::<Vec<_>>().join("\n")
}

/// One ticket in a line: `7K3-QFA v1 line 2, ticket 1: DISTRIBUTED  <id>`.
fn line(group: &Group, one: &Distribution) -> String {
    let number = if one.ticket_number.is_empty() { String::new() } else { format!(" ({})", one.ticket_number) };
    let replaced = if one.replaced_by.is_some() { ", replaced" } else { "" };
    format!(
        "{} v{} line {}, ticket {}{number}: {}{replaced}  {}",
        group.order_code,
        group.version,
        group.line,
        one.number,
        one.status.word(),
        one.id
    )
}

fn group(group: &Group) -> Value {
    json!({
        "id": group.id.to_string(),
        "order_id": group.order.to_string(),
        "order_code": group.order_code,
        "order_version": group.version,
        "order_line": group.line,
        "created_at": shape::instant(Some(group.created_at)),
        "distributions": group.distributions.iter().map(ticket).collect::<Vec<_>>(),
    })
}

fn ticket(one: &Distribution) -> Value {
    json!({
        "id": one.id.to_string(),
        "number": one.number,
        "ticket": one.ticket,
        "ticket_number": one.ticket_number,
        "status": one.status,
        "status_at": shape::instant(Some(one.status_at)),
        "valid": one.status.is_valid(),
        "valid_until": shape::instant(Some(one.valid_until)),
        "replaced_by": one.replaced_by.map(|id| id.to_string()),
    })
}

fn extend(item: &mut Value, group: &Group, state: &str) {
    set(item, "group_id", json!(group.id.to_string()));
    set(item, "order_id", json!(group.order.to_string()));
    set(item, "order_code", json!(group.order_code));
    set(item, "order_version", json!(group.version));
    set(item, "order_line", json!(group.line));
    set(item, "order_state", json!(state));
}

fn set(item: &mut Value, name: &str, value: Value) {
    if let Some(fields) = item.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
}
