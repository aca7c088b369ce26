//! The contract, over a whole supplier that was written from the documents alone.

use std::sync::Arc;

use chrono::Utc;
use counterfoil_domain::{
    SupplierError,
    supplier::{Known, PageRequest, Reference, Standing, Supplier},
};
use counterfoil_sandbox::{Options, Sandbox, ids};
use counterfoil_suppliers::{PrivateKey, Tiqets, TiqetsKeys};

use crate::{contract, desk};

pub(crate) async fn sandbox() -> Sandbox {
    Sandbox::start(Options::default()).await.unwrap()
}

pub(crate) fn facts() -> contract::Facts {
    contract::tiqets_facts([
        ids::TOWER_DECK,
        ids::WHOLE_DAY,
        ids::PDF_ONLY,
        ids::FAILING,
        ids::VISITORS,
        ids::NEVER_CANCELLABLE,
        ids::UNAVAILABLE,
    ])
}

pub(crate) fn customer_of(sandbox: &Sandbox) -> Tiqets {
    desk::install_crypto();
    let keys = TiqetsKeys {
        api_key: sandbox.api_key().into(),
        private_key: Some(PrivateKey::read(sandbox.private_key_pem().as_bytes()).unwrap()),
    };
    Tiqets::new(desk::settings(&sandbox.base_url()), keys, Arc::new(Utc::now)).unwrap()
}

#[tokio::test]
async fn the_catalogue_is_read_whole() {
    let sandbox = sandbox().await;
    let supplier = customer_of(&sandbox);
    contract::every_list_can_be_paged(&supplier).await;
    contract::what_is_known_is_not_told_twice(&supplier).await;
    contract::one_of_each_can_be_read(&supplier, &facts()).await;
    let traffic = supplier.traffic();
    assert_eq!(traffic.requests, sandbox.truth().tally.total_requests);
    assert!(traffic.bytes > 100_000 && traffic.rate_limited == 0);
}

#[tokio::test]
async fn availability_is_merged_over_its_windows() {
    let sandbox = sandbox().await;
    contract::ninety_days_are_one_answer(&customer_of(&sandbox), &facts()).await;
}

#[tokio::test]
async fn orders_live_and_end() {
    let sandbox = sandbox().await;
    let supplier = customer_of(&sandbox);
    contract::an_order_lives_from_create_to_cancel(&supplier, &facts()).await;
    contract::a_pdf_is_a_ticket_too(&supplier, &facts()).await;
    contract::refusals_say_why(&supplier, &facts()).await;
    contract::a_failing_order_is_pending_first(&supplier, &facts()).await;
    sandbox.advance_clock(60);
    let failed = supplier.look_up(Reference::Ours("contract-failing")).await.unwrap();
    assert_eq!(failed.standing, Standing::Failed);
    assert!(sandbox.truth().live_per_external_reference.values().all(|count| *count == 1));
}

#[tokio::test]
async fn a_hold_lapses() {
    let sandbox = sandbox().await;
    let supplier = customer_of(&sandbox);
    let order = contract::wish(&supplier, &facts().whole_day, "lapses").await;
    let created = supplier.create(&order).await.unwrap();
    sandbox.advance_clock(31 * 60);
    assert_eq!(supplier.look_up(Reference::Ours("lapses")).await.unwrap().standing, Standing::Cancelled);
    let late = supplier.confirm(&created.order_reference, &created.payment_token.unwrap(), "en").await;
    assert!(matches!(late, Err(SupplierError::Refused { .. })), "{late:?}");
}

#[tokio::test]
async fn a_wrong_key_and_a_wrong_signature_are_told_apart() {
    let sandbox = sandbox().await;
    let right = customer_of(&sandbox);
    let order = contract::wish(&right, &facts().whole_day, "signed").await;
    let address = desk::settings(&sandbox.base_url());
    let page = PageRequest { page: 1, size: 1 };

    let stranger = Tiqets::new(address.clone(), desk::keys(), desk::clock()).unwrap();
    assert_eq!(stranger.countries(page, &Known::default()).await, Err(SupplierError::Unauthorized));
    assert_eq!(stranger.probe().await, Err(SupplierError::Unauthorized));
    assert_eq!(stranger.create(&order).await, Err(SupplierError::Unauthorized));

    let keys = TiqetsKeys { api_key: sandbox.api_key().into(), ..desk::keys() };
    let forger = Tiqets::new(address, keys, desk::clock()).unwrap();
    let said = forger.create(&order).await.unwrap_err();
    assert!(matches!(&said, SupplierError::Refused { code, .. } if code == "payload_decode_error"), "{said:?}");
    assert!(!said.leaves_doubt() && sandbox.truth().orders.is_empty());

    // Once the line of its public key is registered, the same key signs.
    sandbox.register_public_key(&PrivateKey::read(desk::key_der()).unwrap().public_key_line()).unwrap();
    forger.create(&order).await.unwrap();
}
