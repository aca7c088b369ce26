//! Browsing and search (UC-01 to UC-07, UC-17): answers from the snapshot, long texts from the catalogue file, and the
//! supplier only for what is opened and not here.

use std::sync::Arc;

use counterfoil_domain::{
    CityId, CountryId, ExperienceId, Instant, ProductId, Snapshot,
    catalog::{Checkout, City, Country, Experience, ExperienceText, Product, ProductText, Variants},
};

use crate::{Desk, EngineError, Result, events::DeskEvent};

/// Page size when none is given (UC-03).
pub const PAGE_SIZE: u32 = 50;
/// Largest page (UC-03).
pub const MAX_PAGE_SIZE: u32 = 100;

/// Variants and what must be known are asked for again when a product is opened and they are older than this, hours.
const FRESH_HOURS: i64 = 24;

/// A checked page and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    pub page: u32,
    /// 1 to [`MAX_PAGE_SIZE`].
    pub size: u32,
}

impl Paging {
    /// Checks a page and a size.
    pub fn checked(page: u32, size: u32) -> Result<Self> {
        if page == 0 {
            return Err(EngineError::Invalid("Pages count from 1.".to_owned()));
        }
        if size == 0 || size > MAX_PAGE_SIZE {
            return Err(EngineError::Invalid(format!(
                "A page holds 1 to {MAX_PAGE_SIZE} items; {size} were asked for."
            )));
        }
        Ok(Self { page, size })
    }
}

/// An experience with its long text.
#[derive(Debug, Clone)]
pub struct OpenedExperience {
    /// The experience.
    pub experience: Experience,
    /// Its text.
    pub text: ExperienceText,
}

/// A product with everything the specification lists (UC-07).
#[derive(Debug, Clone)]
pub struct OpenedProduct {
    /// The product.
    pub product: Product,
    /// Its texts.
    pub text: ProductText,
    /// What must be said before and after buying; `None` when not known here and the supplier did not answer.
    pub checkout: Option<Checkout>,
    /// Its variants; `None` when not known here and the supplier did not answer.
    pub variants: Option<Variants>,
    /// When they were fetched.
    pub variants_fetched_at: Option<Instant>,
}

/// Reads a country by ISO code or supplier's id.
pub fn read_country(snapshot: &Snapshot, text: &str) -> Result<CountryId> {
    if let Some(country) = snapshot.countries_by_iso(text).next() {
        return Ok(country.id.clone());
    }
    let id = text.parse().map_err(|_| EngineError::not_found("country", text))?;
    snapshot.country(&id).map(|c| c.id.clone()).ok_or_else(|| EngineError::not_found("country", text))
}

impl Desk {
    /// Countries (UC-01).
    pub fn countries(&self) -> Vec<Country> {
        self.snapshot().countries().iter().map(|country| (**country).clone()).collect()
    }

    /// Cities of a country, or all; only enabled ones, or all (UC-02). A country is an ISO code or an id.
    pub fn cities(&self, country: Option<&str>, enabled_only: bool) -> Result<Vec<City>> {
        let snapshot = self.snapshot();
        let mut cities: Vec<City> = match country {
            Some(text) => snapshot.cities_of(&read_country(&snapshot, text)?).cloned().collect(),
            None => snapshot.all_cities().iter().map(|city| (**city).clone()).collect(),
        };
        if enabled_only {
            cities.retain(|city| snapshot.is_enabled(&city.id));
        }
        Ok(cities)
    }

    /// Switches cities on or off (UC-17): in the ledger, and in the snapshot at once. Returns how many changed.
    pub async fn set_cities(&self, ids: Vec<CityId>, enabled: bool) -> Result<usize> {
        let snapshot = self.snapshot();
        if let Some(missing) = ids.iter().find(|id| snapshot.city(id).is_none()) {
            return Err(EngineError::not_found("city", &missing.own));
        }
        let changed = ids.iter().filter(|id| snapshot.is_enabled(id) != enabled).count();
        let (now, list) = (self.now(), ids.clone());
        self.on_ledger(move |ledger| ledger.set_city_choice(&list, enabled, now)).await?;
        self.inner.snapshot.rcu(|current| Arc::new(current.with_cities(&ids, enabled)));
        self.tell(DeskEvent::Catalogue);
        Ok(changed)
    }

