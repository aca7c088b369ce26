//! The print journal: what a printer was asked for, what is known of it, and what only a person can tell.
//!
//! A job is committed before the spooler hears of it. What may have been printed is never printed again by itself.

use super::{media::PrinterChoice, status::Status};
use crate::{DistributionId, Instant, OrderId, PrintJobId};

/// Why paper comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintAct {
    /// The ticket itself, for the first time.
    Print,
    /// The same ticket once more; it says that it is a copy, and which.
    Copy,
    /// A ticket in the place of another, which is void from then on.
    Replace,
}

/// How a print job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintState {
    /// Written down; the spooler has not heard of it.
    Queued,
    /// About to be handed to the spooler: it may have it.
    Sending,
    /// The spooler has it.
    Sent,
    /// The spooler says that it is printed, or a person does.
    Confirmed,
    /// It may be on paper or not, wholly or in part: a person is asked.
    Doubtful,
    /// Certainly not printed.
    Failed,
}

/// What can happen to a print job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintEvent {
    /// It is about to be handed over.
    Begun,
    /// The spooler took it.
    Accepted,
    /// The spooler did not take it.
    Refused,
    /// The spooler says that all of it is printed.
    Completed,
    /// The spooler gave it up before a sheet was printed.
    Dropped,
    /// It is not known what became of it: no answer, given up half-way, or the spooler has never heard of it.
    Lost,
    /// A person looked: it is on paper.
    SeenOnPaper,
    /// A person looked: it is not.
    NotOnPaper,
}

impl PrintState {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Queued, Self::Sending, Self::Sent, Self::Confirmed, Self::Doubtful, Self::Failed];

    /// The word of the ledger and the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Confirmed => "confirmed",
            Self::Doubtful => "doubtful",
            Self::Failed => "failed",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether its outcome is known.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Confirmed | Self::Failed)
    }
}

impl PrintEvent {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Begun,
        Self::Accepted,
        Self::Refused,
        Self::Completed,
        Self::Dropped,
        Self::Lost,
        Self::SeenOnPaper,
        Self::NotOnPaper,
    ];
}

impl PrintAct {
    /// The word of the ledger and the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Copy => "copy",
            Self::Replace => "replace",
        }
    }

    /// The act of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Print, Self::Copy, Self::Replace].into_iter().find(|act| act.word() == word)
    }
}

/// The state after an event; `None` when it must not happen in this state or brings nothing new.
pub const fn next_print(state: PrintState, event: PrintEvent) -> Option<PrintState> {
    use PrintState::{Confirmed, Doubtful, Failed, Queued, Sending, Sent};
    match (state, event) {
        (Queued, PrintEvent::Begun) => Some(Sending),
        // A spooler that was asked again after a doubt may know more than before.
        (Sending | Doubtful, PrintEvent::Accepted) => Some(Sent),
        (Sent | Doubtful, PrintEvent::Completed | PrintEvent::SeenOnPaper) => Some(Confirmed),
        (Queued | Sending, PrintEvent::Refused) | (Sent | Doubtful, PrintEvent::Dropped | PrintEvent::NotOnPaper) => {
            Some(Failed)
        }
        (Sending | Sent, PrintEvent::Lost) => Some(Doubtful),
        (
            Queued,
            PrintEvent::Accepted
            | PrintEvent::Completed
            | PrintEvent::Dropped
            | PrintEvent::Lost
            | PrintEvent::SeenOnPaper
            | PrintEvent::NotOnPaper,
        )
        | (
            Sending,
            PrintEvent::Begun
            | PrintEvent::Completed
            | PrintEvent::Dropped
            | PrintEvent::SeenOnPaper
            | PrintEvent::NotOnPaper,
        )
        | (Sent, PrintEvent::Begun | PrintEvent::Accepted | PrintEvent::Refused)
        | (Doubtful, PrintEvent::Begun | PrintEvent::Refused | PrintEvent::Lost)
        | (Confirmed | Failed, _) => None,
    }
}

/// Tickets of one order on the sheets of one job. Two orders never share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// Its id; part of the job's name at the spooler, by which it is found again.
    pub id: PrintJobId,
    /// The press it came from: all jobs of one press go one after the other.
    pub batch: PrintJobId,
    /// Place within the batch.
    pub place: u32,
    /// Of which order.
    pub order: OrderId,
    /// Why.
    pub act: PrintAct,
    /// The reason a person gave; empty for a first print.
    pub reason: String,
    /// The tickets, each with the number of its copy, from 1; 1 is the ticket itself. None means our sheet in front of the
    /// supplier's own document.
    pub tickets: Vec<(DistributionId, u32)>,
    /// What it is printed on and how, as it was chosen when the button was pressed.
    pub on: PrinterChoice,
    /// How it stands.
    pub state: PrintState,
    /// The spooler's number of it.
    pub spooler_job: Option<i32>,
    /// What the printer or the spooler said last, a sentence.
    pub note: String,
    /// When it was written down.
    pub created_at: Instant,
    /// When it changed last.
    pub updated_at: Instant,
}

