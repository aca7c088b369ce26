//! The journal at work: sheets go to the spooler one after the other, what became of them is read back, and a batch stops
//! where something is wrong.

use std::{
    collections::{BTreeSet, HashSet},
    time::Duration,
};

use counterfoil_domain::{
    PrintJobId,
    distribution::print::{PrintEvent, PrintJob, PrintState},
    order::State,
};
use counterfoil_store::{LedgerFile, Stop, StoreError};
use uuid::Uuid;

use super::spooler::{JobState, Printer, Sheets, SpoolerError, words_of};
use crate::{Desk, EngineError, Result, crash, desk::blocking, events::DeskEvent};

/// How often is looked while something is under way, and while nothing is.
const BUSY_BEAT: Duration = Duration::from_millis(250);
const IDLE_BEAT: Duration = Duration::from_secs(1);

/// What the print room shows.
#[derive(Debug, Clone)]
pub struct PrintRoom {
    /// Jobs whose outcome is open, batch by batch in their order; then the newest settled ones.
    pub jobs: Vec<PrintJob>,
    /// Their batches, the newest first.
    pub batches: Vec<PrintBatch>,
}

/// All jobs of one press.
#[derive(Debug, Clone)]
pub struct PrintBatch {
    /// Its id.
    pub id: PrintJobId,
    /// Its jobs in their order.
    pub jobs: Vec<PrintJob>,
    /// Why it stopped, if it did.
    pub stop: Option<Stop>,
}

/// What a step did to a job.
enum Step {
    /// It is settled: the next one of its batch may go.
    Settled,
    /// It is under way.
    Waits,
    /// Its batch stops, for this reason.
    Stops(String),
}

impl Desk {
    /// The printers there are.
    pub async fn printers(&self) -> Result<Vec<Printer>> {
        let spooler = self.inner.spooler.load_full();
        spooler.printers().await.map_err(EngineError::from)
    }

    /// Jobs and batches, open ones first; `settled` of the newest others.
    pub async fn print_room(&self, settled: u32) -> Result<PrintRoom> {
        self.on_ledger(move |ledger| {
            let mut jobs = ledger.open_prints()?;
            if settled > 0 {
                let known: HashSet<_> = jobs.iter().map(|job| job.id).collect();
                jobs.extend(ledger.newest_prints(settled)?.into_iter().filter(|job| !known.contains(&job.id)));
            }
            // The ids tell the time.
            let ids: BTreeSet<_> = jobs.iter().map(|job| job.batch).collect();
            let stops = ledger.stopped_batches()?;
            let batches =
                ids.into_iter().rev().map(|id| batch_of(ledger, id, &stops)).collect::<std::result::Result<_, _>>()?;
            Ok(PrintRoom { jobs, batches })
        })
        .await
    }

    /// A batch.
    pub async fn batch(&self, id: PrintJobId) -> Result<PrintBatch> {
        let batch = self.on_ledger(move |ledger| batch_of(ledger, id, &ledger.stopped_batches()?)).await?;
        if batch.jobs.is_empty() { Err(EngineError::not_found("batch", id)) } else { Ok(batch) }
    }

    /// A person looked whether a sheet is on paper.
    pub async fn answer_print(&self, job: PrintJobId, on_paper: bool) -> Result<PrintJob> {
        let known = self.on_ledger(move |ledger| ledger.print_job(job)).await?;
        let known = known.ok_or_else(|| EngineError::not_found("print job", job))?;
        // Of a sheet that the print service still has, only that it came can be seen: it may come at any moment.
        if !(known.state == PrintState::Doubtful || on_paper && known.state == PrintState::Sent) {
            return Err(EngineError::Invalid(format!(
                "Nothing is asked about this print: it is {}. Nothing changed.",
                known.state.word()
            )));
        }
        let (event, note) = if on_paper {
            (PrintEvent::SeenOnPaper, "A person saw it on paper.")
        } else {
            (PrintEvent::NotOnPaper, "A person looked: it is not on paper.")
        };
        let answered = self.note(&known, event, None, note).await?;
        let batch = answered.batch;
        self.on_ledger(move |ledger| {
            let open = ledger.prints_of_batch(batch)?;
            if open.iter().any(|job| job.state == PrintState::Doubtful) { Ok(()) } else { ledger.resume_batch(batch) }
        })
        .await?;
        Ok(answered)
    }

