//! What is delivered has no named crash points and no switch that turns a protection off.

use std::process::Command;

const FEATURE: &str = "crash-points";

/// The features of our crates as cargo resolves them for a package on its own.
fn features(package: &str, more: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let line =
        ["tree", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}: {f}", "--package", package];
    let output = Command::new(cargo).args(line).args(more).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text in UTF-8")
}

#[test]
fn what_is_delivered_has_no_crash_points() {
    for package in ["counterfoil", "counterfoil-cli"] {
        let tree = features(package, &[]);
        assert!(tree.contains("counterfoil-engine"), "{package} is not what it was: {tree}");
        assert!(!tree.contains(FEATURE), "{package} is built with {FEATURE}");
    }
}

#[test]
fn control_the_feature_is_seen_where_it_is_on() {
    assert!(features("counterfoil-cli", &["--features", FEATURE]).contains(FEATURE));
    assert!(features("counterfoil-journeys", &[]).contains(FEATURE));
}
