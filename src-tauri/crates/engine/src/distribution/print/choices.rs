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
        dpi: layout.map_or(300, |layout| layout.media().dpi),
    }
}

impl Desk {
    /// What was chosen to print with.
    pub async fn printer_choices(&self) -> Result<Vec<PrinterChoice>> {
        self.on_ledger(counterfoil_store::LedgerFile::printer_choices).await
    }

    /// Chooses printer and layout of a kind of paper. The printer must be there, and the layout be made for that paper.
    pub async fn choose_printer(&self, choice: PrinterChoice) -> Result<()> {
        if !(100..=1200).contains(&choice.dpi) {
            return Err(EngineError::Invalid(format!(
                "A printer has 100 to 1200 dots per inch, not {}. Thermal printers have 203 or 300.",
                choice.dpi
            )));
        }
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
        // A spooler turns PDF into dots by itself; what we paint for the head must fall on its dots, or scanners fail.
        if choice.language != PrinterLanguage::Pdf && made_for.dpi != choice.dpi {
            return Err(EngineError::Invalid(format!(
                "The layout \u{201c}{}\u{201d} is made for {} dots per inch, and this printer has {}: its codes would be \
                 blurred. Copy the layout and set its dpi to {}, or choose another.",
                layout.name(),
                made_for.dpi,
                choice.dpi,
                choice.dpi
            )));
        }
        let printers = self.printers().await?;
        if !printers.iter().any(|printer| printer.name == choice.printer) {
            let names: Vec<_> = printers.into_iter().map(|printer| printer.name).collect();
            return Err(EngineError::Invalid(if names.is_empty() {
                "The print service has no printer yet. Add one there, then choose it here.".to_owned()
            } else {
                format!("There is no printer \u{201c}{}\u{201d}. There is: {}.", choice.printer, names.join(", "))
            }));
        }
        let choice = PrinterChoice { layout: layout.name().to_owned(), ..choice };
        self.on_ledger(move |ledger| ledger.choose_printer(&choice)).await
    }

    /// Takes the choice for a kind of paper back.
    pub async fn forget_printer(&self, media: MediaKind) -> Result<()> {
        self.on_ledger(move |ledger| ledger.forget_printer(media)).await
    }

    /// What a press prints on: the choice for its paper, with the printer it names instead of the chosen one.
    pub(super) async fn choice_for(&self, media: Option<MediaKind>, printer: Option<&str>) -> Result<PrinterChoice> {
        let choices = self.printer_choices().await?;
        let chosen = match media {
            Some(media) => choices.iter().find(|choice| choice.media == media),
            None if choices.len() == 1 => choices.first(),
            None => choices.iter().find(|choice| choice.media == MediaKind::A4),
        };
        match (chosen, printer) {
            (Some(choice), None) => Ok(choice.clone()),
            (Some(choice), Some(printer)) => Ok(PrinterChoice { printer: printer.to_owned(), ..choice.clone() }),
            // A printer that is named needs no choice: A4 as PDF is what every one understands.
            (None, Some(printer)) if media.is_none_or(|media| media == MediaKind::A4) => {
                Ok(PrinterChoice { printer: printer.to_owned(), ..usual_choice(MediaKind::A4) })
            }
            (None, _) => Err(EngineError::NoPrinter { media: media.unwrap_or(MediaKind::A4) }),
        }
    }
}
