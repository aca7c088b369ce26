//! A desk in a temporary folder and a sandbox of its own.

use std::{sync::Arc, time::Duration};

use chrono::Utc;
use counterfoil_domain::{
    CityId, ProductId, SupplierKey, VariantId,
    order::{Customer, Order, OrderDraft, PaymentKind},
    run::{RunKind, RunStatus},
};
use counterfoil_engine::{
    Desk, DeskConfig, EngineError,
    clock::{Clock, ManualClock},
    secrets::{MemoryVault, SecretBytes, Vault},
    setup::{Connect, Line, SupplierInput},
    sync::RunOrder,
};
use counterfoil_sandbox::{Options, Sandbox, ids};
use tempfile::TempDir;

/// A desk and its supplier.
pub(crate) struct Place {
    pub(crate) desk: Desk,
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: ManualClock,
    vault: Arc<dyn Vault>,
    data: TempDir,
    elsewhere: TempDir,
}

impl Place {
    /// A desk with a full catalogue.
    pub(crate) async fn new(options: Options) -> Self {
        let place = Self::empty(options).await;
        let ended = place.desk.run(bootstrap()).await.unwrap();
        assert_eq!((ended.run.status, ended.run.error), (RunStatus::Completed, None));
        place
    }

    /// A desk that is set up and has no catalogue yet.
    pub(crate) async fn empty(options: Options) -> Self {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let sandbox = Sandbox::start(options).await.unwrap();
        let data = tempfile::tempdir().unwrap();
        let clock = ManualClock::at(Utc::now());
        let vault: Arc<dyn Vault> = Arc::new(MemoryVault::new());
        let desk = open(&data, &vault, &clock).await;
        desk.set_supplier(input(&sandbox)).await.unwrap();
        Self { desk, sandbox, clock, vault, data, elsewhere: tempfile::tempdir().unwrap() }
    }

    /// Where the desk keeps what people did.
    pub(crate) fn ledger_path(&self) -> std::path::PathBuf {
        self.data.path().join("ledger.db")
    }

    /// Both clocks move on together.
    pub(crate) fn pass(&self, time: Duration) {
        let seconds = i64::try_from(time.as_secs()).unwrap();
        self.clock.advance(chrono::Duration::seconds(seconds));
        self.sandbox.advance_clock(seconds);
    }

    /// Confirms what the client has paid for.
    pub(crate) async fn confirm(&self, any: &str) -> Result<Order, EngineError> {
        self.desk.record_paid(any, PaymentKind::Cash, "").await?;
        self.desk.confirm_order(any).await
    }

    /// The same folder opened again, as after a restart.
    pub(crate) async fn reopen(&mut self) {
        self.desk = open(&self.data, &self.vault, &self.clock).await;
    }

    /// The same folder opened again, with the supplier at another address over lines made by somebody else.
    pub(crate) async fn speak_over(&mut self, connect: Box<Connect>, base_url: String) {
        let config = DeskConfig::at(self.data.path());
        let (vault, clock) = (Arc::clone(&self.vault), Arc::new(self.clock.clone()));
        self.desk = Desk::open(config, vault, Line::with(connect), clock).await.unwrap();
        self.desk.set_supplier(SupplierInput { base_url, ..input(&self.sandbox) }).await.unwrap();
    }

    /// A second program on the same ledger.
    pub(crate) async fn same_ledger(&self) -> Desk {
        open(&self.data, &self.vault, &self.clock).await
    }

    /// A desk with a ledger of its own at the same supplier, with the same keys.
    pub(crate) async fn other_desk(&self) -> Desk {
        let desk = open(&self.elsewhere, &self.vault, &self.clock).await;
        desk.set_supplier(input(&self.sandbox)).await.unwrap();
        assert_eq!(desk.run(bootstrap()).await.unwrap().run.status, RunStatus::Completed);
        desk
    }

    /// A wish for two adults and a child on the tower, a few days ahead.
    pub(crate) async fn family(&self) -> OrderDraft {
        let product = ProductId::new(SupplierKey::Tiqets, ids::TOWER_DECK.to_string());
        let party = vec![(variant("8000000"), 2), (variant("8000001"), 1)];
        self.wish(product, party).await
    }

    /// A wish for one of the first variant of a product, on its first free day and time.
    pub(crate) async fn one_of(&self, product: u64) -> OrderDraft {
        let product = ProductId::new(SupplierKey::Tiqets, product.to_string());
        self.wish(product, Vec::new()).await
    }

    async fn wish(&self, product: ProductId, mut party: Vec<(VariantId, u32)>) -> OrderDraft {
        let from = self.clock.now().date_naive() + chrono::Duration::days(3);
        let to = from + chrono::Duration::days(40);
        let found = self.desk.availability(&product, &from.to_string(), &to.to_string()).await.unwrap();
        let day = found.days.first().expect("a free day");
        let slot = &day.slots[0];
        if party.is_empty() {
            party.push((slot.offers[0].variant.clone(), 1));
        }
        OrderDraft {
            product,
            day: day.day,
            time: slot.time.clone(),
            party,
            customer: Customer {
                first_name: "Camille".into(),
                last_name: "Dupont".into(),
                email: "c.dupont@example.org".into(),
                phone: "+33 1".into(),
            },
            visitors: Vec::new(),
            external_reference: None,
            expected: None,
            basket: None,
        }
    }
}

async fn open(data: &TempDir, vault: &Arc<dyn Vault>, clock: &ManualClock) -> Desk {
    let config = DeskConfig::at(data.path());
    Desk::open(config, Arc::clone(vault), Line::real(), Arc::new(clock.clone())).await.unwrap()
}

pub(crate) fn bootstrap() -> RunOrder {
    RunOrder::of(SupplierKey::Tiqets, RunKind::Bootstrap)
}

pub(crate) fn refresh() -> RunOrder {
    RunOrder { kind: RunKind::Refresh, ..bootstrap() }
}

pub(crate) fn variant(own: &str) -> VariantId {
    VariantId::new(SupplierKey::Tiqets, own)
}

pub(crate) fn city(own: &str) -> CityId {
    CityId::new(SupplierKey::Tiqets, own)
}

fn input(sandbox: &Sandbox) -> SupplierInput {
    SupplierInput {
        supplier: SupplierKey::Tiqets,
        base_url: sandbox.base_url(),
        currency: None,
        language: None,
        per_second: Some(1000),
        at_once: Some(8),
        hosts: None,
        api_key: Some(SecretBytes::new(sandbox.api_key().as_bytes().to_vec())),
        private_key: Some(SecretBytes::new(sandbox.private_key_pem().as_bytes().to_vec())),
    }
}
