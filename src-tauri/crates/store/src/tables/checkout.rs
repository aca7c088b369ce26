//! What must be said before and after buying, keyed like the product.

use counterfoil_domain::{SupplierKey, catalog::Checkout};

use super::supplied::{Key, Noun};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct Checkouts;

impl Noun for Checkouts {
    type Item = Checkout;
    const TABLE: &'static str = "checkout";
    const STAGED: bool = false;
    const COLUMNS: &'static [&'static str] = &[
        "has_timeslots",
        "must_know",
        "good_to_know",
        "pre_purchase",
        "post_purchase",
        "usage",
        "included",
        "excluded",
    ];

    fn write(checkout: &Checkout, _: SupplierKey, row: &mut Making) -> Result<()> {
        row.put(checkout.has_timeslots)
            .text_if(checkout.must_know.as_deref())
            .text_if(checkout.good_to_know.as_deref())
            .text_if(checkout.pre_purchase.as_deref())
            .text_if(checkout.post_purchase.as_deref())
            .text_if(checkout.usage.as_deref())
            .text_if(checkout.included.as_deref())
            .text_if(checkout.excluded.as_deref());
        Ok(())
    }

    fn read(_: Key, cells: &mut Cells<'_>) -> Result<Checkout> {
        Ok(Checkout {
            has_timeslots: cells.take("has_timeslots")?,
            must_know: cells.take("must_know")?,
            good_to_know: cells.take("good_to_know")?,
            pre_purchase: cells.take("pre_purchase")?,
            post_purchase: cells.take("post_purchase")?,
            usage: cells.take("usage")?,
            included: cells.take("included")?,
            excluded: cells.take("excluded")?,
        })
    }
}
