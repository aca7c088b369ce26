//! HTTP to one supplier: one address, one key, a polite pace, bounded answers, and every failure under its right name.

pub(crate) mod address;
pub(crate) mod body;
mod client;
pub(crate) mod failure;
#[cfg(any(test, feature = "door"))]
pub(crate) mod given;
pub(crate) mod pace;
pub(crate) mod retry;
pub(crate) mod timeouts;
pub(crate) mod traffic;

use std::time::{Duration, Instant as Stopwatch};

use counterfoil_domain::{SupplierError, supplier::Traffic};
use reqwest::{
    Method, Response, StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH},
};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::{Clock, SetUpError};
use address::Address;
use failure::{Failure, Voice};
use pace::{Pace, PaceSettings};
use retry::RetrySettings;
use timeouts::Timeouts;
use traffic::Counter;

/// Longest mark that is kept, bytes.
const LONGEST_MARK: usize = 512;

/// `Date` is cut to seconds and an answer travels: clocks no further apart than this agree.
const CLOCKS_AGREE: chrono::Duration = chrono::Duration::seconds(10);

/// A whole answer: its body within the limit, and the headers that matter.
pub(crate) struct Reply {
    /// The body.
    pub(crate) body: Vec<u8>,
    /// How far our clock is ahead of the supplier's, by its `Date`; nothing where they agree or it does not say.
    ahead: chrono::Duration,
    /// When it answered, by our clock.
    pub(crate) answered_at: counterfoil_domain::Instant,
    /// The mark of this version, from `ETag`.
    pub(crate) mark: Option<String>,
    /// The version whose mark was sent still holds (HTTP 304); there is no body.
    unchanged: bool,
    /// Our key, so that a refusal within a 200 cannot repeat it to the reader.
    hidden: SecretString,
}

impl Reply {
    /// Whether the version whose mark was sent still holds.
    pub(crate) const fn is_unchanged(&self) -> bool {
        self.unchanged
    }

    /// An instant of the supplier's clock by ours: a hold that ends in half an hour there ends in half an hour here, whatever
    /// either clock shows.
    pub(crate) fn by_our_clock(&self, theirs: counterfoil_domain::Instant) -> counterfoil_domain::Instant {
        theirs.checked_add_signed(self.ahead).unwrap_or(theirs)
    }

    /// How far our clock is ahead of the supplier's, milliseconds.
    pub(crate) const fn clock_ahead(&self) -> i64 {
        self.ahead.num_milliseconds()
    }

    /// The refusal that an answer with HTTP 200 may turn out to be.
    pub(crate) fn refusal(&self) -> SupplierError {
        let object = body::object(&self.body).unwrap_or_default();
        let refusal: failure::Refusal = serde_json::from_slice(object).unwrap_or_default();
        refusal.error(StatusCode::OK.as_u16(), self.hidden.expose_secret())
    }
}

/// A call, named by its path template for the log: ids and references stay out of it.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    /// Method.
    pub(crate) method: &'static str,
    /// Path with its places unfilled: `/products/{id}`.
    pub(crate) template: &'static str,
    /// How its refusals are read.
    pub(crate) voice: Voice,
}

pub(crate) struct Transport {
    reads: reqwest::Client,
    signed: reqwest::Client,
    address: Address,
    api_key: SecretString,
    timeouts: Timeouts,
    retries: RetrySettings,
    pace: Pace,
    counter: Counter,
    clock: Clock,
    #[cfg(any(test, feature = "door"))]
    pub(crate) given: Option<given::Given>,
}

impl Transport {
    pub(crate) fn new(
        address: Address,
        api_key: SecretString,
        timeouts: Timeouts,
        retries: RetrySettings,
        pace: PaceSettings,
        clock: Clock,
    ) -> Result<Self, SetUpError> {
        let trimmed = SecretString::from(api_key.expose_secret().trim());
        if trimmed.expose_secret().is_empty() {
            return Err(SetUpError::NoApiKey);
        }
        if !trimmed.expose_secret().bytes().all(|b| b.is_ascii_graphic()) {
            return Err(SetUpError::OddApiKey);
        }
        Ok(Self {
            reads: client::for_reads(&address, timeouts)?,
            signed: client::for_signed_calls(&address, timeouts)?,
            address,
            api_key: trimmed,
            timeouts,
            retries,
            pace: Pace::new(pace)?,
            counter: Counter::default(),
            clock,
            #[cfg(any(test, feature = "door"))]
            given: None,
        })
    }

    pub(crate) const fn address(&self) -> &Address {
        &self.address
    }

    pub(crate) fn traffic(&self) -> Traffic {
        self.counter.read()
    }

    pub(crate) fn now(&self) -> counterfoil_domain::Instant {
        (self.clock)()
    }

    /// Reads: repeated politely while that can help.
    pub(crate) async fn read(&self, call: Call, url: &Url) -> Result<Reply, SupplierError> {
        self.read_if_changed(call, url, None).await
    }

    /// Reads unless the version that has this mark still holds (RFC 9110, If-None-Match).
    pub(crate) async fn read_if_changed(
        &self,
        call: Call,
        url: &Url,
        mark: Option<&str>,
    ) -> Result<Reply, SupplierError> {
        let mark = mark.and_then(|mark| HeaderValue::from_str(mark).ok());
        retry::repeat(self.retries, &self.pace, || async {
            let _turn = self.pace.turn_for_reading().await;
            let mut headers = self.key_header();
            if let Some(mark) = &mark {
                headers.insert(IF_NONE_MATCH, mark.clone());
            }
            let request = self.reads.get(url.clone()).headers(headers).timeout(self.timeouts.read);
            self.ask(call, request, body::JSON_LIMIT, mark.is_some()).await
        })
        .await
    }

