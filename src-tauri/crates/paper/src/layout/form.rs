//! A ticket by the elements of a layout.

mod content;
mod shapes;

use std::fmt::Write as _;
use std::sync::Arc;

use counterfoil_domain::distribution::MediaKind;

use crate::barcode::{Head, Symbol};
use crate::design::{Align, Area, Element, Layout, above};
use crate::error::PaperError;
use crate::marks::{Color, Layer, MM, Mark, PlacedCode, Step, Stroke};
use crate::pictures::{self, Gallery};
use crate::ticket::Ticket;

use super::Desk;
use super::set::{Ground, Placed};
use super::stack::{Place, Plan};
use super::stamp::{self, Rectangle, Saying};
use super::values::Values;
use content::{Content, Source, Text};

/// A layout made ready for any number of tickets.
pub(crate) struct Form<'a> {
    layout: &'a Layout,
    plan: Plan,
    head: Head,
    dot: Option<f32>,
    endless: bool,
    gallery: &'a Gallery,
    neighbours: Vec<Vec<usize>>,
}

/// One ticket drawn by a form.
pub(crate) struct Drawn {
    /// Lines, boxes and pictures, then texts that other tickets may have too.
    layers: Vec<Layer>,
    /// What is this ticket's alone, above them.
    own: Vec<Mark>,
    /// Height in millimetres that it takes, with its margins.
    pub(crate) height_mm: f32,
}

impl Drawn {
    pub(crate) fn into_layers(self) -> impl Iterator<Item = Layer> {
        self.layers.into_iter().chain(std::iter::once(Layer::Own(self.own)))
    }
}

impl<'a> Form<'a> {
    pub(crate) fn new(layout: &'a Layout, gallery: &'a Gallery) -> Self {
        let media = layout.media();
        let endless = media.height_mm.is_none();
        Self {
            layout,
            plan: Plan::new(layout.elements(), endless),
            head: Head::of(media),
            dot: media.kind.is_one_bit().then(|| media.dot()),
            endless,
            gallery,
            neighbours: content::neighbours(layout.elements()),
        }
    }

    /// Draws the ticket with the upper left corner of its part of the sheet at `origin`, in points.
    pub(crate) fn draw(
        &self,
        desk: &mut Desk,
        index: usize,
        ticket: &Ticket,
        symbol: Option<&Symbol>,
        origin: (f32, f32),
    ) -> Result<Drawn, PaperError> {
        let values = Values::of(ticket);
        let ground = Ground { dot: self.dot, mirrored: values.words.right_to_left, endless: self.endless };
        let kind = values.code_kind();
        let elements = self.layout.elements();
        let saying = Saying::of(ticket.stamp.as_ref(), ticket.training, values.words);
        let source = Source { index, values: &values, kind, symbol, ground };
        let mut contents = Vec::with_capacity(elements.len());
        let mut extents = Vec::with_capacity(elements.len());
        for (number, element) in elements.iter().enumerate() {
            let content = match element {
                Element::Mark(_) if !saying.is_silent() => Content::Plate,
                _ => self.content(desk, number, source)?,
            };
            extents.push(content.extent(element.area(), self.endless));
            contents.push(content);
        }
        if let Some(code) = &ticket.code
            && !contents.iter().any(|content| matches!(content, Content::Code(..)))
        {
            return Err(PaperError::NoPlaceForCode { format: code.format });
        }
        let margins = self.layout.media().margins_mm;
        let mut bottom = margins.top + 10.0;
        let mut own = Vec::new();
        let mut layers = Vec::new();
        let mut ground_marks = Vec::new();
        let mut ground_name = format!("ground {}", values.words.tag);
        let mut plate = None;
        let mut places = self.plan.places(&extents);
        if self.endless {
            let lift = clearance(elements, &contents, &places, margins.top);
            places.iter_mut().flatten().for_each(|(y, _)| *y += lift);
        }
        for (number, ((element, content), place)) in elements.iter().zip(contents).zip(places).enumerate() {
            let Some((y, height)) = place else { continue };
            let before = ground_marks.len();
            bottom = bottom.max(y + height);
            let placed = Placed::upright(Area { y, h: height, ..element.area() }, origin);
            match content {
                Content::Text(text) => self.text(desk, &text, placed, ground, &mut layers, &mut own),
                Content::Code(code, symbol) => {
                    let code = self.placed(code, placed);
                    if let Some(source) = &ticket.code {
                        desk.prove(&code, &symbol, source, self.head)?;
                    }
                    own.push(code.paper());
                    own.push(Mark::Code(code));
                }
                Content::Line(line) => ground_marks.push(shapes::line(line, placed, ground)),
                Content::Frame(frame) => shapes::frame(frame, placed, ground, &mut ground_marks),
                Content::Picture(picture, align) => ground_marks.push(picture_mark(picture, align, placed, ground)),
                Content::Plate => plate = Some(rectangle(placed)),
                Content::Nothing => {}
            }
            if ground_marks.len() > before {
                let _ = write!(ground_name, " {number} {} {}", placed.y, placed.h);
            }
        }
        if !ground_marks.is_empty() {
            layers.insert(0, Layer::Shared(desk.block(&ground_name, [origin.0, origin.1], |_| ground_marks)));
        }
        let height_mm = bottom + margins.bottom;
        let mut drawn = Drawn { layers, own, height_mm };
        if !saying.is_silent() {
            self.stamp(desk, &saying, plate, origin, &mut drawn);
        }
        Ok(drawn)
    }

