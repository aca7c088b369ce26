//! What an agent sees: how long after a key the results that belong to it are painted, and how long the window ever stands
//! still, at an idle desk and while its catalogue is refreshed.
//!
//! The real window on its virtual display, its practice set up with a large supplier instead of its own small one. A script
//! in the page looks once a frame. It takes the answers of the core in passing, for only they tell whether the list that is
//! shown belongs to what was typed or is still the one before.
//!
//! Such a display has no graphics card: the processor paints, and paints slowly. So beside the times stand the frames of a
//! window in which nothing happens, and the part of each letter's time until the core has answered.

use std::time::Duration;

use counterfoil_journeys::window::{Room, Window, command, go_to, open_shop};
use counterfoil_journeys::{Stranger, program};
use serde_json::{Map, Value, json};

use crate::seat::{percentile, spoken};

/// What is typed, letter by letter. No two begin alike: what the page remembers of the one before it would not ask again.
const SEARCHES: [&str; 7] = ["tower", "museum entrance", "dubai", "aquarium", "gardne", "Ελληνικού", "xylo"];
/// What is pressed to go through the list, and the place in it where that leads.
const WAY: [(&str, &str); 8] = [
    ("End", "last"),
    ("Home", "1"),
    ("PageDown", "9"),
    ("PageDown", "17"),
    ("PageDown", "25"),
    ("PageDown", "33"),
    ("End", "last"),
    ("Home", "1"),
];
/// So many times the full world: 100,000 products.
const SCALE: &str = "4";
/// Milliseconds that each answer of the supplier takes while the catalogue is refreshed, so that it lasts until all is typed.
const FAR: u32 = 200;
/// How often to wait, as long as one script may, for the end of a run.
const WAITS: usize = 10;

/// Whether a run goes on.
const RUNNING: &str = "/refreshing/i.test(document.body.innerText)";
/// Forgets what was measured.
const AFRESH: &str = "Object.assign(watch, { letters: [], frames: [] }); done(true);";

