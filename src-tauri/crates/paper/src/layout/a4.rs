//! A4: one ticket on a page, its conditions below it and on the pages after it.

use std::sync::Arc;

use crate::barcode::{Head, Symbol};
use crate::design::Layout;
use crate::error::PaperError;
use crate::fonts::Face;
use crate::marks::{Color, Layer, MM, Mark, Page, PlacedCode};
use crate::pictures::{Fitted, Gallery};
use crate::text::{Style, is_blank};
use crate::ticket::{CoverSheet, Ticket};
use crate::words::Words;

use super::card::{self, Body, Column, Stub};
use super::flow::{self, Columns};
use super::furniture::{self, Card};
use super::stamp::{self, Rectangle, Saying};
use super::{ACCENT, AMBER, Desk, FAINT, INK, QUIET, RULE};

const WIDTH: f32 = 210.0 * MM;
const HEIGHT: f32 = 297.0 * MM;
const LEFT: f32 = 18.0 * MM;
const RIGHT: f32 = 192.0 * MM;
const CARD_TOP: f32 = 31.0 * MM;
const STUB: f32 = 60.0 * MM;
const TEAR: f32 = RIGHT - STUB;
const PAD: f32 = 9.0 * MM;
const SMALLEST_CARD: f32 = 96.0 * MM;
/// Lowest baseline of running text.
const BOTTOM: f32 = 272.0 * MM;
const FOOT: f32 = 283.0 * MM;
const STUB_ROOM: f32 = STUB - 6.0 * MM;
const STUB_X: f32 = TEAR + 3.0 * MM;

/// What stands around the card.
struct Sheet<'a> {
    seller: &'a str,
    place: String,
    saying: Saying,
    logo: Option<&'a Fitted>,
    must_know: &'a str,
    conditions: &'a str,
    head: String,
    foot: String,
    words: &'static Words,
}

fn body_column(words: &Words) -> Column {
    Column { x: LEFT + PAD, measure: TEAR - LEFT - 2.0 * PAD, mirrored: words.right_to_left }
}

/// The pages of one ticket, without their page numbers.
pub(crate) fn ticket(
    desk: &mut Desk,
    index: usize,
    ticket: &Ticket,
    symbol: Option<&Symbol>,
    (layout, gallery): (&Layout, &Gallery),
) -> Result<Vec<Page>, PaperError> {
    let words = Words::of(&ticket.language);
    let place = ticket.place.map(|place| words.number_of(place.number, place.of)).unwrap_or_default();
    let mut marks = Vec::new();
    let fields = [
        (words.holder, ticket.holder.clone()),
        (words.visitor, ticket.visitor_type.clone()),
        (words.seat, ticket.seat.clone()),
        (words.order, ticket.order_code.clone()),
        (words.price, ticket.price.clone()),
        (words.valid, ticket.valid.map(|valid| valid.line(words)).unwrap_or_default()),
        (words.note, ticket.label.clone()),
    ];
    let body = Body {
        ticket: index,
        title: &ticket.title,
        venue: &ticket.venue,
        address: &ticket.address,
        starts: ticket.starts.as_ref(),
        fields: &fields,
        words,
    };
    let body_end = card::body(desk, body, body_column(words), CARD_TOP + PAD, &mut marks);
    let mut stub_end = CARD_TOP + PAD;
    match (&ticket.code, symbol) {
        (Some(code), Some(symbol)) => {
            let stub = Stub { head: Head::of(layout.media()), x: STUB_X, top: stub_end, room: STUB_ROOM };
            stub_end = card::code(desk, index, code, symbol, stub, &mut marks)?;
        }
        _ if !is_blank(&ticket.order_code) => {
            let (label, value) = (Style(Face::Regular, 8.0, FAINT), Style(Face::Mono, 17.0, INK));
            for (text, style, lead) in [(words.order, label, 22.0), (ticket.order_code.as_str(), value, 24.0)] {
                stub_end += lead;
                marks.push(card::centered(&mut desk.setter, text, style, STUB_X, stub_end, STUB_ROOM));
            }
        }
        _ => {}
    }
    let height = (body_end.max(stub_end + 20.0 * MM) + PAD - CARD_TOP).max(SMALLEST_CARD);
    let saying = Saying::of(ticket.stamp.as_ref(), ticket.training, words);
    let (visitor, color) = match &saying.void {
        Some(void) => (void.as_str(), stamp::RED),
        None if ticket.training => (words.training, AMBER),
        None => (ticket.visitor_type.as_str(), INK),
    };
    let order = order_line(words, &ticket.order_code, &place);
    stub_foot(desk, [(visitor, color), (&ticket.holder, QUIET), (&order, FAINT)], CARD_TOP + height, &mut marks);
    let sheet = Sheet {
        seller: &ticket.seller,
        place: if place.is_empty() { String::new() } else { format!("{} {place}", words.ticket) },
        saying: saying.clone(),
        logo: gallery.head.as_ref(),
        must_know: &ticket.must_know,
        conditions: &ticket.conditions,
        head: joined(&[&ticket.title, &ticket.holder, &ticket.order_code]),
        foot: foot_text(words, &ticket.order_reference, &ticket.status_as_of),
        words,
    };
    Ok(pages(desk, &sheet, height, marks))
}

