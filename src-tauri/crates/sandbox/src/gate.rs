//! The gate every request passes: counting, pace, the API key, and what is made to go wrong today.

use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::faults::Call;
use crate::line::HangUp;
use crate::refusal::Refusal;
use crate::supplier::Shared;

/// Largest answer that can be cut in two.
const CUT_LIMIT: usize = 64 << 20;

/// The part of the API a request belongs to.
fn call(method: &Method, path: &str) -> Call {
    if path.starts_with("/pictures/") {
        return Call::Picture;
    }
    if path.starts_with("/vouchers/") {
        return Call::Pdf;
    }
    let order = path.starts_with("/v2/orders");
    match *method {
        Method::POST if order => Call::Create,
        Method::PUT if order => Call::Confirm,
        Method::DELETE if order => Call::Cancel,
        _ if order && path.ends_with("/tickets") => Call::Tickets,
        _ if order => Call::Status,
        _ if path.ends_with("/availability") => Call::Availability,
        _ => Call::Catalog,
    }
}

/// Lets a request through, or not.
pub(crate) async fn pass(State(supplier): State<Shared>, request: Request, next: Next) -> Response {
    let call = call(request.method(), request.uri().path());
    supplier.count(|tally| {
        *tally.requests.entry(call).or_default() += 1;
        tally.total_requests += 1;
    });
    let latency = supplier.settings().latency_ms;
    if latency > 0 {
        tokio::time::sleep(Duration::from_millis(latency)).await;
    }
    let mut response = answer(&supplier, call, request, next).await;
    // Whoever reads the supplier's clock off an answer must find the one that its orders live by.
    let now = supplier.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::try_from(now) {
        response.headers_mut().insert(header::DATE, date);
    }
    supplier.count(|tally| {
        tally.bytes_sent += response.body().size_hint().exact().unwrap_or(0);
        match response.status() {
            StatusCode::TOO_MANY_REQUESTS => tally.rate_limited += 1,
            StatusCode::NOT_MODIFIED => tally.not_modified += 1,
            StatusCode::UNAUTHORIZED => tally.unauthorized += 1,
            _ => {}
        }
        if response.extensions().get::<HangUp>().is_some() {
            tally.dropped += 1;
        }
    });
    response
}

async fn answer(supplier: &Shared, call: Call, mut request: Request, next: Next) -> Response {
    let with_key = !matches!(call, Call::Picture | Call::Pdf);
    if with_key && !is_authorized(supplier, &request) {
        return Refusal::unauthorized().into_response();
    }
    if with_key && !supplier.admits() {
        return Refusal::too_many(supplier.settings().retry_after.then_some(1)).into_response();
    }
    let twists = supplier.strike(call, request.uri().path());
    if twists.drop_before {
        return hang_up();
    }
    if twists.error_500 {
        return Refusal::internal().into_response();
    }
    if twists.error_503 {
        return Refusal::unavailable(twists.retry_after).into_response();
    }
    if twists.rate_limited {
        return Refusal::too_many(twists.retry_after).into_response();
    }
    if twists.not_json {
        return axum::response::Html(
            "<!doctype html><title>Welcome</title><p>Please accept the terms of this network.",
        )
        .into_response();
    }
    request.extensions_mut().insert(twists.clone());
    let response = next.run(request).await;
    if let Some(ms) = twists.slow_ms {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    if twists.drop_after {
        return hang_up();
    }
    if twists.cut_body { cut(response).await } else { response }
}

fn is_authorized(supplier: &Shared, request: &Request) -> bool {
    let value = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.strip_prefix("Token ")).is_some_and(|key| key == supplier.api_key)
}

fn hang_up() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(HangUp);
    response
}

/// Promises the whole body, sends half of it and closes the connection.
async fn cut(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let Ok(whole) = axum::body::to_bytes(body, CUT_LIMIT).await else { return hang_up() };
    head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half: Bytes = whole.slice(..whole.len() / 2);
    let pieces = stream::unfold(Some(half), |half| async move {
        if let Some(half) = half.filter(|half| !half.is_empty()) {
            return Some((Ok(half), Some(Bytes::new())));
        }
        // The first half has to be on its way before the connection goes.
        tokio::time::sleep(Duration::from_millis(20)).await;
        Some((Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)), None))
    });
    Response::from_parts(head, Body::from_stream(pieces))
}
