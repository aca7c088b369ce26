//! The safe subset of HTML that the catalogue keeps, as plain lines for paper.

/// Paragraphs, breaks and list items become lines; other tags vanish; entities become their characters.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            rest = &rest[open..];
            break;
        };
        let tag = rest[open + 1..open + close].trim_start_matches('/').to_ascii_lowercase();
        match tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default() {
            "li" if !rest[open..].starts_with("</") => text.push_str("\n\u{2022} "),
            "p" | "br" | "ul" | "ol" | "div" | "h1" | "h2" | "h3" => text.push('\n'),
            _ => {}
        }
        rest = &rest[open + close + 1..];
    }
    text.push_str(rest);
    let decoded = decode(&text);
    let lines: Vec<&str> = decoded.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The entities that the sanitiser writes.
fn decode(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn lines_and_entities() {
        assert_eq!(
            plain("<p>Bring <b>a photo ID</b>.</p><ul><li>No bags</li><li>A &lt; B &amp;amp; C</li></ul>"),
            "Bring a photo ID.\n\u{2022} No bags\n\u{2022} A < B &amp; C"
        );
        assert_eq!(plain("no tags"), "no tags");
        assert_eq!(plain("cut <b"), "cut <b");
    }
}
