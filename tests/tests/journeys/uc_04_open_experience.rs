//! UC-04, UC-05: an experience, and what is sold of it.

use counterfoil_journeys::Booth;

#[test]
fn an_experience_opens_with_its_text_and_its_products() {
    let booth = Booth::stocked();
    let product = booth.ok(&["catalog", "product", "1100001"]);
    let id = product["experience_id"].as_str().expect("its experience");
    let before = booth.supplier.requests();
    let experience = booth.ok(&["catalog", "experience", id]);
    assert_eq!(experience["title"], "Al Qamar Tower");
    assert_eq!(
        (&experience["city_name"], &experience["country_name"]),
        (&"Dubai".into(), &"United Arab Emirates".into())
    );
    assert!(experience["description"].as_str().is_some_and(|text| text.len() > 100));
    assert!(experience["images"].as_array().is_some_and(|images| !images.is_empty()));
    let sold = booth.ok(&["catalog", "products", "--experience", id]);
    assert_eq!(sold["total"], 5);
    let ids: Vec<_> = sold["items"].as_array().expect("items").iter().map(|p| p["id"].clone()).collect();
    assert_eq!(experience["product_ids"], serde_json::Value::Array(ids));
    assert_eq!(booth.supplier.requests(), before, "browsing asks nobody");
}

#[test]
fn what_nobody_knows_is_not_found() {
    let booth = Booth::stocked();
    for unknown in ["1", "not an id", ""] {
        assert_eq!(booth.refused(&["catalog", "experience", unknown]), "ERR00003", "{unknown:?}");
        assert_eq!(booth.refused(&["catalog", "products", "--experience", unknown]), "ERR00003", "{unknown:?}");
    }
}
