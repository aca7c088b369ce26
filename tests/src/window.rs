//! The real window on a display of its own, for journeys by keyboard.
//!
//! A [`Window`] is the delivered program, in training mode or as it is sold with, keys in a real keyring: its own display,
//! session bus, folders and WebDriver, all gone when it is dropped. Keys go to whatever has the focus, as a person's do;
//! nothing is clicked. Waiting looks at the page once for each frame it paints.

mod behind;
mod kept;
mod keys;
mod rooms;
mod sale;
mod stage;

use std::cell::Cell;
use std::env;
use std::fmt::Display;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, wd::TimeoutConfiguration};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::{runtime::Runtime, time::timeout};

pub use behind::Behind;
pub use keys::Pressed;
pub use rooms::{Room, choose, command, go_to, go_to_admin, ground, refresh, switch_theme, tab_to};
pub use sale::{CUSTOMER, Customer, PRODUCT, SEARCH, choose_time, confirm, fill_in, find, hold, open_shop, save};
pub use stage::SIZE;

use crate::PrintQueue;
use stage::{Play, Stage};

/// How long anything in the window may take before a journey gives up.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long one call of the driver may take: longer than the window, which then says itself what it waited for.
const DRIVER_PATIENCE: Duration = Duration::from_secs(50);

/// Words for what a person sees, for the expressions that are awaited.
const WORDS: &str = "
    const all = id => [...document.querySelectorAll(`[data-testid=\"${id}\"]`)].filter(e => e.getClientRects().length);
    const one = id => all(id)[0] ?? null;
    const focus = () => document.activeElement?.dataset.testid ?? '';
    const within = id => document.activeElement?.contains(one(id)) ?? false;
";
/// A picture right after a change shows the frame before it.
const SETTLED: &str = "
    const inSight = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.top < innerHeight && r.bottom > 0; };
    const calm = document.getAnimations().every(a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity);
    const drawn = [...document.images].filter(inSight).every(image => image.complete);
    return calm && drawn && document.fonts.status === 'loaded';
";
/// A picture waits for the next thing that is painted, and in some rooms nothing moves: this does, unseen, until told.
const MOVING: &str = "
    const edge = document.documentElement.style;
    window.still = false;
    (function move(n) {
        edge.outline = window.still ? '' : `${n % 2}px solid transparent`;
        if (!window.still) requestAnimationFrame(() => move(n + 1));
    })(0);
";

/// The window, driven by keyboard.
#[derive(Debug)]
pub struct Window {
    client: Option<Client>,
    runtime: Runtime,
    pressed: Cell<Pressed>,
    stage: Stage,
}

impl Window {
    /// Opens the window in training mode and waits for its page.
    pub fn open() -> Self {
        Self::of(Play::Training, None)
    }

    /// The same beside a print service.
    pub fn open_beside(queue: &PrintQueue) -> Self {
        Self::of(Play::Training, Some(queue.address()))
    }

    /// Opens the window as it is sold with, over an empty folder, in a session whose keyring is open and empty.
    pub fn open_for_real() -> Self {
        Self::of(Play::Real, None)
    }

    fn of(play: Play, print_service: Option<String>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut window =
            Self { client: None, runtime, pressed: Cell::default(), stage: Stage::set(play, print_service) };
        window.enter();
        window
    }

    fn enter(&mut self) {
        let driver = self.stage.begin();
        let options = json!({ "binary": self.stage.program(), "args": self.stage.arguments() });
        let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = self.told("a window", builder.capabilities(capabilities).connect(&driver));
        let patience = TimeoutConfiguration::new(Some(DRIVER_PATIENCE), Some(DRIVER_PATIENCE), None);
        self.told("patience", client.update_timeouts(patience));
        self.client = Some(client);
        self.resize(SIZE.0, SIZE.1);
        self.until("the first page", "document.readyState === 'complete' && one('nav-sell')");
    }

    /// Kills the program, as a power cut of its own: nothing is cleaned up, and nobody is asked.
    pub fn kill(&mut self) {
        self.stage.kill();
        self.client = None;
    }

    /// Opens the window again over the same files after it was killed, in a new session, as after a power cut.
    pub fn start_again(&mut self) {
        assert!(self.client.is_none(), "it is still open");
        self.enter();
    }