    /// Lets a stopped batch go on.
    pub async fn resume_batch(&self, batch: PrintJobId) -> Result<()> {
        let jobs = self.batch(batch).await?.jobs;
        let doubtful = jobs.iter().filter(|job| job.state == PrintState::Doubtful).count();
        if doubtful > 0 {
            let sheets = if doubtful == 1 { "One sheet".to_owned() } else { format!("{doubtful} sheets") };
            return Err(EngineError::Invalid(format!(
                "{sheets} of this batch may be on paper or not. Look, and answer that first; then it goes on."
            )));
        }
        self.on_ledger(move |ledger| ledger.resume_batch(batch)).await?;
        self.tend_prints_once().await
    }

    /// Takes back what of a batch was not handed over yet. Returns how many sheets that were.
    pub async fn drop_batch(&self, batch: PrintJobId) -> Result<usize> {
        self.batch(batch).await?;
        let now = self.now();
        let dropped = self.on_ledger(move |ledger| ledger.drop_batch(batch, now)).await?;
        self.tell(DeskEvent::Tickets { order: None });
        Ok(dropped)
    }

    /// Tends the journal until the task is dropped.
    pub async fn tend_prints(&self) {
        loop {
            let busy = match self.tend_prints_once().await {
                Ok(()) => self
                    .on_ledger(LedgerFile::open_prints)
                    .await
                    .is_ok_and(|open| open.iter().any(|job| !matches!(job.state, PrintState::Doubtful))),
                Err(error) => {
                    tracing::warn!(%error, "print jobs could not be tended");
                    false
                }
            };
            tokio::time::sleep(if busy { BUSY_BEAT } else { IDLE_BEAT }).await;
        }
    }

    /// One look at every open job. One at a time in this program.
    pub async fn tend_prints_once(&self) -> Result<()> {
        let _turn = self.inner.turns.take("prints").await;
        let (open, stops) = self.on_ledger(|ledger| Ok((ledger.open_prints()?, ledger.stopped_batches()?))).await?;
        let mut batches: Vec<PrintJobId> = open.iter().map(|job| job.batch).collect();
        batches.dedup();
        // One that stopped and has nothing open any more is over.
        batches.extend(stops.iter().map(|stop| stop.batch).filter(|id| !open.iter().any(|job| job.batch == *id)));
        let mut failed = None;
        for batch in batches {
            let stop = stops.iter().find(|stop| stop.batch == batch);
            if let Err(error) = self.tend_batch(batch, stop).await {
                failed.get_or_insert(error);
            }
        }
        failed.map_or(Ok(()), Err)
    }

    async fn tend_batch(&self, batch: PrintJobId, stop: Option<&Stop>) -> Result<()> {
        let stopped = stop.is_some();
        let jobs = self.on_ledger(move |ledger| ledger.prints_of_batch(batch)).await?;
        for job in jobs.into_iter().filter(|job| !job.state.is_settled()) {
            let step = match job.state {
                PrintState::Queued if stopped => Step::Waits,
                PrintState::Queued => self.hand_over(job).await?,
                PrintState::Sending => self.look_for(job).await?,
                PrintState::Sent => self.read_back(job, stopped).await?,
                PrintState::Doubtful => Step::Stops(DOUBT.to_owned()),
                PrintState::Confirmed | PrintState::Failed => Step::Settled,
            };
            match step {
                Step::Settled => {}
                Step::Waits => return Ok(()),
                Step::Stops(reason) => {
                    // What keeps it now is what a person must know.
                    if stop.is_none_or(|stop| stop.reason != reason) {
                        let now = self.now();
                        self.on_ledger(move |ledger| ledger.stop_batch(batch, &reason, now)).await?;
                        self.tell(DeskEvent::Tickets { order: None });
                    }
                    return Ok(());
                }
            }
        }
        if stopped {
            self.on_ledger(move |ledger| ledger.resume_batch(batch)).await?;
            self.tell(DeskEvent::Tickets { order: None });
        }
        Ok(())
    }

