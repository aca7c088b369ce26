use std::path::Path;

use sha2::{Digest, Sha256};

/// The scope of a data folder in the keyring, so that two profiles never share a key: empty for the platform's own
/// folder, else 16 hex digits of the folder's canonical path.
pub fn scope_of(data: &Path, platform: &Path) -> String {
    let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = canonical(data);
    if folder == canonical(platform) {
        return String::new();
    }
    let hash = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    crate::hex::hex(&hash[..8])
}

#[cfg(test)]
mod tests {
    use super::scope_of;
    use std::path::Path;

    #[test]
    fn the_platforms_folder_has_no_scope_and_others_differ() {
        let home = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        assert_eq!(scope_of(home.path(), home.path()), "");
        let scope = scope_of(other.path(), home.path());
        assert_eq!(scope.len(), 16);
        assert_ne!(scope, scope_of(Path::new("/nowhere"), home.path()));
    }
}
