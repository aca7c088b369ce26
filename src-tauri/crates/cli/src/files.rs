//! Files that a command reads and writes.

use std::{
    io::{ErrorKind, Read as _, Write as _},
    path::Path,
};

use counterfoil_engine::secrets::SecretBytes;

use crate::problem::Failure;

/// The text of a file, or of standard input for `-`.
pub(crate) fn read_text(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).map(drop)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_string(&mut text)).map(drop)
    };
    read.map_err(|source| Failure::file(file, "read", source))?;
    Ok(text)
}

/// A password in a file, or on standard input for `-`.
pub(crate) fn password(file: &Path) -> Result<SecretBytes, Failure> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes)).map(drop)
    };
    let password = SecretBytes::new(bytes);
    read.map_err(|source| Failure::file(file, "read", source))?;
    Ok(password)
}

/// Why there is no new file in a folder.
fn plain(error: &std::io::Error) -> std::io::Error {
    match error.kind() {
        ErrorKind::NotFound => std::io::Error::new(ErrorKind::NotFound, "there is no such folder"),
        kind => kind.into(),
    }
}

/// Writes a file whole or not at all: a ticket cut in half must never lie around. What is no file, such as a pipe or a device, is
/// written to as it is: put in its place, a file would end it for everybody.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::file(path, "written", source);
    // Behind a link stands the file that is meant.
    let real = std::fs::canonicalize(path);
    let path = real.as_deref().unwrap_or(path);
    if std::fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
        return std::fs::OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut open| open.write_all(bytes))
            .map_err(failed);
    }
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The system's own words would name a file that nobody asked for.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(plain(&error)))?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_stays_a_pipe_and_a_link_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, file, link) = (folder.path().join("pipe"), folder.path().join("file"), folder.path().join("link"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reading = pipe.clone();
        let reader = std::thread::spawn(move || std::fs::read(reading).unwrap());
        write_whole(&pipe, b"a ticket").unwrap();
        assert_eq!(reader.join().unwrap(), b"a ticket");
        assert!(!std::fs::metadata(&pipe).unwrap().is_file());
        std::fs::write(&file, b"old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_whole(&link, b"new").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named_as_the_person_named_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nowhere/ticket.pdf");
        let said = write_whole(&path, b"x").unwrap_err().to_string();
        assert_eq!(said, format!("The file {} could not be written: there is no such folder.", path.display()));
    }
}
