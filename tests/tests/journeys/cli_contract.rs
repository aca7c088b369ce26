//! What scripts may rely on: exit codes, one JSON document on standard output, problems with a code, keys that are kept.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use counterfoil_journeys::{Booth, Place, Program, Stranger, decoded, pdf_text, program};
use serde_json::{Value, json};

/// The command line without a desk of its own.
fn bare(arguments: &[&str]) -> Program {
    Program::new(program("counterfoil-cli"), arguments)
}

#[test]
fn wrong_usage_is_2_and_help_is_0() {
    for wrong in
        [&["fly"][..], &[], &["order", "create"], &["catalog", "search"], &["order", "confirm", "X", "--wait", "soon"]]
    {
        let answer = bare(&[&["--json"], wrong].concat()).run();
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{wrong:?}: {answer:?}");
        assert!(!answer.err.is_empty());
    }
    for help in [&["--help"][..], &["order", "create", "--help"], &["--version"]] {
        let answer = bare(help).run();
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{help:?}: {answer:?}");
        assert!(answer.out.contains("counterfoil-cli"), "{help:?}");
    }
}

#[test]
fn without_json_problems_go_to_standard_error() {
    let booth = Booth::open();
    let (data, secrets) = (booth.place.data(), booth.place.secrets());
    let desk = ["--data", data.to_str().expect("a path"), "--secrets", secrets.to_str().expect("a path")];
    let answer = bare(&[&desk[..], &["order", "status", "nobody"]].concat()).run();
    assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""));
    assert!(answer.err.contains("[ERR00003]"), "{answer:?}");
    let answer = bare(&[&desk[..], &["catalog", "status"]].concat()).run();
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    assert!(answer.out.contains("catalog bootstrap"), "{answer:?}");
}

#[test]
fn with_json_and_the_loudest_log_standard_output_still_holds_one_document() {
    let booth = Booth::open();
    let answer = booth.line(&["catalog", "bootstrap"]).env("COUNTERFOIL_LOG", "trace").run();
    assert_eq!(answer.ok()["status"], "COMPLETED");
    assert!(!answer.err.is_empty(), "logs go to standard error");
    for secret in [booth.supplier.api_key(), "PRIVATE KEY"] {
        assert!(!answer.err.contains(secret) && !answer.out.contains(secret), "a key in the log");
    }
}

#[test]
fn the_sandbox_says_first_where_it_is_by_either_program() {
    let stranger = Stranger::start(&["--world", "small", "--latency-ms", "1"]);
    for name in ["base_url", "control_url", "api_key", "private_key_pem"] {
        assert!(stranger.first_line()[name].is_string(), "no {name}");
    }
    assert!(stranger.base_url().starts_with("http://127.0.0.1:"));
    let answer = bare(&["sandbox", "--listen", "127.0.0.1:0", "--stop-with-stdin"]).run();
    assert_eq!(answer.code, Some(0), "{answer:?}");
    assert!(answer.document()["base_url"].is_string());
    let answer = bare(&["sandbox", "--listen", "0.0.0.0:0", "--stop-with-stdin"]).run();
    assert_eq!(answer.code, Some(1), "not beyond this computer unless asked: {answer:?}");
}

#[test]
fn the_demonstration_leaves_a_pdf_whose_codes_scan() {
    let place = Place::fresh();
    let out = place.path("out");
    let answer = bare(&["--json", "demo", "--out", out.to_str().expect("a path")]).env("HOME", place.path("")).run();
    let told = answer.ok();
    assert!(answer.err.lines().count() >= 6, "step by step: {}", answer.err);
    let pdf = std::path::PathBuf::from(told["pdf"].as_str().expect("a path"));
    let mut wanted: Vec<_> = told["barcodes"].as_array().expect("codes").iter().filter_map(Value::as_str).collect();
    wanted.sort_unstable();
    assert_eq!(wanted.len(), 3);
    assert_eq!(decoded(&pdf, 203), wanted);
    assert!(pdf_text(&pdf).contains(told["order"].as_str().expect("a code")));
    let left: Vec<_> = std::fs::read_dir(&out).expect("the folder").collect();
    assert_eq!(left.len(), 1, "only the PDF is left");
}

