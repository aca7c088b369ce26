//! Reading the catalogue (Tiqets Distributor API, Content API and Get all active product variants).

use crate::unreadable::Unreadable;

use counterfoil_domain::{
    ExperienceId, ProductId, SupplierError,
    catalog::{Checkout, City, Country, Experience, ExperienceText, Product, ProductText, Tag, TagType, Variants},
    supplier::{Known, Page, PageRequest, Scope},
};
use serde::de::DeserializeOwned;

use super::{
    Tiqets,
    dialect::{PAGE_SIZE, list},
    envelope::{Envelope, at},
    get, reading, wire,
};
use crate::transport::Call;

impl Tiqets {
    async fn fetch_page<W: DeserializeOwned, T>(
        &self,
        call: Call,
        key: &str,
        query: &[(&str, &str)],
        (page, known): (PageRequest, &Known),
        read: impl Fn(W) -> Result<T, Unreadable>,
    ) -> Result<Page<T>, SupplierError> {
        let (number, size) = (page.page.max(1).to_string(), page.size.clamp(1, PAGE_SIZE).to_string());
        let mut url = self.url(&[key], &[("page", &number), ("page_size", &size), ("lang", &self.language)])?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let reply = self.transport.read_if_changed(call, &url, known.mark.as_deref()).await?;
        if reply.is_unchanged() {
            return Ok(Page::not_modified(known.mark.clone()));
        }
        let mut read = Envelope::open(&reply)?.page(key, self.reader.salt, &known.digests, read)?;
        read.mark = reply.mark;
        Ok(read)
    }

    pub(super) async fn fetch_countries(
        &self,
        page: PageRequest,
        known: &Known,
    ) -> Result<Page<Country>, SupplierError> {
        self.fetch_page(get("/countries"), list::COUNTRIES, &[], (page, known), reading::country).await
    }

    pub(super) async fn fetch_cities(&self, page: PageRequest, known: &Known) -> Result<Page<City>, SupplierError> {
        self.fetch_page(get("/cities"), list::CITIES, &[], (page, known), reading::city).await
    }

    pub(super) async fn fetch_tag_types(
        &self,
        page: PageRequest,
        known: &Known,
    ) -> Result<Page<TagType>, SupplierError> {
        self.fetch_page(get("/tag_types"), list::TAG_TYPES, &[], (page, known), reading::tag_type).await
    }

    pub(super) async fn fetch_tags(&self, page: PageRequest, known: &Known) -> Result<Page<Tag>, SupplierError> {
        self.fetch_page(get("/tags"), list::TAGS, &[], (page, known), reading::tag).await
    }

    pub(super) async fn fetch_experiences(
        &self,
        scope: &Scope,
        page: PageRequest,
        known: &Known,
    ) -> Result<Page<(Experience, ExperienceText)>, SupplierError> {
        let query = self.narrowed(scope);
        self.fetch_page(get("/experiences"), list::EXPERIENCES, &query, (page, known), |wire| {
            self.reader.experience(wire)
        })
        .await
    }

    pub(super) async fn fetch_products(
        &self,
        scope: &Scope,
        page: PageRequest,
        known: &Known,
    ) -> Result<Page<(Product, ProductText)>, SupplierError> {
        let query = self.narrowed(scope);
        self.fetch_page(get("/products"), list::PRODUCTS, &query, (page, known), |wire| self.reader.product(wire)).await
    }

    fn narrowed<'a>(&self, scope: &'a Scope) -> Vec<(&'static str, &'a str)> {
        let cities = scope.cities.iter().map(|city| ("city_id", &*city.own));
        let country = scope.country.iter().map(|country| ("country_id", &*country.own));
        std::iter::once(("currency", self.reader.currency.code())).chain(cities).chain(country).collect()
    }

    pub(super) async fn fetch_experience(
        &self,
        id: &ExperienceId,
    ) -> Result<(Experience, ExperienceText), SupplierError> {
        let query = [("lang", self.language.as_str()), ("currency", self.reader.currency.code())];
        let url = self.url(&["experiences", &id.own], &query)?;
        let reply = self.transport.read(get("/experiences/{id}"), &url).await?;
        let found = Envelope::open(&reply)?.one("experience", |wire| self.reader.experience(wire))?;
        if found.0.id == *id { Ok(found) } else { Err(at("experience: another one than asked for")) }
    }

    pub(super) async fn fetch_product(&self, id: &ProductId) -> Result<(Product, ProductText), SupplierError> {
        let query = [("lang", self.language.as_str()), ("currency", self.reader.currency.code())];
        let url = self.url(&["products", &id.own], &query)?;
        let reply = self.transport.read(get("/products/{id}"), &url).await?;
        let found = Envelope::open(&reply)?.one("product", |wire| self.reader.product(wire))?;
        if found.0.id == *id { Ok(found) } else { Err(at("product: another one than asked for")) }
    }

    pub(super) async fn fetch_variants(&self, id: &ProductId) -> Result<Variants, SupplierError> {
        let url = self.url(&["products", &id.own, "product-variants"], &[("lang", &self.language)])?;
        let reply = self.transport.read(get("/products/{id}/product-variants"), &url).await?;
        let wire: wire::offers::Variants = Envelope::open(&reply)?.shaped()?;
        reading::variants(wire).map_err(at)
    }

    pub(super) async fn fetch_checkout(&self, id: &ProductId) -> Result<Checkout, SupplierError> {
        let url = self.url(&["products", &id.own, "checkout_information"], &[("lang", &self.language)])?;
        let reply = self.transport.read(get("/products/{id}/checkout_information"), &url).await?;
        let wire: wire::product::Checkout = Envelope::open(&reply)?.shaped()?;
        Ok(reading::checkout(wire))
    }
}
