use chrono::{DateTime, Utc};
use counterfoil_sandbox::{Options, ids};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, Outcome, text};

#[tokio::test]
async fn an_order_lives_from_hold_to_cancellation() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::TOWER_DECK, 2, "Ünïcode/ref 1").await?;
    let (reference, token) = client.hold(&wish).await?;
    let (_, order) = client.get(&format!("/orders/{reference}")).await?;
    assert_eq!((&order["order_status"], &order["is_currently_cancellable"]), (&json!("new"), &json!(false)));
    assert_eq!(
        (&order["variants"], &order["timeslot"], &order["day"]),
        (&wish["variants"], &wish["timeslot"], &wish["day"])
    );
    assert_eq!(order["customer_details"], wish["customer_details"]);
    assert!(order.get("payment_confirmation_token").is_none());
    let (_, early) = client.get(&format!("/orders/{reference}/tickets")).await?;
    assert_eq!((&early["tickets_pdf_url"], early.get("tickets")), (&Value::Null, None));

    let (status, answer) = client.confirm(&reference, "wrong").await?;
    assert_eq!(status, 400);
    assert!(answer["field_errors"]["payment_confirmation_token"].is_string());
    let (status, _) = client.confirm(&reference, &token).await?;
    assert_eq!(status, 200);
    let (status, again) = client.confirm(&reference, &token).await?;
    assert_eq!((status.as_u16(), &again["error_code"]), (400, &"wrong_order_status".into()));

    let path = "/orders/%C3%9Cn%C3%AFcode%2Fref%201?is_external_reference=true";
    let (_, order) = client.get(path).await?;
    assert_eq!((text(&order["order_reference_id"]), &order["order_status"]), (reference.clone(), &json!("done")));
    let deadline = text(&order["cancellation_deadline"]);
    assert!(DateTime::parse_from_rfc3339(&deadline)? > Utc::now());
    assert!(deadline.ends_with("+04:00"), "{deadline} is not Dubai's time");

    let (_, tickets) = client.get(&format!("/orders/{reference}/tickets")).await?;
    let list = tickets["tickets"].as_array().ok_or("no tickets")?;
    assert_eq!(list.len(), 2);
    assert!(list.iter().all(|ticket| ticket["barcode_format"] == "QRCODE"));
    assert_ne!(list[0]["barcode"], list[1]["barcode"]);

    let (status, _) = client.cancel(&reference).await?;
    assert_eq!(status, 200);
    assert_eq!(client.status(&reference).await?, "cancelled");
    let (status, answer) = client.cancel(&reference).await?;
    assert_eq!((status.as_u16(), &answer["error_code"]), (400, &"order_not_cancellable".into()));
    Ok(())
}

#[tokio::test]
async fn a_hold_lapses_and_gives_its_places_back() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::TOWER_DECK, 9, "H-1").await?;
    let (reference, token) = client.hold(&wish).await?;
    client.sandbox.advance_clock(29 * 60);
    assert_eq!(client.status(&reference).await?, "new");
    client.sandbox.advance_clock(61);
    assert_eq!(client.status(&reference).await?, "cancelled");
    let (status, answer) = client.confirm(&reference, &token).await?;
    assert_eq!((status.as_u16(), &answer["error_code"]), (400, &"wrong_order_status".into()));
    let truth = client.sandbox.truth();
    assert_eq!(truth.by_status.get("cancelled"), Some(&1));
    assert!(truth.live_per_external_reference.is_empty());
    Ok(())
}

#[tokio::test]
async fn places_run_out_and_come_back() -> Outcome {
    let client = Client::small().await?;
    let mut wish = client.wish(ids::TOWER_DECK, 1, "P-0").await?;
    let mut held: u32 = 0;
    let refused = loop {
        wish["external_reference"] = json!(format!("P-{held}"));
        let (status, answer) = client.create(&wish).await?;
        if status != 200 {
            break answer;
        }
        held += 1;
        assert!(held < 100);
    };
    assert_eq!(refused["error_code"], "timeslot_not_available");
    assert!(held >= 8);
    let path =
        format!("/products/{}/availability?start_date={day}&end_date={day}", ids::TOWER_DECK, day = text(&wish["day"]));
    let times = |answer: &Value| -> Vec<String> {
        answer["dates"][0]["timeslots"].as_array().into_iter().flatten().map(|slot| text(&slot["time"])).collect()
    };
    let slot = text(&wish["timeslot"]);
    assert!(!times(&client.get(&path).await?.1).contains(&slot));
    client.sandbox.advance_clock(31 * 60);
    assert!(times(&client.get(&path).await?.1).contains(&slot));
    Ok(())
}

