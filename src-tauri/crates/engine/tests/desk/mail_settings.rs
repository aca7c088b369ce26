//! By which server mails go: TLS, sign-in, what is refused, and what a door is never told.

use std::path::PathBuf;

use counterfoil_domain::{Code, distribution::mail::MailState};
use counterfoil_engine::distribution::mail::{MailInput, MailWish, Security};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use serde_json::json;
use tempfile::TempDir;

use super::{
    mail::{CLIENT, Post, input},
    post_office::PostOffice,
};

const PASSWORD: &str = "paß wort ";

fn in_pem(what: &str, der: &[u8]) -> String {
    pem::encode(&pem::Pem::new(what, der))
}

/// A root of one's own, and a certificate of this computer that it vouches for.
struct Certificates {
    folder: TempDir,
}

impl Certificates {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root_key = KeyPair::generate().unwrap();
        let mut root = CertificateParams::new(Vec::new()).unwrap();
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root_pem = in_pem("CERTIFICATE", root.self_signed(&root_key).unwrap().der());
        let issuer = Issuer::new(root, root_key);
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = in_pem("CERTIFICATE", leaf.signed_by(&key, &issuer).unwrap().der());
        let key = in_pem("PRIVATE KEY", &key.serialize_der());
        for (name, text) in [("root.pem", root_pem), ("server.pem", certificate), ("server.key", key)] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn office(&self, security: &str) -> PostOffice {
        PostOffice::start(&json!({
            "security": security,
            "certificate": self.path("server.pem"),
            "key": self.path("server.key"),
            "user": "desk",
            "password": PASSWORD,
        }))
    }

    fn input(&self, office: &PostOffice, security: Security) -> MailInput {
        MailInput {
            host: Some("localhost".into()),
            security: Some(security),
            user: Some("desk".into()),
            password: Some(format!("{PASSWORD}\n").as_str().into()),
            ca_file: Some(self.path("root.pem")),
            ..input(office)
        }
    }
}

#[tokio::test]
async fn over_tls_and_signed_in_by_either_way() {
    let certificates = Certificates::make();
    for (word, security) in [("starttls", Security::StartTls), ("tls", Security::Tls)] {
        let mut post = Post::with(certificates.office(word), 30).await;
        let setup = post.desk().set_mail_settings(certificates.input(&post.office, security)).await.unwrap();
        assert!(setup.has_password);
        assert!(!format!("{setup:?}").contains("wort"), "a password is never told: {setup:?}");
        let mail = post.queue().await;
        let sent = post.send(&mail).await;
        assert_eq!((sent.state, sent.note.as_str()), (MailState::Sent, "250 2.0.0 taken."), "{word}");
        let came = post.office.mail();
        assert_eq!((&came["tls"], &came["signed_in"]), (&json!(true), &json!(true)), "{word}");
        let millis = post.desk().test_mail("chef@agency.example").await.unwrap();
        let test = post.office.mail();
        assert_eq!((&test["to"], &test["files"]), (&json!(["chef@agency.example"]), &json!([])), "{millis} ms");
    }
}

#[tokio::test]
async fn a_server_that_cannot_prove_itself_hears_nothing() {
    let certificates = Certificates::make();
    let strangers = Certificates::make();
    let office = certificates.office("starttls");
    let mut post = Post::with(office, 30).await;
    let good = certificates.input(&post.office, Security::StartTls);
    for (change, words) in [
        // Nobody vouches for it here.
        (MailInput { ca_file: Some(PathBuf::new()), ..good.clone() }, "could not prove"),
        (MailInput { ca_file: Some(strangers.path("root.pem")), ..good.clone() }, "could not prove"),
        // Vouched for under another name.
        (MailInput { host: Some("127.0.0.1".into()), ..good.clone() }, "could not prove"),
        (MailInput { password: Some("wrong".into()), ..good.clone() }, "does not accept user and password: 535"),
        (MailInput { security: Some(Security::Tls), ..good.clone() }, "could not"),
        (MailInput { port: Some(9), ..good.clone() }, "could not be reached"),
    ] {
        post.desk().set_mail_settings(change).await.unwrap();
        let mail = post.queue().await;
        let off = post.send(&mail).await;
        assert_eq!((off.state, off.tries), (MailState::Queued, 1), "{}", off.note);
        assert!(off.note.contains(words) && off.note.contains("Nothing was sent"), "{words}: {}", off.note);
        let tested = post.desk().test_mail(CLIENT).await.unwrap_err();
        assert_eq!(tested.code(), Code::MailUnreachable, "{tested}");
    }
    assert!(post.office.mails().is_empty());
    post.desk().set_mail_settings(good).await.unwrap();
    post.place.clock.advance(chrono::Duration::minutes(2));
    post.desk().send_due_mails().await.unwrap();
    assert_eq!(post.office.mails().len(), 6, "mended, all that waited go");
}

