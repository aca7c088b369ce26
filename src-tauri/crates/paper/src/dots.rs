//! A page as a printer's head prints it: every dot is ink or paper.

use crate::raster::Raster;

/// How grey becomes black and white. Pure black and pure white stay what they are, so a code keeps its dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// For our own layouts: letters and lines get sharp edges; a pale surface, such as the mark of training mode, becomes
    /// a pattern of dots instead of vanishing.
    #[default]
    Sharp,
    /// For pictures, such as a supplier's own pages: every grey becomes a pattern of dots (ordered dither, 8 × 8).
    Grey,
}

/// One page as dots of ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dots {
    width: u32,
    height: u32,
    dpi: u16,
    /// Rows of whole bytes; the highest bit is the leftmost dot, one is ink, what fills up the last byte is paper.
    ink: Vec<u8>,
}

/// Luminance from which a dot that is no surface is paper.
const MIDDLE: u8 = 128;
/// Neighbours of a surface differ by no more than this.
const EVEN: u8 = 3;

/// B. E. Bayer's matrix of order 8: neighbouring thresholds are far apart, so that patterns stay fine.
const BAYER: [[u8; 8]; 8] = [
    [0, 32, 8, 40, 2, 34, 10, 42],
    [48, 16, 56, 24, 50, 18, 58, 26],
    [12, 44, 4, 36, 14, 46, 6, 38],
    [60, 28, 52, 20, 62, 30, 54, 22],
    [3, 35, 11, 43, 1, 33, 9, 41],
    [51, 19, 59, 27, 49, 17, 57, 25],
    [15, 47, 7, 39, 13, 45, 5, 37],
    [63, 31, 55, 23, 61, 29, 53, 21],
];

impl Dots {
    /// The dots of a raster that was painted at the printer's own resolution.
    pub fn of(raster: &Raster, tone: Tone) -> Self {
        let (width, height) = (raster.width(), raster.height());
        let luma = raster.luma();
        let wide = width as usize;
        let mut dots = Self::blank(width, height, raster.dpi());
        for (y, row) in luma.chunks_exact(wide).enumerate() {
            for (x, light) in row.iter().enumerate() {
                let ink = match tone {
                    Tone::Grey => pattern(x, y, *light),
                    Tone::Sharp => {
                        *light < MIDDLE || *light < u8::MAX && surface(&luma, wide, x, y) && pattern(x, y, *light)
                    }
                };
                if ink {
                    dots.mark(x, y);
                }
            }
        }
        dots
    }

    /// Dots across.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Dots down.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Dots per inch that the page was painted for.
    pub fn dpi(&self) -> u16 {
        self.dpi
    }

    /// True where there is ink; outside the page there is none.
    pub fn is_ink(&self, x: u32, y: u32) -> bool {
        x < self.width && self.row(y).get((x / 8) as usize).is_some_and(|byte| byte & (0x80 >> (x % 8)) != 0)
    }

    /// Bytes of one row.
    pub(crate) fn stride(&self) -> usize {
        self.width.div_ceil(8) as usize
    }

    /// One row, packed; empty below the page.
    pub(crate) fn row(&self, y: u32) -> &[u8] {
        let stride = self.stride();
        let start = stride * y as usize;
        self.ink.get(start..start + stride).unwrap_or(&[])
    }

    /// The part of the page from a dot on, `width` dots across; what lies beyond the page is paper.
    pub fn between(&self, left: u32, width: u32) -> Self {
        let mut part = Self::blank(width, self.height, self.dpi);
        for y in 0..self.height {
            for x in (0..width).filter(|x| self.is_ink(left + x, y)) {
                part.mark(x as usize, y as usize);
            }
        }
        part
    }

    /// The page turned a quarter clockwise: what was left is on top.
    pub fn turned(&self) -> Self {
        let mut turned = Self::blank(self.height, self.width, self.dpi);
        for y in 0..self.height {
            for x in 0..self.width {
                if self.is_ink(x, y) {
                    turned.mark((self.height - 1 - y) as usize, x as usize);
                }
            }
        }
        turned
    }

    /// The middle of the page, so wide and so high; `None` when ink lies outside of it.
    pub(crate) fn middle(&self, width: u32, height: u32) -> Option<Self> {
        let (left, top) = (self.width.checked_sub(width)? / 2, self.height.checked_sub(height)? / 2);
        let mut middle = Self::blank(width, height, self.dpi);
        for y in 0..self.height {
            for x in 0..self.width {
                if self.is_ink(x, y) {
                    let (x, y) = (x.checked_sub(left)?, y.checked_sub(top)?);
                    if x >= width || y >= height {
                        return None;
                    }
                    middle.mark(x as usize, y as usize);
                }
            }
        }
        Some(middle)
    }

    fn blank(width: u32, height: u32, dpi: u16) -> Self {
        Self { width, height, dpi, ink: vec![0; width.div_ceil(8) as usize * height as usize] }
    }

    fn mark(&mut self, x: usize, y: usize) {
        let at = y * self.stride() + x / 8;
        if let Some(byte) = self.ink.get_mut(at) {
            *byte |= 0x80 >> (x % 8);
        }
    }
}

/// The pattern of this grey has ink here.
fn pattern(x: usize, y: usize, light: u8) -> bool {
    light < BAYER[y % 8][x % 8] * 4 + 2
}

/// True when the dot and its four neighbours are equally light: not an edge, which smoothing makes grey.
fn surface(luma: &[u8], wide: usize, x: usize, y: usize) -> bool {
    let here = luma[y * wide + x];
    let even = |at: Option<usize>| at.and_then(|at| luma.get(at)).is_none_or(|other| here.abs_diff(*other) <= EVEN);
    let at = y * wide + x;
    even((x > 0).then(|| at - 1))
        && even((x + 1 < wide).then_some(at + 1))
        && even(at.checked_sub(wide))
        && even(Some(at + wide))
}
