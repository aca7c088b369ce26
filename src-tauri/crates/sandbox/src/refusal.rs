//! How the supplier says no (Tiqets Distributor API, Error handling).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// An answer with `success: false`; boxed, because it travels in every `Result`.
#[derive(Debug, Clone)]
pub(crate) struct Refusal(Box<No>);

#[derive(Debug, Clone)]
struct No {
    status: StatusCode,
    code: &'static str,
    message: String,
    fields: Map<String, Value>,
    reason: Option<&'static str>,
    retry_after: Option<u64>,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self(Box::new(No { status, code, message, fields: Map::new(), reason: None, retry_after: None }))
    }

    /// An id nobody knows.
    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "The requested resource was not found.")
    }

    /// A field that is missing or wrong.
    pub(crate) fn field(name: &str, text: impl Into<String>) -> Self {
        let mut refusal = Self::new(StatusCode::BAD_REQUEST, "validation_error", "Validation error.");
        refusal.0.fields.insert(name.to_owned(), Value::String(text.into()));
        refusal
    }

    /// Several fields that are missing or wrong.
    pub(crate) fn fields(fields: Map<String, Value>) -> Self {
        let mut refusal = Self::new(StatusCode::BAD_REQUEST, "validation_error", "Validation error.");
        refusal.0.fields = fields;
        refusal
    }

    /// A body whose signature is not believed.
    pub(crate) fn signature() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "payload_decode_error",
            "The payload could not be decoded or its signature is invalid.",
        )
    }

    /// A refusal of the booking rules.
    pub(crate) fn order(code: &'static str, message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// A product that is not on sale.
    pub(crate) fn checkout_disabled(reason: &'static str) -> Self {
        let mut refusal = Self::order("checkout_disabled", "Checkout is disabled for this product.");
        refusal.0.reason = Some(reason);
        refusal
    }

    /// A missing or wrong API key.
    pub(crate) fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "Authentication credentials were not provided or are invalid.",
        )
    }

    /// Too many requests.
    pub(crate) fn too_many(retry_after: Option<u64>) -> Self {
        let mut refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded", "Too many requests.");
        refusal.0.retry_after = retry_after;
        refusal
    }

    /// The supplier is out of service for a while.
    pub(crate) fn unavailable(retry_after: Option<u64>) -> Self {
        let mut refusal = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "service_unavailable",
            "The service is temporarily unavailable.",
        );
        refusal.0.retry_after = retry_after;
        refusal
    }

    /// A path that exists, but not for this verb.
    pub(crate) fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Method not allowed.")
    }

    /// Something broke at the supplier.
    pub(crate) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "Internal server error.")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let no = *self.0;
        let mut body = json!({"success": false, "error_code": no.code, "message": no.message});
        if let Value::Object(body) = &mut body {
            if !no.fields.is_empty() {
                body.insert("field_errors".into(), Value::Object(no.fields));
            }
            if let Some(reason) = no.reason {
                body.insert("reason".into(), json!(reason));
            }
        }
        let mut response = (no.status, axum::Json(body)).into_response();
        if let Some(seconds) = no.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
