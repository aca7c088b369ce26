//! Where the window plays: a display, a session bus, folders of its own, and the driver.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::kept::{Kept, needs};
use crate::{patience::until, place::chmod, program::program, session::UNLOCKED};

/// The size of the display and of the window, in pixels.
pub const SIZE: (u32, u32) = (1280, 800);

/// What the window is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Play {
    /// Practice.
    Training,
    /// Sales, over a folder that stays, with keys in an open keyring.
    Real,
}

/// Everything around the window. What was started last ends first.
#[derive(Debug)]
pub(super) struct Stage {
    play: Play,
    program: PathBuf,
    driver: Option<Kept>,
    print_service: Option<String>,
    screen: String,
    _display: Kept,
    place: TempDir,
}

impl Stage {
    /// Sets it up. Whatever display the person who runs this has is left alone: nobody types into it by accident.
    ///
    /// It prints by the service at `print_service`, and else by none.
    pub(super) fn set(play: Play, print_service: Option<String>) -> Self {
        needs("Xvfb", "xvfb");
        needs("dbus-run-session", "dbus");
        needs("WebKitWebDriver", "webkit2gtk-driver");
        if play == Play::Real {
            needs("gnome-keyring-daemon", "gnome-keyring");
        }
        let program = program("counterfoil").canonicalize().expect("the program");
        let (display, screen) = display();
        Self { play, program, driver: None, print_service, screen, _display: display, place: folders() }
    }

    /// Begins a session with a driver in it and gives the driver's address. The session before it ends; files stay.
    pub(super) fn begin(&mut self) -> String {
        drop(self.driver.take());
        let port = free_port();
        // Nobody's printer is ever printed on by accident.
        let print_service = self.print_service.as_deref().unwrap_or("127.0.0.1:9");
        self.driver = Some(driver(self.play, self.place.path(), &self.screen, print_service, port));
        until("the driver of the window", || TcpStream::connect(("127.0.0.1", port)).ok());
        format!("http://127.0.0.1:{port}")
    }

    pub(super) fn is_training(&self) -> bool {
        self.play == Play::Training
    }

    /// The delivered program.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// What it is started with.
    pub(super) fn arguments(&self) -> Vec<String> {
        let practice = self.is_training().then(|| "--training".to_owned());
        practice.into_iter().chain(["--data".to_owned(), self.desk()]).collect()
    }

    fn desk(&self) -> String {
        self.place.path().join("desk").display().to_string()
    }

    /// Kills the window's program: nothing is cleaned up.
    pub(super) fn kill(&self) {
        let id = self.running();
        let killed = Command::new("kill").args(["-s", "KILL", &id]).status().expect("kill");
        assert!(killed.success(), "the window is not ours to kill");
        // Once its driver has taken note of its end, or only that is missing: its files are let go before.
        let is_over = |process: &Path| {
            let status = fs::read_to_string(process.join("status")).unwrap_or_default();
            let threads = fs::read_dir(process.join("task")).map_or(0, Iterator::count);
            threads == 0 || threads == 1 && status.contains("State:\tZ")
        };
        until("the end of the window", || is_over(&Path::new("/proc").join(&id)).then_some(()));
    }

    /// The number of the window's program among the processes of this computer.
    fn running(&self) -> String {
        let ours = |process: &Path| {
            let words = fs::read(process.join("cmdline")).unwrap_or_default();
            let is_there = words.split(|byte| *byte == 0).any(|word| word == self.desk().as_bytes());
            is_there && fs::read_link(process.join("exe")).is_ok_and(|program| program == self.program)
        };
        let processes = fs::read_dir("/proc").expect("the processes of this computer");
        let found = processes.filter_map(|entry| Some(entry.ok()?.path())).find(|process| ours(process));
        let id = found.as_deref().and_then(Path::file_name).expect("a window that runs");
        id.to_string_lossy().into_owned()
    }

    pub(super) fn downloads(&self) -> PathBuf {
        self.place.path().join("home/Downloads")
    }

    /// What the program and its driver said.
    pub(super) fn log(&self) -> String {
        fs::read_to_string(self.place.path().join("log")).unwrap_or_default()
    }
}

fn folders() -> TempDir {
    let place = TempDir::new().expect("a folder");
    for name in ["run", "data", "config", "cache", "home", "home/Downloads", "desk"] {
        fs::create_dir(place.path().join(name)).expect("a folder in our own");
        chmod(&place.path().join(name), 0o700);
    }
    fs::write(place.path().join("config/user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n").expect("a file");
    place
}

/// A display that chooses its number itself and says which.
fn display() -> (Kept, String) {
    let screen = format!("{}x{}x24", SIZE.0, SIZE.1);
    let line = ["Xvfb", "-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"];
    let (kept, out) = Kept::start(&line, |command| {
        command.stdout(Stdio::piped()).stderr(Stdio::null());
    });
    let mut number = String::new();
    BufReader::new(out.expect("its output")).read_line(&mut number).expect("the number of the display");
    assert!(!number.trim().is_empty(), "Xvfb ended without a display");
    (kept, format!(":{}", number.trim()))
}

fn driver(play: Play, place: &Path, display: &str, print_service: &str, port: u16) -> Kept {
    let log = File::options().create(true).append(true).open(place.join("log")).expect("a log");
    let port = format!("--port={port}");
    let keyring: &[&str] = match play {
        Play::Training => &[],
        Play::Real => &["sh", "-c", UNLOCKED, "sh"],
    };
    let line = [&["dbus-run-session", "--"][..], keyring, &["WebKitWebDriver", &port]].concat();
    let (kept, _) = Kept::start(&line, |command| {
        command.stdout(log.try_clone().expect("a log")).stderr(log);
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, place.join(folder));
        }
        command.env("DISPLAY", display).env("GDK_BACKEND", "x11").env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.env("CUPS_SERVER", print_service);
        command.env("LC_ALL", "C.UTF-8").env("TZ", "Etc/UTC");
        for name in [
            "WAYLAND_DISPLAY",
            "DBUS_SESSION_BUS_ADDRESS",
            "GNOME_KEYRING_CONTROL",
            "COUNTERFOIL_LOG",
            "GTK_THEME",
            "LANGUAGE",
        ] {
            command.env_remove(name);
        }
    });
    kept
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
