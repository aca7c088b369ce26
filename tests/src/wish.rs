//! What somebody asks for: a free time, a party, a customer.

use serde_json::{Value, json};

/// A time that is free.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The product.
    pub product: String,
    /// The day at the venue.
    pub day: String,
    /// The time there; none for whole days.
    pub time: Option<String>,
    /// Kinds of visitors: id and label.
    pub kinds: Vec<(String, String)>,
}

impl Slot {
    /// The id of the first kind of visitor with this word in its label.
    pub fn kind(&self, word: &str) -> &str {
        let found = self.kinds.iter().find(|(_, label)| label.contains(word));
        found.map_or_else(|| panic!("no {word} among {:?}", self.kinds), |(id, _)| id.as_str())
    }

    /// A wish of two adults and a child.
    pub fn family(&self) -> Wish {
        self.wish(&[("Adult", 2), ("Child", 1)])
    }

    /// A wish of some visitors, by words of their labels.
    pub fn wish(&self, party: &[(&str, u32)]) -> Wish {
        let party: Vec<Value> =
            party.iter().map(|(word, count)| json!({ "variant_id": self.kind(word), "count": count })).collect();
        let mut wish = json!({
            "product_id": self.product,
            "day": self.day,
            "variants": party,
            "customer": {
                "first_name": "Zoë", "last_name": "Παπαδοπούλου-Иванова", "email": "zoe@example.org", "phone": "+33 1 23 45 67 89",
            },
        });
        if let Some(time) = &self.time {
            wish["timeslot"] = json!(time);
        }
        Wish(wish)
    }
}

/// The file of `order create`.
#[derive(Debug, Clone)]
pub struct Wish(Value);

impl Wish {
    /// The same with another value at a place such as `/customer/email`, or with one more field.
    #[must_use]
    pub fn with(mut self, place: &str, value: impl Into<Value>) -> Self {
        match self.0.pointer_mut(place) {
            Some(there) => *there = value.into(),
            None => self.0[place.trim_start_matches('/')] = value.into(),
        }
        self
    }

    /// The same under a reference of the seller's own.
    #[must_use]
    pub fn known_as(self, reference: &str) -> Self {
        self.with("/external_reference", reference)
    }

    /// As it is written into a file.
    pub fn text(&self) -> String {
        self.0.to_string()
    }
}
