//! The message as it goes over the line: headers, both alternatives, and the paper.

use std::time::SystemTime;

use counterfoil_domain::{Instant, MailId};
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use super::{
    address::{checked, one_line},
    error::MailError,
    letter::Letter,
    settings::MailSettings,
};

/// A file that goes with a mail.
pub(super) struct Paper {
    /// Its name.
    pub(super) name: String,
    /// A PDF.
    pub(super) pdf: Vec<u8>,
}

/// A message and whom it is for.
pub(super) struct Written {
    /// Whom the server is told.
    pub(super) envelope: Envelope,
    /// The whole message.
    pub(super) bytes: Vec<u8>,
}

/// The message id of a mail: the same at every try, so that a double shows as one.
pub(super) fn message_id(mail: MailId, domain: &str) -> String {
    format!("<{mail}@{domain}>")
}

/// Who a message is from and for, and what it is called by.
pub(super) struct Cover<'a> {
    pub(super) settings: &'a MailSettings,
    pub(super) to: &'a str,
    /// The receiver's name, where it is known.
    pub(super) name: Option<String>,
    pub(super) id: MailId,
    pub(super) domain: &'a str,
    pub(super) at: Instant,
    pub(super) language: &'a str,
}

/// Puts a message together. The same parts make the same bytes.
pub(super) fn written(cover: &Cover<'_>, letter: Letter, paper: Option<Paper>) -> Result<Written, MailError> {
    let Cover { settings, to, name, id, domain, at, language } = cover;
    let from = checked(&settings.from_address)?;
    let to = checked(to)?;
    let unwritable = |error: lettre::error::Error| MailError::Unwritable(error.to_string());
    let envelope = Envelope::new(Some(from.clone()), vec![to.clone()]).map_err(unwritable)?;
    let body = MultiPart::alternative()
        .boundary(format!("text-{id}"))
        .singlepart(SinglePart::plain(letter.text))
        .singlepart(SinglePart::html(letter.html));
    let body = match paper {
        Some(paper) => {
            let pdf =
                ContentType::parse("application/pdf").map_err(|error| MailError::Unwritable(error.to_string()))?;
            let attached = Attachment::new(paper.name).body(paper.pdf, pdf);
            MultiPart::mixed().boundary(format!("mail-{id}")).multipart(body).singlepart(attached)
        }
        None => body,
    };
    let message = Message::builder()
        .envelope(envelope.clone())
        .from(mailbox(Some(settings.from_name.clone()), from))
        .to(mailbox(name.clone(), to))
        .subject(letter.subject)
        .date(SystemTime::from(*at))
        .message_id(Some(message_id(*id, domain)))
        // RFC 3834: nobody's absence is answered to it.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", language))
        .multipart(body)
        .map_err(unwritable)?;
    Ok(Written { envelope, bytes: message.formatted() })
}

fn mailbox(name: Option<String>, address: Address) -> Mailbox {
    let name = name.map(|name| one_line(&name)).filter(|name| !name.is_empty());
    Mailbox::new(name, address)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
