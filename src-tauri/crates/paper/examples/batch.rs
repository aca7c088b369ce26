//! What a thousand tickets cost: processor time and bytes for each built-in layout.
//!
//! `cargo run --release -p counterfoil-paper --example batch [TICKETS]`

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_precision_loss)]

#[path = "../tests/paper/samples.rs"]
#[allow(dead_code, unreachable_pub)]
mod samples;

use std::time::Instant;

use counterfoil_paper::{Layout, Style, render};

fn main() {
    let count: u32 = std::env::args().nth(1).map_or(1000, |count| count.parse().unwrap());
    let tickets = samples::thousand(count);
    println!("{:28} {:>9} {:>9} {:>9} {:>9} {:>9}", "", "first ms", "wall ms", "cpu ms", "ms each", "bytes each");
    for layout in Layout::built_in() {
        let style = Style::new(layout.clone());
        let begun = Instant::now();
        let first = render(&tickets[..1], &style).unwrap();
        let alone = begun.elapsed().as_secs_f64() * 1000.0;
        assert!(first.warnings.is_empty(), "{}: {:?}", layout.name(), first.warnings);
        let (begun, before) = (Instant::now(), cpu_ms());
        let mut rounds = 0;
        let mut bytes = 0;
        while rounds < 3 || cpu_ms() - before < 1500.0 {
            bytes = render(&tickets, &style).unwrap().pdf.len();
            rounds += 1;
        }
        let wall = begun.elapsed().as_secs_f64() * 1000.0 / f64::from(rounds);
        let cpu = (cpu_ms() - before) / f64::from(rounds);
        let each = f64::from(count);
        println!(
            "{:28} {alone:9.2} {wall:9.0} {cpu:9.0} {:9.3} {:9.0}",
            layout.name(),
            cpu / each,
            bytes as f64 / each
        );
    }
}

/// Processor time of this process, all threads, in milliseconds (proc(5), 10 ms steps).
fn cpu_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() * 10.0
}
