//! Tickets on their way: groups by themselves, their status, documents, events.

use std::time::Duration;

use counterfoil_domain::{
    Code,
    distribution::{Distribution, EventKind, Move, Status, TicketEvent},
    order::{Order, State},
};
use counterfoil_engine::distribution::{
    GroupFilter,
    events::{EventSink, SinkTrouble},
};
use counterfoil_sandbox::{Call, Fault, Options, Verb};
use uuid::Uuid;

use super::place::Place;

/// A sold order.
async fn sold(place: &Place) -> Order {
    let held = place.desk.create_order(place.family().await).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    place.pass(Duration::from_mins(1));
    let ready = place.desk.wait_for_tickets(&held.code, Duration::from_secs(5)).await.unwrap();
    assert_eq!(ready.state, State::Ready);
    ready
}

async fn tickets(place: &Place, order: &Order) -> Vec<Distribution> {
    let groups = place.desk.ticket_groups(&order.code).await.unwrap();
    groups.into_iter().flat_map(|group| group.distributions).collect()
}

async fn kinds(place: &Place, order: &Order) -> Vec<EventKind> {
    place.desk.events_of(&order.code).await.unwrap().into_iter().map(|event| event.kind).collect()
}

#[tokio::test]
async fn a_sale_has_its_groups_by_itself_and_once() {
    let place = Place::new(Options::default()).await;
    let order = sold(&place).await;
    assert!(tickets(&place, &order).await.is_empty(), "nothing in booking makes them");
    assert_eq!(place.desk.learn_of_sales().await.unwrap(), 2 + 3 + 1);
    assert_eq!(place.desk.learn_of_sales().await.unwrap(), 0);
    let groups = place.desk.ticket_groups(&order.code).await.unwrap();
    let sizes: Vec<_> = groups.iter().map(|group| (group.line, group.version, group.distributions.len())).collect();
    assert_eq!(sizes, [(1, 1, 2), (2, 1, 1)]);
    assert_eq!(
        kinds(&place, &order).await,
        [
            EventKind::TicketDistributionGroupCreated,
            EventKind::TicketDistributionAdded,
            EventKind::TicketDistributionAdded,
            EventKind::TicketDistributionGroupCreated,
            EventKind::TicketDistributionAdded,
            EventKind::AllTicketDistributionGroupsForOrderVersionGenerated,
        ]
    );
    let again = place.desk.generate_tickets(&order.code).await.unwrap_err();
    assert_eq!(again.code(), Code::OrderState);
}

#[tokio::test]
async fn generate_is_for_confirmed_orders_that_have_none() {
    let place = Place::new(Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    assert_eq!(place.desk.generate_tickets(&held.code).await.unwrap_err().code(), Code::OrderState);
    let order = sold(&place).await;
    assert_eq!(place.desk.generate_tickets(&order.code).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_search_needs_a_condition_and_finds_by_each() {
    let place = Place::new(Options::default()).await;
    let order = sold(&place).await;
    place.desk.learn_of_sales().await.unwrap();
    let size = 50;
    let nothing = place.desk.search_groups(GroupFilter { size, ..GroupFilter::default() }).await.unwrap_err();
    assert_eq!(nothing.code(), Code::InvalidParameter);
    let one = tickets(&place, &order).await.remove(2);
    let all = GroupFilter { size, order: Some(order.id), ..GroupFilter::default() };
    let by = [
        (all.clone(), 2),
        (GroupFilter { version: Some(1), ..all.clone() }, 2),
        (GroupFilter { version: Some(2), ..all.clone() }, 0),
        (GroupFilter { line: Some(2), ..all.clone() }, 1),
        (GroupFilter { status: Some(Status::Created), ..all.clone() }, 2),
        (GroupFilter { status: Some(Status::Failed), ..all.clone() }, 0),
        (GroupFilter { created_from: Some(place.desk.now() + chrono::Duration::hours(1)), ..all.clone() }, 0),
        (GroupFilter { created_until: Some(place.desk.now()), ..all }, 2),
        (GroupFilter { size, ticket_number: Some(one.ticket_number), ..GroupFilter::default() }, 1),
    ];
    for (filter, wanted) in by {
        let (groups, total) = place.desk.search_groups(filter.clone()).await.unwrap();
        assert_eq!((groups.len(), total), (wanted, wanted as u64), "{filter:?}");
    }
}

#[tokio::test]
async fn a_cancelled_order_voids_its_tickets_and_its_paper() {
    let place = Place::new(Options::default()).await;
    let order = sold(&place).await;
    let paper = place.desk.ticket_paper(&order.code).await.unwrap();
    assert!(paper.checked.reached);
    let again = place.desk.ticket_paper(&order.code).await.unwrap();
    assert_eq!(paper.pdf, again.pdf, "made once");
    let one = tickets(&place, &order).await.remove(0);
    assert_eq!(place.desk.ticket_status(one.id).await.unwrap().distribution.status, Status::Created);
    place.desk.cancel_order(&order.code, "OTHER").await.unwrap();
    place.desk.learn_of_sales().await.unwrap();
    let status = place.desk.ticket_status(one.id).await.unwrap();
    assert_eq!((status.distribution.status, status.order.state), (Status::Cancelled, State::Cancelled));
    assert_eq!(place.desk.ticket_paper(&order.code).await.unwrap_err().code(), Code::OrderState);
    let cancelled = kinds(&place, &order).await;
    assert_eq!(cancelled.iter().filter(|kind| **kind == EventKind::TicketDistributionCancelled).count(), 3);
}

#[tokio::test]
async fn a_scanned_code_finds_its_ticket_and_uses_nothing_up() {
    let place = Place::new(Options::default()).await;
    let order = sold(&place).await;
    place.desk.learn_of_sales().await.unwrap();
    let code = order.tickets.tickets[1].barcode.reveal().clone();
    for scanned in [code.clone(), format!("{code}\r\n")] {
        let found = place.desk.scan(&scanned).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].distribution.ticket, &found[0].tickets.order.code), (Some(2), &order.code));
        assert_eq!(found[0].distribution.status, Status::Created);
    }
    assert_eq!(place.desk.scan(&order.code).await.unwrap().len(), 3);
    assert_eq!(place.desk.scan("nothing of ours").await.unwrap_err().code(), Code::NotFound);
    assert_eq!(place.desk.scan(" \n").await.unwrap_err().code(), Code::InvalidParameter);
}

