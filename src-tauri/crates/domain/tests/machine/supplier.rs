//! The supplier as it really is, and the network before it. Knows nothing of the desk's states.

use counterfoil_domain::{
    order::{Call, pace::LATE_ARRIVAL},
    supplier::Standing,
};

/// A small generator: the same sequence for the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// How an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    New,
    Pending,
    Done,
    Failed,
    Cancelled,
}

#[derive(Debug)]
struct Order {
    reference: u32,
    status: Status,
    expires_at: u64,
    sold: bool,
}

/// What is asked of it. References are numbers; the supplier's own is the place in its book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    Create { reference: u32 },
    Confirm { theirs: usize },
    Cancel { theirs: usize },
}

impl Ask {
    pub(crate) fn call(self) -> Call {
        match self {
            Self::Create { .. } => Call::Create,
            Self::Confirm { .. } => Call::Confirm,
            Self::Cancel { .. } => Call::Cancel,
        }
    }
}

/// Its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    Yes { theirs: usize },
    No,
}

/// What the caller hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    Answer(Said),
    /// Certainly not carried out: no connection, a slower pace, a key that is not taken.
    NotSent,
    /// No answer, or one that makes no sense.
    Nothing,
    /// The program ended while the call was on its way.
    Crash,
}

/// A call that has left and not arrived, with the second until which it may.
struct Travelling {
    ask: Ask,
    until: u64,
}

pub(crate) struct Supplier {
    book: Vec<Order>,
    travelling: Vec<Travelling>,
    pub(crate) now: u64,
    pub(crate) arrived_late: u64,
    /// Whether a hold can be cancelled, or only left to lapse.
    cancels_holds: bool,
    instant: bool,
    broken: bool,
}

pub(crate) const HOLD: u64 = 30 * 60;

