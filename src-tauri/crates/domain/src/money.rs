//! Money: integer minor units and a currency. Never a float.

use std::{fmt, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// An ISO 4217 currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

/// A text that is no amount or no currency we know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not an ISO 4217 code.
    #[error("\u{201c}{0}\u{201d} is not a currency code of ISO 4217")]
    UnknownCurrency(String),
    /// Not a decimal number.
    #[error("\u{201c}{0}\u{201d} is not an amount")]
    NotAnAmount(String),
    /// Parts of a minor unit.
    #[error("{currency} has no smaller coin than {} decimal digits allow, and \u{201c}{text}\u{201d} has more", .currency.digits())]
    TooFine {
        /// What was typed.
        text: String,
        /// The currency.
        currency: Currency,
    },
    /// Two currencies in one sum.
    #[error("{0} and {1} cannot be added: there is no silent conversion")]
    Mixed(Currency, Currency),
    /// Beyond what an amount can hold.
    #[error("the amount is too large")]
    TooLarge,
}

impl Currency {
    /// Euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);
    /// United Arab Emirates dirham, the default of cities that name no currency.
    pub const AED: Self = Self(iso_currency::Currency::AED);

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimal digits the minor unit has (2 for EUR, 0 for JPY, 3 for KWD).
    pub fn digits(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(2))
    }
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        iso_currency::Currency::from_code(&text.trim().to_ascii_uppercase())
            .map(Self)
            .ok_or_else(|| MoneyError::UnknownCurrency(text.to_owned()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount in integer minor units of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: cents of EUR, whole yen of JPY.
    pub minor: i64,
    /// The currency; amounts of different currencies never mix.
    pub currency: Currency,
}

impl Money {
    /// An amount from minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads a supplier's decimal (`17.59`, `1e2`); digits beyond the minor unit round half to even.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let trimmed = text.trim();
        let decimal = Decimal::from_str(trimmed)
            .or_else(|_| Decimal::from_scientific(trimmed))
            .map_err(|_| MoneyError::NotAnAmount(text.to_owned()))?;
        let scale = Decimal::from(10_u64.pow(currency.digits()));
        decimal
            .checked_mul(scale)
            .map(|d| d.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven))
            .and_then(|d| d.to_i64())
            .map(|minor| Self { minor, currency })
            .ok_or(MoneyError::TooLarge)
    }

    /// Reads an amount that a person typed: a decimal of no more digits than the currency has. Nothing is rounded.
    pub fn exact(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let too_fine = || MoneyError::TooFine { text: text.to_owned(), currency };
        let decimal = Decimal::from_str_exact(text.trim()).map_err(|error| match error {
            rust_decimal::Error::Underflow => too_fine(),
            _ => MoneyError::NotAnAmount(text.to_owned()),
        })?;
        if decimal.normalize().scale() > currency.digits() {
            return Err(too_fine());
        }
        Self::parse(text, currency)
    }

    /// The sum, if both are of one currency.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        Ok(Self { minor, ..self })
    }

    /// The amount for `count` pieces.
    pub fn times(self, count: u32) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(i64::from(count)).ok_or(MoneyError::TooLarge)?;
        Ok(Self { minor, ..self })
    }

    /// The plain decimal without a currency: `17.59`, `-0.05`, `300`.
    pub fn decimal(self) -> String {
        Decimal::from_i128_with_scale(i128::from(self.minor), self.currency.digits()).to_string()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.decimal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_suppliers_write() {
        let jpy: Currency = "JPY".parse().unwrap();
        let kwd: Currency = "kwd".parse().unwrap();
        assert_eq!(Money::parse("17.59", Currency::EUR).unwrap().minor, 1759);
        assert_eq!(Money::parse(" 20 ", Currency::EUR).unwrap().to_string(), "EUR 20.00");
        assert_eq!(Money::parse("0.125", Currency::EUR).unwrap().minor, 12);
        assert_eq!(Money::parse("1e2", Currency::EUR).unwrap().minor, 10_000);
        assert_eq!(Money::parse("300", jpy).unwrap().to_string(), "JPY 300");
        assert_eq!(Money::parse("1.5", kwd).unwrap().to_string(), "KWD 1.500");
        assert_eq!(Money::new(-5, Currency::EUR).decimal(), "-0.05");
    }

    #[test]
    fn refuses_nonsense_and_mixtures() {
        assert!(Money::parse("ten", Currency::EUR).is_err());
        assert!(Money::parse("9e30", Currency::EUR).is_err());
        assert!(Money::zero(Currency::EUR).plus(Money::zero(Currency::AED)).is_err());
        assert!(Money::new(i64::MAX, Currency::EUR).times(2).is_err());
        assert!("XQQ".parse::<Currency>().is_err());
        // More digits than a decimal holds: still nothing is rounded.
        let endless = format!("1.{}1", "0".repeat(40));
        assert!(matches!(Money::exact(&endless, Currency::EUR), Err(MoneyError::TooFine { .. })));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(minor in -1_000_000_000_000_i64..1_000_000_000_000) {
            let amount = Money::new(minor, Currency::EUR);
            prop_assert_eq!(Money::parse(&amount.decimal(), Currency::EUR), Ok(amount));
        }
    }
}