    /// Waits until an expression about the page is true, and gives its value. The expression may use `all`, `one` (of
    /// what is shown, by test id), `focus()` and `within`.
    pub fn until(&self, what: &str, expression: &str) -> Value {
        self.until_all(what, &format!("return {expression};"))
    }

    fn until_all(&self, what: &str, body: &str) -> Value {
        let script = format!(
            "const [patience, done] = arguments;
            {WORDS}
            const begun = performance.now();
            const look = () => {{ {body} }};
            const glance = () => {{
                let seen = null, trouble = null;
                try {{ seen = look(); }} catch (error) {{ trouble = String(error); }}
                if (seen) return done({{ seen: seen instanceof Node ? true : seen }});
                if (performance.now() - begun > patience)
                    return done({{ trouble, focus: document.activeElement?.outerHTML.slice(0, 300), page: document.body.innerText }});
                requestAnimationFrame(glance);
            }};
            glance();"
        );
        let patience = u64::try_from(PATIENCE.as_millis()).expect("milliseconds");
        let mut answer = self.told(what, self.client().execute_async(&script, vec![json!(patience)]));
        if answer["seen"].is_null() {
            let word = |name: &str| answer[name].as_str().unwrap_or("-").to_owned();
            let (trouble, focus, page) = (word("trouble"), word("focus"), word("page"));
            self.fail(&format!("no sign of {what}; looking: {trouble}\nfocus: {focus}\npage:\n{page}"));
        }
        answer["seen"].take()
    }

    /// What an expression about the page is now.
    pub fn look(&self, expression: &str) -> Value {
        let script = format!("{WORDS} return {expression};");
        self.told(expression, self.client().execute(&script, Vec::new()))
    }

    /// What a script hands to `done`, sooner or later. It may use what it is `given`, and the words of [`Self::until`].
    pub fn ask(&self, what: &str, script: &str, given: Value) -> Value {
        let script = format!("const [given, done] = arguments; {WORDS} {script}");
        self.told(what, self.client().execute_async(&script, vec![given]))
    }

    /// A picture of the window, as PNG, once everything that moves has come to rest and is painted.
    pub fn picture(&self) -> Vec<u8> {
        self.until_all("rest", SETTLED);
        let frames = "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.told("two frames", self.client().execute_async(frames, Vec::new()));
        self.told("something that moves", self.client().execute(MOVING, Vec::new()));
        let picture = self.told("a picture", self.client().screenshot());
        self.told("rest", self.client().execute("window.still = true;", Vec::new()));
        picture
    }

    /// Leaves pictures of the window, light and dark, in the folder that `COUNTERFOIL_PICTURES` names, if it names one.
    pub fn photograph(&self, name: &str) {
        let Some(folder) = env::var_os("COUNTERFOIL_PICTURES").map(PathBuf::from) else { return };
        let theme = "document.documentElement.dataset.theme";
        let before = self.look(theme);
        for light in ["light", "dark"] {
            self.look(&format!("({theme} = '{light}')"));
            fs::write(folder.join(format!("{name}-{light}.png")), self.picture()).expect("a folder for pictures");
        }
        self.look(&format!("({theme} = {before})"));
    }

    /// Makes the page so many pixels wide and high.
    pub fn resize(&self, width: u32, height: u32) {
        self.told("another size", self.client().set_window_rect(0, 0, width, height));
        self.until("that size", &format!("innerWidth === {width} && innerHeight === {height}"));
    }

    /// The folder where what is saved is kept.
    pub fn downloads(&self) -> PathBuf {
        self.stage.downloads()
    }

    /// Whether it practises.
    fn is_training(&self) -> bool {
        self.stage.is_training()
    }

    fn client(&self) -> &Client {
        self.client.as_ref().expect("an open window")
    }

    fn told<T, E: Display>(&self, what: &str, answer: impl Future<Output = Result<T, E>>) -> T {
        let answer = self.runtime.block_on(async { timeout(DRIVER_PATIENCE, answer).await });
        match answer {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => self.fail(&format!("{what}: {error}")),
            Err(_) => self.fail(&format!("{what}: no answer in {} s", DRIVER_PATIENCE.as_secs())),
        }
    }

    fn fail(&self, why: &str) -> ! {
        panic!("{why}\nlog of the window:\n{}", self.stage.log())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // What does not close by itself is ended with its stage.
            let _ = self.runtime.block_on(async { timeout(Duration::from_secs(5), client.close()).await });
        }
    }
}
