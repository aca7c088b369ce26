//! Mutated answers to the calls an order lives by: each is either what it says, word for word, or an error; and an error
//! that leaves doubt wherever the supplier did not plainly refuse.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use counterfoil_domain::{
    SupplierError,
    availability::DayRange,
    supplier::{Reference, Standing, Supplier},
};
use counterfoil_suppliers::{TICKETS_NOT_READY, Tiqets};
use serde_json::{Value, json};

use crate::{
    desk::{self, product, settings, tiqets},
    hostile::{Dice, mutated, peak_mib},
    line::{Act, Line, http},
    reading::{AVAILABILITY, TICKETS},
};

/// How many answers are mutated.
const CASES: usize = 10_000;
/// The longest an answer may take to be judged; a busy machine is given its time.
const NO_HANG: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Create,
    Confirm,
    Cancel,
    ByOurs,
    ByTheirs,
    Tickets,
    Availability,
}

/// An answer that is right before it is mutated.
fn shapes() -> Vec<(Asked, Value)> {
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let order = |status: &str| {
        json!({
            "success": true, "order_reference_id": "77", "external_reference": "mine", "order_status": status,
            "payment_confirmation_token": "t", "expires_at": "2026-11-20T13:00:00Z", "is_currently_cancellable": true,
            "cancellation_deadline": "2026-12-23T10:00:00+04:00", "product_id": 7, "day": "2026-12-24",
            "variants": [{"variant_id": 11, "count": 2}], "customer_details": {"firstname": "Camille"},
        })
    };
    let pdf = json!({
        "success": true, "order_reference_id": 77, "order_status": "done", "how_to_use_info": "<p>Show it.</p>",
        "tickets_pdf_url": "https://static.tiqets.com/77.pdf",
    });
    let refusal = json!({
        "success": false, "error_code": "validation_error", "message": "No.", "reason": "out of season",
        "field_errors": {"external_reference": "An order with this external reference already exists."},
    });
    vec![
        (
            Asked::Create,
            json!({"success": true, "order_reference_id": "77", "payment_confirmation_token": "t", "expires_at": "2026-11-20T13:00:00Z"}),
        ),
        (Asked::Create, json!({"success": true, "order_reference_id": 77})),
        (Asked::Create, refusal.clone()),
        (Asked::Confirm, json!({"success": true, "order_reference_id": "77"})),
        (Asked::Confirm, refusal.clone()),
        (Asked::Cancel, json!({"success": true})),
        (Asked::Cancel, refusal),
        (Asked::ByOurs, order("new")),
        (Asked::ByOurs, order("done")),
        (Asked::ByTheirs, order("pending")),
        (Asked::ByTheirs, order("cancelled")),
        (Asked::Tickets, parsed(TICKETS)),
        (Asked::Tickets, pdf),
        (Asked::Availability, parsed(AVAILABILITY)),
    ]
}