/// The cover in front of the supplier's own PDF.
pub(crate) fn cover(desk: &mut Desk, cover: &CoverSheet, gallery: &Gallery) -> Vec<Page> {
    let words = Words::of(&cover.language);
    let mut marks = Vec::new();
    let party = cover.party.iter().map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", ");
    let fields = [
        (words.customer, cover.customer.clone()),
        (words.party, party),
        (words.supplier_reference, cover.order_reference.clone()),
        (words.price, cover.price.clone()),
        (words.order, cover.order_code.clone()),
    ];
    let body = Body {
        ticket: 0,
        title: &cover.title,
        venue: &cover.venue,
        address: &cover.address,
        starts: cover.starts.as_ref(),
        fields: &fields,
        words,
    };
    let end = card::body(desk, body, body_column(words), CARD_TOP + PAD, &mut marks);
    let height = (end + PAD - CARD_TOP).max(SMALLEST_CARD);
    let mut y = CARD_TOP + PAD + 8.0;
    let setter = &mut desk.setter;
    let supplier = if is_blank(&cover.supplier) { words.the_supplier } else { cover.supplier.as_str() };
    let follow = words.follow(supplier, cover.supplier_pages);
    let side = Column { x: TEAR + PAD, measure: STUB - 2.0 * PAD, mirrored: words.right_to_left };
    for (text, style, lead) in [
        (words.not_a_ticket, Style(Face::SemiBold, 12.0, ACCENT), 16.0),
        (follow.as_str(), Style(Face::Regular, 10.0, INK), 14.5),
    ] {
        for line in setter.shrink(style.0, &[(style.1, 8)], text, side.measure).lines {
            side.put(&line, y, style, &mut marks);
            y += lead;
        }
        y += 3.0 * MM;
    }
    let order = order_line(words, &cover.order_code, "");
    stub_foot(desk, [("", INK), ("", QUIET), (&order, FAINT)], CARD_TOP + height, &mut marks);
    let sheet = Sheet {
        seller: &cover.seller,
        place: words.cover_sheet.to_owned(),
        saying: Saying::of(cover.stamp.as_ref(), cover.training, words),
        logo: gallery.head.as_ref(),
        must_know: &cover.must_know,
        conditions: "",
        head: joined(&[&cover.title, &cover.customer, &cover.order_code]),
        foot: foot_text(words, &cover.order_reference, &cover.status_as_of),
        words,
    };
    pages(desk, &sheet, height, marks)
}

/// Writes "Page n of m" on every page of the group.
pub(crate) fn number(desk: &mut Desk, words: &Words, pages: &mut [Page]) {
    let of = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let text = words.page(index + 1, of);
        page.layers.push(Layer::Shared(desk.block(&text, [RIGHT, FOOT], |setter| {
            vec![furniture::right(setter, &text, RIGHT, FOOT, Style(Face::Regular, 8.0, FAINT), 40.0 * MM)]
        })));
    }
}

