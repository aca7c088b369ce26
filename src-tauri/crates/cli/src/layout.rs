//! `layout …`

use std::path::{Path, PathBuf};

use counterfoil_engine::{
    Desk, EngineError,
    distribution::layouts::{KnownLayout, Layout, remarks},
};
use serde_json::{Value, json};

use crate::{
    Reply,
    arguments::{LayoutCommand, PreviewArgs},
    door::Door,
    files::{read_text, write_whole},
    problem::Failure,
    shape::{self, counted},
};

pub(crate) async fn answer(command: LayoutCommand, door: &Door) -> Result<Reply, Failure> {
    if let LayoutCommand::Check { file } = &command {
        return check(file);
    }
    let desk = door.open().await?;
    match command {
        // Answered above, without a desk.
        LayoutCommand::Check { file } => check(&file),
        LayoutCommand::List => {
            let layouts = desk.layouts().await?;
            let lines: Vec<_> = layouts.iter().map(line).collect();
            Reply::new(shape::whole_list(layouts.iter().map(item).collect()), lines.join("\n"))
        }
        LayoutCommand::Import { file, name, replace } => {
            let json = read_text(&file)?;
            let kept = match name {
                Some(name) => desk.save_layout_as(&json, &name, replace).await,
                None => desk.save_layout(&json, replace).await,
            };
            let layout = kept.map_err(|error| in_file(&file, error))?;
            told(&layout, json!({ "name": layout.name() }), "is kept")
        }
        LayoutCommand::Export { name, out } => {
            let layout = desk.layout(&name).await?;
            write_whole(&out, layout.to_json().as_bytes())?;
            Reply::new(json!({ "name": layout.name(), "file": out }), format!("Written to {}.", out.display()))
        }
        LayoutCommand::Preview(args) => preview(&desk, args).await,
        LayoutCommand::Delete { name } => {
            let name = desk.delete_layout(&name).await?;
            Reply::new(json!({ "deleted": name }), format!("The layout {name} is gone."))
        }
        LayoutCommand::Logo { file } => {
            let off = file.as_os_str() == "off";
            let picture = if off {
                None
            } else {
                Some(std::fs::read(&file).map_err(|source| Failure::file(&file, "read", source))?)
            };
            desk.set_logo(picture).await.map_err(|error| in_file(&file, error))?;
            let text = if off { "Tickets carry no logo." } else { "The logo is on tickets from now on." };
            Reply::new(json!({ "logo": !off }), text)
        }
    }
}

fn check(file: &Path) -> Result<Reply, Failure> {
    let layout = Layout::from_json(&read_text(file)?).map_err(|error| in_file(file, error.into()))?;
    told(&layout, json!({ "name": layout.name(), "sound": true }), "is sound")
}

/// A layout, and what should be known about it.
fn told(layout: &Layout, mut json: Value, is: &str) -> Result<Reply, Failure> {
    let warnings = remarks(layout);
    json["warnings"] = json!(warnings);
    let mut lines = vec![format!("The layout {} {is}.", layout.name())];
    lines.extend(warnings);
    Reply::new(json, lines.join("\n"))
}

/// What is wrong with the contents of a file is told with its name.
fn in_file(file: &Path, error: EngineError) -> Failure {
    match error {
        EngineError::Layout(_) | EngineError::Paper(_) | EngineError::Invalid(_) => {
            Failure::InFile { file: file.to_owned(), error }
        }
        error => Failure::Engine(error),
    }
}

/// The pages as the window shows them; further ones lie beside the first, as `name-2.png`.
async fn preview(desk: &Desk, args: PreviewArgs) -> Result<Reply, Failure> {
    let PreviewArgs { name, out, sample, dpi } = args;
    let layout = desk.layout(&name).await?;
    let drawn = desk.preview_layout(&layout.to_json(), sample, dpi).await?;
    let mut files = Vec::new();
    for (number, (png, _, _)) in (1..).zip(&drawn.pages) {
        let file = if number == 1 { out.clone() } else { beside(&out, number) };
        write_whole(&file, png)?;
        files.push(file);
    }
    let mut lines = vec![format!("{} written to {}.", counted(files.len(), "page"), listed(&files))];
    lines.extend(drawn.warnings.iter().cloned());
    Reply::new(json!({ "name": layout.name(), "files": files, "warnings": drawn.warnings }), lines.join("\n"))
}

fn beside(out: &Path, number: usize) -> PathBuf {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let ending = out.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    out.with_file_name(format!("{stem}-{number}{ending}"))
}

fn listed(files: &[PathBuf]) -> String {
    files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// Millimetres as they are written: a length of the format has no more than two digits behind the point.
fn mm(length: f32) -> f64 {
    (f64::from(length) * 100.0).round() / 100.0
}

fn line(known: &KnownLayout) -> String {
    let own = if known.built_in { "" } else { ", made here" };
    let media = known.layout.media();
    let size = match media.height_mm {
        Some(height) => format!("{} \u{d7} {} mm", mm(media.width_mm), mm(height)),
        None => format!("{} mm wide", mm(media.width_mm)),
    };
    format!("{} ({}, {size}{own})", known.layout.name(), media.kind.word())
}

fn item(known: &KnownLayout) -> Value {
    let media = known.layout.media();
    json!({
        "name": known.layout.name(),
        "media": media.kind.word(),
        "width_mm": mm(media.width_mm),
        "height_mm": media.height_mm.map(mm),
        "dpi": media.dpi,
        "per_sheet": media.per_sheet,
        "built_in": known.built_in,
        "used_for": known.used_for,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_people_write_them() {
        assert_eq!([139.7, 50.8, 203.2, 80.0].map(|length| mm(length).to_string()), ["139.7", "50.8", "203.2", "80"]);
    }

    #[test]
    fn further_pages_lie_beside_the_first() {
        assert_eq!(beside(Path::new("/tmp/a.b.png"), 2), Path::new("/tmp/a.b-2.png"));
        assert_eq!(beside(Path::new("look"), 3), Path::new("look-3"));
    }
}
