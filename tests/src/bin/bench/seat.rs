//! A desk inside a part, and what a part says about itself.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use counterfoil_domain::SupplierKey;
use counterfoil_engine::{
    Desk, DeskConfig,
    clock::SystemClock,
    secrets::{MemoryVault, SecretBytes},
    setup::{Line, SupplierInput},
};
use serde_json::Value;

/// The first line of the supplier's server.
pub(crate) fn supplier() -> Value {
    let line = std::env::var(crate::SUPPLIER).expect("the supplier's first line");
    serde_json::from_str(&line).expect("JSON")
}

/// Opens the desk of this part.
pub(crate) async fn open() -> Desk {
    let folder = PathBuf::from(std::env::var_os(crate::FOLDER).expect("a folder"));
    let vault = Arc::new(MemoryVault::new());
    Desk::open(DeskConfig::at(folder), vault, Line::real(), Arc::new(SystemClock)).await.expect("a desk")
}

/// The same, set up at a pace that does not hold it back.
pub(crate) async fn open_set_up() -> Desk {
    let (desk, line) = (open().await, supplier());
    let key = |name: &str| Some(SecretBytes::new(line[name].as_str().unwrap_or_default().as_bytes().to_vec()));
    let input = SupplierInput {
        supplier: SupplierKey::Tiqets,
        base_url: line["base_url"].as_str().unwrap_or_default().to_owned(),
        currency: None,
        language: None,
        per_second: Some(per_second()),
        at_once: Some(at_once()),
        hosts: None,
        api_key: key("api_key"),
        private_key: key("private_key_pem"),
    };
    desk.set_supplier(input).await.expect("a supplier");
    desk
}

fn number(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Requests at once, for the desk and for bare connections.
pub(crate) fn at_once() -> u32 {
    number(crate::AT_ONCE, 8)
}

/// Requests a second; usually a pace that does not hold the desk back.
fn per_second() -> u32 {
    number(crate::PER_SECOND, 10_000)
}

fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib: f64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default();
    kib / 1024.0
}

/// The most memory this process had since it began, or since [`forget_peak`], in MiB.
pub(crate) fn peak_mib() -> f64 {
    memory("VmHWM:")
}

/// The memory this process has now, in MiB.
pub(crate) fn resident_mib() -> f64 {
    memory("VmRSS:")
}

/// From here on the peak is counted anew (proc_pid_clear_refs, value 5).
pub(crate) fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").expect("our own process");
}

/// How long something takes.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    std::hint::black_box(work());
    begun.elapsed()
}

/// The time that so much of a hundred parts do not exceed.
pub(crate) fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default()
}

/// A time as it is read best.
pub(crate) fn spoken(time: Duration) -> String {
    match time.as_secs_f64() {
        long if long >= 1.0 => format!("{long:.2} s"),
        short if short >= 0.001 => format!("{:.2} ms", short * 1e3),
        tiny => format!("{:.1} µs", tiny * 1e6),
    }
}
