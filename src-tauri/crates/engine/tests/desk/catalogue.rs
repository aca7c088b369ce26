//! Runs, and what they leave.

use counterfoil_domain::{
    Code,
    catalog::snapshot::Narrowing,
    run::{RunKind, RunStatus},
};
use counterfoil_engine::{events::DeskEvent, sync::RunOrder};
use counterfoil_sandbox::{Call, Fault, Options, Verb};

use super::place::{Place, bootstrap, city, refresh};

#[tokio::test]
async fn a_second_refresh_writes_nothing_and_a_changed_world_only_what_changed() {
    let place = Place::new(Options::default()).await;
    let again = place.desk.run(refresh()).await.unwrap().run;
    assert_eq!((again.status, again.counts.written, again.counts.retired), (RunStatus::Completed, 0, 0));
    let changed = place.sandbox.mutate_world(5.0) as u64;
    let third = place.desk.run(refresh()).await.unwrap().run;
    assert!(
        third.counts.written >= changed && third.counts.written <= 3 * changed,
        "{changed} changed, {:?}",
        third.counts
    );
}

#[tokio::test]
async fn a_failed_run_leaves_the_last_good_catalogue() {
    // A page that is unchanged has no body that could be cut.
    let place = Place::new(Options { etags: false, ..Options::default() }).await;
    let before = place.desk.snapshot().visible_counts();
    for verb in [Verb::Error500, Verb::CutBody, Verb::NotJson, Verb::DropAfterAccept] {
        place.sandbox.set_fault(Fault::always(verb, Call::Catalog)).unwrap();
        let ended = place.desk.run(refresh()).await.unwrap();
        assert_eq!(ended.run.status, RunStatus::Failed, "{verb:?}");
        assert!(ended.failure.is_some() && ended.run.error.is_some());
        assert_eq!(place.desk.snapshot().visible_counts(), before);
        place.sandbox.clear_faults();
    }
    assert_eq!(place.desk.run(refresh()).await.unwrap().run.status, RunStatus::Completed);
    assert_eq!(place.desk.runs(10).await.unwrap().len(), 6);
}

#[tokio::test]
async fn a_failed_bootstrap_leaves_an_empty_desk_usable() {
    let place = Place::empty(Options::default()).await;
    place.sandbox.set_fault(Fault::always(Verb::Error500, Call::Catalog)).unwrap();
    assert_eq!(place.desk.run(bootstrap()).await.unwrap().run.status, RunStatus::Failed);
    assert!(place.desk.snapshot().is_empty());
    assert_eq!(place.desk.snapshot().search("tower", None, 5).1, 0);
}

#[tokio::test]
async fn one_run_at_a_time_and_the_second_is_told_by_whom() {
    let place = Place::empty(Options { latency_ms: 50, ..Options::default() }).await;
    let first = place.desk.start_run(bootstrap()).await.unwrap();
    let second = place.desk.run(refresh()).await.unwrap().run;
    assert_eq!((first.status, second.status), (RunStatus::Running, RunStatus::Skipped));
    assert!(second.error.is_some_and(|why| why.contains("process")));
}

#[tokio::test]
async fn a_run_can_be_stopped_and_tells_how_far_it_came() {
    let place = Place::empty(Options { latency_ms: 30, ..Options::default() }).await;
    let mut events = place.desk.listen();
    place.desk.start_run(bootstrap()).await.unwrap();
    assert!(place.desk.stop_run());
    let ended = loop {
        if let DeskEvent::Run(progress) = events.recv().await.unwrap()
            && progress.run.status != RunStatus::Running
        {
            break progress.run;
        }
    };
    assert_eq!(ended.status, RunStatus::Failed);
    assert!(ended.error.is_some_and(|why| why.contains("stopped by hand")));
}

#[tokio::test]
async fn whoever_hears_of_the_end_of_a_run_finds_it_in_the_list() {
    let place = Place::empty(Options::default()).await;
    for _ in 0..5 {
        let mut events = place.desk.listen();
        let begun = place.desk.start_run(bootstrap()).await.unwrap();
        let is_end = |event: &DeskEvent| matches!(event, DeskEvent::Run(p) if p.run.status != RunStatus::Running);
        while !is_end(&events.recv().await.unwrap()) {}
        let last = place.desk.runs(1).await.unwrap().remove(0);
        assert_eq!((last.id, last.status), (begun.id, RunStatus::Completed));
        assert!(place.desk.current_run().is_none());
    }
}

#[tokio::test]
async fn one_city_and_a_page_limit() {
    let place = Place::empty(Options::default()).await;
    let limited = RunOrder { max_pages: Some(1), ..bootstrap() };
    let run = place.desk.run(limited).await.unwrap().run;
    assert_eq!((run.counts.products, run.counts.retired), (100, 0));
    let one = RunOrder { kind: RunKind::Refresh, cities: vec![city("60005")], ..bootstrap() };
    let run = place.desk.run(one).await.unwrap().run;
    assert_eq!(run.status, RunStatus::Completed);
    let dubai = Narrowing { city: Some(city("60005")), ..Narrowing::default() };
    assert_eq!(place.desk.snapshot().products(&dubai, 1, 100).total as u64, run.counts.products);
    let nowhere = RunOrder { cities: vec![city("1")], ..refresh() };
    assert_eq!(place.desk.run(nowhere).await.unwrap_err().code(), Code::NotFound);
}

#[tokio::test]
async fn a_city_switched_off_stays_off_over_refresh_and_restart() {
    let mut place = Place::new(Options::default()).await;
    assert_eq!(place.desk.set_cities(vec![city("60005")], false).await.unwrap(), 1);
    assert_eq!(place.desk.snapshot().search("al qamar", None, 5).1, 0);
    place.desk.run(refresh()).await.unwrap();
    place.reopen().await;
    assert_eq!(place.desk.snapshot().search("al qamar", None, 5).1, 0);
    place.desk.set_cities(vec![city("60005")], true).await.unwrap();
    assert!(place.desk.snapshot().search("al qamar", None, 5).1 > 0);
    assert_eq!(place.desk.set_cities(vec![city("nowhere")], true).await.unwrap_err().code(), Code::NotFound);
}
