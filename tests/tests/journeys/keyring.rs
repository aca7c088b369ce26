//! The whole job through the command line against a supplier's server of its own, with keys in a real keyring, and again
//! with keys in a closed folder.

use std::path::Path;

use counterfoil_journeys::{Answer, Booth, Place, Program, Stranger, decoded, in_session, pdf_text, program};
use serde_json::Value;

/// From search to scanned paper, however the keys are kept.
fn whole_job(place: &Place, supplier: &Stranger, run: impl Fn(&[&str]) -> Answer) {
    let ok = |arguments: &[&str]| run(arguments).ok();
    assert_eq!(ok(&["supplier", "test", "tiqets"])["can_order"], true);
    assert_eq!(ok(&["catalog", "bootstrap"])["status"], "COMPLETED");
    let hits = ok(&["catalog", "search", "al qamar observation"]);
    let product =
        hits["items"].as_array().expect("hits").iter().find(|hit| hit["kind"] == "product").expect("a product");
    let product = product["id"].as_str().expect("an id").to_owned();
    let (from, to) = (counterfoil_journeys::days_ahead(3), counterfoil_journeys::days_ahead(20));
    let times = ok(&["timeslots", &product, "--from", &from, "--to", &to]);
    let roomy = |item: &&Value| item["max_tickets"].as_u64().is_some_and(|room| room >= 3);
    let time = times["items"].as_array().expect("times").iter().find(roomy).expect("a time for three");
    let wish = serde_json::json!({
        "product_id": product, "day": time["day"], "timeslot": time["timeslot"],
        "variants": [{ "variant_id": 8_000_000, "count": 2 }, { "variant_id": 8_000_001, "count": 1 }],
        "customer": { "first_name": "Chloé", "last_name": "Παππά", "email": "chloe@example.org", "phone": "+33 1 23" },
    });
    let file = place.file("wish.json", wish.to_string());
    let held = ok(&["order", "create", "--file", file.to_str().expect("a path")]);
    let code = held["code"].as_str().expect("a code");
    let sold = ok(&["order", "confirm", code, "--wait", "30"]);
    assert_eq!((&sold["state"], sold["tickets"].as_array().map(Vec::len)), (&"ready".into(), Some(3)));
    let pdf = place.path("ticket.pdf");
    ok(&["ticket", "pdf", code, "--out", pdf.to_str().expect("a path")]);
    on_paper(&pdf, &supplier.orders()[0]);
}

/// The paper carries the supplier's codes and the holder's name.
fn on_paper(pdf: &Path, theirs: &Value) {
    let mut wanted: Vec<_> = theirs["barcodes"].as_array().expect("codes").iter().filter_map(Value::as_str).collect();
    wanted.sort_unstable();
    assert_eq!(wanted.len(), 3);
    for dpi in [203, 300] {
        assert_eq!(decoded(pdf, dpi), wanted, "at {dpi} dpi");
    }
    assert!(pdf_text(pdf).contains("Chloé Παππά"), "{}", pdf_text(pdf));
}

#[test]
fn the_whole_job_with_keys_in_a_real_keyring() {
    if !in_session("keyring::the_whole_job_with_keys_in_a_real_keyring") {
        return;
    }
    let (place, supplier) = (Place::fresh(), Stranger::start(&[]));
    let data = place.data();
    let cli = |arguments: &[&str]| {
        let own = ["--json", "--data", data.to_str().expect("a path")];
        Program::new(program("counterfoil-cli"), own.iter().chain(arguments)).run()
    };
    let (api, private) = (place.file("api", supplier.api_key()), place.file("private", supplier.private_key()));
    let [api, private] = [&api, &private].map(|path| path.to_str().expect("a path"));
    let state = cli(&[
        &["supplier", "set", "tiqets", "--base-url", supplier.base_url(), "--per-second", "1000", "--at-once", "8"][..],
        &["--api-key-file", api, "--private-key-file", private],
    ]
    .concat())
    .ok();
    assert_eq!(
        (&state["vault"], &state["has_api_key"], &state["has_private_key"]),
        (&"READY".into(), &true.into(), &true.into())
    );
    for path in [api, private] {
        std::fs::remove_file(path).expect("a file of ours");
    }
    whole_job(&place, &supplier, cli);
    no_key_in(&data, &supplier);

    assert_eq!(cli(&["supplier", "remove-keys", "tiqets"]).ok()["has_api_key"], false);
    assert_eq!(cli(&["supplier", "test", "tiqets"]).problem_code(), "SUPPLIER_NOT_SET_UP");
}

#[test]
fn the_whole_job_with_keys_in_a_closed_folder() {
    let booth = Booth::open();
    whole_job(&booth.place, &booth.supplier, |arguments| booth.ask(arguments));
    no_key_in(&booth.place.data(), &booth.supplier);
}

/// No file of the desk holds a key.
fn no_key_in(data: &Path, supplier: &Stranger) {
    let second_line = supplier.private_key().lines().nth(1).expect("a line of the key");
    for entry in std::fs::read_dir(data).expect("the desk's folder") {
        let path = entry.expect("an entry").path();
        let Ok(bytes) = std::fs::read(&path) else { continue };
        for key in [supplier.api_key(), second_line] {
            assert!(!bytes.windows(key.len()).any(|window| window == key.as_bytes()), "a key in {}", path.display());
        }
    }
}
