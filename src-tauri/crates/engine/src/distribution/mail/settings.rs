//! By which server and as whom this desk mails: settings in the ledger, the password in the vault.

use std::{net::IpAddr, path::PathBuf, sync::Arc};

use counterfoil_domain::{Instant, SupplierKey};
use counterfoil_store::StoreError;
use lettre::transport::smtp::client::Certificate;
use serde::{Deserialize, Serialize};

use super::{address::checked, error::MailError};
use crate::{
    Desk, EngineError, Result,
    desk::blocking,
    events::DeskEvent,
    secrets::{SecretBytes, SecretName, Vault, VaultError, VaultState},
};

/// Under which name the ledger keeps them.
const SETTING: &str = "mail";
/// Seconds the server has unless set otherwise.
const USUAL_PATIENCE: u32 = 60;
/// Most lines of a signature, and most letters of one.
const SIGNATURE: (usize, usize) = (12, 200);

/// How the line to the mail server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Plain at first, then TLS before anything is said; a server that does not offer it is not spoken to.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// None. Only to a server on this computer.
    Plain,
}

impl Security {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::StartTls, Self::Tls, Self::Plain];

    /// The word of the settings and the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::StartTls => "starttls",
            Self::Tls => "tls",
            Self::Plain => "plain",
        }
    }

    /// The security of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The port such servers mostly listen at.
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::StartTls => 587,
            Self::Tls => 465,
            Self::Plain => 25,
        }
    }
}

/// By which server and as whom mails are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSettings {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is kept from others.
    pub security: Security,
    /// The name to sign in with; none where the server asks for none.
    pub user: Option<String>,
    /// The address mails come from.
    pub from_address: String,
    /// The name beside it.
    pub from_name: String,
    /// The agency's lines below each mail.
    pub signature: Vec<String>,
    /// A PEM file with further roots to trust, such as those of a company's own relay.
    pub ca_file: Option<PathBuf>,
    /// How many seconds the server has for everything up to the end of the text, and once more for its answer to it.
    pub timeout_seconds: u32,
    /// Suppliers that mail the client themselves; before a second mail with their tickets the agent is told.
    pub mailing_suppliers: Vec<SupplierKey>,
}

/// New settings; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct MailInput {
    /// As [`MailSettings::host`].
    pub host: Option<String>,
    /// As [`MailSettings::port`]; the usual one of the security when none was ever set.
    pub port: Option<u16>,
    /// As [`MailSettings::security`]; STARTTLS when none was ever set.
    pub security: Option<Security>,
    /// As [`MailSettings::user`]; an empty one removes it.
    pub user: Option<String>,
    /// As [`MailSettings::from_address`].
    pub from_address: Option<String>,
    /// As [`MailSettings::from_name`].
    pub from_name: Option<String>,
    /// As [`MailSettings::signature`].
    pub signature: Option<Vec<String>>,
    /// As [`MailSettings::ca_file`]; an empty path removes it.
    pub ca_file: Option<PathBuf>,
    /// As [`MailSettings::timeout_seconds`].
    pub timeout_seconds: Option<u32>,
    /// As [`MailSettings::mailing_suppliers`].
    pub mailing_suppliers: Option<Vec<SupplierKey>>,
    /// A new password, for the vault.
    pub password: Option<SecretBytes>,
}

/// How mail is set up at this desk; the password itself stays in the vault.
#[derive(Debug, Clone)]
pub struct MailSetup {
    /// The settings, once made.
    pub settings: Option<MailSettings>,
    /// Whether the vault has a password.
    pub has_password: bool,
    /// How the vault stands.
    pub vault: VaultState,
}

/// The settings as the ledger keeps them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    #[serde(flatten)]
    pub(super) settings: MailSettings,
    /// From when on which domain stood in message ids: a mail keeps the one it was written down with.
    domains: Vec<(Instant, String)>,
}

impl Kept {
    /// The domain in the message id of a mail that was written down at an instant.
    pub(super) fn domain_at(&self, at: Instant) -> &str {
        let earlier = self.domains.iter().rev().find(|(since, _)| *since <= at).or(self.domains.first());
        earlier.map_or_else(|| domain_of(&self.settings.from_address), |(_, domain)| domain)
    }
}

fn domain_of(address: &str) -> &str {
    address.rsplit('@').next().unwrap_or_default()
}

impl Desk {
    /// How mail is set up. A vault that does not answer is part of the answer, not an error.
    pub async fn mail_settings(&self) -> Result<MailSetup> {
        let settings = self.kept_mail_settings().await?.map(|kept| kept.settings);
        let vault = Arc::clone(&self.inner.vault);
        blocking(move || {
            let mut setup = MailSetup { settings, has_password: false, vault: vault.probe() };
            if !matches!(setup.vault, VaultState::Unusable(_)) {
                match vault.get(&SecretName::MAIL_PASSWORD) {
                    Ok(password) => setup.has_password = password.is_some(),
                    Err(error) => setup.vault = VaultState::Unusable(error),
                }
            }
            Ok(setup)
        })
        .await
    }

