//! The polite pace, measured from the other end.

use std::time::{Duration, Instant};

use counterfoil_domain::{
    SupplierError,
    supplier::{Known, PageRequest, Supplier},
};
use futures_util::future::join_all;

use crate::{
    desk::{settings, tiqets},
    line::{Act, Line, http, ok},
};

const PAGE: PageRequest = PageRequest { page: 1, size: 1 };
const EMPTY: &str = r#"{"success":true,"countries":[]}"#;

#[tokio::test]
async fn no_more_at_once_than_agreed() {
    let line = Line::always(ok(EMPTY)).await;
    let mut settings = settings(&line.base_url);
    settings.pace.at_once = 2;
    let supplier = tiqets(settings);
    assert_eq!(supplier.limits().at_once, 2);
    let known = Known::default();
    let answers = join_all((0..12).map(|_| supplier.countries(PAGE, &known))).await;
    assert!(answers.iter().all(Result::is_ok));
    // Connections are kept: twelve requests, two at once, need two of them.
    assert_eq!(line.count(), 12);
    assert!(line.connections() <= 2, "{}", line.connections());
}

#[tokio::test]
async fn no_faster_than_agreed() {
    let line = Line::always(ok(EMPTY)).await;
    let mut settings = settings(&line.base_url);
    (settings.pace.per_second, settings.pace.at_once) = (50, 1);
    let supplier = tiqets(settings);
    let started = Instant::now();
    let known = Known::default();
    join_all((0..6).map(|_| supplier.countries(PAGE, &known))).await;
    assert!(started.elapsed() >= Duration::from_millis(100), "{:?}", started.elapsed());
}

#[tokio::test]
async fn one_request_to_slow_down_quiets_all_reads() {
    let line = Line::scripted(|number, _| match number {
        0 => Act::Answer(http("429 Too Many Requests", "Retry-After: 1\r\n", b"{}")),
        _ => ok(EMPTY),
    })
    .await;
    let mut settings = settings(&line.base_url);
    settings.retries.longest_wait = Duration::from_secs(2);
    let supplier = tiqets(settings);
    let started = Instant::now();
    let known = Known::default();
    let first = supplier.countries(PAGE, &known);
    let second = async {
        // Asks only after the first was told to wait.
        while supplier.traffic().rate_limited == 0 {
            tokio::task::yield_now().await;
        }
        tokio::task::yield_now().await;
        supplier.countries(PAGE, &Known::default()).await.map(|_| started.elapsed())
    };
    let (first, second) = tokio::join!(first, second);
    assert!(first.is_ok());
    assert!(second.unwrap() >= Duration::from_millis(950));
    assert_eq!((line.count(), supplier.traffic().rate_limited), (3, 1));
    // A wait of an hour is the caller's to plan.
    let line = Line::always(Act::Answer(http("429 Too Many Requests", "Retry-After: 3600\r\n", b"{}"))).await;
    let supplier = tiqets(crate::desk::settings(&line.base_url));
    let hour = Some(Duration::from_hours(1));
    assert_eq!(supplier.countries(PAGE, &Known::default()).await, Err(SupplierError::RateLimited { after: hour }));
    assert_eq!(line.count(), 1);
}
