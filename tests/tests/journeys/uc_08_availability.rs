//! UC-08, UC-09: free days and times, always asked of the supplier, after the range was checked here.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use counterfoil_journeys::{Booth, Program, days_ahead, program};
use serde_json::{Value, json};

/// Days of an answer with a state.
fn days_that_are<'a>(found: &'a Value, state: &str) -> Vec<&'a str> {
    let days = found["days"].as_array().expect("days").iter();
    days.filter(|day| day["state"] == state).map(|day| day["day"].as_str().expect("a day")).collect()
}

#[test]
fn ninety_days_are_put_together_from_windows_the_supplier_allows() {
    let booth = Booth::stocked();
    let before = booth.supplier.truth()["requests"]["availability"].as_u64().unwrap_or_default();
    let found = booth.ok(&["availability", "1100001", "--from", &days_ahead(2), "--to", &days_ahead(92)]);
    let asked = booth.supplier.truth()["requests"]["availability"].as_u64().unwrap_or_default() - before;
    assert_eq!(asked, 3, "91 days in windows of 31");
    let days = found["days"].as_array().expect("days");
    let expected: Vec<String> = (2..=92).map(days_ahead).collect();
    let told: Vec<_> = days.iter().map(|day| day["day"].as_str().unwrap_or_default()).collect();
    assert_eq!(told, expected, "every day once and in order");
    let (free, others): (Vec<_>, Vec<_>) = days.iter().partition(|day| day["is_available"] == true);
    assert!(others.iter().all(|day| day["timeslots"] == json!([]) && day["from_price"].is_null()));
    assert!(others.iter().all(|day| day["state"] == "sold_out" || day["state"] == "not_offered"));
    assert!(free.iter().all(|day| day["state"] == "free"));
    assert!(found["asked_at"].as_str().is_some_and(|at| at.ends_with('Z')), "how old it is");
    for day in free {
        let slot = &day["timeslots"][0];
        assert!(slot["timeslot"].is_string() && slot["max_tickets"].as_u64().is_some_and(|room| room > 0), "{day:#}");
        let offer = &slot["variants"][0];
        let parts = |name: &str| offer[name]["minor"].as_i64().unwrap_or_default();
        assert_eq!(parts("ticket_value") + parts("booking_fee"), parts("price"), "{offer:#}");
    }
}

#[test]
fn a_sold_out_day_is_told_and_not_left_out() {
    let booth = Booth::stocked();
    let slot = booth.slot(1_100_002);
    booth.supplier.fault_once("sold_out_race", "create");
    assert_eq!(booth.create(&slot.family()).problem_code(), "NOT_AVAILABLE");
    let found = booth.ok(&["availability", "1100002", "--from", &slot.day, "--to", &slot.day]);
    let day = &found["days"][0];
    assert_eq!((&day["day"], &day["is_available"]), (&slot.day.as_str().into(), &false.into()));
    assert_eq!(day["state"], "sold_out");
    assert_eq!(found["days"].as_array().map(Vec::len), Some(1));
    assert_eq!(booth.ok(&["timeslots", "1100002", "--from", &slot.day, "--to", &slot.day])["total"], 0);
}

#[test]
fn a_weekday_on_which_nothing_is_offered_is_not_called_sold_out() {
    let booth = Booth::stocked();
    let all = booth.pages(&["catalog", "products", "--city", "60005"]);
    let ordinary = all.iter().filter_map(|one| one["id"].as_str()).filter(|id| id.starts_with('3'));
    let (from, to) = (days_ahead(2), days_ahead(60));
    let rests = ordinary
        .map(|id| booth.ok(&["availability", id, "--from", &from, "--to", &to]))
        .find(|found| days_that_are(found, "free").len() > 30 && days_that_are(found, "not_offered").len() > 4);
    let rests = rests.expect("a product that rests on a day of the week");
    let weekdays = |days: Vec<&str>| -> BTreeSet<u32> {
        days.iter().map(|day| day.parse::<NaiveDate>().expect("a day").weekday().num_days_from_monday()).collect()
    };
    let rest = weekdays(days_that_are(&rests, "not_offered"));
    assert_eq!(rest.len(), 1, "{rests:#}");
    assert!(rest.is_disjoint(&weekdays(days_that_are(&rests, "free"))));
    // One such day asked about alone says the same.
    let day = days_that_are(&rests, "not_offered")[0];
    let id = rests["product_id"].as_str().expect("an id");
    let alone = booth.ok(&["availability", id, "--from", day, "--to", day]);
    assert_eq!((&alone["days"][0]["state"], &alone["days"][0]["is_available"]), (&json!("not_offered"), &json!(false)));
    let closed = booth.ok(&["availability", "1100009", "--from", &from, "--to", &to]);
    assert_eq!((days_that_are(&closed, "not_offered").len(), &closed["sales_enabled"]), (59, &json!(false)));
}

