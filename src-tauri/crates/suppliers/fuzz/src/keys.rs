//! Private keys as people paste them: either one that signs, or a sentence that shows nothing of it.
//!
//! The key among the seeds is `testRSA2048` of RFC 9500, printed there for tests; it opens nothing.

use base64::{Engine, engine::general_purpose::STANDARD};
use counterfoil_suppliers::{KeyError, PrivateKey};

pub fn judge(data: &[u8]) -> bool {
    let key = match PrivateKey::read(data) {
        Ok(key) => key,
        Err(error) => {
            refused(error, data);
            return false;
        }
    };
    assert_eq!(format!("{key:?}"), "[private key]");
    let line = key.public_key_line();
    let blob = STANDARD.decode(line.strip_prefix("ssh-rsa ").expect("a line that suppliers take")).unwrap();
    let [name, exponent, modulus] = parts(&blob).expect("three parts and nothing else");
    assert_eq!(name, b"ssh-rsa");
    assert!(!exponent.is_empty() && (256..=1025).contains(&modulus.len()), "{} bytes", modulus.len());
    // The same bytes in another wrapping are the same key.
    if data.first() == Some(&0x30) {
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(data));
        assert_eq!(PrivateKey::read(pem.as_bytes()).map(|key| key.public_key_line()), Ok(line));
    }
    true
}

fn refused(error: KeyError, data: &[u8]) {
    let sentence = error.to_string();
    assert!(sentence.len() > 40 && sentence.ends_with(['.', 'E']), "{sentence}");
    assert_eq!(error == KeyError::Empty, {
        let bare = data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data);
        bare.trim_ascii().is_empty()
    });
    match error {
        KeyError::TooShort { bits } => assert!(bits < 2048),
        KeyError::TooLong { bits } => assert!(bits > 8192),
        _ => {}
    }
}

/// The parts of an SSH public key.
fn parts(blob: &[u8]) -> Option<[&[u8]; 3]> {
    let mut rest = blob;
    let mut found = [[].as_slice(); 3];
    for part in &mut found {
        let (length, after) = rest.split_first_chunk::<4>()?;
        (*part, rest) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    }
    rest.is_empty().then_some(found)
}
