use aws_lc_rs::rsa::PublicKey;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use counterfoil_sandbox::{Options, Sandbox, SandboxError, ids};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::Method;
use serde_json::json;

use crate::client::{Client, Outcome, read};

#[tokio::test]
async fn bodies_that_are_not_believed() -> Outcome {
    let client = Client::small().await?;
    let stranger = Sandbox::start(Options::default()).await?;
    let wish = client.wish(ids::TOWER_DECK, 2, "S-1").await?;
    let good = client.sign(&wish)?;
    let parts: Vec<&str> = good.split('.').collect();
    let none = format!("{}.{}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#), parts[1]);
    let secret = EncodingKey::from_secret(client.sandbox.public_key_pem().as_bytes());
    let symmetric = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &wish, &secret)?;
    let foreign = EncodingKey::from_rsa_pem(stranger.private_key_pem().as_bytes())?;
    let wrong_key = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &wish, &foreign)?;
    let other = EncodingKey::from_rsa_pem(client.sandbox.private_key_pem().as_bytes())?;
    let wrong_algorithm = jsonwebtoken::encode(&Header::new(Algorithm::RS512), &wish, &other)?;
    let mut changed = wish.clone();
    changed["variants"][0]["count"] = json!(1);
    let changed = format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(changed.to_string()), parts[2]);
    for body in
        [none, symmetric, wrong_key, wrong_algorithm, changed, wish.to_string(), String::new(), "a.b.c".to_owned()]
    {
        let (status, answer) = read(client.request(Method::POST, "/orders").body(body.clone())).await?;
        assert_eq!((status.as_u16(), &answer["error_code"]), (400, &"payload_decode_error".into()), "{body}");
    }
    assert!(client.sandbox.truth().orders.is_empty());
    let (status, _) = read(client.request(Method::POST, "/orders").body(good)).await?;
    assert_eq!(status, 200);
    Ok(())
}

#[tokio::test]
async fn keys_are_registered_in_both_forms() -> Outcome {
    let client = Client::small().await?;
    let theirs = Sandbox::start(Options::default()).await?;
    let claims = client.wish(ids::WHOLE_DAY, 1, "K-1").await?;
    let key = EncodingKey::from_rsa_pem(theirs.private_key_pem().as_bytes())?;
    let body = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims, &key)?;
    let (status, _) = read(client.request(Method::POST, "/orders").body(body.clone())).await?;
    assert_eq!(status, 400);
    let url = format!("{}/keys", client.sandbox.control_url());
    let (status, _) = read(client.http.post(&url).json(&json!({"public_key": theirs.public_key_pem()}))).await?;
    assert_eq!(status, 200);
    let (status, _) = read(client.request(Method::POST, "/orders").body(body)).await?;
    assert_eq!(status, 200);
    let third = Sandbox::start(Options::default()).await?;
    client.sandbox.register_public_key(&openssh_line(third.public_key_pem())?)?;
    let key = EncodingKey::from_rsa_pem(third.private_key_pem().as_bytes())?;
    let claims = client.wish(ids::WHOLE_DAY, 1, "K-2").await?;
    let body = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims, &key)?;
    let (status, _) = read(client.request(Method::POST, "/orders").body(body)).await?;
    assert_eq!(status, 200);
    for wrong in [
        "",
        "ssh-ed25519 AAAA",
        "ssh-rsa",
        "ssh-rsa AAAA",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
    ] {
        assert!(matches!(client.sandbox.register_public_key(wrong), Err(SandboxError::PublicKey)), "{wrong}");
    }
    Ok(())
}

#[tokio::test]
async fn other_machines_are_kept_out() {
    let options = Options { listen: ([0, 0, 0, 0], 0).into(), ..Options::default() };
    assert!(matches!(Sandbox::start(options).await, Err(SandboxError::NotLoopback(_))));
}

/// A public key as `ssh-keygen` writes it (RFC 4253, section 6.6).
fn openssh_line(pem: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let key = PublicKey::from_der(&STANDARD.decode(body)?).map_err(|error| error.to_string())?;
    let number = |bytes: &[u8]| [&[0], bytes].concat();
    let exponent = key.exponent().big_endian_without_leading_zero().to_vec();
    let mut blob = Vec::new();
    for field in [b"ssh-rsa".to_vec(), exponent, number(key.modulus().big_endian_without_leading_zero())] {
        blob.extend_from_slice(&u32::try_from(field.len())?.to_be_bytes());
        blob.extend_from_slice(&field);
    }
    Ok(format!("ssh-rsa {} partner@example.com\n", STANDARD.encode(blob)))
}
