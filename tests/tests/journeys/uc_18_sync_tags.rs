//! UC-18: tags are fetched by themselves.

use counterfoil_journeys::{Booth, differences};
use serde_json::json;

#[test]
fn types_and_tags_are_counted_and_a_second_time_nothing_is_written() {
    let booth = Booth::open();
    let first = booth.ok(&["catalog", "sync-tags"]);
    assert_eq!(
        (&first["kind"], &first["status"], &first["started_by"]),
        (&"tag_sync".into(), &"COMPLETED".into(), &"hand".into())
    );
    assert_eq!((&first["tags"], &first["written"], &first["error"]), (&66.into(), &66.into(), &json!(null)));
    assert_eq!((&first["experiences"], &first["products"]), (&0.into(), &0.into()));
    let truth = booth.supplier.truth();
    assert_eq!((&first["requests"], &first["bytes"]), (&truth["total_requests"], &truth["bytes_sent"]));
    let status = booth.ok(&["catalog", "status"]);
    assert_eq!((&status["tags"], &status["tag_types"]), (&60.into(), &6.into()));
    assert_eq!(booth.ok(&["catalog", "tags", "--group", "Venue categories"])["items"][0]["experiences"], 0);

    let second = booth.ok(&["catalog", "sync-tags"]);
    assert_eq!((&second["tags"], &second["written"], &second["retired"]), (&66.into(), &0.into(), &0.into()));
    assert_eq!((&second["requests"], &second["bytes"]), (&first["requests"], &0.into()), "nothing is sent again");
    assert_eq!(booth.supplier.truth()["not_modified"], second["requests"]);
}

#[test]
fn everything_else_stays_as_it_was() {
    let booth = Booth::stocked();
    booth.supplier.mutate(50.0);
    let before = booth.goods();
    let run = booth.ok(&["catalog", "sync-tags"]);
    assert_eq!((&run["written"], &run["retired"]), (&0.into(), &0.into()));
    assert_eq!(differences(&booth.goods(), &before), Vec::<String>::new());
    let runs = booth.whole(&["catalog", "runs"]);
    assert_eq!(runs.iter().map(|run| &run["kind"]).collect::<Vec<_>>(), ["tag_sync", "bootstrap"]);
}

#[test]
fn tags_that_cannot_be_fetched_stay_as_they_were() {
    let booth = Booth::stocked();
    let before = booth.goods();
    booth.supplier.fault(json!({ "verb": "not_json", "on": "catalog", "list": "tags" }));
    let answer = booth.ask(&["catalog", "sync-tags"]);
    assert_eq!(answer.code, Some(1));
    let run = answer.document();
    assert_eq!(
        (&run["status"], &run["problem"]["code"]),
        (&"FAILED".into(), &"SUPPLIER_NOT_UNDERSTOOD".into()),
        "{run:#}"
    );
    assert_eq!(differences(&booth.goods(), &before), Vec::<String>::new());
    booth.supplier.clear_faults();
    assert_eq!(booth.ok(&["catalog", "sync-tags"])["written"], 0);
}
