//! Tickets by mail through the command line, to a server that is a stranger; and the program dying between the mail and the
//! mark that it is sent.

use counterfoil_journeys::{Booth, PostOffice, decoded};
use serde_json::{Value, json};

/// The command line with named points at which it dies.
const CHILD: &str = env!("CARGO_BIN_EXE_desk-child");
const CLIENT: &str = "zoe@example.org";

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// A desk that mails by a server of its own, and an order whose tickets are here.
struct Post {
    booth: Booth,
    office: PostOffice,
    order: Value,
}

impl Post {
    fn open() -> Self {
        let booth = Booth::stocked();
        let order = booth.sell(&booth.slot(1_100_001).family());
        let office = PostOffice::plain();
        let port = office.port().to_string();
        let plain = ["--host", "127.0.0.1", "--port", &port, "--security", "plain", "--from", "desk@agency.example"];
        let set = booth.ok(&[&["mail", "settings"], &plain[..], &["--signature", "The Agency"]].concat());
        assert_eq!((&set["set_up"], &set["has_password"]), (&true.into(), &false.into()));
        Self { booth, office, order }
    }

    fn send<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        [&["ticket", "send", text(&self.order["code"]), "--to", CLIENT], more].concat()
    }

    /// Begins to send and dies at a named point.
    fn dies_at(&self, point: &str, surroundings: &[(&str, &str)]) {
        let surroundings = [&[("COUNTERFOIL_CRASH_AT", point)], surroundings].concat();
        let answer = self.booth.begin(CHILD, &self.send(&[]), &surroundings).answer();
        assert_eq!((answer.code, answer.out.as_str()), (None, ""), "it did not die at {point}: {answer:?}");
    }

    fn mails(&self) -> Vec<Value> {
        self.booth.ok(&["mail", "list"])["items"].as_array().cloned().expect("items")
    }

    fn the_mail(&self) -> Value {
        let mails = self.mails();
        assert_eq!(mails.len(), 1, "{mails:#?}");
        mails[0].clone()
    }
}

fn message_id(came: &Value) -> String {
    let headers = came["headers"].as_array().expect("headers").iter();
    let ids: Vec<_> = headers.filter(|header| header[0] == "Message-ID").map(|header| text(&header[1])).collect();
    assert_eq!(ids.len(), 1, "{came:#}");
    ids[0].to_owned()
}

#[test]
fn the_codes_in_the_mail_are_the_suppliers_and_one_line_is_one_line() {
    let mut post = Post::open();
    let sent = post.booth.ok(&post.send(&["--language", "el"]));
    assert_eq!((&sent["state"], &sent["to"], &sent["tries"]), (&"sent".into(), &CLIENT.into(), &1.into()));
    assert_eq!(sent["ticket_ids"].as_array().map(Vec::len), Some(3));
    let came = post.office.mail();
    assert_eq!(message_id(&came), text(&sent["message_id"]));
    assert!(text(&came["texts"]["text/plain"]).contains("Εισιτήρια: 2 × Adult"), "{came:#}");
    let codes = |came: &Value, name: &str| {
        let bytes = from_base64(text(&came["files"][0]["base64"]));
        decoded(&post.booth.place.file(name, bytes), 203)
    };
    let mut issued: Vec<_> =
        post.order["tickets"].as_array().expect("tickets").iter().map(|t| text(&t["barcode"]).to_owned()).collect();
    let pdf = post.booth.place.path("printed.pdf");
    post.booth.ok(&["ticket", "pdf", text(&post.order["code"]), "--out", pdf.to_str().expect("a path")]);
    assert_eq!(std::fs::read(&pdf).expect("the PDF"), from_base64(text(&came["files"][0]["base64"])), "the same paper");
    issued.sort();
    assert_eq!(codes(&came, "all.pdf"), issued);

    let child = post.booth.ok(&post.send(&["--line", "2"]));
    assert!(child["warnings"].as_array().is_some_and(|all| all.len() == 2), "{child:#}");
    let came = post.office.mail();
    let code = codes(&came, "child.pdf");
    assert!(code.len() == 1 && issued.contains(&code[0]), "{code:?} of {issued:?}");
    assert_eq!(post.booth.refused(&post.send(&["--line", "3"])), "ERR00014");
}

/// As much of RFC 4648 as a test needs.
fn from_base64(text: &str) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut have) = (Vec::new(), 0_u32, 0);
    for letter in text.trim_end_matches('=').chars() {
        let digit = DIGITS.find(letter).expect("a digit of base 64");
        bits = (bits << 6) | u32::try_from(digit).expect("a small number");
        have += 6;
        if have >= 8 {
            have -= 8;
            bytes.push(u8::try_from((bits >> have) & 0xff).expect("a byte"));
        }
    }
    bytes
}

