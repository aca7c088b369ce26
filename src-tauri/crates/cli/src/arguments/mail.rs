//! `mail …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use counterfoil_engine::distribution::mail::{MailAnswer, Security};

use super::Page;

#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    /// List mails, newest first
    List {
        /// Only those that wait, are being sent, or ask for a person
        #[arg(long)]
        open: bool,
        /// Only of this order
        #[arg(long, value_name = "ID")]
        order: Option<String>,
        #[command(flatten)]
        page: Page,
    },
    /// Send what is due, once
    Resume,
    /// Say what became of a mail: that it arrived, that it is sent again under the same message id, or that it is taken back
    Answer {
        /// The mail's id
        id: String,
        /// arrived, again or withdraw
        #[arg(value_name = "arrived|again|withdraw", value_parser = mail_answer)]
        answer: MailAnswer,
    },
    /// Show the settings of mail, or change those that are given
    Settings(Box<MailChange>),
    /// Send a test, to prove the settings
    Test {
        /// To whom
        #[arg(long, value_name = "ADDRESS")]
        to: String,
    },
}

/// What changes in the settings of mail.
#[derive(Debug, Args)]
pub(crate) struct MailChange {
    /// The mail server
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<String>,
    /// Its port [default: 587 for starttls, 465 for tls, 25 for plain]
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// starttls, tls, or plain to a server on this computer [default: starttls]
    #[arg(long, value_name = "WORD", value_parser = security)]
    pub(crate) security: Option<Security>,
    /// The name to sign in with; an empty one removes it
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// File that holds the password, or - for standard input. It goes to the keyring
    #[arg(long, value_name = "F")]
    pub(crate) password_file: Option<PathBuf>,
    /// The address mails come from
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) from: Option<String>,
    /// The name beside it
    #[arg(long, value_name = "NAME")]
    pub(crate) from_name: Option<String>,
    /// A line below each mail; may be repeated
    #[arg(long, value_name = "LINE")]
    pub(crate) signature: Vec<String>,
    /// PEM file with further roots to trust, such as those of a company's own relay; an empty one removes it
    #[arg(long, value_name = "F")]
    pub(crate) ca_file: Option<PathBuf>,
    /// Seconds the server has, 1 to 600, up to the end of a mail and once more for its answer [default: 60]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) timeout: Option<u32>,
    /// A supplier that mails the client itself, so that a second mail is warned of; may be repeated; `none` for none
    /// [default: tiqets]
    #[arg(long, value_name = "SUPPLIER|none")]
    pub(crate) supplier_mails: Vec<String>,
}

fn mail_answer(word: &str) -> Result<MailAnswer, &'static str> {
    MailAnswer::from_word(word).ok_or("write arrived, again or withdraw")
}

fn security(word: &str) -> Result<Security, &'static str> {
    Security::from_word(word).ok_or("write starttls, tls or plain")
}
