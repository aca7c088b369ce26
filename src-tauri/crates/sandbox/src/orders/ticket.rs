//! Tickets and their barcodes.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::order::Order;
use crate::world::World;
use crate::world::calendar::local;
use crate::world::dice::Dice;
use crate::world::product::Product;

/// One visitor's ticket.
#[derive(Debug, Clone)]
pub(crate) struct Ticket {
    pub(crate) id: String,
    pub(crate) variant_id: u64,
    pub(crate) barcode: String,
    pub(crate) format: &'static str,
    pub(crate) valid_from: DateTime<Utc>,
    pub(crate) valid_until: DateTime<Utc>,
    pub(crate) seat: Option<String>,
}

impl Ticket {
    /// The JSON object in the answer of Retrieve tickets.
    pub(crate) fn sheet(&self) -> Value {
        let mut sheet = json!({
            "id": self.id, "variant_id": self.variant_id, "barcode": self.barcode, "barcode_format": self.format,
            "valid_from": self.valid_from.to_rfc3339(), "valid_until": self.valid_until.to_rfc3339(),
        });
        if let (Value::Object(sheet), Some(seat)) = (&mut sheet, &self.seat) {
            sheet.insert("seat".into(), json!(seat));
        }
        sheet
    }

    /// One ticket for each visitor of an order; none when the product is delivered as a PDF only.
    pub(crate) fn issue(world: &World, product: &Product, order: &Order) -> Vec<Self> {
        let number: u64 = order.reference.parse().unwrap_or(0);
        let mut dice = Dice::for_subject(world.seed, &[20, number]);
        let start = world.slot_start(product, order.day, order.timeslot.as_deref());
        let end = local(world.timezone(product), order.day + Duration::days(1), chrono::NaiveTime::MIN);
        let seated = product.theme.offers[0] == "Standard seat";
        let mut tickets = Vec::new();
        for variant in product.variants(world) {
            let count = order.basket.iter().filter(|(id, _)| *id == variant.id).map(|(_, count)| *count).sum::<u32>();
            let Some(format) = variant.barcode else { continue };
            for _ in 0..count {
                let nth = tickets.len() as u64 + 1;
                tickets.push(Self {
                    id: format!("{number}-{nth}"),
                    variant_id: variant.id,
                    barcode: barcode(format, number, nth, &mut dice),
                    format,
                    valid_from: if product.timed { start - Duration::minutes(15) } else { start },
                    valid_until: end - Duration::seconds(1),
                    seat: seated.then(|| {
                        format!(
                            "Row {} Seat {}",
                            char::from(b'A' + u8::try_from(dice.below(20)).unwrap_or(0)),
                            1 + dice.below(30)
                        )
                    }),
                });
            }
        }
        tickets
    }
}

/// A code that fits its format and is issued once: it holds the order and the ticket's number.
fn barcode(format: &str, order: u64, nth: u64, dice: &mut Dice) -> String {
    let serial = (order % 10_000_000) * 100 + nth % 100;
    match format {
        "EAN13" => {
            let digits = format!("290{serial:09}");
            let sum: u32 = digits
                .chars()
                .filter_map(|digit| digit.to_digit(10))
                .zip([1, 3].into_iter().cycle())
                .map(|(digit, weight)| digit * weight)
                .sum();
            format!("{digits}{}", (10 - sum % 10) % 10)
        }
        "ITF" => format!("{serial:010}{:04}", dice.below(10_000)),
        "CODE39" => format!("CF{serial:09}{:04}", dice.below(10_000)),
        _ => {
            let mut code = format!("TQ{serial:09}");
            for _ in 0..9 {
                let letters = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
                code.push(char::from(dice.pick(letters)));
            }
            code
        }
    }
}
