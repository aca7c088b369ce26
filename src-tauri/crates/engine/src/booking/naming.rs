//! Names of a new order: our id, the reference the supplier will know it by, and a short code for people.

use counterfoil_domain::{OrderId, order::human_code};
use uuid::Uuid;

/// What a new order is called.
pub(super) struct Names {
    pub(super) id: OrderId,
    pub(super) code: String,
    pub(super) external_reference: String,
}

impl Names {
    /// Fresh names; a reference that was given is kept.
    pub(super) fn fresh(external_reference: Option<String>) -> Self {
        let id = Uuid::now_v7();
        Self {
            id: OrderId(id),
            code: fresh_code(),
            external_reference: external_reference.unwrap_or_else(|| format!("cf-{id}")),
        }
    }
}

/// A code from the random end of a fresh id.
pub(super) fn fresh_code() -> String {
    let random = Uuid::now_v7().as_u128() & 0x3fff_ffff;
    human_code(u32::try_from(random).unwrap_or_default())
}