    /// What is said across the ticket: pale behind it where there are colours, a band when it is void, the words on a plate.
    fn stamp(&self, desk: &mut Desk, saying: &Saying, plate: Option<Rectangle>, origin: (f32, f32), drawn: &mut Drawn) {
        let media = self.layout.media();
        let margins = media.margins_mm;
        let h = media.part_height_mm().unwrap_or(drawn.height_mm) - margins.top - margins.bottom;
        let printable = Area { x: margins.left, y: margins.top, w: media.width_mm - margins.left - margins.right, h };
        let codes: Vec<PlacedCode> = drawn.own.iter().filter_map(Mark::code).cloned().collect();
        let code = codes.first().map(|code| code_area(code, origin));
        let places = stamp::places(printable, code);
        let on_page = |area: Area| rectangle(Placed::upright(area, origin));
        if let (Some(text), None, Some(place)) = (&saying.behind, self.dot, places.first()) {
            let marks = stamp::behind(&mut desk.setter, text, on_page(*place), saying.pale);
            drawn.layers.insert(0, Layer::Own(marks));
        }
        let dark = self.dark(saying);
        for place in places {
            drawn.own.extend(stamp::void(&mut desk.setter, saying, on_page(place), dark));
        }
        for code in codes {
            drawn.own.extend(stamp::bar(&mut desk.setter, saying, &code));
        }
        let spare = || on_page(stamp::spare_place(printable, code));
        // With colours the marks behind and across say enough.
        if let Some(place) = plate.or_else(|| self.dot.map(|_| spare())) {
            drawn.own.extend(stamp::plate(&mut desk.setter, saying, place, dark));
        }
    }

    fn dark(&self, saying: &Saying) -> Color {
        match (self.dot, &saying.void) {
            (Some(_), _) => super::BLACK,
            (None, Some(_)) => stamp::RED,
            (None, None) => super::AMBER,
        }
    }

    fn text(
        &self,
        desk: &mut Desk,
        text: &Text<'_>,
        mut placed: Placed,
        ground: Ground,
        layers: &mut Vec<Layer>,
        own: &mut Vec<Mark>,
    ) {
        (placed.rotation, placed.w) = (text.set.rotation, text.area.w * MM);
        if !self.endless {
            // Its place is as high as the layout says, whatever follows it.
            placed.h = text.area.h * MM;
        }
        match &text.shared {
            Some(name) => layers.push(Layer::Shared(desk.block(name, [placed.x, placed.y], |_| {
                let mut marks = Vec::new();
                text.text.draw(text.set, placed, ground, &mut marks);
                marks
            }))),
            None => text.text.draw(text.set, placed, ground, own),
        }
    }

