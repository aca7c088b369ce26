//! Reading an order request: what it must contain and what it must not (Tiqets Distributor API, Create order).

use chrono::{Duration, NaiveDate};
use serde_json::{Map, Value, json};

use crate::refusal::Refusal;
use crate::supplier::Supplier;
use crate::world::calendar::{HORIZON_DAYS, WHOLE_DAY};
use crate::world::product::{Product, Variant};

/// Longest reference a client may choose.
const REFERENCE_LENGTH: usize = 255;

/// An order request that is valid in itself; whether there is room is another question.
#[derive(Debug)]
pub(crate) struct Wish {
    pub(crate) product: Product,
    pub(crate) day: NaiveDate,
    pub(crate) timeslot: Option<String>,
    /// Variants and counts, each variant once.
    pub(crate) basket: Vec<(u64, u32)>,
    pub(crate) customer: Value,
    pub(crate) external_reference: Option<String>,
}

impl Wish {
    /// The slot its places are taken from.
    pub(crate) fn slot(&self) -> &str {
        self.timeslot.as_deref().unwrap_or(WHOLE_DAY)
    }

    /// Reads the claims of a signed body.
    pub(crate) fn read(claims: &Map<String, Value>, supplier: &Supplier) -> Result<Self, Refusal> {
        let world = &supplier.world();
        let now = supplier.now();
        let mut wrong = Map::new();
        let mut note = |field: &str, text: &str| {
            wrong.entry(field).or_insert_with(|| json!(text));
        };
        let product_id = claims.get("product_id").and_then(Value::as_u64);
        if product_id.is_none() {
            note("product_id", "A valid integer is required.");
        }
        let day = claims.get("day").and_then(Value::as_str).and_then(parse_day);
        if day.is_none() {
            note("day", "Date has wrong format. Use YYYY-MM-DD.");
        }
        let basket = read_basket(claims.get("variants"));
        if basket.is_none() {
            note("variants", "A non-empty list of variant_id and positive count is required.");
        }
        let customer = claims.get("customer_details").cloned().unwrap_or(Value::Null);
        for field in ["firstname", "lastname", "email", "phone"] {
            let text = customer.get(field).and_then(Value::as_str).map(str::trim).unwrap_or_default();
            if text.is_empty() {
                note(&format!("customer_details.{field}"), "This field is required.");
            } else if field == "email" && !is_email(text) {
                note("customer_details.email", "Enter a valid email address.");
            }
        }
        let external_reference = match claims.get("external_reference") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if !text.is_empty() && text.chars().count() <= REFERENCE_LENGTH => {
                Some(text.clone())
            }
            Some(_) => {
                note("external_reference", "A text of 1 to 255 characters is required.");
                None
            }
        };
        let timeslot = match claims.get("timeslot") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                note("timeslot", "A text is required.");
                None
            }
        };
        let (Some(product_id), Some(day), Some(basket), true) = (product_id, day, basket, wrong.is_empty()) else {
            return Err(Refusal::fields(wrong));
        };
        let product =
            world.product_index(product_id).map(|index| world.product(index)).ok_or_else(Refusal::not_found)?;
        if let Some(reason) = product.closed {
            return Err(Refusal::checkout_disabled(reason));
        }
        let today = world.venue_day(&product, now);
        if day < today {
            return Err(Refusal::field("day", "The day is in the past."));
        }
        match (&timeslot, product.timed) {
            (None, true) => return Err(Refusal::field("timeslot", "A timeslot is required for this product.")),
            (Some(_), false) => return Err(Refusal::field("timeslot", "This product has no timeslots.")),
            _ => {}
        }
        check_party(&product, &product.variants(world), &basket, day)?;
        check_visitors(&product, &basket, claims.get("visitors_details"))?;
        let wish = Self { product, day, timeslot, basket, customer, external_reference };
        let offered = day <= today + Duration::days(HORIZON_DAYS)
            && world.slots(&wish.product, day).iter().any(|slot| slot == wish.slot());
        if !offered || !world.is_ahead(&wish.product, day, wish.slot(), now) {
            return Err(if wish.product.timed {
                Refusal::order("timeslot_not_available", "The selected timeslot is not available.")
            } else {
                Refusal::order("variants_not_available", "The selected variants are not available on this day.")
            });
        }
        Ok(wish)
    }
}

/// A day written as the API writes days, and no other way.
pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| day.to_string() == text)
}

fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace))
}

fn read_basket(variants: Option<&Value>) -> Option<Vec<(u64, u32)>> {
    let mut basket: Vec<(u64, u32)> = Vec::new();
    for entry in variants?.as_array()? {
        let id = entry.get("variant_id")?.as_u64()?;
        let count = u32::try_from(entry.get("count")?.as_u64()?).ok().filter(|count| (1..=1_000).contains(count))?;
        match basket.iter_mut().find(|line| line.0 == id) {
            Some(line) => line.1 += count,
            None => basket.push((id, count)),
        }
    }
    (!basket.is_empty()).then_some(basket)
}

/// The product's own rules about who may come together.
fn check_party(product: &Product, variants: &[Variant], basket: &[(u64, u32)], day: NaiveDate) -> Result<(), Refusal> {
    let total: u32 = basket.iter().map(|(_, count)| count).sum();
    if total > product.max_per_order {
        return Err(Refusal::field(
            "variants",
            format!("At most {} tickets can be ordered at once.", product.max_per_order),
        ));
    }
    for (id, count) in basket {
        let Some(variant) = variants.iter().find(|variant| variant.id == *id) else {
            return Err(Refusal::field("variants", format!("Variant {id} does not belong to this product.")));
        };
        if *count > variant.max_tickets {
            return Err(Refusal::field(
                "variants",
                format!("At most {} tickets of variant {id} can be ordered.", variant.max_tickets),
            ));
        }
        if !variant.is_sold_on(day) {
            return Err(Refusal::order(
                "variants_not_available",
                "The selected variants are not available on this day.",
            ));
        }
        if !variant.valid_with.is_empty() && !basket.iter().any(|(other, _)| variant.valid_with.contains(other)) {
            return Err(Refusal::field(
                "variants",
                format!("Variant {id} can only be ordered together with another one."),
            ));
        }
    }
    Ok(())
}

fn check_visitors(product: &Product, basket: &[(u64, u32)], details: Option<&Value>) -> Result<(), Refusal> {
    if product.visitors.is_empty() {
        return Ok(());
    }
    let lists = details
        .and_then(Value::as_array)
        .ok_or_else(|| Refusal::field("visitors_details", "This field is required."))?;
    for (id, count) in basket {
        let visitors = lists
            .iter()
            .filter(|list| list.get("variant_id").and_then(Value::as_u64) == Some(*id))
            .filter_map(|list| list.get("visitors_data").and_then(Value::as_array))
            .flatten();
        let complete = visitors
            .filter(|visitor| {
                product.visitors.iter().all(|field| {
                    visitor.get(*field).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
                })
            })
            .count();
        if complete != *count as usize {
            let text =
                format!("Variant {id} needs {} for each of its {count} visitors.", product.visitors.join(" and "));
            return Err(Refusal::field("visitors_details", text));
        }
    }
    Ok(())
}
