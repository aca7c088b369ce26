//! What leaves the catalogue and what comes back, as it is told over the control endpoint.

use serde::{Deserialize, Deserializer, Serialize};

/// What is to vanish: named entries, or a share of all products.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retire {
    /// Numbers of products.
    #[serde(deserialize_with = "numbers")]
    pub products: Vec<u64>,
    /// Numbers of experiences; their products go with them.
    #[serde(deserialize_with = "numbers")]
    pub experiences: Vec<u64>,
    /// Percent of all products, drawn anew each time.
    pub percent: Option<f64>,
}

/// What is to come back; all of it when nothing is named.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Restore {
    /// Numbers of products.
    #[serde(deserialize_with = "numbers")]
    pub products: Vec<u64>,
    /// Numbers of experiences; their products come with them, except those that were retired by themselves.
    #[serde(deserialize_with = "numbers")]
    pub experiences: Vec<u64>,
}

/// How many entries left the catalogue or came back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Products, those that only go along with their experience not counted.
    pub products: usize,
    /// Experiences.
    pub experiences: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Number(u64),
    Text(String),
}

impl Number {
    fn value<E: serde::de::Error>(self) -> Result<u64, E> {
        match self {
            Self::Number(number) => Ok(number),
            Self::Text(text) => text.parse().map_err(E::custom),
        }
    }
}

/// A number as the catalogue writes it, which is as a text, or plain.
pub(crate) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    Number::deserialize(deserializer)?.value()
}

/// Several of them.
fn numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u64>, D::Error> {
    Vec::<Number>::deserialize(deserializer)?.into_iter().map(Number::value).collect()
}
