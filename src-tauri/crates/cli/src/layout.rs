//! `layout …`

use std::path::Path;

use counterfoil_engine::{
    EngineError,
    distribution::layouts::{KnownLayout, Layout, media_word},
};
use serde_json::{Value, json};

use crate::{
    Reply,
    arguments::LayoutCommand,
    door::Door,
    files::{read_text, write_whole},
    problem::Failure,
    shape,
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
        LayoutCommand::Import { file, replace } => {
            let layout = desk.save_layout(&read_text(&file)?, replace).await?;
            Reply::new(json!({ "name": layout.name() }), format!("The layout {} is kept.", layout.name()))
        }
        LayoutCommand::Export { name, out } => {
            let layout = desk.layout(&name).await?;
            write_whole(&out, layout.to_json().as_bytes())?;
            Reply::new(json!({ "name": name, "file": out }), format!("Written to {}.", out.display()))
        }
        LayoutCommand::Delete { name } => {
            desk.delete_layout(&name).await?;
            Reply::new(json!({ "deleted": name }), format!("The layout {name} is gone."))
        }
        LayoutCommand::Logo { file } => {
            let off = file.as_os_str() == "off";
            let picture = if off {
                None
            } else {
                Some(std::fs::read(&file).map_err(|source| Failure::file(&file, "read", source))?)
            };
            desk.set_logo(picture).await?;
            let text = if off { "Tickets carry no logo." } else { "The logo is on tickets from now on." };
            Reply::new(json!({ "logo": !off }), text)
        }
    }
}

fn check(file: &Path) -> Result<Reply, Failure> {
    let layout = Layout::from_json(&read_text(file)?).map_err(EngineError::from)?;
    Reply::new(json!({ "name": layout.name(), "sound": true }), format!("The layout {} is sound.", layout.name()))
}

fn line(known: &KnownLayout) -> String {
    let own = if known.built_in { "" } else { ", made here" };
    format!("{} ({}{own})", known.layout.name(), media_word(known.layout.media().kind))
}

fn item(known: &KnownLayout) -> Value {
    let media = known.layout.media();
    json!({
        "name": known.layout.name(),
        "media": media_word(media.kind),
        "width_mm": media.width_mm,
        "height_mm": media.height_mm,
        "dpi": media.dpi,
        "per_sheet": media.per_sheet,
        "built_in": known.built_in,
        "used_for": known.used_for,
    })
}
