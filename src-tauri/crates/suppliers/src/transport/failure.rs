//! Every way a call can fail, under the name the desk acts on.
//!
//! The question behind each: may the call have been carried out? A failure to connect sent nothing. Whatever breaks
//! after that leaves doubt. A refusal counts as one only in the supplier's own words: a proxy's page is not the supplier.

use std::{error::Error as _, time::Duration};

use counterfoil_domain::SupplierError;
use reqwest::StatusCode;
use serde::Deserialize;

use crate::text;

/// Most characters of a supplier's words that are passed on.
const MOST_WORDS: usize = 600;

/// Whose voice a refusal must have to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Any: a status is enough. For the catalogue, where nothing hangs on it.
    Anyone,
    /// The supplier's: orders are sent again or given up because of it, so a bare status leaves doubt.
    Supplier,
    /// A file server's: our key was not sent, so no status says anything about it.
    FileServer,
}

/// A failure, and whether and when a read may be repeated.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: SupplierError,
    pub(crate) again: bool,
    pub(crate) after: Option<Duration>,
    pub(crate) status: u16,
}

impl Failure {
    const fn new(error: SupplierError, again: bool) -> Self {
        Self { error, again, after: None, status: 0 }
    }

    pub(crate) fn not_understood(at: impl Into<String>) -> Self {
        Self::new(SupplierError::NotUnderstood { at: at.into() }, false)
    }

    pub(super) fn with_status(self, status: StatusCode) -> Self {
        Self { status: status.as_u16(), ..self }
    }

    /// No answer began.
    pub(super) fn of_sending(error: &reqwest::Error) -> Self {
        match (error.is_connect(), error.is_timeout()) {
            (true, true) => Self::new(SupplierError::TimedOut { sent: false }, true),
            (true, false) if is_untrusted(error) => Self::new(SupplierError::Untrusted, false),
            (true, false) => Self::new(SupplierError::Unreachable, true),
            (false, false) if is_not_http(error) => Self::not_understood("something other than HTTP"),
            (false, _) => Self::new(SupplierError::TimedOut { sent: true }, true),
        }
    }

    /// The answer began and did not end.
    pub(super) fn of_receiving(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::new(SupplierError::TimedOut { sent: true }, true)
        } else if error.is_decode() && !is_cut(error) {
            Self::not_understood("an answer that does not decompress")
        } else {
            // Cut on its way: a read may ask again.
            Self::new(SupplierError::NotUnderstood { at: "an answer that was cut".to_owned() }, true)
        }
    }

    /// An answer with a status that is not success.
    pub(super) fn of_status(
        status: StatusCode,
        after: Option<Duration>,
        body: &[u8],
        voice: Voice,
        api_key: &str,
    ) -> Self {
        let failure = match status.as_u16() {
            300..=399 => Self::not_understood("redirect to another address"),
            408 => Self::new(SupplierError::TimedOut { sent: true }, true),
            429 => Self::new(SupplierError::RateLimited { after }, true),
            401 | 403 if voice != Voice::FileServer => Self::new(SupplierError::Unauthorized, false),
            400..=499 => match Refusal::read(body) {
                Some(refusal) => Self::new(refusal.error(status.as_u16(), api_key), false),
                None if voice == Voice::Supplier => {
                    Self::not_understood(format!("HTTP {} without the supplier's words", status.as_u16()))
                }
                None => Self::new(Refusal::default().error(status.as_u16(), api_key), false),
            },
            500..=599 => Self::new(SupplierError::Failed { status: status.as_u16() }, true),
            other => Self::not_understood(format!("HTTP status {other}")),
        };
        Self { after, ..failure }.with_status(status)
    }
}

fn sources(error: &reqwest::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |inner: &&(dyn std::error::Error + 'static)| (*inner).source())
}

fn is_not_http(error: &reqwest::Error) -> bool {
    sources(error).any(|inner| inner.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse))
}

/// TLS (RFC 8446) did not come about. The reason rests inside an input error.
fn is_untrusted(error: &reqwest::Error) -> bool {
    sources(error).any(|inner| {
        let io = inner.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        inner.is::<rustls::Error>() || io.is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>)
    })
}

fn is_cut(error: &reqwest::Error) -> bool {
    sources(error).any(|inner| {
        inner.downcast_ref::<hyper::Error>().is_some()
            || inner.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::UnexpectedEof)
    })
}

/// The supplier's error envelope in all the shapes it was seen in (Tiqets Distributor API, Error handling).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Refusal {
    success: Option<bool>,
    error_code: Option<serde_json::Value>,
    error: Option<serde_json::Value>,
    message: Option<serde_json::Value>,
    reason: Option<serde_json::Value>,
    field_errors: Option<serde_json::Value>,
}

impl Refusal {
    /// The envelope, when the body is one: a JSON object that says at least one of the envelope's words.
    fn read(body: &[u8]) -> Option<Self> {
        let object = super::body::object(body).ok()?;
        let refusal: Self = serde_json::from_slice(object).ok()?;
        let speaks = refusal.success == Some(false)
            || [&refusal.error_code, &refusal.error, &refusal.message].into_iter().any(Option::is_some);
        speaks.then_some(refusal)
    }

    /// The refusal as the desk knows it; `status` stands in for a missing code.
    pub(crate) fn error(&self, status: u16, api_key: &str) -> SupplierError {
        let word = |value: &Option<serde_json::Value>| match value {
            Some(serde_json::Value::String(text)) => text::line(text),
            Some(serde_json::Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let code = match status {
            404 => "not_found".to_owned(),
            410 => "resource_gone".to_owned(),
            _ => word(&self.error_code).or_else(|| word(&self.error)).unwrap_or_else(|| match status {
                200 => "refused".to_owned(),
                other => format!("http_{other}"),
            }),
        };
        let mut words: Vec<String> = [word(&self.message), word(&self.reason)].into_iter().flatten().collect();
        if let Some(serde_json::Value::Object(fields)) = &self.field_errors {
            words.extend(fields.iter().take(20).filter_map(|(field, said)| {
                let said = match said {
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                text::line(&format!("{field}: {said}"))
            }));
        }
        let words = if words.is_empty() { format!("HTTP status {status}") } else { words.join(" ") };
        // A server that repeats our key back at us must not make it readable.
        let hide = |said: String| said.replace(api_key, "[key]");
        let (code, words) = (hide(code), hide(words));
        SupplierError::Refused { code: text::cut(&code, 80).to_owned(), text: words.chars().take(MOST_WORDS).collect() }
    }
}