    /// Gives a waiting job to the spooler.
    async fn hand_over(&self, job: PrintJob) -> Result<Step> {
        let spooler = self.inner.spooler.load_full();
        // A printer that cannot print must not get the sheet: it stays here, where nothing is in doubt.
        match spooler.printers().await {
            Ok(printers) => match printers.iter().find(|printer| printer.name == job.on.printer) {
                None => return Ok(Step::Stops(format!("There is no printer {} any more.", job.on.printer))),
                Some(printer) => {
                    if let Some(trouble) = printer.trouble() {
                        return Ok(Step::Stops(trouble));
                    }
                }
            },
            Err(error) => return Ok(Step::Stops(format!("{error}."))),
        }
        let sheets = match self.sheets_of(&job).await {
            Ok(sheets) => sheets,
            Err(
                error @ (EngineError::OrderState { .. }
                | EngineError::Paper(_)
                | EngineError::TicketsNotReady { state: State::Fulfilling | State::Failed, .. }),
            ) => {
                self.note(&job, PrintEvent::Refused, None, &error.to_string()).await?;
                return Ok(Step::Settled);
            }
            Err(EngineError::TicketsNotReady { code, state: State::Cancelling | State::Unknown }) => {
                return Ok(Step::Stops(format!(
                    "It is not known yet whether order {code} still stands. Its sheets wait."
                )));
            }
            // What one sheet lacks stops its batch, with the reason, and no other.
            Err(other) => return Ok(Step::Stops(other.to_string())),
        };
        let desk = self.clone();
        let _spooling = blocking(move || desk.inner.spool_wire.enter()).await?;
        let (id, now) = (job.id, self.now());
        crash::point("print.before");
        match self.on_ledger(move |ledger| ledger.begin_print(id, now)).await {
            Ok(_) => {}
            // Another program was quicker, or a person took it back.
            Err(EngineError::Store(StoreError::NotFound { .. })) => return Ok(Step::Waits),
            Err(other) => return Err(other),
        }
        crash::point("print.begun");
        let job = PrintJob { state: PrintState::Sending, ..job };
        match spooler.submit(sheets).await {
            Ok(number) => {
                crash::point("print.handed_over");
                self.note(&job, PrintEvent::Accepted, Some(number), "").await?;
                crash::point("print.noted");
                Ok(Step::Waits)
            }
            Err(error @ (SpoolerError::Unreachable { .. } | SpoolerError::Refused { .. })) => {
                let sentence = format!("{error}.");
                self.note(&job, PrintEvent::Refused, None, &sentence).await?;
                Ok(Step::Stops(sentence))
            }
            Err(SpoolerError::Unclear { reason }) => self.seek(&job, &reason).await,
        }
    }

    /// A job that was being handed over by a program that is gone.
    async fn look_for(&self, job: PrintJob) -> Result<Step> {
        let desk = self.clone();
        if !blocking(move || desk.inner.spool_wire.is_quiet()).await? {
            return Ok(Step::Waits);
        }
        self.seek(&job, "the program ended while it was handed over").await
    }

    /// Looks for a job at the spooler by our id. One that is not there may have been there: spoolers forget.
    async fn seek(&self, job: &PrintJob, why: &str) -> Result<Step> {
        let spooler = self.inner.spooler.load_full();
        let name = self.name_of(job).await?;
        match spooler.find(&job.on.printer, &name).await {
            Ok(Some(found)) => {
                self.note(job, PrintEvent::Accepted, Some(found.number), "").await?;
                Ok(Step::Waits)
            }
            Ok(None) => {
                let note = format!("The print service does not know it ({why}); it may have been printed.");
                self.note(job, PrintEvent::Lost, None, &note).await?;
                Ok(Step::Stops(DOUBT.to_owned()))
            }
            // Asked again later; until then nothing is said.
            Err(error) => Ok(Step::Stops(format!("{error}."))),
        }
    }

