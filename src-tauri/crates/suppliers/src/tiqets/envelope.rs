//! The envelope around every answer: `{"success": true, "<key>": …, "pagination": …}`.

use crate::unreadable::Unreadable;

use std::{collections::HashMap, hash::Hasher, sync::Arc};

use counterfoil_domain::{
    SupplierError,
    supplier::{Page, Told},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use siphasher::sip::SipHasher13;

use super::wire::scalar::{Id, Number, Object};
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

    /// The page of a list under a key. An item whose digest is known is not read again; one that cannot be read is
    /// skipped, with the reason; of an id that stands on the page twice the last counts.
    pub(super) fn page<W: DeserializeOwned, T>(
        &self,
        key: &str,
        salt: u64,
        known: &HashMap<Arc<str>, u64>,
        read: impl Fn(W) -> Result<T, Unreadable>,
    ) -> Result<Page<T>, SupplierError> {
        let raw = self.parts.get(key).ok_or_else(|| at(key))?;
        let listed: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(|_| at(key))?;
        let total = self
            .parts
            .get("pagination")
            .and_then(|raw| serde_json::from_str::<Object<Pagination>>(raw.get()).ok())
            .and_then(|pagination| pagination.0.total?.whole());
        let mut page = Page {
            items: Vec::new(),
            same: Vec::new(),
            total,
            listed: listed.len(),
            skipped: Vec::new(),
            mark: None,
            unchanged: false,
        };
        for (place, raw, id) in last_of_each(&listed) {
            let digest = digest(salt, raw.get());
            let same = id.as_deref().and_then(|id| known.get_key_value(id)).filter(|(_, of)| **of == digest);
            if let Some((id, _)) = same {
                page.same.push(Arc::clone(id));
                continue;
            }
            match item(raw, &read) {
                Ok(item) => page.items.push(Told { item, digest: Some(digest) }),
                Err(reason) => page.skipped.push(format!("{key}[{place}]: {reason}")),
            }
        }
        Ok(page)
    }
}

/// The items of a page with their places and ids, without those whose id comes again further down.
fn last_of_each<'a>(listed: &[&'a RawValue]) -> impl Iterator<Item = (usize, &'a RawValue, Option<String>)> {
    let items: Vec<_> = listed.iter().enumerate().map(|(place, raw)| (place, *raw, id_of(raw.get()))).collect();
    let last: HashMap<String, usize> = items.iter().filter_map(|(place, _, id)| Some((id.clone()?, *place))).collect();
    items.into_iter().filter(move |(place, _, id)| id.as_ref().is_none_or(|id| last.get(id) == Some(place)))
}

/// The id of an item, without reading the rest of it where it stands first, as it mostly does.
fn id_of(raw: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: Id,
    }
    let plain = raw.strip_prefix("{\"id\":\"").and_then(|rest| Some(rest.split_once('"')?.0));
    let plain = plain.filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric()));
    if let Some(id) = plain {
        return Some(id.to_owned());
    }
    serde_json::from_str::<Object<OnlyId>>(raw).ok().map(|only| only.0.id.0.trim().to_owned())
}

/// Tells an item that came before from one that changed; not meant against forgery.
fn digest(salt: u64, raw: &str) -> u64 {
    let mut hash = SipHasher13::new_with_keys(salt, 0);
    hash.write(raw.as_bytes());
    hash.finish()
}

fn item<W: DeserializeOwned, T>(
    raw: &RawValue,
    read: impl FnOnce(W) -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    // A list would fill the shape by position.
    let object = raw.get().starts_with('{').then_some(raw.get()).ok_or_else(|| Unreadable::at("not an object"));
    let shaped =
        object.and_then(|text| serde_json::from_str::<W>(text).map_err(|error| Unreadable::at(error.to_string())));
    shaped.and_then(read).map_err(|reason| {
        let reason = text::line(&String::from(reason)).unwrap_or_default();
        Unreadable::at(text::cut(&reason, 240))
    })
}