#[tokio::test]
async fn tickets_expire_after_the_visit_once_they_were_handed_out() {
    let place = Place::new(Options::default()).await;
    let order = sold(&place).await;
    place.desk.learn_of_sales().await.unwrap();
    let all = tickets(&place, &order).await;
    let ids: Vec<_> = all.iter().take(2).map(|one| one.id).collect();
    let ledger = counterfoil_store::LedgerFile::open(&place.ledger_path()).unwrap();
    assert_eq!(ledger.move_tickets(&ids, Move::Distribute, place.desk.now(), Uuid::now_v7).unwrap(), 2);
    assert_eq!(ledger.move_tickets(&ids, Move::Distribute, place.desk.now(), Uuid::now_v7).unwrap(), 0);
    let not_all = kinds(&place, &order).await;
    assert!(!not_all.contains(&EventKind::AllTicketDistributionGroupsForOrderVersionDistributed));
    let last = [all[2].id];
    ledger.move_tickets(&last, Move::Distribute, place.desk.now(), Uuid::now_v7).unwrap();
    let version = EventKind::AllTicketDistributionGroupsForOrderVersionDistributed;
    assert_eq!(kinds(&place, &order).await.last(), Some(&version));
    assert!(ledger.move_tickets(&ids, Move::Expire, place.desk.now(), Uuid::now_v7).is_ok());
    let refused = ledger.move_tickets(&[all[2].id, all[0].id], Move::PickUp, place.desk.now(), Uuid::now_v7);
    assert!(refused.is_err());
    assert_eq!(tickets(&place, &order).await[2].status, Status::Distributed, "all or none");
    let some_void = place.desk.ticket_paper(&order.code).await.unwrap();
    place.pass(Duration::from_hours(24 * 90));
    place.desk.learn_of_sales().await.unwrap();
    assert!(tickets(&place, &order).await.iter().all(|one| one.status == Status::Expired));
    // What was drawn while some were valid stays; now all carry the mark, and that stays too.
    let all_void = place.desk.ticket_paper(&order.code).await.unwrap();
    for paper in [&some_void, &all_void] {
        assert!(
            paper.warnings.iter().any(|warning| warning.contains("void and carry the mark")),
            "{:?}",
            paper.warnings
        );
    }
    assert_ne!(some_void.pdf, all_void.pdf);
    assert_eq!(all_void.pdf, place.desk.ticket_paper(&order.code).await.unwrap().pdf);
}

#[tokio::test]
async fn without_the_supplier_the_status_says_as_of_when() {
    let place = Place::new(Options::default()).await;
    let order = sold(&place).await;
    let heard = place.desk.ticket_paper(&order.code).await.unwrap().checked;
    place.clock.advance(chrono::Duration::minutes(10));
    let gone = Fault { times: None, ..Fault::once(Verb::DropBeforeAccept, Call::Status) };
    place.sandbox.set_fault(gone).unwrap();
    let paper = place.desk.ticket_paper(&order.code).await.unwrap();
    assert_eq!((paper.checked.reached, paper.checked.as_of), (false, heard.as_of));
}

