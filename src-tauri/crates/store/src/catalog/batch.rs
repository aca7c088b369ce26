//! What is written to the catalogue in one transaction, and what came of it.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use counterfoil_domain::{
    CityId, CountryId, ExperienceId, Instant, ProductId, SupplierKey, TagId, TagTypeId,
    catalog::{Checkout, City, Country, Experience, ExperienceText, Product, ProductText, Tag, TagType, Variants},
};
use rusqlite::{Connection, Transaction};

use crate::{
    Result,
    tables::{
        checkout::Checkouts,
        city::Cities,
        country::Countries,
        experience::Experiences,
        experience_text::ExperienceTexts,
        freshness,
        product::Products,
        product_text::ProductTexts,
        supplied::{self, Encoded, Fate, Noun, encode, renew_all, write_all, write_with_text},
        tag::Tags,
        tag_type::TagTypes,
        variant_set::{VariantSets, variant_count},
    },
};

/// Rows to be written together. A repeated id is written once more; the last one stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
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
    pub experiences: Vec<(Experience, ExperienceText)>,
    /// Products with their long texts.
    pub products: Vec<(Product, ProductText)>,
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
        }
    }
}

/// What a supplier lists, by noun; `None` for a noun that was not fetched whole, and of which nothing is retired.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// Countries.
    pub countries: Option<HashSet<CountryId>>,
    /// Cities.
    pub cities: Option<HashSet<CityId>>,
    /// Tag types.
    pub tag_types: Option<HashSet<TagTypeId>>,
    /// Tags.
    pub tags: Option<HashSet<TagId>>,
    /// Experiences.
    pub experiences: Option<HashSet<ExperienceId>>,
    /// Products.
    pub products: Option<HashSet<ProductId>>,
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
    fetched: BTreeSet<(SupplierKey, &'static str)>,
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
    pub(crate) fn of(batch: &Batch) -> Result<Self> {
        let mut fetched = BTreeSet::new();
        macro_rules! rows {
            ($noun:ty, $items:expr) => {
                $items
                    .iter()
                    .map(|item| {
                        fetched.insert((item.id.supplier, <$noun>::TABLE));
                        encode::<$noun>(item.id.supplier, &item.id.own, item)
                    })
                    .collect::<Result<Vec<_>>>()?
            };
            ($noun:ty, $text:ty, $items:expr) => {
                $items
                    .iter()
                    .map(|(item, text)| {
                        let (supplier, id) = (item.id.supplier, &item.id.own);
                        fetched.insert((supplier, <$noun>::TABLE));
                        Ok((encode::<$noun>(supplier, id, item)?, encode::<$text>(supplier, id, text)?))
                    })
                    .collect::<Result<Vec<_>>>()?
            };
        }
        Ok(Self {
            fetched_at: batch.fetched_at,
            countries: rows!(Countries, batch.countries),
            cities: rows!(Cities, batch.cities),
            tag_types: rows!(TagTypes, batch.tag_types),
            tags: rows!(Tags, batch.tags),
            experiences: rows!(Experiences, ExperienceTexts, batch.experiences),
            products: rows!(Products, ProductTexts, batch.products),
            variants: Self::of_products::<VariantSets>(&batch.variants)?,
            checkouts: Self::of_products::<Checkouts>(&batch.checkouts)?,
            fetched,
        })
    }

    fn of_products<N: Noun>(items: &[(ProductId, N::Item)]) -> Result<Vec<Encoded>> {
        items.iter().map(|(product, item)| encode::<N>(product.supplier, &product.own, item)).collect()
    }

    pub(crate) fn write(&self, transaction: &Transaction<'_>) -> Result<Written> {
        let (at, mut written) = (self.fetched_at, Written::default());
        write_all::<Countries>(transaction, &self.countries, at, &mut written)?;
        write_all::<Cities>(transaction, &self.cities, at, &mut written)?;
        write_all::<TagTypes>(transaction, &self.tag_types, at, &mut written)?;
        write_all::<Tags>(transaction, &self.tags, at, &mut written)?;
        write_with_text::<Experiences, ExperienceTexts>(transaction, &self.experiences, at, &mut written)?;
        write_with_text::<Products, ProductTexts>(transaction, &self.products, at, &mut written)?;
        renew_all::<VariantSets>(transaction, &self.variants, at, &mut written)?;
        renew_all::<Checkouts>(transaction, &self.checkouts, at, &mut written)?;
        for (supplier, noun) in &self.fetched {
            freshness::mark(transaction, *supplier, noun, None, at)?;
        }
        Ok(written)
    }
}

impl Seen {
    pub(crate) fn retire(
        &self,
        transaction: &Transaction<'_>,
        supplier: SupplierKey,
        cities: Option<&[CityId]>,
        at: Instant,
    ) -> Result<Gone> {
        let mut gone = Gone::default();
        macro_rules! retire {
            ($noun:ty, $seen:expr, $count:expr) => {
                if let Some(seen) = &$seen {
                    let seen: HashSet<Arc<str>> =
                        seen.iter().filter(|id| id.supplier == supplier).map(|id| Arc::clone(&id.own)).collect();
                    $count += supplied::retire::<$noun>(transaction, supplier, cities, &seen, at)?;
                    freshness::mark(transaction, supplier, <$noun>::TABLE, None, at)?;
                }
            };
        }
        retire!(Experiences, self.experiences, gone.experiences);
        retire!(Products, self.products, gone.products);
        if let Some(cities) = cities {
            for (noun, fetched) in
                [(Experiences::TABLE, self.experiences.is_some()), (Products::TABLE, self.products.is_some())]
            {
                for city in cities.iter().filter(|city| fetched && city.supplier == supplier) {
                    freshness::mark(transaction, supplier, noun, Some(city), at)?;
                }
            }
        } else {
            if self.experiences.is_some() {
                freshness::mark_listed_cities(transaction, supplier, Experiences::TABLE, at)?;
            }
            if self.products.is_some() {
                freshness::mark_listed_cities(transaction, supplier, Products::TABLE, at)?;
            }
            retire!(Countries, self.countries, gone.others);
            retire!(Cities, self.cities, gone.others);
            retire!(TagTypes, self.tag_types, gone.others);
            retire!(Tags, self.tags, gone.others);
        }
        Ok(gone)
    }
}
