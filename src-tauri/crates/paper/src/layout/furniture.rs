//! What every sheet has: the seller's head, the card with its perforation, the foot.

use crate::fonts::Face;
use crate::marks::{Color, KAPPA, MM, Mark, Step, Stroke, rounded};
use crate::text::{Setter, Style};

use super::{ACCENT, RULE, WHITE};

/// Card on the page: left, top, width, height, and the perforation's x, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Card {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) w: f32,
    pub(crate) h: f32,
    pub(crate) tear: f32,
}

/// Radius of the perforation's notches.
const NOTCH: f32 = 3.0 * MM;
const CORNER: f32 = 3.0 * MM;
const HAIR: f32 = 0.7;
/// The smallest part of its size that a line may become.
const SMALLER: f32 = 0.6;

/// The outline with a notch at both ends of the perforation, and the dashes between them.
pub(crate) fn card(card: Card) -> Vec<Mark> {
    let Card { x, y, w, h, tear } = card;
    let (right, bottom) = (x + w, y + h);
    let (k, c) = (CORNER * (1.0 - KAPPA), NOTCH * KAPPA);
    let steps = vec![
        Step::Move(x + CORNER, y),
        Step::Line(tear - NOTCH, y),
        Step::Curve(tear - NOTCH, y + c, tear - c, y + NOTCH, tear, y + NOTCH),
        Step::Curve(tear + c, y + NOTCH, tear + NOTCH, y + c, tear + NOTCH, y),
        Step::Line(right - CORNER, y),
        Step::Curve(right - k, y, right, y + k, right, y + CORNER),
        Step::Line(right, bottom - CORNER),
        Step::Curve(right, bottom - k, right - k, bottom, right - CORNER, bottom),
        Step::Line(tear + NOTCH, bottom),
        Step::Curve(tear + NOTCH, bottom - c, tear + c, bottom - NOTCH, tear, bottom - NOTCH),
        Step::Curve(tear - c, bottom - NOTCH, tear - NOTCH, bottom - c, tear - NOTCH, bottom),
        Step::Line(x + CORNER, bottom),
        Step::Curve(x + k, bottom, x, bottom - k, x, bottom - CORNER),
        Step::Line(x, y + CORNER),
        Step::Curve(x, y + k, x + k, y, x + CORNER, y),
        Step::Close,
    ];
    let dashes = vec![Step::Move(tear, y + NOTCH + 1.6 * MM), Step::Line(tear, bottom - NOTCH - 1.2 * MM)];
    vec![
        Mark::Path { steps, fill: None, stroke: Some(Stroke { width: HAIR, color: RULE, dash: None }) },
        Mark::Path {
            steps: dashes,
            fill: None,
            stroke: Some(Stroke { width: 1.0, color: RULE, dash: Some((3.6, 3.2)) }),
        },
    ]
}

/// The torn stub in the accent, 8 × 6 mm, upper left corner at `x`, `y`.
pub(crate) fn emblem(x: f32, y: f32) -> Vec<Mark> {
    let (w, h, tear, notch) = (8.0 * MM, 6.0 * MM, 5.3 * MM, 0.85 * MM);
    let circle = |cx: f32, cy: f32| Mark::Path {
        steps: rounded(cx - notch, cy - notch, 2.0 * notch, 2.0 * notch, notch),
        fill: Some(WHITE),
        stroke: None,
    };
    let dashes = vec![Step::Move(x + tear, y + 1.5 * MM), Step::Line(x + tear, y + h - 1.3 * MM)];
    vec![
        Mark::Path { steps: rounded(x, y, w, h, 1.1 * MM), fill: Some(ACCENT), stroke: None },
        circle(x + tear, y),
        circle(x + tear, y + h),
        Mark::Path {
            steps: dashes,
            fill: None,
            stroke: Some(Stroke { width: 0.9, color: WHITE, dash: Some((1.3, 1.3)) }),
        },
    ]
}

/// A line of text that ends at `right`; one that is too long becomes smaller before it is cut.
pub(crate) fn right(setter: &mut Setter, text: &str, right: f32, y: f32, style: Style, measure: f32) -> Mark {
    let Style(face, size, color) = style;
    let width = setter.single(face, size, text).width.max(measure);
    let size = size * (measure / width).max(SMALLER);
    let line = setter.single_within(face, size, text, measure + 0.01);
    line.at(right - line.width, y, Style(face, size, color))
}

/// A pale mark across the sheet around `middle`, its baseline falling at 45°, so that it stays clear of the code.
pub(crate) fn across(setter: &mut Setter, text: &str, middle: (f32, f32), color: Color) -> Vec<Mark> {
    const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;
    const LONGEST: f32 = 170.0 * MM;
    let whole = setter.single(Face::SemiBold, 90.0, text).width;
    let style = Style(Face::SemiBold, (90.0 * LONGEST / whole.max(1.0)).min(90.0), color);
    let line = setter.single(style.0, style.1, text);
    let (along, down) = (line.width / 2.0 * HALF, style.1 * crate::fonts::CAP / 2.0 * HALF);
    let mut mark = line.at(middle.0 - along - down, middle.1 - along + down, style);
    if let Mark::Text(run) = &mut mark {
        run.direction = (HALF, -HALF);
    }
    vec![mark]
}
