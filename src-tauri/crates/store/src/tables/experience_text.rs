//! Long texts of experiences, keyed like the experience.

use counterfoil_domain::{SupplierKey, catalog::ExperienceText};

use super::supplied::{Key, Noun};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct ExperienceTexts;

impl Noun for ExperienceTexts {
    type Item = ExperienceText;
    const TABLE: &'static str = "experience_text";
    const COLUMNS: &'static [&'static str] = &["description", "pictures"];

    fn write(text: &ExperienceText, _: SupplierKey, row: &mut Making) -> Result<()> {
        row.text_if(text.description.as_deref()).json(&text.pictures, "pictures")?;
        Ok(())
    }

    fn read(_: Key, cells: &mut Cells<'_>) -> Result<ExperienceText> {
        Ok(ExperienceText { description: cells.take("description")?, pictures: cells.json("pictures")? })
    }
}
