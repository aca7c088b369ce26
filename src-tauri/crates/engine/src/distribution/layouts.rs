//! Layouts: the ones that are built in, and those this desk made for itself; and the agency's logo.

use counterfoil_domain::{distribution::MediaKind, ticket::BarcodeFormat};
use counterfoil_paper::{
    Code, CodeFormat, Design, Element, Pictures, Place, Raster, Style, Ticket, When, check_picture, rasters, render,
};
pub use counterfoil_paper::{Layout, LayoutError, LayoutFault};
use counterfoil_store::{LedgerFile, StoreError};

use super::documents::sentences;
use crate::{Desk, EngineError, Result, desk::blocking};

/// Under which name the ledger keeps the logo.
const LOGO: &str = "logo";
/// Largest logo, bytes.
const LARGEST_LOGO: usize = 2 << 20;

/// A layout in a list.
#[derive(Debug, Clone)]
pub struct KnownLayout {
    /// The layout.
    pub layout: Layout,
    /// Comes with the program.
    pub built_in: bool,
    /// The kinds of paper whose printer uses it.
    pub used_for: Vec<MediaKind>,
}

/// A page as PNG, with its width and height in pixels.
pub type Page = (Vec<u8>, u32, u32);

/// A layout drawn with sample tickets.
#[derive(Debug, Clone)]
pub struct LayoutPreview {
    /// Its pages.
    pub pages: Vec<Page>,
    /// Sentences.
    pub warnings: Vec<String>,
}

/// Tickets to try a layout with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// An ordinary ticket.
    Normal,
    /// Every text as long as it gets.
    LongNames,
    /// Arabic.
    RightToLeft,
    /// A party of twelve.
    Twelve,
    /// Without a code.
    NoCode,
}

/// How names are compared: the sign × is on few keyboards, so an x means it too, in any case and with spaces as they come.
fn spoken(name: &str) -> String {
    let plain = name.to_lowercase().replace('\u{d7}', "x");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name that is meant: the very same one, or else one that sounds the same.
fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let asked = spoken(name);
    known.clone().find(|one| *one == name).or_else(|| known.clone().find(|one| spoken(one) == asked))
}

/// The layout of the house that a name means.
pub(super) fn built_in(name: &str) -> Option<&'static Layout> {
    meant(name, Layout::built_in().iter().map(Layout::name)).and_then(Layout::named)
}

/// What a person should know about a layout that is sound, in sentences.
pub fn remarks(layout: &Layout) -> Vec<String> {
    let has_code = layout.elements().iter().any(|element| matches!(element, Element::Code(_)));
    match layout.design() {
        Design::Elements if !has_code => vec![
            "This layout has no place for a code: a ticket that has one cannot be printed on it. Add an element \u{201c}code\u{201d}."
                .to_owned(),
        ],
        Design::Elements | Design::Card => Vec::new(),
    }
}

impl Desk {
    /// All layouts, the built-in ones first. One of this desk that can no longer be read is left out and logged.
    pub async fn layouts(&self) -> Result<Vec<KnownLayout>> {
        let (own, choices) =
            self.on_ledger(|ledger| Ok((LedgerFile::layouts(ledger)?, ledger.printer_choices()?))).await?;
        let used_for =
            |name: &str| choices.iter().filter(|choice| choice.layout == name).map(|choice| choice.media).collect();
        let mut all: Vec<KnownLayout> = Layout::built_in()
            .iter()
            .map(|layout| KnownLayout { layout: layout.clone(), built_in: true, used_for: used_for(layout.name()) })
            .collect();
        for (name, body) in own {
            match Layout::from_json(&body) {
                Ok(layout) => all.push(KnownLayout { layout, built_in: false, used_for: used_for(&name) }),
                Err(error) => tracing::warn!(name, %error, "a layout of this desk cannot be read"),
            }
        }
        Ok(all)
    }

    /// The same, each with its first page as it prints; one that cannot be drawn has none.
    pub async fn drawn_layouts(&self, dpi: u16) -> Result<Vec<(KnownLayout, Option<Page>)>> {
        let mut drawn = Vec::new();
        for known in self.layouts().await? {
            let preview = self.preview_layout(&known.layout.to_json(), Sample::Normal, dpi).await;
            drawn.push((known, preview.ok().and_then(|preview| preview.pages.into_iter().next())));
        }
        Ok(drawn)
    }

