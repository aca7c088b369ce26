//! Personal data: readable where it is needed, a mark wherever it could leak.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A piece of personal data. `Debug` prints a mark; there is no `Display`, so it cannot slip into a message or a log.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Marks a value as personal.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for the places that must show, print, store or send it.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
}

impl From<&str> for Personal<String> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Personal<String> {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_a_mark_only() {
        let name: Personal<String> = "Camille Dupont".into();
        assert_eq!(format!("{name:?} {:?}", Some(&name)), "[personal] Some([personal])");
    }
}
