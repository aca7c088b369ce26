//! Independent judges of a PDF: poppler for its text and pages, zxing-cpp for its codes.

use std::path::Path;
use std::process::Command;

const POPPLER: &str = "apt-get install -y --no-install-recommends poppler-utils";
/// Reads the codes on pages; the print room judges itself by it as well.
const DECODE: &str = include_str!("../../src-tauri/crates/paper/tests/decode.py");
const DECODER: &str = "pip install zxing-cpp pillow (or set COUNTERFOIL_PYTHON to a Python that has them)";

fn run(command: &mut Command, install: &str) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}\ninstall it: {install}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}\nif something is missing: {install}");
    String::from_utf8(output.stdout).expect("text in UTF-8")
}

/// The text of a PDF as poppler reads it.
pub fn pdf_text(pdf: &Path) -> String {
    run(Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(pdf).arg("-"), POPPLER)
}

/// The codes on the pages as poppler paints them at so many dots per inch and zxing-cpp reads them, sorted.
pub fn decoded(pdf: &Path, dpi: u32) -> Vec<String> {
    let mut codes = decoded_by_page(pdf, dpi);
    codes.sort();
    codes
}

/// The same, page by page.
pub fn decoded_by_page(pdf: &Path, dpi: u32) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("page");
    run(Command::new("pdftoppm").args(["-gray", "-r", &dpi.to_string()]).arg(pdf).arg(&pages), POPPLER);
    let python = std::env::var_os("COUNTERFOIL_PYTHON").unwrap_or_else(|| "python3".into());
    let lines = run(Command::new(python).args(["-c", DECODE]).arg(folder.path()), DECODER);
    lines.lines().map(from_hexadecimal).collect()
}

fn from_hexadecimal(line: &str) -> String {
    let byte = |at| u8::from_str_radix(&line[at..at + 2], 16).expect("hexadecimal");
    String::from_utf8((0..line.len()).step_by(2).map(byte).collect()).expect("a code in UTF-8")
}
