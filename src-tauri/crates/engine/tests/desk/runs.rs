//! What a run believes, what it retires, what it leaves when it is interrupted, and runs that begin by themselves.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use counterfoil_domain::{
    ProductId, SupplierKey,
    catalog::snapshot::Narrowing,
    run::{Run, RunKind, RunStatus, Starter},
};
use counterfoil_engine::{
    clock::Clock as _,
    inventory::Freedom,
    shelf::OnShelf,
    sync::{RunOrder, USUAL_HOURS},
};
use counterfoil_sandbox::{Call, Fault, List, Options, Restore, Retire, SettingsChange, Verb};

use super::place::{Place, bootstrap, city, refresh};

const TIQETS: SupplierKey = SupplierKey::Tiqets;

async fn refreshed(place: &Place) -> Run {
    let ended = place.desk.run(refresh()).await.unwrap();
    assert_eq!(ended.run.status, RunStatus::Completed, "{:?}", ended.failure);
    ended.run
}

fn products(place: &Place) -> usize {
    place.desk.snapshot().all_products().len()
}

fn product(own: u64) -> ProductId {
    ProductId::new(TIQETS, own.to_string())
}

/// Every product and experience with its title, as agents see them.
fn goods(place: &Place) -> BTreeSet<String> {
    let snapshot = place.desk.snapshot();
    let products = snapshot.all_products().iter().map(|p| format!("{} {} {:?}", p.id, p.title, p.price));
    let experiences = snapshot.all_experiences().iter().map(|e| format!("{} {}", e.id, e.title));
    products.chain(experiences).collect()
}

fn retire(ids: &[u64]) -> Retire {
    Retire { products: ids.to_vec(), experiences: Vec::new(), percent: None }
}

#[tokio::test]
async fn what_vanished_is_retired_and_comes_back() {
    let place = Place::new(Options::default()).await;
    let gone: Vec<u64> = (3_000_010..3_000_013).collect();
    place.sandbox.retire(&retire(&gone)).unwrap();
    let run = refreshed(&place).await;
    assert_eq!((run.counts.retired, products(&place)), (3, 197), "{:?}", run.error);
    assert!(place.desk.snapshot().product(&product(gone[0])).is_none());
    // It is the same for a desk that is opened now.
    let other = place.same_ledger().await;
    assert_eq!(other.snapshot().all_products().len(), 197);
    place.sandbox.restore(&Restore { products: gone.clone(), experiences: Vec::new() }).unwrap();
    let run = refreshed(&place).await;
    assert_eq!((run.counts.retired, products(&place)), (0, 200));
    assert!(place.desk.snapshot().product(&product(gone[0])).is_some());
}

#[tokio::test]
async fn of_one_city_what_is_missing_is_asked_for_before_it_is_retired() {
    let place = Place::new(Options::default()).await;
    let dubai = Narrowing { city: Some(city("60005")), ..Narrowing::default() };
    let snapshot = place.desk.snapshot();
    let here = snapshot.products(&dubai, 1, 100);
    let gone: u64 = here.items.iter().find(|p| p.id.own.starts_with('3')).unwrap().id.own.parse().unwrap();
    let total = here.total;
    place.sandbox.retire(&retire(&[gone])).unwrap();
    let one = RunOrder { cities: vec![city("60005")], ..refresh() };
    let run = place.desk.run(one).await.unwrap().run;
    assert_eq!((run.status, run.counts.retired), (RunStatus::Completed, 1));
    assert_eq!(place.desk.snapshot().products(&dubai, 1, 100).total, total - 1);
    assert_eq!(products(&place), 199);
}

#[tokio::test]
async fn a_list_in_doubt_retires_nothing_that_is_still_there() {
    let place = Place::new(Options { etags: false, ..Options::default() }).await;
    let before = goods(&place);
    let on = |verb| Fault::always(verb, Call::Catalog);
    for fault in [
        on(Verb::EmptyPage),
        Fault { percent: Some(10), ..on(Verb::ShrinkingPages) },
        Fault { percent: Some(400), ..on(Verb::LyingTotal) },
        Fault { percent: Some(50), ..on(Verb::LyingTotal) },
        on(Verb::OverlappingPages),
        Fault { list: Some(List::Products), ..on(Verb::MissingFields) },
    ] {
        let verb = fault.verb;
        place.sandbox.set_fault(fault).unwrap();
        let ended = place.desk.run(refresh()).await.unwrap();
        assert_eq!(ended.run.status, RunStatus::Completed, "{verb:?}: {:?}", ended.failure);
        assert_eq!(ended.run.counts.retired, 0, "{verb:?}: {:?}", ended.run.error);
        assert_eq!(products(&place), 200, "{verb:?}");
        place.sandbox.clear_faults();
        refreshed(&place).await;
        assert_eq!(goods(&place), before, "{verb:?} was not healed");
    }
}