    /// A layout by its name; an x in it may mean ×, and capitals do not count.
    pub async fn layout(&self, name: &str) -> Result<Layout> {
        let name = self.layout_name(name).await?;
        if let Some(layout) = Layout::named(&name) {
            return Ok(layout.clone());
        }
        let wanted = name.clone();
        let body = self.on_ledger(move |ledger| ledger.layout(&wanted)).await?;
        let body = body.ok_or_else(|| EngineError::not_found("layout", name))?;
        Ok(Layout::from_json(&body)?)
    }

    /// The whole name of the layout that a name means.
    pub(super) async fn layout_name(&self, name: &str) -> Result<String> {
        if Layout::named(name).is_some() {
            return Ok(name.to_owned());
        }
        let own = self.on_ledger(LedgerFile::layouts).await?;
        let known = Layout::built_in().iter().map(Layout::name).chain(own.iter().map(|(name, _)| name.as_str()));
        meant(name, known).map(str::to_owned).ok_or_else(|| EngineError::not_found("layout", name))
    }

    /// Keeps a layout under the name it has. A built-in one keeps its name for itself.
    pub async fn save_layout(&self, json: &str, replace: bool) -> Result<Layout> {
        self.keep_layout(Layout::from_json(json)?, replace).await
    }

    /// The same under another name.
    pub async fn save_layout_as(&self, json: &str, name: &str, replace: bool) -> Result<Layout> {
        let layout = Layout::from_json(json)?;
        self.keep_layout(layout.with_dpi(name, layout.media().dpi)?, replace).await
    }

    async fn keep_layout(&self, layout: Layout, replace: bool) -> Result<Layout> {
        let taken = |name: &str| {
            let built_in = Layout::named(name).is_some();
            EngineError::LayoutName { name: name.to_owned(), built_in }
        };
        // Names that are looked up alike are one name.
        if let Ok(known) = self.layout_name(layout.name()).await
            && (known != layout.name() || Layout::named(&known).is_some())
        {
            return Err(taken(&known));
        }
        let (name, body, now) = (layout.name().to_owned(), layout.to_json(), self.now());
        match self.on_ledger(move |ledger| ledger.save_layout(&name, &body, replace, now)).await {
            Err(EngineError::Store(StoreError::Taken { .. })) => Err(taken(layout.name())),
            kept => kept.map(|()| layout),
        }
    }

    /// Throws a layout of this desk away; not one that is built in, nor one that a printer uses. Returns its whole name.
    pub async fn delete_layout(&self, name: &str) -> Result<String> {
        let name = self.layout_name(name).await?;
        let used = self.printer_choices().await?.into_iter().find(|choice| choice.layout == name);
        if let Some(choice) = used {
            return Err(EngineError::Invalid(format!(
                "The layout \u{201c}{name}\u{201d} is used for {}. Choose another there first.",
                choice.media.name()
            )));
        }
        if Layout::named(&name).is_some() {
            return Err(EngineError::Invalid(format!(
                "The layout \u{201c}{name}\u{201d} comes with the program and stays."
            )));
        }
        let gone = name.clone();
        self.on_ledger(move |ledger| ledger.delete_layout(&gone)).await?;
        Ok(name)
    }

    /// Draws a layout that need not be kept, with sample tickets, as it prints. A faulty one is refused with the place.
    pub async fn preview_layout(&self, json: &str, sample: Sample, dpi: u16) -> Result<LayoutPreview> {
        let layout = Layout::from_json(json)?;
        let style = Style { pictures: self.pictures_for_paper().await?, ..Style::new(layout) };
        let desk = self.clone();
        let training = self.is_training();
        blocking(move || {
            let tickets = samples(sample, training);
            let fonts = &desk.inner.fonts;
            let drawn = fonts.draw(|fonts| render(&tickets, &style.with_fonts(fonts)))?;
            let pages = pngs(&rasters(&tickets, &style.with_fonts(&fonts.shelf()), dpi)?)?;
            Ok(LayoutPreview { pages, warnings: sentences(&drawn.warnings) })
        })
        .await
    }

