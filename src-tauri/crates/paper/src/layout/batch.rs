//! Many tickets in one document, on all processors, with the same bytes as on one.
//!
//! The tickets are cut into parts of a fixed size. A part knows nothing of the others but the blocks that pages share, and
//! a block is the same whoever drew it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rayon::prelude::*;

use crate::barcode::{CodeFormat, Symbol};
use crate::design::{Design, Layout};
use crate::error::{PaperError, Warning};
use crate::marks::{Layer, MM, Page};
use crate::pictures::Gallery;
use crate::style::Style;
use crate::ticket::Ticket;
use crate::words::Words;

use super::form::Form;
use super::{Desk, a4};

/// About how many tickets a part has.
const PART: usize = 48;

/// What is the same for every ticket of a batch.
struct Batch<'a> {
    layout: &'a Layout,
    gallery: &'a Gallery,
    form: Form<'a>,
}

/// The pages of a part of the tickets, how many each ticket has, and what is to be said of them.
struct Part {
    pages: Vec<Page>,
    counts: Vec<usize>,
    warnings: Vec<Warning>,
}

/// Pages of all tickets, in their order.
pub(crate) fn tickets(desk: &mut Desk, tickets: &[Ticket], style: &Style) -> Result<Vec<Page>, PaperError> {
    let layout = &style.layout;
    let mut gallery = Gallery::new(layout, &style.pictures);
    desk.warnings.append(&mut gallery.warnings);
    let batch = Batch { layout, gallery: &gallery, form: Form::new(layout, &gallery) };
    let per_sheet = usize::from(layout.media().per_sheet.max(1));
    let size = per_sheet * (PART / per_sheet).max(1);
    let parts = drawn(desk, &batch, tickets, size)?;

    let mut pages = Vec::with_capacity(tickets.len());
    let mut counts = Vec::with_capacity(tickets.len());
    for part in parts {
        pages.extend(part.pages);
        counts.extend(part.counts);
        desk.warnings.extend(part.warnings);
    }
    if layout.design() == Design::Card {
        number(desk, tickets, &counts, &mut pages);
    }
    Ok(pages)
}

/// The parts in their order; the first fault in the order of the tickets.
fn drawn(desk: &mut Desk, batch: &Batch<'_>, tickets: &[Ticket], size: usize) -> Result<Vec<Part>, PaperError> {
    let part = |desk: &mut Desk, number: usize, tickets: &[Ticket]| part(desk, batch, tickets, number * size);
    if tickets.len() <= size {
        return Ok(vec![part(desk, 0, tickets)?]);
    }
    // Each thread leaves its desk behind: what it missed belongs to the document.
    let first = &*desk;
    let parts: Vec<(Result<Part, PaperError>, _)> = tickets
        .par_chunks(size)
        .enumerate()
        .map(|(number, tickets)| match first.fellow() {
            Ok(mut fellow) => (part(&mut fellow, number, tickets), Some((fellow.setter.missing, fellow.setter.found))),
            Err(error) => (Err(error), None),
        })
        .collect();
    let mut done = Vec::with_capacity(parts.len());
    for (part, left) in parts {
        done.push(part?);
        if let Some((missing, found)) = left {
            desk.setter.missing.extend(missing);
            desk.setter.found.extend(found);
        }
    }
    Ok(done)
}

/// The pages of some tickets; `before` is how many come before them.
fn part(desk: &mut Desk, batch: &Batch<'_>, tickets: &[Ticket], before: usize) -> Result<Part, PaperError> {
    let mut symbols: HashMap<(CodeFormat, &str), Symbol> = HashMap::new();
    let mut done = Part { pages: Vec::with_capacity(tickets.len()), counts: Vec::new(), warnings: Vec::new() };
    for (index, ticket) in (before..).zip(tickets) {
        let on_ticket = |error| PaperError::OnTicket { ticket: index, error: Box::new(error) };
        let symbol = match &ticket.code {
            None => None,
            Some(code) => {
                // Tickets of a party may share one code.
                Some(&*match symbols.entry((code.format, code.payload.as_str())) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(slot) => {
                        slot.insert(Symbol::unproven(code.format, &code.payload).map_err(on_ticket)?)
                    }
                })
            }
        };
        let pages = done.pages.len();
        match batch.layout.design() {
            Design::Card => {
                let style = (batch.layout, batch.gallery);
                done.pages.extend(a4::ticket(desk, index, ticket, symbol, style).map_err(on_ticket)?);
            }
            Design::Elements => {
                elements(desk, batch, (index, ticket), symbol, &mut done.pages).map_err(on_ticket)?;
            }
        }
        done.counts.push(done.pages.len() - pages);
    }
    done.warnings = std::mem::take(&mut desk.warnings);
    Ok(done)
}

/// Draws a ticket by the layout's elements, on a new sheet or on the part of the last one that is its own.
fn elements(
    desk: &mut Desk,
    batch: &Batch<'_>,
    (index, ticket): (usize, &Ticket),
    symbol: Option<&Symbol>,
    pages: &mut Vec<Page>,
) -> Result<(), PaperError> {
    let media = batch.layout.media();
    let place = index % usize::from(media.per_sheet.max(1));
    #[allow(clippy::cast_precision_loss)] // at most ten
    let origin = (0.0, media.part_height_mm().unwrap_or(0.0) * MM * place as f32);
    let drawn = batch.form.draw(desk, index, ticket, symbol, origin)?;
    if place == 0 {
        let (width, height) = batch.form.sheet(drawn.height_mm);
        let mut layers = Vec::new();
        if media.per_sheet > 1 {
            layers.push(Layer::Shared(desk.block("cut lines", [0.0, 0.0], |_| batch.form.cut_lines())));
        }
        pages.push(Page { width, height, layers });
    }
    if let Some(page) = pages.last_mut() {
        page.layers.extend(drawn.into_layers());
    }
    Ok(())
}

/// Writes the numbers of the pages within each order.
fn number(desk: &mut Desk, tickets: &[Ticket], counts: &[usize], pages: &mut [Page]) {
    let mut rest = pages;
    let mut group = 0;
    for (index, (ticket, count)) in tickets.iter().zip(counts).enumerate() {
        group += count;
        let last_of_order = tickets
            .get(index + 1)
            .is_none_or(|next| next.order_code != ticket.order_code || next.order_reference != ticket.order_reference);
        if last_of_order {
            let (own, after) = rest.split_at_mut(group.min(rest.len()));
            a4::number(desk, Words::of(&ticket.language), own);
            (rest, group) = (after, 0);
        }
    }
}
