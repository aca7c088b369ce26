//! Writing what a run fetches into its edition, while the next pages are on their way.
//!
//! One piece of blocking work takes pages from a short queue and writes those that wait together in one transaction.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use counterfoil_store::{Batch, CatalogFile, Staged, StoreError};
use tokio::{
    sync::mpsc::{Sender, channel},
    task::JoinHandle,
};

use crate::{EngineError, Result, crash};

/// Pages that may wait; a full queue makes the fetching wait.
const QUEUE: usize = 8;
/// Most pages written in one transaction: short enough that whoever else writes hardly waits.
const TOGETHER: usize = 4;

/// Where pages go.
pub(super) struct Stage {
    queue: Sender<Batch>,
    writing: JoinHandle<std::result::Result<(), StoreError>>,
    written: Arc<AtomicU64>,
}

impl Stage {
    pub(super) fn open(catalog: CatalogFile, staged: Staged) -> Self {
        let (queue, mut pages) = channel::<Batch>(QUEUE);
        let written = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&written);
        let writing = tokio::task::spawn_blocking(move || {
            while let Some(first) = pages.blocking_recv() {
                let mut together = vec![first];
                while together.len() < TOGETHER
                    && let Ok(next) = pages.try_recv()
                {
                    together.push(next);
                }
                let mut batch = joined(together);
                // Only a test switches this off, to see half a catalogue.
                batch.staged = (!crash::switched_off("staging")).then_some(staged);
                if batch.staged.is_none() {
                    batch.pages.clear();
                }
                count.fetch_add(catalog.apply(batch)?.changed(), Ordering::Relaxed);
                crash::point("run.page.written");
            }
            Ok(())
        });
        Self { queue, writing, written }
    }

    /// Hands a page over.
    pub(super) async fn put(&self, batch: Batch) -> Result<()> {
        // The end of the writing is told when it is closed.
        self.queue.send(batch).await.map_err(|_| EngineError::Store(StoreError::EditionLost))
    }

    /// Rows written so far.
    pub(super) fn written(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// Waits until everything is written.
    pub(super) async fn close(self) -> Result<u64> {
        drop(self.queue);
        self.writing.await.map_err(|_| EngineError::Closing)??;
        Ok(self.written.load(Ordering::Relaxed))
    }
}

/// Pages as one batch, in the order in which they came.
fn joined(pages: Vec<Batch>) -> Batch {
    let mut pages = pages.into_iter();
    let mut all = pages.next().unwrap_or_default();
    for page in pages {
        all.fetched_at = all.fetched_at.max(page.fetched_at);
        all.pages.extend(page.pages);
        all.countries.extend(page.countries);
        all.cities.extend(page.cities);
        all.tag_types.extend(page.tag_types);
        all.tags.extend(page.tags);
        all.experiences.extend(page.experiences);
        all.products.extend(page.products);
    }
    all
}
