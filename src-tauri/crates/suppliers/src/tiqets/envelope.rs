//! The envelope around every answer: `{"success": true, "<key>": …, "pagination": …}`.

use crate::unreadable::Unreadable;

use std::collections::HashMap;

use counterfoil_domain::{SupplierError, supplier::Page};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::wire::scalar::Number;
use crate::{
    text,
    transport::{Reply, body},
};

/// An answer taken apart at its first level only.
pub(super) struct Envelope<'a> {
    body: &'a [u8],
    parts: HashMap<String, &'a RawValue>,
}

#[derive(Deserialize)]
struct Pagination {
    #[serde(default)]
    total: Option<Number>,
}

/// Where an answer made no sense.
pub(super) fn at(place: impl Into<String>) -> SupplierError {
    SupplierError::NotUnderstood { at: place.into() }
}

impl<'a> Envelope<'a> {
    /// Opens an answer; one that says `"success": false` is a refusal whatever its HTTP status.
    pub(super) fn open(reply: &'a Reply) -> Result<Self, SupplierError> {
        let body = body::object(&reply.body).map_err(at)?;
        let parts: HashMap<String, &'a RawValue> = serde_json::from_slice(body)
            .map_err(|error| at(format!("JSON, line {} column {}", error.line(), error.column())))?;
        let envelope = Self { body, parts };
        match envelope.parts.get("success").map(|raw| raw.get()) {
            Some("false") => Err(reply.refusal()),
            None | Some("true" | "null") => Ok(envelope),
            Some(_) => Err(at("success")),
        }
    }

    /// As [`Self::open`], for calls that change something: only a plain `"success": true` is a yes.
    pub(super) fn of_a_yes(reply: &'a Reply) -> Result<Self, SupplierError> {
        let envelope = Self::open(reply)?;
        if envelope.parts.get("success").map(|raw| raw.get()) == Some("true") {
            Ok(envelope)
        } else {
            Err(at("success"))
        }
    }

    /// The whole answer as one shape. What is wrong is told by its place only: it may be personal.
    pub(super) fn shaped<T: DeserializeOwned>(&self) -> Result<T, SupplierError> {
        serde_json::from_slice(self.body)
            .map_err(|error| at(format!("the answer's line {} column {}", error.line(), error.column())))
    }

    /// The single object under a key.
    pub(super) fn one<W: DeserializeOwned, T>(
        &self,
        key: &str,
        read: impl FnOnce(W) -> Result<T, Unreadable>,
    ) -> Result<T, SupplierError> {
        let raw = self.parts.get(key).ok_or_else(|| at(key))?;
        item(raw, read).map_err(|reason| at(format!("{key}: {reason}")))
    }

    /// The page of a list under a key. An item that cannot be read is skipped, with the reason.
    pub(super) fn page<W: DeserializeOwned, T>(
        &self,
        key: &str,
        read: impl Fn(W) -> Result<T, Unreadable>,
    ) -> Result<Page<T>, SupplierError> {
        let raw = self.parts.get(key).ok_or_else(|| at(key))?;
        let listed: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(|_| at(key))?;
        let total = self
            .parts
            .get("pagination")
            .and_then(|raw| serde_json::from_str::<Pagination>(raw.get()).ok())
            .and_then(|pagination| pagination.total?.whole());
        let mut page =
            Page { items: Vec::with_capacity(listed.len()), total, listed: listed.len(), skipped: Vec::new() };
        for (place, raw) in listed.into_iter().enumerate() {
            match item(raw, &read) {
                Ok(read) => page.items.push(read),
                Err(reason) => page.skipped.push(format!("{key}[{place}]: {reason}")),
            }
        }
        Ok(page)
    }
}

fn item<W: DeserializeOwned, T>(
    raw: &RawValue,
    read: impl FnOnce(W) -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    serde_json::from_str::<W>(raw.get()).map_err(|error| Unreadable::at(error.to_string())).and_then(read).map_err(
        |reason| {
            let reason = text::line(&String::from(reason)).unwrap_or_default();
            Unreadable::at(text::cut(&reason, 240))
        },
    )
}
