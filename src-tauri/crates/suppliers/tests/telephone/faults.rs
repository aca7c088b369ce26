//! The sandbox's bad days, by name, and what the desk hears of each.

use std::time::Duration;

use counterfoil_domain::{
    SupplierError,
    supplier::{Known, PageRequest, Reference, Standing, Supplier},
};
use counterfoil_sandbox::{Call, Fault, Sandbox, Verb};
use counterfoil_suppliers::{PrivateKey, Tiqets, TiqetsKeys};

use crate::{
    contract, desk,
    sandbox::{customer_of, facts, sandbox},
};

const PAGE: PageRequest = PageRequest { page: 1, size: 5 };

async fn create_under(sandbox: &Sandbox, fault: Fault, reference: &str) -> (SupplierError, usize) {
    let supplier = customer_of(sandbox);
    let order = contract::wish(&supplier, &facts().whole_day, reference).await;
    sandbox.set_fault(fault).unwrap();
    let said = supplier.create(&order).await.unwrap_err();
    sandbox.clear_faults();
    let held = sandbox.truth().orders.iter().filter(|o| o.external_reference.as_deref() == Some(reference)).count();
    // Doubt or not, the look-up tells the truth.
    let found = supplier.look_up(Reference::Ours(reference)).await;
    assert_eq!(found.is_ok(), held == 1, "{reference}: {found:?}");
    (said, held)
}

#[tokio::test]
async fn a_create_hears_the_right_name_and_is_never_doubled() {
    let sandbox = sandbox().await;
    let once = |verb| Fault::once(verb, Call::Create);
    let (said, held) = create_under(&sandbox, once(Verb::DropBeforeAccept), "before").await;
    assert_eq!((said, held), (SupplierError::TimedOut { sent: true }, 0));
    let (said, held) = create_under(&sandbox, once(Verb::DropAfterAccept), "after").await;
    assert_eq!((said, held), (SupplierError::TimedOut { sent: true }, 1));
    let (said, held) = create_under(&sandbox, once(Verb::Error500), "500").await;
    assert_eq!((said, held), (SupplierError::Failed { status: 500 }, 0));
    let (said, held) = create_under(&sandbox, once(Verb::CutBody), "cut").await;
    assert!(matches!(said, SupplierError::NotUnderstood { .. }) && said.leaves_doubt() && held == 1, "{said:?}");
    let (said, held) = create_under(&sandbox, once(Verb::NotJson), "portal").await;
    assert!(matches!(said, SupplierError::NotUnderstood { .. }) && said.leaves_doubt() && held == 0, "{said:?}");
    let limited = Fault { retry_after: Some(7), ..once(Verb::RateLimited) };
    let (said, held) = create_under(&sandbox, limited, "limited").await;
    assert_eq!((said, held), (SupplierError::RateLimited { after: Some(Duration::from_secs(7)) }, 0));
    let (said, held) = create_under(&sandbox, once(Verb::SoldOutRace), "race").await;
    assert!(matches!(said, SupplierError::Refused { .. }) && held == 0, "{said:?}");
    assert!(sandbox.truth().live_per_external_reference.values().all(|count| *count == 1));
}

#[tokio::test]
async fn a_slow_answer_is_a_timeout_with_doubt() {
    let sandbox = sandbox().await;
    let patient = customer_of(&sandbox);
    let order = contract::wish(&patient, &facts().whole_day, "slow").await;
    let mut settings = desk::settings(&sandbox.base_url());
    settings.timeouts.signed = Duration::from_millis(200);
    let key = PrivateKey::read(sandbox.private_key_pem().as_bytes()).unwrap();
    let keys = TiqetsKeys { api_key: sandbox.api_key().into(), private_key: Some(key) };
    let impatient = Tiqets::new(settings, keys, desk::clock()).unwrap();
    sandbox.set_fault(Fault { ms: Some(60_000), ..Fault::once(Verb::Slow, Call::Create) }).unwrap();
    assert_eq!(impatient.create(&order).await, Err(SupplierError::TimedOut { sent: true }));
    assert_eq!(patient.look_up(Reference::Ours("slow")).await.unwrap().standing, Standing::Held);
}

