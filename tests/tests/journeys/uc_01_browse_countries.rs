//! UC-01: countries that have something to sell.

use counterfoil_journeys::Booth;

#[test]
fn countries_have_ids_names_and_iso_codes() {
    let booth = Booth::stocked();
    let found = booth.ok(&["catalog", "countries"]);
    assert_eq!((&found["page"], &found["page_size"], &found["total"]), (&1.into(), &7.into(), &7.into()));
    let countries = found["items"].as_array().expect("items");
    let emirates = countries.iter().find(|c| c["iso_code"] == "AE").expect("the Emirates");
    assert_eq!(emirates["name"], "United Arab Emirates");
    assert_eq!(emirates["id"], "50001");
}

#[test]
fn an_empty_desk_answers_an_empty_list_and_asks_nobody() {
    let booth = Booth::open();
    let before = booth.supplier.requests();
    assert_eq!(booth.ok(&["catalog", "countries"])["total"], 0);
    let status = booth.ok(&["catalog", "status"]);
    assert!(status["fetched_at"].is_null() && status["age_seconds"].is_null() && status["last_run"].is_null());
    assert_eq!(booth.supplier.requests(), before);
}
