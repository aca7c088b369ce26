//! What each element of a layout holds on one ticket.

use std::sync::Arc;

use crate::barcode::{Symbol, fit};
use crate::design::{
    Align, Area, BoxElement, CodeElement, CodeKind, Element, Field, FieldElement, LineElement, Rotation, Typesetting,
    VerticalAlign,
};
use crate::error::{PaperError, Warning};
use crate::marks::{MM, PlacedCode};
use crate::pictures;
use crate::text::is_blank;

use super::super::Desk;
use super::super::set::{Ground, SetText, Wish, set};
use super::super::stack::Extent;
use super::super::values::{Values, key};
use super::Form;

/// Height of bars when the layout does not say, in points.
const BARS: f32 = 22.0 * MM;
/// The longest code along an endless roll, in points.
const LONGEST_CODE: f32 = 160.0 * MM;
/// Texts of more bytes are set and drawn once in a document.
const WORTH_SHARING: usize = 24;

/// What an element holds on this ticket.
pub(super) enum Content<'a> {
    Text(Text<'a>),
    Code(PlacedCode, Symbol),
    Line(&'a LineElement),
    Frame(&'a BoxElement),
    Picture(&'a pictures::Fitted, Align),
    Plate,
    Nothing,
}

/// A text that was set for its place.
#[allow(clippy::struct_field_names)] // a text that is set, and how
pub(super) struct Text<'a> {
    pub(super) text: Arc<SetText>,
    pub(super) set: &'a Typesetting,
    /// The place, which is wider than in the layout where its neighbours are empty.
    pub(super) area: Area,
    /// Its name in the document, when other tickets may have the same.
    pub(super) shared: Option<String>,
}

/// Ticket, its values and its code.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) index: usize,
    pub(super) values: &'a Values<'a>,
    pub(super) kind: CodeKind,
    pub(super) symbol: Option<&'a Symbol>,
    pub(super) ground: Ground,
}

impl<'a> Form<'a> {
    pub(super) fn content(
        &self,
        desk: &mut Desk,
        number: usize,
        source: Source<'_>,
    ) -> Result<Content<'a>, PaperError> {
        let Some(element) = self.layout.elements().get(number) else { return Ok(Content::Nothing) };
        if element.only().is_some_and(|only| only != source.kind) {
            return Ok(Content::Nothing);
        }
        let values = source.values;
        let with = |field: Option<Field>| field.is_none_or(|field| !is_blank(&values.one(field)));
        Ok(match element {
            Element::Field(field) => self.field(desk, number, field, source),
            Element::Text(fixed) if with(fixed.with) => {
                let wish = Wish { room: room(fixed.at, fixed.set.rotation), ..Wish::plain(&fixed.text, &fixed.set) };
                let name = format!("{number}\u{1f}{}", values.words.tag);
                let text = desk.text(&name, |setter| set(setter, wish, source.ground));
                Content::Text(Text { text, set: &fixed.set, area: fixed.at, shared: Some(name) })
            }
            Element::Line(line) if with(line.with) => Content::Line(line),
            Element::Box(frame) if with(frame.with) => Content::Frame(frame),
            Element::Code(code) => match source.symbol {
                Some(symbol) => self.fitted(symbol, code, values)?,
                None => Content::Nothing,
            },
            Element::Picture(place) => match self.gallery.by_element.get(number) {
                Some(Some(picture)) => Content::Picture(picture, place.align),
                _ => Content::Nothing,
            },
            Element::Text(_) | Element::Line(_) | Element::Box(_) | Element::Mark(_) => Content::Nothing,
        })
    }

    fn field(&self, desk: &mut Desk, number: usize, field: &'a FieldElement, source: Source<'_>) -> Content<'a> {
        let Source { values, ground, .. } = source;
        let text = values.joined(&field.shows, field.label);
        if is_blank(&text) {
            return Content::Nothing;
        }
        let area = Area { w: self.width(number, field, source), ..field.at };
        let long = matches!(field.shows.as_slice(), [Field::MustKnow | Field::Conditions]);
        let wish = Wish {
            label: if field.label { values.label(&field.shows) } else { "" },
            heading: field.label && long,
            tail: if field.shows == [Field::Time] { &values.clock } else { "" },
            room: room(area, field.set.rotation),
            balanced: field.shows == [Field::Title],
            ..Wish::plain(&text, &field.set)
        };
        let shared = (text.len() > WORTH_SHARING && wish.tail.is_empty())
            .then(|| format!("{number}\u{1f}{}\u{1f}{}\u{1f}{text}", values.words.tag, area.w));
        let made = match &shared {
            Some(name) => desk.text(name, |setter| set(setter, wish, ground)),
            None => Arc::new(set(&mut desk.setter, wish, ground)),
        };
        if made.cut {
            let field = field.shows.first().map_or("", |field| key(*field));
            desk.warnings.push(Warning::Shortened { ticket: source.index, field });
        }
        Content::Text(Text { text: made, set: &field.set, area, shared })
    }

    /// Width of a field's place: its own and that of the neighbours after it that have nothing to say.
    fn width(&self, number: usize, field: &FieldElement, source: Source<'_>) -> f32 {
        let mut right = field.at.x + field.at.w;
        for neighbour in self.neighbours.get(number).map_or(&[][..], Vec::as_slice) {
            let Some(Element::Field(other)) = self.layout.elements().get(*neighbour) else { break };
            if other.only.is_some_and(|only| only != source.kind) {
                continue;
            }
            if !is_blank(&source.values.joined(&other.shows, other.label)) {
                break;
            }
            right = right.max(other.at.x + other.at.w);
        }
        right - field.at.x
    }

    /// The symbol in the size its place allows, at the page's corner.
    fn fitted(&self, symbol: &Symbol, code: &CodeElement, values: &Values<'_>) -> Result<Content<'a>, PaperError> {
        let (room, depth) = (code.at.w * MM, if self.endless { LONGEST_CODE } else { code.at.h * MM });
        let wanted = code.bar_height_mm.map_or(BARS, |height| height * MM).min(code.at.h * MM).min(room);
        // The place was made for it: it becomes as large as the place allows.
        let placed = |symbol: &Symbol| {
            let fitted = fit(symbol, self.head, room, depth, room, self.head.whole(wanted))?;
            Ok(Content::Code(PlacedCode::new(symbol, fitted, 0.0, 0.0), symbol.clone()))
        };
        let usual = placed(symbol);
        match (&usual, &values.ticket.code) {
            (Err(PaperError::CodeTooLarge { .. }), Some(code)) => {
                Symbol::other_shapes(code.format, &code.payload).find_map(|other| placed(&other).ok()).map_or(usual, Ok)
            }
            _ => usual,
        }
    }
}

