//! The print journal against a printer that drops, forgets, jams, runs out of paper or says nothing, and a desk that dies
//! at any moment. A person looks at the paper when asked, and tells the truth.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use counterfoil_domain::{
    Code, DistributionId, OrderId, PrintJobId,
    distribution::{
        Status,
        print::{PrintAct, PrintState},
    },
    order::{JournalEntry, Order, State},
};
use counterfoil_engine::distribution::print::{
    PrintWish, PrinterChoice,
    spooler::{Answer, JobState, Printer, PrinterState, Sheets, SpooledJob, Spooler, SpoolerError},
};
use counterfoil_sandbox::{Options, ids};
use counterfoil_store::{LedgerFile, PollChange, Settlement};
use uuid::Uuid;

use super::place::Place;

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, of: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % of
    }
}

/// A job in the queue of the fake.
struct Fake {
    name: String,
    state: JobState,
    was_begun: bool,
    known: bool,
}

/// The fake's inside: what it has, and what really lies in the tray.
struct Inside {
    dice: Dice,
    jobs: Vec<Fake>,
    /// Names of the jobs on paper, in order.
    tray: Vec<String>,
    trouble: Option<&'static str>,
    silent: u32,
    /// Nobody comes to clear what is wrong.
    stuck: bool,
    /// Does everything right.
    good: bool,
}

#[derive(Clone)]
struct BadPrinter(Arc<Mutex<Inside>>);

impl BadPrinter {
    fn new(seed: u64) -> Self {
        let inside = Inside {
            dice: Dice(seed),
            jobs: Vec::new(),
            tray: Vec::new(),
            trouble: None,
            silent: 0,
            stuck: false,
            good: false,
        };
        Self(Arc::new(Mutex::new(inside)))
    }

    fn good() -> Self {
        let printer = Self::new(1);
        printer.0.lock().unwrap().good = true;
        printer
    }

    fn sheets(&self, name: &str) -> usize {
        self.0.lock().unwrap().tray.iter().filter(|printed| printed.contains(name)).count()
    }
}

impl Inside {
    fn unclear(&mut self) -> Result<(), SpoolerError> {
        if self.silent > 0 {
            self.silent -= 1;
            return Err(SpoolerError::Unclear { reason: "nothing was said".into() });
        }
        Ok(())
    }

    /// The printer works a little, or something happens to it.
    fn live(&mut self) {
        if self.trouble.is_some() {
            // Somebody comes and clears it.
            if !self.stuck && (self.good || self.dice.roll(3) == 0) {
                self.trouble = None;
            }
            return;
        }
        let Some(at) = self.jobs.iter().position(|job| matches!(job.state, JobState::Waiting | JobState::Printing))
        else {
            return;
        };
        let happens = if self.good { 9 } else { self.dice.roll(14) };
        let job = &mut self.jobs[at];
        match happens {
            // Out of paper, before or while it prints.
            0 => self.trouble = Some("media-empty-error"),
            1 => {
                job.state = JobState::Printing;
                job.was_begun = true;
                self.trouble = Some("media-jam-error");
            }
            // Given up half-way, with the sheet out or not.
            2 => {
                job.state = JobState::GivenUp;
                job.was_begun = true;
                if self.dice.roll(2) == 0 {
                    self.tray.push(self.jobs[at].name.clone());
                }
            }
            // Taken back by somebody before it was printed.
            3 => job.state = JobState::GivenUp,
            // Printed or not, and forgotten.
            4 => {
                job.known = false;
                job.state = JobState::Completed;
                if self.dice.roll(2) == 0 {
                    self.tray.push(self.jobs[at].name.clone());
                }
            }
            5 => self.silent = 1 + u32::try_from(self.dice.roll(3)).unwrap(),
            6 | 7 => {
                job.state = JobState::Printing;
                job.was_begun = true;
            }
            _ => {
                job.state = JobState::Completed;
                job.was_begun = true;
                self.tray.push(self.jobs[at].name.clone());
            }
        }
    }

