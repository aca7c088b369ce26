//! Suppliers at this desk: their settings in the ledger, their keys in the vault, and the line to each.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Instant as Stopwatch,
};

use counterfoil_domain::{Currency, Supplier, SupplierError, SupplierKey};
use counterfoil_store::SupplierSetting;
use counterfoil_suppliers::{Clock as WireClock, PrivateKey, Tiqets, TiqetsKeys, TiqetsSettings, is_on_this_computer};
use secrecy::SecretString;

use crate::{
    Desk, EngineError, Result,
    desk::{SUPPLIERS, blocking},
    events::DeskEvent,
    secrets::{SecretBytes, SecretKind, SecretName, VaultState},
};

/// Setting of a supplier: requests a second.
const PER_SECOND: &str = "requests_per_second";
/// Setting of a supplier: requests at once.
const AT_ONCE: &str = "requests_at_once";
/// Setting of a supplier: hosts beside its own from which pictures and PDFs may come, by spaces.
const HOSTS: &str = "hosts";

/// Makes the adapter of a supplier from its settings and keys. Tests and training may pass their own.
pub type Connect = dyn Fn(&SupplierSetting, Keys, WireClock) -> Result<Arc<dyn Supplier>> + Send + Sync;

/// The keys of a supplier, as the vault gave them.
pub struct Keys {
    /// The API key.
    pub api_key: SecretString,
    /// The private key that signs orders; without it the catalogue works and orders do not.
    pub private_key: Option<PrivateKey>,
}

/// How one supplier's last call went.
#[derive(Debug, Clone, Default)]
pub struct Light {
    /// How long the last test took, milliseconds.
    pub millis: Option<u64>,
    /// What was wrong; `None` when it answered.
    pub trouble: Option<SupplierError>,
    /// Whether it was asked since the start.
    pub asked: bool,
}

/// The lines to suppliers: adapters, made when first needed and dropped when settings or keys change.
pub struct Line {
    connect: Box<Connect>,
    open: Mutex<HashMap<SupplierKey, Arc<dyn Supplier>>>,
    lights: Mutex<HashMap<SupplierKey, Light>>,
}

impl Line {
    /// Lines to the real suppliers.
    pub fn real() -> Self {
        Self::with(Box::new(connect_tiqets))
    }

    /// Lines made by somebody else.
    pub fn with(connect: Box<Connect>) -> Self {
        Self { connect, open: Mutex::default(), lights: Mutex::default() }
    }

    fn hang_up(&self, supplier: SupplierKey) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&supplier);
    }
}

fn connect_tiqets(setting: &SupplierSetting, keys: Keys, clock: WireClock) -> Result<Arc<dyn Supplier>> {
    let mut settings = TiqetsSettings::at(&setting.base_url);
    settings.currency = setting.currency.unwrap_or(settings.currency);
    if let Some(language) = &setting.language {
        settings.language.clone_from(language);
    }
    let number = |name: &str| setting.extra.get(name).and_then(|text| text.parse::<u32>().ok());
    settings.pace.per_second = number(PER_SECOND).unwrap_or(settings.pace.per_second);
    settings.pace.at_once = number(AT_ONCE).map_or(settings.pace.at_once, |n| n as usize);
    if is_on_this_computer(&setting.base_url) {
        // A sandbox on this computer serves its own pictures; nothing here may reach a live host.
        settings.extra_hosts.clear();
    }
    if let Some(hosts) = setting.extra.get(HOSTS) {
        settings.extra_hosts = hosts.split_whitespace().map(str::to_owned).collect();
    }
    let keys = TiqetsKeys { api_key: keys.api_key, private_key: keys.private_key };
    Ok(Arc::new(Tiqets::new(settings, keys, clock)?))
}

