//! A running sandbox.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::error::SandboxError;
use crate::faults::Fault;
use crate::keys::ThrowAway;
use crate::options::Options;
use crate::retirement::{Moved, Restore, Retire};
use crate::settings::{Settings, SettingsChange};
use crate::supplier::{Shared, Supplier};
use crate::truth::Truth;
use crate::{line, routes};

/// A supplier's server on this machine; dropping it stops it.
#[derive(Debug)]
pub struct Sandbox {
    supplier: Shared,
    address: SocketAddr,
    keys: ThrowAway,
    stop: watch::Sender<bool>,
    line: JoinHandle<()>,
}

impl Sandbox {
    /// Makes a key pair, grows the world and begins to listen.
    pub async fn start(options: Options) -> Result<Self, SandboxError> {
        let address = options.listen;
        if !address.ip().is_loopback() && !options.allow_remote {
            return Err(SandboxError::NotLoopback(address));
        }
        let keys =
            tokio::task::spawn_blocking(ThrowAway::generate).await.map_err(|_| SandboxError::KeyGeneration)??;
        let listener = TcpListener::bind(address).await.map_err(|source| SandboxError::Listen { address, source })?;
        let address = listener.local_addr().map_err(|source| SandboxError::Listen { address, source })?;
        let api_key = match options.api_key.clone() {
            Some(key) => key,
            None => made_up_key()?,
        };
        let supplier = Arc::new(Supplier::new(&options, format!("http://{address}"), api_key));
        supplier.register_key(&keys.public_pem)?;
        if let Some(key) = &options.public_key {
            supplier.register_key(key)?;
        }
        let (stop, stopped) = watch::channel(false);
        let router = routes::all(supplier.clone());
        let line = tokio::spawn(line::serve(listener, router, supplier.clone(), stopped));
        Ok(Self { supplier, address, keys, stop, line })
    }

    /// Where the API is, with its version: `http://127.0.0.1:PORT/v2`.
    pub fn base_url(&self) -> String {
        format!("http://{}/v2", self.address)
    }

    /// Where the control endpoint is.
    pub fn control_url(&self) -> String {
        format!("http://{}/control", self.address)
    }

    /// The API key clients have to send.
    pub fn api_key(&self) -> &str {
        &self.supplier.api_key
    }

    /// A throw-away private key, PKCS#8 PEM, whose public half is registered.
    pub fn private_key_pem(&self) -> &str {
        &self.keys.private_pem
    }

    /// The public half as a PEM.
    pub fn public_key_pem(&self) -> &str {
        &self.keys.public_pem
    }

    /// What the supplier really holds.
    pub fn truth(&self) -> Truth {
        self.supplier.truth()
    }

    /// Makes something go wrong.
    pub fn set_fault(&self, fault: Fault) -> Result<(), SandboxError> {
        self.supplier.set_fault(fault)
    }

    /// Makes everything go well again.
    pub fn clear_faults(&self) {
        self.supplier.clear_faults();
    }

    /// Pushes the supplier's clock: holds lapse, slow products are done.
    pub fn advance_clock(&self, seconds: i64) {
        self.supplier.clock.advance(seconds);
    }

    /// Changes price and text of a share of the products and says how many.
    pub fn mutate_world(&self, percent: f64) -> usize {
        self.supplier.change_world(|world, now| world.change(percent, now))
    }

    /// Takes products and experiences out of the catalogue: lists forget them, their numbers answer `not_found`.
    pub fn retire(&self, retire: &Retire) -> Result<Moved, SandboxError> {
        self.supplier.change_world(|world, now| world.retire(retire, now))
    }

    /// Brings back what was retired.
    pub fn restore(&self, restore: &Restore) -> Result<Moved, SandboxError> {
        self.supplier.change_world(|world, now| world.restore(restore, now))
    }

    /// Gives a city another name, which shows in everything that is there.
    pub fn rename_city(&self, id: u64, name: &str) -> Result<(), SandboxError> {
        self.supplier.change_world(|world, now| world.rename_city(id, name, now))
    }

    /// Believes the signatures of one more key.
    pub fn register_public_key(&self, key: &str) -> Result<(), SandboxError> {
        self.supplier.register_key(key)
    }

    /// How the supplier behaves at the moment.
    pub fn settings(&self) -> Settings {
        self.supplier.settings()
    }

    /// Changes how it behaves.
    pub fn change_settings(&self, change: &SettingsChange) -> Settings {
        self.supplier.change_settings(change)
    }

    /// Stops listening and closes what is open.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        // The line ends by itself; there is nothing to learn from how.
        (&mut self.line).await.ok();
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.line.abort();
    }
}

/// A key in the supplier's pattern.
fn made_up_key() -> Result<String, SandboxError> {
    let mut bytes = [0_u8; 16];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| SandboxError::KeyGeneration)?;
    Ok(bytes.iter().fold(String::from("tqat-"), |key, byte| format!("{key}{byte:02x}")))
}
