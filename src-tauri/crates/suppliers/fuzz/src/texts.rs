//! Suppliers' texts: what is kept is harmless, and stays what it is when it is read again.

use counterfoil_suppliers::door;

use super::sound;

/// What is longer is cut, and then it need not be the same twice.
const LONG: usize = 64 * 1024;

pub fn judge(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let line = door::line(text);
    sound::lines([&line]);
    let Some(kept) = door::rich(text) else { return false };
    sound::html(&kept);
    if kept.len() <= LONG {
        assert_eq!(door::rich(&kept).as_ref(), Some(&kept), "what is safe is kept as it is");
    }
    true
}
