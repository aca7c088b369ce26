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

/// Writes a file whole or not at all: a ticket cut in half must never lie around.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::file(path, "written", source);
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
    fn a_file_that_cannot_be_written_is_named_as_the_person_named_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nowhere/ticket.pdf");
        let said = write_whole(&path, b"x").unwrap_err().to_string();
        assert_eq!(said, format!("The file {} could not be written: there is no such folder.", path.display()));
    }
}
