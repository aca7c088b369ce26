//! Answers that a client may keep and ask about again.

use std::hash::{DefaultHasher, Hasher};

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::refusal::Refusal;

/// A JSON answer with an `ETag`, or 304 when the client has it already.
pub(crate) fn cacheable(headers: &HeaderMap, answer: &Value) -> Response {
    match serde_json::to_vec(answer) {
        Ok(body) => tagged(headers, "application/json", body),
        Err(_) => Refusal::internal().into_response(),
    }
}

/// Any body with an `ETag`.
pub(crate) fn tagged(headers: &HeaderMap, kind: &'static str, body: Vec<u8>) -> Response {
    let mut hasher = DefaultHasher::new();
    hasher.write(&body);
    let tag = format!("\"{:016x}\"", hasher.finish());
    if knows(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::ETAG, tag)], body).into_response()
}

fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let lists = headers.get_all(header::IF_NONE_MATCH);
    lists.iter().filter_map(|list| list.to_str().ok()).any(|list| {
        list.split(',').map(|known| known.trim().trim_start_matches("W/")).any(|known| known == tag || known == "*")
    })
}
