//! What a mail server can do wrong, at each verb: what certainly did not arrive is tried again, what may have is asked about.

use counterfoil_domain::{
    Code,
    distribution::{
        Status,
        mail::{Mail, MailState},
    },
};
use counterfoil_engine::distribution::mail::{MailAnswer, MailInput};
use serde_json::Value;

use super::{
    mail::{Post, headers},
    post_office::PostOffice,
};

/// Sends a mail to a server that does one thing wrong, and takes it back afterwards where that can be.
async fn suffered(post: &mut Post, verb: &str, what: &str, text: &str) -> Mail {
    post.office.once(verb, what, text);
    let mail = post.queue().await;
    let after = post.send(&mail).await;
    post.office.reached(verb);
    if !after.state.is_over() {
        post.desk().answer_mail(mail.id, MailAnswer::Withdraw).await.unwrap();
    }
    after
}

#[tokio::test]
async fn four_hundreds_wait_and_five_hundreds_are_final_at_each_verb() {
    use MailState::{Doubtful, Queued, Refused};
    let mut post = Post::open().await;
    for (verb, text, wanted) in [
        ("greeting", "421 4.3.2 not now", Queued),
        // Who does not speak to this desk at all refuses no mail.
        ("greeting", "554 5.3.2 not you", Queued),
        ("ehlo", "550 5.5.1 not you", Queued),
        ("mail", "451 4.3.0 later", Queued),
        ("mail", "550 5.1.8 not from you", Refused),
        ("rcpt", "450 4.2.0 greylisted", Queued),
        ("rcpt", "550 5.1.1 nobody here", Refused),
        ("data", "451 4.3.0 later", Queued),
        ("data", "554 5.5.1 no", Refused),
        ("data", "250 what", Queued),
        ("dot", "451 4.3.0 later", Queued),
        ("dot", "421 4.3.2 going down", Queued),
        ("dot", "552 5.3.4 too large", Refused),
        ("dot", "354 go on", Doubtful),
        ("dot", "what?", Doubtful),
    ] {
        let mail = suffered(&mut post, verb, "say", text).await;
        assert_eq!((mail.state, mail.tries), (wanted, 1), "{verb} says {text}: {}", mail.note);
        let words = text.split_once(' ').map_or(text, |(_, words)| words);
        assert!(text == "what?" || mail.note.contains(words), "{verb} says {text}: {}", mail.note);
        let waits = mail.next_at - mail.updated_at;
        assert!(wanted != Queued || waits == chrono::Duration::minutes(1), "{verb} says {text}: {waits}");
    }
    // Those that nobody had are failed by the first final refusal, and may be tried again.
    assert_eq!(post.statuses().await, [Status::Failed; 3]);
    let mail = post.queue().await;
    assert_eq!(post.send(&mail).await.state, MailState::Sent);
    assert_eq!(post.statuses().await, [Status::Distributed; 3]);
}

#[tokio::test]
async fn a_line_that_is_cut_is_doubtful_only_after_the_end_of_the_mail() {
    let mut post = Post::open().await;
    for verb in ["greeting", "ehlo", "mail", "rcpt", "data"] {
        let mail = suffered(&mut post, verb, "cut", "").await;
        assert_eq!(mail.state, MailState::Queued, "cut at {verb}: {}", mail.note);
    }
    assert!(post.office.mails().is_empty());
    // So short a mail is out, with its end, before the server has read its first line.
    for verb in ["text", "dot"] {
        let mail = suffered(&mut post, verb, "cut", "").await;
        assert_eq!(mail.state, MailState::Doubtful, "cut at {verb}: {}", mail.note);
    }
    assert_eq!(post.statuses().await, [Status::Created; 3]);
}

#[tokio::test]
async fn a_server_that_says_nothing_is_left_alone_at_each_verb() {
    // Time enough for a busy computer to get to the verb.
    let mut post = Post::with(PostOffice::plain(), 2).await;
    for verb in ["greeting", "ehlo", "mail", "rcpt", "data"] {
        let mail = suffered(&mut post, verb, "stall", "").await;
        assert_eq!(mail.state, MailState::Queued, "stalled at {verb}: {}", mail.note);
        assert!(mail.note.contains("did not answer within 2 seconds"), "{verb}: {}", mail.note);
    }
    let mail = suffered(&mut post, "dot", "stall", "").await;
    assert_eq!(mail.state, MailState::Doubtful, "{}", mail.note);
}

