//! What has room on a day, from the engine.

use counterfoil_domain::Instant;
use counterfoil_engine::inventory::Freedom;

use super::{FreeState, FreeView};
use crate::views::number::millis;

impl FreeView {
    pub(crate) fn of(id: &str, freedom: Freedom, asked_at: Instant) -> Self {
        let (state, from_price) = match freedom {
            Freedom::Free { from_price } => (FreeState::Free, from_price),
            Freedom::Full => (FreeState::Full, None),
            Freedom::Unknown => (FreeState::Unknown, None),
        };
        Self { id: id.to_owned(), state, from_price: from_price.map(Into::into), asked_at: millis(asked_at) }
    }
}