    /// In the middle of its place, on whole dots; at the top where the paper is as long as its content.
    fn placed(&self, mut code: PlacedCode, place: Placed) -> PlacedCode {
        let (wide, high) = code.reach;
        let left = self.head.on_dot(place.x + (place.w - wide) / 2.0);
        let top = self.head.on_dot(place.y + if self.endless { 0.0 } else { (place.h - high) / 2.0 });
        let (qx, qy) = code.quiet;
        (code.x, code.y) = (left + qx, top + qy);
        code
    }

    /// Width and height of a sheet in points; the height of an endless one is its content's.
    pub(crate) fn sheet(&self, height_mm: f32) -> (f32, f32) {
        let media = self.layout.media();
        let height = media.height_mm.unwrap_or(height_mm) * MM;
        let height = match self.dot {
            Some(dot) if self.endless => (height / dot).ceil() * dot,
            _ => height,
        };
        (media.width_mm * MM, height)
    }

    /// Dashes between the tickets of a sheet.
    pub(crate) fn cut_lines(&self) -> Vec<Mark> {
        let media = self.layout.media();
        let Some(part) = media.part_height_mm() else { return Vec::new() };
        let cut = |number: u8| {
            let y = f32::from(number) * part * MM;
            let (left, right) = (media.margins_mm.left * MM, (media.width_mm - media.margins_mm.right) * MM);
            let color = if media.kind == MediaKind::A4 { super::FAINT } else { super::BLACK };
            Mark::Path {
                steps: vec![Step::Move(left, y), Step::Line(right, y)],
                fill: None,
                stroke: Some(Stroke { width: shapes::HAIR, color, dash: Some((3.0, 4.0)) }),
            }
        };
        (1..media.per_sheet).map(cut).collect()
    }
}

/// How far everything goes down on a roll, where a text comes up to the margin that stands lower in the layout: its accents
/// stand above it.
fn clearance(elements: &[Element], contents: &[Content<'_>], places: &[Place], margin: f32) -> f32 {
    let over = elements.iter().zip(contents).zip(places).filter_map(|((element, content), place)| {
        let above = match element {
            Element::Field(field) => above(&field.set, field.label),
            Element::Text(text) => above(&text.set, false),
            _ => return None,
        };
        let (y, _) = (*place)?;
        matches!(content, Content::Text(_)).then_some(margin + above - y)
    });
    over.fold(0.0, f32::max)
}

/// In the middle of its place across, at its side along.
fn picture_mark(fitted: &pictures::Fitted, align: Align, place: Placed, ground: Ground) -> Mark {
    let slack = place.w - fitted.w;
    let along = match (align, ground.mirrored) {
        (Align::Start, false) | (Align::End, true) => 0.0,
        (Align::Center, _) => slack / 2.0,
        (Align::End, false) | (Align::Start, true) => slack,
    };
    let (x, y) = (ground.snap(place.x + along), ground.snap(place.y + (place.h - fitted.h) / 2.0));
    Mark::Picture { x, y, w: fitted.w, h: fitted.h, picture: Arc::clone(&fitted.picture) }
}

fn rectangle(place: Placed) -> Rectangle {
    Rectangle { x: place.x, y: place.y, w: place.w, h: place.h }
}

/// Where a code with its quiet zone stands in its part of the sheet, in millimetres.
fn code_area(code: &PlacedCode, origin: (f32, f32)) -> Area {
    let (x, y) = (code.x - code.quiet.0 - origin.0, code.y - code.quiet.1 - origin.1);
    Area { x: x / MM, y: y / MM, w: code.reach.0 / MM, h: code.reach.1 / MM }
}