#[tokio::test]
async fn a_list_that_is_suddenly_half_is_not_believed() {
    let place = Place::new(Options::default()).await;
    place.sandbox.retire(&Retire { products: Vec::new(), experiences: Vec::new(), percent: Some(70.0) }).unwrap();
    let run = refreshed(&place).await;
    assert_eq!((run.counts.retired, products(&place)), (0, 200));
    assert!(run.error.unwrap().contains("Nothing was retired"));
}

#[tokio::test]
async fn what_is_unchanged_is_neither_sent_nor_read_again() {
    let place = Place::new(Options::default()).await;
    let whole = place.sandbox.truth().tally.bytes_sent;
    let run = refreshed(&place).await;
    assert_eq!((run.counts.written, run.counts.products), (0, 200));
    assert_eq!(run.counts.bytes, 0, "every page was marked");
    // A supplier that gives no marks sends everything again; nothing is written all the same.
    place.sandbox.change_settings(&SettingsChange { etags: Some(false), ..SettingsChange::default() });
    let run = refreshed(&place).await;
    assert_eq!((run.counts.written, run.counts.products), (0, 200));
    assert!(run.counts.bytes * 10 > whole * 9);
}

#[tokio::test]
async fn a_run_that_lost_the_network_goes_on_where_it_stopped() {
    let place = Place::empty(Options { etags: false, ..Options::default() }).await;
    // The last page of products fails for good.
    let fault = Fault { skip: 1, list: Some(List::Products), ..Fault::always(Verb::Error500, Call::Catalog) };
    place.sandbox.set_fault(fault).unwrap();
    let failed = place.desk.run(bootstrap()).await.unwrap().run;
    assert_eq!((failed.status, failed.resumed), (RunStatus::Failed, false));
    assert!(place.desk.snapshot().is_empty(), "nothing of it is seen");
    place.sandbox.clear_faults();
    let before = place.sandbox.truth().tally.total_requests;
    let run = place.desk.run(bootstrap()).await.unwrap().run;
    assert_eq!((run.status, run.resumed), (RunStatus::Completed, true));
    let asked = place.sandbox.truth().tally.total_requests - before;
    assert!(asked <= 3, "only what was missing is asked for: {asked}");
    assert_eq!((products(&place), run.counts.products), (200, 200));
    let fresh = place.other_desk().await;
    assert_eq!(fresh.snapshot().all_products().len(), 200);
}

#[tokio::test]
async fn another_program_sees_what_this_one_refreshed() {
    let place = Place::new(Options::default()).await;
    let other = place.same_ledger().await;
    assert!(!other.follow_others().await.unwrap());
    place.sandbox.mutate_world(10.0);
    refreshed(&place).await;
    assert!(other.follow_others().await.unwrap());
    let price = |desk: &counterfoil_engine::Desk| -> BTreeMap<_, _> {
        desk.snapshot().all_products().iter().map(|p| (p.id.clone(), p.price)).collect()
    };
    assert_eq!(price(&other), price(&place.desk));
    // And a run of the other begins from there.
    place.sandbox.mutate_world(10.0);
    other.run(refresh()).await.unwrap();
    assert!(place.desk.follow_others().await.unwrap());
    assert_eq!(price(&other), price(&place.desk));
}

#[tokio::test]
async fn quick_sync_and_tag_sync_touch_only_their_own() {
    let place = Place::new(Options::default()).await;
    place.sandbox.mutate_world(50.0);
    let before = goods(&place).into_iter().filter(|line| line.contains("Some(")).collect::<Vec<_>>();
    let quick = place.desk.run(RunOrder::of(TIQETS, RunKind::QuickSync)).await.unwrap().run;
    assert_eq!((quick.counts.products, quick.counts.experiences), (0, 40));
    let after = goods(&place).into_iter().filter(|line| line.contains("Some(")).collect::<Vec<_>>();
    assert_eq!(before, after, "products are as they were");
    let tags = place.desk.run(RunOrder::of(TIQETS, RunKind::TagSync)).await.unwrap().run;
    assert_eq!((tags.counts.tags, tags.counts.experiences, tags.counts.retired), (66, 0, 0));
}

