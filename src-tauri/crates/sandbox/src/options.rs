//! What a sandbox can be told before it starts.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// How large the supplier's catalogue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WorldSize {
    /// 8 cities, 40 experiences, 200 products.
    #[default]
    Small,
    /// 60 countries, 500 cities, 5,000 experiences, 25,000 products, 100,000 variants, 300 tags.
    Full,
    /// So many times the cities, experiences, products and variants of the full world.
    Scaled(u32),
}

/// Settings of a sandbox; the default is a small and fast one on a free port of this machine.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "switches that have nothing to do with each other")]
pub struct Options {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Allows an address other machines can reach. The control endpoint asks for no password.
    pub allow_remote: bool,
    /// Size of the catalogue.
    pub world: WorldSize,
    /// Number the catalogue and its stock are grown from.
    pub seed: u64,
    /// Milliseconds before each answer.
    pub latency_ms: u64,
    /// Bytes per second of all answers together; none for no limit.
    pub bandwidth: Option<u64>,
    /// API requests per second before 429; none for no limit.
    pub rate_limit: Option<u32>,
    /// Whether 429 carries `Retry-After`.
    pub retry_after: bool,
    /// Minutes an unconfirmed order is held.
    pub hold_minutes: u32,
    /// Seconds a slow product takes after confirmation.
    pub slow_seconds: u32,
    /// Seconds a failing product takes after confirmation.
    pub fail_seconds: u32,
    /// Whether a look-up of an unconfirmed order gives its confirmation token again.
    pub token_on_lookup: bool,
    /// Whether create and look-up say when an unconfirmed order lapses (`expires_at`).
    pub says_hold_end: bool,
    /// Whether an unconfirmed order may be cancelled instead of left to lapse.
    pub cancel_holds: bool,
    /// Whether lists and objects carry an `ETag` that a client may ask about again.
    pub etags: bool,
    /// Whether products and experiences say when they were last changed.
    pub updated_at: bool,
    /// API key; one is made up when none is given.
    pub api_key: Option<String>,
    /// Public key to register, an `ssh-rsa` line or a `PUBLIC KEY` PEM, beside the one made at start.
    pub public_key: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            allow_remote: false,
            world: WorldSize::Small,
            seed: 1,
            latency_ms: 0,
            bandwidth: None,
            rate_limit: None,
            retry_after: true,
            hold_minutes: 30,
            slow_seconds: 3,
            fail_seconds: 2,
            token_on_lookup: false,
            says_hold_end: false,
            cancel_holds: false,
            etags: true,
            updated_at: true,
            api_key: None,
            public_key: None,
        }
    }
}
