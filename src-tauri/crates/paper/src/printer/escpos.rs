//! ESC/POS, after Epson's "ESC/POS Command Reference for TM Printers": `ESC @`, `GS ( K` function 49, `GS v 0`, `ESC J`,
//! `GS V` function B.
//!
//! Graphics could command the printer after all: its real-time commands `DLE EOT`, `DLE ENQ` and `DLE DC4` (status; clear
//! the buffers; open the drawer, switch off) are obeyed "even if they appear within the data of another command". So a
//! byte DLE before one of those three is sent without its one dot. A byte DLE is a dot with paper on both sides; a module
//! of a code is wider.

use super::{Cut, Density};
use crate::dots::Dots;

const ESC: u8 = 0x1b;
const GS: u8 = 0x1d;
/// Rows sent at once: printers with little memory start printing before the ticket is there as a whole.
const BAND: u32 = 128;

pub(super) fn page(dots: &Dots, density: Option<Density>, feed: u8, cut: Cut, out: &mut Vec<u8>) {
    // What an earlier job may have left, such as margins, is set back.
    out.extend([ESC, b'@']);
    if let Some(Density(step)) = density {
        // Paler steps are counted down from 256.
        out.extend([GS, b'(', b'K', 2, 0, 49, step.to_le_bytes()[0]]);
    }
    let [across_low, across_high] = u16::try_from(dots.stride()).unwrap_or(u16::MAX).to_le_bytes();
    for top in (0..dots.height()).step_by(BAND as usize) {
        let rows = BAND.min(dots.height() - top);
        let [down_low, down_high] = u16::try_from(rows).unwrap_or(u16::MAX).to_le_bytes();
        out.extend([GS, b'v', b'0', 0, across_low, across_high, down_low, down_high]);
        let start = out.len();
        for y in top..top + rows {
            out.extend(dots.row(y));
        }
        tame(out.get_mut(start..).unwrap_or_default());
    }
    match cut {
        Cut::Never => out.extend([ESC, b'J', feed]),
        // These feed to the cutter first, and `feed` beyond it.
        Cut::Partial => out.extend([GS, b'V', 66, feed]),
        Cut::Full => out.extend([GS, b'V', 65, feed]),
    }
}

/// Takes the dot out of every byte that would begin a real-time command.
fn tame(graphics: &mut [u8]) {
    const DLE: u8 = 0x10;
    const EOT: u8 = 0x04;
    const ENQ: u8 = 0x05;
    const DC4: u8 = 0x14;
    for at in 1..graphics.len() {
        if graphics[at - 1] == DLE && matches!(graphics[at], EOT | ENQ | DC4) {
            graphics[at - 1] = 0;
        }
    }
}
