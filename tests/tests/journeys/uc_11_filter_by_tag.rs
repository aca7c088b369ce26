//! UC-11: experiences that have all of the tags one chose.

use std::collections::{BTreeMap, BTreeSet};

use counterfoil_journeys::Booth;
use serde_json::Value;

type Ids = BTreeSet<String>;

fn id(value: &Value) -> String {
    value.as_str().expect("an id").to_owned()
}

/// Experiences with all of these tags, by the command line.
fn with(booth: &Booth, tags: &[&str], narrowing: &[&str]) -> Ids {
    let chosen = tags.iter().flat_map(|tag| ["--tag", tag]);
    let line: Vec<&str> =
        ["catalog", "experiences"].into_iter().chain(chosen).chain(narrowing.iter().copied()).collect();
    booth.pages(&line).iter().map(|experience| id(&experience["id"])).collect()
}

/// The experiences of each tag, as they stand on the experiences themselves.
fn by_tag(booth: &Booth) -> BTreeMap<String, Ids> {
    let mut found: BTreeMap<String, Ids> = BTreeMap::new();
    for experience in booth.pages(&["catalog", "experiences"]) {
        for tag in experience["tag_ids"].as_array().expect("tags") {
            found.entry(id(tag)).or_default().insert(id(&experience["id"]));
        }
    }
    found
}

/// Two tags that have something, and not everything, in common; and two that have nothing.
fn pairs(tags: &BTreeMap<String, Ids>) -> ([&str; 2], [&str; 2]) {
    let all = || tags.iter().flat_map(|one| tags.iter().map(move |other| (one, other)));
    let of = |((one, _), (other, _)): ((&'_ String, &Ids), (&'_ String, &Ids))| (one.clone(), other.clone());
    let some = all().find(|((_, a), (_, b))| {
        let both = a.intersection(b).count();
        both > 0 && both < a.len() && both < b.len()
    });
    let none = all().find(|((_, a), (_, b))| a.is_disjoint(b));
    let known = |found: Option<_>| {
        let (one, other) = of(found.expect("such a pair"));
        let key = |name: &str| tags.get_key_value(name).expect("a tag").0.as_str();
        [key(&one), key(&other)]
    };
    (known(some), known(none))
}

#[test]
fn several_tags_leave_what_has_all_of_them() {
    let booth = Booth::stocked();
    let tags = by_tag(&booth);
    let ([one, other], _) = pairs(&tags);
    assert_eq!(with(&booth, &[one], &[]), tags[one]);
    assert_eq!(with(&booth, &[other], &[]), tags[other]);
    let both: Ids = tags[one].intersection(&tags[other]).cloned().collect();
    assert_eq!(with(&booth, &[one, other], &[]), both);
    assert_eq!(with(&booth, &[other, one], &[]), both, "in any order");
    assert_eq!(with(&booth, &[one, one], &[]), tags[one], "one tag twice is one tag");
    // A third narrows further, or not at all.
    for (third, has) in &tags {
        let three: Ids = both.intersection(has).cloned().collect();
        if !three.is_empty() && three.len() < both.len() || third == one {
            assert_eq!(with(&booth, &[one, other, third], &[]), three, "{third}");
        }
    }
}

#[test]
fn tags_without_anything_in_common_leave_an_empty_list() {
    let booth = Booth::stocked();
    let tags = by_tag(&booth);
    let (_, [one, other]) = pairs(&tags);
    let found = booth.ok(&["catalog", "experiences", "--tag", one, "--tag", other]);
    assert_eq!((&found["total"], found["items"].as_array().map(Vec::len)), (&0.into(), Some(0)));
}

#[test]
fn a_tag_nobody_knows_leaves_an_empty_list_and_not_everything() {
    let booth = Booth::stocked();
    let tags = by_tag(&booth);
    let known = tags.keys().next().expect("a tag");
    for wish in [&["999999"][..], &[known, "999999"]] {
        assert_eq!(with(&booth, wish, &[]), Ids::new(), "{wish:?}");
    }
}

#[test]
fn tags_go_together_with_places_and_pages_and_leave_with_them() {
    let booth = Booth::stocked();
    let tags = by_tag(&booth);
    let dubai: Ids = booth.pages(&["catalog", "experiences", "--city", "60005"]).iter().map(|e| id(&e["id"])).collect();
    let (tag, has) = tags.iter().find(|(_, has)| has.len() > 2 && !has.is_disjoint(&dubai)).expect("a tag of Dubai");
    let there: Ids = has.intersection(&dubai).cloned().collect();
    assert_eq!(with(&booth, &[tag], &["--city", "60005"]), there);
    assert!(with(&booth, &[tag], &["--country", "AE"]).is_superset(&there));
    let page = booth.ok(&["catalog", "experiences", "--tag", tag, "--page-size", "1", "--page", "2"]);
    assert_eq!((&page["total"], page["items"].as_array().map(Vec::len)), (&has.len().into(), Some(1)));
    assert_eq!(with(&booth, &[], &[]).len(), 40, "without a tag everything is back");
}
