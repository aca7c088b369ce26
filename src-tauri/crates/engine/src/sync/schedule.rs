//! Runs that begin by themselves (UC-20): every six hours unless set otherwise, first after the interval, each due run
//! once however many intervals were missed, and quietly later while there is no network.

use std::time::Duration;

use counterfoil_domain::{Instant, SupplierError, SupplierKey, run::RunKind, run::Starter};
use counterfoil_store::{CatalogFile, Schedule};
use uuid::Uuid;

use super::RunOrder;
use crate::{Desk, EngineError, Result, desk::SUPPLIERS, events::DeskEvent};

/// Hours between two runs when nobody set them (UC-20).
pub const USUAL_HOURS: u32 = 6;
/// Longest interval that can be set: a month.
const MOST_HOURS: u32 = 744;
/// While nobody answers, a due run is tried again after so long.
const PATIENCE: chrono::Duration = chrono::Duration::minutes(10);
/// How often the schedule is looked at.
const BEAT: Duration = Duration::from_secs(5);

/// When a supplier's catalogue is refreshed by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleState {
    /// Hours between two runs; `None` while it is off.
    pub every_hours: Option<u32>,
    /// When the next run is due; `None` while it is off, or until the supplier is set up.
    pub next_at: Option<Instant>,
    /// Why a due run waits, a sentence.
    pub note: Option<String>,
}

impl From<Schedule> for ScheduleState {
    fn from(schedule: Schedule) -> Self {
        let Schedule { every_hours, next_at, note } = schedule;
        Self { every_hours, next_at, note }
    }
}

/// The due time after an interval, with up to a twentieth of it added, so that desks that were switched on together do not
/// all ask at once.
fn after(now: Instant, hours: u32) -> Instant {
    let interval = chrono::Duration::hours(i64::from(hours));
    let dice = i32::from(Uuid::now_v7().as_bytes()[15]);
    now + interval + interval * dice / (255 * 20)
}

impl Desk {
    /// The schedule of a supplier.
    pub async fn schedule(&self, supplier: SupplierKey) -> Result<ScheduleState> {
        let kept = self.on_ledger(move |ledger| ledger.schedule(supplier)).await?;
        let usual = Schedule { every_hours: Some(USUAL_HOURS), ..Schedule::default() };
        Ok(kept.unwrap_or(usual).into())
    }

    /// Sets how often a supplier's catalogue is refreshed by itself, or `None` to switch that off. The next run is due
    /// after the interval.
    pub async fn set_schedule(&self, supplier: SupplierKey, every_hours: Option<u32>) -> Result<ScheduleState> {
        if every_hours.is_some_and(|hours| hours == 0 || hours > MOST_HOURS) {
            return Err(EngineError::Invalid(format!("A schedule has 1 to {MOST_HOURS} hours between two runs.")));
        }
        let next_at = every_hours.map(|hours| after(self.now(), hours));
        let schedule = Schedule { every_hours, next_at, note: None };
        let kept = schedule.clone();
        self.on_ledger(move |ledger| ledger.set_schedule(supplier, &kept)).await?;
        self.tell(DeskEvent::Desk);
        Ok(schedule.into())
    }

    /// Looks at the schedules once: begins what is due, and returns whether something was begun.
    pub async fn keep_schedule(&self) -> Result<bool> {
        let mut begun = false;
        for supplier in SUPPLIERS {
            if self.on_ledger(move |ledger| ledger.supplier_setting(supplier)).await?.is_some() {
                begun |= self.keep_schedule_of(supplier).await?;
            }
        }
        Ok(begun)
    }

    async fn keep_schedule_of(&self, supplier: SupplierKey) -> Result<bool> {
        let now = self.now();
        let ScheduleState { every_hours: Some(hours), next_at, .. } = self.schedule(supplier).await? else {
            return Ok(false);
        };
        let Some(due) = next_at else {
            // The first run of a supplier that was just set up is due after the interval, not at once.
            let schedule = Schedule { every_hours: Some(hours), next_at: Some(after(now, hours)), note: None };
            self.on_ledger(move |ledger| ledger.set_schedule(supplier, &schedule)).await?;
            self.tell(DeskEvent::Desk);
            return Ok(false);
        };
        if due > now {
            return Ok(false);
        }
        if let Err(error) = self.answers(supplier).await {
            let later = (now + PATIENCE).min(after(now, hours));
            let note = format!("The refresh that was due waits: {error}");
            self.on_ledger(move |ledger| ledger.claim_run(supplier, due, later, Some(&note))).await?;
            self.tell(DeskEvent::Desk);
            return Ok(false);
        }
        let next = after(now, hours);
        // Moving the due time on takes the run: of two programs one gets it, and what was missed is run once.
        if !self.on_ledger(move |ledger| ledger.claim_run(supplier, due, next, None)).await? {
            return Ok(false);
        }
        self.tell(DeskEvent::Desk);
        let kind = if self.snapshot().is_empty() { RunKind::Bootstrap } else { RunKind::Refresh };
        let order = RunOrder { started_by: Starter::Schedule, ..RunOrder::of(supplier, kind) };
        if let Err(error) = self.start_run(order).await {
            // Taken and not begun: it is due again soon, not only after the whole interval.
            let (later, note) = (now + PATIENCE, format!("The refresh that was due could not begin: {error}"));
            self.on_ledger(move |ledger| ledger.claim_run(supplier, next, later.min(next), Some(&note))).await?;
            return Err(error);
        }
        Ok(true)
    }

    /// Whether a supplier can be reached at all. A run that would only fail is not begun, and not recorded.
    async fn answers(&self, supplier: SupplierKey) -> Result<()> {
        let line = self.supplier(supplier).await?;
        match line.probe().await {
            Err(error @ (SupplierError::Unreachable | SupplierError::Untrusted | SupplierError::TimedOut { .. })) => {
                self.note_answer(supplier, Some(&error), None);
                Err(EngineError::read(supplier, error))
            }
            // Whatever else is wrong, the run's record tells it.
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Takes in what another program committed to the catalogue since this one looked.
    pub async fn follow_others(&self) -> Result<bool> {
        if self.current_run().is_some() {
            return Ok(false);
        }
        let editions = self.on_catalog(CatalogFile::editions).await?;
        if *self.snapshot().editions() == editions {
            return self.follow_choices().await;
        }
        self.reload_snapshot().await?;
        Ok(true)
    }

    /// Tends the catalogue until the task is dropped: due runs, what other programs refreshed, variants in the background,
    /// and once after the start a look through the whole file.
    pub async fn tend_catalogue(&self) {
        let looked = async {
            tokio::time::sleep(Duration::from_secs(20)).await;
            self.verify_catalogue().await;
            std::future::pending::<()>().await;
        };
        let kept = async {
            let mut beat = tokio::time::interval(BEAT);
            beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                beat.tick().await;
                if let Err(error) = self.keep_schedule().await {
                    tracing::warn!(%error, "the schedule could not be kept");
                }
                if let Err(error) = self.follow_others().await {
                    tracing::warn!(%error, "the catalogue of another program could not be read");
                }
            }
        };
        let filled = async {
            for supplier in SUPPLIERS {
                self.fill_in_background(supplier).await;
            }
        };
        tokio::join!(looked, kept, filled);
    }

    async fn verify_catalogue(&self) {
        if let Err(error) = self.on_catalog(CatalogFile::verify).await {
            // What is in memory stays usable; the next start makes the file anew, and a bootstrap fills it.
            tracing::error!(%error, "the catalogue file is damaged");
        }
    }
}
