//! What goes on without being asked: due questions to suppliers, due refreshes of the catalogue, documents of finished
//! orders, mails that wait, news for the window.

use counterfoil_domain::order::State;
use counterfoil_engine::{Desk, events::DeskEvent};
use serde::Serialize;
use tauri::{AppHandle, Emitter, async_runtime::spawn};
use tokio::sync::broadcast::error::RecvError;

use crate::views::{admin::RunView, order::StateView};

/// An order moved.
#[derive(Debug, Clone, Serialize)]
struct OrderChanged {
    id: String,
    state: StateView,
}

/// Starts all of it; it ends with the program.
pub(crate) fn start(app: &AppHandle, desk: &Desk) {
    let mut news = desk.listen();
    let (app, teller) = (app.clone(), desk.clone());
    spawn(async move {
        loop {
            match news.recv().await {
                Ok(event) => tell(&app, &teller, event),
                Err(RecvError::Lagged(missed)) => {
                    tracing::debug!(missed, "the window was too slow for some news");
                    send(&app, "catalogue-changed", ());
                    send(&app, "desk-changed", ());
                }
                Err(RecvError::Closed) => return,
            }
        }
    });
    let tender = desk.clone();
    spawn(async move { tender.tend().await });
    let issuer = desk.clone();
    spawn(async move { issuer.tend_tickets().await });
    let printer = desk.clone();
    spawn(async move { printer.tend_prints().await });
    let poster = desk.clone();
    spawn(async move { poster.tend_mails().await });
    let keeper = desk.clone();
    spawn(async move { keeper.tend_catalogue().await });
    collect(desk);
}

fn tell(app: &AppHandle, desk: &Desk, event: DeskEvent) {
    match event {
        DeskEvent::Run(progress) => send(app, "run-progress", RunView::from(&progress)),
        DeskEvent::Order { id, state } => {
            send(app, "order-changed", OrderChanged { id: id.to_string(), state: state.into() });
            if state == State::Ready {
                collect(desk);
            }
        }
        DeskEvent::Tickets { order } => send(app, "tickets-changed", order.map(|id| id.to_string())),
        DeskEvent::Catalogue => send(app, "catalogue-changed", ()),
        DeskEvent::Desk => send(app, "desk-changed", ()),
    }
}

/// Fetches the documents of finished orders, so that they can be printed without a network later.
fn collect(desk: &Desk) {
    let desk = desk.clone();
    spawn(async move {
        if let Err(error) = desk.collect_documents().await {
            tracing::warn!(%error, "documents of finished orders could not be fetched");
        }
    });
}

fn send(app: &AppHandle, event: &str, payload: impl Serialize + Clone) {
    if let Err(error) = app.emit(event, payload) {
        tracing::warn!(event, %error, "the window could not be told");
    }
}
