//! Tickets on paper.

mod pages;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Saves the PDF of an order's tickets.
#[derive(Debug, Deserialize, TS)]
pub struct SaveInput {
    /// The order.
    pub id: String,
    /// Ask where; else it goes to the downloads folder.
    pub choose: bool,
}

/// Shows the tickets of an order. Void ones are shown as well, with the mark across them.
#[derive(Debug, Deserialize, TS)]
pub struct PreviewInput {
    /// The order.
    pub id: String,
    /// With this layout; `null` for the one of A4.
    pub layout: Option<String>,
}

/// One page, as it will print.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewPage {
    /// `data:` address of a PNG.
    pub src: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// The pages of an order's tickets.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewView {
    /// The pages.
    pub pages: Vec<PreviewPage>,
    /// The supplier's own PDF follows after these pages; so many pages.
    pub supplier_pages: u32,
    /// What could not be drawn as it should, sentences.
    pub warnings: Vec<String>,
    /// When the order's status was last known, ms since 1970.
    pub status_as_of: i64,
}

/// Where the PDF was saved; `null` when the person changed their mind.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SavedView {
    /// Path.
    pub path: Option<String>,
}