#[tokio::test]
async fn a_server_without_tls_is_not_spoken_to_where_tls_was_asked_for() {
    let mut post = Post::with(PostOffice::plain(), 30).await;
    let asks = MailInput { security: Some(Security::StartTls), ..input(&post.office) };
    post.desk().set_mail_settings(asks).await.unwrap();
    let mail = post.queue().await;
    let off = post.send(&mail).await;
    assert_eq!(off.state, MailState::Queued);
    assert!(off.note.contains("does not offer STARTTLS"), "{}", off.note);
    assert!(post.office.mails().is_empty());
}

#[tokio::test]
async fn what_cannot_be_used_changes_nothing() {
    let post = Post::open().await;
    let before = post.desk().mail_settings().await.unwrap().settings;
    let empty = tempfile::NamedTempFile::new().unwrap();
    for change in [
        MailInput { host: Some("mail.example.org".into()), ..MailInput::default() },
        MailInput { ca_file: Some("/nowhere/root.pem".into()), ..MailInput::default() },
        MailInput { ca_file: Some(empty.path().to_owned()), ..MailInput::default() },
        MailInput { password: Some("two\nlines\n".into()), ..MailInput::default() },
        MailInput { password: Some("".into()), ..MailInput::default() },
        MailInput { from_address: Some("desk@agency.example\r\nBcc: x@y.example".into()), ..MailInput::default() },
    ] {
        let refused = post.desk().set_mail_settings(change.clone()).await.unwrap_err();
        assert!(matches!(refused.code(), Code::InvalidParameter | Code::General), "{change:?}: {refused}");
        assert_eq!(post.desk().mail_settings().await.unwrap().settings, before);
    }
}

#[tokio::test]
async fn a_password_is_for_one_server_and_one_user() {
    let post = Post::open().await;
    let set = async |change: MailInput| post.desk().set_mail_settings(change).await.unwrap();
    let user = MailInput { user: Some("desk".into()), ..MailInput::default() };
    assert!(!set(user).await.has_password);
    let mail = post.queue().await;
    let off = post.send(&mail).await;
    assert!(off.state == MailState::Queued && off.note.contains("password"), "{off:?}");
    assert_eq!(post.desk().test_mail(CLIENT).await.unwrap_err().code(), Code::MailNotSetUp);

    assert!(set(MailInput { password: Some("secret".into()), ..MailInput::default() }).await.has_password);
    assert!(set(MailInput { from_name: Some("Desk".into()), ..MailInput::default() }).await.has_password);
    let elsewhere = MailInput { host: Some("localhost".into()), ..MailInput::default() };
    assert!(!set(elsewhere).await.has_password, "another server must not be given it");
}

#[tokio::test]
async fn without_settings_nothing_is_written_down() {
    let place = super::place::Place::new(counterfoil_sandbox::Options::default()).await;
    let held = place.desk.create_order(place.family().await).await.unwrap();
    let order = place.confirm(&held.code).await.unwrap();
    let tickets = place.desk.tickets_to_send(&order.code, None).await.unwrap();
    let wish = MailWish { key: None, to: CLIENT.into(), tickets, language: None };
    let refused = place.desk.send_tickets(&order.code, wish).await.unwrap_err();
    assert_eq!(refused.code(), Code::MailNotSetUp);
    assert!(place.desk.mail_settings().await.unwrap().settings.is_none());
    assert_eq!(place.desk.test_mail(CLIENT).await.unwrap_err().code(), Code::MailNotSetUp);
}
