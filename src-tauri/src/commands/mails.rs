//! Tickets by mail: the outbox, and the server it goes to.

use counterfoil_domain::distribution::mail::Mail;
use counterfoil_engine::{
    Desk, EngineError,
    catalog::Paging,
    distribution::mail::{MailInput, MailQuery as Wanted, MailWish},
    secrets::SecretBytes,
};
use tauri::State;

use super::{Answer, reading};
use crate::views::{
    desk::NoInput,
    mails::{
        AnswerMailInput, MailPage, MailQuery, MailSettingsInput, MailSettingsView, MailTestView, MailView, SendInput,
        TestMailInput,
    },
    number::count,
};

/// Writes a mail with tickets down; it goes by itself.
#[tauri::command]
pub async fn send_tickets(desk: State<'_, Desk>, input: SendInput) -> Answer<MailView> {
    desk.allow("send_tickets")?;
    let queued = desk
        .send_tickets(
            &input.order,
            MailWish {
                key: Some(input.key),
                to: input.to,
                tickets: reading::ids("ticket", &input.distributions)?,
                language: Some(input.language).filter(|language| !language.is_empty()),
            },
        )
        .await?;
    shown(&desk, &queued.mail).await
}

/// A page of the outbox.
#[tauri::command]
pub async fn list_mails(desk: State<'_, Desk>, input: MailQuery) -> Answer<MailPage> {
    desk.allow("list_mails")?;
    let paging = Paging::checked(input.page, input.page_size)?;
    let (mails, total) = desk.mails(Wanted { order: input.order, open: input.open_only }, paging).await?;
    let tickets = desk.tickets_of(mails.iter().map(|mail| mail.order).collect()).await?;
    let shown = mails.iter().filter_map(|mail| Some(MailView::of(mail, tickets.get(&mail.order)?)));
    Ok(MailPage { items: shown.collect(), page: input.page, page_size: input.page_size, total: count(total) })
}

/// Says what becomes of a mail that is asked about.
#[tauri::command]
pub async fn answer_mail(desk: State<'_, Desk>, input: AnswerMailInput) -> Answer<MailView> {
    desk.allow("answer_mail")?;
    let mail = desk.answer_mail(reading::id("mail", &input.id)?, input.answer.into()).await?;
    shown(&desk, &mail).await
}

/// The server mails go to.
#[tauri::command]
pub async fn get_mail_settings(desk: State<'_, Desk>, _input: NoInput) -> Answer<MailSettingsView> {
    desk.allow("get_mail_settings")?;
    Ok(MailSettingsView::of(&desk.mail_settings().await?, desk.is_training()))
}

/// Sets the server mails go to, or none any more.
#[tauri::command]
pub async fn set_mail_settings(desk: State<'_, Desk>, input: MailSettingsInput) -> Answer<MailSettingsView> {
    desk.allow("set_mail_settings")?;
    let Some(host) = input.host else {
        return Ok(MailSettingsView::of(&desk.forget_mail_settings().await?, desk.is_training()));
    };
    let port = u16::try_from(input.port)
        .map_err(|_| EngineError::Invalid(format!("{} is no port; it is a number up to 65535.", input.port)))?;
    let setup = desk
        .set_mail_settings(MailInput {
            host: Some(host),
            port: Some(port),
            security: Some(input.security.into()),
            user: Some(input.user.unwrap_or_default()),
            from_address: Some(input.from),
            from_name: Some(input.from_name),
            password: input.password.map(|text| SecretBytes::new(text.into_bytes())),
            ..MailInput::default()
        })
        .await?;
    Ok(MailSettingsView::of(&setup, desk.is_training()))
}

/// Sends a mail that tests the settings.
#[tauri::command]
pub async fn test_mail(desk: State<'_, Desk>, input: TestMailInput) -> Answer<MailTestView> {
    desk.allow("test_mail")?;
    Ok(match desk.test_mail(&input.to).await {
        Ok(millis) => MailTestView { ok: true, message: format!("The server took the mail after {millis} ms.") },
        Err(error @ EngineError::Mail(_)) => MailTestView { ok: false, message: error.to_string() },
        Err(other) => return Err(other.into()),
    })
}

async fn shown(desk: &Desk, mail: &Mail) -> Answer<MailView> {
    Ok(MailView::of(mail, &desk.tickets(&mail.order.to_string()).await?))
}
