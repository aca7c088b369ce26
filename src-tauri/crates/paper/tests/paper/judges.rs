//! Independent judges of the PDF: poppler, qpdf and zxing-cpp.

use std::io::Write as _;
use std::process::{Command, Output};

use counterfoil_paper::{CodeFormat, Ticket, cover_sheet, render};

use crate::samples::{a4, cover, cyrillic, french, greek, long_title, plain};

pub(crate) const POPPLER: &str = "apt-get install -y poppler-utils";
const QPDF: &str = "apt-get install -y qpdf";
const DECODER: &str = "pip install zxing-cpp pillow";

/// Prints past the harness, which keeps what a test that passes has to say.
pub(crate) fn tell(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("somebody who listens");
}

pub(crate) fn run(command: &mut Command, install: &str) -> Output {
    match command.output() {
        Ok(output) if output.status.success() => output,
        Ok(output) => panic!(
            "{command:?}: {}{}\nif a tool is missing: {install}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
        Err(error) => panic!("{command:?}: {error}\ninstall it: {install}"),
    }
}

pub(crate) fn file(pdf: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
    file.write_all(pdf).unwrap();
    file
}

/// The text as poppler reads it, in the layout of the page.
pub(crate) fn pdf_text(pdf: &[u8]) -> String {
    let file = file(pdf);
    let output = run(Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(file.path()).arg("-"), POPPLER);
    String::from_utf8(output.stdout).unwrap()
}

/// The text in the order in which it is drawn, without white space: turned letters stay together.
pub(crate) fn drawn_text(pdf: &[u8]) -> String {
    let file = file(pdf);
    let output = run(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file.path()).arg("-"), POPPLER);
    String::from_utf8(output.stdout).unwrap().split_whitespace().collect()
}

pub(crate) fn qpdf_check(pdf: &[u8]) {
    let file = file(pdf);
    run(Command::new("qpdf").arg("--check").arg(file.path()), QPDF);
}

const DECODE: &str = include_str!("../decode.py");

/// Codes on the pages as poppler paints them, as lines "format TAB payload in hexadecimal".
fn decoded(pdf: &[u8], dpi: u32) -> Vec<String> {
    let file = file(pdf);
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("page");
    run(Command::new("pdftoppm").args(["-gray", "-r", &dpi.to_string()]).arg(file.path()).arg(&pages), POPPLER);
    decoded_folder(folder.path())
}

/// The codes on pictures, PNG, as [`decoded`].
pub(crate) fn decoded_pictures(files: &[Vec<u8>]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (number, file) in files.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{number:04}.png")), file).unwrap();
    }
    decoded_folder(folder.path())
}

fn decoded_folder(folder: &std::path::Path) -> Vec<String> {
    let python = std::env::var("COUNTERFOIL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = run(Command::new(python).args(["-c", DECODE]).arg(folder), DECODER);
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// The payload of [`crate::codes::payload`] as the decoder shows it.
pub(crate) fn wanted(format: CodeFormat) -> String {
    match format {
        CodeFormat::AztecBytes => hexadecimal(b"\x00\x01\x02\x03\xff\xfe\x80\x7fAztec!"),
        _ => hexadecimal(crate::codes::payload(format).as_bytes()),
    }
}

fn hexadecimal(payload: &[u8]) -> String {
    payload.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_text_is_there_exactly() {
    let tickets = [plain(), greek(), cyrillic(), french()];
    let text = pdf_text(&render(&tickets, &a4()).unwrap().pdf);
    for needle in [
        "Burj Khalifa: At the Top,",
        "Camille Dupont",
        "Thu 24 Dec 2026",
        "16:30",
        "Dubai time",
        "8412 0937 0002",
        "Order reference TQ-84120937 · Status as of 20 Nov 2026, 14:05 (Dubai time)",
        "Διονυσίου Αρεοπαγίτου 15, Αθήνα 117 42",
        "Σοφία Παπαδοπούλου-Καραγιάννη",
        "Φοιτητής (18–25)",
        "Александра Щукина-Ёлкина",
        "Musée d’Orsay",
        "Esplanade Valéry Giscard d’Estaing, 75007 Paris",
        "Zoë Lefèvre-Nuñez",
        "Étudiant·e",
        "réservée à l’œuvre complète",
    ] {
        assert!(text.contains(needle), "{needle} is not in\n{text}");
    }
    let text = pdf_text(&cover_sheet(&cover(), &a4()).unwrap().pdf);
    for needle in ["TQ-84120999", "2 Adult, 1 Child", "not a", "Tiqets", "3 pages", "Louvre Museum"] {
        assert!(text.contains(needle), "{needle} is not in\n{text}");
    }
}

#[test]
fn fonts_are_embedded_subsets_with_their_characters() {
    let file = file(&render(&[plain(), greek(), cyrillic()], &a4()).unwrap().pdf);
    let output = String::from_utf8(run(Command::new("pdffonts").arg(file.path()), POPPLER).stdout).unwrap();
    let fonts: Vec<_> = output.lines().skip(2).collect();
    assert_eq!(fonts.len(), 3, "{output}");
    for font in fonts {
        assert!(font.contains("yes yes yes"), "{output}");
        assert_eq!(font.find('+'), Some(6), "{output}");
    }
}

#[test]
fn qpdf_finds_no_fault() {
    qpdf_check(&render(&[plain()], &a4()).unwrap().pdf);
    qpdf_check(&render(&[plain(), greek(), cyrillic(), french(), long_title()], &a4()).unwrap().pdf);
    qpdf_check(&cover_sheet(&cover(), &a4()).unwrap().pdf);
}

#[test]
fn an_independent_decoder_reads_every_code() {
    let tickets = CodeFormat::ALL.map(|format| {
        let payload = crate::codes::payload(format);
        let code = Some(counterfoil_paper::Code::new(format, payload));
        Ticket { code, training: format == CodeFormat::Qr, ..plain() }
    });
    let wanted: Vec<_> = CodeFormat::ALL.map(wanted).into();
    let pdf = render(&tickets, &a4()).unwrap().pdf;
    for dpi in [203, 300] {
        assert_eq!(decoded(&pdf, dpi), wanted, "at {dpi} dpi");
    }
}

#[test]
fn an_independent_decoder_reads_names_in_any_script() {
    let payload = "Ελλάδα Привет Zoë";
    let ticket = Ticket { code: Some(counterfoil_paper::Code::new(CodeFormat::Qr, payload)), ..greek() };
    assert_eq!(decoded(&render(&[ticket], &a4()).unwrap().pdf, 203), [hexadecimal(payload.as_bytes())]);
}
