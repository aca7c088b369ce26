//! Why a layout was refused: where in its JSON, and what is wrong there.

/// A layout that was refused. Its text is a sentence that begins with the place.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}{fault}", place(.path))]
pub struct LayoutError {
    /// Where in the JSON, such as `elements[3].code.at.w`; empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub fault: LayoutFault,
}

fn place(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("At {path}: ") }
}

/// What is wrong with a layout. Lengths are millimetres.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LayoutFault {
    /// The text is not JSON (RFC 8259).
    #[error("line {line}, column {column} is not JSON: {reason}.")]
    NotJson {
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
        /// What is wrong there, the middle of a sentence.
        reason: String,
    },
    /// A property that this format does not have.
    #[error("the property {name:?} is not known here (line {line}, column {column}).")]
    UnknownProperty {
        /// Its name.
        name: String,
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
    },
    /// A value of the wrong type, an unknown word, or a property that is missing.
    #[error("line {line}, column {column} does not fit: {reason}.")]
    WrongShape {
        /// Line from 1.
        line: usize,
        /// Column from 1.
        column: usize,
        /// What is wrong there, the middle of a sentence.
        reason: String,
    },
    /// Written for another version of the format.
    #[error("version {version} of the format is not known here; this program reads version {known}.")]
    UnknownVersion {
        /// The version asked for.
        version: u64,
        /// The one this program reads.
        known: u32,
    },
    /// The name is blank or longer than 60 characters.
    #[error("a name has 1 to 60 characters.")]
    Name,
    /// Two layouts of a set have one name.
    #[error("there are two layouts named {name:?}.")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// A number is out of its range.
    #[error("{value} is not between {least} and {most}.")]
    OutOfRange {
        /// The number.
        value: f32,
        /// Smallest.
        least: f32,
        /// Largest.
        most: f32,
    },
    /// A sheet of this kind has another size.
    #[error("{kind} is {wanted}.")]
    SheetSize {
        /// Kind of paper.
        kind: &'static str,
        /// The size it has.
        wanted: &'static str,
    },
    /// The design of the house is for one ticket on A4 and has no elements; other layouts need some.
    #[error("{reason}.")]
    Design {
        /// What does not go together.
        reason: &'static str,
    },
    /// Ink could reach outside the printable area.
    #[error("the {element} reaches {beyond:.1} mm beyond the printable area at its {side}.")]
    OutsidePrintable {
        /// Kind of element.
        element: &'static str,
        /// Where.
        side: Side,
        /// How far.
        beyond: f32,
    },
    /// Something stands in the quiet zone of the code, which a scanner needs white.
    #[error(
        "the {element} overlaps the code, whose place with its quiet zone goes from {x:.1} to {right:.1} mm across and from {y:.1} \
         to {bottom:.1} mm down."
    )]
    OverlapsCode {
        /// Kind of element.
        element: &'static str,
        /// Left edge of the code's place in millimetres.
        x: f32,
        /// Its upper edge.
        y: f32,
        /// Its right edge.
        right: f32,
        /// Its lower edge.
        bottom: f32,
    },
    /// The smallest code with its quiet zone is larger than the place.
    #[error(
        "the place of the code is {width:.1} × {height:.1} mm; with modules of {module:.3} mm it needs {needed_width:.1} × {needed_height:.1} mm."
    )]
    CodeTooSmall {
        /// Width of the place.
        width: f32,
        /// Height of the place.
        height: f32,
        /// The smallest module in whole dots.
        module: f32,
        /// Least width.
        needed_width: f32,
        /// Least height.
        needed_height: f32,
    },
    /// Letters too small to read.
    #[error("letters of {size_pt} pt are too small to read; the least is {least_pt} pt.")]
    FontTooSmall {
        /// Size in points.
        size_pt: f32,
        /// The least in points.
        least_pt: f32,
    },
    /// A text's place does not hold one line at its smallest size.
    #[error("the place is {height:.1} mm high; one line needs {needed:.1} mm.")]
    TooLow {
        /// Height of the place, along the text's own upright.
        height: f32,
        /// Height of one line.
        needed: f32,
    },
    /// A line that is neither level nor upright.
    #[error("a line is level or upright: its width or its height is 0.")]
    SlantedLine,
    /// A list that needs something in it.
    #[error("the list is empty.")]
    Empty,
    /// A fixed text that is blank, or longer than 2,000 characters.
    #[error("a fixed text has 1 to 2,000 characters.")]
    Text,
}

/// A side of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // they name themselves
pub enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

impl std::fmt::Display for Side {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Top => "top",
            Self::Right => "right",
            Self::Bottom => "bottom",
            Self::Left => "left",
        })
    }
}

impl LayoutError {
    pub(super) fn at(path: impl Into<String>, fault: LayoutFault) -> Self {
        Self { path: path.into(), fault }
    }
}
