//! What is written to the catalogue in one transaction, and what came of it.

use std::collections::BTreeSet;

use counterfoil_domain::{
    Instant, ProductId, SupplierKey,
    catalog::{Checkout, City, Country, Experience, ExperienceText, Product, ProductText, Tag, TagType, Variants},
    supplier::Told,
};
use rusqlite::{Connection, Transaction};

use super::staging::{PageMark, Staged};
use crate::{
    Result, StoreError,
    tables::{
        checkout::Checkouts,
        city::Cities,
        country::Countries,
        edition::{self, Editions},
        experience::Experiences,
        experience_text::ExperienceTexts,
        freshness, page,
        product::Products,
        product_text::ProductTexts,
        supplied::{self, Desk, Encoded, Fate, Noun, encode},
        tag::Tags,
        tag_type::TagTypes,
        variant_set::{VariantSets, variant_count},
    },
};

/// Rows to be written together. A repeated id is written once more; the last one stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// The edition they belong to; without one they are seen at once.
    pub staged: Option<Staged>,
    /// The pages of lists they came on; only with an edition.
    pub pages: Vec<PageMark>,
    /// When they were fetched.
    pub fetched_at: Instant,
    /// Countries.
    pub countries: Vec<Country>,
    /// Cities.
    pub cities: Vec<City>,
    /// Tag types.
    pub tag_types: Vec<TagType>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Experiences with their long texts.
    pub experiences: Vec<Told<(Experience, ExperienceText)>>,
    /// Products with their long texts.
    pub products: Vec<Told<(Product, ProductText)>>,
    /// Variants of products. Their age is renewed even when nothing changed.
    pub variants: Vec<(ProductId, Variants)>,
    /// What must be said before and after buying products. Their age is renewed even when nothing changed.
    pub checkouts: Vec<(ProductId, Checkout)>,
}

/// How many rows a batch changed. A row with a long text counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// New here.
    pub inserted: u64,
    /// Different from what was here, or back after being retired.
    pub updated: u64,
    /// The same; not written.
    pub unchanged: u64,
}

impl Written {
    /// Rows that were written.
    pub const fn changed(self) -> u64 {
        self.inserted + self.updated
    }

    /// Adds what another batch changed.
    pub const fn plus(self, other: Self) -> Self {
        Self {
            inserted: self.inserted + other.inserted,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
        }
    }

    pub(crate) const fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Inserted => self.inserted += 1,
            Fate::Updated => self.updated += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Again => {}
        }
    }
}

/// How many rows were retired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gone {
    /// Experiences.
    pub experiences: u64,
    /// Products.
    pub products: u64,
    /// Countries, cities, tag types and tags.
    pub others: u64,
}

impl Gone {
    /// All of them.
    pub const fn total(self) -> u64 {
        self.experiences + self.products + self.others
    }
}

/// A row with what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T> {
    /// What the supplier told.
    pub item: T,
    /// When this version of it was fetched.
    pub fetched_at: Instant,
    /// Since when the supplier no longer lists it.
    pub retired_at: Option<Instant>,
}

/// How many rows are listed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Countries.
    pub countries: u64,
    /// Cities.
    pub cities: u64,
    /// Experiences.
    pub experiences: u64,
    /// Products.
    pub products: u64,
    /// Variants over all products whose variants were fetched.
    pub variants: u64,
    /// Tags.
    pub tags: u64,
    /// Tag types.
    pub tag_types: u64,
    /// Rows of any noun that are retired.
    pub retired: u64,
}

impl Counts {
    pub(crate) fn read(connection: &Connection) -> Result<Self> {
        let (countries, gone_countries) = supplied::count::<Countries>(connection)?;
        let (cities, gone_cities) = supplied::count::<Cities>(connection)?;
        let (experiences, gone_experiences) = supplied::count::<Experiences>(connection)?;
        let (products, gone_products) = supplied::count::<Products>(connection)?;
        let (tags, gone_tags) = supplied::count::<Tags>(connection)?;
        let (tag_types, gone_tag_types) = supplied::count::<TagTypes>(connection)?;
        let variants = variant_count(connection)?;
        let retired = gone_countries + gone_cities + gone_experiences + gone_products + gone_tags + gone_tag_types;
        Ok(Self { countries, cities, experiences, products, variants, tags, tag_types, retired })
    }
}

