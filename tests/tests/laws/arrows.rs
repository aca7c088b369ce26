//! A crate names only crates to its right.

use super::tree::{Source, manifests};
use super::{kept, seen};

/// Which crates of ours a crate may name. Tests of a crate (`dev-dependencies`) may name any.
const ARROWS: [(&str, &[&str]); 10] = [
    ("counterfoil", &["counterfoil-domain", "counterfoil-engine", "counterfoil-sandbox"]),
    ("counterfoil-cli", &["counterfoil-domain", "counterfoil-engine", "counterfoil-sandbox"]),
    ("counterfoil-engine", &["counterfoil-domain", "counterfoil-store", "counterfoil-suppliers", "counterfoil-paper"]),
    ("counterfoil-store", &["counterfoil-domain"]),
    ("counterfoil-suppliers", &["counterfoil-domain"]),
    ("counterfoil-paper", &["counterfoil-domain"]),
    ("counterfoil-domain", &[]),
    ("counterfoil-sandbox", &[]),
    // Built by `make fuzz` only; nothing names it.
    ("counterfoil-fuzz", &["counterfoil-domain", "counterfoil-suppliers", "counterfoil-paper"]),
    ("counterfoil-journeys", &["counterfoil-cli", "counterfoil-domain", "counterfoil-engine", "counterfoil-sandbox"]),
];

/// A manifest's own name and the names in its dependency tables, other than those for tests.
pub(crate) struct Manifest {
    pub(crate) package: String,
    pub(crate) dependencies: Vec<String>,
}

/// Reads as much of a manifest as the laws need.
pub(crate) fn manifest(source: &Source) -> Manifest {
    let mut read = Manifest { package: String::new(), dependencies: Vec::new() };
    let mut table = String::new();
    for line in source.text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix('[') {
            header.trim_start_matches('[').split(']').next().unwrap_or_default().clone_into(&mut table);
            if let Some((_, name)) = table.split_once("dependencies.").filter(|_| !is_for_tests(&table)) {
                read.dependencies.push(name.trim_matches('"').to_owned());
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let key = key.trim().split('.').next().unwrap_or_default().trim_matches('"');
        if table == "package" && key == "name" {
            value.trim().trim_matches('"').clone_into(&mut read.package);
        } else if table.ends_with("dependencies") && !is_for_tests(&table) {
            // A crate under another name is still that crate.
            let renamed = value.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
            read.dependencies.push(renamed.unwrap_or(key).to_owned());
        }
    }
    read
}

fn is_for_tests(table: &str) -> bool {
    table.contains("dev-dependencies") || table.starts_with("workspace.")
}

fn wrong_arrows(manifests: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    for Manifest { package, dependencies } in manifests.iter().map(manifest) {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package) else {
            offences.push(format!("{package} is not in the plan of the house"));
            continue;
        };
        let ours = dependencies.iter().filter(|name| name.starts_with("counterfoil"));
        offences.extend(
            ours.filter(|name| !allowed.contains(&name.as_str())).map(|name| format!("{package} must not name {name}")),
        );
    }
    offences
}

#[test]
fn crates_name_only_crates_to_their_right() {
    let manifests = manifests();
    let packages: Vec<_> = manifests.iter().map(|source| manifest(source).package).collect();
    for (name, _) in ARROWS {
        assert!(packages.iter().any(|package| package == name), "no manifest of {name} among {packages:?}");
    }
    kept(wrong_arrows(&manifests));
}

#[test]
fn control_a_wrong_arrow_is_seen_however_it_is_written() {
    for line in [
        "[dependencies]\ncounterfoil-suppliers.workspace = true",
        "[dependencies]\ncounterfoil-suppliers = { path = \"../suppliers\" }",
        "[dependencies]\nphone = { package = \"counterfoil-suppliers\", path = \"../suppliers\" }",
        "[dependencies.counterfoil-suppliers]\npath = \"../suppliers\"",
        "[target.'cfg(unix)'.dependencies]\ncounterfoil-suppliers.workspace = true",
        "[build-dependencies]\ncounterfoil-suppliers.workspace = true",
    ] {
        let store = Source::new("x/Cargo.toml", format!("[package]\nname = \"counterfoil-store\"\n{line}\n"));
        seen(&wrong_arrows(&[store]), "counterfoil-store must not name counterfoil-suppliers");
    }
    let stranger = Source::new(
        "x/Cargo.toml",
        "[package]\nname = \"counterfoil-sandbox\"\n[dependencies]\ncounterfoil-domain.workspace = true",
    );
    seen(&wrong_arrows(&[stranger]), "counterfoil-sandbox must not name counterfoil-domain");
    let unknown = Source::new("x/Cargo.toml", "[package]\nname = \"counterfoil-attic\"\n");
    seen(&wrong_arrows(&[unknown]), "not in the plan");
    let tests = Source::new(
        "x/Cargo.toml",
        "[package]\nname = \"counterfoil-store\"\n[dev-dependencies]\ncounterfoil-suppliers.workspace = true",
    );
    kept(wrong_arrows(&[tests]));
}
