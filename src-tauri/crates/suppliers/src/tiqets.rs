//! Tiqets, by its Distributor API: the desk's words on one side, its JSON on the other.

mod availability;
mod catalogue;
pub(crate) mod dialect;
mod documents;
#[cfg(any(test, feature = "door"))]
pub mod door;
mod envelope;
mod orders;
mod reading;
pub(crate) mod settings;
mod signing;
mod wire;

use std::time::Duration;

use counterfoil_domain::{
    ExperienceId, Personal, ProductId, SupplierError, SupplierKey,
    availability::{Availability, DayRange},
    catalog::{Checkout, City, Country, Experience, ExperienceText, Product, ProductText, Tag, TagType, Variants},
    supplier::{
        Answer, CreateOrder, Created, Found, Known, Limits, Page, PageRequest, Reference, Scope, Supplier, Traffic,
    },
    ticket::TicketSet,
};
use reqwest::Url;

use crate::{
    Clock, PrivateKey, SetUpError,
    transport::{Call, Transport, address::Address, failure::Voice},
};
use reading::Reader;
use settings::{TiqetsKeys, TiqetsSettings};

/// The adapter: one for each desk, shared by everyone who asks.
pub struct Tiqets {
    transport: Transport,
    reader: Reader,
    language: String,
    private_key: Option<PrivateKey>,
    at_once: usize,
}

impl std::fmt::Debug for Tiqets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tiqets").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Tiqets {
    /// An adapter from checked settings. Nothing is sent.
    ///
    /// # Errors
    /// [`SetUpError`] names the setting that cannot be used.
    pub fn new(settings: TiqetsSettings, keys: TiqetsKeys, clock: Clock) -> Result<Self, SetUpError> {
        let language = settings.language.trim().to_ascii_lowercase();
        if language.len() != 2 || !language.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(SetUpError::NotALanguage(settings.language));
        }
        let address = Address::checked(&settings.base_url, settings.extra_hosts.iter().map(String::as_str))?;
        let at_once = settings.pace.at_once;
        let reader = Reader::new(settings.currency, &language, &settings.base_url);
        let transport =
            Transport::new(address, keys.api_key, settings.timeouts, settings.retries, settings.pace, clock)?;
        Ok(Self { transport, reader, language, private_key: keys.private_key, at_once })
    }

    /// The address of a call with its query.
    fn url(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Url, SupplierError> {
        let mut url = self
            .transport
            .address()
            .path(segments)
            // No such reference can exist there, and nothing was sent.
            .map_err(|text| SupplierError::Refused { code: "not_found".to_owned(), text: text.into() })?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }
}

/// A read of the catalogue.
const fn get(template: &'static str) -> Call {
    Call { method: "GET", template, voice: Voice::Anyone }
}

impl Supplier for Tiqets {
    fn key(&self) -> SupplierKey {
        SupplierKey::Tiqets
    }

    fn limits(&self) -> Limits {
        Limits {
            page_size: dialect::PAGE_SIZE,
            availability_days: dialect::WINDOW_DAYS,
            hold: Duration::from_secs(dialect::HOLD_MINUTES * 60),
            at_once: self.at_once,
        }
    }

    fn traffic(&self) -> Traffic {
        self.transport.traffic()
    }

    fn voice(&self) -> u64 {
        self.reader.salt
    }

    fn countries<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<Country>> {
        Box::pin(self.fetch_countries(page, known))
    }

    fn cities<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<City>> {
        Box::pin(self.fetch_cities(page, known))
    }

    fn experiences<'a>(
        &'a self,
        scope: &'a Scope,
        page: PageRequest,
        known: &'a Known,
    ) -> Answer<'a, Page<(Experience, ExperienceText)>> {
        Box::pin(self.fetch_experiences(scope, page, known))
    }

    fn products<'a>(
        &'a self,
        scope: &'a Scope,
        page: PageRequest,
        known: &'a Known,
    ) -> Answer<'a, Page<(Product, ProductText)>> {
        Box::pin(self.fetch_products(scope, page, known))
    }

    fn tag_types<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<TagType>> {
        Box::pin(self.fetch_tag_types(page, known))
    }

    fn tags<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<Tag>> {
        Box::pin(self.fetch_tags(page, known))
    }

    fn experience<'a>(&'a self, id: &'a ExperienceId) -> Answer<'a, (Experience, ExperienceText)> {
        Box::pin(self.fetch_experience(id))
    }

    fn product<'a>(&'a self, id: &'a ProductId) -> Answer<'a, (Product, ProductText)> {
        Box::pin(self.fetch_product(id))
    }

    fn variants<'a>(&'a self, id: &'a ProductId) -> Answer<'a, Variants> {
        Box::pin(self.fetch_variants(id))
    }

    fn checkout<'a>(&'a self, id: &'a ProductId) -> Answer<'a, Checkout> {
        Box::pin(self.fetch_checkout(id))
    }

    fn availability<'a>(&'a self, id: &'a ProductId, range: DayRange) -> Answer<'a, Availability> {
        Box::pin(self.fetch_availability(id, range))
    }

    fn probe(&self) -> Answer<'_, ()> {
        Box::pin(async move {
            let one = PageRequest { page: 1, size: 1 };
            self.fetch_countries(one, &Known::default()).await?;
            match &self.private_key {
                Some(key) => signing::trial(key),
                None => Ok(()),
            }
        })
    }

    fn create<'a>(&'a self, order: &'a CreateOrder) -> Answer<'a, Created> {
        Box::pin(self.send_create(order))
    }

    fn confirm<'a>(
        &'a self,
        order_reference: &'a str,
        payment_token: &'a Personal<String>,
        language: &'a str,
    ) -> Answer<'a, ()> {
        Box::pin(self.send_confirm(order_reference, payment_token, language))
    }

    fn cancel<'a>(&'a self, order_reference: &'a str, reason: &'a str) -> Answer<'a, ()> {
        Box::pin(self.send_cancel(order_reference, reason))
    }

    fn look_up<'a>(&'a self, reference: Reference<'a>) -> Answer<'a, Found> {
        Box::pin(self.fetch_order(reference))
    }

    fn tickets<'a>(&'a self, order_reference: &'a str, language: &'a str) -> Answer<'a, TicketSet> {
        Box::pin(self.fetch_tickets(order_reference, language))
    }

    fn ticket_pdf<'a>(&'a self, url: &'a str) -> Answer<'a, Vec<u8>> {
        Box::pin(self.fetch_pdf(url))
    }

    fn picture<'a>(&'a self, url: &'a str) -> Answer<'a, Vec<u8>> {
        Box::pin(self.fetch_picture(url))
    }
}
