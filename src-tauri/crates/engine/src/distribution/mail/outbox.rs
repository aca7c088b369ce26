//! The outbox: writing mails down, listing them, and what a person answers about them.

use std::{collections::HashSet, time::Duration};

use counterfoil_domain::{
    DistributionId, MailId, Personal,
    distribution::{
        mail::{Mail, MailEvent, MailState},
        newest,
    },
    order::Order,
};
use counterfoil_store::{MailFilter, MailStep, StoreError};
use uuid::Uuid;

use super::{address::checked, error::MailError, message::message_id, settings::MailSettings, words::Words};
use crate::{Desk, EngineError, Result, catalog::Paging, events::DeskEvent};

/// Longest key, in bytes.
const LONGEST_KEY: usize = 100;
/// Most earlier mails of an order that are looked at for a double.
const EARLIER: u32 = 100;
/// How long a mail that another program sends is waited for between two looks.
const GLANCE: Duration = Duration::from_millis(200);

/// Tickets that shall be mailed.
#[derive(Debug, Clone)]
pub struct MailWish {
    /// Made anew for each mail: the same key twice is the same mail. Made by the desk when absent.
    pub key: Option<String>,
    /// To whom: one address.
    pub to: String,
    /// Which tickets, by their ids.
    pub tickets: Vec<DistributionId>,
    /// Language of the words, BCP 47; the order's when absent.
    pub language: Option<String>,
}

/// A mail that was written down.
#[derive(Debug, Clone)]
pub struct QueuedMail {
    /// The mail.
    pub mail: Mail,
    /// What the agent should know, in sentences.
    pub warnings: Vec<String>,
}

/// Which mails are listed.
#[derive(Debug, Clone, Default)]
pub struct MailQuery {
    /// Of this order, by anything that names one.
    pub order: Option<String>,
    /// Only those that wait, are being sent, or ask for a person.
    pub open: bool,
}

/// What a person says about a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailAnswer {
    /// It arrived.
    Arrived,
    /// It shall be sent again, under the same message id.
    Again,
    /// It shall not be sent.
    Withdraw,
}

impl MailAnswer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Arrived, Self::Again, Self::Withdraw];

    /// The word of the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Again => "again",
            Self::Withdraw => "withdraw",
        }
    }

    /// The answer of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.word() == word)
    }

    const fn event(self) -> (MailEvent, &'static str) {
        match self {
            Self::Arrived => (MailEvent::SeenArrived, "Somebody saw that it arrived."),
            Self::Again => (MailEvent::SendAgain, "Somebody wants it sent again."),
            Self::Withdraw => (MailEvent::Withdrawn, "Somebody took it back."),
        }
    }
}

impl Desk {
    /// The tickets of an order that can be sent: of its newest version, those that are not void; of one line, from 1, where
    /// one is named.
    pub async fn tickets_to_send(&self, any: &str, line: Option<u32>) -> Result<Vec<DistributionId>> {
        let order = self.order(any).await?.id;
        self.learn_of(order).await?;
        let groups = self.on_ledger(move |ledger| ledger.groups(order)).await?;
        let wanted = newest(&groups).filter(|group| line.is_none_or(|line| group.line == line));
        let (void, good): (Vec<_>, Vec<_>) =
            wanted.flat_map(|group| &group.distributions).partition(|one| one.status.is_void());
        // Where all are void they are named, so that whoever sends them is told why not.
        let named = if good.is_empty() { void } else { good };
        Ok(named.into_iter().map(|one| one.id).collect())
    }

    /// Writes a mail with tickets into the outbox; it is sent by [`Desk::tend_mails`] or [`Desk::send_due_mails`].
    pub async fn send_tickets(&self, any: &str, wish: MailWish) -> Result<QueuedMail> {
        let order = self.order(any).await?;
        let settings = self.kept_mail_settings().await?.ok_or(MailError::NotSetUp)?.settings;
        let to = checked(&wish.to)?.to_string();
        let mut seen = HashSet::new();
        let tickets: Vec<_> = wish.tickets.into_iter().filter(|ticket| seen.insert(*ticket)).collect();
        if tickets.is_empty() {
            return Err(MailError::NoTickets.into());
        }
        let key = wish.key.unwrap_or_else(|| Uuid::now_v7().to_string());
        if key.is_empty() || key.len() > LONGEST_KEY {
            return Err(EngineError::Invalid("A mail needs a key of 1 to 100 characters.".to_owned()));
        }
        let language = wish.language.unwrap_or_else(|| order.language.clone());
        let now = self.now();
        let mail = Mail {
            id: MailId(Uuid::now_v7()),
            order: order.id,
            tickets,
            to: Personal::new(to),
            language,
            state: MailState::Queued,
            tries: 0,
            next_at: now,
            note: String::new(),
            created_at: now,
            updated_at: now,
        };
        let wanted = mail.clone();
        let queued = self.on_ledger(move |ledger| ledger.queue_mail(&wanted, &key)).await;
        let queued = queued.map_err(|error| refusal(error, &order))?;
        let warnings = self.warnings(&order, &queued, &settings).await?;
        self.tell(DeskEvent::Tickets { order: Some(order.id) });
        Ok(QueuedMail { mail: queued, warnings })
    }

