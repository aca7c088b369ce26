//! Mutated answers to every call: no panic, no hang, and no success made of nonsense.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use counterfoil_domain::{
    availability::DayRange,
    supplier::{Known, PageRequest, Reference, Scope, Supplier},
};
use counterfoil_suppliers::Tiqets;
use serde_json::{Value, json};

use crate::{
    desk::{self, product, settings, tiqets},
    line::{Line, ok},
    reading::{AVAILABILITY, EXPERIENCE, PRODUCT, TICKETS},
};

/// A small generator: the same cases on every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % limit.max(1)
    }
}

fn nonsense(dice: &mut Dice) -> Value {
    let deep = (0..dice.below(100)).fold(json!(1), |inner, _| json!([inner]));
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(0.1),
        json!(""),
        json!(" "),
        json!(".."),
        json!("\u{202e}\u{0}x"),
        json!("é".repeat(40_000)),
        json!("NaN"),
        json!("1e999"),
        json!("<script>x</script>"),
        json!("2026-02-30"),
        json!("9999-12-31T23:59:59Z"),
        json!("done"),
        json!([]),
        json!({}),
        json!([null]),
        json!({"id": {}}),
        deep,
    ];
    values[dice.below(values.len())].clone()
}

/// Replaces, removes or doubles one value somewhere in a document.
fn twist(value: &mut Value, dice: &mut Dice, depth: usize) {
    match value {
        Value::Object(fields) if !fields.is_empty() && (depth < 1 || dice.below(4) > 0) => {
            let key = fields.keys().nth(dice.below(fields.len())).unwrap().clone();
            match dice.below(8) {
                0 => drop(fields.remove(&key)),
                1 => fields[&key] = nonsense(dice),
                _ => twist(&mut fields[&key], dice, depth + 1),
            }
        }
        Value::Array(items) if !items.is_empty() && dice.below(4) > 0 => {
            let place = dice.below(items.len());
            match dice.below(6) {
                0 => drop(items.remove(place)),
                1 => items.push(items[place].clone()),
                2 => items.insert(place, nonsense(dice)),
                _ => twist(&mut items[place], dice, depth + 1),
            }
        }
        other => *other = nonsense(dice),
    }
}

pub(crate) fn mutated(shape: &Value, dice: &mut Dice) -> String {
    let mut value = shape.clone();
    for _ in 0..=dice.below(3) {
        twist(&mut value, dice, 0);
    }
    let mut text = value.to_string();
    if dice.below(5) == 0 {
        // Bytes as well: cut, doubled, or a sign changed.
        let place = text.floor_char_boundary(dice.below(text.len()));
        match dice.below(3) {
            0 => text.truncate(place),
            1 => text.insert(place, "{}[]\",:\\0"[dice.below(9)..].chars().next().unwrap()),
            _ => text = format!("{}{}", &text[..place], text),
        }
    }
    text
}

fn shapes() -> Vec<Value> {
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let list = |key: &str, item: Value| json!({"success": true, key: [item.clone(), item], "pagination": {"total": 2}});
    vec![
        list("countries", json!({"id": 1, "name": "France", "iso_code": "FR"})),
        list(
            "cities",
            json!({"id": "1", "name": "Dubai", "country_id": 2, "timezone": "Asia/Dubai", "currency": "AED"}),
        ),
        list("tags", json!({"id": "1", "name": "Museums", "type_id": "2", "type_name": "t", "type_group_name": null})),
        list("tag_types", json!({"id": "1", "name": "Kinds"})),
        list("experiences", parsed(EXPERIENCE)),
        list("products", parsed(PRODUCT)),
        json!({"success": true, "experience": parsed(EXPERIENCE)}),
        json!({"success": true, "product": parsed(PRODUCT)}),
        json!({"success": true, "sales_enabled": true, "max_tickets_per_order": 9, "variants": parsed(AVAILABILITY)["variants"]}),
        json!({"success": true, "has_timeslots": true, "additional_information": {"must_know": "x", "usage": null}}),
        parsed(AVAILABILITY),
        json!({"success": true, "order_reference_id": "77", "payment_confirmation_token": "t", "expires_at": "2026-11-20T13:00:00Z"}),
        json!({"success": true, "order_reference_id": "77"}),
        json!({"success": true, "order_reference_id": "77"}),
        json!({"success": true, "order_reference_id": "77", "external_reference": "mine", "order_status": "new"}),
        parsed(TICKETS),
    ]
}

