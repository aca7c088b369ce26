//! Identities. A supplier's id carries its supplier, so that two suppliers never collide; ours are `UUIDv7`.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A supplier we can speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SupplierKey {
    /// Tiqets Distributor API.
    Tiqets,
    /// SecuTix S-360.
    Secutix,
}

impl SupplierKey {
    /// Every supplier, in the order screens list them.
    pub const ALL: [Self; 2] = [Self::Tiqets, Self::Secutix];

    /// The word used in settings, on the command line and before the colon of an id.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tiqets => "tiqets",
            Self::Secutix => "secutix",
        }
    }

    /// The supplier's own spelling of its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tiqets => "Tiqets",
            Self::Secutix => "SecuTix",
        }
    }
}

impl fmt::Display for SupplierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A text that is no id, with the text itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is not an id")]
pub struct NotAnId(pub String);

impl FromStr for SupplierKey {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Self::ALL.into_iter().find(|key| key.word() == text).ok_or_else(|| NotAnId(text.to_owned()))
    }
}

macro_rules! supplier_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name {
            /// Who gave the id.
            pub supplier: SupplierKey,
            /// The id as the supplier writes it.
            pub own: Arc<str>,
        }

        impl $name {
            /// An id as this supplier writes it.
            pub fn new(supplier: SupplierKey, own: impl Into<Arc<str>>) -> Self {
                Self { supplier, own: own.into() }
            }
        }

        impl fmt::Display for $name {
            /// `supplier:own`, the form that is unique across suppliers.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}:{}", self.supplier, self.own)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            /// Reads `supplier:own`; a bare `own` is taken as Tiqets', the supplier whose ids people type.
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let (supplier, own) = split(text)?;
                Ok(Self::new(supplier, own))
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

fn split(text: &str) -> Result<(SupplierKey, &str), NotAnId> {
    let (supplier, own) = match text.split_once(':') {
        Some((word, own)) => (word.parse()?, own),
        None => (SupplierKey::Tiqets, text),
    };
    let plain = own.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if own.is_empty() || own.len() > 64 || !plain {
        return Err(NotAnId(text.to_owned()));
    }
    Ok((supplier, own))
}

supplier_id! {
    /// A country as a supplier numbers it.
    CountryId,
    /// A city as a supplier numbers it.
    CityId,
    /// An attraction or activity; at Tiqets also the id of the venue of its products.
    ExperienceId,
    /// Something that can be booked.
    ProductId,
    /// A kind of visitor within a product: adult, child, ...
    VariantId,
    /// A category tag.
    TagId,
    /// A group of tags.
    TagTypeId,
}

macro_rules! our_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId(text.to_owned()))
            }
        }
    )*};
}

our_id! {
    /// An order of ours.
    OrderId,
    /// One run of long work: a refresh, a bootstrap.
    RunId,
    /// The tickets of one line of one version of an order.
    GroupId,
    /// One ticket on its way to the client.
    DistributionId,
    /// Sheets that a printer was asked for.
    PrintJobId,
    /// A mail with tickets.
    MailId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_id_is_tiqets() {
        assert_eq!("60005".parse::<CityId>(), Ok(CityId::new(SupplierKey::Tiqets, "60005")));
        assert_eq!("secutix:12".parse::<CityId>(), Ok(CityId::new(SupplierKey::Secutix, "12")));
        assert_eq!(CityId::new(SupplierKey::Tiqets, "7").to_string(), "tiqets:7");
    }

    #[test]
    fn odd_ids_are_refused() {
        for text in ["", ":", "nobody:1", "tiqets:", "a b", "1/../2", "x\u{202e}y"] {
            assert!(text.parse::<ProductId>().is_err(), "{text:?} was taken for an id");
        }
    }
}
