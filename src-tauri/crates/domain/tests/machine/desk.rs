//! A tiny runner of the real machine, by the rules of the engine's booking: an intent before each call, doubt after each
//! lost answer, look-ups by our own reference, and belief only when nothing can be travelling any more.

use counterfoil_domain::{
    order::{
        Call, Event, State, Step,
        pace::{AFTER_HOLD, LATE_ARRIVAL, next_question},
        transition,
    },
    supplier::Standing,
};

use crate::{
    Harm,
    supplier::{Ask, Dice, HOLD, Heard, Said, Supplier},
};

/// How a desk behaves; all but the first are negative controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    AsTheDesk,
    /// Takes doubt for failure, and sends again under a new reference.
    GivesUpInDoubt,
    /// Believes "never heard of it" without waiting for what may still travel.
    BelievesAtOnce,
}

struct Intent {
    call: Call,
    begun_at: u64,
}

pub(crate) struct Desk {
    habit: Habit,
    pub(crate) state: State,
    intent: Option<Intent>,
    reference: u32,
    theirs: Option<usize>,
    hold_ends: Option<u64>,
    /// The supplier itself said that it is over.
    believed: bool,
    next_question: Option<u64>,
    asked: u32,
    /// Whether the last look-up was answered.
    heard: bool,
    pub(crate) doubts: u64,
    pub(crate) crashes: u64,
}

impl Desk {
    pub(crate) fn new(habit: Habit) -> Self {
        Self {
            habit,
            state: State::Draft,
            intent: None,
            reference: 1,
            theirs: None,
            hold_ends: None,
            believed: false,
            next_question: None,
            asked: 0,
            heard: false,
            doubts: 0,
            crashes: 0,
        }
    }

    /// Takes an event; one that is illegal here is a divergence of its own.
    fn take(&mut self, event: &Event, now: u64) -> Result<(), Harm> {
        match transition(self.state, event).map_err(|illegal| illegal.to_string())? {
            Step::To(next) => (self.state, self.asked) = (next, 0),
            Step::Stay => self.asked += 1,
        }
        self.believed = matches!(event, Event::Found(Standing::Cancelled | Standing::Failed));
        let wait = match self.state {
            State::Held => self.hold_ends.map(|ends| (ends + AFTER_HOLD.as_secs()).saturating_sub(now).max(1)),
            State::Ready => Some(3_600),
            State::Expired if !self.believed => Some(300),
            state => next_question(state, self.asked).map(|wait| wait.as_secs()),
        };
        self.next_question = wait.map(|wait| now + wait);
        Ok(())
    }

    /// Commits the intent, makes the call, and takes what is heard.
    fn send(&mut self, begun: &Event, ask: Ask, supplier: &mut Supplier, dice: &mut Dice) -> Result<(), Harm> {
        let came_from = self.state;
        self.take(begun, supplier.now)?;
        self.intent = Some(Intent { call: ask.call(), begun_at: supplier.now });
        if dice.one_in(20) {
            // The program ends between the intent and the wire.
            return self.restart(supplier, dice).map(drop);
        }
        let heard = supplier.call(ask, dice);
        let now = supplier.now;
        match (ask.call(), heard) {
            (_, Heard::Crash) => self.restart(supplier, dice).map(drop),
            (_, Heard::Nothing) => self.doubt(supplier, dice),
            (_, Heard::NotSent) => {
                self.intent = None;
                self.take(&Event::NotSent { back_to: came_from }, now)
            }
            (Call::Create, Heard::Answer(Said::Yes { theirs })) => {
                (self.intent, self.theirs, self.hold_ends) = (None, Some(theirs), Some(now + HOLD));
                self.take(&Event::CreateAccepted, now)
            }
            (Call::Create, Heard::Answer(Said::No)) => {
                self.intent = None;
                self.take(&Event::CreateRefused, now)
            }
            (Call::Confirm, Heard::Answer(Said::Yes { .. })) => {
                self.intent = None;
                self.take(&Event::ConfirmAccepted, now)?;
                self.look(supplier, dice).map(drop)
            }
            // Even a plain no may mean "already confirmed"; it is an answer, so nothing travels.
            (Call::Confirm, Heard::Answer(Said::No)) => {
                self.intent = None;
                self.take(&Event::Doubt, now)?;
                self.look(supplier, dice).map(drop)
            }
            (Call::Cancel, Heard::Answer(Said::Yes { .. })) => {
                self.intent = None;
                self.take(&Event::CancelAccepted, now)
            }
            (Call::Cancel, Heard::Answer(Said::No)) => {
                self.intent = None;
                self.take(&Event::NotSent { back_to: came_from }, now)?;
                // Only what the supplier says is still a hold is let go.
                if came_from == State::Held && self.look(supplier, dice)? == Some(Standing::Held) {
                    if supplier.sells() {
                        return Err("let go as a hold, and it is sold".to_owned());
                    }
                    return self.take(&Event::Released, now);
                }
                Ok(())
            }
        }
    }

