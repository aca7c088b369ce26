//! Runs that feed the catalogue (UC-18 to UC-22): one at a time, plan then apply, shown all at once at the end.
//!
//! `plan` says which lists are fetched, `walk` fetches their pages, several at once over all lists, `stage` writes what
//! changed into an edition that nobody sees, `retire` decides what is gone, and then edition and snapshot are swapped. A
//! run that fails, is stopped or killed leaves the last good catalogue; the same run goes on where it stopped when it is
//! begun again soon. `variants` fills in what is not part of a run, `schedule` begins runs by itself.

mod plan;
mod retire;
mod schedule;
mod stage;
mod variants;
mod walk;

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use counterfoil_domain::{
    CityId, Instant, RunId, Supplier, SupplierKey,
    catalog::snapshot::{Changes, Retired},
    run::{Run, RunCounts, RunKind, RunStatus, Starter},
    supplier::Traffic,
};
use counterfoil_store::{Fresh, LedgerFile, Listings, Staged, StoreError};
use uuid::Uuid;

use crate::{
    Desk, EngineError, Result, crash,
    desk::{SUPPLIERS, blocking},
    events::{DeskEvent, Progress},
    turn::Turn,
};
use plan::Plan;
pub use schedule::{ScheduleState, USUAL_HOURS};
use walk::Walked;

/// What an interrupted run fetched counts for so long; afterwards it is fetched again.
const KEEP_STAGED: chrono::Duration = chrono::Duration::minutes(30);

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct RunOrder {
    /// At whom.
    pub supplier: SupplierKey,
    /// What kind.
    pub kind: RunKind,
    /// Only these cities; empty means all that are enabled.
    pub cities: Vec<CityId>,
    /// At most so many pages of each list (UC-21, UC-22).
    pub max_pages: Option<u32>,
    /// Who began it.
    pub started_by: Starter,
}

impl RunOrder {
    /// A whole run begun by hand.
    pub const fn of(supplier: SupplierKey, kind: RunKind) -> Self {
        Self { supplier, kind, cities: Vec::new(), max_pages: None, started_by: Starter::Hand }
    }
}

/// A run that came to its end.
#[derive(Debug)]
pub struct Ended {
    /// Its record.
    pub run: Run,
    /// Why it failed.
    pub failure: Option<EngineError>,
}

/// The run that goes on in this process, if any.
#[derive(Default)]
pub(crate) struct Runs {
    going: Mutex<Option<Going>>,
}

struct Going {
    progress: Progress,
    stop: Arc<AtomicBool>,
}

/// What a run carries along.
struct Tally {
    run: Run,
    stop: Arc<AtomicBool>,
    done: u64,
    expected: Option<u64>,
    /// What a person should know about a run that came to its end.
    remarks: Vec<String>,
    before: Traffic,
    renewed_at: Instant,
    /// Held while the run goes on, by whatever program; the system lets go of it when the program ends.
    turn: Option<Turn>,
}

/// A run at work: what it fetches from, what was known before, where it writes.
struct Work {
    line: Arc<dyn Supplier>,
    plan: Plan,
    staged: Staged,
    listings: Listings,
}

impl Desk {
    /// The run that goes on here now.
    pub fn current_run(&self) -> Option<Progress> {
        let going = self.inner.runs.going.lock().unwrap_or_else(PoisonError::into_inner);
        going.as_ref().map(|going| going.progress.clone())
    }

    /// Asks the run that goes on here to stop; it ends after the pages on their way.
    pub fn stop_run(&self) -> bool {
        let going = self.inner.runs.going.lock().unwrap_or_else(PoisonError::into_inner);
        going.as_ref().is_some_and(|going| !going.stop.swap(true, Ordering::SeqCst))
    }

