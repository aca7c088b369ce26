//! All that a desk has to sell, as it shows it, for laying two desks side by side.

use serde_json::{Map, Value, json};

use crate::booth::Booth;

/// Most differences that are told.
const MOST: usize = 12;

impl Booth {
    /// Everything its catalogue shows, except when it was fetched: countries, cities, tags, experiences, and the products
    /// of each city. Short lists stand in the order of their ids.
    pub fn goods(&self) -> Value {
        let cities = by_id(self.whole(&["catalog", "cities"]));
        let ids = cities.iter().map(|city| city["id"].as_str().expect("an id"));
        let products: Map<String, Value> =
            ids.map(|id| (id.to_owned(), self.pages(&["catalog", "products", "--city", id]).into())).collect();
        json!({
            "countries": by_id(self.whole(&["catalog", "countries"])),
            "tags": by_id(self.whole(&["catalog", "tags"])),
            "experiences": self.pages(&["catalog", "experiences"]),
            "cities": cities,
            "products": products,
        })
    }

    /// What a desk shows that is filled only now, by the same supplier.
    pub fn goods_afresh(&self) -> Value {
        let other = self.beside();
        other.ok(&["catalog", "bootstrap"]);
        other.goods()
    }

    /// A list that comes whole.
    pub fn whole(&self, list: &[&str]) -> Vec<Value> {
        items(self.ok(list))
    }

    /// A list that comes in pages, put together.
    pub fn pages(&self, list: &[&str]) -> Vec<Value> {
        let mut all = Vec::new();
        for page in 1_u32.. {
            let found = self.ok(&[list, &["--page-size", "100", "--page", &page.to_string()]].concat());
            let total = found["total"].as_u64().expect("a total");
            let more = items(found);
            let over = more.is_empty();
            all.extend(more);
            if over || all.len() as u64 >= total {
                assert_eq!(all.len() as u64, total, "{list:?}");
                break;
            }
        }
        all
    }
}

fn by_id(mut items: Vec<Value>) -> Vec<Value> {
    items.sort_by_key(|item| item["id"].to_string());
    items
}

fn items(mut found: Value) -> Vec<Value> {
    let Value::Array(mut items) = found["items"].take() else { panic!("no items in {found:#}") };
    for item in &mut items {
        item.as_object_mut().expect("an object").remove("fetched_at");
    }
    items
}

/// Where two documents differ: the place and both values, the first dozen of them.
pub fn differences(one: &Value, other: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", one, other, &mut found);
    found
}

fn compare(place: &str, one: &Value, other: &Value, found: &mut Vec<String>) {
    if one == other || found.len() >= MOST {
        return;
    }
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
            for name in names {
                let of = |object: &Map<String, Value>| object.get(name).cloned().unwrap_or_default();
                compare(&format!("{place}/{name}"), &of(one), &of(other), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (nth, (one, other)) in one.iter().zip(other).enumerate() {
                compare(&format!("{place}/{nth}"), one, other, found);
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            found.push(format!("{place}: {} entries and {}", one.len(), other.len()));
        }
        _ => found.push(format!("{place}: {one} and {other}")),
    }
}
