//! What a JSON parser found, in words for whoever wrote the file.

/// What is wrong with a JSON text, as the middle of a sentence and without its place.
pub fn json_words(error: &serde_json::Error) -> String {
    let raw = raw(error);
    if let Some(plain) = grammar(&raw) {
        return plain.to_owned();
    }
    shape(&raw).unwrap_or(raw)
}

/// The parser's words without the place, which it adds behind them.
pub(super) fn raw(error: &serde_json::Error) -> String {
    error.to_string().rsplit_once(" at line ").map_or_else(|| error.to_string(), |(words, _)| words.to_owned())
}

/// What is no JSON at all (RFC 8259).
fn grammar(raw: &str) -> Option<&'static str> {
    Some(match raw {
        "expected value" => {
            "a value is missing or misspelt: a text in double quotes, a number, true, false, null, a list or an object"
        }
        "expected ident" => "a word is misspelt: only true, false and null stand without quotes",
        "expected `:`" => "a colon is missing after a name",
        "expected `,` or `}`" => "a comma or a closing } is missing before this",
        "expected `,` or `]`" => "a comma or a closing ] is missing before this",
        "key must be a string" => "a name must stand in double quotes",
        "trailing comma" => "the comma before this is one too many",
        "trailing characters" => "the text goes on after its end",
        "EOF while parsing a value" => "the text ends where a value should stand",
        "EOF while parsing a string" => "the text ends within quotes that are not closed",
        "EOF while parsing an object" => "the text ends before a closing }",
        "EOF while parsing a list" => "the text ends before a closing ]",
        "invalid number" | "number out of range" => "this number is not written as JSON has it",
        "invalid escape"
        | "invalid unicode code point"
        | "lone leading surrogate in hex escape"
        | "unexpected end of hex escape" => "a backslash has something behind it that JSON does not know",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "a line break or another control sign stands within quotes; write \\n for a line break"
        }
        "recursion limit exceeded" => "lists or objects are nested too deeply",
        _ => return None,
    })
}

/// What is JSON, but not what was asked for.
fn shape(raw: &str) -> Option<String> {
    let named = |before: &str| raw.strip_prefix(before)?.split_once('`');
    if let Some((name, _)) = named("missing field `") {
        return Some(format!("\u{201c}{name}\u{201d} is missing"));
    }
    if let Some((name, _)) = named("duplicate field `") {
        return Some(format!("\u{201c}{name}\u{201d} stands there twice"));
    }
    if let Some((name, known)) = named("unknown field `").or_else(|| named("unknown variant `")) {
        let known = known.trim_start_matches(", expected ").trim_start_matches("one of ").replace('`', "");
        let known = if known.starts_with(", there are no") { String::new() } else { format!("; it is one of {known}") };
        return Some(format!("\u{201c}{name}\u{201d} is not known here{known}"));
    }
    if raw.starts_with("invalid length ") && raw.contains(", expected struct ") {
        return Some("here stands a list, and an object is wanted".to_owned());
    }
    let (found, wanted) = raw.strip_prefix("invalid type: ")?.rsplit_once(", expected ")?;
    Some(format!("here stands {}, and {} is wanted", thing(found), kind(wanted)))
}

/// What stands there.
fn thing(found: &str) -> String {
    let quoted = |before: &str| found.strip_prefix(before).map(|rest| rest.trim_matches('`').to_owned());
    match found {
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        "null" => "null".to_owned(),
        _ => {
            let number =
                quoted("integer ").or_else(|| quoted("floating point ")).map(|number| format!("the number {number}"));
            let text = || found.strip_prefix("string ").map(|text| format!("the text {text}"));
            number.or_else(text).or_else(|| quoted("boolean ")).unwrap_or_else(|| found.to_owned())
        }
    }
}

/// What should stand there, by the parser's name of it.
fn kind(wanted: &str) -> &str {
    match wanted {
        "a string" | "a borrowed string" | "string or map" => "a text",
        "a sequence" => "a list",
        "a map" => "an object",
        "a boolean" => "true or false",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number",
        "f32" | "f64" => "a number",
        _ if wanted.starts_with("struct ") || wanted.starts_with("internally tagged ") => "an object",
        _ => wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)] // only read
    struct Thing {
        name: String,
        #[serde(default)]
        size: f32,
        #[serde(default)]
        kind: Kind,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        #[default]
        Round,
        Square,
    }

    #[test]
    fn what_is_wrong_is_said_without_the_parsers_words() {
        for (text, said) in [
            ("", "the text ends where a value should stand"),
            ("{\"name\": \"a\"", "the text ends before a closing }"),
            ("{\"name\": \"a", "the text ends within quotes that are not closed"),
            ("{\"name\" \"a\"}", "a colon is missing after a name"),
            ("{\"name\": \"a\" \"size\": 1}", "a comma or a closing } is missing before this"),
            ("{\"name\": \"a\",}", "the comma before this is one too many"),
            ("{name: 1}", "a name must stand in double quotes"),
            ("{\"name\": \"a\"} x", "the text goes on after its end"),
            (
                "{\"name\": \"a\nb\"}",
                "a line break or another control sign stands within quotes; write \\n for a line break",
            ),
            ("{}", "\u{201c}name\u{201d} is missing"),
            ("{\"name\": \"a\", \"name\": \"b\"}", "\u{201c}name\u{201d} stands there twice"),
            ("{\"colour\": 1}", "\u{201c}colour\u{201d} is not known here; it is one of name, size, kind"),
            ("{\"name\": 7}", "here stands the number 7, and a text is wanted"),
            ("{\"name\": [1]}", "here stands a list, and a text is wanted"),
            ("{\"name\": \"a\", \"size\": \"big\"}", "here stands the text \"big\", and a number is wanted"),
            (
                "{\"name\": \"a\", \"kind\": \"flat\"}",
                "\u{201c}flat\u{201d} is not known here; it is one of round or square",
            ),
            ("[]", "here stands a list, and an object is wanted"),
        ] {
            let error = serde_json::from_str::<Thing>(text).unwrap_err();
            assert_eq!(json_words(&error), said, "{text}: {error}");
        }
    }
}
