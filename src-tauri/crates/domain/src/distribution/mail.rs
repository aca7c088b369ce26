//! The outbox of mails: committed before a server hears of them, retried while nothing can have arrived, and asked about
//! when something may have.

use std::time::Duration;

use crate::{DistributionId, Instant, MailId, OrderId, Personal};

/// How a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailState {
    /// Waiting for its time.
    Queued,
    /// Being handed to the server: it may have it.
    Sending,
    /// The server took it.
    Sent,
    /// Refused for good, or given up.
    Refused,
    /// The server may have taken it: a person is asked.
    Doubtful,
    /// A person took it back before it was sent.
    Withdrawn,
}

/// What can happen to a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailEvent {
    /// It is about to be handed over.
    Begun,
    /// The server took it (2xx after its text).
    Accepted,
    /// The server asks to come back later (4xx), or nothing was handed over: certainly not taken.
    PutOff,
    /// The server refuses it for good (5xx).
    Refused,
    /// The answer to its text was lost, or the program ended meanwhile.
    Lost,
    /// A person says that it arrived.
    SeenArrived,
    /// A person wants it sent again, under the same message id.
    SendAgain,
    /// A person takes it back.
    Withdrawn,
}

impl MailState {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Sending, Self::Sent, Self::Refused, Self::Doubtful, Self::Withdrawn];

    /// The word of the ledger and the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Doubtful => "doubtful",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing happens to it any more and nobody is asked about it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Sent | Self::Withdrawn)
    }
}

impl MailEvent {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Begun,
        Self::Accepted,
        Self::PutOff,
        Self::Refused,
        Self::Lost,
        Self::SeenArrived,
        Self::SendAgain,
        Self::Withdrawn,
    ];
}

/// The state after an event; `None` when it must not happen in this state or brings nothing new.
pub const fn next_mail(state: MailState, event: MailEvent) -> Option<MailState> {
    use MailState::{Doubtful, Queued, Refused, Sending, Sent, Withdrawn};
    match (state, event) {
        (Queued, MailEvent::Begun) => Some(Sending),
        (Queued | Doubtful | Refused, MailEvent::Withdrawn) => Some(Withdrawn),
        (Sending, MailEvent::Accepted) | (Doubtful, MailEvent::SeenArrived) => Some(Sent),
        (Sending, MailEvent::PutOff) | (Doubtful | Refused, MailEvent::SendAgain) => Some(Queued),
        (Sending, MailEvent::Refused) => Some(Refused),
        (Sending, MailEvent::Lost) => Some(Doubtful),
        (
            Queued,
            MailEvent::Accepted
            | MailEvent::PutOff
            | MailEvent::Refused
            | MailEvent::Lost
            | MailEvent::SeenArrived
            | MailEvent::SendAgain,
        )
        | (Sending, MailEvent::Begun | MailEvent::SeenArrived | MailEvent::SendAgain | MailEvent::Withdrawn)
        | (
            Doubtful,
            MailEvent::Begun | MailEvent::Accepted | MailEvent::PutOff | MailEvent::Refused | MailEvent::Lost,
        )
        | (
            Refused,
            MailEvent::Begun
            | MailEvent::Accepted
            | MailEvent::PutOff
            | MailEvent::Refused
            | MailEvent::Lost
            | MailEvent::SeenArrived,
        )
        | (Sent | Withdrawn, _) => None,
    }
}

/// How long to wait after so many tries: a minute, doubled each time, at most an hour; `None` when it is given up after a day.
pub fn mail_pause(tries: u32) -> Option<Duration> {
    const LONGEST: u64 = 60;
    // One, two, four … minutes make an hour after six tries; the rest of a day is hours.
    if tries > 6 + 23 {
        return None;
    }
    let minutes = 1_u64.checked_shl(tries.saturating_sub(1)).map_or(LONGEST, |minutes| minutes.min(LONGEST));
    Some(Duration::from_mins(minutes))
}

/// A mail with tickets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id; part of the `Message-ID`, the same at every try, so that a double shows.
    pub id: MailId,
    /// Of which order.
    pub order: OrderId,
    /// The tickets in it.
    pub tickets: Vec<DistributionId>,
    /// To whom.
    pub to: Personal<String>,
    /// Language of its words, BCP 47.
    pub language: String,
    /// How it stands.
    pub state: MailState,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next, while queued.
    pub next_at: Instant,
    /// What the server said last.
    pub note: String,
    /// When it was written down.
    pub created_at: Instant,
    /// When it changed last.
    pub updated_at: Instant,
}