/// Makes the call whose answer the shape is; says whether it was taken for a success.
async fn call(supplier: &Tiqets, which: usize) -> bool {
    let page = PageRequest { page: 1, size: 100 };
    let range = DayRange { from: "2026-12-01".parse().unwrap(), to: "2026-12-20".parse().unwrap() };
    match which {
        0 => supplier.countries(page, &Known::default()).await.is_ok(),
        1 => supplier.cities(page, &Known::default()).await.is_ok(),
        2 => supplier.tags(page, &Known::default()).await.is_ok(),
        3 => supplier.tag_types(page, &Known::default()).await.is_ok(),
        4 => supplier.experiences(&Scope::default(), page, &Known::default()).await.is_ok(),
        5 => supplier.products(&Scope::default(), page, &Known::default()).await.is_ok(),
        6 => supplier.experience(&"124297".parse().unwrap()).await.is_ok(),
        7 => supplier.product(&product(973_698)).await.is_ok(),
        8 => supplier.variants(&product(1)).await.is_ok(),
        9 => supplier.checkout(&product(1)).await.is_ok(),
        10 => supplier.availability(&product(1), range).await.is_ok_and(|free| {
            assert!(free.days.iter().all(|day| !day.slots.is_empty() && (range.from..=range.to).contains(&day.day)));
            true
        }),
        11 => supplier.create(&desk::order("mine")).await.is_ok_and(|created| {
            assert!(!created.order_reference.trim().is_empty() && created.order_reference.len() <= 255);
            true
        }),
        12 => supplier.confirm("77", &"t".to_owned().into(), "en").await.is_ok(),
        13 => supplier.cancel("77", "OTHER").await.is_ok(),
        14 => supplier.look_up(Reference::Ours("mine")).await.is_ok(),
        _ => supplier.tickets("77", "en").await.is_ok_and(|set| {
            assert!(set.pdf_url.is_some() || !set.tickets.is_empty());
            assert!(set.tickets.iter().all(|ticket| !ticket.barcode.reveal().trim().is_empty()));
            true
        }),
    }
}

/// How many answers are mutated.
const CASES: usize = 10_000;

/// The most memory this process ever had, MiB; nothing where the system does not tell.
pub(crate) fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
}

#[tokio::test]
async fn ten_thousand_mutated_answers_do_no_harm() {
    let body = Arc::new(Mutex::new(String::new()));
    let told = body.clone();
    let line = Line::scripted(move |_, _| ok(&told.lock().unwrap())).await;
    let mut settings = settings(&line.base_url);
    settings.retries.repeats = 0;
    let supplier = tiqets(settings);
    let shapes = shapes();
    for (which, shape) in shapes.iter().enumerate() {
        *body.lock().unwrap() = shape.to_string();
        assert!(call(&supplier, which).await, "shape {which} is right before it is mutated");
    }
    let mut dice = Dice(0x5EED_CAFE);
    let mut taken = 0;
    for case in 0..CASES {
        let which = case % shapes.len();
        let text = mutated(&shapes[which], &mut dice);
        let yes = serde_json::from_str::<Value>(&text).is_ok_and(|answer| answer["success"] == json!(true));
        *body.lock().unwrap() = text.clone();
        let success = tokio::time::timeout(Duration::from_secs(10), call(&supplier, which)).await;
        let success = success.unwrap_or_else(|_| panic!("case {case} hangs: {text}"));
        if matches!(which, 11..=13) {
            assert!(!success || yes, "case {case}: taken for a yes: {text}");
        }
        taken += usize::from(success);
    }
    assert!(
        (CASES / 10..CASES * 19 / 20).contains(&taken),
        "the mutations should both hit and miss: {taken} were readable"
    );
    let peak = peak_mib();
    assert!(peak < 512, "memory is bounded: {peak} MiB at its peak");
}
