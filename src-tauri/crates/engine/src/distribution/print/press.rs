//! The press of a button: which tickets, on which printer, and whether they may be printed at all.

use std::collections::{HashMap, HashSet};

use counterfoil_domain::{
    Day, DistributionId, OrderId, PrintJobId,
    distribution::{
        Distribution, Group,
        print::{PrintAct, PrintJob, PrintState, may_print},
    },
    order::{Order, State},
};
use counterfoil_store::{OrderFilter, PrinterChoice, Sheets};
use uuid::Uuid;

use super::language::RawPrinter;
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
    pub media: Option<String>,
    /// A printer instead of the chosen one.
    pub printer: Option<String>,
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
        let choice = self.choice_for(wish.media.as_deref(), wish.printer.as_deref()).await?;
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
    pub async fn print_batch(&self, orders: &[String], media: Option<&str>, key: &str) -> Result<PrintedBatch> {
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

    /// What was chosen to print with.
    pub async fn printer_choices(&self) -> Result<Vec<PrinterChoice>> {
        self.on_ledger(counterfoil_store::LedgerFile::printer_choices).await
    }

    /// Chooses printer and layout of a kind of paper. The printer and the layout must be there, and the words known.
    pub async fn choose_printer(&self, choice: PrinterChoice) -> Result<()> {
        known_media(&choice.media)?;
        if !LANGUAGES.contains(&choice.language.as_str()) {
            return Err(no_such("printer language", &choice.language, &LANGUAGES.join(", ")));
        }
        if !(100..=1200).contains(&choice.dpi) {
            return Err(EngineError::Invalid(format!(
                "A printer has 100 to 1200 dots per inch, not {}. Thermal printers have 203 or 300.",
                choice.dpi
            )));
        }
        let printers = self.printers().await?;
        if !printers.iter().any(|printer| printer.name == choice.printer) {
            let names: Vec<_> = printers.into_iter().map(|printer| printer.name).collect();
            return Err(match names.as_slice() {
                [] => EngineError::Invalid("The print service has no printer. Nothing was chosen.".to_owned()),
                names => no_such("printer", &choice.printer, &names.join(", ")),
            });
        }
        let choice = PrinterChoice { layout: self.layout_name(&choice.layout).await?, ..choice };
        self.on_ledger(move |ledger| ledger.choose_printer(&choice)).await
    }

    /// What a printer is told in, where that is not PDF.
    pub(in crate::distribution) async fn printer_language(
        &self,
        printer: &str,
        media: &str,
    ) -> Result<Option<RawPrinter>> {
        let choices = self.printer_choices().await?;
        let chosen = choices.iter().find(|choice| choice.media == media && choice.printer == printer);
        Ok(chosen.and_then(|choice| RawPrinter::of(&choice.language, choice.dpi)))
    }

    /// Takes the choice for a kind of paper back.
    pub async fn forget_printer(&self, media: &str) -> Result<()> {
        known_media(media)?;
        let media = media.to_owned();
        self.on_ledger(move |ledger| ledger.forget_printer(&media)).await
    }

    /// Groups of an order and what is known of the sheets of their tickets.
    pub(crate) async fn groups_and_sheets(
        &self,
        order: OrderId,
    ) -> Result<(Vec<Group>, HashMap<DistributionId, Sheets>)> {
        self.on_ledger(move |ledger| Ok((ledger.groups(order)?, ledger.sheets(order)?))).await
    }

    async fn choice_for(&self, media: Option<&str>, printer: Option<&str>) -> Result<PrinterChoice> {
        let choices = self.printer_choices().await?;
        let chosen = match media {
            Some(media) => choices.iter().find(|choice| choice.media == media),
            None if choices.len() == 1 => choices.first(),
            None => choices.iter().find(|choice| choice.media == A4),
        };
        match (chosen, printer) {
            (Some(choice), None) => Ok(choice.clone()),
            (Some(choice), Some(printer)) => Ok(PrinterChoice { printer: printer.to_owned(), ..choice.clone() }),
            // A printer that is named needs no choice: A4 as PDF is what every one understands.
            (None, Some(printer)) if media.is_none_or(|media| media == A4) => Ok(PrinterChoice {
                media: A4.to_owned(),
                printer: printer.to_owned(),
                layout: "A4".to_owned(),
                language: "pdf".to_owned(),
                dpi: 300,
            }),
            (None, _) => Err(EngineError::NoPrinter { media: media.unwrap_or(A4).to_owned() }),
        }
    }

    /// The press is written down; what keeps another sheet from its printer is no failure of this one.
    async fn tend_after_press(&self) {
        if let Err(error) = self.tend_prints_once().await {
            tracing::warn!(%error, "print jobs could not be tended");
        }
    }

    /// One job for each sheet of an order.
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
            let newest = groups.iter().map(|group| group.version).max();
            let of_newest = groups.iter().filter(|group| Some(group.version) == newest);
            let living: Vec<_> =
                of_newest.flat_map(|group| &group.distributions).filter(|one| !one.status.is_void()).collect();
            (Vec::new(), if living.is_empty() { wanted } else { living })
        };
        let per_sheet = self.tickets_per_sheet(&choice.layout).await?;
        let mut sheets: Vec<Vec<DistributionId>> =
            drawn.chunks(per_sheet).map(|sheet| sheet.iter().map(|one| one.id).collect()).collect();
        if !document.is_empty() {
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
            printer: choice.printer.clone(),
            media: choice.media.clone(),
            layout: choice.layout.clone(),
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

fn no_such(what: &str, word: &str, known: &str) -> EngineError {
    EngineError::Invalid(format!("There is no {what} \u{201c}{word}\u{201d}. It is one of {known}."))
}

fn known_media(word: &str) -> Result<()> {
    if MEDIA.contains(&word) { Ok(()) } else { Err(no_such("kind of paper", word, &MEDIA.join(", "))) }
}

/// Orders of one day that are shown; a desk that has more prints them by search.
const MOST_PICKUPS: u32 = 2000;
/// The kinds of paper.
pub(super) const MEDIA: [&str; 3] = [A4, "thermal80", "stock"];
const A4: &str = "a4";
/// What printers understand.
const LANGUAGES: [&str; 4] = ["pdf", "zpl", "escpos", "fgl"];
