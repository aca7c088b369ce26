//! What every layout looks like with contents of every kind, held against stored pictures.
//!
//! `UPDATE_GOLDEN=1 cargo test -p counterfoil-paper golden` stores them anew; look at them before they are committed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use counterfoil_paper::{Layout, Raster, Style, rasters};

use crate::samples::combinations;

/// Dots per inch of the stored pictures: every line and letter still moves dots, and they stay small.
const DPI: u16 = 60;
/// Dots that may differ, of a thousand.
const MOST: usize = 1;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// A page in black and white: what is darker than this is ink, so that pale marks are seen too.
fn ink(raster: &Raster) -> Vec<bool> {
    raster.luma().into_iter().map(|light| light < 215).collect()
}

fn stored(file: &Path) -> Option<(u32, u32, Vec<bool>)> {
    let image = image::open(file).ok()?.into_luma8();
    let (width, height) = image.dimensions();
    Some((width, height, image.into_raw().into_iter().map(|light| light < 128).collect()))
}

/// One bit a dot.
fn store(file: &Path, raster: &Raster) {
    std::fs::create_dir_all(folder()).unwrap();
    let mut encoder = png::Encoder::new(std::fs::File::create(file).unwrap(), raster.width(), raster.height());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::High);
    let stride = raster.width().div_ceil(8) as usize;
    let mut rows = vec![0_u8; stride * raster.height() as usize];
    for (index, dark) in ink(raster).into_iter().enumerate() {
        let (x, y) = (index % raster.width() as usize, index / raster.width() as usize);
        if !dark {
            rows[y * stride + x / 8] |= 0x80 >> (x % 8);
        }
    }
    encoder.write_header().unwrap().write_image_data(&rows).unwrap();
}

/// Pages of all layouts with all contents; of a long party the first and the last page.
fn pages() -> Vec<(String, Raster)> {
    let mut pages = Vec::new();
    for layout in Layout::built_in().iter().filter(|layout| !layout.name().ends_with("300 dpi")) {
        let stem: String =
            layout.name().chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
        for (name, tickets, pictures) in combinations() {
            let style = Style { pictures, ..Style::new(layout.clone()) };
            let painted = rasters(&tickets, &style, DPI);
            let painted = painted.unwrap_or_else(|error| panic!("{name} on {}: {error}", layout.name()));
            let last = painted.len() - 1;
            for (number, page) in painted.into_iter().enumerate() {
                if last < 3 || number == 0 || number == last {
                    pages.push((format!("{stem}-{name}-{}", number + 1), page));
                }
            }
        }
    }
    pages
}

#[test]
fn every_layout_looks_as_it_did() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    if update {
        std::fs::remove_dir_all(folder()).ok();
    }
    let pages = pages();
    assert!(pages.len() >= 60, "{} pages", pages.len());
    let mut faults = String::new();
    for (name, page) in &pages {
        let file = folder().join(format!("{name}.png"));
        if update {
            store(&file, page);
        }
        let Some((width, height, wanted)) = stored(&file) else {
            let _ = writeln!(faults, "{name}: there is no picture of it");
            continue;
        };
        if (width, height) != (page.width(), page.height()) {
            let _ = writeln!(faults, "{name}: {width} × {height} dots became {} × {}", page.width(), page.height());
            continue;
        }
        let different = ink(page).iter().zip(&wanted).filter(|(now, then)| now != then).count();
        if different * 1000 > wanted.len() * MOST {
            let _ = writeln!(faults, "{name}: {different} of {} dots differ", wanted.len());
        }
    }
    assert!(faults.is_empty(), "{faults}UPDATE_GOLDEN=1 stores the pictures anew");
    let files = || std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap());
    assert_eq!(files().count(), pages.len(), "pictures that nothing is held against");
    let bytes: u64 = files().map(|file| file.metadata().unwrap().len()).sum();
    assert!(bytes < 1_500_000, "{bytes} bytes");
}

/// The comparison sees a line that moved by a dot, and a letter that changed.
#[test]
fn a_small_change_is_seen() {
    let (_, tickets, _) = combinations().remove(0);
    let style = Style::default();
    let page = |tickets: &[_]| rasters(tickets, &style, DPI).unwrap().remove(0);
    let then = ink(&page(&tickets));
    let mut other = tickets.clone();
    other[0].title.truncate(20);
    let now = ink(&page(&other));
    let different = now.iter().zip(&then).filter(|(now, then)| now != then).count();
    assert!(different * 1000 > then.len() * MOST, "{different} of {}", then.len());
}

#[test]
fn nothing_stands_outside_the_printable_area() {
    for layout in Layout::built_in() {
        let (media, dpi) = (layout.media(), layout.media().dpi.min(203));
        let dots = |millimetres: f32| f64::from(millimetres * f32::from(dpi)) / 25.4;
        for (name, tickets, pictures) in combinations() {
            let style = Style { pictures, ..Style::new(layout.clone()) };
            for page in rasters(&tickets, &style, dpi).unwrap() {
                let (luma, wide) = (page.luma(), page.width() as usize);
                let part = media.part_height_mm().map_or(f64::from(page.height()), dots);
                let margins = media.margins_mm;
                let inside = |x: usize, y: usize| {
                    #[allow(clippy::cast_precision_loss)]
                    let (x, y) = (x as f64, (y as f64).rem_euclid(part));
                    // A dot that is touched is inked, so one dot beyond is still the edge. The tail of a j hangs over.
                    let tail = 1.0 + dots(0.4);
                    x + tail >= dots(margins.left)
                        && x - tail <= dots(media.width_mm - margins.right)
                        && y + 1.0 >= dots(margins.top)
                        // A roll is cut below the tails of the last line.
                        && (media.height_mm.is_none() || y - 1.0 <= part - dots(margins.bottom))
                };
                // The dashes between tickets are there to be cut through.
                let cut = |y: usize| {
                    #[allow(clippy::cast_precision_loss)]
                    let distance = (y as f64 + part / 2.0).rem_euclid(part) - part / 2.0;
                    media.per_sheet > 1 && distance.abs() < 3.0
                };
                let stray = luma
                    .iter()
                    .enumerate()
                    .filter(|(_, light)| **light < 250)
                    .map(|(index, _)| (index % wide, index / wide))
                    .find(|(x, y)| !inside(*x, *y) && !cut(*y));
                assert_eq!(stray, None, "{name} on {}", layout.name());
            }
        }
    }
}

#[test]
fn the_same_tickets_give_the_same_bytes_on_every_layout() {
    use counterfoil_paper::render;
    for layout in Layout::built_in() {
        for (name, tickets, pictures) in combinations() {
            let style = Style { pictures, ..Style::new(layout.clone()) };
            let once = render(&tickets, &style).unwrap();
            assert_eq!(once, render(&tickets, &style).unwrap(), "{name} on {}", layout.name());
            assert!(!once.pdf.windows(12).any(|part| part == b"CreationDate"), "{name}");
            let dpi = layout.media().dpi.min(150);
            let paint = || rasters(&tickets, &style, dpi).unwrap();
            let luma = |pages: Vec<Raster>| pages.iter().map(Raster::luma).collect::<Vec<_>>();
            assert!(luma(paint()) == luma(paint()), "{name} on {}", layout.name());
        }
    }
}
