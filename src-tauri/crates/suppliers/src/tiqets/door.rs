//! A door for fuzzing and for tests: answers given by hand, read exactly as those that come over the line.
//!
//! Only the network is left out, and the signature of calls that are signed. Status, headers, limits and everything that
//! reads an answer are what the desk runs.

use std::{future::Future, sync::Arc};

use counterfoil_domain::{Currency, Day, Instant, Money, SupplierError, supplier::Created};
use futures_util::FutureExt;

pub use crate::transport::given::Given;

use super::{
    Tiqets,
    dialect::SIGNED_CONTENT_TYPE,
    orders, reading,
    settings::{TiqetsKeys, TiqetsSettings},
    wire::scalar::Number,
};
use crate::{SetUpError, text, transport::Reply};

/// The API key of the supplier behind the door: no answer may make it readable.
pub const API_KEY: &str = "tqat-behind-the-door";
/// Where that supplier lives. Nobody listens there, and nobody is asked.
const NOWHERE: &str = "http://127.0.0.1:9/v2";

/// A supplier that answers what it is given.
#[derive(Debug)]
pub struct Door {
    supplier: Tiqets,
}

impl Door {
    /// A door at an instant that stands still.
    pub fn new(now: Instant) -> Result<Self, SetUpError> {
        let mut settings = TiqetsSettings::at(NOWHERE);
        settings.retries.repeats = 0;
        let keys = TiqetsKeys { api_key: API_KEY.into(), private_key: None };
        Ok(Self { supplier: Tiqets::new(settings, keys, Arc::new(move || now))? })
    }

    /// The supplier, which answers every read with this.
    pub fn answering(&mut self, given: Given) -> Result<&Tiqets, SetUpError> {
        self.supplier.transport.give(given)?;
        Ok(&self.supplier)
    }

    /// What the given answer says to create.
    pub async fn created(&self) -> Result<Created, SupplierError> {
        orders::created(&self.reply("POST", "/orders", &["orders"]).await?)
    }

    /// What it says to confirm.
    pub async fn confirmed(&self, reference: &str) -> Result<(), SupplierError> {
        let reply = self.reply("PUT", "/orders/{reference}", &["orders", reference]).await?;
        orders::same_order(&reply, reference)
    }

    /// What it says to cancel.
    pub async fn cancelled(&self, reference: &str) -> Result<(), SupplierError> {
        let reply = self.reply("DELETE", "/orders/{reference}", &["orders", reference]).await?;
        orders::same_order(&reply, reference)
    }

    async fn reply(&self, method: &'static str, path: &'static str, at: &[&str]) -> Result<Reply, SupplierError> {
        let url = self.supplier.url(at, &[])?;
        self.supplier.transport.send_once(orders::order(method, path), &url, SIGNED_CONTENT_TYPE, String::new()).await
    }
}

/// The outcome of a call whose answer was given; `None` would mean that it waits for something.
pub fn at_once<T>(call: impl Future<Output = T>) -> Option<T> {
    call.now_or_never()
}

/// A title, a name, a line, as it is kept.
pub fn line(given: &str) -> Option<String> {
    text::line(given)
}

/// A description as it is kept.
pub fn rich(given: &str) -> Option<String> {
    text::rich(given)
}

/// The price in a JSON value.
pub fn price(json: &str, currency: Currency) -> Option<Money> {
    serde_json::from_str::<Number>(json).ok()?.money(currency)
}

/// An instant as answers write it.
pub fn instant(given: &str) -> Option<Instant> {
    reading::instant(Some(&given.to_owned()))
}

/// A day as answers write it.
pub fn day(given: &str) -> Option<Day> {
    reading::day_of(given)
}

#[cfg(test)]
#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::fuzz::TARGETS;

    /// Every answer that is kept, with the target it is for.
    fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
        // Asked when the test runs: what was built in one clone may run in another.
        let folder = Path::new("fuzz/seeds").join(target);
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
    }

    #[test]
    fn what_fuzzing_kept_is_still_judged_rightly() {
        for (target, judge) in TARGETS {
            let mut taken = 0;
            let kept = kept(target);
            for (name, bytes) in &kept {
                let judged = std::panic::catch_unwind(|| judge(bytes));
                taken += usize::from(judged.unwrap_or_else(|_| panic!("{name} is judged wrongly, see above")));
            }
            assert!(taken > 0, "none of the {} seeds of {target} is a right answer any more", kept.len());
            assert!(taken < kept.len(), "none of the {} seeds of {target} is a wrong answer", kept.len());
            for bytes in [b"".as_slice(), b"\0", b"\xFF\xFE", b"{}", b"{\"success\":true}"] {
                judge(bytes);
            }
        }
        let folders = fs::read_dir("fuzz/seeds").unwrap().count();
        assert_eq!(folders, TARGETS.len(), "a folder of seeds without a target, or the other way round");
    }
}
