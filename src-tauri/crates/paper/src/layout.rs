//! Layout: tickets become pages of marks, by the card of the house or by a layout's elements.

mod a4;
mod card;
mod flow;
mod form;
mod furniture;
mod set;
mod stack;
mod stamp;
mod values;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::barcode::Symbol;
use crate::design::{Design, Layout};
use crate::error::{PaperError, Warning};
use crate::fonts::FontShelf;
use crate::marks::{Color, Layer, MM, Mark, Page};
use crate::pictures::Gallery;
use crate::style::Style;
use crate::text::Setter;
use crate::ticket::{CoverSheet, Ticket};
use crate::words::Words;

use form::Form;
use set::SetText;
pub(crate) use set::{label_size, one_line};

pub(crate) const INK: Color = Color(0x1c, 0x1d, 0x1f);
pub(crate) const QUIET: Color = Color(0x5d, 0x60, 0x66);
pub(crate) const FAINT: Color = Color(0x74, 0x77, 0x7d);
pub(crate) const RULE: Color = Color(0xd0, 0xcf, 0xc9);
pub(crate) const ACCENT: Color = Color(0x0b, 0x7a, 0x75);
pub(crate) const AMBER: Color = Color(0xa3, 0x5b, 0x00);
pub(crate) const PALE_AMBER: Color = Color(0xf3, 0xe3, 0xc8);
pub(crate) const BLACK: Color = Color(0, 0, 0);
pub(crate) const WHITE: Color = Color(0xff, 0xff, 0xff);

/// What the layout of one document shares between its pages.
pub(crate) struct Desk {
    pub(crate) setter: Setter,
    pub(crate) warnings: Vec<Warning>,
    blocks: HashMap<(String, [i32; 2]), Arc<Vec<Mark>>>,
    texts: HashMap<String, Arc<SetText>>,
}

impl Desk {
    pub(crate) fn new(fonts: &FontShelf) -> Result<Self, PaperError> {
        let setter = Setter::new(fonts)?;
        Ok(Self { setter, warnings: Vec::new(), blocks: HashMap::new(), texts: HashMap::new() })
    }

    /// The block with this text at this place, drawn once in a document.
    pub(crate) fn block(
        &mut self,
        text: &str,
        place: [f32; 2],
        draw: impl FnOnce(&mut Setter) -> Vec<Mark>,
    ) -> Arc<Vec<Mark>> {
        let key = (text.to_owned(), place.map(hundredths));
        if let Some(known) = self.blocks.get(&key) {
            return Arc::clone(known);
        }
        let drawn = Arc::new(draw(&mut self.setter));
        self.blocks.insert(key, Arc::clone(&drawn));
        drawn
    }

    /// The text of this name, set once in a document.
    pub(crate) fn text(&mut self, name: &str, set: impl FnOnce(&mut Setter) -> SetText) -> Arc<SetText> {
        if let Some(known) = self.texts.get(name) {
            return Arc::clone(known);
        }
        let made = Arc::new(set(&mut self.setter));
        self.texts.insert(name.to_owned(), Arc::clone(&made));
        made
    }
}

#[allow(clippy::cast_possible_truncation)] // a length on paper
fn hundredths(points: f32) -> i32 {
    (points * 100.0).round() as i32
}

/// Pages of all tickets, in their order.
pub(crate) fn tickets(desk: &mut Desk, tickets: &[Ticket], style: &Style) -> Result<Vec<Page>, PaperError> {
    let mut symbols: HashMap<(crate::barcode::CodeFormat, &str), Symbol> = HashMap::new();
    let layout = &style.layout;
    let mut gallery = Gallery::new(layout, &style.pictures);
    desk.warnings.append(&mut gallery.warnings);
    let form = Form::new(layout, &gallery);
    let mut pages: Vec<Page> = Vec::with_capacity(tickets.len());
    let mut group_start = 0;
    let per_sheet = usize::from(layout.media().per_sheet.max(1));
    for (index, ticket) in tickets.iter().enumerate() {
        let on_ticket = |error| PaperError::OnTicket { ticket: index, error: Box::new(error) };
        let symbol = match &ticket.code {
            None => None,
            Some(code) => {
                // Tickets of a party may share one code.
                Some(&*match symbols.entry((code.format, code.payload.as_str())) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(slot) => slot.insert(Symbol::encode(code.format, &code.payload).map_err(on_ticket)?),
                })
            }
        };
        match layout.design() {
            Design::Card => {
                pages.extend(a4::ticket(desk, index, ticket, symbol, (layout, &gallery)).map_err(on_ticket)?);
                let last_of_order = tickets.get(index + 1).is_none_or(|next| {
                    next.order_code != ticket.order_code || next.order_reference != ticket.order_reference
                });
                if last_of_order {
                    let words = Words::of(&ticket.language);
                    a4::number(desk, words, pages.get_mut(group_start..).unwrap_or_default());
                    group_start = pages.len();
                }
            }
            Design::Elements => {
                let place = index % per_sheet;
                let part = layout.media().part_height_mm().unwrap_or(0.0) * MM;
                #[allow(clippy::cast_precision_loss)] // at most ten
                let origin = (0.0, part * place as f32);
                let drawn = form.draw(desk, index, ticket, symbol, origin).map_err(on_ticket)?;
                if place == 0 {
                    let (width, height) = form.sheet(drawn.height_mm);
                    let cuts = desk.block("cut lines", [0.0, 0.0], |_| form.cut_lines());
                    let layers = if cuts.is_empty() { Vec::new() } else { vec![Layer::Shared(cuts)] };
                    pages.push(Page { width, height, layers });
                }
                if let Some(page) = pages.last_mut() {
                    page.layers.extend(drawn.into_layers());
                }
            }
        }
    }
    Ok(pages)
}

/// Pages of a cover sheet: always A4, as the supplier's PDF behind it.
pub(crate) fn cover(desk: &mut Desk, sheet: &CoverSheet, style: &Style) -> Vec<Page> {
    let mut gallery = Gallery::new(&Layout::card(), &style.pictures);
    desk.warnings.append(&mut gallery.warnings);
    let mut pages = a4::cover(desk, sheet, &gallery);
    a4::number(desk, Words::of(&sheet.language), &mut pages);
    pages
}
