//! ISO 3166-1 codes of countries that a supplier names without one.

use celes::Country;

/// Everyday English names that the ISO list spells in another way.
const EVERYDAY: [(&str, &str); 8] = [
    ("czechrepublic", "CZ"),
    ("ivorycoast", "CI"),
    ("macau", "MO"),
    ("russia", "RU"),
    ("swaziland", "SZ"),
    ("turkey", "TR"),
    ("vaticancity", "VA"),
    ("vietnam", "VN"),
];

/// The alpha-2 code of an English country name; `None` when the name is not one we know.
pub(crate) fn code_of_name(name: &str) -> Option<String> {
    let folded: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let bare = folded.strip_prefix("the").unwrap_or(&folded);
    if let Some((_, code)) = EVERYDAY.iter().find(|(known, _)| *known == bare) {
        return Some((*code).to_owned());
    }
    [folded.as_str(), bare, &format!("the{bare}")]
        .into_iter()
        .find_map(|word| Country::from_name(word).or_else(|_| Country::from_alias(word)).ok())
        .map(|country| country.alpha2.to_owned())
}

/// A supplier's own code, when it has the form of one.
pub(crate) fn clean_code(code: &str) -> Option<String> {
    let code = code.trim().to_ascii_uppercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_names_are_found() {
        for (name, code) in [
            ("France", "FR"),
            ("United Arab Emirates", "AE"),
            ("The United Arab Emirates", "AE"),
            ("United Kingdom", "GB"),
            ("United States", "US"),
            ("United States of America", "US"),
            ("Netherlands", "NL"),
            ("The Netherlands", "NL"),
            ("Czech Republic", "CZ"),
            ("Czechia", "CZ"),
            ("Turkey", "TR"),
            ("South Korea", "KR"),
            ("Vietnam", "VN"),
            ("Russia", "RU"),
            ("Hong Kong", "HK"),
            ("Taiwan", "TW"),
            ("Bosnia and Herzegovina", "BA"),
            ("Tanzania", "TZ"),
            ("Bolivia", "BO"),
            ("Iran", "IR"),
            ("Laos", "LA"),
            ("Moldova", "MD"),
            ("Syria", "SY"),
            ("Philippines", "PH"),
            ("Dominican Republic", "DO"),
            ("Singapore", "SG"),
            ("Vatican City", "VA"),
            ("Ireland", "IE"),
            ("Maldives", "MV"),
            ("Bahamas", "BS"),
        ] {
            assert_eq!(code_of_name(name).as_deref(), Some(code), "{name}");
        }
    }

    #[test]
    fn what_is_no_country_stays_without_code() {
        assert_eq!(code_of_name("Atlantis"), None);
        assert_eq!(code_of_name(""), None);
        assert_eq!(clean_code(" ae "), Some("AE".into()));
        assert_eq!(clean_code("UAE"), None);
    }
}
