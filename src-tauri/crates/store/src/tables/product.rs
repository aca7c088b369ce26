//! Products, without their long texts.

use counterfoil_domain::{
    CityId, CountryId, ExperienceId, ProductId, SupplierKey,
    catalog::{Cancellation, CancellationPolicy, Flags, Product, Venue},
};

use super::{
    city::{read_geo, write_geo},
    experience::{read_rating, read_tags, write_rating},
    supplied::{Key, Noun, own},
    tag::own_ids,
};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct Products;

impl Noun for Products {
    type Item = Product;
    const TABLE: &'static str = "product";
    const COLUMNS: &'static [&'static str] = &[
        "experience_id",
        "city_id",
        "country_id",
        "title",
        "tagline",
        "price_minor",
        "price_currency",
        "full_price_minor",
        "full_price_currency",
        "promotion",
        "rating_average",
        "rating_total",
        "on_sale",
        "off_sale_reason",
        "expected_reopening",
        "tags",
        "picture",
        "duration_minutes",
        "skip_line",
        "smartphone_ticket",
        "wheelchair_access",
        "instant_ticket_delivery",
        "is_package",
        "cancellation_policy",
        "cancellation_window_hours",
        "venue_name",
        "venue_address",
        "time_zone",
        "lat",
        "lng",
        "updated_at",
    ];

    fn write(product: &Product, supplier: SupplierKey, row: &mut Making) -> Result<()> {
        let named = |of, id, column| own(supplier, of, id, Self::TABLE, column);
        let experience =
            product.experience.as_ref().map(|id| named(id.supplier, &id.own, "experience_id")).transpose()?;
        let country = product.country.as_ref().map(|id| named(id.supplier, &id.own, "country_id")).transpose()?;
        let tags = product.tags.iter().map(|id| (id.supplier, &*id.own));
        row.text_if(experience)
            .text(named(product.city.supplier, &product.city.own, "city_id")?)
            .text_if(country)
            .text(&product.title)
            .text_if(product.tagline.as_deref())
            .money_if(product.price)
            .money_if(product.price_before_discount)
            .text_if(product.promotion.as_deref());
        write_rating(product.rating, row);
        row.put(product.on_sale)
            .text_if(product.off_sale_reason.as_deref())
            .text_if(product.expected_reopening.as_deref())
            .json(&own_ids(tags, supplier, Self::TABLE, "tags")?, "tags")?
            .json_if(product.picture.as_ref(), "picture")?
            .put(product.duration_minutes)
            .put(product.flags.skip_line)
            .put(product.flags.smartphone_ticket)
            .put(product.flags.wheelchair_access)
            .put(product.flags.instant_ticket_delivery)
            .put(product.flags.is_package)
            .text_if(product.cancellation.as_ref().map(|terms| policy_word(&terms.policy)))
            .put(product.cancellation.as_ref().map(|terms| terms.window_hours))
            .text_if(product.venue.name.as_deref())
            .text_if(product.venue.address.as_deref())
            .text_if(product.time_zone.as_deref());
        write_geo(product.geo, row);
        row.instant_if(product.updated_at);
        Ok(())
    }

    fn read((supplier, id): Key, cells: &mut Cells<'_>) -> Result<Product> {
        Ok(Product {
            id: ProductId::new(supplier, id),
            experience: cells.word_if("experience_id", |id| Some(ExperienceId::new(supplier, id)))?,
            city: cells.word("city_id", |id| Some(CityId::new(supplier, id)))?,
            country: cells.word_if("country_id", |id| Some(CountryId::new(supplier, id)))?,
            title: cells.take("title")?,
            tagline: cells.take("tagline")?,
            price: cells.money_if("price_minor")?,
            price_before_discount: cells.money_if("full_price_minor")?,
            promotion: cells.take("promotion")?,
            rating: read_rating(cells)?,
            on_sale: cells.take("on_sale")?,
            off_sale_reason: cells.take("off_sale_reason")?,
            expected_reopening: cells.take("expected_reopening")?,
            tags: read_tags(supplier, cells)?,
            picture: cells.json_if("picture")?,
            duration_minutes: cells.take("duration_minutes")?,
            flags: Flags {
                skip_line: cells.take("skip_line")?,
                smartphone_ticket: cells.take("smartphone_ticket")?,
                wheelchair_access: cells.take("wheelchair_access")?,
                instant_ticket_delivery: cells.take("instant_ticket_delivery")?,
                is_package: cells.take("is_package")?,
            },
            cancellation: read_cancellation(cells)?,
            venue: Venue { name: cells.take("venue_name")?, address: cells.take("venue_address")? },
            time_zone: cells.take("time_zone")?,
            geo: read_geo(cells)?,
            updated_at: cells.instant_if("updated_at")?,
        })
    }
}

/// The word of a policy.
pub(crate) fn policy_word(policy: &CancellationPolicy) -> &str {
    match policy {
        CancellationPolicy::BeforeDate => "before_date",
        CancellationPolicy::BeforeTimeslot => "before_timeslot",
        CancellationPolicy::Never => "never",
        CancellationPolicy::Other(word) => word,
    }
}

fn policy_of(word: &str) -> CancellationPolicy {
    match word {
        "before_date" => CancellationPolicy::BeforeDate,
        "before_timeslot" => CancellationPolicy::BeforeTimeslot,
        "never" => CancellationPolicy::Never,
        other => CancellationPolicy::Other(other.to_owned()),
    }
}

/// Two cells, the policy and its window.
pub(crate) fn read_cancellation(cells: &mut Cells<'_>) -> Result<Option<Cancellation>> {
    let policy = cells.word_if("cancellation_policy", |word| Some(policy_of(word)))?;
    let window: Option<u32> = cells.take("cancellation_window_hours")?;
    Ok(policy.zip(window).map(|(policy, window_hours)| Cancellation { policy, window_hours }))
}
