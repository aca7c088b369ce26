//! Every bad day of a supplier's lists: a refresh ends in a defined way and says what it left out, the desk keeps selling
//! from a whole catalogue, nothing is wrongly retired, and the first good day heals everything.

use counterfoil_journeys::{Booth, differences};
use serde_json::{Value, json};

/// How a refresh ends: its status, and a part of what its record says; nothing when it has nothing to say.
type End = (&'static str, Option<&'static str>);

/// It went well, and there is nothing to tell.
const WELL: End = ("COMPLETED", None);
/// Some items made no sense, and so many were not asked for one by one.
const UNREADABLE: End = ("COMPLETED", Some("could not be read and were left as they were"));
/// A list came that cannot be true.
const BROKEN: End = ("COMPLETED", Some("Nothing was retired"));

/// What nobody may ever find in the catalogue, as it stands in JSON.
const TREACHEROUS: [&str; 11] = [
    "<script",
    "<iframe",
    "<style",
    "<form",
    "<svg",
    "onerror",
    "onclick",
    "javascript:",
    "\\u0000",
    "\\u001b",
    "\u{202e}",
];

fn on_lists(mut fault: Value) -> Value {
    fault["on"] = "catalog".into();
    fault
}

/// One bad day after the other at one desk.
struct Week {
    booth: Booth,
    /// What a desk shows that knows nothing of bad days.
    good: Value,
}

impl Week {
    fn begin() -> Self {
        Self::begin_with(&[])
    }

    /// The same at a supplier that is started with further arguments.
    fn begin_with(arguments: &[&str]) -> Self {
        let booth = Booth::open_with(arguments);
        booth.ok(&["catalog", "bootstrap"]);
        let good = booth.goods();
        Self { booth, good }
    }

    /// A day on which all of these things go wrong.
    fn day(&self, faults: &[Value], (status, says): End) {
        let Self { booth, good } = self;
        let what = Value::from(faults).to_string();
        for fault in faults {
            booth.supplier.fault(on_lists(fault.clone()));
        }
        let answer = booth.ask(&["catalog", "refresh"]);
        let run = answer.document();
        assert_eq!(
            (&run["status"], answer.code),
            (&status.into(), Some((status == "FAILED").into())),
            "{what}: {run:#}"
        );
        match says {
            None => assert_eq!(run["error"], Value::Null, "{what}"),
            Some(words) => assert!(run["error"].as_str().is_some_and(|error| error.contains(words)), "{what}: {run:#}"),
        }
        assert_eq!(run["retired"], 0, "{what}: {run:#}");
        let record = &booth.whole(&["catalog", "runs", "--limit", "1"])[0];
        for field in ["run_id", "status", "error", "retired"] {
            assert_eq!(record[field], run[field], "{what}: what the record says of {field}");
        }
        let shown = booth.goods();
        if status == "FAILED" {
            assert_eq!(differences(&shown, good), Vec::<String>::new(), "{what}: the last good catalogue stays");
        }
        whole(&what, &shown, good);
        booth.supplier.clear_faults();

        let healed = booth.ok(&["catalog", "refresh"]);
        assert_eq!(
            (&healed["status"], &healed["error"], &healed["retired"]),
            (&"COMPLETED".into(), &Value::Null, &0.into()),
            "after {what}"
        );
        assert_eq!(differences(&booth.goods(), good), Vec::<String>::new(), "after {what}");
        assert_eq!(booth.ok(&["catalog", "refresh"])["written"], 0, "after {what}");
    }

    /// The same when the search still finds what it found.
    fn searchable_day(&self, faults: &[Value], end: End) {
        self.day(faults, end);
        for (words, id) in [("al qamar observation deck", "1100001"), ("Dubai", "60005")] {
            assert_eq!(self.booth.ok(&["catalog", "search", words])["items"][0]["id"], id, "{words}");
        }
    }
}

fn list<'a>(goods: &'a Value, place: &str) -> &'a Vec<Value> {
    goods[place].as_array().unwrap_or_else(|| panic!("no {place}"))
}

/// Products of all cities by id.
fn products(goods: &Value) -> std::collections::BTreeMap<&str, &Value> {
    let cities = goods["products"].as_object().expect("cities").values();
    let all = cities.flat_map(|city| city.as_array().expect("products"));
    all.map(|product| (product["id"].as_str().expect("an id"), product)).collect()
}

