//! Measures the desk on its full world, each part in a process of its own, so that its memory is its own.
//!
//! The figures depend on the machine; what can be compared is what stands beside them: the same pages over a bare
//! connection, measured in the same run.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a program that measures stops when something fails")]

#[path = "bench/line.rs"]
mod line;
#[path = "bench/reading.rs"]
mod reading;
#[path = "bench/seat.rs"]
mod seat;
#[path = "bench/table.rs"]
mod table;
#[path = "bench/tickets.rs"]
mod tickets;

use std::process::{Command, ExitCode};

use counterfoil_journeys::{Place, Stranger};
use serde_json::{Value, json};
use table::Row;

/// How a part learns where the supplier is.
const SUPPLIER: &str = "COUNTERFOIL_BENCH_SUPPLIER";
/// How a part learns where its files are.
const FOLDER: &str = "COUNTERFOIL_BENCH_FOLDER";

#[tokio::main]
async fn main() -> ExitCode {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let arguments: Vec<_> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        None => {
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
                "bootstrap" | "refresh" => line::run(part).await,
                "reading" => reading::measure().await,
                "tickets" => tickets::measure().await,
                other => json!({ "unknown": other }),
            };
            println!("{told}");
            ExitCode::SUCCESS
        }
    }
}

/// Starts a supplier by this very program.
fn supplier(world: &str) -> Stranger {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg("sandbox");
    Stranger::of(command, &["--world", world])
}

/// Runs a part in a process of its own and gives what it told.
fn part(name: &str, supplier: &Stranger, place: &Place) -> Value {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(name).env(SUPPLIER, supplier.first_line().to_string()).env(FOLDER, place.data());
    let output = command.stderr(std::process::Stdio::inherit()).output().expect("a part");
    assert!(output.status.success(), "{name} failed");
    serde_json::from_slice(&output.stdout).expect("what it measured")
}

fn whole() {
    let full = supplier("full");
    println!("The full world: {}\n", full.world());
    let mut rows = Vec::new();
    let mut stocked = Place::fresh();
    for latency in [0, 50] {
        full.settings(&json!({ "latency_ms": latency }));
        let place = Place::fresh();
        let bare = part("transport", &full, &place);
        rows.push(Row::of_line(&format!("the same pages, bare, {latency} ms away"), &bare, &bare));
        for run in ["bootstrap", "refresh"] {
            let told = part(run, &full, &place);
            rows.push(Row::of_line(&format!("{run}, {latency} ms away"), &told, &bare));
        }
        stocked = place;
    }
    table::print_line(&rows);
    table::print_figures("Reading", &part("reading", &full, &stocked));
    drop(full);
    table::print_figures("Tickets", &part("tickets", &supplier("small"), &Place::fresh()));
}
