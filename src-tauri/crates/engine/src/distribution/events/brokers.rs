//! Which Kafka brokers events go to: settings in the ledger, the password in the vault. Every build can read them; those with
//! the cargo feature `kafka` speak to the brokers, and `kafka-tls` is what a password needs.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::BROKERS;
use crate::{
    Desk, EngineError, Result,
    desk::blocking,
    distribution::mail::{forget, is_on_this_computer, one_line},
    secrets::{SecretBytes, SecretName},
};
use counterfoil_store::StoreError;

/// Under which name the ledger keeps them.
const SETTING: &str = "events.kafka";
/// Longest name of a queue; Kafka takes no longer one.
const LONGEST_QUEUE: usize = 249;

/// The queues of an environment, by the names the specification gives them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queues {
    /// Events of groups and their tickets.
    pub groups: String,
    /// Events of whole versions of orders.
    pub order_versions: String,
}

impl Queues {
    /// The queues of `dev`, `staging` or `productions`. Other names can be given field by field.
    pub fn of(environment: &str) -> Self {
        Self {
            groups: format!("ticket-distribution-group-events-{environment}"),
            order_versions: format!("all-ticket-distribution-groups-for-order-version-completed-{environment}"),
        }
    }
}

/// Where the brokers are and what they are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokerSettings {
    /// `host:port`, several with commas.
    pub brokers: String,
    /// The queues.
    pub queues: Queues,
    /// The name to sign in with (SASL SCRAM-SHA-512 over TLS); without one the line is open, to this computer only.
    pub user: Option<String>,
    /// Numbers of the two schemas in a registry; then messages have the Confluent wire format.
    pub schema_ids: Option<(u32, u32)>,
}

/// New settings, with a password for the vault.
#[derive(Debug, Clone)]
pub struct BrokerInput {
    /// The settings.
    pub settings: BrokerSettings,
    /// The user's password; without one, what the vault has stays.
    pub password: Option<SecretBytes>,
}

impl Desk {
    /// The brokers that events go to.
    pub async fn event_brokers(&self) -> Result<Option<BrokerSettings>> {
        let kept = self.on_ledger(|ledger| ledger.setting(SETTING)).await?;
        let unreadable = |_| EngineError::from(StoreError::Row { table: "setting", column: "value" });
        kept.filter(|text| !text.is_empty()).map(|text| serde_json::from_str(&text).map_err(unreadable)).transpose()
    }

    /// Sends every event to these brokers from now on, beginning with those they have not had; `None` stops it and forgets the
    /// password. What cannot be used changes nothing.
    pub async fn set_event_brokers(&self, input: Option<BrokerInput>) -> Result<()> {
        let old = self.event_brokers().await?;
        // Also where only the password is another one.
        #[cfg(feature = "kafka")]
        self.inner.brokers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        let Some(BrokerInput { settings, password }) = input else {
            let vault = Arc::clone(&self.inner.vault);
            blocking(move || Ok(forget(&*vault, SecretName::BROKER_PASSWORD)?)).await?;
            return self.on_ledger(|ledger| ledger.set_setting(SETTING, "")).await;
        };
        check(&settings, self.is_training()).map_err(|error| EngineError::Invalid(error.to_string()))?;
        let whose = |settings: &BrokerSettings| (settings.brokers.clone(), settings.user.clone());
        let elsewhere = old.as_ref().is_some_and(|old| whose(old) != whose(&settings));
        let new = password.as_ref().map(one_line).transpose()?;
        let vault = Arc::clone(&self.inner.vault);
        blocking(move || {
            match new {
                Some(line) => vault.set(&SecretName::BROKER_PASSWORD, &line)?,
                // A password is meant for one user there.
                None if elsewhere => forget(&*vault, SecretName::BROKER_PASSWORD)?,
                None => {}
            }
            Ok(())
        })
        .await?;
        let other =
            old.is_some_and(|old| (old.brokers, old.queues) != (settings.brokers.clone(), settings.queues.clone()));
        let text = serde_json::to_string(&settings)
            .map_err(|_| EngineError::from(StoreError::Row { table: "setting", column: "value" }))?;
        self.on_ledger(move |ledger| {
            if other {
                ledger.forget_sink(BROKERS)?;
            }
            ledger.set_setting(SETTING, &text)
        })
        .await
    }
}

/// Why brokers cannot be set; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrokerError {
    /// This build has no way to brokers.
    #[error(
        "This program was built without Kafka: build it with the cargo feature kafka, or kafka-tls for a password over TLS. \
         Nothing was changed."
    )]
    NotBuilt,
    /// This build has no TLS to brokers.
    #[error(
        "This program was built without TLS to brokers: build it with the cargo feature kafka-tls. Nothing was changed."
    )]
    NoTls,
    /// Not a list of hosts with ports.
    #[error("Name the brokers as host:port, several with commas, such as kafka.example.org:9092. Nothing was changed.")]
    NotBrokers,
    /// A training desk speaks to nobody else.
    #[error("This is a training desk: it can only speak to a broker on this computer. Nothing was changed.")]
    Training,
    /// An open line to another computer.
    #[error(
        "Without a user only a broker on this computer is spoken to, for the line is open. Name a user, who signs in over \
         TLS. Nothing was changed."
    )]
    OpenLine,
    /// Not a name.
    #[error("The user's name is empty or has more than one line. Nothing was changed.")]
    NotAUser,
    /// Kafka takes no such name.
    #[error(
        "\u{201c}{name}\u{201d} is no name of a queue: letters, digits, dots, dashes and underscores, at most {LONGEST_QUEUE}. \
         Nothing was changed."
    )]
    NotAQueue {
        /// What was given.
        name: String,
    },
}

