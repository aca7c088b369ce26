//! The press of a button: which tickets, on which printer, and whether they may be printed at all.

use std::collections::{HashMap, HashSet};

use counterfoil_domain::{
    DistributionId, OrderId, PrintJobId,
    distribution::{
        Distribution, Group, MediaKind, PrinterChoice, newest,
        print::{PrintAct, PrintJob, PrintState, may_print},
    },
    order::Order,
};
use counterfoil_store::Sheets;
use uuid::Uuid;

use crate::{
    Desk, EngineError, Result,
    distribution::{documents::drawn_here, groups::Checked},
    roles,
};

/// What a person wants on paper.
#[derive(Debug, Clone)]
pub struct PrintWish {
    /// The order, by anything that names it.
    pub order: String,
    /// Its tickets; empty means all that the act may be done to.
    pub tickets: Vec<DistributionId>,
    /// Print, copy or replace.
    pub act: PrintAct,
    /// Why; a replacement needs it.
    pub reason: String,
    /// Kind of paper; none means the only one that was chosen for, or A4.
    pub media: Option<MediaKind>,
    /// A printer instead of the chosen one.
    pub printer: Option<String>,
    /// Whether our sheet goes in front of the supplier's own document. It is A4, and printed on nothing else.
    pub cover: bool,
    /// Made before the first press; a second press with it prints nothing more.
    pub key: String,
}

/// What a press began.
#[derive(Debug, Clone)]
pub struct Printed {
    /// Its jobs.
    pub jobs: Vec<PrintJob>,
    /// How fresh the status of the tickets is.
    pub checked: Checked,
}

/// What a batch began.
#[derive(Debug, Clone)]
pub struct PrintedBatch {
    /// Its jobs, in the order in which they are printed.
    pub jobs: Vec<PrintJob>,
    /// What is not in it although it was asked for, sentences.
    pub left_out: Vec<String>,
}

impl Desk {
    /// Prints, copies or replaces tickets. The supplier's word about them is at most a minute old, or it could not be asked and
    /// the paper says as of when it is.
    pub async fn print_tickets(&self, wish: PrintWish) -> Result<Printed> {
        if wish.act == PrintAct::Replace && !roles::may_replace(self.inner.config.role) {
            return Err(EngineError::NotAllowed);
        }
        let order = self.order(&wish.order).await?;
        let known = self.pressed_before(&wish.key).await?;
        if !known.is_empty() {
            let checked = Checked { as_of: order.checked_at.unwrap_or(order.updated_at), reached: false };
            return Ok(Printed { jobs: known, checked });
        }
        let choice = self.choice_for(wish.media, wish.printer.as_deref()).await?;
        let checked = self.hear_of(order.id).await?;
        let order = self.order(&order.id.to_string()).await?;
        let batch = PrintJobId(Uuid::now_v7());
        let jobs = self.jobs_of(&order, &wish, &choice, batch, 0).await?;
        if jobs.is_empty() {
            return Err(EngineError::NothingToPrint { act: wish.act, code: order.code, state: order.state });
        }
        let jobs = self.queue(jobs, wish.key).await?;
        self.tend_after_press().await;
        Ok(Printed { jobs: self.as_they_are(jobs).await?, checked })
    }

    /// Prints what is not printed of several orders, by time of the visit and name; each order's sheets lie together.
    pub async fn print_batch(&self, orders: &[String], media: Option<MediaKind>, key: &str) -> Result<PrintedBatch> {
        let known = self.pressed_before(key).await?;
        if !known.is_empty() {
            return Ok(PrintedBatch { jobs: known, left_out: Vec::new() });
        }
        let choice = self.choice_for(media, None).await?;
        let (mut found, mut away) = (Vec::new(), HashSet::new());
        for any in orders {
            let order = self.order(any).await?;
            // A supplier that cannot be reached is waited for once, not once for each order.
            if !away.contains(&order.supplier) && !self.hear_of(order.id).await?.reached {
                away.insert(order.supplier);
            }
            found.push(self.order(&order.id.to_string()).await?);
        }
        found.sort_by_cached_key(|order| {
            (order.day, order.time.clone(), order.customer.last_name.reveal().to_lowercase(), order.code.clone())
        });
        found.dedup_by_key(|order| order.id);
        let batch = PrintJobId(Uuid::now_v7());
        let mut jobs = Vec::new();
        let mut left_out = Vec::new();
        for order in &found {
            let wish = PrintWish {
                order: order.code.clone(),
                tickets: Vec::new(),
                act: PrintAct::Print,
                reason: String::new(),
                media: None,
                printer: None,
                // In a stack it says whose the sheets behind it are.
                cover: true,
                key: key.to_owned(),
            };
            let place = u32::try_from(jobs.len()).unwrap_or(u32::MAX);
            let of_order = self.jobs_of(order, &wish, &choice, batch, place).await?;
            if of_order.is_empty() {
                let why = EngineError::NothingToPrint { act: wish.act, code: order.code.clone(), state: order.state };
                left_out.push(why.to_string());
            }
            jobs.extend(of_order);
        }
        let jobs = self.queue(jobs, key.to_owned()).await?;
        self.tend_after_press().await;
        Ok(PrintedBatch { jobs: self.as_they_are(jobs).await?, left_out })
    }

