//! Answers that a client may keep and ask about again.
//!
//! A supplier knows the versions of what it sells: the `ETag` of an answer is worked out from what the answer depends on,
//! which is its `Hash`, and the answer itself is written, which is its `Serialize`, only for a client that does not have it.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::spoilt;
use crate::faults::{List, Twists};
use crate::query::Page;
use crate::refusal::Refusal;
use crate::supplier::Supplier;

/// Bytes set aside for a list's entry, a product being the longest.
const ENTRY_BYTES: usize = 8 << 10;

/// An answer that can be asked about before it is written.
pub(crate) trait Answer: Hash + Serialize {
    /// About how long it will be.
    fn bytes(&self) -> usize {
        ENTRY_BYTES
    }
}

/// A JSON answer with an `ETag`, or 304 when the client has it already.
pub(crate) fn cacheable(supplier: &Supplier, headers: &HeaderMap, answer: &impl Answer) -> Response {
    let tag = supplier.settings().etags.then(|| {
        let world = supplier.world();
        let mut hasher = DefaultHasher::new();
        (&supplier.origin, world.seed, world.size, answer).hash(&mut hasher);
        written(&hasher)
    });
    if let Some(tag) = &tag
        && knows(headers, tag)
    {
        return not_modified(tag);
    }
    let mut body = Vec::with_capacity(answer.bytes());
    match serde_json::to_writer(&mut body, answer) {
        Ok(()) => whole("application/json", tag, body),
        Err(_) => Refusal::internal().into_response(),
    }
}

/// Any body with an `ETag` of its own bytes.
pub(crate) fn tagged(supplier: &Supplier, headers: &HeaderMap, kind: &'static str, body: Vec<u8>) -> Response {
    let tag = supplier.settings().etags.then(|| {
        let mut hasher = DefaultHasher::new();
        hasher.write(&body);
        written(&hasher)
    });
    match &tag {
        Some(tag) if knows(headers, tag) => not_modified(tag),
        _ => whole(kind, tag, body),
    }
}

fn written(hasher: &DefaultHasher) -> String {
    format!("\"{:016x}\"", hasher.finish())
}

fn not_modified(tag: &str) -> Response {
    (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response()
}

fn whole(kind: &'static str, tag: Option<String>, body: Vec<u8>) -> Response {
    let kind = [(header::CONTENT_TYPE, kind)];
    match tag {
        Some(tag) => (kind, [(header::ETAG, tag)], body).into_response(),
        None => (kind, body).into_response(),
    }
}

fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let lists = headers.get_all(header::IF_NONE_MATCH);
    lists.iter().filter_map(|list| list.to_str().ok()).any(|list| {
        list.split(',').map(|known| known.trim().trim_start_matches("W/")).any(|known| known == tag || known == "*")
    })
}

/// The answer with a list under the name of one object.
pub(crate) fn unreadable(name: &str, id: &str) -> Response {
    axum::Json(json!({"success": true, name: [id, "a list"]})).into_response()
}

/// The answer with one object under its name.
#[derive(Debug, Hash)]
pub(crate) struct One<T>(pub(crate) &'static str, pub(crate) T);

impl<T: Serialize> Serialize for One<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("success", &true)?;
        map.serialize_entry(self.0, &self.1)?;
        map.end()
    }
}

impl<T: Hash + Serialize> Answer for One<T> {}

/// The positions that a list finds, and the page of them that is wanted; none for a list without pages.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) list: List,
    pub(crate) page: Option<Page>,
    pub(crate) positions: Vec<usize>,
}

impl Found {
    /// The answer, as it should be or as today's faults have it.
    pub(crate) fn answer<T: Hash + Serialize>(
        self,
        supplier: &Supplier,
        headers: &HeaderMap,
        twists: &Twists,
        entry: impl Fn(usize) -> T,
    ) -> Response {
        let Self { list, page, positions } = self;
        if twists.spoils.is_empty() {
            let shown = page.map_or(&positions[..], |page| page.of(&positions));
            let entries: Vec<T> = shown.iter().map(|position| entry(*position)).collect();
            return cacheable(supplier, headers, &Listed { list, page, total: positions.len(), entries });
        }
        let (shown, total) = spoilt::choose(&twists.spoils, page, positions);
        let mut entries: Vec<Value> =
            shown.into_iter().map(|position| serde_json::to_value(entry(position)).unwrap_or_default()).collect();
        spoilt::change(&twists.spoils, list, &mut entries);
        match serde_json::to_vec(&Listed { list, page, total, entries }) {
            Ok(body) => tagged(supplier, headers, "application/json", body),
            Err(_) => Refusal::internal().into_response(),
        }
    }
}

/// The answer of a list: entries under its name, and where in the list they are.
#[derive(Debug, Hash)]
struct Listed<T> {
    list: List,
    page: Option<Page>,
    total: usize,
    entries: Vec<T>,
}

#[derive(Serialize)]
struct Pagination {
    total: usize,
    page: usize,
    page_size: usize,
}

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("success", &true)?;
        map.serialize_entry(self.list.name(), &self.entries)?;
        if let Some(Page { number, size }) = self.page {
            map.serialize_entry("pagination", &Pagination { total: self.total, page: number, page_size: size })?;
        }
        map.end()
    }
}

impl<T: Hash + Serialize> Answer for Listed<T> {
    fn bytes(&self) -> usize {
        self.entries.len() * ENTRY_BYTES
    }
}
