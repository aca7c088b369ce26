//! Reading all that is listed, with two connections at once.

use counterfoil_domain::{SupplierKey, catalog::snapshot::Contents};
use rusqlite::Connection;

use crate::{
    Result, StoreError,
    database::Database,
    tables::{
        city::Cities,
        country::Countries,
        edition::Editions,
        experience::Experiences,
        freshness,
        product::Products,
        supplied::{self, Part, Which},
        tag::Tags,
        tag_type::TagTypes,
        variant_set::variant_count,
    },
};

/// How often a load is repeated because a run was committed meanwhile.
const TRIES: usize = 5;

pub(super) fn load(database: &Database) -> Result<Contents> {
    for _ in 0..TRIES {
        // Told to both: rows that come in between must not fall between two halves.
        let middle = database.read(supplied::middle::<Products>)?;
        let (first, second) = std::thread::scope(|scope| {
            let other = scope.spawn(|| {
                database.read(|connection| {
                    let editions = Editions::read(connection)?;
                    let which = Which::Shown(Part::After(middle));
                    Ok((supplied::load::<Products>(connection, &editions, which)?, editions))
                })
            });
            let first = database.read(|connection| {
                let editions = Editions::read(connection)?;
                let mut contents = of(connection, &editions, Which::Shown(Part::All))?;
                contents.products =
                    supplied::load::<Products>(connection, &editions, Which::Shown(Part::UpTo(middle)))?;
                Ok((contents, editions))
            });
            // A thread that panicked has nothing to tell.
            (first, other.join().unwrap_or(Err(StoreError::Closed)))
        });
        let ((mut contents, editions), (products, same)) = (first?, second?);
        if editions == same {
            contents.products.extend(products);
            return Ok(contents);
        }
    }
    Err(StoreError::Busy)
}

/// What an edition brought.
pub(super) fn of_edition(connection: &Connection, supplier: SupplierKey, edition: i64) -> Result<Contents> {
    let (editions, which) = (Editions::read(connection)?, Which::Of(supplier, edition));
    let mut contents = of(connection, &editions, which)?;
    contents.products = supplied::load::<Products>(connection, &editions, which)?;
    Ok(contents)
}

/// Everything but products.
fn of(connection: &Connection, editions: &Editions, which: Which) -> Result<Contents> {
    Ok(Contents {
        countries: supplied::load::<Countries>(connection, editions, which)?,
        cities: supplied::load::<Cities>(connection, editions, which)?,
        experiences: supplied::load::<Experiences>(connection, editions, which)?,
        products: Vec::new(),
        tags: supplied::load::<Tags>(connection, editions, which)?,
        tag_types: supplied::load::<TagTypes>(connection, editions, which)?,
        variant_count: variant_count(connection)?,
        fetched_at: freshness::newest(connection)?.into_values().max(),
        cities_fetched_at: freshness::by_city(connection)?,
        editions: editions.all_committed(),
    })
}
