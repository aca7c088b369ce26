//! Tickets through a real print service: CUPS with its PDF printer, which makes a file of every job that reaches it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use counterfoil_journeys::{Booth, PostOffice, PrintQueue, Slot, decoded_by_page, program, until};
use serde_json::Value;

const PRINTER: &str = "Window-1";
const ORDERS: usize = 50;

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// The printer's tray is one for the whole computer.
static TRAY: Mutex<()> = Mutex::new(());

/// A desk with a print service.
struct Counter {
    booth: Booth,
    queue: PrintQueue,
    /// What lay in the tray before.
    before: BTreeSet<PathBuf>,
    _alone: MutexGuard<'static, ()>,
}

impl Counter {
    fn open() -> Self {
        let alone = TRAY.lock().unwrap_or_else(PoisonError::into_inner);
        let (booth, queue) = (Booth::stocked(), PrintQueue::start());
        queue.add_pdf_printer(PRINTER);
        let counter = Self { booth, queue, before: PrintQueue::tray().into_iter().collect(), _alone: alone };
        let chosen = counter.ok(&["printer", "choose", "a4", "--printer", PRINTER, "--layout", "A4"]);
        assert_eq!(chosen["items"][0]["printer"], PRINTER);
        counter
    }

    fn ok(&self, arguments: &[&str]) -> Value {
        self.booth.line(arguments).env("CUPS_SERVER", self.queue.address()).run().ok()
    }

    /// Runs it, whatever it answers.
    fn ask(&self, arguments: &[&str]) -> Value {
        self.booth.line(arguments).env("CUPS_SERVER", self.queue.address()).run().document()
    }

    /// Sells to this many clients on one day, each with a name of its own.
    fn sell(&self, slots: &[Slot]) -> Vec<Value> {
        let seat = slots.iter().cycle().enumerate().take(ORDERS);
        let sold = seat.map(|(number, slot)| {
            let name = format!("Guest{:02}", (number * 37) % ORDERS);
            self.booth.sell(&slot.wish(&[("Adult", 1)]).with("/customer/last_name", name))
        });
        sold.collect()
    }

    /// What came out since, in the order of its making.
    fn came_out(&self) -> Vec<PathBuf> {
        let mut files: Vec<_> = PrintQueue::tray().into_iter().filter(|file| !self.before.contains(file)).collect();
        files.sort_by_key(|file| job_number(file));
        files
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        for file in self.came_out() {
            let _ = std::fs::remove_file(file);
        }
    }
}

/// The number that the print service gave a job, at the end of the file's name.
fn job_number(file: &Path) -> u32 {
    let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
    let digits: String = stem.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().unwrap_or_else(|_| panic!("no number in {}", file.display()))
}

/// The order that a file is of, by the job's name.
fn order_of(file: &Path, sold: &[Value]) -> Value {
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let found = sold.iter().find(|order| name.starts_with(text(&order["code"])));
    found.unwrap_or_else(|| panic!("{name} is of no order")).clone()
}

/// All files as one.
fn united(files: &[PathBuf], out: &Path) {
    let done = Command::new("pdfunite").args(files).arg(out).status().expect("pdfunite, of poppler-utils");
    assert!(done.success());
}

fn jobs(list: &Value) -> Vec<Value> {
    list["items"].as_array().cloned().expect("items")
}

