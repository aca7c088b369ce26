//! UC-16: tickets on paper, read back by programs that know nothing of ours.

use std::path::Path;

use counterfoil_journeys::{Booth, decoded, pdf_text};
use serde_json::{Value, json};

fn print(booth: &Booth, order: &Value, name: &str) -> (std::path::PathBuf, Value) {
    let pdf = booth.place.path(name);
    let told =
        booth.ok(&["ticket", "pdf", order["code"].as_str().expect("a code"), "--out", pdf.to_str().expect("a path")]);
    assert_eq!(told["bytes"], std::fs::metadata(&pdf).expect("the PDF").len());
    (pdf, told)
}

/// The codes the supplier issued, sorted.
fn issued(booth: &Booth) -> Vec<String> {
    let codes = booth.supplier.orders()[0]["barcodes"].as_array().cloned().expect("codes");
    let mut codes: Vec<String> = codes.iter().map(|code| code.as_str().expect("text").to_owned()).collect();
    codes.sort();
    codes
}

fn reads_back(pdf: &Path, wanted: &[String]) {
    for dpi in [203, 300] {
        assert_eq!(decoded(pdf, dpi), wanted, "at {dpi} dpi");
    }
}

#[test]
fn an_independent_decoder_reads_exactly_the_suppliers_codes() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_001).family());
    let (pdf, told) = print(&booth, &sold, "ticket.pdf");
    assert_eq!((&told["pages"], &told["by_supplier"], &told["warnings"]), (&3.into(), &false.into(), &json!([])));
    let wanted = issued(&booth);
    assert_eq!(wanted.len(), 3);
    reads_back(&pdf, &wanted);
    let text = pdf_text(&pdf);
    for word in
        ["Zoë", "Παπαδοπούλου-Иванова", "Al Qamar Tower", "Adult", "Child", sold["code"].as_str().expect("a code")]
    {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
    assert!(text.contains(sold["timeslot"].as_str().expect("a time")), "{text}");
}

#[test]
fn every_format_of_code_reads_back() {
    let booth = Booth::stocked();
    let slot = booth.slot(1_100_010);
    let party: Vec<_> = slot.kinds.iter().map(|(_, label)| (label.as_str(), 1)).collect();
    let sold = booth.sell(&slot.wish(&party));
    let formats: Vec<_> =
        sold["tickets"].as_array().expect("tickets").iter().map(|t| t["barcode_format"].clone()).collect();
    assert!(formats.len() >= 3, "{formats:?}");
    let (pdf, _) = print(&booth, &sold, "formats.pdf");
    reads_back(&pdf, &issued(&booth));
}

#[test]
fn a_product_without_codes_gives_the_suppliers_own_pdf_fetched_once() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_006).family());
    assert_eq!(sold["tickets"], json!([]));
    assert!(sold["tickets_pdf_url"].is_string());
    let (pdf, told) = print(&booth, &sold, "first.pdf");
    assert_eq!((&told["by_supplier"], &told["barcodes"]), (&true.into(), &json!([])));
    let reference = sold["order_reference_id"].as_str().expect("a reference");
    assert!(pdf_text(&pdf).contains(&format!("Order {reference}")), "{}", pdf_text(&pdf));
    let (again, _) = print(&booth, &sold, "second.pdf");
    assert_eq!(std::fs::read(&pdf).expect("the PDF"), std::fs::read(&again).expect("the PDF"));
    assert_eq!(booth.supplier.truth()["requests"]["pdf"], 1);
}

#[test]
fn tickets_print_without_a_supplier() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_001).family());
    let before = booth.supplier.requests();
    print(&booth, &sold, "offline.pdf");
    assert_eq!(booth.supplier.requests(), before);
}

#[test]
fn a_pdf_that_cannot_be_written_is_a_problem_and_leaves_nothing() {
    let booth = Booth::stocked();
    let sold = booth.sell(&booth.slot(1_100_001).family());
    let code = sold["code"].as_str().expect("a code");
    assert_eq!(booth.refused(&["ticket", "pdf", code, "--out", "/nonexistent/ticket.pdf"]), "ERR00014");
    let held = booth.hold(&booth.slot(1_100_002).family());
    let out = booth.place.path("early.pdf");
    let out = out.to_str().expect("a path");
    assert_eq!(
        booth.refused(&["ticket", "pdf", held["code"].as_str().expect("a code"), "--out", out]),
        "TICKETS_NOT_READY"
    );
    assert!(!Path::new(out).exists());
}
