//! The line to a mail server. What counts is whether the end of the text went out: before it a server has taken nothing,
//! after it only its answer tells.

use std::{
    error::Error as _,
    io,
    iter::{from_fn, once},
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use counterfoil_domain::distribution::mail::MailEvent;
use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::{Response, Severity},
    },
};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::time::timeout;

use super::{
    address::one_line,
    message::Written,
    settings::{MailSettings, Security},
};

/// Most letters of a server's words that are kept.
const LONGEST_WORDS: usize = 300;
/// How long a goodbye may take.
const GOODBYE: Duration = Duration::from_secs(2);

/// How a server is reached.
pub(super) struct Server {
    pub(super) settings: MailSettings,
    pub(super) password: Option<SecretString>,
    pub(super) roots: Option<Certificate>,
}

/// A server that is ready for a mail.
pub(super) struct Line {
    connection: AsyncSmtpConnection,
    patience: Duration,
}

/// What a server said to a mail, or what happened instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) event: MailEvent,
    pub(super) words: String,
}

/// Why a server is not ready for a mail; goes on from its name as a sentence. It has heard of none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unready {
    #[error("did not answer within {seconds} seconds.")]
    Silent { seconds: u32 },
    #[error("could not be spoken to safely: {reason}")]
    NotSafe { reason: String },
    #[error("does not offer STARTTLS.")]
    NoStartTls,
    #[error("offers no sign-in that this desk knows.")]
    NoSignIn,
    #[error("does not accept user and password: {words}")]
    SignInRefused { words: String },
    #[error("answered the sign-in with something else.")]
    OutOfStep,
    #[error("{words}")]
    Unreached { words: String },
}

impl Unready {
    fn of(error: &Error) -> Self {
        Self::Unreached { words: unreached(error) }
    }
}

impl Server {
    fn patience(&self) -> Duration {
        Duration::from_secs(u64::from(self.settings.timeout_seconds))
    }

    /// Connects, makes the line safe and signs in. It has heard of no mail when this fails; the error goes on from the
    /// server's name as a sentence.
    pub(super) async fn ready(&self) -> Result<Line, Unready> {
        match timeout(self.patience(), self.connected()).await {
            Ok(connected) => Ok(Line { connection: connected?, patience: self.patience() }),
            Err(_) => Err(Unready::Silent { seconds: self.settings.timeout_seconds }),
        }
    }

    async fn connected(&self) -> Result<AsyncSmtpConnection, Unready> {
        let MailSettings { host, port, security, user, .. } = &self.settings;
        let me = ClientId::default();
        let tls = || self.tls().map_err(|error| Unready::NotSafe { reason: innermost(&error) });
        let wrapper = if *security == Security::Tls { Some(tls()?) } else { None };
        let patience = Some(self.patience());
        let server = (host.as_str(), *port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, patience, &me, wrapper, None)
            .await
            .map_err(|error| Unready::of(&error))?;
        if *security == Security::StartTls {
            if !connection.can_starttls() {
                return Err(Unready::NoStartTls);
            }
            connection.starttls(tls()?, &me).await.map_err(|error| Unready::of(&error))?;
        }
        if let Some(user) = user {
            let password = self.password.as_ref().map(|password| password.expose_secret().to_owned());
            let credentials = Credentials::new(user.clone(), password.unwrap_or_default());
            let known = [Mechanism::Plain, Mechanism::Login];
            let info = connection.server_info();
            if !known.iter().any(|mechanism| info.supports_auth_mechanism(*mechanism)) {
                return Err(Unready::NoSignIn);
            }
            let answer = connection.auth(&known, &credentials).await.map_err(|error| {
                if error.is_permanent() {
                    Unready::SignInRefused { words: words_of(&error) }
                } else {
                    Unready::of(&error)
                }
            })?;
            // Answers that came out of step must not be taken for what was not asked yet.
            if !answer.has_code(235) {
                return Err(Unready::OutOfStep);
            }
        }
        Ok(connection)
    }

    fn tls(&self) -> Result<TlsParameters, Error> {
        let mut builder = TlsParameters::builder(self.settings.host.clone());
        if let Some(roots) = &self.roots {
            builder = builder.add_root_certificate(roots.clone());
        }
        builder.build()
    }
}

