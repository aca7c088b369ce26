//! Editions: what a run writes is staged beside what is shown, and shown all at once when it is committed.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::Duration;
use counterfoil_domain::{
    CityId, Instant, SupplierKey,
    catalog::snapshot::{Contents, Retired},
};

use super::{
    CatalogFile,
    batch::Gone,
    content::{self, of_edition},
};
use crate::{
    Result, StoreError,
    tables::{
        city::Cities,
        country::Countries,
        edition::{self, Editions, Unfinished},
        experience::Experiences,
        experience_text::ExperienceTexts,
        freshness,
        listing::{self, Listed},
        page,
        product::Products,
        product_text::ProductTexts,
        supplied::{self, Noun as _},
        tag::Tags,
        tag_type::TagTypes,
    },
};

/// An edition that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staged {
    /// Of which supplier.
    pub supplier: SupplierKey,
    /// Its number.
    pub edition: i64,
    /// Whether it goes on where an interrupted run stopped.
    pub resumed: bool,
}

/// A page of a list as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageMark {
    /// Which list, in the words of whoever keeps it.
    pub list: String,
    /// Page, from 1.
    pub number: u32,
    /// The supplier's mark, where it gives marks.
    pub mark: Option<String>,
    /// How many items the list had, as the supplier said.
    pub total: Option<u64>,
    /// The supplier's ids of what stood on it and could be read.
    pub ids: Vec<Arc<str>>,
    /// When it came, or was found unchanged.
    pub fetched_at: Instant,
}

/// What is known of a supplier's two long lists before a run.
#[derive(Debug, Clone, Default)]
pub struct Listings {
    /// Experiences by the supplier's id.
    pub experiences: HashMap<Arc<str>, Listed>,
    /// Products by the supplier's id.
    pub products: HashMap<Arc<str>, Listed>,
}

/// Which nouns of which cities are fresh once a run is committed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fresh {
    /// Experiences were fetched.
    pub experiences: bool,
    /// Products were fetched.
    pub products: bool,
    /// The cities of which they were fetched whole.
    pub cities: Vec<CityId>,
}

macro_rules! every_staged {
    ($call:ident, $($argument:expr),*) => {{
        $call::<Countries>($($argument),*)?;
        $call::<Cities>($($argument),*)?;
        $call::<TagTypes>($($argument),*)?;
        $call::<Tags>($($argument),*)?;
        $call::<Experiences>($($argument),*)?;
        $call::<ExperienceTexts>($($argument),*)?;
        $call::<Products>($($argument),*)?;
        $call::<ProductTexts>($($argument),*)?;
    }};
}

use supplied::{discard, settle};

impl CatalogFile {
    /// Begins an edition. One that was left unfinished goes on when it was begun for the same wish less than `keep`
    /// ago; another is thrown away first.
    pub fn stage(&self, supplier: SupplierKey, wish: &str, now: Instant, keep: Duration) -> Result<Staged> {
        let wish = wish.to_owned();
        self.database.write(move |transaction| {
            edition::introduce(transaction, supplier)?;
            let editions = Editions::read(transaction)?;
            let committed = editions.committed(supplier);
            if let Some(left) = editions.staged(supplier) {
                let young = left.begun_at <= now && now - left.begun_at < keep;
                if left.wish == wish && young {
                    return Ok(Staged { supplier, edition: left.edition, resumed: true });
                }
                every_staged!(discard, transaction, supplier, committed);
                page::discard(transaction, supplier, committed)?;
            }
            let edition = committed + 1;
            edition::stage(transaction, supplier, &Unfinished { edition, wish, begun_at: now })?;
            Ok(Staged { supplier, edition, resumed: false })
        })
    }

    /// Pages that this edition has already, from a run that was interrupted.
    pub fn staged_pages(&self, staged: Staged) -> Result<Vec<PageMark>> {
        self.database.read(|connection| {
            let committed = Editions::read(connection)?.committed(staged.supplier);
            page::all(connection, staged.supplier, committed, Some(staged.edition))
        })
    }

    /// Pages as they are shown.
    pub fn pages(&self, supplier: SupplierKey) -> Result<Vec<PageMark>> {
        self.database.read(|connection| {
            let committed = Editions::read(connection)?.committed(supplier);
            page::all(connection, supplier, committed, None)
        })
    }

    /// What is listed of a supplier now, with the digests of what came over the line.
    pub fn listings(&self, supplier: SupplierKey) -> Result<Listings> {
        self.database.read(|connection| {
            let committed = Editions::read(connection)?.committed(supplier);
            Ok(Listings {
                experiences: listing::all::<Experiences>(connection, supplier, committed)?,
                products: listing::all::<Products>(connection, supplier, committed)?,
            })
        })
    }

    /// Shows an edition, retires what is gone and notes what is fresh: all at once, or nothing.
    ///
    /// Refused with `EditionLost` when another process took it over or threw it away.
    pub fn commit(&self, staged: Staged, retired: &Retired, fresh: &Fresh, at: Instant) -> Result<Gone> {
        let Staged { supplier, edition, .. } = staged;
        let (retired, fresh) = (retired.clone(), fresh.clone());
        self.database.write(move |transaction| {
            if !edition::commit(transaction, supplier, edition)? {
                return Err(StoreError::EditionLost);
            }
            every_staged!(settle, transaction, supplier, edition);
            page::settle(transaction, supplier, edition)?;
            let mut gone = Gone::default();
            macro_rules! retire {
                ($noun:ty, $ids:expr, $count:expr) => {
                    let ids: HashSet<Arc<str>> =
                        $ids.iter().filter(|id| id.supplier == supplier).map(|id| Arc::clone(&id.own)).collect();
                    $count += supplied::retire::<$noun>(transaction, supplier, &ids, at)?;
                };
            }
            retire!(Experiences, retired.experiences, gone.experiences);
            retire!(Products, retired.products, gone.products);
            retire!(Countries, retired.countries, gone.others);
            retire!(Cities, retired.cities, gone.others);
            retire!(TagTypes, retired.tag_types, gone.others);
            retire!(Tags, retired.tags, gone.others);
            for (noun, is_fresh) in [(Experiences::TABLE, fresh.experiences), (Products::TABLE, fresh.products)] {
                for city in fresh.cities.iter().filter(|city| is_fresh && city.supplier == supplier) {
                    freshness::mark(transaction, supplier, noun, Some(city), at)?;
                }
            }
            freshness::mark(transaction, supplier, "catalogue", None, at)?;
            Ok(gone)
        })
    }

    /// What an edition that is committed brought, with the ages and counts of the whole catalogue as they are now.
    pub fn changes(&self, staged: Staged) -> Result<Contents> {
        self.database.read(|connection| of_edition(connection, staged.supplier, staged.edition))
    }

    /// The committed edition of each supplier: tells whether another process refreshed the catalogue.
    pub fn editions(&self) -> Result<HashMap<SupplierKey, i64>> {
        self.database.read(|connection| Ok(Editions::read(connection)?.all_committed()))
    }

    /// All that is listed now, without long texts: what a snapshot is built from.
    ///
    /// Two connections read at once; should a run be committed meanwhile, it is read again.
    pub fn load(&self) -> Result<Contents> {
        content::load(&self.database)
    }
}
