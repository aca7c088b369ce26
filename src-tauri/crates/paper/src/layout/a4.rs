//! A4: one ticket on a page, its conditions below it and on the pages after it.

use crate::barcode::Symbol;
use crate::error::PaperError;
use crate::fonts::Face;
use crate::marks::{Color, Layer, MM, Mark, Page};
use crate::text::{Style, is_blank};
use crate::ticket::{CoverSheet, Ticket};

use super::card::{self, Body, Stub};
use super::flow::{self, Columns};
use super::furniture::{self, Card};
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
const COLUMNS: Columns = Columns { x: LEFT, width: 82.0 * MM, gap: 10.0 * MM };
const STUB_ROOM: f32 = STUB - 6.0 * MM;
const STUB_X: f32 = TEAR + 3.0 * MM;

/// What stands around the card.
struct Sheet<'a> {
    seller: &'a str,
    place: String,
    training: bool,
    must_know: &'a str,
    conditions: &'a str,
    head: String,
    foot: String,
}

/// The pages of one ticket, without their page numbers.
pub(crate) fn ticket(
    desk: &mut Desk,
    index: usize,
    ticket: &Ticket,
    symbol: Option<&Symbol>,
) -> Result<Vec<Page>, PaperError> {
    let place = ticket.place.map(|place| format!("{} of {}", place.number, place.of)).unwrap_or_default();
    let mut marks = Vec::new();
    let fields = [
        ("Holder", ticket.holder.clone()),
        ("Visitor", ticket.visitor_type.clone()),
        ("Order", ticket.order_code.clone()),
        ("Price", ticket.price.clone()),
        ("Valid", ticket.valid.map(|valid| valid.to_string()).unwrap_or_default()),
    ];
    let body = Body {
        ticket: index,
        title: &ticket.title,
        venue: &ticket.venue,
        address: &ticket.address,
        starts: ticket.starts.as_ref(),
        fields: &fields,
    };
    let body_end = card::body(desk, body, LEFT + PAD, CARD_TOP + PAD, TEAR - LEFT - 2.0 * PAD, &mut marks);
    let mut stub_end = CARD_TOP + PAD;
    match (&ticket.code, symbol) {
        (Some(code), Some(symbol)) => {
            let stub = Stub { x: STUB_X, top: stub_end, room: STUB_ROOM };
            stub_end = card::code(desk, index, code, symbol, stub, &mut marks)?;
        }
        _ if !is_blank(&ticket.order_code) => {
            let (label, value) = (Style(Face::Regular, 8.0, FAINT), Style(Face::Mono, 17.0, INK));
            for (text, style, lead) in [("Order", label, 22.0), (ticket.order_code.as_str(), value, 24.0)] {
                stub_end += lead;
                marks.push(card::centered(&mut desk.setter, text, style, STUB_X, stub_end, STUB_ROOM));
            }
        }
        _ => {}
    }
    let height = (body_end.max(stub_end + 20.0 * MM) + PAD - CARD_TOP).max(SMALLEST_CARD);
    let (visitor, color) = if ticket.training { ("TRAINING", AMBER) } else { (ticket.visitor_type.as_str(), INK) };
    let order = order_line(&ticket.order_code, &place);
    stub_foot(desk, [(visitor, color), (&ticket.holder, QUIET), (&order, FAINT)], CARD_TOP + height, &mut marks);
    let sheet = Sheet {
        seller: &ticket.seller,
        place: if place.is_empty() { String::new() } else { format!("Ticket {place}") },
        training: ticket.training,
        must_know: &ticket.must_know,
        conditions: &ticket.conditions,
        head: joined(&[&ticket.title, &ticket.holder, &ticket.order_code]),
        foot: foot_text(&ticket.order_reference, &ticket.status_as_of),
    };
    Ok(pages(desk, &sheet, height, marks))
}

