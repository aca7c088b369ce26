//! `events …`

use counterfoil_domain::distribution::TicketEvent;
use serde_json::{Value, json};

use crate::{Reply, arguments::EventsCommand, door::Door, problem::Failure, shape};

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

/// The envelope with its place in the outbox.
fn item(event: &TicketEvent) -> Value {
    let mut envelope = event.envelope();
    if let Some(fields) = envelope.as_object_mut() {
        fields.insert("seq".to_owned(), json!(event.seq));
    }
    envelope
}
