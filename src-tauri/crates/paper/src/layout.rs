//! Layout: tickets become pages of marks, by the card of the house or by a layout's elements.

mod a4;
mod batch;
mod card;
mod flow;
mod form;
mod furniture;
mod set;
mod stack;
mod stamp;
mod values;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::barcode::{self, CodeFormat, Head, Symbol};
use crate::design::Layout;
use crate::error::{PaperError, Warning};
use crate::fonts::FontShelf;
use crate::marks::{Color, Mark, Page, PlacedCode};
use crate::pictures::Gallery;
use crate::style::Style;
use crate::text::Setter;
use crate::ticket::{Code, CoverSheet};
use crate::words::Words;

pub(crate) use batch::tickets;
use set::SetText;
pub(crate) use set::{label_size, one_line};

pub(crate) const INK: Color = Color(0x1c, 0x1d, 0x1f);
pub(crate) const QUIET: Color = Color(0x5d, 0x60, 0x66);
pub(crate) const FAINT: Color = Color(0x74, 0x77, 0x7d);
pub(crate) const RULE: Color = Color(0xd0, 0xcf, 0xc9);
pub(crate) const ACCENT: Color = Color(0x0b, 0x7a, 0x75);
pub(crate) const AMBER: Color = Color(0xa3, 0x5b, 0x00);
pub(crate) const PALE_AMBER: Color = Color(0xf3, 0xe3, 0xc8);
pub(crate) const BLACK: Color = Color(0, 0, 0);
pub(crate) const WHITE: Color = Color(0xff, 0xff, 0xff);

/// Blocks that pages share, by their text and place; and what has been drawn of them so far.
type Blocks = Mutex<HashMap<(String, [i32; 2]), Arc<Vec<Mark>>>>;

/// Where one thread draws: the pages it makes share blocks with those of all others of the document.
pub(crate) struct Desk {
    fonts: FontShelf,
    pub(crate) setter: Setter,
    pub(crate) warnings: Vec<Warning>,
    blocks: Arc<Blocks>,
    texts: HashMap<String, Arc<SetText>>,
    flows: HashMap<String, Arc<Vec<flow::Set>>>,
    /// Codes that were read back: symbology, payload, size of the modules, columns, turned or not.
    proven: HashSet<(CodeFormat, String, [i32; 2], u32, bool)>,
}

impl Desk {
    pub(crate) fn new(fonts: &FontShelf) -> Result<Self, PaperError> {
        Self::beside(fonts, Arc::default())
    }

    /// A desk for another thread that draws the same document.
    fn fellow(&self) -> Result<Self, PaperError> {
        Self::beside(&self.fonts, Arc::clone(&self.blocks))
    }

    fn beside(fonts: &FontShelf, blocks: Arc<Blocks>) -> Result<Self, PaperError> {
        Ok(Self {
            fonts: fonts.clone(),
            setter: Setter::new(fonts)?,
            warnings: Vec::new(),
            blocks,
            texts: HashMap::new(),
            flows: HashMap::new(),
            proven: HashSet::new(),
        })
    }

    /// The block with this text at this place, one in a document.
    pub(crate) fn block(
        &mut self,
        text: &str,
        place: [f32; 2],
        draw: impl FnOnce(&mut Setter) -> Vec<Mark>,
    ) -> Arc<Vec<Mark>> {
        let key = (text.to_owned(), place.map(hundredths));
        // What a thread that failed has put there is whole.
        let blocks = || self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = blocks().get(&key) {
            return Arc::clone(known);
        }
        let drawn = Arc::new(draw(&mut self.setter));
        // Another thread may have been faster; every page must have the same one.
        Arc::clone(self.blocks.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(drawn))
    }

    /// The text of this name, set once.
    pub(crate) fn text(&mut self, name: &str, set: impl FnOnce(&mut Setter) -> SetText) -> Arc<SetText> {
        if let Some(known) = self.texts.get(name) {
            return Arc::clone(known);
        }
        let made = Arc::new(set(&mut self.setter));
        self.texts.insert(name.to_owned(), Arc::clone(&made));
        made
    }

    /// The lines of this name, set once.
    fn lines(&mut self, name: &str, set: impl FnOnce(&mut Setter) -> Vec<flow::Set>) -> Arc<Vec<flow::Set>> {
        if let Some(known) = self.flows.get(name) {
            return Arc::clone(known);
        }
        let made = Arc::new(set(&mut self.setter));
        self.flows.insert(name.to_owned(), Arc::clone(&made));
        made
    }

    /// Reads a placed code back from the dots it is printed with; one that several tickets share, once.
    pub(crate) fn prove(
        &mut self,
        placed: &PlacedCode,
        symbol: &Symbol,
        code: &Code,
        head: Head,
    ) -> Result<(), PaperError> {
        let size = [placed.scale.0, placed.scale.1].map(hundredths);
        let key = (code.format, code.payload.clone(), size, symbol.columns, placed.turned);
        if self.proven.contains(&key) {
            return Ok(());
        }
        barcode::prove(placed, symbol, &code.payload, head)?;
        self.proven.insert(key);
        Ok(())
    }
}

#[allow(clippy::cast_possible_truncation)] // a length on paper
fn hundredths(points: f32) -> i32 {
    (points * 100.0).round() as i32
}

/// Pages of a cover sheet: always A4, as the supplier's PDF behind it.
pub(crate) fn cover(desk: &mut Desk, sheet: &CoverSheet, style: &Style) -> Vec<Page> {
    let mut gallery = Gallery::new(&Layout::card(), &style.pictures);
    desk.warnings.append(&mut gallery.warnings);
    let mut pages = a4::cover(desk, sheet, &gallery);
    a4::number(desk, Words::of(&sheet.language), &mut pages);
    pages
}
