//! A printer that drops, forgets, jams, runs out of paper or says nothing, or does everything right.

use std::sync::{Arc, Mutex};

use counterfoil_engine::distribution::print::spooler::{
    Answer, JobState, Printer, PrinterState, Sheets, SpooledJob, Spooler, SpoolerError,
};

/// Numbers that look random and are the same in every run (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, of: u64) -> u64 {
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
pub(crate) struct Inside {
    dice: Dice,
    jobs: Vec<Fake>,
    /// Names of the jobs on paper, in order.
    tray: Vec<String>,
    pub(crate) trouble: Option<&'static str>,
    silent: u32,
    /// Nobody comes to clear what is wrong.
    pub(crate) stuck: bool,
    /// It has what it was given and does nothing with it.
    pub(crate) idle: bool,
    /// Names of printers beside it.
    pub(crate) beside: Vec<&'static str>,
    /// Does everything right.
    good: bool,
    /// Name and bytes of what a good one was given.
    pub(crate) given: Vec<(String, Vec<u8>)>,
}

#[derive(Clone)]
pub(crate) struct BadPrinter(pub(crate) Arc<Mutex<Inside>>);

impl BadPrinter {
    pub(crate) fn new(seed: u64) -> Self {
        let inside = Inside {
            dice: Dice(seed),
            jobs: Vec::new(),
            tray: Vec::new(),
            trouble: None,
            silent: 0,
            stuck: false,
            idle: false,
            beside: Vec::new(),
            good: false,
            given: Vec::new(),
        };
        Self(Arc::new(Mutex::new(inside)))
    }

    pub(crate) fn good() -> Self {
        let printer = Self::new(1);
        printer.0.lock().unwrap().good = true;
        printer
    }

    pub(crate) fn sheets(&self, name: &str) -> usize {
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
        if self.idle {
            return;
        }
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
            let named = |name: &str| Printer {
                name: name.into(),
                description: name.into(),
                state: PrinterState::Idle,
                reasons: inside.trouble.iter().map(|word| (*word).to_owned()).collect(),
                accepting: true,
                is_default: name == "Tray",
            };
            Ok(std::iter::once("Tray").chain(inside.beside.iter().copied()).map(named).collect())
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
                        if inside.good {
                            inside.given.push((sheets.name.clone(), sheets.bytes));
                        }
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
