//! Every command of the window stands in the list, in a permission file and in the role table, under one name.

use super::rust::split;
use super::tree::{Source, sources};
use super::{kept, seen};

/// The commands that have a body: `#[tauri::command]` and the function after it.
fn command_names(sources: &[Source]) -> Vec<String> {
    let mut names = Vec::new();
    for source in sources {
        let code = split(&source.text).code;
        for after in code.split("#[tauri::command").skip(1) {
            let mut words =
                after.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty());
            if words.by_ref().any(|word| word == "fn") {
                names.extend(words.next().map(str::to_owned));
            }
        }
    }
    names
}

/// The commands in the list that yields handlers and bindings: lines `area::name(Input) -> View,`.
fn listed_names(list: &str) -> Vec<String> {
    let name = |line: &str| {
        let (path, rest) = line.split_once('(')?;
        let (area, name) = path.trim().split_once("::")?;
        let is_name =
            |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
        (is_name(area) && is_name(name) && rest.contains(") -> ")).then(|| name.to_owned())
    };
    split(list).code.lines().filter_map(name).collect()
}

/// The commands that the permission files allow; what has a colon belongs to a plugin.
fn allowed_names(permissions: &[Source]) -> Vec<String> {
    let literals = permissions.iter().flat_map(|file| split(&file.text).literals);
    literals.filter_map(|text| text.strip_prefix("allow-").map(|name| name.replace('-', "_"))).collect()
}

/// The commands that have a row in the role table: `("name", …)`.
fn ruled_names(roles: &str) -> Vec<String> {
    let table = roles.split_once("TABLE").and_then(|(_, rest)| rest.split_once("];")).map_or("", |(table, _)| table);
    split(table).literals
}

fn unequal(names: &[String], list: &[String], allowed: &[String], ruled: &[String]) -> Vec<String> {
    let mut offences = Vec::new();
    for (place, there) in [("the list of commands", list), ("a permission file", allowed), ("the role table", ruled)] {
        let missing = names.iter().filter(|name| !there.contains(name));
        offences.extend(missing.map(|name| format!("{name} is not in {place}")));
        let idle = there.iter().filter(|name| !names.contains(name));
        offences.extend(idle.map(|name| format!("{name} is in {place}, but is no command")));
    }
    offences
}

#[test]
fn every_command_is_listed_allowed_and_ruled() {
    let bodies = sources(&["src-tauri/src/commands"], &[".rs"]);
    if bodies.is_empty() {
        return;
    }
    let names = command_names(&bodies);
    assert!(!names.is_empty(), "{} files of commands and not one command: the law has gone blind", bodies.len());
    let list = sources(&["src-tauri/src/commands.rs"], &[".rs"]).pop().expect("the list of commands");
    let roles = sources(&["src-tauri/crates/engine/src/roles.rs"], &[".rs"]).pop().expect("the role table");
    let permissions = sources(&["src-tauri/capabilities"], &[".json"]);
    kept(unequal(&names, &listed_names(&list.text), &allowed_names(&permissions), &ruled_names(&roles.text)));
}

#[test]
fn control_a_command_without_its_rows_is_seen() {
    let body = Source::new(
        "src-tauri/src/commands/order.rs",
        "// #[tauri::command] fn not_this()\n#[tauri::command]\npub async fn hold_seats(desk: State<'_, Desk>) -> Answer<()> {}\n\
         #[tauri::command(rename_all = \"snake_case\")]\n#[allow(x)]\npub fn free_seats() {}",
    );
    let names = command_names(&[body]);
    assert_eq!(names, ["hold_seats", "free_seats"]);
    let list = listed_names(
        "macro {\n  order::hold_seats(SeatInput) -> SeatView,\n  order::free_seats(NoInput) -> (),\n  // order::x(A) -> B,\n}",
    );
    assert_eq!(list, names);
    let permissions =
        [Source::new("a.json", r#"{"permissions": ["core:event:default", "dialog:allow-save", "allow-hold-seats"]}"#)];
    let allowed = allowed_names(&permissions);
    assert_eq!(allowed, ["hold_seats"]);
    let ruled = ruled_names(
        "use x; pub const TABLE: &[(&str, &[Role])] = &[(\"hold_seats\", ALL), (\"sell_seats\", ALL)];\nfn f() { \"z\" }",
    );

    let offences = unequal(&names, &list, &allowed, &ruled);
    seen(&offences, "free_seats is not in a permission file");
    seen(&offences, "free_seats is not in the role table");
    seen(&offences, "sell_seats is in the role table, but is no command");
    seen(&unequal(&names, &[], &names, &names), "hold_seats is not in the list of commands");
    assert_eq!(offences.len(), 3, "{offences:?}");
    kept(unequal(&names, &list, &names, &names));
}
