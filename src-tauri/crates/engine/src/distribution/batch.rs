//! Tickets from a file, drawn without a desk: for scripts that have their own data, and for measuring.

use chrono::{NaiveDate, NaiveDateTime};
use counterfoil_paper::{Code, CodeFormat, Document, Layout, Style, Ticket, When, decode_file, json_words, render};
use serde::Deserialize;

use super::{documents::sentences, layouts::built_in};
use crate::{EngineError, Result};

/// One ticket of the file; every field is a text, an empty one is left out of the ticket.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    title: String,
    #[serde(default)]
    venue: String,
    #[serde(default)]
    address: String,
    /// `2026-12-24T16:30`, `2026-12-24`, or a text that is printed as it is. An offset behind it does not move the time: it is
    /// the venue's.
    #[serde(default)]
    starts_at: String,
    #[serde(default)]
    visitor_type: String,
    #[serde(default)]
    holder: String,
    #[serde(default)]
    order_code: String,
    #[serde(default)]
    price: String,
    #[serde(default)]
    conditions: String,
    #[serde(default)]
    barcode: String,
    /// A supplier's word, such as `QRCODE`; empty means that.
    #[serde(default)]
    barcode_format: String,
}

/// A drawn file.
#[derive(Debug, Clone)]
pub struct DrawnBatch {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Its tickets.
    pub tickets: usize,
    /// What could not be drawn as it should, sentences.
    pub warnings: Vec<String>,
}

/// Draws the tickets of a JSON array into one PDF, on a built-in layout or the usual one. Touches no database and speaks to
/// nobody.
pub fn draw_batch(json: &str, layout: Option<&str>) -> Result<DrawnBatch> {
    let layout = match layout {
        Some(name) => built_in(name).cloned().ok_or_else(|| EngineError::not_found("built-in layout", name))?,
        None => Layout::default(),
    };
    let wanted: Vec<Wanted> = serde_json::from_str(json).map_err(|error| {
        EngineError::Invalid(format!(
            "The tickets could not be read: at line {}, column {}, {}. Nothing was drawn.",
            error.line(),
            error.column(),
            json_words(&error)
        ))
    })?;
    let mut said: Vec<String> = (1..).zip(&wanted).filter_map(|(number, one)| codeless(number, one)).collect();
    let tickets = (1..).zip(wanted).map(|(number, one)| ticket(number, one)).collect::<Result<Vec<_>>>()?;
    let Document { pdf, pages, warnings, found_fonts: _ } = render(&tickets, &Style::new(layout))?;
    said.extend(sentences(&warnings));
    Ok(DrawnBatch { pdf, pages, tickets: tickets.len(), warnings: said })
}

/// The codes in a picture or a PDF, by the supplier's word of their format, in the order in which they were found.
pub fn decode_codes(file: &[u8]) -> Result<Vec<(String, String)>> {
    let found = decode_file(file)?;
    Ok(found.into_iter().map(|(format, text)| (format.name().to_owned(), text)).collect())
}

/// A format without a code is a code that was forgotten.
fn codeless(number: usize, one: &Wanted) -> Option<String> {
    let forgotten = one.barcode.is_empty() && !one.barcode_format.is_empty();
    forgotten.then(|| {
        format!("Ticket {number} says {} but its barcode is empty: it was drawn without a code.", one.barcode_format)
    })
}

fn ticket(number: usize, one: Wanted) -> Result<Ticket> {
    let code = if one.barcode.is_empty() {
        None
    } else {
        let word = if one.barcode_format.is_empty() { "QRCODE" } else { &one.barcode_format };
        let format: CodeFormat = word
            .parse()
            .map_err(|error| EngineError::Invalid(format!("Ticket {number}: {error}. Nothing was drawn.")))?;
        Some(Code::new(format, one.barcode))
    };
    Ok(Ticket {
        title: one.title,
        venue: one.venue,
        address: one.address,
        starts: starts(&one.starts_at),
        visitor_type: one.visitor_type,
        holder: one.holder,
        order_code: one.order_code,
        price: one.price,
        conditions: one.conditions,
        code,
        ..Ticket::default()
    })
}

fn starts(text: &str) -> Option<When> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let local = text.get(..16).unwrap_or(text);
    if let Ok(at) = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M") {
        return Some(When::At { day: at.date(), time: Some(at.time()), clock: String::new() });
    }
    match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        Ok(day) => Some(When::At { day, time: None, clock: String::new() }),
        Err(_) => Some(When::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_drawn_and_a_bad_one_is_refused_with_its_place() {
        let one = r#"{"title": "Tower", "starts_at": "2026-12-24T16:30:00+04:00", "barcode": "A1", "barcode_format": "QRCODE"}"#;
        let drawn = draw_batch(&format!("[{one}, {one}]"), None).unwrap();
        assert_eq!((drawn.pages, drawn.tickets), (2, 2));
        assert_eq!(drawn.pdf, draw_batch(&format!("[{one}, {one}]"), None).unwrap().pdf);
        for (bad, said) in [
            ("[{}]", "at line 1, column 3, \u{201c}title\u{201d} is missing"),
            (r#"[{"title": "a", "barcode": "1", "barcode_format": "MORSE"}]"#, "Ticket 1"),
            (
                r#"[{"title": "a", "colour": "red"}]"#,
                "\u{201c}colour\u{201d} is not known here; it is one of title, venue",
            ),
            ("[{\"title\": 7}]", "here stands the number 7, and a text is wanted"),
            ("[]", "no ticket to draw"),
            ("", "could not be read"),
        ] {
            let refused = draw_batch(bad, None).unwrap_err().to_string();
            assert!(refused.contains(said), "{refused}");
        }
    }

    #[test]
    fn a_format_without_a_code_is_told_of_and_a_layout_is_named_as_it_can_be_typed() {
        let json = r#"[{"title": "a", "barcode": "A1"}, {"title": "b", "barcode_format": "QRCODE"}]"#;
        let drawn = draw_batch(json, Some("stock 5.5 x 2 in, 203 dpi")).unwrap();
        assert_eq!(drawn.warnings, ["Ticket 2 says QRCODE but its barcode is empty: it was drawn without a code."]);
    }

    #[test]
    fn a_file_without_codes_is_not_about_tickets() {
        let refused = decode_codes(b"no picture").unwrap_err().to_string();
        assert!(refused.starts_with("No code can be looked for in this file: it is neither"), "{refused}");
    }

    #[test]
    fn times_are_the_venues() {
        let at = |text| starts(text).map(|when| when.to_string()).unwrap_or_default();
        assert_eq!(at("2026-12-24T16:30:00+04:00"), "Thu 24 Dec 2026 · 16:30");
        assert_eq!(at("2026-12-24"), "Thu 24 Dec 2026");
        assert_eq!(at("any day"), "any day");
        assert_eq!(at(" "), "");
    }
}
