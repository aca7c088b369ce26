//! The order machine: a pure function from state and event to what follows, defined for every pair.
//!
//! Two rules carry everything: a call is committed before it is sent (`...Begun`), and a call that may have happened
//! leads to [`State::Unknown`], which only a look-up at the supplier can leave.

use serde::{Deserialize, Serialize};

use crate::supplier::Standing;

/// How an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Written down here, nothing sent.
    Draft,
    /// The create call is on its way.
    Creating,
    /// The supplier holds the places for us; not confirmed.
    Held,
    /// The confirm call is on its way.
    Confirming,
    /// Confirmed; the supplier makes the tickets.
    Fulfilling,
    /// The tickets are here.
    Ready,
    /// The supplier refused or failed; nothing is invoiced.
    Failed,
    /// The cancel call is on its way.
    Cancelling,
    /// Cancelled.
    Cancelled,
    /// The hold lapsed without a confirmation; never invoiced.
    Expired,
    /// A call may or may not have happened; a look-up is due.
    Unknown,
}

/// What can happen to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The create intent is committed.
    CreateBegun,
    /// The supplier holds the places.
    CreateAccepted,
    /// The supplier refused to create; no order exists there.
    CreateRefused,
    /// The confirm intent is committed.
    ConfirmBegun,
    /// The supplier took the confirmation.
    ConfirmAccepted,
    /// The cancel intent is committed.
    CancelBegun,
    /// The supplier cancelled.
    CancelAccepted,
    /// The call was certainly not carried out; back to where it came from.
    NotSent {
        /// The state before the call.
        back_to: State,
    },
    /// The call may have been carried out, or was refused for a reason that puts our picture in doubt.
    Doubt,
    /// A look-up told how the order stands at the supplier.
    Found(Standing),
    /// A look-up told, late enough to be believed, that the create call never arrived.
    NeverArrived,
    /// The hold's end passed.
    HoldLapsed,
    /// The agent let a hold go, and the supplier drops it by itself; or a draft, of which the supplier knows nothing.
    Released,
}

impl Event {
    /// The word of the journal.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::CreateBegun => "create_begun",
            Self::CreateAccepted => "create_accepted",
            Self::CreateRefused => "create_refused",
            Self::ConfirmBegun => "confirm_begun",
            Self::ConfirmAccepted => "confirm_accepted",
            Self::CancelBegun => "cancel_begun",
            Self::CancelAccepted => "cancel_accepted",
            Self::NotSent { .. } => "not_sent",
            Self::Doubt => "doubt",
            Self::Found(_) => "found",
            Self::NeverArrived => "never_arrived",
            Self::HoldLapsed => "hold_lapsed",
            Self::Released => "released",
        }
    }
}

/// What follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The order moves.
    To(State),
    /// Nothing new.
    Stay,
}

/// An event that must not happen in this state. The order keeps its state and the desk says so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an order that is {} cannot take \u{201c}{}\u{201d}", .state.word(), .event.word())]
pub struct Illegal {
    /// The state it keeps.
    pub state: State,
    /// The event that was refused.
    pub event: Event,
}

impl State {
    /// All states, in the order of a normal life.
    pub const ALL: [Self; 11] = [
        Self::Draft,
        Self::Creating,
        Self::Held,
        Self::Confirming,
        Self::Fulfilling,
        Self::Ready,
        Self::Failed,
        Self::Cancelling,
        Self::Cancelled,
        Self::Expired,
        Self::Unknown,
    ];

