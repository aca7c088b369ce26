//! Tickets, from the engine.

use std::path::PathBuf;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use counterfoil_engine::distribution::TicketPreview;

use super::{PreviewPage, PreviewView, SavedView};
use crate::views::number::millis;

impl From<TicketPreview> for PreviewView {
    fn from(preview: TicketPreview) -> Self {
        Self {
            pages: preview.pages.into_iter().map(Into::into).collect(),
            supplier_pages: preview.supplier_pages,
            warnings: preview.warnings,
            status_as_of: millis(preview.status_as_of),
        }
    }
}

/// A PNG with its width and height in pixels.
impl From<(Vec<u8>, u32, u32)> for PreviewPage {
    fn from((png, width, height): (Vec<u8>, u32, u32)) -> Self {
        Self { src: format!("data:image/png;base64,{}", STANDARD.encode(png)), width, height }
    }
}

impl From<Option<PathBuf>> for SavedView {
    fn from(path: Option<PathBuf>) -> Self {
        Self { path: path.map(|path| path.display().to_string()) }
    }
}
