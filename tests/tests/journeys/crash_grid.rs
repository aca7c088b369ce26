//! A sale dies at each point of its life, with the call that is under way carried out by the supplier or not, and each time
//! another sale. Afterwards the two ledgers, every story and the money must agree. Whoever goes on with it dies at the same
//! point if he passes it again, with the second order of a basket or the second try of a call; the third, half of the times
//! only seconds later, comes to the end.
//!
//! `COUNTERFOIL_GRID_SEED=N` makes other sales; `COUNTERFOIL_GRID_CELL=POINT/TRUTH/SEED` repeats one.

#[path = "crash_grid/verdict.rs"]
mod verdict;

use std::collections::BTreeSet;
use std::fmt;
use std::io::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use counterfoil_domain::order::State;
use counterfoil_engine::booking::{OpenedOrder, OrderQuery};
use counterfoil_engine::{ORDER_POINTS, catalog::Paging, clock::ManualClock};
use counterfoil_journeys::sale::{Sale, desk_by};
use counterfoil_journeys::{Answer, Booth, Place, Program};
use counterfoil_store::{CatalogFile, LedgerFile, OrderFilter};
use serde_json::{Value, json};

use verdict::{Harm, Sides};

/// The program that carries a sale through.
const CHILD: &str = env!("CARGO_BIN_EXE_sale-child");
/// Sales for each point and truth.
const SALES: usize = 3;
/// Places at which sales die at the same time.
const AT_ONCE: usize = 2;
/// Between one start and the next, by the desk's clock: longer than a sale waits and a request may travel, so that a look-up
/// is believed, and short enough for holds to outlive all of it.
const PAUSE: chrono::Duration = chrono::Duration::minutes(5);
/// How often a sale is begun: it may die in all lives but the last.
const LIVES: u32 = 3;
/// How long after a start anything may be open (I10).
const SETTLED_WITHIN: i64 = 60;
/// The signal that nothing can catch.
const SIGKILL: i32 = 9;

/// One death.
#[derive(Debug, Clone, Copy)]
struct Cell {
    point: &'static str,
    carried_out: bool,
    seed: u64,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let truth = if self.carried_out { "did" } else { "did-not" };
        write!(f, "{}/{truth}/{}", self.point, self.seed)
    }
}

impl Cell {
    /// How the sale is called at the supplier.
    fn name(&self) -> String {
        self.to_string().replace('/', "-")
    }

    /// What goes wrong once at the supplier: the call that is under way, or comes next, is not carried out. A question that
    /// gets no answer would be repeated below the desk, so questions get one that cannot be understood.
    fn fault(&self) -> Option<Value> {
        let (verb, call) = match self.point.split('.').next()? {
            "draft" | "create" => ("drop_before_accept", "create"),
            "payment" | "confirm" => ("drop_before_accept", "confirm"),
            "cancel" | "seen" => ("drop_before_accept", "cancel"),
            "look" => ("not_json", "status"),
            "tickets" => ("not_json", "tickets"),
            "document" => ("not_json", "pdf"),
            other => panic!("nobody knows what is under way at {other}"),
        };
        (!self.carried_out).then(|| json!({ "verb": verb, "on": call, "times": 1 }))
    }
}

/// Every point with both truths, each time with other sales that pass it.
fn cells(points: &[&'static str], truths: &[bool]) -> Vec<Cell> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let mut seeds = number("COUNTERFOIL_GRID_SEED").unwrap_or_default() * 1_000_000..;
    let mut cells = Vec::new();
    for &point in points {
        for &carried_out in truths {
            let passing = seeds.by_ref().filter(|seed| Sale::of(*seed).passes(point));
            cells.extend(passing.take(SALES).map(|seed| Cell { point, carried_out, seed }));
        }
    }
    let Ok(only) = std::env::var("COUNTERFOIL_GRID_CELL") else { return cells };
    cells.retain(|cell| only.starts_with(&format!("{}/", cell.point)) && only.contains("/did/") == cell.carried_out);
    cells.truncate(1);
    for cell in &mut cells {
        cell.seed = only.rsplit('/').next().and_then(|seed| seed.parse().ok()).expect("POINT/TRUTH/SEED");
    }
    cells
}

/// What came of a death.
struct Outcome {
    cell: Cell,
    harm: Harm,
    deaths: u32,
    /// The sale came to its end without passing the point.
    missed: bool,
    took: Duration,
}

/// A sale at a desk of its own, a copy of one that is stocked.
struct Stage<'a> {
    cell: Cell,
    booth: &'a Booth,
    place: Place,
    sale: Sale,
    name: String,
    /// Orders the supplier had before.
    before: usize,
}

