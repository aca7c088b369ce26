//! Friendly Ghost Language, after Boca's "Programming Guide, FGL46 / FGL26": `<CB>` clears the buffer, `<NR>` no rotation,
//! `<RCr,c>` row and column, `<G#>` graphics in bytes, `<g#>` graphics in hexadecimal digits, `<p>` print and cut, `<q>`
//! print without cutting.
//!
//! Rows lie across the head, columns along the paper. A byte of graphics is eight dots downward, the highest bit on top;
//! the next byte is the next column.

use super::{Cut, FglGraphics};
use crate::dots::Dots;

pub(super) fn page(dots: &Dots, graphics: FglGraphics, cut: Cut, out: &mut Vec<u8>) {
    out.extend(b"<CB><NR>");
    let width = dots.width();
    for top in (0..dots.height()).step_by(8) {
        let strip = strip(dots, top);
        match graphics {
            FglGraphics::Binary => {
                out.extend(format!("<RC{top},0><G{width}>").bytes());
                out.extend(strip);
            }
            FglGraphics::Hexadecimal => {
                // Here the number counts digits.
                out.extend(format!("<RC{top},0><g{}>", 2 * width).bytes());
                for byte in strip {
                    out.extend(format!("{byte:02X}").bytes());
                }
            }
        }
    }
    out.extend(match cut {
        Cut::Never => b"<q>",
        Cut::Partial | Cut::Full => b"<p>",
    });
}

/// Eight rows from `top` as columns.
fn strip(dots: &Dots, top: u32) -> Vec<u8> {
    let mut columns = vec![0_u8; dots.width() as usize];
    for down in 0..8 {
        let row = dots.row(top + down);
        for (x, column) in columns.iter_mut().enumerate() {
            if row.get(x / 8).is_some_and(|byte| byte & (0x80 >> (x % 8)) != 0) {
                *column |= 0x80 >> down;
            }
        }
    }
    columns
}
