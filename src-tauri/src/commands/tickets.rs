//! Tickets on their way: their status, scanned codes, events.

use counterfoil_engine::Desk;
use tauri::{AppHandle, State};

use super::Answer;
use crate::{
    downloads,
    views::{
        desk::NoInput,
        order::OrderId,
        tickets::{EventFileInput, EventPage, EventQuery, ScanInput, ScannedView, SinkView, TicketsView},
    },
};

/// The tickets of an order, as this desk knows them.
#[tauri::command]
pub async fn get_tickets(desk: State<'_, Desk>, input: OrderId) -> Answer<TicketsView> {
    desk.allow("get_tickets")?;
    Ok(TicketsView::from(&desk.tickets(&input.id).await?))
}

/// The same after the supplier was asked.
#[tauri::command]
pub async fn check_tickets(desk: State<'_, Desk>, input: OrderId) -> Answer<TicketsView> {
    desk.allow("check_tickets")?;
    Ok(TicketsView::from(&desk.checked_tickets(&input.id).await?))
}

/// The tickets a scanned code belongs to; nothing is used up.
#[tauri::command]
pub async fn scan_ticket(desk: State<'_, Desk>, input: ScanInput) -> Answer<Vec<ScannedView>> {
    desk.allow("scan_ticket")?;
    let scanned = desk.scan(&input.code).await?;
    Ok(scanned.iter().map(|one| ScannedView::of(&one.tickets, &one.group, &one.distribution)).collect())
}

/// Events of all orders.
#[tauri::command]
pub async fn list_events(desk: State<'_, Desk>, input: EventQuery) -> Answer<EventPage> {
    desk.allow("list_events")?;
    let newest = desk.newest_event().await?;
    let limit = input.limit.clamp(1, 1000);
    let since = input.since.unwrap_or_else(|| newest.saturating_sub(limit.into()));
    let mut events = desk.events_after(since, limit).await?;
    if input.since.is_none() {
        events.reverse();
    }
    Ok(EventPage { items: events.iter().map(Into::into).collect(), newest })
}

/// Where events go.
#[tauri::command]
pub async fn list_sinks(desk: State<'_, Desk>, _input: NoInput) -> Answer<Vec<SinkView>> {
    desk.allow("list_sinks")?;
    sinks(&desk).await
}

/// Chooses the file that events are written to, or none.
#[tauri::command]
pub async fn set_event_file(app: AppHandle, desk: State<'_, Desk>, input: EventFileInput) -> Answer<Vec<SinkView>> {
    desk.allow("set_event_file")?;
    if input.choose {
        if let Some(path) = downloads::ask_where(&app, "tickets.jsonl", "JSON Lines", "jsonl").await {
            desk.set_event_file(Some(path)).await?;
        }
    } else {
        desk.set_event_file(None).await?;
    }
    desk.deliver_events().await?;
    sinks(&desk).await
}

async fn sinks(desk: &Desk) -> Answer<Vec<SinkView>> {
    let (newest, file) = (desk.newest_event().await?, desk.event_file().await?);
    let known = desk.event_sinks().await?;
    let brokers = desk.event_brokers().await?.map(|settings| settings.brokers);
    let shown = known.iter().map(|sink| {
        let place =
            if sink.name == "file" { file.as_ref().map(|path| path.display().to_string()) } else { brokers.clone() };
        SinkView::of(sink, newest, place)
    });
    Ok(shown.collect())
}
