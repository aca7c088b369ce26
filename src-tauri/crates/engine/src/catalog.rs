//! Browsing and search (UC-01 to UC-07, UC-17): answers from the snapshot, long texts from the catalogue file, and the
//! supplier only for what is opened and not here.

use std::sync::Arc;

use counterfoil_domain::{
    CityId, CountryId, ExperienceId, Instant, ProductId, Snapshot, SupplierKey,
    catalog::{Checkout, City, Country, Experience, ExperienceText, Product, ProductText, Variants},
};

use crate::{Desk, EngineError, Result, desk::blocking, events::DeskEvent};

/// Page size when none is given (UC-03).
pub const PAGE_SIZE: u32 = 50;
/// Largest page (UC-03).
pub const MAX_PAGE_SIZE: u32 = 100;

/// Variants and what must be known are asked for again when a product is opened and they are older than this, hours.
const FRESH_HOURS: i64 = 24;

/// How long an agent waits for newer details of a product of which older ones are here.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(1_500);

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
        let (now, desk) = (self.now(), self.clone());
        blocking(move || {
            let _one = desk.switching();
            desk.inner.ledger.set_city_choice(&ids, enabled, now)?;
            desk.inner.snapshot.rcu(|current| Arc::new(current.with_cities(&ids, enabled)));
            Ok(())
        })
        .await?;
        self.tell(DeskEvent::Catalogue);
        Ok(changed)
    }

    /// Shows a snapshot that was built while cities may have been switched: the ledger's word on them counts.
    pub(crate) fn install(&self, fresh: Snapshot) -> Result<()> {
        let _one = self.switching();
        let fresh = self.as_decided(&fresh)?.unwrap_or(fresh);
        self.inner.snapshot.store(Arc::new(fresh));
        Ok(())
    }

    /// A snapshot with the cities as the ledger has them; `None` when it has them so already.
    fn as_decided(&self, snapshot: &Snapshot) -> Result<Option<Snapshot>> {
        let choices = self.inner.ledger.city_choices()?;
        let other = |wanted: bool| {
            let ids = choices.iter().filter(|(id, on)| **on == wanted && snapshot.is_enabled(id) != wanted);
            ids.map(|(id, _)| id.clone()).collect::<Vec<_>>()
        };
        let (on, off) = (other(true), other(false));
        Ok((on.len() + off.len() > 0).then(|| snapshot.with_cities(&on, true).with_cities(&off, false)))
    }

    /// Takes in what another program decided about cities; returns whether that changed anything.
    pub(crate) async fn follow_choices(&self) -> Result<bool> {
        let desk = self.clone();
        blocking(move || {
            let _one = desk.switching();
            let Some(decided) = desk.as_decided(&desk.snapshot())? else { return Ok(false) };
            desk.inner.snapshot.store(Arc::new(decided));
            desk.tell(DeskEvent::Catalogue);
            Ok(true)
        })
        .await
    }

    /// Held while the switches of cities and the snapshot are changed together.
    fn switching(&self) -> std::sync::MutexGuard<'_, ()> {
        self.inner.switching.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
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
            // A change that is told to be in the future says nothing yet.
            let changed = changed_at.is_some_and(|change| change <= now && change > at);
            now - at < chrono::Duration::hours(FRESH_HOURS) && !changed
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
        let (desk, usable) = (self.clone(), opened.variants.is_some() && opened.checkout.is_some());
        let renewing = tokio::spawn(async move { desk.renew_details(supplier, &id).await });
        let answer = if usable {
            // What is here can be sold by: nobody waits long for a supplier that does not answer. It is kept when it comes.
            tokio::time::timeout(PATIENCE, renewing).await.ok()
        } else {
            Some(renewing.await)
        };
        if let Some(Ok(details)) = answer {
            let (variants, checkout, fetched_at) = details?;
            if let Some(variants) = variants {
                opened.variants = Some(variants);
                opened.variants_fetched_at = Some(fetched_at);
            }
            opened.checkout = checkout.or(opened.checkout);
        }
        Ok(opened)
    }

    /// Fetches variants and what must be known of a product, keeps what came, and tells when.
    async fn renew_details(
        &self,
        supplier: SupplierKey,
        id: &ProductId,
    ) -> Result<(Option<Variants>, Option<Checkout>, Instant)> {
        let Ok(line) = self.supplier(supplier).await else { return Ok((None, None, self.now())) };
        let (variants, checkout) = tokio::join!(line.variants(id), line.checkout(id));
        let (variants, checkout) = (self.heard(supplier, variants).ok(), self.heard(supplier, checkout).ok());
        let (at, now, kept) = (id.clone(), self.now(), (variants.clone(), checkout.clone()));
        self.on_catalog(move |catalog| {
            let (variants, checkout) = kept;
            if let Some(variants) = variants {
                catalog.save_variants(&at, &variants, now)?;
            }
            checkout.map_or(Ok(()), |checkout| catalog.save_checkout(&at, &checkout, now))
        })
        .await?;
        Ok((variants, checkout, now))
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