#[test]
fn killed_between_the_mail_and_the_mark_a_person_is_asked_and_the_answer_does_right() {
    // Where it died, what the server has then, and what the desk says after the next start.
    for (point, has, wanted) in
        [("mail.begun", 0, "doubtful"), ("mail.handed_over", 1, "doubtful"), ("mail.settled", 1, "sent")]
    {
        for answer in ["arrived", "again"] {
            let mut post = Post::open();
            post.dies_at(point, &[]);
            let came = post.office.mails();
            assert_eq!(came.len(), has, "{point}");
            let mail = post.the_mail();
            assert_eq!(mail["state"], wanted, "{point}: {mail:#}");
            if wanted == "sent" {
                assert_eq!(post.booth.refused(&["mail", "answer", text(&mail["id"]), answer]), "MAIL_STATE");
                continue;
            }
            assert!(text(&mail["note"]).contains("may have arrived"), "{mail:#}");
            post.booth.ok(&["mail", "resume"]);
            assert!(post.office.mails().is_empty(), "{point}: it was sent again by itself");

            let answered = post.booth.ok(&["mail", "answer", text(&mail["id"]), answer]);
            let sent_now = if answer == "arrived" {
                assert_eq!(answered["state"], "sent", "{point}");
                0
            } else {
                assert_eq!(answered["state"], "queued", "{point}");
                1
            };
            post.booth.ok(&["mail", "resume"]);
            let second = post.office.mails();
            assert_eq!(second.len(), sent_now, "{point} {answer}");
            assert!(came.iter().chain(&second).all(|came| message_id(came) == text(&mail["message_id"])), "{point}");
            assert_eq!(post.the_mail()["state"], "sent", "{point} {answer}");
            assert_eq!(post.booth.ok(&["mail", "list", "--open"])["total"], 0, "{point} {answer}");
        }
    }
}

#[test]
fn killed_while_the_server_thinks_it_over_it_is_doubtful_and_not_before() {
    let mut post = Post::open();
    post.office.once("dot", "stall", "");
    let mut child = post.booth.begin(CHILD, &post.send(&[]), &[]);
    post.office.reached("dot");
    let mail = post.the_mail();
    assert_eq!(mail["state"], "sending", "its sender lives");
    assert_eq!(post.booth.refused(&["mail", "answer", text(&mail["id"]), "again"]), "MAIL_STATE");
    assert_eq!(post.booth.ok(&["mail", "resume"])["sent_here"], false, "it is the other one's turn");
    child.kill();
    assert_eq!(post.the_mail()["state"], "doubtful");
    let first = post.office.mail();
    assert_eq!(message_id(&first), text(&mail["message_id"]));
    let withdrawn = post.booth.ok(&["mail", "answer", text(&mail["id"]), "withdraw"]);
    assert_eq!(withdrawn["state"], "withdrawn");
    post.booth.ok(&["mail", "resume"]);
    assert!(post.office.mails().is_empty());
}

#[test]
fn control_with_the_mark_written_before_the_mail_it_is_lost() {
    let mut post = Post::open();
    post.dies_at("mail.begun", &[("COUNTERFOIL_SWITCH_OFF", "mail-begun-before-sent")]);
    assert!(post.office.mails().is_empty());
    assert_eq!(post.the_mail()["state"], "sent", "the harm did not appear");
    post.booth.ok(&["mail", "resume"]);
    assert_eq!(post.booth.ok(&["mail", "list", "--open"])["total"], 0, "nobody is asked");
    assert!(post.office.mails().is_empty(), "and nobody ever gets it");
}

#[test]
fn what_was_put_off_goes_by_itself_and_the_same_key_is_the_same_mail() {
    let mut post = Post::open();
    post.office.once("rcpt", "say", "450 4.2.0 greylisted");
    let off = post.booth.ok(&post.send(&["--key", "press-1"]));
    assert_eq!((&off["state"], &off["tries"]), (&"queued".into(), &1.into()));
    assert!(text(&off["note"]).contains("greylisted") && off["next_try_at"].is_string(), "{off:#}");
    let again = post.booth.ok(&post.send(&["--key", "press-1"]));
    assert_eq!((&again["id"], &again["tries"]), (&off["id"], &1.into()), "it waits its minute");
    assert!(post.office.mails().is_empty());
}

#[test]
fn settings_are_told_without_the_password_and_a_test_proves_them() {
    let mut post = Post::open();
    let tested = post.booth.ok(&["mail", "test", "--to", "chef@agency.example"]);
    assert_eq!(tested["ok"], true);
    assert_eq!(post.office.mail()["to"], json!(["chef@agency.example"]));
    post.office.once("rcpt", "say", "550 5.1.1 nobody here");
    assert_eq!(post.booth.refused(&["mail", "test", "--to", "nobody@agency.example"]), "MAIL_REFUSED");
    post.office.once("dot", "cut", "");
    assert_eq!(post.booth.refused(&["mail", "test", "--to", "chef@agency.example"]), "MAIL_DOUBTFUL");

    let password = post.booth.place.file("new-password", "secret");
    let file = password.to_str().expect("a path");
    let set = ["mail", "settings", "--user", "desk", "--password-file", file];
    assert_eq!(post.booth.refused(&set), "SECRETS_READ_ONLY");
    post.booth.place.keep_mail_password("secret");
    let set = post.booth.ok(&["mail", "settings", "--user", "desk"]);
    assert_eq!((&set["user"], &set["has_password"]), (&"desk".into(), &true.into()));
    assert!(!set.to_string().contains("secret"));
    let remote = ["mail", "settings", "--host", "mail.example.org"];
    assert_eq!(post.booth.refused(&remote), "ERR00014", "not without TLS");
}
