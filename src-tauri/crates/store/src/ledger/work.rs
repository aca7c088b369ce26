//! Runs of long work, and the lease that lets only one write a supplier's part of the catalogue.

use chrono::Duration;
use counterfoil_domain::{
    Instant, RunId, SupplierKey,
    run::{Run, RunCounts},
};
use rusqlite::Transaction;

use super::LedgerFile;
use crate::{
    Result, StoreError,
    tables::{lease, run},
};

/// Who writes a supplier's part of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Of which supplier.
    pub supplier: SupplierKey,
    /// For which run.
    pub run: RunId,
    /// Who, in words that tell two processes apart: host and process number.
    pub holder: String,
    /// Since when.
    pub taken_at: Instant,
    /// When it was last renewed.
    pub renewed_at: Instant,
    /// When others may take it over.
    pub expires_at: Instant,
}

impl LedgerFile {
    /// Begins a run and takes the lease of its supplier for `lease_ms` milliseconds from `run.began_at` on.
    ///
    /// Refused with `Held` while another run has a live lease, whatever its kind. A lease that has expired is taken
    /// over, and its run is marked as failed, with a sentence that says so.
    pub fn begin_run(&self, run: &Run, holder: &str, lease_ms: u32) -> Result<()> {
        let (run, holder) = (run.clone(), holder.to_owned());
        self.database.write(move |transaction| {
            let now = run.began_at;
            if let Some(held) = lease::of(transaction, run.supplier)?
                && held.expires_at > now
            {
                return Err(StoreError::Held { by: held.holder, since: held.taken_at, run: held.run });
            }
            run::fail_interrupted(transaction, run.supplier, now)?;
            run::save(transaction, &run)?;
            let lease = Lease {
                supplier: run.supplier,
                run: run.id,
                holder,
                taken_at: now,
                renewed_at: now,
                expires_at: after(now, lease_ms),
            };
            lease::take(transaction, &lease)
        })
    }

    /// Keeps the lease of a run for `lease_ms` milliseconds from `now` on; `LeaseLost` when another run took it over.
    pub fn renew_lease(&self, run: RunId, now: Instant, lease_ms: u32) -> Result<()> {
        self.database.write(move |transaction| lease::renew(transaction, run, now, after(now, lease_ms)))
    }

    /// The lease of a supplier, live or expired.
    pub fn lease(&self, supplier: SupplierKey) -> Result<Option<Lease>> {
        self.database.read(|connection| lease::of(connection, supplier))
    }

    /// Ends a lease whose holder is known to be gone, before it expires; its run is marked as failed, with a sentence that says so.
    /// Returns whether the run still had it.
    pub fn break_lease(&self, broken: &Lease, at: Instant) -> Result<bool> {
        let broken = broken.clone();
        self.database.write(move |transaction| {
            let had = lease::release(transaction, broken.run)?;
            if had {
                run::fail_interrupted(transaction, broken.supplier, at)?;
            }
            Ok(had)
        })
    }

    /// Writes what a run has counted so far; `LeaseLost` when the run no longer goes on.
    pub fn update_run(&self, run: RunId, counts: &RunCounts) -> Result<()> {
        let counts = *counts;
        self.database.write(move |transaction| run::save_counts(transaction, run, &counts))
    }

    /// Writes how a run ended and gives its lease up; `LeaseLost` when another run had taken it over, whose record of
    /// this run stays.
    pub fn end_run(&self, run: &Run) -> Result<()> {
        let run = run.clone();
        self.database.write(move |transaction| end(transaction, &run))
    }

    /// Writes a run that was never begun, because another was going on.
    pub fn record_run(&self, run: &Run) -> Result<()> {
        let run = run.clone();
        self.database.write(move |transaction| run::save(transaction, &run))
    }

    /// The newest runs first.
    pub fn runs(&self, limit: u32) -> Result<Vec<Run>> {
        self.database.read(|connection| run::newest(connection, limit))
    }
}

fn end(transaction: &Transaction<'_>, run: &Run) -> Result<()> {
    if !lease::release(transaction, run.id)? {
        return Err(StoreError::LeaseLost { run: run.id });
    }
    run::save(transaction, run)
}

fn after(now: Instant, millis: u32) -> Instant {
    now + Duration::milliseconds(i64::from(millis))
}