/// The three lines at the foot of the stub, upper one first; blank ones leave no gap.
fn stub_foot(desk: &mut Desk, lines: [(&str, Color); 3], bottom: f32, marks: &mut Vec<Mark>) {
    let faces = [(Face::SemiBold, 11.0), (Face::Regular, 9.0), (Face::Regular, 8.0)];
    let mut y = bottom - PAD;
    for ((text, color), (face, size)) in lines.into_iter().zip(faces).rev() {
        if !is_blank(text) {
            marks.push(card::centered(&mut desk.setter, text, Style(face, size, color), STUB_X, y, STUB_ROOM));
            y -= 13.6;
        }
    }
}

fn pages(desk: &mut Desk, sheet: &Sheet<'_>, card_height: f32, card_marks: Vec<Mark>) -> Vec<Page> {
    let words = sheet.words;
    let columns = Columns { x: LEFT, width: 82.0 * MM, gap: 10.0 * MM, mirrored: words.right_to_left };
    let card = Card { x: LEFT, y: CARD_TOP, w: RIGHT - LEFT, h: card_height, tear: TEAR };
    let mut layers = Vec::with_capacity(5);
    let saying = &sheet.saying;
    if let Some(text) = &saying.behind {
        layers.push(Layer::Shared(desk.block(text, [card_height, 0.0], |setter| {
            furniture::across(setter, text, (88.0 * MM, CARD_TOP + card_height * 0.7), saying.pale)
        })));
    }
    let seller = if is_blank(sheet.seller) { "Counterfoil" } else { sheet.seller };
    layers.push(Layer::Shared(desk.block(seller, [card_height, 1.0], |setter| {
        let mut marks = furniture::card(card);
        let mut x = LEFT + 11.0 * MM;
        if let Some(logo) = sheet.logo {
            let y = 18.0 * MM - logo.h / 2.0;
            marks.push(Mark::Picture { x: LEFT, y, w: logo.w, h: logo.h, picture: Arc::clone(&logo.picture) });
            x = LEFT + logo.w + 4.0 * MM;
        } else {
            marks.extend(furniture::emblem(LEFT, 15.0 * MM));
        }
        let style = Style(Face::SemiBold, 11.5, INK);
        let line = setter.single_within(style.0, style.1, seller, 106.0 * MM + LEFT - x);
        marks.push(line.at(x, 15.0 * MM + 3.0 * MM + 11.5 * crate::fonts::CAP / 2.0, style));
        marks
    })));
    let mut marks = card_marks;
    let valid = saying.void.is_none() && !is_training(saying, words);
    let note = joined(&[&saying.short, if valid { &sheet.place } else { "" }]);
    let style =
        said(saying, words).map_or(Style(Face::Regular, 9.5, QUIET), |color| Style(Face::SemiBold, 10.5, color));
    marks.push(furniture::right(&mut desk.setter, &note, RIGHT, 19.3 * MM, style, 65.0 * MM));
    if saying.void.is_some() {
        let codes: Vec<PlacedCode> = marks.iter().filter_map(Mark::code).cloned().collect();
        let place = Rectangle { x: card.x, y: card.y, w: TEAR - LEFT, h: card.h };
        marks.extend(stamp::void(&mut desk.setter, saying, place, stamp::RED));
        for code in codes {
            marks.extend(stamp::bar(&mut desk.setter, saying, &code));
        }
    }
    foot(desk, &sheet.foot, &mut marks);
    layers.push(Layer::Own(marks));

    let mut top = CARD_TOP + card_height + 9.0 * MM;
    let mut long = String::new();
    if !is_blank(sheet.must_know) {
        let place = Column { x: LEFT, measure: RIGHT - LEFT, mirrored: words.right_to_left };
        let name = format!("note {} {}", words.tag, sheet.must_know);
        let lines = desk.lines(&name, |setter| flow::note_lines(setter, sheet.must_know, place));
        let depth = flow::note_depth(&lines);
        if top + depth <= BOTTOM {
            let note = desk.block(&name, [top, 2.0], |setter| flow::note(setter, words, &lines, place, top));
            layers.push(Layer::Shared(note));
            top += depth + 8.0 * MM;
        } else {
            long = format!("{}\n{}\n\n", words.must_know, sheet.must_know);
        }
    }
    let mut done = Vec::new();
    if long.is_empty() && is_blank(sheet.conditions) {
        done.push(Page { width: WIDTH, height: HEIGHT, layers });
        return done;
    }
    long.push_str(sheet.conditions);
    let name = format!("conditions {} {long}", words.tag);
    let lines = desk.lines(&name, |setter| flow::lines(setter, &long, columns));
    let (here, mut rest) = flow::split(&lines, top, BOTTOM);
    if !here.is_empty() {
        layers.push(Layer::Shared(
            desk.block(&name, [top, 3.0], |setter| flow::columns(setter, words.conditions, here, columns, top, BOTTOM)),
        ));
    }
    done.push(Page { width: WIDTH, height: HEIGHT, layers });
    let mut sheet_number = 4.0;
    while !rest.is_empty() {
        let top = 30.0 * MM;
        let (part, after) = flow::split(rest, top, BOTTOM);
        let mut marks = running_head(desk, words, &sheet.head, saying);
        foot(desk, &sheet.foot, &mut marks);
        let block = desk.block(&name, [top, sheet_number], |setter| {
            flow::columns(setter, words.conditions_continued, part, columns, top, BOTTOM)
        });
        let mut layers = vec![Layer::Own(marks), Layer::Shared(block)];
        if saying.void.is_some() {
            let place = Rectangle { x: LEFT, y: 90.0 * MM, w: RIGHT - LEFT, h: SMALLEST_CARD };
            layers.push(Layer::Own(stamp::void(&mut desk.setter, saying, place, stamp::RED)));
        }
        done.push(Page { width: WIDTH, height: HEIGHT, layers });
        rest = after;
        sheet_number += 1.0;
    }
    done
}

