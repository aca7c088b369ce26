//! A list, page by page, several pages at once within what the supplier allows.

use std::sync::{Arc, atomic::Ordering};

use counterfoil_domain::{
    Supplier, SupplierError,
    supplier::{Page, PageRequest},
};
use counterfoil_store::Batch;
use tokio::task::JoinSet;

use super::{Tally, plan::Job};
use crate::{Desk, EngineError, Result};

/// A list never has more pages than this, whatever a supplier says.
const MOST_PAGES: u32 = 100_000;

/// One page of a list, ready to be written.
struct Fetched {
    page: u32,
    batch: Batch,
    listed: usize,
    total: Option<u64>,
    skipped: Vec<String>,
}

impl Fetched {
    fn of<T>(request: PageRequest, page: Page<T>, fill: impl FnOnce(Vec<T>) -> Batch) -> Self {
        let Page { items, total, listed, skipped } = page;
        Self { page: request.page, batch: fill(items), listed, total, skipped }
    }
}

async fn fetch(line: Arc<dyn Supplier>, job: Job, at: PageRequest) -> std::result::Result<Fetched, SupplierError> {
    Ok(match &job {
        Job::Countries => {
            Fetched::of(at, line.countries(at).await?, |countries| Batch { countries, ..Batch::default() })
        }
        Job::Cities => Fetched::of(at, line.cities(at).await?, |cities| Batch { cities, ..Batch::default() }),
        Job::TagTypes => {
            Fetched::of(at, line.tag_types(at).await?, |tag_types| Batch { tag_types, ..Batch::default() })
        }
        Job::Tags => Fetched::of(at, line.tags(at).await?, |tags| Batch { tags, ..Batch::default() }),
        Job::Experiences(scope) => {
            Fetched::of(at, line.experiences(scope, at).await?, |experiences| Batch { experiences, ..Batch::default() })
        }
        Job::Products(scope) => {
            Fetched::of(at, line.products(scope, at).await?, |products| Batch { products, ..Batch::default() })
        }
    })
}

impl Desk {
    /// Fetches a list to its end and writes it. The supplier's total is a hint only: a list ends with a page that is
    /// empty or not full, and no earlier than its total says.
    pub(super) async fn fetch_list(
        &self,
        job: &Job,
        max_pages: Option<u32>,
        tally: &mut Tally,
        line: &Arc<dyn Supplier>,
    ) -> Result<()> {
        let limits = line.limits();
        let size = limits.page_size;
        let most = max_pages.unwrap_or(MOST_PAGES).min(MOST_PAGES);
        tally.begin_list(job);
        self.show(tally, job.words(), true);
        let mut going: JoinSet<std::result::Result<Fetched, SupplierError>> = JoinSet::new();
        let ask = |going: &mut JoinSet<_>, page: u32| {
            going.spawn(fetch(Arc::clone(line), job.clone(), PageRequest { page, size }));
        };
        // The last page that is known to be needed; grows with the total, and with every full page.
        let mut last = 1.min(most);
        let mut next = 1;
        let mut counted = false;
        while next <= last || !going.is_empty() {
            while next <= last && going.len() < limits.at_once.max(1) {
                ask(&mut going, next);
                next += 1;
            }
            let Some(joined) = going.join_next().await else { break };
            if tally.stop.load(Ordering::SeqCst) {
                return Err(EngineError::RunCancelled);
            }
            let fetched = self.heard(tally.run.supplier, joined.map_err(|_| EngineError::Closing)?)?;
            if let (Some(total), false) = (fetched.total, counted) {
                counted = true;
                let capped = total.min(u64::from(most) * u64::from(size));
                tally.expected = Some(tally.expected.unwrap_or_default() + capped);
                last = u32::try_from(total.div_ceil(u64::from(size))).unwrap_or(MOST_PAGES).clamp(1, most);
            }
            if fetched.listed >= size as usize && fetched.page >= last {
                last = (fetched.page + 1).min(most);
            }
            for reason in &fetched.skipped {
                tracing::warn!(list = job.words(), page = fetched.page, reason, "an item could not be read");
            }
            tally.skipped += fetched.skipped.len() as u64;
            tally.done += fetched.listed as u64;
            self.apply(fetched.batch, tally).await?;
            tally.count_traffic(line.traffic());
            self.renew(tally).await?;
            self.show(tally, job.words(), true);
        }
        Ok(())
    }
}