impl<'a> Stage<'a> {
    fn set(booth: &'a Booth, cell: Cell) -> Self {
        let (place, sale, name) = (booth.place.copy(), Sale::of(cell.seed), cell.name());
        booth.supplier.settings(&json!({ "token_on_lookup": sale.repeats_token, "cancel_holds": sale.cancels_holds }));
        if let Some(fault) = cell.fault() {
            booth.supplier.fault(fault);
        }
        let before = booth.supplier.orders().len();
        Self { cell, booth, place, sale, name, before }
    }

    /// Begins the sale, or goes on with it, at an instant of the desk's clock.
    fn sell(&self, now: DateTime<Utc>, surroundings: &[(&str, &str)]) -> Answer {
        let control = self.booth.supplier.first_line()["control_url"].as_str().expect("an address");
        let (data, secrets) = (self.place.data(), self.place.secrets());
        let (data, secrets) = (data.to_str().expect("a path"), secrets.to_str().expect("a path"));
        let (seed, now) = (self.cell.seed.to_string(), now.timestamp_millis().to_string());
        let places = ["--data", data, "--secrets", secrets, "--control", control];
        let mut child = Program::new(CHILD, places).env("COUNTERFOIL_LOG", "error");
        child = child.with(["--name", &self.name, "--seed", &seed, "--now", &now]);
        surroundings.iter().fold(child, |child, (name, value)| child.env(name, *value)).start().answer()
    }

    /// Starts the desk at an instant, gives it a minute to find out what is true, and compares both sides.
    async fn judge(&self, now: DateTime<Utc>, ended: bool, harm: &mut Harm) {
        let clock = ManualClock::at(now);
        let desk = desk_by(&clock, &self.place.data(), &self.place.secrets()).await;
        let paging = Paging::checked(1, 100).expect("a page");
        let all = async || desk.orders(OrderQuery::default(), paging).await.expect("orders").0;
        desk.resume_orders().await.expect("a first round of questions");
        for _ in 0..SETTLED_WITHIN {
            let is_open = |state: State| state.is_on_the_wire() || state == State::Unknown;
            if !all().await.iter().any(|order| is_open(order.state)) {
                break;
            }
            clock.advance(chrono::Duration::seconds(1));
            desk.ask_due().await.expect("a round of questions");
        }
        let mut ours: Vec<OpenedOrder> = Vec::new();
        for order in all().await {
            ours.push(desk.open_order(&order.id.to_string()).await.expect("an order"));
        }
        drop(desk);
        if ours.is_empty() && self.was_written() {
            harm.lost.insert(format!("{}: what was written down is gone", self.name));
        }
        let theirs = self.booth.supplier.orders().split_off(self.before);
        let sides = Sides { name: &self.name, sale: &self.sale, ours: &ours, theirs: &theirs };
        sides.agree(harm);
        if ended {
            sides.ended(harm);
        }
        self.look_at_files(harm);
    }

    /// When anything was written down last.
    fn last_moment(&self) -> DateTime<Utc> {
        let ledger = LedgerFile::open(&self.place.data().join("ledger.db")).expect("the ledger");
        let all = OrderFilter { size: 100, ..OrderFilter::default() };
        let (orders, _) = ledger.list_orders(&all).expect("orders");
        orders.iter().map(|order| order.updated_at).max().unwrap_or_default()
    }

    /// Whether the first order was written down before the sale died.
    fn was_written(&self) -> bool {
        !ORDER_POINTS.iter().take_while(|point| **point != "draft.written").any(|point| *point == self.cell.point)
    }

    fn look_at_files(&self, harm: &mut Harm) {
        let ledger = LedgerFile::open(&self.place.data().join("ledger.db")).expect("the ledger");
        if let Err(error) = ledger.check() {
            harm.wrong.insert(error.to_string());
        }
        let open = ledger.open_intents().expect("intents").len();
        if open > 0 && harm.unresolved.is_empty() {
            harm.unresolved.insert(format!("{open} calls are open, of orders that are settled"));
        }
        let catalog = CatalogFile::open(&self.place.data().join("catalog.db")).expect("the catalogue");
        if let Err(error) = catalog.verify() {
            harm.wrong.insert(error.to_string());
        }
        drop((ledger, catalog));
        for name in self.place.leftovers() {
            harm.wrong.insert(format!("{name} lies in the desk's folder"));
        }
    }
}

