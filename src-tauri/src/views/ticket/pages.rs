//! Tickets, from the engine.

use std::path::PathBuf;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use counterfoil_engine::distribution::TicketPreview;

use super::{PreviewPage, PreviewView, SavedView};
use crate::views::number::millis;

impl From<TicketPreview> for PreviewView {
    fn from(preview: TicketPreview) -> Self {
        let page = |(png, width, height): (Vec<u8>, u32, u32)| PreviewPage {
            src: format!("data:image/png;base64,{}", STANDARD.encode(png)),
            width,
            height,
        };
        Self {
            pages: preview.pages.into_iter().map(page).collect(),
            supplier_pages: preview.supplier_pages,
            warnings: preview.warnings,
            status_as_of: millis(preview.status_as_of),
        }
    }
}

impl From<Option<PathBuf>> for SavedView {
    fn from(path: Option<PathBuf>) -> Self {
        Self { path: path.map(|path| path.display().to_string()) }
    }
}