/// Makes the call; checks a success against the answer itself, and gives the error otherwise.
async fn judged(supplier: &Tiqets, asked: Asked, said: &Value) -> Result<(), SupplierError> {
    let word = |key: &str| match &said[key] {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match asked {
        Asked::Create => {
            let created = supplier.create(&desk::order("mine")).await?;
            assert_eq!(said["success"], json!(true));
            assert_eq!(Some(&created.order_reference), word("order_reference_id").as_ref());
            assert!(!created.order_reference.is_empty() && created.order_reference.len() <= 255);
            let token = created.payment_token.map(|token| token.reveal().clone());
            assert!(token.is_none_or(|token| said["payment_confirmation_token"] == json!(token)));
        }
        Asked::Confirm | Asked::Cancel => {
            let token = "t".to_owned().into();
            let call = if asked == Asked::Confirm {
                supplier.confirm("77", &token, "en")
            } else {
                supplier.cancel("77", "OTHER")
            };
            call.await?;
            assert_eq!(said["success"], json!(true));
            assert!(word("order_reference_id").is_none_or(|reference| reference == "77"));
        }
        Asked::ByOurs | Asked::ByTheirs => {
            let by = if asked == Asked::ByOurs { Reference::Ours("mine") } else { Reference::Theirs("77") };
            let found = supplier.look_up(by).await?;
            assert_ne!(said["success"], json!(false));
            let standing = match said["order_status"].as_str().unwrap().trim() {
                "new" => Standing::Held,
                "pending" | "processing" => Standing::Fulfilling,
                "done" => Standing::Done,
                "failed" => Standing::Failed,
                "cancelled" => Standing::Cancelled,
                _ => Standing::Other(String::new()),
            };
            match found.standing {
                Standing::Other(_) => assert_eq!(standing, Standing::Other(String::new())),
                plain => assert_eq!(plain, standing),
            }
            match asked {
                Asked::ByOurs => assert_eq!(Some(found.order_reference), word("order_reference_id")),
                _ => assert_eq!(found.order_reference, "77"),
            }
            let ours = said["external_reference"].as_str();
            assert!(asked != Asked::ByOurs || ours.is_none_or(|ours| ours == "mine"), "another order: {ours:?}");
        }
        Asked::Tickets => {
            let set = supplier.tickets("77", "en").await?;
            assert_eq!(said["order_status"].as_str().map(str::trim), Some("done"));
            assert!(set.pdf_url.is_some() || !set.tickets.is_empty());
            let codes: Vec<String> = said["tickets"].as_array().map_or_else(Vec::new, |tickets| {
                let code = |ticket: &Value| match &ticket["barcode"] {
                    Value::String(text) => Some(text.clone()),
                    Value::Number(number) => Some(number.to_string()),
                    _ => None,
                };
                tickets.iter().filter_map(code).collect()
            });
            assert!(set.tickets.iter().all(|ticket| codes.contains(ticket.barcode.reveal())), "a code nobody gave");
        }
        Asked::Availability => {
            let range = DayRange { from: "2026-12-01".parse().unwrap(), to: "2026-12-20".parse().unwrap() };
            let free = supplier.availability(&product(1), range).await?;
            assert!(free.days.iter().all(|day| !day.slots.is_empty() && (range.from..=range.to).contains(&day.day)));
        }
    }
    Ok(())
}

/// Whether an answer with this status may be taken for a plain no.
fn is_a_no(status: u16, said: &Value) -> bool {
    let speaks = ["error_code", "error", "message"].iter().any(|word| said.get(word).is_some_and(|v| !v.is_null()));
    match status {
        200..=299 => said["success"] == json!(false),
        401 | 403 => true,
        _ => said["success"] == json!(false) || speaks,
    }
}

#[tokio::test]
async fn ten_thousand_mutated_order_answers_are_never_taken_for_more_than_they_say() {
    let answer = Arc::new(Mutex::new((200_u16, String::new())));
    let told = Arc::clone(&answer);
    let line = Line::scripted(move |_, _| {
        let (status, body) = told.lock().unwrap().clone();
        Act::Answer(http(&format!("{status} Whatever"), "", body.as_bytes()))
    })
    .await;
    let mut settings = settings(&line.base_url);
    settings.retries.repeats = 0;
    let supplier = tiqets(settings);
    let shapes = shapes();
    for (asked, shape) in &shapes {
        *answer.lock().unwrap() = (200, shape.to_string());
        let refusal = shape["success"] == json!(false);
        assert_eq!(judged(&supplier, *asked, shape).await.is_ok(), !refusal, "{asked:?} is right before it is mutated");
    }
    let mut dice = Dice(0x0FFE_2026);
    let (mut taken, mut refused, mut doubtful, mut slowest) = (0, 0, 0, Duration::ZERO);
    for case in 0..CASES {
        let (asked, shape) = &shapes[case % shapes.len()];
        let text = mutated(shape, &mut dice);
        let statuses = [201, 202, 400, 404, 409, 410, 422, 500, 502, 503];
        let status = if dice.below(4) > 0 { 200 } else { statuses[dice.below(statuses.len())] };
        *answer.lock().unwrap() = (status, text.clone());
        // Text that is no JSON says nothing; whoever takes it for an answer fails below.
        let said = serde_json::from_str::<Value>(&text).unwrap_or_default();
        let begun = Instant::now();
        let judged = tokio::time::timeout(NO_HANG, judged(&supplier, *asked, &said)).await;
        let outcome = judged.unwrap_or_else(|_| panic!("case {case} hangs: {status} {text}"));
        slowest = slowest.max(begun.elapsed());
        match outcome {
            Ok(()) => {
                assert!(status < 300, "case {case}: a success with status {status}: {text}");
                taken += 1;
            }
            Err(SupplierError::Refused { code, .. }) if code == TICKETS_NOT_READY => refused += 1,
            Err(error)
                if matches!(asked, Asked::Create | Asked::Confirm | Asked::Cancel) && !is_a_no(status, &said) =>
            {
                assert!(error.leaves_doubt(), "case {case}: {error:?} given up for nonsense: {status} {text}");
                doubtful += 1;
            }
            Err(_) => refused += 1,
        }
    }
    // Measured: a tenth is still readable, a half is refused, and the rest leaves doubt.
    assert!(taken > CASES / 20 && refused > CASES / 5 && doubtful > CASES / 5, "{taken} {refused} {doubtful}");
    assert!(slowest < Duration::from_secs(2), "the slowest took {slowest:?}");
    let peak = peak_mib();
    assert!(peak < 512, "memory is bounded: {peak} MiB at its peak");
}
