//! Just enough DER to tell what a key file holds, and to take the RSA key out of its PKCS#8 wrapper.

use zeroize::Zeroizing;

use super::KeyError;

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OBJECT_ID: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
/// rsaEncryption, 1.2.840.113549.1.1.1.
const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
/// PKCS#5 PBES2 and PBE schemes begin so, 1.2.840.113549.1.5; PKCS#12 ones with 1.2.840.113549.1.12.1.
const PBE: [&[u8]; 2] =
    [&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05], &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01]];

/// One element: tag, content, and what follows it. Only definite lengths up to 2^24, which no key exceeds.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7F => (usize::from(first), rest),
        0x81..=0x83 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7F))?;
            (digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

fn expect(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    element(bytes).filter(|(found, ..)| *found == tag).map(|(_, content, rest)| (content, rest))
}

/// Modulus and public exponent of a PKCS#1 private key.
pub(crate) fn modulus_and_exponent(pkcs1: &[u8]) -> Option<(&[u8], &[u8])> {
    let (body, _) = expect(SEQUENCE, pkcs1)?;
    let (_version, rest) = expect(INTEGER, body)?;
    let (modulus, rest) = expect(INTEGER, rest)?;
    let (exponent, _) = expect(INTEGER, rest)?;
    Some((modulus, exponent))
}

/// Modulus and exponent of a PKCS#1 public key.
pub(crate) fn public_modulus_and_exponent(public: &[u8]) -> Option<(&[u8], &[u8])> {
    let (body, _) = expect(SEQUENCE, public)?;
    let (modulus, rest) = expect(INTEGER, body)?;
    let (exponent, _) = expect(INTEGER, rest)?;
    Some((modulus, exponent))
}

/// The PKCS#1 key within PKCS#1 or PKCS#8 DER; else what it is instead.
pub(crate) fn pkcs1_of(der: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let (body, after) = match (expect(SEQUENCE, der), der.get(1)) {
        (Some(found), _) => found,
        // A sequence whose length promises more than there is: a key that was cut.
        (None, Some(length)) if matches!(length, 0x81..=0x83) && der.len() > 64 => return Err(KeyError::Damaged),
        (None, _) => return Err(KeyError::NotAKey),
    };
    let Some((first, content, rest)) = element(body) else { return Err(KeyError::NotAKey) };
    match (first, element(rest)) {
        // PKCS#1: version, modulus, ...
        (INTEGER, Some((INTEGER, ..))) if content.len() == 1 => {
            Ok(Zeroizing::new(der[..der.len() - after.len()].to_vec()))
        }
        // PKCS#8: version, algorithm, key.
        (INTEGER, Some((SEQUENCE, algorithm, rest))) => {
            let (id, _) = expect(OBJECT_ID, algorithm).ok_or(KeyError::NotAKey)?;
            if id != RSA {
                return Err(KeyError::NotRsa);
            }
            let (key, _) = expect(OCTET_STRING, rest).ok_or(KeyError::Damaged)?;
            Ok(Zeroizing::new(key.to_vec()))
        }
        // SEC 1: version, then the curve's number as bytes.
        (INTEGER, Some((OCTET_STRING, ..))) => Err(KeyError::NotRsa),
        (SEQUENCE, Some((OCTET_STRING, ..))) if is_encrypted(content) => Err(KeyError::Encrypted),
        // PKCS#1 or SPKI.
        (INTEGER, Some((INTEGER, ..))) | (SEQUENCE, Some((BIT_STRING, ..))) => Err(KeyError::PublicKey),
        // A certificate or a request: a signed body, an algorithm, a signature.
        (SEQUENCE, Some((SEQUENCE, ..))) => Err(KeyError::Certificate),
        _ => Err(KeyError::NotAKey),
    }
}

fn is_encrypted(algorithm: &[u8]) -> bool {
    expect(OBJECT_ID, algorithm).is_some_and(|(id, _)| PBE.iter().any(|scheme| id.starts_with(scheme)))
}