    fn told(&self, at: usize) -> Option<SpooledJob> {
        let job = self.jobs.get(at).filter(|job| job.known)?;
        Some(SpooledJob {
            number: i32::try_from(at).unwrap(),
            state: job.state,
            reasons: Vec::new(),
            was_begun: job.was_begun,
        })
    }
}

impl Spooler for BadPrinter {
    fn printers(&self) -> Answer<'_, Vec<Printer>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let mut inside = self.0.lock().unwrap();
            inside.live();
            inside.unclear()?;
            Ok(vec![Printer {
                name: "Tray".into(),
                description: "Tray".into(),
                state: PrinterState::Idle,
                reasons: inside.trouble.iter().map(|word| (*word).to_owned()).collect(),
                accepting: true,
                is_default: true,
            }])
        })
    }

    fn submit(&self, sheets: Sheets) -> Answer<'_, i32> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let answer = {
                let mut inside = self.0.lock().unwrap();
                let happens = if inside.good { 9 } else { inside.dice.roll(12) };
                match happens {
                    0 => Err(SpoolerError::Unreachable { at: "nowhere".into() }),
                    1 => Err(SpoolerError::Refused { reason: "full".into() }),
                    // Lost on the way there.
                    2 => Err(SpoolerError::Unclear { reason: "cut".into() }),
                    other => {
                        let state = JobState::Waiting;
                        inside.jobs.push(Fake { name: sheets.name, state, was_begun: false, known: true });
                        let number = i32::try_from(inside.jobs.len() - 1).unwrap();
                        match other {
                            // Lost on the way back.
                            3 | 4 => Err(SpoolerError::Unclear { reason: "cut".into() }),
                            _ => Ok(number),
                        }
                    }
                }
            };
            tokio::task::yield_now().await;
            answer
        })
    }

    fn job<'a>(&'a self, _printer: &'a str, number: i32) -> Answer<'a, Option<SpooledJob>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let mut inside = self.0.lock().unwrap();
            inside.live();
            inside.unclear()?;
            Ok(inside.told(usize::try_from(number).unwrap()))
        })
    }

    fn find<'a>(&'a self, _printer: &'a str, name: &'a str) -> Answer<'a, Option<SpooledJob>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let mut inside = self.0.lock().unwrap();
            inside.unclear()?;
            let at = inside.jobs.iter().position(|job| job.name == name);
            Ok(at.and_then(|at| inside.told(at)))
        })
    }
}

/// A desk that prints on a good printer.
async fn printing() -> (Place, BadPrinter) {
    let place = Place::new(Options::default()).await;
    let printer = BadPrinter::good();
    place.desk.set_spooler(Box::new(printer.clone()));
    let choice = PrinterChoice {
        media: "a4".into(),
        printer: "Tray".into(),
        layout: "A4".into(),
        language: "pdf".into(),
        dpi: 300,
    };
    place.desk.choose_printer(choice).await.unwrap();
    (place, printer)
}

async fn sold(place: &Place) -> Order {
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    place.pass(Duration::from_mins(1));
    let ready = place.desk.wait_for_tickets(&held.code, Duration::from_secs(5)).await.unwrap();
    place.desk.learn_of_sales().await.unwrap();
    ready
}

fn wish(order: &Order, act: PrintAct, key: &str) -> PrintWish {
    PrintWish {
        order: order.id.to_string(),
        tickets: Vec::new(),
        act,
        reason: String::new(),
        media: None,
        printer: None,
        key: key.to_owned(),
    }
}

async fn until_settled(place: &Place) {
    for _ in 0..40 {
        place.desk.tend_prints_once().await.unwrap();
    }
    assert!(place.desk.print_room(0).await.unwrap().jobs.is_empty());
}

async fn ids(place: &Place, order: &Order) -> Vec<DistributionId> {
    let groups = place.desk.ticket_groups(&order.code).await.unwrap();
    groups.iter().flat_map(|group| &group.distributions).map(|one| one.id).collect()
}