    /// Records of the last runs, newest first. One that was killed is not shown as going on.
    pub async fn runs(&self, limit: u32) -> Result<Vec<Run>> {
        let (desk, now) = (self.clone(), self.now());
        blocking(move || {
            let ledger = &desk.inner.ledger;
            for supplier in SUPPLIERS {
                // The turn is looked for only where somebody seems to have it: whoever begins a run must find it free.
                if ledger.lease(supplier)?.is_some()
                    && let Some(_turn) = Turn::take(&ledger.path())?
                {
                    break_left(ledger, supplier, now)?;
                }
            }
            Ok(())
        })
        .await
        .or_else(|error| match error {
            // A ledger that can only be read still tells what is in it.
            EngineError::Store(StoreError::ReadOnly { .. }) | EngineError::File { .. } => Ok(()),
            other => Err(other),
        })?;
        self.on_ledger(move |ledger| ledger.runs(limit)).await
    }

    /// Begins a run and returns its record at once; progress comes as events. When another run goes on, here or in
    /// another process, the record says SKIPPED and by whom.
    pub async fn start_run(&self, order: RunOrder) -> Result<Run> {
        let turn = Turn::take(&self.inner.ledger.path())?;
        let (tally, line) = match self.begin(&order, turn).await? {
            Begun::Going(tally, line) => (tally, line),
            Begun::Skipped(run) => return Ok(run),
        };
        let (desk, run) = (self.clone(), tally.run.clone());
        tokio::spawn(async move {
            if let Err(error) = desk.carry_out(order, tally, line).await {
                tracing::error!(%error, "a run could not be recorded");
            }
        });
        Ok(run)
    }

    /// Carries a run out to its end and returns its record: COMPLETED, FAILED or SKIPPED.
    pub async fn run(&self, order: RunOrder) -> Result<Ended> {
        let turn = Turn::take(&self.inner.ledger.path())?;
        self.run_with(order, turn).await
    }

