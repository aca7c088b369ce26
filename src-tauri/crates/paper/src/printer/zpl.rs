//! ZPL II, after Zebra's "Programming Guide for ZPL II, ZBI 2, Set-Get-Do, Mirror, WML" (P1099958): `^GF` graphic field,
//! "alternative data compression scheme for ~DG and ~DB commands", `^MM`, `^PW`, `^LL`, `^PQ`, `~SD`.

use super::{Cut, Darkness};
use crate::dots::Dots;

/// Most bytes of one `^GF`.
const LARGEST_FIELD: usize = 99_999;

pub(super) fn page(dots: &Dots, darkness: Option<Darkness>, cut: Cut, out: &mut Vec<u8>) {
    if let Some(Darkness(step)) = darkness {
        out.extend(format!("~SD{step:02}\n").bytes());
    }
    // What an earlier job may have left is set back: mode, orientation, mirror, reversal, home, shift, top.
    let mode = match cut {
        Cut::Never => 'T',
        Cut::Partial | Cut::Full => 'C',
    };
    let (width, height) = (dots.width(), dots.height());
    out.extend(format!("^XA^MM{mode}^PON^PMN^LRN^LH0,0^LS0^LT0^PW{width}^LL{height}\n").bytes());
    let stride = dots.stride();
    let band = u32::try_from(LARGEST_FIELD / stride.max(1)).unwrap_or(1).max(1);
    for top in (0..height).step_by(band as usize) {
        let rows = band.min(height - top);
        let bytes = stride * rows as usize;
        out.extend(format!("^FO0,{top}^GFA,{bytes},{bytes},{stride},").bytes());
        let mut above: Option<&[u8]> = None;
        for y in top..top + rows {
            let row = dots.row(y);
            // Never on the first row: there a colon would begin another encoding.
            if above == Some(row) {
                out.push(b':');
            } else {
                compress(row, out);
            }
            above = Some(row);
        }
        out.extend(b"^FS\n");
    }
    out.extend(b"^PQ1,0,1,N^XZ\n");
}

/// One row: `,` fills it up with white, `!` with black, letters before a digit say how often it stands.
fn compress(row: &[u8], out: &mut Vec<u8>) {
    let digits: Vec<u8> = row.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]).collect();
    let mut rest = digits.as_slice();
    while let Some(digit) = rest.first() {
        let run = rest.iter().take_while(|other| *other == digit).count();
        if run == rest.len() && matches!(digit, 0 | 15) {
            out.push(if *digit == 0 { b',' } else { b'!' });
            return;
        }
        repeat(run, *digit, out);
        rest = rest.get(run..).unwrap_or(&[]);
    }
}

/// `g` to `z` count 20 to 400, `G` to `Y` count 1 to 19; both together are added.
fn repeat(mut run: usize, digit: u8, out: &mut Vec<u8>) {
    let digit = char::from_digit(digit.into(), 16).map_or(b'0', |digit| digit.to_ascii_uppercase() as u8);
    while run > 0 {
        let now = run.min(419);
        let letter = |first: u8, count: usize| first + u8::try_from(count - 1).unwrap_or(0);
        if now >= 20 {
            out.push(letter(b'g', now / 20));
        }
        if !now.is_multiple_of(20) && now > 1 {
            out.push(letter(b'G', now % 20));
        }
        out.push(digit);
        run -= now;
    }
}
