//! Mails with tickets: written into an outbox, handed to a server once, and asked about when it is not known whether the
//! server took them.
//!
//! `outbox` writes mails down and tells of them; `round` sends what is due; `line` speaks to the server and is the only place
//! that knows whether the end of a text went out; `letter` and `words` say what a mail says; `message` puts it together;
//! `settings` know the server. The only room that names `lettre`.
//!
//! A mail is written as being sent before the server hears of it, and as sent after the server's answer: what dies between
//! is doubtful, and is sent again only when a person says so, under the message id it had.

mod address;
mod error;
mod letter;
mod line;
mod message;
mod outbox;
mod round;
mod settings;
mod words;

pub use error::MailError;
pub use outbox::{MailAnswer, MailQuery, MailWish, QueuedMail};
pub use settings::{MailInput, MailSettings, MailSetup, Security};
pub(in crate::distribution) use settings::{forget, is_on_this_computer, one_line};

/// The languages that mails can be written in, BCP 47.
pub fn languages() -> [&'static str; 10] {
    words::Words::languages()
}
