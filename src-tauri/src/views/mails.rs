//! Tickets by mail: the outbox, and the server it goes to.

mod shown;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::admin::KeyringView;

/// How a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum MailStateView {
    /// Waits for its time.
    Queued,
    /// The server may have it.
    Sending,
    /// The server took it.
    Sent,
    /// Refused for good, or given up.
    Refused,
    /// The server may have taken it: a person is asked.
    Doubtful,
    /// Taken back before it was sent.
    Withdrawn,
}

/// Sends tickets of an order.
#[derive(Debug, Deserialize, TS)]
pub struct SendInput {
    /// The order.
    pub order: String,
    /// To whom, an address.
    pub to: String,
    /// The tickets' ids.
    pub distributions: Vec<String>,
    /// Language of its words, BCP 47.
    pub language: String,
    /// Made anew by the window for each wish: the same press twice is one mail.
    pub key: String,
}

/// A mail with tickets.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailView {
    /// Its id.
    pub id: String,
    /// The order.
    pub order: String,
    /// The order's short code.
    pub code: String,
    /// Product's title.
    pub title: String,
    /// Customer's name.
    pub customer_name: String,
    /// To whom.
    pub to: String,
    /// The tickets in it, their ids.
    pub distributions: Vec<String>,
    /// Language of its words, BCP 47.
    pub language: String,
    /// How it stands.
    pub state: MailStateView,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next, ms since 1970; `null` when it is not.
    pub next_at: Option<i64>,
    /// What the server said last.
    pub note: Option<String>,
    /// When it was written down, ms since 1970.
    pub created_at: i64,
    /// When it changed last, ms since 1970.
    pub updated_at: i64,
}

/// Lists mails.
#[derive(Debug, Deserialize, TS)]
pub struct MailQuery {
    /// Only those of this order.
    pub order: Option<String>,
    /// Only those that wait, are asked about or were refused.
    pub open_only: bool,
    /// From 1.
    pub page: u32,
    /// 1 to 100.
    pub page_size: u32,
}

/// A page of mails: those a person is asked about first, then newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailPage {
    /// The items.
    pub items: Vec<MailView>,
    /// From 1.
    pub page: u32,
    /// Page size.
    pub page_size: u32,
    /// Over all pages.
    pub total: u32,
}

/// What a person says of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum MailAnswerView {
    /// It arrived.
    Arrived,
    /// Send it again, under the same message id.
    Again,
    /// Take it back.
    Withdraw,
}

/// Says what becomes of a mail.
#[derive(Debug, Deserialize, TS)]
pub struct AnswerMailInput {
    /// The mail.
    pub id: String,
    /// What becomes of it.
    pub answer: MailAnswerView,
}

/// How the way to the server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurityView {
    /// Begins in the open and is secured before anything is said; usually port 587.
    Starttls,
    /// Secured from the first byte; usually port 465.
    Tls,
}

/// The server mails go to; its password never comes here.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailSettingsView {
    /// Name of the server; `null` while none is set.
    pub host: Option<String>,
    /// Its port.
    pub port: u32,
    /// How the way there is kept secret.
    pub security: MailSecurityView,
    /// Name to sign in with; `null` where the server asks for none.
    pub user: Option<String>,
    /// A password is stored.
    pub has_password: bool,
    /// The sender's address.
    pub from: String,
    /// The sender's name.
    pub from_name: String,
    /// How the keyring stands.
    pub keyring: KeyringView,
    /// What to do about the keyring, a sentence.
    pub keyring_message: Option<String>,
}

/// Sets the server mails go to.
#[derive(Deserialize, TS)]
pub struct MailSettingsInput {
    /// Name of the server; `null` for none any more, then its password is removed.
    pub host: Option<String>,
    /// Its port.
    pub port: u32,
    /// How the way there is kept secret.
    pub security: MailSecurityView,
    /// Name to sign in with; `null` where the server asks for none.
    pub user: Option<String>,
    /// New password; `null` keeps the stored one.
    pub password: Option<String>,
    /// The sender's address.
    pub from: String,
    /// The sender's name.
    pub from_name: String,
}

/// Sends a mail that tests the settings.
#[derive(Debug, Deserialize, TS)]
pub struct TestMailInput {
    /// To whom.
    pub to: String,
}

/// What the server said to the test.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MailTestView {
    /// It took the mail.
    pub ok: bool,
    /// A sentence.
    pub message: String,
}