/// What a supplier is set up with.
#[derive(Debug, Clone)]
pub struct SupplierInput {
    /// Which.
    pub supplier: SupplierKey,
    /// Address of the API.
    pub base_url: String,
    /// Currency asked for; `None` keeps what is set, or the desk's.
    pub currency: Option<Currency>,
    /// Language asked for, ISO 639-1; `None` keeps what is set, or English.
    pub language: Option<String>,
    /// Requests a second; `None` keeps what is set, or the supplier's polite pace.
    pub per_second: Option<u32>,
    /// Requests at once; `None` keeps what is set, or the supplier's polite pace.
    pub at_once: Option<u32>,
    /// Hosts beside the API's own from which pictures and PDFs may come; `None` keeps what is set.
    pub hosts: Option<Vec<String>>,
    /// A new API key.
    pub api_key: Option<SecretBytes>,
    /// A new private key, in any of the forms that can be read.
    pub private_key: Option<SecretBytes>,
}

/// How a supplier is set up; the keys themselves stay in the vault.
#[derive(Debug, Clone)]
pub struct SupplierState {
    /// Which.
    pub supplier: SupplierKey,
    /// Its settings, once made.
    pub setting: Option<SupplierSetting>,
    /// Whether the vault has an API key.
    pub has_api_key: bool,
    /// Whether the vault has a private key.
    pub has_private_key: bool,
    /// The line to register at the supplier.
    pub public_key: Option<String>,
    /// How the vault stands.
    pub vault: VaultState,
    /// How the last call went.
    pub light: Light,
}

/// What a test of a supplier said.
#[derive(Debug, Clone)]
pub struct TestResult {
    /// How long the answer took, milliseconds.
    pub millis: u64,
    /// Whether orders can be signed too.
    pub can_order: bool,
}

const fn name(supplier: SupplierKey, kind: SecretKind) -> SecretName {
    SecretName::of_supplier(supplier, kind)
}

impl Desk {
    /// The line to a supplier; reads its keys from the vault when it is first needed.
    pub(crate) async fn supplier(&self, supplier: SupplierKey) -> Result<Arc<dyn Supplier>> {
        let line = &self.inner.line;
        if let Some(open) = line.open.lock().unwrap_or_else(PoisonError::into_inner).get(&supplier) {
            return Ok(Arc::clone(open));
        }
        let setting = self.on_ledger(move |ledger| ledger.supplier_setting(supplier)).await?;
        let setting = setting.ok_or(EngineError::NotSetUp { supplier, missing: "its address is not set" })?;
        let keys = self.keys(supplier).await?;
        let clock = Arc::clone(&self.inner.clock);
        let made = (line.connect)(&setting, keys, Arc::new(move || clock.now()))?;
        line.open.lock().unwrap_or_else(PoisonError::into_inner).insert(supplier, Arc::clone(&made));
        Ok(made)
    }

    async fn keys(&self, supplier: SupplierKey) -> Result<Keys> {
        let vault = Arc::clone(&self.inner.vault);
        blocking(move || {
            let api_key = vault.get(&name(supplier, SecretKind::ApiKey))?;
            let api_key = api_key.ok_or(EngineError::NotSetUp { supplier, missing: "the API key is not stored" })?;
            let private_key = vault.get(&name(supplier, SecretKind::PrivateKey))?;
            let private_key = private_key.map(|bytes| PrivateKey::read(bytes.expose())).transpose()?;
            let api_key = String::from_utf8_lossy(api_key.expose()).trim().to_owned();
            Ok(Keys { api_key: SecretString::from(api_key), private_key })
        })
        .await
    }

