//! The line: connections, how fast bytes flow, and hanging up in the middle.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;
use tower_service::Service as _;

use crate::supplier::Shared;

/// Bytes sent in one go when the line is slow.
const PIECE: usize = 8 << 10;

/// Put into a response's extensions: close the connection instead of sending it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HangUp;

/// Why a connection ended without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection was closed on purpose")]
struct HungUp;

/// The moment from which the line is free again; all answers share it.
type Free = Arc<Mutex<Instant>>;

/// Answers connections until told to stop, then closes those that are open.
pub(crate) async fn serve(listener: TcpListener, router: Router, supplier: Shared, mut stop: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    let free: Free = Arc::new(Mutex::new(Instant::now()));
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    connections.spawn(connection(stream, router.clone(), supplier.clone(), free.clone()));
                } else {
                    // Out of descriptors, usually: wait for some connections to end.
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
    connections.shutdown().await;
}

async fn connection(stream: TcpStream, router: Router, supplier: Shared, free: Free) {
    stream.set_nodelay(true).ok();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (mut router, supplier, free) = (router.clone(), supplier.clone(), free.clone());
        async move {
            let response: Result<Response, Infallible> = router.call(request.map(Body::new)).await;
            let Ok(response) = response;
            if response.extensions().get::<HangUp>().is_some() {
                return Err(HungUp);
            }
            Ok(match supplier.settings().bandwidth {
                Some(bytes) => paced(response, bytes, free),
                None => response,
            })
        }
    });
    // An error here is a client that left, or a connection closed on purpose.
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
        .await
        .ok();
}

/// Sends a body piece by piece, no faster than the line allows.
fn paced(response: Response, bytes_per_second: u64, free: Free) -> Response {
    let (mut head, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        head.headers.insert(axum::http::header::CONTENT_LENGTH, length.into());
    }
    let pieces = body.into_data_stream().flat_map(|chunk| match chunk {
        Ok(chunk) => stream::iter(pieces(chunk)).left_stream(),
        Err(error) => stream::once(async { Err(error) }).right_stream(),
    });
    let slow = pieces.then(move |piece| {
        let free = free.clone();
        async move {
            if let Ok(piece) = &piece {
                let took = Duration::from_micros(piece.len() as u64 * 1_000_000 / bytes_per_second.max(1));
                let until = {
                    let mut free = free.lock().await;
                    *free = (*free).max(Instant::now()) + took;
                    *free
                };
                tokio::time::sleep_until(until).await;
            }
            piece
        }
    });
    Response::from_parts(head, Body::from_stream(slow))
}

fn pieces(mut chunk: Bytes) -> Vec<Result<Bytes, axum::Error>> {
    let mut pieces = Vec::new();
    while !chunk.is_empty() {
        pieces.push(Ok(chunk.split_to(chunk.len().min(PIECE))));
    }
    pieces
}
