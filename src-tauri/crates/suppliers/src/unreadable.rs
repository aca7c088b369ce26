//! What could not be read, and where.

/// The place at which an answer, an address or an item stopped making sense, in words that carry no secret and no
/// personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable(String);

impl Unreadable {
    /// Not readable at a place, or for a reason.
    pub(crate) fn at(place: impl Into<String>) -> Self {
        Self(place.into())
    }
}

impl From<&str> for Unreadable {
    fn from(place: &str) -> Self {
        Self::at(place)
    }
}

impl From<String> for Unreadable {
    fn from(place: String) -> Self {
        Self::at(place)
    }
}

impl From<Unreadable> for String {
    fn from(unreadable: Unreadable) -> Self {
        unreadable.0
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
