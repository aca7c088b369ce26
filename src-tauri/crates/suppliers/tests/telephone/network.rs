//! The network table: what each bad line means for a read, and for a call that changes something.

use std::{io::Write, time::Duration};

use counterfoil_domain::{
    SupplierError,
    supplier::{Known, PageRequest, Supplier},
};

use crate::{
    desk::{self, settings, tiqets},
    line::{Act, Line, http},
};

const PAGE: PageRequest = PageRequest { page: 1, size: 10 };
const OK_BODY: &str = r#"{"success":true,"countries":[],"order_reference_id":"77","payment_confirmation_token":"t"}"#;

/// The variant, in a word.
fn word(error: &SupplierError) -> String {
    match error {
        SupplierError::NotUnderstood { .. } => "NotUnderstood".to_owned(),
        SupplierError::Refused { code, .. } => format!("Refused {code}"),
        SupplierError::Failed { status } => format!("Failed {status}"),
        SupplierError::TimedOut { sent } => format!("TimedOut sent={sent}"),
        SupplierError::RateLimited { after } => format!("RateLimited {:?}", after.map(|after| after.as_secs())),
        SupplierError::Unreachable => "Unreachable".to_owned(),
        SupplierError::Untrusted => "Untrusted".to_owned(),
        SupplierError::Unauthorized => "Unauthorized".to_owned(),
        SupplierError::Key(_) => "Key".to_owned(),
    }
}

struct Row {
    name: &'static str,
    act: Act,
    /// What a read says, and how often it was sent.
    read: (&'static str, usize),
    /// What create says. It is sent once, or not at all.
    signed: &'static str,
    doubt: bool,
}

fn row(name: &'static str, act: Act, read: (&'static str, usize), signed: &'static str, doubt: bool) -> Row {
    Row { name, act, read, signed, doubt }
}

