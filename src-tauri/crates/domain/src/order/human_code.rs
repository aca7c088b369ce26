//! The short code of an order: said on the telephone, written on paper, typed back.

/// Letters and digits that cannot be taken for one another (Crockford's base 32: no I, L, O, U).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code of six signs in two groups (`7K3-QFA`) from 30 random bits; about a thousand million codes.
pub fn human_code(random: u32) -> String {
    let sign = |place: u32| char::from(ALPHABET[((random >> (5 * place)) & 31) as usize]);
    format!("{}{}{}-{}{}{}", sign(5), sign(4), sign(3), sign(2), sign(1), sign(0))
}

/// The code as stored, from how a person types it: any case, with or without the dash, `O` for zero, `I` and `L` for one.
pub fn read_human_code(text: &str) -> Option<String> {
    let mut signs = String::new();
    for sign in text.trim().chars().filter(|c| !matches!(c, '-' | ' ')) {
        let sign = match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if !sign.is_ascii() || !ALPHABET.contains(&(sign as u8)) {
            return None;
        }
        signs.push(sign);
    }
    (signs.len() == 6).then(|| format!("{}-{}", &signs[..3], &signs[3..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_was_written() {
        for random in [0, 1, 0x3fff_ffff, 123_456_789] {
            let code = human_code(random);
            assert_eq!(read_human_code(&code.to_lowercase().replace('-', " ")), Some(code));
        }
        assert_eq!(read_human_code("oil-00o"), Some("011-000".to_owned()));
        assert_eq!(read_human_code("uuu-uuu"), None);
        assert_eq!(read_human_code("7K3QF"), None);
    }
}