#[test]
fn a_time_that_the_supplier_names_with_a_zero_is_sold_out() {
    let booth = Booth::stocked();
    let range = ["1100001", "--from", &days_ahead(2), "--to", &days_ahead(32)];
    let flat = || booth.ok(&[&["timeslots"][..], &range].concat());
    let left_out = flat();
    booth.supplier.settings(&json!({ "names_sold_out": true }));
    let named = flat();
    let items = |found: &Value| found["items"].as_array().cloned().expect("items");
    let (free, gone): (Vec<_>, Vec<_>) = items(&named).into_iter().partition(|item| item["is_available"] == true);
    assert!(!gone.is_empty());
    let when = |items: &[Value]| -> Vec<_> {
        items.iter().map(|item| (item["day"].clone(), item["timeslot"].clone())).collect()
    };
    assert_eq!(when(&free), when(&items(&left_out)), "what is free is the same");
    for item in &gone {
        assert_eq!(item["max_tickets"], 0);
        let kinds = item["variants"].as_array().expect("variants");
        assert!(kinds.iter().all(|kind| kind["is_available"] == false && kind["price"]["minor"].is_i64()), "{item:#}");
    }
    let mut wish = booth.slot(1_100_001);
    wish.day = gone[0]["day"].as_str().expect("a day").to_owned();
    wish.time = gone[0]["timeslot"].as_str().map(str::to_owned);
    let problem = booth.create(&wish.family()).problem();
    assert_eq!(problem["code"], "NOT_AVAILABLE");
    let message = problem["message"].as_str().unwrap_or_default();
    assert!(message.contains("is not free. Free are "), "{message}");
    assert!(booth.supplier.truth()["requests"]["create"].is_null(), "nothing was sent");
}

#[test]
fn a_booking_form_finds_in_each_timeslot_what_it_needs() {
    let booth = Booth::stocked();
    let found = booth.ok(&["timeslots", "1100001", "--from", &days_ahead(4), "--to", &days_ahead(6)]);
    assert_eq!((&found["product_id"], &found["timezone"]), (&json!("1100001"), &json!("Asia/Dubai")));
    assert!(found["asked_at"].is_string() && found["max_tickets_per_order"].is_u64(), "{found:#}");
    for item in found["items"].as_array().expect("items") {
        assert!(item["day"].is_string() && item["timeslot"].is_string() && item["max_tickets"].is_u64(), "{item:#}");
        for kind in item["variants"].as_array().expect("variants") {
            assert!(kind["variant_id"].is_string() && kind["label"].is_string() && kind["max_tickets"].is_u64());
            assert_eq!(kind["price"]["currency"], "AED");
        }
        // A day before it begins, by the clock of Dubai.
        let begins = format!("{}T{}:00+04:00", item["day"].as_str().unwrap(), item["timeslot"].as_str().unwrap());
        let begins = begins.parse::<chrono::DateTime<chrono::FixedOffset>>().expect("an instant");
        let until = item["cancel_until"].as_str().expect("a deadline");
        let until = until.parse::<chrono::DateTime<chrono::FixedOffset>>().expect("an instant");
        assert_eq!(begins - until, chrono::Duration::hours(24));
    }
    let never = booth.ok(&["timeslots", "1100008", "--from", &days_ahead(4), "--to", &days_ahead(14)]);
    let never = never["items"].as_array().expect("items");
    assert!(!never.is_empty() && never.iter().all(|item| item["cancel_until"].is_null()), "{never:#?}");
}

