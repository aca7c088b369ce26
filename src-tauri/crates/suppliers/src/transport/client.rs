//! The two HTTP clients: one that keeps its connections, and one that never uses a connection twice.

use reqwest::{Client, ClientBuilder, redirect, retry, tls};

use super::{address::Address, timeouts::Timeouts};
use crate::SetUpError;

/// Who we say we are.
const USER_AGENT: &str = concat!("Counterfoil/", env!("CARGO_PKG_VERSION"));

fn common(address: &Address, timeouts: Timeouts) -> ClientBuilder {
    let builder = Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(timeouts.connect)
        .redirect(redirect::Policy::none())
        .referer(false)
        .tls_version_min(tls::Version::TLS_1_2)
        .retry(retry::never());
    // A server on this computer is never behind the company's proxy.
    if address.is_loopback() { builder.no_proxy() } else { builder }
}

fn built(builder: ClientBuilder) -> Result<Client, SetUpError> {
    builder.build().map_err(|error| SetUpError::Client(error.to_string()))
}

/// For reads: connections are kept.
pub(super) fn for_reads(address: &Address, timeouts: Timeouts) -> Result<Client, SetUpError> {
    built(common(address, timeouts))
}

/// For calls that change something: a fresh connection each, because a request on a reused connection that the server
/// closes meanwhile is sent again by the client on its own.
pub(super) fn for_signed_calls(address: &Address, timeouts: Timeouts) -> Result<Client, SetUpError> {
    built(common(address, timeouts).pool_max_idle_per_host(0).http1_only())
}
