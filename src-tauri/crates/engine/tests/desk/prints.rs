//! The print journal against a printer that drops, forgets, jams, runs out of paper or says nothing, and a desk that dies
//! at any moment. A person looks at the paper when asked, and tells the truth.

use std::time::Duration;

use counterfoil_domain::{
    Code, DistributionId, OrderId, PrintJobId,
    distribution::{
        MediaKind, PrinterChoice, PrinterLanguage, Status,
        print::{PrintAct, PrintState},
    },
    order::{JournalEntry, Order, State},
};
use counterfoil_engine::distribution::print::{PrintWish, Stop, usual_choice};
use counterfoil_sandbox::{Options, ids};
use counterfoil_store::{LedgerFile, PollChange, Settlement};
use uuid::Uuid;

use super::{
    bad_printer::{BadPrinter, Dice},
    place::Place,
};

/// A desk that prints on a good printer.
async fn printing() -> (Place, BadPrinter) {
    let place = Place::new(Options::default()).await;
    let printer = BadPrinter::good();
    place.desk.set_spooler(Box::new(printer.clone()));
    place.desk.choose_printer(tray()).await.unwrap();
    (place, printer)
}

fn tray() -> PrinterChoice {
    PrinterChoice { printer: "Tray".into(), ..usual_choice(MediaKind::A4) }
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
        cover: false,
        key: key.to_owned(),
    }
}

async fn until_settled(place: &Place) {
    for _ in 0..40 {
        place.desk.tend_prints_once().await.unwrap();
    }
    assert!(place.desk.print_room(0).await.unwrap().jobs.is_empty());
}

