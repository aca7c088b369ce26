//! How one ticket stands on its way to the client: eight words, seven moves, a function over all pairs.

use serde::{Deserialize, Serialize};

/// How a `TicketDistribution` stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// Made from a confirmed order; nobody has it yet.
    Created,
    /// Printed or mailed by a desk.
    Distributed,
    /// Downloaded to a wallet.
    PickedUp,
    /// Used at the venue.
    Activated,
    /// Its time is over.
    Expired,
    /// Void: the order was cancelled or changed, or another ticket took its place.
    Cancelled,
    /// Void, by the supplier's own decision.
    CancelledExternally,
    /// Could not be brought to the client; may be tried again.
    Failed,
}

/// What can happen to a ticket on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// Printed or mailed.
    Distribute,
    /// A wallet took it.
    PickUp,
    /// The venue saw it.
    Activate,
    /// Its time went by.
    Expire,
    /// The order, or this ticket of it, was taken back here.
    Cancel,
    /// The supplier took it back.
    CancelExternally,
    /// Bringing it to the client failed.
    Fail,
}

/// A move that must not happen; the ticket stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a ticket that is {} cannot take the move {of:?}", .status.word())]
pub struct IllegalMove {
    /// The status it keeps.
    pub status: Status,
    /// The move that was refused.
    pub of: Move,
}

impl Status {
    /// All of them, in the order of a normal life.
    pub const ALL: [Self; 8] = [
        Self::Created,
        Self::Distributed,
        Self::PickedUp,
        Self::Activated,
        Self::Expired,
        Self::Cancelled,
        Self::CancelledExternally,
        Self::Failed,
    ];

    /// The word of the specification.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::Distributed => "DISTRIBUTED",
            Self::PickedUp => "PICKED_UP",
            Self::Activated => "ACTIVATED",
            Self::Expired => "EXPIRED",
            Self::Cancelled => "CANCELLED",
            Self::CancelledExternally => "CANCELLED_EXTERNALLY",
            Self::Failed => "FAILED",
        }
    }

    /// The status of a word, whatever its case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word().eq_ignore_ascii_case(word))
    }

    /// Whether the holder may enter with it.
    pub const fn is_valid(self) -> bool {
        matches!(self, Self::Distributed | Self::PickedUp | Self::Activated)
    }

    /// Whether it is worth nothing any more, so that it must not be printed as a ticket.
    pub const fn is_void(self) -> bool {
        matches!(self, Self::Expired | Self::Cancelled | Self::CancelledExternally)
    }

    /// The move that takes a ticket back. What never reached a client is cancelled here, whoever decided it.
    pub const fn taking_back(self, by_supplier: bool) -> Move {
        match self {
            Self::Created | Self::Failed => Move::Cancel,
            Self::Distributed
            | Self::PickedUp
            | Self::Activated
            | Self::Expired
            | Self::Cancelled
            | Self::CancelledExternally => {
                if by_supplier {
                    Move::CancelExternally
                } else {
                    Move::Cancel
                }
            }
        }
    }
}

impl Move {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Distribute,
        Self::PickUp,
        Self::Activate,
        Self::Expire,
        Self::Cancel,
        Self::CancelExternally,
        Self::Fail,
    ];

    /// Where it leads.
    pub const fn leads_to(self) -> Status {
        match self {
            Self::Distribute => Status::Distributed,
            Self::PickUp => Status::PickedUp,
            Self::Activate => Status::Activated,
            Self::Expire => Status::Expired,
            Self::Cancel => Status::Cancelled,
            Self::CancelExternally => Status::CancelledExternally,
            Self::Fail => Status::Failed,
        }
    }
}

/// The status after a move; `None` when it brings nothing new: a second print, news that was heard before, and paper that
/// follows a ticket which is further on its way already.
pub const fn step(status: Status, of: Move) -> Result<Option<Status>, IllegalMove> {
    use Status::{Activated, Cancelled, CancelledExternally, Created, Distributed, Expired, Failed, PickedUp};
    let allowed = match status {
        Created => matches!(of, Move::Distribute | Move::Fail | Move::Cancel),
        Distributed => !matches!(of, Move::Distribute),
        PickedUp => matches!(of, Move::Activate | Move::Expire | Move::Cancel | Move::CancelExternally),
        Activated => matches!(of, Move::Expire | Move::Cancel | Move::CancelExternally),
        Failed => matches!(of, Move::Distribute | Move::Cancel),
        Expired | Cancelled | CancelledExternally => false,
    };
    if allowed {
        return Ok(Some(of.leads_to()));
    }
    let nothing_new = match status {
        PickedUp | Activated => matches!(of, Move::Distribute | Move::PickUp) || of.leads_to() as u8 == status as u8,
        // Both words mean that it is void; the first one stays.
        Cancelled | CancelledExternally => matches!(of, Move::Cancel | Move::CancelExternally),
        Created | Distributed | Expired | Failed => of.leads_to() as u8 == status as u8,
    };
    if nothing_new { Ok(None) } else { Err(IllegalMove { status, of }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows are statuses, columns the moves in the order of `Move::ALL`: `.` nothing new, `x` illegal.
    const TABLE: [(Status, [&str; 7]); 8] = [
        (Status::Created, ["DISTRIBUTED", "x", "x", "x", "CANCELLED", "x", "FAILED"]),
        (
            Status::Distributed,
            [".", "PICKED_UP", "ACTIVATED", "EXPIRED", "CANCELLED", "CANCELLED_EXTERNALLY", "FAILED"],
        ),
        (Status::PickedUp, [".", ".", "ACTIVATED", "EXPIRED", "CANCELLED", "CANCELLED_EXTERNALLY", "x"]),
        (Status::Activated, [".", ".", ".", "EXPIRED", "CANCELLED", "CANCELLED_EXTERNALLY", "x"]),
        (Status::Expired, ["x", "x", "x", ".", "x", "x", "x"]),
        (Status::Cancelled, ["x", "x", "x", "x", ".", ".", "x"]),
        (Status::CancelledExternally, ["x", "x", "x", "x", ".", ".", "x"]),
        (Status::Failed, ["DISTRIBUTED", "x", "x", "x", "CANCELLED", "x", "."]),
    ];

    #[test]
    fn every_pair_is_settled() {
        assert_eq!(TABLE.len(), Status::ALL.len());
        for (status, row) in TABLE {
            for (of, wanted) in Move::ALL.into_iter().zip(row) {
                let got = match step(status, of) {
                    Ok(Some(next)) => next.word(),
                    Ok(None) => ".",
                    Err(_) => "x",
                };
                assert_eq!(got, wanted, "{status:?} with {of:?}");
            }
        }
    }

    #[test]
    fn nothing_leaves_a_void_ticket_and_a_void_ticket_is_never_valid() {
        for status in Status::ALL {
            assert!(!(status.is_void() && status.is_valid()));
            for of in Move::ALL {
                assert!(!status.is_void() || !matches!(step(status, of), Ok(Some(_))));
            }
            if !status.is_void() {
                for by_supplier in [true, false] {
                    let taken = step(status, status.taking_back(by_supplier));
                    assert!(matches!(taken, Ok(Some(next)) if next.is_void()), "{status:?}");
                }
            }
        }
    }

    #[test]
    fn words_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_word(status.word()), Some(status));
            assert_eq!(serde_json::to_string(&status).unwrap(), format!("\"{}\"", status.word()));
        }
        assert_eq!(Status::from_word("lost"), None);
    }
}
