//! Assembling the file.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
use rayon::prelude::*;

use crate::error::PaperError;
use crate::marks::{Layer, Mark, Page};

use super::content::Content;
use super::fonts::Subsets;
use super::images::Images;

/// Pages whose content is packed at once.
const ROUND: usize = 512;

/// Writes the pages; `title` becomes the document's title.
pub(crate) fn write(pages: &[Page], title: &str) -> Result<Vec<u8>, PaperError> {
    let mut subsets = Subsets::default();
    let images = Images::of(pages);
    let height = pages.first().map_or(0.0, |page| page.height);
    let width = pages.first().map_or(0.0, |page| page.width);

    // Blocks on several pages become forms, numbered by their first appearance.
    let mut seen: HashMap<*const Vec<Mark>, usize> = HashMap::new();
    for layer in pages.iter().flat_map(|page| &page.layers) {
        if let Layer::Shared(block) = layer {
            *seen.entry(Arc::as_ptr(block)).or_default() += 1;
        }
    }
    let mut forms: Vec<Form> = Vec::new();
    let mut form_of: HashMap<*const Vec<Mark>, usize> = HashMap::new();
    let mut streams = Vec::with_capacity(pages.len());
    let mut unpacked = Vec::with_capacity(ROUND.min(pages.len()));
    for (index, page) in pages.iter().enumerate() {
        for layer in &page.layers {
            let Layer::Shared(block) = layer else { continue };
            let key = Arc::as_ptr(block);
            if seen.get(&key).is_some_and(|times| *times > 1) && !form_of.contains_key(&key) {
                let mut content = Content::new(page.height, &mut subsets, &images);
                content.marks(block)?;
                form_of.insert(key, forms.len());
                forms.push(Form { content: content.finish(), size: [page.width, page.height] });
            }
        }
        let mut content = Content::new(page.height, &mut subsets, &images);
        for layer in &page.layers {
            match layer {
                Layer::Own(marks) => content.marks(marks)?,
                Layer::Shared(block) => {
                    let form = form_of.get(&Arc::as_ptr(block)).and_then(|number| Some((*number, forms.get(*number)?)));
                    match form {
                        Some((number, form)) => content.form(number, form.size[1]),
                        None => content.marks(block)?,
                    }
                }
            }
        }
        unpacked.push(content.finish());
        if unpacked.len() == ROUND || index + 1 == pages.len() {
            // Packing is most of the work and needs nothing of the other pages.
            let packed: Result<Vec<_>, _> = unpacked.par_iter().map(|content| pack(content)).collect();
            streams.extend(packed?);
            unpacked.clear();
        }
    }

    let mut document = skeleton(title, width, height);
    let fonts = subsets.embed(&mut document)?;
    fill(&mut document, pages, streams, forms, fonts, &images)?;
    finish(document, title)
}

/// A block that several pages draw alike, and the page it was written for.
struct Form {
    content: Vec<u8>,
    size: [f32; 2],
}

/// The document as printpdf writes it, with one page to be replaced.
fn skeleton(title: &str, width: f32, height: f32) -> Document {
    let mut made = PdfDocument::new(title);
    made.pages.push(PdfPage::new(Mm(width * 25.4 / 72.0), Mm(height * 25.4 / 72.0), Vec::new()));
    printpdf::serialize::to_lopdf_doc(&made, &PdfSaveOptions::default(), &mut Vec::new())
}

