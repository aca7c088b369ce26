//! Whole answers, with status and headers: every failure under its right name.
//!
//! The input is written like an answer: a status, a line for each header, an empty line, the body.

use std::time::Duration;

use counterfoil_domain::{
    SupplierError,
    supplier::{Known, PageRequest, Reference, Supplier},
};
use counterfoil_suppliers::door::{API_KEY, Given};

use super::said::{Said, at_the_door, behind_the_door, now, told};

/// Who is asked what decides how a refusal is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Catalogue,
    Order,
    Signed,
    File,
}

pub fn judge(data: &[u8]) -> bool {
    let Some(given) = answer(data) else { return false };
    let said = Said::read(&given.body);
    let marked = Known { mark: Some("\"m\"".to_owned()), ..Known::default() };
    let page = PageRequest { page: 1, size: 1 };
    // The door is opened anew for each call: one that is told to slow down makes the next one wait.
    let plain = behind_the_door(given.clone(), |supplier| told(supplier.countries(page, &Known::default())));
    let again = behind_the_door(given.clone(), |supplier| told(supplier.countries(page, &marked)));
    let found = behind_the_door(given.clone(), |supplier| told(supplier.look_up(Reference::Theirs("77"))));
    let file = behind_the_door(given.clone(), |supplier| told(supplier.picture("http://127.0.0.1:9/a.png")));
    let created = at_the_door(given.clone(), |door| told(door.created()));
    let confirmed = at_the_door(given.clone(), |door| told(door.confirmed("77")));
    if let Ok(page) = &again {
        assert_eq!(page.unchanged, given.status == 304);
        assert!(!page.unchanged || page.mark == marked.mark && page.items.is_empty());
    }
    for mark in plain.iter().filter_map(|page| page.mark.as_ref()) {
        assert!(mark.len() <= 512);
    }
    for ahead in created.iter().map(|c| c.clock_ahead).chain(found.iter().map(|f| f.clock_ahead)) {
        assert!(ahead == 0 || ahead.abs() > 10_000, "clocks {ahead} ms apart agree");
        assert!(ahead == 0 || given.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("date")));
    }
    if let Ok(held) = &created
        && said.word("expires_at").is_none()
    {
        let half_an_hour = now() + Duration::from_mins(30);
        assert_eq!(held.hold_expires_at, Some(half_an_hour), "by our clock, whatever theirs shows");
    }
    let taken = [
        outcome(&given, &said, Asked::Catalogue, plain),
        outcome(&given, &said, Asked::Order, found),
        outcome(&given, &said, Asked::File, file),
        outcome(&given, &said, Asked::Signed, created),
        outcome(&given, &said, Asked::Signed, confirmed),
    ];
    taken.contains(&true)
}

fn answer(data: &[u8]) -> Option<Given> {
    let end = data.windows(2).position(|two| two == b"\n\n")?;
    let mut lines = data[..end].split(|byte| *byte == b'\n');
    let status = std::str::from_utf8(lines.next()?).ok()?.parse().ok()?;
    let headers = lines.map(|line| {
        let at = line.iter().position(|byte| *byte == b':')?;
        let name = String::from_utf8(line[..at].to_vec()).ok()?;
        Some((name, line[at + 1..].trim_ascii().to_vec()))
    });
    Some(Given { status, headers: headers.collect::<Option<_>>()?, body: data[end + 2..].to_vec() })
}

/// Whether a call that changes something may be given up because of this answer.
fn is_a_no(status: u16, said: &Said) -> bool {
    let speaks = ["error_code", "error", "message"].iter().any(|key| said.raw(key).is_some_and(|raw| raw != "null"));
    match status {
        200..=299 => said.no(),
        // Not even looked at.
        401 | 403 | 429 => true,
        400..=499 => status != 408 && (said.no() || speaks),
        _ => false,
    }
}

fn outcome<T>(given: &Given, said: &Said, asked: Asked, outcome: Result<T, SupplierError>) -> bool {
    let status = given.status;
    let Err(error) = outcome else {
        assert!((200..300).contains(&status), "a success with status {status}");
        return true;
    };
    assert!(!format!("{error:?} {error}").contains(API_KEY), "our key, readable: {error:?}");
    assert!(
        asked != Asked::Signed || error.leaves_doubt() || is_a_no(status, said),
        "{status}: {error:?} without a no"
    );
    // What no HTTP client lets through is no answer of any status.
    let odd = error == SupplierError::NotUnderstood { at: "something other than HTTP".to_owned() };
    match &error {
        _ if odd => {}
        SupplierError::Refused { code, text } => {
            assert!(status < 300 || (400..500).contains(&status), "{status}: {error:?}");
            assert!(!code.is_empty() && code.len() <= 80 && !text.is_empty() && text.chars().count() <= 600);
            let gone = error.is_not_found();
            assert!(!matches!(status, 404 | 410) || gone, "{status}: {error:?}");
            assert!(status > 299 || said.no(), "a refusal that nobody spoke: {error:?}");
        }
        SupplierError::RateLimited { after } => {
            assert_eq!(status, 429);
            let field = given.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("retry-after"));
            let seconds = field.and_then(|(_, value)| std::str::from_utf8(value).ok()?.trim_ascii().parse().ok());
            assert!(after.is_none() || field.is_some());
            assert!(seconds.is_none_or(|seconds| *after == Some(Duration::from_secs(seconds))), "{after:?}");
        }
        SupplierError::Unauthorized => assert!(matches!(status, 401 | 403) && asked != Asked::File),
        SupplierError::Failed { status: told } => assert!(*told == status && (500..600).contains(&status)),
        SupplierError::TimedOut { sent } => assert!(*sent && status == 408),
        SupplierError::NotUnderstood { at } => {
            assert!(!matches!(status, 408 | 429 | 500..=599) && !at.is_empty(), "{status}: {error:?}");
        }
        SupplierError::Unreachable | SupplierError::Untrusted | SupplierError::Key(_) => panic!("{status}: {error:?}"),
    }
    false
}
