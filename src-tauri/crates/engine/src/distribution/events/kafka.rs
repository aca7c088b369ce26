//! Events to Apache Kafka, encoded as Apache Avro 1.12 by the schemas in `avro/`.
//!
//! Events of a group have its id as their key, so that they lie in one partition in their order. Nothing counts as delivered
//! before all in-sync replicas have it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use apache_avro::{Schema, types::Value, writer::datum::GenericDatumWriter};
use counterfoil_domain::distribution::TicketEvent;
use rdkafka::{
    ClientConfig, ClientContext,
    config::RDKafkaLogLevel,
    error::KafkaError,
    producer::{BaseProducer, BaseRecord, DeliveryResult, Producer as _, ProducerContext},
};
use secrecy::{ExposeSecret as _, SecretString};

use super::{EventSink, SinkTrouble, brokers::Queues};

const GROUP_EVENT: &str = include_str!("../../../avro/TicketDistributionGroupEvent.avsc");
const ORDER_VERSION_EVENT: &str =
    include_str!("../../../avro/AllTicketDistributionGroupsForOrderVersionCompletedEvent.avsc");
/// How long brokers are waited for where nothing else is said.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Marks a message of the Confluent wire format; the schema's number follows.
const CONFLUENT: u8 = 0;

/// Where the brokers are and how they are spoken to.
#[derive(Debug, Clone)]
pub struct KafkaSettings {
    /// `host:port`, several with commas.
    pub brokers: String,
    /// The queues.
    pub queues: Queues,
    /// User and password for SASL SCRAM-SHA-512 over TLS; none means an open line, for a broker on this computer.
    pub user: Option<(String, SecretString)>,
    /// Longest wait for the brokers; then the events wait in the outbox.
    pub patience: Duration,
    /// Numbers of the two schemas in a registry: messages then have the Confluent wire format. Without them they have Avro's
    /// single-object encoding, which carries the schema's fingerprint.
    pub schema_ids: Option<(u32, u32)>,
}

/// The sink.
pub struct Kafka {
    config: ClientConfig,
    /// Made when it is first needed, and anew after a failure: what it still held then must not go out behind newer events.
    producer: Mutex<Option<(BaseProducer<Outcome>, Outcome)>>,
    queues: Queues,
    patience: Duration,
    groups: Encoder,
    order_versions: Encoder,
}

struct Encoder {
    schema: Schema,
    header: Vec<u8>,
}

/// What became of the messages of a bunch.
#[derive(Debug, Clone, Default)]
struct Outcome(Arc<Mutex<Counted>>);

#[derive(Debug, Default)]
struct Counted {
    delivered: usize,
    trouble: Option<String>,
}

/// What librdkafka says line by line is for whoever looks for a fault; what became of the events is told as trouble.
impl ClientContext for Outcome {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, line: &str) {
        tracing::debug!(?level, facility, line, "librdkafka");
    }

    fn error(&self, error: KafkaError, reason: &str) {
        tracing::debug!(%error, reason, "librdkafka");
    }
}

impl ProducerContext for Outcome {
    type DeliveryOpaque = ();

    fn delivery(&self, result: &DeliveryResult<'_>, (): ()) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match result {
            Ok(_) => counted.delivered += 1,
            Err((error, _)) => counted.trouble = Some(error.to_string()),
        }
    }
}

impl Kafka {
    /// Connects lazily: brokers that are down show when events are delivered.
    pub fn connect(settings: &KafkaSettings) -> Result<Self, SinkTrouble> {
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", &settings.brokers)
            .set("client.id", "counterfoil")
            .set("acks", "all")
            .set("enable.idempotence", "true")
            .set("message.timeout.ms", settings.patience.as_millis().to_string())
            .set("linger.ms", "5");
        if let Some((user, password)) = &settings.user {
            config
                .set("security.protocol", "SASL_SSL")
                .set("sasl.mechanism", "SCRAM-SHA-512")
                .set("sasl.username", user)
                .set("sasl.password", password.expose_secret());
        }
        let (groups, order_versions) = settings.schema_ids.unzip();
        Ok(Self {
            config,
            producer: Mutex::default(),
            queues: settings.queues.clone(),
            patience: settings.patience + Duration::from_secs(1),
            groups: Encoder::new(GROUP_EVENT, groups)?,
            order_versions: Encoder::new(ORDER_VERSION_EVENT, order_versions)?,
        })
    }
}

impl EventSink for Kafka {
    fn name(&self) -> &'static str {
        NAME
    }

    fn take(&self, events: &[TicketEvent]) -> Result<(), SinkTrouble> {
        let mut slot = self.producer.lock().unwrap_or_else(PoisonError::into_inner);
        let (producer, outcome) = if let Some(known) = slot.take() {
            known
        } else {
            let outcome = Outcome::default();
            (self.config.create_with_context(outcome.clone()).map_err(refused)?, outcome)
        };
        self.hand_over(&producer, &outcome, events)?;
        *slot = Some((producer, outcome));
        Ok(())
    }
}

impl Kafka {
    fn hand_over(
        &self,
        producer: &BaseProducer<Outcome>,
        outcome: &Outcome,
        events: &[TicketEvent],
    ) -> Result<(), SinkTrouble> {
        *outcome.0.lock().unwrap_or_else(PoisonError::into_inner) = Counted::default();
        for event in events {
            let (queue, encoder) = if event.kind.is_of_order_version() {
                (&self.queues.order_versions, &self.order_versions)
            } else {
                (&self.queues.groups, &self.groups)
            };
            let key = event.group.map_or_else(|| event.order.to_string(), |group| group.to_string());
            let payload = encoder.encode(event)?;
            producer.send(BaseRecord::to(queue).key(&key).payload(&payload)).map_err(|(error, _)| refused(error))?;
            producer.poll(Duration::ZERO);
        }
        producer.flush(self.patience).map_err(refused)?;
        let counted = std::mem::take(&mut *outcome.0.lock().unwrap_or_else(PoisonError::into_inner));
        match counted.trouble {
            None if counted.delivered == events.len() => Ok(()),
            None => Err(refused(format!("{} of {} were taken", counted.delivered, events.len()))),
            Some(trouble) => Err(refused(trouble)),
        }
    }
}

impl Encoder {
    fn new(schema: &str, id: Option<u32>) -> Result<Self, SinkTrouble> {
        let schema = Schema::parse_str(schema).map_err(refused)?;
        let header = if let Some(id) = id {
            std::iter::once(CONFLUENT).chain(id.to_be_bytes()).collect()
        } else {
            let print = schema.fingerprint::<apache_avro::rabin::Rabin>();
            [0xc3, 0x01].into_iter().chain(print.bytes).collect()
        };
        Ok(Self { schema, header })
    }

    fn encode(&self, event: &TicketEvent) -> Result<Vec<u8>, SinkTrouble> {
        let value = Value::try_from(event.envelope()).map_err(refused)?.resolve(&self.schema).map_err(refused)?;
        let writer = GenericDatumWriter::builder(&self.schema).build().map_err(refused)?;
        let body = writer.write_value_to_vec(value).map_err(refused)?;
        Ok(self.header.iter().copied().chain(body).collect())
    }
}

fn refused(reason: impl std::fmt::Display) -> SinkTrouble {
    SinkTrouble::Refused { name: NAME.to_owned(), reason: reason.to_string() }
}

/// The name of the sink.
pub(super) const NAME: &str = super::BROKERS;
