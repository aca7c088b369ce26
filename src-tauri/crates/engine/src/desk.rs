//! The desk: one cheap handle to every use case. No globals; clock, keys and suppliers are passed in.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use arc_swap::ArcSwap;
use counterfoil_domain::{Currency, Instant, OrderId, Snapshot, SupplierKey};
use counterfoil_store::{CatalogFile, LedgerFile, StoreError};
use tokio::sync::broadcast;

#[cfg(feature = "kafka")]
use crate::distribution::events::brokers::BrokerSettings;
use crate::{
    Result,
    booking::{turns::Turns, wire::Wire},
    clock::Clock,
    distribution::{
        FontFinder,
        events::EventSink,
        print::{ipp::IppSpooler, spooler::Spooler},
    },
    error::EngineError,
    events::DeskEvent,
    pictures::PictureCache,
    roles::{self, Role},
    secrets::Vault,
    setup::Line,
    sync::Runs,
};

/// How a desk is opened.
#[derive(Debug, Clone)]
pub struct DeskConfig {
    /// The folder of both databases.
    pub data: PathBuf,
    /// Practice on the built-in sandbox: plainly marked, and no live supplier can be set up.
    pub training: bool,
    /// Who sits here.
    pub role: Role,
    /// Currency of cities and prices that name none.
    pub currency: Currency,
    /// How long a run may be silent before another takes its place.
    pub lease: Duration,
}

impl DeskConfig {
    /// A desk over a folder, with the defaults of the specification.
    pub fn at(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            training: false,
            role: Role::Administrator,
            currency: Currency::AED,
            lease: Duration::from_mins(1),
        }
    }
}

pub(crate) struct Inner {
    pub(crate) config: DeskConfig,
    pub(crate) catalog: CatalogFile,
    pub(crate) ledger: LedgerFile,
    pub(crate) vault: Arc<dyn Vault>,
    pub(crate) line: Line,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) snapshot: ArcSwap<Snapshot>,
    pub(crate) events: broadcast::Sender<DeskEvent>,
    pub(crate) turns: Turns,
    pub(crate) wire: Wire,
    pub(crate) runs: Runs,
    pub(crate) pictures: PictureCache,
    pub(crate) spooler: ArcSwap<Box<dyn Spooler>>,
    /// Held while sheets are handed to the spooler.
    pub(crate) spool_wire: Wire,
    pub(crate) sinks: ArcSwap<Vec<Arc<dyn EventSink>>>,
    #[cfg(feature = "kafka")]
    pub(crate) brokers: Mutex<Option<(BrokerSettings, Arc<dyn EventSink>)>>,
    pub(crate) fonts: FontFinder,
    /// Held while the switches of cities and the snapshot are changed together.
    pub(crate) switching: Mutex<()>,
}

/// One handle to the whole desk; cloning it is cheap.
#[derive(Clone)]
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
}

impl Desk {
    /// Opens both files and builds the first snapshot. Speaks to nobody: a desk opens without a network.
    pub async fn open(config: DeskConfig, vault: Arc<dyn Vault>, line: Line, clock: Arc<dyn Clock>) -> Result<Self> {
        let desk = blocking(move || {
            let ledger = LedgerFile::open(&config.data.join("ledger.db"))?;
            let place = config.data.join("catalog.db");
            let opened = CatalogFile::open(&place).and_then(|catalog| Ok((catalog.load()?, catalog)));
            let (contents, catalog) = match opened {
                // What suppliers told us can be fetched again.
                Err(error @ (StoreError::CatalogDamaged { .. } | StoreError::Row { .. })) => {
                    tracing::warn!(path = %place.display(), %error, "the catalogue file is damaged and is made anew");
                    let catalog = CatalogFile::recreate(&place)?;
                    (catalog.load()?, catalog)
                }
                other => other?,
            };
            let snapshot = Snapshot::build(contents, &ledger.city_choices()?);
            let wire = Wire::beside(&ledger.path());
            let spool_wire = Wire::beside_as(&ledger.path(), "spool");
            let pictures = PictureCache::new(config.data.join("pictures"));
            Ok(Self {
                inner: Arc::new(Inner {
                    config,
                    catalog,
                    ledger,
                    vault,
                    line,
                    clock,
                    snapshot: ArcSwap::from_pointee(snapshot),
                    events: broadcast::channel(1024).0,
                    turns: Turns::default(),
                    wire,
                    runs: Runs::default(),
                    pictures,
                    spooler: ArcSwap::from_pointee(Box::new(IppSpooler::at(None)) as Box<dyn Spooler>),
                    spool_wire,
                    sinks: ArcSwap::default(),
                    #[cfg(feature = "kafka")]
                    brokers: Mutex::default(),
                    fonts: FontFinder::default(),
                    switching: Mutex::default(),
                }),
            })
        })
        .await?;
        Ok(desk)
    }