    /// The word of the ledger and the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Creating => "creating",
            Self::Held => "held",
            Self::Confirming => "confirming",
            Self::Fulfilling => "fulfilling",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Cancelling => "cancelling",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The use-case specification's four words, as a view of the state (UC-14).
    pub const fn status(self) -> &'static str {
        match self {
            Self::Ready => "OK",
            Self::Failed => "FAILED",
            Self::Cancelled | Self::Expired => "CANCELLED",
            Self::Draft
            | Self::Creating
            | Self::Held
            | Self::Confirming
            | Self::Fulfilling
            | Self::Cancelling
            | Self::Unknown => "PENDING",
        }
    }

    /// A call is on its way: after a restart its outcome is open.
    pub const fn is_on_the_wire(self) -> bool {
        matches!(self, Self::Creating | Self::Confirming | Self::Cancelling)
    }

    /// Nothing will happen by itself any more.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled | Self::Expired)
    }
}

/// What follows from an event in a state. Total: every pair is answered.
pub fn transition(state: State, event: &Event) -> Result<Step, Illegal> {
    use State as S;
    let to = |next| Ok(Step::To(next));
    let illegal = || Err(Illegal { state, event: event.clone() });
    match event {
        Event::CreateBegun if state == S::Draft => to(S::Creating),
        Event::CreateAccepted if state == S::Creating => to(S::Held),
        Event::CreateRefused if state == S::Creating => to(S::Failed),
        Event::ConfirmBegun if state == S::Held => to(S::Confirming),
        Event::ConfirmAccepted if state == S::Confirming => to(S::Fulfilling),
        Event::CancelBegun if matches!(state, S::Held | S::Fulfilling | S::Ready) => to(S::Cancelling),
        Event::CancelAccepted if state == S::Cancelling => to(S::Cancelled),
        Event::NotSent { back_to } => match (state, *back_to) {
            (S::Creating, S::Draft)
            | (S::Confirming, S::Held)
            | (S::Cancelling, S::Held | S::Fulfilling | S::Ready) => to(*back_to),
            _ => illegal(),
        },
        Event::Doubt if state.is_on_the_wire() => to(S::Unknown),
        Event::NeverArrived if state == S::Unknown => to(S::Draft),
        Event::HoldLapsed | Event::Released if state == S::Held => to(S::Expired),
        // Nothing was ever sent.
        Event::Released if state == S::Draft => to(S::Cancelled),
        Event::Found(standing) => found(state, standing).ok_or_else(|| Illegal { state, event: event.clone() }),
        Event::CreateBegun
        | Event::CreateAccepted
        | Event::CreateRefused
        | Event::ConfirmBegun
        | Event::ConfirmAccepted
        | Event::CancelBegun
        | Event::CancelAccepted
        | Event::Doubt
        | Event::NeverArrived
        | Event::HoldLapsed
        | Event::Released => illegal(),
    }
}

