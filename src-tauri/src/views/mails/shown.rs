//! Mails of the desk as the window sees them.

use counterfoil_domain::distribution::mail::{Mail, MailState};
use counterfoil_engine::distribution::{
    Tickets,
    mail::{MailAnswer, MailSetup, Security},
};

use super::{MailAnswerView, MailSecurityView, MailSettingsView, MailStateView, MailView};
use crate::views::{admin::keyring, number::millis};

impl From<MailState> for MailStateView {
    fn from(state: MailState) -> Self {
        match state {
            MailState::Queued => Self::Queued,
            MailState::Sending => Self::Sending,
            MailState::Sent => Self::Sent,
            MailState::Refused => Self::Refused,
            MailState::Doubtful => Self::Doubtful,
            MailState::Withdrawn => Self::Withdrawn,
        }
    }
}

impl From<MailAnswerView> for MailAnswer {
    fn from(answer: MailAnswerView) -> Self {
        match answer {
            MailAnswerView::Arrived => Self::Arrived,
            MailAnswerView::Again => Self::Again,
            MailAnswerView::Withdraw => Self::Withdraw,
        }
    }
}

impl From<MailSecurityView> for Security {
    fn from(security: MailSecurityView) -> Self {
        match security {
            MailSecurityView::Starttls => Self::StartTls,
            MailSecurityView::Tls => Self::Tls,
        }
    }
}

impl MailView {
    pub(crate) fn of(mail: &Mail, tickets: &Tickets) -> Self {
        let order = &tickets.order;
        Self {
            id: mail.id.to_string(),
            order: mail.order.to_string(),
            code: order.code.clone(),
            title: order.product_title.clone(),
            customer_name: order.customer.full_name().reveal().clone(),
            to: mail.to.reveal().clone(),
            distributions: mail.tickets.iter().map(ToString::to_string).collect(),
            language: mail.language.clone(),
            state: mail.state.into(),
            tries: mail.tries,
            next_at: (mail.state == MailState::Queued).then(|| millis(mail.next_at)),
            note: Some(mail.note.clone()).filter(|note| !note.is_empty()),
            created_at: millis(mail.created_at),
            updated_at: millis(mail.updated_at),
        }
    }
}

impl MailSettingsView {
    pub(crate) fn of(setup: &MailSetup, training: bool) -> Self {
        let (keyring, keyring_message) = keyring(&setup.vault, training);
        let settings = setup.settings.as_ref();
        let security = match settings.map(|settings| settings.security) {
            Some(Security::Tls) => MailSecurityView::Tls,
            _ => MailSecurityView::Starttls,
        };
        Self {
            host: settings.map(|settings| settings.host.clone()),
            port: settings.map_or(587, |settings| settings.port.into()),
            security,
            user: settings.and_then(|settings| settings.user.clone()),
            has_password: setup.has_password,
            from: settings.map(|settings| settings.from_address.clone()).unwrap_or_default(),
            from_name: settings.map(|settings| settings.from_name.clone()).unwrap_or_default(),
            keyring,
            keyring_message,
        }
    }
}