#[tokio::test]
async fn the_first_scheduled_run_comes_after_the_interval_and_missed_ones_once() {
    let mut place = Place::new(Options::default()).await;
    assert!(!place.desk.keep_schedule().await.unwrap(), "not at the start");
    let first = place.desk.schedule(TIQETS).await.unwrap();
    assert_eq!(first.every_hours, Some(USUAL_HOURS));
    let wait = first.next_at.unwrap() - place.clock.now();
    assert!((6 * 60..=6 * 60 + 18).contains(&wait.num_minutes()), "{wait}");
    // A restart does not move it.
    place.reopen().await;
    assert_eq!(place.desk.schedule(TIQETS).await.unwrap(), first);
    place.pass(Duration::from_hours(5));
    assert!(!place.desk.keep_schedule().await.unwrap());
    // Five intervals later one run is due, and of two programs one begins it.
    place.pass(Duration::from_hours(26));
    let other = place.same_ledger().await;
    let begun = [place.desk.keep_schedule().await.unwrap(), other.keep_schedule().await.unwrap()];
    assert_eq!(begun, [true, false]);
    let next = place.desk.schedule(TIQETS).await.unwrap().next_at.unwrap();
    assert!(next > place.clock.now());
    let run = last_run(&place).await;
    assert_eq!((run.kind, run.started_by), (RunKind::Refresh, Starter::Schedule));
}

