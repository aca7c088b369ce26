//! Closing the window while places are held: the page asks first, for a hold that is left alone lapses.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use counterfoil_engine::Desk;
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, Window, WindowEvent, async_runtime::block_on};

use crate::views::number::count;

/// Who asks to close again so soon means it, and a page that does not answer cannot hold the window.
const MEANT: Duration = Duration::from_secs(10);

/// When somebody was last asked.
#[derive(Default)]
pub(crate) struct Asked(Mutex<Option<Instant>>);

/// How many holds stand.
#[derive(Debug, Clone, Serialize)]
struct CloseAsked {
    held: u32,
}

/// Looks at an event of the window; keeps it open when places are held, and asks.
pub(crate) fn look(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let (Some(desk), asked) = (window.try_state::<Desk>(), window.state::<Asked>()) else { return };
    // A ledger that cannot be read must not keep the window open.
    let held = block_on(desk.holds()).map_or(0, |holds| holds.len());
    let before = asked.0.lock().unwrap_or_else(PoisonError::into_inner).replace(Instant::now());
    if held == 0 || before.is_some_and(|before| before.elapsed() < MEANT) {
        return;
    }
    api.prevent_close();
    if let Err(error) = window.emit("close-asked", CloseAsked { held: count(held) }) {
        tracing::warn!(%error, "the window could not be asked");
    }
}

/// Closes for good.
pub(crate) fn close(app: &AppHandle) {
    app.exit(0);
}