#[tokio::test]
async fn a_ticket_is_printed_once_then_copied_then_replaced() {
    let (place, printer) = printing().await;
    let order = sold(&place).await;
    let never = place.desk.print_tickets(wish(&order, PrintAct::Copy, "0")).await.unwrap_err();
    assert_eq!(never.code(), Code::NothingToPrint);
    assert!(never.to_string().contains("Print them first") && !never.to_string().contains("Print a copy"), "{never}");
    let printed = place.desk.print_tickets(wish(&order, PrintAct::Print, "1")).await.unwrap();
    assert_eq!(printed.jobs.len(), 3);
    let again = place.desk.print_tickets(wish(&order, PrintAct::Print, "1")).await.unwrap();
    assert_eq!(
        again.jobs.iter().map(|job| job.id).collect::<Vec<_>>(),
        printed.jobs.iter().map(|job| job.id).collect::<Vec<_>>()
    );
    until_settled(&place).await;
    assert_eq!(printer.sheets(&order.code), 3);
    let groups = place.desk.ticket_groups(&order.code).await.unwrap();
    assert!(groups.iter().flat_map(|group| &group.distributions).all(|one| one.status == Status::Distributed));
    let nothing = place.desk.print_tickets(wish(&order, PrintAct::Print, "2")).await.unwrap_err();
    assert_eq!(nothing.code(), Code::NothingToPrint);
    let first = ids(&place, &order).await[0];
    let one = |act, key: &str| PrintWish { tickets: vec![first], ..wish(&order, act, key) };
    let refused = place.desk.print_tickets(one(PrintAct::Print, "3")).await.unwrap_err();
    assert_eq!(refused.code(), Code::TicketState);
    assert_eq!(refused.to_string(), "Ticket 1 is not printed: it was printed before; print a copy, or replace it.");
    for (key, copy) in [("4", 2), ("5", 3)] {
        let copied = place.desk.print_tickets(one(PrintAct::Copy, key)).await.unwrap();
        assert_eq!(copied.jobs[0].tickets, [(first, copy)]);
        until_settled(&place).await;
    }
    assert_eq!(printer.sheets(&order.code), 5);
    let no_reason = place.desk.print_tickets(one(PrintAct::Replace, "6")).await.unwrap_err();
    assert!(no_reason.to_string().contains("a replacement needs a reason"), "{no_reason}");
    let mut news = Vec::new();
    for _ in 0..10 {
        let wish = PrintWish { reason: "wet".into(), ..one(PrintAct::Replace, "7") };
        news.push(place.desk.print_tickets(wish).await.unwrap().jobs[0].tickets[0].0);
    }
    until_settled(&place).await;
    news.dedup();
    assert_eq!((news.len(), printer.sheets(&order.code)), (1, 6));
    let old = place.desk.ticket_status(first).await.unwrap().distribution;
    assert_eq!((old.status, old.replaced_by), (Status::Cancelled, Some(news[0])));
    let replaced = place.desk.print_tickets(one(PrintAct::Copy, "8")).await.unwrap_err();
    assert!(replaced.to_string().contains("another ticket took its place"), "{replaced}");
    assert_eq!(place.desk.learn_of_sales().await.unwrap(), 0, "a replacement is no change of the order");
}

#[tokio::test]
async fn a_void_ticket_is_not_printed() {
    let (place, printer) = printing().await;
    let order = sold(&place).await;
    place.desk.cancel_order(&order.code, "OTHER").await.unwrap();
    let refused = place.desk.print_tickets(wish(&order, PrintAct::Print, "1")).await.unwrap_err();
    assert_eq!(refused.code(), Code::NothingToPrint);
    let first = ids(&place, &order).await[0];
    let one = PrintWish { tickets: vec![first], ..wish(&order, PrintAct::Print, "2") };
    assert_eq!(place.desk.print_tickets(one).await.unwrap_err().code(), Code::TicketState);
    assert_eq!(printer.sheets(&order.code), 0);
}

