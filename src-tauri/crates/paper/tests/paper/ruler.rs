//! Measures a code on the raster, dot by dot.

use counterfoil_paper::CodeFormat;

use crate::scanner::Picture;

/// Dots at the border of the quiet zone that may belong to what stands beside it: where the zone ends within a dot, and
/// where round letters reach over their line.
const BORDER: usize = 3;

/// The module in dots of a code in a picture that ends with its quiet zone. Every run of ink or paper inside the code is
/// whole modules, across and down; the quiet zone is white. Ends the test where it is not so.
pub(crate) fn module(picture: &Picture, format: CodeFormat) -> usize {
    let within = |y: usize| &picture.dots[y * picture.width..][BORDER..picture.width - BORDER];
    let mut rows: Vec<Vec<u8>> = (BORDER..picture.height - BORDER).map(|y| within(y).to_vec()).collect();
    if format.is_linear() {
        let first = rows.iter().position(|row| row.contains(&0)).expect("ink");
        if runs(&rows[first]).len() < 8 {
            // Bars that lie: their first row is one bar from end to end.
            rows = (0..rows[0].len()).map(|x| rows.iter().map(|row| row[x]).collect()).collect();
        }
        // Below the bars, where no quiet zone is asked for, stands the text.
        let first = rows.iter().position(|row| row.contains(&0)).expect("ink");
        rows = rows[first..].iter().take_while(|row| **row == rows[first]).cloned().collect();
    }
    assert!(rows.iter().flatten().all(|dot| matches!(dot, 0 | 255)), "{format}: grey in a code or its quiet zone");
    let columns: Vec<Vec<u8>> = (0..rows[0].len()).map(|x| rows.iter().map(|row| row[x]).collect()).collect();
    let (across, left, right) = measure(&rows);
    let (down, top, bottom) = measure(&columns);
    let module =
        across.iter().chain(if format.is_linear() { &[] } else { down.as_slice() }).copied().min().expect("ink");
    let quiet = format.quiet_zone() as usize * module;
    let whole = |runs: &[usize], way| {
        for run in runs {
            assert_eq!(run % module, 0, "{format}: a run of {run} dots {way} with modules of {module}");
        }
    };
    whole(&across, "across");
    assert!(left.min(right) + BORDER >= quiet, "{format}: {left} and {right} dots of quiet zone, not {quiet}");
    if !format.is_linear() {
        whole(&down, "down");
        assert!(top.min(bottom) + BORDER >= quiet, "{format}: {top} and {bottom} dots of quiet zone, not {quiet}");
    }
    module
}

/// Lengths of all runs between the first ink and the last, and the least white before and after them.
fn measure(lines: &[Vec<u8>]) -> (Vec<usize>, usize, usize) {
    let (mut all, mut before, mut after) = (Vec::new(), usize::MAX, usize::MAX);
    for line in lines.iter().filter(|line| line.contains(&0)) {
        let lengths = runs(line);
        // The quiet zone is the least over all lines; white before the ink of one line may be modules as well.
        let (first, last) = (lengths[0], lengths[lengths.len() - 1]);
        let (starts, ends) = (line[0] == 255, line[line.len() - 1] == 255);
        before = before.min(if starts { first } else { 0 });
        after = after.min(if ends { last } else { 0 });
        all.extend(&lengths[usize::from(starts)..lengths.len() - usize::from(ends)]);
    }
    (all, before, after)
}

/// Lengths of the runs of equal dots.
fn runs(line: &[u8]) -> Vec<usize> {
    line.chunk_by(|here, next| here == next).map(<[u8]>::len).collect()
}
