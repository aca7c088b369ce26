//! The supplier's own PDF: one page, written by hand.

use crate::orders::Order;
use crate::world::World;

/// A one-page PDF 1.4 document with the order's reference, visit and codes.
pub(crate) fn pdf(world: &World, order: &Order) -> Vec<u8> {
    let product = world.product(order.product);
    let title = World::product_title(&product, &world.experience(product.experience).title);
    let mut lines = vec![
        (22, "Your tickets".to_owned()),
        (14, title),
        (12, format!("Order {}", order.reference)),
        (12, format!("Reference {}", order.external_reference.as_deref().unwrap_or("-"))),
        (12, format!("Visit {} {}", order.day, order.timeslot.as_deref().unwrap_or("whole day"))),
        (12, format!("Language {}", order.lang)),
    ];
    for variant in product.variants(world) {
        for (_, count) in order.basket.iter().filter(|(id, _)| *id == variant.id) {
            lines.push((12, format!("{count} x {}", variant.label)));
        }
    }
    lines.extend(order.tickets.iter().map(|ticket| (10, format!("{} {}", ticket.format, ticket.barcode))));
    lines.push((10, "Training document: not valid for entry.".to_owned()));
    document(&page(&lines))
}

fn page(lines: &[(u32, String)]) -> Vec<u8> {
    let mut content = Vec::from(&b"0.13 0.27 0.45 rg 0 800 595 42 re f 0 g BT\n50 750 Td\n"[..]);
    for (size, text) in lines {
        content.extend_from_slice(format!("/F1 {size} Tf (").as_bytes());
        content.extend(text.chars().flat_map(win_ansi));
        content.extend_from_slice(format!(") Tj 0 -{} Td\n", size + 10).as_bytes());
    }
    content.extend_from_slice(b"ET\n");
    content
}

/// A letter in the encoding of the page's font; what it does not have becomes a question mark.
fn win_ansi(letter: char) -> Vec<u8> {
    match letter {
        '(' | ')' | '\\' => vec![b'\\', u8::try_from(letter).unwrap_or(b'?')],
        ' '..='~' | '\u{a0}'..='\u{ff}' => vec![u8::try_from(letter).unwrap_or(b'?')],
        _ => vec![b'?'],
    }
}

/// Wraps a page's content into a document with a table of its objects.
fn document(content: &[u8]) -> Vec<u8> {
    let stream = [format!("<< /Length {} >>\nstream\n", content.len()).as_bytes(), content, b"endstream"].concat();
    let objects: [&[u8]; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        &stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ];
    let mut pdf = Vec::from(&b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"[..]);
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(pdf.len());
        pdf.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    let table = pdf.len();
    pdf.extend_from_slice(b"xref\n0 6\n0000000000 65535 f \n");
    for offset in offsets {
        pdf.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    pdf.extend_from_slice(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    pdf
}