    fn doubt(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<(), Harm> {
        self.doubts += 1;
        if self.habit == Habit::GivesUpInDoubt && matches!(self.state, State::Creating | State::Confirming) {
            (self.intent, self.state) = (None, State::Failed);
            return Ok(());
        }
        self.take(&Event::Doubt, supplier.now)?;
        self.look(supplier, dice).map(drop)
    }

    pub(crate) fn create(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<&'static str, Harm> {
        if self.habit == Habit::GivesUpInDoubt && self.state == State::Failed {
            (self.state, self.reference) = (State::Draft, self.reference + 1);
        }
        if self.state == State::Draft {
            let reference = self.reference;
            self.send(&Event::CreateBegun, Ask::Create { reference }, supplier, dice)?;
        }
        Ok("create")
    }

    pub(crate) fn confirm(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<&'static str, Harm> {
        if self.state == State::Held {
            match self.theirs.filter(|_| self.hold_ends.is_some_and(|ends| ends > supplier.now)) {
                Some(theirs) => self.send(&Event::ConfirmBegun, Ask::Confirm { theirs }, supplier, dice)?,
                None => drop(self.look(supplier, dice)?),
            }
        }
        Ok("confirm")
    }

    pub(crate) fn cancel(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<&'static str, Harm> {
        if self.state == State::Draft && dice.one_in(4) {
            self.take(&Event::Released, supplier.now)?;
        }
        if matches!(self.state, State::Fulfilling | State::Ready) {
            self.look(supplier, dice)?;
        }
        if let (State::Held | State::Fulfilling | State::Ready, Some(theirs)) = (self.state, self.theirs) {
            self.send(&Event::CancelBegun, Ask::Cancel { theirs }, supplier, dice)?;
        }
        Ok("cancel")
    }

    pub(crate) fn check(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<&'static str, Harm> {
        self.look(supplier, dice)?;
        Ok("a look at the status")
    }

    /// The program ends and begins again: what it remembers is what it wrote down.
    pub(crate) fn restart(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<&'static str, Harm> {
        self.crashes += 1;
        if self.state.is_on_the_wire() {
            self.doubt(supplier, dice)?;
        } else if self.intent.is_some() {
            self.look(supplier, dice)?;
        }
        Ok("a restart")
    }

    /// Time passes, and what is due is asked.
    pub(crate) fn wait(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<&'static str, Harm> {
        let seconds = [1, 5, 20, 60, 125, 600, 1_860, 90_000][dice.below(8)];
        self.live(seconds, supplier, dice)?;
        Ok("time")
    }

    fn live(&mut self, seconds: u64, supplier: &mut Supplier, dice: &mut Dice) -> Result<(), Harm> {
        let until = supplier.now + seconds;
        // A long sleep asks only its last few questions: those before change nothing that these would not.
        for _ in 0..12 {
            let Some(due) = self.next_question.filter(|at| *at <= until) else { break };
            supplier.pass(due.max(supplier.now) - supplier.now, dice);
            self.look(supplier, dice)?;
        }
        supplier.pass(until - supplier.now, dice);
        if self.next_question.is_some_and(|at| at <= until) {
            self.look(supplier, dice)?;
        }
        Ok(())
    }

    /// The look-up, and what follows from it; gives the supplier's word.
    fn look(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<Option<Standing>, Harm> {
        if matches!(self.state, State::Draft | State::Failed | State::Cancelled) {
            self.next_question = None;
            return Ok(None);
        }
        if self.state.is_on_the_wire() {
            return self.doubt(supplier, dice).map(|()| None);
        }
        let now = supplier.now;
        let over = |slack| self.hold_ends.is_some_and(|ends| self.state == State::Held && ends + slack <= now);
        let late = self.intent.as_ref().map(|intent| intent.begun_at + LATE_ARRIVAL.as_secs());
        let may_travel = self.habit != Habit::BelievesAtOnce && late.is_some_and(|late| now < late);
        let nothing_new = Event::Found(Standing::Other(String::new()));
        let answer = supplier.look_up(self.reference, self.theirs, dice);
        let event = match &answer {
            Err(()) if over(0) => Event::HoldLapsed,
            Ok(None) if self.state == State::Unknown && self.intent.is_some() && !may_travel => Event::NeverArrived,
            Err(()) | Ok(None) => nothing_new,
            Ok(Some((_, standing))) if self.state == State::Unknown && may_travel && self.is_as_before(standing) => {
                nothing_new
            }
            Ok(Some((_, Standing::Held))) if over(60) => Event::HoldLapsed,
            Ok(Some((theirs, standing))) => {
                self.theirs = Some(*theirs);
                if *standing == Standing::Held && self.hold_ends.is_none() {
                    self.hold_ends = Some(self.intent.as_ref().map_or(now, |intent| intent.begun_at) + HOLD);
                }
                Event::Found(standing.clone())
            }
        };
        if matches!(&event, Event::NeverArrived)
            || matches!(&event, Event::Found(s) if !matches!(s, Standing::Other(_)))
        {
            self.intent = None;
        }
        self.heard = answer.is_ok();
        self.take(&event, now)?;
        Ok(answer.ok().flatten().map(|(_, standing)| standing))
    }

    fn is_as_before(&self, standing: &Standing) -> bool {
        self.intent.as_ref().is_some_and(|intent| match intent.call {
            Call::Create => false,
            Call::Confirm => *standing == Standing::Held,
            Call::Cancel => matches!(standing, Standing::Held | Standing::Fulfilling | Standing::Done),
        })
    }

    /// The network is whole, and minutes or hours pass.
    pub(crate) fn settle(&mut self, supplier: &mut Supplier, dice: &mut Dice) -> Result<(), Harm> {
        supplier.calm_down();
        self.restart(supplier, dice)?;
        for _ in 0..[1, 12][dice.below(2)] {
            self.live(600, supplier, dice)?;
        }
        // Only what is due is asked, as nobody may be at the desk; until the next answer. A hold is looked at before its
        // end.
        self.heard = false;
        for _ in 0..50 {
            match self.next_question {
                Some(_) if self.state == State::Held => drop(self.look(supplier, dice)?),
                Some(due) => self.live(due.saturating_sub(supplier.now), supplier, dice)?,
                None => break,
            }
            if self.heard {
                break;
            }
        }
        Ok(())
    }
}
