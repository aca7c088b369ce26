//! The events that tell others what became of tickets: the nine of a `TicketDistributionGroup` and the two of a version of
//! an order, named as the Ticket Distribution specification names them.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::status::Status;
use crate::{DistributionId, GroupId, Instant, OrderId};

/// What an event tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A ticket was used at the venue.
    TicketDistributionActivated,
    /// A ticket was added to its group.
    TicketDistributionAdded,
    /// A ticket is void by our side.
    TicketDistributionCancelled,
    /// A ticket is void by the supplier's side.
    TicketDistributionCancelledExternally,
    /// A ticket was printed or mailed.
    TicketDistributionDistributed,
    /// A ticket's time is over.
    TicketDistributionExpired,
    /// A ticket could not be brought to the client.
    TicketDistributionFailed,
    /// A group was made.
    TicketDistributionGroupCreated,
    /// A wallet took a ticket.
    TicketDistributionPickedUp,
    /// All groups of a version of an order are made.
    AllTicketDistributionGroupsForOrderVersionGenerated,
    /// All tickets of a version of an order are with the client.
    AllTicketDistributionGroupsForOrderVersionDistributed,
}

impl EventKind {
    /// All of them; the nine of a group first.
    pub const ALL: [Self; 11] = [
        Self::TicketDistributionActivated,
        Self::TicketDistributionAdded,
        Self::TicketDistributionCancelled,
        Self::TicketDistributionCancelledExternally,
        Self::TicketDistributionDistributed,
        Self::TicketDistributionExpired,
        Self::TicketDistributionFailed,
        Self::TicketDistributionGroupCreated,
        Self::TicketDistributionPickedUp,
        Self::AllTicketDistributionGroupsForOrderVersionGenerated,
        Self::AllTicketDistributionGroupsForOrderVersionDistributed,
    ];

    /// The name in the envelope.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TicketDistributionActivated => "TicketDistributionActivated",
            Self::TicketDistributionAdded => "TicketDistributionAdded",
            Self::TicketDistributionCancelled => "TicketDistributionCancelled",
            Self::TicketDistributionCancelledExternally => "TicketDistributionCancelledExternally",
            Self::TicketDistributionDistributed => "TicketDistributionDistributed",
            Self::TicketDistributionExpired => "TicketDistributionExpired",
            Self::TicketDistributionFailed => "TicketDistributionFailed",
            Self::TicketDistributionGroupCreated => "TicketDistributionGroupCreated",
            Self::TicketDistributionPickedUp => "TicketDistributionPickedUp",
            Self::AllTicketDistributionGroupsForOrderVersionGenerated => {
                "AllTicketDistributionGroupsForOrderVersionGenerated"
            }
            Self::AllTicketDistributionGroupsForOrderVersionDistributed => {
                "AllTicketDistributionGroupsForOrderVersionDistributed"
            }
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is about a whole version of an order; those go to a queue of their own.
    pub const fn is_of_order_version(self) -> bool {
        matches!(
            self,
            Self::AllTicketDistributionGroupsForOrderVersionGenerated
                | Self::AllTicketDistributionGroupsForOrderVersionDistributed
        )
    }

    /// The event of a ticket that reached a status.
    pub const fn of_status(status: Status) -> Self {
        match status {
            Status::Created => Self::TicketDistributionAdded,
            Status::Distributed => Self::TicketDistributionDistributed,
            Status::PickedUp => Self::TicketDistributionPickedUp,
            Status::Activated => Self::TicketDistributionActivated,
            Status::Expired => Self::TicketDistributionExpired,
            Status::Cancelled => Self::TicketDistributionCancelled,
            Status::CancelledExternally => Self::TicketDistributionCancelledExternally,
            Status::Failed => Self::TicketDistributionFailed,
        }
    }
}

/// One event, as it lies in the outbox. Carries no personal data and no code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketEvent {
    /// Its place in the outbox; grows, so that events of a group keep their order.
    pub seq: u64,
    /// Tells repeats: the same id is the same event.
    pub id: Uuid,
    /// What it tells.
    pub kind: EventKind,
    /// When it happened.
    pub at: Instant,
    /// Of which order.
    pub order: OrderId,
    /// The order's short code.
    pub order_code: String,
    /// Of which version of it, from 1.
    pub order_version: u32,
    /// Of which line, from 1; `None` for the events of a whole version.
    pub order_line: Option<u32>,
    /// Of which group; `None` for the events of a whole version.
    pub group: Option<GroupId>,
    /// Of which ticket; `None` for events of a group or a version.
    pub distribution: Option<DistributionId>,
}

impl TicketEvent {
    /// The envelope of consumers: `{eventId, type, correlationId, timestamp, <type with a small first letter>: {...}}`.
    /// The correlation is the order, so that everything about it can be found together.
    pub fn envelope(&self) -> Value {
        let mut content = Map::new();
        content.insert("orderId".into(), json!(self.order.to_string()));
        content.insert("orderCode".into(), json!(self.order_code));
        content.insert("orderVersion".into(), json!(self.order_version));
        if let Some(line) = self.order_line {
            content.insert("orderLineId".into(), json!(line.to_string()));
        }
        if let Some(group) = self.group {
            content.insert("ticketDistributionGroupId".into(), json!(group.to_string()));
        }
        if let Some(distribution) = self.distribution {
            content.insert("ticketDistributionId".into(), json!(distribution.to_string()));
        }
        let name = self.kind.name();
        let key = name[..1].to_ascii_lowercase() + &name[1..];
        json!({
            "eventId": self.id.to_string(),
            "type": name,
            "correlationId": self.order.to_string(),
            "timestamp": self.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            key: content,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_nine_are_of_a_group() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(EventKind::ALL.iter().filter(|kind| !kind.is_of_order_version()).count(), 9);
    }

    #[test]
    fn the_envelope_has_its_content_under_the_type() {
        let event = TicketEvent {
            seq: 7,
            id: Uuid::from_u128(1),
            kind: EventKind::TicketDistributionPickedUp,
            at: chrono::DateTime::from_timestamp_millis(1_790_000_000_123).unwrap(),
            order: OrderId(Uuid::from_u128(2)),
            order_code: "7K3-QFA".into(),
            order_version: 1,
            order_line: Some(2),
            group: Some(GroupId(Uuid::from_u128(3))),
            distribution: Some(DistributionId(Uuid::from_u128(4))),
        };
        let envelope = event.envelope();
        assert_eq!(envelope["type"], "TicketDistributionPickedUp");
        assert_eq!(envelope["timestamp"], "2026-09-21T14:13:20.123Z");
        let content = &envelope["ticketDistributionPickedUp"];
        assert_eq!(content["orderLineId"], "2");
        assert_eq!(content["ticketDistributionId"], Uuid::from_u128(4).to_string());
        assert_eq!(envelope.as_object().unwrap().len(), 5);
    }
}