/// Nothing is missing of what a good desk shows, nothing is shown that is not true, and no text does harm.
fn whole(what: &str, shown: &Value, good: &Value) {
    for place in ["countries", "cities", "tags", "experiences"] {
        let ids = |goods: &Value| {
            let mut ids: Vec<String> = list(goods, place).iter().map(|item| item["id"].to_string()).collect();
            ids.sort();
            ids
        };
        assert_eq!(ids(shown), ids(good), "{what}: {place}");
    }
    let (here, there) = (products(shown), products(good));
    let missing: Vec<_> = there.keys().filter(|id| !here.contains_key(*id)).collect();
    assert!(missing.is_empty(), "{what}: {} products are in no city, such as {missing:.3?}", missing.len());
    assert_eq!(here.len(), there.len(), "{what}");
    for (id, product) in here {
        let price = &product["price"];
        assert!(
            price.is_null() || *price == there[id]["price"],
            "{what}: {id} costs {price} and not {}",
            there[id]["price"]
        );
        assert_eq!(product["experience_id"], there[id]["experience_id"], "{what}: {id}");
    }
    let text = shown.to_string();
    for mark in TREACHEROUS {
        assert!(!text.contains(mark), "{what}: {mark:?} is shown");
    }
}

#[test]
fn pages_that_shift_repeat_or_promise_too_much() {
    let week = Week::begin();
    week.searchable_day(&[json!({ "verb": "duplicate_ids" })], WELL);
    week.searchable_day(&[json!({ "verb": "overlapping_pages" })], WELL);
    for percent in [10, 60] {
        let fault = json!({ "verb": "shrinking_pages", "list": "products", "percent": percent });
        week.searchable_day(&[fault], WELL);
    }
    for percent in [0, 50, 150, 1000, u32::MAX] {
        week.searchable_day(&[json!({ "verb": "lying_total", "percent": percent })], WELL);
    }
    let both = [json!({ "verb": "overlapping_pages" }), json!({ "verb": "lying_total", "percent": 10 })];
    week.searchable_day(&both, WELL);
}

#[test]
fn pages_that_are_empty() {
    let week = Week::begin();
    // Half of the products are on no page; each is asked for, and is there.
    week.searchable_day(&[json!({ "verb": "empty_page", "list": "products", "skip": 1, "times": 1 })], WELL);
    week.searchable_day(&[json!({ "verb": "empty_page" })], BROKEN);
    for list in ["experiences", "products"] {
        let nothing = [
            json!({ "verb": "empty_page", "list": list }),
            json!({ "verb": "lying_total", "list": list, "percent": 0 }),
        ];
        week.searchable_day(&nothing, BROKEN);
    }
}

#[test]
fn items_that_cannot_be_read() {
    let week = Week::begin();
    week.searchable_day(&[json!({ "verb": "missing_fields" })], UNREADABLE);
    week.searchable_day(&[json!({ "verb": "missing_fields", "list": "experiences" })], UNREADABLE);
    week.searchable_day(&[json!({ "verb": "wrong_types" })], UNREADABLE);
    week.searchable_day(&[json!({ "verb": "wrong_types", "list": "products", "times": 1 })], UNREADABLE);
    let all = ["missing_fields", "wrong_types", "duplicate_ids"].map(|verb| json!({ "verb": verb }));
    week.searchable_day(&all, UNREADABLE);
}

#[test]
fn one_thing_that_cannot_be_read_when_it_is_asked_for_fails_nothing() {
    let week = Week::begin();
    let unread = ("COMPLETED", Some("1 of them were answered with something that does not read"));
    let once = |list: &str| json!({ "verb": "unreadable_item", "list": list, "times": 1 });
    // Half of the products are on no page, so that each of them is asked for by its number.
    let half = json!({ "verb": "empty_page", "list": "products", "skip": 1, "times": 1 });
    week.searchable_day(&[half, once("products")], unread);
    // Of the experiences those whose titles are swallowed by their own markup.
    let some = json!({ "verb": "html_text", "list": "experiences" });
    week.searchable_day(&[some, once("experiences")], unread);
}

#[test]
fn prices_that_are_none() {
    let week = Week::begin();
    week.searchable_day(&[json!({ "verb": "unknown_currency" })], WELL);
    week.searchable_day(&[json!({ "verb": "prices_as_text" })], WELL);
}

#[test]
fn a_city_that_is_in_no_list_takes_nothing_away() {
    let booth = Booth::stocked();
    let good = booth.goods();
    booth.supplier.fault(on_lists(json!({ "verb": "unknown_city" })));
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!((&run["status"], &run["retired"]), (&"COMPLETED".into(), &0.into()), "{run:#}");
    let status = booth.ok(&["catalog", "status"]);
    assert_eq!((&status["experiences"], &status["products"]), (&40.into(), &200.into()));
    for id in products(&good).keys().step_by(9) {
        assert_eq!(booth.ok(&["catalog", "product", id])["id"], *id, "it opens wherever it is");
    }
    booth.supplier.clear_faults();
    booth.ok(&["catalog", "refresh"]);
    assert_eq!(differences(&booth.goods(), &good), Vec::<String>::new());
}

