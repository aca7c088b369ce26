//! The vault against a real keyring, and against one that hangs, breaks, mangles or is not there.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use counterfoil_domain::SupplierKey;
use counterfoil_engine::secrets::{
    Backend, KeyringVault, MemoryVault, SecretBytes, SecretName, Vault, VaultError, VaultState,
};
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, mock};

#[cfg(unix)]
#[path = "vault/folder.rs"]
mod folder;
#[cfg(target_os = "linux")]
#[path = "vault/session.rs"]
mod session;

const API_KEY: SecretName = SecretName::api_key(SupplierKey::Tiqets);
const PRIVATE_KEY: SecretName = SecretName::private_key(SupplierKey::Tiqets);
/// Long enough for any answer that comes at all.
const PATIENT: Duration = Duration::from_secs(30);

fn read(vault: &dyn Vault, name: SecretName) -> Option<Vec<u8>> {
    vault.get(&name).expect("the vault answers").map(|secret| secret.expose().to_vec())
}

/// Store, read back, rotate, remove: what every vault that can be written to must do.
fn keeps_its_promise(vault: &dyn Vault) {
    assert_eq!(vault.probe(), VaultState::Ready);
    assert_eq!(read(vault, API_KEY), None);

    vault.set(&API_KEY, &"first".into()).expect("stored");
    let der = SecretBytes::new((0..=255).cycle().take(2349).collect());
    vault.set(&PRIVATE_KEY, &der).expect("stored, though no text");
    assert_eq!(read(vault, API_KEY).as_deref(), Some(&b"first"[..]));
    assert_eq!(read(vault, PRIVATE_KEY).as_deref(), Some(der.expose()));

    vault.set(&API_KEY, &"second".into()).expect("rotated");
    assert_eq!(read(vault, API_KEY).as_deref(), Some(&b"second"[..]));

    assert_eq!(vault.remove(&API_KEY), Ok(true));
    assert_eq!(vault.remove(&API_KEY), Ok(false));
    assert_eq!(read(vault, API_KEY), None);
    assert_eq!(read(vault, PRIVATE_KEY).as_deref(), Some(der.expose()), "the other secret is untouched");
    assert_eq!(vault.remove(&PRIVATE_KEY), Ok(true));
}

#[test]
fn memory_keeps_its_promise() {
    keeps_its_promise(&MemoryVault::new());
    let training = MemoryVault::new().with(API_KEY, "throw-away".into());
    assert_eq!(read(&training, API_KEY).as_deref(), Some(&b"throw-away"[..]));
}

/// A keyring in memory behind a gate: while the gate is shut, every call hangs like one that waits for a password.
#[derive(Clone)]
struct Gated {
    store: Arc<mock::Store>,
    gate: Arc<(Mutex<Gate>, Condvar)>,
    limit: Option<usize>,
}

#[derive(Default)]
struct Gate {
    shut: bool,
    calls: u32,
}

impl Gated {
    fn new() -> Self {
        Self { store: mock::Store::new().expect("a store in memory"), gate: Arc::default(), limit: None }
    }

    fn shut(&self) {
        self.gate.0.lock().unwrap().shut = true;
    }

    fn open(&self) {
        self.gate.0.lock().unwrap().shut = false;
        self.gate.1.notify_all();
    }

    fn calls(&self) -> u32 {
        self.gate.0.lock().unwrap().calls
    }

    /// Waits until the vault's thread stands before the gate.
    fn wait_for_call(&self, count: u32) {
        let (gate, changed) = &*self.gate;
        drop(changed.wait_while(gate.lock().unwrap(), |gate| gate.calls < count).unwrap());
    }
}

impl Backend for Gated {
    fn entry(&self, service: &str, user: &str, _: &str) -> Result<Entry, VaultError> {
        let (gate, changed) = &*self.gate;
        let mut held = gate.lock().unwrap();
        held.calls += 1;
        changed.notify_all();
        drop(changed.wait_while(held, |gate| gate.shut).unwrap());
        Ok(self.store.build(service, user, None).expect("a mock entry"))
    }

    fn limit(&self) -> Option<usize> {
        self.limit
    }
}

fn timed_out<T>(asked: Result<T, VaultError>) -> bool {
    matches!(asked, Err(VaultError::TimedOut { .. }))
}

#[test]
fn a_stuck_keyring_times_out_is_answered_at_once_and_recovers() {
    let keyring = Gated::new();
    let patience = Duration::from_millis(200);
    let vault = KeyringVault::over(keyring.clone(), "", patience).expect("a thread");
    keyring.shut();

    assert!(timed_out(vault.get(&API_KEY)), "the first caller waits its patience");
    let asked = Instant::now();
    for _ in 0..100 {
        assert!(timed_out(vault.set(&API_KEY, &"late".into())));
        assert!(matches!(vault.probe(), VaultState::Unusable(VaultError::TimedOut { .. })));
    }
    assert!(asked.elapsed() < patience, "while it is stuck nobody waits");
    assert_eq!(keyring.calls(), 1, "and nothing piles up behind it");

    keyring.open();
    let patient = KeyringVault::over(keyring.clone(), "", PATIENT).expect("a thread");
    assert_eq!(read(&patient, API_KEY), None, "what a caller was told had timed out did not happen later");
    // The stuck call ends by itself; until its thread has put that down, callers are still turned away at once.
    while timed_out(vault.set(&API_KEY, &"fresh".into())) {
        thread::yield_now();
    }
    assert_eq!(read(&patient, API_KEY).as_deref(), Some(&b"fresh"[..]));
}

