//! Experiences, without their long texts.

use counterfoil_domain::{
    CityId, CountryId, ExperienceId, ProductId, SupplierKey, TagId,
    catalog::{Experience, ExperienceKind, Rating},
};

use super::{
    city::{read_geo, write_geo},
    supplied::{Key, Noun, own},
    tag::own_ids,
};
use crate::{
    Result,
    cells::{Cells, Making},
};

pub(crate) struct Experiences;

impl Noun for Experiences {
    type Item = Experience;
    const TABLE: &'static str = "experience";
    const COLUMNS: &'static [&'static str] = &[
        "kind",
        "title",
        "tagline",
        "city_id",
        "country_id",
        "address",
        "lat",
        "lng",
        "google_place_id",
        "picture",
        "rating_average",
        "rating_total",
        "from_price_minor",
        "from_price_currency",
        "tags",
        "products",
        "url",
        "updated_at",
    ];

    fn write(experience: &Experience, supplier: SupplierKey, row: &mut Making) -> Result<()> {
        let country = experience.country.as_ref().map(|id| (id.supplier, &*id.own));
        let country = country.map(|(of, id)| own(supplier, of, id, Self::TABLE, "country_id")).transpose()?;
        let tags = experience.tags.iter().map(|id| (id.supplier, &*id.own));
        let products = experience.products.iter().map(|id| (id.supplier, &*id.own));
        row.text(kind_word(&experience.kind))
            .text(&experience.title)
            .text_if(experience.tagline.as_deref())
            .text(own(supplier, experience.city.supplier, &experience.city.own, Self::TABLE, "city_id")?)
            .text_if(country)
            .text_if(experience.address.as_deref());
        write_geo(experience.geo, row);
        row.text_if(experience.google_place_id.as_deref()).json_if(experience.picture.as_ref(), "picture")?;
        write_rating(experience.rating, row);
        row.money_if(experience.from_price)
            .json(&own_ids(tags, supplier, Self::TABLE, "tags")?, "tags")?
            .json(&own_ids(products, supplier, Self::TABLE, "products")?, "products")?
            .text_if(experience.url.as_deref())
            .instant_if(experience.updated_at);
        Ok(())
    }

    fn read((supplier, id): Key, cells: &mut Cells<'_>) -> Result<Experience> {
        Ok(Experience {
            id: ExperienceId::new(supplier, id),
            kind: cells.word("kind", |word| Some(kind_of(word)))?,
            title: cells.take("title")?,
            tagline: cells.take("tagline")?,
            city: cells.word("city_id", |id| Some(CityId::new(supplier, id)))?,
            country: cells.word_if("country_id", |id| Some(CountryId::new(supplier, id)))?,
            address: cells.take("address")?,
            geo: read_geo(cells)?,
            google_place_id: cells.take("google_place_id")?,
            picture: cells.json_if("picture")?,
            rating: read_rating(cells)?,
            from_price: cells.money_if("from_price_minor")?,
            tags: read_tags(supplier, cells)?,
            products: cells.word("products", |text| {
                let ids: Vec<&str> = serde_json::from_str(text).ok()?;
                Some(ids.into_iter().map(|id| ProductId::new(supplier, id)).collect())
            })?,
            url: cells.take("url")?,
            updated_at: cells.instant_if("updated_at")?,
        })
    }
}

fn kind_word(kind: &ExperienceKind) -> &str {
    match kind {
        ExperienceKind::Venue => "venue",
        ExperienceKind::Activity => "activity",
        ExperienceKind::Service => "service",
        ExperienceKind::Poi => "poi",
        ExperienceKind::Other(word) => word,
    }
}

fn kind_of(word: &str) -> ExperienceKind {
    match word {
        "venue" => ExperienceKind::Venue,
        "activity" => ExperienceKind::Activity,
        "service" => ExperienceKind::Service,
        "poi" => ExperienceKind::Poi,
        other => ExperienceKind::Other(other.to_owned()),
    }
}

/// Two cells, the average and how many voted.
pub(crate) fn write_rating(rating: Rating, row: &mut Making) {
    row.put(rating.average.map(f64::from)).put(rating.total);
}

/// Two cells.
pub(crate) fn read_rating(cells: &mut Cells<'_>) -> Result<Rating> {
    Ok(Rating { average: cells.take("rating_average")?, total: cells.take("rating_total")? })
}

/// A cell of tag ids.
pub(crate) fn read_tags(supplier: SupplierKey, cells: &mut Cells<'_>) -> Result<Vec<TagId>> {
    cells.word("tags", |text| {
        let ids: Vec<&str> = serde_json::from_str(text).ok()?;
        Some(ids.into_iter().map(|id| TagId::new(supplier, id)).collect())
    })
}