/// A document of the supplier's cannot be cut, and cannot be marked.
#[tokio::test]
async fn a_suppliers_document_is_printed_whole_once_and_never_when_it_is_void() {
    let (place, printer) = printing().await;
    let mut wanted = place.one_of(ids::PDF_ONLY).await;
    let day = wanted.day.to_string();
    let free = place.desk.availability(&wanted.product, &day, &day).await.unwrap();
    let offers = &free.slot(wanted.day, wanted.time.as_deref()).unwrap().offers;
    wanted.party = offers.iter().take(2).map(|offer| (offer.variant.clone(), 1)).collect();
    wanted.visitors = Vec::new();
    assert_eq!(wanted.party.len(), 2);
    let held = place.desk.create_order(wanted).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    place.pass(Duration::from_mins(1));
    let order = place.desk.wait_for_tickets(&held.code, Duration::from_secs(5)).await.unwrap();
    place.desk.learn_of_sales().await.unwrap();
    let both = ids(&place, &order).await;
    assert_eq!(both.len(), 2);
    let one = PrintWish { tickets: vec![both[0], both[0]], ..wish(&order, PrintAct::Print, "1") };
    let printed = place.desk.print_tickets(one).await.unwrap().jobs;
    let on_it: Vec<_> = printed.iter().map(|job| job.tickets.iter().map(|(id, _)| *id).collect::<Vec<_>>()).collect();
    assert_eq!(on_it, [both], "one sheet with all of it");
    until_settled(&place).await;
    let again = place.desk.print_tickets(wish(&order, PrintAct::Print, "2")).await.unwrap_err();
    assert_eq!(again.code(), Code::NothingToPrint);

    place.desk.cancel_order(&order.code, "OTHER").await.unwrap();
    place.desk.learn_of_sales().await.unwrap();
    let first = ids(&place, &order).await[0];
    let copy = PrintWish { tickets: vec![first], ..wish(&order, PrintAct::Copy, "3") };
    let copies = place.desk.print_tickets(copy).await.unwrap().jobs;
    assert_eq!((copies.len(), copies[0].state), (1, PrintState::Failed));
    assert!(copies[0].note.contains("cannot carry the mark"), "{}", copies[0].note);
    assert_eq!(printer.sheets(&order.code), 1);
}

#[tokio::test]
async fn a_jam_stops_the_batch_and_it_goes_on() {
    let (place, printer) = printing().await;
    let (one, two) = (sold(&place).await, sold(&place).await);
    printer.0.lock().unwrap().trouble = Some("media-jam-error");
    printer.0.lock().unwrap().stuck = true;
    let orders = [two.code.clone(), one.code.clone()];
    let jobs = place.desk.print_batch(&orders, None, "b").await.unwrap().jobs;
    assert_eq!(jobs.len(), 6);
    let first_three: Vec<OrderId> = jobs.iter().take(3).map(|job| job.order).collect();
    assert!(first_three.iter().all(|order| *order == first_three[0]), "two orders never mix");
    let stops = place.desk.print_room(0).await.unwrap().stops;
    assert_eq!(stops[0].reason, "Tray: the paper is jammed.");
    printer.0.lock().unwrap().stuck = false;
    place.desk.tend_prints_once().await.unwrap();
    assert_eq!(printer.sheets(""), 0, "it waits for a person");
    place.desk.resume_batch(stops[0].batch).await.unwrap();
    until_settled(&place).await;
    assert_eq!((printer.sheets(&one.code), printer.sheets(&two.code)), (3, 3));
    let pickups = place.desk.pickups(one.day).await.unwrap();
    assert!(pickups.iter().all(|pickup| pickup.printed == pickup.tickets && pickup.in_doubt == 0));
}

