//! Measures the desk on its full world, each part in a process of its own, so that its memory is its own.
//!
//! The figures depend on the machine; what can be compared is what stands beside them: the same pages over a bare
//! connection, measured in the same run.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a program that measures stops when something fails")]

#[path = "bench/line.rs"]
mod line;
#[path = "bench/paper.rs"]
mod paper;
#[path = "bench/reading.rs"]
mod reading;
#[cfg(feature = "rivals")]
#[path = "bench/rivals.rs"]
mod rivals;
#[path = "bench/seat.rs"]
mod seat;
#[path = "bench/table.rs"]
mod table;
#[path = "bench/tickets.rs"]
mod tickets;
#[path = "bench/window.rs"]
mod window;

use std::process::{Command, ExitCode};

use counterfoil_journeys::{Place, Stranger};
use serde_json::{Value, json};
use table::Row;

/// How a part learns where the supplier is.
const SUPPLIER: &str = "COUNTERFOIL_BENCH_SUPPLIER";
/// How a part learns where its files are.
const FOLDER: &str = "COUNTERFOIL_BENCH_FOLDER";
/// How a part learns how many requests go at once.
const AT_ONCE: &str = "COUNTERFOIL_BENCH_AT_ONCE";
/// How a part learns how many requests go in a second.
const PER_SECOND: &str = "COUNTERFOIL_BENCH_PER_SECOND";

#[tokio::main]
async fn main() -> ExitCode {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let arguments: Vec<_> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        None | Some("only") => {
            tokio::task::spawn_blocking(whole).await.expect("a whole run");
            ExitCode::SUCCESS
        }
        Some("sandbox") => {
            let line = arguments.iter().map(Into::into);
            counterfoil_cli::run(line, &mut std::io::stdout(), &mut std::io::stderr()).await
        }
        Some(part) => {
            let told = match part {
                "transport" => tokio::task::spawn_blocking(line::transport).await.expect("bare pages"),
                "naive" => tokio::task::spawn_blocking(line::naive).await.expect("the naive way"),
                "bootstrap" | "refresh" => line::run(part).await,
                "reading" => reading::measure().await,
                #[cfg(feature = "rivals")]
                "rivals" => {
                    let snapshot = seat::open().await.snapshot();
                    rivals::measure(&rivals::documents(&snapshot), &reading::QUERIES)
                }
                "tickets" => tickets::measure().await,
                other => json!({ "unknown": other }),
            };
            println!("{told}");
            ExitCode::SUCCESS
        }
    }
}

/// Starts a supplier by this very program.
fn supplier(world: &[&str]) -> Stranger {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg("sandbox");
    Stranger::of(command, world)
}

/// Runs a part in a process of its own and gives what it told.
fn part(name: &str, supplier: &Stranger, place: &Place, settings: &[(&str, u32)]) -> Value {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(name).env(SUPPLIER, supplier.first_line().to_string()).env(FOLDER, place.data());
    command.envs(settings.iter().map(|(name, number)| (*name, number.to_string())));
    let output = command.stderr(std::process::Stdio::inherit()).output().expect("a part");
    assert!(output.status.success(), "{name} failed");
    serde_json::from_slice(&output.stdout).expect("what it measured")
}

/// Which parts are wanted: all, or those named on the command line after `only`.
fn wanted(name: &str) -> bool {
    let arguments: Vec<_> = std::env::args().collect();
    arguments.get(1).is_none_or(|first| first != "only") || arguments[2..].iter().any(|wanted| wanted == name)
}

fn whole() {
    if wanted("line") {
        over_the_line();
    }
    if wanted("large") {
        ten_times();
    }
    if wanted("reading") {
        reading();
    }
    if wanted("window") {
        table::print_figures("The window", &window::measure());
    }
    if wanted("tickets") {
        let place = Place::fresh();
        table::print_figures("Tickets", &part("tickets", &supplier(&["--world", "small"]), &place, &[]));
        table::print_figures("A thousand tickets of a file, each", &paper::batch());
    }
}

/// The full world near and far, with the naive way and bare connections beside the desk.
fn over_the_line() {
    let full = supplier(&["--world", "full"]);
    println!("The full world: {}\n", full.world());
    let (mut rows, mut against) = (Vec::new(), Vec::new());
    for latency in [0, 50] {
        full.settings(&json!({ "latency_ms": latency }));
        let far = format!("{latency} ms away");
        let naive = part("naive", &full, &Place::fresh(), &[]);
        rows.push(Row::of_line(&format!("naive, {far} (measured on a part, scaled)"), &naive, &naive));
        for at_once in [8, 32] {
            let settings = [(AT_ONCE, at_once)];
            let run = |name: &str, place: &Place| part(name, &full, place, &settings);
            let place = Place::fresh();
            let bare = run("transport", &place);
            let named = |what: &str| format!("{what}, {far}, {at_once} at once");
            let row = |what: &str, told: &Value| Row::of_line(&named(what), told, &bare);
            rows.push(row("the same pages, bare", &bare));
            let filled = run("bootstrap", &place);
            rows.push(row("bootstrap", &filled));
            against.push(table::against(&named("bootstrap"), &filled, &naive));
            rows.push(row("refresh, nothing changed", &run("refresh", &place)));
            full.mutate(1.0);
            let changed = run("refresh", &place);
            rows.push(row("refresh, 1 % changed", &changed));
            against.push(table::against(&named("refresh, 1 % changed"), &changed, &naive));
            full.settings(&json!({ "etags": false }));
            full.mutate(1.0);
            rows.push(row("refresh, 1 % changed, no ETags", &run("refresh", &place)));
            full.settings(&json!({ "etags": true }));
        }
    }
    table::print_line(&rows);
    println!();
    for line in &against {
        println!("{line}");
    }
    full.settings(&json!({ "latency_ms": 50, "rate_limit": 20 }));
    for pace in [20, 100] {
        let told = part("bootstrap", &full, &Place::fresh(), &[(PER_SECOND, pace)]);
        let refused = told["rate_limited"].as_f64().unwrap_or_default();
        println!(
            "under a limit of 20 requests a second, the desk set to {pace}: {:.1} s, {} requests, {:.2} % of the answers 429",
            told["seconds"].as_f64().unwrap_or_default(),
            told["requests"],
            100.0 * refused / told["requests"].as_f64().unwrap_or(1.0)
        );
    }
}

/// Ten times the world.
fn ten_times() {
    let large = supplier(&["--scale", "10"]);
    println!("\nTen times the world: {}", large.world());
    let place = Place::fresh();
    let bare = part("transport", &large, &place, &[]);
    let mut rows = vec![Row::of_line("the same pages, bare", &bare, &bare)];
    for run in ["bootstrap", "refresh"] {
        rows.push(Row::of_line(run, &part(run, &large, &place, &[]), &bare));
    }
    large.mutate(1.0);
    rows.push(Row::of_line("refresh, 1 % changed", &part("refresh", &large, &place, &[]), &bare));
    table::print_line(&rows);
    table::print_figures("Reading, 250,000 products", &part("reading", &large, &place, &[]));
}

/// What an agent waits for, with 100,000 products.
fn reading() {
    let four = supplier(&["--scale", "4"]);
    let place = Place::fresh();
    part("bootstrap", &four, &place, &[]);
    table::print_figures("Reading, 100,000 products", &part("reading", &four, &place, &[]));
    #[cfg(feature = "rivals")]
    table::print_figures("The same questions to others", &part("rivals", &four, &place, &[]));
}
