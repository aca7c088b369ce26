//! Assembling the file.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, SaveOptions, Stream, StringFormat, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use crate::error::PaperError;
use crate::marks::{Layer, Mark, Page};

use super::content::Content;
use super::fonts::Subsets;

/// Writes the pages; `title` becomes the document's title.
pub(crate) fn write(pages: &[Page], title: &str) -> Result<Vec<u8>, PaperError> {
    let mut subsets = Subsets::default();
    let height = pages.first().map_or(0.0, |page| page.height);
    let width = pages.first().map_or(0.0, |page| page.width);

    // Blocks on several pages become forms, numbered by their first appearance.
    let mut seen: HashMap<*const Vec<Mark>, usize> = HashMap::new();
    for layer in pages.iter().flat_map(|page| &page.layers) {
        if let Layer::Shared(block) = layer {
            *seen.entry(Arc::as_ptr(block)).or_default() += 1;
        }
    }
    let mut forms: Vec<Vec<u8>> = Vec::new();
    let mut form_of: HashMap<*const Vec<Mark>, usize> = HashMap::new();
    let mut streams = Vec::with_capacity(pages.len());
    for page in pages {
        for layer in &page.layers {
            let Layer::Shared(block) = layer else { continue };
            let key = Arc::as_ptr(block);
            if seen.get(&key).is_some_and(|times| *times > 1) && !form_of.contains_key(&key) {
                let mut content = Content::new(page.height, &mut subsets);
                content.marks(block)?;
                form_of.insert(key, forms.len());
                forms.push(content.finish());
            }
        }
        let mut content = Content::new(page.height, &mut subsets);
        for layer in &page.layers {
            match layer {
                Layer::Own(marks) => content.marks(marks)?,
                Layer::Shared(block) => match form_of.get(&Arc::as_ptr(block)) {
                    Some(form) => content.form(&format!("X{form}")),
                    None => content.marks(block)?,
                },
            }
        }
        streams.push(pack(&content.finish())?);
    }

    let mut document = skeleton(&subsets, title, width, height)?;
    fill(&mut document, pages, streams, &forms)?;
    finish(document, title)
}

/// The document with its fonts, as printpdf writes it, with one page to be replaced.
fn skeleton(subsets: &Subsets, title: &str, width: f32, height: f32) -> Result<Document, PaperError> {
    let mut made = PdfDocument::new(title);
    let ops = subsets.embed(&mut made)?;
    made.pages.push(PdfPage::new(Mm(width * 25.4 / 72.0), Mm(height * 25.4 / 72.0), ops));
    Ok(printpdf::serialize::to_lopdf_doc(&made, &PdfSaveOptions::default(), &mut Vec::new()))
}

fn fill(document: &mut Document, pages: &[Page], streams: Vec<Vec<u8>>, forms: &[Vec<u8>]) -> Result<(), PaperError> {
    let assembly = |_| PaperError::Assembly;
    let specimen = document.page_iter().next().ok_or(PaperError::Assembly)?;
    let tree = document.catalog().and_then(|catalog| catalog.get(b"Pages")?.as_reference()).map_err(assembly)?;
    let page = document.get_dictionary(specimen).map_err(assembly)?;
    let old_resources = page.get(b"Resources").and_then(Object::as_reference).map_err(assembly)?;
    let old_contents = page.get(b"Contents").and_then(Object::as_reference).map_err(assembly)?;
    let old = document.get_dictionary(old_resources).map_err(assembly)?;
    let fonts = old.get(b"Font").and_then(Object::as_reference).map_err(assembly)?;
    let unused: Vec<_> = [b"XObject".as_slice(), b"ExtGState", b"Shading"]
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

    let size = |page: &Page| vec![0.into(), 0.into(), Object::Real(page.width), Object::Real(page.height)];
    let mut named = Dictionary::new();
    for (index, form) in forms.iter().enumerate() {
        let bounds = pages.first().map(size).unwrap_or_default();
        let mut stream = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds, "Resources" => dictionary! { "Font" => fonts }
            },
            form.clone(),
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
    for packed in streams {
        let contents = document.add_object(Stream::new(dictionary! { "Filter" => "FlateDecode" }, packed));
        kids.push(
            document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => contents }).into(),
        );
    }
    // Size and resources are inherited by every page.
    let count = i64::try_from(kids.len()).unwrap_or(0);
    let bounds = pages.first().map(size).unwrap_or_default();
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
fn pack(bytes: &[u8]) -> Result<Vec<u8>, PaperError> {
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
