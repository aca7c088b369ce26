//! How tickets look on paper.

use std::path::Path;

use counterfoil_engine::{Desk, EngineError};
use tauri::{AppHandle, State};

use super::Answer;
use crate::{
    downloads,
    views::{
        desk::NoInput,
        layouts::{
            ImportedView, LayoutCard, LayoutName, LayoutPreviewView, LayoutView, LogoView, PreviewLayoutInput,
            SaveLayoutInput,
        },
        ticket::{PreviewPage, SavedView},
    },
};

/// Dots per inch of a layout in a list, and of one that is worked at.
const SMALL_DPI: u16 = 40;
const EDITOR_DPI: u16 = 150;

/// All layouts, the built-in ones first.
#[tauri::command]
pub async fn list_layouts(desk: State<'_, Desk>, _input: NoInput) -> Answer<Vec<LayoutCard>> {
    desk.allow("list_layouts")?;
    let drawn = desk.drawn_layouts(SMALL_DPI).await?;
    Ok(drawn.into_iter().map(|(known, page)| LayoutCard::of(&known, page.map(PreviewPage::from))).collect())
}

/// A layout, opened.
#[tauri::command]
pub async fn get_layout(desk: State<'_, Desk>, input: LayoutName) -> Answer<LayoutView> {
    desk.allow("get_layout")?;
    opened(&desk, &input.name).await
}

/// Draws a layout that need not be saved; what is wrong with it comes with its place.
#[tauri::command]
pub async fn preview_layout(desk: State<'_, Desk>, input: PreviewLayoutInput) -> Answer<LayoutPreviewView> {
    desk.allow("preview_layout")?;
    match desk.preview_layout(&input.json, input.sample.into(), EDITOR_DPI).await {
        Ok(drawn) => Ok(LayoutPreviewView::drawn(drawn)),
        Err(EngineError::Layout(fault)) => Ok(LayoutPreviewView::faulty(&fault)),
        Err(other) => Err(other.into()),
    }
}

/// Keeps a layout under the name it has.
#[tauri::command]
pub async fn save_layout(desk: State<'_, Desk>, input: SaveLayoutInput) -> Answer<LayoutView> {
    desk.allow("save_layout")?;
    let layout = desk.save_layout(&input.json, input.replace).await?;
    opened(&desk, layout.name()).await
}

/// Throws a layout away.
#[tauri::command]
pub async fn delete_layout(desk: State<'_, Desk>, input: LayoutName) -> Answer<()> {
    desk.allow("delete_layout")?;
    desk.delete_layout(&input.name).await?;
    Ok(())
}

/// Takes a layout from a file.
#[tauri::command]
pub async fn import_layout(app: AppHandle, desk: State<'_, Desk>, _input: NoInput) -> Answer<ImportedView> {
    desk.allow("import_layout")?;
    let Some(path) = downloads::ask_which(&app, "Layouts", &["json"]).await else {
        return Ok(ImportedView { layout: None });
    };
    let json = read(&path, MOST_JSON)?;
    let json = String::from_utf8(json).map_err(|_| EngineError::Invalid(format!("{} is no text.", path.display())))?;
    let layout = desk.save_layout(&json, false).await?;
    Ok(ImportedView { layout: Some(opened(&desk, layout.name()).await?) })
}

/// Writes a layout to a file.
#[tauri::command]
pub async fn export_layout(app: AppHandle, desk: State<'_, Desk>, input: LayoutName) -> Answer<SavedView> {
    desk.allow("export_layout")?;
    let layout = desk.layout(&input.name).await?;
    let safe: String =
        layout.name().chars().map(|sign| if sign.is_alphanumeric() || sign == '-' { sign } else { '-' }).collect();
    let path = downloads::ask_where(&app, &format!("{safe}.json"), "Layouts", "json").await;
    if let Some(path) = &path {
        downloads::write_whole(path, layout.to_json().as_bytes())?;
    }
    Ok(SavedView::from(path))
}

/// The agency's logo.
#[tauri::command]
pub async fn get_logo(desk: State<'_, Desk>, _input: NoInput) -> Answer<LogoView> {
    desk.allow("get_logo")?;
    logo(&desk).await
}

/// Takes the agency's logo from a file.
#[tauri::command]
pub async fn choose_logo(app: AppHandle, desk: State<'_, Desk>, _input: NoInput) -> Answer<LogoView> {
    desk.allow("choose_logo")?;
    if let Some(path) = downloads::ask_which(&app, "Pictures", &["png", "jpg", "jpeg"]).await {
        desk.set_logo(Some(read(&path, MOST_PICTURE)?)).await?;
    }
    logo(&desk).await
}

/// Takes the agency's logo away.
#[tauri::command]
pub async fn remove_logo(desk: State<'_, Desk>, _input: NoInput) -> Answer<LogoView> {
    desk.allow("remove_logo")?;
    desk.set_logo(None).await?;
    logo(&desk).await
}

/// Largest files that are read at all, bytes; the engine says more precisely what it takes.
const MOST_JSON: u64 = 1 << 20;
const MOST_PICTURE: u64 = 16 << 20;

fn read(path: &Path, most: u64) -> Result<Vec<u8>, EngineError> {
    let failed = |source| EngineError::File { path: path.display().to_string(), doing: "read", source };
    if std::fs::metadata(path).map_err(failed)?.len() > most {
        return Err(EngineError::Invalid(format!("{} is far too large for this.", path.display())));
    }
    std::fs::read(path).map_err(failed)
}

async fn opened(desk: &Desk, name: &str) -> Answer<LayoutView> {
    let known = desk.layouts().await?.into_iter().find(|known| known.layout.name() == name);
    let known = known.ok_or_else(|| EngineError::NotFound { what: "layout", id: name.to_owned() })?;
    Ok(LayoutView::from(&known))
}

async fn logo(desk: &Desk) -> Answer<LogoView> {
    Ok(LogoView { picture: desk.logo_picture().await?.map(PreviewPage::from) })
}
