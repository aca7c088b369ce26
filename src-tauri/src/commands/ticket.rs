//! Tickets on paper.

use counterfoil_engine::Desk;
use tauri::{AppHandle, State};

use super::Answer;
use crate::{
    downloads,
    views::{
        order::OrderId,
        ticket::{PreviewInput, PreviewView, SaveInput, SavedView},
    },
};

/// Dots per inch of a preview: text is readable and a telephone reads the codes from the screen.
const PREVIEW_DPI: u16 = 120;

/// The pages of an order's tickets, as pictures.
#[tauri::command]
pub async fn preview_tickets(desk: State<'_, Desk>, input: PreviewInput) -> Answer<PreviewView> {
    desk.allow("preview_tickets")?;
    Ok(PreviewView::from(desk.ticket_preview(&input.id, input.layout.as_deref(), PREVIEW_DPI).await?))
}

/// Saves an order's tickets as PDF.
#[tauri::command]
pub async fn save_tickets(app: AppHandle, desk: State<'_, Desk>, input: SaveInput) -> Answer<SavedView> {
    desk.allow("save_tickets")?;
    let (order, paper) = (desk.order(&input.id).await?, desk.ticket_paper(&input.id).await?);
    let path = if input.choose {
        downloads::save_where_asked(&app, &order.code, &paper.pdf).await?
    } else {
        Some(downloads::save(&app, &order.code, &paper.pdf)?)
    };
    Ok(SavedView::from(path))
}

/// Opens an order's tickets in the system's viewer.
#[tauri::command]
pub async fn open_tickets(app: AppHandle, desk: State<'_, Desk>, input: OrderId) -> Answer<()> {
    desk.allow("open_tickets")?;
    let (order, paper) = (desk.order(&input.id).await?, desk.ticket_paper(&input.id).await?);
    downloads::open(&app, &order.code, &paper.pdf)?;
    Ok(())
}
