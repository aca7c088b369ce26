//! The laws of the house: which room may name which, where a library lives, what a file may look like.
//!
//! Each law is a function from sources to offences. Run over the tree it must find none; beside it stands a control, where
//! it must find the offence in a made-up source, so that a law that has gone blind is noticed.

#![allow(clippy::expect_used, reason = "helpers of tests fail like tests")]

#[path = "laws/arrows.rs"]
mod arrows;
#[path = "laws/commands.rs"]
mod commands;
#[path = "laws/files.rs"]
mod files;
#[path = "laws/homes.rs"]
mod homes;
#[path = "laws/rooms.rs"]
mod rooms;
#[path = "laws/rust.rs"]
mod rust;
#[path = "laws/sql.rs"]
mod sql;
#[path = "laws/tree.rs"]
mod tree;
#[path = "laws/ui.rs"]
mod ui;

/// The tree has none of these offences.
fn kept(offences: Vec<String>) {
    assert!(offences.is_empty(), "the law is broken {} times:\n  {}", offences.len(), offences.join("\n  "));
}

/// The made-up source is seen to offend, and the offence is told with these words.
fn seen(offences: &[String], words: &str) {
    assert!(offences.iter().any(|offence| offence.contains(words)), "not seen: {words} in {offences:?}");
}
