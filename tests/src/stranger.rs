//! A supplier's server as a process of its own, and the truth about what it holds.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::{program::program, wire::Wire};

/// A sandbox process; dropped, it is told to stop and awaited.
#[derive(Debug)]
pub struct Stranger {
    child: Child,
    first_line: Value,
}

impl Stranger {
    /// Starts one with further arguments and reads its first line.
    pub fn start(arguments: &[&str]) -> Self {
        Self::of(Command::new(program("counterfoil-sandbox")), arguments)
    }

    /// The same by another program that takes the arguments of a sandbox.
    pub fn of(mut command: Command, arguments: &[&str]) -> Self {
        command.args(["--listen", "127.0.0.1:0", "--stop-with-stdin"]).args(arguments);
        // It stops when its standard input closes, which happens however this test ends.
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a sandbox");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("its first line");
        let first_line = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error} in {line}"));
        Self { child, first_line }
    }

    /// What it said first: where it is and how to get in.
    pub fn first_line(&self) -> &Value {
        &self.first_line
    }

    fn word(&self, name: &str) -> &str {
        self.first_line[name].as_str().unwrap_or_else(|| panic!("no {name} in {}", self.first_line))
    }

    /// Its API.
    pub fn base_url(&self) -> &str {
        self.word("base_url")
    }

    /// The key of its API.
    pub fn api_key(&self) -> &str {
        self.word("api_key")
    }

    /// A key it believes the signatures of.
    pub fn private_key(&self) -> &str {
        self.word("private_key_pem")
    }

    fn control(&self, method: &str, what: &str, body: &Value) -> Value {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let head = "Content-Type: application/json\r\n";
        let got = Wire::to(self.word("control_url")).ask(method, &format!("/control/{what}"), head, &body);
        assert_eq!(got.status, 200, "{what}: {}", String::from_utf8_lossy(&got.body));
        serde_json::from_slice(&got.body).expect("JSON")
    }

    /// What it really holds, and what went over the line.
    pub fn truth(&self) -> Value {
        self.control("GET", "truth", &Value::Null)
    }

    /// Every order it ever made.
    pub fn orders(&self) -> Vec<Value> {
        self.truth()["orders"].as_array().cloned().expect("orders")
    }

    /// Requests that reached it so far.
    pub fn requests(&self) -> u64 {
        self.truth()["total_requests"].as_u64().expect("a number")
    }

    /// Makes something go wrong: `{"verb", "on", "times"?, ...}`.
    pub fn fault(&self, fault: Value) {
        self.control("POST", "faults", &fault);
    }

    /// Makes something go wrong once.
    pub fn fault_once(&self, verb: &str, on: &str) {
        self.fault(json!({ "verb": verb, "on": on, "times": 1 }));
    }

    /// Makes everything go well again.
    pub fn clear_faults(&self) {
        self.control("DELETE", "faults", &Value::Null);
    }

    /// Counted faults that have not happened yet.
    pub fn faults_left(&self) -> Vec<Value> {
        let faults = self.control("GET", "faults", &Value::Null)["faults"].as_array().cloned().unwrap_or_default();
        faults.into_iter().filter(|fault| fault["times"].is_u64()).collect()
    }

    /// How much there is of everything in its world.
    pub fn world(&self) -> Value {
        self.control("GET", "world", &Value::Null)
    }

    /// Pushes its clock.
    pub fn advance(&self, seconds: i64) {
        self.control("POST", "clock", &json!({ "advance_seconds": seconds }));
    }

    /// Changes how it behaves.
    pub fn settings(&self, change: &Value) {
        self.control("POST", "settings", change);
    }

    /// Changes price and text of a share of its products and says how many.
    pub fn mutate(&self, percent: f64) -> u64 {
        self.control("POST", "world/mutate", &json!({ "percent": percent }))["changed"].as_u64().expect("a number")
    }

    /// Takes things out of its catalogue, `{"products"?, "experiences"?, "percent"?}`, and says how many products and how
    /// many experiences.
    pub fn retire(&self, what: &Value) -> (u64, u64) {
        let gone = self.control("POST", "world/retire", what);
        let count = |name: &str| gone[name].as_u64().expect("a number");
        (count("products"), count("experiences"))
    }

    /// Brings back whatever it took out.
    pub fn restore(&self) {
        self.control("POST", "world/restore", &json!({}));
    }

    /// Calls a city by another name.
    pub fn rename_city(&self, id: &str, name: &str) {
        self.control("POST", "world/rename_city", &json!({ "id": id, "name": name }));
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
