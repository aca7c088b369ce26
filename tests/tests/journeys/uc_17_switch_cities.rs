//! UC-17: a city that is switched off vanishes at once, and comes back without a refresh.

use counterfoil_journeys::Booth;
use serde_json::Value;

/// What an agent sees: experiences, products, hits for "tower", enabled cities.
fn seen(booth: &Booth) -> [Value; 4] {
    let total = |arguments: &[&str]| booth.ok(arguments)["total"].clone();
    [
        total(&["catalog", "experiences"]),
        booth.ok(&["catalog", "status"])["products_visible"].clone(),
        total(&["catalog", "search", "Qamar"]),
        total(&["catalog", "cities", "--enabled"]),
    ]
}

#[test]
fn a_city_vanishes_at_once_and_comes_back() {
    let booth = Booth::stocked();
    let whole = seen(&booth);
    assert_eq!((&whole[0], &whole[1], &whole[3]), (&40.into(), &200.into(), &8.into()));
    assert_ne!(whole[2], 0);
    let before = booth.supplier.requests();

    let off = booth.ok(&["city", "disable", "60005", "60013"]);
    assert_eq!(off["changed"], 2);
    assert!(off["items"].as_array().expect("items").iter().all(|city| city["enabled"] == false));
    assert_eq!(seen(&booth), [30, 150, 0, 6].map(Value::from));
    assert_eq!(booth.ok(&["catalog", "cities"])["total"], 8, "an administrator still sees them all");
    assert_eq!(booth.ok(&["catalog", "experiences", "--city", "60005"])["total"], 0);
    assert_eq!(booth.ok(&["city", "disable", "60005"])["changed"], 0, "already off");

    assert_eq!(booth.ok(&["city", "enable", "60005", "60013"])["changed"], 2);
    assert_eq!(seen(&booth), whole);
    assert_eq!(booth.supplier.requests(), before, "a switch asks nobody");
}

#[test]
fn a_city_that_is_off_stays_off_through_a_refresh_and_is_not_fetched() {
    let booth = Booth::stocked();
    booth.ok(&["city", "disable", "60005"]);
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!(run["products"], 175, "{run:#}");
    assert_eq!(booth.ok(&["catalog", "status"])["products_visible"], 175);
    booth.ok(&["city", "enable", "60005"]);
    assert_eq!(booth.ok(&["catalog", "status"])["products_visible"], 200, "what was here is still here");
}

#[test]
fn an_unknown_city_changes_nothing() {
    let booth = Booth::stocked();
    assert_eq!(booth.refused(&["city", "disable", "60005", "1"]), "ERR00003");
    assert_eq!(booth.ok(&["catalog", "cities", "--enabled"])["total"], 8);
    assert_eq!(booth.ask(&["city", "disable"]).code, Some(2));
}
