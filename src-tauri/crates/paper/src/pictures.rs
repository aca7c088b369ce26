//! Pictures on tickets: read, scaled to the dots they are printed with, on one-bit media turned into black and white.

use std::io::Cursor;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, ImageReader, Limits, RgbImage, imageops};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::design::{Element, Layout, PictureRole, Rotation};
use crate::error::{PictureProblem, Warning};
use crate::marks::MM;
use crate::style::Pictures;

/// Largest file, in bytes: 10 MiB.
const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// Most dots of a picture on one side.
const LONGEST_SIDE: u32 = 12_000;
/// Most memory that reading a picture may take, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;
/// A photograph needs no more dots per inch on paper, a drawing does.
const PHOTO_DPI: f32 = 220.0;
const DRAWING_DPI: f32 = 300.0;
/// Quality of a photograph in the PDF, of 100.
const JPEG_QUALITY: u8 = 85;

/// A picture as it is printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Dots across and down.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dots: Dots,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Dots {
    /// Red, green and blue of every dot, and the file of a photograph (ISO/IEC 10918-1).
    Color { rgb: Vec<u8>, jpeg: Option<Vec<u8>> },
    /// Rows of whole bytes, the highest bit first; one is white.
    OneBit(Vec<u8>),
}

/// A picture in its place: its size in points.
#[derive(Debug, Clone)]
pub(crate) struct Fitted {
    pub(crate) picture: Arc<Picture>,
    pub(crate) w: f32,
    pub(crate) h: f32,
}

/// The pictures of a layout, by element; and what is wrong with those that cannot be printed.
#[derive(Debug, Default)]
pub(crate) struct Gallery {
    pub(crate) by_element: Vec<Option<Fitted>>,
    /// The logo at the head of the card.
    pub(crate) head: Option<Fitted>,
    pub(crate) warnings: Vec<Warning>,
}

/// Room for the logo at the head of the card, in points.
pub(crate) const HEAD_ROOM: (f32, f32) = (46.0 * MM, 11.0 * MM);

impl Gallery {
    pub(crate) fn new(layout: &Layout, pictures: &Pictures) -> Self {
        let mut gallery = Self::default();
        let mut read = |role: PictureRole, file: &Option<Vec<u8>>| {
            let file = file.as_ref()?;
            match Source::read(file) {
                Ok(source) => Some(source),
                Err(problem) => {
                    gallery.warnings.push(Warning::Picture { picture: role, problem });
                    None
                }
            }
        };
        let logo = read(PictureRole::Logo, &pictures.logo);
        let product = read(PictureRole::Product, &pictures.product);
        let dot = layout.media().kind.is_one_bit().then(|| layout.media().dot());
        gallery.by_element = layout
            .elements()
            .iter()
            .map(|element| match element {
                Element::Picture(place) => {
                    let source = match place.shows {
                        PictureRole::Logo => logo.as_ref(),
                        PictureRole::Product => product.as_ref(),
                    };
                    source?.fit((place.at.w * MM, place.at.h * MM), place.rotation, dot)
                }
                _ => None,
            })
            .collect();
        gallery.head = logo.and_then(|logo| logo.fit(HEAD_ROOM, Rotation::None, dot));
        gallery
    }
}

/// Reads a picture as a layout would, and gives it back as PNG with its width and height.
pub(crate) fn check(file: &[u8]) -> Result<(Vec<u8>, u32, u32), PictureProblem> {
    let source = Source::read(file)?;
    let (width, height) = source.image.dimensions();
    let mut png = Vec::new();
    source.image.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).map_err(|_| PictureProblem::Broken)?;
    Ok((png, width, height))
}

/// A picture as it was given: upright, on white.
struct Source {
    image: RgbImage,
    photo: bool,
}