#[test]
fn texts_that_are_too_long_or_turn_around() {
    let week = Week::begin();
    week.searchable_day(&[json!({ "verb": "huge_text" })], WELL);
    week.searchable_day(&[json!({ "verb": "bidi_text" })], WELL);
    // Markup that is never closed swallows some titles whole, and what has no title cannot be sold.
    week.searchable_day(&[json!({ "verb": "html_text" })], UNREADABLE);
    let far = json!({ "verb": "huge_text", "list": "products", "bytes": 200_000_000 });
    week.searchable_day(&[far], ("FAILED", Some("makes no sense")));
}

#[test]
fn texts_with_markup_do_no_harm() {
    let booth = Booth::stocked();
    let good = booth.goods();
    booth.supplier.fault(on_lists(json!({ "verb": "html_text" })));
    let run = booth.ok(&["catalog", "refresh"]);
    // Markup that is never closed swallows some titles whole, and what has no title cannot be sold.
    assert!(run["error"].as_str().is_some_and(|error| error.contains("could not be read")), "{run:#}");
    assert_eq!((&run["status"], &run["retired"]), (&"COMPLETED".into(), &0.into()));
    whole("html_text", &booth.goods(), &good);
    let search = booth.ok(&["catalog", "search", "levels 88 and 89", "--limit", "1"]);
    assert_eq!(search["items"][0]["id"], "1100001");
    booth.supplier.clear_faults();
    booth.supplier.mutate(100.0);
    booth.ok(&["catalog", "refresh"]);
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}

#[test]
fn short_lists_that_are_odd() {
    let week = Week::begin();
    for list in ["countries", "cities", "tags", "tag_types"] {
        let one = |verb: &str| [json!({ "verb": verb, "list": list })];
        for verb in ["duplicate_ids", "overlapping_pages", "bidi_text", "huge_text"] {
            week.day(&one(verb), WELL);
        }
        week.day(&[json!({ "verb": "lying_total", "list": list, "percent": 200 })], WELL);
    }
    for list in ["countries", "cities", "tags", "tag_types"] {
        for verb in ["missing_fields", "wrong_types"] {
            week.day(&[json!({ "verb": verb, "list": list })], UNREADABLE);
        }
    }
    for (list, end) in [("countries", WELL), ("cities", UNREADABLE), ("tags", UNREADABLE), ("tag_types", WELL)] {
        week.day(&[json!({ "verb": "html_text", "list": list })], end);
    }
}

#[test]
fn short_lists_that_are_empty() {
    let week = Week::begin();
    for list in ["countries", "cities", "tags", "tag_types"] {
        week.day(&[json!({ "verb": "empty_page", "list": list })], BROKEN);
        let nothing = [
            json!({ "verb": "empty_page", "list": list }),
            json!({ "verb": "lying_total", "list": list, "percent": 0 }),
        ];
        week.day(&nothing, BROKEN);
    }
}

#[test]
fn a_small_desk_whose_list_is_suddenly_empty_keeps_what_it_has() {
    let booth = Booth::stocked();
    for gone in [124_004..124_022, 124_022..124_032, 124_032..124_036] {
        booth.supplier.retire(&json!({ "experiences": gone.collect::<Vec<_>>() }));
        booth.ok(&["catalog", "refresh"]);
    }
    let left = booth.ok(&["catalog", "status"])["experiences"].clone();
    assert_eq!(left, 8, "fewer than ten are a catalogue too");
    for verb in ["empty_page", "lying_total"] {
        booth.supplier.fault(on_lists(json!({ "verb": verb, "percent": 0 })));
    }
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!(run["retired"], 0, "{run:#}");
    assert_eq!(booth.ok(&["catalog", "status"])["experiences_visible"], left);
}

#[test]
fn a_line_that_stumbles_once_is_asked_again() {
    let week = Week::begin_with(&["--no-etags"]);
    for verb in
        ["slow", "error_500", "error_503", "rate_limited", "cut_body", "drop_before_accept", "drop_after_accept"]
    {
        let fault = json!({ "verb": verb, "list": "products", "times": 1, "ms": 200, "retry_after": 1 });
        week.searchable_day(&[fault], WELL);
    }
}

