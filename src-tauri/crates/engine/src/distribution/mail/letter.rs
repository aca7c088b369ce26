//! What a mail says: the subject, and the same twice, as plain text and as HTML. Pure.

use counterfoil_domain::order::Order;

use super::{address::one_line, words::Words};

/// Longest title in a subject, in letters.
const LONGEST_TITLE: usize = 80;

/// The words of one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// One line.
    pub(super) subject: String,
    /// Plain text.
    pub(super) text: String,
    /// A whole HTML document that fetches nothing.
    pub(super) html: String,
}

/// What a mail with tickets tells.
pub(super) struct Contents<'a> {
    /// The order.
    pub(super) order: &'a Order,
    /// How many tickets are in the mail, by kind of visitor.
    pub(super) party: Vec<(usize, String)>,
    /// The agency's lines.
    pub(super) signature: &'a [String],
    /// Whether nothing is really sold here.
    pub(super) training: bool,
}

/// The letter with tickets.
pub(super) fn letter(contents: &Contents<'_>, words: &Words) -> Letter {
    let Contents { order, party, signature, training } = contents;
    let day = words.day(order.day);
    let title = one_line(&order.product_title);
    let short: String = title.chars().take(LONGEST_TITLE).collect();
    let subject = filled(words.subject, &[("title", &short), ("day", &day)]);
    let subject = if *training { format!("TRAINING: {subject}") } else { subject };

    let name = one_line(order.customer.full_name().reveal());
    let greeting =
        if name.is_empty() { words.greeting_nameless.to_owned() } else { filled(words.greeting, &[("name", &name)]) };
    let time = order.time.as_deref().map_or_else(|| words.whole_day.to_owned(), one_line);
    let kinds: Vec<String> = party.iter().map(|(count, kind)| format!("{count} × {}", one_line(kind))).collect();
    let facts: Vec<(&str, String)> = [
        (words.visit, title),
        (words.place, place(order)),
        (words.when, format!("{day}, {time}")),
        (words.tickets, kinds.join(", ")),
        (words.booking, order.code.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .collect();
    let practice = if *training { "TRAINING. Nothing is really sold; these tickets open no door." } else { "" };
    let before = [practice, &greeting, words.attached];
    let after = [words.show, words.keep];
    let signature: Vec<String> = signature.iter().map(|line| one_line(line)).collect();
    Letter {
        text: text(words, &before, &facts, &after, &signature),
        html: html(words, &subject, &before, &facts, &after, &signature),
        subject,
    }
}

/// The venue and where it is, each once.
fn place(order: &Order) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in [&order.venue_name, &order.venue_address, &order.city_name] {
        let part = one_line(part);
        if !part.is_empty() && !parts.iter().any(|known| known.contains(&part)) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

/// A sentence with its gaps filled. What is filled in is not looked at again.
fn filled(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        text.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    text + rest
}

fn text(words: &Words, before: &[&str], facts: &[(&str, String)], after: &[&str], signature: &[String]) -> String {
    // In a line from right to left, a value in another script keeps its own direction.
    let apart = |value: &str| {
        if words.from_right { format!("\u{2068}{value}\u{2069}") } else { value.to_owned() }
    };
    let facts: Vec<String> = facts.iter().map(|(name, value)| format!("{name}: {}", apart(value))).collect();
    let paragraphs = before.iter().map(|&text| text.to_owned());
    let paragraphs = paragraphs.chain([facts.join("\n"), after.join("\n"), signature.join("\n")]);
    let paragraphs: Vec<String> = paragraphs.filter(|text| !text.is_empty()).collect();
    paragraphs.join("\n\n") + "\n"
}

fn html(
    words: &Words,
    subject: &str,
    before: &[&str],
    facts: &[(&str, String)],
    after: &[&str],
    signature: &[String],
) -> String {
    let paragraph = |text: &&&str| format!("<p>{}</p>\n", escaped(text));
    let before: String = before.iter().filter(|text| !text.is_empty()).map(|text| paragraph(&text)).collect();
    let after: String = after.iter().map(|text| paragraph(&text)).collect();
    let row = |(name, value): &(&str, String)| {
        format!(
            "<tr><th style=\"text-align:start;font-weight:normal;color:#555;padding:2px 12px 2px 0\">{}</th>\
             <td style=\"padding:2px 0\"><bdi>{}</bdi></td></tr>\n",
            escaped(name),
            escaped(value)
        )
    };
    let rows: String = facts.iter().map(row).collect();
    let lines: Vec<String> = signature.iter().map(|line| escaped(line)).collect();
    let signature = if lines.is_empty() {
        String::new()
    } else {
        format!("<p style=\"color:#555\">{}</p>\n", lines.join("<br>\n"))
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body style=\"font-family:sans-serif;line-height:1.5;color:#111\">\n{before}<table style=\"border-collapse:collapse\">\n\
         {rows}</table>\n{after}{signature}</body>\n</html>\n",
        words.tag,
        if words.from_right { "rtl" } else { "ltr" },
        escaped(subject)
    )
}

/// A text that stays a text in HTML, also inside quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A letter that proves the settings.
pub(super) fn test_letter(signature: &[String]) -> Letter {
    let before = ["This is a test of the mail settings of a ticket desk.", "It arrived, so tickets will too."];
    let signature: Vec<String> = signature.iter().map(|line| one_line(line)).collect();
    let subject = "Test of the ticket desk".to_owned();
    let english = Words::of("en");
    Letter {
        text: text(english, &before, &[], &[], &signature),
        html: html(english, &subject, &before, &[], &[], &signature),
        subject,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use counterfoil_domain::{
        OrderId, ProductId, SupplierKey,
        order::{Customer, State},
        ticket::TicketSet,
    };
    use uuid::Uuid;

    use super::*;

    fn order(title: &str, first_name: &str) -> Order {
        let at = DateTime::from_timestamp_millis(1_795_000_000_000).unwrap();
        let id = OrderId(Uuid::from_u128(1));
        Order {
            id,
            code: "7K3-QFA".into(),
            supplier: SupplierKey::Tiqets,
            state: State::Ready,
            product: ProductId::new(SupplierKey::Tiqets, "900"),
            product_title: title.into(),
            venue_name: "Al Qamar Tower".into(),
            venue_address: "1 Moon Street, Dubai".into(),
            city_name: "Dubai".into(),
            time_zone: None,
            day: NaiveDate::from_ymd_opt(2026, 12, 4).unwrap(),
            time: Some("10:30".into()),
            lines: Vec::new(),
            customer: Customer { first_name: first_name.into(), ..Customer::default() },
            visitors: Vec::new(),
            language: "en".into(),
            must_know: None,
            cancellation: None,
            total: None,
            external_reference: String::new(),
            order_reference: None,
            payment_token: None,
            hold_expires_at: None,
            clock_ahead: 0,
            cancel_until: None,
            trouble: None,
            tickets: TicketSet::default(),
            created_at: at,
            updated_at: at,
            checked_at: None,
            basket: id,
            notice_at: None,
            version: 1,
        }
    }

    fn written(order: &Order, language: &str, training: bool) -> Letter {
        let signature = ["Agency & Sons".to_owned()];
        let party = vec![(2, "Adult".to_owned()), (1, "Child <4-11>".to_owned())];
        letter(&Contents { order, party, signature: &signature, training }, Words::of(language))
    }

    #[test]
    fn it_says_what_when_and_where_in_text_and_in_html() {
        let letter = written(&order("Qamar Deck", "Zoë"), "de", false);
        assert_eq!(letter.subject, "Ihre Tickets: Qamar Deck, 04.12.2026");
        for part in [
            "Guten Tag Zoë,",
            "Besuch: Qamar Deck\n",
            "Ort: Al Qamar Tower, 1 Moon Street, Dubai\n",
            "Wann: 04.12.2026, 10:30\n",
            "Tickets: 2 × Adult, 1 × Child <4-11>\n",
            "Buchung: 7K3-QFA",
            "Agency & Sons\n",
        ] {
            assert!(letter.text.contains(part), "{part} is not in\n{}", letter.text);
        }
        assert!(letter.html.contains("lang=\"de\" dir=\"ltr\"") && letter.html.contains("Child &lt;4-11&gt;"));
        assert!(letter.html.contains("Agency &amp; Sons"));
    }

    #[test]
    fn nothing_that_comes_from_outside_can_be_markup_a_header_or_a_gap() {
        let odd = "<script>alert('x')</script>\r\nBcc: eve@evil.example {day} \"\u{202e}";
        let letter = written(&order(odd, odd), "en", false);
        assert!(!letter.subject.contains(['\r', '\n']) && !letter.subject.contains('\u{202e}'), "{}", letter.subject);
        assert!(letter.subject.contains("{day}"), "what is filled in is not filled in again: {}", letter.subject);
        assert!(!letter.html.contains("<script") && !letter.html.contains("alert('"), "{}", letter.html);
        assert!(!letter.text.contains("\nBcc:") && !letter.html.contains("\nBcc:"), "{}", letter.text);
    }

    #[test]
    fn arabic_goes_from_right_to_left_and_its_values_keep_their_own_way() {
        let letter = written(&order("Qamar Deck", ""), "ar", false);
        assert!(letter.html.contains("<html lang=\"ar\" dir=\"rtl\">") && letter.html.contains("<bdi>7K3-QFA</bdi>"));
        assert!(letter.text.contains("\u{2068}7K3-QFA\u{2069}"));
        assert!(letter.text.starts_with(Words::of("ar").greeting_nameless), "{}", letter.text);
    }

    #[test]
    fn training_is_said_first() {
        let letter = written(&order("Qamar Deck", "Zoë"), "fr", true);
        assert!(letter.subject.starts_with("TRAINING: ") && letter.text.starts_with("TRAINING. "));
        assert!(letter.html.contains("<p>TRAINING. "));
        assert!(!written(&order("Qamar Deck", "Zoë"), "fr", false).html.contains("TRAINING"));
    }
}