    /// Sets mail up: settings to the ledger, a password to the vault. What cannot be used changes nothing. A password is
    /// meant for one server and one user: with another of either, it is forgotten unless it is given anew.
    pub async fn set_mail_settings(&self, input: MailInput) -> Result<MailSetup> {
        let old = self.kept_mail_settings().await?;
        let password = input.password.clone();
        let settings = merged(input, old.as_ref().map(|kept| &kept.settings))?;
        if self.is_training() && !is_on_this_computer(&settings.host) {
            return Err(MailError::Setting(
                "This is a training desk: it can only speak to a mail server on this computer.".to_owned(),
            )
            .into());
        }
        let elsewhere =
            old.as_ref().is_some_and(|kept| kept.settings.host != settings.host || kept.settings.user != settings.user);
        let (vault, file) = (Arc::clone(&self.inner.vault), settings.ca_file.clone());
        blocking(move || {
            if let Some(file) = file {
                roots(&file)?;
            }
            match password {
                Some(password) => vault.set(&SecretName::MAIL_PASSWORD, &one_line(&password)?)?,
                None if elsewhere => forget(&*vault, SecretName::MAIL_PASSWORD)?,
                None => {}
            }
            Ok(())
        })
        .await?;
        let mut domains = old.map(|kept| kept.domains).unwrap_or_default();
        let domain = domain_of(&settings.from_address).to_owned();
        if domains.last().is_none_or(|(_, last)| *last != domain) {
            domains.push((self.now(), domain));
        }
        let kept = serde_json::to_string(&Kept { settings, domains }).map_err(|_| unreadable())?;
        self.on_ledger(move |ledger| ledger.set_setting(SETTING, &kept)).await?;
        self.tell(DeskEvent::Desk);
        self.mail_settings().await
    }

    /// Takes the settings back: no mail goes out any more, and the password is forgotten. Mails that wait stay.
    pub async fn forget_mail_settings(&self) -> Result<MailSetup> {
        let vault = Arc::clone(&self.inner.vault);
        blocking(move || Ok(forget(&*vault, SecretName::MAIL_PASSWORD)?)).await?;
        self.on_ledger(|ledger| ledger.set_setting(SETTING, "")).await?;
        self.tell(DeskEvent::Desk);
        self.mail_settings().await
    }

    pub(super) async fn kept_mail_settings(&self) -> Result<Option<Kept>> {
        let kept = self.on_ledger(|ledger| ledger.setting(SETTING)).await?;
        kept.filter(|text| !text.is_empty())
            .map(|text| serde_json::from_str(&text).map_err(|_| unreadable()))
            .transpose()
    }
}

fn unreadable() -> EngineError {
    StoreError::Row { table: "setting", column: "value" }.into()
}

