//! Which printer and layout serve which paper here.

use counterfoil_domain::distribution::{MediaKind, PrinterChoice, PrinterLanguage};

use counterfoil_paper::Layout;

use crate::{Desk, EngineError, Result};

/// What is usual for a kind of paper: the first layout that is made for it, and what such printers understand. No printer.
pub fn usual_choice(media: MediaKind) -> PrinterChoice {
    let layout = Layout::built_in().iter().find(|layout| layout.media().kind == media);
    let language = match media {
        MediaKind::A4 => PrinterLanguage::Pdf,
        MediaKind::Thermal80 => PrinterLanguage::EscPos,
        MediaKind::Stock => PrinterLanguage::Fgl,
    };
    PrinterChoice {
        media,
        printer: String::new(),
        layout: layout.map(|layout| layout.name().to_owned()).unwrap_or_default(),
        language,
    }
}

impl Desk {
    /// What was chosen to print with.
    pub async fn printer_choices(&self) -> Result<Vec<PrinterChoice>> {
        self.on_ledger(counterfoil_store::LedgerFile::printer_choices).await
    }

    /// Chooses printer and layout of a kind of paper. The printer must be there, and the layout be made for that paper.
    pub async fn choose_printer(&self, choice: PrinterChoice) -> Result<()> {
        let layout = self.layout(&choice.layout).await?;
        let made_for = layout.media();
        if made_for.kind != choice.media {
            return Err(EngineError::Invalid(format!(
                "The layout \u{201c}{}\u{201d} is for {}, not for {}. Choose another layout, or choose the printer for {}.",
                layout.name(),
                made_for.kind.name(),
                choice.media.name(),
                made_for.kind.name()
            )));
        }
        self.known_printer(&choice.printer).await?;
        let choice = PrinterChoice { layout: layout.name().to_owned(), ..choice };
        self.on_ledger(move |ledger| ledger.choose_printer(&choice)).await
    }

    async fn known_printer(&self, name: &str) -> Result<()> {
        let names: Vec<_> = self.printers().await?.into_iter().map(|printer| printer.name).collect();
        if names.iter().any(|known| known == name) {
            return Ok(());
        }
        Err(EngineError::Invalid(if names.is_empty() {
            "The print service has no printer yet. Add one there, then choose it here.".to_owned()
        } else {
            format!("There is no printer \u{201c}{name}\u{201d}. There is: {}.", names.join(", "))
        }))
    }

    /// Takes the choice for a kind of paper back.
    pub async fn forget_printer(&self, media: MediaKind) -> Result<()> {
        self.on_ledger(move |ledger| ledger.forget_printer(media)).await
    }

    /// What a press prints on: the choice for its paper, with the printer it names instead of the chosen one.
    pub(super) async fn choice_for(&self, media: Option<MediaKind>, printer: Option<&str>) -> Result<PrinterChoice> {
        if let Some(named) = printer {
            // Where the print service does not answer, the sheet waits for it.
            match self.known_printer(named).await {
                Ok(()) | Err(EngineError::Spooler(_)) => {}
                Err(other) => return Err(other),
            }
        }
        let choices = self.printer_choices().await?;
        let chosen = match (media, printer) {
            (Some(media), _) => choices.iter().find(|choice| choice.media == media),
            // A printer that serves a paper is meant with that paper.
            (None, Some(printer)) if choices.iter().any(|choice| choice.printer == printer) => {
                choices.iter().find(|choice| choice.printer == printer)
            }
            (None, _) if choices.len() == 1 => choices.first(),
            (None, _) => choices.iter().find(|choice| choice.media == MediaKind::A4),
        };
        match (chosen, printer) {
            (Some(choice), None) => Ok(choice.clone()),
            (Some(choice), Some(printer)) if choice.printer == printer => Ok(choice.clone()),
            // Another one is told what every one understands: it may know nothing of the chosen one's language.
            (Some(PrinterChoice { media, layout, .. }), Some(printer)) => Ok(PrinterChoice {
                media: *media,
                printer: printer.to_owned(),
                layout: layout.clone(),
                language: PrinterLanguage::Pdf,
            }),
            (None, Some(printer)) => Ok(PrinterChoice {
                printer: printer.to_owned(),
                language: PrinterLanguage::Pdf,
                ..usual_choice(media.unwrap_or(MediaKind::A4))
            }),
            (None, None) => Err(EngineError::NoPrinter { media: media.unwrap_or(MediaKind::A4) }),
        }
    }
}
