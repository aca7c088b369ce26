//! The supplier as one piece: catalogue, order book, clock, keys, and what is wrong today.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Instant;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::clock::Clock;
use crate::error::SandboxError;
use crate::faults::{Call, Fault, FaultBoard, Twists, Verb};
use crate::keys::RegisteredKey;
use crate::options::Options;
use crate::orders::ledger::Ledger;
use crate::refusal::Refusal;
use crate::settings::{Settings, SettingsChange};
use crate::tally::Tally;
use crate::truth::Truth;
use crate::world::World;

/// Shared by all connections.
pub(crate) type Shared = Arc<Supplier>;

/// One supplier's whole state.
#[derive(Debug)]
pub(crate) struct Supplier {
    world: RwLock<Arc<World>>,
    pub(crate) clock: Clock,
    /// Scheme, host and port, without a slash at the end.
    pub(crate) origin: String,
    pub(crate) api_key: String,
    keys: RwLock<Vec<RegisteredKey>>,
    ledger: Mutex<Ledger>,
    faults: Mutex<FaultBoard>,
    settings: RwLock<Settings>,
    tally: Mutex<Tally>,
    /// Requests that may still be answered, and since when.
    allowance: Mutex<(f64, Instant)>,
}

/// Takes a lock; a panic elsewhere does not make the figures wrong.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Supplier {
    pub(crate) fn new(options: &Options, origin: String, api_key: String) -> Self {
        let settings = Settings::from(options);
        let allowance = f64::from(settings.rate_limit.unwrap_or(0));
        Self {
            world: RwLock::new(Arc::new(World::grow(options.world, options.seed))),
            clock: Clock::default(),
            origin,
            api_key,
            keys: RwLock::default(),
            ledger: Mutex::new(Ledger::new(options.seed)),
            faults: Mutex::default(),
            settings: RwLock::new(settings),
            tally: Mutex::default(),
            allowance: Mutex::new((allowance, Instant::now())),
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The catalogue of the moment; it stays as it is for whoever holds it.
    pub(crate) fn world(&self) -> Arc<World> {
        self.world.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes the next catalogue out of the one of the moment.
    pub(crate) fn change_world<T>(&self, change: impl FnOnce(&mut World, DateTime<Utc>) -> T) -> T {
        let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut world), self.now())
    }

    /// The order book, with everything settled that fell due.
    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        let mut ledger = held(&self.ledger);
        ledger.settle(self.now());
        ledger
    }

    pub(crate) fn settings(&self) -> Settings {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn change_settings(&self, change: &SettingsChange) -> Settings {
        let mut settings = self.settings.write().unwrap_or_else(PoisonError::into_inner);
        settings.apply(change);
        held(&self.allowance).0 = f64::from(settings.rate_limit.unwrap_or(0));
        settings.clone()
    }

    pub(crate) fn register_key(&self, text: &str) -> Result<(), SandboxError> {
        let key = RegisteredKey::parse(text)?;
        self.keys.write().unwrap_or_else(PoisonError::into_inner).push(key);
        Ok(())
    }

    /// The request object inside a signed body (Tiqets Distributor API, JWT signing).
    pub(crate) fn claims(&self, body: &[u8]) -> Result<Map<String, Value>, Refusal> {
        let token = std::str::from_utf8(body).map_err(|_| Refusal::signature())?.trim();
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.iter().find_map(|key| key.claims(token)).ok_or_else(Refusal::signature)
    }

    pub(crate) fn set_fault(&self, fault: Fault) -> Result<(), SandboxError> {
        if fault.verb == Verb::LateCancel
            && let Some(reference) = &fault.reference
        {
            let now = self.now();
            return if self.ledger().cancel_by_supplier(reference, now) {
                Ok(())
            } else {
                Err(SandboxError::Fault(format!("no order is known as {reference}")))
            };
        }
        if !fault.has_a_place() {
            return Err(SandboxError::Fault(
                "a list is a call of the catalogue; leave `on` out or say `catalog`".into(),
            ));
        }
        held(&self.faults).set(fault);
        Ok(())
    }

    pub(crate) fn clear_faults(&self) {
        held(&self.faults).clear();
    }

    pub(crate) fn faults(&self) -> Vec<Fault> {
        held(&self.faults).list().to_vec()
    }

    pub(crate) fn strike(&self, call: Call, path: &str) -> Twists {
        held(&self.faults).strike(call, path)
    }

    /// Whether one more request is within the limit.
    pub(crate) fn admits(&self) -> bool {
        let Some(limit) = self.settings().rate_limit.map(f64::from) else { return true };
        let mut allowance = held(&self.allowance);
        let (left, since) = *allowance;
        let now = Instant::now();
        let left = (left + now.duration_since(since).as_secs_f64() * limit).min(limit);
        *allowance = (if left >= 1.0 { left - 1.0 } else { left }, now);
        left >= 1.0
    }

    pub(crate) fn count(&self, note: impl FnOnce(&mut Tally)) {
        note(&mut held(&self.tally));
    }

    pub(crate) fn truth(&self) -> Truth {
        let tally = held(&self.tally).clone();
        Truth::of(&self.ledger(), tally, self.now())
    }
}
