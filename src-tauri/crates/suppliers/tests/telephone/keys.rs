//! Key files as people have them: what is read, and what each refusal says.

use std::{path::Path, process::Command};

use base64::{Engine, engine::general_purpose::STANDARD};
use counterfoil_domain::supplier::Supplier;
use counterfoil_suppliers::{KeyError, PrivateKey};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};

use crate::{
    desk::{self, key_der},
    line::{Line, ok},
};

fn run(program: &str, args: &[&str], at: &Path) -> Vec<u8> {
    let output = Command::new(program)
        .args(args)
        .current_dir(at)
        .output()
        .unwrap_or_else(|_| panic!("{program} is missing: apt-get install -y openssl openssh-client"));
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn four_forms_are_read_and_are_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("k.der"), key_der()).unwrap();
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("PKCS#8 DER", key_der().to_vec()),
        ("PKCS#8 PEM", run("openssl", &["pkey", "-inform", "DER", "-in", "k.der"], at)),
        ("PKCS#1 PEM", run("openssl", &["rsa", "-inform", "DER", "-in", "k.der", "-traditional"], at)),
        (
            "PKCS#1 DER",
            run("openssl", &["rsa", "-inform", "DER", "-in", "k.der", "-traditional", "-outform", "DER"], at),
        ),
    ];
    let lines: Vec<String> = forms
        .iter()
        .map(|(name, bytes)| PrivateKey::read(bytes).unwrap_or_else(|e| panic!("{name}: {e}")).public_key_line())
        .collect();
    assert!(lines[0].starts_with("ssh-rsa AAAAB3NzaC1yc2E") && lines.iter().all(|line| *line == lines[0]));
    // As people paste it: a byte order mark, Windows line ends, words around it.
    let pasted =
        format!("\u{feff}Bag Attributes\r\n{}\r\n", String::from_utf8_lossy(&forms[2].1).replace('\n', "\r\n"));
    assert_eq!(PrivateKey::read(pasted.as_bytes()).unwrap().public_key_line(), lines[0]);
    // ssh-keygen reads the same public key out of it.
    let pem = at.join("k.pem");
    std::fs::write(&pem, &forms[2].1).unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&pem, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let told = String::from_utf8(run("ssh-keygen", &["-y", "-f", "k.pem"], at)).unwrap();
    assert_eq!(told.trim(), lines[0]);
}

