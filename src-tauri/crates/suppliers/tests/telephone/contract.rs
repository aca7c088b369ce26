//! What every supplier's adapter must do, asked through the port only.

use std::{collections::HashSet, sync::Arc};

use chrono::{Duration, Utc};
use counterfoil_domain::{
    ProductId, SupplierError, SupplierKey,
    availability::{Availability, DayRange, FreeDay, Slot},
    order::Visitor,
    supplier::{CreateOrder, Created, Known, PageRequest, Reference, Scope, Standing, Supplier},
    ticket::TicketSet,
};

use crate::desk;

/// Products of a supplier that stand for one behaviour each.
pub(crate) struct Facts {
    pub(crate) timed: ProductId,
    pub(crate) whole_day: ProductId,
    pub(crate) pdf_only: ProductId,
    pub(crate) failing: ProductId,
    pub(crate) visitors: ProductId,
    pub(crate) never_cancellable: ProductId,
    pub(crate) not_on_sale: ProductId,
    pub(crate) unknown: ProductId,
}

pub(crate) async fn every_list_can_be_paged(supplier: &dyn Supplier) {
    let size = supplier.limits().page_size;
    let page = PageRequest { page: 1, size };
    let scope = Scope::default();
    let countries = supplier.countries(page, &Known::default()).await.unwrap();
    assert!(!countries.items.is_empty() && countries.skipped.is_empty());
    assert!(countries.items.iter().all(|told| told.item.iso_code.is_some()), "{:?}", countries.items);
    let cities = supplier.cities(page, &Known::default()).await.unwrap();
    assert!(cities.skipped.is_empty(), "{:?}", cities.skipped);
    let known: HashSet<_> = countries.items.iter().map(|told| &told.item.id).collect();
    assert!(cities.items.iter().all(|told| known.contains(&told.item.country)));
    assert!(!supplier.tags(page, &Known::default()).await.unwrap().items.is_empty());
    assert!(!supplier.tag_types(page, &Known::default()).await.unwrap().items.is_empty());
    let experiences = supplier.experiences(&scope, page, &Known::default()).await.unwrap();
    assert!(experiences.skipped.is_empty() && !experiences.items.is_empty(), "{:?}", experiences.skipped);

    let (mut seen, mut number) = (HashSet::new(), 1);
    let total = loop {
        let products = supplier.products(&scope, PageRequest { page: number, size }, &Known::default()).await.unwrap();
        assert!(products.skipped.is_empty(), "{:?}", products.skipped);
        assert_eq!(products.items.len(), products.listed);
        if products.listed == 0 {
            break products.total;
        }
        seen.extend(products.items.into_iter().map(|told| told.item.0.id));
        number += 1;
    };
    assert_eq!(total, Some(seen.len() as u64));

    let city = cities.items[0].item.id.clone();
    let narrow = Scope { cities: vec![city.clone()], country: None };
    let here = supplier.products(&narrow, page, &Known::default()).await.unwrap();
    assert!(!here.items.is_empty() && here.items.iter().all(|told| told.item.0.city == city));
    let here = supplier.experiences(&narrow, page, &Known::default()).await.unwrap();
    assert!(!here.items.is_empty() && here.items.iter().all(|told| told.item.0.city == city));
}

/// What is known need not be sent again, and is not read again when it is.
pub(crate) async fn what_is_known_is_not_told_twice(supplier: &dyn Supplier) {
    let (page, scope) = (PageRequest { page: 1, size: supplier.limits().page_size }, Scope::default());
    let first = supplier.products(&scope, page, &Known::default()).await.unwrap();
    let digests = first.items.iter().map(|told| (Arc::clone(&told.item.0.id.own), told.digest.unwrap())).collect();
    let before = supplier.traffic().bytes;
    if first.mark.is_some() {
        let marked = Known { mark: first.mark.clone(), ..Known::default() };
        let again = supplier.products(&scope, page, &marked).await.unwrap();
        assert!(again.unchanged && again.items.is_empty() && again.mark == first.mark);
        assert_eq!(supplier.traffic().bytes, before, "nothing was sent");
    }
    let known = Known { mark: None, digests: Arc::new(digests) };
    let again = supplier.products(&scope, page, &known).await.unwrap();
    assert_eq!((again.items.len(), again.same.len(), again.listed), (0, first.listed, first.listed));
    assert_eq!(again.total, first.total);
    let stale = Known { mark: Some("\"old\"".to_owned()), ..Known::default() };
    assert_eq!(supplier.products(&scope, page, &stale).await.unwrap().items, first.items);
}

