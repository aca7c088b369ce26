//! How tickets look on paper.

mod shown;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{prints::MediaView, ticket::PreviewPage};

/// A layout in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LayoutCard {
    /// Its name.
    pub name: String,
    /// The paper it is for.
    pub media: MediaView,
    /// Width of the sheet, millimetres.
    pub width_mm: f32,
    /// Height of the sheet, millimetres; `null` for an endless roll.
    pub height_mm: Option<f32>,
    /// Comes with the program and cannot be changed; a copy can.
    pub built_in: bool,
    /// Whether it is made of elements that can be moved; the card of the house is set by the program.
    pub editable: bool,
    /// The papers whose printer uses it.
    pub used_for: Vec<MediaView>,
    /// Its first page with a sample, small; `null` when it cannot be drawn.
    pub preview: Option<PreviewPage>,
}

/// Names a layout.
#[derive(Debug, Deserialize, TS)]
pub struct LayoutName {
    /// The name.
    pub name: String,
}

/// A layout, opened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LayoutView {
    /// Its name.
    pub name: String,
    /// Comes with the program.
    pub built_in: bool,
    /// The layout, JSON.
    pub json: String,
    /// Whether it is made of elements that can be moved; the card of the house is set by the program.
    pub editable: bool,
    /// The papers whose printer uses it.
    pub used_for: Vec<MediaView>,
}

/// Tickets to try a layout with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SampleView {
    /// An ordinary ticket.
    Normal,
    /// Every text as long as it gets.
    LongNames,
    /// Arabic.
    RightToLeft,
    /// A party of twelve.
    Twelve,
    /// Without a code.
    NoCode,
}

/// Draws a layout that need not be saved.
#[derive(Debug, Deserialize, TS)]
pub struct PreviewLayoutInput {
    /// The layout, JSON.
    pub json: String,
    /// The tickets on it.
    pub sample: SampleView,
}

/// What is wrong with a layout, and where.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LayoutFaultView {
    /// Where, such as `elements[3].code.at.w`; empty for the whole.
    pub path: String,
    /// Line of the JSON, from 1, where known.
    pub line: Option<u32>,
    /// What is wrong there, a sentence.
    pub sentence: String,
}

/// A layout as it prints.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LayoutPreviewView {
    /// The pages, as the printer will have them; none while there are faults.
    pub pages: Vec<PreviewPage>,
    /// What must be mended before it can be saved.
    pub faults: Vec<LayoutFaultView>,
    /// What a person should know, sentences.
    pub warnings: Vec<String>,
}

/// Keeps a layout under the name it has.
#[derive(Debug, Deserialize, TS)]
pub struct SaveLayoutInput {
    /// The layout, JSON.
    pub json: String,
    /// Take the place of one with the same name; else that is refused.
    pub replace: bool,
}

/// A layout from a file; `null` when the person changed their mind.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportedView {
    /// The layout, kept under a name of its own.
    pub layout: Option<LayoutView>,
}

/// The agency's picture for tickets.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LogoView {
    /// The picture; `null` while there is none.
    pub picture: Option<PreviewPage>,
}
