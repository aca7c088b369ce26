//! A thousand tickets of a file as one PDF, whole processes, beside others that do the equal ticket; and one ticket from the
//! press to the print service.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use counterfoil_domain::distribution::{MediaKind, PrinterChoice, print::PrintAct};
use counterfoil_domain::order::Order;
use counterfoil_engine::{
    Desk,
    distribution::print::{PrintWish, ipp::IppSpooler, usual_choice},
};
use counterfoil_journeys::{Place, PrintQueue, program};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::seat::{percentile, spoken};

const TICKETS: u32 = 1_000;
/// Runs of a program, after one that is not counted.
const RUNS: u32 = 5;
/// The clock of a process's times ticks this often in a second; Linux has told no other number for decades.
const TICKS: f64 = 100.0;
const PRESSES: usize = 60;

/// The file, with names of many scripts and a code of its own on each ticket.
fn tickets() -> Value {
    let names = ["Zoë Παπαδοπούλου-Иванова", "Camille Dupont", "Jörg Müller", "Ana Núñez", "Søren Ørsted"];
    let ticket = |(nth, name): (u32, &&str)| {
        json!({
            "title": "Al Qamar Tower: Observation Deck", "venue": "Al Qamar Tower",
            "address": "1 Harbour Walk, Dubai", "starts_at": "2026-12-24T17:30:00", "visitor_type": "Adult (13+)",
            "holder": name, "order_code": format!("K{:05}", nth / 4), "price": "AED 169.00",
            "conditions": "This ticket admits one person on the day and at the time printed on it. Arrive 15 minutes early; \
                entry after the slot is at the discretion of the venue. Children under 4 enter free and need no ticket. \
                Bags larger than 35 by 45 cm are not permitted. No refund after the day before the visit, 17:30.",
            "barcode": format!("TQ-{:010}-{nth:04}", u64::from(nth) * 7_919_317 % 9_999_999_967), "barcode_format": "QRCODE",
        })
    };
    (0..TICKETS).zip(names.iter().cycle()).map(ticket).collect()
}

/// Processor time of the children that this process waited for, in seconds.
fn of_children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    // After the name, which may hold anything: fields 16 and 17.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|text| text.parse::<f64>().ok()).expect("a number");
    (ticks(13) + ticks(14)) / TICKS
}

/// Processor time and time on the clock, in milliseconds a ticket, and bytes a ticket.
fn run(mut command: Command, out: &Path) -> (f64, f64, u64) {
    let mut once = || assert!(command.stdout(Stdio::null()).status().expect("a renderer").success(), "{command:?}");
    once();
    let (cpu, clock) = (of_children(), Instant::now());
    (0..RUNS).for_each(|_| once());
    let each = |seconds: f64| seconds * 1000.0 / f64::from(RUNS) / f64::from(TICKETS);
    let bytes = std::fs::metadata(out).expect("a PDF").len() / u64::from(TICKETS);
    (each(of_children() - cpu), each(clock.elapsed().as_secs_f64()), bytes)
}

/// Ours and the others, one after the other on the same file.
pub(crate) fn batch() -> Value {
    let place = Place::fresh();
    let file = place.file("tickets.json", tickets().to_string());
    let mut rows: Vec<(String, (f64, f64, u64))> = Vec::new();
    let mut row = |name: &str, program: &Path, arguments: &[&Path], out: &str| {
        let mut command = Command::new(program);
        command.args(arguments).arg(&file);
        if arguments.len() == 2 {
            command.arg(place.path(out))
        } else {
            command.arg("--out").arg(place.path(out))
        };
        rows.push((name.to_owned(), run(command, &place.path(out))));
    };
    let words = ["ticket", "pdf", "--batch"].map(Path::new);
    row("counterfoil-cli ticket pdf --batch", &program("counterfoil-cli"), &words, "ours.pdf");
    let python = std::env::var_os("COUNTERFOIL_RIVALS").expect(
        "run `make bench`, or `scripts/setup.sh rivals` and set \
        COUNTERFOIL_RIVALS to the Python it makes",
    );
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("rivals");
    for name in ["reportlab", "typst"] {
        let script = scripts.join(format!("{name}_tickets.py"));
        row(name, python.as_ref(), &[Path::new("-B"), &script], &format!("{name}.pdf"));
    }
    let ours = rows[0].1.0;
    let told = rows.into_iter().map(|(name, (cpu, clock, bytes))| {
        let said = format!("{cpu:.2} ms of processor, {clock:.2} ms, {bytes} bytes, {:.1} times ours", cpu / ours);
        (name, Value::from(said))
    });
    Value::Object(told.collect::<Map<_, _>>())
}

/// From the press for one ticket to a job that the print service has, with the supplier asked before.
pub(crate) async fn press(desk: &Desk, order: &Order) -> Value {
    let queue = PrintQueue::start();
    queue.add_pdf_printer("Bench");
    let address = format!("http://{}", queue.address());
    desk.set_spooler(Box::new(IppSpooler::at(Some(&address))));
    desk.learn_of_sales().await.expect("tickets");
    let choice = PrinterChoice { printer: "Bench".into(), ..usual_choice(MediaKind::A4) };
    desk.choose_printer(choice).await.expect("a printer");
    let groups = desk.ticket_groups(&order.code).await.expect("tickets");
    let one = groups.iter().flat_map(|group| &group.distributions).map(|one| one.id).take(1).collect::<Vec<_>>();
    let mut times: Vec<Duration> = Vec::new();
    for press in 0..PRESSES {
        let act = if press == 0 { PrintAct::Print } else { PrintAct::Copy };
        let wish = PrintWish {
            order: order.code.clone(),
            tickets: one.clone(),
            act,
            reason: String::new(),
            media: None,
            printer: None,
            cover: false,
            key: Uuid::now_v7().to_string(),
        };
        let begun = Instant::now();
        let printed = desk.print_tickets(wish).await.expect("a press");
        times.push(begun.elapsed());
        assert!(printed.jobs.iter().all(|job| job.spooler_job.is_some()), "{:?}", printed.jobs);
        // A copy is for what is on paper.
        while !desk.print_room(0).await.expect("the journal").jobs.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
            desk.tend_prints_once().await.expect("the printer");
        }
    }
    let (half, most) = (percentile(&mut times, 50), percentile(&mut times, 95));
    json!(format!("{}, {}", spoken(half), spoken(most)))
}