#[test]
fn a_batch_of_fifty_arrives_once_each_though_the_printer_pauses_in_the_middle() {
    let counter = Counter::open();
    let slots = counter.booth.slots(1_100_001);
    let day = slots[0].day.clone();
    let of_day: Vec<_> = slots.into_iter().filter(|slot| slot.day == day).collect();
    let sold = counter.sell(&of_day);

    // It is paused while the batch runs: what is not handed over stays here.
    let address = counter.queue.address();
    let batch = ["print", "batch", "--day", &day, "--wait", "300"];
    let running = counter.booth.line_of(&program("counterfoil-cli"), &batch).env("CUPS_SERVER", address).start();
    until("ten tickets in the tray", || (counter.came_out().len() >= 10).then_some(()));
    counter.queue.tell("cupsdisable", &[PRINTER]);
    let answer = running.answer();
    assert_eq!(answer.code, Some(1), "{answer:?}");
    let stopped = answer.document();
    let why = text(&stopped["stopped"]);
    assert!(why.contains("paused") || why.contains("stopped"), "{why}");
    let printed = counter.came_out().len();
    assert!((10..ORDERS).contains(&printed), "{printed} of {ORDERS}");
    let id = text(&jobs(&stopped)[0]["batch"]).to_owned();

    counter.queue.tell("cupsenable", &[PRINTER]);
    until("the end of the batch", || {
        counter.ask(&["print", "resume", &id]);
        jobs(&counter.ok(&["print", "list", "--open"])).is_empty().then_some(())
    });
    let settled = counter.ok(&["print", "list"]);
    let mut settled = jobs(&settled);
    settled.sort_by_key(|job| job["place"].as_u64());
    assert!(settled.iter().all(|job| job["state"] == "confirmed"), "{settled:#?}");
    assert_eq!(settled.len(), ORDERS);

    // Each order came out by itself, once, in the order of time and name.
    let files = counter.came_out();
    assert_eq!(files.len(), ORDERS);
    let came: Vec<_> = files.iter().map(|file| order_of(file, &sold)).collect();
    let wanted: Vec<_> = settled.iter().map(|job| job["order_id"].clone()).collect();
    assert_eq!(came.iter().map(|order| order["id"].clone()).collect::<Vec<_>>(), wanted);
    let key = |order: &Value| (text(&order["timeslot"]).to_owned(), text(&order["customer"]["last_name"]).to_owned());
    assert!(came.is_sorted_by_key(&key), "{:?}", came.iter().map(key).collect::<Vec<_>>());

    // And an independent reader finds on each sheet the code that the supplier gave that order.
    let all = counter.booth.place.path("all.pdf");
    united(&files, &all);
    let issued: Vec<_> = came.iter().map(|order| text(&order["tickets"][0]["barcode"]).to_owned()).collect();
    assert_eq!(decoded_by_page(&all, 203), issued);

    // Whoever presses again gets nothing twice.
    let again = counter.ok(&["print", "batch", "--day", &day]);
    assert_eq!((jobs(&again).len(), counter.came_out().len()), (0, ORDERS));
}

#[test]
fn a_copy_says_so_and_a_printer_that_is_gone_is_named() {
    let counter = Counter::open();
    let order = counter.booth.sell(&counter.booth.slot(1_100_001).wish(&[("Adult", 1)]));
    let code = text(&order["code"]);
    let listed = counter.ok(&["printer", "list"]);
    assert_eq!((&listed["items"][0]["name"], &listed["items"][0]["trouble"]), (&PRINTER.into(), &Value::Null));
    let early = counter.ask(&["ticket", "copy", code]);
    assert!(text(&early["problem"]["message"]).contains("Print them first"), "{early:#}");
    counter.ok(&["ticket", "print", code]);
    counter.ok(&["ticket", "copy", code]);
    let files = until("the copy", || Some(counter.came_out()).filter(|files| files.len() == 2));
    // What is written on it cannot be read any more after the printer's own way; that more is written on it can.
    let ink = |file: &Path| {
        let page = Command::new("pdftoppm")
            .args(["-gray", "-r", "50"])
            .arg(file)
            .output()
            .expect("pdftoppm, of poppler-utils");
        page.stdout.iter().filter(|light| **light < 250).count()
    };
    let [first, copy] = [&files[0], &files[1]].map(|file| ink(file));
    assert!(copy > first + first / 20, "{first} dots of ink, and {copy} on the copy");
    let copies: Vec<_> =
        jobs(&counter.ok(&["print", "list"])).iter().map(|job| job["tickets"][0]["copy"].clone()).collect();
    assert_eq!(copies, [Value::from(2), 1.into()], "newest first");

    counter.queue.tell("lpadmin", &["-x", PRINTER]);
    let answer = counter.ask(&["ticket", "copy", code]);
    let why = answer["stopped"].as_str().or_else(|| answer["problem"]["message"].as_str()).unwrap_or_default();
    assert!(why.contains(PRINTER), "{answer:#}");
    assert_eq!(counter.came_out().len(), 2);
}

