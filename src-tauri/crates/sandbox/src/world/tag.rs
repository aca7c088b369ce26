//! Tags, their types and groups.

use serde_json::{Value, json};

use super::World;
use super::dice::Dice;
use super::theme::{TAG_ADJECTIVES, TAG_NOUNS, TAG_TYPES, TAGS, Theme};

/// Number of the first tag.
const FIRST_ID: u64 = 100;

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

    /// Name and type of a tag.
    pub(crate) fn tag(index: usize) -> (String, usize) {
        if let Some((name, kind)) = TAGS.get(index) {
            return ((*name).to_owned(), *kind);
        }
        let more = index - TAGS.len();
        let adjective = TAG_ADJECTIVES[more % TAG_ADJECTIVES.len()];
        let noun = TAG_NOUNS[(more / TAG_ADJECTIVES.len()) % TAG_NOUNS.len()];
        (format!("{adjective} {noun}"), more % TAG_TYPES.len())
    }

    /// The JSON object of `GET /tags` (Tiqets Distributor API, Tags).
    pub(crate) fn tag_sheet(index: usize) -> Value {
        let (name, kind) = Self::tag(index);
        let (type_name, group) = TAG_TYPES[kind];
        json!({
            "id": Self::tag_id(index).to_string(), "name": name, "type_id": (kind + 1).to_string(),
            "type_name": type_name, "type_group_name": group,
        })
    }

    /// The JSON objects of `GET /tag_types`.
    pub(crate) fn tag_type_sheets() -> Vec<Value> {
        TAG_TYPES
            .iter()
            .enumerate()
            .map(|(index, (name, _))| json!({"id": (index + 1).to_string(), "name": name}))
            .collect()
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
