//! Events on their way out: one outbox, written with the change it tells of; each sink reads it at its own pace, in order,
//! and may hear an event twice, never not at all. Selling waits for none of them.

pub mod brokers;
#[cfg(feature = "kafka")]
pub mod kafka;

use std::{
    fs::{File, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use counterfoil_domain::distribution::{TicketEvent, mail::mail_pause};
use counterfoil_store::LedgerFile;
pub use counterfoil_store::Sink;

use crate::{Desk, EngineError, Result, desk::blocking};

/// Events handed to a sink at once.
const BUNCH: u32 = 500;
/// The setting that holds the file's path; empty means none.
const EVENT_FILE: &str = "events.file";
/// Names of the sinks that can be set.
const FILE: &str = "file";
const BROKERS: &str = "kafka";

/// Where events go. Called off the async threads.
pub trait EventSink: Send + Sync {
    /// Under which name the ledger keeps its place.
    fn name(&self) -> &str;

    /// Takes the events in this order and returns when it has them for certain. On an error it is given all of them again.
    fn take(&self, events: &[TicketEvent]) -> std::result::Result<(), SinkTrouble>;
}

/// Why a sink did not take events.
#[derive(Debug, thiserror::Error)]
pub enum SinkTrouble {
    /// A file could not be written.
    #[error("{path} could not be written: {source}")]
    File {
        /// Which.
        path: String,
        /// The system's words.
        source: std::io::Error,
    },
    /// The other side did not take them.
    #[error("{name} did not take the events: {reason}")]
    Refused {
        /// Which sink.
        name: String,
        /// Its words.
        reason: String,
    },
}

/// A file with one event a line (JSON Lines), synced to disk before it counts as delivered.
#[derive(Debug)]
pub struct JsonLines {
    path: PathBuf,
}

impl JsonLines {
    /// Appends to this file, and makes it when it is not there.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }
}

impl EventSink for JsonLines {
    fn name(&self) -> &'static str {
        FILE
    }

    fn take(&self, events: &[TicketEvent]) -> std::result::Result<(), SinkTrouble> {
        let trouble = |source| SinkTrouble::File { path: self.path.display().to_string(), source };
        let mut lines = String::new();
        for event in events {
            lines.push_str(&event.envelope().to_string());
            lines.push('\n');
        }
        let mut file = open_at_line_start(&self.path).map_err(trouble)?;
        file.write_all(lines.as_bytes()).and_then(|()| file.sync_data()).map_err(trouble)
    }
}

/// Opens for appending; half a line that a crash left is ended, so that the next event has a line of its own.
fn open_at_line_start(path: &Path) -> std::io::Result<File> {
    use std::io::{Read as _, Seek as _, SeekFrom};
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    if file.metadata()?.len() > 0 {
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            file.write_all(b"\n")?;
        }
    }
    Ok(file)
}

impl Desk {
    /// Gives every sink what it has not had yet and is due. A sink in trouble waits longer each time and holds nobody up.
    pub async fn deliver_events(&self) -> Result<()> {
        self.deliver_to_file().await?;
        #[cfg(feature = "kafka")]
        if let Some(brokers) = self.broker_sink().await? {
            self.deliver_to(brokers).await?;
        }
        let sinks = self.inner.sinks.load_full();
        for sink in sinks.iter() {
            self.deliver_to(Arc::clone(sink)).await?;
        }
        Ok(())
    }

    /// The same for the file alone, which keeps nobody waiting.
    pub async fn deliver_to_file(&self) -> Result<()> {
        match self.event_file().await? {
            Some(path) => self.deliver_to(Arc::new(JsonLines::at(path))).await,
            None => Ok(()),
        }
    }