fn is_training(saying: &Saying, words: &Words) -> bool {
    saying.behind.as_deref() == Some(words.training)
}

/// The colour of what is said about the ticket's worth; `None` when there is nothing to say.
fn said(saying: &Saying, words: &Words) -> Option<Color> {
    match &saying.void {
        Some(_) => Some(stamp::RED),
        None if is_training(saying, words) => Some(AMBER),
        None if saying.is_silent() => None,
        None => Some(QUIET),
    }
}

fn running_head(desk: &mut Desk, words: &Words, head: &str, saying: &Saying) -> Vec<Mark> {
    let mut marks = furniture::emblem(LEFT, 13.0 * MM);
    let style = Style(Face::Regular, 8.5, QUIET);
    let y = 13.0 * MM + 3.0 * MM + 8.5 * crate::fonts::CAP / 2.0;
    marks.push(desk.setter.single_within(style.0, style.1, head, 120.0 * MM).at(LEFT + 11.0 * MM, y, style));
    if let Some(color) = said(saying, words) {
        let style = Style(Face::SemiBold, 8.5, color);
        marks.push(furniture::right(&mut desk.setter, &saying.short, RIGHT, y, style, 60.0 * MM));
    }
    marks.push(Mark::Rect { x: LEFT, y: 23.0 * MM, w: RIGHT - LEFT, h: 0.6, fill: RULE });
    marks
}

fn foot(desk: &mut Desk, text: &str, marks: &mut Vec<Mark>) {
    marks.push(Mark::Rect { x: LEFT, y: 278.0 * MM, w: RIGHT - LEFT, h: 0.6, fill: RULE });
    let style = Style(Face::Regular, 8.0, FAINT);
    marks.push(desk.setter.single_within(style.0, style.1, text, 140.0 * MM).at(LEFT, FOOT, style));
}

fn foot_text(words: &Words, reference: &str, as_of: &str) -> String {
    joined(&[&named(words, words.order_reference, reference), &named(words, words.status_as_of, as_of)])
}

fn order_line(words: &Words, order: &str, place: &str) -> String {
    joined(&[&named(words, words.order, order), &words.apart(place)])
}

/// The value after its name; nothing for a blank one.
fn named(words: &Words, name: &str, value: &str) -> String {
    if is_blank(value) { String::new() } else { format!("{name} {}", words.apart(value)) }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !is_blank(part)).copied().collect::<Vec<_>>().join(" · ")
}