#[test]
fn whoever_gave_up_while_queueing_is_not_served_behind_their_back() {
    let keyring = Gated::new();
    let vault = Arc::new(KeyringVault::over(keyring.clone(), "", Duration::from_millis(300)).expect("a thread"));
    keyring.shut();
    let first = thread::spawn({
        let vault = Arc::clone(&vault);
        move || timed_out(vault.get(&API_KEY))
    });
    keyring.wait_for_call(1);
    assert!(timed_out(vault.set(&API_KEY, &"queued".into())), "queued behind the first, and gave up");
    assert!(first.join().expect("the first caller"));

    keyring.open();
    while timed_out(vault.get(&API_KEY)) {
        thread::yield_now();
    }
    assert_eq!(read(&*vault, API_KEY), None);
}

#[test]
fn callers_queue_behind_a_keyring_that_is_only_busy() {
    let keyring = Gated::new();
    let vault = KeyringVault::over(keyring.clone(), "", PATIENT).expect("a thread");
    keyring.shut();
    thread::scope(|scope| {
        let callers: Vec<_> =
            (0..8).map(|_| scope.spawn(|| vault.get(&API_KEY).map(|found| found.is_none()))).collect();
        keyring.wait_for_call(1);
        keyring.open();
        for caller in callers {
            assert_eq!(caller.join().expect("a caller"), Ok(true));
        }
    });
}

/// A keyring crate that panics.
struct Broken;

impl Backend for Broken {
    fn entry(&self, _: &str, user: &str, _: &str) -> Result<Entry, VaultError> {
        assert_eq!(user, "probe", "a broken lock inside the keyring crate");
        Err(VaultError::Locked)
    }
}

#[test]
fn a_panic_in_the_keyring_is_one_refused_call() {
    let vault = KeyringVault::over(Broken, "", PATIENT).expect("a thread");
    assert!(matches!(vault.get(&API_KEY), Err(VaultError::Refused { .. })));
    assert_eq!(vault.probe(), VaultState::Unusable(VaultError::Locked), "the thread lives on");
}

#[test]
fn a_key_too_large_for_the_keyring_is_refused_before_it_is_sent() {
    let keyring = Gated { limit: Some(2560), ..Gated::new() };
    let vault = KeyringVault::over(keyring.clone(), "", PATIENT).expect("a thread");
    let refused = vault.set(&PRIVATE_KEY, &SecretBytes::new(vec![b'k'; 2561])).expect_err("one byte too many");
    assert_eq!(refused, VaultError::TooLarge { name: PRIVATE_KEY, limit: 2560 });
    assert!(refused.to_string().contains("holds 2560 bytes") && refused.to_string().contains("DER"), "{refused}");
    assert_eq!(keyring.calls(), 0);
    vault.set(&PRIVATE_KEY, &SecretBytes::new(vec![b'k'; 2560])).expect("exactly as much fits");
}

#[test]
fn profiles_do_not_see_each_others_keys() {
    let keyring = Gated::new();
    let first = KeyringVault::over(keyring.clone(), "", PATIENT).expect("a thread");
    let second = KeyringVault::over(keyring, "other-desk", PATIENT).expect("a thread");
    first.set(&API_KEY, &"mine".into()).expect("stored");
    assert_eq!(read(&second, API_KEY), None);
    assert_eq!(second.remove(&API_KEY), Ok(false));
    assert_eq!(read(&first, API_KEY).as_deref(), Some(&b"mine"[..]));
}

/// A keyring that holds text only and changes what is none, as some do.
#[derive(Debug)]
struct TextOnly(Entry);

impl keyring_core::api::CredentialApi for TextOnly {
    fn set_secret(&self, secret: &[u8]) -> keyring_core::Result<()> {
        self.0.set_password(&String::from_utf8_lossy(secret))
    }
    fn get_secret(&self) -> keyring_core::Result<Vec<u8>> {
        self.0.get_secret()
    }
    fn delete_credential(&self) -> keyring_core::Result<()> {
        self.0.delete_credential()
    }
    fn get_credential(&self) -> keyring_core::Result<Option<Arc<keyring_core::Credential>>> {
        Ok(None)
    }
    fn get_specifiers(&self) -> Option<(String, String)> {
        self.0.get_specifiers()
    }
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

struct Mangling(Arc<mock::Store>);

impl Backend for Mangling {
    fn entry(&self, service: &str, user: &str, _: &str) -> Result<Entry, VaultError> {
        let plain = self.0.build(service, user, None).expect("a mock entry");
        Ok(Entry::new_with_credential(Arc::new(TextOnly(plain))))
    }
}

#[test]
fn a_mangled_key_is_noticed_and_removed() {
    let vault = KeyringVault::over(Mangling(mock::Store::new().expect("a store")), "", PATIENT).expect("a thread");
    let der = SecretBytes::new(vec![0x30, 0x82, 0xff, 0x00]);
    assert_eq!(vault.set(&PRIVATE_KEY, &der), Err(VaultError::NotKept { name: PRIVATE_KEY }));
    assert_eq!(read(&vault, PRIVATE_KEY), None);
    vault.set(&PRIVATE_KEY, &"-----BEGIN PRIVATE KEY-----".into()).expect("text is kept");
}
