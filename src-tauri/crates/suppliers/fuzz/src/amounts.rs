//! Amounts, instants and days. The input is a currency, a space, and a text.

use counterfoil_domain::{Currency, Money, availability::read_day};
use counterfoil_suppliers::door;

use super::sound;

pub fn judge(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let (word, text) = text.split_once(' ').unwrap_or(("EUR", text));
    let currency: Currency = word.parse().unwrap_or(Currency::EUR);
    let read = Money::parse(text, currency);
    match (&read, rounded(text.trim(), currency)) {
        (Ok(money), Some(minor)) => assert_eq!(i128::from(money.minor), minor, "{text:?}"),
        (Err(error), Some(minor)) => assert!(i64::try_from(minor).is_err(), "{text:?}: {error:?}"),
        (_, None) => {}
    }
    if let Ok(money) = read {
        assert_eq!(Money::parse(&money.decimal(), currency), Ok(money), "{text:?}");
        assert_eq!(money.currency, currency);
    }
    if let Ok(typed) = Money::exact(text, currency) {
        assert_eq!(Ok(typed), read, "{text:?}");
        let fine = fraction(text.trim()).trim_end_matches('0').len();
        assert!(fine <= currency.digits() as usize, "{text:?} was rounded");
    }
    // As a JSON string and as a JSON number; of a string the digits count, of a number what it reads as.
    let quoted = door::price(&serde_json::to_string(text).unwrap(), currency);
    assert_eq!(quoted, read.ok().filter(|money| money.minor >= 0), "{text:?}");
    let plain = door::price(text, currency);
    [quoted, plain].into_iter().flatten().for_each(sound::price);
    let at = door::instant(text);
    at.into_iter().for_each(sound::instant);
    let day = door::day(text);
    if let Some(day) = day {
        assert!(text.trim().starts_with(&day.to_string()), "{text:?} is not {day}");
        assert_eq!(read_day(&day.to_string()), Ok(day));
    }
    plain.is_some() || quoted.is_some() || at.is_some() || day.is_some()
}

fn fraction(text: &str) -> &str {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    text.split_once('.').filter(|_| text.chars().all(plain)).map_or("", |(_, fraction)| fraction)
}

/// Minor units of a plain decimal, rounded half to even digit by digit; `None` for other spellings.
fn rounded(text: &str, currency: Currency) -> Option<i128> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !number(whole) || !number(fraction) || text.len() > 28 {
        return None;
    }
    let places = currency.digits() as usize;
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(places).collect();
    let minor: i128 = format!("{whole}{kept}").parse().ok()?;
    let rest = fraction.get(places..).unwrap_or_default().trim_end_matches('0');
    let up = match rest.as_bytes() {
        [] | [b'0'..=b'4', ..] => false,
        [b'5'] => minor % 2 == 1,
        _ => true,
    };
    let minor = minor + i128::from(up);
    Some(if negative { -minor } else { minor })
}
