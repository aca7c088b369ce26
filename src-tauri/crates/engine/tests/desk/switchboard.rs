//! A supplier's adapter with a switch: from a chosen call on, everything goes over a broken line until it is mended.

use std::{sync::Arc, time::Duration};

use counterfoil_domain::{
    ExperienceId, Personal, ProductId, SupplierKey,
    availability::{Availability, DayRange},
    catalog::{Checkout, City, Country, Experience, ExperienceText, Product, ProductText, Tag, TagType, Variants},
    supplier::{
        Answer, CreateOrder, Created, Found, Known, Limits, Page, PageRequest, Reference, Scope, Supplier, Traffic,
    },
    ticket::TicketSet,
};
use counterfoil_engine::setup::{Connect, Keys};
use counterfoil_sandbox::Call;
use counterfoil_suppliers::{Clock, PaceSettings, RetrySettings, Timeouts, Tiqets, TiqetsKeys, TiqetsSettings};

use super::broken_line::BrokenLine;

/// How long a call waits that is to run out of time; nothing else depends on it.
const IMPATIENT: Duration = Duration::from_millis(400);
/// How long any other call waits: far longer than a busy machine needs.
const PATIENT: Duration = Duration::from_mins(1);

/// The adapter.
pub(crate) struct Switchboard {
    good: Arc<Tiqets>,
    line: Arc<BrokenLine>,
    keys: TiqetsKeys,
    clock: Clock,
}

/// Makes the adapter of a desk whose line can be broken.
pub(crate) fn connect(line: &Arc<BrokenLine>) -> Box<Connect> {
    let line = Arc::clone(line);
    Box::new(move |setting, keys, clock| {
        let Keys { api_key, private_key } = keys;
        let keys = TiqetsKeys { api_key, private_key };
        let good = Arc::new(Tiqets::new(settings(&setting.base_url, PATIENT), keys.clone(), Arc::clone(&clock))?);
        Ok(Arc::new(Switchboard { good, line: Arc::clone(&line), keys, clock }))
    })
}

fn settings(base_url: &str, patience: Duration) -> TiqetsSettings {
    let mut settings = TiqetsSettings::at(base_url);
    settings.timeouts = Timeouts { connect: PATIENT, read: patience, signed: patience, document: patience };
    // A read repeats itself once, unless each try is to run out of time.
    let (repeats, moment) = (usize::from(patience == PATIENT), Duration::from_millis(1));
    settings.retries = RetrySettings { repeats, first_wait: moment, longest_wait: moment };
    settings.pace = PaceSettings { per_second: 100_000, at_once: 8 };
    settings
}

impl Switchboard {
    /// The adapter a call goes through.
    fn over(&self, call: Call) -> Arc<Tiqets> {
        let Some((base_url, runs_out)) = self.line.leads(call) else { return Arc::clone(&self.good) };
        let patience = if runs_out { IMPATIENT } else { PATIENT };
        Arc::new(Tiqets::new(settings(&base_url, patience), self.keys.clone(), Arc::clone(&self.clock)).unwrap())
    }
}

macro_rules! switched {
    ($self:ident, $call:ident, $line:ident => $answer:expr) => {{
        let $line = $self.over(Call::$call);
        Box::pin(async move { $answer.await })
    }};
}

impl Supplier for Switchboard {
    fn key(&self) -> SupplierKey {
        self.good.key()
    }

    fn limits(&self) -> Limits {
        self.good.limits()
    }

    fn traffic(&self) -> Traffic {
        self.good.traffic()
    }

    fn voice(&self) -> u64 {
        self.good.voice()
    }

    fn countries<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<Country>> {
        switched!(self, Catalog, line => line.countries(page, known))
    }

    fn cities<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<City>> {
        switched!(self, Catalog, line => line.cities(page, known))
    }

    fn experiences<'a>(
        &'a self,
        scope: &'a Scope,
        page: PageRequest,
        known: &'a Known,
    ) -> Answer<'a, Page<(Experience, ExperienceText)>> {
        switched!(self, Catalog, line => line.experiences(scope, page, known))
    }

    fn products<'a>(
        &'a self,
        scope: &'a Scope,
        page: PageRequest,
        known: &'a Known,
    ) -> Answer<'a, Page<(Product, ProductText)>> {
        switched!(self, Catalog, line => line.products(scope, page, known))
    }

    fn tag_types<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<TagType>> {
        switched!(self, Catalog, line => line.tag_types(page, known))
    }

    fn tags<'a>(&'a self, page: PageRequest, known: &'a Known) -> Answer<'a, Page<Tag>> {
        switched!(self, Catalog, line => line.tags(page, known))
    }

    fn experience<'a>(&'a self, id: &'a ExperienceId) -> Answer<'a, (Experience, ExperienceText)> {
        switched!(self, Catalog, line => line.experience(id))
    }

    fn product<'a>(&'a self, id: &'a ProductId) -> Answer<'a, (Product, ProductText)> {
        switched!(self, Catalog, line => line.product(id))
    }

    fn variants<'a>(&'a self, id: &'a ProductId) -> Answer<'a, Variants> {
        switched!(self, Catalog, line => line.variants(id))
    }

    fn checkout<'a>(&'a self, id: &'a ProductId) -> Answer<'a, Checkout> {
        switched!(self, Catalog, line => line.checkout(id))
    }

    fn availability<'a>(&'a self, id: &'a ProductId, range: DayRange) -> Answer<'a, Availability> {
        switched!(self, Availability, line => line.availability(id, range))
    }

    fn probe(&self) -> Answer<'_, ()> {
        switched!(self, Catalog, line => line.probe())
    }

    fn create<'a>(&'a self, order: &'a CreateOrder) -> Answer<'a, Created> {
        switched!(self, Create, line => line.create(order))
    }

    fn confirm<'a>(
        &'a self,
        order_reference: &'a str,
        payment_token: &'a Personal<String>,
        language: &'a str,
    ) -> Answer<'a, ()> {
        switched!(self, Confirm, line => line.confirm(order_reference, payment_token, language))
    }

    fn cancel<'a>(&'a self, order_reference: &'a str, reason: &'a str) -> Answer<'a, ()> {
        switched!(self, Cancel, line => line.cancel(order_reference, reason))
    }

    fn look_up<'a>(&'a self, reference: Reference<'a>) -> Answer<'a, Found> {
        switched!(self, Status, line => line.look_up(reference))
    }

    fn tickets<'a>(&'a self, order_reference: &'a str, language: &'a str) -> Answer<'a, TicketSet> {
        switched!(self, Tickets, line => line.tickets(order_reference, language))
    }

    fn ticket_pdf<'a>(&'a self, url: &'a str) -> Answer<'a, Vec<u8>> {
        switched!(self, Pdf, line => line.ticket_pdf(url))
    }

    fn picture<'a>(&'a self, url: &'a str) -> Answer<'a, Vec<u8>> {
        switched!(self, Picture, line => line.picture(url))
    }
}
