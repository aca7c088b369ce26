//! PEM files: told apart by their labels.

use zeroize::Zeroizing;

use super::{KeyError, der};

/// The PKCS#1 key within a PEM file; else what the file holds instead.
pub(super) fn pkcs1_of(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let text = std::str::from_utf8(bytes).map_err(|_| KeyError::NotAKey)?.trim();
    if text.starts_with("ssh-") || text.starts_with("ecdsa-sha2-") || text.contains("BEGIN SSH2 PUBLIC KEY") {
        return Err(KeyError::PublicKey);
    }
    if !text.contains("-----BEGIN ") {
        return Err(KeyError::NotAKey);
    }
    if text.contains("-----BEGIN OPENSSH PRIVATE KEY-----") {
        return Err(KeyError::OpenSsh);
    }
    if text.contains("Proc-Type: 4,ENCRYPTED") || text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") {
        return Err(KeyError::Encrypted);
    }
    let blocks = pem::parse_many(text).map_err(|_| KeyError::Damaged)?;
    let blocks: Vec<(String, Zeroizing<Vec<u8>>)> =
        blocks.into_iter().map(|block| (block.tag().to_owned(), Zeroizing::new(block.into_contents()))).collect();
    if let Some((_, key)) = blocks.iter().find(|(label, _)| label == "PRIVATE KEY" || label == "RSA PRIVATE KEY") {
        return der::pkcs1_of(key).map_err(|error| if error == KeyError::NotAKey { KeyError::Damaged } else { error });
    }
    let labels: Vec<&str> = blocks.iter().map(|(label, _)| label.as_str()).collect();
    Err(match labels.as_slice() {
        [] => KeyError::Damaged,
        labels if labels.iter().any(|l| l.ends_with("PRIVATE KEY") || l.ends_with("PARAMETERS")) => KeyError::NotRsa,
        labels if labels.iter().any(|l| l.ends_with("PUBLIC KEY")) => KeyError::PublicKey,
        labels if labels.iter().any(|l| l.contains("CERTIFICATE")) => KeyError::Certificate,
        _ => KeyError::NotAKey,
    })
}
