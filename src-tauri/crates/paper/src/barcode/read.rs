//! Reading codes: a grid just drawn, or a whole raster.

use rxing::common::BitMatrix;
use rxing::datamatrix::decoder::Decoder as DataMatrixDecoder;
use rxing::qrcode::decoder::qrcode_decoder;
use rxing::{BarcodeFormat, DecodeHints};

use super::CodeFormat;
use super::draw::{Content, rxing_format};
use super::runs::Grid;

/// Dots per module in the picture that image decoders are shown.
const DOTS: u32 = 3;
/// Height of bars in that picture, in modules.
const BAR_ROWS: u32 = 12;

/// True when a decoder reads exactly the content from the grid.
pub(crate) fn reads_as(format: CodeFormat, grid: &Grid, content: &Content) -> bool {
    let text = match format {
        // A matrix is read module by module; finding it in a picture is the raster's test.
        CodeFormat::Qr => qrcode_decoder::decode_bitmatrix(&matrix(grid)).map(|read| read.getText().to_owned()).ok(),
        CodeFormat::DataMatrix => {
            DataMatrixDecoder::new().decode(&matrix(grid)).map(|read| read.getText().to_owned()).ok()
        }
        CodeFormat::Aztec
        | CodeFormat::AztecBytes
        | CodeFormat::Pdf417
        | CodeFormat::Code128
        | CodeFormat::Code39
        | CodeFormat::Ean13
        | CodeFormat::Itf => return shows(format, picture(grid, format.quiet_zone()), content),
    };
    text.is_some_and(|text| same(content, &text))
}

/// A picture of 8-bit luminance, row by row.
pub(crate) struct Picture {
    pub(crate) luma: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Picture {
    /// Undoes a quarter turn: what lies at the foot of the left side becomes the upper left corner.
    pub(crate) fn upright(&self) -> Self {
        let (width, height) = (self.width as usize, self.height as usize);
        let mut luma = Vec::with_capacity(self.luma.len());
        for x in 0..width {
            luma.extend((0..height).rev().map(|y| self.luma.get(y * width + x).copied().unwrap_or(255)));
        }
        Self { luma, width: self.height, height: self.width }
    }
}

/// True when a decoder finds exactly the content in the picture, which shows nothing else.
pub(crate) fn shows(format: CodeFormat, picture: Picture, content: &Content) -> bool {
    let mut hints = DecodeHints { PureBarcode: Some(!format.is_linear()), ..DecodeHints::default() };
    match content {
        Content::Bytes(_) => hints.CharacterSet = Some("ISO-8859-1".to_owned()),
        Content::Text(text) => hints.AllowedLengths = Some(vec![u32::try_from(text.len()).unwrap_or(0)]),
    }
    let Picture { luma, width, height } = picture;
    rxing::helpers::detect_in_luma_with_hints(luma, width, height, Some(rxing_format(format)), &mut hints)
        .is_ok_and(|read| same(content, read.getText()))
}

fn same(content: &Content, text: &str) -> bool {
    match content {
        Content::Text(wanted) => wanted == text,
        Content::Bytes(wanted) => {
            let mut letters = text.chars();
            wanted.iter().all(|byte| letters.next() == Some(char::from(*byte))) && letters.next().is_none()
        }
    }
}

/// The code in a picture of 8-bit luminance, with the format's name in rxing's words and its text.
pub(crate) fn read_luma(luma: Vec<u8>, width: u32, height: u32) -> Option<(BarcodeFormat, String)> {
    let mut hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let read = rxing::helpers::detect_in_luma_with_hints(luma, width, height, None, &mut hints).ok()?;
    Some((*read.getBarcodeFormat(), read.getText().to_owned()))
}

/// Our name for a decoder's format; `None` for one that is not drawn here. Bytes in Aztec are Aztec.
pub(crate) fn format_of(format: BarcodeFormat) -> Option<CodeFormat> {
    match format {
        BarcodeFormat::QR_CODE => Some(CodeFormat::Qr),
        BarcodeFormat::AZTEC => Some(CodeFormat::Aztec),
        BarcodeFormat::DATA_MATRIX => Some(CodeFormat::DataMatrix),
        BarcodeFormat::PDF_417 => Some(CodeFormat::Pdf417),
        BarcodeFormat::CODE_128 => Some(CodeFormat::Code128),
        BarcodeFormat::CODE_39 => Some(CodeFormat::Code39),
        BarcodeFormat::EAN_13 => Some(CodeFormat::Ean13),
        BarcodeFormat::ITF => Some(CodeFormat::Itf),
        _ => None,
    }
}

fn matrix(grid: &Grid) -> BitMatrix {
    let rows: Vec<Vec<bool>> = (0..grid.rows).map(|y| grid.row(y).to_vec()).collect();
    BitMatrix::parse_bools(&rows)
}

fn picture(grid: &Grid, quiet: u32) -> Picture {
    let rows = if grid.rows == 1 { BAR_ROWS } else { grid.rows };
    let width = (grid.columns + 2 * quiet) * DOTS;
    let height = (rows + 2 * quiet) * DOTS;
    let mut luma = vec![255_u8; (width * height) as usize];
    for y in 0..rows * DOTS {
        let source = grid.row(if grid.rows == 1 { 0 } else { y / DOTS });
        let start = ((y + quiet * DOTS) * width + quiet * DOTS) as usize;
        for (x, dark) in source.iter().enumerate() {
            if *dark {
                let from = start + x * DOTS as usize;
                luma[from..from + DOTS as usize].fill(0);
            }
        }
    }
    Picture { luma, width, height }
}