/// A batch as rows: made on the caller's thread, so that the transaction only writes.
pub(crate) struct Prepared {
    fetched_at: Instant,
    staged: Option<Staged>,
    pages: Vec<PageMark>,
    suppliers: BTreeSet<SupplierKey>,
    countries: Vec<Encoded>,
    cities: Vec<Encoded>,
    tag_types: Vec<Encoded>,
    tags: Vec<Encoded>,
    experiences: Vec<(Encoded, Encoded)>,
    products: Vec<(Encoded, Encoded)>,
    variants: Vec<Encoded>,
    checkouts: Vec<Encoded>,
}

impl Prepared {
    pub(crate) fn of(batch: Batch) -> Result<Self> {
        let mut suppliers = BTreeSet::new();
        macro_rules! rows {
            ($noun:ty, $items:expr) => {
                $items
                    .iter()
                    .map(|item| {
                        suppliers.insert(item.id.supplier);
                        encode::<$noun>(item.id.supplier, &item.id.own, item, None)
                    })
                    .collect::<Result<Vec<_>>>()?
            };
            ($noun:ty, $text:ty, $items:expr) => {
                $items
                    .iter()
                    .map(|Told { item: (item, text), digest }| {
                        let (supplier, id) = (item.id.supplier, &item.id.own);
                        suppliers.insert(supplier);
                        Ok((encode::<$noun>(supplier, id, item, *digest)?, encode::<$text>(supplier, id, text, None)?))
                    })
                    .collect::<Result<Vec<_>>>()?
            };
        }
        Ok(Self {
            fetched_at: batch.fetched_at,
            staged: batch.staged,
            countries: rows!(Countries, batch.countries),
            cities: rows!(Cities, batch.cities),
            tag_types: rows!(TagTypes, batch.tag_types),
            tags: rows!(Tags, batch.tags),
            experiences: rows!(Experiences, ExperienceTexts, batch.experiences),
            products: rows!(Products, ProductTexts, batch.products),
            variants: Self::of_products::<VariantSets>(&batch.variants)?,
            checkouts: Self::of_products::<Checkouts>(&batch.checkouts)?,
            pages: batch.pages,
            suppliers,
        })
    }

    fn of_products<N: Noun>(items: &[(ProductId, N::Item)]) -> Result<Vec<Encoded>> {
        items.iter().map(|(product, item)| encode::<N>(product.supplier, &product.own, item, None)).collect()
    }

    pub(crate) fn write(&self, transaction: &Transaction<'_>) -> Result<Written> {
        let mut editions = Editions::read(transaction)?;
        if let Some(staged) = self.staged {
            // Another process may have taken over, and thrown away what was staged.
            if editions.staged(staged.supplier).is_none_or(|left| left.edition != staged.edition) {
                return Err(StoreError::EditionLost);
            }
            for page in &self.pages {
                page::save(transaction, staged.supplier, staged.edition, page)?;
            }
        } else {
            for supplier in &self.suppliers {
                edition::touch(transaction, *supplier)?;
            }
            editions = Editions::read(transaction)?;
        }
        let (at, mut written) = (self.fetched_at, Written::default());
        let desk = Desk { transaction, editions, stage: self.staged.map(|staged| staged.edition), at };
        desk.write_all::<Countries>(&self.countries, &mut written)?;
        desk.write_all::<Cities>(&self.cities, &mut written)?;
        desk.write_all::<TagTypes>(&self.tag_types, &mut written)?;
        desk.write_all::<Tags>(&self.tags, &mut written)?;
        desk.write_with_text::<Experiences, ExperienceTexts>(&self.experiences, &mut written)?;
        desk.write_with_text::<Products, ProductTexts>(&self.products, &mut written)?;
        desk.renew_all::<VariantSets>(&self.variants, &mut written)?;
        desk.renew_all::<Checkouts>(&self.checkouts, &mut written)?;
        if self.staged.is_none() {
            for supplier in &self.suppliers {
                freshness::mark(transaction, *supplier, "catalogue", None, at)?;
            }
        }
        Ok(written)
    }
}
