//! What a supplier is set up with, and why a set-up is refused before the first call.

use std::sync::Arc;

use counterfoil_domain::Instant;

/// Where an adapter reads the time; passed in, so that tests decide what time it is.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Why an adapter cannot be made from its settings. Each sentence names the setting and what it must be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetUpError {
    /// Not an absolute URL with a host.
    #[error("\u{201c}{0}\u{201d} is not an address. Write it like https://api.tiqets.com/v2")]
    NotAnAddress(String),
    /// A name, a password, a query or a fragment in it.
    #[error("The address {0} may hold only a scheme, a host, a port and a path.")]
    Extras(String),
    /// Plain HTTP to another machine, or a scheme that is neither.
    #[error("The address {0} must begin with https://. Plain http is for servers on this computer only.")]
    NotHttps(String),
    /// An entry of the list of further hosts is not a host.
    #[error("\u{201c}{0}\u{201d} is not a host. Write it like images.example.com or images.example.com:8443")]
    NotAHost(String),
    /// No API key.
    #[error("The API key is empty. Paste the key the supplier gave you.")]
    NoApiKey,
    /// An API key that cannot stand in a header.
    #[error("The API key holds characters that no key has. Paste it again, without quotes or line breaks inside.")]
    OddApiKey,
    /// Not an ISO 639-1 language.
    #[error("\u{201c}{0}\u{201d} is not a language code. Write two letters, for example en")]
    NotALanguage(String),
    /// A pace of nothing.
    #[error("The pace must be at least one request a second and one at once.")]
    NoPace,
    /// TLS or the HTTP client could not be started.
    #[error("The HTTP client could not be started on this computer: {0}")]
    Client(String),
}
