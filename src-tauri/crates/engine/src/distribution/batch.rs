//! Tickets from a file, drawn without a desk: for scripts that have their own data, and for measuring.

use chrono::{NaiveDate, NaiveDateTime};
use counterfoil_paper::{Code, CodeFormat, Document, Layout, Style, Ticket, When, decode_file, render};
use serde::Deserialize;

use super::documents::sentences;
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
        Some(name) => Layout::named(name).cloned().ok_or_else(|| EngineError::not_found("built-in layout", name))?,
        None => Layout::default(),
    };
    let wanted: Vec<Wanted> = serde_json::from_str(json)
        .map_err(|error| EngineError::Invalid(format!("The tickets could not be read: {error}. Nothing was drawn.")))?;
    let tickets = (1..).zip(wanted).map(|(number, one)| ticket(number, one)).collect::<Result<Vec<_>>>()?;
    let Document { pdf, pages, warnings, found_fonts: _ } = render(&tickets, &Style::new(layout))?;
    Ok(DrawnBatch { pdf, pages, tickets: tickets.len(), warnings: sentences(&warnings) })
}

/// The codes in a picture or a PDF, by the supplier's word of their format, in the order in which they were found.
pub fn decode_codes(file: &[u8]) -> Result<Vec<(String, String)>> {
    let found = decode_file(file)?;
    Ok(found.into_iter().map(|(format, text)| (format.name().to_owned(), text)).collect())
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
            ("[{}]", "missing field `title` at line 1"),
            (r#"[{"title": "a", "barcode": "1", "barcode_format": "MORSE"}]"#, "Ticket 1"),
            (r#"[{"title": "a", "colour": "red"}]"#, "unknown field `colour`"),
            ("[]", "no ticket to draw"),
            ("", "could not be read"),
        ] {
            let refused = draw_batch(bad, None).unwrap_err().to_string();
            assert!(refused.contains(said), "{refused}");
        }
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
