//! What is signed is sent at most once, in the form the documents ask for.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use counterfoil_domain::{
    SupplierError,
    supplier::{Reference, Supplier},
};
use counterfoil_suppliers::{Tiqets, TiqetsKeys};
use serde_json::{Value, json};

use crate::{
    desk::{self, settings, tiqets},
    line::{Act, Line, http, ok},
};

const RECEIPT: &str = r#"{"success":true,"order_reference_id":"77","payment_confirmation_token":"tok"}"#;

fn claims(request: &str) -> (Value, Value) {
    let body = request.split_once("\r\n\r\n").unwrap().1;
    let parts: Vec<&str> = body.split('.').collect();
    assert_eq!(parts.len(), 3, "the body is the compact JWT alone");
    let read = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    (read(parts[0]), read(parts[1]))
}

#[tokio::test]
async fn the_signed_request_is_the_claims() {
    let line = Line::always(ok(RECEIPT)).await;
    let supplier = tiqets(settings(&line.base_url));
    let created = supplier.create(&desk::order("ref-1")).await.unwrap();
    assert_eq!(created.order_reference, "77");
    // Thirty minutes from the answer, by our clock, which is half a minute behind the supplier's.
    assert_eq!(created.hold_expires_at.unwrap().to_rfc3339(), "2026-11-20T12:30:00+00:00");
    assert_eq!(created.clock_ahead, -30_000);
    let request = &line.requests()[0];
    assert!(request.starts_with("POST /v2/orders?lang=en HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("content-type: text/plain\r\n") && request.contains("user-agent: Counterfoil/"));
    let (header, claims) = claims(request);
    assert_eq!(header, json!({"typ": "JWT", "alg": "RS256"}));
    assert_eq!(
        claims,
        json!({
            "product_id": 1_100_001, "day": "2026-12-24", "timeslot": "10:00",
            "variants": [{"variant_id": 11, "count": 2}, {"variant_id": 12, "count": 1}],
            "customer_details": {"firstname": "Camille", "lastname": "Dupont", "email": "c.dupont@example.org", "phone": "+33 1 23 45 67 89"},
            "visitors_details": [{"variant_id": 11, "visitors_data": [{"full_name": "Ann"}]}],
            "external_reference": "ref-1",
        })
    );
}

#[tokio::test]
async fn nulls_are_left_out_and_the_other_calls_are_signed_too() {
    let line = Line::always(ok(RECEIPT)).await;
    let supplier = tiqets(settings(&line.base_url));
    let mut order = desk::order("ref-2");
    order.time = None;
    order.visitors.clear();
    supplier.create(&order).await.unwrap();
    supplier.confirm("77", &"tok".to_owned().into(), "fr").await.unwrap();
    supplier.cancel("77", "").await.unwrap();
    let requests = line.requests();
    let (_, created) = claims(&requests[0]);
    assert!(created.get("timeslot").is_none() && created.get("visitors_details").is_none());
    assert!(requests[1].starts_with("PUT /v2/orders/77?lang=fr "));
    assert_eq!(claims(&requests[1]).1, json!({"payment_confirmation_token": "tok"}));
    assert!(requests[2].starts_with("DELETE /v2/orders/77 "));
    assert_eq!(claims(&requests[2]).1, json!({"cancellation_reason": "OTHER"}));
}

#[tokio::test]
async fn what_concerns_the_order_stands_beside_the_party_too() {
    let line = Line::always(ok(RECEIPT)).await;
    let mut order = desk::order("ref-3");
    let details = [("full_name", "Ann"), ("pickup_location", "Hotel Sol"), ("flight_number", " ")];
    order.visitors[0].details = details.map(|(name, value)| (name.to_owned(), value.into())).into();
    tiqets(settings(&line.base_url)).create(&order).await.unwrap();
    let (_, claims) = claims(&line.requests()[0]);
    assert_eq!(claims["pickup_location"], "Hotel Sol");
    assert_eq!(claims["visitors_details"][0]["visitors_data"][0]["pickup_location"], "Hotel Sol");
    assert!(claims.get("full_name").is_none() && claims.get("flight_number").is_none(), "{claims}");
}

#[tokio::test]
async fn no_connection_carries_two_signed_calls() {
    // The server would keep each connection, and closes it when a second request comes: the case in which a client
    // sends again on its own.
    let line = Line::scripted(|number, _| if number == 3 { Act::Reset } else { ok(RECEIPT) }).await;
    let supplier = tiqets(settings(&line.base_url));
    for _ in 0..3 {
        supplier.create(&desk::order("r")).await.unwrap();
    }
    assert_eq!(supplier.create(&desk::order("r")).await, Err(SupplierError::TimedOut { sent: true }));
    assert_eq!((line.count(), line.connections()), (4, 4));
}

#[tokio::test]
async fn reads_keep_their_connection() {
    let line = Line::always(ok(r#"{"success":true,"order_reference_id":"77","order_status":"new"}"#)).await;
    let supplier = tiqets(settings(&line.base_url));
    for _ in 0..3 {
        supplier.look_up(Reference::Theirs("77")).await.unwrap();
    }
    assert_eq!((line.count(), line.connections()), (3, 1));
}

#[tokio::test]
async fn without_a_private_key_nothing_is_sent() {
    let line = Line::always(ok(RECEIPT)).await;
    desk::install_crypto();
    let keys = TiqetsKeys { private_key: None, ..desk::keys() };
    let supplier = Tiqets::new(settings(&line.base_url), keys, desk::clock()).unwrap();
    let said = supplier.create(&desk::order("r")).await.unwrap_err();
    assert!(matches!(said, SupplierError::Key(_)) && !said.leaves_doubt());
    assert!(matches!(supplier.cancel("", "OTHER").await, Err(SupplierError::Key(_))));
    assert_eq!(line.connections(), 0);
}

#[tokio::test]
async fn an_answer_about_another_order_is_not_ours() {
    for (by, body) in [
        (Reference::Theirs("77"), r#"{"order_reference_id":"78","order_status":"done"}"#),
        (Reference::Ours("mine"), r#"{"order_reference_id":"78","external_reference":"yours","order_status":"done"}"#),
        (Reference::Ours("mine"), r#"{"external_reference":"mine","order_status":"done"}"#),
        (Reference::Theirs("77"), r#"{"order_reference_id":"77"}"#),
    ] {
        let line = Line::always(ok(body)).await;
        let said = tiqets(settings(&line.base_url)).look_up(by).await;
        assert!(matches!(said, Err(SupplierError::NotUnderstood { .. })), "{body}: {said:?}");
    }
    let line = Line::always(ok(r#"{"success":true,"order_reference_id":"78"}"#)).await;
    let supplier = tiqets(settings(&line.base_url));
    assert!(supplier.confirm("77", &"t".to_owned().into(), "en").await.unwrap_err().leaves_doubt());
    assert!(supplier.cancel("77", "OTHER").await.unwrap_err().leaves_doubt());
}

#[tokio::test]
async fn not_found_is_believed_from_the_supplier_only() {
    let line = Line::scripted(|number, _| match number {
        0 => Act::Answer(http("404 Not Found", "", b"<html>no such page</html>")),
        _ => Act::Answer(http("404 Not Found", "", br#"{"success":false,"error_code":"not_found","message":"No."}"#)),
    })
    .await;
    let supplier = tiqets(settings(&line.base_url));
    let portal = supplier.look_up(Reference::Ours("a/b")).await.unwrap_err();
    assert!(!portal.is_not_found(), "{portal}");
    assert!(supplier.look_up(Reference::Ours("a/b")).await.unwrap_err().is_not_found());
    assert!(line.requests()[1].starts_with("GET /v2/orders/a%2Fb?lang=en&is_external_reference=true "));
}
