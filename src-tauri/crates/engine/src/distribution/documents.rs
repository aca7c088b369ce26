//! Documents (UC-16): tickets drawn from their codes, and the supplier's own PDF, fetched once and kept.

use std::time::Duration;

use counterfoil_domain::{
    DistributionId, Instant,
    distribution::{
        Distribution, Group, Status,
        group::code_hash,
        newest,
        print::{PrintAct, PrintJob},
    },
    order::{Order, State},
    ticket::Ticket as Issued,
};
use counterfoil_paper::{
    CoverSheet, Document, PictureRole, Stamp, Ticket, Tone, Warning, check_supplier_pdf, cover_rasters, cover_sheet,
    rasters, render, supplier_pdf_pages,
};
use counterfoil_store::Document as Kept;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    groups::Checked,
    layouts::{Page, pngs},
    print::RawPrinter,
    print_model,
};
use crate::{Desk, EngineError, Result, crash, desk::blocking, hex::hex};

/// What is drawn when nothing else is said.
const USUAL_LAYOUT: &str = "A4";
/// What print jobs are.
const PDF: &str = "application/pdf";
const RAW: &str = "application/vnd.cups-raw";
/// Under which word the ledger keeps a supplier's own PDF.
pub(super) const SUPPLIER_PDF: &str = "supplier_pdf";

/// The paper of an order.
#[derive(Clone)]
pub struct TicketPaper {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// The codes in it, in order of the tickets; empty when it is the supplier's own PDF.
    pub barcodes: Vec<String>,
    /// Whether it is the supplier's own PDF.
    pub by_supplier: bool,
    /// What could not be drawn as it should, in sentences.
    pub warnings: Vec<String>,
    /// Names of this computer's fonts that it is set in, beside the shipped ones.
    pub fonts: Vec<String>,
    /// How fresh the order's status is.
    pub checked: Checked,
}

impl std::fmt::Debug for TicketPaper {
    /// The document and its codes open doors; they are not shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TicketPaper({} pages, {} codes)", self.pages, self.barcodes.len())
    }
}

/// Pages as the window shows them.
#[derive(Debug, Clone)]
pub struct TicketPreview {
    /// Its pages.
    pub pages: Vec<Page>,
    /// Pages of the supplier's own PDF that follow.
    pub supplier_pages: u32,
    /// Sentences.
    pub warnings: Vec<String>,
    /// When the order's status was last known.
    pub status_as_of: Instant,
}

impl Desk {
    /// The tickets of an order as PDF (UC-16): made once for each version of the order and each layout, the same bytes ever
    /// after. Waits for tickets that are on their way, and for their groups. A void order has no valid paper; a ticket whose
    /// time is over carries the mark, in a document of its own.
    pub async fn create_or_get(&self, any: &str, layout: Option<&str>, wait: Duration) -> Result<TicketPaper> {
        if !wait.is_zero() {
            self.wait_for_tickets(any, wait).await?;
        }
        let order = self.ready_order(any).await?;
        let checked = self.hear_of(order.id).await?;
        // The supplier may have said something new.
        let order = self.ready_order(any).await?;
        if !drawn_here(&order) {
            let kept = self.supplier_pdf(&order).await?;
            let id = order.id;
            let groups = self.on_ledger(move |ledger| ledger.groups(id)).await?;
            return Ok(TicketPaper {
                pages: kept.pages as usize,
                pdf: kept.bytes,
                barcodes: Vec::new(),
                by_supplier: true,
                warnings: document_mark(&order, &groups).map(|_| UNMARKED.to_owned()).into_iter().collect(),
                fonts: Vec::new(),
                checked,
            });
        }
        let barcodes = order.tickets.tickets.iter().map(|ticket| ticket.barcode.reveal().clone()).collect();
        let (kept, Remarks { warnings, fonts }) = self.own_pdf(&order, layout.unwrap_or(USUAL_LAYOUT)).await?;
        let pages = kept.pages as usize;
        Ok(TicketPaper { pages, pdf: kept.bytes, barcodes, by_supplier: false, warnings, fonts, checked })
    }