#[tokio::test]
async fn a_race_for_the_last_places_has_one_winner_each() -> Outcome {
    let client = std::sync::Arc::new(Client::small().await?);
    let wish = client.wish(ids::TOWER_DECK, 9, "R").await?;
    let mut race = tokio::task::JoinSet::new();
    for runner in 0..40 {
        let (client, mut wish) = (client.clone(), wish.clone());
        wish["external_reference"] = json!(format!("R-{runner}"));
        race.spawn(async move { client.create(&wish).await.map(|(status, _)| status) });
    }
    let mut won = 0;
    while let Some(result) = race.join_next().await {
        won += usize::from(result?? == 200);
    }
    // No slot of this product has room for more than thirty-one.
    assert!((1..=3).contains(&won), "{won} orders of nine");
    assert_eq!(client.sandbox.truth().by_status.get("new").copied(), Some(won as u64));
    Ok(())
}

#[tokio::test]
async fn a_reference_is_used_once() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::WHOLE_DAY, 1, "SAME").await?;
    client.hold(&wish).await?;
    let (status, answer) = client.create(&wish).await?;
    assert_eq!((status.as_u16(), &answer["error_code"]), (400, &"validation_error".into()));
    assert!(answer["field_errors"]["external_reference"].is_string());
    let truth = client.sandbox.truth();
    assert_eq!((truth.orders.len(), truth.reused_references), (1, 1));
    let (status, answer) = client.get("/orders/NEVER?is_external_reference=true").await?;
    assert_eq!((status.as_u16(), &answer["error_code"]), (404, &"not_found".into()));
    Ok(())
}

#[tokio::test]
async fn what_an_order_must_and_must_not_contain() -> Outcome {
    let client = Client::small().await?;
    let good = client.wish(ids::TOWER_DECK, 1, "V-1").await?;
    let adult = &good["variants"][0]["variant_id"];
    let child = adult.as_u64().unwrap_or_default() + 1;
    let wrong = |path: &str, value: Value| {
        let mut wish = good.clone();
        if let Some(place) = wish.pointer_mut(path) {
            *place = value;
        }
        wish
    };
    let cases = [
        (wrong("/customer_details/firstname", json!("")), "validation_error"),
        (wrong("/customer_details/lastname", json!(" ")), "validation_error"),
        (wrong("/customer_details/email", json!("nobody")), "validation_error"),
        (wrong("/customer_details/phone", Value::Null), "validation_error"),
        (wrong("/variants", json!([])), "validation_error"),
        (wrong("/variants/0/count", json!(0)), "validation_error"),
        (wrong("/variants/0/count", json!(-1)), "validation_error"),
        (wrong("/variants/0/count", json!(10)), "validation_error"),
        (wrong("/variants/0/variant_id", json!(1)), "validation_error"),
        (wrong("/variants", json!([{"variant_id": child, "count": 1}])), "validation_error"),
        (wrong("/timeslot", Value::Null), "validation_error"),
        (wrong("/timeslot", json!("03:33")), "timeslot_not_available"),
        (wrong("/day", json!("2020-01-01")), "validation_error"),
        (wrong("/day", json!("01.02.2027")), "validation_error"),
        (wrong("/day", json!("2099-01-01")), "timeslot_not_available"),
        (wrong("/external_reference", json!("x".repeat(256))), "validation_error"),
        (wrong("/product_id", json!(1)), "not_found"),
        (wrong("/product_id", json!(ids::UNAVAILABLE)), "checkout_disabled"),
    ];
    for (wish, code) in cases {
        let (_, answer) = client.create(&wish).await?;
        assert_eq!(answer["error_code"], code, "{wish} {answer}");
    }
    let mut slotted = client.wish(ids::WHOLE_DAY, 1, "V-2").await?;
    slotted["timeslot"] = json!("10:00");
    let (_, answer) = client.create(&slotted).await?;
    assert!(answer["field_errors"]["timeslot"].is_string());
    assert!(client.sandbox.truth().orders.is_empty());
    let together = wrong("/variants", json!([{"variant_id": adult, "count": 2}, {"variant_id": child, "count": 1}]));
    client.hold(&together).await?;
    Ok(())
}

#[tokio::test]
async fn visitors_are_named_where_it_is_required() -> Outcome {
    let client = Client::small().await?;
    let mut wish = client.wish(ids::VISITORS, 2, "N-1").await?;
    let (_, answer) = client.create(&wish).await?;
    assert!(answer["field_errors"]["visitors_details"].is_string());
    let visitor = json!({"full_name": "Δήμητρα Ήλιου", "nationality": "GR"});
    wish["visitors_details"] = json!([{"variant_id": wish["variants"][0]["variant_id"], "visitors_data": [visitor]}]);
    let (_, answer) = client.create(&wish).await?;
    assert!(answer["field_errors"]["visitors_details"].is_string(), "one of two is not enough");
    wish["visitors_details"][0]["visitors_data"] = json!([visitor, visitor]);
    client.hold(&wish).await?;
    Ok(())
}

