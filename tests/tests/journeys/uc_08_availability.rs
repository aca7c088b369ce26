//! UC-08, UC-09: free days and times, always asked of the supplier, after the range was checked here.

use std::collections::BTreeSet;

use counterfoil_journeys::{Booth, days_ahead};

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
    let (free, sold_out): (Vec<_>, Vec<_>) = days.iter().partition(|day| day["is_available"] == true);
    assert!(sold_out.iter().all(|day| day["timeslots"] == serde_json::json!([]) && day["from_price"].is_null()));
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
    assert_eq!(found["days"].as_array().map(Vec::len), Some(1));
    assert_eq!(booth.ok(&["timeslots", "1100002", "--from", &slot.day, "--to", &slot.day])["total"], 0);
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
    for (from, to, why) in [
        (soon.as_str(), days_ahead(93).as_str(), "91 days apart"),
        (&past, &soon, "in the past"),
        (&soon, &past, "backwards"),
        ("01/12/2026", &soon, "another way of writing"),
        ("2027-2-3", "2027-02-04", "without its zeros"),
        (&soon, "2027-02-30", "no such day"),
        (&soon, "", "nothing"),
    ] {
        for command in ["availability", "timeslots"] {
            let answer = booth.ask(&[command, "1100001", "--from", from, "--to", to]);
            assert_eq!(answer.problem_code(), "ERR00014", "{why}: {answer:?}");
            assert_eq!(answer.problem()["retry"], "never");
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