    async fn warnings(&self, order: &Order, mail: &Mail, settings: &MailSettings) -> Result<Vec<String>> {
        let mut warnings = Vec::new();
        if settings.mailing_suppliers.contains(&order.supplier) {
            let name = order.supplier.name();
            warnings.push(format!("{name} mails the client itself: this is a second mail with the same tickets."));
        }
        let filter = MailFilter { order: Some(mail.order), open: false, page: 1, size: EARLIER };
        let (earlier, _) = self.on_ledger(move |ledger| ledger.list_mails(&filter)).await?;
        let same = |other: &&Mail| {
            other.id != mail.id
                && other.to == mail.to
                && other.tickets.iter().any(|ticket| mail.tickets.contains(ticket))
                && !matches!(other.state, MailState::Withdrawn | MailState::Refused)
        };
        if let Some(other) = earlier.iter().find(same) {
            let what = match other.state {
                MailState::Sent => "was sent",
                MailState::Doubtful => "may have arrived",
                MailState::Queued | MailState::Sending | MailState::Refused | MailState::Withdrawn => "is waiting",
            };
            warnings.push(format!("A mail with these tickets to the same address {what} already."));
        }
        if Words::known(&mail.language).is_none() {
            let known = Words::languages().join(", ");
            warnings.push(format!("There are no words for this language: the mail is in English. Known are {known}."));
        }
        Ok(warnings)
    }

    /// A mail.
    pub async fn mail(&self, id: MailId) -> Result<Mail> {
        let mail = self.on_ledger(move |ledger| ledger.mail(id)).await?;
        mail.ok_or_else(|| EngineError::not_found("mail", id))
    }

    /// A page of mails, newest first, and how many there are.
    pub async fn mails(&self, query: MailQuery, paging: Paging) -> Result<(Vec<Mail>, u64)> {
        let order = match query.order {
            Some(any) => Some(self.order(&any).await?.id),
            None => None,
        };
        let filter = MailFilter { order, open: query.open, page: paging.page, size: paging.size };
        self.on_ledger(move |ledger| ledger.list_mails(&filter)).await
    }

    /// Under which message id a mail goes, at every try; `None` before mail is set up.
    pub async fn message_id(&self, mail: &Mail) -> Result<Option<String>> {
        let kept = self.kept_mail_settings().await?;
        Ok(kept.map(|kept| message_id(mail.id, kept.domain_at(mail.created_at))))
    }

    /// What a person says about a mail: whether a doubtful one arrived, whether it or a refused one is sent again, or that it
    /// is not sent.
    pub async fn answer_mail(&self, id: MailId, answer: MailAnswer) -> Result<Mail> {
        let mail = self.mail(id).await?;
        let (event, words) = answer.event();
        let step = MailStep { event, words: words.to_owned(), at: self.now() };
        let answered = self.on_ledger(move |ledger| ledger.settle_mail(id, &step, Uuid::now_v7)).await;
        let answered = answered.map_err(|error| match error {
            EngineError::Store(StoreError::MailStands { state }) => MailError::Stands { state, why: why(state) }.into(),
            other => other,
        })?;
        self.tell(DeskEvent::Tickets { order: Some(mail.order) });
        Ok(answered)
    }

    /// Sends what is due until a mail is sent, refused or doubtful, or waits for longer than the time that is left.
    pub async fn wait_for_mail(&self, id: MailId, at_most: Duration) -> Result<Mail> {
        let until = self.now() + chrono::Duration::from_std(at_most).unwrap_or_default();
        loop {
            let mine = self.send_due_mails().await?;
            let mail = self.mail(id).await?;
            let now = self.now();
            let waits = match mail.state {
                MailState::Queued => mail.next_at <= until,
                MailState::Sending => true,
                MailState::Sent | MailState::Refused | MailState::Doubtful | MailState::Withdrawn => false,
            };
            if !waits || now >= until {
                return Ok(mail);
            }
            let pause = (mail.next_at - now).to_std().unwrap_or_default();
            tokio::time::sleep(if mine { pause.max(GLANCE) } else { GLANCE }).await;
        }
    }
}

fn refusal(error: EngineError, order: &Order) -> EngineError {
    match error {
        EngineError::Store(StoreError::TicketVoid { status }) => {
            MailError::Void { code: order.code.clone(), status }.into()
        }
        EngineError::Store(StoreError::MailKeyReused) => MailError::KeyReused.into(),
        EngineError::Store(StoreError::NotFound { noun: "ticket" }) => {
            EngineError::not_found("ticket of order", &order.code)
        }
        other => other,
    }
}

const fn why(state: MailState) -> &'static str {
    match state {
        MailState::Queued => "it was not sent yet. Wait, or take it back.",
        MailState::Sending => "it is being sent at this moment. Wait for its end.",
        MailState::Sent => "the server took it. Send the tickets anew for a second mail.",
        MailState::Refused => "the server did not take it. Send it again, or take it back.",
        MailState::Doubtful => "it may have arrived. Say whether it did, send it again, or take it back.",
        MailState::Withdrawn => "it was taken back. Send the tickets anew.",
    }
}
