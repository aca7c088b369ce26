//! `mail …` and `ticket send`

use std::time::Duration;

use counterfoil_domain::{
    MailId, SupplierKey,
    distribution::mail::{Mail, MailState},
};
use counterfoil_engine::{
    Desk, EngineError,
    catalog::Paging,
    distribution::mail::{MailInput, MailQuery, MailSetup, MailWish, QueuedMail},
    secrets::VaultState,
};
use serde_json::{Value, json};

use crate::{
    Reply,
    arguments::{MailChange, MailCommand},
    door::Door,
    files,
    problem::{Failure, known_id},
    shape,
};

/// What `ticket send` is asked for.
pub(crate) struct Sending {
    pub(crate) order: String,
    pub(crate) to: String,
    pub(crate) line: Option<u32>,
    pub(crate) language: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) wait: u64,
}

pub(crate) async fn send(desk: &Desk, sending: Sending) -> Result<Reply, Failure> {
    let Sending { order, to, line, language, key, wait } = sending;
    let tickets = desk.tickets_to_send(&order, line).await?;
    let QueuedMail { mail, warnings } = desk.send_tickets(&order, MailWish { key, to, tickets, language }).await?;
    let mail = desk.wait_for_mail(mail.id, Duration::from_secs(wait)).await?;
    let mut json = shape(desk, &mail).await?;
    json["warnings"] = json!(warnings);
    let mut lines = vec![told(&mail)];
    lines.extend(warnings);
    let failed = matches!(mail.state, MailState::Refused | MailState::Doubtful);
    Ok(Reply { failed, ..Reply::new(json, lines.join("\n"))? })
}

pub(crate) async fn answer(command: MailCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    match command {
        MailCommand::List { open, order, page } => {
            let paging = Paging::checked(page.page, page.page_size)?;
            desk.doubt_abandoned_mails().await?;
            let (mails, total) = desk.mails(MailQuery { order, open }, paging).await?;
            let mut items = Vec::new();
            for mail in &mails {
                items.push(shape(&desk, mail).await?);
            }
            let lines: Vec<_> = mails.iter().map(line).collect();
            let text = if lines.is_empty() { "There is no mail.".to_owned() } else { lines.join("\n") };
            Reply::new(shape::list(items, paging, total), text)
        }
        MailCommand::Resume => {
            let mine = desk.send_due_mails().await?;
            let (mails, total) = desk.mails(MailQuery { order: None, open: true }, Paging::checked(1, 100)?).await?;
            let lines: Vec<_> = mails.iter().map(line).collect();
            let text = match (mine, lines.is_empty()) {
                (false, _) => "Another program is sending.".to_owned(),
                (true, true) => "Nothing is open.".to_owned(),
                (true, false) => lines.join("\n"),
            };
            Reply::new(json!({ "sent_here": mine, "open": total }), text)
        }
        MailCommand::Answer { id, answer } => {
            let id: MailId = known_id(&id, "mail")?;
            desk.doubt_abandoned_mails().await?;
            let mail = desk.answer_mail(id, answer).await?;
            Reply::new(shape(&desk, &mail).await?, told(&mail))
        }
        MailCommand::Settings(change) => settings(&desk, *change).await,
        MailCommand::Test { to } => {
            let millis = desk.test_mail(&to).await?;
            Reply::new(
                json!({ "ok": true, "millis": millis }),
                format!("The mail server took the test in {millis} ms."),
            )
        }
    }
}

async fn settings(desk: &Desk, change: MailChange) -> Result<Reply, Failure> {
    let asked = change.host.is_some()
        || change.port.is_some()
        || change.security.is_some()
        || change.user.is_some()
        || change.password_file.is_some()
        || change.from.is_some()
        || change.from_name.is_some()
        || !change.signature.is_empty()
        || change.ca_file.is_some()
        || change.timeout.is_some()
        || !change.supplier_mails.is_empty();
    let setup = if asked {
        let input = MailInput {
            host: change.host,
            port: change.port,
            security: change.security,
            user: change.user,
            from_address: change.from,
            from_name: change.from_name,
            signature: (!change.signature.is_empty()).then_some(change.signature),
            ca_file: change.ca_file,
            timeout_seconds: change.timeout,
            mailing_suppliers: mailing(&change.supplier_mails)?,
            password: change.password_file.as_deref().map(files::password).transpose()?,
        };
        desk.set_mail_settings(input).await?
    } else {
        desk.mail_settings().await?
    };
    Reply::new(setup_shape(&setup), setup_line(&setup))
}

