//! Paints the layouts in `layouts/` with tickets of many kinds into a folder, to be looked at.
//!
//! `cargo run -p counterfoil-paper --example specimens -- FOLDER [PART OF A NAME]`

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/paper/samples.rs"]
#[allow(dead_code, unreachable_pub)]
mod samples;

use counterfoil_paper::{Layout, Style, Ticket, rasters};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "specimens".to_owned());
    let part = arguments.next().unwrap_or_default();
    std::fs::create_dir_all(&folder).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/layouts"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    files.sort();
    for file in files {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        let layout = match Layout::from_json(&std::fs::read_to_string(&file).unwrap()) {
            Ok(layout) => layout,
            Err(error) => {
                println!("{stem}: {error}");
                continue;
            }
        };
        for (name, tickets, pictures) in samples::combinations() {
            let name = format!("{stem}-{name}");
            if !name.contains(&part) {
                continue;
            }
            match paint(&layout, &tickets, pictures) {
                Ok(pages) => {
                    for (number, page) in pages.iter().enumerate() {
                        std::fs::write(format!("{folder}/{name}-{number}.png"), page).unwrap();
                    }
                }
                Err(error) => println!("{name}: {error}"),
            }
        }
    }
}

fn paint(
    layout: &Layout,
    tickets: &[Ticket],
    pictures: counterfoil_paper::Pictures,
) -> Result<Vec<Vec<u8>>, counterfoil_paper::PaperError> {
    let style = Style { pictures, ..Style::new(layout.clone()) };
    rasters(tickets, &style, layout.media().dpi)?.iter().map(counterfoil_paper::Raster::png).collect()
}