    /// Changes something: sent at most once, on a connection of its own, whatever happens.
    pub(crate) async fn send_once(
        &self,
        call: Call,
        url: &Url,
        content_type: &'static str,
        signed: String,
    ) -> Result<Reply, SupplierError> {
        let method = match call.method {
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            _ => Method::DELETE,
        };
        let _turn = self.pace.turn_for_sending().await;
        let request = self
            .signed
            .request(method, url.clone())
            .headers(self.key_header())
            .header(CONTENT_TYPE, HeaderValue::from_static(content_type))
            .timeout(self.timeouts.signed)
            .body(signed);
        self.ask(call, request, body::JSON_LIMIT, false).await.map_err(|failure| failure.error)
    }

    /// A document from an address the supplier gave: without our key, from allowed hosts only.
    pub(crate) async fn document(&self, call: Call, url: &str, most: usize) -> Result<Vec<u8>, SupplierError> {
        let url = self.address.allowed(url).map_err(|at| SupplierError::NotUnderstood { at: at.into() })?;
        let reply = retry::repeat(self.retries, &self.pace, || async {
            let _turn = self.pace.turn_for_reading().await;
            self.ask(call, self.reads.get(url.clone()).timeout(self.timeouts.document), most, false).await
        })
        .await?;
        Ok(reply.body)
    }

    async fn ask(
        &self,
        call: Call,
        request: reqwest::RequestBuilder,
        most: usize,
        marked: bool,
    ) -> Result<Reply, Failure> {
        let watch = Stopwatch::now();
        self.counter.sent();
        let outcome = self.exchange(call, request, most, marked).await;
        let millis = u64::try_from(watch.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.counter.answered(millis);
        match &outcome {
            Ok(reply) => {
                self.pace.went_well();
                tracing::debug!(
                    method = call.method,
                    path = call.template,
                    millis,
                    bytes = reply.body.len(),
                    "answered"
                );
            }
            Err(failure) => {
                if matches!(failure.error, SupplierError::RateLimited { .. }) {
                    self.counter.slowed();
                    self.pace.too_fast();
                }
                tracing::debug!(method = call.method, path = call.template, millis, status = failure.status, "failed");
            }
        }
        outcome
    }

    async fn exchange(
        &self,
        call: Call,
        request: reqwest::RequestBuilder,
        most: usize,
        marked: bool,
    ) -> Result<Reply, Failure> {
        let response = self.sent(request).await?;
        let status = response.status();
        let answered_at = self.now();
        let by_supplier = date_of(response.headers()).unwrap_or(answered_at);
        let ahead = Some(answered_at - by_supplier).filter(|ahead| ahead.abs() > CLOCKS_AGREE).unwrap_or_default();
        let after = retry_after(response.headers(), by_supplier);
        let hidden = self.api_key.clone();
        if marked && status == StatusCode::NOT_MODIFIED {
            return Ok(Reply { body: Vec::new(), ahead, answered_at, mark: None, unchanged: true, hidden });
        }
        if status.is_success() {
            let mark = mark_of(response.headers());
            let body = self.body(response, most).await.map_err(|failure| failure.with_status(status))?;
            return Ok(Reply { body, ahead, answered_at, mark, unchanged: false, hidden });
        }
        // What a refusal says is read as far as it comes; a cut one still is the refusal its status names.
        let said = match status {
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Vec::new(),
            _ if status.is_client_error() => self.body(response, body::REFUSAL_LIMIT).await.unwrap_or_default(),
            _ => Vec::new(),
        };
        Err(Failure::of_status(status, after, &said, call.voice, self.api_key.expose_secret()))
    }

    /// Sends a request; the answer has begun.
    async fn sent(&self, request: reqwest::RequestBuilder) -> Result<Response, Failure> {
        #[cfg(any(test, feature = "door"))]
        if let Some(given) = &self.given {
            return given.response().ok_or_else(|| Failure::not_understood("something other than HTTP"));
        }
        request.send().await.map_err(|error| Failure::of_sending(&error))
    }

    async fn body(&self, response: Response, most: usize) -> Result<Vec<u8>, Failure> {
        body::whole(response, most, |bytes| self.counter.received(bytes)).await
    }

    fn key_header(&self) -> HeaderMap {
        let text = Zeroizing::new(format!("Token {}", self.api_key.expose_secret()));
        let mut headers = HeaderMap::new();
        // Checked when the transport was made: the key is plain ASCII.
        if let Ok(mut value) = HeaderValue::from_str(&text) {
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        headers
    }
}

/// The mark of a version, if it is of a sane size.
fn mark_of(headers: &HeaderMap) -> Option<String> {
    let mark = headers.get(ETAG)?.to_str().ok()?;
    (mark.len() <= LONGEST_MARK).then(|| mark.to_owned())
}

fn date_of(headers: &HeaderMap) -> Option<counterfoil_domain::Instant> {
    let text = headers.get(reqwest::header::DATE)?.to_str().ok()?;
    chrono::DateTime::parse_from_rfc2822(text).ok().map(|date| date.to_utc())
}

/// `Retry-After` in seconds or as a date.
fn retry_after(headers: &HeaderMap, answered_at: counterfoil_domain::Instant) -> Option<Duration> {
    let text = headers.get(reqwest::header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = chrono::DateTime::parse_from_rfc2822(text).ok()?.to_utc();
    Some((until - answered_at).to_std().unwrap_or_default())
}
