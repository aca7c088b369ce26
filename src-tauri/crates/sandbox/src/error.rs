//! What can go wrong with the sandbox itself; refusals it sends to clients are part of the API instead.

use std::net::SocketAddr;

/// Why a sandbox could not be started or told something.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The address is taken or not allowed.
    #[error("the sandbox cannot listen on {address}: {source}")]
    Listen {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// Other machines could reach the control endpoint.
    #[error("{0} can be reached from other machines; the sandbox listens there only when that is asked for explicitly")]
    NotLoopback(SocketAddr),
    /// No RSA key could be made.
    #[error("the sandbox could not make an RSA key pair")]
    KeyGeneration,
    /// A public key that is neither an `ssh-rsa` line nor a `PUBLIC KEY` PEM with an RSA key.
    #[error("this is not an RSA public key: give an `ssh-rsa` line or a PEM that begins with BEGIN PUBLIC KEY")]
    PublicKey,
    /// A file or stream could not be read or written.
    #[error("the sandbox could not read or write {what}: {source}")]
    Io {
        /// What it was.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// An entry that was never in the catalogue.
    #[error("the catalogue never had a {what} with the number {id}")]
    Unknown {
        /// The kind of entry.
        what: &'static str,
        /// The number that was given.
        id: u64,
    },
    /// A fault that makes no sense.
    #[error("this fault cannot be set: {0}")]
    Fault(String),
}
