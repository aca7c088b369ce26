//! Addresses: checked before anything is written down, so that no address can carry a second one or a line of its own.

use lettre::Address;

use super::error::MailError;

/// RFC 5321, section 4.5.3.1.3, without the angle brackets.
const LONGEST: usize = 254;

/// One address as it goes to a server. The domain is written in ASCII; quoted names and domains that are numbers are refused.
pub(super) fn checked(text: &str) -> Result<Address, MailError> {
    let refused = |why| Err(MailError::Address { why });
    let text = text.trim();
    if text.is_empty() {
        return refused("it is missing.");
    }
    if text.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
        return refused("it has a blank or a line break in it. Write one address, without a name.");
    }
    if text.contains(['<', '>', '(', ')', '[', ']', ',', ';', ':', '\\', '"']) {
        return refused("it has a sign in it that belongs to lists and names. Write one address, without a name.");
    }
    let Some((name, domain)) = text.split_once('@') else {
        return refused("it needs a name, an @ and a domain.");
    };
    let Ok(domain) = idna::domain_to_ascii(domain) else {
        return refused("its domain is none.");
    };
    if !domain.contains('.') || domain.ends_with('.') || name.len() + 1 + domain.len() > LONGEST {
        return refused("its domain is none, or it is too long.");
    }
    match Address::new(name, &domain) {
        Ok(address) => Ok(address),
        Err(_) => refused("it needs a name, an @ and a domain."),
    }
}

/// A text on one line, for a header: without line breaks, signs nobody sees, and signs that turn the direction of what
/// follows.
pub(super) fn one_line(text: &str) -> String {
    let plain = text.replace(|letter: char| letter.is_control() || is_turn(letter), " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Signs by which a text can be shown in another order than it is written in.
fn is_turn(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_and_nothing_else() {
        for good in ["zoe@example.org", " zoe+tickets@mail.example.org ", "o'brien@example.org", "zoë@example.org"] {
            assert!(checked(good).is_ok(), "{good}");
        }
        assert_eq!(checked("zoe@münchen.example").unwrap().to_string(), "zoe@xn--mnchen-3ya.example");
        for bad in [
            "",
            "zoe",
            "@example.org",
            "zoe@",
            "zoe@localhost",
            "zoe@example.org.",
            "zoe@@example.org",
            "zoe@example.org@evil.example",
            "zoe@example.org,eve@evil.example",
            "zoe@example.org;eve@evil.example",
            "Zoë <zoe@example.org>",
            "zoe@example.org\r\nBcc: eve@evil.example",
            "zoe@example.org\r\nRCPT TO:<eve@evil.example>",
            "zoe\n@example.org",
            "zo e@example.org",
            "\"zoe\"@example.org",
            "zoe@[127.0.0.1]",
            "zoe@exa_mple..org",
            "zoe@-example.org",
        ] {
            assert!(checked(bad).is_err(), "{bad:?} was taken for an address");
        }
        assert!(checked(&format!("{}@example.org", "z".repeat(250))).is_err());
    }

    #[test]
    fn a_header_is_one_line() {
        assert_eq!(one_line("Tour\r\nBcc: eve@evil.example\u{202e}\u{7}  x"), "Tour Bcc: eve@evil.example x");
        assert_eq!(one_line("\u{2028}שלום עולם "), "שלום עולם");
    }
}