async fn last_run(place: &Place) -> Run {
    loop {
        let last = place.desk.runs(1).await.unwrap().remove(0);
        if last.status != RunStatus::Running {
            return last;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_schedule_that_is_off_or_has_no_network_is_quiet() {
    let place = Place::new(Options::default()).await;
    assert!(place.desk.set_schedule(TIQETS, Some(0)).await.is_err());
    assert!(place.desk.set_schedule(TIQETS, Some(10_000)).await.is_err());
    let set = place.desk.set_schedule(TIQETS, Some(2)).await.unwrap();
    assert!(set.next_at.unwrap() > place.clock.now());
    place.desk.set_schedule(TIQETS, None).await.unwrap();
    place.pass(Duration::from_hours(50));
    assert!(!place.desk.keep_schedule().await.unwrap());
    place.desk.set_schedule(TIQETS, Some(2)).await.unwrap();
    place.pass(Duration::from_hours(3));
    place.sandbox.set_fault(Fault::always(Verb::DropBeforeAccept, Call::Any)).unwrap();
    let runs = place.desk.runs(50).await.unwrap().len();
    assert!(!place.desk.keep_schedule().await.unwrap());
    assert_eq!(place.desk.runs(50).await.unwrap().len(), runs, "no record of what was not begun");
    let waiting = place.desk.schedule(TIQETS).await.unwrap();
    assert!(waiting.note.unwrap().contains("waits"));
    assert!(waiting.next_at.unwrap() - place.clock.now() <= chrono::Duration::minutes(10));
    place.sandbox.clear_faults();
    place.pass(Duration::from_mins(11));
    assert!(place.desk.keep_schedule().await.unwrap());
    assert_eq!(last_run(&place).await.status, RunStatus::Completed);
    assert_eq!(place.desk.schedule(TIQETS).await.unwrap().note, None);
}

#[tokio::test]
async fn variants_follow_in_the_background_and_again_when_a_product_changed() {
    let place = Place::new(Options::default()).await;
    assert_eq!(place.desk.variants_known().await.unwrap(), (0, 200));
    assert_eq!(place.desk.fill_variants(TIQETS, 30).await.unwrap(), 30);
    assert_eq!(place.desk.fill_variants(TIQETS, 1_000).await.unwrap(), 170);
    assert_eq!(place.desk.variants_known().await.unwrap(), (200, 200));
    assert_eq!(place.desk.fill_variants(TIQETS, 1_000).await.unwrap(), 0);
    place.pass(Duration::from_hours(1));
    let changed = place.sandbox.mutate_world(10.0);
    place.pass(Duration::from_secs(5));
    refreshed(&place).await;
    assert_eq!(place.desk.fill_variants(TIQETS, 1_000).await.unwrap() as usize, changed);
}

#[tokio::test]
async fn the_shelf_keeps_what_is_marked_and_opened_and_shows_what_is_sold() {
    let mut place = Place::new(Options::default()).await;
    let (tower, deck) = (place.desk.snapshot().all_experiences()[0].id.clone(), product(1_100_001));
    place.desk.mark_experience(&tower, true).await.unwrap();
    place.desk.mark_product(&deck, true).await.unwrap();
    place.desk.mark_product(&deck, true).await.unwrap();
    assert!(place.desk.mark_product(&product(1), true).await.is_err());
    for id in [1_100_002, 1_100_001, 1_100_002] {
        place.pass(Duration::from_secs(1));
        place.desk.note_visit(&product(id)).await;
    }
    place.reopen().await;
    let shelf = place.desk.shelf().await.unwrap();
    assert_eq!(shelf.favourites.len(), 2);
    let recent = shelf.recent.iter().map(|on| match on {
        OnShelf::Product(product) => product.id.clone(),
        OnShelf::Experience(_) => panic!("an experience was opened"),
    });
    assert_eq!(recent.collect::<Vec<_>>(), [product(1_100_002), deck.clone()]);
    assert!(place.desk.marked().await.unwrap().has_product(&deck));
    let dubai = place.desk.snapshot().product(&deck).unwrap().city.clone();
    place.desk.set_cities(vec![dubai.clone()], false).await.unwrap();
    assert!(place.desk.shelf().await.unwrap().recent.is_empty());
    place.desk.set_cities(vec![dubai], true).await.unwrap();
    place.desk.mark_product(&deck, false).await.unwrap();
    assert_eq!(place.desk.shelf().await.unwrap().favourites.len(), 1);
}

#[tokio::test]
async fn what_is_free_on_a_day_is_asked_and_never_guessed() {
    let place = Place::new(Options::default()).await;
    let deck = product(1_100_001);
    let day = (place.clock.now().date_naive() + chrono::Duration::days(5)).to_string();
    let tower = place.desk.snapshot().product(&deck).unwrap().experience.clone().unwrap();
    let (experiences, products) = place.desk.free(&[tower], &[deck.clone(), product(1)], &day, 2).await.unwrap();
    assert!(matches!(experiences[0], Freedom::Free { from_price: Some(_) }), "{experiences:?}");
    assert!(matches!(products[0], Freedom::Free { .. }) && products[1] == Freedom::Unknown, "{products:?}");
    let nowhere = counterfoil_domain::ExperienceId::new(TIQETS, "1");
    assert_eq!(place.desk.free(&[nowhere], &[], &day, 2).await.unwrap().0, [Freedom::Unknown]);
    let (_, many) = place.desk.free(&[], std::slice::from_ref(&deck), &day, 999).await.unwrap();
    assert_eq!(many, [Freedom::Full]);
    assert!(place.desk.free(&[], std::slice::from_ref(&deck), "2020-01-01", 2).await.is_err(), "a past day");
    assert!(place.desk.free(&[], std::slice::from_ref(&deck), "tomorrow", 2).await.is_err());
    assert!(place.desk.free(&[], std::slice::from_ref(&deck), &day, 0).await.is_err());
    place.sandbox.set_fault(Fault::always(Verb::DropAfterAccept, Call::Availability)).unwrap();
    let (_, gone) = place.desk.free(&[], &[deck], &day, 2).await.unwrap();
    assert_eq!(gone, [Freedom::Unknown]);
}

#[tokio::test]
async fn a_page_that_was_read_in_part_is_read_whole_again() {
    // With marks: the page before it was spoilt is not "unchanged" any more.
    let place = Place::new(Options::default()).await;
    let before = goods(&place);
    for list in [List::Tags, List::Products, List::Experiences] {
        let spoilt = Fault { list: Some(list), ..Fault::always(Verb::WrongTypes, Call::Catalog) };
        place.sandbox.set_fault(spoilt).unwrap();
        place.desk.run(refresh()).await.unwrap();
        place.sandbox.clear_faults();
        refreshed(&place).await;
        assert_eq!(goods(&place), before, "{list:?}");
        let names = |desk: &counterfoil_engine::Desk| -> BTreeSet<_> {
            desk.snapshot().tags().iter().map(|tag| (tag.id.clone(), tag.name.clone())).collect()
        };
        assert_eq!(names(&place.desk), names(&place.other_desk().await), "{list:?}");
    }
}

#[tokio::test]
async fn what_another_program_decides_about_a_city_is_followed() {
    let place = Place::new(Options::default()).await;
    let other = place.same_ledger().await;
    let dubai = other.snapshot().all_cities()[0].id.clone();
    other.set_cities(vec![dubai.clone()], false).await.unwrap();
    assert!(place.desk.snapshot().is_enabled(&dubai), "it has not looked yet");
    assert!(place.desk.follow_others().await.unwrap());
    assert!(!place.desk.snapshot().is_enabled(&dubai));
    assert!(!place.desk.follow_others().await.unwrap(), "nothing new");
}

#[tokio::test]
async fn looking_at_the_runs_is_in_nobodys_way() {
    let place = Place::new(Options::default()).await;
    let (desk, over) = (place.desk.clone(), std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false)));
    let told = std::sync::Arc::clone(&over);
    let looking = tokio::spawn(async move {
        while !told.load(std::sync::atomic::Ordering::Relaxed) {
            desk.runs(5).await.unwrap();
        }
    });
    for _ in 0..10 {
        let ended = place.desk.run(refresh()).await.unwrap().run;
        assert_eq!(ended.status, RunStatus::Completed, "{:?}", ended.error);
    }
    over.store(true, std::sync::atomic::Ordering::Relaxed);
    looking.await.unwrap();
}
