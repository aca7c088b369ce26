//! Variants in the background (UC-07): of products that have none here, whose own are old, or that changed since; best
//! known first, one at a time, so that whoever sells is never kept waiting.

use std::{collections::HashSet, time::Duration};

use counterfoil_domain::{ProductId, SupplierKey};
use counterfoil_store::CatalogFile;

use crate::{Desk, EngineError, Result, events::DeskEvent, turn::Turn};

/// Variants are fetched again after so long even when nothing says that they changed.
const FRESH: chrono::Duration = chrono::Duration::days(7);
/// How many products are looked for at once.
const ROUND: u32 = 50;

impl Desk {
    /// Of how many products the variants are here, and how many products there are.
    pub async fn variants_known(&self) -> Result<(u64, u64)> {
        let known = self.on_catalog(CatalogFile::variants_known).await?;
        Ok((known, self.snapshot().all_products().len() as u64))
    }

    /// Fetches variants of at most `limit` products, and returns of how many. Stops early when another program does the
    /// same, when a run begins here, or when the supplier does not answer.
    pub async fn fill_variants(&self, supplier: SupplierKey, limit: u32) -> Result<u32> {
        let Some(_turn) = Turn::take_for(&self.inner.ledger.path(), "variants")? else { return Ok(0) };
        let line = self.supplier(supplier).await?;
        let (mut done, mut asked) = (0, HashSet::new());
        while done < limit {
            let (now, most) = (self.now(), ROUND.min(limit - done));
            let mut ids = self.on_catalog(move |c| c.without_fresh_variants(supplier, now - FRESH, now, most)).await?;
            // Whatever a clock or a supplier says: in one go nothing is asked for twice.
            ids.retain(|id| asked.insert(id.clone()));
            if ids.is_empty() {
                break;
            }
            for id in ids {
                if self.current_run().is_some() {
                    return Ok(done);
                }
                self.fill_one(&*line, id).await?;
                done += 1;
            }
            self.tell(DeskEvent::Desk);
        }
        Ok(done)
    }

    async fn fill_one(&self, line: &dyn counterfoil_domain::Supplier, id: ProductId) -> Result<()> {
        let variants = match line.variants(&id).await {
            Ok(variants) => variants,
            // Gone: there are none, so that it is not asked for again at once.
            Err(error) if error.is_not_found() => counterfoil_domain::catalog::Variants::default(),
            // Refused, by whomever: what is known stays, and is not asked for again at once either.
            Err(error) if matches!(error, counterfoil_domain::SupplierError::Refused { .. }) => {
                tracing::debug!(product = %id, %error, "no variants");
                let at = id.clone();
                self.on_catalog(move |catalog| catalog.variants(&at)).await?.map(|kept| kept.item).unwrap_or_default()
            }
            Err(error) => {
                self.note_answer(id.supplier, Some(&error), None);
                return Err(EngineError::read(id.supplier, error));
            }
        };
        self.note_answer(id.supplier, None, None);
        let now = self.now();
        self.on_catalog(move |catalog| catalog.save_variants(&id, &variants, now)).await
    }

    /// Goes on until the task is dropped: a round of variants whenever no run goes on, and a pause when there is nothing
    /// to do or nobody answers.
    pub(super) async fn fill_in_background(&self, supplier: SupplierKey) {
        loop {
            let pause = if self.current_run().is_some() {
                Duration::from_secs(2)
            } else {
                match self.fill_variants(supplier, ROUND).await {
                    Ok(0) => Duration::from_secs(30),
                    Ok(_) => Duration::from_millis(100),
                    Err(error) => {
                        tracing::debug!(%error, "variants wait");
                        Duration::from_mins(1)
                    }
                }
            };
            tokio::time::sleep(pause).await;
        }
    }
}
