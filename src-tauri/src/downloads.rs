//! Tickets as files: saved for a person, or opened in the system's viewer.

use std::{
    fs,
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use counterfoil_engine::{EngineError, Result};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};
use tauri_plugin_opener::OpenerExt;
use tempfile::NamedTempFile;
use tokio::sync::oneshot;

use crate::leftovers::Leftovers;

/// How many files of one name a folder may hold before we give up.
const MOST: u32 = 999;

/// Saves a PDF in the downloads folder, beside whatever is there.
pub(crate) fn save(app: &AppHandle, code: &str, pdf: &[u8]) -> Result<PathBuf> {
    let folder = usual_folder(app)?;
    fs::create_dir_all(&folder).map_err(|source| failed(&folder, source))?;
    keep_beside(&folder, &stem(code), pdf).map_err(|source| failed(&folder, source))
}

fn usual_folder(app: &AppHandle) -> Result<PathBuf> {
    let place = app.path();
    let folder = place.download_dir().or_else(|_| place.document_dir()).or_else(|_| place.home_dir());
    folder.map_err(|error| failed(Path::new("The downloads folder"), io::Error::other(error)))
}

/// Asks where, and saves a PDF there; `None` when the person changed their mind.
pub(crate) async fn save_where_asked(app: &AppHandle, code: &str, pdf: &[u8]) -> Result<Option<PathBuf>> {
    let Some(path) = ask_where(app, &format!("{}.pdf", stem(code)), "PDF", "pdf").await else { return Ok(None) };
    write_whole(&path, pdf)?;
    Ok(Some(path))
}

/// Writes a file whole or not at all, over one that is there: the dialog asked before.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = written(folder, bytes).and_then(|file| file.persist(path).map_err(|error| error.error));
    written.map(drop).map_err(|source| failed(path, source))
}

/// Asks for the place of a new file; `None` when the person changed their mind.
pub(crate) async fn ask_where(app: &AppHandle, name: &str, kind: &str, ending: &str) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    // Whoever asked may be gone when the answer comes.
    dialog(app, kind, &[ending]).set_file_name(name).save_file(move |chosen| drop(tell.send(chosen)));
    told.await.ok().flatten().and_then(|chosen| chosen.into_path().ok())
}

/// Asks for a file that is there; `None` when the person changed their mind.
pub(crate) async fn ask_which(app: &AppHandle, kind: &str, endings: &[&str]) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    dialog(app, kind, endings).pick_file(move |chosen| drop(tell.send(chosen)));
    told.await.ok().flatten().and_then(|chosen| chosen.into_path().ok())
}

fn dialog(app: &AppHandle, kind: &str, endings: &[&str]) -> FileDialogBuilder<Wry> {
    let mut dialog = app.dialog().file().add_filter(kind, endings);
    if let Ok(folder) = usual_folder(app) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(window) = app.webview_windows().values().next() {
        dialog = dialog.set_parent(window);
    }
    dialog
}

/// Opens a PDF in the system's viewer, from a folder only this person can read.
pub(crate) fn open(app: &AppHandle, code: &str, pdf: &[u8]) -> Result<()> {
    let folder = tempfile::Builder::new().prefix("counterfoil-").tempdir();
    let folder = folder.map_err(|source| failed(&std::env::temp_dir(), source))?;
    let path = keep_beside(folder.path(), &stem(code), pdf).map_err(|source| failed(folder.path(), source))?;
    app.state::<Leftovers>().keep_while_running(folder, None);
    let opened = app.opener().open_path(path.to_string_lossy(), None::<&str>);
    opened.map_err(|error| EngineError::File {
        path: path.display().to_string(),
        doing: "opened",
        source: io::Error::other(error),
    })
}

/// `ticket-7K3-QFA`: a name of our own making, whatever the code holds.
fn stem(code: &str) -> String {
    let safe: String = code.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
    format!("ticket-{safe}")
}

/// Writes `stem.pdf`, or `stem (2).pdf` and so on where another file has that name. The same file is not written twice.
fn keep_beside(folder: &Path, stem: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut file = written(folder, bytes)?;
    for number in 1..=MOST {
        let name = if number == 1 { format!("{stem}.pdf") } else { format!("{stem} ({number}).pdf") };
        let path = folder.join(name);
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists => file = taken.file,
            Err(other) => return Err(other.error),
        }
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(path);
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// A new file in the folder that is whole before it gets its name.
fn written(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    // The system's own words would name a file that nobody asked for.
    let mut file = NamedTempFile::new_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn failed(path: &Path, source: io::Error) -> EngineError {
    EngineError::File { path: path.display().to_string(), doing: "written", source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let keep = |bytes: &[u8]| {
            let path = keep_beside(folder.path(), &stem("7K3-QFA"), bytes).expect("a file");
            path.file_name().expect("a name").to_string_lossy().into_owned()
        };
        assert_eq!(keep(b"one"), "ticket-7K3-QFA.pdf");
        assert_eq!(keep(b"two"), "ticket-7K3-QFA (2).pdf");
        assert_eq!(keep(b"one"), "ticket-7K3-QFA.pdf");
        assert_eq!(keep(b"three"), "ticket-7K3-QFA (3).pdf");
        assert_eq!(fs::read(folder.path().join("ticket-7K3-QFA.pdf")).expect("the first"), b"one");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 3);
    }

    #[test]
    fn a_code_cannot_lead_elsewhere() {
        assert_eq!(stem("../../etc/passwd"), "ticket-etcpasswd");
    }
}
