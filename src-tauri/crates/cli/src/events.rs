//! `events …`

use counterfoil_domain::distribution::TicketEvent;
use counterfoil_engine::{
    Desk,
    distribution::events::brokers::{BrokerInput, BrokerSettings, Queues},
};
use serde_json::{Value, json};

use crate::{
    Reply,
    arguments::{EventsCommand, KafkaArgs},
    door::Door,
    files,
    problem::Failure,
    shape::{self, counted},
};

/// The sink of the brokers, as `events sinks` names it.
const KAFKA: &str = "kafka";

pub(crate) async fn answer(command: EventsCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    desk.learn_of_sales().await?;
    match command {
        EventsCommand::Tail { since, limit } => {
            let events = desk.events_after(since, limit).await?;
            let next = events.last().map_or(since, |event| event.seq);
            let items: Vec<_> = events.iter().map(item).collect();
            let lines: Vec<_> = items.iter().map(Value::to_string).collect();
            Reply::new(json!({ "items": items, "next": next }), lines.join("\n"))
        }
        EventsCommand::Sinks => {
            desk.deliver_events().await?;
            let newest = desk.newest_event().await?;
            let sinks = desk.event_sinks().await?;
            let lines: Vec<_> = sinks
                .iter()
                .map(|sink| match (newest - sink.seq.min(newest), sink.trouble.as_str()) {
                    (0, "") => format!("{}: has everything.", sink.name),
                    (behind, "") => format!("{}: {} to go.", sink.name, counted(behind, "event")),
                    (1, trouble) => format!("{}: 1 event waits. {trouble}", sink.name),
                    (behind, trouble) => format!("{}: {behind} events wait. {trouble}", sink.name),
                })
                .collect();
            let items = sinks
                .iter()
                .map(|sink| {
                    json!({
                        "name": sink.name,
                        "seq": sink.seq,
                        "behind": newest - sink.seq.min(newest),
                        "tries": sink.tries,
                        "next_at": shape::instant(Some(sink.next_at)),
                        "trouble": sink.trouble,
                    })
                })
                .collect();
            let text = if lines.is_empty() { "Events go nowhere but this desk.".to_owned() } else { lines.join("\n") };
            Reply::new(shape::whole_list(items), text)
        }
        EventsCommand::Kafka(args) => kafka(&desk, args).await,
        EventsCommand::File { path } => {
            let off = path.as_os_str() == "off";
            desk.set_event_file((!off).then_some(path)).await?;
            desk.deliver_events().await?;
            let place = desk.event_file().await?;
            let text = place.as_ref().map_or_else(
                || "Events are written to no file.".to_owned(),
                |place| format!("Events are written to {}.", place.display()),
            );
            Reply::new(json!({ "file": place }), text)
        }
    }
}

async fn kafka(desk: &Desk, args: KafkaArgs) -> Result<Reply, Failure> {
    if args.off {
        desk.set_event_brokers(None).await?;
    } else if let Some(brokers) = args.brokers {
        let usual = Queues::of(&args.environment);
        let queues = Queues {
            groups: args.groups.unwrap_or(usual.groups),
            order_versions: args.order_versions.unwrap_or(usual.order_versions),
        };
        let schema_ids = match args.schema_ids[..] {
            [groups, order_versions] => Some((groups, order_versions)),
            _ => None,
        };
        let settings = BrokerSettings { brokers, queues, user: args.user, schema_ids };
        let password = args.password_file.as_deref().map(files::password).transpose()?;
        desk.set_event_brokers(Some(BrokerInput { settings, password })).await?;
        desk.deliver_events().await?;
    }
    let set = desk.event_brokers().await?;
    let newest = desk.newest_event().await?;
    let sink = desk.event_sinks().await?.into_iter().find(|sink| sink.name == KAFKA);
    let trouble = sink.map(|sink| sink.trouble).filter(|trouble| set.is_some() && !trouble.is_empty());
    let text = match (&set, &trouble) {
        (None, _) => "Events go to no broker.".to_owned(),
        (Some(set), Some(trouble)) => format!(
            "The settings are saved, but the brokers at {} did not answer as they should ({trouble}). The events wait here: they \
             are sent again while the window is open, and by `events sinks`.",
            set.brokers
        ),
        (Some(set), None) => {
            let queues = &set.queues;
            let unasked = if newest == 0 { " There is no event yet, so the brokers were not asked." } else { "" };
            format!("Events go to {}: {} and {}.{unasked}", set.brokers, queues.groups, queues.order_versions)
        }
    };
    let shape = set.map(|set| {
        json!({
            "brokers": set.brokers,
            "groups": set.queues.groups,
            "order_versions": set.queues.order_versions,
            "user": set.user,
            "schema_ids": set.schema_ids,
        })
    });
    Reply::new(json!({ "kafka": shape, "trouble": trouble }), text)
}

/// The envelope with its place in the outbox.
fn item(event: &TicketEvent) -> Value {
    let mut envelope = event.envelope();
    if let Some(fields) = envelope.as_object_mut() {
        fields.insert("seq".to_owned(), json!(event.seq));
    }
    envelope
}
