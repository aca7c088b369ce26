//! Tags, their types and groups.

use serde::{Serialize, Serializer};

use super::World;
use super::dice::Dice;
use super::theme::{TAG_ADJECTIVES, TAG_NOUNS, TAG_TYPES, TAGS, Theme};

use crate::wire::Text;

/// Number of the first tag.
const FIRST_ID: u64 = 100;

/// Position of a tag's type.
fn kind(index: usize) -> usize {
    TAGS.get(index).map_or_else(|| (index - TAGS.len()) % TAG_TYPES.len(), |tag| tag.1)
}

/// A tag by its position; nothing about it ever changes.
#[derive(Debug, Hash)]
pub(crate) struct Tag(pub(crate) usize);

impl Tag {
    fn name(&self) -> String {
        TAGS.get(self.0).map_or_else(
            || {
                let more = self.0 - TAGS.len();
                let adjective = TAG_ADJECTIVES[more % TAG_ADJECTIVES.len()];
                let noun = TAG_NOUNS[(more / TAG_ADJECTIVES.len()) % TAG_NOUNS.len()];
                format!("{adjective} {noun}")
            },
            |(name, _)| (*name).to_owned(),
        )
    }
}

/// The JSON object of `GET /tags` (Tiqets Distributor API, Tags).
#[derive(Serialize)]
struct Sheet {
    id: Text<u64>,
    name: String,
    type_id: Text<usize>,
    type_name: &'static str,
    type_group_name: Option<&'static str>,
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = kind(self.0);
        let (type_name, type_group_name) = TAG_TYPES[kind];
        Sheet {
            id: Text(World::tag_id(self.0)),
            name: self.name(),
            type_id: Text(kind + 1),
            type_name,
            type_group_name,
        }
        .serialize(serializer)
    }
}

/// A type of tags by its position.
#[derive(Debug, Hash)]
pub(crate) struct TagType(pub(crate) usize);

impl TagType {
    /// Number of types.
    pub(crate) fn count() -> usize {
        TAG_TYPES.len()
    }
}

/// The JSON object of `GET /tag_types`.
#[derive(Serialize)]
struct TypeSheet {
    id: Text<usize>,
    name: &'static str,
}

impl Serialize for TagType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        TypeSheet { id: Text(self.0 + 1), name: TAG_TYPES[self.0].0 }.serialize(serializer)
    }
}

impl World {
    /// Number of tags.
    pub(crate) fn tag_count(&self) -> usize {
        self.size.tags
    }

    /// Position of a tag by the supplier's number.
    pub(crate) fn tag_index(&self, id: u64) -> Option<usize> {
        let index = usize::try_from(id.checked_sub(FIRST_ID)?).ok()?;
        (index < self.size.tags).then_some(index)
    }

    /// Number of a tag.
    pub(crate) fn tag_id(index: usize) -> u64 {
        FIRST_ID + index as u64
    }

    /// Name of a tag's type.
    pub(crate) fn tag_type_name(index: usize) -> &'static str {
        TAG_TYPES[kind(index)].0
    }

    /// Positions of the tags of a product.
    pub(crate) fn tags_of_product(&self, index: usize, theme: &Theme) -> Vec<usize> {
        let mut dice = Dice::for_subject(self.seed, &[5, index as u64]);
        let mut tags = theme.tags.to_vec();
        for _ in 0..=dice.position(3) {
            let tag = TAGS.len().min(40) + dice.position(self.size.tags.saturating_sub(40));
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }
}
