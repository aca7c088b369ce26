//! Mails with tickets, as a server that knows nothing of ours receives them.

use std::collections::BTreeMap;

use counterfoil_domain::{
    Code,
    distribution::{
        EventKind, Status,
        mail::{Mail, MailState},
    },
    order::Order,
};
use counterfoil_engine::{
    Desk,
    distribution::mail::{MailInput, MailQuery, MailWish, QueuedMail, Security},
    events::DeskEvent,
};
use counterfoil_sandbox::{Options, ids};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{place::Place, post_office::PostOffice};

pub(crate) const CLIENT: &str = "c.dupont@example.org";

/// A desk that mails by a server on this computer, with a sold order.
pub(crate) struct Post {
    pub(crate) place: Place,
    pub(crate) office: PostOffice,
    pub(crate) order: Order,
}

impl Post {
    pub(crate) async fn open() -> Self {
        Self::with(PostOffice::plain(), 30).await
    }

    /// The same with a server that has so many seconds.
    pub(crate) async fn with(office: PostOffice, seconds: u32) -> Self {
        let place = Place::new(Options::default()).await;
        let held = place.desk.create_order(place.family().await).await.unwrap();
        let order = place.confirm(&held.code).await.unwrap();
        let input = MailInput { timeout_seconds: Some(seconds), ..input(&office) };
        place.desk.set_mail_settings(input).await.unwrap();
        Self { place, office, order }
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.place.desk
    }

    /// Writes a mail with all tickets of the order down.
    pub(crate) async fn queue(&self) -> Mail {
        self.queue_as(None).await.mail
    }

    pub(crate) async fn queue_as(&self, language: Option<&str>) -> QueuedMail {
        let tickets = self.desk().tickets_to_send(&self.order.code, None).await.unwrap();
        let wish = MailWish { key: None, to: CLIENT.into(), tickets, language: language.map(str::to_owned) };
        self.desk().send_tickets(&self.order.code, wish).await.unwrap()
    }

    /// Sends what is due, and gives the mail as it stands then.
    pub(crate) async fn send(&self, mail: &Mail) -> Mail {
        assert!(self.desk().send_due_mails().await.unwrap(), "nobody else sends here");
        self.desk().mail(mail.id).await.unwrap()
    }

    pub(crate) async fn statuses(&self) -> Vec<Status> {
        let groups = self.desk().ticket_groups(&self.order.code).await.unwrap();
        groups.into_iter().flat_map(|group| group.distributions).map(|one| one.status).collect()
    }
}

/// Settings of a server on this computer, without TLS.
pub(crate) fn input(office: &PostOffice) -> MailInput {
    MailInput {
        host: Some("127.0.0.1".into()),
        port: Some(office.port()),
        security: Some(Security::Plain),
        from_address: Some("desk@agency.example".into()),
        from_name: Some("Agence Lumière".into()),
        signature: Some(vec!["Agence Lumière".into(), "+33 1 23".into()]),
        ..MailInput::default()
    }
}