    /// Writes every event to this file from now on, beginning with those it has not had; `None` stops it. The folder must
    /// be there.
    pub async fn set_event_file(&self, path: Option<PathBuf>) -> Result<()> {
        let path = match path {
            Some(path) => {
                let failed = |source| EngineError::File { path: path.display().to_string(), doing: "written", source };
                Some(
                    std::path::absolute(&path)
                        .and_then(|path| open_at_line_start(&path).map(|_| path))
                        .map_err(failed)?,
                )
            }
            None => None,
        };
        let text = path.map(|path| path.display().to_string()).unwrap_or_default();
        self.on_ledger(move |ledger| {
            // Another file has had none of them; the same one goes on.
            if !text.is_empty() && ledger.setting(EVENT_FILE)?.is_some_and(|known| !known.is_empty() && known != text) {
                ledger.forget_sink(FILE)?;
            }
            ledger.set_setting(EVENT_FILE, &text)
        })
        .await
    }

    /// The file events are written to.
    pub async fn event_file(&self) -> Result<Option<PathBuf>> {
        let text = self.on_ledger(|ledger| ledger.setting(EVENT_FILE)).await?;
        Ok(text.filter(|text| !text.is_empty()).map(PathBuf::from))
    }

    /// Adds a sink; events from the beginning of the ledger on go to it, unless it was here before.
    pub fn add_event_sink(&self, sink: Arc<dyn EventSink>) {
        self.inner.sinks.rcu(|known| {
            let mut all: Vec<Arc<dyn EventSink>> =
                known.iter().filter(|one| one.name() != sink.name()).cloned().collect();
            all.push(Arc::clone(&sink));
            all
        });
    }

    /// Where the sinks are, for the window and the command line; one that was set up once and is no more is not among them.
    pub async fn event_sinks(&self) -> Result<Vec<Sink>> {
        let (file, brokers) = (self.event_file().await?.is_some(), self.event_brokers().await?.is_some());
        let mut sinks = self.on_ledger(LedgerFile::sinks).await?;
        let added = self.inner.sinks.load_full();
        sinks.retain(|sink| match sink.name.as_str() {
            FILE if file => true,
            BROKERS if brokers => true,
            name => added.iter().any(|one| one.name() == name),
        });
        Ok(sinks)
    }

    /// Events after a place in the outbox, oldest first.
    pub async fn events_after(&self, seq: u64, limit: u32) -> Result<Vec<TicketEvent>> {
        self.on_ledger(move |ledger| ledger.events_after(seq, limit)).await
    }

    /// The events of an order, oldest first.
    pub async fn events_of(&self, any: &str) -> Result<Vec<TicketEvent>> {
        let order = self.order(any).await?.id;
        self.on_ledger(move |ledger| ledger.events_of(order)).await
    }

    async fn deliver_to(&self, sink: Arc<dyn EventSink>) -> Result<()> {
        let desk = self.clone();
        let now = self.now();
        blocking(move || {
            let ledger = &desk.inner.ledger;
            let known = ledger.sinks()?.into_iter().find(|known| known.name == sink.name());
            let mut place = known.unwrap_or_else(|| Sink {
                name: sink.name().to_owned(),
                seq: 0,
                tries: 0,
                next_at: now,
                trouble: String::new(),
            });
            if place.next_at > now {
                return Ok(());
            }
            loop {
                let events = ledger.events_after(place.seq, BUNCH)?;
                let Some(last) = events.last().map(|event| event.seq) else { return Ok(()) };
                match sink.take(&events) {
                    Ok(()) => {
                        place = Sink { seq: last, tries: 0, next_at: now, trouble: String::new(), ..place };
                        ledger.save_sink(&place)?;
                    }
                    Err(trouble) => {
                        tracing::warn!(sink = sink.name(), %trouble, "events wait in the outbox");
                        place.tries += 1;
                        // The outbox keeps them for ever: a sink is never given up.
                        let pause = mail_pause(place.tries.min(6)).unwrap_or_default().min(LONGEST_PAUSE);
                        place.next_at = now + chrono::Duration::from_std(pause).unwrap_or_default();
                        place.trouble = trouble.to_string();
                        ledger.save_sink(&place)?;
                        return Ok(());
                    }
                }
            }
        })
        .await
    }
}

/// An hour without a broker must not become two.
const LONGEST_PAUSE: std::time::Duration = std::time::Duration::from_mins(5);
