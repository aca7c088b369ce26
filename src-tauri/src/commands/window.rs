//! The window itself.

use counterfoil_engine::Desk;
use tauri::{AppHandle, State};

use super::Answer;
use crate::{closing, views::desk::NoInput};

/// Closes the window although places are held.
#[tauri::command]
pub async fn close_window(app: AppHandle, desk: State<'_, Desk>, input: NoInput) -> Answer<()> {
    desk.allow("close_window")?;
    let NoInput {} = input;
    closing::close(&app);
    Ok(())
}
