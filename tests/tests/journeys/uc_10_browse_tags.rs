//! UC-10: tags to narrow by, in their groups, with how many experiences have them.

use std::collections::BTreeMap;

use counterfoil_journeys::Booth;
use serde_json::Value;

const ACTIVITIES: &str = "Activity categories";
const VENUES: &str = "Venue categories";
const SERVICES: &str = "Service categories";

fn tags(booth: &Booth, narrowing: &[&str]) -> Vec<Value> {
    booth.whole(&[&["catalog", "tags"], narrowing].concat())
}

fn names(tags: &[Value]) -> Vec<&str> {
    let mut names: Vec<_> = tags.iter().map(|tag| tag["name"].as_str().expect("a name")).collect();
    names.sort_unstable();
    names
}

/// How many experiences of a list have each tag.
fn counted(booth: &Booth, narrowing: &[&str]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for experience in booth.pages(&[&["catalog", "experiences"], narrowing].concat()) {
        for tag in experience["tag_ids"].as_array().expect("tags") {
            *counts.entry(tag.as_str().expect("an id").to_owned()).or_default() += 1;
        }
    }
    counts
}

fn told(tags: &[Value]) -> BTreeMap<String, u64> {
    let told =
        |tag: &Value| (tag["id"].as_str().expect("an id").to_owned(), tag["experiences"].as_u64().expect("a number"));
    tags.iter().map(told).collect()
}

#[test]
fn tags_have_a_type_and_some_a_group() {
    let booth = Booth::stocked();
    let before = booth.supplier.requests();
    let all = tags(&booth, &[]);
    assert_eq!(all.len(), 60);
    let museums = all.iter().find(|tag| tag["name"] == "Museums").expect("Museums");
    assert_eq!(
        (&museums["type_name"], &museums["type_group_name"], &museums["type_id"]),
        (&"Venue category".into(), &VENUES.into(), &"1".into())
    );
    let rainy = all.iter().find(|tag| tag["name"] == "Rainy day").expect("Rainy day");
    assert_eq!((&rainy["type_name"], &rainy["type_group_name"]), (&"Occasion".into(), &Value::Null));
    assert!(museums["icon_url"].is_null() || museums["icon_url"].is_string());
    assert_eq!(booth.supplier.requests(), before, "browsing asks nobody");
}

#[test]
fn groups_are_shown_alone_or_merged() {
    let booth = Booth::stocked();
    let all = tags(&booth, &[]);
    let mut sum = 0;
    for group in [ACTIVITIES, VENUES, SERVICES] {
        let of = tags(&booth, &["--group", group]);
        assert!(!of.is_empty() && of.iter().all(|tag| tag["type_group_name"] == group), "{group}");
        sum += of.len();
    }
    let merged = tags(&booth, &["--group", VENUES, "--group", ACTIVITIES, "--group", SERVICES]);
    assert_eq!(merged.len(), sum, "each once");
    let grouped: Vec<Value> = all.iter().filter(|tag| !tag["type_group_name"].is_null()).cloned().collect();
    assert_eq!(names(&merged), names(&grouped));
    assert!(grouped.len() < all.len(), "what belongs to no group is listed without groups only");
    let two = tags(&booth, &["--group", VENUES, "--group", ACTIVITIES]);
    assert_eq!(two.len(), sum - tags(&booth, &["--group", SERVICES]).len());
    assert_eq!(tags(&booth, &["--group", "Categories of nothing"]), Vec::<Value>::new());
}

#[test]
fn each_tag_counts_the_experiences_that_have_it() {
    let booth = Booth::stocked();
    let present = |tags: Vec<Value>| tags.into_iter().filter(|tag| tag["experiences"] != 0).collect::<Vec<_>>();
    assert_eq!(told(&present(tags(&booth, &[]))), counted(&booth, &[]));
    for narrowing in [["--city", "60005"], ["--city", "66746"], ["--country", "AE"], ["--country", "50001"]] {
        let found = tags(&booth, &narrowing);
        assert!(
            found.len() < 60 && found.iter().all(|tag| tag["experiences"] != 0),
            "only present ones: {narrowing:?}"
        );
        assert_eq!(told(&found), counted(&booth, &narrowing), "{narrowing:?}");
    }
    let museums = tags(&booth, &["--city", "60005", "--group", VENUES]);
    assert!(!museums.is_empty() && museums.iter().all(|tag| tag["type_group_name"] == VENUES));
    let counts: Vec<_> = tags(&booth, &["--country", "AE"]).iter().map(|tag| tag["experiences"].as_u64()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "what most have comes first: {counts:?}");
}

#[test]
fn a_city_that_is_switched_off_counts_no_more() {
    let booth = Booth::stocked();
    let before = told(&tags(&booth, &[]));
    booth.ok(&["city", "disable", "60005"]);
    assert_eq!(told(&tags(&booth, &[])).len(), 60, "none is gone");
    assert_ne!(told(&tags(&booth, &[])), before);
    assert_eq!(tags(&booth, &["--city", "60005"]), Vec::<Value>::new());
    let counts = told(&tags(&booth, &[]));
    let present: BTreeMap<_, _> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    assert_eq!(present, counted(&booth, &[]));
}

#[test]
fn an_empty_desk_has_none_and_an_unknown_place_is_not_found() {
    let booth = Booth::open();
    assert_eq!(tags(&booth, &[]), Vec::<Value>::new());
    booth.ok(&["catalog", "bootstrap"]);
    for wrong in [["--city", "1"], ["--country", "ZZ"]] {
        assert_eq!(booth.refused(&[&["catalog", "tags"][..], &wrong].concat()), "ERR00003", "{wrong:?}");
    }
}
