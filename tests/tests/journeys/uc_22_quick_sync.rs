//! UC-22: experiences are fetched without their products, which takes a fraction of the time.

use counterfoil_journeys::{Booth, differences};
use serde_json::json;

#[test]
fn an_empty_desk_gets_places_and_experiences_and_no_products() {
    let booth = Booth::open();
    let run = booth.ok(&["catalog", "quick-sync"]);
    assert_eq!((&run["kind"], &run["status"]), (&"quick_sync".into(), &"COMPLETED".into()));
    for (what, count) in [("countries", 7), ("cities", 8), ("experiences", 40), ("products", 0), ("tags", 0)] {
        assert_eq!(run[what], count, "{what}");
    }
    assert_eq!(run["written"], 55);
    let status = booth.ok(&["catalog", "status"]);
    assert_eq!((&status["experiences_visible"], &status["products"]), (&40.into(), &0.into()));
    let tower = booth.ok(&["catalog", "experience", "124000"]);
    assert_eq!((&tower["title"], &tower["city_name"]), (&"Al Qamar Tower".into(), &"Dubai".into()));
    assert_eq!(booth.ok(&["catalog", "products", "--city", "60005"])["total"], 0);

    let again = booth.ok(&["catalog", "quick-sync"]);
    assert_eq!((&again["written"], &again["bytes"], &again["retired"]), (&0.into(), &0.into(), &0.into()));
    booth.ok(&["catalog", "bootstrap"]);
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}

#[test]
fn new_prices_and_new_names_of_places_are_seen_and_products_stay_untouched() {
    let booth = Booth::stocked();
    let before = booth.goods();
    booth.supplier.mutate(50.0);
    booth.supplier.rename_city("60005", "Dubayy");
    let run = booth.ok(&["catalog", "quick-sync"]);
    assert!(run["written"].as_u64().is_some_and(|rows| rows > 1), "{run:#}");
    let after = booth.goods();
    assert_eq!(booth.ok(&["catalog", "product", "1100001"])["city_name"], "Dubayy");
    assert!(after["cities"].as_array().expect("cities").iter().any(|city| city["name"] == "Dubayy"));
    assert_ne!(after["experiences"], before["experiences"], "prices from which they begin");
    for (city, products) in after["products"].as_object().expect("cities") {
        for (is, was) in
            products.as_array().expect("products").iter().zip(before["products"][city].as_array().expect("products"))
        {
            assert_eq!((&is["id"], &is["price"], &is["summary"]), (&was["id"], &was["price"], &was["summary"]));
        }
    }
    let refresh = booth.ok(&["catalog", "refresh"]);
    assert!(refresh["written"].as_u64().is_some_and(|rows| rows > 50), "products are left to a refresh: {refresh:#}");
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}

#[test]
fn max_pages_stops_early_and_retires_nothing() {
    let booth = Booth::open_with(&["--world", "full"]);
    let few = booth.ok(&["catalog", "quick-sync", "--max-pages", "2"]);
    // Countries fill a page, cities five, experiences fifty; a page has a hundred.
    assert_eq!(
        (&few["countries"], &few["cities"], &few["experiences"], &few["requests"]),
        (&60.into(), &200.into(), &200.into(), &5.into()),
        "{few:#}"
    );
    let all = booth.ok(&["catalog", "quick-sync"]);
    assert_eq!((&all["cities"], &all["experiences"]), (&500.into(), &5_000.into()));
    let few = booth.ok(&["catalog", "quick-sync", "--max-pages", "1"]);
    assert_eq!((&few["status"], &few["retired"], &few["written"]), (&"COMPLETED".into(), &0.into(), &0.into()));
    assert_eq!(booth.ok(&["catalog", "status"])["experiences"], 5_000);
}

#[test]
fn an_experience_that_is_gone_is_retired_and_comes_back() {
    let booth = Booth::stocked();
    booth.supplier.retire(&json!({ "experiences": [124_000] }));
    let run = booth.ok(&["catalog", "quick-sync"]);
    assert_eq!(run["retired"], 1, "{run:#}");
    assert_eq!(booth.ok(&["catalog", "experiences"])["total"], 39);
    booth.supplier.restore();
    assert_eq!(booth.ok(&["catalog", "quick-sync"])["written"], 1);
    assert_eq!(booth.ok(&["catalog", "experiences"])["total"], 40);
    // What came back counts as changed, its products too.
    assert_eq!(booth.ok(&["catalog", "refresh"])["written"], 5);
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}