fn fill(
    document: &mut Document,
    pages: &[Page],
    streams: Vec<Vec<u8>>,
    forms: Vec<Form>,
    fonts: ObjectId,
    images: &Images<'_>,
) -> Result<(), PaperError> {
    let assembly = |_| PaperError::Assembly;
    let specimen = document.page_iter().next().ok_or(PaperError::Assembly)?;
    let tree = document.catalog().and_then(|catalog| catalog.get(b"Pages")?.as_reference()).map_err(assembly)?;
    let page = document.get_dictionary(specimen).map_err(assembly)?;
    let old_resources = page.get(b"Resources").and_then(Object::as_reference).map_err(assembly)?;
    let old_contents = page.get(b"Contents").and_then(Object::as_reference).map_err(assembly)?;
    let old = document.get_dictionary(old_resources).map_err(assembly)?;
    let unused: Vec<_> = [b"Font".as_slice(), b"XObject", b"ExtGState", b"Shading"]
        .iter()
        .filter_map(|key| old.get(key).and_then(Object::as_reference).ok())
        .collect();
    for id in unused.into_iter().chain([specimen, old_contents]) {
        document.objects.remove(&id);
    }
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            squeeze(stream)?;
        }
    }

    let size = |[width, height]: [f32; 2]| vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)];
    let mut named = images.embed(document)?;
    let mut inside = dictionary! { "Font" => fonts };
    if !named.is_empty() {
        inside.set("XObject", named.clone());
    }
    for (index, form) in forms.into_iter().enumerate() {
        let bounds = size(form.size);
        let mut stream = Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds, "Resources" => inside.clone() },
            form.content,
        );
        squeeze(&mut stream)?;
        named.set(format!("X{index}"), document.add_object(stream));
    }
    let mut resources = dictionary! { "Font" => fonts };
    if !named.is_empty() {
        resources.set("XObject", named);
    }
    document.objects.insert(old_resources, Object::Dictionary(resources));

    let mut kids = Vec::with_capacity(pages.len());
    // Resources are inherited by every page, and so is the size of the first.
    let first = pages.first().map(|page| [page.width, page.height]).unwrap_or_default();
    for (page, packed) in pages.iter().zip(streams) {
        let contents = document.add_object(Stream::new(dictionary! { "Filter" => "FlateDecode" }, packed));
        let mut entries = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => contents };
        #[allow(clippy::float_cmp)] // the very same numbers, or another sheet
        if [page.width, page.height] != first {
            entries.set("MediaBox", size([page.width, page.height]));
        }
        kids.push(document.add_object(entries).into());
    }
    let count = i64::try_from(kids.len()).unwrap_or(0);
    let bounds = size(first);
    let node = dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids, "MediaBox" => bounds, "Resources" => old_resources };
    document.objects.insert(tree, Object::Dictionary(node));
    Ok(())
}

fn finish(mut document: Document, title: &str) -> Result<Vec<u8>, PaperError> {
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(|_| PaperError::Assembly)?;
    let mut utf16 = vec![0xfe, 0xff];
    utf16.extend(title.encode_utf16().flat_map(u16::to_be_bytes));
    let text = |bytes: &[u8]| Object::String(bytes.to_vec(), StringFormat::Literal);
    document.objects.insert(
        info,
        Object::Dictionary(dictionary! {
            "Title" => text(&utf16), "Creator" => text(b"Counterfoil"), "Producer" => text(b"Counterfoil")
        }),
    );
    let mut sum = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            for chunk in stream.content.chunks(8) {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                sum = (sum ^ u128::from(u64::from_le_bytes(word)))
                    .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
            }
        }
    }
    let id = Object::String(sum.to_be_bytes().to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    "1.5".clone_into(&mut document.version);
    document.renumber_objects();
    let mut bytes = Vec::new();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    document.save_with_options(&mut bytes, options).map_err(|_| PaperError::Assembly)?;
    Ok(bytes)
}

/// Deflate (RFC 1950) at a fixed level.
pub(super) fn pack(bytes: &[u8]) -> Result<Vec<u8>, PaperError> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|_| PaperError::Assembly)
}

fn squeeze(stream: &mut Stream) -> Result<(), PaperError> {
    if stream.dict.has(b"Filter") {
        return Ok(());
    }
    let packed = pack(&stream.content)?;
    stream.dict.set("Filter", "FlateDecode");
    stream.set_content(packed);
    Ok(())
}