    /// What became of a job that the spooler has.
    async fn read_back(&self, job: PrintJob, stopped: bool) -> Result<Step> {
        let spooler = self.inner.spooler.load_full();
        let Some(number) = job.spooler_job else {
            return self.seek(&job, "its number is not known").await;
        };
        let found = match spooler.job(&job.on.printer, number).await {
            Ok(found) => found,
            Err(error) => return Ok(Step::Stops(format!("{error}."))),
        };
        let Some(found) = found else {
            self.note(&job, PrintEvent::Lost, None, "The print service has forgotten it; it may have been printed.")
                .await?;
            return Ok(Step::Stops(DOUBT.to_owned()));
        };
        match found.state {
            JobState::Completed => {
                self.note(&job, PrintEvent::Completed, None, "").await?;
                if stopped {
                    // What stopped it is over.
                    let batch = job.batch;
                    self.on_ledger(move |ledger| ledger.resume_batch(batch)).await?;
                }
                Ok(Step::Settled)
            }
            JobState::GivenUp if !found.was_begun => {
                self.note(&job, PrintEvent::Dropped, None, "It was taken back before it was printed.").await?;
                Ok(Step::Stops("A sheet was taken back at the print service.".to_owned()))
            }
            JobState::GivenUp => {
                let note = "The print service gave it up half-way; it may be on paper, in part or wholly.";
                self.note(&job, PrintEvent::Lost, None, note).await?;
                Ok(Step::Stops(DOUBT.to_owned()))
            }
            JobState::Waiting | JobState::Printing | JobState::Stopped => {
                let printers = spooler.printers().await.unwrap_or_default();
                let of_printer =
                    printers.iter().find(|printer| printer.name == job.on.printer).and_then(Printer::trouble);
                let of_job: Vec<_> = found.reasons.iter().filter_map(|reason| words_of(reason)).collect();
                let trouble = of_printer
                    .or_else(|| (!of_job.is_empty()).then(|| format!("{}: {}.", job.on.printer, of_job.join(", "))));
                match trouble {
                    Some(trouble) => {
                        if job.note != trouble {
                            self.remark(&job, &trouble).await?;
                        }
                        Ok(Step::Stops(trouble))
                    }
                    None => Ok(Step::Waits),
                }
            }
        }
    }

    /// Writes what was heard of a job.
    async fn note(&self, job: &PrintJob, event: PrintEvent, spooler_job: Option<i32>, note: &str) -> Result<PrintJob> {
        let (id, note, now) = (job.id, note.to_owned(), self.now());
        let noted =
            self.on_ledger(move |ledger| ledger.note_print(id, event, spooler_job, &note, now, Uuid::now_v7)).await?;
        self.tell(DeskEvent::Tickets { order: Some(job.order) });
        Ok(noted)
    }

    /// A remark about a job whose state stays.
    async fn remark(&self, job: &PrintJob, note: &str) -> Result<PrintJob> {
        // Begun again is never legal, so only the remark is kept.
        self.note(job, PrintEvent::Begun, None, note).await
    }

    /// The job's name at the spooler: for people the order, for us our id.
    async fn name_of(&self, job: &PrintJob) -> Result<String> {
        let order = self.order(&job.order.to_string()).await?;
        Ok(format!("{} {}", order.code, job.id))
    }

    async fn sheets_of(&self, job: &PrintJob) -> Result<Sheets> {
        self.hear_of(job.order).await?;
        let (bytes, format) = self.job_bytes(job).await?;
        Ok(Sheets { printer: job.on.printer.clone(), name: self.name_of(job).await?, bytes, format })
    }
}

fn batch_of(ledger: &LedgerFile, id: PrintJobId, stops: &[Stop]) -> std::result::Result<PrintBatch, StoreError> {
    let stop = stops.iter().find(|stop| stop.batch == id).cloned();
    Ok(PrintBatch { id, jobs: ledger.prints_of_batch(id)?, stop })
}

/// Why a batch waits for a person.
const DOUBT: &str = "A sheet may be on paper or not. Look, and answer; then the batch goes on.";
