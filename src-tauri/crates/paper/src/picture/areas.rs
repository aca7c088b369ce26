//! Where in a picture something dark stands alone.

use super::Luma;

/// Luminance below which a dot is dark.
const DARK: u8 = 128;

/// Least sides of a code in dots: a square of 10 modules, bars of some height.
const SHORTEST: u32 = 16;
const LONGEST: u32 = 20;

/// A box in dots; the right and lower edges lie outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
    /// Dark dots in it.
    dark: u32,
}

impl Area {
    fn joined(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
            dark: self.dark.saturating_add(other.dark),
        }
    }

    pub(super) fn size(self) -> u64 {
        u64::from(self.right - self.left) * u64::from(self.bottom - self.top)
    }

    /// Large enough for a code, and neither as empty as text nor as full as a surface.
    pub(super) fn may_be_code(self) -> bool {
        let (width, height) = (self.right - self.left, self.bottom - self.top);
        let (all, dark) = (self.size(), u64::from(self.dark));
        width.min(height) >= SHORTEST && width.max(height) >= LONGEST && dark * 5 >= all && dark * 4 <= all * 3
    }

    /// Upper and lower half, and left and right half.
    pub(super) fn halves(self) -> [[Self; 2]; 2] {
        let (x, y) = (self.left.midpoint(self.right), self.top.midpoint(self.bottom));
        [[Self { bottom: y, ..self }, Self { top: y, ..self }], [Self { right: x, ..self }, Self { left: x, ..self }]]
    }

    /// The part of the picture alone, with `around` dots of white on each side.
    pub(super) fn cut(self, picture: &Luma, around: u32) -> Luma {
        let (width, height) = (self.right - self.left + 2 * around, self.bottom - self.top + 2 * around);
        let mut dots = vec![u8::MAX; width as usize * height as usize];
        let wide = picture.width as usize;
        let rows = dots.chunks_exact_mut(width as usize).skip(around as usize);
        for (y, row) in (self.top as usize..self.bottom as usize).zip(rows) {
            let source = picture.dots.get(y * wide + self.left as usize..y * wide + self.right as usize).unwrap_or(&[]);
            for (dot, light) in row.iter_mut().skip(around as usize).zip(source) {
                *dot = *light;
            }
        }
        Luma { width, height, dots }
    }
}

/// What is parted from all else by at least about `gap` dots of white.
pub(super) fn apart(picture: &Luma, gap: u32) -> Vec<Area> {
    let columns = picture.width.div_ceil(gap) as usize;
    let mut cells: Vec<Option<Area>> = vec![None; columns * picture.height.div_ceil(gap) as usize];
    for (y, row) in (0_u32..).zip(picture.dots.chunks_exact(picture.width as usize)) {
        for (x, light) in (0_u32..).zip(row) {
            if *light < DARK {
                let dot = Area { left: x, top: y, right: x + 1, bottom: y + 1, dark: 1 };
                if let Some(cell) = cells.get_mut((y / gap) as usize * columns + (x / gap) as usize) {
                    *cell = Some(cell.map_or(dot, |area| area.joined(dot)));
                }
            }
        }
    }
    let mut found = Vec::new();
    let mut open = Vec::new();
    for start in 0..cells.len() {
        let Some(mut area) = cells.get_mut(start).and_then(Option::take) else { continue };
        open.push(start);
        while let Some(at) = open.pop() {
            let (x, y) = (at % columns, at / columns);
            for (across, down) in (0..9).map(|place| (place % 3, place / 3)) {
                let (Some(x), Some(y)) = ((x + across).checked_sub(1), (y + down).checked_sub(1)) else { continue };
                let next = y * columns + x;
                if x < columns
                    && let Some(cell) = cells.get_mut(next).and_then(Option::take)
                {
                    area = area.joined(cell);
                    open.push(next);
                }
            }
        }
        found.push(area);
    }
    found
}