/// Hieroglyphs: no ordinary computer has a font for them.
#[tokio::test]
async fn what_is_odd_about_a_document_is_told_each_time() {
    let place = Place::new(Options::default()).await;
    let mut wanted = place.family().await;
    wanted.customer.last_name = "Odd\u{13000}".into();
    let held = place.desk.create_order(wanted).await.unwrap();
    place.confirm(&held.code).await.unwrap();
    place.pass(Duration::from_mins(1));
    place.desk.wait_for_tickets(&held.code, Duration::from_secs(5)).await.unwrap();
    let first = place.desk.ticket_paper(&held.code).await.unwrap();
    let again = place.desk.ticket_paper(&held.code).await.unwrap();
    assert!(first.warnings.iter().any(|said| said.contains("needs a font")), "{:?}", first.warnings);
    assert_eq!((&first.pdf, &first.warnings, &first.fonts), (&again.pdf, &again.warnings, &again.fonts));
}

#[tokio::test]
async fn what_is_not_there_comes_with_where_to_look() {
    let place = Place::new(Options::default()).await;
    let scanned = place.desk.scan("nothing of ours").await.unwrap_err();
    assert_eq!(scanned.to_string(), "There is no ticket with this code.");
    for (error, list) in [
        (place.desk.order("nobody").await.unwrap_err(), "order list"),
        (place.desk.layout("Papyrus").await.unwrap_err(), "layout list"),
        (place.desk.delete_layout("Papyrus").await.unwrap_err(), "layout list"),
        (scanned, "order code"),
    ] {
        assert_eq!(error.code(), Code::NotFound, "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains(list)), "{error}: {:?}", error.hint());
    }
}

/// A sink that fails as often as it is told, and may take a bunch without saying so.
#[derive(Default)]
struct Shaky {
    had: std::sync::Mutex<Vec<TicketEvent>>,
    failures: std::sync::Mutex<Vec<bool>>,
}

impl EventSink for Shaky {
    fn name(&self) -> &'static str {
        "shaky"
    }

    fn take(&self, events: &[TicketEvent]) -> Result<(), SinkTrouble> {
        let failure = self.failures.lock().unwrap().pop();
        if failure != Some(false) {
            self.had.lock().unwrap().extend_from_slice(events);
        }
        match failure {
            None => Ok(()),
            Some(_) => Err(SinkTrouble::Refused { name: "shaky".into(), reason: "not now".into() }),
        }
    }
}

#[tokio::test]
async fn a_sink_in_trouble_loses_nothing_and_keeps_the_order() {
    let place = Place::new(Options::default()).await;
    let sink = std::sync::Arc::new(Shaky::default());
    place.desk.add_event_sink(sink.clone());
    *sink.failures.lock().unwrap() = vec![true, false, true, false];
    for _ in 0..3 {
        sold(&place).await;
        place.desk.learn_of_sales().await.unwrap();
        place.desk.deliver_events().await.unwrap();
    }
    for _ in 0..5 {
        place.pass(Duration::from_mins(6));
        place.desk.deliver_events().await.unwrap();
    }
    let had = sink.had.lock().unwrap().clone();
    let all = place.desk.events_after(0, 1000).await.unwrap();
    assert!(had.len() > all.len(), "some came twice");
    let mut first = Vec::new();
    for event in &had {
        if !first.contains(&event.id) {
            first.push(event.id);
        }
    }
    assert_eq!(first, all.iter().map(|event| event.id).collect::<Vec<_>>());
    let place_of = place.desk.event_sinks().await.unwrap();
    assert_eq!((place_of[0].seq, place_of[0].trouble.as_str()), (all.last().unwrap().seq, ""));
}

#[tokio::test]
async fn events_are_lines_of_a_file_that_survives_half_a_line() {
    let place = Place::new(Options::default()).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.jsonl");
    place.desk.set_event_file(Some(path.clone())).await.unwrap();
    sold(&place).await;
    place.desk.learn_of_sales().await.unwrap();
    place.desk.deliver_events().await.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 6);
    std::fs::write(&path, format!("{text}{{\"eventId\":\"cut")).unwrap();
    sold(&place).await;
    place.desk.learn_of_sales().await.unwrap();
    place.desk.deliver_events().await.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let whole = text.lines().filter(|line| serde_json::from_str::<serde_json::Value>(line).is_ok());
    assert_eq!(whole.count(), 12);
    // Another file begins with the oldest; the one that is set already goes on.
    let other = folder.path().join("other.jsonl");
    for _ in 0..2 {
        place.desk.set_event_file(Some(other.clone())).await.unwrap();
        place.desk.deliver_events().await.unwrap();
        assert_eq!(std::fs::read_to_string(&other).unwrap().lines().count(), 12);
    }
    let nowhere = place.desk.set_event_file(Some(folder.path().join("no/such/folder/x"))).await.unwrap_err();
    assert!(nowhere.to_string().contains("could not be written"), "{nowhere}");
    place.desk.set_event_file(None).await.unwrap();
    assert_eq!(place.desk.event_file().await.unwrap(), None);
}