    /// An experience (UC-04): from the snapshot, else from the supplier.
    pub async fn experience(&self, id: ExperienceId) -> Result<OpenedExperience> {
        if let Some(experience) = self.snapshot().experience(&id).cloned() {
            let text = self.on_catalog(move |catalog| catalog.experience_text(&id)).await?.unwrap_or_default();
            return Ok(OpenedExperience { experience, text });
        }
        let line = self.supplier(id.supplier).await.map_err(|_| EngineError::not_found("experience", &id.own))?;
        match line.experience(&id).await {
            Err(error) if error.is_not_found() => Err(EngineError::not_found("experience", &id.own)),
            answer => {
                let (experience, text) = self.heard(id.supplier, answer)?;
                Ok(OpenedExperience { experience, text })
            }
        }
    }

    /// Long texts of a page of products, in the same order.
    pub async fn product_texts(&self, ids: Vec<ProductId>) -> Result<Vec<ProductText>> {
        let texts = self.on_catalog(move |catalog| Ok((catalog.product_texts(&ids)?, ids))).await?;
        let (mut found, ids) = texts;
        Ok(ids.iter().map(|id| found.remove(id).unwrap_or_default()).collect())
    }

    /// Long texts of a page of experiences, in the same order.
    pub async fn experience_texts(&self, ids: Vec<ExperienceId>) -> Result<Vec<ExperienceText>> {
        self.on_catalog(move |catalog| {
            ids.iter().map(|id| Ok(catalog.experience_text(id)?.unwrap_or_default())).collect()
        })
        .await
    }

    /// A product with variants and what must be known (UC-07). What is not here yet, or is a day old, is fetched
    /// and kept; when the supplier does not answer, the product still opens with what is known.
    pub async fn product(&self, id: ProductId) -> Result<OpenedProduct> {
        let supplier = id.supplier;
        let Some(product) = self.snapshot().product(&id).cloned() else {
            return self.product_elsewhere(id).await;
        };
        let wanted = id.clone();
        let (text, checkout, variants) = self
            .on_catalog(move |c| Ok((c.product_text(&wanted)?, c.checkout(&wanted)?, c.variants(&wanted)?)))
            .await?;
        let text = text.unwrap_or_default();
        let now = self.now();
        // Where the supplier says when a product changed, what was fetched before that is old.
        let changed_at = product.updated_at;
        let is_fresh = |at: Instant| {
            now - at < chrono::Duration::hours(FRESH_HOURS) && changed_at.is_none_or(|change| change <= at)
        };
        let known = checkout.as_ref().is_some_and(|kept| is_fresh(kept.fetched_at))
            && variants.as_ref().is_some_and(|kept| is_fresh(kept.fetched_at));
        let mut opened = OpenedProduct {
            product,
            text,
            checkout: checkout.map(|c| c.item),
            variants_fetched_at: variants.as_ref().map(|kept| kept.fetched_at),
            variants: variants.map(|v| v.item),
        };
        if known {
            return Ok(opened);
        }
        let Ok(line) = self.supplier(supplier).await else { return Ok(opened) };
        let (variants, checkout) = tokio::join!(line.variants(&id), line.checkout(&id));
        if let Ok(variants) = self.heard(supplier, variants) {
            let (at, kept) = (id.clone(), variants.clone());
            self.on_catalog(move |catalog| catalog.save_variants(&at, &kept, now)).await?;
            opened.variants = Some(variants);
            opened.variants_fetched_at = Some(now);
        }
        if let Ok(checkout) = self.heard(supplier, checkout) {
            let (at, kept) = (id, checkout.clone());
            self.on_catalog(move |catalog| catalog.save_checkout(&at, &kept, now)).await?;
            opened.checkout = Some(checkout);
        }
        Ok(opened)
    }

    /// A product that is not in the catalogue: asked of the supplier, not kept.
    async fn product_elsewhere(&self, id: ProductId) -> Result<OpenedProduct> {
        let line = self.supplier(id.supplier).await.map_err(|_| EngineError::not_found("product", &id.own))?;
        match line.product(&id).await {
            Err(error) if error.is_not_found() => Err(EngineError::not_found("product", &id.own)),
            answer => {
                let (product, text) = self.heard(id.supplier, answer)?;
                let (variants, checkout) = tokio::join!(line.variants(&id), line.checkout(&id));
                let (checkout, variants) = (checkout.ok(), variants.ok());
                let variants_fetched_at = variants.as_ref().map(|_| self.now());
                Ok(OpenedProduct { product, text, checkout, variants, variants_fetched_at })
            }
        }
    }
}
