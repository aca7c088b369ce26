use std::time::{Duration, Instant};

use counterfoil_sandbox::{Call, Fault, Verb, ids};
use reqwest::Method;
use reqwest::header::HeaderValue;
use serde_json::json;

use crate::client::{Client, Outcome, read, text};

#[tokio::test]
async fn slow_answers_late() -> Outcome {
    let client = Client::small().await?;
    client.sandbox.set_fault(Fault { ms: Some(60), ..Fault::once(Verb::Slow, Call::Catalog) })?;
    let start = Instant::now();
    assert_eq!(client.get("/tag_types").await?.0, 200);
    assert!(start.elapsed() >= Duration::from_millis(60));
    Ok(())
}

#[tokio::test]
async fn error_500_is_not_processed() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::WHOLE_DAY, 1, "E-1").await?;
    client.sandbox.set_fault(Fault::once(Verb::Error500, Call::Create))?;
    assert_eq!(client.create(&wish).await?.0, 500);
    assert!(client.sandbox.truth().orders.is_empty());
    assert_eq!(client.create(&wish).await?.0, 200);
    Ok(())
}

#[tokio::test]
async fn rate_limited_with_and_without_a_time() -> Outcome {
    let client = Client::small().await?;
    client.sandbox.set_fault(Fault { retry_after: Some(7), ..Fault::once(Verb::RateLimited, Call::Catalog) })?;
    let response = client.request(Method::GET, "/tag_types").send().await?;
    assert_eq!(
        (response.status().as_u16(), response.headers().get("retry-after").map(HeaderValue::as_bytes)),
        (429, Some(&b"7"[..]))
    );
    client.sandbox.set_fault(Fault::once(Verb::RateLimited, Call::Any))?;
    let response = client.request(Method::GET, "/tag_types").send().await?;
    assert_eq!((response.status().as_u16(), response.headers().get("retry-after")), (429, None));
    Ok(())
}

#[tokio::test]
async fn cut_body_is_processed_and_breaks_off() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::WHOLE_DAY, 1, "CUT").await?;
    client.sandbox.set_fault(Fault::once(Verb::CutBody, Call::Create))?;
    let response = client.request(Method::POST, "/orders").body(client.sign(&wish)?).send().await?;
    assert_eq!(response.status(), 200);
    assert!(response.bytes().await.is_err());
    assert_eq!(client.sandbox.truth().live_per_external_reference.get("CUT"), Some(&1));
    Ok(())
}

#[tokio::test]
async fn not_json_is_a_page() -> Outcome {
    let client = Client::small().await?;
    client.sandbox.set_fault(Fault::once(Verb::NotJson, Call::Availability))?;
    let path = format!("/products/{}/availability", ids::WHOLE_DAY);
    let response = client.request(Method::GET, &path).send().await?;
    assert_eq!(response.status(), 200);
    assert!(response.text().await?.starts_with("<!doctype html>"));
    Ok(())
}

#[tokio::test]
async fn dropped_before_and_after() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::WHOLE_DAY, 1, "DROP").await?;
    let body = client.sign(&wish)?;
    client.sandbox.set_fault(Fault::once(Verb::DropBeforeAccept, Call::Create))?;
    assert!(client.request(Method::POST, "/orders").body(body.clone()).send().await.is_err());
    assert!(client.sandbox.truth().orders.is_empty());
    client.sandbox.set_fault(Fault::once(Verb::DropAfterAccept, Call::Create))?;
    assert!(client.request(Method::POST, "/orders").body(body).send().await.is_err());
    let truth = client.sandbox.truth();
    assert_eq!((truth.live_per_external_reference.get("DROP"), truth.tally.dropped), (Some(&1), 2));
    let (status, order) = client.get("/orders/DROP?is_external_reference=true").await?;
    assert_eq!((status.as_u16(), &order["order_status"]), (200, &json!("new")));
    Ok(())
}

#[tokio::test]
async fn orders_that_never_complete_and_those_that_do() -> Outcome {
    let client = Client::small().await?;
    client.sandbox.set_fault(Fault::once(Verb::NeverCompletes, Call::Confirm))?;
    let never = client.buy(&client.wish(ids::WHOLE_DAY, 1, "N").await?).await?;
    client.sandbox.set_fault(Fault { seconds: Some(90), ..Fault::once(Verb::CompletesAfter, Call::Confirm) })?;
    let later = client.buy(&client.wish(ids::WHOLE_DAY, 1, "L").await?).await?;
    client.sandbox.advance_clock(80);
    assert_eq!(client.status(&later).await?, "pending");
    client.sandbox.advance_clock(20);
    assert_eq!(client.status(&later).await?, "done");
    client.sandbox.advance_clock(86_400);
    assert_eq!(client.status(&never).await?, "pending");
    Ok(())
}

