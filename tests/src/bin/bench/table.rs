//! What was measured, as tables to read.

use serde_json::Value;

/// One measurement over the line, with the bare one beside it.
pub(crate) struct Row {
    what: String,
    seconds: f64,
    ratio: f64,
    requests: u64,
    mib: f64,
    peak_mib: f64,
    above_mib: Option<f64>,
    written: Option<u64>,
}

impl Row {
    pub(crate) fn of_line(what: &str, told: &Value, bare: &Value) -> Self {
        let number = |value: &Value, name: &str| value[name].as_f64().unwrap_or_default();
        Self {
            what: what.to_owned(),
            seconds: number(told, "seconds"),
            ratio: number(told, "seconds") / number(bare, "seconds"),
            requests: told["requests"].as_u64().unwrap_or_default(),
            mib: number(told, "bytes") / f64::from(1 << 20),
            peak_mib: number(told, "peak_mib"),
            above_mib: told["above_mib"].as_f64(),
            written: told["written"].as_u64(),
        }
    }
}

pub(crate) fn print_line(rows: &[Row]) {
    println!(
        "{:<52} {:>9} {:>7} {:>9} {:>8} {:>9} {:>9} {:>9}",
        "Over the line (ratio: to the bare pages above)",
        "seconds",
        "ratio",
        "requests",
        "MiB",
        "peak MiB",
        "added MiB",
        "written"
    );
    for row in rows {
        let written = row.written.map(|written| written.to_string()).unwrap_or_default();
        let above = row.above_mib.map(|mib| format!("{mib:.0}")).unwrap_or_default();
        println!(
            "{:<52} {:>9.2} {:>7.2} {:>9} {:>8.1} {:>9.0} {:>9} {:>9}",
            row.what, row.seconds, row.ratio, row.requests, row.mib, row.peak_mib, above, written
        );
    }
}

/// How a run compares with the naive way.
pub(crate) fn against(what: &str, told: &Value, naive: &Value) -> String {
    let of = |name: &str| naive[name].as_f64().unwrap_or_default() / told[name].as_f64().unwrap_or(1.0);
    format!("{what}: {:.0} times faster than naive, {:.0} times fewer requests", of("seconds"), of("requests"))
}

pub(crate) fn print_figures(title: &str, figures: &Value) {
    println!("\n{title}");
    for (what, figure) in figures.as_object().into_iter().flatten() {
        println!("{what:<46} {}", figure.as_str().unwrap_or_default());
    }
}
