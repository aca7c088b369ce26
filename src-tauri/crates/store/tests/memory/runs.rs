use counterfoil_domain::{
    RunId,
    run::{Run, RunCounts, RunKind, RunStatus},
};
use counterfoil_store::{Lease, StoreError};
use uuid::Uuid;

use super::samples::{Desk, SECUTIX, TIQETS, at, run};

const MINUTE: u32 = 60_000;

#[test]
fn a_run_is_recorded_from_begin_to_end() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let mut run = run(1, RunKind::Bootstrap, 0);
    ledger.begin_run(&run, "desk-1 4711", MINUTE).unwrap();
    assert_eq!(
        ledger.lease(TIQETS).unwrap(),
        Some(Lease {
            supplier: TIQETS,
            run: run.id,
            holder: "desk-1 4711".to_owned(),
            taken_at: at(0),
            renewed_at: at(0),
            expires_at: at(60),
        })
    );
    run.counts = RunCounts {
        requests: 305,
        bytes: 185_000_000_000,
        countries: 1,
        cities: 2,
        experiences: 3,
        products: 4,
        variants: 5,
        tags: 6,
        written: 7,
        retired: 8,
        rate_limited: 9,
    };
    ledger.update_run(run.id, &run.counts).unwrap();
    assert_eq!(ledger.runs(5).unwrap(), [run.clone()]);
    run.status = RunStatus::Failed;
    run.ended_at = Some(at(30));
    run.error = Some("the supplier could not be reached".to_owned());
    ledger.end_run(&run).unwrap();
    drop(ledger);
    let ledger = desk.ledger();
    assert_eq!(ledger.runs(5).unwrap(), [run]);
    assert_eq!(ledger.lease(TIQETS).unwrap(), None);
}

#[test]
fn the_second_caller_is_told_by_whom_it_was_skipped() {
    let desk = Desk::new();
    let (mine, theirs) = (desk.ledger(), desk.ledger());
    let first = run(1, RunKind::Refresh, 0);
    mine.begin_run(&first, "desk-1 4711", MINUTE).unwrap();
    // Another kind of run writes the same catalogue.
    let second = run(2, RunKind::TagSync, 59);
    match theirs.begin_run(&second, "desk-2 1", MINUTE) {
        Err(StoreError::Held { by, since, run }) => {
            assert_eq!((by.as_str(), since, run), ("desk-1 4711", at(0), first.id));
        }
        other => panic!("{other:?}"),
    }
    let skipped = Run { status: RunStatus::Skipped, ended_at: Some(at(59)), ..second };
    theirs.record_run(&skipped).unwrap();
    assert_eq!(mine.runs(9).unwrap(), [skipped, first.clone()]);
    // Another supplier's part is free.
    theirs.begin_run(&Run { supplier: SECUTIX, ..run(3, RunKind::Refresh, 59) }, "desk-2 1", MINUTE).unwrap();
    // Renewed in time, the lease lasts on.
    mine.renew_lease(first.id, at(59), MINUTE).unwrap();
    let third = run(4, RunKind::Refresh, 118);
    assert!(matches!(theirs.begin_run(&third, "desk-2 1", MINUTE), Err(StoreError::Held { .. })));
    mine.end_run(&Run { status: RunStatus::Completed, ended_at: Some(at(118)), ..first }).unwrap();
    theirs.begin_run(&third, "desk-2 1", MINUTE).unwrap();
}

#[test]
fn a_silent_run_loses_its_place() {
    let desk = Desk::new();
    let (dead, alive) = (desk.ledger(), desk.ledger());
    let first = run(1, RunKind::Refresh, 0);
    dead.begin_run(&first, "desk-1 4711", MINUTE).unwrap();
    let second = run(2, RunKind::QuickSync, 60);
    alive.begin_run(&second, "desk-2 1", MINUTE).unwrap();
    let runs = alive.runs(9).unwrap();
    assert_eq!(runs[0], second);
    assert_eq!((runs[1].status, runs[1].ended_at), (RunStatus::Failed, Some(at(60))));
    assert!(runs[1].error.as_deref().is_some_and(|error| error.starts_with("The program ended")));

    // It was only slow: nothing it says now counts.
    let lost = |outcome: counterfoil_store::Result<()>| {
        assert!(matches!(outcome, Err(StoreError::LeaseLost { run }) if run == first.id), "{outcome:?}");
    };
    lost(dead.renew_lease(first.id, at(61), MINUTE));
    lost(dead.update_run(first.id, &RunCounts { requests: 9, ..RunCounts::default() }));
    lost(dead.end_run(&Run { status: RunStatus::Completed, ..first.clone() }));
    assert_eq!(alive.runs(9).unwrap(), runs);
    assert_eq!(alive.lease(TIQETS).unwrap().unwrap().run, second.id);
}

#[test]
fn a_late_renewal_counts_while_nobody_came() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let run = run(1, RunKind::Refresh, 0);
    ledger.begin_run(&run, "desk-1 4711", MINUTE).unwrap();
    ledger.renew_lease(run.id, at(600), MINUTE).unwrap();
    assert_eq!(ledger.lease(TIQETS).unwrap().unwrap().expires_at, at(660));
    assert!(ledger.renew_lease(RunId(Uuid::from_u128(9)), at(0), MINUTE).is_err());
}

#[test]
fn the_lease_of_a_holder_known_to_be_gone_is_broken() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    let first = run(1, RunKind::Refresh, 0);
    ledger.begin_run(&first, "desk-1 4711", MINUTE).unwrap();
    let lease = ledger.lease(TIQETS).unwrap().unwrap();
    assert!(ledger.break_lease(&lease, at(1)).unwrap());
    assert_eq!(ledger.runs(1).unwrap()[0].status, RunStatus::Failed);
    ledger.begin_run(&run(2, RunKind::Refresh, 2), "desk-1 4712", MINUTE).unwrap();
    assert!(!ledger.break_lease(&lease, at(3)).unwrap(), "an old lease broke a new one");
    assert_eq!(ledger.runs(1).unwrap()[0].status, RunStatus::Running);
}

#[test]
fn of_many_who_begin_at_once_one_wins() {
    let desk = Desk::new();
    drop(desk.ledger());
    let won: usize = std::thread::scope(|scope| {
        let desk = &desk;
        let desks: Vec<_> = (0..8)
            .map(|n| {
                scope.spawn(move || {
                    let outcome = desk.ledger().begin_run(&run(n + 1, RunKind::Refresh, 0), &n.to_string(), MINUTE);
                    match outcome {
                        Ok(()) => 1,
                        Err(StoreError::Held { .. }) => 0,
                        Err(other) => panic!("{other}"),
                    }
                })
            })
            .collect();
        desks.into_iter().map(|desk| desk.join().unwrap()).sum()
    });
    assert_eq!(won, 1);
}