    /// Sets a supplier up: settings to the ledger, keys to the vault. A key that cannot be used changes nothing.
    pub async fn set_supplier(&self, input: SupplierInput) -> Result<SupplierState> {
        let supplier = input.supplier;
        if !SUPPLIERS.contains(&supplier) {
            return Err(EngineError::Invalid(format!("{} cannot be set up yet. Set up Tiqets.", supplier.name())));
        }
        let old = self.on_ledger(move |ledger| ledger.supplier_setting(supplier)).await?;
        let old_address = old.as_ref().map(|o| o.base_url.clone());
        let mut extra = old.as_ref().map(|o| o.extra.clone()).unwrap_or_default();
        for (name, number) in [(PER_SECOND, input.per_second), (AT_ONCE, input.at_once)] {
            if let Some(number) = number {
                extra.insert(name.to_owned(), number.to_string());
            }
        }
        if let Some(hosts) = &input.hosts {
            extra.insert(HOSTS.to_owned(), hosts.join(" "));
        }
        let setting = SupplierSetting {
            supplier,
            base_url: input.base_url.trim().trim_end_matches('/').to_owned(),
            currency: input.currency.or(old.as_ref().and_then(|o| o.currency)).or(Some(self.default_currency())),
            language: input.language.or_else(|| old.as_ref().and_then(|o| o.language.clone())),
            extra,
            updated_at: self.now(),
        };
        if self.is_training() && (!is_on_this_computer(&setting.base_url) || setting.extra.contains_key(HOSTS)) {
            return Err(EngineError::Invalid(
                "This is a training desk: it can only speak to a sandbox on this computer.".to_owned(),
            ));
        }
        if old_address.as_ref().is_some_and(|address| *address != setting.base_url) {
            self.refuse_while_in_doubt(supplier).await?;
        }
        // Everything is tried on the side first, so that a wrong address or key changes nothing.
        let clock = Arc::clone(&self.inner.clock);
        let trial = Keys {
            api_key: match &input.api_key {
                Some(key) => SecretString::from(String::from_utf8_lossy(key.expose()).trim().to_owned()),
                None => SecretString::from("not-needed-to-check-the-address"),
            },
            private_key: input.private_key.as_ref().map(|key| PrivateKey::read(key.expose())).transpose()?,
        };
        (self.inner.line.connect)(&setting, trial, Arc::new(move || clock.now()))?;

        let vault = Arc::clone(&self.inner.vault);
        blocking(move || {
            if let Some(key) = &input.api_key {
                let trimmed = SecretBytes::new(key.expose().trim_ascii().to_vec());
                vault.set(&name(supplier, SecretKind::ApiKey), &trimmed)?;
            }
            if let Some(key) = &input.private_key {
                vault.set(&name(supplier, SecretKind::PrivateKey), key)?;
            }
            Ok(())
        })
        .await?;
        self.on_ledger(move |ledger| ledger.set_supplier_setting(&setting)).await?;
        self.inner.line.hang_up(supplier);
        self.tell(DeskEvent::Desk);
        self.supplier_state(supplier).await
    }

    /// An order in doubt can only be looked up where it was sent; at another address "never heard of it" would be a lie.
    async fn refuse_while_in_doubt(&self, supplier: SupplierKey) -> Result<()> {
        use counterfoil_domain::order::State;
        let doubtful = [State::Creating, State::Confirming, State::Cancelling, State::Unknown];
        let counts = self.on_ledger(counterfoil_store::LedgerFile::state_counts).await?;
        let open: u64 = counts.iter().filter(|(state, _)| doubtful.contains(state)).map(|(_, count)| count).sum();
        if open == 0 {
            return Ok(());
        }
        Err(EngineError::Invalid(format!(
            "{open} orders at {} are still being looked up at the present address. Nothing was changed: wait until they \
             are settled, then set the new address.",
            supplier.name()
        )))
    }

    /// Every supplier that can be set up, with how it stands.
    pub async fn suppliers(&self) -> Result<Vec<SupplierState>> {
        let mut states = Vec::new();
        for supplier in SUPPLIERS {
            states.push(self.supplier_state(supplier).await?);
        }
        Ok(states)
    }

