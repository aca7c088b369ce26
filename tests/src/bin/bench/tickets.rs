//! One ticket and a thousand, from the ledger to the PDF.

use std::time::{Duration, Instant};

use counterfoil_domain::{
    SupplierKey,
    order::{Customer, Order, OrderDraft, PaymentKind, State},
    run::RunKind,
};
use counterfoil_engine::{Desk, sync::RunOrder};
use counterfoil_journeys::days_ahead;
use serde_json::{Value, json};

use crate::{
    paper,
    seat::{open_set_up, peak_mib, percentile, spoken},
};

/// The whole-day product of the sandbox, its adult, and how many fit in one order and on one day.
const PRODUCT: &str = "1100002";
const AT_MOST: usize = 9;
const ORDERS_A_DAY: usize = 20;
const MANY: usize = 1000;

/// Measures on an empty desk.
pub(crate) async fn measure() -> Value {
    let desk = open_set_up().await;
    let order = RunOrder { max_pages: Some(2), ..RunOrder::of(SupplierKey::Tiqets, RunKind::Bootstrap) };
    desk.run(order).await.expect("a catalogue");
    let one = sell(&desk, 0, 1).await;
    let begun = Instant::now();
    let mut orders = Vec::new();
    for nth in 0..MANY.div_ceil(AT_MOST) {
        let heads = AT_MOST.min(MANY - nth * AT_MOST);
        orders.push(sell(&desk, nth / ORDERS_A_DAY, heads).await);
    }
    let selling = begun.elapsed() / u32::try_from(orders.len()).expect("some orders");

    let (first, bytes) = print(&desk, &one).await;
    let mut singles = Vec::new();
    for _ in 0..50 {
        singles.push(print(&desk, &one).await.0);
    }
    let (mut many, mut size) = (Vec::new(), 0);
    for order in &orders {
        let (time, bytes) = print(&desk, order).await;
        many.push(time);
        size += bytes;
    }
    let together: Duration = many.iter().sum();
    json!({
        "hold, confirm and fetch an order of 9, mean": spoken(selling),
        "first ticket PDF of a process": spoken(first),
        "one ticket PDF, median": format!("{}, {} KiB", spoken(percentile(&mut singles, 50)), bytes / 1024),
        format!("1,000 tickets in {} PDFs", orders.len()): format!("{}, {} KiB", spoken(together), size / 1024),
        "of these a PDF of 9, p99": spoken(percentile(&mut many, 99)),
        "from the press to the print service, median and p95": paper::press(&desk, &one).await,
        "memory at its peak": format!("{:.0} MiB", peak_mib()),
    })
}

async fn print(desk: &Desk, order: &Order) -> (Duration, usize) {
    let begun = Instant::now();
    let paper = desk.ticket_paper(&order.code).await.expect("paper");
    (begun.elapsed(), paper.pdf.len())
}

async fn sell(desk: &Desk, day: usize, heads: usize) -> Order {
    let day = days_ahead(3 + i64::try_from(day).expect("a day"));
    let product = PRODUCT.parse().expect("an id");
    let free = desk.availability(&product, &day, &day).await.expect("an answer");
    let adult = free.days[0].slots[0].offers[0].variant.clone();
    let draft = OrderDraft {
        product,
        day: free.days[0].day,
        time: None,
        party: vec![(adult, u32::try_from(heads).expect("a party"))],
        customer: Customer {
            first_name: "Zoë".into(),
            last_name: "Παπαδοπούλου-Иванова".into(),
            email: "zoe@example.org".into(),
            phone: "+33 1".into(),
        },
        visitors: Vec::new(),
        external_reference: None,
        expected: None,
        basket: None,
    };
    let held = desk.create_order(draft).await.expect("a hold");
    desk.record_paid(&held.code, PaymentKind::Cash, "").await.expect("a payment");
    let sold = desk.confirm_order(&held.code).await.expect("a sale");
    assert_eq!(sold.state, State::Ready);
    sold
}