    /// Groups of an order and what is known of the sheets of their tickets.
    pub(crate) async fn groups_and_sheets(
        &self,
        order: OrderId,
    ) -> Result<(Vec<Group>, HashMap<DistributionId, Sheets>)> {
        self.on_ledger(move |ledger| Ok((ledger.groups(order)?, ledger.sheets(order)?))).await
    }

    /// The press is written down; what keeps another sheet from its printer is no failure of this one.
    async fn tend_after_press(&self) {
        if let Err(error) = self.tend_prints_once().await {
            tracing::warn!(%error, "print jobs could not be tended");
        }
    }

    /// One job for each sheet of an order, and one for our sheet in front of a supplier's document.
    async fn jobs_of(
        &self,
        order: &Order,
        wish: &PrintWish,
        choice: &PrinterChoice,
        batch: PrintJobId,
        from_place: u32,
    ) -> Result<Vec<PrintJob>> {
        let (groups, sheets) = self.groups_and_sheets(order.id).await?;
        let all: Vec<&Distribution> = groups.iter().flat_map(|group| &group.distributions).collect();
        let wanted: Vec<&Distribution> = if wish.tickets.is_empty() {
            let may = |one: &&&Distribution| {
                let known = sheets.get(&one.id).copied().unwrap_or_default();
                let reason = !wish.reason.trim().is_empty();
                let replaced = one.replaced_by.is_some();
                // A void ticket is shown again only when it is asked for by itself.
                !one.status.is_void()
                    && may_print(wish.act, one.status, known.printed, known.unsettled(), replaced, reason).is_ok()
            };
            all.iter().filter(may).copied().collect()
        } else {
            let find = |id: &DistributionId| {
                all.iter().find(|one| one.id == *id).copied().ok_or_else(|| EngineError::not_found("ticket", *id))
            };
            let mut seen = HashSet::new();
            wish.tickets.iter().filter(|id| seen.insert(**id)).map(find).collect::<Result<_>>()?
        };
        let (drawn, document) = if drawn_here(order) || wanted.is_empty() {
            (wanted, Vec::new())
        } else {
            // A document of the supplier's is one piece: every ticket in it goes with it, whichever was asked for.
            let living: Vec<_> =
                newest(&groups).flat_map(|group| &group.distributions).filter(|one| !one.status.is_void()).collect();
            (Vec::new(), if living.is_empty() { wanted } else { living })
        };
        let per_sheet = self.tickets_per_sheet(&choice.layout).await?;
        let mut sheets: Vec<Vec<DistributionId>> =
            drawn.chunks(per_sheet).map(|sheet| sheet.iter().map(|one| one.id).collect()).collect();
        if !document.is_empty() {
            if wish.cover && choice.media == MediaKind::A4 {
                sheets.push(Vec::new());
            }
            sheets.push(document.iter().map(|one| one.id).collect());
        }
        let now = self.now();
        let jobs = (from_place..).zip(sheets).map(|(place, tickets)| PrintJob {
            id: PrintJobId(Uuid::now_v7()),
            batch,
            place,
            order: order.id,
            act: wish.act,
            reason: wish.reason.trim().to_owned(),
            tickets: tickets.into_iter().map(|id| (id, 1)).collect(),
            on: choice.clone(),
            state: PrintState::Queued,
            spooler_job: None,
            note: String::new(),
            created_at: now,
            updated_at: now,
        });
        Ok(jobs.collect())
    }

    async fn pressed_before(&self, key: &str) -> Result<Vec<PrintJob>> {
        let key = key.to_owned();
        self.on_ledger(move |ledger| ledger.prints_of_key(&key)).await
    }

    async fn queue(&self, jobs: Vec<PrintJob>, key: String) -> Result<Vec<PrintJob>> {
        let now = self.now();
        self.on_ledger(move |ledger| ledger.queue_prints(&jobs, &key, now, Uuid::now_v7)).await
    }

    async fn as_they_are(&self, jobs: Vec<PrintJob>) -> Result<Vec<PrintJob>> {
        self.on_ledger(move |ledger| jobs.into_iter().map(|job| Ok(ledger.print_job(job.id)?.unwrap_or(job))).collect())
            .await
    }
}