impl Content<'_> {
    /// The height it takes, in a place with this area.
    pub(super) fn extent(&self, area: Area, endless: bool) -> Extent {
        Extent::Height(match self {
            Content::Nothing => return Extent::Blank,
            Content::Text(Text { text, set, .. }) if set.rotation == Rotation::None => {
                let height = text.height / MM;
                match (endless, set.vertical) {
                    (_, VerticalAlign::Top) => height,
                    (true, VerticalAlign::Middle | VerticalAlign::Bottom) => height.max(area.h),
                    (false, VerticalAlign::Middle | VerticalAlign::Bottom) => area.h,
                }
            }
            Content::Code(code, _) if endless => code.reach.1 / MM,
            Content::Picture(picture, _) if endless => picture.h / MM,
            Content::Text(_)
            | Content::Code(..)
            | Content::Line(_)
            | Content::Frame(_)
            | Content::Picture(..)
            | Content::Plate => area.h,
        })
    }
}

/// For each field, the fields after it in its row, from left to right, as long as nothing else stands between them.
pub(super) fn neighbours(elements: &[Element]) -> Vec<Vec<usize>> {
    let row_of = |element: &Element| match element {
        Element::Field(field) if field.set.rotation == Rotation::None => Some(field.at),
        _ => None,
    };
    elements
        .iter()
        .map(|element| {
            let Some(own) = row_of(element) else { return Vec::new() };
            let same_row = |other: &Area| (other.y - own.y).abs() < 0.05 && other.x >= own.x + own.w - 0.05;
            let mut row: Vec<(f32, usize)> = elements
                .iter()
                .enumerate()
                .filter_map(|(index, other)| Some((index, row_of(other).filter(same_row)?)))
                .map(|(index, area)| (area.x, index))
                .collect();
            row.sort_by(|left, right| left.0.total_cmp(&right.0));
            // What is not of this row, such as a code or a line, ends it.
            let end = elements
                .iter()
                .filter(|other| row_of(other).is_none_or(|area| !same_row(&area)))
                .filter(|other| element.only().is_none() || other.only().is_none() || element.only() == other.only())
                .map(Element::area)
                .filter(|area| area.y < own.y + own.h && own.y < area.y + area.h && area.x >= own.x + own.w - 0.05)
                .map(|area| area.x)
                .fold(f32::INFINITY, f32::min);
            row.into_iter().filter(|(x, _)| *x < end).map(|(_, index)| index).collect()
        })
        .collect()
}

fn room(area: Area, rotation: Rotation) -> (f32, f32) {
    let (w, h) = (area.w * MM, area.h * MM);
    if rotation.is_sideways() { (h, w) } else { (w, h) }
}

impl<'a> Wish<'a> {
    /// A text with nothing beside or above it.
    fn plain(text: &'a str, set: &'a Typesetting) -> Self {
        Self { text, tail: "", label: "", heading: false, set, room: (0.0, 0.0), balanced: false }
    }
}