pub(crate) async fn one_of_each_can_be_read(supplier: &dyn Supplier, facts: &Facts) {
    let (product, text) = supplier.product(&facts.timed).await.unwrap();
    assert_eq!(product.id, facts.timed);
    assert!(product.on_sale && product.price.is_some() && product.cancellation.is_some() && text.summary.is_some());
    let (experience, text) = supplier.experience(product.experience.as_ref().unwrap()).await.unwrap();
    assert_eq!((&experience.city, text.description.is_some()), (&product.city, true));
    assert!(supplier.checkout(&facts.timed).await.unwrap().must_know.is_some());
    let variants = supplier.variants(&facts.timed).await.unwrap();
    assert!(variants.sales_enabled && variants.variants.len() > 1 && variants.max_per_order.is_some());
    assert!(!supplier.product(&facts.not_on_sale).await.unwrap().0.on_sale);
    let asked = supplier.variants(&facts.visitors).await.unwrap();
    assert!(asked.variants[0].requires_visitor_details.contains(&"full_name".to_owned()));
    let picture = experience.picture.and_then(|picture| picture.small.or(picture.medium)).unwrap();
    assert!(!text.pictures.is_empty());
    assert!(supplier.picture(&picture).await.unwrap().len() > 60);

    assert!(supplier.product(&facts.unknown).await.unwrap_err().is_not_found());
    assert!(supplier.variants(&facts.unknown).await.unwrap_err().is_not_found());
    assert!(supplier.availability(&facts.unknown, range(10)).await.unwrap_err().is_not_found());
    assert!(supplier.look_up(Reference::Ours("nobody-sent-this")).await.unwrap_err().is_not_found());
    assert!(supplier.look_up(Reference::Theirs("999999999")).await.unwrap_err().is_not_found());
    assert!(supplier.tickets("999999999", "en").await.unwrap_err().is_not_found());
    supplier.probe().await.unwrap();
}

fn range(days: i64) -> DayRange {
    // Far enough ahead that every cancellation window is still open, in any zone.
    let from = Utc::now().date_naive() + Duration::days(5);
    DayRange { from, to: from + Duration::days(days) }
}

pub(crate) async fn ninety_days_are_one_answer(supplier: &dyn Supplier, facts: &Facts) {
    let whole = range(90);
    for product in [&facts.timed, &facts.whole_day] {
        let answer = supplier.availability(product, whole).await.unwrap();
        assert!(answer.sales_enabled && answer.range == whole && answer.days.len() > 45, "{}", answer.days.len());
        assert!(answer.days.windows(2).all(|two| two[0].day < two[1].day), "in order, each once");
        assert!(answer.days.iter().all(|free| (whole.from..=whole.to).contains(&free.day)));
        assert!(answer.days.last().unwrap().day > whole.from + Duration::days(62), "the third window counts");
        let ids: HashSet<_> = answer.variants.iter().map(|variant| &variant.id).collect();
        assert_eq!(ids.len(), answer.variants.len(), "each variant once");
        let slots: Vec<&Slot> = answer.days.iter().flat_map(|free| &free.slots).collect();
        assert!(slots.iter().all(|slot| slot.time.is_some() == (product == &facts.timed)));
        assert!(
            slots
                .iter()
                .flat_map(|slot| &slot.offers)
                .all(|offer| offer.price.is_some() && ids.contains(&offer.variant))
        );
        // The same days asked in one piece each say the same.
        let piece = DayRange { from: whole.from, to: whole.from + Duration::days(30) };
        let first = supplier.availability(product, piece).await.unwrap();
        assert_eq!(
            first.days,
            answer.days.iter().filter(|free| free.day <= piece.to).cloned().collect::<Vec<FreeDay>>()
        );
    }
}

/// A booking of one or two on the first free slot.
pub(crate) async fn wish(supplier: &dyn Supplier, product: &ProductId, reference: &str) -> CreateOrder {
    let free: Availability = supplier.availability(product, range(30)).await.unwrap();
    let day = &free.days[0];
    let slot = &day.slots[0];
    let offer = &slot.offers[0];
    let variant = free.variants.iter().find(|variant| variant.id == offer.variant).unwrap();
    let details = variant.requires_visitor_details.iter().map(|name| (name.clone(), "Ann Example".into()));
    CreateOrder {
        product: product.clone(),
        day: day.day,
        time: slot.time.clone(),
        variants: vec![(offer.variant.clone(), 1)],
        customer: desk::customer(),
        visitors: if variant.requires_visitor_details.is_empty() {
            Vec::new()
        } else {
            vec![Visitor { variant: variant.id.clone(), details: details.collect() }]
        },
        external_reference: reference.to_owned(),
        language: "en".into(),
    }
}

