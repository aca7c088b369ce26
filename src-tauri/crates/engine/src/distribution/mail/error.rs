use counterfoil_domain::{
    Code,
    distribution::{Status, mail::MailState},
};

/// Why a mail is not sent. Each reads as what happened, what it did, and the next step; none carries a password or the
/// client's address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Nobody said by which server mails go.
    #[error("No mail server is set up at this desk. Nothing was sent.")]
    NotSetUp,
    /// There is a user but no password.
    #[error("The password of the mail server is not stored. Nothing was sent; enter it.")]
    NoPassword,
    /// A setting cannot be used.
    #[error("{0} Nothing was changed.")]
    Setting(String),
    /// Not an address a mail can go to.
    #[error("The e-mail address cannot be used: {why} Nothing was sent.")]
    Address {
        /// What is wrong with it.
        why: &'static str,
    },
    /// No ticket is named.
    #[error("Name the tickets to send. They are there a moment after the order is confirmed.")]
    NoTickets,
    /// A ticket is void.
    #[error(
        "A ticket of order {code} is {} and gives no right to enter. Nothing was sent; send the tickets that took its \
         place, if there are any.", .status.word()
    )]
    Void {
        /// The order's code.
        code: String,
        /// How the ticket stands.
        status: Status,
    },
    /// The server cannot be spoken to, or cannot prove that it is itself. It heard of no mail.
    #[error("The mail server {host} {trouble} Nothing was sent.")]
    Unreachable {
        /// The server.
        host: String,
        /// What happened, a sentence that goes on from its name.
        trouble: String,
    },
    /// The server asks to come back later. It did not take the mail.
    #[error("The mail server {host} asks to come back later: {words} The mail was not taken.")]
    PutOff {
        /// The server.
        host: String,
        /// Its words.
        words: String,
    },
    /// The server refuses the mail. It did not take it.
    #[error("The mail server {host} refused the mail: {words} It was not taken.")]
    Refused {
        /// The server.
        host: String,
        /// Its words.
        words: String,
    },
    /// The answer to the mail was lost.
    #[error(
        "The mail server {host} had the whole mail and did not say whether it took it: {words} Look for it in the inbox."
    )]
    Doubtful {
        /// The server.
        host: String,
        /// What happened.
        words: String,
    },
    /// The mail is in a state in which this must not happen.
    #[error("The mail is {} and stays as it is: {why}", .state.word())]
    Stands {
        /// Its state.
        state: MailState,
        /// Why that forbids it.
        why: &'static str,
    },
    /// The key was used for another mail.
    #[error("This key was used for another mail. Nothing was written; use a new key.")]
    KeyReused,
    /// The message could not be put together.
    #[error("The mail could not be put together: {0}. Nothing was sent.")]
    Unwritable(String),
}

impl MailError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::NotSetUp | Self::NoPassword => Code::MailNotSetUp,
            Self::Setting(_) | Self::Address { .. } | Self::NoTickets | Self::KeyReused => Code::InvalidParameter,
            Self::Void { .. } => Code::TicketVoid,
            Self::Unreachable { .. } | Self::PutOff { .. } => Code::MailUnreachable,
            Self::Refused { .. } => Code::MailRefused,
            Self::Doubtful { .. } => Code::MailDoubtful,
            Self::Stands { .. } => Code::MailState,
            Self::Unwritable(_) => Code::General,
        }
    }
}