    /// Some tickets of an order as PDF; all of them are the paper of the order. The supplier's own document cannot be cut and
    /// comes whole.
    pub(super) async fn paper_of_tickets(&self, order: &Order, chosen: &[&Distribution]) -> Result<TicketPaper> {
        let mut order = self.ready_order(&order.id.to_string()).await?;
        if !drawn_here(&order) || chosen.len() == order.tickets.tickets.len() {
            return self.ticket_paper(&order.id.to_string()).await;
        }
        let issued = std::mem::take(&mut order.tickets.tickets);
        order.tickets.tickets = issued_for(issued, chosen);
        if order.tickets.tickets.len() != chosen.len() {
            return Err(EngineError::not_found("ticket of order", &order.code));
        }
        let checked = Checked { as_of: order.checked_at.unwrap_or(order.updated_at), reached: false };
        let barcodes = order.tickets.tickets.iter().map(|ticket| ticket.barcode.reveal().clone()).collect();
        let style = self.style(USUAL_LAYOUT).await?;
        let (desk, training) = (self.clone(), self.is_training());
        let (drawn, mut warnings) = blocking(move || {
            let (tickets, warnings) = print_model::tickets(&order, training);
            Ok((desk.inner.fonts.draw(|fonts| render(&tickets, &style.with_fonts(fonts)))?, warnings))
        })
        .await?;
        warnings.extend(sentences(&drawn.warnings));
        let Document { pdf, pages, found_fonts: fonts, warnings: _ } = drawn;
        Ok(TicketPaper { pdf, pages, barcodes, by_supplier: false, warnings, fonts, checked })
    }

    /// The same on the usual layout, without waiting.
    pub async fn ticket_paper(&self, any: &str) -> Result<TicketPaper> {
        self.create_or_get(any, None, Duration::ZERO).await
    }

    /// Our own PDF of an order with what is to be said about it: from the ledger, else drawn and kept.
    async fn own_pdf(&self, order: &Order, layout: &str) -> Result<(Kept, Remarks)> {
        let id = order.id;
        let style = self.style(layout).await?;
        let groups = self.on_ledger(move |ledger| ledger.groups(id)).await?;
        let version = groups.iter().map(|group| group.version).max().unwrap_or(1);
        let marks = marks(order, &groups);
        let mut of = format!("_v{version} {}", style.layout.name());
        // What was valid when it was drawn stays as it was drawn; with a mark it is another document.
        for (number, _) in (1..).zip(&marks).filter(|(_, mark)| mark.is_some()) {
            of = format!("{of} void:{number}");
        }
        let (kind, beside) = (format!("tickets{of}"), format!("remarks{of}"));
        let asked = (kind.clone(), beside.clone());
        let (known, noted) =
            self.on_ledger(move |ledger| Ok((ledger.document(id, &asked.0)?, ledger.document(id, &asked.1)?))).await?;
        let (training, now) = (self.is_training(), self.now());
        let (tickets, mut of_order) = print_model::tickets(order, training);
        if marks.iter().any(Option::is_some) {
            of_order.push(MARKED.to_owned());
        }
        if let Some(kept) = known {
            let noted: Remarks = noted.and_then(|row| serde_json::from_slice(&row.bytes).ok()).unwrap_or_default();
            return Ok((kept, noted.after(of_order)));
        }
        let tickets = with_marks(tickets, marks);
        let desk = self.clone();
        let drawn = blocking(move || Ok(desk.inner.fonts.draw(|fonts| render(&tickets, &style.with_fonts(fonts)))?));
        let Document { pdf, pages, warnings, found_fonts: fonts } = drawn.await?;
        let remarks = Remarks { warnings: sentences(&warnings), fonts };
        let row = |kind, pages, bytes: Vec<u8>| Kept {
            kind,
            sha256: hex(&Sha256::digest(&bytes)),
            pages,
            stored_at: now,
            bytes,
        };
        let fresh = row(kind, u32::try_from(pages).unwrap_or(u32::MAX), pdf);
        let note = (!remarks.is_empty()).then(|| row(beside, 0, serde_json::to_vec(&remarks).unwrap_or_default()));
        // Another program may have drawn it meanwhile: the first one stays.
        let kept = self
            .on_ledger(move |ledger| {
                note.map_or(Ok(()), |note| ledger.store_document(id, note))?;
                ledger.keep_document(id, fresh)
            })
            .await?;
        Ok((kept, remarks.after(of_order)))
    }

