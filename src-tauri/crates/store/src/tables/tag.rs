//! Tags.

use counterfoil_domain::{SupplierKey, TagId, TagTypeId, catalog::Tag};

use super::supplied::{Key, Noun, own};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct Tags;

impl Noun for Tags {
    type Item = Tag;
    const TABLE: &'static str = "tag";
    const COLUMNS: &'static [&'static str] = &["name", "tag_type_id", "type_name", "group_name", "icon_url"];

    fn write(tag: &Tag, supplier: SupplierKey, row: &mut Making) -> Result<()> {
        let tag_type = tag
            .tag_type
            .as_ref()
            .map(|id| own(supplier, id.supplier, &id.own, Self::TABLE, "tag_type_id"))
            .transpose()?;
        row.text(&tag.name)
            .text_if(tag_type)
            .text_if(tag.type_name.as_deref())
            .text_if(tag.group.as_deref())
            .text_if(tag.icon_url.as_deref());
        Ok(())
    }

    fn read((supplier, id): Key, cells: &mut Cells<'_>) -> Result<Tag> {
        Ok(Tag {
            id: TagId::new(supplier, id),
            name: cells.take("name")?,
            tag_type: cells.word_if("tag_type_id", |id| Some(TagTypeId::new(supplier, id)))?,
            type_name: cells.take("type_name")?,
            group: cells.take("group_name")?,
            icon_url: cells.take("icon_url")?,
        })
    }
}

/// Ids in a list, as the supplier writes them.
pub(crate) fn own_ids<'a>(
    ids: impl Iterator<Item = (SupplierKey, &'a str)>,
    supplier: SupplierKey,
    table: &'static str,
    column: &'static str,
) -> Result<Vec<&'a str>> {
    ids.map(|(of, id)| own(supplier, of, id, table, column)).collect()
}