impl Mail {
    /// The mail after an event, with the words that tell of it; `None` when the event must not happen or brings nothing new.
    ///
    /// A mail that is put off waits longer each time and is given up after a day of tries.
    pub fn after(&self, event: MailEvent, words: &str, at: Instant) -> Option<Self> {
        let mut next =
            Self { state: next_mail(self.state, event)?, note: words.to_owned(), updated_at: at, ..self.clone() };
        match event {
            MailEvent::Begun => {
                next.tries = self.tries.saturating_add(1);
                next.note.clone_from(&self.note);
            }
            MailEvent::PutOff => {
                if let Some(pause) = mail_pause(self.tries) {
                    next.next_at = at + chrono::Duration::from_std(pause).unwrap_or_default();
                } else {
                    next.state = next_mail(self.state, MailEvent::Refused)?;
                    next.note = format!("Given up after a day of tries. {words}");
                }
            }
            MailEvent::SendAgain => {
                next.tries = 0;
                next.next_at = at;
            }
            MailEvent::Accepted
            | MailEvent::Refused
            | MailEvent::Lost
            | MailEvent::SeenArrived
            | MailEvent::Withdrawn => {}
        }
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_arrived_is_sent_again_only_when_a_person_says_so() {
        for state in MailState::ALL {
            for event in MailEvent::ALL {
                let next = next_mail(state, event);
                assert!(next != Some(MailState::Sending) || state == MailState::Queued);
                let again = next == Some(MailState::Queued);
                assert!(!again || matches!(event, MailEvent::PutOff | MailEvent::SendAgain));
                assert!(next.is_none() || !matches!(state, MailState::Sent | MailState::Withdrawn));
            }
        }
        assert_eq!(next_mail(MailState::Sending, MailEvent::Lost), Some(MailState::Doubtful));
    }

    #[test]
    fn pauses_grow_to_an_hour_and_end_after_a_day() {
        assert_eq!(mail_pause(1), Some(Duration::from_mins(1)));
        assert_eq!(mail_pause(4), Some(Duration::from_mins(8)));
        assert_eq!(mail_pause(20), Some(Duration::from_hours(1)));
        let all: Duration = (1..).map_while(mail_pause).sum();
        assert!(all >= Duration::from_hours(24) && all < Duration::from_hours(26), "{all:?}");
    }

    fn queued() -> Mail {
        let at = chrono::DateTime::from_timestamp_millis(1_795_000_000_000).unwrap();
        Mail {
            id: MailId(uuid::Uuid::from_u128(1)),
            order: OrderId(uuid::Uuid::from_u128(2)),
            tickets: Vec::new(),
            to: "zoe@example.org".into(),
            language: "en".into(),
            state: MailState::Queued,
            tries: 0,
            next_at: at,
            note: String::new(),
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn a_server_that_never_takes_it_is_given_up_after_a_day_and_a_person_may_start_anew() {
        let mut mail = queued();
        let began = mail.created_at;
        loop {
            let now = mail.next_at;
            mail = mail.after(MailEvent::Begun, "", now).unwrap();
            assert_eq!(mail.after(MailEvent::Begun, "", now), None, "it is being sent already");
            mail = mail.after(MailEvent::PutOff, "451 later", now).unwrap();
            if mail.state != MailState::Queued {
                break;
            }
            assert!(mail.next_at > now);
        }
        assert_eq!(mail.state, MailState::Refused);
        assert_eq!(mail.note, "Given up after a day of tries. 451 later");
        let took = mail.updated_at - began;
        assert!(took >= chrono::Duration::hours(24) && took < chrono::Duration::hours(26), "{took}");
        let again = mail.after(MailEvent::SendAgain, "", mail.updated_at).unwrap();
        assert_eq!((again.state, again.tries, again.next_at), (MailState::Queued, 0, mail.updated_at));
    }

    #[test]
    fn what_is_sent_or_withdrawn_is_over() {
        for state in MailState::ALL {
            let moves = MailEvent::ALL.into_iter().any(|event| next_mail(state, event).is_some());
            assert_eq!(state.is_over(), !moves, "{state:?}");
        }
    }
}
