//! In the window: routes name features, features name shared; one file speaks to the host.

use super::tree::{Source, sources};
use super::{kept, seen};

const HOST: &str = "ui/src/ipc/host.tauri.ts";

/// What a source imports: `from '…'`, `import '…'`, `import('…')`.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for key in ["from", "import", "import("] {
        for (at, _) in text.match_indices(key) {
            if text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$') {
                continue;
            }
            let rest = text[at + key.len()..].trim_start();
            let Some(quote) = rest.chars().next().filter(|letter| matches!(letter, '\'' | '"' | '`')) else { continue };
            found.extend(rest[1..].split(quote).next());
        }
    }
    found
}

/// An import as a path from `ui/src/`, when it is one of ours.
fn ours(importer: &str, import: &str) -> Option<String> {
    if let Some(path) = ["@/", "~/", "/src/", "src/"].iter().find_map(|alias| import.strip_prefix(alias)) {
        return Some(path.to_owned());
    }
    if !import.starts_with('.') {
        return None;
    }
    let mut folders: Vec<_> = importer.strip_prefix("ui/src/")?.split('/').collect();
    folders.pop();
    for step in import.split('/') {
        match step {
            "." => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    Some(folders.join("/"))
}

fn wrong_imports(sources: &[Source]) -> Vec<String> {
    let mut offences = Vec::new();
    for source in sources {
        let mut offend = |import: &str, why: &str| offences.push(format!("{} imports {import}: {why}", source.path));
        let here: Vec<_> = source.path.trim_start_matches("ui/src/").split('/').collect();
        for import in imports(&source.text) {
            if import.starts_with("@tauri-apps/") && source.path != HOST {
                offend(import, "only the host does");
            }
            let Some(path) = ours(&source.path, import) else { continue };
            let there: Vec<_> = path.split('/').collect();
            match (here.as_slice(), there.as_slice()) {
                (["features", mine, ..], ["features", theirs, ..]) if mine != theirs => {
                    offend(import, "a feature never imports a feature");
                }
                (["features", ..], ["routes", ..]) => offend(import, "a feature never imports a route"),
                (["shared" | "ipc", ..], ["features" | "routes", ..]) => {
                    offend(import, "what is shared imports neither a feature nor a route");
                }
                _ => {}
            }
        }
    }
    offences
}

#[test]
fn the_windows_rooms_keep_their_doors() {
    let sources = sources(&["ui/src"], &[".ts", ".tsx"]);
    if !sources.is_empty() {
        let hosted =
            sources.iter().any(|source| imports(&source.text).iter().any(|name| name.starts_with("@tauri-apps/")));
        assert!(hosted || sources.len() < 20, "nothing imports @tauri-apps: the law has gone blind");
    }
    kept(wrong_imports(&sources));
}

#[test]
fn control_a_wrong_import_is_seen() {
    let see = |path: &str, text: &str| wrong_imports(&[Source::new(path, text)]);
    seen(&see("ui/src/features/sell/form.tsx", "import { invoke } from '@tauri-apps/api/core'"), "only the host");
    seen(&see("ui/src/ipc/calls.ts", "const api = await import(\"@tauri-apps/api\")"), "only the host");
    kept(see(HOST, "import { invoke } from '@tauri-apps/api/core'"));
    let sell = "ui/src/features/sell/parts/form.tsx";
    seen(&see(sell, "import { Row } from '../../orders/row'"), "a feature never imports a feature");
    seen(&see(sell, "export { Row } from '@/features/orders/row'"), "a feature never imports a feature");
    seen(&see(sell, "import '../../orders/row.css'"), "a feature never imports a feature");
    seen(&see(sell, "import { Page } from '../../../routes/page'"), "never imports a route");
    seen(&see("ui/src/shared/table.tsx", "import { Row } from '../features/orders/row'"), "what is shared");
    kept(see(
        sell,
        "import { Field } from './field'\nimport { day } from '../calendar'\nimport { Button } from '../../../shared/button'",
    ));
    kept(see("ui/src/routes/sell.tsx", "import { Sell } from '../features/sell/sell'"));
}