pub(crate) fn headers(mail: &Value) -> BTreeMap<String, String> {
    let headers = mail["headers"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all: Vec<(String, String)> = headers.map(|pair| (text(&pair[0]), text(&pair[1]))).collect();
    let once: BTreeMap<_, _> = all.iter().cloned().collect();
    assert_eq!(once.len(), all.len(), "a header stands twice: {all:?}");
    once
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[tokio::test]
async fn the_client_gets_both_texts_and_the_very_paper_and_the_tickets_are_distributed() {
    let mut post = Post::open().await;
    let mut news = post.desk().listen();
    let queued = post.queue_as(Some("fr-CA")).await;
    assert!(queued.warnings.iter().any(|text| text.contains("Tiqets mails the client itself")), "{queued:?}");
    assert!(news.try_recv().is_ok_and(|event| event == DeskEvent::Tickets { order: Some(post.order.id) }));
    let sent = post.send(&queued.mail).await;
    assert_eq!((sent.state, sent.tries, sent.note.as_str()), (MailState::Sent, 1, "250 2.0.0 taken."));

    let mail = post.office.mail();
    assert_eq!((&mail["from"], &mail["to"]), (&json!("desk@agency.example"), &json!([CLIENT])));
    assert_eq!(mail["defects"], json!([]));
    assert_eq!(mail["ascii"], true);
    assert!(mail["longest_line"].as_u64().unwrap() <= 998, "{}", mail["longest_line"]);
    assert_eq!(
        mail["types"],
        json!(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"])
    );
    assert_eq!(mail["header_from"], json!([["Agence Lumière", "desk@agency.example"]]));
    assert_eq!(mail["header_to"], json!([["Camille Dupont", CLIENT]]));
    let headers = headers(&mail);
    assert_eq!(headers["Message-ID"], format!("<{}@agency.example>", sent.id));
    assert_eq!(post.desk().message_id(&sent).await.unwrap().as_ref(), Some(&headers["Message-ID"]));
    assert_eq!((headers["Auto-Submitted"].as_str(), headers["Content-Language"].as_str()), ("auto-generated", "fr"));
    let date = chrono::DateTime::parse_from_rfc2822(&headers["Date"]).unwrap();
    assert_eq!(date.timestamp(), sent.created_at.timestamp());
    assert!(headers["Subject"].starts_with("Vos billets : "), "{}", headers["Subject"]);

    let (text, html) = (mail["texts"]["text/plain"].as_str().unwrap(), mail["texts"]["text/html"].as_str().unwrap());
    for part in ["Bonjour Camille Dupont,", "2 × Adult", "1 × Child", &post.order.code, "+33 1 23"] {
        assert!(text.contains(part) && html.contains(part), "{part} is not in\n{text}\n{html}");
    }
    let paper = post.desk().ticket_paper(&post.order.code).await.unwrap();
    assert_eq!(mail["files"].as_array().unwrap().len(), 1);
    assert_eq!(mail["files"][0]["sha256"], sha256(&paper.pdf));
    assert_eq!(mail["files"][0]["name"], format!("Tickets-{}.pdf", post.order.code));

    assert_eq!(post.statuses().await, [Status::Distributed; 3]);
    let told: Vec<_> = post.desk().events_of(&post.order.code).await.unwrap().into_iter().map(|e| e.kind).collect();
    let count = |kind| told.iter().filter(|other| **other == kind).count();
    assert_eq!(count(EventKind::TicketDistributionDistributed), 3);
    assert_eq!(count(EventKind::AllTicketDistributionGroupsForOrderVersionDistributed), 1);
    assert!(std::iter::from_fn(|| news.try_recv().ok()).count() >= 2, "being sent, and sent");
}

#[tokio::test]
async fn each_language_has_its_own_words_and_arabic_its_own_direction() {
    let mut post = Post::open().await;
    for language in ["en", "de", "fr", "es", "it", "ar", "el", "ru", "zh", "ja"] {
        let queued = post.queue_as(Some(language)).await;
        assert!(queued.warnings.iter().all(|text| !text.contains("no words")), "{queued:?}");
        assert_eq!(post.send(&queued.mail).await.state, MailState::Sent);
        let mail = post.office.mail();
        assert_eq!(mail["defects"], json!([]), "{language}");
        let html = mail["texts"]["text/html"].as_str().unwrap();
        let way = if language == "ar" { "rtl" } else { "ltr" };
        assert!(html.contains(&format!("<html lang=\"{language}\" dir=\"{way}\">")), "{html}");
        assert_eq!(headers(&mail)["Content-Language"], language);
    }
    let unknown = post.queue_as(Some("nl")).await;
    assert!(unknown.warnings.iter().any(|text| text.contains("the mail is in English")), "{unknown:?}");
    assert!(unknown.warnings.iter().any(|text| text.contains("was sent already")), "{unknown:?}");
}

#[tokio::test]
async fn some_of_the_tickets_go_with_paper_of_their_own() {
    let mut post = Post::open().await;
    let all = post.desk().tickets_to_send(&post.order.code, None).await.unwrap();
    let children = post.desk().tickets_to_send(&post.order.code, Some(2)).await.unwrap();
    assert_eq!((all.len(), children.len()), (3, 1));
    let wish = |tickets: &[_]| MailWish { key: None, to: CLIENT.into(), tickets: tickets.to_vec(), language: None };
    let queued = post.desk().send_tickets(&post.order.code, wish(&children)).await.unwrap();
    assert_eq!(post.send(&queued.mail).await.state, MailState::Sent);
    let mail = post.office.mail();
    let text = mail["texts"]["text/plain"].as_str().unwrap();
    assert!(text.contains("1 × Child") && !text.contains("Adult"), "{text}");
    let whole = post.desk().ticket_paper(&post.order.code).await.unwrap();
    assert_ne!(mail["files"][0]["sha256"], sha256(&whole.pdf));
    assert_eq!(post.statuses().await, [Status::Created, Status::Created, Status::Distributed]);

    // In any order and named twice they are the tickets they are.
    let mut adults: Vec<_> = all.iter().filter(|id| !children.contains(id)).copied().collect();
    adults.reverse();
    adults.push(adults[0]);
    let queued = post.desk().send_tickets(&post.order.code, wish(&adults)).await.unwrap();
    assert_eq!(queued.mail.tickets.len(), 2);
    post.send(&queued.mail).await;
    assert!(post.office.mail()["texts"]["text/plain"].as_str().unwrap().contains("2 × Adult"));
    assert_eq!(post.statuses().await, [Status::Distributed; 3]);
}

#[tokio::test]
async fn the_suppliers_own_document_goes_as_it_is() {
    let mut post = Post::open().await;
    let held = post.place.desk.create_order(post.place.one_of(ids::PDF_ONLY).await).await.unwrap();
    let order = post.place.confirm(&held.code).await.unwrap();
    let tickets = post.desk().tickets_to_send(&order.code, None).await.unwrap();
    let wish = MailWish { key: None, to: "office@agency.example".into(), tickets, language: None };
    let queued = post.desk().send_tickets(&order.code, wish).await.unwrap();
    assert_eq!(post.send(&queued.mail).await.state, MailState::Sent);
    let mail = post.office.mail();
    let paper = post.desk().ticket_paper(&order.code).await.unwrap();
    assert!(paper.by_supplier);
    assert_eq!(mail["files"][0]["sha256"], sha256(&paper.pdf));
    assert_eq!(
        mail["header_to"],
        json!([["", "office@agency.example"]]),
        "only the client is called by the client's name"
    );
}

#[tokio::test]
async fn the_same_key_is_the_same_mail_and_void_tickets_are_not_written_down() {
    let mut post = Post::open().await;
    let tickets = post.desk().tickets_to_send(&post.order.code, None).await.unwrap();
    let wish =
        |to: &str| MailWish { key: Some("press-1".into()), to: to.into(), tickets: tickets.clone(), language: None };
    let first = post.desk().send_tickets(&post.order.code, wish(CLIENT)).await.unwrap();
    let again = post.desk().send_tickets(&post.order.code, wish(CLIENT)).await.unwrap();
    assert_eq!(first.mail.id, again.mail.id);
    let other = post.desk().send_tickets(&post.order.code, wish("eve@example.org")).await.unwrap_err();
    assert_eq!(other.code(), Code::InvalidParameter);
    post.send(&first.mail).await;
    assert_eq!(post.office.mails().len(), 1);

    post.desk().cancel_order(&post.order.code, "OTHER").await.unwrap();
    // They are named all the same, so that the refusal says why.
    assert_eq!(post.desk().tickets_to_send(&post.order.code, None).await.unwrap(), tickets);
    let wish = MailWish { key: None, ..wish(CLIENT) };
    let refused = post.desk().send_tickets(&post.order.code, wish).await.unwrap_err();
    assert_eq!(refused.code(), Code::TicketVoid);
    assert!(refused.to_string().contains("Nothing was sent"), "{refused}");
}

#[tokio::test]
async fn tickets_that_were_cancelled_meanwhile_are_not_sent() {
    let mut post = Post::open().await;
    let mail = post.queue().await;
    post.desk().cancel_order(&post.order.code, "OTHER").await.unwrap();
    let refused = post.send(&mail).await;
    assert_eq!(refused.state, MailState::Refused);
    assert!(refused.note.contains("gives no right to enter"), "{}", refused.note);
    assert_eq!(post.office.mails(), Vec::<Value>::new());
    let (open, _) = post
        .desk()
        .mails(
            MailQuery { order: Some(post.order.code.clone()), open: true },
            counterfoil_engine::catalog::Paging { page: 1, size: 9 },
        )
        .await
        .unwrap();
    assert_eq!(open.len(), 1, "a person is told of it");
}

#[tokio::test]
async fn no_name_and_no_title_can_add_a_line_a_receiver_or_markup() {
    let mut post = Post::open().await;
    let mut draft = post.place.family().await;
    draft.customer.first_name = "Zoë\r\nBcc: eve@evil.example\r\n".into();
    draft.customer.last_name = "<script>alert(1)</script>\u{202e} \"O'Brien\" <eve@evil.example>".into();
    let held = post.place.desk.create_order(draft).await.unwrap();
    let order = post.place.confirm(&held.code).await.unwrap();
    let tickets = post.desk().tickets_to_send(&order.code, None).await.unwrap();
    for to in ["zoe@example.org\r\nBcc: eve@evil.example", "zoe@example.org, eve@evil.example", "<zoe@example.org>"] {
        let wish = MailWish { key: None, to: to.into(), tickets: tickets.clone(), language: None };
        let refused = post.desk().send_tickets(&order.code, wish).await.unwrap_err();
        assert_eq!(refused.code(), Code::InvalidParameter);
        assert!(!refused.to_string().contains("evil"), "an address is personal: {refused}");
    }
    let wish = MailWish { key: None, to: CLIENT.into(), tickets, language: None };
    let queued = post.desk().send_tickets(&order.code, wish).await.unwrap();
    assert_eq!(post.send(&queued.mail).await.state, MailState::Sent);
    let mail = post.office.mail();
    assert_eq!((&mail["to"], &mail["defects"]), (&json!([CLIENT]), &json!([])));
    assert!(!headers(&mail).contains_key("Bcc"), "{:?}", mail["headers"]);
    assert_eq!(mail["header_to"].as_array().unwrap().len(), 1, "{:?}", mail["header_to"]);
    assert_eq!(mail["header_to"][0][1], CLIENT);
    let html = mail["texts"]["text/html"].as_str().unwrap();
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
}
