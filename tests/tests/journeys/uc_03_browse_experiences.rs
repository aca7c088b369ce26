//! UC-03: experiences, narrowed and page by page.

use std::collections::BTreeSet;

use counterfoil_journeys::Booth;
use serde_json::Value;

fn ids(page: &Value) -> Vec<String> {
    page["items"].as_array().expect("items").iter().map(|item| item["id"].to_string()).collect()
}

#[test]
fn pages_hold_every_experience_once() {
    let booth = Booth::stocked();
    let mut seen = Vec::new();
    for page in 1..=4 {
        let found = booth.ok(&["catalog", "experiences", "--page", &page.to_string(), "--page-size", "12"]);
        assert_eq!((&found["page"], &found["page_size"], &found["total"]), (&page.into(), &12.into(), &40.into()));
        assert_eq!(ids(&found).len(), if page < 4 { 12 } else { 4 });
        seen.extend(ids(&found));
    }
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 40);
    assert_eq!(ids(&booth.ok(&["catalog", "experiences", "--page", "5", "--page-size", "12"])), Vec::<String>::new());
    assert_eq!(booth.ok(&["catalog", "experiences"])["page_size"], 50, "when none is given");
    assert_eq!(ids(&booth.ok(&["catalog", "experiences", "--page-size", "100"])).len(), 40);
}

#[test]
fn a_page_has_1_to_100_items_and_pages_count_from_1() {
    let booth = Booth::stocked();
    for wrong in [["--page-size", "101"], ["--page-size", "0"], ["--page", "0"]] {
        assert_eq!(booth.refused(&[&["catalog", "experiences"][..], &wrong].concat()), "ERR00014", "{wrong:?}");
    }
    let answer = booth.ask(&["catalog", "experiences", "--page", "minus"]);
    assert_eq!(answer.code, Some(2), "what is no number at all is wrong usage: {answer:?}");
}

#[test]
fn city_country_and_tag_narrow_the_list() {
    let booth = Booth::stocked();
    let of = |narrowing: &[&str]| booth.ok(&[&["catalog", "experiences", "--page-size", "100"], narrowing].concat());
    let dubai = of(&["--city", "60005"]);
    assert_eq!(dubai["total"], 5);
    assert!(dubai["items"].as_array().expect("items").iter().all(|e| e["city_id"] == "60005"));
    assert_eq!(of(&["--country", "AE"])["total"], 10);
    assert_eq!(ids(&of(&["--country", "50001"])), ids(&of(&["--country", "ae"])));
    let tag = dubai["items"][0]["tag_ids"][0].as_str().expect("a tag").to_owned();
    let tagged = of(&["--tag", &tag]);
    let items = tagged["items"].as_array().expect("items");
    assert!(!items.is_empty() && items.len() < 40, "{} of 40", items.len());
    let has = |item: &Value| item["tag_ids"].as_array().is_some_and(|tags| tags.iter().any(|other| *other == *tag));
    assert!(items.iter().all(has));
    assert!(of(&["--tag", &tag, "--city", "60005"])["total"].as_u64() <= tagged["total"].as_u64());
    for wrong in [["--city", "1"], ["--country", "ZZ"]] {
        assert_eq!(booth.refused(&[&["catalog", "experiences"][..], &wrong].concat()), "ERR00003", "{wrong:?}");
    }
}

#[test]
fn search_finds_across_scripts_and_forgives_a_typo() {
    let booth = Booth::stocked();
    let first = |words: &str| {
        let found = booth.ok(&["catalog", "search", words, "--limit", "5"]);
        found["items"][0]["title"].as_str().unwrap_or_default().to_owned()
    };
    for (words, title) in [
        ("musee lumieres", "Musée des Lumières Éphémères"),
        ("ΕΛΛΗΝΙΚΟΥ", "Μουσείο Ελληνικού Φωτός"),
        ("русской сказки", "Музей русской сказки"),
        ("hoshizora", "Hoshizora"),
        ("qamer tower", "Al Qamar Tower"),
        ("Dubai", "Dubai"),
    ] {
        assert!(first(words).contains(title), "{words} finds {}", first(words));
    }
    assert_eq!(booth.ok(&["catalog", "search", "xylophonqz"])["total"], 0);
}