/// Looks at each frame: how long the one before took, and whether what was typed last is answered in it.
///
/// `answers` are those of the core, by what was asked. A row belongs to an answer when it says the same in the same place,
/// with the same letters marked. What the list shows when a frame begins is painted when the next one begins.
const WATCH: &str = "
    const watch = window.watch = { letters: [], frames: [] };
    const answers = new Map();
    let typed = null, painting = null, before = '';

    const fetched = window.fetch;
    window.fetch = async (...call) => {
        const answer = await fetched(...call);
        if (String(call[0]).endsWith('/search_catalog')) {
            const { text } = JSON.parse(call[1].body).input;
            answer.clone().json().then(found => {
                answers.set(text, found.hits);
                if (typed?.text === text) typed.answered ??= performance.now() - typed.at;
            });
        }
        return answer;
    };

    const searching = event => event.target.dataset?.testid === 'search-input';
    addEventListener('keydown', event => {
        if (!searching(event) || event.key.length > 1) return;
        // A page that is busy hears of a key late.
        typed = { at: Math.min(event.timeStamp, performance.now()), text: null };
    }, true);
    addEventListener('input', event => {
        if (!searching(event) || !typed) return;
        const text = event.target.value.trim();
        // A space alone asks nothing new.
        if (text === before) typed = null;
        else typed.text = before = text;
    }, true);

    const meant = hit => hit.title.map(part => (part.hit ? '*' : '') + part.text).join('|');
    const said = row => [...row.querySelector('h3').children].map(e => (e.tagName === 'MARK' ? '*' : '') + e.textContent).join('|');
    const shows = text => {
        const hits = answers.get(text);
        if (!hits) return false;
        const rows = [...document.querySelectorAll('#find-list [data-testid=search-hit]')];
        if (hits.length === 0) return rows.length === 0 && document.querySelector('.find-column').textContent.includes(text);
        return rows.length > 0 && rows.every(row => {
            const hit = hits[Number(row.getAttribute('aria-posinset')) - 1];
            return Number(row.getAttribute('aria-setsize')) === hits.length && hit && meant(hit) === said(row);
        });
    };

    let last = performance.now();
    const frame = () => {
        const now = performance.now();
        watch.frames.push(now - last);
        last = now;
        if (painting) watch.letters.push({ painted: now - painting.at, answered: painting.answered });
        painting = null;
        if (typed?.text && shows(typed.text)) [painting, typed] = [typed, null];
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    done(true);
";

/// Opens the window, fills its catalogue, and types and scrolls twice.
pub(crate) fn measure() -> Value {
    let supplier = crate::supplier(&["--scale", SCALE]);
    let window = Window::open();
    open_shop(&window);
    stock(&window, &supplier);
    window.ask("a script in the page", WATCH, Value::Null);

    let mut told = Map::new();
    let what = format!("{} program, {} products", profile(), supplier.world()["products"]);
    told.insert("the window".to_owned(), what.into());
    afresh(&window);
    rest(&window);
    told.insert("idle: a frame in which nothing happens, p50".to_owned(), frame(&window, 50).into());
    afresh(&window);
    command(&window, "set up suppliers");
    window.until("the suppliers", "one('supplier-url')");
    go_to(&window, Room::Sell);
    back_in_sell(&window);
    told.insert("idle: longest frame to Admin and back, first".to_owned(), frame(&window, 100).into());
    type_and_scroll(&window, "idle", str::to_lowercase, &mut told);

    supplier.mutate(1.0);
    supplier.settings(&json!({ "latency_ms": FAR }));
    afresh(&window);
    command(&window, "refresh the catalogue");
    window.until("the run", "one('run-progress')?.dataset.status === 'RUNNING'");
    go_to(&window, Room::Sell);
    back_in_sell(&window);
    told.insert("refreshing: longest frame to Admin and back".to_owned(), frame(&window, 100).into());
    // In capitals: the same to the core, and nothing that the page remembers from before.
    type_and_scroll(&window, "refreshing", str::to_uppercase, &mut told);
    assert_eq!(window.look(RUNNING), true, "the refresh ended before all was typed");
    afresh(&window);
    supplier.settings(&json!({ "latency_ms": 0 }));
    wait_for_end(&window);
    told.insert("refreshing: longest frame until all is shown".to_owned(), frame(&window, 100).into());
    Value::Object(told)
}

/// How the program was built.
fn profile() -> String {
    let program = program("counterfoil");
    program.parent().and_then(|folder| folder.file_name()).unwrap_or_default().display().to_string()
}

/// Gives the practice this supplier instead of its own, and fills its catalogue.
fn stock(window: &Window, supplier: &Stranger) {
    let set_up = json!({ "input": {
        "key": "tiqets", "base_url": supplier.base_url(), "currency": "EUR", "language": "en",
        "api_key": supplier.api_key(), "private_key": supplier.private_key(),
    } });
    let run = json!({ "input": { "kind": "bootstrap", "cities": [], "max_pages": null } });
    let script = "const [setUp, run] = given, { invoke } = window.__TAURI_INTERNALS__;
        invoke('set_supplier', setUp).then(() => invoke('start_run', run))
            .then(run => done(run.status), trouble => done(trouble));";
    assert_eq!(window.ask("a large catalogue", script, json!([set_up, run])), "RUNNING");
    window.until("the run", RUNNING);
    wait_for_end(window);
    back_in_sell(window);
}

/// Waits until no run goes on and the window shows what it brought.
fn wait_for_end(window: &Window) {
    let look = format!(
        "const begun = performance.now();
         const glance = () => {{
             const over = !{RUNNING};
             if (over || performance.now() - begun > 20000) done(over); else setTimeout(glance, 200);
         }};
         glance();"
    );
    let over = (0..WAITS).any(|_| window.ask("the end of the run", &look, Value::Null) == true);
    assert!(over, "the run does not end");
    rest(window);
}

/// Waits for the list, with the focus on the search.
fn back_in_sell(window: &Window) {
    window.until("the search", "focus() === 'search-input' && one('experience-item')");
    rest(window);
}

/// Lets the window come to rest: pictures, and questions that it asks anew.
fn rest(window: &Window) {
    window.ask("rest", "setTimeout(() => done(true), 1000);", Value::Null);
}

fn afresh(window: &Window) {
    window.ask("a fresh start", AFRESH, Value::Null);
}

fn type_and_scroll(window: &Window, when: &str, spelt: fn(&str) -> String, told: &mut Map<String, Value>) {
    let mut tell = |what: &str, figure: String| told.insert(format!("{when}: {what}"), figure.into());
    afresh(window);
    let mut letters = 0;
    for search in SEARCHES {
        for letter in spelt(search).chars() {
            window.write(&letter.to_string());
            if letter != ' ' {
                letters += 1;
                window.until(
                    &format!("hits for {search} up to {letter}"),
                    &format!("watch.letters.length === {letters}"),
                );
            }
        }
        window.press("Escape");
        window.until("an empty search", "one('search-input').value === '' && one('experience-item')");
    }
    let mut painted = times(&window.look("watch.letters.map(letter => letter.painted)"));
    let mut answered = times(&window.look("watch.letters.map(letter => letter.answered)"));
    tell(&format!("letter to answer, p50 of {letters}"), spoken(percentile(&mut answered, 50)));
    tell("letter to hits painted, p50", spoken(percentile(&mut painted, 50)));
    tell("letter to hits painted, p95", spoken(percentile(&mut painted, 95)));
    tell("letter to hits painted, longest", spoken(percentile(&mut painted, 100)));
    tell("longest frame while typing", frame(window, 100));

    afresh(window);
    for (key, place) in WAY {
        window.press(key);
        let active = "document.querySelector('#find-list [data-active]')";
        let place = if place == "last" { format!("{active}.ariaSetSize") } else { format!("'{place}'") };
        window.until(key, &format!("{active} && {active}.ariaPosInSet === {place}"));
    }
    tell("longest frame while scrolling", frame(window, 100));
}

/// What so much of a hundred frames since the fresh start do not exceed.
fn frame(window: &Window, percent: usize) -> String {
    spoken(percentile(&mut times(&window.look("watch.frames")), percent))
}

fn times(millis: &Value) -> Vec<Duration> {
    let millis = millis.as_array().expect("a list").iter();
    millis.map(|millis| Duration::from_secs_f64(millis.as_f64().expect("milliseconds") / 1e3)).collect()
}
