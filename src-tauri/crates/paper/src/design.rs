//! Layouts as data: which paper, and what stands where on it.
//!
//! A [`Layout`] is written in JSON (see `layouts/README.md` for the format) and can only be made from it, so that every
//! layout in the program has passed its checks: everything inside the printable area, no code without its quiet zone, no
//! letter too small to read.

mod built_in;
mod check;
mod element;
mod fault;
mod json;
mod json_words;
mod typeset;

pub(crate) use check::above;
use counterfoil_domain::distribution::MediaKind;
pub use element::{
    Area, BoxElement, CodeElement, Element, Field, FieldElement, LineElement, MarkElement, PictureElement, TextElement,
};
pub use fault::{LayoutError, LayoutFault, Side};
pub use json_words::json_words;
use serde::{Deserialize, Serialize};
pub use typeset::{
    Align, CodeKind, ColorRole, Font, NotAQuarterTurn, PictureRole, Rotation, Typesetting, VerticalAlign, Weight,
};

/// Smallest module of a code in millimetres.
pub const SMALLEST_MODULE_MM: f32 = 0.33;

/// A named layout that passed its checks. Made by [`Layout::from_json`] or [`Layout::built_in`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    version: u32,
    name: String,
    media: Media,
    #[serde(default, skip_serializing_if = "Design::is_elements")]
    design: Design,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    elements: Vec<Element>,
}

/// How a ticket is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// By the elements of the layout.
    #[default]
    Elements,
    /// The card of the house with its conditions below, set by the program; A4 only, and it has no elements.
    Card,
}

impl Design {
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for it
    fn is_elements(&self) -> bool {
        *self == Self::Elements
    }
}

/// The paper, and the printer's dots.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Media {
    /// What kind of paper.
    pub kind: MediaKind,
    /// Width of the sheet in millimetres.
    pub width_mm: f32,
    /// Height of the sheet in millimetres; absent for an endless roll, whose tickets are as long as their content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_mm: Option<f32>,
    /// Dots per inch of the printer. Modules of codes, and on one-bit media lines too, are whole dots.
    pub dpi: u16,
    /// Tickets on a sheet, one below the other, each in an equal part of its height.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub per_sheet: u8,
    /// White edges of each ticket's part in millimetres, on which nothing is printed.
    pub margins_mm: Margins,
}

/// White edges in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// Above.
    pub top: f32,
    /// At the right.
    pub right: f32,
    /// Below.
    pub bottom: f32,
    /// At the left.
    pub left: f32,
}

fn one() -> u8 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for it
fn is_one(count: &u8) -> bool {
    *count == 1
}

impl Media {
    /// Height in millimetres of one ticket's part of the sheet; `None` on an endless roll.
    pub fn part_height_mm(&self) -> Option<f32> {
        self.height_mm.map(|height| height / f32::from(self.per_sheet.max(1)))
    }

    /// Points per dot.
    pub(crate) fn dot(&self) -> f32 {
        72.0 / f32::from(self.dpi)
    }

    /// The smallest module in whole dots that is not below [`SMALLEST_MODULE_MM`].
    pub(crate) fn smallest_module_dots(&self) -> u32 {
        let dots = (SMALLEST_MODULE_MM * f32::from(self.dpi) / 25.4).ceil();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // dpi is 16 bits
        let dots = dots as u32;
        dots.max(1)
    }
}

impl Layout {
    /// The card of the house on A4, for printers of 300 dpi.
    pub(crate) fn card() -> Self {
        let margins_mm = Margins { top: 10.0, right: 10.0, bottom: 10.0, left: 10.0 };
        let media =
            Media { kind: MediaKind::A4, width_mm: 210.0, height_mm: Some(297.0), dpi: 300, per_sheet: 1, margins_mm };
        Self { version: json::VERSION, name: "A4".to_owned(), media, design: Design::Card, elements: Vec::new() }
    }

    /// Its name, unique in a set.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its paper.
    pub fn media(&self) -> &Media {
        &self.media
    }

    /// How a ticket is drawn.
    pub fn design(&self) -> Design {
        self.design
    }

    /// What stands on a ticket; empty for [`Design::Card`].
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }
}