/// The statuses of all tickets of an order, by line.
fn statuses(counter: &Counter, code: &str) -> Vec<(u64, String)> {
    let groups = jobs(&counter.ok(&["ticket", "list", code]));
    let of = |group: &Value| {
        let line = group["order_line"].as_u64().expect("a line");
        let tickets = group["distributions"].as_array().cloned().expect("tickets");
        tickets.into_iter().map(move |ticket| (line, text(&ticket["status"]).to_owned()))
    };
    let mut all: Vec<_> = groups.iter().flat_map(of).collect();
    all.sort();
    all
}

#[test]
fn from_the_sale_to_the_clients_hand_and_back() {
    let (counter, mut office) = (Counter::open(), PostOffice::plain());
    let port = office.port().to_string();
    counter.ok(&[
        "mail",
        "settings",
        "--host",
        "127.0.0.1",
        "--port",
        &port,
        "--security",
        "plain",
        "--from",
        "desk@agency.example",
    ]);
    let lines = counter.booth.place.path("events.jsonl");
    counter.ok(&["events", "file", lines.to_str().expect("a path")]);

    // Sold: groups and tickets are there by themselves, and are not made twice.
    let order = counter.booth.sell(&counter.booth.slot(1_100_001).family());
    let code = text(&order["code"]);
    let all = |status: &str| [1, 1, 2].map(|line| (line, status.to_owned())).to_vec();
    assert_eq!(statuses(&counter, code), all("CREATED"));
    assert_eq!(counter.booth.refused(&["ticket", "generate", code]), "ORDER_STATE");

    // Made once, the same bytes ever after; making it gives nobody a ticket.
    let pdf = |name: &str| {
        let path = counter.booth.place.path(name);
        counter.ok(&["ticket", "pdf", code, "--out", path.to_str().expect("a path")]);
        std::fs::read(path).expect("a PDF")
    };
    assert!(pdf("first.pdf") == pdf("second.pdf"), "made twice");
    assert_eq!(statuses(&counter, code), all("CREATED"));

    // Printed and mailed.
    counter.ok(&["ticket", "print", code]);
    counter.ok(&["ticket", "send", code, "--to", "zoe@example.org"]);
    assert_eq!(statuses(&counter, code), all("DISTRIBUTED"));
    assert_eq!((counter.came_out().len(), office.mail()["files"].as_array().map(Vec::len)), (3, Some(1)));

    // Cancelled: the status says so, and nothing more comes out as a ticket.
    counter.ok(&["order", "cancel", code, "--reason", "OTHER"]);
    assert_eq!(statuses(&counter, code), all("CANCELLED"));
    let barcode = text(&order["tickets"][0]["barcode"]);
    let scanned = jobs(&counter.ok(&["ticket", "scan", barcode]));
    assert_eq!((scanned.len(), &scanned[0]["status"], &scanned[0]["valid"]), (1, &"CANCELLED".into(), &false.into()));
    let out = counter.booth.place.path("late.pdf");
    for late in [
        vec!["ticket", "pdf", code, "--out", out.to_str().expect("a path")],
        vec!["ticket", "print", code],
        vec!["ticket", "copy", code],
        vec!["ticket", "send", code, "--to", "zoe@example.org"],
    ] {
        let problem = counter.ask(&late);
        let why = text(&problem["problem"]["message"]);
        assert!(why.to_lowercase().contains("cancelled"), "{late:?}: {why}");
    }
    assert_eq!((counter.came_out().len(), office.mails().len(), out.exists()), (3, 0, false));

    // All of it was told, in this order.
    let added = ["TicketDistributionGroupCreated", "TicketDistributionAdded"];
    let mut wanted = vec![added[0], added[1], added[1], added[0], added[1]];
    wanted.push("AllTicketDistributionGroupsForOrderVersionGenerated");
    wanted.extend(["TicketDistributionDistributed"; 3]);
    wanted.push("AllTicketDistributionGroupsForOrderVersionDistributed");
    wanted.extend(["TicketDistributionCancelled"; 3]);
    let told = jobs(&counter.ok(&["events", "tail"]));
    assert_eq!(told.iter().map(|event| text(&event["type"])).collect::<Vec<_>>(), wanted);
    let written = std::fs::read_to_string(lines).expect("the file of events");
    let ids = |events: &[Value]| events.iter().map(|event| text(&event["eventId"]).to_owned()).collect::<Vec<_>>();
    let written: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(ids(&written), ids(&told));
}