/// Lets one sale die, looks at what is left, and lets others go on with it until it is at its end. With the protection
/// switched off in its first life it dies once.
fn run(booth: &Booth, cell: Cell, unprotected: bool) -> Outcome {
    let (watch, start, mut harm) = (Instant::now(), Utc::now(), Harm::default());
    let stage = Stage::set(booth, cell);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (dies, switched_off) = (("COUNTERFOIL_CRASH_AT", cell.point), ("COUNTERFOIL_SWITCH_OFF", "intent-before-wire"));
    let (mut deaths, mut missed, mut now) = (0, false, start);
    for life in 0..LIVES {
        let surroundings: &[_] = match (life, unprotected) {
            (0, true) => &[dies, switched_off],
            (0 | 1, false) => &[dies],
            _ => &[],
        };
        let end = stage.sell(now, surroundings);
        let ended = end.code == Some(0);
        let died = end.signal == Some(SIGKILL) && !surroundings.is_empty();
        if !ended && !died {
            harm.wrong.insert(format!("life {life} neither died at its point nor ended: {end:?}"));
        }
        deaths += u32::from(died);
        missed |= ended && life == 0;
        if died && life > 0 && cell.seed % 2 == 1 {
            // Begun again at once: what was sent may still be travelling.
            now = stage.last_moment().max(now) + chrono::Duration::seconds(10);
            continue;
        }
        runtime.block_on(stage.judge(now + PAUSE, ended, &mut harm));
        if !died {
            break;
        }
        now += PAUSE * 2;
    }
    let unused = booth.supplier.faults_left();
    if !unused.is_empty() {
        harm.wrong.insert(format!("set and never happened, so nothing was proved: {unused:?}"));
    }
    booth.supplier.clear_faults();
    Outcome { cell, harm, deaths, missed, took: watch.elapsed() }
}

/// Runs all cells, two at a time, each of the two at a supplier of its own: what goes wrong at one is not meant for the other.
fn run_all(cells: Vec<Cell>, unprotected: bool) -> Vec<Outcome> {
    let (waiting, outcomes) = (Mutex::new(cells.into_iter()), Mutex::new(Vec::new()));
    let work = || {
        let mut booth = Booth::stocked();
        // Its own ledger stays empty: sales are made at copies, and looked at there.
        booth.harmed();
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some(cell) = next else { break };
            let outcome = run(&booth, cell, unprotected);
            outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(work);
        }
    });
    outcomes.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Says how it went, past the test runner, which keeps what tests print to itself.
fn tell(what: &str, outcomes: &[Outcome]) {
    let count = |of: fn(&Harm) -> usize| outcomes.iter().map(|outcome| of(&outcome.harm)).sum::<usize>();
    let (lost, doubled) = (count(|harm| harm.lost.len()), count(|harm| harm.doubled.len()));
    let unresolved = count(|harm| harm.unresolved.len());
    let slowest = outcomes.iter().map(|outcome| outcome.took.as_millis()).max().unwrap_or_default();
    let missed = match outcomes.iter().filter(|outcome| outcome.missed).count() {
        0 => String::new(),
        missed => format!(", {missed} ended before their point"),
    };
    let (runs, deaths) = (outcomes.len(), outcomes.iter().map(|outcome| outcome.deaths).sum::<u32>());
    let line = format!(
        "{what}: {runs} runs, {lost} lost, {doubled} doubled, {unresolved} unresolved, slowest {slowest} ms, \
         {deaths} deaths{missed}"
    );
    writeln!(std::io::stderr(), "{line}").expect("somebody who listens");
}

#[test]
fn a_sale_survives_a_death_at_every_point() {
    let outcomes = run_all(cells(&ORDER_POINTS, &[true, false]), false);
    tell("crash grid", &outcomes);
    let harmed: Vec<_> = outcomes.iter().filter(|outcome| outcome.harm.all().next().is_some()).collect();
    let told = harmed.iter().map(|outcome| {
        let all: Vec<_> = outcome.harm.all().map(String::as_str).collect();
        format!("COUNTERFOIL_GRID_CELL={}\n    {}", outcome.cell, all.join("\n    "))
    });
    let told: Vec<_> = told.collect();
    assert!(told.is_empty(), "{} of {} sales were harmed:\n{}", told.len(), outcomes.len(), told.join("\n"));
    let missed: BTreeSet<_> = outcomes.iter().filter(|outcome| outcome.missed).map(|o| o.cell.to_string()).collect();
    assert!(missed.is_empty(), "they never passed the point at which they were to die: {missed:?}");
}

#[test]
fn control_with_the_intent_written_after_sending_orders_are_lost_and_doubled() {
    // Sent like this, the call has no moment between its answer and its intent.
    let passed = |point: &&str| point.starts_with("create.") && *point != "create.answer.read";
    let points: Vec<_> = ORDER_POINTS.into_iter().filter(passed).collect();
    let outcomes = run_all(cells(&points, &[true]), true);
    tell("crash grid, control", &outcomes);
    let harmed = |of: fn(&Harm) -> bool| outcomes.iter().filter(|outcome| of(&outcome.harm)).count();
    assert!(harmed(|harm| !harm.lost.is_empty()) > 0, "no order was lost in {} runs", outcomes.len());
    // Whoever books again what he believes was never booked, as anybody would, has two.
    assert!(harmed(|harm| !harm.doubled.is_empty()) > 0, "no order was doubled in {} runs", outcomes.len());
}