fn closing(status: &str, headers: &str, body: &[u8]) -> Act {
    // Said as well as done: a client that keeps a closed connection would find out with its next request.
    Act::AnswerAndClose(http(status, &format!("Connection: close\r\n{headers}"), body))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn table() -> Vec<Row> {
    let refusal = br#"{"success":false,"error_code":"variants_not_available","message":"Gone.","field_errors":{"variants":"sold out"}}"#;
    let portal = b"<!DOCTYPE html><html><body>Please accept our terms</body></html>";
    let mut half = http("200 OK", "", OK_BODY.as_bytes());
    half.truncate(half.len() - 20);
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"success\":true,".to_vec();
    let short = format!("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{OK_BODY}").into_bytes();
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n{".to_vec();
    let mut flood = b"HTTP/1.1 200 OK\r\n\r\n{\"success\":true,\"x\":\"".to_vec();
    flood.resize(33 * 1024 * 1024, b'a');
    let bomb = gzip(&flood[20..]);
    let deep = format!(r#"{{"success":true,"countries":{}{}}}"#, "[".repeat(5_000), "]".repeat(5_000));
    let n = "NotUnderstood";
    vec![
        row("reset after the request", Act::Reset, ("TimedOut sent=true", 3), "TimedOut sent=true", true),
        row(
            "closed without a word",
            Act::AnswerAndClose(Vec::new()),
            ("TimedOut sent=true", 3),
            "TimedOut sent=true",
            true,
        ),
        row(
            "cut in the head",
            Act::AnswerAndClose(b"HTTP/1.1 200 OK\r\nCont".to_vec()),
            ("TimedOut sent=true", 3),
            "TimedOut sent=true",
            true,
        ),
        row("half a body", Act::AnswerAndClose(half), (n, 3), n, true),
        row("half a chunk", Act::AnswerAndClose(chunked), (n, 3), n, true),
        row("a length too short", Act::AnswerAndClose(short), (n, 1), n, true),
        row("a length beyond all limits", Act::AnswerAndClose(announced), (n, 1), n, true),
        row("a flood", Act::AnswerAndClose(flood), (n, 1), n, true),
        row("a bomb", closing("200 OK", "Content-Encoding: gzip\r\n", &bomb), (n, 1), n, true),
        row("not gzip", closing("200 OK", "Content-Encoding: gzip\r\n", OK_BODY.as_bytes()), (n, 1), n, true),
        row("not HTTP", Act::AnswerAndClose(b"220 mail.example.org ESMTP\r\n\r\n".to_vec()), (n, 1), n, true),
        row("a portal's page", closing("200 OK", "", portal), (n, 1), n, true),
        row("empty", closing("200 OK", "", b""), (n, 1), n, true),
        row("204", Act::AnswerAndClose(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()), (n, 1), n, true),
        row("not an object", closing("200 OK", "", b"[1,2]"), (n, 1), n, true),
        row("not JSON", closing("200 OK", "", b"{\"success\":tru"), (n, 1), n, true),
        row("not UTF-8", closing("200 OK", "", b"{\"success\":true,\"countries\":\"\xFF\"}"), (n, 1), n, true),
        row("too deep", closing("200 OK", "", deep.as_bytes()), (n, 1), n, true),
        row(
            "wrong types",
            closing("200 OK", "", br#"{"success":true,"countries":7,"order_reference_id":{}}"#),
            (n, 1),
            n,
            true,
        ),
        row(
            "a yes that is none",
            closing("200 OK", "", br#"{"success":"yes","countries":[],"order_reference_id":"7"}"#),
            (n, 1),
            n,
            true,
        ),
        row(
            "no, with 200",
            closing("200 OK", "", refusal),
            ("Refused variants_not_available", 1),
            "Refused variants_not_available",
            false,
        ),
        row("301", closing("301 Moved Permanently", "Location: https://evil.example/\r\n", b""), (n, 1), n, true),
        row("307", closing("307 Temporary Redirect", "Location: /elsewhere\r\n", b""), (n, 1), n, true),
        row(
            "400",
            closing("400 Bad Request", "", refusal),
            ("Refused variants_not_available", 1),
            "Refused variants_not_available",
            false,
        ),
        row(
            "400, older words",
            closing("400 Bad Request", "", br#"{"success":false,"error":"no_availability","message":"No."}"#),
            ("Refused no_availability", 1),
            "Refused no_availability",
            false,
        ),
        row(
            "400, message only",
            closing("400 Bad Request", "", br#"{"message":"No."}"#),
            ("Refused http_400", 1),
            "Refused http_400",
            false,
        ),
        row("400, a proxy's page", closing("400 Bad Request", "", portal), ("Refused http_400", 1), n, true),
        row("401", closing("401 Unauthorized", "", b"{}"), ("Unauthorized", 1), "Unauthorized", false),
        row("403", closing("403 Forbidden", "", b"{}"), ("Unauthorized", 1), "Unauthorized", false),
        row(
            "404",
            closing("404 Not Found", "", br#"{"success":false,"status":404,"message":"No."}"#),
            ("Refused not_found", 1),
            "Refused not_found",
            false,
        ),
        row("404, a proxy's page", closing("404 Not Found", "", portal), ("Refused not_found", 1), n, true),
        row("408", closing("408 Request Timeout", "", b""), ("TimedOut sent=true", 3), "TimedOut sent=true", true),
        row(
            "410",
            closing("410 Gone", "", br#"{"message":"Gone."}"#),
            ("Refused resource_gone", 1),
            "Refused resource_gone",
            false,
        ),
        row("429", closing("429 Too Many Requests", "", b"{}"), ("RateLimited None", 3), "RateLimited None", false),
        row(
            "429, at once",
            closing("429 Too Many Requests", "Retry-After: 0\r\n", b"{}"),
            ("RateLimited Some(0)", 3),
            "RateLimited Some(0)",
            false,
        ),
        row(
            "429, in an hour",
            closing("429 Too Many Requests", "Retry-After: 3600\r\n", b"{}"),
            ("RateLimited Some(3600)", 1),
            "RateLimited Some(3600)",
            false,
        ),
        row(
            "429, by a date",
            closing("429 Too Many Requests", "Retry-After: Fri, 20 Nov 2026 12:01:30 GMT\r\n", b"{}"),
            ("RateLimited Some(60)", 1),
            "RateLimited Some(60)",
            false,
        ),
        row("500", closing("500 Internal Server Error", "", b"oops"), ("Failed 500", 3), "Failed 500", true),
        row("502", closing("502 Bad Gateway", "", portal), ("Failed 502", 3), "Failed 502", true),
        row(
            "503",
            closing("503 Service Unavailable", "Retry-After: 0\r\n", b""),
            ("Failed 503", 3),
            "Failed 503",
            true,
        ),
        row("a status nobody knows", closing("999 What", "", b"{}"), (n, 1), n, true),
    ]
}

#[tokio::test]
async fn every_bad_line_has_its_name() {
    for row in table() {
        let line = Line::always(row.act.clone()).await;
        let supplier = tiqets(settings(&line.base_url));
        let said = supplier.countries(PAGE, &Known::default()).await.unwrap_err();
        assert_eq!((word(&said).as_str(), line.count()), row.read, "a read, {}: {said}", row.name);
        assert_eq!(supplier.traffic().requests, line.connections() as u64, "{}: traffic", row.name);

        let line = Line::always(row.act).await;
        let supplier = tiqets(settings(&line.base_url));
        let said = supplier.create(&desk::order("ref-1")).await.unwrap_err();
        assert_eq!((word(&said).as_str(), line.count()), (row.signed, 1), "create, {}: {said}", row.name);
        assert_eq!(line.connections(), 1, "create, {}", row.name);
        assert_eq!(said.leaves_doubt(), row.doubt, "create, {}", row.name);
        assert!(!format!("{said} {said:?}").contains(desk::API_KEY), "{}", row.name);
    }
}

#[tokio::test]
async fn a_reset_before_anything_was_read_is_told_by_how_far_it_came() {
    // Whether the connection still counted as made when it broke is a matter of microseconds; both names are true.
    let names = [SupplierError::Unreachable, SupplierError::TimedOut { sent: true }];
    let line = Line::always(Act::ResetUnread).await;
    let supplier = tiqets(settings(&line.base_url));
    let said = supplier.countries(PAGE, &Known::default()).await.unwrap_err();
    assert!(names.contains(&said) && line.connections() == 3, "{said:?}");
    let said = supplier.create(&desk::order("r")).await.unwrap_err();
    assert!(names.contains(&said) && line.connections() == 4, "{said:?}");
    assert_eq!(line.count(), 0);
}

#[tokio::test]
async fn silence_is_a_timeout_and_a_signed_call_is_not_repeated() {
    let line = Line::always(Act::Hang).await;
    let mut settings = settings(&line.base_url);
    settings.timeouts.read = Duration::from_millis(150);
    settings.timeouts.signed = Duration::from_millis(150);
    let supplier = tiqets(settings);
    assert_eq!(supplier.countries(PAGE, &Known::default()).await, Err(SupplierError::TimedOut { sent: true }));
    assert_eq!(line.count(), 3);
    assert_eq!(supplier.create(&desk::order("r")).await, Err(SupplierError::TimedOut { sent: true }));
    assert_eq!(supplier.confirm("7", &"t".to_owned().into(), "en").await, Err(SupplierError::TimedOut { sent: true }));
    assert_eq!(supplier.cancel("7", "OTHER").await, Err(SupplierError::TimedOut { sent: true }));
    assert_eq!(line.count(), 6);
    // A body that stops coming is silence as well.
    let line = Line::always(Act::Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec())).await;
    let mut settings = crate::desk::settings(&line.base_url);
    settings.timeouts.read = Duration::from_millis(150);
    assert_eq!(tiqets(settings).countries(PAGE, &Known::default()).await, Err(SupplierError::TimedOut { sent: true }));
}

#[tokio::test]
async fn nobody_there_means_nothing_sent() {
    let gone = Line::always(Act::Hang).await;
    let refused = gone.base_url.clone();
    drop(gone);
    let plain = Line::always(Act::Greet(b"220 not a TLS server, and it says so at once\r\n".to_vec())).await;
    let bad_tls = plain.base_url.replace("http://", "https://");
    for address in [refused.as_str(), &bad_tls, "https://no-such-host.invalid/v2"] {
        // The listener's task ends a moment after it is told to.
        tokio::task::yield_now().await;
        let supplier = tiqets(settings(address));
        assert_eq!(supplier.countries(PAGE, &Known::default()).await, Err(SupplierError::Unreachable), "{address}");
        let said = supplier.create(&desk::order("r")).await.unwrap_err();
        assert_eq!((&said, said.leaves_doubt()), (&SupplierError::Unreachable, false), "{address}");
    }
    assert_eq!(plain.count(), 0);
}

#[tokio::test]
async fn a_read_recovers_and_says_what_it_cost() {
    let line = Line::scripted(|number, _| match number {
        0 => closing("503 Service Unavailable", "", b""),
        1 => closing("429 Too Many Requests", "Retry-After: 0\r\n", b""),
        _ => closing("200 OK", "", OK_BODY.as_bytes()),
    })
    .await;
    let supplier = tiqets(settings(&line.base_url));
    assert_eq!(supplier.countries(PAGE, &Known::default()).await.unwrap().listed, 0);
    let traffic = supplier.traffic();
    assert_eq!((traffic.requests, traffic.rate_limited, traffic.bytes), (3, 1, OK_BODY.len() as u64));
}

#[tokio::test]
async fn what_a_server_repeats_of_our_key_is_not_passed_on() {
    let body = format!(r#"{{"success":false,"error_code":"x","message":"bad key {}"}}"#, desk::API_KEY);
    let line = Line::always(closing("400 Bad Request", "", body.as_bytes())).await;
    let supplier = tiqets(settings(&line.base_url));
    let said = supplier.create(&desk::order("r")).await.unwrap_err();
    assert!(!said.to_string().contains("tqat-"), "{said}");
    assert!(line.requests()[0].contains(&format!("authorization: Token {}", desk::API_KEY)));
    assert!(!format!("{supplier:?} {:?} {:?}", desk::keys(), desk::settings("https://x.example")).contains("tqat-"));
    let line = Line::always(closing("200 OK", "", body.as_bytes())).await;
    let said = tiqets(settings(&line.base_url)).create(&desk::order("r")).await.unwrap_err();
    assert!(!said.to_string().contains("tqat-"), "{said}");
}
