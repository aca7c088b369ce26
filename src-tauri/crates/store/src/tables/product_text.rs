//! Long texts of products, keyed like the product.

use counterfoil_domain::{SupplierKey, catalog::ProductText};

use super::supplied::{Key, Noun};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct ProductTexts;

impl Noun for ProductTexts {
    type Item = ProductText;
    const TABLE: &'static str = "product_text";
    const COLUMNS: &'static [&'static str] = &[
        "summary",
        "highlights",
        "included",
        "excluded",
        "starting_points",
        "starting_time",
        "operator",
        "live_guide_languages",
        "audio_guide_languages",
        "url",
        "checkout_url",
        "languages",
        "pictures",
    ];

    fn write(text: &ProductText, _: SupplierKey, row: &mut Making) -> Result<()> {
        row.text_if(text.summary.as_deref())
            .text_if(text.highlights.as_deref())
            .text_if(text.included.as_deref())
            .text_if(text.excluded.as_deref())
            .json(&text.starting_points, "starting_points")?
            .text_if(text.starting_time.as_deref())
            .text_if(text.operator.as_deref())
            .json(&text.live_guide_languages, "live_guide_languages")?
            .json(&text.audio_guide_languages, "audio_guide_languages")?
            .text_if(text.url.as_deref())
            .text_if(text.checkout_url.as_deref())
            .json(&text.languages, "languages")?
            .json(&text.pictures, "pictures")?;
        Ok(())
    }

    fn read(_: Key, cells: &mut Cells<'_>) -> Result<ProductText> {
        Ok(ProductText {
            summary: cells.take("summary")?,
            highlights: cells.take("highlights")?,
            included: cells.take("included")?,
            excluded: cells.take("excluded")?,
            starting_points: cells.json("starting_points")?,
            starting_time: cells.take("starting_time")?,
            operator: cells.take("operator")?,
            live_guide_languages: cells.json("live_guide_languages")?,
            audio_guide_languages: cells.json("audio_guide_languages")?,
            url: cells.take("url")?,
            checkout_url: cells.take("checkout_url")?,
            languages: cells.json("languages")?,
            pictures: cells.json("pictures")?,
        })
    }
}