#[tokio::test]
async fn a_refused_payment_fails_the_order() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::TOWER_DECK, 2, "R-1").await?;
    let (reference, token) = client.hold(&wish).await?;
    client.sandbox.set_fault(Fault::once(Verb::PaymentRefused, Call::Any))?;
    let (status, answer) = client.confirm(&reference, &token).await?;
    assert_eq!((status.as_u16(), &answer["error_code"]), (400, &json!("payment_refused")));
    assert_eq!(client.status(&reference).await?, "failed");
    assert!(client.sandbox.truth().live_per_external_reference.is_empty());
    let (status, answer) = client.confirm(&reference, &token).await?;
    assert_eq!((status.as_u16(), &answer["error_code"]), (400, &json!("wrong_order_status")));
    Ok(())
}

#[tokio::test]
async fn the_supplier_cancels_late() -> Outcome {
    let client = Client::small().await?;
    let known = client.buy(&client.wish(ids::NEVER_CANCELLABLE, 1, "L-1").await?).await?;
    client.sandbox.set_fault(Fault { reference: Some("L-1".into()), ..Fault::once(Verb::LateCancel, Call::Any) })?;
    assert_eq!(client.status(&known).await?, "cancelled");
    let nobody = Fault { reference: Some("nobody".into()), ..Fault::once(Verb::LateCancel, Call::Any) };
    assert!(client.sandbox.set_fault(nobody).is_err());
    client.sandbox.set_fault(Fault { seconds: Some(60), ..Fault::once(Verb::LateCancel, Call::Confirm) })?;
    let next = client.buy(&client.wish(ids::WHOLE_DAY, 1, "L-2").await?).await?;
    assert_eq!(client.status(&next).await?, "done");
    client.sandbox.advance_clock(61);
    assert_eq!(client.status(&next).await?, "cancelled");
    Ok(())
}

#[tokio::test]
async fn prices_change() -> Outcome {
    let client = Client::small().await?;
    let before = client.offer(ids::TOWER_DECK).await?["price"].as_f64().unwrap_or_default();
    client.sandbox.set_fault(Fault { percent: Some(20), ..Fault::always(Verb::PriceChanges, Call::Any) })?;
    let after = client.offer(ids::TOWER_DECK).await?["price"].as_f64().unwrap_or_default();
    assert!((before * 1.2 - after).abs() < 0.02, "{before} {after}");
    client.sandbox.clear_faults();
    assert!((client.offer(ids::TOWER_DECK).await?["price"].as_f64().unwrap_or_default() - before).abs() < 0.001);
    Ok(())
}

#[tokio::test]
async fn the_last_places_go_to_somebody_else() -> Outcome {
    let client = Client::small().await?;
    let slot = client.wish(ids::TOWER_DECK, 1, "S-1").await?;
    let day = client.wish(ids::WHOLE_DAY, 1, "S-2").await?;
    client.sandbox.set_fault(Fault { times: Some(2), ..Fault::always(Verb::SoldOutRace, Call::Create) })?;
    assert_eq!(client.create(&slot).await?.1["error_code"], "timeslot_not_available");
    assert_eq!(client.create(&day).await?.1["error_code"], "variants_not_available");
    assert_ne!(text(&client.offer(ids::WHOLE_DAY).await?["day"]), text(&day["day"]));
    Ok(())
}

#[tokio::test]
async fn faults_are_set_over_the_control_endpoint() -> Outcome {
    let client = Client::small().await?;
    let url = format!("{}/faults", client.sandbox.control_url());
    let fault = json!({"verb": "error_500", "on": "catalog", "times": 2, "skip": 1});
    assert_eq!(read(client.http.post(&url).json(&fault)).await?.0, 200);
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(client.get("/tag_types").await?.0.as_u16());
    }
    assert_eq!(statuses, [200, 500, 500, 200]);
    read(client.http.post(&url).json(&json!({"verb": "not_json", "times": null}))).await?;
    let (_, list) = read(client.http.get(&url)).await?;
    assert_eq!(list["faults"][0]["verb"], "not_json");
    read(client.http.delete(&url)).await?;
    assert_eq!(client.get("/tag_types").await?.0, 200);
    let wrong = client.http.post(&url).json(&json!({"verb": "explode"})).send().await?;
    assert!(wrong.status().is_client_error());
    let truth_url = format!("{}/truth", client.sandbox.control_url());
    let (_, truth) = read(client.http.get(&truth_url)).await?;
    assert_eq!(truth["requests"]["catalog"], 5);
    let (_, clock) =
        read(client.http.post(format!("{}/clock", client.sandbox.control_url())).json(&json!({"advance_seconds": 60})))
            .await?;
    assert_eq!(clock["success"], true);
    let (_, settings) =
        read(client.http.post(format!("{}/settings", client.sandbox.control_url())).json(&json!({"slow_seconds": 9})))
            .await?;
    assert_eq!(settings["slow_seconds"], 9);
    Ok(())
}
