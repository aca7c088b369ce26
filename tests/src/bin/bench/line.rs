//! The catalogue over the line: by the desk, and the same pages over bare connections, thrown away.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use counterfoil_domain::{SupplierKey, run::RunKind};
use counterfoil_engine::sync::RunOrder;
use counterfoil_journeys::Wire;
use serde_json::{Value, json};

use crate::seat;

/// Requests at once, for both.
pub(crate) const AT_ONCE: u32 = 8;
/// Items a page.
const SIZE: u64 = 100;

/// A run of the desk.
pub(crate) async fn run(kind: &str) -> Value {
    let desk = seat::open_set_up().await;
    let kind = if kind == "bootstrap" { RunKind::Bootstrap } else { RunKind::Refresh };
    let order = RunOrder::of(SupplierKey::Tiqets, kind);
    let begun = Instant::now();
    let ended = desk.run(order).await.expect("a run");
    let seconds = begun.elapsed().as_secs_f64();
    assert!(ended.failure.is_none(), "{:?}", ended.failure);
    let counts = ended.run.counts;
    json!({
        "seconds": seconds, "requests": counts.requests, "bytes": counts.bytes, "written": counts.written,
        "peak_mib": seat::peak_mib(),
    })
}

/// The same lists page by page, as many at once, without looking at them.
pub(crate) fn transport() -> Value {
    let supplier = seat::supplier();
    let text = |name: &str| supplier[name].as_str().unwrap_or_default().to_owned();
    let (base, head) = (text("base_url"), format!("Authorization: Token {}\r\n", text("api_key")));
    let got = Wire::to(&base).ask("GET", "/control/world", "", "");
    let world: Value = serde_json::from_slice(&got.body).expect("JSON");
    let many = |name: &str| world[name].as_u64().unwrap_or_default();
    let lists = [
        ("countries", many("countries")),
        ("cities", many("cities")),
        ("tag_types", 1),
        ("tags", many("tags")),
        ("experiences", many("experiences")),
        ("products", many("products")),
    ];
    let (requests, bytes) = (AtomicU64::new(0), AtomicU64::new(0));
    let begun = Instant::now();
    for (list, items) in lists {
        // A list ends with a page that is not full.
        let (last, next) = (items / SIZE + 1, AtomicU64::new(1));
        std::thread::scope(|scope| {
            for _ in 0..u64::from(AT_ONCE).min(last) {
                scope.spawn(|| {
                    let mut wire = Wire::to(&base);
                    loop {
                        let page = next.fetch_add(1, Ordering::Relaxed);
                        if page > last {
                            break;
                        }
                        let path = format!("/v2/{list}?page={page}&page_size={SIZE}&lang=en&currency=EUR");
                        let got = wire.ask("GET", &path, &head, "");
                        assert_eq!(got.status, 200, "{path}");
                        requests.fetch_add(1, Ordering::Relaxed);
                        bytes.fetch_add(got.body.len() as u64, Ordering::Relaxed);
                    }
                });
            }
        });
    }
    json!({
        "seconds": begun.elapsed().as_secs_f64(), "requests": requests.into_inner(), "bytes": bytes.into_inner(),
        "peak_mib": seat::peak_mib(),
    })
}
