//! Lines and boxes: whole dots on one-bit media, hairlines elsewhere.

use crate::design::{BoxElement, LineElement};
use crate::marks::{MM, Mark, Step, Stroke, rounded};

use super::super::set::{Ground, Placed};

/// Hairlines on paper that is not made of dots, in points.
pub(super) const HAIR: f32 = 0.6;

/// Thickness in points: whole dots on a one-bit medium.
fn thickness(wanted: Option<f32>, ground: Ground) -> f32 {
    match (wanted, ground.dot) {
        (None, None) => HAIR,
        (None, Some(dot)) => dot,
        (Some(wanted), None) => wanted * MM,
        (Some(wanted), Some(dot)) if wanted > 0.0 => ((wanted * MM / dot).round() * dot).max(dot),
        (Some(_), Some(_)) => 0.0,
    }
}

/// A straight line.
pub(super) fn line(line: &LineElement, place: Placed, ground: Ground) -> Mark {
    let thick = thickness(line.thickness_mm, ground);
    let fill = ground.color(line.color);
    let level = line.at.w >= line.at.h;
    let (x, y) = (ground.snap(place.x), ground.snap(place.y));
    let (w, h) = if level { (ground.snap(place.w), thick) } else { (thick, ground.snap(place.h)) };
    if !line.dashed {
        return Mark::Rect { x, y, w, h, fill };
    }
    // A stroke lies on both sides of its path.
    let half = thick / 2.0;
    let (from, to) = if level { ((x, y + half), (x + w, y + half)) } else { ((x + half, y), (x + half, y + h)) };
    let (on, off) = (ground.snap(thick.max(0.7) * 2.2), ground.snap(thick.max(0.7) * 2.6));
    Mark::Path {
        steps: vec![Step::Move(from.0, from.1), Step::Line(to.0, to.1)],
        fill: None,
        stroke: Some(Stroke { width: thick, color: fill, dash: Some((on, off)) }),
    }
}

/// A rectangle, outlined, filled or both.
pub(super) fn frame(frame: &BoxElement, place: Placed, ground: Ground, marks: &mut Vec<Mark>) {
    let thick = thickness(frame.thickness_mm, ground);
    let half = thick / 2.0;
    let (x, y) = (ground.snap(place.x), ground.snap(place.y));
    let (w, h) = (ground.snap(place.w), ground.snap(place.h));
    let stroke = (thick > 0.0).then(|| Stroke { width: thick, color: ground.color(frame.color), dash: None });
    let fill = frame.fill.map(|role| ground.color(role));
    if stroke.is_none() && fill.is_none() {
        return;
    }
    let radius = (frame.radius_mm * MM - half).max(0.0);
    let steps = rounded(x + half, y + half, w - thick, h - thick, radius);
    marks.push(Mark::Path { steps, fill, stroke });
}