impl Source {
    fn read(file: &[u8]) -> Result<Self, PictureProblem> {
        if file.len() > LARGEST_FILE {
            return Err(PictureProblem::TooLarge);
        }
        let (image, photo) = if file.starts_with(&[0xff, 0xd8]) {
            (jpeg(file)?, true)
        } else if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            (png(file)?, false)
        } else {
            return Err(PictureProblem::UnknownKind);
        };
        Ok(Self { image, photo })
    }

    /// The picture as large as the room allows; not enlarged beyond 72 of its dots per inch. `dot`: points per dot of a
    /// one-bit medium.
    fn fit(&self, room: (f32, f32), rotation: Rotation, dot: Option<f32>) -> Option<Fitted> {
        let turned = match rotation {
            Rotation::None => None,
            Rotation::Quarter => Some(imageops::rotate90(&self.image)),
            Rotation::Half => Some(imageops::rotate180(&self.image)),
            Rotation::ThreeQuarters => Some(imageops::rotate270(&self.image)),
        };
        let image = turned.as_ref().unwrap_or(&self.image);
        let (wide, high) = (points(image.width()), points(image.height()));
        let scale = (room.0 / wide).min(room.1 / high).min(1.0);
        let (w, h) = (wide * scale, high * scale);
        let dpi = if self.photo { PHOTO_DPI } else { DRAWING_DPI };
        // One-bit media have no dots to spare; others take what the picture has.
        let (width, height) = match dot {
            Some(dot) => (dots(w / dot), dots(h / dot)),
            None => (dots(w * dpi / 72.0).min(image.width()), dots(h * dpi / 72.0).min(image.height())),
        };
        let scaled = if (width, height) == image.dimensions() {
            image.clone()
        } else {
            imageops::resize(image, width, height, imageops::FilterType::CatmullRom)
        };
        let dots = if dot.is_some() {
            one_bit(&scaled)
        } else {
            let jpeg = if self.photo { Some(photograph(&scaled)?) } else { None };
            Dots::Color { rgb: scaled.into_raw(), jpeg }
        };
        let (w, h) = dot.map_or((w, h), |dot| (points(width) * dot, points(height) * dot));
        Some(Fitted { picture: Arc::new(Picture { width, height, dots }), w, h })
    }
}

fn png(file: &[u8]) -> Result<RgbImage, PictureProblem> {
    let mut reader = ImageReader::with_format(Cursor::new(file), image::ImageFormat::Png);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST_SIDE), Some(LONGEST_SIDE));
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let image = reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => PictureProblem::TooLarge,
        _ => PictureProblem::Broken,
    })?;
    Ok(on_white(&image))
}

/// Without the processor's own instructions, which may round differently from machine to machine.
fn jpeg(file: &[u8]) -> Result<RgbImage, PictureProblem> {
    let side = LONGEST_SIDE as usize;
    let options = DecoderOptions::default()
        .set_max_width(side)
        .set_max_height(side)
        .set_use_unsafe(false)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(file), options);
    decoder.decode_headers().map_err(|_| PictureProblem::Broken)?;
    let (width, height) = decoder.dimensions().ok_or(PictureProblem::Broken)?;
    if (width * height) as u64 * 12 > MEMORY {
        return Err(PictureProblem::TooLarge);
    }
    let rgb = decoder.decode().map_err(|_| PictureProblem::Broken)?;
    let (width, height) = (u32::try_from(width), u32::try_from(height));
    let image = width.ok().zip(height.ok()).and_then(|(width, height)| RgbImage::from_raw(width, height, rgb));
    let mut image = DynamicImage::ImageRgb8(image.ok_or(PictureProblem::Broken)?);
    if let Some(orientation) = decoder.exif().and_then(|exif| Orientation::from_exif_chunk(exif)) {
        image.apply_orientation(orientation);
    }
    Ok(image.into_rgb8())
}

/// The paper is white, so what shows through is white.
fn on_white(image: &DynamicImage) -> RgbImage {
    let rgba = image.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        let blend = |channel: u8| {
            let sum = u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127;
            u8::try_from(sum / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([blend(red), blend(green), blend(blue)])
    })
}

/// Error diffusion after R. W. Floyd and L. Steinberg.
fn one_bit(image: &RgbImage) -> Dots {
    let mut gray = imageops::grayscale(image);
    imageops::dither(&mut gray, &imageops::BiLevel);
    let stride = gray.width().div_ceil(8) as usize;
    let mut packed = vec![0; stride * gray.height() as usize];
    for (x, y, dot) in gray.enumerate_pixels() {
        if dot.0[0] >= 128
            && let Some(byte) = packed.get_mut(y as usize * stride + x as usize / 8)
        {
            *byte |= 0x80 >> (x % 8);
        }
    }
    Dots::OneBit(packed)
}

fn photograph(image: &RgbImage) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY);
    encoder.encode_image(image).ok()?;
    Some(file)
}

impl Picture {
    /// Red, green and blue of every dot.
    pub(crate) fn rgb(&self) -> RgbImage {
        match &self.dots {
            Dots::Color { rgb, .. } => RgbImage::from_raw(self.width, self.height, rgb.clone()),
            Dots::OneBit(bits) => {
                let stride = self.width.div_ceil(8) as usize;
                Some(RgbImage::from_fn(self.width, self.height, |x, y| {
                    let byte = bits.get(y as usize * stride + x as usize / 8).copied().unwrap_or(0);
                    image::Rgb([if byte & (0x80 >> (x % 8)) == 0 { 0 } else { 255 }; 3])
                }))
            }
        }
        .unwrap_or_default()
    }
}

#[allow(clippy::cast_precision_loss)] // far fewer than 2^24
fn points(dots: u32) -> f32 {
    dots as f32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a length on paper; the cast saturates
fn dots(length: f32) -> u32 {
    (length.round() as u32).max(1)
}
