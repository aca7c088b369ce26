//! SQL stands only in the store; and in the one file of the bench that asks SQLite's own search, to have something that the
//! desk's can be measured by.

use super::homes::{RIVALS, is_program};
use super::rust::{split, without_tests};
use super::tree::{Source, rust_sources};
use super::{kept, seen};

fn is_sql(literal: &str) -> bool {
    // A backslash at a line's end joins it to the next.
    let text = literal.replace('\\', " ");
    let words: Vec<_> = text.split_whitespace().collect();
    match words.as_slice() {
        ["SELECT" | "PRAGMA" | "ATTACH", _, ..]
        | ["INSERT" | "REPLACE", "INTO" | "OR", ..]
        | ["DELETE", "FROM", ..]
        | ["CREATE", "TABLE" | "INDEX" | "UNIQUE" | "TRIGGER" | "VIEW" | "VIRTUAL" | "TEMP", ..]
        | ["ALTER" | "DROP", "TABLE" | "INDEX" | "TRIGGER" | "VIEW", ..]
        | ["BEGIN", "IMMEDIATE" | "EXCLUSIVE" | "DEFERRED", ..] => true,
        ["UPDATE", rest @ ..] => rest.contains(&"SET"),
        ["WITH", rest @ ..] => rest.contains(&"SELECT"),
        _ => false,
    }
}

fn strangers_sql(sources: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    let elsewhere = |source: &&Source| !source.path.starts_with("src-tauri/crates/store/") && source.path != RIVALS;
    for source in sources.iter().filter(|source| is_program(source)).filter(elsewhere) {
        let literals = split(without_tests(&source.text)).literals;
        offences.extend(
            literals
                .iter()
                .filter(|literal| is_sql(literal))
                .map(|sql| format!("{} speaks SQL: {}", source.path, sql.chars().take(60).collect::<String>())),
        );
    }
    offences
}

#[test]
fn only_the_store_speaks_sql() {
    kept(strangers_sql(&rust_sources()));
}

#[test]
fn control_sql_elsewhere_is_seen_and_prose_is_not() {
    for sql in [
        "SELECT id FROM city",
        "INSERT INTO city VALUES (1)",
        "INSERT OR REPLACE INTO city",
        "UPDATE city\\n SET name = ?1",
        "DELETE FROM city",
        "CREATE TABLE city (id)",
        "CREATE UNIQUE INDEX i",
        "PRAGMA user_version",
        "BEGIN IMMEDIATE",
    ] {
        let text = format!("fn f() {{ run(r#\"\n  {sql}\"#); }}").replace("\\n", "\n");
        let offences = strangers_sql(&[Source::new("src-tauri/crates/engine/src/desk.rs", text.as_str())]);
        seen(&offences, "speaks SQL");
        kept(strangers_sql(&[Source::new("src-tauri/crates/store/src/desk.rs", text.as_str())]));
        seen(&strangers_sql(&[Source::new("tests/src/bin/bench/reading.rs", text.as_str())]), "speaks SQL");
        kept(strangers_sql(&[Source::new(RIVALS, text)]));
    }
    for prose in ["Select a day", "UPDATE available", "Delete from the list", "SELECT"] {
        let text = format!("const A: &str = \"{prose}\"; // SELECT id FROM city");
        kept(strangers_sql(&[Source::new("src-tauri/crates/engine/src/desk.rs", text)]));
    }
}
