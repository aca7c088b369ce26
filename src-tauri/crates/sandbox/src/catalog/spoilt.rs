//! Lists as suppliers really sent them: wrong totals, shifting pages, entries that are not what the document promises.

use serde_json::{Map, Value, json};

use crate::faults::{List, Spoil};
use crate::query::Page;

/// Most items that two neighbouring pages share.
const OVERLAP: usize = 10;
/// Items of a page that are on it twice.
const TWICE: usize = 3;
/// Of so many items one is spoilt in each way.
const OF: usize = 6;
/// A city that is in no list, in any world.
const NO_CITY: &str = "999999999";
/// A currency that ISO 4217 keeps free.
const NO_CURRENCY: &str = "XQQ";
/// What fills a text that is far too long.
const FILLING: &str = "And there is still more to be said about this place. ";

/// Texts that must not be shown as they are; none of them is complete.
const HTML: [&str; 8] = [
    "<script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "<iframe src=\"https://frame.invalid/\" width=1 height=1></iframe>",
    "<a href=\"javascript:document.title='taken'\">book here</a>",
    "<svg/onload=document.title='taken'><b><i>",
    "<style>*{display:none}</style><p onclick='document.title=1'",
    "<a href=\" jAvAsCrIpT&#58;document.title='taken'\" target=_blank>more</a><div><table><td>",
    "<form action=\"https://form.invalid/\"><input name=card></form><!-- ",
];

/// Characters that change what is around them: overrides and isolates of direction, widths of zero, controls.
const BIDI: [&str; 6] = [
    "\u{202e}",
    "\u{2066}\u{200f}",
    "\u{200b}\u{200d}\u{feff}",
    "\u{0}\u{7}\u{8}",
    "\u{1b}[31m\u{1b}]0;taken\u{7}",
    "\u{2028}\u{85}\u{202a}\u{ad}",
];

/// The positions that a page shows, and the total it claims.
pub(crate) fn choose(spoils: &[Spoil], page: Option<Page>, mut found: Vec<usize>) -> (Vec<usize>, usize) {
    let page = page.unwrap_or(Page { number: 1, size: found.len().max(1) });
    let (mut overlap, mut is_empty, mut claimed) = (0, false, 100);
    for spoil in spoils {
        match *spoil {
            Spoil::OverlappingPages => overlap = OVERLAP.min(page.size / 2),
            Spoil::ShrinkingPages { percent } if page.number > 1 => found = without(&found, percent as usize),
            Spoil::EmptyPage => is_empty = true,
            Spoil::LyingTotal { percent } => claimed = percent as usize,
            Spoil::ShrinkingPages { .. }
            | Spoil::DuplicateIds
            | Spoil::UnknownCity
            | Spoil::UnknownCurrency
            | Spoil::PricesAsText
            | Spoil::HugeText { .. }
            | Spoil::HtmlText
            | Spoil::BidiText
            | Spoil::MissingFields
            | Spoil::WrongTypes => {}
        }
    }
    let shown = if is_empty { Vec::new() } else { page.overlapping(&found, overlap).to_vec() };
    (shown, found.len().saturating_mul(claimed) / 100)
}

/// A list that has lost a share of its items, spread evenly.
fn without(found: &[usize], percent: usize) -> Vec<usize> {
    let kept = found.iter().enumerate().filter(|(nth, _)| (nth + 1) * percent / 100 == nth * percent / 100);
    kept.map(|(_, position)| *position).collect()
}

/// Changes the entries of a page.
pub(crate) fn change(spoils: &[Spoil], list: List, entries: &mut Vec<Value>) {
    // What repeats or replaces whole entries comes last, so that the other faults still find them whole.
    for spoil in spoils {
        match *spoil {
            Spoil::UnknownCity => each_of(entries, 3, 1, |entry| replace(entry, "city_id", &json!(NO_CITY))),
            Spoil::UnknownCurrency => each_of(entries, 3, 1, unknown_currency),
            Spoil::PricesAsText => prices_as_text(list, entries),
            Spoil::HugeText { bytes } => {
                if let Some(entry) = entries.first_mut().and_then(Value::as_object_mut) {
                    entry.insert(longest(list).to_owned(), Value::String(filled(bytes)));
                }
            }
            Spoil::HtmlText => in_texts(list, entries, |text, turn| {
                format!("{}{text}{}", HTML[turn % HTML.len()], HTML[(turn + 3) % HTML.len()])
            }),
            Spoil::BidiText => in_texts(list, entries, |text, turn| {
                let middle = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
                let (head, tail) = text.split_at(middle);
                format!("{}{head}{}{tail}", BIDI[turn % BIDI.len()], BIDI[(turn + 2) % BIDI.len()])
            }),
            Spoil::DuplicateIds
            | Spoil::MissingFields
            | Spoil::WrongTypes
            | Spoil::OverlappingPages
            | Spoil::ShrinkingPages { .. }
            | Spoil::EmptyPage
            | Spoil::LyingTotal { .. } => {}
        }
    }
    if spoils.contains(&Spoil::DuplicateIds) {
        let mut again: Vec<Value> = entries.iter().take(TWICE).cloned().collect();
        for entry in again.iter_mut().filter_map(Value::as_object_mut) {
            if let Some(Value::String(title)) = entry.get_mut(title(list)) {
                title.push_str(" (again)");
            }
        }
        entries.append(&mut again);
    }
    if spoils.contains(&Spoil::MissingFields) {
        each_of(entries, OF, 0, |entry| drop(entry.shift_remove("id")));
        each_of(entries, OF, 1, |entry| drop(entry.shift_remove(title(list))));
        each_of(entries, OF, 2, |entry| {
            entry.retain(|key, _| key != place(list) && key != "city_name");
        });
    }
    if spoils.contains(&Spoil::WrongTypes) {
        wrong_types(entries);
    }
}

