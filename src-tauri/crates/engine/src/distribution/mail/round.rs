//! Sending what is due. One program at a time sends: whoever has the turn knows that a mail that stands as being sent
//! belongs to a program that is gone.

use std::{sync::Arc, time::Duration};

use counterfoil_domain::{
    MailId,
    distribution::{
        Distribution,
        mail::{Mail, MailEvent, MailState},
    },
    order::{Line, Order, State},
};
use counterfoil_store::{Begun, Document as Stored, MailStep};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    error::MailError,
    letter::{Contents, letter, test_letter},
    line::{Said, Server},
    message::{Cover, Paper, Written, written},
    settings::{Kept, roots},
    words::Words,
};
use crate::{Desk, EngineError, Result, crash, desk::blocking, events::DeskEvent, secrets::SecretName, turn::Turn};

/// Mails looked at in one round.
const ROUND: u32 = 20;
/// What is written of a mail whose sender is gone.
const ABANDONED: &str = "The program ended while the mail was being handed over: it may have arrived. Look for it, then \
     say so or send it again.";

impl Desk {
    /// Sends the mails that are due, one after the other. `false` when another program is at it: then it sends them.
    pub async fn send_due_mails(&self) -> Result<bool> {
        let Some(_turn) = self.mail_turn().await? else { return Ok(false) };
        self.doubt_in_turn().await?;
        let now = self.now();
        let due = self.on_ledger(move |ledger| ledger.due_mails(now, ROUND)).await?;
        if due.is_empty() {
            return Ok(true);
        }
        // What stands in the way of one stands in the way of all: the settings, or a server that cannot be reached.
        let mut obstacle = None;
        let server = match self.mail_server().await {
            Ok(server) => Some(server),
            Err(error) => {
                obstacle = Some(error.to_string());
                None
            }
        };
        for mail in due {
            match (&server, &obstacle) {
                (Some((kept, server)), None) => obstacle = Box::pin(self.send_one(&mail, kept, server)).await?,
                (_, words) => {
                    self.settle(mail.id, MailEvent::PutOff, words.clone().unwrap_or_default()).await?;
                }
            }
        }
        Ok(true)
    }

    /// Makes the mails doubtful that a program left behind when it ended while sending. Nothing while any program sends.
    pub async fn doubt_abandoned_mails(&self) -> Result<()> {
        match self.mail_turn().await? {
            Some(_turn) => self.doubt_in_turn().await,
            None => Ok(()),
        }
    }

