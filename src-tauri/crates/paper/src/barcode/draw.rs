//! Payload to grid, by the encoders of rxing; what a symbology cannot carry is refused in words first.

use base64::Engine as _;
use rxing::aztec::encoder::aztec_encoder;
use rxing::common::BitMatrix;
use rxing::datamatrix::encoder::SymbolShapeHint;
use rxing::pdf417::encoder::PDF417;
use rxing::qrcode::common::ErrorCorrectionLevel;
use rxing::qrcode::encoder::qrcode_encoder;
use rxing::{BarcodeFormat, EncodeHints, Exceptions, MultiFormatWriter, Writer};

use super::CodeFormat;
use super::runs::Grid;
use crate::error::PaperError;

/// Percent of an Aztec symbol that is error correction (ISO/IEC 24778 recommends 23 and more).
const AZTEC_CORRECTION: u32 = 33;

/// A payload in the form its symbology takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Text(String),
    Bytes(Vec<u8>),
}

impl Content {
    /// Holds the payload against the symbology's repertoire and length.
    pub(crate) fn check(format: CodeFormat, payload: &str) -> Result<Self, PaperError> {
        let no = |reason: &str| Err(PaperError::CodeNotDrawable { format, reason: reason.to_owned() });
        if payload.is_empty() {
            return no("it is empty");
        }
        let digits = payload.bytes().all(|byte| byte.is_ascii_digit());
        match format {
            CodeFormat::Qr | CodeFormat::Pdf417 | CodeFormat::DataMatrix | CodeFormat::Aztec => {
                if format == CodeFormat::Pdf417 && !payload.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
                    return no("only printable ASCII characters read back reliably");
                }
                let latin = payload.chars().all(|letter| u32::from(letter) < 0x100);
                if !latin && matches!(format, CodeFormat::DataMatrix | CodeFormat::Aztec) {
                    return no("only characters of ISO 8859-1 are possible");
                }
            }
            CodeFormat::AztecBytes => {
                let bytes = base64::engine::general_purpose::STANDARD.decode(payload.trim());
                return match bytes {
                    Ok(bytes) if !bytes.is_empty() => Ok(Self::Bytes(bytes)),
                    Ok(_) => no("it is empty"),
                    Err(_) => no("the payload is not base64"),
                };
            }
            CodeFormat::Code128 => {
                if !payload.is_ascii() {
                    return no("only ASCII characters are possible");
                }
                if payload.len() > 80 {
                    return no("it is longer than 80 characters");
                }
            }
            CodeFormat::Code39 => {
                if !payload.bytes().all(|byte| byte.is_ascii_uppercase() || b"0123456789-. $/+%".contains(&byte)) {
                    return no("only capitals, digits, space and - . $ / + % are possible");
                }
                if payload.len() > 80 {
                    return no("it is longer than 80 characters");
                }
            }
            CodeFormat::Ean13 => {
                if !digits || !matches!(payload.len(), 12 | 13) {
                    return no("it needs 12 digits, or 13 with the check digit");
                }
                let check = check_digit(&payload[..12]);
                if payload.as_bytes().get(12).is_some_and(|last| *last != check) {
                    return no("its check digit is wrong");
                }
                return Ok(Self::Text(format!("{}{}", &payload[..12], char::from(check))));
            }
            CodeFormat::Itf => {
                if !digits {
                    return no("only digits are possible");
                }
                if payload.len() % 2 == 1 {
                    return no("it needs an even number of digits");
                }
                if !(6..=80).contains(&payload.len()) {
                    return no("it needs 6 to 80 digits");
                }
            }
        }
        Ok(Self::Text(payload.to_owned()))
    }
}