/// A folder of secrets is only ever read: whoever keeps it sees to the password.
pub(in crate::distribution) fn forget(vault: &dyn Vault, name: SecretName) -> std::result::Result<(), VaultError> {
    match vault.remove(&name) {
        Ok(_) | Err(VaultError::ReadOnly { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A password without the end of its line.
pub(in crate::distribution) fn one_line(password: &SecretBytes) -> Result<SecretBytes> {
    let bytes = password.expose();
    let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() || line.iter().any(u8::is_ascii_control) || std::str::from_utf8(line).is_err() {
        return Err(setting("The password is empty, or has more than one line.").into());
    }
    Ok(SecretBytes::new(line.to_vec()))
}

/// The roots in a PEM file.
pub(super) fn roots(file: &std::path::Path) -> Result<Certificate> {
    let path = || file.display().to_string();
    let pem = std::fs::read(file).map_err(|source| EngineError::File { path: path(), doing: "read", source })?;
    let none = || setting(&format!("The file {} holds no certificate in PEM form.", path()));
    if !pem.windows(27).any(|window| window == b"-----BEGIN CERTIFICATE-----") {
        return Err(none().into());
    }
    Ok(Certificate::from_pem(&pem).map_err(|_| none())?)
}

fn setting(sentence: &str) -> MailError {
    MailError::Setting(sentence.to_owned())
}

/// Whether a host is this computer.
pub(in crate::distribution) fn is_on_this_computer(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn merged(input: MailInput, old: Option<&MailSettings>) -> std::result::Result<MailSettings, MailError> {
    let kept = |given: Option<String>, old: Option<&String>| {
        given.map(|text| text.trim().to_owned()).or_else(|| old.cloned()).unwrap_or_default()
    };
    let security = input.security.or(old.map(|old| old.security)).unwrap_or(Security::StartTls);
    let user = kept(input.user, old.and_then(|old| old.user.as_ref()));
    let settings = MailSettings {
        host: kept(input.host, old.map(|old| &old.host)).to_ascii_lowercase(),
        port: input.port.or(old.map(|old| old.port)).unwrap_or(security.usual_port()),
        security,
        user: (!user.is_empty()).then_some(user),
        from_address: kept(input.from_address, old.map(|old| &old.from_address)),
        from_name: kept(input.from_name, old.map(|old| &old.from_name)),
        signature: input.signature.or_else(|| old.map(|old| old.signature.clone())).unwrap_or_default(),
        ca_file: match input.ca_file {
            Some(file) if file.as_os_str().is_empty() => None,
            Some(file) => Some(std::path::absolute(&file).unwrap_or(file)),
            None => old.and_then(|old| old.ca_file.clone()),
        },
        timeout_seconds: input.timeout_seconds.or(old.map(|old| old.timeout_seconds)).unwrap_or(USUAL_PATIENCE),
        // Tiqets writes to the customer of an order itself.
        mailing_suppliers: input
            .mailing_suppliers
            .or_else(|| old.map(|old| old.mailing_suppliers.clone()))
            .unwrap_or_else(|| vec![SupplierKey::Tiqets]),
    };
    check(settings)
}

fn check(settings: MailSettings) -> std::result::Result<MailSettings, MailError> {
    let odd = |text: &str| text.chars().any(char::is_control);
    let named = |host: &str| {
        let plain = host.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'));
        host.len() <= 253 && (plain || host.parse::<IpAddr>().is_ok())
    };
    if settings.host.is_empty() {
        return Err(setting("Name the mail server, such as mail.example.org."));
    }
    if !named(&settings.host) {
        return Err(setting("The mail server is a name or a number, without a port and without slashes."));
    }
    if settings.port == 0 {
        return Err(setting("Ports count from 1."));
    }
    if settings.security == Security::Plain && !is_on_this_computer(&settings.host) {
        return Err(setting("Without TLS only a server on this computer is spoken to. Use starttls or tls."));
    }
    if settings.user.as_deref().is_some_and(odd) || odd(&settings.from_name) {
        return Err(setting("The names of user and sender have one line."));
    }
    if checked(&settings.from_address).is_err() {
        return Err(setting("The sender's address cannot be used. It needs a name, an @ and a domain."));
    }
    let (lines, letters) = SIGNATURE;
    if settings.signature.len() > lines
        || settings.signature.iter().any(|line| odd(line) || line.chars().count() > letters)
    {
        return Err(setting(&format!("A signature has at most {lines} lines of {letters} letters.")));
    }
    if !(1..=600).contains(&settings.timeout_seconds) {
        return Err(setting("A mail server has 1 to 600 seconds."));
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> MailInput {
        MailInput {
            host: Some(" Mail.Example.org ".into()),
            from_address: Some("desk@agency.example".into()),
            ..MailInput::default()
        }
    }

    #[test]
    fn what_is_not_given_stays_and_defaults_are_safe() {
        let first = merged(input(), None).unwrap();
        assert_eq!((first.host.as_str(), first.port, first.security), ("mail.example.org", 587, Security::StartTls));
        assert_eq!((first.timeout_seconds, first.user.as_deref()), (60, None));
        let user = MailInput { user: Some("desk".into()), port: Some(2525), ..MailInput::default() };
        let second = merged(user, Some(&first)).unwrap();
        assert_eq!(
            (second.port, second.user.as_deref(), second.host.as_str()),
            (2525, Some("desk"), "mail.example.org")
        );
        let none = merged(MailInput { user: Some(String::new()), ..MailInput::default() }, Some(&second)).unwrap();
        assert_eq!(none.user, None);
    }

    #[test]
    fn what_is_not_safe_is_refused() {
        let refused = |change: fn(&mut MailInput)| {
            let mut input = input();
            change(&mut input);
            merged(input, None).unwrap_err().to_string()
        };
        assert!(refused(|i| i.security = Some(Security::Plain)).contains("Without TLS"));
        assert!(refused(|i| i.host = Some("mail.example.org:25".into())).contains("without a port"));
        assert!(refused(|i| i.host = Some("127.0.0.1.evil.example/".into())).contains("without slashes"));
        assert!(refused(|i| i.host = Some(String::new())).contains("Name the mail server"));
        assert!(refused(|i| i.from_name = Some("Agency\r\nBcc: eve@evil.example".into())).contains("one line"));
        assert!(refused(|i| i.from_address = Some("desk".into())).contains("sender's address"));
        assert!(refused(|i| i.signature = Some(vec!["x\ny".into()])).contains("signature"));
        assert!(refused(|i| i.timeout_seconds = Some(0)).contains("1 to 600"));
        for host in ["localhost", "127.0.0.1", "::1"] {
            let mut local = input();
            (local.host, local.security) = (Some(host.into()), Some(Security::Plain));
            assert!(merged(local, None).is_ok(), "{host}");
        }
        assert!(!is_on_this_computer("localhost.evil.example"));
    }

    #[test]
    fn a_mail_keeps_the_domain_it_was_written_down_with() {
        let at = |second| chrono::DateTime::from_timestamp(second, 0).unwrap();
        let settings = merged(input(), None).unwrap();
        let kept = Kept { settings, domains: vec![(at(10), "old.example".into()), (at(20), "new.example".into())] };
        let text = serde_json::to_string(&kept).unwrap();
        let kept: Kept = serde_json::from_str(&text).unwrap();
        assert_eq!(
            [5, 10, 19, 20].map(|second| kept.domain_at(at(second))),
            ["old.example", "old.example", "old.example", "new.example"]
        );
    }
}