/// The cover in front of the supplier's own PDF.
pub(crate) fn cover(desk: &mut Desk, cover: &CoverSheet) -> Vec<Page> {
    let mut marks = Vec::new();
    let party = cover.party.iter().map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", ");
    let fields = [
        ("Customer", cover.customer.clone()),
        ("Party", party),
        ("Supplier’s reference", cover.order_reference.clone()),
        ("Price", cover.price.clone()),
        ("Order", cover.order_code.clone()),
    ];
    let body = Body {
        ticket: 0,
        title: &cover.title,
        venue: &cover.venue,
        address: &cover.address,
        starts: cover.starts.as_ref(),
        fields: &fields,
    };
    let end = card::body(desk, body, LEFT + PAD, CARD_TOP + PAD, TEAR - LEFT - 2.0 * PAD, &mut marks);
    let height = (end + PAD - CARD_TOP).max(SMALLEST_CARD);
    let mut y = CARD_TOP + PAD + 8.0;
    let setter = &mut desk.setter;
    let supplier = if is_blank(&cover.supplier) { "the supplier" } else { cover.supplier.as_str() };
    let follow = match cover.supplier_pages {
        0 => format!("The tickets are the PDF of {supplier}. They follow this sheet."),
        1 => format!("The tickets are the PDF of {supplier}. They follow on 1 page."),
        pages => format!("The tickets are the PDF of {supplier}. They follow on {pages} pages."),
    };
    let (x, room) = (TEAR + PAD, STUB - 2.0 * PAD);
    for (text, style, lead) in [
        ("This sheet is not a ticket.", Style(Face::SemiBold, 12.0, ACCENT), 16.0),
        (follow.as_str(), Style(Face::Regular, 10.0, INK), 14.5),
    ] {
        for line in setter.shrink(style.0, &[(style.1, 8)], text, room).lines {
            marks.push(line.at(x, y, style));
            y += lead;
        }
        y += 3.0 * MM;
    }
    let order = order_line(&cover.order_code, "");
    stub_foot(desk, [("", INK), ("", QUIET), (&order, FAINT)], CARD_TOP + height, &mut marks);
    let sheet = Sheet {
        seller: &cover.seller,
        place: "Cover sheet".to_owned(),
        training: cover.training,
        must_know: &cover.must_know,
        conditions: "",
        head: joined(&[&cover.title, &cover.customer, &cover.order_code]),
        foot: foot_text(&cover.order_reference, &cover.status_as_of),
    };
    pages(desk, &sheet, height, marks)
}

