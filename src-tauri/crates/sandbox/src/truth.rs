//! What the supplier really holds, for tests that want to know rather than to guess.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::orders::ledger::Ledger;
use crate::tally::Tally;

/// Everything the supplier knows about orders, and what went over the line.
#[derive(Debug, Clone, Serialize)]
pub struct Truth {
    /// The supplier's time.
    pub now: DateTime<Utc>,
    /// Number of orders by status word.
    pub by_status: BTreeMap<String, u64>,
    /// Every order ever created.
    pub orders: Vec<OrderTruth>,
    /// Orders that are `new`, `pending` or `done`, by external reference. More than one is a double.
    pub live_per_external_reference: BTreeMap<String, u64>,
    /// Create requests refused because their external reference was known.
    pub reused_references: u64,
    /// What went over the line.
    #[serde(flatten)]
    pub tally: Tally,
}

/// One order as the supplier holds it.
#[derive(Debug, Clone, Serialize)]
pub struct OrderTruth {
    /// The supplier's reference.
    pub order_reference_id: String,
    /// The client's reference.
    pub external_reference: Option<String>,
    /// `new`, `pending`, `done`, `failed` or `cancelled`.
    pub status: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// What was bought.
    pub product_id: u64,
    /// Day of the visit.
    pub day: NaiveDate,
    /// Slot of the visit.
    pub timeslot: Option<String>,
    /// How many of each variant.
    pub variants: Vec<VariantCount>,
    /// The barcodes issued; empty for PDF-only products and before `done`.
    pub barcodes: Vec<String>,
}

/// How many of one variant.
#[derive(Debug, Clone, Serialize)]
pub struct VariantCount {
    /// The variant.
    pub variant_id: u64,
    /// How many.
    pub count: u32,
}

impl Truth {
    pub(crate) fn of(ledger: &Ledger, tally: Tally, now: DateTime<Utc>) -> Self {
        let mut by_status = BTreeMap::new();
        let mut live = BTreeMap::new();
        let orders: Vec<OrderTruth> = ledger
            .orders()
            .iter()
            .map(|order| {
                let status = order.status(now);
                *by_status.entry(status.to_owned()).or_insert(0) += 1;
                if let (true, Some(reference)) = (order.is_live(now), &order.external_reference) {
                    *live.entry(reference.clone()).or_insert(0) += 1;
                }
                OrderTruth {
                    order_reference_id: order.reference.clone(),
                    external_reference: order.external_reference.clone(),
                    status: status.to_owned(),
                    created_at: order.created_at,
                    confirmed_at: order.confirmed_at,
                    product_id: order.product_id,
                    day: order.day,
                    timeslot: order.timeslot.clone(),
                    variants: order
                        .basket
                        .iter()
                        .map(|&(variant_id, count)| VariantCount { variant_id, count })
                        .collect(),
                    barcodes: if status == "done" {
                        order.tickets.iter().map(|ticket| ticket.barcode.clone()).collect()
                    } else {
                        Vec::new()
                    },
                }
            })
            .collect();
        Self {
            now,
            by_status,
            orders,
            live_per_external_reference: live,
            reused_references: ledger.reused_references,
            tally,
        }
    }
}
