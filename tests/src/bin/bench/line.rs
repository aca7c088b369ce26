//! The catalogue over the line: by the desk, the naive way, and the same pages over bare connections, thrown away.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use counterfoil_domain::{SupplierKey, run::RunKind};
use counterfoil_engine::sync::RunOrder;
use counterfoil_journeys::Wire;
use serde_json::{Value, json};

use crate::seat;

/// Items a page.
const SIZE: u64 = 100;
/// Experiences the naive way is measured on before it is scaled to all of them.
const NAIVE_SAMPLE: usize = 30;
/// They stand so far apart on the first page.
const NAIVE_STEP: usize = 3;

/// A run of the desk.
pub(crate) async fn run(kind: &str) -> Value {
    let desk = seat::open_set_up().await;
    let kind = if kind == "bootstrap" { RunKind::Bootstrap } else { RunKind::Refresh };
    seat::forget_peak();
    let before = seat::resident_mib();
    let begun = Instant::now();
    let ended = desk.run(RunOrder::of(SupplierKey::Tiqets, kind)).await.expect("a run");
    let seconds = begun.elapsed().as_secs_f64();
    assert!(ended.failure.is_none(), "{:?}", ended.failure);
    let counts = ended.run.counts;
    json!({
        "seconds": seconds, "requests": counts.requests, "bytes": counts.bytes, "written": counts.written,
        "peak_mib": seat::peak_mib(), "above_mib": seat::peak_mib() - before, "rate_limited": counts.rate_limited,
    })
}

/// The supplier as a part sees it: its base address and the head that opens it.
fn open_line() -> (String, String) {
    let supplier = seat::supplier();
    let text = |name: &str| supplier[name].as_str().unwrap_or_default().to_owned();
    (text("base_url"), format!("Authorization: Token {}\r\n", text("api_key")))
}

/// The same lists page by page, as many at once, without looking at them.
pub(crate) fn transport() -> Value {
    let (base, head) = open_line();
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
    // A list ends with a page that is not full.
    let pages: Vec<String> = lists
        .iter()
        .flat_map(|(list, items)| (1..=items / SIZE + 1).map(move |page| (list, page)))
        .map(|(list, page)| format!("/v2/{list}?page={page}&page_size={SIZE}&lang=en&currency=EUR"))
        .collect();
    let (next, bytes) = (AtomicU64::new(0), AtomicU64::new(0));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..seat::at_once() {
            scope.spawn(|| {
                let mut wire = Wire::to(&base);
                while let Some(path) =
                    pages.get(usize::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap_or(usize::MAX))
                {
                    let got = wire.ask("GET", path, &head, "");
                    assert_eq!(got.status, 200, "{path}");
                    bytes.fetch_add(got.body.len() as u64, Ordering::Relaxed);
                }
            });
        }
    });
    json!({
        "seconds": begun.elapsed().as_secs_f64(), "requests": pages.len(), "bytes": bytes.into_inner(),
        "peak_mib": seat::peak_mib(),
    })
}

/// Experience by experience: its detail, its products, each product's detail, one after the other. Measured on a part and
/// scaled to all experiences.
pub(crate) fn naive() -> Value {
    let (base, head) = open_line();
    let mut wire = Wire::to(&base);
    let mut bytes = 0_u64;
    let mut ask = |path: &str| -> Value {
        let got = wire.ask("GET", path, &head, "");
        assert_eq!(got.status, 200, "{path}");
        bytes += got.body.len() as u64;
        serde_json::from_slice(&got.body).expect("JSON")
    };
    let list = ask(&format!("/v2/experiences?page=1&page_size={SIZE}"));
    let all = list["pagination"]["total"].as_u64().expect("a total");
    let experiences = list["experiences"].as_array().expect("experiences").clone();
    let begun = Instant::now();
    let (mut requests, mut done) = (0_u64, 0_u64);
    for experience in experiences.iter().step_by(NAIVE_STEP).take(NAIVE_SAMPLE) {
        let id = experience["id"].as_str().expect("an id");
        ask(&format!("/v2/experiences/{id}"));
        let products = ask(&format!("/v2/products?experience_id={id}&page=1&page_size={SIZE}"));
        requests += 2;
        for product in products["products"].as_array().expect("products") {
            ask(&format!("/v2/products/{}", product["id"].as_str().expect("an id")));
            requests += 1;
        }
        done += 1;
    }
    let micros = u64::try_from(begun.elapsed().as_micros()).expect("a short time");
    let scaled = |figure: u64| figure * all / done;
    let seconds = Duration::from_micros(scaled(micros)).as_secs_f64();
    json!({
        "seconds": seconds, "requests": scaled(requests), "bytes": scaled(bytes), "peak_mib": seat::peak_mib(),
    })
}
