//! What an answer says, read a second time and in another way; and the supplier that gives it.

use std::{cell::RefCell, collections::HashMap, future::Future};

use counterfoil_domain::Instant;
use counterfoil_suppliers::{
    Tiqets,
    door::{Door, Given, at_once},
};
use serde_json::value::RawValue;

/// The fields of an answer as they stand in it; nothing where it is no JSON object.
pub struct Said(HashMap<String, Box<RawValue>>);

impl Said {
    pub fn read(body: &[u8]) -> Self {
        // What nobody reads may be in any encoding.
        let text = String::from_utf8_lossy(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body));
        Self(serde_json::from_str(&text).unwrap_or_default())
    }

    /// A field's JSON.
    pub fn raw(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|raw| raw.get())
    }

    /// A text or a whole number, as text.
    pub fn word(&self, key: &str) -> Option<String> {
        word(self.raw(key)?)
    }

    /// The items of a list.
    pub fn list(&self, key: &str) -> Option<Vec<Box<RawValue>>> {
        serde_json::from_str(self.raw(key)?).ok()
    }

    /// Whether it says in so many words that it is a yes.
    pub fn yes(&self) -> bool {
        self.raw("success") == Some("true")
    }

    /// Whether it says in so many words that it is a no.
    pub fn no(&self) -> bool {
        self.raw("success") == Some("false")
    }

    /// A read that says nothing of success is taken for one; anything but a yes is not.
    pub fn may_be_read(&self) -> bool {
        matches!(self.raw("success"), None | Some("true" | "null"))
    }
}

/// A text or a whole number, as text.
pub fn word(json: &str) -> Option<String> {
    let number = || json.parse::<i128>().ok().map(|number| number.to_string());
    serde_json::from_str(json).ok().or_else(number)
}

/// Noon of the day on which everything here happens.
pub fn now() -> Instant {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

thread_local! {
    // Made once: the HTTP client behind it, which is never used, takes its time.
    static DOOR: RefCell<Door> = RefCell::new({
        rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
        Door::new(now()).unwrap()
    });
}

/// Opens the door with an answer behind it.
pub fn behind_the_door<T>(given: Given, ask: impl FnOnce(&Tiqets) -> T) -> T {
    DOOR.with_borrow_mut(|door| ask(door.answering(given).unwrap()))
}

/// As [`behind_the_door`], for the calls that are signed.
pub fn at_the_door<T>(given: Given, ask: impl FnOnce(&Door) -> T) -> T {
    DOOR.with_borrow_mut(|door| {
        door.answering(given).unwrap();
        ask(door)
    })
}

/// A plain answer with a body.
pub fn ok(body: &[u8]) -> Given {
    Given { status: 200, headers: Vec::new(), body: body.to_vec() }
}

/// The outcome of a call. An answer that is there is judged without waiting for anything.
pub fn told<T>(call: impl Future<Output = T>) -> T {
    at_once(call).expect("a call that waits although its answer is there")
}
