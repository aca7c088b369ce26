//! A third-party crate has one home.

use super::arrows::manifest;
use super::rust::{split, without_tests};
use super::tree::{Source, manifests, rust_sources};
use super::{kept, seen};

/// The bench sets the desk's search beside SQLite's and tantivy's: this one file may name them, behind a feature that nobody
/// else asks for. A search that is measured only against itself is always the fastest.
pub(crate) const RIVALS: &str = "tests/src/bin/bench/rivals.rs";
/// The package of the bench, and what it may depend on only if that is optional.
const AT_WISH: (&str, [&str; 2]) = ("counterfoil-journeys", ["rusqlite", "tantivy"]);

/// A crate (or, with `*`, every crate whose name begins or ends so), the packages that may depend on it, and the places
/// where the code may name it.
const HOMES: [(&str, &[&str], &[&str]); 18] = [
    ("tauri", &["counterfoil"], &["src-tauri/src/"]),
    ("tauri-build", &["counterfoil"], &["src-tauri/build.rs"]),
    ("tauri-plugin-*", &["counterfoil"], &["src-tauri/src/"]),
    ("ts-rs", &["counterfoil"], &["src-tauri/src/views/", "src-tauri/src/views.rs", "src-tauri/src/commands.rs"]),
    ("rusqlite", &["counterfoil-store", AT_WISH.0], &["src-tauri/crates/store/", RIVALS]),
    ("refinery", &["counterfoil-store"], &["src-tauri/crates/store/"]),
    ("tantivy", &[AT_WISH.0], &[RIVALS]),
    ("reqwest", &["counterfoil-suppliers"], &["src-tauri/crates/suppliers/"]),
    (
        "jsonwebtoken",
        &["counterfoil-suppliers", "counterfoil-sandbox"],
        &["src-tauri/crates/suppliers/", "src-tauri/crates/sandbox/"],
    ),
    ("axum", &["counterfoil-sandbox"], &["src-tauri/crates/sandbox/"]),
    ("printpdf", &["counterfoil-paper"], &["src-tauri/crates/paper/"]),
    ("rxing", &["counterfoil-paper"], &["src-tauri/crates/paper/"]),
    ("keyring", &["counterfoil-engine"], VAULT),
    ("keyring-core", &["counterfoil-engine"], VAULT),
    ("secret-service", &["counterfoil-engine"], VAULT),
    ("zbus", &["counterfoil-engine"], VAULT),
    ("*-keyring-store", &["counterfoil-engine"], VAULT),
    ("lettre", &["counterfoil-engine"], &["src-tauri/crates/engine/src/distribution/mail"]),
];

const VAULT: &[&str] = &["src-tauri/crates/engine/src/secrets.rs", "src-tauri/crates/engine/src/secrets/"];

fn matches(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (_, Some(start)) => name.starts_with(start),
        (None, None) => name == pattern,
    }
}

fn strays(manifests: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    for (source, read) in manifests.iter().map(|source| (source, manifest(source))) {
        for name in &read.dependencies {
            if read.package == AT_WISH.0 && AT_WISH.1.contains(&name.as_str()) && !is_optional(source, name) {
                offences.push(format!("{} must not build {name} unasked: it is optional", read.package));
            }
            for (_, packages, _) in HOMES.iter().filter(|(pattern, ..)| matches(pattern, name)) {
                if !packages.contains(&read.package.as_str()) {
                    offences.push(format!("{} must not depend on {name}: it lives in {packages:?}", read.package));
                }
            }
        }
    }
    offences
}

/// Whether a dependency, written on one line, is built only when a feature asks for it.
fn is_optional(manifest: &Source, name: &str) -> bool {
    let mut lines = manifest.text.lines().filter_map(|line| line.trim_start().strip_prefix(name));
    lines.any(|rest| rest.trim_start().starts_with('=') && rest.contains("optional = true"))
}

/// Code, other than tests, that names a crate outside its home.
fn callers(sources: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    for source in sources.iter().filter(|source| is_program(source)) {
        let rust = split(without_tests(&source.text));
        for (pattern, _, places) in HOMES {
            if places.iter().any(|place| source.path.starts_with(place)) {
                continue;
            }
            let pattern = pattern.replace('-', "_");
            let named = rust.words().filter(|(word, ..)| matches(&pattern, word)).map(|(word, ..)| word);
            let mut named: Vec<_> = named.filter(|word| rust.names_crate(word)).collect();
            named.dedup();
            offences.extend(
                named.iter().map(|word| format!("{} must not name {word}: it lives in {places:?}", source.path)),
            );
        }
    }
    offences
}

/// Whether a file is no test: of the journeys, the ground they share and the programs beside them.
pub(crate) fn is_program(source: &Source) -> bool {
    !source.is_test() || source.path.starts_with("tests/src/")
}

#[test]
fn third_party_crates_have_one_home() {
    kept(strays(&manifests()));
    kept(callers(&rust_sources()));
}

#[test]
fn control_a_stray_crate_is_seen() {
    let manifest = Source::new(
        "x/Cargo.toml",
        "[package]\nname = \"counterfoil-engine\"\n[dependencies]\nrusqlite.workspace = true\ntauri-plugin-fs = \"2\"\nnew-keyring-store = \"1\"",
    );
    let offences = strays(&[manifest]);
    seen(&offences, "must not depend on rusqlite");
    seen(&offences, "must not depend on tauri-plugin-fs");
    assert_eq!(offences.len(), 2, "its own keyring store is at home: {offences:?}");
    let offences = strays(&[Source::new(
        "x/Cargo.toml",
        "[package]\nname = \"counterfoil-cli\"\n[dependencies]\nnew-keyring-store = \"1\"",
    )]);
    seen(&offences, "must not depend on new-keyring-store");
}

#[test]
fn control_a_rival_that_is_always_built_is_seen() {
    let journeys = |line: &str| {
        let text = format!("[package]\nname = \"counterfoil-journeys\"\n[dependencies]\n{line}\n");
        strays(&[Source::new("tests/Cargo.toml", text)])
    };
    for line in ["rusqlite.workspace = true", "rusqlite = { workspace = true }", "tantivy = \"1\""] {
        seen(&journeys(line), "unasked");
    }
    kept(journeys("rusqlite = { workspace = true, optional = true }"));
    let cli = "[package]\nname = \"counterfoil-cli\"\n[dependencies]\ntantivy = { version = \"1\", optional = true }";
    seen(&strays(&[Source::new("x/Cargo.toml", cli)]), "counterfoil-cli must not depend on tantivy");
}

#[test]
fn control_a_call_from_outside_is_seen() {
    let engine = |text: &str| callers(&[Source::new("src-tauri/crates/engine/src/desk.rs", text)]);
    seen(&engine("use keyring_core::Entry;"), "must not name keyring_core");
    seen(&engine("fn f() -> rusqlite::Result<()> { todo }"), "must not name rusqlite");
    seen(&engine("use tauri_plugin_dialog::Dialog;"), "must not name tauri_plugin_dialog");
    kept(engine("// keyring_core::Entry\n#[cfg(test)]\nmod tests {\n use keyring_core::Entry;\n}"));
    kept(callers(&[Source::new("src-tauri/crates/engine/src/secrets/os.rs", "use keyring_core::Entry;")]));
    let bench =
        |file: &str| callers(&[Source::new(format!("tests/src/bin/bench/{file}"), "use rusqlite::Connection;")]);
    seen(&bench("reading.rs"), "must not name rusqlite");
    kept(bench("rivals.rs"));
}