#[test]
fn everything_else_is_refused_with_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let read = |name: &str| std::fs::read(at.join(name)).unwrap();
    std::fs::write(at.join("k.der"), key_der()).unwrap();
    let pem = run("openssl", &["pkey", "-inform", "DER", "-in", "k.der", "-out", "k.pem"], at);
    assert!(pem.is_empty());
    run("ssh-keygen", &["-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", "ssh"], at);
    run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", "ed"], at);
    let mut pass = vec!["-passout", "pass:secret"];
    let encrypted = |args: &[&str], pass: &[&str]| run("openssl", &[args, pass].concat(), at);
    let legacy = encrypted(&["rsa", "-in", "k.pem", "-traditional", "-aes128"], &pass);
    let pkcs8 = encrypted(&["pkcs8", "-topk8", "-in", "k.pem"], &pass);
    pass.extend(["-outform", "DER"]);
    let pkcs8_der = encrypted(&["pkcs8", "-topk8", "-in", "k.pem"], &pass);
    let ec = run("openssl", &["ecparam", "-name", "prime256v1", "-genkey"], at);
    std::fs::write(at.join("ec.pem"), &ec).unwrap();
    let x509 = ["req", "-x509", "-key", "k.pem", "-subj", "/CN=x", "-days", "1"];
    let mut torn = read("k.pem");
    torn.truncate(torn.len() / 2);
    let mut flipped = key_der().to_vec();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xFF;
    for (name, bytes, refusal) in [
        ("nothing", Vec::new(), KeyError::Empty),
        ("blanks", b" \n\t ".to_vec(), KeyError::Empty),
        ("words", b"hello".to_vec(), KeyError::NotAKey),
        ("bytes", vec![0xFF; 300], KeyError::NotAKey),
        ("an API key", desk::API_KEY.as_bytes().to_vec(), KeyError::NotAKey),
        ("a short sequence", vec![0x30, 0x03, 0x02, 0x01, 0x00], KeyError::NotAKey),
        ("OpenSSH", read("ssh"), KeyError::OpenSsh),
        ("OpenSSH, Ed25519", read("ed"), KeyError::OpenSsh),
        ("OpenSSH public", read("ssh.pub"), KeyError::PublicKey),
        ("passphrase, old", legacy, KeyError::Encrypted),
        ("passphrase, PKCS#8", pkcs8, KeyError::Encrypted),
        ("passphrase, PKCS#8 DER", pkcs8_der, KeyError::Encrypted),
        ("public PEM", run("openssl", &["pkey", "-in", "k.pem", "-pubout"], at), KeyError::PublicKey),
        (
            "public DER",
            run("openssl", &["pkey", "-in", "k.pem", "-pubout", "-outform", "DER"], at),
            KeyError::PublicKey,
        ),
        ("public PKCS#1", run("openssl", &["rsa", "-in", "k.pem", "-RSAPublicKey_out"], at), KeyError::PublicKey),
        (
            "public PKCS#1 DER",
            run("openssl", &["rsa", "-in", "k.pem", "-RSAPublicKey_out", "-outform", "DER"], at),
            KeyError::PublicKey,
        ),
        ("certificate", run("openssl", &x509, at), KeyError::Certificate),
        ("certificate DER", run("openssl", &[&x509[..], &["-outform", "DER"]].concat(), at), KeyError::Certificate),
        ("EC, SEC 1", ec, KeyError::NotRsa),
        ("EC, SEC 1 DER", run("openssl", &["ec", "-in", "ec.pem", "-outform", "DER"], at), KeyError::NotRsa),
        ("EC, PKCS#8", run("openssl", &["pkcs8", "-topk8", "-nocrypt", "-in", "ec.pem"], at), KeyError::NotRsa),
        ("Ed25519, PKCS#8", run("openssl", &["genpkey", "-algorithm", "ed25519"], at), KeyError::NotRsa),
        ("1024 bits", run("openssl", &["genrsa", "1024"], at), KeyError::TooShort { bits: 1024 }),
        ("half a PEM", torn, KeyError::Damaged),
        ("half a DER", key_der()[..600].to_vec(), KeyError::Damaged),
        ("a flipped byte", flipped, KeyError::Damaged),
    ] {
        let said = PrivateKey::read(&bytes).map(drop).unwrap_err();
        assert_eq!(said, refusal, "{name}");
        let sentence = said.to_string();
        assert!(sentence.ends_with(['.', 'E']) && sentence.len() > 40, "{name}: {sentence}");
    }
    assert!(KeyError::OpenSsh.to_string().contains("ssh-keygen -p -N \"\" -m PEM -f FILE"));
    // The command in the sentence does what it says.
    run("ssh-keygen", &["-q", "-p", "-N", "", "-m", "PEM", "-f", "ssh"], at);
    PrivateKey::read(&read("ssh")).unwrap();
    std::fs::write(
        at.join("locked.pem"),
        run("openssl", &["rsa", "-in", "k.pem", "-aes128", "-passout", "pass:x"], at),
    )
    .unwrap();
    run("openssl", &["rsa", "-in", "locked.pem", "-passin", "pass:x", "-out", "open.pem"], at);
    PrivateKey::read(&read("open.pem")).unwrap();
}

#[test]
fn mutated_keys_never_break_the_reader() {
    let mut seed = 7_u64;
    let mut random = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 1).unwrap()
    };
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(key_der()));
    for case in 0..400 {
        let mut bytes = if case % 2 == 0 { key_der().to_vec() } else { pem.clone().into_bytes() };
        for _ in 0..=random() % 3 {
            let place = random() % bytes.len().min(60);
            bytes[place] = u8::try_from(random() % 256).unwrap();
        }
        bytes.truncate(1 + random() % bytes.len());
        // Whatever it says, it says something.
        PrivateKey::read(&bytes).map(drop).ok();
    }
}

#[tokio::test]
async fn the_signature_is_believed_by_who_knows_the_public_key() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("k.der"), key_der()).unwrap();
    let public = run("openssl", &["pkey", "-inform", "DER", "-in", "k.der", "-pubout"], folder.path());
    let line = Line::always(ok(r#"{"success":true,"order_reference_id":"7"}"#)).await;
    desk::tiqets(desk::settings(&line.base_url)).create(&desk::order("r")).await.unwrap();
    let request = line.requests().remove(0);
    let jwt = request.split_once("\r\n\r\n").unwrap().1;
    let mut rules = Validation::new(Algorithm::RS256);
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    let key = DecodingKey::from_rsa_pem(&public).unwrap();
    let read = jsonwebtoken::decode::<serde_json::Value>(jwt, &key, &rules).unwrap();
    assert_eq!(read.claims["external_reference"], "r");
    let known =
        ["product_id", "day", "timeslot", "variants", "customer_details", "visitors_details", "external_reference"];
    assert!(read.claims.as_object().unwrap().keys().all(|name| known.contains(&name.as_str())), "no claims of our own");
}
