//! The tickets of an order with all that was done with them.

use std::collections::{HashMap, HashSet};

use counterfoil_domain::{
    DistributionId, OrderId,
    distribution::{
        Distribution, Group, TicketEvent,
        mail::{Mail, MailState},
        print::{PrintAct, PrintJob, PrintRefused, PrintState, may_print},
    },
    order::Order,
};
use counterfoil_store::{MailFilter, Sheets};

use super::{documents::drawn_here, groups::Checked};
use crate::{Desk, Result, roles};

/// Pressed twice, it is asked once.
const JUST_NOW: chrono::Duration = chrono::Duration::seconds(2);

/// Mails of one order that are shown.
const MOST_MAILS: u32 = 200;

/// The tickets of an order.
#[derive(Debug, Clone)]
pub struct Tickets {
    /// The order.
    pub order: Order,
    /// Its groups, the newest version last.
    pub groups: Vec<Group>,
    /// What is known of the sheets of each ticket.
    pub sheets: HashMap<DistributionId, Sheets>,
    /// What was printed or should be, oldest first.
    pub jobs: Vec<PrintJob>,
    /// What was mailed or should be, oldest first.
    pub mails: Vec<Mail>,
    /// Tickets that a mail server took.
    pub mailed: HashSet<DistributionId>,
    /// What was told, oldest first.
    pub events: Vec<TicketEvent>,
    /// Whether the supplier's own PDF is the ticket.
    pub by_supplier: bool,
    /// Pages of that PDF; 0 while it is not here.
    pub supplier_pages: u32,
    /// How fresh the status is.
    pub checked: Checked,
    /// Whether the role of this desk may replace tickets.
    pub may_replace: bool,
}

impl Desk {
    /// The tickets of an order, as this desk knows them.
    pub async fn tickets(&self, any: &str) -> Result<Tickets> {
        let order = self.order(any).await?;
        self.learn_of(order.id).await?;
        let id = order.id;
        let (groups, sheets, jobs, events, document) = self
            .on_ledger(move |ledger| {
                let document = ledger.document(id, super::documents::SUPPLIER_PDF)?;
                Ok((ledger.groups(id)?, ledger.sheets(id)?, ledger.prints_of(id)?, ledger.events_of(id)?, document))
            })
            .await?;
        let of_order = MailFilter { order: Some(id), open: false, page: 1, size: MOST_MAILS };
        let (mut mails, _) = self.on_ledger(move |ledger| ledger.list_mails(&of_order)).await?;
        mails.sort_by_key(|mail| mail.created_at);
        let by_supplier = !groups.is_empty() && !drawn_here(&order);
        let checked = Checked { as_of: order.checked_at.unwrap_or(order.updated_at), reached: false };
        let supplier_pages = document.map_or(0, |document| document.pages);
        let may_replace = roles::may_replace(self.inner.config.role);
        let sent = mails.iter().filter(|mail| mail.state == MailState::Sent);
        let mailed: HashSet<DistributionId> = sent.flat_map(|mail| mail.tickets.iter().copied()).collect();
        Ok(Tickets {
            order,
            groups,
            sheets,
            jobs,
            mails,
            mailed,
            events,
            by_supplier,
            supplier_pages,
            checked,
            may_replace,
        })
    }

    /// The tickets of several orders; each is read once.
    pub async fn tickets_of(&self, orders: HashSet<OrderId>) -> Result<HashMap<OrderId, Tickets>> {
        let mut known = HashMap::new();
        for order in orders {
            known.insert(order, self.tickets(&order.to_string()).await?);
        }
        Ok(known)
    }

    /// Tickets of an order that a mail server took.
    pub(super) async fn mailed_tickets(&self, order: OrderId) -> Result<HashSet<DistributionId>> {
        let filter = MailFilter { order: Some(order), open: false, page: 1, size: MOST_MAILS };
        let (mails, _) = self.on_ledger(move |ledger| ledger.list_mails(&filter)).await?;
        let sent = mails.into_iter().filter(|mail| mail.state == MailState::Sent);
        Ok(sent.flat_map(|mail| mail.tickets).collect())
    }

    /// The same after the supplier was asked, for a person wants to know; it says when it could not be.
    pub async fn checked_tickets(&self, any: &str) -> Result<Tickets> {
        let checked = self.hear_again(self.order(any).await?.id, JUST_NOW).await?;
        Ok(Tickets { checked, ..self.tickets(any).await? })
    }
}

impl Tickets {
    /// Whether an act may be done to one of the tickets now; a replacement still needs its reason.
    pub fn may(&self, act: PrintAct, one: &Distribution) -> std::result::Result<(), PrintRefused> {
        let sheets = self.sheets.get(&one.id).copied().unwrap_or_default();
        may_print(act, one.status, sheets.printed, sheets.unsettled(), one.replaced_by.is_some(), true)
    }

    /// Whether a mail server took a ticket.
    pub fn is_mailed(&self, one: DistributionId) -> bool {
        self.mailed.contains(&one)
    }

    /// Copies of a ticket that are on paper.
    pub fn copies(&self, one: DistributionId) -> usize {
        let printed = self.jobs.iter().filter(|job| job.state == PrintState::Confirmed);
        printed.flat_map(|job| &job.tickets).filter(|(id, copy)| *id == one && *copy > 1).count()
    }
}
