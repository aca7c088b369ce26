//! What is true of everything that was read, whatever it was read from.

use counterfoil_domain::{Instant, Money};

/// The markup that descriptions keep, as it is written.
const TAGS: [&str; 9] = ["p", "br", "ul", "ol", "li", "b", "strong", "i", "em"];
/// How text is written beside markup.
const ENTITIES: [&str; 4] = ["amp;", "lt;", "gt;", "nbsp;"];
/// Longest line, bytes.
const LINE: usize = 2 * 1024;

/// Marks that hide, or that turn the direction of what follows them.
fn is_treacherous(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// A line: one, trimmed, with single spaces and nothing that hides.
pub fn line(text: &str) {
    assert!(!text.is_empty() && text.len() <= LINE, "{} bytes of a line", text.len());
    assert!(!text.chars().any(|c| is_treacherous(c) || (c.is_whitespace() && c != ' ')), "{text:?}");
    assert!(text.trim() == text && !text.contains("  "), "{text:?}");
}

/// A line that may be there.
pub fn lines<'a>(texts: impl IntoIterator<Item = &'a Option<String>>) {
    texts.into_iter().flatten().for_each(|text| line(text));
}

/// A description: known tags without attributes, and text that cannot be taken for a tag.
pub fn html(text: &str) {
    assert!(!text.is_empty() && text.trim() == text, "{text:?}");
    assert!(!text.chars().any(is_treacherous), "{text:?}");
    let (before, _) = text.split_once('<').unwrap_or((text, ""));
    assert!(!before.contains('>'), "{text:?}");
    for part in text.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or_else(|| panic!("a tag that does not end: {part:?}"));
        assert!(TAGS.contains(&tag.strip_prefix('/').unwrap_or(tag)), "a tag that is not kept: {tag:?}");
        assert!(!text.contains('>'), "{text:?}");
    }
    for part in text.split('&').skip(1) {
        assert!(ENTITIES.iter().any(|entity| part.starts_with(entity)), "an odd entity: {part:?}");
    }
}

/// Descriptions that may be there.
pub fn htmls<'a>(texts: impl IntoIterator<Item = &'a Option<String>>) {
    texts.into_iter().flatten().for_each(|text| html(text));
}

/// Web addresses that may be there.
pub fn webs<'a>(addresses: impl IntoIterator<Item = &'a Option<String>>) {
    for address in addresses.into_iter().flatten() {
        assert!(address.starts_with("https://") || address.starts_with("http://"), "{address:?}");
        assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{address:?}");
    }
}

/// A price: none below nothing, and the same when it is written and read again.
pub fn price(money: Money) {
    assert!(money.minor >= 0, "{money}");
    assert_eq!(Money::parse(&money.decimal(), money.currency), Ok(money));
    assert_eq!(Money::exact(&money.decimal(), money.currency), Ok(money));
}

/// Prices that may be there.
pub fn prices(moneys: impl IntoIterator<Item = Option<Money>>) {
    moneys.into_iter().flatten().for_each(price);
}

/// An id: short and plain, the same when it is written and read again.
pub fn id<T: std::str::FromStr + std::fmt::Display + PartialEq + std::fmt::Debug>(id: &T)
where
    T::Err: std::fmt::Debug,
{
    let text = id.to_string();
    assert_eq!(text.parse::<T>().as_ref().ok(), Some(id));
    let own = text.strip_prefix("tiqets:").unwrap();
    assert!(!matches!(own, "" | "." | ".."), "{own:?}");
}

/// Ids of a list.
pub fn ids<'a, T: std::str::FromStr + std::fmt::Display + PartialEq + std::fmt::Debug + 'a>(
    all: impl IntoIterator<Item = &'a T>,
) where
    T::Err: std::fmt::Debug,
{
    all.into_iter().for_each(id);
}

/// An instant: the same when it is written and read again.
pub fn instant(at: Instant) {
    assert_eq!(at.to_rfc3339().parse::<Instant>().ok(), Some(at));
}