    /// The pages of an order's tickets as pictures, `dpi` dots per inch. Where the ticket is the supplier's own PDF, its pages
    /// follow our cover sheet. Tickets that are void are shown with the mark across them.
    pub async fn ticket_preview(&self, any: &str, layout: Option<&str>, dpi: u16) -> Result<TicketPreview> {
        let order = self.printable_order(any).await?;
        let style = self.style(layout.unwrap_or(USUAL_LAYOUT)).await?;
        let training = self.is_training();
        let status_as_of = order.checked_at.unwrap_or(order.updated_at);
        let id = order.id;
        let groups = self.on_ledger(move |ledger| ledger.groups(id)).await?;
        let desk = self.clone();
        if !drawn_here(&order) {
            let kept = self.supplier_pdf(&order).await?;
            let supplier_pages = kept.pages;
            let stamp = document_mark(&order, &groups);
            let (pages, warnings) = blocking(move || {
                let unmarked = stamp.as_ref().map(|_| UNMARKED.to_owned());
                let sheet = CoverSheet { stamp, ..print_model::cover(&order, supplier_pages, training) };
                let fonts = &desk.inner.fonts;
                let drawn = fonts.draw(|fonts| cover_sheet(&sheet, &style.with_fonts(fonts)))?;
                let mut pages = pngs(&cover_rasters(&sheet, &style.with_fonts(&fonts.shelf()), dpi)?)?;
                let mut warnings = sentences(&drawn.warnings);
                warnings.extend(unmarked);
                match supplier_pdf_pages(&kept.bytes, dpi) {
                    Ok(rasters) => pages.extend(pngs(&rasters)?),
                    // It can still be printed and saved as it is.
                    Err(error) => warnings.push(format!("The supplier's pages cannot be shown here: {error}.")),
                }
                Ok((pages, warnings))
            })
            .await?;
            return Ok(TicketPreview { pages, supplier_pages, warnings, status_as_of });
        }
        let (pages, warnings) = blocking(move || {
            let (tickets, mut warnings) = print_model::tickets(&order, training);
            let tickets = with_marks(tickets, marks(&order, &groups));
            let fonts = &desk.inner.fonts;
            let drawn = fonts.draw(|fonts| render(&tickets, &style.with_fonts(fonts)))?;
            warnings.extend(sentences(&drawn.warnings));
            Ok((pngs(&rasters(&tickets, &style.with_fonts(&fonts.shelf()), dpi)?)?, warnings))
        })
        .await?;
        Ok(TicketPreview { pages, supplier_pages: 0, warnings, status_as_of })
    }

    /// An order that has tickets, be they void.
    async fn printable_order(&self, any: &str) -> Result<Order> {
        let order = self.order(any).await?;
        let id = order.id;
        let sold = !self.on_ledger(move |ledger| ledger.groups(id)).await?.is_empty();
        if sold && order.state.is_final() { Ok(order) } else { self.ready_order(any).await }
    }

    async fn ready_order(&self, any: &str) -> Result<Order> {
        let order = self.order(any).await?;
        match order.state {
            State::Ready => Ok(order),
            State::Cancelled | State::Failed | State::Expired => Err(EngineError::OrderState {
                code: order.code,
                state: order.state,
                why: "its tickets are void and are not printed.",
            }),
            State::Draft
            | State::Creating
            | State::Held
            | State::Confirming
            | State::Fulfilling
            | State::Cancelling
            | State::Unknown => Err(EngineError::TicketsNotReady { code: order.code, state: order.state }),
        }
    }

