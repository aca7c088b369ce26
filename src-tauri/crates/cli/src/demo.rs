//! `demo`: the whole job against a sandbox inside this process, told step by step.

use std::{io::Write, path::Path, sync::Arc, time::Duration};

use counterfoil_domain::{
    ProductId, SupplierKey,
    availability::{FreeDay, Slot},
    order::{Customer, OrderDraft, PaymentKind, State},
    run::RunKind,
};
use counterfoil_engine::{
    Desk, DeskConfig, EngineError,
    clock::SystemClock,
    secrets::{MemoryVault, SecretBytes},
    setup::{Line, SupplierInput},
    sync::RunOrder,
};
use counterfoil_sandbox::{Options, Sandbox};
use serde_json::json;

use crate::{Reply, files::write_whole, problem::Failure};

/// What a visitor would type into the search.
const SEARCH: &str = "al qamar observation deck";

pub(crate) async fn demo(folder: &Path, err: &mut (impl Write + Send)) -> Result<Reply, Failure> {
    std::fs::create_dir_all(folder).map_err(|source| Failure::file(folder, "made", source))?;
    let data = tempfile::tempdir().map_err(|source| Failure::file(folder, "made", source))?;
    let mut step = 0;
    let mut tell = |text: String| {
        step += 1;
        let _ = writeln!(err, "{step:>2}. {text}");
    };
    let sandbox = Sandbox::start(Options::default()).await?;
    tell(format!("A supplier's server runs at {}, with keys that live in memory only.", sandbox.base_url()));
    let told = job(&sandbox, data.path(), folder, &mut tell).await;
    sandbox.shutdown().await;
    told
}

async fn job(
    sandbox: &Sandbox,
    data: &Path,
    folder: &Path,
    tell: &mut (impl FnMut(String) + Send),
) -> Result<Reply, Failure> {
    let desk = open(sandbox, data).await?;
    tell("The desk is open and the supplier is set up.".to_owned());
    let order = RunOrder::of(SupplierKey::Tiqets, RunKind::Bootstrap);
    let ended = desk.run(order).await?;
    if let Some(failure) = ended.failure {
        return Err(failure.into());
    }
    let counts = ended.run.counts;
    tell(format!(
        "The catalogue is here: {} cities, {} experiences, {} products, with {} requests.",
        counts.cities, counts.experiences, counts.products, counts.requests
    ));
    let (product, free, slot) = choose(&desk).await?;
    let snapshot = desk.snapshot();
    let title = snapshot.product(&product).map(|p| p.title.clone()).unwrap_or_default();
    let time = slot.time.clone();
    tell(format!(
        "\u{201c}{SEARCH}\u{201d} finds {title}; {} at {} is free.",
        free.day,
        time.as_deref().unwrap_or("any time")
    ));
    let draft = family(&desk, &product, &free, &slot).await?;
    let held = desk.create_order(draft).await?;
    let total = held.total.map(|total| total.to_string()).unwrap_or_default();
    tell(format!("Order {} holds {} places for {total}.", held.code, held.heads()));
    desk.record_paid(&held.code, PaymentKind::Cash, "").await?;
    desk.confirm_order(&held.code).await?;
    tell("The client has paid; the order is confirmed.".to_owned());
    let ready = desk.wait_for_tickets(&held.code, Duration::from_mins(2)).await?;
    if ready.state != State::Ready {
        return Err(EngineError::TicketsNotReady { code: ready.code, state: ready.state }.into());
    }
    let paper = desk.ticket_paper(&ready.code).await?;
    let pdf = folder.join(format!("ticket-{}.pdf", ready.code));
    write_whole(&pdf, &paper.pdf)?;
    tell(format!("{} tickets are on paper: {}", paper.barcodes.len(), pdf.display()));
    let json = json!({ "order": ready.code, "pdf": pdf, "barcodes": paper.barcodes });
    Reply::new(json, format!("Order {} is ready: {}", ready.code, pdf.display()))
}

async fn open(sandbox: &Sandbox, data: &Path) -> Result<Desk, Failure> {
    let config = DeskConfig { training: true, ..DeskConfig::at(data) };
    let desk = Desk::open(config, Arc::new(MemoryVault::new()), Line::real(), Arc::new(SystemClock)).await?;
    desk.set_supplier(SupplierInput {
        supplier: SupplierKey::Tiqets,
        base_url: sandbox.base_url(),
        currency: None,
        language: None,
        per_second: None,
        at_once: None,
        hosts: None,
        api_key: Some(SecretBytes::new(sandbox.api_key().as_bytes().to_vec())),
        private_key: Some(SecretBytes::new(sandbox.private_key_pem().as_bytes().to_vec())),
    })
    .await?;
    Ok(desk)
}

/// The first product found that has codes to print, with the first free day and time from tomorrow on.
async fn choose(desk: &Desk) -> Result<(ProductId, FreeDay, Slot), Failure> {
    let snapshot = desk.snapshot();
    let (hits, _) = snapshot.search(SEARCH, None, 20);
    for hit in hits {
        let counterfoil_domain::catalog::search::Found::Product(product) = hit.found else { continue };
        let tomorrow = desk.today_at(product) + chrono::Duration::days(1);
        let last = tomorrow + chrono::Duration::days(30);
        let found = desk.availability(&product.id, &tomorrow.to_string(), &last.to_string()).await?;
        let fits = |slot: &&Slot| slot.time.is_some() && slot.max.is_none_or(|max| max >= 3) && slot.offers.len() >= 2;
        if let Some((day, slot)) = found.days.iter().find_map(|day| Some((day, day.slots.iter().find(fits)?))) {
            return Ok((product.id.clone(), day.clone(), slot.clone()));
        }
    }
    Err(Failure::Input("The sandbox has nothing to sell that fits the demonstration.".to_owned()))
}

/// Two adults and a child, by the labels of the variants.
async fn family(desk: &Desk, product: &ProductId, free: &FreeDay, slot: &Slot) -> Result<OrderDraft, Failure> {
    let opened = desk.product(product.clone()).await?;
    let variants = opened.variants.map(|v| v.variants).unwrap_or_default();
    let labelled = |word: &str| variants.iter().find(|v| v.label.to_lowercase().contains(word)).map(|v| v.id.clone());
    let first = || slot.offers.first().map(|offer| offer.variant.clone());
    let mut party = Vec::new();
    party.extend(labelled("adult").or_else(first).map(|adult| (adult, 2)));
    party.extend(labelled("child").map(|child| (child, 1)));
    Ok(OrderDraft {
        product: product.clone(),
        day: free.day,
        time: slot.time.clone(),
        party,
        customer: Customer {
            first_name: "Chloé".into(),
            last_name: "Παπαδοπούλου-Иванова".into(),
            email: "chloe@example.org".into(),
            phone: "+33 1 23 45 67 89".into(),
        },
        visitors: Vec::new(),
        external_reference: None,
        expected: None,
        basket: None,
    })
}