fn check(settings: &BrokerSettings, training: bool) -> std::result::Result<(), BrokerError> {
    if !cfg!(feature = "kafka") {
        return Err(BrokerError::NotBuilt);
    }
    let hosts = hosts(&settings.brokers).ok_or(BrokerError::NotBrokers)?;
    let here = hosts.iter().all(|host| is_on_this_computer(host));
    if training && !here {
        return Err(BrokerError::Training);
    }
    match &settings.user {
        None if !here => return Err(BrokerError::OpenLine),
        Some(_) if !cfg!(feature = "kafka-tls") => return Err(BrokerError::NoTls),
        Some(user) if user.is_empty() || user.chars().any(char::is_control) => return Err(BrokerError::NotAUser),
        _ => {}
    }
    for name in [&settings.queues.groups, &settings.queues.order_versions] {
        let known = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
        if name.is_empty() || name.len() > LONGEST_QUEUE || !name.chars().all(known) {
            return Err(BrokerError::NotAQueue { name: name.clone() });
        }
    }
    Ok(())
}

/// The hosts of a list of brokers; `None` where one is no host with a port.
fn hosts(brokers: &str) -> Option<Vec<&str>> {
    brokers
        .split(',')
        .map(|broker| {
            let (host, port) = broker.trim().rsplit_once(':')?;
            let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
            let named = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ':');
            let fits = !host.is_empty() && host.chars().all(named) && port.parse::<u16>().is_ok_and(|port| port > 0);
            fits.then_some(host)
        })
        .collect()
}

#[cfg(feature = "kafka")]
mod sink {
    use std::sync::{Arc, PoisonError};

    use secrecy::SecretString;

    use super::super::{
        EventSink, SinkTrouble,
        kafka::{Kafka, KafkaSettings, NAME, PATIENCE},
    };
    use crate::{Desk, Result, desk::blocking, secrets::SecretName};
    use counterfoil_domain::distribution::TicketEvent;

    /// Brokers that cannot be spoken to as they are set up; the events wait and the reason is shown.
    struct Unready(String);

    impl EventSink for Unready {
        fn name(&self) -> &'static str {
            NAME
        }

        fn take(&self, _: &[TicketEvent]) -> std::result::Result<(), SinkTrouble> {
            Err(SinkTrouble::Refused { name: NAME.to_owned(), reason: self.0.clone() })
        }
    }

    impl Desk {
        /// The sink of the brokers that are set; the same as long as nothing changes.
        pub(in crate::distribution::events) async fn broker_sink(&self) -> Result<Option<Arc<dyn EventSink>>> {
            let Some(settings) = self.event_brokers().await? else { return Ok(None) };
            let kept = || self.inner.brokers.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((known, sink)) = &*kept()
                && *known == settings
            {
                return Ok(Some(Arc::clone(sink)));
            }
            let (vault, asked) = (Arc::clone(&self.inner.vault), settings.clone());
            let made = blocking(move || {
                let user = match asked.user {
                    None => None,
                    Some(user) => match vault.get(&SecretName::BROKER_PASSWORD)? {
                        None => return Ok(Err("the broker's password is not stored; enter it".to_owned())),
                        Some(word) => {
                            Some((user, SecretString::from(String::from_utf8_lossy(word.expose()).into_owned())))
                        }
                    },
                };
                let (brokers, queues) = (asked.brokers, asked.queues);
                let ready = KafkaSettings { brokers, queues, user, patience: PATIENCE, schema_ids: asked.schema_ids };
                Ok(Kafka::connect(&ready).map_err(|trouble| trouble.to_string()))
            })
            .await;
            let sink: Arc<dyn EventSink> = match made {
                Ok(Ok(kafka)) => Arc::new(kafka),
                // Not kept: a vault that is opened later, or a password that comes, is seen at the next try.
                Ok(Err(reason)) => return Ok(Some(Arc::new(Unready(reason)))),
                Err(error) => return Ok(Some(Arc::new(Unready(error.to_string())))),
            };
            *kept() = Some((settings, Arc::clone(&sink)));
            Ok(Some(sink))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brokers_are_hosts_with_ports() {
        assert_eq!(hosts("a.example:9092, [::1]:1"), Some(vec!["a.example", "::1"]));
        for odd in ["", "a.example", "a.example:0", "a.example:99999", "a b:1", "a:1,", "a:1;b:2", "http://a:1"] {
            assert_eq!(hosts(odd), None, "{odd}");
        }
    }

    #[cfg(feature = "kafka")]
    #[test]
    fn an_open_line_ends_at_this_computer() {
        let settings = |brokers: &str, user: Option<&str>| BrokerSettings {
            brokers: brokers.to_owned(),
            queues: Queues::of("dev"),
            user: user.map(str::to_owned),
            schema_ids: None,
        };
        assert_eq!(check(&settings("127.0.0.1:9092", None), true), Ok(()));
        assert_eq!(check(&settings("kafka.example.org:9092", None), false), Err(BrokerError::OpenLine));
        assert_eq!(check(&settings("kafka.example.org:9092", Some("desk")), true), Err(BrokerError::Training));
        let mut odd = settings("127.0.0.1:9092", None);
        odd.queues.groups = "dev/groups".to_owned();
        assert_eq!(check(&odd, false), Err(BrokerError::NotAQueue { name: "dev/groups".to_owned() }));
    }
}