    /// The data of a print job, and what it is. A sheet of a void ticket carries the mark.
    pub(super) async fn job_bytes(&self, job: &PrintJob) -> Result<(Vec<u8>, &'static str)> {
        let order = self.printable_order(&job.order.to_string()).await?;
        let void = void_stamp(&order);
        if void.is_some() && job.act != PrintAct::Copy {
            return Err(EngineError::OrderState {
                code: order.code,
                state: order.state,
                why: "its tickets are void and are not printed.",
            });
        }
        let (id, batch) = (order.id, job.batch);
        let (groups, jobs) =
            self.on_ledger(move |ledger| Ok((ledger.groups(id)?, ledger.prints_of_batch(batch)?))).await?;
        let find = |wanted| groups.iter().flat_map(|group| &group.distributions).find(|one| one.id == wanted);
        let style = self.style(&job.on.layout).await?;
        let raw = RawPrinter::of(&job.on, &style.layout);
        let (desk, training) = (self.clone(), self.is_training());
        if !drawn_here(&order) {
            // What our sheet in front says is said of the document behind it.
            let behind = jobs.iter().find(|other| other.order == order.id && !other.is_cover()).unwrap_or(job);
            let is_void = |(id, _): &(DistributionId, u32)| find(*id).is_none_or(|one| one.status.is_void());
            if void.is_some() || behind.tickets.iter().any(is_void) {
                return Err(EngineError::OrderState {
                    code: order.code,
                    state: order.state,
                    why: "its tickets are void, and the supplier's own document cannot carry the mark. This was not printed.",
                });
            }
            let kept = self.supplier_pdf(&order).await?;
            let copy = behind.tickets.iter().map(|(_, copy)| *copy).max().filter(|copy| *copy > 1);
            let is_cover = job.is_cover();
            return blocking(move || {
                if is_cover {
                    let stamp = copy.map(Stamp::Copy);
                    let sheet = CoverSheet { stamp, ..print_model::cover(&order, kept.pages, training) };
                    let fonts = &desk.inner.fonts;
                    let drawn = fonts.draw(|fonts| cover_sheet(&sheet, &style.with_fonts(fonts)))?;
                    let Some(printer) = raw else { return Ok((drawn.pdf, PDF)) };
                    let pages = cover_rasters(&sheet, &style.with_fonts(&fonts.shelf()), printer.dpi())?;
                    return Ok((printer.bytes(&pages, Tone::Sharp, &style.layout)?, RAW));
                }
                let Some(printer) = raw else { return Ok((kept.bytes, PDF)) };
                let pages = supplier_pdf_pages(&kept.bytes, printer.dpi())?;
                Ok((printer.bytes(&pages, Tone::Grey, &style.layout)?, RAW))
            })
            .await;
        }
        let changed = EngineError::OrderState {
            code: order.code.clone(),
            state: order.state,
            why: "its tickets changed while this sheet waited. Print them anew.",
        };
        // A sheet of a document that codes took the place of meanwhile.
        if job.is_cover() {
            return Err(changed);
        }
        let wanted: Vec<(Distribution, u32)> =
            job.tickets.iter().filter_map(|(id, copy)| find(*id).map(|one| (one.clone(), *copy))).collect();
        blocking(move || {
            let (tickets, _) = print_model::tickets(&order, training);
            let mut sheet = Vec::with_capacity(wanted.len());
            for (one, copy) in wanted {
                let at = place_of(&order.tickets.tickets, &one).and_then(|at| tickets.get(at));
                let Some(ticket) = at else { return Err(changed) };
                let stamp = stamp_of(&order, &one).or((copy > 1).then_some(Stamp::Copy(copy)));
                sheet.push(Ticket { stamp, ..ticket.clone() });
            }
            let fonts = &desk.inner.fonts;
            let drawn = fonts.draw(|fonts| render(&sheet, &style.with_fonts(fonts)))?;
            let Some(printer) = raw else { return Ok((drawn.pdf, PDF)) };
            let pages = rasters(&sheet, &style.with_fonts(&fonts.shelf()), printer.dpi())?;
            Ok((printer.bytes(&pages, Tone::Sharp, &style.layout)?, RAW))
        })
        .await
    }

    /// The supplier's own PDF: from the ledger, else fetched, checked and kept.
    async fn supplier_pdf(&self, order: &Order) -> Result<Kept> {
        let id = order.id;
        if let Some(kept) = self.on_ledger(move |ledger| ledger.document(id, SUPPLIER_PDF)).await? {
            return Ok(kept);
        }
        let not_ready = || EngineError::TicketsNotReady { code: order.code.clone(), state: order.state };
        let url = order.tickets.pdf_url.clone().ok_or_else(not_ready)?;
        let line = self.supplier(order.supplier).await?;
        let bytes = self.heard(order.supplier, line.ticket_pdf(&url).await)?;
        let now = self.now();
        let kept = blocking(move || {
            let facts = check_supplier_pdf(&bytes)?;
            let sha256 = hex(&Sha256::digest(&bytes));
            Ok(Kept { kind: SUPPLIER_PDF.to_owned(), sha256, pages: facts.pages, stored_at: now, bytes })
        })
        .await?;
        let copy = kept.clone();
        crash::point("document.read");
        self.on_ledger(move |ledger| ledger.store_document(id, copy)).await?;
        crash::point("document.stored");
        Ok(kept)
    }

