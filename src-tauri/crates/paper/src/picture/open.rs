//! Files to luminance: PNG (ISO/IEC 15948), JPEG (ISO/IEC 10918-1), PGM (netpbm, `P5` and `P2`).
//!
//! A header is believed only after its size was held against the limit: a file of a hundred bytes can ask for gigabytes.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::MAX_PICTURE_DOTS;
use crate::error::{PaperError, PictureFault};

/// A picture as luminance, row by row, 0 black to 255 white.
pub(crate) struct Luma {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dots: Vec<u8>,
}

pub(super) fn picture(bytes: &[u8]) -> Result<Luma, PaperError> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return png(bytes);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return jpeg(bytes);
    }
    if bytes.starts_with(b"P5") || bytes.starts_with(b"P2") {
        return pgm(bytes).ok_or(BROKEN)?;
    }
    Err(PaperError::Picture { fault: PictureFault::UnknownKind })
}

const BROKEN: PaperError = PaperError::Picture { fault: PictureFault::Broken };

/// The number of dots, when it is within the limit.
fn area(width: u32, height: u32) -> Result<usize, PaperError> {
    let dots = u64::from(width) * u64::from(height);
    if dots == 0 {
        return Err(BROKEN);
    }
    if dots > MAX_PICTURE_DOTS {
        return Err(PaperError::Picture { fault: PictureFault::TooManyDots { width, height } });
    }
    usize::try_from(dots).map_err(|_| BROKEN)
}

/// ITU-R BT.601 on white paper.
fn weigh(red: u8, green: u8, blue: u8, alpha: u8) -> u8 {
    let ink = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    let alpha = u32::from(alpha);
    let light = (ink * alpha + 255_000 * (255 - alpha)) / 255_000;
    u8::try_from(light).unwrap_or(u8::MAX)
}

fn png(bytes: &[u8]) -> Result<Luma, PaperError> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_limits(png::Limits { bytes: 4 * super::MAX_PICTURE });
    let header = decoder.read_header_info().map_err(|_| BROKEN)?;
    let (width, height) = (header.width, header.height);
    let dots = area(width, height)?;
    let mut reader = decoder.read_info().map_err(|_| BROKEN)?;
    let mut data = vec![0; reader.output_buffer_size().ok_or(BROKEN)?];
    reader.next_frame(&mut data).map_err(|_| BROKEN)?;
    let dots: Vec<u8> = match reader.output_color_type().0 {
        png::ColorType::Grayscale => data,
        png::ColorType::GrayscaleAlpha => {
            data.as_chunks().0.iter().map(|[light, alpha]| weigh(*light, *light, *light, *alpha)).collect()
        }
        png::ColorType::Rgb => data.as_chunks().0.iter().map(|[r, g, b]| weigh(*r, *g, *b, u8::MAX)).collect(),
        png::ColorType::Rgba => data.as_chunks().0.iter().map(|[r, g, b, a]| weigh(*r, *g, *b, *a)).collect(),
        png::ColorType::Indexed => return Err(BROKEN),
    }
    .into_iter()
    .take(dots)
    .collect();
    whole(width, height, dots)
}

fn jpeg(bytes: &[u8]) -> Result<Luma, PaperError> {
    let side = usize::from(u16::MAX);
    let options =
        DecoderOptions::default().set_max_width(side).set_max_height(side).jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| BROKEN)?;
    let info = decoder.info().ok_or(BROKEN)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    area(width, height)?;
    // What is in four inks comes out in colour.
    let four = matches!(decoder.input_colorspace(), Some(ColorSpace::CMYK | ColorSpace::YCCK));
    if four {
        decoder.set_options(options.jpeg_set_out_colorspace(ColorSpace::RGB));
    }
    let data = decoder.decode().map_err(|_| BROKEN)?;
    let dots =
        if four { data.as_chunks().0.iter().map(|[r, g, b]| weigh(*r, *g, *b, u8::MAX)).collect() } else { data };
    whole(width, height, dots)
}

/// `None` when it is broken.
fn pgm(bytes: &[u8]) -> Option<Result<Luma, PaperError>> {
    let mut rest = bytes.get(2..)?;
    let width = number(&mut rest)?;
    let height = number(&mut rest)?;
    let most = number(&mut rest)?;
    if !(1..=65_535).contains(&most) {
        return None;
    }
    let dots = match area(width, height) {
        Ok(dots) => dots,
        Err(error) => return Some(Err(error)),
    };
    let scale = |value: u32| u8::try_from(value.min(most) * 255 / most).unwrap_or(u8::MAX);
    let light: Vec<u8> = if bytes.starts_with(b"P2") {
        let mut light = Vec::new();
        for _ in 0..dots {
            light.push(scale(number(&mut rest)?));
        }
        light
    } else {
        // One blank ends the header.
        let data = rest.get(1..)?;
        if most < 256 {
            data.iter().take(dots).map(|value| scale(u32::from(*value))).collect()
        } else {
            let pairs = data.as_chunks().0.iter().take(dots);
            pairs.map(|pair| scale(u32::from(u16::from_be_bytes(*pair)))).collect()
        }
    };
    Some(whole(width, height, light))
}

/// A decimal number after blanks and comments.
fn number(rest: &mut &[u8]) -> Option<u32> {
    loop {
        match rest.first()? {
            b'#' => *rest = rest.get(rest.iter().position(|byte| *byte == b'\n')?..)?,
            byte if byte.is_ascii_whitespace() => *rest = rest.get(1..)?,
            _ => break,
        }
    }
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, after) = rest.split_at_checked(length)?;
    *rest = after;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// A picture that has all its dots.
fn whole(width: u32, height: u32, dots: Vec<u8>) -> Result<Luma, PaperError> {
    let picture = Luma { width, height, dots };
    if picture.dots.len() == area(width, height)? { Ok(picture) } else { Err(BROKEN) }
}
