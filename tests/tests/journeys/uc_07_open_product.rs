//! UC-07: a product with its variants and everything that must be known before it is booked.

use counterfoil_journeys::{Booth, Stranger};
use serde_json::{Value, json};

fn says(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

#[test]
fn a_product_opens_with_terms_venue_and_who_runs_it() {
    let booth = Booth::stocked();
    let product = booth.ok(&["catalog", "product", "1100001"]);
    assert_eq!(product["cancellation"], json!({ "policy": "before_timeslot", "window": 24 }));
    assert_eq!((&product["venue"]["id"], &product["venue"]["name"]), (&"124000".into(), &"Al Qamar Tower".into()));
    assert!(product["venue"]["address"].as_str().is_some_and(|text| text.ends_with("Dubai")), "{product:#}");
    assert!(says(&product["operator"]), "{product:#}");
    assert_eq!((&product["timezone"], &product["sales_enabled"]), (&"Asia/Dubai".into(), &true.into()));
    assert!(product["max_tickets_per_order"].as_u64().is_some_and(|most| most > 0));
    let told = &product["additional_information"];
    assert_eq!(told["has_timeslots"], true, "{told:#}");
    assert!(["must_know", "good_to_know", "usage"].iter().any(|text| says(&told[text])), "{told:#}");
    let never = booth.ok(&["catalog", "product", "1100008"]);
    assert_eq!(never["cancellation"]["policy"], "never");
    assert_eq!(booth.ok(&["catalog", "product", "1100002"])["additional_information"]["has_timeslots"], false);
}

#[test]
fn each_variant_says_whom_it_is_for_how_many_and_who_must_come_along() {
    let booth = Booth::stocked();
    let product = booth.ok(&["catalog", "product", "1100001"]);
    let variants = product["variants"].as_array().expect("variants");
    let told: Vec<_> = variants.iter().map(|of| (of["label"].as_str(), of["variant_type"].as_str())).collect();
    assert_eq!(
        told,
        [
            (Some("Adult"), Some("adult")),
            (Some("Child (4-12)"), Some("child")),
            (Some("Infant (0-3)"), Some("infant")),
            (Some("Senior (65+)"), Some("senior")),
        ]
    );
    for variant in variants {
        assert!(variant["max_tickets"].as_u64().is_some_and(|most| most > 0), "{variant:#}");
        assert_eq!(variant["cancellation"], product["cancellation"], "{variant:#}");
        let alone = !["child", "infant"].iter().any(|kind| variant["variant_type"] == *kind);
        let with = if alone { json!([]) } else { json!([variants[0]["id"]]) };
        assert_eq!(variant["valid_with_variant_ids"], with, "{variant:#}");
    }
    // As published for testers: an audio guide goes with any of the three tickets.
    let museum = booth.ok(&["catalog", "product", "1006356"]);
    let guide = museum["variants"].as_array().expect("variants").iter().find(|of| of["label"] == "Audio guide");
    assert_eq!(guide.expect("the guide")["valid_with_variant_ids"], json!(["38100", "38102", "38285"]));
}

#[test]
fn where_it_begins_is_told_where_the_supplier_tells_it() {
    let booth = Booth::stocked();
    let goods = booth.goods();
    let products = goods["products"].as_object().expect("cities").values();
    let products: Vec<&Value> = products.flat_map(|of| of.as_array().expect("products")).collect();
    let somewhere = |product: &&&Value| product["starting_points"].as_array().is_some_and(|points| !points.is_empty());
    let with: Vec<_> = products.iter().filter(somewhere).collect();
    assert!(!with.is_empty() && with.len() < products.len(), "{} of {}", with.len(), products.len());
    for product in with {
        let opened = booth.ok(&["catalog", "product", product["id"].as_str().expect("an id")]);
        assert_eq!(opened["starting_points"], product["starting_points"]);
        let point = &opened["starting_points"][0];
        assert!(says(&point["label"]) && says(&point["address"]), "{point:#}");
        assert!(point["geolocation"]["lat"].is_f64() && point["geolocation"]["lng"].is_f64(), "{point:#}");
    }
}

#[test]
fn what_was_opened_once_opens_without_the_supplier_and_the_rest_without_variants() {
    let booth = Booth::stocked();
    let known = booth.ok(&["catalog", "product", "1100001"]);
    let nobody = Stranger::start(&[]).base_url().to_owned();
    booth.set_up(&nobody);
    assert_eq!(booth.ok(&["catalog", "product", "1100001"]), known);
    let other = booth.ok(&["catalog", "product", "1100002"]);
    assert_eq!((&other["variants"], &other["sales_enabled"]), (&Value::Null, &Value::Null), "not known, not none");
    assert_eq!(other["title"], "Al Qamar Tower: sky garden day ticket");
    assert!(other["price"]["minor"].is_i64() && says(&other["summary"]), "{other:#}");
}

#[test]
fn variants_are_fetched_ahead_a_few_at_a_time_and_again_when_something_changed() {
    let booth = Booth::stocked();
    let fetch = |limit: &[&str]| booth.ok(&[&["catalog", "variants"], limit].concat());
    let before = booth.supplier.requests();
    assert_eq!(fetch(&["--limit", "10"]), json!({ "fetched": 10, "products_known": 10, "products": 200 }));
    assert_eq!(booth.supplier.requests(), before + 10, "one request for each product");
    assert_eq!(fetch(&["--limit", "5"])["products_known"], 15, "not the same again");
    assert_eq!(booth.ok(&["catalog", "status"])["products_with_variants"], 15);
    assert_eq!(fetch(&[]), json!({ "fetched": 185, "products_known": 200, "products": 200 }));
    let whole = booth.supplier.requests();
    assert_eq!(fetch(&[])["fetched"], 0);
    assert_eq!(booth.supplier.requests(), whole, "nothing is missing and nothing is old");

    let changed = booth.supplier.mutate(10.0);
    booth.ok(&["catalog", "refresh"]);
    assert_eq!(fetch(&[])["fetched"], changed);
    let nobody = Stranger::start(&[]).base_url().to_owned();
    booth.set_up(&nobody);
    let product = booth.ok(&["catalog", "product", "1006518"]);
    assert_eq!(product["variants"].as_array().map(Vec::len), Some(4), "it was never opened before: {product:#}");
}
