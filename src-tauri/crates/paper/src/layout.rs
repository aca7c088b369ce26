//! Layout: tickets become pages of marks. One model, one layout per medium, two painters.

mod a4;
mod card;
mod flow;
mod furniture;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::barcode::Symbol;
use crate::error::{PaperError, Warning};
use crate::marks::{Color, Mark, Page};
use crate::text::Setter;
use crate::ticket::{CoverSheet, Ticket};

/// The paper a document is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Media {
    /// ISO 216 A4 upright, 210 × 297 mm, one ticket on a page.
    #[default]
    A4,
}

pub(crate) const INK: Color = Color(0x1c, 0x1d, 0x1f);
pub(crate) const QUIET: Color = Color(0x5d, 0x60, 0x66);
pub(crate) const FAINT: Color = Color(0x74, 0x77, 0x7d);
pub(crate) const RULE: Color = Color(0xd0, 0xcf, 0xc9);
pub(crate) const ACCENT: Color = Color(0x0b, 0x7a, 0x75);
pub(crate) const AMBER: Color = Color(0xa3, 0x5b, 0x00);
pub(crate) const PALE_AMBER: Color = Color(0xf3, 0xe3, 0xc8);
pub(crate) const WHITE: Color = Color(0xff, 0xff, 0xff);

/// What the layout of one document shares between its pages.
pub(crate) struct Desk {
    pub(crate) setter: Setter,
    pub(crate) warnings: Vec<Warning>,
    blocks: HashMap<(String, [i32; 2]), Arc<Vec<Mark>>>,
}

impl Desk {
    pub(crate) fn new() -> Result<Self, PaperError> {
        Ok(Self { setter: Setter::new()?, warnings: Vec::new(), blocks: HashMap::new() })
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
}

#[allow(clippy::cast_possible_truncation)] // a length on paper
fn hundredths(points: f32) -> i32 {
    (points * 100.0).round() as i32
}

/// Pages of all tickets, in their order.
pub(crate) fn tickets(desk: &mut Desk, tickets: &[Ticket], media: Media) -> Result<Vec<Page>, PaperError> {
    let mut symbols: HashMap<(crate::barcode::CodeFormat, &str), Symbol> = HashMap::new();
    let mut pages = Vec::with_capacity(tickets.len());
    let mut group_start = 0;
    for (index, ticket) in tickets.iter().enumerate() {
        let symbol = match &ticket.code {
            None => None,
            Some(code) => {
                // Tickets of a party may share one code.
                Some(&*match symbols.entry((code.format, code.payload.as_str())) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(slot) => slot.insert(Symbol::encode(code.format, &code.payload)?),
                })
            }
        };
        match media {
            Media::A4 => pages.extend(a4::ticket(desk, index, ticket, symbol)?),
        }
        let last_of_order = tickets
            .get(index + 1)
            .is_none_or(|next| next.order_code != ticket.order_code || next.order_reference != ticket.order_reference);
        if last_of_order {
            a4::number(desk, pages.get_mut(group_start..).unwrap_or_default());
            group_start = pages.len();
        }
    }
    Ok(pages)
}

/// Pages of a cover sheet.
pub(crate) fn cover(desk: &mut Desk, sheet: &CoverSheet, media: Media) -> Vec<Page> {
    match media {
        Media::A4 => {
            let mut pages = a4::cover(desk, sheet);
            a4::number(desk, &mut pages);
            pages
        }
    }
}
