//! The private key that signs orders: read from what people have, refused with the command that mends it.

pub(crate) mod der;
mod error;
mod pem_file;

use aws_lc_rs::signature::{KeyPair, RsaKeyPair};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::EncodingKey;
use zeroize::Zeroizing;

pub use error::KeyError;

/// Shortest RSA key that can make an RS256 signature safely, bits.
const SHORTEST: usize = 2048;
/// Longest that the signer takes, bits.
const LONGEST: usize = 8192;

/// An RSA private key, checked to be one that signs. `Debug` shows nothing of it; its bytes are wiped when it goes.
#[derive(Clone)]
pub struct PrivateKey {
    signer: EncodingKey,
    public: Vec<u8>,
}

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[private key]")
    }
}

impl PrivateKey {
    /// Reads a key file: PKCS#8 or PKCS#1, each as PEM or DER.
    ///
    /// # Errors
    /// [`KeyError`] says what the bytes are instead and which command turns them into a usable key.
    pub fn read(bytes: &[u8]) -> Result<Self, KeyError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(KeyError::Empty);
        }
        let pkcs1 = if bytes.first() == Some(&0x30) { der::pkcs1_of(bytes)? } else { pem_file::pkcs1_of(bytes)? };
        Self::from_pkcs1(&pkcs1)
    }

    fn from_pkcs1(pkcs1: &Zeroizing<Vec<u8>>) -> Result<Self, KeyError> {
        let (modulus, _) = der::modulus_and_exponent(pkcs1).ok_or(KeyError::Damaged)?;
        let bits = modulus.iter().skip_while(|byte| **byte == 0).count() * 8;
        if bits < SHORTEST {
            return Err(KeyError::TooShort { bits });
        }
        if bits > LONGEST {
            return Err(KeyError::TooLong { bits });
        }
        let pair = RsaKeyPair::from_der(pkcs1).map_err(|_| KeyError::Damaged)?;
        let public = pair.public_key().as_ref().to_vec();
        Ok(Self { signer: EncodingKey::from_rsa_der(pkcs1), public })
    }

    pub(crate) const fn signer(&self) -> &EncodingKey {
        &self.signer
    }

    /// The public half as the line suppliers ask for: `ssh-rsa AAAA…` (Tiqets Distributor API, JWT signing).
    pub fn public_key_line(&self) -> String {
        let Some((modulus, exponent)) = der::public_modulus_and_exponent(&self.public) else { return String::new() };
        // A DER integer and an SSH "mpint" hold the same bytes.
        let mut blob = Vec::with_capacity(modulus.len() + 64);
        for part in [b"ssh-rsa".as_slice(), exponent, modulus] {
            blob.extend_from_slice(&u32::try_from(part.len()).unwrap_or_default().to_be_bytes());
            blob.extend_from_slice(part);
        }
        format!("ssh-rsa {}", STANDARD.encode(blob))
    }
}
