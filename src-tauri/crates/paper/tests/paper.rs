//! Does every code read back, is the text there, is the page right at the printer's dpi, are the bytes always the same?

// Functions that tests share are tests too, which the linter cannot know.
#![allow(clippy::unwrap_used, clippy::panic, clippy::format_collect)]

#[path = "paper/batch.rs"]
mod batch;
#[path = "paper/codes.rs"]
mod codes;
#[path = "paper/hostile.rs"]
mod hostile;
#[path = "paper/judges.rs"]
mod judges;
#[path = "paper/layout.rs"]
mod layout;
#[path = "paper/samples.rs"]
mod samples;
#[path = "paper/supplier_pdf.rs"]
mod supplier_pdf;
