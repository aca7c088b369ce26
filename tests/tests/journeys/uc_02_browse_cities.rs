//! UC-02: cities of a country, by its ISO code or its id.

use counterfoil_journeys::Booth;

#[test]
fn cities_are_found_by_iso_code_and_by_id() {
    let booth = Booth::stocked();
    assert_eq!(booth.ok(&["catalog", "cities"])["total"], 8);
    let by_code = booth.ok(&["catalog", "cities", "--country", "AE"]);
    assert_eq!(by_code["total"], 2);
    for same in ["ae", "50001"] {
        assert_eq!(booth.ok(&["catalog", "cities", "--country", same]), by_code, "{same}");
    }
    let dubai = by_code["items"].as_array().expect("items").iter().find(|c| c["name"] == "Dubai").expect("Dubai");
    assert_eq!(dubai["country_iso_code"], "AE");
    assert_eq!(dubai["timezone"], "Asia/Dubai");
    assert_eq!(dubai["enabled"], true);
    assert_eq!((&dubai["experiences"], &dubai["products"]), (&5.into(), &25.into()));
}

#[test]
fn a_city_without_a_currency_shows_the_desks() {
    let booth = Booth::stocked();
    let cities = booth.ok(&["catalog", "cities", "--country", "SG"]);
    assert_eq!(cities["items"][0]["currency"], "AED");
}

#[test]
fn an_unknown_country_is_not_found() {
    let booth = Booth::stocked();
    for unknown in ["ZZ", "99999", "no country"] {
        assert_eq!(booth.refused(&["catalog", "cities", "--country", unknown]), "ERR00003", "{unknown}");
    }
}