/// Creates and confirms; gives the supplier's answer to create.
pub(crate) async fn buy(supplier: &dyn Supplier, product: &ProductId, reference: &str) -> Created {
    let order = wish(supplier, product, reference).await;
    let created = supplier.create(&order).await.unwrap();
    let hold = created.hold_expires_at.unwrap() - Utc::now();
    assert!((28..=31).contains(&hold.num_minutes()), "{hold}");
    let token = created.payment_token.clone().unwrap();
    let held = supplier.look_up(Reference::Ours(reference)).await.unwrap();
    assert_eq!((&held.order_reference, &held.standing), (&created.order_reference, &Standing::Held));
    let early = supplier.tickets(&created.order_reference, "en").await.unwrap_err();
    assert!(matches!(&early, SupplierError::Refused { .. }), "{early:?}");
    supplier.confirm(&created.order_reference, &token, "en").await.unwrap();
    created
}

pub(crate) async fn an_order_lives_from_create_to_cancel(supplier: &dyn Supplier, facts: &Facts) {
    let created = buy(supplier, &facts.timed, "contract-timed").await;
    let by_theirs = supplier.look_up(Reference::Theirs(&created.order_reference)).await.unwrap();
    let by_ours = supplier.look_up(Reference::Ours("contract-timed")).await.unwrap();
    assert_eq!(by_theirs, by_ours);
    assert_eq!((&by_ours.standing, by_ours.cancellable), (&Standing::Done, Some(true)));
    let set: TicketSet = supplier.tickets(&created.order_reference, "en").await.unwrap();
    assert_eq!(set.tickets.len(), 1);
    assert!(!set.tickets[0].barcode.reveal().is_empty() && set.tickets[0].variant.is_some());
    supplier.cancel(&created.order_reference, "OTHER").await.unwrap();
    let after = supplier.look_up(Reference::Ours("contract-timed")).await.unwrap();
    assert_eq!(after.standing, Standing::Cancelled);
    assert!(matches!(supplier.cancel(&created.order_reference, "OTHER").await, Err(SupplierError::Refused { .. })));
}

pub(crate) async fn a_pdf_is_a_ticket_too(supplier: &dyn Supplier, facts: &Facts) {
    let created = buy(supplier, &facts.pdf_only, "contract-pdf").await;
    let set = supplier.tickets(&created.order_reference, "en").await.unwrap();
    assert!(set.tickets.is_empty());
    let pdf = supplier.ticket_pdf(set.pdf_url.as_deref().unwrap()).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

pub(crate) async fn refusals_say_why(supplier: &dyn Supplier, facts: &Facts) {
    let order = wish(supplier, &facts.whole_day, "contract-twice").await;
    supplier.create(&order).await.unwrap();
    let twice = supplier.create(&order).await.unwrap_err();
    assert!(
        matches!(&twice, SupplierError::Refused { code, text } if code == "validation_error" && text.contains("external_reference")),
        "{twice:?}"
    );
    let mut gone = order.clone();
    gone.external_reference = "contract-gone".into();
    gone.variants[0].1 = 9_999;
    assert!(matches!(supplier.create(&gone).await, Err(SupplierError::Refused { .. })));
    let created = buy(supplier, &facts.never_cancellable, "contract-never").await;
    assert_eq!(supplier.look_up(Reference::Ours("contract-never")).await.unwrap().cancellable, Some(false));
    let never = supplier.cancel(&created.order_reference, "OTHER").await.unwrap_err();
    assert!(matches!(&never, SupplierError::Refused { code, .. } if code == "order_not_cancellable"), "{never:?}");
    // Confirming with a token that is not its own.
    let held = supplier.create(&wish(supplier, &facts.visitors, "contract-visitors").await).await.unwrap();
    let wrong = supplier.confirm(&held.order_reference, &"nonsense".to_owned().into(), "en").await.unwrap_err();
    assert!(matches!(&wrong, SupplierError::Refused { .. }), "{wrong:?}");
}

pub(crate) async fn a_failing_order_is_pending_first(supplier: &dyn Supplier, facts: &Facts) -> Created {
    let created = buy(supplier, &facts.failing, "contract-failing").await;
    let found = supplier.look_up(Reference::Ours("contract-failing")).await.unwrap();
    assert_eq!(found.standing, Standing::Fulfilling);
    created
}

pub(crate) fn tiqets_facts(ids: [u64; 7]) -> Facts {
    let [timed, whole_day, pdf_only, failing, visitors, never_cancellable, not_on_sale] =
        ids.map(|id| ProductId::new(SupplierKey::Tiqets, id.to_string()));
    let unknown = ProductId::new(SupplierKey::Tiqets, "1");
    Facts { timed, whole_day, pdf_only, failing, visitors, never_cancellable, not_on_sale, unknown }
}

pub(crate) async fn first_price(supplier: &dyn Supplier, product: &ProductId) -> counterfoil_domain::Money {
    let free = supplier.availability(product, range(30)).await.unwrap();
    free.days[0].slots[0].offers[0].price.unwrap().total
}
