//! What a file is called, how long it is, and how it says that something failed.

use super::rust::{Rust, split, without_tests};
use super::tree::{Source, rust_sources, sources};
use super::{kept, seen};

const MOST_LINES: usize = 600;
const FORBIDDEN: [&str; 5] = ["types.rs", "utils.rs", "common.rs", "models.rs", "mod.rs"];

fn too_long(sources: &[Source]) -> Vec<String> {
    let lines = |source: &Source| without_tests(&source.text).lines().count();
    sources
        .iter()
        .filter(|source| !source.text.starts_with("// Generated ") && lines(source) > MOST_LINES)
        .map(|source| format!("{} has {} lines without its tests: two rooms in one?", source.path, lines(source)))
        .collect()
}

fn badly_named(sources: &[Source]) -> Vec<String> {
    let bad = sources.iter().filter(|source| FORBIDDEN.contains(&source.name()));
    bad.map(|source| format!("{}: a name that says nothing", source.path)).collect()
}

/// Errors that a caller cannot branch on: `Other(String)` in an error, `Result<_, String>`.
fn mute_errors(sources: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    for source in sources {
        let rust = split(&source.text);
        let mute = error_enums(&rust).filter(|body| dense(body).contains("Other(String)"));
        offences.extend(mute.map(|_| format!("{}: Other(String) is no error a caller can branch on", source.path)));
        let code = dense(&rust.code);
        if code.match_indices("Result<").any(|(at, open)| second_argument(&code[at + open.len()..]) == Some("String")) {
            offences.push(format!("{}: Result<_, String> is no error a caller can branch on", source.path));
        }
    }
    offences
}

fn dense(code: &str) -> String {
    code.split_whitespace().collect()
}

/// The bodies of the enums that are errors, by their name or by what they derive.
fn error_enums(rust: &Rust) -> impl Iterator<Item = &str> {
    rust.words().filter(|(word, ..)| *word == "enum").filter_map(|(_, before, after)| {
        let (name, body) = after.split_once('{')?;
        let head = before.rsplit(['}', ';']).next().unwrap_or_default();
        (name.trim().ends_with("Error") || head.contains("Error")).then(|| body.split('}').next().unwrap_or_default())
    })
}

/// The second of the arguments in angle brackets that begin the text.
fn second_argument(text: &str) -> Option<&str> {
    let (mut depth, mut start) = (0, None);
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        match letter {
            '<' | '(' | '[' => depth += 1,
            '>' if before == '-' => {}
            ',' | '>' if depth == 0 => match start {
                Some(start) => return Some(&text[start..at]),
                None if letter == ',' => start = Some(at + 1),
                None => return None,
            },
            '>' | ')' | ']' => depth -= 1,
            _ => {}
        }
        before = letter;
    }
    None
}

#[test]
fn files_are_short() {
    kept(too_long(&rust_sources()));
    kept(too_long(&sources(&["ui/src", "scripts"], &[".ts", ".tsx", ".css", ".py", ".sh"])));
}

#[test]
fn file_names_say_something() {
    kept(badly_named(&rust_sources()));
}

#[test]
fn errors_can_be_branched_on() {
    kept(mute_errors(&rust_sources()));
}

#[test]
fn control_a_long_file_is_seen() {
    let long = "fn f() {}\n".repeat(MOST_LINES + 1);
    seen(&too_long(&[Source::new("a/long.rs", long.as_str())]), "601 lines");
    let tested = format!("{}#[cfg(test)]\nmod tests {{\n{long}}}\n", "fn f() {}\n".repeat(MOST_LINES));
    kept(too_long(&[Source::new("a/tested.rs", tested)]));
}

#[test]
fn control_an_empty_name_is_seen() {
    for name in FORBIDDEN {
        seen(&badly_named(&[Source::new(format!("src-tauri/crates/engine/src/{name}"), "")]), name);
    }
    kept(badly_named(&[Source::new("src-tauri/crates/engine/src/ticket_types.rs", "")]));
}

#[test]
fn control_a_mute_error_is_seen() {
    let see = |text: &str| mute_errors(&[Source::new("a/error.rs", text)]);
    seen(&see("enum SaleError { Gone, Other(String) }"), "Other(String)");
    seen(
        &see("struct A; #[derive(Debug, thiserror::Error)] pub enum Sad { Gone, #[error(\"x\")] Other(String) }"),
        "Other(String)",
    );
    kept(see("#[derive(thiserror::Error)] enum Sad { Gone } #[derive(Debug)] enum Standing { Done, Other(String) }"));
    seen(&see("fn f() -> Result<HashMap<u8, (A, B)>, String> {}"), "Result<_, String>");
    seen(&see("type F = fn(u8) -> Result<fn() -> u8, String>;"), "Result<_, String>");
    kept(see("fn f() -> Result<String, E> {} fn g() -> Result<HashMap<u8, String>> {} // Result<(), String>"));
}
