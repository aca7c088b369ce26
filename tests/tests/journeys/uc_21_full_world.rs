//! UC-21 on a catalogue of the size that is really sold: 25,000 products in 500 cities.

use counterfoil_journeys::Booth;

#[test]
fn the_full_world_is_filled_searched_and_paged_through() {
    let booth = Booth::open_with(&["--world", "full"]);
    let run = booth.ok(&["catalog", "bootstrap"]);
    for (what, count) in [("countries", 60), ("cities", 500), ("experiences", 5_000), ("products", 25_000)] {
        assert_eq!(run[what], count, "{what}");
    }
    assert_eq!(booth.ok(&["catalog", "refresh"])["written"], 0);
    let last = booth.ok(&["catalog", "experiences", "--page", "50", "--page-size", "100"]);
    assert_eq!((&last["total"], last["items"].as_array().map(Vec::len)), (&5_000.into(), Some(100)));
    let hits = booth.ok(&["catalog", "search", "Al Qamar Tower observation", "--limit", "3"]);
    assert_eq!(hits["items"][0]["id"], "1100001", "{hits:#}");
    let product = booth.ok(&["catalog", "product", "1100001"]);
    assert_eq!(product["variants"][0]["label"], "Adult");
    booth.hold(&booth.slot(1_100_001).family());
}