impl PrintJob {
    /// Whether it is our sheet in front of the supplier's own document.
    pub const fn is_cover(&self) -> bool {
        self.tickets.is_empty()
    }
}

/// Why an act on a ticket is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrintRefused {
    /// A void ticket prints only with the mark across it.
    #[error("it is void and prints only with the mark across it")]
    Void,
    /// It was printed before: a second sheet is a copy or a replacement.
    #[error("it was printed before; print a copy, or replace it")]
    AlreadyPrinted,
    /// There is nothing yet that could be copied or replaced.
    #[error("it was never printed; print it first")]
    NeverPrinted,
    /// A sheet of it may be on paper already.
    #[error("it may be on paper already; look, and answer that first")]
    InDoubt,
    /// A replacement needs a reason.
    #[error("a replacement needs a reason")]
    NoReason,
    /// Another ticket took its place.
    #[error("another ticket took its place; print that one")]
    Replaced,
}

/// Whether an act may be done to a ticket: `printed` sheets are on paper, `in_doubt` sheets may be.
///
/// A void ticket is only ever shown again as a copy, which carries the mark.
pub const fn may_print(
    act: PrintAct,
    status: Status,
    printed: u32,
    in_doubt: u32,
    replaced: bool,
    has_reason: bool,
) -> Result<(), PrintRefused> {
    if replaced {
        return Err(PrintRefused::Replaced);
    }
    match act {
        PrintAct::Print => {
            if status.is_void() {
                Err(PrintRefused::Void)
            } else if in_doubt > 0 {
                Err(PrintRefused::InDoubt)
            } else if printed > 0 {
                Err(PrintRefused::AlreadyPrinted)
            } else {
                Ok(())
            }
        }
        PrintAct::Copy => {
            if in_doubt > 0 {
                Err(PrintRefused::InDoubt)
            } else if printed == 0 && !status.is_void() {
                Err(PrintRefused::NeverPrinted)
            } else {
                Ok(())
            }
        }
        PrintAct::Replace => {
            if status.is_void() {
                Err(PrintRefused::Void)
            } else if !has_reason {
                Err(PrintRefused::NoReason)
            } else if in_doubt > 0 {
                // What still waits would come out void.
                Err(PrintRefused::InDoubt)
            } else if printed == 0 && !status.is_valid() {
                Err(PrintRefused::NeverPrinted)
            } else {
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_on_paper_is_never_printed_again_by_itself() {
        for event in PrintEvent::ALL {
            for state in PrintState::ALL {
                let next = next_print(state, event);
                // Only a job the spooler never heard of may be begun.
                assert!(next != Some(PrintState::Sending) || state == PrintState::Queued);
                assert!(next.is_none() || !state.is_settled(), "{state:?} is settled");
                // Nothing calls it printed but the spooler or a person.
                let told = matches!(event, PrintEvent::Completed | PrintEvent::SeenOnPaper);
                assert!(next != Some(PrintState::Confirmed) || told);
            }
        }
        assert_eq!(next_print(PrintState::Sending, PrintEvent::Lost), Some(PrintState::Doubtful));
        assert_eq!(next_print(PrintState::Doubtful, PrintEvent::NotOnPaper), Some(PrintState::Failed));
    }

    #[test]
    fn three_acts_and_their_rules() {
        for status in Status::ALL {
            for printed in 0..3 {
                for in_doubt in 0..2 {
                    for replaced in [false, true] {
                        for reason in [false, true] {
                            let may = |act| may_print(act, status, printed, in_doubt, replaced, reason);
                            if replaced {
                                assert!(PRINT_ACTS.into_iter().all(|act| may(act) == Err(PrintRefused::Replaced)));
                                continue;
                            }
                            assert_eq!(may(PrintAct::Print).is_ok(), !status.is_void() && printed + in_doubt == 0);
                            let copy = in_doubt == 0 && (printed > 0 || status.is_void());
                            assert_eq!(may(PrintAct::Copy).is_ok(), copy);
                            let replace =
                                !status.is_void() && reason && in_doubt == 0 && (printed > 0 || status.is_valid());
                            assert_eq!(may(PrintAct::Replace).is_ok(), replace);
                        }
                    }
                }
            }
        }
    }

    const PRINT_ACTS: [PrintAct; 3] = [PrintAct::Print, PrintAct::Copy, PrintAct::Replace];
}
