//! Prices in the currency that was asked for, at rates that never move.

/// Units of a currency for one euro, in thousandths, and its number of decimals.
const RATES: &[(&str, u64, u32)] = &[
    ("EUR", 1_000, 2),
    ("AED", 4_000, 2),
    ("USD", 1_100, 2),
    ("GBP", 850, 2),
    ("CHF", 950, 2),
    ("SGD", 1_450, 2),
    ("CAD", 1_500, 2),
    ("AUD", 1_650, 2),
    ("JPY", 165_000, 0),
    ("SEK", 11_200, 2),
    ("NOK", 11_600, 2),
    ("DKK", 7_460, 2),
    ("PLN", 4_300, 2),
    ("CZK", 25_000, 2),
    ("HKD", 8_600, 2),
    ("INR", 92_000, 2),
    ("SAR", 4_130, 2),
    ("QAR", 4_000, 2),
    ("KWD", 338, 3),
    ("BHD", 414, 3),
];

/// A currency prices can be shown in.
#[derive(Debug, Clone, Copy, Hash)]
pub(crate) struct Currency {
    pub(crate) code: &'static str,
    rate: u64,
    decimals: u32,
}

impl Currency {
    /// A currency by its ISO 4217 code.
    pub(crate) fn named(code: &str) -> Option<Self> {
        RATES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(code)).map(|&(code, rate, decimals)| Self {
            code,
            rate,
            decimals,
        })
    }

    /// Euro cents in the smallest unit of this currency.
    pub(crate) fn minor(self, euro_cents: u32) -> u32 {
        let scale = 10_u64.pow(self.decimals);
        u32::try_from((u64::from(euro_cents) * self.rate * scale + 50_000) / 100_000).unwrap_or(u32::MAX)
    }

    /// A number of smallest units as the API writes it.
    pub(crate) fn number(self, minor: u32) -> f64 {
        f64::from(minor) / f64::from(10_u32.pow(self.decimals))
    }

    /// Euro cents as the API writes them in this currency.
    pub(crate) fn amount(self, euro_cents: u32) -> f64 {
        self.number(self.minor(euro_cents))
    }
}