    /// The agency's logo.
    pub async fn logo(&self) -> Result<Option<Vec<u8>>> {
        self.on_ledger(|ledger| ledger.desk_picture(LOGO)).await
    }

    /// The agency's logo as PNG with its width and height, for a screen.
    pub async fn logo_picture(&self) -> Result<Option<(Vec<u8>, u32, u32)>> {
        let Some(bytes) = self.logo().await? else { return Ok(None) };
        blocking(move || Ok(Some(check_picture(&bytes)?))).await
    }

    /// Sets the agency's logo, a PNG or JPEG of at most 2 MiB that can be drawn; none takes it away.
    pub async fn set_logo(&self, picture: Option<Vec<u8>>) -> Result<()> {
        if let Some(bytes) = &picture {
            if bytes.len() > LARGEST_LOGO {
                return Err(EngineError::Invalid(
                    "This picture is larger than 2 MiB. Save it smaller; a logo of 600 dots across is plenty."
                        .to_owned(),
                ));
            }
            let copy = bytes.clone();
            blocking(move || Ok(check_picture(&copy)?)).await?;
        }
        let now = self.now();
        self.on_ledger(move |ledger| ledger.set_desk_picture(LOGO, picture, now)).await
    }

    /// A layout with this desk's pictures and fonts.
    pub(super) async fn style(&self, layout: &str) -> Result<Style> {
        let layout = self.layout(layout).await?;
        Ok(Style { pictures: self.pictures_for_paper().await?, ..Style::new(layout) })
    }

    async fn pictures_for_paper(&self) -> Result<Pictures> {
        Ok(Pictures { logo: self.logo().await?, product: None })
    }

    /// How many tickets of an order go on one sheet of a layout.
    pub(super) async fn tickets_per_sheet(&self, layout: &str) -> Result<usize> {
        Ok(self.layout(layout).await?.media().per_sheet.max(1).into())
    }
}

/// Pages as pictures for a screen.
pub(super) fn pngs(pages: &[Raster]) -> Result<Vec<Page>> {
    pages.iter().map(|page| Ok((page.png()?, page.width(), page.height()))).collect()
}

/// Tickets for trying a layout.
fn samples(sample: Sample, training: bool) -> Vec<Ticket> {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 24).unwrap_or_default();
    let time = chrono::NaiveTime::from_hms_opt(16, 30, 0);
    let plain = Ticket {
        title: "Qamar Tower Observation Deck".to_owned(),
        venue: "Qamar Tower".to_owned(),
        address: "1 Tower Road, Dubai".to_owned(),
        starts: Some(When::At { day, time, clock: "Dubai time".to_owned() }),
        visitor_type: "Adult".to_owned(),
        holder: "Camille Dupont".to_owned(),
        order_code: "7K3-QFA".to_owned(),
        order_reference: "TQ-48213377".to_owned(),
        price: "AED 149.00".to_owned(),
        must_know: "Be at the entrance 15 minutes before the time on this ticket.".to_owned(),
        conditions: "Can be cancelled until 24 hours before the visit.".to_owned(),
        seller: "Your agency".to_owned(),
        status_as_of: "20 Nov 2026, 14:05 (Dubai time)".to_owned(),
        place: Some(Place { number: 1, of: 2 }),
        code: Some(Code::new(CodeFormat::Qr, "SAMPLE-0001-NOT-A-TICKET")),
        training,
        ..Ticket::default()
    };
    match sample {
        Sample::Normal => vec![plain],
        Sample::NoCode => vec![Ticket { code: None, ..plain }],
        Sample::LongNames => vec![Ticket {
            title:
                "Combined day ticket for the old town, the harbour, the observation deck on the 124th floor and the \
                    museum of maritime history with a guided tour"
                    .to_owned(),
            venue: "Museum of Maritime History and the Observatory of the Northern Harbour Authority".to_owned(),
            address: "Landungsbrücken am Alten Elbtunnel 1234, Building C, Entrance North, 20359 Hamburg".to_owned(),
            visitor_type: "Accompanying person of a visitor with a disability (free of charge)".to_owned(),
            holder: "Maximiliane-Friederike von der Heydebrand-Wolkenstein".to_owned(),
            must_know: "Bring a photo ID. ".repeat(12),
            conditions: "Cannot be resold. ".repeat(20),
            ..plain
        }],
        Sample::RightToLeft => vec![Ticket {
            title: "منصة مشاهدة برج قمر".to_owned(),
            venue: "برج قمر".to_owned(),
            address: "طريق البرج 1، دبي".to_owned(),
            visitor_type: "بالغ".to_owned(),
            holder: "ليلى منصور".to_owned(),
            must_know: "يرجى الحضور قبل 15 دقيقة من الموعد المدون على هذه التذكرة.".to_owned(),
            conditions: String::new(),
            language: "ar".to_owned(),
            ..plain
        }],
        Sample::Twelve => (1..=12)
            .map(|number| Ticket {
                place: Some(Place { number, of: 12 }),
                code: Some(Code::new(CodeFormat::Qr, format!("SAMPLE-{number:04}-NOT-A-TICKET"))),
                ..plain.clone()
            })
            .collect(),
    }
}

