//! Inside the engine: which room may name which.

use super::rust::{split, without_tests};
use super::tree::{Source, sources};
use super::{kept, seen};

const ENGINE: &str = "src-tauri/crates/engine/src/";

/// A room, and the rooms it must never name.
const NEVER: [(&str, &[&str]); 5] = [
    ("catalog", &["sync", "booking", "inventory", "distribution", "feedback", "secrets", "schedule"]),
    ("inventory", &["booking", "distribution", "sync"]),
    ("booking", &["distribution", "sync"]),
    ("distribution", &["booking", "sync"]),
    ("sync", &["booking", "distribution"]),
];

fn room(path: &str) -> Option<&str> {
    path.strip_prefix(ENGINE)?.split('/').next().map(|name| name.trim_end_matches(".rs"))
}

fn wrong_doors(sources: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    for source in sources.iter().filter(|source| !source.is_test()) {
        let Some((room, never)) = NEVER.iter().find(|(name, _)| room(&source.path) == Some(name)) else { continue };
        let code: String = split(without_tests(&source.text)).code.split_whitespace().collect();
        for other in *never {
            if ["crate::", "super::"].iter().any(|from| names(&code, from, other)) {
                offences.push(format!("{}: {room} must not name {other}", source.path));
            }
        }
    }
    offences
}

/// Whether the code names `from::other`, alone or in a group of imports: `crate::{a, other::b}`.
fn names(code: &str, from: &str, other: &str) -> bool {
    code.match_indices(from).any(|(at, _)| {
        let rest = &code[at + from.len()..];
        rest.strip_prefix('{').map_or_else(|| is_word(rest, other), |group| in_group(group, other))
    })
}

fn is_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
}

fn in_group(group: &str, word: &str) -> bool {
    let mut depth = 0;
    let mut begins = true;
    for (at, letter) in group.char_indices() {
        if begins && depth == 0 && is_word(&group[at..], word) {
            return true;
        }
        begins = letter == ',';
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            _ => {}
        }
    }
    false
}

#[test]
fn the_rooms_of_the_engine_keep_their_doors() {
    let sources = sources(&["src-tauri/crates/engine/src"], &[".rs"]);
    for (name, _) in NEVER.iter().filter(|_| sources.len() > 20) {
        let found = sources.iter().any(|source| room(&source.path) == Some(name));
        assert!(found, "the engine has no room {name}: the law watches a door that is gone");
    }
    kept(wrong_doors(&sources));
}

#[test]
fn control_a_wrong_door_is_seen_however_it_is_opened() {
    let booking = |text: &str| wrong_doors(&[Source::new(format!("{ENGINE}booking/confirm.rs"), text)]);
    seen(&booking("use crate::distribution::ticket;"), "booking must not name distribution");
    seen(&booking("fn f() { crate::distribution::send() }"), "booking must not name distribution");
    seen(
        &booking("use crate::{\n catalog::{Page, City},\n distribution::send,\n};"),
        "booking must not name distribution",
    );
    kept(booking("use crate::{catalog::City, inventory}; use crate::catalog::distribution; // crate::distribution"));
    kept(booking("use crate::distributions;"));
    let catalog = Source::new(format!("{ENGINE}catalog.rs"), "use super::sync::Run;");
    seen(&wrong_doors(&[catalog]), "catalog must not name sync");
    let sync = Source::new(format!("{ENGINE}sync/run.rs"), "use crate::catalog::City;");
    kept(wrong_doors(&[sync]));
}
