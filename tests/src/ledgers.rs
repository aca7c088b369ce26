//! Two ledgers side by side: the supplier's and ours.

use std::collections::HashMap;

use serde_json::Value;

/// States in which an order of ours must have its other half at the supplier.
const HAS_PLACES: [&str; 3] = ["held", "fulfilling", "ready"];

/// Where the two ledgers disagree: an order at the supplier that nobody here knows or that is known twice, and an order
/// here that holds places the supplier never gave.
pub(crate) fn disagreements(theirs: &[Value], ours: &[Value]) -> Vec<String> {
    let mut known: HashMap<&str, Vec<&Value>> = HashMap::new();
    for order in ours {
        known.entry(order["external_reference"].as_str().unwrap_or_default()).or_default().push(order);
    }
    let is_live = |order: &&Value| ["new", "pending", "done"].iter().any(|word| order["status"] == *word);
    let mut found = Vec::new();
    for order in theirs.iter().filter(is_live) {
        let reference = order["external_reference"].as_str().unwrap_or_default();
        match known.get(reference).map(Vec::as_slice).unwrap_or_default() {
            [] => found.push(format!("{reference} lives at the supplier and is not known here")),
            [one] => {
                let named = &one["order_reference_id"];
                if !named.is_null() && *named != order["order_reference_id"] {
                    found.push(format!("{reference} is {named} here and {} there", order["order_reference_id"]));
                }
                if ["draft", "failed", "cancelled"].iter().any(|word| one["state"] == *word) {
                    found.push(format!("{reference} lives at the supplier and is {} here", one["state"]));
                }
            }
            several => found.push(format!("{reference} is known {} times here", several.len())),
        }
        let doubles = theirs.iter().filter(is_live).filter(|other| other["external_reference"] == reference).count();
        if doubles > 1 {
            found.push(format!("{reference} lives {doubles} times at the supplier"));
        }
    }
    for order in ours.iter().filter(|order| HAS_PLACES.iter().any(|state| order["state"] == *state)) {
        let id = &order["order_reference_id"];
        if !theirs.iter().any(|other| other["order_reference_id"] == *id) {
            found.push(format!("{} is {} here and the supplier never had it", order["code"], order["state"]));
        }
    }
    found
}