#[tokio::test]
async fn products_are_fulfilled_each_in_its_way() -> Outcome {
    let client = Client::small().await?;
    let slow = client.buy(&client.wish(ids::SLOW, 1, "F-1").await?).await?;
    let failing = client.buy(&client.wish(ids::FAILING, 1, "F-2").await?).await?;
    let stuck = client.buy(&client.wish(ids::STUCK, 1, "F-3").await?).await?;
    let mut late = client.wish(1_006_356, 1, "F-4").await?;
    late["variants"][0]["variant_id"] = json!(38285);
    let late = client.buy(&late).await?;
    for reference in [&slow, &stuck, &late] {
        assert_eq!(client.status(reference).await?, "pending");
    }
    client.sandbox.advance_clock(10);
    assert_eq!(client.status(&slow).await?, "done");
    assert_eq!(client.status(&failing).await?, "failed");
    assert_eq!(client.status(&late).await?, "pending");
    client.sandbox.advance_clock(660);
    assert_eq!(client.status(&late).await?, "done");
    client.sandbox.advance_clock(86_400);
    assert_eq!(client.status(&stuck).await?, "pending");
    Ok(())
}

#[tokio::test]
async fn cancellation_keeps_to_its_terms() -> Outcome {
    let client = Client::small().await?;
    let never = client.buy(&client.wish(ids::NEVER_CANCELLABLE, 1, "C-1").await?).await?;
    let (_, order) = client.get(&format!("/orders/{never}")).await?;
    assert_eq!((&order["is_currently_cancellable"], order.get("cancellation_deadline")), (&json!(false), None));
    let (hold, _) = client.hold(&client.wish(ids::WHOLE_DAY, 1, "C-2").await?).await?;
    let late = client.buy(&client.wish(ids::WHOLE_DAY, 1, "C-3").await?).await?;
    client.sandbox.advance_clock(20 * 86_400);
    for reference in [&never, &hold, &late] {
        let (status, answer) = client.cancel(reference).await?;
        assert_eq!((status.as_u16(), &answer["error_code"]), (400, &"order_not_cancellable".into()));
    }
    Ok(())
}

#[tokio::test]
async fn a_lookup_may_give_the_token_and_a_hold_may_be_cancelled() -> Outcome {
    let client = Client::new(Options { token_on_lookup: true, cancel_holds: true, ..Options::default() }).await?;
    let (reference, token) = client.hold(&client.wish(ids::WHOLE_DAY, 1, "T-1").await?).await?;
    let (_, order) = client.get("/orders/T-1?is_external_reference=true").await?;
    assert_eq!(text(&order["payment_confirmation_token"]), token);
    assert_eq!(client.cancel(&reference).await?.0, 200);
    assert_eq!(client.status(&reference).await?, "cancelled");
    Ok(())
}

#[tokio::test]
async fn the_end_of_a_hold_may_be_told_and_answers_are_dated_by_the_suppliers_clock() -> Outcome {
    let client = Client::new(Options { says_hold_end: true, hold_minutes: 6, ..Options::default() }).await?;
    let (_, made) = client.create(&client.wish(ids::WHOLE_DAY, 1, "E-1").await?).await?;
    let path = format!("/orders/{}", text(&made["order_reference_id"]));
    let ends: DateTime<Utc> = text(&made["expires_at"]).parse()?;
    let left = async || -> Result<i64, Box<dyn std::error::Error + Send + Sync>> {
        let answer = client.request(Method::GET, &path).send().await?;
        let date = answer.headers().get("date").ok_or("no date")?.to_str()?;
        Ok((ends - DateTime::parse_from_rfc2822(date)?.to_utc()).num_seconds())
    };
    assert!((355..=361).contains(&left().await?));
    assert_eq!(client.get(&path).await?.1["expires_at"], made["expires_at"]);
    client.sandbox.advance_clock(300);
    assert!((55..=61).contains(&left().await?));
    client.sandbox.advance_clock(61);
    let (_, lapsed) = client.get(&path).await?;
    assert_eq!((&lapsed["order_status"], lapsed.get("expires_at")), (&json!("cancelled"), None));
    Ok(())
}

#[tokio::test]
async fn codes_come_in_every_format() -> Outcome {
    let client = Client::small().await?;
    let mut wish = client.wish(ids::FORMATS, 1, "B-1").await?;
    let first = wish["variants"][0]["variant_id"].as_u64().unwrap_or_default();
    wish["variants"] = (first..first + 4).map(|id| json!({"variant_id": id, "count": 1})).collect();
    let reference = client.buy(&wish).await?;
    let (_, tickets) = client.get(&format!("/orders/{reference}/tickets")).await?;
    let formats: Vec<String> =
        tickets["tickets"].as_array().into_iter().flatten().map(|ticket| text(&ticket["barcode_format"])).collect();
    assert_eq!(formats, ["CODE128", "DATAMATRIX", "EAN13", "PDF417"]);
    let digits: Vec<u32> =
        text(&tickets["tickets"][2]["barcode"]).chars().filter_map(|digit| digit.to_digit(10)).collect();
    assert_eq!(digits.len(), 13);
    assert_eq!(digits.iter().zip([1, 3].iter().cycle()).map(|(digit, weight)| digit * weight).sum::<u32>() % 10, 0);
    Ok(())
}
