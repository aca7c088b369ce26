//! A third-party crate has one home.

use super::arrows::manifest;
use super::rust::{split, without_tests};
use super::tree::{Source, manifests, rust_sources};
use super::{kept, seen};

/// A crate (or, with `*`, every crate whose name begins or ends so), the packages that may depend on it, and the places
/// where the code may name it.
const HOMES: [(&str, &[&str], &[&str]); 17] = [
    ("tauri", &["counterfoil"], &["src-tauri/src/"]),
    ("tauri-build", &["counterfoil"], &["src-tauri/build.rs"]),
    ("tauri-plugin-*", &["counterfoil"], &["src-tauri/src/"]),
    ("ts-rs", &["counterfoil"], &["src-tauri/src/views/", "src-tauri/src/views.rs", "src-tauri/src/commands.rs"]),
    ("rusqlite", &["counterfoil-store"], &["src-tauri/crates/store/"]),
    ("refinery", &["counterfoil-store"], &["src-tauri/crates/store/"]),
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
    for read in manifests.iter().map(manifest) {
        for name in &read.dependencies {
            for (_, packages, _) in HOMES.iter().filter(|(pattern, ..)| matches(pattern, name)) {
                if !packages.contains(&read.package.as_str()) {
                    offences.push(format!("{} must not depend on {name}: it lives in {packages:?}", read.package));
                }
            }
        }
    }
    offences
}

/// Code, other than tests, that names a crate outside its home.
fn callers(sources: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    for source in sources.iter().filter(|source| !source.is_test()) {
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
fn control_a_call_from_outside_is_seen() {
    let engine = |text: &str| callers(&[Source::new("src-tauri/crates/engine/src/desk.rs", text)]);
    seen(&engine("use keyring_core::Entry;"), "must not name keyring_core");
    seen(&engine("fn f() -> rusqlite::Result<()> { todo }"), "must not name rusqlite");
    seen(&engine("use tauri_plugin_dialog::Dialog;"), "must not name tauri_plugin_dialog");
    kept(engine("// keyring_core::Entry\n#[cfg(test)]\nmod tests {\n use keyring_core::Entry;\n}"));
    kept(callers(&[Source::new("src-tauri/crates/engine/src/secrets/os.rs", "use keyring_core::Entry;")]));
}