    /// Refuses a command the desk's role may not give.
    pub fn allow(&self, command: &str) -> Result<()> {
        if roles::may(self.inner.config.role, command) { Ok(()) } else { Err(EngineError::NotAllowed) }
    }

    /// Listens to what happens.
    pub fn listen(&self) -> broadcast::Receiver<DeskEvent> {
        self.inner.events.subscribe()
    }

    /// Prints through another spooler than this computer's.
    pub fn set_spooler(&self, spooler: Box<dyn Spooler>) {
        self.inner.spooler.store(Arc::new(spooler));
    }

    /// The catalogue as it is now. Later refreshes do not change it.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.inner.snapshot.load_full()
    }

    /// Whether this is a training desk.
    pub fn is_training(&self) -> bool {
        self.inner.config.training
    }

    /// Now, by the desk's clock.
    pub fn now(&self) -> Instant {
        self.inner.clock.now()
    }

    /// Currency of cities that name none (UC-02).
    pub fn default_currency(&self) -> Currency {
        self.inner.config.currency
    }

    /// Tells whoever listens; nobody listening is fine.
    pub(crate) fn tell(&self, event: DeskEvent) {
        let _ = self.inner.events.send(event);
    }

    pub(crate) fn tell_order(&self, id: OrderId, state: counterfoil_domain::order::State) {
        self.tell(DeskEvent::Order { id, state });
    }

    /// Work on the catalogue file, off the async threads.
    pub(crate) async fn on_catalog<T: Send + 'static>(
        &self,
        work: impl FnOnce(&CatalogFile) -> std::result::Result<T, StoreError> + Send + 'static,
    ) -> Result<T> {
        let file = self.inner.catalog.clone();
        blocking(move || Ok(work(&file)?)).await
    }

    /// Work on the ledger file, off the async threads.
    pub(crate) async fn on_ledger<T: Send + 'static>(
        &self,
        work: impl FnOnce(&LedgerFile) -> std::result::Result<T, StoreError> + Send + 'static,
    ) -> Result<T> {
        let file = self.inner.ledger.clone();
        blocking(move || Ok(work(&file)?)).await
    }

    /// Builds a new snapshot from the whole catalogue file and swaps it in.
    pub(crate) async fn reload_snapshot(&self) -> Result<()> {
        let desk = self.clone();
        blocking(move || {
            let (catalog, ledger) = (&desk.inner.catalog, &desk.inner.ledger);
            desk.install(Snapshot::build(catalog.load()?, &ledger.city_choices()?))
        })
        .await?;
        self.tell(DeskEvent::Catalogue);
        Ok(())
    }

    /// How many orders stand in the states the status bar counts: held, being fulfilled, unknown.
    pub async fn order_counts(&self) -> Result<OrderCounts> {
        use counterfoil_domain::order::State;
        let counts = self.on_ledger(LedgerFile::state_counts).await?;
        let of = |states: &[State]| counts.iter().filter(|(state, _)| states.contains(state)).map(|(_, n)| *n).sum();
        Ok(OrderCounts {
            held: of(&[State::Held]),
            fulfilling: of(&[State::Confirming, State::Fulfilling]),
            unknown: of(&[State::Creating, State::Cancelling, State::Unknown]),
        })
    }
}

/// What the status bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderCounts {
    /// Held places.
    pub held: u64,
    /// Confirmed, tickets on their way.
    pub fulfilling: u64,
    /// Outcome being looked up.
    pub unknown: u64,
}

/// Moves blocking work off the async threads.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| EngineError::Closing)?
}

/// Only Tiqets can be set up today; SecuTix has its key so that no id has to change when it comes.
pub(crate) const SUPPLIERS: [SupplierKey; 1] = [SupplierKey::Tiqets];

/// The folder of the default profile, below the platform's data folder; both doors use the same.
pub const PROFILE: &str = "app.counterfoil.desk";

/// Makes a folder, with its parents, that nobody else can look into. One that is there is left as it is.
pub fn private_folder(path: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
