//! The catalogue file: what suppliers told us.

pub(crate) mod batch;
mod content;
pub(crate) mod staging;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use counterfoil_domain::{
    CityId, ExperienceId, Instant, ProductId, SupplierKey,
    catalog::{Checkout, Experience, ExperienceText, Product, ProductText, Variants},
};

use crate::{
    Result,
    database::Database,
    open::{self, Kind},
    tables::{
        checkout::Checkouts,
        edition::Editions,
        experience::Experiences,
        experience_text::ExperienceTexts,
        freshness,
        product::Products,
        product_text::ProductTexts,
        supplied::{self, Noun, Pen, encode},
        variant_set::{self, VariantSets},
    },
};
use batch::{Batch, Counts, Kept, Prepared, Written};

/// A handle to `catalog.db`. Cheap to clone; the file closes with the last handle, after the transaction going on.
#[derive(Debug, Clone)]
pub struct CatalogFile {
    database: Arc<Database>,
}

impl CatalogFile {
    /// Opens the file and makes it, with its folder, when it is not there.
    ///
    /// [`StoreError::CatalogDamaged`](crate::StoreError::CatalogDamaged) means that [`Self::recreate`] and a bootstrap
    /// are due.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { database: Arc::new(open::open(Kind::Catalog, path)?) })
    }

    /// Deletes the file with all its rows and makes an empty one. No other handle to it may be open.
    pub fn recreate(path: &Path) -> Result<Self> {
        open::remove_catalog(path)?;
        Self::open(path)
    }

    /// Where the file lies.
    pub fn path(&self) -> PathBuf {
        self.database.place().path.clone()
    }

    /// Writes what is new or different, in one short transaction. Rows that came back are no longer retired.
    ///
    /// Refused with `EditionLost` when the batch's edition is no longer the one that is staged.
    pub fn apply(&self, batch: Batch) -> Result<Written> {
        let prepared = Prepared::of(batch)?;
        self.database.write(move |transaction| prepared.write(transaction))
    }

    /// Looks through the whole file for damage. Takes seconds; opening does not do it.
    pub fn verify(&self) -> Result<()> {
        self.database.verify()
    }

    /// Products that are listed and whose variants are missing, were fetched before `before`, or are older than the
    /// product's last change, if that is not later than `now`: on sale and best known first, at most `limit`.
    pub fn without_fresh_variants(
        &self,
        supplier: SupplierKey,
        before: Instant,
        now: Instant,
        limit: u32,
    ) -> Result<Vec<ProductId>> {
        self.database.read(|connection| {
            let committed = Editions::read(connection)?.committed(supplier);
            variant_set::missing(connection, supplier, committed, (before, now), limit)
        })
    }

    /// Of how many products the variants are here, however old.
    pub fn variants_known(&self) -> Result<u64> {
        self.database.read(variant_set::product_count)
    }

    /// The long text of an experience.
    pub fn experience_text(&self, id: &ExperienceId) -> Result<Option<ExperienceText>> {
        Ok(self.get::<ExperienceTexts>(id.supplier, &id.own)?.map(|kept| kept.item))
    }

    /// The long texts of a product.
    pub fn product_text(&self, id: &ProductId) -> Result<Option<ProductText>> {
        Ok(self.get::<ProductTexts>(id.supplier, &id.own)?.map(|kept| kept.item))
    }

    /// The long texts of the products of a page; products without any are left out.
    pub fn product_texts(&self, ids: &[ProductId]) -> Result<HashMap<ProductId, ProductText>> {
        self.database.read(|connection| {
            let mut texts = HashMap::with_capacity(ids.len());
            for id in ids {
                if let Some(kept) = supplied::get::<ProductTexts>(connection, id.supplier, &id.own)? {
                    texts.insert(id.clone(), kept.item);
                }
            }
            Ok(texts)
        })
    }

    /// An experience, listed or retired: an order may name it.
    pub fn experience(&self, id: &ExperienceId) -> Result<Option<Kept<Experience>>> {
        self.get::<Experiences>(id.supplier, &id.own)
    }

    /// A product, listed or retired: an order may name it.
    pub fn product(&self, id: &ProductId) -> Result<Option<Kept<Product>>> {
        self.get::<Products>(id.supplier, &id.own)
    }

    /// The variants of a product, with their age.
    pub fn variants(&self, product: &ProductId) -> Result<Option<Kept<Variants>>> {
        self.get::<VariantSets>(product.supplier, &product.own)
    }

    /// When the variants of a product were fetched; `None` when they never were.
    pub fn variants_age(&self, product: &ProductId) -> Result<Option<Instant>> {
        Ok(self.variants(product)?.map(|kept| kept.fetched_at))
    }

    /// Keeps the variants of a product. Their age is renewed even when nothing changed.
    pub fn save_variants(&self, product: &ProductId, variants: &Variants, at: Instant) -> Result<()> {
        self.save::<VariantSets>(product, variants, at)
    }

    /// What must be said before and after buying a product, with its age.
    pub fn checkout(&self, product: &ProductId) -> Result<Option<Kept<Checkout>>> {
        self.get::<Checkouts>(product.supplier, &product.own)
    }

    /// Keeps what must be said before and after buying. Its age is renewed even when nothing changed.
    pub fn save_checkout(&self, product: &ProductId, checkout: &Checkout, at: Instant) -> Result<()> {
        self.save::<Checkouts>(product, checkout, at)
    }

    /// How many rows of each noun there are.
    pub fn counts(&self) -> Result<Counts> {
        self.database.read(Counts::read)
    }

    /// When each supplier was last asked for anything.
    pub fn fetched_at(&self) -> Result<HashMap<SupplierKey, Instant>> {
        self.database.read(freshness::newest)
    }

    /// When each city was last fetched whole.
    pub fn cities_fetched_at(&self) -> Result<HashMap<CityId, Instant>> {
        self.database.read(freshness::by_city)
    }

    /// The `synchronous` setting in force where this file is written: 1 is NORMAL.
    pub fn synchronous(&self) -> Result<i64> {
        self.database.synchronous()
    }

    fn get<N: Noun>(&self, supplier: SupplierKey, id: &Arc<str>) -> Result<Option<Kept<N::Item>>> {
        self.database.read(|connection| supplied::get::<N>(connection, supplier, id))
    }

    fn save<N: Noun>(&self, product: &ProductId, item: &N::Item, at: Instant) -> Result<()> {
        let row = encode::<N>(product.supplier, &product.own, item, None)?;
        self.database
            .write(move |transaction| Pen::new::<N>(transaction, &Editions::default(), None, at)?.overwrite(&row))
    }
}
