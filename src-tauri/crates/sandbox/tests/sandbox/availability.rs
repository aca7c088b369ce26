use chrono::{Duration, Utc};
use counterfoil_sandbox::ids;

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