#[test]
fn keys_that_others_can_read_are_not_used_and_the_mending_line_is_told() {
    let booth = Booth::open();
    let key = booth.place.path("secrets/tiqets-api-key");
    std::fs::set_permissions(&key, Permissions::from_mode(0o640)).expect("our own file");
    let problem = booth.ask(&["catalog", "bootstrap"]).problem();
    assert!(problem["message"].as_str().is_some_and(|text| text.contains("chmod 600")), "{problem:#}");
    std::fs::set_permissions(&key, Permissions::from_mode(0o600)).expect("our own file");
    std::fs::set_permissions(booth.place.secrets(), Permissions::from_mode(0o750)).expect("our own folder");
    let problem = booth.ask(&["catalog", "status"]).problem();
    assert!(problem["message"].as_str().is_some_and(|text| text.contains("chmod 700")), "{problem:#}");
    std::fs::set_permissions(booth.place.secrets(), Permissions::from_mode(0o700)).expect("our own folder");
    assert_eq!(booth.ok(&["supplier", "test", "tiqets"])["can_order"], true, "mended");
}

#[test]
fn the_folder_of_keys_is_never_written() {
    let booth = Booth::open();
    let key = booth.place.file("new-key", "tqat-new");
    let set = ["supplier", "set", "tiqets", "--base-url", booth.supplier.base_url(), "--api-key-file"];
    assert_eq!(booth.refused(&[&set[..], &[key.to_str().expect("a path")]].concat()), "SECRETS_READ_ONLY");
    assert_eq!(booth.refused(&["supplier", "remove-keys", "tiqets"]), "SECRETS_READ_ONLY");
    assert_eq!(booth.ok(&["supplier", "test", "tiqets"])["ok"], true);
}

#[test]
fn a_missing_and_a_wrong_key_are_told_apart() {
    let booth = Booth::stocked();
    booth.place.file("secrets/tiqets-api-key", "tqat-ffffffffffffffffffffffffffffffff");
    for command in [
        &["supplier", "test", "tiqets"][..],
        &["availability", "1100001", "--from", "2099-01-01", "--to", "2099-01-02"],
    ] {
        assert_eq!(booth.refused(command), "SUPPLIER_UNAUTHORIZED", "{command:?}");
    }
    let run = booth.ask(&["catalog", "refresh"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        (&run.document()["status"], &run.document()["problem"]["code"]),
        (&"FAILED".into(), &"SUPPLIER_UNAUTHORIZED".into())
    );
    std::fs::remove_file(booth.place.path("secrets/tiqets-api-key")).expect("a file of ours");
    assert_eq!(booth.refused(&["supplier", "test", "tiqets"]), "SUPPLIER_NOT_SET_UP");
    assert_eq!(booth.ok(&["catalog", "status"])["products"], 200, "the catalogue is as it was");
}

#[test]
fn a_private_key_in_another_format_is_refused_with_the_line_that_converts_it() {
    let booth = Booth::stocked();
    let key = booth.place.path("openssh");
    let made = Command::new("ssh-keygen").args(["-q", "-t", "rsa", "-b", "2048", "-N", "", "-f"]).arg(&key).status();
    assert!(made.is_ok_and(|made| made.success()), "ssh-keygen is missing: apt-get install -y openssh-client");
    booth.place.file("secrets/tiqets-private-key.pem", std::fs::read(&key).expect("a key"));
    let wish = json!({ "product_id": "1100001" });
    let problem = booth.ask(&["supplier", "test", "tiqets"]).problem();
    assert_eq!(problem["code"], "KEY_UNUSABLE", "{wish}");
    let message = problem["message"].as_str().expect("a sentence");
    assert!(message.contains("ssh-keygen -p"), "{message}");

    // The line itself mends it.
    let converted = Command::new("ssh-keygen").args(["-q", "-p", "-N", "", "-m", "PEM", "-f"]).arg(&key).status();
    assert!(converted.is_ok_and(|done| done.success()));
    booth.place.file("secrets/tiqets-private-key.pem", std::fs::read(&key).expect("a key"));
    assert_eq!(booth.ok(&["supplier", "test", "tiqets"])["can_order"], true);
}

#[test]
fn a_signature_the_supplier_does_not_know_books_nothing() {
    let booth = Booth::stocked();
    let slot = booth.slot(1_100_001);
    let stranger = Stranger::start(&[]);
    booth.place.file("secrets/tiqets-private-key.pem", stranger.private_key());
    let problem = booth.create(&slot.family()).problem();
    assert!(["SUPPLIER_REFUSED", "SUPPLIER_UNAUTHORIZED"].iter().any(|code| problem["code"] == *code), "{problem:#}");
    assert_eq!(booth.supplier.orders(), Vec::<Value>::new());
}