#[test]
fn a_line_that_stays_broken_fails_the_run_and_nothing_else() {
    // Whatever there is of an answer comes each time: a mark that still holds has no body that could be cut.
    let week = Week::begin_with(&["--no-etags"]);
    for (verb, says) in [
        ("not_json", "makes no sense"),
        ("error_500", "500"),
        ("error_503", "503"),
        ("cut_body", "makes no sense"),
        ("drop_before_accept", "answer"),
        ("drop_after_accept", "answer"),
    ] {
        week.searchable_day(&[json!({ "verb": verb, "list": "products" })], ("FAILED", Some(says)));
    }
    let slower = json!({ "verb": "rate_limited", "list": "products", "retry_after": 3600 });
    week.searchable_day(&[slower], ("FAILED", Some("slower")));
}

#[test]
fn on_a_bad_day_what_is_really_gone_is_asked_for_and_retired() {
    let booth = Booth::stocked();
    booth.supplier.retire(&json!({ "products": [1_100_001, 1_100_002, 1_006_518], "experiences": [124_010] }));
    booth.supplier.fault(on_lists(json!({ "verb": "lying_total", "percent": 150 })));
    let usual = booth.ok(&["catalog", "runs"])["items"][0]["requests"].as_u64().expect("a number");
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!((&run["status"], &run["error"], &run["retired"]), (&"COMPLETED".into(), &Value::Null, &9.into()));
    assert!(run["requests"].as_u64() >= Some(usual + 9), "each is asked for first: {run:#}");
    booth.supplier.clear_faults();
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
}

#[test]
fn a_list_that_lost_more_than_half_is_not_believed_and_the_desk_goes_on_selling() {
    let booth = Booth::stocked();
    let good = booth.goods();
    let (gone, _) = booth.supplier.retire(&json!({ "percent": 65 }));
    assert!(gone > 100, "{gone} of 200");
    let run = booth.ok(&["catalog", "refresh"]);
    assert_eq!((&run["status"], &run["retired"]), (&"COMPLETED".into(), &0.into()), "{run:#}");
    let says = run["error"].as_str().expect("a sentence");
    assert!(says.contains(&(200 - gone).to_string()) && says.contains("200") && says.contains("Nothing"), "{says}");
    assert_eq!(products(&booth.goods()).len(), 200);
    booth.supplier.restore();
    assert_eq!(booth.ok(&["catalog", "refresh"])["error"], Value::Null);
    assert_eq!(differences(&booth.goods(), &booth.goods_afresh()), Vec::<String>::new());
    assert_eq!(products(&booth.goods()).len(), products(&good).len());
}

#[test]
fn a_desk_that_keeps_to_the_suppliers_pace_is_hardly_ever_told_to_slow_down() {
    let booth = Booth::open_with(&["--world", "full", "--rate-limit", "20"]);
    pace(&booth, 20);
    let run = booth.ok(&["catalog", "bootstrap", "--max-pages", "60"]);
    assert_eq!((&run["status"], &run["products"]), (&"COMPLETED".into(), &6_000.into()));
    let truth = booth.supplier.truth();
    let (refused, all) =
        (truth["rate_limited"].as_u64().expect("a number"), truth["total_requests"].as_u64().expect("a number"));
    println!("{refused} of {all} answers were 429 at the supplier's own pace");
    assert!(all > 100 && refused * 50 <= all, "{refused} of {all}");
    assert_eq!(run["rate_limited"], refused);
}

#[test]
fn a_desk_that_asks_five_times_too_fast_learns_the_pace_and_comes_to_its_end() {
    for further in [&[][..], &["--no-retry-after"]] {
        let booth = Booth::open_with(&[&["--world", "full", "--rate-limit", "20"], further].concat());
        pace(&booth, 100);
        let run = booth.ok(&["catalog", "bootstrap", "--max-pages", "60"]);
        assert_eq!((&run["status"], &run["products"]), (&"COMPLETED".into(), &6_000.into()), "{further:?}: {run:#}");
        let truth = booth.supplier.truth();
        println!(
            "{} of {} answers were 429 at five times the pace {further:?}",
            truth["rate_limited"], truth["total_requests"]
        );
        assert_eq!(run["rate_limited"], truth["rate_limited"], "{further:?}");
        assert!(run["rate_limited"].as_u64() > Some(0), "{further:?}");
        assert!(run["rate_limited"].as_u64() < run["requests"].as_u64().map(|all| all / 4), "{further:?}: {run:#}");
    }
}

/// Sets so many requests a second.
fn pace(booth: &Booth, per_second: u32) {
    let set = ["supplier", "set", "tiqets", "--base-url", booth.supplier.base_url(), "--at-once", "8"];
    booth.ok(&[&set[..], &["--per-second", &per_second.to_string()]].concat());
}
