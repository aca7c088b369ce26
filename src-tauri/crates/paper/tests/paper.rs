//! Does every code read back, is the text there, is the page right at the printer's dpi, are the bytes always the same?

// Functions that tests share are tests too, which the linter cannot know.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::format_collect)]
// Dots and millimetres of paper are small numbers.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]

#[path = "paper/batch.rs"]
mod batch;
#[path = "paper/codes.rs"]
mod codes;
#[path = "paper/codes_on_paper.rs"]
mod codes_on_paper;
#[path = "paper/designs.rs"]
mod designs;
#[path = "paper/golden.rs"]
mod golden;
#[path = "paper/hostile.rs"]
mod hostile;
#[path = "paper/interpreter.rs"]
mod interpreter;
#[path = "paper/judges.rs"]
mod judges;
#[path = "paper/layout.rs"]
mod layout;
#[path = "paper/payloads.rs"]
mod payloads;
#[path = "paper/picture.rs"]
mod picture;
#[path = "paper/pictures.rs"]
mod pictures;
#[path = "paper/printers.rs"]
mod printers;
#[path = "paper/proof.rs"]
mod proof;
#[path = "paper/ruler.rs"]
mod ruler;
#[path = "paper/samples.rs"]
mod samples;
#[path = "paper/scanner.rs"]
mod scanner;
#[path = "paper/scripts.rs"]
mod scripts;
#[path = "paper/stamps.rs"]
mod stamps;
#[path = "paper/supplier_pages.rs"]
mod supplier_pages;
#[path = "paper/supplier_pdf.rs"]
mod supplier_pdf;