impl Line {
    /// Hands a message over. Dropping this in the middle closes the line.
    pub(super) async fn hand_over(&mut self, message: &Written) -> Said {
        let ended = AtomicBool::new(false);
        let patience = self.patience;
        let mut dialogue = pin!(dialogue(&mut self.connection, message, &ended));
        if let Ok(said) = timeout(patience, &mut dialogue).await {
            return said;
        }
        if !ended.load(Ordering::SeqCst) {
            return Said::put_off(format!(
                "It did not answer within {} seconds; the mail was not handed over.",
                patience.as_secs()
            ));
        }
        // Whoever stops listening here must ask a person: some more patience is cheaper.
        match timeout(patience, &mut dialogue).await {
            Ok(said) => said,
            Err(_) => Said::lost("It had the whole mail and then said nothing.".to_owned()),
        }
    }

    /// Says goodbye, for good manners.
    pub(super) async fn leave(mut self) {
        let _ = timeout(GOODBYE, self.connection.quit()).await;
    }
}

/// The dialogue of RFC 5321, step by step. `ended` is set right before the end of the text goes out.
async fn dialogue(connection: &mut AsyncSmtpConnection, message: &Written, ended: &AtomicBool) -> Said {
    let Written { envelope, bytes } = message;
    let parameters = match parameters(connection, envelope, bytes) {
        Ok(parameters) => parameters,
        Err(said) => return said,
    };
    let sender = connection.command(Mail::new(envelope.from().cloned(), parameters)).await;
    if let Some(said) = refused_before(sender, Severity::PositiveCompletion) {
        return said;
    }
    for receiver in envelope.to() {
        let answer = connection.command(Rcpt::new(receiver.clone(), Vec::new())).await;
        if let Some(said) = refused_before(answer, Severity::PositiveCompletion) {
            return said;
        }
    }
    let answer = connection.command(Data).await;
    if let Some(said) = refused_before(answer, Severity::PositiveIntermediate) {
        return said;
    }
    // The next part is asked for when the one before it is out; after the last one comes the end of the text.
    let end = from_fn(|| {
        ended.store(true, Ordering::SeqCst);
        None
    });
    let answer = connection.message_iter(once(bytes.as_slice()).chain(end)).await;
    match answer {
        Ok(taken) if taken.code().severity == Severity::PositiveCompletion => {
            Said { event: MailEvent::Accepted, words: words(&taken) }
        }
        Ok(odd) => Said::lost(format!("It answered the mail with something else: {}", words(&odd))),
        Err(error) if error.is_permanent() => Said { event: MailEvent::Refused, words: words_of(&error) },
        Err(error) if error.is_transient() => Said::put_off(words_of(&error)),
        Err(error) if ended.load(Ordering::SeqCst) => {
            Said::lost(format!("The line broke before its answer: {}", words_of(&error)))
        }
        Err(error) => Said::put_off(format!("The line broke in the middle of the mail: {}", words_of(&error))),
    }
}