/// What an entry is called by.
fn title(list: List) -> &'static str {
    match list {
        List::Experiences | List::Products => "title",
        List::Countries | List::Cities | List::Tags | List::TagTypes => "name",
    }
}

/// Where an entry belongs.
fn place(list: List) -> &'static str {
    match list {
        List::Experiences | List::Products => "city_id",
        List::Cities => "country_id",
        List::Tags => "type_id",
        List::Countries | List::TagTypes => "iso_code",
    }
}

/// Its longest text.
fn longest(list: List) -> &'static str {
    match list {
        List::Experiences => "description",
        List::Products => "summary",
        List::Countries | List::Cities | List::Tags | List::TagTypes => "name",
    }
}

/// What people read of it.
fn texts(list: List) -> &'static [&'static str] {
    match list {
        List::Experiences => &["title", "tagline", "description"],
        List::Products => &["title", "tagline", "summary", "highlights", "whats_included", "whats_excluded"],
        List::Cities => &["name", "country_name"],
        List::Tags => &["name", "type_name"],
        List::Countries | List::TagTypes => &["name"],
    }
}

/// The objects among the entries that are `nth` of every `of`.
fn each_of(entries: &mut [Value], of: usize, nth: usize, change: impl Fn(&mut Map<String, Value>)) {
    entries.iter_mut().skip(nth).step_by(of).filter_map(Value::as_object_mut).for_each(change);
}

/// Another value for a field that is there.
fn replace(entry: &mut Map<String, Value>, key: &str, value: &Value) {
    if let Some(old) = entry.get_mut(key) {
        old.clone_from(value);
    }
}

fn unknown_currency(entry: &mut Map<String, Value>) {
    replace(entry, "currency", &json!(NO_CURRENCY));
    if let Some(Value::String(shown)) = entry.get_mut("display_price")
        && let Some((_, amount)) = shown.split_once(' ')
    {
        *shown = format!("{NO_CURRENCY} {amount}");
    }
}

fn prices_as_text(list: List, entries: &mut [Value]) {
    let keys: &[&str] = match list {
        List::Products => &["price", "prediscount_price"],
        List::Experiences => &["from_price"],
        List::Countries | List::Cities | List::Tags | List::TagTypes => &[],
    };
    for (nth, entry) in entries.iter_mut().enumerate() {
        for key in keys {
            let Some(price) = entry.get_mut(key) else { continue };
            let plain = format!("{:.2}", price.as_f64().unwrap_or_default());
            *price = json!(match nth % 5 {
                1 => plain.replace('.', ","),
                3 => ["from 12", "free!", "", "1.2.3", "NaN", "12,50 €"][nth / 5 % 6].to_owned(),
                _ => plain,
            });
        }
    }
}

/// A text of exactly so many bytes.
fn filled(bytes: usize) -> String {
    let mut text = FILLING.repeat(bytes / FILLING.len() + 1);
    text.truncate(bytes);
    text
}

/// Changes every text of every entry; `turn` counts them, so that neighbours differ.
fn in_texts(list: List, entries: &mut [Value], change: impl Fn(&str, usize) -> String) {
    let keys = texts(list);
    for (nth, entry) in entries.iter_mut().enumerate() {
        for (field, key) in keys.iter().enumerate() {
            if let Some(Value::String(text)) = entry.get_mut(key) {
                *text = change(text, nth + field);
            }
        }
    }
}

fn wrong_types(entries: &mut [Value]) {
    each_of(entries, OF, 0, |entry| {
        for value in entry.values_mut() {
            if let Value::Object(fields) = value {
                *value = fields.values().cloned().collect();
            }
        }
    });
    each_of(entries, OF, 1, |entry| {
        for (key, value) in entry.iter_mut() {
            if key != "id" && value.is_string() {
                *value = json!(42);
            }
        }
    });
    each_of(entries, OF, 2, |entry| {
        for (key, value) in entry.iter_mut() {
            if key != "id" {
                *value = Value::Null;
            }
        }
    });
    for (nth, entry) in entries.iter_mut().enumerate() {
        match nth % OF {
            3 => *entry = json!([entry["id"], "a list"]),
            4 => *entry = Value::Null,
            _ => {}
        }
    }
}
