//! Suppliers' texts are data: made harmless here, before anything else sees them.

use std::{borrow::Cow, sync::LazyLock};

use ammonia::Builder;

/// Most bytes of a long text; what is longer is cut.
pub(crate) const LONG: usize = 64 * 1024;
/// Most bytes of a title, a name, a line.
pub(crate) const LINE: usize = 2 * 1024;
/// Most times that a long text is cleaned; two are mostly enough.
const MOST_CLEANINGS: usize = 8;

/// The markup that descriptions keep.
static SAFE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(["p", "br", "ul", "ol", "li", "b", "strong", "i", "em"].into())
        .clean_content_tags(["script", "style", "iframe", "svg", "math", "template", "title"].into());
    builder
});

/// No markup at all.
static NONE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder.clean_content_tags(["script", "style", "iframe", "svg", "math", "template"].into());
    builder
});

/// Cuts a text to at most `most` bytes, never within a character.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// Control characters, and the marks that turn the direction of what follows them.
fn is_treacherous(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn stripped(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_treacherous) {
        text.chars().filter(|c| !is_treacherous(*c)).collect::<String>().into()
    } else {
        text.into()
    }
}

/// One line of plain text: no markup, entities decoded, spaces collapsed. `None` when nothing is left.
///
/// What is treacherous goes before markup is looked for, so that nothing hides in it, and again after entities are decoded.
pub(crate) fn line(text: &str) -> Option<String> {
    let text = &*stripped(cut(text, LONG));
    let bare: Cow<'_, str> = if text.contains(['<', '&']) {
        let html = NONE.clean(text).to_string();
        html.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").into()
    } else {
        text.into()
    };
    let words = stripped(&bare).split_whitespace().collect::<Vec<_>>().join(" ");
    let words = cut(&words, LINE).trim_end();
    (!words.is_empty()).then(|| words.to_owned())
}

/// A long text in the safe subset of HTML, without attributes. `None` when nothing is left.
pub(crate) fn rich(text: &str) -> Option<String> {
    let mut safe = stripped(cut(text, LONG)).trim().to_owned();
    // Tags that go leave a nesting that no reader takes as it is written, such as a paragraph within a paragraph: it is
    // cleaned again until nothing changes. What is sound from the start is cleaned once.
    for _ in 0..MOST_CLEANINGS {
        if !safe.contains(['<', '&', '>']) {
            break;
        }
        let cleaned = SAFE.clean(&safe).to_string();
        let cleaned = stripped(&cleaned).trim().to_owned();
        if cleaned == safe {
            break;
        }
        safe = cleaned;
    }
    (!safe.is_empty()).then_some(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_plain_text() {
        for (given, shown) in [
            ("Louvre Museum", Some("Louvre Museum")),
            ("  Tom &amp; Jerry\n<b>live</b> ", Some("Tom & Jerry live")),
            ("Fish & Chips", Some("Fish & Chips")),
            ("5 < 6 &lt;b&gt;", Some("5 < 6 <b>")),
            ("<script>alert(1)</script>", None),
            ("\u{202e}evil\u{0}\u{7}", Some("evil")),
            ("a&#x202e;b&nbsp;c", Some("ab c")),
            ("<\u{200b}img src=x onerror=\"evil()\">Tower", Some("Tower")),
            ("<scr\u{202e}ipt>evil()</scr\u{202e}ipt>Tower", Some("Tower")),
            ("متحف اللوفر", Some("متحف اللوفر")),
            ("", None),
        ] {
            assert_eq!(line(given).as_deref(), shown, "{given:?}");
        }
    }

    #[test]
    fn descriptions_keep_a_safe_subset() {
        assert_eq!(
            rich("<p class=x onclick=evil()>Hi <b>you</b><img src=x onerror=y><a href='javascript:z'>go</a></p>")
                .as_deref(),
            Some("<p>Hi <b>you</b>go</p>")
        );
        assert_eq!(rich("<script>x</script><style>y</style>"), None);
        assert_eq!(rich("<p>a</p><\u{200b}img src=x>b").as_deref(), Some("<p>a</p>b"));
        assert_eq!(rich("one\ntwo").as_deref(), Some("one\ntwo"));
        assert_eq!(rich("a > b").as_deref(), Some("a &gt; b"));
        assert_eq!(rich("<p><button><p>a</p></button></p>").as_deref(), Some("<p></p><p>a</p><p></p>"));
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        let long = "é".repeat(6_000_000);
        assert!(rich(&long).unwrap().len() <= LONG);
        assert!(line(&long).unwrap().len() <= LINE);
        assert_eq!(cut("é", 1), "");
    }
}
