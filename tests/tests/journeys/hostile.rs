//! Suppliers that are away or talk nonsense: a typed problem, and the catalogue and the ledger as they were.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use counterfoil_journeys::{Booth, Stranger};
use serde_json::Value;

/// A server that gives every connection the same bytes, for as long as the test runs. Its thread ends with the process.
fn server(answer: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut request = [0; 4096];
            if stream.read(&mut request).is_ok() {
                // The client may hang up before the end of an answer that is too large.
                let _ = stream.write_all(&answer);
            }
        }
    });
    format!("http://{address}/v2")
}

fn ok(body: &str) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body.as_bytes()].concat()
}

/// What the desk knows, apart from its record of runs.
fn known(booth: &Booth) -> [Value; 3] {
    let catalogue = booth.ok(&["catalog", "status"]);
    [catalogue["products"].clone(), catalogue["fetched_at"].clone(), Value::Array(booth.orders())]
}

/// A refresh and a look-up at this address fail with this code and change nothing.
fn harmless(booth: &Booth, address: &str, code: &str, what: &str) {
    let before = known(booth);
    booth.set_up(address);
    let run = booth.ask(&["catalog", "refresh", "--city", "60005"]);
    assert_eq!(run.code, Some(1), "{what}: {run:?}");
    let run = run.document();
    assert_eq!((&run["status"], &run["problem"]["code"]), (&"FAILED".into(), &code.into()), "{what}: {run:#}");
    assert!(run["error"].is_string());
    let order = before[2][0]["id"].as_str().expect("an order");
    assert_eq!(booth.refused(&["order", "status", order]), code, "{what}");
    assert_eq!(known(booth), before, "{what} changed something");
}

#[test]
fn what_is_no_answer_changes_nothing() {
    let booth = Booth::stocked();
    booth.hold(&booth.slot(1_100_001).family());
    let huge =
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{{", 1_u64 << 40);
    for (what, answer) in [
        ("a web page", ok("<!doctype html><title>Welcome</title>")),
        ("nothing", ok("")),
        ("half an object", ok("{\"success\": true, \"products\": [")),
        ("wrong types", ok("{\"success\": true, \"products\": 7, \"experiences\": 7, \"order_status\": [1]}")),
        ("a terabyte", huge.into_bytes()),
        ("something other than HTTP", b"220 mail.example.org ESMTP\r\n".to_vec()),
        ("a redirect", b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".to_vec()),
        ("depth", ok(&format!("{{\"a\":{}", "[".repeat(100_000)))),
    ] {
        harmless(&booth, &server(answer), "SUPPLIER_NOT_UNDERSTOOD", what);
    }
    booth.set_up(booth.supplier.base_url());
}

#[test]
fn an_answer_that_is_cut_changes_nothing() {
    let booth = Booth::stocked();
    booth.hold(&booth.slot(1_100_001).family());
    let cut =
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"success\": true,".to_vec();
    harmless(&booth, &server(cut), "SUPPLIER_NOT_UNDERSTOOD", "half of an answer");
    booth.set_up(booth.supplier.base_url());
}

#[test]
fn a_supplier_that_is_away_leaves_the_catalogue_in_use() {
    let booth = Booth::stocked();
    booth.hold(&booth.slot(1_100_001).family());
    let nobody = Stranger::start(&[]).base_url().to_owned();
    harmless(&booth, &nobody, "SUPPLIER_UNREACHABLE", "nobody there");
    assert_eq!(booth.refused(&["supplier", "test", "tiqets"]), "SUPPLIER_UNREACHABLE");
    assert_eq!(booth.ok(&["catalog", "experiences"])["total"], 40);
    assert_ne!(booth.ok(&["catalog", "search", "tower"])["total"], 0);
    booth.set_up(booth.supplier.base_url());
}

#[test]
fn an_address_that_cannot_be_is_refused_and_the_old_one_stays() {
    let booth = Booth::open();
    for wrong in ["", "nonsense", "ftp://127.0.0.1/v2", "http://api.tiqets.com/v2", "https://user:pw@api.tiqets.com/v2"]
    {
        assert_eq!(booth.refused(&["supplier", "set", "tiqets", "--base-url", wrong]), "ERR00014", "{wrong}");
    }
    assert_eq!(booth.refused(&["supplier", "set", "acme", "--base-url", booth.supplier.base_url()]), "ERR00014");
    let listed = booth.ok(&["supplier", "list"]);
    assert_eq!(listed["items"][0]["base_url"], booth.supplier.base_url());
}
