//! Pictures of the catalogue: fetched once through the supplier's line, kept on disk within a limit, usable offline.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use counterfoil_domain::SupplierKey;
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
        let name = Sha256::digest(url.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        self.folder.join(name)
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
        fs::remove_file(path)?;
        size -= len;
    }
    Ok(())
}

impl Desk {
    /// A picture by its address at the supplier: from disk, else fetched and kept.
    pub async fn picture(&self, url: String) -> Result<Vec<u8>> {
        let cache = self.inner.pictures.clone();
        let path = cache.path(&url);
        let kept = blocking(move || Ok(fs::read(path).ok())).await?;
        if let Some(bytes) = kept {
            return Ok(bytes);
        }
        let supplier: SupplierKey = SUPPLIERS[0];
        let line = self.supplier(supplier).await?;
        let bytes = line.picture(&url).await.map_err(|error| EngineError::read(supplier, error))?;
        let copy = bytes.clone();
        blocking(move || {
            // A full disk must not cost the agent the picture.
            if let Err(error) = cache.keep(&url, &copy) {
                tracing::warn!(%error, "a picture could not be kept");
            }
            Ok(())
        })
        .await?;
        Ok(bytes)
    }
}
