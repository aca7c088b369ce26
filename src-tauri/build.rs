//! Generates Tauri's permissions: `allow-<command>` for each command of the list, beside our capability files.

use std::{error::Error, fs};

/// Where the commands are listed, as lines `area::name(Input) -> View,`.
const LIST: &str = "src-tauri/src/commands.rs";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={LIST}");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let names: Vec<&str> = fs::read_to_string(LIST)?.leak().lines().filter_map(command).collect();
    if names.is_empty() {
        return Err(format!("{LIST} lists no command").into());
    }
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    let attributes = tauri_build::Attributes::new();
    tauri_build::try_build(attributes.app_manifest(manifest).capabilities_path_pattern("src-tauri/capabilities/**/*"))?;
    Ok(())
}

/// The name of the command that a line lists.
fn command(line: &'static str) -> Option<&'static str> {
    let (path, _) = line.split_once(") -> ")?.0.split_once('(')?;
    let (area, name) = path.trim().split_once("::")?;
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    (is_name(area) && is_name(name)).then_some(name)
}