/// What a look-up means; `None` where the supplier contradicts what is settled here.
const fn found(state: State, standing: &Standing) -> Option<Step> {
    use State as S;
    let settled = match standing {
        Standing::Held => S::Held,
        Standing::Fulfilling => S::Fulfilling,
        Standing::Done => S::Ready,
        Standing::Failed => S::Failed,
        Standing::Cancelled => S::Cancelled,
        // A word we do not know changes nothing and is never success.
        Standing::Other(_) => return if matches!(state, S::Draft | S::Creating) { None } else { Some(Step::Stay) },
    };
    match (state, settled) {
        (S::Unknown, next) => Some(Step::To(next)),
        // Not confirmed and gone: it lapsed.
        (S::Held, S::Cancelled) => Some(Step::To(S::Expired)),
        (S::Held | S::Fulfilling, S::Held)
        // Let go or lapsed, and sold by another hand to no avail: nothing is booked and nothing is invoiced either way.
        | (S::Expired, S::Held | S::Failed | S::Cancelled)
        | (S::Failed, S::Failed | S::Cancelled) => Some(Step::Stay),
        // Confirmed elsewhere, or by a call whose answer we believed lost.
        (S::Held | S::Fulfilling, S::Ready | S::Failed)
        | (S::Held, S::Fulfilling)
        | (S::Expired, S::Fulfilling | S::Ready) => Some(Step::To(settled)),
        (S::Fulfilling, S::Fulfilling) | (S::Ready, S::Ready | S::Fulfilling) | (S::Cancelled, S::Cancelled) => {
            Some(Step::Stay)
        }
        // The late truth: cancelled by the supplier after the tickets came.
        (S::Fulfilling | S::Ready, S::Cancelled) => Some(Step::To(S::Cancelled)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    fn events() -> Vec<Event> {
        let mut all = vec![
            Event::CreateBegun,
            Event::CreateAccepted,
            Event::CreateRefused,
            Event::ConfirmBegun,
            Event::ConfirmAccepted,
            Event::CancelBegun,
            Event::CancelAccepted,
            Event::Doubt,
            Event::NeverArrived,
            Event::HoldLapsed,
            Event::Released,
        ];
        all.extend(State::ALL.into_iter().map(|back_to| Event::NotSent { back_to }));
        all.extend(
            [
                Standing::Held,
                Standing::Fulfilling,
                Standing::Done,
                Standing::Failed,
                Standing::Cancelled,
                Standing::Other("surprise".into()),
            ]
            .map(Event::Found),
        );
        all
    }

    fn next(state: State, event: Event) -> Option<State> {
        match transition(state, &event) {
            Ok(Step::To(next)) => Some(next),
            Ok(Step::Stay) => Some(state),
            Err(_) => None,
        }
    }

    #[test]
    fn the_normal_life() {
        let mut state = State::Draft;
        for event in [
            Event::CreateBegun,
            Event::CreateAccepted,
            Event::ConfirmBegun,
            Event::ConfirmAccepted,
            Event::Found(Standing::Done),
            Event::CancelBegun,
            Event::CancelAccepted,
        ] {
            state = next(state, event).unwrap();
        }
        assert_eq!(state, State::Cancelled);
    }

    #[test]
    fn every_call_that_may_have_happened_leads_to_unknown() {
        for state in State::ALL {
            assert_eq!(next(state, Event::Doubt).is_some(), state.is_on_the_wire());
        }
    }

    #[test]
    fn only_a_look_up_leaves_unknown() {
        for event in events() {
            let leaves = next(State::Unknown, event.clone()).is_some_and(|s| s != State::Unknown);
            assert_eq!(
                leaves,
                matches!(&event, Event::Found(s) if !matches!(s, Standing::Other(_))) || event == Event::NeverArrived
            );
        }
    }

    #[test]
    fn a_final_state_comes_back_only_when_the_supplier_really_sold() {
        for state in State::ALL.into_iter().filter(|s| s.is_final()) {
            for event in events() {
                let moved = next(state, event.clone()).is_some_and(|s| s != state);
                let sold = matches!(event, Event::Found(Standing::Fulfilling | Standing::Done));
                assert_eq!(moved, sold && state == State::Expired, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn an_unknown_word_is_never_success() {
        for state in State::ALL {
            let after = next(state, Event::Found(Standing::Other("ok".into())));
            assert!(after.is_none_or(|s| s == state), "{state:?} moved to {after:?}");
        }
    }

    /// The table beside this file is the machine as prose: a change of the machine shows as a change of the table.
    #[test]
    fn the_whole_table() {
        let mut table = String::new();
        for state in State::ALL {
            for event in events() {
                let what = match &event {
                    Event::NotSent { back_to } => format!("not_sent back to {}", back_to.word()),
                    Event::Found(standing) => format!("found {standing:?}"),
                    plain => plain.word().to_owned(),
                };
                let then = match transition(state, &event) {
                    Ok(Step::To(next)) => next.word(),
                    Ok(Step::Stay) => "stays",
                    Err(_) => "-",
                };
                let _ = writeln!(table, "{:<11} {what:<28} {then}", state.word());
            }
        }
        let written = include_str!("machine.table.txt");
        assert_eq!(table, written, "the machine changed; the new table is:\n{table}");
    }
}