#[test]
fn people_read_days_times_room_and_prices_in_lines() {
    let booth = Booth::stocked();
    let (data, secrets) = (booth.place.data(), booth.place.secrets());
    let desk = ["--data", data.to_str().expect("a path"), "--secrets", secrets.to_str().expect("a path")];
    let read = |command: &str, product: &str| {
        let asked = [command, product, "--from", &days_ahead(3), "--to", &days_ahead(9)];
        let answer = Program::new(program("counterfoil-cli"), [&desk[..], &asked].concat()).run();
        assert_eq!(answer.code, Some(0), "{answer:?}");
        answer.out
    };
    let days = read("availability", "1100001");
    assert_eq!(days.lines().count(), 8, "a line for each day and one for the age:\n{days}");
    assert!(days.contains("AED 140.00") && days.contains(" 10:00 10:30"), "{days}");
    assert!(days.lines().last().is_some_and(|line| line.starts_with("Asked at ") && line.contains("Dubai")), "{days}");
    let times = read("timeslots", "1100001");
    assert!(times.contains("  10:00      up to 9   Adult AED 140.00, Child (4-12) AED 84.00, "), "{times}");
    assert!(read("availability", "1100009").contains("not offered"));
    assert!(read("timeslots", "1100009").starts_with("Nothing is free in these days.\n"));
}

#[test]
fn timeslots_are_the_same_answer_as_a_flat_list() {
    let booth = Booth::stocked();
    let range = ["1100001", "--from", &days_ahead(5), "--to", &days_ahead(9)];
    let days = booth.ok(&[&["availability"][..], &range].concat());
    let flat = booth.ok(&[&["timeslots"][..], &range].concat());
    let of_days = days["days"].as_array().into_iter().flatten().flat_map(|day| {
        day["timeslots"].as_array().into_iter().flatten().map(|slot| (day["day"].clone(), slot["timeslot"].clone()))
    });
    let of_list = flat["items"].as_array().into_iter().flatten();
    let of_list: Vec<_> = of_list.map(|item| (item["day"].clone(), item["timeslot"].clone())).collect();
    assert!(!of_list.is_empty());
    assert_eq!(of_days.collect::<Vec<_>>(), of_list);
    assert_eq!(flat["total"], of_list.len());
}

#[test]
fn a_whole_day_product_has_days_without_times() {
    let booth = Booth::stocked();
    let found = booth.ok(&["timeslots", "1100002", "--from", &days_ahead(1), "--to", &days_ahead(10)]);
    let items = found["items"].as_array().expect("items");
    assert_eq!(items.len(), 10, "it is open every day");
    assert!(items.iter().all(|item| item["timeslot"].is_null() && item["max_tickets"].is_u64()));
    let days: BTreeSet<_> = items.iter().map(|item| item["day"].to_string()).collect();
    assert_eq!(days.len(), 10);
}

#[test]
fn a_range_that_cannot_be_is_refused_before_anybody_is_asked() {
    let booth = Booth::stocked();
    let before = booth.supplier.requests();
    let (soon, past) = (days_ahead(2), days_ahead(-2));
    let (far, later) = (days_ahead(93), days_ahead(5));
    for (from, to, why) in [
        (soon.as_str(), far.as_str(), format!("{far} is 91 days after {soon}; ask for at most 90 days at once.")),
        (&past, &soon, format!("{past} is in the past; today at the venue is ")),
        (&later, &soon, format!("{soon} comes before {later}; give the earlier day first.")),
        ("01/12/2026", &soon, "\u{201c}01/12/2026\u{201d} is not a date; write it as yyyy-MM-dd".to_owned()),
        ("2027-2-3", "2027-02-04", "\u{201c}2027-2-3\u{201d} is not a date".to_owned()),
        (&soon, "2027-02-30", "\u{201c}2027-02-30\u{201d} is not a date".to_owned()),
        (&soon, "", "is not a date; write it as yyyy-MM-dd, for example 2026-12-24.".to_owned()),
    ] {
        for command in ["availability", "timeslots"] {
            let answer = booth.ask(&[command, "1100001", "--from", from, "--to", to]);
            let problem = answer.problem();
            assert_eq!((&problem["code"], &problem["retry"]), (&json!("ERR00014"), &json!("never")), "{why}");
            let message = problem["message"].as_str().unwrap_or_default();
            assert!(message.contains(&why), "{message} is not {why}");
        }
    }
    assert_eq!(booth.supplier.requests(), before, "a wrong range reached the supplier");
}

#[test]
fn an_unknown_product_is_not_found() {
    let booth = Booth::stocked();
    for unknown in ["999999999", "no product"] {
        let code = booth.refused(&["availability", unknown, "--from", &days_ahead(2), "--to", &days_ahead(3)]);
        assert_eq!(code, "ERR00003", "{unknown}");
    }
}
