//! Answers given by hand: what the network would have brought, without the network. For tests and fuzzing only.

use reqwest::Response;

use super::{Transport, pace::Pace};
use crate::{PaceSettings, SetUpError};

/// An answer as a server would write it.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// HTTP status.
    pub status: u16,
    /// Header fields: name and value.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Given {
    /// As it comes from the HTTP client; `None` for a status or a header that the client would never let through.
    pub(super) fn response(&self) -> Option<Response> {
        let begun = hyper::Response::builder().status(self.status);
        let fields = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
        let answer = fields.fold(begun, |answer, (name, value)| answer.header(name, value));
        answer.body(self.body.clone()).ok().map(Response::from)
    }
}

impl Transport {
    /// Every call from now on is answered with this, and at once: what earlier answers said about the pace is forgotten.
    pub(crate) fn give(&mut self, given: Given) -> Result<(), SetUpError> {
        self.pace = Pace::new(PaceSettings { per_second: 1_000_000, at_once: 100 })?;
        self.given = Some(given);
        Ok(())
    }
}
