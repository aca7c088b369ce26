//! How large the parts of a PDF are, before anything unpacks them for good.

use lopdf::{Dictionary, Document, Object, Stream};

use crate::error::PdfFault;

/// Most bytes of all streams together when they are unpacked: 256 MiB.
const MOST_UNPACKED: usize = 256 * 1024 * 1024;
/// Most dots of a picture: A3 at 600 dpi has 70 million.
const MOST_DOTS: u64 = 80_000_000;
/// Most bytes of a function in PostScript, which is worked out for every dot.
const LONGEST_FUNCTION: usize = 4096;
/// Most filters of a stream.
const MOST_FILTERS: usize = 3;
/// Most pages.
const MOST_PAGES: usize = 500;

pub(super) fn inspect(document: &Document) -> Result<(), PdfFault> {
    if document.page_iter().take(MOST_PAGES + 1).count() > MOST_PAGES {
        return Err(PdfFault::TooIntricate);
    }
    let mut left = MOST_UNPACKED;
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            let unpacked = unpacked(stream, left)?;
            left = left.checked_sub(unpacked).ok_or(PdfFault::TooIntricate)?;
            let number = |key: &[u8]| number(document, &stream.dict, key);
            if number(b"FunctionType") == Some(4) && unpacked > LONGEST_FUNCTION {
                return Err(PdfFault::TooIntricate);
            }
            let dots = number(b"Width").unwrap_or(0).saturating_mul(number(b"Height").unwrap_or(0));
            if dots > MOST_DOTS {
                return Err(PdfFault::TooIntricate);
            }
        }
    }
    Ok(())
}

/// An entry that is a whole number, perhaps in an object of its own.
fn number(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<u64> {
    let entry = dictionary.get(key).ok()?;
    let (_, value) = document.dereference(entry).ok()?;
    u64::try_from(value.as_i64().ok()?).ok()
}

/// Bytes of the stream when it is unpacked, at most `left`; for a picture its dots, at least.
fn unpacked(stream: &Stream, left: usize) -> Result<usize, PdfFault> {
    let filters = stream.filters().unwrap_or_default();
    if filters.len() > MOST_FILTERS {
        return Err(PdfFault::TooIntricate);
    }
    let mut data = stream.content.clone();
    for filter in filters {
        data = match filter {
            b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW" | b"ASCII85Decode" | b"A85" => {
                let mut packed = Stream::new(Dictionary::new(), data);
                let name: &[u8] = match filter {
                    b"FlateDecode" | b"Fl" => b"FlateDecode",
                    b"LZWDecode" | b"LZW" => b"LZWDecode",
                    _ => b"ASCII85Decode",
                };
                packed.dict.set("Filter", Object::Name(name.to_vec()));
                match packed.decompressed_content_with_limit(left) {
                    Ok(data) => data,
                    Err(lopdf::Error::Decompress(_)) => return Err(PdfFault::TooIntricate),
                    // Damaged data ends where it is damaged, for the painter as well.
                    Err(_) => return Ok(0),
                }
            }
            // Two bytes become 128 at most.
            b"RunLengthDecode" | b"RL" => {
                let most = data.len().saturating_mul(64);
                if most > left {
                    return Err(PdfFault::TooIntricate);
                }
                return Ok(most);
            }
            b"DCTDecode" | b"DCT" => return picture(jpeg_dots(&data)),
            b"JPXDecode" => return picture(jpx_dots(&data)),
            // Its size is in the dictionary, which is looked at.
            b"CCITTFaxDecode" | b"CCF" | b"ASCIIHexDecode" | b"AHx" => data,
            // What says nowhere at once how large it becomes is not unpacked here.
            _ => return Err(PdfFault::TooIntricate),
        };
    }
    Ok(data.len())
}

fn picture(dots: Option<u64>) -> Result<usize, PdfFault> {
    match dots {
        Some(dots) if dots > MOST_DOTS => Err(PdfFault::TooIntricate),
        // Nothing that can be painted.
        None => Ok(0),
        Some(dots) => usize::try_from(dots).map_err(|_| PdfFault::TooIntricate),
    }
}

/// Dots of a JPEG by the largest of its frame headers (ISO/IEC 10918-1, B.2.2).
fn jpeg_dots(data: &[u8]) -> Option<u64> {
    let frames = data.windows(9).filter(|part| {
        part[0] == 0xff && matches!(part[1], 0xc0..=0xcf) && !matches!(part[1], 0xc4 | 0xc8 | 0xcc) && part[4] == 8
    });
    frames
        .map(|part| {
            u64::from(u16::from_be_bytes([part[5], part[6]])) * u64::from(u16::from_be_bytes([part[7], part[8]]))
        })
        .max()
}

/// Dots of a JPEG 2000 by its size marker (ISO/IEC 15444-1, A.5.1).
fn jpx_dots(data: &[u8]) -> Option<u64> {
    let start = data.windows(4).position(|part| part == [0xff, 0x4f, 0xff, 0x51])? + 8;
    let side = |at: usize| Some(u64::from(u32::from_be_bytes(data.get(start + at..start + at + 4)?.try_into().ok()?)));
    side(0)?.checked_mul(side(4)?)
}
