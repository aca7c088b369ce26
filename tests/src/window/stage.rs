//! Where the window plays: a display, a session bus, folders of its own, and the driver.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;

use super::kept::{Kept, needs};
use crate::{patience::until, place::chmod, program::program};

/// The size of the display and of the window, in pixels.
pub const SIZE: (u32, u32) = (1280, 800);

/// Everything around the window. What was started last ends first.
#[derive(Debug)]
pub(super) struct Stage {
    program: PathBuf,
    port: u16,
    downloads: PathBuf,
    _driver: Kept,
    _display: Kept,
    place: TempDir,
}

impl Stage {
    /// Sets it up. Whatever display the person who runs this has is left alone: nobody types into it by accident.
    pub(super) fn set() -> Self {
        needs("Xvfb", "xvfb");
        needs("dbus-run-session", "dbus");
        needs("WebKitWebDriver", "webkit2gtk-driver");
        let program = program("counterfoil");
        let place = folders();
        let (display, name) = display();
        let port = free_port();
        let driver = driver(place.path(), &name, port);
        until("the driver of the window", || TcpStream::connect(("127.0.0.1", port)).ok());
        let downloads = place.path().join("home/Downloads");
        Self { program, port, downloads, _driver: driver, _display: display, place }
    }

    pub(super) fn driver_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The delivered program.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// What it is started with.
    pub(super) fn arguments(&self) -> [String; 3] {
        ["--training".to_owned(), "--data".to_owned(), self.place.path().join("desk").display().to_string()]
    }

    pub(super) fn downloads(&self) -> &Path {
        &self.downloads
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

fn driver(place: &Path, display: &str, port: u16) -> Kept {
    let log = File::create(place.join("log")).expect("a log");
    let port = format!("--port={port}");
    let (kept, _) = Kept::start(&["dbus-run-session", "--", "WebKitWebDriver", &port], |command| {
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
        command.env("LC_ALL", "C.UTF-8").env("TZ", "Etc/UTC");
        for name in ["WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "COUNTERFOIL_LOG", "GTK_THEME", "LANGUAGE"] {
            command.env_remove(name);
        }
    });
    kept
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