    /// How one supplier is set up. A vault that does not answer is part of the answer, not an error.
    pub async fn supplier_state(&self, supplier: SupplierKey) -> Result<SupplierState> {
        let setting = self.on_ledger(move |ledger| ledger.supplier_setting(supplier)).await?;
        let vault = Arc::clone(&self.inner.vault);
        let light = self.light(supplier);
        blocking(move || {
            let mut state = SupplierState {
                supplier,
                setting,
                has_api_key: false,
                has_private_key: false,
                public_key: None,
                vault: vault.probe(),
                light,
            };
            if matches!(state.vault, VaultState::Unusable(_)) {
                return Ok(state);
            }
            let read = |kind| vault.get(&name(supplier, kind));
            match read(SecretKind::ApiKey).and_then(|api| Ok((api, read(SecretKind::PrivateKey)?))) {
                Ok((api_key, private_key)) => {
                    state.has_api_key = api_key.is_some();
                    state.has_private_key = private_key.is_some();
                    let key = private_key.and_then(|bytes| PrivateKey::read(bytes.expose()).ok());
                    state.public_key = key.map(|key| key.public_key_line());
                }
                Err(error) => state.vault = VaultState::Unusable(error),
            }
            Ok(state)
        })
        .await
    }

    /// Proves the address and the keys with a cheap call.
    pub async fn test_supplier(&self, supplier: SupplierKey) -> Result<TestResult> {
        // Keys may have been changed by another program since they were read.
        self.inner.line.hang_up(supplier);
        let line = self.supplier(supplier).await?;
        let watch = Stopwatch::now();
        let answer = line.probe().await;
        let millis = u64::try_from(watch.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.note_answer(supplier, answer.as_ref().err(), Some(millis));
        answer.map_err(|error| EngineError::read(supplier, error))?;
        let can_order = self.supplier_state(supplier).await?.has_private_key;
        Ok(TestResult { millis, can_order })
    }

    /// Removes both keys of a supplier from the vault. Its settings stay.
    pub async fn remove_supplier_keys(&self, supplier: SupplierKey) -> Result<SupplierState> {
        let vault = Arc::clone(&self.inner.vault);
        blocking(move || {
            vault.remove(&name(supplier, SecretKind::ApiKey))?;
            vault.remove(&name(supplier, SecretKind::PrivateKey))?;
            Ok(())
        })
        .await?;
        self.inner.line.hang_up(supplier);
        self.tell(DeskEvent::Desk);
        self.supplier_state(supplier).await
    }

    /// The suppliers that are set up, each with how its last call went. Asks neither them nor the vault.
    pub async fn lights(&self) -> Result<Vec<(SupplierKey, Light)>> {
        let settings = self.on_ledger(counterfoil_store::LedgerFile::supplier_settings).await?;
        Ok(settings.iter().map(|setting| (setting.supplier, self.light(setting.supplier))).collect())
    }

    /// How a supplier's last call went.
    pub fn light(&self, supplier: SupplierKey) -> Light {
        let lights = self.inner.line.lights.lock().unwrap_or_else(PoisonError::into_inner);
        lights.get(&supplier).cloned().unwrap_or_default()
    }

    /// Keeps how a call went, for the status bar. A refusal is an answer: the line works.
    pub(crate) fn note_answer(&self, supplier: SupplierKey, error: Option<&SupplierError>, millis: Option<u64>) {
        let trouble = error.filter(|e| !matches!(e, SupplierError::Refused { .. })).cloned();
        let mut lights = self.inner.line.lights.lock().unwrap_or_else(PoisonError::into_inner);
        let light = lights.entry(supplier).or_default();
        let changed = light.trouble != trouble || !light.asked;
        *light = Light { millis: millis.or(light.millis), trouble, asked: true };
        drop(lights);
        if changed {
            self.tell(DeskEvent::Desk);
        }
    }

    /// Keeps how a read went, and gives its answer the supplier's name.
    pub(crate) fn heard<T>(&self, supplier: SupplierKey, answer: std::result::Result<T, SupplierError>) -> Result<T> {
        self.note_answer(supplier, answer.as_ref().err(), None);
        answer.map_err(|error| EngineError::read(supplier, error))
    }
}
