//! Pictures of the catalogue: fetched once through the supplier's line, kept on disk within a limit, usable offline.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use counterfoil_domain::{SupplierError, SupplierKey};
use sha2::{Digest, Sha256};

use crate::{
    Desk, EngineError, Result,
    desk::{SUPPLIERS, blocking},
};

/// Most bytes all pictures together may take on disk.
const LIMIT: u64 = 256 * 1024 * 1024;

/// A folder of pictures, named by the hash of their address.
#[derive(Debug, Clone)]
pub(crate) struct PictureCache {
    folder: Arc<PathBuf>,
}

impl PictureCache {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder: Arc::new(folder) }
    }

    fn path(&self, url: &str) -> PathBuf {
        self.folder.join(crate::hex::hex(&Sha256::digest(url.as_bytes())))
    }

    fn keep(&self, url: &str, bytes: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(&*self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&*self.folder)?;
        file.write_all(bytes)?;
        file.persist(self.path(url)).map_err(|error| error.error)?;
        trim(&self.folder)
    }
}

/// Removes the oldest pictures until the folder is within its limit.
fn trim(folder: &Path) -> std::io::Result<()> {
    let mut files: Vec<_> = fs::read_dir(folder)?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let facts = entry.metadata().ok()?;
            Some((facts.modified().ok()?, facts.len(), entry.path()))
        })
        .collect();
    let mut size: u64 = files.iter().map(|(_, len, _)| len).sum();
    files.sort_unstable();
    for (_, len, path) in files {
        if size <= LIMIT {
            break;
        }
        // Another program may have been faster.
        if let Err(error) = fs::remove_file(path) {
            tracing::debug!(%error, "a picture could not be removed");
        }
        size -= len;
    }
    Ok(())
}

impl Desk {
    /// A picture by its address at the supplier, and its media type: from disk, else fetched and kept. What is no picture is
    /// not kept, whatever its sender calls it.
    pub async fn picture(&self, url: String) -> Result<(&'static str, Vec<u8>)> {
        let cache = self.inner.pictures.clone();
        let path = cache.path(&url);
        let kept = blocking(move || Ok(fs::read(path).ok())).await?;
        if let Some((kind, bytes)) = kept.and_then(|bytes| Some((kind(&bytes)?, bytes))) {
            return Ok((kind, bytes));
        }
        let supplier: SupplierKey = SUPPLIERS[0];
        let line = self.supplier(supplier).await?;
        let bytes = line.picture(&url).await.map_err(|error| EngineError::read(supplier, error))?;
        let Some(kind) = kind(&bytes) else {
            return Err(EngineError::read(supplier, SupplierError::NotUnderstood { at: "a picture".to_owned() }));
        };
        let copy = bytes.clone();
        blocking(move || {
            // A full disk must not cost the agent the picture.
            if let Err(error) = cache.keep(&url, &copy) {
                tracing::warn!(%error, "a picture could not be kept");
            }
            Ok(())
        })
        .await?;
        Ok((kind, bytes))
    }
}

/// What the bytes are, by how they begin.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => Some("image/avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_are_pictures() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(kind(b"<svg onload=alert(1)>"), None);
        assert_eq!(kind(b""), None);
    }
}
