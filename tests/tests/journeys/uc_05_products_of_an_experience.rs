//! UC-05: what is sold of an experience.

use counterfoil_journeys::Booth;
use serde_json::{Value, json};

/// The demonstration's tower in Dubai.
const TOWER: &str = "124000";

fn ids(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["id"].as_str().expect("an id")).collect()
}

fn sorted(items: &[Value]) -> Vec<&str> {
    let mut ids = ids(items);
    ids.sort_unstable();
    ids
}

fn says(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

#[test]
fn every_product_tells_what_it_is_what_it_costs_and_how_it_is_booked() {
    let booth = Booth::stocked();
    let before = booth.supplier.requests();
    let products = booth.pages(&["catalog", "products", "--experience", TOWER]);
    assert_eq!(sorted(&products), ["1100001", "1100002", "1100003", "1100004", "1100005"]);
    for product in &products {
        for text in ["title", "summary", "highlights", "whats_included", "whats_excluded", "product_url", "operator"] {
            assert!(says(&product[text]), "{text} of {product:#}");
        }
        for flag in ["skip_line", "smartphone_ticket", "wheelchair_access", "instant_ticket_delivery", "is_package"] {
            assert!(product[flag].is_boolean(), "{flag} of {product:#}");
        }
        assert!(product["price"]["minor"].as_i64().is_some_and(|minor| minor > 0), "{product:#}");
        assert!(product["duration_minutes"].as_u64().is_some_and(|minutes| minutes > 0), "{product:#}");
        for list in ["languages", "images", "tag_ids"] {
            assert!(product[list].as_array().is_some_and(|list| !list.is_empty()), "{list} of {product:#}");
        }
        assert_eq!((&product["experience_id"], &product["city_name"]), (&TOWER.into(), &"Dubai".into()));
    }
    assert_eq!(booth.supplier.requests(), before, "browsing asks nobody");
}

#[test]
fn a_discount_is_told_with_the_price_before_it() {
    let booth = Booth::stocked();
    let goods = booth.goods();
    let products: Vec<&Value> = goods["products"]
        .as_object()
        .expect("cities")
        .values()
        .flat_map(|of| of.as_array().expect("products"))
        .collect();
    let reduced: Vec<_> = products.iter().filter(|product| !product["prediscount_price"].is_null()).collect();
    assert!(!reduced.is_empty() && reduced.len() < products.len(), "{} of {}", reduced.len(), products.len());
    for product in reduced {
        let (now, before) = (&product["price"], &product["prediscount_price"]);
        assert_eq!(now["currency"], before["currency"]);
        assert!(before["minor"].as_i64() > now["minor"].as_i64(), "{product:#}");
        assert!(says(&product["promo_label"]), "{product:#}");
    }
}

#[test]
fn the_experiences_of_a_city_have_all_its_products_between_them_each_once() {
    let booth = Booth::stocked();
    let mut found = Vec::new();
    for experience in booth.pages(&["catalog", "experiences", "--city", "60005"]) {
        let id = experience["id"].as_str().expect("an id");
        let products = booth.pages(&["catalog", "products", "--experience", id]);
        assert_eq!(experience["product_ids"], json!(ids(&products)), "{experience:#}");
        found.extend(products);
    }
    let of_city = booth.pages(&["catalog", "products", "--city", "60005"]);
    assert_eq!(sorted(&found), sorted(&of_city));
}

#[test]
fn they_come_page_by_page_too() {
    let booth = Booth::stocked();
    let page =
        |number: &str| booth.ok(&["catalog", "products", "--experience", TOWER, "--page-size", "2", "--page", number]);
    let lengths: Vec<_> = ["1", "2", "3", "4"].map(|number| page(number)["items"].as_array().map(Vec::len)).to_vec();
    assert_eq!(lengths, [Some(2), Some(2), Some(1), Some(0)]);
    assert_eq!((&page("4")["total"], &page("2")["page"]), (&5.into(), &2.into()));
    for wrong in [["--page-size", "0"], ["--page-size", "101"], ["--page", "0"]] {
        let line = [&["catalog", "products", "--experience", TOWER][..], &wrong].concat();
        assert_eq!(booth.refused(&line), "ERR00014", "{wrong:?}");
    }
    let both = booth.ask(&["catalog", "products", "--experience", TOWER, "--city", "60005"]);
    assert_eq!(both.code, Some(2), "of one or the other: {both:?}");
}

#[test]
fn an_experience_of_which_nothing_is_sold_any_more_has_an_empty_list() {
    let booth = Booth::stocked();
    booth.supplier.retire(&json!({ "products": [1_100_001, 1_100_002, 1_100_003, 1_100_004, 1_100_005] }));
    assert_eq!(booth.ok(&["catalog", "refresh"])["retired"], 5);
    let left = booth.ok(&["catalog", "products", "--experience", TOWER]);
    assert_eq!((&left["total"], &left["items"]), (&0.into(), &json!([])));
    assert_eq!(booth.ok(&["catalog", "experience", TOWER])["title"], "Al Qamar Tower", "it is still there");
}
