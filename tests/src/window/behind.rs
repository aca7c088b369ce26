//! The supplier behind the window: the sandbox that a practice starts, asked without the window's help.

use serde_json::{Value, json};

use super::{Room, Window, command, go_to, open_shop};
use crate::wire::Wire;

/// The sandbox of a window.
#[derive(Debug)]
pub struct Behind(String);

impl Behind {
    /// Reads its address where the window shows it.
    pub fn of(window: &Window) -> Self {
        command(window, "set up suppliers");
        let address = window.until("the supplier's address", "one('supplier-url')?.value");
        Self(address.as_str().expect("an address").to_owned())
    }

    /// The same for a window that was just opened, and back to a fresh Sell.
    pub fn the_shop(window: &Window) -> Self {
        open_shop(window);
        let supplier = Self::of(window);
        go_to(window, Room::Sell);
        window.until("the search", "focus() === 'search-input'");
        supplier
    }

    /// What it really holds.
    pub fn truth(&self) -> Value {
        self.ask("GET", "truth", "")
    }

    /// The codes of all tickets it ever issued, sorted.
    pub fn barcodes(&self) -> Vec<String> {
        let truth = self.truth();
        let orders = truth["orders"].as_array().expect("orders").iter();
        let codes = orders.flat_map(|order| order["barcodes"].as_array().expect("codes").clone());
        let mut codes: Vec<String> = codes.map(|code| code.as_str().expect("a code").to_owned()).collect();
        codes.sort();
        codes
    }

    /// Makes every answer take so long.
    pub fn answer_after(&self, millis: u32) {
        self.settings(&json!({ "latency_ms": millis }));
    }

    /// Changes how it behaves.
    pub fn settings(&self, change: &Value) {
        self.ask("POST", "settings", &change.to_string());
    }

    /// Pushes its clock.
    pub fn advance(&self, seconds: i64) {
        self.ask("POST", "clock", &json!({ "advance_seconds": seconds }).to_string());
    }

    /// Lets something go wrong.
    pub fn fault(&self, fault: &Value) {
        self.ask("POST", "faults", &fault.to_string());
    }

    fn ask(&self, method: &str, what: &str, body: &str) -> Value {
        let head = "Content-Type: application/json\r\n";
        let got = Wire::to(&self.0).ask(method, &format!("/control/{what}"), head, body);
        assert_eq!(got.status, 200, "{what}: {}", String::from_utf8_lossy(&got.body));
        serde_json::from_slice(&got.body).expect("JSON")
    }
}
