//! As much of Rust's grammar as the laws need: where comments and literals begin and end, and where tests begin.

/// A source split into its code, with comments gone and literals emptied, and the literals.
#[derive(Debug, Default)]
pub(crate) struct Rust {
    pub(crate) code: String,
    pub(crate) literals: Vec<String>,
}

/// The text without its `#[cfg(test)] mod … { … }`, which by habit ends a file.
pub(crate) fn without_tests(text: &str) -> &str {
    let mut from = 0;
    while let Some(at) = text[from..].find("#[cfg(test)]").map(|at| at + from) {
        let rest = text[at + "#[cfg(test)]".len()..].trim_start();
        let head = rest.lines().find(|line| !line.trim_start().starts_with("#[")).unwrap_or_default();
        if head.starts_with("mod ") && head.trim_end().ends_with('{') {
            return &text[..at];
        }
        from = at + 1;
    }
    text
}

/// Splits a source.
pub(crate) fn split(text: &str) -> Rust {
    let mut rust = Rust::default();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = after_block_comment(rest);
        } else if let Some((literal, after)) = raw_string(rest).filter(|_| starts_a_word(&rust.code)) {
            rust.take(literal);
            rest = after;
        } else if next == '"' {
            let (literal, after) = plain_string(rest);
            rust.take(literal);
            rest = after;
        } else if let Some(after) = character(rest) {
            rust.code.push_str("' '");
            rest = after;
        } else {
            rust.code.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    rust
}

impl Rust {
    fn take(&mut self, literal: &str) {
        self.code.push_str("\"\"");
        self.literals.push(literal.to_owned());
    }

    /// Whether the code names this crate: `name::`, `use name;`, `extern crate name`.
    pub(crate) fn names_crate(&self, name: &str) -> bool {
        self.words().any(|(word, before, after)| {
            word == name
                && !before.ends_with("::")
                && !before.ends_with('.')
                && (after.starts_with("::") || (before.ends_with("use ") && after.starts_with([';', ' '])))
        })
    }

    /// Every word with what stands before and after it.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at + self.code[at..].find(is_word)?;
            let end = start + self.code[start..].find(|letter| !is_word(letter)).unwrap_or(self.code.len() - start);
            at = end;
            Some((&self.code[start..end], &self.code[..start], &self.code[end..]))
        })
    }
}

fn starts_a_word(before: &str) -> bool {
    !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}

fn after_block_comment(text: &str) -> &str {
    let mut depth = 0;
    let mut rest = text;
    loop {
        if let Some(inner) = rest.strip_prefix("/*") {
            depth += 1;
            rest = inner;
        } else if let Some(outer) = rest.strip_prefix("*/") {
            depth -= 1;
            rest = outer;
            if depth == 0 {
                return rest;
            }
        } else {
            let Some(letter) = rest.chars().next() else { return rest };
            rest = &rest[letter.len_utf8()..];
        }
    }
}

/// `r"…"`, `r#"…"#`, `br"…"`, `cr"…"`: the inside and what follows.
fn raw_string(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(['b', 'c']).unwrap_or(text).strip_prefix('r')?;
    let hashes = inner.len() - inner.trim_start_matches('#').len();
    let body = inner[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = body.find(&close)?;
    Some((&body[..end], &body[end + close.len()..]))
}

fn plain_string(text: &str) -> (&str, &str) {
    let body = &text[1..];
    let mut escaped = false;
    for (at, letter) in body.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return (&body[..at], &body[at + 1..]),
            _ => {}
        }
    }
    (body, "")
}

/// `'x'`, `'\n'`, `'\u{2026}'`, not a lifetime: what follows.
fn character(text: &str) -> Option<&str> {
    let body = text.strip_prefix('\'')?;
    if let Some(escape) = body.strip_prefix('\\') {
        let first = escape.chars().next()?;
        let rest = &escape[first.len_utf8()..];
        return rest.find('\'').map(|end| &rest[end + 1..]);
    }
    let letter = body.chars().next()?;
    body[letter.len_utf8()..].strip_prefix('\'')
}

#[test]
fn comments_and_literals_are_told_from_code() {
    let text = r#"let a = "x // \" y"; // "no" literal
        /* "nor /* nested */ this" */ let b = r"raw q"; let c = '"'; fn f<'a>(x: &'a str) {} let d = '\u{2026}';"#;
    let rust = split(text);
    assert_eq!(rust.literals, [r#"x // \" y"#, "raw q"]);
    assert_eq!(split("r##\"a \"# b\"## br\"c\"").literals, ["a \"# b", "c"]);
    assert!(rust.code.contains("fn f<'a>(x: &'a str)") && !rust.code.contains("nested"), "{}", rust.code);
}

#[test]
fn a_crate_is_named_by_path_or_use_and_not_by_chance() {
    let names = |text: &str| split(text).names_crate("tauri");
    assert!(names("fn f() { tauri::run() }") && names("use tauri::Manager;") && names("use tauri;"));
    assert!(
        !names("// tauri::run") && !names("\"tauri::run\"") && !names("my::tauri::run()") && !names("let tauri = 1;")
    );
    assert!(!names("use tauri_build::x;"));
}

#[test]
fn tests_are_cut_off_and_a_test_only_item_is_not() {
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\n b }"), "a\n");
    assert_eq!(without_tests("a\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n b }"), "a\n");
    let whole = "#[cfg(test)]\nuse x;\n#[cfg(test)]\nmod tests;\nfn a() {}";
    assert_eq!(without_tests(whole), whole);
}
