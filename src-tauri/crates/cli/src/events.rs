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
    shape,
};

pub(crate) async fn answer(command: EventsCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    desk.learn_of_sales().await?;
    match command {
        EventsCommand::Tail { since, limit } => {
            let events = desk.events_after(since, limit).await?;
            let next = events.last().map_or(since, |event| event.seq);
            let lines: Vec<_> = events.iter().map(|event| event.envelope().to_string()).collect();
            let items: Vec<_> = events.iter().map(item).collect();
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
                    (behind, "") => format!("{}: {behind} events to go.", sink.name),
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
    let text = set.as_ref().map_or_else(
        || "Events go to no broker.".to_owned(),
        |set| format!("Events go to {}: {} and {}.", set.brokers, set.queues.groups, set.queues.order_versions),
    );
    let shape = set.map(|set| {
        json!({
            "brokers": set.brokers,
            "groups": set.queues.groups,
            "order_versions": set.queues.order_versions,
            "user": set.user,
            "schema_ids": set.schema_ids,
        })
    });
    Reply::new(json!({ "kafka": shape }), text)
}

/// The envelope with its place in the outbox.
fn item(event: &TicketEvent) -> Value {
    let mut envelope = event.envelope();
    if let Some(fields) = envelope.as_object_mut() {
        fields.insert("seq".to_owned(), json!(event.seq));
    }
    envelope
}
