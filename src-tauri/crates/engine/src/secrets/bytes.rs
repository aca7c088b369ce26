use std::fmt;

use secrecy::SecretString;
use zeroize::Zeroizing;

/// A secret's bytes: wiped from memory when dropped, and a mark instead of the value wherever it is printed.
#[derive(Clone)]
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// Takes the bytes over; nothing is copied.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for the one place that needs them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The secret as text, or `None` when the bytes are no UTF-8.
    pub fn text(&self) -> Option<SecretString> {
        std::str::from_utf8(&self.0).ok().map(SecretString::from)
    }
}

impl From<&str> for SecretBytes {
    fn from(text: &str) -> Self {
        Self::new(text.as_bytes().to_vec())
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes(\u{2026})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_a_mark() {
        let secret = SecretBytes::from("open sesame");
        assert_eq!(format!("{secret:?}"), "SecretBytes(\u{2026})");
    }

    #[test]
    fn bytes_that_are_no_text_say_so() {
        assert!(SecretBytes::new(vec![0x30, 0x82, 0xff]).text().is_none());
    }
}