impl Supplier {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let (cancels_holds, instant) = (dice.one_in(2), dice.one_in(2));
        let (book, travelling) = (Vec::new(), Vec::new());
        Self { book, travelling, now: 1_000, arrived_late: 0, cancels_holds, instant, broken: false }
    }

    pub(crate) fn live(&self) -> usize {
        self.book.iter().filter(|o| matches!(self.status(o), Status::New | Status::Pending | Status::Done)).count()
    }

    pub(crate) fn ever_sold(&self) -> bool {
        self.book.iter().any(|order| order.sold)
    }

    pub(crate) fn sells(&self) -> bool {
        self.book.iter().any(|order| matches!(order.status, Status::Pending | Status::Done))
    }

    /// Whether a call is still on its way to it.
    pub(crate) fn is_awaited(&self) -> bool {
        !self.travelling.is_empty()
    }

    /// The truth about the only order there should be.
    pub(crate) fn status_of_the_latest(&self) -> Option<Status> {
        self.book.last().map(|order| self.status(order))
    }

    fn status(&self, order: &Order) -> Status {
        if order.status == Status::New && order.expires_at <= self.now { Status::Cancelled } else { order.status }
    }

    /// Makes a call over the network of the moment.
    pub(crate) fn call(&mut self, ask: Ask, dice: &mut Dice) -> Heard {
        match dice.below(if self.broken { 16 } else { 30 }) {
            0 | 1 => Heard::NotSent,
            2 | 3 => Heard::Nothing,
            4..=6 => {
                self.carry_out(ask, dice);
                Heard::Nothing
            }
            7..=9 => {
                self.send_on(ask);
                Heard::Nothing
            }
            10 => Heard::Crash,
            11 => {
                self.carry_out(ask, dice);
                Heard::Crash
            }
            12 => {
                self.send_on(ask);
                Heard::Crash
            }
            _ => Heard::Answer(self.carry_out(ask, dice)),
        }
    }

    fn send_on(&mut self, ask: Ask) {
        self.travelling.push(Travelling { ask, until: self.now + LATE_ARRIVAL.as_secs() - 1 });
    }

    fn carry_out(&mut self, ask: Ask, dice: &mut Dice) -> Said {
        match ask {
            Ask::Create { .. } if dice.one_in(12) => Said::No,
            Ask::Create { reference } => {
                let expires_at = self.now + HOLD;
                self.book.push(Order { reference, status: Status::New, expires_at, sold: false });
                Said::Yes { theirs: self.book.len() - 1 }
            }
            Ask::Confirm { theirs } => {
                if self.status(&self.book[theirs]) != Status::New {
                    return Said::No;
                }
                let order = &mut self.book[theirs];
                order.status = if self.instant { Status::Done } else { Status::Pending };
                order.sold = true;
                Said::Yes { theirs }
            }
            Ask::Cancel { theirs } => {
                let may = match self.status(&self.book[theirs]) {
                    Status::New => self.cancels_holds,
                    Status::Done => !dice.one_in(5),
                    Status::Pending | Status::Failed | Status::Cancelled => false,
                };
                if !may {
                    return Said::No;
                }
                self.book[theirs].status = Status::Cancelled;
                Said::Yes { theirs }
            }
        }
    }

    /// A look-up by either reference. `Err` when no answer came; `None` when it knows of nothing.
    pub(crate) fn look_up(
        &mut self,
        ours: u32,
        theirs: Option<usize>,
        dice: &mut Dice,
    ) -> Result<Option<(usize, Standing)>, ()> {
        if dice.below(if self.broken { 4 } else { 10 }) == 0 {
            return Err(());
        }
        let by_ours = || self.book.iter().rposition(|order| order.reference == ours);
        let Some(place) = theirs.or_else(by_ours) else { return Ok(None) };
        let standing = match self.status(&self.book[place]) {
            _ if self.broken && dice.one_in(8) => Standing::Other("maintenance".to_owned()),
            Status::New => Standing::Held,
            Status::Pending => Standing::Fulfilling,
            Status::Done => Standing::Done,
            Status::Failed => Standing::Failed,
            Status::Cancelled => Standing::Cancelled,
        };
        Ok(Some((place, standing)))
    }

    /// What a supplier does by itself.
    pub(crate) fn does_something(&mut self, dice: &mut Dice) -> &'static str {
        self.broken = dice.one_in(2);
        let (made, cancelled, by_another) = (dice.below(4), dice.one_in(6), dice.one_in(12));
        for order in &mut self.book {
            match (order.status, made) {
                // Another desk of the agency, or the supplier's own.
                (Status::New, _) if by_another && order.expires_at > self.now => {
                    (order.status, order.sold) = (Status::Pending, true);
                }
                (Status::Pending, 0 | 1) => order.status = Status::Done,
                (Status::Pending, 2) => order.status = Status::Failed,
                (Status::Pending | Status::Done, _) if cancelled => order.status = Status::Cancelled,
                _ => {}
            }
        }
        "the supplier did something"
    }

    /// Lets one call that was on its way arrive.
    pub(crate) fn deliver(&mut self, dice: &mut Dice) -> &'static str {
        if !self.travelling.is_empty() {
            let arrived = self.travelling.swap_remove(dice.below(self.travelling.len()));
            self.carry_out(arrived.ask, dice);
            self.arrived_late += 1;
        }
        "a call arrived late"
    }

    /// Time passes. A call that can travel no longer arrives at its last moment, or never.
    pub(crate) fn pass(&mut self, seconds: u64, dice: &mut Dice) {
        let until = self.now + seconds;
        self.travelling.sort_by_key(|travelling| travelling.until);
        while self.travelling.first().is_some_and(|travelling| travelling.until <= until) {
            let Travelling { ask, until } = self.travelling.remove(0);
            self.now = self.now.max(until);
            if dice.one_in(2) {
                self.carry_out(ask, dice);
                self.arrived_late += 1;
            }
        }
        self.now = until;
    }

    /// Everything goes well from here on.
    pub(crate) fn calm_down(&mut self) {
        self.broken = false;
    }
}