fn mailing(words: &[String]) -> Result<Option<Vec<SupplierKey>>, Failure> {
    if words.is_empty() {
        return Ok(None);
    }
    let named = words.iter().filter(|word| *word != "none");
    let known = |word: &String| {
        word.parse()
            .map_err(|_| Failure::Input(format!("There is no supplier \u{201c}{word}\u{201d}. Write: tiqets, or none")))
    };
    named.map(known).collect::<Result<_, _>>().map(Some)
}

async fn shape(desk: &Desk, mail: &Mail) -> Result<Value, Failure> {
    Ok(json!({
        "id": mail.id,
        "order_id": mail.order,
        "to": mail.to,
        "language": mail.language,
        "state": mail.state.word(),
        "tries": mail.tries,
        "next_try_at": shape::instant((mail.state == MailState::Queued).then_some(mail.next_at)),
        "note": mail.note,
        "message_id": desk.message_id(mail).await?,
        "ticket_ids": mail.tickets,
        "created_at": shape::instant(Some(mail.created_at)),
        "updated_at": shape::instant(Some(mail.updated_at)),
    }))
}

fn line(mail: &Mail) -> String {
    format!("{}  {:<9}  {}  {}", mail.id, mail.state.word(), mail.to.reveal(), mail.note)
}

fn told(mail: &Mail) -> String {
    let (id, note) = (mail.id, &mail.note);
    match mail.state {
        MailState::Sent => "The mail is sent.".to_owned(),
        MailState::Queued if mail.tries == 0 => format!("Mail {id} waits to be sent."),
        MailState::Queued => {
            format!("{note}\nMail {id} is tried again at {}.", mail.next_at.format("%Y-%m-%d %H:%M:%S UTC"))
        }
        MailState::Sending => format!("Mail {id} is being sent by another program."),
        MailState::Refused => format!("{note}\nMail {id} was not sent, and is not tried again by itself."),
        MailState::Doubtful => {
            format!("{note}\nMail {id} may have arrived. Look for it, then: mail answer {id} arrived|again|withdraw")
        }
        MailState::Withdrawn => format!("Mail {id} is taken back."),
    }
}

fn vault(setup: &MailSetup) -> (&'static str, Option<String>) {
    match &setup.vault {
        VaultState::Ready => ("READY", None),
        VaultState::ReadOnly => ("READ_ONLY", None),
        VaultState::Unusable(error) => (EngineError::Vault(error.clone()).code().word(), Some(error.to_string())),
    }
}

fn setup_shape(setup: &MailSetup) -> Value {
    let (word, message) = vault(setup);
    let settings = setup.settings.as_ref();
    json!({
        "set_up": settings.is_some(),
        "host": settings.map(|s| &s.host),
        "port": settings.map(|s| s.port),
        "security": settings.map(|s| s.security.word()),
        "user": settings.map(|s| &s.user),
        "has_password": setup.has_password,
        "from": settings.map(|s| &s.from_address),
        "from_name": settings.map(|s| &s.from_name),
        "signature": settings.map(|s| &s.signature),
        "ca_file": settings.map(|s| &s.ca_file),
        "timeout": settings.map(|s| s.timeout_seconds),
        "supplier_mails": settings.map(|s| &s.mailing_suppliers),
        "vault": word,
        "vault_message": message,
    })
}

fn setup_line(setup: &MailSetup) -> String {
    let Some(settings) = &setup.settings else {
        return "Mail is not set up. Name at least --host and --from.".to_owned();
    };
    let place = format!(
        "Mails go from {} by {}:{} ({}).",
        settings.from_address,
        settings.host,
        settings.port,
        settings.security.word()
    );
    let sign_in = match (&settings.user, vault(setup)) {
        (None, _) => "Nobody signs in.".to_owned(),
        (Some(_), (_, Some(message))) => message,
        (Some(user), _) if setup.has_password => format!("{user} signs in with the stored password."),
        (Some(user), _) => format!("The password of {user} is not stored yet."),
    };
    format!("{place} {sign_in}")
}