/// Writes "Page n of m" on every page of the group.
pub(crate) fn number(desk: &mut Desk, pages: &mut [Page]) {
    let of = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let text = format!("Page {} of {of}", index + 1);
        let mark = furniture::right(&mut desk.setter, &text, RIGHT, FOOT, Style(Face::Regular, 8.0, FAINT), 40.0 * MM);
        page.layers.push(Layer::Own(vec![mark]));
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
    let card = Card { x: LEFT, y: CARD_TOP, w: RIGHT - LEFT, h: card_height, tear: TEAR };
    let mut layers = Vec::with_capacity(5);
    if sheet.training {
        layers.push(Layer::Shared(desk.block("across", [card_height, 0.0], |setter| {
            furniture::across(setter, "TRAINING", (88.0 * MM, CARD_TOP + card_height * 0.7))
        })));
    }
    let seller = if is_blank(sheet.seller) { "Counterfoil" } else { sheet.seller };
    layers.push(Layer::Shared(desk.block(seller, [card_height, 1.0], |setter| {
        let mut marks = furniture::card(card);
        marks.extend(furniture::emblem(LEFT, 15.0 * MM));
        let style = Style(Face::SemiBold, 11.5, INK);
        let line = setter.single_within(style.0, style.1, seller, 95.0 * MM);
        marks.push(line.at(LEFT + 11.0 * MM, 15.0 * MM + 3.0 * MM + 11.5 * crate::fonts::CAP / 2.0, style));
        marks
    })));
    let mut marks = card_marks;
    let note = if sheet.training { "Training · not valid for entry" } else { sheet.place.as_str() };
    let style = if sheet.training { Style(Face::SemiBold, 10.5, AMBER) } else { Style(Face::Regular, 9.5, QUIET) };
    marks.push(furniture::right(&mut desk.setter, note, RIGHT, 19.3 * MM, style, 65.0 * MM));
    foot(desk, &sheet.foot, &mut marks);
    layers.push(Layer::Own(marks));

    let mut top = CARD_TOP + card_height + 9.0 * MM;
    let mut long = String::new();
    if !is_blank(sheet.must_know) {
        match flow::note(&mut desk.setter, sheet.must_know, LEFT, top, RIGHT - LEFT - 20.0 * MM, BOTTOM) {
            Some((note, depth)) => {
                layers.push(Layer::Shared(desk.block(sheet.must_know, [top, 2.0], |_| note)));
                top += depth + 8.0 * MM;
            }
            None => long = format!("Must know\n{}\n\n", sheet.must_know),
        }
    }
    let mut done = Vec::new();
    if long.is_empty() && is_blank(sheet.conditions) {
        done.push(Page { width: WIDTH, height: HEIGHT, layers });
        return done;
    }
    long.push_str(sheet.conditions);
    let lines = flow::lines(&mut desk.setter, &long, COLUMNS);
    let (here, mut rest) = flow::split(&lines, top, BOTTOM);
    if !here.is_empty() {
        layers.push(Layer::Shared(
            desk.block(&long, [top, 3.0], |setter| flow::columns(setter, "Conditions", here, COLUMNS, top, BOTTOM)),
        ));
    }
    done.push(Page { width: WIDTH, height: HEIGHT, layers });
    let mut sheet_number = 4.0;
    while !rest.is_empty() {
        let top = 30.0 * MM;
        let (part, after) = flow::split(rest, top, BOTTOM);
        let mut marks = running_head(desk, &sheet.head, sheet.training);
        foot(desk, &sheet.foot, &mut marks);
        let block = desk.block(&long, [top, sheet_number], |setter| {
            flow::columns(setter, "Conditions, continued", part, COLUMNS, top, BOTTOM)
        });
        done.push(Page { width: WIDTH, height: HEIGHT, layers: vec![Layer::Own(marks), Layer::Shared(block)] });
        rest = after;
        sheet_number += 1.0;
    }
    done
}

fn running_head(desk: &mut Desk, head: &str, training: bool) -> Vec<Mark> {
    let mut marks = furniture::emblem(LEFT, 13.0 * MM);
    let style = Style(Face::Regular, 8.5, QUIET);
    let y = 13.0 * MM + 3.0 * MM + 8.5 * crate::fonts::CAP / 2.0;
    marks.push(desk.setter.single_within(style.0, style.1, head, 120.0 * MM).at(LEFT + 11.0 * MM, y, style));
    if training {
        let style = Style(Face::SemiBold, 8.5, AMBER);
        marks.push(furniture::right(&mut desk.setter, "Training · not valid for entry", RIGHT, y, style, 60.0 * MM));
    }
    marks.push(Mark::Rect { x: LEFT, y: 23.0 * MM, w: RIGHT - LEFT, h: 0.6, fill: RULE });
    marks
}

fn foot(desk: &mut Desk, text: &str, marks: &mut Vec<Mark>) {
    marks.push(Mark::Rect { x: LEFT, y: 278.0 * MM, w: RIGHT - LEFT, h: 0.6, fill: RULE });
    let style = Style(Face::Regular, 8.0, FAINT);
    marks.push(desk.setter.single_within(style.0, style.1, text, 140.0 * MM).at(LEFT, FOOT, style));
}

fn foot_text(reference: &str, as_of: &str) -> String {
    let reference = if is_blank(reference) { String::new() } else { format!("Order reference {reference}") };
    let as_of = if is_blank(as_of) { String::new() } else { format!("Status as of {as_of}") };
    joined(&[&reference, &as_of])
}

fn order_line(order: &str, place: &str) -> String {
    let order = if is_blank(order) { String::new() } else { format!("Order {order}") };
    joined(&[&order, place])
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !is_blank(part)).copied().collect::<Vec<_>>().join(" · ")
}
