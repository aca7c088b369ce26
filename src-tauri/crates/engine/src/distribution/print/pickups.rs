//! The orders of a day, and what of them is on paper.

use counterfoil_domain::{
    Day,
    order::{Order, State},
};
use counterfoil_store::OrderFilter;

use crate::{Desk, Result};

/// Orders of one day that are shown; a desk that has more prints them by search.
const MOST_PICKUPS: u32 = 2000;

/// An order that is picked up on a day.
#[derive(Debug, Clone)]
pub struct Pickup {
    /// The order.
    pub order: Order,
    /// Its tickets that are not void.
    pub tickets: u32,
    /// Of them on paper.
    pub printed: u32,
    /// Of them perhaps on paper.
    pub in_doubt: u32,
    /// Of them waiting or under way.
    pub on_the_way: u32,
    /// Of them taken by a mail server.
    pub mailed: u32,
}

impl Desk {
    /// The orders whose visit is on a day, by time and name, with what of them is on paper.
    pub async fn pickups(&self, day: Day) -> Result<Vec<Pickup>> {
        let filter = OrderFilter {
            states: vec![State::Ready],
            from: Some(day),
            to: Some(day),
            page: 1,
            size: MOST_PICKUPS,
            ..OrderFilter::default()
        };
        let (mut found, _) = self.on_ledger(move |ledger| ledger.list_orders(&filter)).await?;
        found.sort_by_cached_key(|order| {
            (order.time.clone(), order.customer.last_name.reveal().to_lowercase(), order.code.clone())
        });
        let mut pickups = Vec::with_capacity(found.len());
        for order in found {
            self.learn_of(order.id).await?;
            let (groups, sheets) = self.groups_and_sheets(order.id).await?;
            let living = groups.iter().flat_map(|group| &group.distributions).filter(|one| !one.status.is_void());
            let (mut tickets, mut printed, mut in_doubt, mut on_the_way, mut mailed) = (0, 0, 0, 0, 0);
            let sent = self.mailed_tickets(order.id).await?;
            for one in living {
                let sheets = sheets.get(&one.id).copied().unwrap_or_default();
                tickets += 1;
                mailed += u32::from(sent.contains(&one.id));
                printed += u32::from(sheets.printed > 0);
                in_doubt += u32::from(sheets.printed == 0 && sheets.in_doubt > 0);
                on_the_way += u32::from(sheets.printed + sheets.in_doubt == 0 && sheets.on_the_way > 0);
            }
            pickups.push(Pickup { order, tickets, printed, in_doubt, on_the_way, mailed });
        }
        Ok(pickups)
    }
}