/// How a supplier's word for a symbology is drawn; nothing for a word that is not known here.
pub(super) fn code_format(format: &BarcodeFormat) -> Option<CodeFormat> {
    match format {
        BarcodeFormat::QrCode => Some(CodeFormat::Qr),
        BarcodeFormat::AztecBytes => Some(CodeFormat::AztecBytes),
        BarcodeFormat::Aztec => Some(CodeFormat::Aztec),
        BarcodeFormat::DataMatrix => Some(CodeFormat::DataMatrix),
        BarcodeFormat::Pdf417 => Some(CodeFormat::Pdf417),
        BarcodeFormat::Code128 => Some(CodeFormat::Code128),
        BarcodeFormat::Code39 => Some(CodeFormat::Code39),
        BarcodeFormat::Ean13 => Some(CodeFormat::Ean13),
        BarcodeFormat::Itf => Some(CodeFormat::Itf),
        BarcodeFormat::Other(_) => None,
    }
}

impl KnownLayout {
    /// Whether it is made of elements that can be moved, in itself or in a copy; the card of the house is set by the program.
    pub fn is_editable(&self) -> bool {
        self.layout.design() == Design::Elements
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_as_it_can_be_typed() {
        for typed in ["Stock 5.5 \u{d7} 2 in, 203 dpi", "stock 5.5 x 2 in, 203 dpi", " STOCK  5.5 X 2 in, 203 DPI "] {
            assert_eq!(built_in(typed).map(Layout::name), Some("Stock 5.5 \u{d7} 2 in, 203 dpi"), "{typed}");
        }
        assert!(built_in("Stock 5.5").is_none());
        assert_eq!(meant("a4", ["A4", "a4"].into_iter()), Some("a4"), "the very same name comes first");
    }

    #[test]
    fn every_layout_but_the_card_can_be_changed_in_a_copy() {
        let known = |layout: &Layout| KnownLayout { layout: layout.clone(), built_in: true, used_for: Vec::new() };
        let cards: Vec<_> = Layout::built_in().iter().filter(|layout| !known(layout).is_editable()).collect();
        assert_eq!(cards.iter().map(|layout| layout.name()).collect::<Vec<_>>(), ["A4"]);
    }

    #[test]
    fn a_layout_without_a_place_for_a_code_is_remarked_on() {
        assert!(Layout::built_in().iter().all(|layout| remarks(layout).is_empty()));
        let json = r#"{"version": 1, "name": "Bare", "media": {"kind": "stock", "width_mm": 140, "height_mm": 50, "dpi": 203,
            "margins_mm": {"top": 3, "right": 3, "bottom": 3, "left": 3}},
            "elements": [{"line": {"at": {"x": 70, "y": 5, "w": 0, "h": 40}}}]}"#;
        let said = remarks(&Layout::from_json(json).unwrap());
        assert!(said.len() == 1 && said[0].contains("no place for a code"), "{said:?}");
    }
}
