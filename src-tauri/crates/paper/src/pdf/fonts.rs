//! Font subsets: only the glyphs of the document, numbered in the order of their first use.
//!
//! A code says one text. A glyph that stands for several (two letters of one shape, or a form that a shaper reuses) has a
//! code for each, so that what programs read from the page is what was written on it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use subsetter::GlyphRemapper;
use ttf_parser::{RawFace, Tag};

use crate::error::PaperError;
use crate::fonts::{CAP, Font, Outlines};
use crate::marks::{Glyph, Says};

/// Width of what says a character without being seen, in thousandths of the em: readers want some.
const UNSEEN_WIDTH: u16 = 20;

/// The fonts and glyphs used so far.
#[derive(Default)]
pub(crate) struct Subsets {
    used: Vec<Used>,
}

struct Used {
    font: Arc<Font>,
    remapper: GlyphRemapper,
    /// The codes; number 0 is for what is not defined.
    codes: Vec<Code>,
    /// The first code of a glyph and what it says, by glyph.
    firsts: Vec<Option<(u16, Says)>>,
    /// Further codes, and those that say several characters.
    more: HashMap<(u16, String), u16>,
}

struct Code {
    /// Number of the glyph in the subset.
    glyph: u16,
    width: u16,
    says: String,
}

/// How a glyph is shown.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) code: u16,
    /// How much further than its place on the line the code moves on, in thousandths of the em.
    pub(crate) beyond: u16,
    /// What it says, where its code says something else.
    pub(crate) actual: Option<String>,
}

impl Subsets {
    /// Number of a font in the document; its resource is named `F` and this.
    pub(crate) fn number(&mut self, font: &Arc<Font>) -> usize {
        if let Some(known) = self.used.iter().position(|used| Arc::ptr_eq(&used.font, font)) {
            return known;
        }
        let undefined = Code { glyph: 0, width: font.advance(0), says: String::new() };
        self.used.push(Used {
            font: Arc::clone(font),
            remapper: GlyphRemapper::new(),
            codes: vec![undefined],
            firsts: vec![Some((0, Says::Nothing))],
            more: HashMap::new(),
        });
        self.used.len() - 1
    }

    /// The two-byte code of a glyph; `None` for what cannot be said unseen in this font.
    pub(crate) fn show(&mut self, font: usize, glyph: Glyph, texts: &[Box<str>]) -> Result<Option<Shown>, PaperError> {
        let used = self.used.get_mut(font).ok_or(PaperError::Assembly)?;
        let shown = |code| Ok(Some(Shown { code, beyond: 0, actual: None }));
        if let Some(Some((code, says))) = used.firsts.get(usize::from(glyph.id))
            && *says == glyph.says
            && !matches!(says, Says::Text(_))
        {
            return shown(*code);
        }
        let says = match glyph.says {
            Says::Nothing => String::new(),
            Says::Char(letter) => letter.to_string(),
            Says::Text(number) => texts.get(usize::from(number)).map(ToString::to_string).unwrap_or_default(),
        };
        if glyph.id == Glyph::UNSEEN {
            let blank = used.font.glyph(' ').filter(|_| used.font.outlines == Outlines::Quadratic);
            let Some(blank) = blank else { return Ok(None) };
            let code = used.code(Glyph::UNSEEN, blank, UNSEEN_WIDTH, says)?;
            return Ok(Some(Shown { code, beyond: UNSEEN_WIDTH, actual: None }));
        }
        let slot = usize::from(glyph.id);
        let first = used.firsts.get(slot).copied().flatten();
        match first {
            None => {
                let width = used.font.advance(glyph.id);
                let code = used.code(glyph.id, glyph.id, width, says)?;
                if used.firsts.len() <= slot {
                    used.firsts.resize(slot + 1, None);
                }
                used.firsts[slot] = Some((code, glyph.says));
                shown(code)
            }
            // In a CFF subset the code is the glyph's number.
            Some((code, _)) if used.font.outlines == Outlines::Cubic => {
                let known = used.codes.get(usize::from(code)).is_some_and(|known| known.says == says);
                Ok(Some(Shown { code, beyond: 0, actual: (!known).then_some(says) }))
            }
            Some(_) => {
                let width = used.font.advance(glyph.id);
                shown(used.code(glyph.id, glyph.id, width, says)?)
            }
        }
    }

    /// Writes the fonts into the document and gives back the dictionary that names them.
    pub(crate) fn embed(&self, document: &mut Document) -> Result<ObjectId, PaperError> {
        let mut named = Dictionary::new();
        for (number, used) in self.used.iter().enumerate() {
            let font = used.embed(document)?;
            named.set(format!("F{number}"), font);
        }
        Ok(document.add_object(named))
    }
}

