//! Tickets on their way to the client (UC-16): ours drawn from the codes, the supplier's own PDF fetched once and kept.
//!
//! Learns of sales from the ledger; booking never calls here.

mod plain;
mod print_model;

use counterfoil_domain::{
    Instant,
    order::{Order, State},
};
use counterfoil_paper::{Document, Media, Warning, check_supplier_pdf, cover_sheet, preview_cover, rasters, render};
use counterfoil_store::Document as Kept;
use sha2::{Digest, Sha256};

use crate::{Desk, EngineError, Result, crash, desk::blocking};

/// Under which word the ledger keeps a supplier's own PDF.
const SUPPLIER_PDF: &str = "supplier_pdf";

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
    /// PNG of each page, with width and height in pixels.
    pub pages: Vec<(Vec<u8>, u32, u32)>,
    /// Pages of the supplier's own PDF that follow.
    pub supplier_pages: u32,
    /// Sentences.
    pub warnings: Vec<String>,
    /// When the order's status was last known.
    pub status_as_of: Instant,
}

impl Desk {
    /// The tickets of an order as PDF (UC-16). A void order has no valid paper.
    pub async fn ticket_paper(&self, any: &str) -> Result<TicketPaper> {
        let order = self.ready_order(any).await?;
        if !drawn_here(&order) {
            let kept = self.supplier_pdf(&order).await?;
            return Ok(TicketPaper {
                pages: kept.pages as usize,
                pdf: kept.bytes,
                barcodes: Vec::new(),
                by_supplier: true,
                warnings: Vec::new(),
            });
        }
        let barcodes = order.tickets.tickets.iter().map(|ticket| ticket.barcode.reveal().clone()).collect();
        let training = self.is_training();
        let (document, mut warnings) = blocking(move || {
            let (tickets, warnings) = print_model::tickets(&order, training);
            Ok((render(&tickets, Media::A4)?, warnings))
        })
        .await?;
        warnings.extend(sentences(&document.warnings));
        let Document { pdf, pages, .. } = document;
        Ok(TicketPaper { pdf, pages, barcodes, by_supplier: false, warnings })
    }

    /// The pages of an order's tickets as pictures, `dpi` dots per inch. Where the ticket is the supplier's own PDF,
    /// our cover sheet stands for it.
    pub async fn ticket_preview(&self, any: &str, dpi: u16) -> Result<TicketPreview> {
        let order = self.ready_order(any).await?;
        let training = self.is_training();
        let status_as_of = order.checked_at.unwrap_or(order.updated_at);
        if !drawn_here(&order) {
            let kept = self.supplier_pdf(&order).await?;
            let supplier_pages = kept.pages;
            let (png, warnings) = blocking(move || {
                let sheet = print_model::cover(&order, supplier_pages, training);
                let warnings = sentences(&cover_sheet(&sheet, Media::A4)?.warnings);
                Ok((preview_cover(&sheet, Media::A4, dpi)?, warnings))
            })
            .await?;
            let (width, height) = png_size(&png);
            let pages = vec![(png, width, height)];
            return Ok(TicketPreview { pages, supplier_pages, warnings, status_as_of });
        }
        let (pages, warnings) = blocking(move || {
            let (tickets, mut warnings) = print_model::tickets(&order, training);
            warnings.extend(sentences(&render(&tickets, Media::A4)?.warnings));
            let painted = rasters(&tickets, Media::A4, dpi)?;
            let pages =
                painted.iter().map(|page| Ok((page.png()?, page.width(), page.height()))).collect::<Result<_>>()?;
            Ok((pages, warnings))
        })
        .await?;
        Ok(TicketPreview { pages, supplier_pages: 0, warnings, status_as_of })
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
            let sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
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

/// Width and height from a PNG's header chunk (ISO/IEC 15948, IHDR).
fn png_size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| png.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes);
    (number(16), number(20))
}

/// Whether the tickets are drawn here. Where the supplier gave a document and fewer codes than visitors, its document is
/// the whole truth.
fn drawn_here(order: &Order) -> bool {
    let codes = order.tickets.tickets.len();
    codes > 0 && (order.tickets.pdf_url.is_none() || codes >= order.heads() as usize)
}

fn sentences(warnings: &[Warning]) -> Vec<String> {
    let sentence = |warning: &Warning| match warning {
        Warning::MissingCharacters { characters } => {
            let list: String = characters.iter().take(20).collect();
            format!("These characters are in no font here and show as a box: {list}")
        }
        Warning::Shortened { ticket, field } => {
            format!("On ticket {}, the {field} was too long and was shortened.", ticket + 1)
        }
    };
    warnings.iter().map(sentence).collect()
}
