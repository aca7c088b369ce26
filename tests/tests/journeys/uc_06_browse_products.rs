//! UC-06, UC-07: products of a city, and one product with everything that must be known to book it.

use counterfoil_journeys::Booth;

#[test]
fn a_citys_products_come_page_by_page() {
    let booth = Booth::stocked();
    let first = booth.ok(&["catalog", "products", "--city", "60005", "--page-size", "20"]);
    let second = booth.ok(&["catalog", "products", "--city", "60005", "--page-size", "20", "--page", "2"]);
    assert_eq!(
        (first["items"].as_array().map(Vec::len), second["items"].as_array().map(Vec::len)),
        (Some(20), Some(5))
    );
    assert_eq!((&first["total"], &second["total"]), (&25.into(), &25.into()));
    assert_eq!(booth.refused(&["catalog", "products", "--city", "60005", "--page-size", "101"]), "ERR00014");
    assert_eq!(booth.refused(&["catalog", "products", "--city", "1"]), "ERR00003");
    assert_eq!(booth.ask(&["catalog", "products"]).code, Some(2), "of what?");
}

#[test]
fn a_product_opens_with_variants_that_are_fetched_once() {
    let booth = Booth::stocked();
    let before = booth.supplier.requests();
    let product = booth.ok(&["catalog", "product", "1100001"]);
    let asked = booth.supplier.requests() - before;
    assert!((1..=2).contains(&asked), "variants and checkout information: {asked} requests");
    assert_eq!(product["city_name"], "Dubai");
    assert_eq!(product["sale_status"], "available");
    assert!(product["price"]["minor"].as_i64().is_some_and(|minor| minor > 0));
    let variants = product["variants"].as_array().expect("variants");
    let labels: Vec<_> = variants.iter().map(|v| v["label"].as_str().unwrap_or_default()).collect();
    assert_eq!(labels[..3], ["Adult", "Child (4-12)", "Infant (0-3)"]);
    let again = booth.ok(&["catalog", "product", "1100001"]);
    assert_eq!(again, product);
    assert_eq!(booth.supplier.requests(), before + asked, "the second time it is here");
}

#[test]
fn a_product_tells_what_it_asks_of_visitors_and_why_it_is_not_sold() {
    let booth = Booth::stocked();
    let boat = booth.ok(&["catalog", "product", "1100007"]);
    assert_eq!(boat["variants"][0]["requires_visitors_details"], serde_json::json!(["full_name", "nationality"]));
    let terrace = booth.ok(&["catalog", "product", "1100009"]);
    assert_eq!(terrace["sale_status"], "unavailable");
    assert_eq!(terrace["sale_status_reason"], "Temporary closure");
}

#[test]
fn an_unknown_product_is_not_found() {
    let booth = Booth::stocked();
    for unknown in ["999999999", "no product"] {
        assert_eq!(booth.refused(&["catalog", "product", unknown]), "ERR00003", "{unknown}");
    }
}