#[tokio::test]
async fn a_mail_that_was_put_off_goes_later_under_the_same_id_even_from_another_sender() {
    let mut post = Post::open().await;
    post.office.once("rcpt", "say", "451 later");
    let mail = post.queue().await;
    assert_eq!(post.send(&mail).await.state, MailState::Queued);
    assert_eq!(post.send(&mail).await.tries, 1, "it is not due yet");
    post.place.clock.advance(chrono::Duration::seconds(1));
    let moved = MailInput { from_address: Some("desk@new.example".into()), ..MailInput::default() };
    post.desk().set_mail_settings(moved).await.unwrap();
    post.place.clock.advance(chrono::Duration::minutes(1));
    let sent = post.send(&mail).await;
    assert_eq!((sent.state, sent.tries), (MailState::Sent, 2));
    let came = post.office.mail();
    assert_eq!(came["from"], "desk@new.example");
    assert_eq!(headers(&came)["Message-ID"], format!("<{}@agency.example>", mail.id));
    post.place.clock.advance(chrono::Duration::minutes(1));
    let next = post.queue().await;
    post.send(&next).await;
    assert_eq!(headers(&post.office.mail())["Message-ID"], format!("<{}@new.example>", next.id));
}

#[tokio::test]
async fn what_may_have_arrived_waits_for_a_person_and_a_second_one_shows_as_the_first() {
    let mut post = Post::open().await;
    post.office.once("dot", "cut", "");
    let mail = post.queue().await;
    assert_eq!(post.send(&mail).await.state, MailState::Doubtful);
    let first = post.office.mail();
    for _ in 0..50 {
        post.place.clock.advance(chrono::Duration::hours(1));
        assert_eq!(post.send(&mail).await.state, MailState::Doubtful);
    }
    assert!(post.office.mails().is_empty(), "it is never sent again by itself");
    assert_eq!(post.statuses().await, [Status::Created; 3]);

    let again = post.desk().answer_mail(mail.id, MailAnswer::Again).await.unwrap();
    assert_eq!((again.state, again.tries), (MailState::Queued, 0));
    assert_eq!(post.send(&mail).await.state, MailState::Sent);
    let second = post.office.mail();
    assert_eq!(first["raw_sha256"], second["raw_sha256"], "to the last byte");
    assert_eq!(post.statuses().await, [Status::Distributed; 3]);
    for answer in MailAnswer::ALL {
        let refused = post.desk().answer_mail(mail.id, answer).await.unwrap_err();
        assert_eq!(refused.code(), Code::MailState, "{refused}");
    }
}

#[tokio::test]
async fn a_person_who_saw_it_arrive_says_so_and_nothing_is_sent() {
    let mut post = Post::open().await;
    post.office.once("dot", "cut", "");
    let mail = post.queue().await;
    assert_eq!(post.send(&mail).await.state, MailState::Doubtful);
    post.office.mail();
    let sent = post.desk().answer_mail(mail.id, MailAnswer::Arrived).await.unwrap();
    assert_eq!(sent.state, MailState::Sent);
    assert_eq!(post.statuses().await, [Status::Distributed; 3]);
    post.place.clock.advance(chrono::Duration::days(2));
    post.desk().send_due_mails().await.unwrap();
    assert_eq!(post.office.mails(), Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_sender_is_not_doubted_and_one_that_is_gone_is() {
    let mut post = Post::with(PostOffice::plain(), 600).await;
    post.office.once("dot", "stall", "");
    let mail = post.queue().await;
    let sender = post.desk().clone();
    let sending = tokio::spawn(async move { sender.send_due_mails().await });
    tokio::task::block_in_place(|| post.office.reached("dot"));

    let other = post.place.same_ledger().await;
    assert!(!other.send_due_mails().await.unwrap(), "it is somebody else's turn");
    other.doubt_abandoned_mails().await.unwrap();
    assert_eq!(other.mail(mail.id).await.unwrap().state, MailState::Sending);
    let refused = other.answer_mail(mail.id, MailAnswer::Again).await.unwrap_err();
    assert_eq!(refused.code(), Code::MailState);

    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    other.doubt_abandoned_mails().await.unwrap();
    let doubtful = other.mail(mail.id).await.unwrap();
    assert_eq!(doubtful.state, MailState::Doubtful);
    assert!(doubtful.note.contains("may have arrived"), "{}", doubtful.note);
}

#[tokio::test]
async fn a_server_nobody_reaches_is_tried_once_for_all_that_wait() {
    let mut post = Post::with(PostOffice::plain(), 2).await;
    let mut mails = Vec::new();
    for _ in 0..5 {
        mails.push(post.queue().await);
    }
    post.office.once("greeting", "stall", "");
    post.desk().send_due_mails().await.unwrap();
    for mail in &mails {
        let off = post.desk().mail(mail.id).await.unwrap();
        assert_eq!((off.state, off.tries), (MailState::Queued, 1), "{}", off.note);
    }
    assert!(post.office.mails().is_empty(), "the second one would have found the server well");
    post.place.clock.advance(chrono::Duration::minutes(1));
    post.desk().send_due_mails().await.unwrap();
    assert_eq!(post.office.mails().len(), 5);
}
