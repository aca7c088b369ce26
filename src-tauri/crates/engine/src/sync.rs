//! Runs that feed the catalogue (UC-18 to UC-22): one at a time, plan then apply, the snapshot swapped once at the end.
//!
//! `plan` says what is fetched, `fetch` fetches a list page by page, several pages at once. What changed is written in
//! short transactions; what was seen decides what is retired. A failed run leaves the last good catalogue.

mod fetch;
mod plan;

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use counterfoil_domain::{
    CityId, Instant, RunId, Supplier, SupplierKey,
    run::{Run, RunCounts, RunKind, RunStatus},
    supplier::Traffic,
};
use counterfoil_store::{Batch, Seen, StoreError};
use uuid::Uuid;

use crate::{
    Desk, EngineError, Result,
    events::{DeskEvent, Progress},
};
use plan::{Job, Plan};

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
    seen: Seen,
    /// What a person should know about a run that came to its end.
    remark: Option<String>,
    /// Items that could not be read; what was not seen for that reason is not retired.
    skipped: u64,
    done: u64,
    expected: Option<u64>,
    stop: Arc<AtomicBool>,
    before: Traffic,
    renewed_at: Instant,
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

    /// Records of the last runs, newest first.
    pub async fn runs(&self, limit: u32) -> Result<Vec<Run>> {
        self.on_ledger(move |ledger| ledger.runs(limit)).await
    }

    /// Begins a run and returns its record at once; progress comes as events. When another run goes on, here or in
    /// another process, the record says SKIPPED and by whom.
    pub async fn start_run(&self, order: RunOrder) -> Result<Run> {
        let (tally, line) = match self.begin(&order).await? {
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
        match self.begin(&order).await? {
            Begun::Going(tally, line) => self.carry_out(order, tally, line).await,
            Begun::Skipped(run) => Ok(Ended { run, failure: None }),
        }
    }

    async fn begin(&self, order: &RunOrder) -> Result<Begun> {
        let line = self.supplier(order.supplier).await?;
        let snapshot = self.snapshot();
        if let Some(missing) = order.cities.iter().find(|id| snapshot.city(id).is_none()) {
            return Err(EngineError::not_found("city", &missing.own));
        }
        let now = self.now();
        let mut run = Run {
            id: RunId(Uuid::now_v7()),
            supplier: order.supplier,
            kind: order.kind,
            status: RunStatus::Running,
            began_at: now,
            ended_at: None,
            counts: RunCounts::default(),
            error: None,
        };
        let (record, holder, lease) = (run.clone(), holder(), lease_millis(self.inner.config.lease));
        match self.on_ledger(move |ledger| ledger.begin_run(&record, &holder, lease)).await {
            Ok(()) => {}
            Err(EngineError::Store(StoreError::Held { by, since, .. })) => {
                run.status = RunStatus::Skipped;
                run.ended_at = Some(now);
                run.error = Some(format!(
                    "Skipped: {by} is refreshing the same catalogue since {}.",
                    since.format("%H:%M:%S UTC")
                ));
                let record = run.clone();
                self.on_ledger(move |ledger| ledger.record_run(&record)).await?;
                return Ok(Begun::Skipped(run));
            }
            Err(other) => return Err(other),
        }
        let stop = Arc::new(AtomicBool::new(false));
        let tally = Tally {
            run,
            seen: Seen::default(),
            skipped: 0,
            remark: None,
            done: 0,
            expected: None,
            stop,
            before: line.traffic(),
            renewed_at: now,
        };
        self.show(&tally, "Beginning", true);
        Ok(Begun::Going(Box::new(tally), line))
    }

    async fn carry_out(&self, order: RunOrder, mut tally: Box<Tally>, line: Arc<dyn Supplier>) -> Result<Ended> {
        let plan = Plan::of(&order, &self.snapshot());
        let worked = self.work(&plan, &mut tally, &line).await;
        let worked = match worked {
            Ok(()) => self.finish(&plan, &mut tally).await,
            failed => failed,
        };
        tally.count_traffic(line.traffic());
        tally.run.ended_at = Some(self.now());
        tally.run.status = if worked.is_ok() { RunStatus::Completed } else { RunStatus::Failed };
        let failure = worked.err();
        tally.run.error = failure.as_ref().map(ToString::to_string);
        if tally.run.error.is_none() {
            tally.run.error = tally.remark.take();
        }
        if tally.run.error.is_none() && tally.skipped > 0 {
            tally.run.error = Some(format!("{} items could not be read and were left as they were.", tally.skipped));
        }
        let record = tally.run.clone();
        let written = self.on_ledger(move |ledger| ledger.end_run(&record)).await;
        // Told after it is written: whoever hears of the end asks for the record.
        self.show(&tally, "Done", false);
        written?;
        Ok(Ended { run: tally.run, failure })
    }

    /// Fetches list after list of the plan.
    async fn work(&self, plan: &Plan, tally: &mut Tally, line: &Arc<dyn Supplier>) -> Result<()> {
        tally.expected = plan.estimate;
        for job in &plan.jobs {
            self.fetch_list(job, plan.max_pages, tally, line).await?;
        }
        Ok(())
    }

    /// Retires what was not seen and swaps the snapshot.
    async fn finish(&self, plan: &Plan, tally: &mut Tally) -> Result<()> {
        self.show(tally, "Comparing with what was here", true);
        tally.renewed_at = Instant::default();
        self.renew(tally).await?;
        let shrunk = self.shrunk(plan, &tally.seen);
        if let Some(words) = &shrunk {
            tally.remark = Some(format!("{words} Nothing was retired; run it again, or ask the supplier."));
        }
        if plan.max_pages.is_none() && tally.skipped == 0 && shrunk.is_none() {
            let (supplier, cities, seen, now) =
                (tally.run.supplier, plan.cities.clone(), tally.seen.clone(), self.now());
            let gone = self.on_catalog(move |catalog| catalog.retire(supplier, cities.as_deref(), &seen, now)).await?;
            tally.run.counts.retired = gone.total();
        }
        self.swap_snapshot().await
    }

    /// A list that is suddenly less than half of what is here is believed to be broken, not true.
    fn shrunk(&self, plan: &Plan, seen: &Seen) -> Option<String> {
        let snapshot = self.snapshot();
        let supplier_cities = || snapshot.all_cities().iter().map(|city| city.id.clone()).collect::<Vec<_>>();
        let cities = plan.cities.clone().unwrap_or_else(supplier_cities);
        let here = |count: &dyn Fn(&CityId) -> usize| cities.iter().map(count).sum::<usize>();
        let halved = |seen: usize, here: usize| here >= 10 && seen * 2 < here;
        let experiences = here(&|city| snapshot.experience_count(city));
        let products = here(&|city| snapshot.product_count(city));
        if let Some(listed) = seen.experiences.as_ref().map(HashSet::len).filter(|seen| halved(*seen, experiences)) {
            return Some(format!("The supplier listed {listed} experiences where {experiences} were known."));
        }
        let listed = seen.products.as_ref().map(HashSet::len).filter(|seen| halved(*seen, products))?;
        Some(format!("The supplier listed {listed} products where {products} were known."))
    }

    /// Writes a page's rows and counts them.
    async fn apply(&self, mut batch: Batch, tally: &mut Tally) -> Result<()> {
        batch.fetched_at = self.now();
        tally.saw(&batch);
        let written = self.on_catalog(move |catalog| catalog.apply(&batch)).await?;
        tally.run.counts.written += written.changed();
        Ok(())
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
        self.run.counts.requests = now.requests.saturating_sub(self.before.requests);
        self.run.counts.bytes = now.bytes.saturating_sub(self.before.bytes);
    }

    fn saw(&mut self, batch: &Batch) {
        let counts = &mut self.run.counts;
        counts.countries += batch.countries.len() as u64;
        counts.cities += batch.cities.len() as u64;
        counts.experiences += batch.experiences.len() as u64;
        counts.products += batch.products.len() as u64;
        counts.tags += (batch.tags.len() + batch.tag_types.len()) as u64;
        note(&mut self.seen.countries, batch.countries.iter().map(|c| c.id.clone()));
        note(&mut self.seen.cities, batch.cities.iter().map(|c| c.id.clone()));
        note(&mut self.seen.experiences, batch.experiences.iter().map(|(e, _)| e.id.clone()));
        note(&mut self.seen.products, batch.products.iter().map(|(p, _)| p.id.clone()));
        note(&mut self.seen.tags, batch.tags.iter().map(|t| t.id.clone()));
        note(&mut self.seen.tag_types, batch.tag_types.iter().map(|t| t.id.clone()));
    }

    /// From here on what is not seen of this job's noun is gone.
    fn begin_list(&mut self, job: &Job) {
        match job {
            Job::Countries => _ = self.seen.countries.get_or_insert_default(),
            Job::Cities => _ = self.seen.cities.get_or_insert_default(),
            Job::Experiences(_) => _ = self.seen.experiences.get_or_insert_default(),
            Job::Products(_) => _ = self.seen.products.get_or_insert_default(),
            Job::Tags => _ = self.seen.tags.get_or_insert_default(),
            Job::TagTypes => _ = self.seen.tag_types.get_or_insert_default(),
        }
    }
}

/// Notes ids as seen.
fn note<K: std::hash::Hash + Eq>(seen: &mut Option<HashSet<K>>, ids: impl Iterator<Item = K>) {
    let mut ids = ids.peekable();
    if ids.peek().is_some() {
        seen.get_or_insert_default().extend(ids);
    }
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