    /// Fetches the supplier's PDFs of finished orders that have none here yet. Returns how many came.
    pub async fn collect_documents(&self) -> Result<usize> {
        let waiting = self.on_ledger(|ledger| ledger.orders_without_document(SUPPLIER_PDF, 20)).await?;
        let mut came = 0;
        for id in waiting {
            let Ok(order) = self.order(&id.to_string()).await else { continue };
            came += usize::from(self.supplier_pdf(&order).await.is_ok());
        }
        Ok(came)
    }
}

/// What is to be said about a document. It is kept beside it, and told each time: when it is asked for again, fonts and
/// pictures may be others than those it was drawn with.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Remarks {
    warnings: Vec<String>,
    fonts: Vec<String>,
}

impl Remarks {
    fn is_empty(&self) -> bool {
        self.warnings.is_empty() && self.fonts.is_empty()
    }

    fn after(self, mut warnings: Vec<String>) -> Self {
        warnings.extend(self.warnings);
        Self { warnings, ..self }
    }
}

/// Whether the tickets are drawn here. Where the supplier gave a document and fewer codes than visitors, its document is
/// the whole truth.
pub(super) fn drawn_here(order: &Order) -> bool {
    let codes = order.tickets.tickets.len();
    codes > 0 && (order.tickets.pdf_url.is_none() || codes >= order.heads() as usize)
}

/// Whether an issued ticket is this one.
fn same(ticket: &Issued, one: &Distribution) -> bool {
    one.ticket_number == ticket.id && one.code_hash == code_hash(ticket.format.word(), ticket.barcode.reveal())
}

/// Where a ticket is among the issued ones: at its place, or where the supplier lists it now. One that is void may be gone
/// there; then what took its place stands below the mark.
fn place_of(issued: &[Issued], one: &Distribution) -> Option<usize> {
    let place = one.ticket.and_then(|place| place.checked_sub(1)).map(|at| at as usize);
    let here = place.filter(|at| issued.get(*at).is_some_and(|ticket| same(ticket, one)));
    let moved = || issued.iter().position(|ticket| same(ticket, one));
    here.or_else(moved).or(place.filter(|_| one.status.is_void()))
}

/// The issued tickets that are the chosen ones. A supplier may list them in another order from one answer to the next, so what
/// is not at its place any more is known by number and code.
fn issued_for(issued: Vec<Issued>, chosen: &[&Distribution]) -> Vec<Issued> {
    let mut marked: Vec<(bool, Issued)> = issued.into_iter().map(|ticket| (false, ticket)).collect();
    let mut moved = Vec::new();
    for one in chosen {
        let place = one.ticket.and_then(|place| place.checked_sub(1)).and_then(|at| marked.get_mut(at as usize));
        match place.filter(|(_, ticket)| same(ticket, one)) {
            Some((mark, _)) => *mark = true,
            None => moved.push(one),
        }
    }
    for one in moved {
        if let Some((mark, _)) = marked.iter_mut().find(|(mark, ticket)| !*mark && same(ticket, one)) {
            *mark = true;
        }
    }
    marked.into_iter().filter(|(mark, _)| *mark).map(|(_, ticket)| ticket).collect()
}

pub(super) fn sentences(warnings: &[Warning]) -> Vec<String> {
    let mut sentences = Vec::new();
    for warning in warnings {
        match warning {
            Warning::MissingCharacters { needs, .. } => sentences.extend(needs.iter().map(|need| {
                let list: String = need.characters.iter().take(20).collect();
                format!(
                    "{} text needs a font such as {}; none is installed. These characters show as a box: {list}",
                    need.script, need.font
                )
            })),
            Warning::Shortened { ticket, field } => {
                let field = field.replace('_', " ");
                sentences.push(format!("On ticket {}, the {field} was too long and was shortened.", ticket + 1));
            }
            Warning::Picture { picture, problem } => {
                let which = match picture {
                    PictureRole::Logo => "logo",
                    PictureRole::Product => "picture of the product",
                };
                sentences.push(format!("The tickets are printed without the {which}: {problem}."));
            }
        }
    }
    sentences
}