    /// Waits until no run goes on, in whatever program, and then carries this one out.
    pub async fn run_after_others(&self, order: RunOrder) -> Result<Ended> {
        loop {
            // The turn is taken and kept: of many who wait, each has it once.
            let turn = Turn::take(&self.inner.ledger.path())?;
            if turn.is_some() {
                return self.run_with(order, turn).await;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    async fn run_with(&self, order: RunOrder, turn: Option<Turn>) -> Result<Ended> {
        match self.begin(&order, turn).await? {
            Begun::Going(tally, line) => self.carry_out(order, tally, line).await,
            Begun::Skipped(run) => Ok(Ended { run, failure: None }),
        }
    }

    async fn begin(&self, order: &RunOrder, turn: Option<Turn>) -> Result<Begun> {
        let line = self.supplier(order.supplier).await?;
        let snapshot = self.snapshot();
        if let Some(missing) = order.cities.iter().find(|id| snapshot.city(id).is_none()) {
            return Err(EngineError::not_found("city", &missing.own));
        }
        let now = self.now();
        let run = Run {
            id: RunId(Uuid::now_v7()),
            supplier: order.supplier,
            kind: order.kind,
            started_by: order.started_by,
            resumed: false,
            status: RunStatus::Running,
            began_at: now,
            ended_at: None,
            counts: RunCounts::default(),
            error: None,
        };
        let Some(turn) = turn else {
            let supplier = order.supplier;
            let lease = self.on_ledger(move |ledger| ledger.lease(supplier)).await?;
            return self.skip(run, lease.map(|lease| (lease.holder, lease.taken_at))).await;
        };
        let (record, holder, lease) = (run.clone(), holder(), lease_millis(self.inner.config.lease));
        let begun = self
            .on_ledger(move |ledger| {
                break_left(ledger, record.supplier, now)?;
                ledger.begin_run(&record, &holder, lease)
            })
            .await;
        match begun {
            Ok(()) => {}
            Err(EngineError::Store(StoreError::Held { by, since, .. })) => {
                return self.skip(run, Some((by, since))).await;
            }
            Err(other) => return Err(other),
        }
        let tally = Tally {
            run,
            remarks: Vec::new(),
            done: 0,
            expected: None,
            stop: Arc::new(AtomicBool::new(false)),
            before: line.traffic(),
            renewed_at: now,
            turn: Some(turn),
        };
        self.show(&tally, "Beginning", true);
        Ok(Begun::Going(Box::new(tally), line))
    }

    /// Records a run that was not begun, and who is in its way.
    async fn skip(&self, mut run: Run, other: Option<(String, Instant)>) -> Result<Begun> {
        run.status = RunStatus::Skipped;
        run.ended_at = Some(run.began_at);
        run.error = Some(match other {
            Some((by, since)) => {
                format!("Skipped: {by} is refreshing the same catalogue since {}.", since.format("%H:%M:%S UTC"))
            }
            None => "Skipped: another program is refreshing the same catalogue.".to_owned(),
        });
        let record = run.clone();
        self.on_ledger(move |ledger| ledger.record_run(&record)).await?;
        tracing::info!(reason = run.error, "a run was skipped");
        Ok(Begun::Skipped(run))
    }

    async fn carry_out(&self, order: RunOrder, mut tally: Box<Tally>, line: Arc<dyn Supplier>) -> Result<Ended> {
        let worked = self.work(&order, &mut tally, &line).await;
        tally.count_traffic(line.traffic());
        tally.run.ended_at = Some(self.now());
        tally.run.status = if worked.is_ok() { RunStatus::Completed } else { RunStatus::Failed };
        let failure = worked.err();
        tally.run.error = match &failure {
            Some(error) => Some(error.to_string()),
            None if tally.remarks.is_empty() => None,
            None => Some(tally.remarks.join(" ")),
        };
        let record = tally.run.clone();
        let written = self.on_ledger(move |ledger| ledger.end_run(&record)).await;
        tally.turn = None;
        // Told after it is written: whoever hears of the end asks for the record.
        self.show(&tally, "Done", false);
        tracing::info!(
            kind = tally.run.kind.word(),
            status = tally.run.status.word(),
            written = tally.run.counts.written,
            retired = tally.run.counts.retired,
            requests = tally.run.counts.requests,
            "a run ended"
        );
        written?;
        Ok(Ended { run: tally.run, failure })
    }

    async fn work(&self, order: &RunOrder, tally: &mut Tally, line: &Arc<dyn Supplier>) -> Result<()> {
        let plan = Plan::of(order, &self.snapshot());
        let (supplier, now, wish) = (order.supplier, self.now(), plan.wish(order, line.voice()));
        let (staged, listings) = self
            .on_catalog(move |catalog| {
                Ok((catalog.stage(supplier, &wish, now, KEEP_STAGED)?, catalog.listings(supplier)?))
            })
            .await?;
        tally.run.resumed = staged.resumed;
        let work = Work { line: Arc::clone(line), plan, staged, listings };
        let mut walked = self.walk(&work, tally).await?;
        self.show(tally, "Comparing with what was here", true);
        tally.renewed_at = Instant::default();
        self.renew(tally).await?;
        let retired = self.gone(&work, &mut walked, tally).await?;
        let fresh = Fresh {
            experiences: walked.whole_of(plan::Noun::Experiences),
            products: walked.whole_of(plan::Noun::Products),
            cities: work.plan.fresh_cities(self.cities_known(&work, &walked)),
        };
        // What was known before and what was seen are not needed beside two snapshots.
        drop((walked, work));
        self.swap(staged, fresh, retired, tally).await
    }

    /// Shows the edition: in the file for every program, then in the snapshot of this one.
    async fn swap(&self, staged: Staged, fresh: Fresh, retired: Retired, tally: &mut Tally) -> Result<()> {
        let (now, gone_ids) = (self.now(), retired.clone());
        crash::point("run.before.commit");
        let gone = self.on_catalog(move |catalog| catalog.commit(staged, &gone_ids, &fresh, now)).await?;
        tally.run.counts.retired = gone.total();
        crash::point("run.committed");
        let (desk, before) = (self.clone(), self.snapshot());
        let fresh = blocking(move || {
            let choices = desk.inner.ledger.city_choices()?;
            let seen = before.editions().get(&staged.supplier).copied().unwrap_or_default();
            // Another program may have committed editions this snapshot never saw.
            if seen + 1 != staged.edition || before.is_empty() {
                return Ok(counterfoil_domain::Snapshot::build(desk.inner.catalog.load()?, &choices));
            }
            let changed = desk.inner.catalog.changes(staged)?;
            Ok(before.renewed(Changes { changed, retired }, &choices))
        })
        .await?;
        let (experiences, products) = fresh.without_city(staged.supplier);
        if experiences + products > 0 {
            tally.remarks.push(format!(
                "{experiences} experiences and {products} products name a city that the supplier does not list; they are \
                 shown without a city."
            ));
        }
        let desk = self.clone();
        blocking(move || desk.install(fresh)).await?;
        self.tell(DeskEvent::Catalogue);
        Ok(())
    }

    /// Cities that were known, and those the supplier listed now.
    fn cities_known(&self, work: &Work, walked: &Walked) -> impl Iterator<Item = CityId> + use<> {
        let supplier = work.staged.supplier;
        let known: Vec<CityId> = self.snapshot().all_cities().iter().map(|city| city.id.clone()).collect();
        let known = known.into_iter().filter(move |city| city.supplier == supplier);
        let listed: Vec<_> = walked.seen(plan::Noun::Cities).cloned().collect();
        known.chain(listed.into_iter().map(move |own| CityId::new(supplier, own)))
    }

    /// Keeps the lease alive; a run that lost it must stop.
    async fn renew(&self, tally: &mut Tally) -> Result<()> {
        let now = self.now();
        let lease = self.inner.config.lease;
        if now - tally.renewed_at < chrono::Duration::from_std(lease / 4).unwrap_or_default() {
            return Ok(());
        }
        tally.renewed_at = now;
        let run = tally.run.clone();
        self.on_ledger(move |ledger| {
            ledger.renew_lease(run.id, now, lease_millis(lease))?;
            ledger.update_run(run.id, &run.counts)
        })
        .await
    }

    fn show(&self, tally: &Tally, step: &str, going: bool) {
        let progress =
            Progress { run: tally.run.clone(), done: tally.done, expected: tally.expected, step: step.to_owned() };
        let mut slot = self.inner.runs.going.lock().unwrap_or_else(PoisonError::into_inner);
        if going {
            *slot = Some(Going { progress: progress.clone(), stop: Arc::clone(&tally.stop) });
        } else if slot.as_ref().is_some_and(|shown| shown.progress.run.id == tally.run.id) {
            // Once the end is written the next run may begin, and be shown, before this one is taken away.
            *slot = None;
        }
        drop(slot);
        self.tell(DeskEvent::Run(progress));
    }
}

enum Begun {
    Going(Box<Tally>, Arc<dyn Supplier>),
    Skipped(Run),
}

impl Tally {
    fn count_traffic(&mut self, now: Traffic) {
        let counts = &mut self.run.counts;
        counts.requests = now.requests.saturating_sub(self.before.requests);
        counts.bytes = now.bytes.saturating_sub(self.before.bytes);
        counts.rate_limited = now.rate_limited.saturating_sub(self.before.rate_limited);
    }

    /// Refuses to go on once somebody asked for the end.
    fn check_stop(&self) -> Result<()> {
        if self.stop.load(Ordering::SeqCst) { Err(EngineError::RunCancelled) } else { Ok(()) }
    }
}

/// Ends the lease of a program that is gone: whoever holds one without the turn, which the caller has, is.
fn break_left(ledger: &LedgerFile, supplier: SupplierKey, now: Instant) -> std::result::Result<(), StoreError> {
    if let Some(left) = ledger.lease(supplier)? {
        ledger.break_lease(&left, now)?;
    }
    Ok(())
}

/// Who runs, for whoever is told to wait.
fn holder() -> String {
    let host = std::env::var("HOSTNAME").ok().or_else(|| std::fs::read_to_string("/etc/hostname").ok());
    let host = host.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    format!("{} (process {})", host.as_deref().unwrap_or("this computer"), std::process::id())
}

fn lease_millis(lease: Duration) -> u32 {
    u32::try_from(lease.as_millis()).unwrap_or(u32::MAX)
}
