//! Where Tiqets is reached, how politely, and with which keys.

use counterfoil_domain::Currency;
use secrecy::SecretString;

use crate::{PaceSettings, PrivateKey, RetrySettings, Timeouts};

/// Production (Tiqets Distributor API, Environments and testing). Orders there are final.
const PRODUCTION_URL: &str = "https://api.tiqets.com/v2";
/// The test environment as documented.
pub const TEST_URL: &str = "https://api-tiqt-test.steq.it/v2";
/// Hosts beside the API's own from which Tiqets' pictures and PDFs are served, as far as is publicly seen.
pub const STATIC_HOSTS: [&str; 3] = ["aws-tiqets-cdn.imgix.net", "static.tiqets.com", "www.tiqets.com"];

/// Settings of the adapter. [`TiqetsSettings::at`] fills in what is usually right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TiqetsSettings {
    /// Base address with version: `https://api.tiqets.com/v2`. Plain http for servers on this computer only.
    pub base_url: String,
    /// Currency in which prices are asked.
    pub currency: Currency,
    /// Language of the catalogue's texts, ISO 639-1.
    pub language: String,
    /// How long answers may take.
    pub timeouts: Timeouts,
    /// Requests a second, and at once.
    pub pace: PaceSettings,
    /// How reads repeat themselves.
    pub retries: RetrySettings,
    /// Hosts beside the base address' own from which pictures and PDFs may be fetched; `host` or `host:port`.
    pub extra_hosts: Vec<String>,
}

impl TiqetsSettings {
    /// The usual settings for a base address.
    pub fn at(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            currency: Currency::EUR,
            language: "en".to_owned(),
            timeouts: Timeouts::default(),
            pace: PaceSettings::default(),
            retries: RetrySettings::default(),
            extra_hosts: STATIC_HOSTS.map(str::to_owned).to_vec(),
        }
    }
}

impl Default for TiqetsSettings {
    /// Production.
    fn default() -> Self {
        Self::at(PRODUCTION_URL)
    }
}

/// The keys of a desk. `Debug` shows nothing of them.
#[derive(Debug, Clone)]
pub struct TiqetsKeys {
    /// Opens the catalogue and goes with every call.
    pub api_key: SecretString,
    /// Signs orders; without it only reading is possible.
    pub private_key: Option<PrivateKey>,
}
