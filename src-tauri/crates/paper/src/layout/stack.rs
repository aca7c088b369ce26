//! Where elements come to stand when texts are longer or shorter than their places.
//!
//! An element that follows keeps its distance to what was really printed above it. Above it is what its own columns of the
//! paper meet next; elements that begin at one height stay at one height; an element without content gives its place to
//! those below it, and of the distances before and after it the larger one stays. The order of rows never changes, so what did not overlap in the layout does not overlap on paper.

use crate::design::{Area, Element};

/// Heights that differ by less, in millimetres, are one.
const SAME: f32 = 0.05;

/// What is known of a layout before any ticket: who follows whom.
#[derive(Debug)]
pub(crate) struct Plan {
    nodes: Vec<Node>,
    /// Elements from the top down, those of one row together.
    rows: Vec<Vec<usize>>,
}

#[derive(Debug)]
struct Node {
    area: Area,
    follows: bool,
    /// The next ones above.
    above: Vec<usize>,
    /// Distance to them.
    before: f32,
    /// For a box, the elements inside it.
    inside: Vec<usize>,
}

/// What an element holds on one ticket, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Extent {
    /// Nothing; its place is free.
    Blank,
    /// This height.
    Height(f32),
}

/// Where an element stands on one ticket, in millimetres; `None` for one that is not printed.
pub(crate) type Place = Option<(f32, f32)>;

impl Plan {
    /// `endless`: on this paper everything follows.
    pub(crate) fn new(elements: &[Element], endless: bool) -> Self {
        let areas: Vec<Area> = elements.iter().map(Element::area).collect();
        let over = |upper: usize, lower: usize| {
            let (Some(upper), Some(lower)) = (areas.get(upper), areas.get(lower)) else { return false };
            upper.y + upper.h <= lower.y + SAME
                && (upper.y, upper.y + upper.h) != (lower.y, lower.y + lower.h)
                && upper.x < lower.x + lower.w
                && lower.x < upper.x + upper.w
        };
        let nodes = (0..elements.len())
            .filter_map(|index| Some((index, elements.get(index)?, *areas.get(index)?)))
            .map(|(index, element, area)| {
                let all: Vec<usize> = (0..elements.len()).filter(|other| over(*other, index)).collect();
                // What stands above something that is itself above is not next.
                let next = |upper: &usize| !all.iter().any(|between| over(*upper, *between));
                let above: Vec<usize> = all.iter().copied().filter(next).collect();
                let end = above.iter().filter_map(|upper| areas.get(*upper)).map(|upper| upper.y + upper.h);
                let before = end.reduce(f32::max).map_or(f32::INFINITY, |end| area.y - end);
                let within = |other: &Area| {
                    other.w * other.h < area.w * area.h
                        && other.x >= area.x - SAME
                        && other.y >= area.y - SAME
                        && other.x + other.w <= area.x + area.w + SAME
                        && other.y + other.h <= area.y + area.h + SAME
                };
                let inside = match element {
                    Element::Box(_) if endless => (0..areas.len())
                        .filter(|other| *other != index && areas.get(*other).is_some_and(within))
                        .collect(),
                    _ => Vec::new(),
                };
                Node { area, follows: endless || follows(element), above, before, inside }
            })
            .collect::<Vec<_>>();
        let mut order: Vec<usize> = (0..nodes.len()).collect();
        order.sort_by(|left, right| areas[*left].y.total_cmp(&areas[*right].y));
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for index in order {
            let y = areas[index].y;
            match rows.last_mut() {
                Some(row) if row.first().is_some_and(|first| (areas[*first].y - y).abs() < SAME) => row.push(index),
                _ => rows.push(vec![index]),
            }
        }
        Self { nodes, rows }
    }

    /// Upper edge and height of each element on a ticket whose elements have these extents.
    pub(crate) fn places(&self, extents: &[Extent]) -> Vec<Place> {
        let mut tops: Vec<f32> = self.nodes.iter().map(|node| node.area.y).collect();
        for row in &self.rows {
            let following = |index: &&usize| self.nodes.get(**index).is_some_and(|node| node.follows);
            let top = row.iter().filter(following).map(|index| self.top(*index, &tops, extents)).reduce(f32::max);
            if let Some(top) = top {
                for index in row.iter().filter(following) {
                    tops[*index] = top;
                }
            }
        }
        (0..self.nodes.len())
            .map(|index| match self.extent(index, &tops, extents) {
                Extent::Blank => None,
                Extent::Height(height) => Some((tops[index], height)),
            })
            .collect()
    }

    /// Where an element would stand by what is above it.
    fn top(&self, index: usize, tops: &[f32], extents: &[Extent]) -> f32 {
        let Some(node) = self.nodes.get(index) else { return 0.0 };
        let under = |upper: usize| {
            let (other, top) = (self.nodes.get(upper)?, *tops.get(upper)?);
            let after = node.area.y - (other.area.y + other.area.h);
            Some(match self.extent(upper, tops, extents) {
                Extent::Blank => top + (after - other.before).max(0.0),
                Extent::Height(height) => top + height + after,
            })
        };
        node.above.iter().filter_map(|upper| under(*upper)).reduce(f32::max).unwrap_or(node.area.y)
    }

    /// A box reaches as far below the last thing inside it as in the layout, and goes when there is nothing in it.
    fn extent(&self, index: usize, tops: &[f32], extents: &[Extent]) -> Extent {
        let own = extents.get(index).copied().unwrap_or(Extent::Blank);
        let Some(node) = self.nodes.get(index).filter(|node| !node.inside.is_empty()) else { return own };
        if own == Extent::Blank {
            return own;
        }
        let last = |bottom: f32, other: f32| bottom.max(other);
        let drawn = node.inside.iter().map(|inner| self.nodes[*inner].area).map(|area| area.y + area.h).reduce(last);
        let real = node
            .inside
            .iter()
            .filter_map(|inner| match self.extent(*inner, tops, extents) {
                Extent::Blank => None,
                Extent::Height(height) => Some(tops[*inner] + height),
            })
            .reduce(last);
        match (drawn, real, tops.get(index)) {
            (Some(drawn), Some(real), Some(top)) => Extent::Height(real + (node.area.y + node.area.h - drawn) - top),
            _ => Extent::Blank,
        }
    }
}

fn follows(element: &Element) -> bool {
    match element {
        Element::Field(field) => field.set.follows,
        Element::Text(text) => text.set.follows,
        Element::Line(_) | Element::Box(_) | Element::Picture(_) | Element::Code(_) | Element::Mark(_) => false,
    }
}