#[tokio::test]
async fn reads_recover_from_one_bad_answer() {
    let sandbox = sandbox().await;
    let supplier = customer_of(&sandbox);
    for verb in [Verb::Error500, Verb::RateLimited, Verb::DropBeforeAccept, Verb::DropAfterAccept, Verb::CutBody] {
        sandbox.set_fault(Fault::once(verb, Call::Catalog)).unwrap();
        let before = supplier.traffic().requests;
        assert!(supplier.countries(PAGE, &Known::default()).await.is_ok(), "{verb:?}");
        assert_eq!(supplier.traffic().requests, before + 2, "{verb:?}");
    }
    sandbox.set_fault(Fault::once(Verb::NotJson, Call::Catalog)).unwrap();
    assert!(matches!(supplier.countries(PAGE, &Known::default()).await, Err(SupplierError::NotUnderstood { .. })));
    sandbox.set_fault(Fault::always(Verb::Error500, Call::Catalog)).unwrap();
    assert_eq!(supplier.countries(PAGE, &Known::default()).await, Err(SupplierError::Failed { status: 500 }));
}

#[tokio::test]
async fn confirmed_orders_have_their_bad_days_too() {
    let sandbox = sandbox().await;
    let supplier = customer_of(&sandbox);
    let standing = async |reference: &str| supplier.look_up(Reference::Ours(reference)).await.unwrap().standing;

    sandbox.set_fault(Fault::once(Verb::NeverCompletes, Call::Confirm)).unwrap();
    contract::buy(&supplier, &facts().whole_day, "never").await;

    sandbox.set_fault(Fault { seconds: Some(90), ..Fault::once(Verb::CompletesAfter, Call::Confirm) }).unwrap();
    let created = contract::buy(&supplier, &facts().whole_day, "later").await.order_reference;
    assert_eq!(standing("later").await, Standing::Fulfilling);
    let early = supplier.tickets(&created, "en").await.unwrap_err();
    assert!(
        matches!(&early, SupplierError::Refused { code, .. } if code == counterfoil_suppliers::TICKETS_NOT_READY),
        "{early:?}"
    );
    sandbox.advance_clock(91);
    assert_eq!(standing("later").await, Standing::Done);
    sandbox.set_fault(Fault { reference: Some("later".into()), ..Fault::once(Verb::LateCancel, Call::Any) }).unwrap();
    assert_eq!(standing("later").await, Standing::Cancelled);

    // A confirm whose answer is lost was a confirm.
    let order = contract::wish(&supplier, &facts().whole_day, "lost").await;
    let created = supplier.create(&order).await.unwrap();
    sandbox.set_fault(Fault::once(Verb::DropAfterAccept, Call::Confirm)).unwrap();
    let said = supplier.confirm(&created.order_reference, &created.payment_token.unwrap(), "en").await;
    assert_eq!(said, Err(SupplierError::TimedOut { sent: true }));
    assert_eq!(standing("lost").await, Standing::Done);
    sandbox.set_fault(Fault::once(Verb::DropAfterAccept, Call::Cancel)).unwrap();
    assert_eq!(supplier.cancel(&created.order_reference, "OTHER").await, Err(SupplierError::TimedOut { sent: true }));
    assert_eq!(standing("lost").await, Standing::Cancelled);

    sandbox.advance_clock(86_400);
    assert_eq!(standing("never").await, Standing::Fulfilling);
}

#[tokio::test]
async fn prices_are_those_of_the_moment() {
    let sandbox = sandbox().await;
    let supplier = customer_of(&sandbox);
    let price = async || contract::first_price(&supplier, &facts().whole_day).await;
    let before = price().await;
    sandbox.set_fault(Fault { percent: Some(50), ..Fault::always(Verb::PriceChanges, Call::Any) }).unwrap();
    assert!(price().await.minor > before.minor);
}
