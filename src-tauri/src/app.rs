//! The Tauri application: its plugins, its window, its beginning and its end.

use std::error::Error;

use tauri::{App, AppHandle, Manager, RunEvent, Url, WebviewWindowBuilder};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use crate::{
    Arguments, background,
    closing::{self, Asked},
    commands,
    leftovers::Leftovers,
    opening::{self, Opened},
    picture,
};

/// The label of the one window; the capability files name it too.
const MAIN: &str = "main";

/// Opens the desk and its window, and returns when the window is closed.
pub fn run(arguments: Arguments) -> Result<(), tauri::Error> {
    let mut builder = tauri::Builder::default();
    // Another folder is another desk, and so is a practice: only the usual desk has one window at a time.
    if !arguments.training && arguments.data.is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)));
    }
    let app = builder
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .register_asynchronous_uri_scheme_protocol("picture", picture::serve)
        .invoke_handler(commands::handler())
        .manage(Leftovers::default())
        .manage(Asked::default())
        .on_window_event(closing::look)
        .setup(move |app| begin(app, &arguments))
        .build(context())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            app.state::<Leftovers>().remove();
        }
    });
    Ok(())
}

/// The configuration and the built window, from inside the binary.
#[expect(clippy::exit, reason = "the macro ends the program on platforms where a resource is broken")]
fn context() -> tauri::Context {
    tauri::generate_context!()
}

/// Opens the desk, then the window over it. A desk that does not open says why and ends the program.
fn begin(app: &App, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    match tauri::async_runtime::block_on(opening::open(app.handle(), arguments)) {
        Ok(opened) => {
            app.manage(opened.desk.clone());
            background::start(app.handle(), &opened.desk);
            open_window(app, &opened)?;
        }
        Err(error) => {
            tracing::error!(%error, "the desk could not be opened");
            let handle = app.handle().clone();
            let message = app.dialog().message(error.to_string()).title("Counterfoil").kind(MessageDialogKind::Error);
            message.show(move |_| handle.exit(1));
        }
    }
    Ok(())
}

fn open_window(app: &App, opened: &Opened) -> Result<(), Box<dyn Error>> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let mut window = WebviewWindowBuilder::from_config(app.handle(), config.ok_or(tauri::Error::WindowNotFound)?)?;
    if opened.desk.is_training() {
        window = window.title("Counterfoil \u{2013} Training");
    }
    // Texts of suppliers may hold links: the window never leaves its own pages.
    window = window.on_navigation(is_our_page);
    // What the page keeps for itself stays with its desk, and a practice leaves nothing behind.
    let window = window.data_directory(opened.folder.join("window")).build()?;
    #[cfg(target_os = "linux")]
    paint_plainly(&window)?;
    Ok(())
}

/// Has the processor paint the window. It shows lists and forms, of which little changes at a time: where a graphics card
/// is missing, or its driver is what one finds on an old desk, layers that go through it stall for up to a second.
#[cfg(target_os = "linux")]
fn paint_plainly(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    window.with_webview(|view| {
        if let Some(settings) = WebViewExt::settings(&view.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

fn is_our_page(url: &Url) -> bool {
    let at_home = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    at_home || (tauri::is_dev() && url.host_str() == Some("127.0.0.1"))
}

fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let shown = window.unminimize().and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window could not be brought to the front");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_opened() {
        let ours = |text: &str| is_our_page(&text.parse().expect("an address"));
        assert!(ours("tauri://localhost/") && ours("http://tauri.localhost/index.html"));
        assert!(
            !ours("https://www.tiqets.com/") && !ours("file:///etc/passwd") && !ours("http://tauri.localhost.evil/")
        );
    }
}
