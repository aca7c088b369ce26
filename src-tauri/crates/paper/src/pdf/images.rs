//! Pictures as image objects (ISO 32000-1, 8.9): each once in a document, however many pages show it.

use std::collections::HashMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Stream, dictionary};

use crate::error::PaperError;
use crate::marks::{Layer, Mark, Page};
use crate::pictures::{Dots, Picture};

use super::document::pack;

/// The pictures of a document, numbered by their first appearance.
#[derive(Default)]
pub(crate) struct Images<'a> {
    numbers: HashMap<*const Picture, usize>,
    all: Vec<&'a Picture>,
}

impl<'a> Images<'a> {
    pub(crate) fn of(pages: &'a [Page]) -> Self {
        let mut images = Self::default();
        for layer in pages.iter().flat_map(|page| &page.layers) {
            let marks: &[Mark] = match layer {
                Layer::Own(marks) => marks,
                Layer::Shared(marks) => marks,
            };
            for mark in marks {
                if let Mark::Picture { picture, .. } = mark {
                    let next = images.all.len();
                    images.numbers.entry(Arc::as_ptr(picture)).or_insert_with(|| {
                        images.all.push(picture);
                        next
                    });
                }
            }
        }
        images
    }

    /// Number of a picture in the document's resources.
    pub(crate) fn number(&self, picture: &Arc<Picture>) -> Option<usize> {
        self.numbers.get(&Arc::as_ptr(picture)).copied()
    }

    /// Writes the pictures and gives back their names.
    pub(crate) fn embed(&self, document: &mut Document) -> Result<Dictionary, PaperError> {
        let mut names = Dictionary::new();
        for (number, picture) in self.all.iter().enumerate() {
            names.set(format!("P{number}"), document.add_object(stream(picture)?));
        }
        Ok(names)
    }
}

fn stream(picture: &Picture) -> Result<Stream, PaperError> {
    let (space, bits, filter, data) = match &picture.dots {
        Dots::Color { jpeg: Some(file), .. } => ("DeviceRGB", 8, "DCTDecode", file.clone()),
        Dots::Color { rgb, jpeg: None } => ("DeviceRGB", 8, "FlateDecode", pack(rgb)?),
        Dots::OneBit(rows) => ("DeviceGray", 1, "FlateDecode", pack(rows)?),
    };
    let entries = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(picture.width),
        "Height" => i64::from(picture.height), "ColorSpace" => space, "BitsPerComponent" => bits, "Filter" => filter
    };
    Ok(Stream::new(entries, data))
}