async fn stops(place: &Place) -> Vec<Stop> {
    place.desk.print_room(100).await.unwrap().batches.into_iter().filter_map(|batch| batch.stop).collect()
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
    let paper = place.desk.ticket_paper(&order.code).await.unwrap();
    assert_eq!(paper.warnings, Vec::<String>::new(), "what took its place is not void");
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

/// An order for two whose tickets are the supplier's own document.
async fn sold_document(place: &Place) -> Order {
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
    order
}

#[tokio::test]
async fn in_a_batch_our_sheet_says_whose_the_document_behind_it_is() {
    let (place, printer) = printing().await;
    let (drawn, document) = (sold(&place).await, sold_document(&place).await);
    let orders = [document.code.clone(), drawn.code.clone()];
    let jobs = place.desk.print_batch(&orders, None, "b").await.unwrap().jobs;
    let of_document: Vec<_> = jobs.iter().filter(|job| job.order == document.id).collect();
    assert_eq!(
        of_document.iter().map(|job| (job.is_cover(), job.tickets.len())).collect::<Vec<_>>(),
        [(true, 0), (false, 2)]
    );
    assert_eq!(of_document[0].place + 1, of_document[1].place);
    assert!(jobs.iter().all(|job| !job.is_cover() || job.order == document.id));
    until_settled(&place).await;
    assert_eq!((printer.sheets(&document.code), printer.sheets(&drawn.code)), (2, 3));
    // All of it is on paper.
    let again = place.desk.print_batch(&orders, None, "c").await.unwrap();
    assert_eq!((again.jobs.len(), again.left_out.len()), (0, 2));
}

/// A document of the supplier's cannot be cut, and cannot be marked.
#[tokio::test]
async fn a_suppliers_document_is_printed_whole_once_and_never_when_it_is_void() {
    let (place, printer) = printing().await;
    let order = sold_document(&place).await;
    let both = ids(&place, &order).await;
    assert_eq!(both.len(), 2);
    let one = PrintWish { tickets: vec![both[0], both[0]], ..wish(&order, PrintAct::Print, "1") };
    let printed = place.desk.print_tickets(one).await.unwrap().jobs;
    let on_it: Vec<_> = printed.iter().map(|job| job.tickets.iter().map(|(id, _)| *id).collect::<Vec<_>>()).collect();
    assert_eq!(on_it, [both], "one sheet with all of it");
    until_settled(&place).await;
    let again = place.desk.print_tickets(wish(&order, PrintAct::Print, "2")).await.unwrap_err();
    assert_eq!(again.code(), Code::NothingToPrint);
    assert_eq!(printer.sheets(&order.code), 1);

    // Our sheet comes first, and says of the copy behind it that it is one.
    let covered = PrintWish { cover: true, ..wish(&order, PrintAct::Copy, "c") };
    let jobs = place.desk.print_tickets(covered).await.unwrap().jobs;
    assert_eq!(jobs.iter().map(|job| (job.is_cover(), job.tickets.len())).collect::<Vec<_>>(), [(true, 0), (false, 2)]);
    until_settled(&place).await;
    assert_eq!(printer.sheets(&order.code), 3);
    let given = printer.0.lock().unwrap().given.clone();
    let cover = given.iter().position(|(name, _)| name.contains(&jobs[0].id.to_string())).unwrap();
    assert!(given[cover + 1].0.contains(&jobs[1].id.to_string()), "the document comes behind it");
    assert!(given[cover].1.starts_with(b"%PDF-") && given[cover].1 != given[cover + 1].1);
    let preview = place.desk.ticket_preview(&order.code, None, 40).await.unwrap();
    assert_eq!(preview.pages.len(), 1 + preview.supplier_pages as usize);

    // On a printer that is told dots, and on paper that is no A4.
    place.desk.choose_printer(PrinterChoice { language: PrinterLanguage::Zpl, ..tray() }).await.unwrap();
    let raw = PrintWish { cover: true, ..wish(&order, PrintAct::Copy, "z") };
    assert_eq!(place.desk.print_tickets(raw).await.unwrap().jobs.len(), 2);
    until_settled(&place).await;
    assert!(printer.0.lock().unwrap().given.iter().rev().take(2).all(|(_, bytes)| bytes.starts_with(b"^XA")));
    let stock = PrinterChoice { printer: "Tray".into(), ..usual_choice(MediaKind::Stock) };
    place.desk.choose_printer(stock).await.unwrap();
    let bare = PrintWish { cover: true, media: Some(MediaKind::Stock), ..wish(&order, PrintAct::Copy, "s") };
    assert_eq!(place.desk.print_tickets(bare).await.unwrap().jobs.len(), 1);
    until_settled(&place).await;
    assert_eq!(printer.sheets(&order.code), 6);

    place.desk.cancel_order(&order.code, "OTHER").await.unwrap();
    place.desk.learn_of_sales().await.unwrap();
    let first = ids(&place, &order).await[0];
    let copy = PrintWish { tickets: vec![first], ..wish(&order, PrintAct::Copy, "3") };
    let copies = place.desk.print_tickets(copy).await.unwrap().jobs;
    assert_eq!((copies.len(), copies[0].state), (1, PrintState::Failed));
    assert!(copies[0].note.contains("cannot carry the mark"), "{}", copies[0].note);
    let shown = place.desk.ticket_preview(&order.code, None, 40).await.unwrap();
    assert!(shown.warnings.iter().any(|warning| warning.contains("cannot carry the mark")), "{:?}", shown.warnings);
    let covered = PrintWish { tickets: vec![first], cover: true, ..wish(&order, PrintAct::Copy, "4") };
    let none = place.desk.print_tickets(covered).await.unwrap().jobs;
    assert_eq!(
        none.iter().map(|job| job.state).collect::<Vec<_>>(),
        [PrintState::Failed; 2],
        "no sheet in front of nothing"
    );
    assert_eq!(printer.sheets(&order.code), 6);
    assert_eq!(stops(&place).await, [], "nothing waits for a person");
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
    let stops = stops(&place).await;
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

/// A sheet that cannot be drawn stops its own batch and no other, and what is over waits for nobody.
#[tokio::test]
async fn one_stuck_sheet_holds_up_no_other_batch() {
    let (place, printer) = printing().await;
    let (one, two) = (sold(&place).await, sold(&place).await);
    printer.0.lock().unwrap().trouble = Some("media-jam-error");
    printer.0.lock().unwrap().stuck = true;
    let gone = |key| PrintWish { printer: Some("Gone".into()), ..wish(&one, PrintAct::Print, key) };
    let refused = place.desk.print_tickets(gone("0")).await.unwrap_err().to_string();
    assert!(refused.contains("There is no printer \u{201c}Gone\u{201d}."), "{refused}");
    // It was there when the button was pressed.
    printer.0.lock().unwrap().beside = vec!["Gone"];
    let first = place.desk.print_tickets(gone("1")).await.unwrap().jobs;
    printer.0.lock().unwrap().beside.clear();
    place.desk.resume_batch(first[0].batch).await.unwrap();
    place.desk.print_tickets(wish(&two, PrintAct::Print, "2")).await.unwrap();
    let mut reasons: Vec<_> = stops(&place).await.into_iter().map(|stop| stop.reason).collect();
    reasons.sort();
    assert_eq!(reasons, ["There is no printer Gone any more.", "Tray: the paper is jammed."]);
    printer.0.lock().unwrap().stuck = false;
    let jammed = stops(&place).await.into_iter().find(|stop| stop.batch != first[0].batch).unwrap();
    place.desk.resume_batch(jammed.batch).await.unwrap();
    for _ in 0..20 {
        place.desk.tend_prints_once().await.unwrap();
    }
    assert_eq!((printer.sheets(&one.code), printer.sheets(&two.code)), (0, 3));
    assert_eq!(stops(&place).await.len(), 1);
    assert_eq!(place.desk.drop_batch(first[0].batch).await.unwrap(), 3);
    place.desk.tend_prints_once().await.unwrap();
    assert_eq!(stops(&place).await, []);
}

/// Of a sheet that the print service still has, nobody can see that it did not come: it may come at any moment.
#[tokio::test]
async fn what_the_print_service_still_has_cannot_be_called_missing() {
    let (place, printer) = printing().await;
    let order = sold(&place).await;
    printer.0.lock().unwrap().idle = true;
    let one = PrintWish { tickets: vec![ids(&place, &order).await[0]], ..wish(&order, PrintAct::Print, "1") };
    let job = place.desk.print_tickets(one).await.unwrap().jobs.remove(0);
    assert_eq!(job.state, PrintState::Sent);
    let refused = place.desk.answer_print(job.id, false).await.unwrap_err().to_string();
    assert!(refused.contains("it is sent. Nothing changed."), "{refused}");
    assert_eq!(place.desk.answer_print(job.id, true).await.unwrap().state, PrintState::Confirmed);
}

/// A sheet that waits is printed as its printer was set up when the button was pressed.
#[tokio::test]
async fn another_choice_does_not_change_what_waits() {
    let (place, printer) = printing().await;
    let order = sold(&place).await;
    printer.0.lock().unwrap().trouble = Some("media-jam-error");
    printer.0.lock().unwrap().stuck = true;
    let raw = PrinterChoice { language: PrinterLanguage::Zpl, ..tray() };
    place.desk.choose_printer(raw.clone()).await.unwrap();
    let jobs = place.desk.print_tickets(wish(&order, PrintAct::Print, "1")).await.unwrap().jobs;
    assert_eq!((jobs[0].state, &jobs[0].on), (PrintState::Queued, &raw));
    place.desk.choose_printer(tray()).await.unwrap();
    printer.0.lock().unwrap().stuck = false;
    place.desk.resume_batch(jobs[0].batch).await.unwrap();
    until_settled(&place).await;
    let tray = printer.0.lock().unwrap().given.clone();
    assert_eq!(tray.len(), 3);
    assert!(tray.iter().all(|(_, bytes)| bytes.starts_with(b"^XA")), "ZPL, as it was when it was pressed");
}

#[tokio::test]
async fn a_printer_is_chosen_with_a_layout_for_its_paper() {
    let (place, _printer) = printing().await;
    let refused = async |choice| place.desk.choose_printer(choice).await.unwrap_err().to_string();
    let said = refused(PrinterChoice { layout: "Nonsense".into(), ..tray() }).await;
    assert!(said.contains("Nonsense"), "{said}");
    let said = refused(PrinterChoice { layout: usual_choice(MediaKind::Thermal80).layout, ..tray() }).await;
    assert!(said.contains("is for the 80 mm roll, not for A4 paper"), "{said}");
    let said = refused(PrinterChoice { printer: "Gone".into(), ..tray() }).await;
    assert!(said.contains("There is no printer \u{201c}Gone\u{201d}. There is: Tray."), "{said}");
    for media in MediaKind::ALL {
        let choice = PrinterChoice { printer: "Tray".into(), ..usual_choice(media) };
        place.desk.choose_printer(choice.clone()).await.unwrap();
        assert!(place.desk.printer_choices().await.unwrap().contains(&choice));
        place.desk.forget_printer(media).await.unwrap();
    }
    assert_eq!(place.desk.printer_choices().await.unwrap(), []);
}

/// What a chosen printer is told in dots, another one would print as rubbish: it gets PDF.
#[tokio::test]
async fn another_printer_than_the_chosen_one_is_told_in_pdf() {
    let (place, printer) = printing().await;
    printer.0.lock().unwrap().beside = vec!["Office"];
    let order = sold(&place).await;
    let raw = PrinterChoice { language: PrinterLanguage::Zpl, ..tray() };
    place.desk.choose_printer(raw.clone()).await.unwrap();
    let all = ids(&place, &order).await;
    for (at, (media, printer, on)) in [
        (Some(MediaKind::A4), None, raw.clone()),
        (None, Some("Tray"), raw.clone()),
        (
            None,
            Some("Office"),
            PrinterChoice { printer: "Office".into(), language: PrinterLanguage::Pdf, ..raw.clone() },
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let (tickets, printer) = (vec![all[at]], printer.map(str::to_owned));
        let wish = PrintWish { tickets, media, printer, ..wish(&order, PrintAct::Print, &at.to_string()) };
        assert_eq!(place.desk.print_tickets(wish).await.unwrap().jobs[0].on, on);
    }
    let roll = PrintWish { media: Some(MediaKind::Thermal80), ..wish(&order, PrintAct::Print, "roll") };
    assert_eq!(place.desk.print_tickets(roll).await.unwrap_err().code(), Code::NoPrinter);
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
        for batch in room.batches.iter().filter(|batch| batch.stop.is_some()) {
            let _ = place.desk.resume_batch(batch.id).await;
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