impl Used {
    /// The code of a glyph that says this; `key` tells apart what is drawn alike.
    fn code(&mut self, key: u16, glyph: u16, width: u16, says: String) -> Result<u16, PaperError> {
        let key = (key, says);
        if let Some(code) = self.more.get(&key) {
            return Ok(*code);
        }
        let code = u16::try_from(self.codes.len()).map_err(|_| self.font.fault())?;
        let glyph = self.remapper.remap(glyph);
        self.codes.push(Code { glyph, width, says: key.1.clone() });
        self.more.insert(key, code);
        Ok(code)
    }

    /// A composite font (ISO 32000-1, 9.7) whose codes are two bytes.
    fn embed(&self, document: &mut Document) -> Result<ObjectId, PaperError> {
        let font = &self.font;
        let program = font.subset(&self.remapper)?;
        let name = format!("{}+{}", self.tag(), font.name);
        let name = || Object::Name(name.clone().into_bytes());
        let mut descendant = dictionary! {
            "Type" => "Font", "BaseFont" => name(),
            "CIDSystemInfo" => dictionary! {
                "Registry" => text("Adobe"), "Ordering" => text("Identity"), "Supplement" => 0
            },
            "W" => vec![0.into(), Object::Array(self.codes.iter().map(|code| code.width.into()).collect())],
        };
        let file = match font.outlines {
            Outlines::Quadratic => {
                let map: Object = if self.codes.iter().zip(0_u16..).all(|(code, number)| code.glyph == number) {
                    "Identity".into()
                } else {
                    let glyphs = self.codes.iter().flat_map(|code| code.glyph.to_be_bytes()).collect();
                    document.add_object(Stream::new(Dictionary::new(), glyphs)).into()
                };
                descendant.set("Subtype", "CIDFontType2");
                descendant.set("CIDToGIDMap", map);
                let length = i64::try_from(program.len()).unwrap_or(0);
                ("FontFile2", Stream::new(dictionary! { "Length1" => length }, program))
            }
            Outlines::Cubic => {
                let table = RawFace::parse(&program, 0).ok().and_then(|face| face.table(Tag::from_bytes(b"CFF ")));
                let table = table.ok_or_else(|| font.fault())?.to_vec();
                descendant.set("Subtype", "CIDFontType0");
                ("FontFile3", Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, table))
            }
        };
        let stem = 50 + i64::from(font.units.weight) * i64::from(font.units.weight) / 4225;
        #[allow(clippy::cast_possible_truncation)] // less than a thousand
        let descriptor = dictionary! {
            "Type" => "FontDescriptor", "FontName" => name(), "Flags" => 4, "ItalicAngle" => 0,
            "FontBBox" => font.units.bounds.map(Object::from).to_vec(),
            "Ascent" => font.units.ascent, "Descent" => font.units.descent,
            "CapHeight" => (CAP * 1000.0) as i64, "StemV" => stem,
            file.0 => document.add_object(file.1),
        };
        descendant.set("FontDescriptor", document.add_object(descriptor));
        let descendants: Vec<Object> = vec![document.add_object(descendant).into()];
        let characters = document.add_object(Stream::new(Dictionary::new(), self.characters().into_bytes()));
        Ok(document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => name(), "Encoding" => "Identity-H",
            "DescendantFonts" => descendants, "ToUnicode" => characters,
        }))
    }

    /// The map from codes to characters (ISO 32000-1, 9.10.3).
    fn characters(&self) -> String {
        let mut map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
            /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n\
            1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            .to_owned();
        let saying: Vec<_> = self.codes.iter().zip(0_u16..).filter(|(code, _)| !code.says.is_empty()).collect();
        // A block holds a hundred at most. Writing to memory cannot fail.
        for block in saying.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", block.len());
            for (code, number) in block {
                let _ = write!(map, "<{number:04x}> <");
                for unit in code.says.encode_utf16() {
                    let _ = write!(map, "{unit:04x}");
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap CMapName currentdict /CMap defineresource pop end end\n");
        map
    }

    /// Six capitals that differ with the subset (ISO 32000-1, 9.6.4).
    fn tag(&self) -> String {
        let mut sum = 0xcbf2_9ce4_8422_2325_u64;
        for glyph in self.remapper.remapped_gids() {
            sum = (sum ^ u64::from(glyph)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        (0..6)
            .map(|place| {
                let digit = (sum >> (place * 8)) % 26;
                char::from(b'A' + u8::try_from(digit).unwrap_or(0))
            })
            .collect()
    }
}

fn text(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}