    /// Tends the outbox until the task is dropped, once a second.
    pub async fn tend_mails(&self) {
        let mut beat = tokio::time::interval(Duration::from_secs(1));
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            beat.tick().await;
            if let Err(error) = self.send_due_mails().await {
                tracing::warn!(%error, "mails that are due could not be sent");
            }
        }
    }

    /// Sends a test to an address, past the outbox. Returns how long it took, milliseconds.
    pub async fn test_mail(&self, to: &str) -> Result<u64> {
        let (kept, server) = self.mail_server().await?;
        let host = || kept.settings.host.clone();
        let (id, at) = (MailId(Uuid::now_v7()), self.now());
        let cover =
            Cover { settings: &kept.settings, to, name: None, id, domain: kept.domain_at(at), at, language: "en" };
        let message = written(&cover, test_letter(&kept.settings.signature), None)?;
        let watch = std::time::Instant::now();
        let ready = server.ready().await;
        let mut line =
            ready.map_err(|trouble| MailError::Unreachable { host: host(), trouble: trouble.to_string() })?;
        let Said { event, words } = line.hand_over(&message).await;
        match event {
            MailEvent::Accepted => {
                line.leave().await;
                Ok(u64::try_from(watch.elapsed().as_millis()).unwrap_or(u64::MAX))
            }
            MailEvent::Refused => Err(MailError::Refused { host: host(), words }.into()),
            MailEvent::Lost => Err(MailError::Doubtful { host: host(), words }.into()),
            MailEvent::PutOff
            | MailEvent::Begun
            | MailEvent::SeenArrived
            | MailEvent::SendAgain
            | MailEvent::Withdrawn => Err(MailError::PutOff { host: host(), words }.into()),
        }
    }

    async fn mail_turn(&self) -> Result<Option<Turn>> {
        let ledger = self.inner.ledger.path();
        blocking(move || Turn::take_for(&ledger, "mail")).await
    }

    async fn doubt_in_turn(&self) -> Result<()> {
        let now = self.now();
        for mail in self.on_ledger(move |ledger| ledger.doubt_mails(ABANDONED, now)).await? {
            tracing::warn!(mail = %mail.id, "a mail was left behind by a program that ended; a person is asked about it");
            self.tell(DeskEvent::Tickets { order: Some(mail.order) });
        }
        Ok(())
    }

    /// The server with everything that is needed to speak to it.
    async fn mail_server(&self) -> Result<(Kept, Server)> {
        let kept = self.kept_mail_settings().await?.ok_or(MailError::NotSetUp)?;
        let (settings, vault) = (kept.settings.clone(), Arc::clone(&self.inner.vault));
        let server = blocking(move || {
            let password = match &settings.user {
                Some(_) => {
                    let password = vault.get(&SecretName::MAIL_PASSWORD)?.ok_or(MailError::NoPassword)?;
                    Some(SecretString::from(String::from_utf8_lossy(password.expose()).into_owned()))
                }
                None => None,
            };
            let roots = settings.ca_file.as_deref().map(roots).transpose()?;
            Ok(Server { settings, password, roots })
        })
        .await?;
        Ok((kept, server))
    }

    /// Sends one mail, and says what stands in the way of the next ones too.
    async fn send_one(&self, mail: &Mail, kept: &Kept, server: &Server) -> Result<Option<String>> {
        let message = match Box::pin(self.message_of(mail, kept)).await {
            Ok(message) => message,
            Err(error) => {
                let never = matches!(error, EngineError::Mail(MailError::Void { .. } | MailError::Address { .. }));
                let event = if never { MailEvent::Refused } else { MailEvent::PutOff };
                self.settle(mail.id, event, error.to_string()).await?;
                return Ok(None);
            }
        };
        // The server hears who we are before the mail stands as being sent: what fails here was certainly not sent.
        let mut line = match server.ready().await {
            Ok(line) => line,
            Err(trouble) => {
                let host = server.settings.host.clone();
                let words = MailError::Unreachable { host, trouble: trouble.to_string() }.to_string();
                self.settle(mail.id, MailEvent::PutOff, words.clone()).await?;
                return Ok(Some(words));
            }
        };
        let (id, now) = (mail.id, self.now());
        match self.on_ledger(move |ledger| ledger.begin_mail(id, now)).await? {
            Begun::Go(_) => {}
            Begun::Gone => return Ok(None),
            Begun::Void(status) => {
                let code = self.order(&mail.order.to_string()).await?.code;
                self.settle(id, MailEvent::Refused, MailError::Void { code, status }.to_string()).await?;
                return Ok(None);
            }
            Begun::OrderIs(state) => {
                let (event, words) = order_stands(state);
                self.settle(id, event, words.to_owned()).await?;
                return Ok(None);
            }
        }
        self.tell(DeskEvent::Tickets { order: Some(mail.order) });
        if crash::switched_off("mail-begun-before-sent") {
            self.settle(id, MailEvent::Accepted, String::new()).await?;
        }
        crash::point("mail.begun");
        let Said { event, words } = line.hand_over(&message).await;
        crash::point("mail.handed_over");
        self.settle(id, event, words).await?;
        crash::point("mail.settled");
        if event == MailEvent::Accepted {
            line.leave().await;
        }
        Ok(None)
    }

    async fn settle(&self, id: MailId, event: MailEvent, words: String) -> Result<Mail> {
        let step = MailStep { event, words, at: self.now() };
        let mail = self.on_ledger(move |ledger| ledger.settle_mail(id, &step, Uuid::now_v7)).await?;
        match mail.state {
            MailState::Sent | MailState::Withdrawn => {
                tracing::info!(mail = %id, state = mail.state.word(), "a mail is over");
            }
            MailState::Queued | MailState::Sending | MailState::Refused | MailState::Doubtful => {
                tracing::warn!(mail = %id, state = mail.state.word(), tries = mail.tries, "a mail was not sent");
            }
        }
        self.tell(DeskEvent::Tickets { order: Some(mail.order) });
        Ok(mail)
    }

    /// The message of a mail. The order is asked about first where the supplier can be asked; the paper is made once.
    async fn message_of(&self, mail: &Mail, kept: &Kept) -> Result<Written> {
        self.hear_of(mail.order).await?;
        let order = self.order(&mail.order.to_string()).await?;
        let id = order.id;
        let groups = self.on_ledger(move |ledger| ledger.groups(id)).await?;
        let all =
            groups.into_iter().flat_map(|group| group.distributions.into_iter().map(move |one| (group.line, one)));
        let tickets: Vec<(u32, Distribution)> = all.filter(|(_, one)| mail.tickets.contains(&one.id)).collect();
        if let Some((_, void)) = tickets.iter().find(|(_, one)| one.status.is_void()) {
            return Err(MailError::Void { code: order.code, status: void.status }.into());
        }
        let pdf = self.paper_of(mail, &order, &tickets).await?;
        let party = party(&order, &tickets);
        let words = Words::of(&mail.language);
        let letter = letter(
            &Contents { order: &order, party, signature: &kept.settings.signature, training: self.is_training() },
            words,
        );
        // Only the client's own address is known to be the client's.
        let is_client = mail.to.reveal().eq_ignore_ascii_case(order.customer.email.reveal().trim());
        let cover = Cover {
            settings: &kept.settings,
            to: mail.to.reveal(),
            name: is_client.then(|| order.customer.full_name().reveal().clone()),
            id: mail.id,
            domain: kept.domain_at(mail.created_at),
            at: mail.created_at,
            language: words.tag,
        };
        Ok(written(&cover, letter, Some(Paper { name: format!("Tickets-{}.pdf", order.code), pdf }))?)
    }

    /// The paper of a mail: drawn or fetched at the first try and kept, so that a second try brings the same bytes.
    async fn paper_of(&self, mail: &Mail, order: &Order, tickets: &[(u32, Distribution)]) -> Result<Vec<u8>> {
        let (id, kind) = (order.id, format!("mail-{}", mail.id));
        let name = kind.clone();
        if let Some(kept) = self.on_ledger(move |ledger| ledger.document(id, &name)).await? {
            return Ok(kept.bytes);
        }
        let chosen: Vec<&Distribution> = tickets.iter().map(|(_, one)| one).collect();
        let paper = self.paper_of_tickets(order, &chosen).await?;
        if paper.by_supplier {
            // The supplier's own document is kept already.
            return Ok(paper.pdf);
        }
        let sha256 = crate::hex::hex(&Sha256::digest(&paper.pdf));
        let stored = Stored {
            kind,
            sha256,
            pages: u32::try_from(paper.pages).unwrap_or(u32::MAX),
            stored_at: self.now(),
            bytes: paper.pdf.clone(),
        };
        self.on_ledger(move |ledger| ledger.store_document(id, stored)).await?;
        Ok(paper.pdf)
    }
}

/// How many tickets of which kind.
fn party(order: &Order, tickets: &[(u32, Distribution)]) -> Vec<(usize, String)> {
    let count = |(nth, line): (u32, &Line)| {
        let mut mine = tickets.iter().filter(|(of, _)| *of == nth).peekable();
        // Where the supplier's own document holds a line, one ticket stands for all of it.
        let whole = mine.peek().is_some_and(|(_, one)| one.ticket.is_none());
        (if whole { line.count as usize } else { mine.count() }, line.label.clone())
    };
    (1..).zip(&order.lines).map(count).filter(|(count, _)| *count > 0).collect()
}

/// What an order that is not ready means for a mail with its tickets.
const fn order_stands(state: State) -> (MailEvent, &'static str) {
    match state {
        State::Cancelled | State::Failed | State::Expired => {
            (MailEvent::Refused, "The order is void, and its tickets with it. Nothing was sent.")
        }
        State::Draft
        | State::Creating
        | State::Held
        | State::Confirming
        | State::Fulfilling
        | State::Ready
        | State::Cancelling
        | State::Unknown => {
            (MailEvent::PutOff, "It is not certain at this moment that the order stands. Nothing was sent.")
        }
    }
}
