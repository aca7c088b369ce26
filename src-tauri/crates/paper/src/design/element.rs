//! The things that can stand on a ticket. Lengths are millimetres from the upper left corner of the ticket's part of the
//! sheet, x to the right and y downward.

use serde::{Deserialize, Serialize};

use super::typeset::{
    Align, CodeKind, ColorRole, PictureRole, Rotation, Typesetting, is_false, is_rule, is_start, is_upright, rule,
};

/// One thing on a ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// A value of the ticket.
    Field(FieldElement),
    /// The same text on every ticket.
    Text(TextElement),
    /// A straight line.
    Line(LineElement),
    /// A rectangle.
    Box(BoxElement),
    /// A picture that was given in.
    Picture(PictureElement),
    /// The code that opens the gate.
    Code(CodeElement),
    /// Where the words of a copy or of training mode stand, white on black.
    Mark(MarkElement),
}

/// A rectangle in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height. On an endless roll a text may become longer or shorter than this; what is below moves with it.
    pub h: f32,
}

/// Values of the ticket, joined by a middle dot; blank ones are left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldElement {
    /// Which values.
    pub shows: Vec<Field>,
    /// Where.
    pub at: Area,
    /// True for a small label above the value, in the ticket's language.
    #[serde(default, skip_serializing_if = "is_false")]
    pub label: bool,
    /// How it is set.
    pub set: Typesetting,
    /// Only on tickets with this kind of code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<CodeKind>,
}

/// A text that is the same on every ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextElement {
    /// The text.
    pub text: String,
    /// Where.
    pub at: Area,
    /// How it is set.
    pub set: Typesetting,
    /// Only on tickets where this value is not blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Field>,
    /// Only on tickets with this kind of code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<CodeKind>,
}

/// A straight line, level or upright: one of width and height is 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineElement {
    /// From its upper left end.
    pub at: Area,
    /// Thickness in millimetres; absent for a hairline. Whole dots on one-bit media.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thickness_mm: Option<f32>,
    /// True for dashes.
    #[serde(default, skip_serializing_if = "is_false")]
    pub dashed: bool,
    /// Its colour.
    #[serde(default = "rule", skip_serializing_if = "is_rule")]
    pub color: ColorRole,
    /// Only on tickets where this value is not blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Field>,
    /// Only on tickets with this kind of code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<CodeKind>,
}

/// A rectangle, outlined, filled or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoxElement {
    /// Its outer edge.
    pub at: Area,
    /// Thickness of the outline in millimetres; absent for a hairline, 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thickness_mm: Option<f32>,
    /// Radius of the corners in millimetres.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub radius_mm: f32,
    /// Colour of the outline.
    #[serde(default = "rule", skip_serializing_if = "is_rule")]
    pub color: ColorRole,
    /// Colour inside; absent for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<ColorRole>,
    /// Only on tickets where this value is not blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Field>,
    /// Only on tickets with this kind of code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<CodeKind>,
}

/// A picture, scaled to fit with its proportions kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureElement {
    /// Which picture. Without one its place stays empty.
    pub shows: PictureRole,
    /// Where.
    pub at: Area,
    /// Where in its place when it is narrower.
    #[serde(default, skip_serializing_if = "is_start")]
    pub align: Align,
    /// Turned clockwise.
    #[serde(default, skip_serializing_if = "is_upright")]
    pub rotation: Rotation,
    /// Only on tickets with this kind of code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<CodeKind>,
}

/// The place of the code with its quiet zone; the symbol is as large as whole dots allow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeElement {
    /// Where.
    pub at: Area,
    /// Only for this kind of code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<CodeKind>,
    /// Height of bars in millimetres; absent for as high as the place, at most 22.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bar_height_mm: Option<f32>,
}

/// The place of "COPY 2" and of training mode. The words run upward in one that is higher than wide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkElement {
    /// Where.
    pub at: Area,
}

/// Values a ticket can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // named as on the ticket
pub enum Field {
    Title,
    Venue,
    Address,
    /// Day, time and the clock's name in one line.
    Starts,
    Day,
    /// Time and the clock's name.
    Time,
    Valid,
    VisitorType,
    Holder,
    OrderCode,
    OrderReference,
    Price,
    MustKnow,
    Conditions,
    Seller,
    StatusAsOf,
    /// Such as "2 of 6".
    Place,
    Seat,
    CodeReference,
    Label,
}

impl Element {
    /// Where it stands.
    pub fn area(&self) -> Area {
        match self {
            Self::Field(field) => field.at,
            Self::Text(text) => text.at,
            Self::Line(line) => line.at,
            Self::Box(frame) => frame.at,
            Self::Picture(picture) => picture.at,
            Self::Code(code) => code.at,
            Self::Mark(mark) => mark.at,
        }
    }

    /// Its name in JSON.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Field(_) => "field",
            Self::Text(_) => "text",
            Self::Line(_) => "line",
            Self::Box(_) => "box",
            Self::Picture(_) => "picture",
            Self::Code(_) => "code",
            Self::Mark(_) => "mark",
        }
    }

    /// With which kind of code it is printed; with any when `None`.
    pub(crate) fn only(&self) -> Option<CodeKind> {
        match self {
            Self::Field(field) => field.only,
            Self::Text(text) => text.only,
            Self::Line(line) => line.only,
            Self::Box(frame) => frame.only,
            Self::Picture(picture) => picture.only,
            Self::Code(code) => code.only,
            Self::Mark(_) => None,
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for it
fn is_zero(length: &f32) -> bool {
    length.abs() < f32::EPSILON
}
