//! Tags and their groups (UC-10, UC-18).

use serde::{Deserialize, Serialize};

use crate::{TagId, TagTypeId};

/// A category tag such as "Museums".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// The supplier's id.
    pub id: TagId,
    /// Name for people.
    pub name: String,
    /// The type it belongs to.
    pub tag_type: Option<TagTypeId>,
    /// The type's name.
    pub type_name: Option<String>,
    /// The group of types, such as "Activity categories".
    pub group: Option<String>,
    /// Address of an icon, where one is given.
    pub icon_url: Option<String>,
}

/// A type of tags.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TagType {
    /// The supplier's id.
    pub id: TagTypeId,
    /// Name for people.
    pub name: String,
}
