//! Types of tags.

use counterfoil_domain::{SupplierKey, TagTypeId, catalog::TagType};

use super::supplied::{Key, Noun};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct TagTypes;

impl Noun for TagTypes {
    type Item = TagType;
    const TABLE: &'static str = "tag_type";
    const COLUMNS: &'static [&'static str] = &["name"];

    fn write(tag_type: &TagType, _: SupplierKey, row: &mut Making) -> Result<()> {
        row.text(&tag_type.name);
        Ok(())
    }

    fn read((supplier, id): Key, cells: &mut Cells<'_>) -> Result<TagType> {
        Ok(TagType { id: TagTypeId::new(supplier, id), name: cells.take("name")? })
    }
}
