use chrono::{Duration, Utc};
use counterfoil_sandbox::{SettingsChange, ids};
use serde_json::Value;

use crate::client::{Client, Outcome};

#[tokio::test]
async fn thirty_one_days_and_no_more() -> Outcome {
    let client = Client::small().await?;
    let start = Utc::now().date_naive() + Duration::days(3);
    for (days, status) in [(0, 200), (30, 200), (31, 400), (90, 400), (-1, 400)] {
        let end = start + Duration::days(days);
        let path = format!("/products/{}/availability?start_date={start}&end_date={end}", ids::TOWER_DECK);
        let (answered, answer) = client.get(&path).await?;
        assert_eq!(answered, status, "{answer}");
        if status == 400 {
            assert_eq!(answer["error_code"], "validation_error");
        }
    }
    for wrong in ["start_date=2026-1-5", "start_date=tomorrow", "end_date=2026-02-30"] {
        let (status, _) = client.get(&format!("/products/{}/availability?{wrong}", ids::TOWER_DECK)).await?;
        assert_eq!(status, 400, "{wrong}");
    }
    Ok(())
}

#[tokio::test]
async fn the_tower_is_open_most_days() -> Outcome {
    let client = Client::small().await?;
    let start = Utc::now().date_naive() + Duration::days(1);
    let mut open = 0;
    for window in 0..2 {
        let (from, to) = (start + Duration::days(window * 30), start + Duration::days(window * 30 + 29));
        let path = format!("/products/{}/availability?start_date={from}&end_date={to}&currency=AED", ids::TOWER_DECK);
        let (_, answer) = client.get(&path).await?;
        open += answer["dates"].as_array().map_or(0, Vec::len);
        assert_eq!(answer["dates"][0]["timeslots"][0]["variants"][0]["currency"], "AED");
    }
    assert!(open > 50, "open on {open} of 60 days");
    Ok(())
}

#[tokio::test]
async fn parts_of_a_price_add_up() -> Outcome {
    let client = Client::small().await?;
    let (_, answer) = client.get(&format!("/products/{}/availability?currency=GBP", ids::TOWER_DECK)).await?;
    for variant in answer["dates"][0]["timeslots"][0]["variants"].as_array().ok_or("no variants")? {
        let part = |name: &str| variant["price_mediation"][name].as_f64().unwrap_or(f64::NAN);
        let sum = part("sale_ticket_value_incl_vat") + part("booking_fee_incl_vat");
        assert!((sum - part("total_retail_price_incl_vat")).abs() < 0.000_1);
        assert!(variant["id"].is_u64());
    }
    Ok(())
}

#[tokio::test]
async fn days_without_slots_have_the_whole_day() -> Outcome {
    let client = Client::small().await?;
    assert_eq!(client.offer(ids::WHOLE_DAY).await?["time"], "whole_day");
    let (_, closed) = client.get(&format!("/products/{}/availability", ids::UNAVAILABLE)).await?;
    assert_eq!((closed["dates"].as_array().map(Vec::len), &closed["sales_enabled"]), (Some(0), &false.into()));
    Ok(())
}

/// Every slot of an answer: its day, its time and how many of it.
fn slots(answer: &Value) -> Vec<(String, String, u64)> {
    let days = answer["dates"].as_array().into_iter().flatten();
    let all = days.flat_map(|day| {
        let slots = day["timeslots"].as_array().into_iter().flatten();
        slots.map(|slot| {
            (day["date"].to_string(), slot["time"].to_string(), slot["availability"].as_u64().unwrap_or(99))
        })
    });
    all.collect()
}

#[tokio::test]
async fn what_is_sold_out_is_left_out_or_named_with_a_zero() -> Outcome {
    let client = Client::small().await?;
    let start = Utc::now().date_naive() + Duration::days(2);
    let end = start + Duration::days(30);
    let path = format!("/products/{}/availability?start_date={start}&end_date={end}", ids::TOWER_DECK);
    let left_out = slots(&client.get(&path).await?.1);
    assert!(left_out.iter().all(|slot| slot.2 > 0));
    client.sandbox.change_settings(&SettingsChange { names_sold_out: Some(true), ..SettingsChange::default() });
    let (_, answer) = client.get(&path).await?;
    let (gone, free): (Vec<_>, Vec<_>) = slots(&answer).into_iter().partition(|slot| slot.2 == 0);
    assert_eq!(free, left_out);
    assert!(!gone.is_empty());
    let variants = answer["dates"].as_array().into_iter().flatten().flat_map(|day| {
        let gone = day["timeslots"].as_array().into_iter().flatten().filter(|slot| slot["availability"] == 0);
        gone.flat_map(|slot| slot["variants"].as_array().into_iter().flatten())
    });
    assert!(variants.map(|variant| &variant["max_tickets"]).all(|most| *most == 0));
    Ok(())
}

#[tokio::test]
async fn a_tour_asks_for_more_than_names() -> Outcome {
    let client = Client::small().await?;
    let (_, answer) = client.get("/products/974282/availability").await?;
    let asked = answer["variants"][0]["requires_visitors_details"].as_array().ok_or("no details")?;
    assert!(asked.contains(&"date_of_birth".into()) && asked.contains(&"pickup_location".into()), "{asked:?}");
    Ok(())
}