fn parameters(connection: &AsyncSmtpConnection, envelope: &Envelope, bytes: &[u8]) -> Result<Vec<MailParameter>, Said> {
    let mut parameters = Vec::new();
    let knows = |extension| connection.server_info().supports_feature(extension);
    let never = |what: &str| Err(Said { event: MailEvent::Refused, words: format!("It does not know {what}.") });
    let mut addresses = envelope.to().iter().chain(envelope.from());
    if addresses.any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
        if !knows(Extension::SmtpUtfEight) {
            return never("addresses with letters beyond ASCII (SMTPUTF8)");
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !bytes.is_ascii() {
        if !knows(Extension::EightBitMime) {
            return never("texts with letters beyond ASCII (8BITMIME)");
        }
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(parameters)
}

/// What an answer means that is not the wanted one, while the server cannot have taken the mail.
fn refused_before(answer: Result<Response, Error>, wanted: Severity) -> Option<Said> {
    match answer {
        Ok(response) if response.code().severity == wanted => None,
        Ok(odd) => Some(Said::put_off(format!("It answered with something else: {}", words(&odd)))),
        Err(error) if error.is_permanent() => Some(Said { event: MailEvent::Refused, words: words_of(&error) }),
        Err(error) => Some(Said::put_off(words_of(&error))),
    }
}

impl Said {
    pub(super) fn put_off(words: String) -> Self {
        Self { event: MailEvent::PutOff, words }
    }

    fn lost(words: String) -> Self {
        Self { event: MailEvent::Lost, words }
    }
}

/// Why a server could not be spoken to, going on from its name.
fn unreached(error: &Error) -> String {
    if let Some(code) = error.status() {
        return format!("does not want to speak to this desk: {code} {}", innermost(error));
    }
    if is_untrusted(error) {
        return format!("could not prove that it is the one that was meant: {}", innermost(error));
    }
    format!("could not be reached: {}", innermost(error))
}

/// Whether a handshake failed: rustls' errors come wrapped as invalid data.
fn is_untrusted(error: &Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        source = error.source();
    }
    false
}

/// The words of an answer, with its code.
fn words(response: &Response) -> String {
    sentence(&format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
}

/// The same of an error.
fn words_of(error: &Error) -> String {
    error.status().map_or_else(|| innermost(error), |code| format!("{code} {}", innermost(error)))
}

/// The last cause, as a sentence: the others only say that there was one.
fn innermost(error: &Error) -> String {
    let mut last = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        last = error.to_string();
        source = error.source();
    }
    sentence(&last)
}

fn sentence(text: &str) -> String {
    let text: String = one_line(text).chars().take(LONGEST_WORDS).collect();
    crate::error::sentence(&text)
}

#[cfg(test)]
mod tests {
    use std::{
        net::SocketAddr,
        pin::Pin,
        task::{Context, Poll},
    };

    use lettre::transport::smtp::client::AsyncTokioStream;
    use tokio::io::{
        AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader, DuplexStream,
        ReadBuf, duplex,
    };

    use super::*;

    /// A wire so thin that a mail is on it for a while.
    #[derive(Debug)]
    struct Thin(DuplexStream);

    impl AsyncRead for Thin {
        fn poll_read(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
            into: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            Pin::new(&mut self.0).poll_read(context, into)
        }
    }

    impl AsyncWrite for Thin {
        fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
            Pin::new(&mut self.0).poll_write(context, bytes)
        }

        fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
            Pin::new(&mut self.0).poll_flush(context)
        }

        fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
            Pin::new(&mut self.0).poll_shutdown(context)
        }
    }

    impl AsyncTokioStream for Thin {
        fn peer_addr(&self) -> io::Result<SocketAddr> {
            Ok(([127, 0, 0, 1], 25).into())
        }
    }

    /// Hands a mail over to a server that reads so many bytes of it and then hangs up, or does nothing more.
    async fn handed(reads: usize, hangs_up: bool) -> Said {
        let (ours, theirs) = duplex(256);
        let server = tokio::spawn(async move {
            let mut line = BufReader::new(theirs);
            line.get_mut().write_all(b"220 thin\r\n").await.unwrap();
            for answer in ["250 thin", "250 ok", "250 ok", "354 go on"] {
                let mut command = String::new();
                line.read_line(&mut command).await.unwrap();
                line.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
            }
            let mut text = vec![0; reads];
            line.read_exact(&mut text).await.unwrap();
            (!hangs_up).then_some(line)
        });
        let connection =
            AsyncSmtpConnection::connect_with_transport(Box::new(Thin(ours)), &ClientId::default()).await.unwrap();
        let patience = Duration::from_millis(if hangs_up { 60_000 } else { 50 });
        let mut line = Line { connection, patience };
        let address = |text: &str| super::super::address::checked(text).unwrap();
        let envelope = Envelope::new(Some(address("desk@agency.example")), vec![address("zoe@example.org")]).unwrap();
        let said = line.hand_over(&Written { envelope, bytes: vec![b'x'; 4096] }).await;
        drop(server.await.unwrap());
        said
    }

    #[tokio::test]
    async fn before_the_end_of_the_text_nothing_was_taken_and_after_it_nobody_knows() {
        for (hangs_up, reads) in [(true, 0), (true, 2000), (false, 0), (false, 2000)] {
            let said = handed(reads, hangs_up).await;
            assert_eq!(said.event, MailEvent::PutOff, "{reads} bytes, hangs up: {hangs_up}: {said:?}");
        }
        let all = 4096 + "\r\n.\r\n".len();
        for (hangs_up, reads) in [(true, all), (false, all), (true, all - 1), (false, all - 1)] {
            let said = handed(reads, hangs_up).await;
            assert_eq!(said.event, MailEvent::Lost, "{reads} bytes, hangs up: {hangs_up}: {said:?}");
        }
    }
}