/// A sold order like another, written straight to the ledger.
fn another(ledger: &LedgerFile, like: &Order, number: u32) -> Order {
    let id = OrderId(Uuid::now_v7());
    let draft = Order {
        id,
        code: format!("T{number:05}"),
        state: State::Draft,
        external_reference: id.to_string(),
        order_reference: None,
        basket: id,
        version: 1,
        ..like.clone()
    };
    let entry = |from, to| JournalEntry { at: like.updated_at, event: "found".into(), from, to, note: String::new() };
    ledger.begin_order(&draft, &entry(State::Draft, State::Draft)).unwrap();
    let order = Order { state: State::Ready, ..draft };
    let settlement = Settlement {
        intent: None,
        order: &order,
        journal: &[entry(State::Draft, State::Ready)],
        outcome: "",
        tickets: Some(&like.tickets),
        poll: &PollChange::Keep,
        at: like.updated_at,
    };
    ledger.settle(settlement).unwrap()
}

/// One ticket through a bad printer; the desk dies `deaths` times on the way. Returns whether it was ever asked about.
async fn ordeal(place: &mut Place, order: &Order, printer: &BadPrinter, dice: &mut Dice) -> bool {
    let key = order.code.clone();
    let mut flagged = false;
    for round in 0..400 {
        let press = PrintWish { ..wish(order, PrintAct::Print, &key) };
        let steps = dice.roll(40);
        let desk = place.desk.clone();
        let work = async move {
            if round == 0 {
                let _ = desk.print_tickets(press).await;
            } else {
                let _ = desk.tend_prints_once().await;
            }
        };
        // The program dies after so many turns of its work.
        if dice.roll(4) == 0 {
            let work = tokio::spawn(work);
            for _ in 0..steps {
                tokio::task::yield_now().await;
            }
            work.abort();
            let _ = work.await;
            // What is left of it is in the files; now and then they are opened anew as well.
            if dice.roll(40) == 0 {
                place.reopen().await;
                place.desk.set_spooler(Box::new(printer.clone()));
            }
        } else {
            work.await;
        }
        let room = place.desk.print_room(0).await.unwrap();
        let mine: Vec<_> = room.jobs.iter().filter(|job| job.order == order.id).collect();
        if round > 0 && mine.is_empty() {
            break;
        }
        for job in mine {
            if job.state == PrintState::Doubtful {
                flagged = true;
                let on_paper = printer.sheets(&job.id.to_string()) > 0;
                place.desk.answer_print(job.id, on_paper).await.unwrap();
            }
        }
        for stop in room.stops {
            let _ = place.desk.resume_batch(stop.batch).await;
        }
    }
    flagged
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_bad_days_of_a_printer_double_nothing_and_lose_nothing_unsaid() {
    const DAYS: u32 = 2000;
    let (mut place, _) = printing().await;
    let like = sold(&place).await;
    let mut like = like;
    like.tickets.tickets.truncate(1);
    like.lines.truncate(1);
    let ledger = LedgerFile::open(&place.ledger_path()).unwrap();
    let (mut asked, mut doubles, mut losses, mut again) = (0, Vec::new(), Vec::new(), 0);
    for day in 0..DAYS {
        let order = another(&ledger, &like, day);
        place.desk.learn_of_sales().await.unwrap();
        let printer = BadPrinter::new(u64::from(day));
        place.desk.set_spooler(Box::new(printer.clone()));
        let mut dice = Dice(u64::from(day) ^ 0xdead);
        let flagged = ordeal(&mut place, &order, &printer, &mut dice).await;
        asked += u32::from(flagged);
        let jobs = ledger.prints_of(order.id).unwrap();
        for job in &jobs {
            let sheets = printer.sheets(&job.id.to_string());
            if sheets > 1 {
                doubles.push((day, job.id));
            }
            let told = match job.state {
                PrintState::Confirmed => sheets == 1,
                PrintState::Failed => sheets == 0,
                _ => false,
            };
            if !told && !flagged {
                losses.push((day, job.id, job.state));
            }
            again += u32::from(sheets == 0);
        }
    }
    println!("printer: {DAYS} bad days, {asked} asked about, {again} not printed and said so");
    assert_eq!((doubles, losses), (Vec::<(u32, PrintJobId)>::new(), Vec::new()));
    assert!(asked > DAYS / 20, "the printer was not bad enough");
}
