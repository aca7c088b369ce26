//! Scanners: zxing-cpp in a process of its own, and the library that also draws the codes. Like one at a gate they look
//! more than once; all looks see the same paper.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

use counterfoil_paper::{CodeFormat, Raster};
use rxing::DecodeHints;

use crate::payloads::Payload;

/// White paper around a code, in dots, as a scanner sees it.
pub(crate) const AROUND: u32 = 12;

/// Luminance, row by row.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) dots: Vec<u8>,
}

impl Picture {
    pub(crate) fn of(raster: &Raster) -> Self {
        Self { width: raster.width() as usize, height: raster.height() as usize, dots: raster.luma() }
    }

    /// Through a lens that does not see single dots: each is mixed with its neighbours, a half, a quarter, a quarter,
    /// across and down.
    pub(crate) fn softened(&self) -> Self {
        let mixed = |a: u8, b: u8, c: u8| {
            u8::try_from((u16::from(a) + 2 * u16::from(b) + u16::from(c) + 2) / 4).unwrap_or(u8::MAX)
        };
        let mut across = self.dots.clone();
        for (row, soft) in self.dots.chunks(self.width).zip(across.chunks_mut(self.width)) {
            for (three, dot) in row.windows(3).zip(&mut soft[1..]) {
                *dot = mixed(three[0], three[1], three[2]);
            }
        }
        let mut dots = across.clone();
        for at in self.width..across.len().saturating_sub(self.width) {
            dots[at] = mixed(across[at - self.width], across[at], across[at + self.width]);
        }
        Self { dots, ..*self }
    }

    /// `by` × `by` dots become one.
    fn smaller(&self, by: usize) -> Self {
        let (width, height) = (self.width / by, self.height / by);
        let mut dots = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let rows = (y * by..(y + 1) * by).flat_map(|line| &self.dots[line * self.width + x * by..][..by]);
                let sum: usize = rows.map(|dot| usize::from(*dot)).sum();
                dots.push(u8::try_from(sum / (by * by)).unwrap_or(u8::MAX));
            }
        }
        Self { width, height, dots }
    }
}

/// How a scanner looks, in this order until it reads something: through its lens; from further away, where several dots
/// become one; with the sharpest eye; out of focus; from the other side.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Look {
    Soft,
    Away(usize),
    Sharp,
    Softer,
    Turned,
}

pub(crate) const LOOKS: [Look; 8] =
    [Look::Soft, Look::Away(2), Look::Away(3), Look::Sharp, Look::Softer, Look::Turned, Look::Away(4), Look::Away(6)];

impl Look {
    /// As far away that a module of so many dots is four of them wide.
    pub(crate) fn from_afar(module: usize) -> Self {
        if module < 8 { Self::Soft } else { Self::Away(module / 4) }
    }

    pub(crate) fn at(self, picture: &Picture) -> Picture {
        match self {
            Self::Soft => picture.softened(),
            Self::Away(dots) => picture.smaller(dots),
            Self::Sharp => picture.clone(),
            Self::Softer => picture.softened().softened(),
            Self::Turned => {
                let mut turned = picture.softened();
                turned.dots.reverse();
                turned
            }
        }
    }
}

/// A code as it was read: its text, and its bytes where the decoder tells them apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) text: String,
    pub(crate) bytes: Option<Vec<u8>>,
}

impl Read {
    pub(crate) fn says(&self, payload: &Payload) -> bool {
        match (&payload.bytes, &self.bytes) {
            (Some(wanted), Some(bytes)) => wanted == bytes,
            // Without them every byte is a character of ISO 8859-1.
            (Some(wanted), None) => wanted.iter().map(|byte| char::from(*byte)).eq(self.text.chars()),
            (None, _) => self.text == payload.text,
        }
    }
}

/// zxing-cpp at the end of a line.
pub(crate) struct Scanner {
    child: Child,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Scanner {
    pub(crate) fn new() -> Self {
        let python = std::env::var("COUNTERFOIL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let mut child = Command::new(python)
            .args(["-c", include_str!("../scanner.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("install it: scripts/setup.sh python");
        let answers = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, answers }
    }

    /// What a look shows in every picture.
    pub(crate) fn read(&mut self, pictures: &[Picture]) -> Vec<Option<Read>> {
        let mut line = self.child.stdin.take().unwrap();
        let (answers, line) = std::thread::scope(|scope| {
            // It answers while it is still being fed.
            let feeding = scope.spawn(|| {
                for picture in pictures {
                    let side = |side: usize| u32::try_from(side).unwrap().to_le_bytes();
                    line.write_all(&[side(picture.width), side(picture.height)].concat()).unwrap();
                    line.write_all(&picture.dots).unwrap();
                }
                line.flush().unwrap();
                line
            });
            let answers: Vec<String> = pictures
                .iter()
                .map(|_| self.answers.next().expect("install it: scripts/setup.sh python").unwrap())
                .collect();
            (answers, feeding.join().unwrap())
        });
        self.child.stdin = Some(line);
        answers.iter().map(|answer| single(answer)).collect()
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn single(answer: &str) -> Option<Read> {
    let plain = |digits: &str| -> Vec<u8> {
        (0..digits.len() / 2).map(|at| u8::from_str_radix(&digits[2 * at..][..2], 16).unwrap()).collect()
    };
    let (text, bytes) = answer.split_once(':')?;
    Some(Read { text: String::from_utf8(plain(text)).unwrap(), bytes: Some(plain(bytes)) })
}

/// What the library that draws the codes reads; told the format, as its slow search for all of them is not what is proven.
pub(crate) fn own(picture: Picture, format: CodeFormat) -> Option<Read> {
    let mut hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let format = match format {
        CodeFormat::Qr => rxing::BarcodeFormat::QR_CODE,
        CodeFormat::Aztec | CodeFormat::AztecBytes => rxing::BarcodeFormat::AZTEC,
        CodeFormat::DataMatrix => rxing::BarcodeFormat::DATA_MATRIX,
        CodeFormat::Pdf417 => rxing::BarcodeFormat::PDF_417,
        CodeFormat::Code128 => rxing::BarcodeFormat::CODE_128,
        CodeFormat::Code39 => rxing::BarcodeFormat::CODE_39,
        CodeFormat::Ean13 => rxing::BarcodeFormat::EAN_13,
        CodeFormat::Itf => rxing::BarcodeFormat::ITF,
    };
    let (width, height) = (picture.width as u32, picture.height as u32);
    let read = rxing::helpers::detect_in_luma_with_hints(picture.dots, width, height, Some(format), &mut hints).ok()?;
    Some(Read { text: read.getText().to_owned(), bytes: None })
}
