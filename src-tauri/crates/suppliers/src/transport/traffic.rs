//! What was sent and received, counted without locks.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use counterfoil_domain::supplier::Traffic;

#[derive(Debug, Default)]
pub(crate) struct Counter {
    requests: AtomicU64,
    bytes: AtomicU64,
    rate_limited: AtomicU64,
    last_millis: AtomicU64,
}

impl Counter {
    pub(crate) fn sent(&self) {
        self.requests.fetch_add(1, Relaxed);
    }

    pub(crate) fn received(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Relaxed);
    }

    pub(crate) fn slowed(&self) {
        self.rate_limited.fetch_add(1, Relaxed);
    }

    pub(crate) fn answered(&self, millis: u64) {
        self.last_millis.store(millis, Relaxed);
    }

    pub(crate) fn read(&self) -> Traffic {
        Traffic {
            requests: self.requests.load(Relaxed),
            bytes: self.bytes.load(Relaxed),
            rate_limited: self.rate_limited.load(Relaxed),
            last_millis: self.last_millis.load(Relaxed),
        }
    }
}
