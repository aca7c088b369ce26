//! Bodies: read piece by piece up to a limit, and looked over before they are parsed.

use crate::unreadable::Unreadable;

use reqwest::Response;

use super::failure::Failure;

/// Most bytes of a JSON answer.
pub(crate) const JSON_LIMIT: usize = 32 * 1024 * 1024;
/// Most bytes of a refusal that are read.
pub(crate) const REFUSAL_LIMIT: usize = 256 * 1024;
/// Deepest nesting of a JSON answer.
pub(crate) const DEEPEST: usize = 64;

/// The whole body, or why it did not come whole. Stops as soon as it is too large.
pub(super) async fn whole(
    mut response: Response,
    most: usize,
    mut received: impl FnMut(usize),
) -> Result<Vec<u8>, Failure> {
    let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
    if announced.is_some_and(|length| length > most) {
        return Err(Failure::not_understood(format!("an answer over {} MiB", most >> 20)));
    }
    let mut body = Vec::with_capacity(announced.unwrap_or_default().min(1 << 20));
    while let Some(piece) = response.chunk().await.map_err(|error| Failure::of_receiving(&error))? {
        received(piece.len());
        if body.len() + piece.len() > most {
            return Err(Failure::not_understood(format!("an answer over {} MiB", most >> 20)));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// Checks that a body begins as a JSON object and nests no deeper than [`DEEPEST`]; gives it without a byte order mark.
pub(crate) fn object(body: &[u8]) -> Result<&[u8], Unreadable> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => return Err(Unreadable::at("an empty answer")),
        Some(b'{') => {}
        Some(b'<') => return Err(Unreadable::at("a web page instead of JSON")),
        Some(_) => return Err(Unreadable::at("something other than a JSON object")),
    }
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Unreadable::at(format!("nesting over {DEEPEST} levels")));
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_objects_of_a_bounded_depth_pass() {
        assert_eq!(object(b"\xEF\xBB\xBF {\"a\":1}"), Ok(b" {\"a\":1}".as_slice()));
        for bad in ["", "  \n", "[]", "1", "<html>", "null", "\"x\""] {
            assert!(object(bad.as_bytes()).is_err(), "{bad}");
        }
        let deep = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
        assert!(object(deep(DEEPEST).as_bytes()).is_ok());
        assert!(object(deep(DEEPEST + 1).as_bytes()).is_err());
        assert!(
            object(br#"{"a":"[[[[[[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}"#).is_ok()
        );
    }
}
