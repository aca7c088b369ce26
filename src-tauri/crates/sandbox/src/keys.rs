//! Keys: a throw-away pair for training, and the public keys whose signatures are believed.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicKey};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};

use crate::error::SandboxError;

/// A key pair that lives as long as one sandbox.
#[derive(Debug)]
pub(crate) struct ThrowAway {
    /// PKCS#8 PEM.
    pub(crate) private_pem: String,
    /// SubjectPublicKeyInfo PEM.
    pub(crate) public_pem: String,
}

impl ThrowAway {
    /// Makes a 2048-bit pair.
    pub(crate) fn generate() -> Result<Self, SandboxError> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| SandboxError::KeyGeneration)?;
        let private = AsDer::<Pkcs8V1Der<'static>>::as_der(&pair).map_err(|_| SandboxError::KeyGeneration)?;
        let public =
            AsDer::<PublicKeyX509Der<'static>>::as_der(pair.public_key()).map_err(|_| SandboxError::KeyGeneration)?;
        Ok(Self { private_pem: pem("PRIVATE KEY", private.as_ref()), public_pem: pem("PUBLIC KEY", public.as_ref()) })
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut pem = format!("-----BEGIN {label}-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(64));
        pem.push_str(line);
        pem.push('\n');
        rest = more;
    }
    pem + &format!("-----END {label}-----\n")
}

/// A partner's registered public key.
#[derive(Clone)]
pub(crate) struct RegisteredKey(DecodingKey);

impl std::fmt::Debug for RegisteredKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RegisteredKey(RSA)")
    }
}

impl RegisteredKey {
    /// Reads an OpenSSH `ssh-rsa` line or a SubjectPublicKeyInfo PEM.
    pub(crate) fn parse(text: &str) -> Result<Self, SandboxError> {
        let text = text.trim();
        let key = if text.starts_with("-----BEGIN PUBLIC KEY-----") {
            let body: String = text.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
            let der = STANDARD.decode(body).map_err(|_| SandboxError::PublicKey)?;
            let key = PublicKey::from_der(&der).map_err(|_| SandboxError::PublicKey)?;
            DecodingKey::from_rsa_raw_components(
                key.modulus().big_endian_without_leading_zero(),
                key.exponent().big_endian_without_leading_zero(),
            )
        } else {
            let mut words = text.split_whitespace();
            if words.next() != Some("ssh-rsa") {
                return Err(SandboxError::PublicKey);
            }
            let blob = words.next().and_then(|word| STANDARD.decode(word).ok()).ok_or(SandboxError::PublicKey)?;
            let (exponent, modulus) = openssh_parts(&blob).ok_or(SandboxError::PublicKey)?;
            DecodingKey::from_rsa_raw_components(modulus, exponent)
        };
        Ok(Self(key))
    }

    /// The claims of a token that this key's owner signed with RS256; none for anything else.
    pub(crate) fn claims(&self, token: &str) -> Option<Map<String, Value>> {
        let mut rules = Validation::new(Algorithm::RS256);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        rules.validate_aud = false;
        match jsonwebtoken::decode::<Value>(token, &self.0, &rules).ok()?.claims {
            Value::Object(claims) => Some(claims),
            _ => None,
        }
    }
}

/// Exponent and modulus of the blob in an OpenSSH public key line (RFC 4253, section 6.6).
fn openssh_parts(blob: &[u8]) -> Option<(&[u8], &[u8])> {
    let (name, rest) = openssh_field(blob)?;
    let (exponent, rest) = openssh_field(rest)?;
    let (modulus, rest) = openssh_field(rest)?;
    (name == b"ssh-rsa" && rest.is_empty() && modulus.len() >= 256).then(|| (unsigned(exponent), unsigned(modulus)))
}

fn openssh_field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

fn unsigned(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}
