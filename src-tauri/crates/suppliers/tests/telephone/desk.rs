//! A desk's adapter for tests: fast, impatient, with keys made here.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, KeySize},
};
use counterfoil_domain::{
    Day, ProductId, SupplierKey, VariantId,
    order::{Customer, Visitor},
    supplier::CreateOrder,
};
use counterfoil_suppliers::{Clock, PrivateKey, RetrySettings, Timeouts, Tiqets, TiqetsKeys, TiqetsSettings};

pub(crate) const API_KEY: &str = "tqat-0123456789abcdef0123456789abcdef";

/// What every main does first.
pub(crate) fn install_crypto() {
    // Another test may have done it already.
    rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
}

pub(crate) fn now() -> counterfoil_domain::Instant {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

pub(crate) fn clock() -> Clock {
    Arc::new(now)
}

/// A key of this test run, PKCS#8 DER.
pub(crate) fn key_der() -> &'static [u8] {
    static KEY: OnceLock<Vec<u8>> = OnceLock::new();
    KEY.get_or_init(|| {
        let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
        AsDer::<Pkcs8V1Der<'static>>::as_der(&pair).unwrap().as_ref().to_vec()
    })
}

/// Repeats twice after a millisecond; waits for nothing longer than two seconds.
pub(crate) fn settings(base_url: &str) -> TiqetsSettings {
    let mut settings = TiqetsSettings::at(base_url);
    settings.retries =
        RetrySettings { repeats: 2, first_wait: Duration::from_millis(1), longest_wait: Duration::from_millis(20) };
    settings.timeouts = Timeouts {
        connect: Duration::from_secs(5),
        read: Duration::from_secs(20),
        signed: Duration::from_secs(20),
        document: Duration::from_secs(20),
    };
    settings.pace.per_second = 100_000;
    settings
}

pub(crate) fn keys() -> TiqetsKeys {
    TiqetsKeys { api_key: API_KEY.into(), private_key: Some(PrivateKey::read(key_der()).unwrap()) }
}

pub(crate) fn tiqets(settings: TiqetsSettings) -> Tiqets {
    install_crypto();
    Tiqets::new(settings, keys(), clock()).unwrap()
}

pub(crate) fn product(own: impl ToString) -> ProductId {
    ProductId::new(SupplierKey::Tiqets, own.to_string())
}

pub(crate) fn variant(own: impl ToString) -> VariantId {
    VariantId::new(SupplierKey::Tiqets, own.to_string())
}

pub(crate) fn customer() -> Customer {
    Customer {
        first_name: "Camille".into(),
        last_name: "Dupont".into(),
        email: "c.dupont@example.org".into(),
        phone: "+33 1 23 45 67 89".into(),
    }
}

pub(crate) fn order(reference: &str) -> CreateOrder {
    CreateOrder {
        product: product(1_100_001),
        day: Day::from_ymd_opt(2026, 12, 24).unwrap(),
        time: Some("10:00".into()),
        variants: vec![(variant(11), 2), (variant(12), 1)],
        customer: customer(),
        visitors: vec![Visitor { variant: variant(11), details: [("full_name".to_owned(), "Ann".into())].into() }],
        external_reference: reference.to_owned(),
        language: "en".into(),
    }
}
