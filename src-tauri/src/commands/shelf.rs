//! What agents keep at hand.

use counterfoil_engine::Desk;
use tauri::State;

use super::{Answer, reading};
use crate::views::{
    desk::NoInput,
    shelf::{FavouriteInput, ShelfKind, ShelfView},
};

/// What was marked, and what was opened lately.
#[tauri::command]
pub async fn get_shelf(desk: State<'_, Desk>, input: NoInput) -> Answer<ShelfView> {
    desk.allow("get_shelf")?;
    let NoInput {} = input;
    let (shelf, marked) = (desk.shelf().await?, desk.marked().await?);
    Ok(ShelfView::of(&desk.snapshot(), &marked, &shelf))
}

/// Marks something, or takes the mark away.
#[tauri::command]
pub async fn set_favourite(desk: State<'_, Desk>, input: FavouriteInput) -> Answer<()> {
    desk.allow("set_favourite")?;
    match input.kind {
        ShelfKind::Experience => desk.mark_experience(&reading::id("experience", &input.id)?, input.on).await?,
        ShelfKind::Product => desk.mark_product(&reading::id("product", &input.id)?, input.on).await?,
    }
    Ok(())
}