/// GS1 modulo 10, as an ASCII digit.
fn check_digit(digits: &str) -> u8 {
    let sum: u32 =
        digits.bytes().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    b'0' + u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

/// The symbol of a checked payload, one row for bars.
pub(crate) fn draw(format: CodeFormat, content: &Content) -> Result<Grid, PaperError> {
    let too_long = || PaperError::CodeNotDrawable { format, reason: "it is too long for this symbology".to_owned() };
    let refused = |_: Exceptions| too_long();
    match (format, content) {
        (CodeFormat::Qr, Content::Text(text)) => {
            let code = qrcode_encoder::encode(text, ErrorCorrectionLevel::M).map_err(refused)?;
            let matrix = code.getMatrix().as_ref().ok_or(PaperError::CodeNotReadable { format })?;
            let (columns, rows) = (matrix.getWidth(), matrix.getHeight());
            let dark = (0..rows).flat_map(|y| (0..columns).map(move |x| matrix.get(x, y) == 1)).collect();
            Ok(Grid { columns, rows, dark })
        }
        (CodeFormat::Pdf417, Content::Text(text)) => {
            // Narrow for a stub when the payload is short enough, otherwise as wide as it takes.
            [4, 30].into_iter().find_map(|columns| pdf417(text, columns)).ok_or_else(too_long)
        }
        (_, Content::Bytes(bytes)) => {
            let code = aztec_encoder::encode_bytes(bytes, AZTEC_CORRECTION, 0).map_err(refused)?;
            Ok(grid(code.getMatrix()))
        }
        (_, Content::Text(text)) => {
            let hints = EncodeHints {
                Margin: Some("0".to_owned()),
                DataMatrixShape: Some(SymbolShapeHint::FORCE_SQUARE),
                ErrorCorrection: match format {
                    CodeFormat::Aztec => Some(AZTEC_CORRECTION.to_string()),
                    _ => None,
                },
                ..EncodeHints::default()
            };
            let matrix =
                MultiFormatWriter.encode_with_hints(text, &rxing_format(format), 0, 0, &hints).map_err(refused)?;
            let whole = grid(&matrix);
            Ok(if format.is_linear() { single_row(&whole) } else { whole })
        }
    }
}

/// Error correction level of PDF417; 3 gives 16 codewords.
const PDF417_CORRECTION: u32 = 3;
/// Height of a PDF417 row in modules; the standard asks for at least 3.
const PDF417_ROW: usize = 3;

/// A symbol of at most so many columns of codewords; `None` when these are too few.
pub(crate) fn pdf417(text: &str, most_columns: u32) -> Option<Grid> {
    let mut encoder = PDF417::new();
    encoder.setDimensions(most_columns, 1, 90, 3);
    encoder.generateBarcodeLogic(text, PDF417_CORRECTION).ok()?;
    let mut rows = encoder.getBarcodeMatrix().as_ref()?.getScaledMatrix(1, PDF417_ROW);
    // The encoder counts its rows from the foot.
    rows.reverse();
    let columns = u32::try_from(rows.first()?.len()).ok()?;
    Some(Grid {
        columns,
        rows: u32::try_from(rows.len()).ok()?,
        dark: rows.concat().into_iter().map(|module| module == 1).collect(),
    })
}

pub(crate) fn rxing_format(format: CodeFormat) -> BarcodeFormat {
    match format {
        CodeFormat::Qr => BarcodeFormat::QR_CODE,
        CodeFormat::Aztec | CodeFormat::AztecBytes => BarcodeFormat::AZTEC,
        CodeFormat::DataMatrix => BarcodeFormat::DATA_MATRIX,
        CodeFormat::Pdf417 => BarcodeFormat::PDF_417,
        CodeFormat::Code128 => BarcodeFormat::CODE_128,
        CodeFormat::Code39 => BarcodeFormat::CODE_39,
        CodeFormat::Ean13 => BarcodeFormat::EAN_13,
        CodeFormat::Itf => BarcodeFormat::ITF,
    }
}

fn grid(matrix: &BitMatrix) -> Grid {
    let (columns, rows) = (matrix.getWidth(), matrix.getHeight());
    let dark = (0..rows).flat_map(|y| (0..columns).map(move |x| matrix.get(x, y))).collect();
    Grid { columns, rows, dark }
}

/// The bars without the white that some encoders add left and right.
fn single_row(grid: &Grid) -> Grid {
    let row = grid.row(0);
    let first = row.iter().position(|dark| *dark).unwrap_or(0);
    let last = row.iter().rposition(|dark| *dark).unwrap_or(0);
    let dark: Vec<bool> = row.get(first..=last).unwrap_or(&[]).to_vec();
    Grid { columns: u32::try_from(dark.len()).unwrap_or(0), rows: 1, dark }
}