/// The mark across the tickets of an order that is over.
fn void_stamp(order: &Order) -> Option<Stamp> {
    let reason = match order.state {
        State::Cancelled => "This order was cancelled.",
        State::Failed => "This order failed.",
        State::Expired => "This order lapsed.",
        State::Draft
        | State::Creating
        | State::Held
        | State::Confirming
        | State::Fulfilling
        | State::Ready
        | State::Cancelling
        | State::Unknown => return None,
    };
    Some(Stamp::Void { reason: reason.to_owned(), as_of: print_model::status_as_of(order) })
}

/// The mark across each issued ticket, where the one that stands for it now is void.
fn marks(order: &Order, groups: &[Group]) -> Vec<Option<Stamp>> {
    let known: Vec<&Distribution> = newest(groups).flat_map(|group| &group.distributions).collect();
    let issued = &order.tickets.tickets;
    let mark = |at: usize| {
        let here = || known.iter().filter(|one| place_of(issued, one) == Some(at));
        // One that was replaced has its code, and its place, from the one that took it.
        let one = here().find(|one| !one.status.is_void()).or_else(|| here().next());
        one.map_or_else(|| void_stamp(order), |one| stamp_of(order, one))
    };
    (0..issued.len()).map(mark).collect()
}

fn with_marks(tickets: Vec<Ticket>, marks: Vec<Option<Stamp>>) -> Vec<Ticket> {
    tickets.into_iter().zip(marks).map(|(ticket, stamp)| Ticket { stamp, ..ticket }).collect()
}

/// The mark across a supplier's document, if nothing in it is worth anything any more.
fn document_mark(order: &Order, groups: &[Group]) -> Option<Stamp> {
    let mut known = newest(groups).flat_map(|group| &group.distributions);
    let first = known.clone().next();
    if known.any(|one| !one.status.is_void()) {
        return void_stamp(order);
    }
    first.map_or_else(|| void_stamp(order), |one| stamp_of(order, one))
}

/// What a person should know of a supplier's document that is void.
const UNMARKED: &str = "These tickets are void, and the supplier's own document cannot carry the mark.";
/// What a person should know of a document with a mark.
const MARKED: &str = "Tickets in this document are void and carry the mark.";

/// The mark across a ticket that is void: with its order, or by itself.
fn stamp_of(order: &Order, one: &Distribution) -> Option<Stamp> {
    let reason = match one.status {
        Status::Expired => "Its time is over.",
        _ if one.replaced_by.is_some() => "Another ticket took the place of this one.",
        Status::Cancelled | Status::CancelledExternally => "The supplier changed the tickets of this order.",
        Status::Created | Status::Distributed | Status::PickedUp | Status::Activated | Status::Failed => {
            return void_stamp(order);
        }
    };
    let by_itself = || Stamp::Void { reason: reason.to_owned(), as_of: print_model::status_as_of(order) };
    Some(void_stamp(order).unwrap_or_else(by_itself))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::samples::ticket as issued;

    fn known(place: u32, ticket: &Issued, status: Status) -> Distribution {
        Distribution {
            id: DistributionId(Uuid::now_v7()),
            number: place,
            ticket: Some(place),
            ticket_number: ticket.id.clone(),
            code_hash: code_hash(ticket.format.word(), ticket.barcode.reveal()),
            status,
            status_at: Instant::UNIX_EPOCH,
            valid_until: Instant::UNIX_EPOCH,
            replaced_by: None,
        }
    }

    #[test]
    fn a_ticket_is_found_wherever_the_supplier_lists_it_now() {
        let [one, two, other] = [issued("1", "a"), issued("2", "b"), issued("9", "z")];
        let (first, second) = (known(1, &one, Status::Created), known(2, &two, Status::Created));
        let turned = [two.clone(), one.clone()];
        assert_eq!((place_of(&turned, &first), place_of(&turned, &second)), (Some(1), Some(0)));
        let chosen = issued_for(turned.to_vec(), &[&first]);
        assert_eq!(chosen, std::slice::from_ref(&one), "never the paper of another one");
        // What the supplier does not list any more is nobody's but a void ticket's, which shows what took its place.
        let changed = [other, two];
        assert_eq!(place_of(&changed, &first), None);
        assert_eq!(place_of(&changed, &known(1, &one, Status::Cancelled)), Some(0));
        assert!(issued_for(changed.to_vec(), &[&first]).is_empty());
    }
}
