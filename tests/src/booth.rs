//! A whole desk for one test: a place, a supplier's server, and the command line between them.

use std::path::Path;
use std::sync::Arc;

use counterfoil_engine::{Desk, DeskConfig, clock::ManualClock, secrets::FolderVault, setup::Line};
use serde_json::Value;

use crate::{
    ledgers,
    place::Place,
    program::{Answer, Program, Running, program},
    stranger::Stranger,
    wish::{Slot, Wish},
};

/// A desk with its supplier. Closing it refuses leftovers.
#[derive(Debug)]
pub struct Booth {
    /// Its files.
    pub place: Place,
    /// Its supplier, which other desks may have too.
    pub supplier: Arc<Stranger>,
    harmed: bool,
}

/// A day, so many days from now.
pub fn days_ahead(days: i64) -> String {
    (chrono::Utc::now().date_naive() + chrono::Duration::days(days)).to_string()
}

impl Booth {
    /// A desk that is set up and has an empty catalogue.
    pub fn open() -> Self {
        Self::open_with(&[])
    }

    /// The same at a supplier that is started with further arguments.
    pub fn open_with(arguments: &[&str]) -> Self {
        Self::open_at(Arc::new(Stranger::start(arguments)))
    }

    /// Another desk, set up and empty, at the same supplier.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self::open_at(Arc::clone(&self.supplier))
    }

    fn open_at(supplier: Arc<Stranger>) -> Self {
        let booth = Self { place: Place::fresh(), supplier, harmed: false };
        booth.place.keep_keys(booth.supplier.api_key(), booth.supplier.private_key());
        booth.set_up(booth.supplier.base_url());
        booth
    }

    /// A desk with a catalogue.
    pub fn stocked() -> Self {
        let booth = Self::open();
        booth.ok(&["catalog", "bootstrap"]);
        booth
    }

    /// Sets the supplier up at an address, at a pace that keeps tests short.
    pub fn set_up(&self, base_url: &str) -> Value {
        let pace = ["--per-second", "1000", "--at-once", "8"];
        self.ok(&[&["supplier", "set", "tiqets", "--base-url", base_url], &pace[..]].concat())
    }

    /// A command line of this desk, by the program that is delivered.
    pub fn line(&self, arguments: &[&str]) -> Program {
        self.line_of(&program("counterfoil-cli"), arguments)
    }

    /// A command line of this desk, by a given program.
    pub fn line_of(&self, program: &Path, arguments: &[&str]) -> Program {
        let (data, secrets) = (self.place.data(), self.place.secrets());
        let own = ["--json".as_ref(), "--data".as_ref(), data.as_os_str(), "--secrets".as_ref(), secrets.as_os_str()];
        Program::new(program, own.into_iter().chain(arguments.iter().map(AsRef::as_ref)))
    }

    /// Runs a command line.
    pub fn ask(&self, arguments: &[&str]) -> Answer {
        self.line(arguments).run()
    }

    /// Runs a command line that must do what is asked.
    pub fn ok(&self, arguments: &[&str]) -> Value {
        self.ask(arguments).ok()
    }

    /// Runs a command line that must not do what is asked, and gives the problem's code.
    pub fn refused(&self, arguments: &[&str]) -> String {
        self.ask(arguments).problem_code()
    }

    /// The first free time of a product for a party of eight, from three days on.
    pub fn slot(&self, product: u64) -> Slot {
        self.slots(product).into_iter().next().unwrap_or_else(|| panic!("nothing of {product} is free"))
    }

    /// All free times of a product for a party of eight in a month, from three days on.
    pub fn slots(&self, product: u64) -> Vec<Slot> {
        let product = product.to_string();
        let found = self.ok(&["timeslots", &product, "--from", &days_ahead(3), "--to", &days_ahead(33)]);
        let items = found["items"].as_array().expect("items").iter();
        let roomy = items.filter(|item| item["max_tickets"].as_u64().is_none_or(|room| room >= 8));
        roomy.map(|item| slot_of(&product, item)).collect()
    }

    /// Runs `order create` for a wish.
    pub fn create(&self, wish: &Wish) -> Answer {
        self.line(&["order", "create", "--file", "-"]).run_with(&wish.text())
    }

    /// An order that is held.
    pub fn hold(&self, wish: &Wish) -> Value {
        let order = self.create(wish).ok();
        assert_eq!(order["state"], "held", "{order:#}");
        order
    }

    /// An order whose tickets are here.
    pub fn sell(&self, wish: &Wish) -> Value {
        let held = self.hold(wish);
        let order = self.ok(&["order", "confirm", text(&held["id"]), "--wait", "60"]);
        assert_eq!(order["state"], "ready", "{order:#}");
        order
    }

    /// Begins a command line that will be killed.
    pub fn begin(&self, program: &str, arguments: &[&str], surroundings: &[(&str, &str)]) -> Running {
        let line = self.line_of(Path::new(program), arguments);
        surroundings.iter().fold(line, |line, (name, value)| line.env(name, *value)).start()
    }

    /// All orders here, newest first.
    pub fn orders(&self) -> Vec<Value> {
        let found = self.ok(&["order", "list", "--page-size", "100"]);
        found["items"].as_array().cloned().expect("items")
    }

    /// An order as it stands in the ledger here, without asking the supplier.
    pub fn order(&self, id: &Value) -> Value {
        let orders = self.orders();
        orders.into_iter().find(|order| order["id"] == *id).unwrap_or_else(|| panic!("there is no order {id}"))
    }

    /// This desk inside the test's own process, with a clock that goes so many minutes ahead.
    pub async fn desk_ahead(&self, minutes: i64) -> Desk {
        // Another test of this process may have been first.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let clock = ManualClock::at(chrono::Utc::now());
        clock.advance(chrono::Duration::minutes(minutes));
        let vault = FolderVault::open(self.place.secrets()).expect("a closed folder");
        let config = DeskConfig::at(self.place.data());
        Desk::open(config, Arc::new(vault), Line::real(), Arc::new(clock)).await.expect("a desk")
    }

    /// Where the supplier's ledger and ours disagree.
    pub fn disagreements(&self) -> Vec<String> {
        ledgers::disagreements(&self.supplier.orders(), &self.orders())
    }

    /// Says that harm was wanted here, so that closing does not look for it.
    pub fn harmed(&mut self) {
        self.harmed = true;
    }
}

impl Drop for Booth {
    fn drop(&mut self) {
        if std::thread::panicking() || self.harmed {
            return;
        }
        let faults = self.supplier.faults_left();
        assert!(faults.is_empty(), "set and never happened, so nothing was proved: {faults:?}");
        let wrong = self.disagreements();
        assert!(wrong.is_empty(), "the two ledgers disagree: {wrong:#?}");
        let leftovers = self.place.leftovers();
        assert!(leftovers.is_empty(), "left in the desk's folder: {leftovers:?}");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn slot_of(product: &str, item: &Value) -> Slot {
    let kinds = item["variants"].as_array().expect("variants").iter();
    Slot {
        product: product.to_owned(),
        day: text(&item["day"]).to_owned(),
        time: item["timeslot"].as_str().map(str::to_owned),
        kinds: kinds.map(|kind| (text(&kind["variant_id"]).to_owned(), text(&kind["label"]).to_owned())).collect(),
    }
}
