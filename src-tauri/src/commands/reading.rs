//! Texts of the window, read.

use std::str::FromStr;

use counterfoil_domain::{Currency, Money, SupplierKey, catalog::snapshot::Narrowing};
use counterfoil_engine::{Desk, EngineError, Result, catalog::read_country};

use crate::views::desk::MoneyInput;

/// An id. What is no id names nothing, so it is as unknown as an id nobody has.
pub(super) fn id<T: FromStr>(what: &'static str, text: &str) -> Result<T> {
    text.parse().map_err(|_| EngineError::NotFound { what, id: text.to_owned() })
}

/// Ids.
pub(super) fn ids<T: FromStr>(what: &'static str, texts: &[String]) -> Result<Vec<T>> {
    texts.iter().map(|text| id(what, text)).collect()
}

/// A supplier by its word.
pub(super) fn supplier(word: &str) -> Result<SupplierKey> {
    id("supplier", word)
}

/// A currency; an empty text leaves it as it is.
pub(super) fn currency(text: &str) -> Result<Option<Currency>> {
    let code = Some(text.trim()).filter(|code| !code.is_empty());
    code.map(|code| code.parse().map_err(|error| EngineError::Invalid(format!("{error}.")))).transpose()
}

/// An amount.
pub(super) fn money(input: &MoneyInput) -> Result<Money> {
    let currency: Currency = input.currency.parse().map_err(|error| EngineError::Invalid(format!("{error}.")))?;
    Ok(Money::new(input.minor, currency))
}

/// A language of ISO 639-1; an empty text leaves it as it is.
pub(super) fn language(text: &str) -> Result<Option<String>> {
    let word = text.trim().to_ascii_lowercase();
    match (word.len(), word.bytes().all(|letter| letter.is_ascii_lowercase())) {
        (0, _) => Ok(None),
        (2, true) => Ok(Some(word)),
        _ => Err(EngineError::Invalid(format!("\u{201c}{text}\u{201d} is not a language of two letters, such as en."))),
    }
}

/// What a list is narrowed to.
pub(super) fn narrowing(desk: &Desk, city: Option<&str>, country: Option<&str>, tags: &[String]) -> Result<Narrowing> {
    let snapshot = desk.snapshot();
    let city = city.map(|text| id("city", text)).transpose()?;
    if let Some(unknown) = city.as_ref().filter(|city| snapshot.city(city).is_none()) {
        return Err(EngineError::NotFound { what: "city", id: unknown.to_string() });
    }
    let country = country.map(|text| read_country(&snapshot, text)).transpose()?;
    Ok(Narrowing { city, country, tags: ids("tag", tags)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_id_is_not_found() {
        let city = id::<counterfoil_domain::CityId>("city", "../1");
        assert!(matches!(city, Err(EngineError::NotFound { what: "city", .. })));
    }

    #[test]
    fn settings_are_read_or_left() {
        assert_eq!(currency(" eur ").expect("a currency"), Some(Currency::EUR));
        assert_eq!(currency("").expect("nothing"), None);
        assert!(currency("euro").is_err());
        assert_eq!(language("EN").expect("a language").as_deref(), Some("en"));
        assert!(language("english").is_err());
    }
}
