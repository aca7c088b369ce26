//! Dark modules as few rectangles: runs along the row, merged downward where the next row has the same run.

/// Modules in rows; true is dark.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) columns: u32,
    pub(crate) rows: u32,
    pub(crate) dark: Vec<bool>,
}

/// A dark rectangle in modules, from the symbol's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

impl Grid {
    pub(crate) fn row(&self, y: u32) -> &[bool] {
        let start = (y * self.columns) as usize;
        self.dark.get(start..start + self.columns as usize).unwrap_or(&[])
    }
}

/// The rectangles of a grid, in the order in which they end.
pub(crate) fn merge(grid: &Grid) -> Vec<Run> {
    let mut done = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    let mut next: Vec<Run> = Vec::new();
    for y in 0..grid.rows {
        let row = grid.row(y);
        let mut above = open.iter().peekable();
        let mut x = 0;
        while x < row.len() {
            if !row[x] {
                x += 1;
                continue;
            }
            let width = row[x..].iter().take_while(|dark| **dark).count();
            let mut run = Run { x: narrow(x), y, w: narrow(width), h: 1 };
            while let Some(upper) = above.next_if(|upper| upper.x < run.x) {
                done.push(*upper);
            }
            if let Some(upper) = above.next_if(|upper| upper.x == run.x && upper.w == run.w) {
                run = Run { h: upper.h + 1, ..*upper };
            }
            next.push(run);
            x += width;
        }
        done.extend(above);
        std::mem::swap(&mut open, &mut next);
        next.clear();
    }
    done.append(&mut open);
    done
}

fn narrow(modules: usize) -> u32 {
    u32::try_from(modules).unwrap_or(u32::MAX)
}
