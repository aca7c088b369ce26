//! How texts are set, and the few words a layout chooses from.

use serde::{Deserialize, Serialize};

/// How a text is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typesetting {
    /// Size and weight.
    pub font: Font,
    /// Along the line.
    #[serde(default, skip_serializing_if = "is_start")]
    pub align: Align,
    /// Across the lines.
    #[serde(default, skip_serializing_if = "is_top")]
    pub vertical: VerticalAlign,
    /// Most lines; absent for as many as the place holds, on an endless roll for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_lines: Option<u8>,
    /// Turned clockwise.
    #[serde(default, skip_serializing_if = "is_upright")]
    pub rotation: Rotation,
    /// Its colour.
    #[serde(default, skip_serializing_if = "is_ink")]
    pub color: ColorRole,
    /// On cut sheets: true to keep the distance to what was really printed above, so that short texts leave no hole. On an
    /// endless roll everything follows.
    #[serde(default, skip_serializing_if = "is_false")]
    pub follows: bool,
}

/// Size and weight of letters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Font {
    /// Size in points.
    pub size_pt: f32,
    /// A long text becomes smaller down to this size in points; absent for not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smallest_pt: Option<f32>,
    /// Weight.
    #[serde(default, skip_serializing_if = "is_regular")]
    pub weight: Weight,
}

/// Weights of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Noto Sans Regular.
    #[default]
    Regular,
    /// Noto Sans SemiBold.
    Semibold,
    /// Noto Sans Mono, every letter of equal width.
    Mono,
}

/// Where a text stands in its place. Start and end change sides in languages written from right to left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left; at the right in languages written from right to left.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the right; at the left in languages written from right to left.
    End,
}

/// Where the lines stand in their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerticalAlign {
    /// From the top: the height of the first line's capitals begins at the upper edge.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// The last line stands on the lower edge.
    Bottom,
}

/// Colours by their role. One-bit media print `paper` white and every other role black.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColorRole {
    /// What is to be read.
    #[default]
    Ink,
    /// Beside it.
    Quiet,
    /// Labels and small print.
    Faint,
    /// The colour of the house.
    Accent,
    /// Lines and outlines.
    Rule,
    /// White.
    Paper,
}

/// Which picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureRole {
    /// The agency's.
    #[default]
    Logo,
    /// The supplier's picture of the product.
    Product,
}

/// Kinds of codes that need places of different shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    /// QR, Aztec, Data Matrix and PDF417.
    #[default]
    Matrix,
    /// Bars: Code 128, Code 39, EAN-13, ITF.
    Bars,
    /// A ticket without a code.
    None,
}

/// A rotation that no printer's letters have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rotation is 0, 90, 180 or 270 degrees, not {degrees}")]
pub struct NotAQuarterTurn {
    /// What was asked for.
    pub degrees: u16,
}

/// Quarter turns clockwise, written as degrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub enum Rotation {
    /// Not turned.
    #[default]
    None,
    /// The text runs downward.
    Quarter,
    /// Upside down.
    Half,
    /// The text runs upward.
    ThreeQuarters,
}

impl TryFrom<u16> for Rotation {
    type Error = NotAQuarterTurn;

    fn try_from(degrees: u16) -> Result<Self, NotAQuarterTurn> {
        match degrees {
            0 => Ok(Self::None),
            90 => Ok(Self::Quarter),
            180 => Ok(Self::Half),
            270 => Ok(Self::ThreeQuarters),
            _ => Err(NotAQuarterTurn { degrees }),
        }
    }
}

impl From<Rotation> for u16 {
    fn from(rotation: Rotation) -> Self {
        match rotation {
            Rotation::None => 0,
            Rotation::Quarter => 90,
            Rotation::Half => 180,
            Rotation::ThreeQuarters => 270,
        }
    }
}

impl Rotation {
    /// True when width and height change places.
    pub fn is_sideways(self) -> bool {
        matches!(self, Self::Quarter | Self::ThreeQuarters)
    }
}

macro_rules! left_out {
    ($($name:ident: $kind:ty = $value:expr;)+) => {
        $(#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for it
        pub(super) fn $name(value: &$kind) -> bool { *value == $value })+
    };
}

// What is as usual is left out of the JSON.
left_out! {
    is_false: bool = false;
    is_start: Align = Align::Start;
    is_top: VerticalAlign = VerticalAlign::Top;
    is_upright: Rotation = Rotation::None;
    is_ink: ColorRole = ColorRole::Ink;
    is_rule: ColorRole = ColorRole::Rule;
    is_regular: Weight = Weight::Regular;
}

pub(super) fn rule() -> ColorRole {
    ColorRole::Rule
}
