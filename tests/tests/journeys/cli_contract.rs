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
        assert_eq!((answer.code, answer.err.as_str()), (Some(2), ""), "{wrong:?}: {answer:?}");
        let problem = &answer.document()["problem"];
        assert_eq!((&problem["code"], &problem["retry"]), (&"ERR00014".into(), &"never".into()), "{problem:#}");
        assert!(problem["message"].as_str().is_some_and(|said| said.ends_with(['.', ':'])), "{problem:#}");
        assert!(problem["hint"].as_str().is_some_and(|hint| hint.contains("--help")), "{problem:#}");
        let answer = bare(wrong).run();
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

/// What a command of a desk says to a person.
fn spoken(booth: &Booth, arguments: &[&str]) -> String {
    let (data, secrets) = (booth.place.data(), booth.place.secrets());
    let desk = ["--data", data.to_str().expect("a path"), "--secrets", secrets.to_str().expect("a path")];
    let answer = bare(&[&desk[..], arguments].concat()).run();
    assert_eq!(answer.code, Some(0), "{arguments:?}: {answer:?}");
    answer.out
}

fn said(problem: &Value, name: &str) -> String {
    problem[name].as_str().unwrap_or_else(|| panic!("no {name}: {problem:#}")).to_owned()
}

#[test]
fn without_json_a_sale_is_told_in_sentences() {
    let booth = Booth::stocked();
    let product = spoken(&booth, &["catalog", "product", "1100001"]);
    assert!(product.contains("visitor") && product.contains("Adult"), "{product}");
    let held = booth.hold(&booth.slot(1_100_001).family());
    let code = held["code"].as_str().expect("a code");
    let total = held["total"]["minor"].as_i64().expect("a price");
    let amount = format!("{}.{:02}", total / 100, total % 100);
    for (line, begins) in [
        (
            &["order", "pay", code, "--amount", &amount][..],
            &*format!("Paid AED {amount} in cash; nothing is due.\n{code}"),
        ),
        (&["order", "confirm", code, "--wait", "60"], "Confirmed; the tickets are here.\n"),
        (&["order", "status", code], "Tiqets was asked just now. It is sold, and the tickets are here.\n"),
    ] {
        let text = spoken(&booth, line);
        assert!(text.starts_with(begins), "{line:?}: {text}");
    }
    let first = spoken(&booth, &["events", "tail"]);
    let first: Value = serde_json::from_str(first.lines().next().expect("an event")).expect("JSON");
    assert_eq!(first["seq"], 1);
    let one = booth.place.file("one.json", r#"[{"title": "Tower", "barcode_format": "QRCODE"}]"#);
    let pdf = booth.place.path("one.pdf");
    let (one, pdf) = (one.to_str().expect("a path"), pdf.to_str().expect("a path"));
    let drawn = spoken(&booth, &["ticket", "pdf", "--batch", one, "--out", pdf]);
    assert!(drawn.starts_with("1 ticket on 1 page written to ") && drawn.contains("Ticket 1 says QRCODE"), "{drawn}");
    let cancelled = spoken(&booth, &["order", "cancel", code]);
    assert!(
        cancelled.starts_with("Cancelled; Tiqets took it back") && cancelled.contains("is to be paid back."),
        "{cancelled}"
    );
}

/// An id that is well formed, of nothing.
const NOBODY: &str = "019aa000-0000-7000-8000-000000000000";

#[test]
fn what_is_not_there_is_called_by_its_name_with_a_list_to_look_at() {
    let booth = Booth::open();
    for (line, what, list) in [
        (&["order", "status", "nobody"][..], "order", "order list"),
        (&["ticket", "status", "nobody"], "ticket", "ticket list"),
        (&["layout", "export", "nobody", "--out", "nowhere.json"], "layout", "layout list"),
        (&["layout", "delete", "nobody"], "layout", "layout list"),
        (&["print", "answer", "nobody", "yes"], "print job", "print list"),
        (&["print", "resume", NOBODY], "batch", "print list"),
        (&["print", "drop", NOBODY], "batch", "print list"),
        (&["mail", "answer", "nobody", "again"], "mail", "mail list"),
        (&["catalog", "refresh", "--city", "no city"], "city", "catalog cities"),
    ] {
        let problem = booth.ask(line).problem();
        assert_eq!(problem["code"], "ERR00003", "{line:?}: {problem:#}");
        assert!(said(&problem, "message").starts_with(&format!("There is no {what} \u{201c}")), "{problem:#}");
        assert!(said(&problem, "hint").contains(list), "{problem:#}");
    }
    let nobody = booth.line(&["printer", "list"]).env("CUPS_SERVER", "127.0.0.1:1").run().problem();
    assert_eq!((&nobody["code"], said(&nobody, "message").contains("printed")), (&"PRINT_SERVICE".into(), false));
    assert_eq!(booth.ok(&["printer", "forget", "stock"])["total"], 0);
    let vellum = booth.ask(&["printer", "forget", "vellum"]);
    assert_eq!(vellum.code, Some(2), "{vellum:#?}");
    assert!(said(&vellum.document()["problem"], "message").contains("one of a4, thermal80, stock"), "{vellum:#?}");
    let file = booth.place.file("notes.txt", "no picture");
    let file = file.to_str().expect("a path");
    for line in [["ticket", "decode", file], ["layout", "logo", file]] {
        let said = said(&booth.ask(&line).problem(), "message");
        assert!(said.starts_with(file) && !said.contains("could not be drawn"), "{said}");
    }
}

#[test]
fn a_layout_goes_out_and_comes_back_under_a_name_of_its_own() {
    let booth = Booth::open();
    let file = booth.place.path("stock.json");
    let file = file.to_str().expect("a path");
    let whole = "Stock 5.5 \u{d7} 2 in, 203 dpi";
    assert_eq!(booth.ok(&["layout", "export", "stock 5.5 x 2 in, 203 DPI", "--out", file])["name"], whole);
    let listed = booth.ok(&["layout", "list"]);
    let stock = listed["items"].as_array().expect("items").iter().find(|one| one["name"] == whole).expect("the stock");
    assert_eq!((&stock["width_mm"], &stock["height_mm"]), (&json!(139.7), &json!(50.8)));
    assert!(spoken(&booth, &["layout", "list"]).contains("(stock, 139.7 \u{d7} 50.8 mm)"));

    let taken = booth.ask(&["layout", "import", file]).problem();
    assert_eq!(taken["code"], "ERR00014", "{taken:#}");
    assert!(said(&taken, "message").contains("comes with the program") && said(&taken, "hint").contains("--name"));
    let import = ["layout", "import", file, "--name", "Mine"];
    assert_eq!(booth.ok(&import), json!({ "name": "Mine", "warnings": [] }));
    let twin = ["layout", "import", file, "--name", "mine", "--replace"];
    assert_eq!(booth.refused(&twin), "ERR00014", "names that are looked up alike are one name");
    let taken = booth.ask(&import).problem();
    assert_eq!((&taken["code"], said(&taken, "hint").contains("--replace")), (&"ERR00014".into(), true), "{taken:#}");
    booth.ok(&[&import[..], &["--replace"]].concat());
    let png = booth.place.path("look.png");
    let look =
        ["layout", "preview", "mine", "--out", png.to_str().expect("a path"), "--sample", "twelve", "--dpi", "50"];
    let drawn = booth.ok(&look);
    let files = drawn["files"].as_array().expect("files");
    assert_eq!((&drawn["name"], files.len()), (&"Mine".into(), 12));
    for file in files {
        let bytes = std::fs::read(file.as_str().expect("a path")).expect("a picture");
        assert!(bytes.starts_with(b"\x89PNG"));
    }
    assert_eq!(booth.ok(&["layout", "delete", "MINE"])["deleted"], "Mine");
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_name_and_place() {
    let booth = Booth::open();
    let mut layout: Value = serde_json::from_str(BARE).expect("JSON");
    let sound = booth.place.file("bare.json", BARE);
    let sound = booth.ok(&["layout", "check", sound.to_str().expect("a path")]);
    assert_eq!(sound["sound"], true);
    assert!(sound["warnings"][0].as_str().is_some_and(|said| said.contains("no place for a code")), "{sound:#}");
    layout["name"] = json!(7);
    for (text, place) in [
        (
            "{\n  \"version\": 1,\n  \"name\" \"Test\"\n}",
            "line 3, column 10 is not JSON: a colon is missing after a name",
        ),
        (&layout.to_string(), "here stands the number 7, and a text is wanted"),
    ] {
        let file = booth.place.file("faulty.json", text);
        let file = file.to_str().expect("a path");
        for line in [["layout", "check", file], ["layout", "import", file]] {
            let message = said(&booth.ask(&line).problem(), "message");
            assert!(message.starts_with(file) && message.contains(place), "{message}");
        }
    }
    let file = booth.place.file("tickets.json", "[{\"title\": \"a\"},\n {\"venue\": \"b\"}]");
    let (file, out) = (file.to_str().expect("a path"), booth.place.path("all.pdf"));
    let problem = booth.ask(&["ticket", "pdf", "--batch", file, "--out", out.to_str().expect("a path")]).problem();
    let message = said(&problem, "message");
    assert!(
        message.starts_with(file) && message.contains("at line 2, column 15, \u{201c}title\u{201d} is missing"),
        "{message}"
    );
    let nowhere = booth.ask(&["layout", "export", "A4", "--out", "/nonexistent/a4.json"]).problem();
    assert_eq!(
        said(&nowhere, "message"),
        "The file /nonexistent/a4.json could not be written: there is no such folder."
    );
}

/// Sound, and of no use for a ticket with a code.
const BARE: &str = r#"{
  "version": 1,
  "name": "Bare",
  "media": { "kind": "stock", "width_mm": 140, "height_mm": 50, "dpi": 203,
    "margins_mm": { "top": 3, "right": 3, "bottom": 3, "left": 3 } },
  "elements": [{ "line": { "at": { "x": 70, "y": 5, "w": 0, "h": 40 } } }]
}"#;

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
