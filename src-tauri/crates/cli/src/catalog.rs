//! `catalog …` and `city …`

use std::io::Write;

use counterfoil_domain::{
    CityId, ExperienceId, ProductId, SupplierKey,
    catalog::{Tag, search::Found, snapshot::Narrowing},
    run::{RunKind, RunStatus},
};
use counterfoil_engine::{
    Desk, EngineError,
    catalog::{OpenedProduct, Paging, read_country},
    sync::{Ended, RunOrder},
};
use serde_json::{Value, json};

use crate::{
    Reply,
    arguments::{CatalogCommand, CityCommand, Every, Page},
    door::Door,
    problem::{Failure, known_id},
    progress::Shown,
    shape,
};

pub(crate) async fn answer(
    command: CatalogCommand,
    door: &Door,
    err: &mut (impl Write + Send),
) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    match command {
        CatalogCommand::Bootstrap { max_pages } => {
            run(&desk, RunOrder { max_pages, ..order(RunKind::Bootstrap) }, false, err).await
        }
        CatalogCommand::Refresh { city, wait } => {
            let cities = city.iter().map(|id| known_id(id, "city")).collect::<Result<Vec<CityId>, _>>()?;
            run(&desk, RunOrder { cities, ..order(RunKind::Refresh) }, wait, err).await
        }
        CatalogCommand::QuickSync { max_pages } => {
            run(&desk, RunOrder { max_pages, ..order(RunKind::QuickSync) }, false, err).await
        }
        CatalogCommand::SyncTags => run(&desk, order(RunKind::TagSync), false, err).await,
        CatalogCommand::Variants { limit } => variants(&desk, limit).await,
        CatalogCommand::Runs { limit } => runs(&desk, limit).await,
        CatalogCommand::Schedule { every } => schedule(&desk, every).await,
        CatalogCommand::Tags { group, city, country } => tags(&desk, &group, city, country),
        CatalogCommand::Status => status(&desk).await,
        CatalogCommand::Countries => {
            let countries = desk.countries();
            let text: Vec<_> = countries
                .iter()
                .map(|c| format!("{:<4} {:<8} {}", c.iso_code.as_deref().unwrap_or("-"), c.id.own, c.name))
                .collect();
            Reply::new(shape::whole_list(countries.iter().map(shape::country).collect()), text.join("\n"))
        }
        CatalogCommand::Cities { country, enabled } => {
            let snapshot = desk.snapshot();
            let cities = desk.cities(country.as_deref(), enabled)?;
            let mark = |id| if snapshot.is_enabled(id) { "on " } else { "off" };
            let text: Vec<_> = cities.iter().map(|c| format!("{} {:<8} {}", mark(&c.id), c.id.own, c.name)).collect();
            let items = cities.iter().map(|c| shape::city(c, &snapshot)).collect();
            Reply::new(shape::whole_list(items), text.join("\n"))
        }
        CatalogCommand::Experiences { city, country, tag, page } => experiences(&desk, city, country, tag, page).await,
        CatalogCommand::Experience { id } => {
            let opened = desk.experience(known_id::<ExperienceId>(&id, "experience")?).await?;
            let json = shape::experience(&opened.experience, &opened.text, &desk.snapshot());
            let tagline = opened.experience.tagline.unwrap_or_default();
            Reply::new(json, format!("{}\n{tagline}", opened.experience.title))
        }
        CatalogCommand::Products { experience, city, page } => products(&desk, experience, city, page).await,
        CatalogCommand::Product { id } => {
            let opened = desk.product(known_id::<ProductId>(&id, "product")?).await?;
            Reply::new(shape::opened_product(&opened, &desk.snapshot()), product(&opened))
        }
        CatalogCommand::Search { text, limit } => search(&desk, &text, limit),
    }
}

/// A product in lines: its variants, each with what it asks of its visitors and who must come along.
fn product(opened: &OpenedProduct) -> String {
    let Some(known) = &opened.variants else {
        return format!(
            "{}\nIts variants are not known here, and the supplier did not tell them.",
            opened.product.title
        );
    };
    let mut lines = vec![opened.product.title.clone()];
    for variant in &known.variants {
        let with: Vec<&str> = variant.valid_with.iter().map(|id| &*id.own).collect();
        let asked = match variant.requires_visitor_details.as_slice() {
            [] => String::new(),
            asked => format!("; each visitor gives {}", asked.join(", ")),
        };
        let with = if with.is_empty() { String::new() } else { format!("; only with {}", with.join(" or ")) };
        lines.push(format!("  {:<8} {}{asked}{with}", variant.id.own, variant.label));
    }
    let asks = known.variants.iter().any(|variant| !variant.requires_visitor_details.is_empty());
    lines.push(if asks {
        "What visitors give stands in the order's file under \"visitors\", by these words.".to_owned()
    } else {
        "It asks nothing of single visitors; the customer's name, e-mail and telephone are enough.".to_owned()
    });
    if let Some(most) = known.max_per_order {
        lines.push(format!("At most {} in one order.", shape::counted(most, "ticket")));
    }
    if !known.sales_enabled {
        lines.push("It is not sold now.".to_owned());
    }
    lines.join("\n")
}

pub(crate) async fn city(command: CityCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    let (ids, enabled) = match command {
        CityCommand::Enable { ids } => (ids, true),
        CityCommand::Disable { ids } => (ids, false),
    };
    let ids = ids.iter().map(|id| known_id(id, "city")).collect::<Result<Vec<CityId>, _>>()?;
    let changed = desk.set_cities(ids.clone(), enabled).await?;
    let snapshot = desk.snapshot();
    let items: Vec<Value> = ids.iter().filter_map(|id| snapshot.city(id)).map(|c| shape::city(c, &snapshot)).collect();
    let mut json = shape::whole_list(items);
    json["changed"] = changed.into();
    let cities = if changed == 1 { "1 city".to_owned() } else { format!("{changed} cities") };
    Reply::new(json, format!("{cities} switched {}.", if enabled { "on" } else { "off" }))
}

const fn order(kind: RunKind) -> RunOrder {
    RunOrder::of(SupplierKey::Tiqets, kind)
}

async fn run(desk: &Desk, order: RunOrder, wait: bool, err: &mut (impl Write + Send)) -> Result<Reply, Failure> {
    let shown = Shown::of(desk);
    let ended = if wait { desk.run_after_others(order).await } else { desk.run(order).await };
    drop(shown);
    let Ended { run, failure } = ended?;
    let mut json = shape::run(&run);
    let counts = &run.counts;
    let text = match run.status {
        RunStatus::Completed => format!(
            "{} cities, {} experiences, {} products seen; {} rows changed, {} retired; {} requests, {} bytes.{}",
            counts.cities,
            counts.experiences,
            counts.products,
            counts.written,
            counts.retired,
            counts.requests,
            counts.bytes,
            run.error.as_ref().map(|remarks| format!("\n{remarks}")).unwrap_or_default()
        ),
        RunStatus::Running | RunStatus::Failed | RunStatus::Skipped => run.error.clone().unwrap_or_default(),
    };
    let failed = run.status == RunStatus::Failed;
    if let Some(error) = failure {
        let problem = Failure::Engine(error).problem();
        let _ = writeln!(err, "{}", problem.lines());
        json["problem"] = serde_json::to_value(problem).unwrap_or_default();
    }
    Ok(Reply { failed, ..Reply::new(json, text)? })
}

async fn variants(desk: &Desk, limit: u32) -> Result<Reply, Failure> {
    let filled = desk.fill_variants(SupplierKey::Tiqets, limit).await?;
    let (known, all) = desk.variants_known().await?;
    let json = json!({ "fetched": filled, "products_known": known, "products": all });
    Reply::new(
        json,
        format!(
            "Variants of {} fetched; {known} of {all} products have theirs here.",
            shape::counted(filled, "product")
        ),
    )
}

async fn runs(desk: &Desk, limit: u32) -> Result<Reply, Failure> {
    let runs = desk.runs(limit).await?;
    let lines = runs.iter().map(|run| {
        let counts = &run.counts;
        let took = run
            .ended_at
            .map_or_else(|| "goes on".to_owned(), |end| format!("{:.1} s", (end - run.began_at).as_seconds_f64()));
        format!(
            "{}  {:<10} {:<9} {:>8}  {:>5} requests  {:>6} written  {:>5} retired  {}",
            run.began_at.format("%Y-%m-%d %H:%M:%S UTC"),
            run.kind.word(),
            run.status.word(),
            took,
            counts.requests,
            counts.written,
            counts.retired,
            run.error.as_deref().unwrap_or_default()
        )
    });
    let text = if runs.is_empty() { "No run yet.".to_owned() } else { lines.collect::<Vec<_>>().join("\n") };
    Reply::new(shape::whole_list(runs.iter().map(shape::run).collect()), text)
}

async fn schedule(desk: &Desk, every: Option<Every>) -> Result<Reply, Failure> {
    let supplier = SupplierKey::Tiqets;
    let state = match every {
        None => desk.schedule(supplier).await?,
        Some(Every::Off) => desk.set_schedule(supplier, None).await?,
        Some(Every::Hours(hours)) => desk.set_schedule(supplier, Some(hours)).await?,
    };
    let text = match (state.every_hours, state.next_at) {
        (None, _) => "The catalogue is refreshed by hand only.".to_owned(),
        (Some(hours), None) => format!("The catalogue is refreshed every {hours} h while the window is open."),
        (Some(hours), Some(at)) => format!(
            "The catalogue is refreshed every {hours} h while the window is open; next at {}.",
            at.format("%Y-%m-%d %H:%M UTC")
        ),
    };
    let lines: Vec<&str> = [Some(text.as_str()), state.note.as_deref()].into_iter().flatten().collect();
    Reply::new(shape::schedule(supplier, &state), lines.join("\n"))
}

/// Tags of the experiences that agents see, and those that none of them has when nothing narrows the list (UC-10).
fn tags(desk: &Desk, groups: &[String], city: Option<String>, country: Option<String>) -> Result<Reply, Failure> {
    let snapshot = desk.snapshot();
    let narrow = Narrowing {
        city: city.as_deref().map(|id| known_city(desk, id)).transpose()?,
        country: country.as_deref().map(|text| read_country(&snapshot, text)).transpose()?,
        tags: Vec::new(),
    };
    let mut found = snapshot.tag_counts(&narrow);
    if narrow == Narrowing::default() {
        let used: std::collections::HashSet<_> = found.iter().map(|(tag, _)| tag.id.clone()).collect();
        found.extend(snapshot.tags().iter().filter(|tag| !used.contains(&tag.id)).map(|tag| (&**tag, 0)));
    }
    let wanted = |tag: &Tag| groups.is_empty() || tag.group.as_ref().is_some_and(|of| groups.contains(of));
    found.retain(|(tag, _)| wanted(tag));
    let line = |(tag, count): &(&Tag, usize)| {
        format!("{:<9} {:<32} {:<24} {count}", tag.id.own, tag.name, tag.group.as_deref().unwrap_or("-"))
    };
    let text = found.iter().map(line).collect::<Vec<_>>().join("\n");
    Reply::new(shape::whole_list(found.iter().map(|(tag, count)| shape::tag(tag, *count)).collect()), text)
}

async fn status(desk: &Desk) -> Result<Reply, Failure> {
    let snapshot = desk.snapshot();
    let (experiences, products) = snapshot.visible_counts();
    let last = desk.runs(1).await?;
    let fetched = snapshot.fetched_at();
    let age = fetched.map(|at| (desk.now() - at).num_seconds().max(0));
    let json = json!({
        "fetched_at": shape::instant(fetched),
        "age_seconds": age,
        "countries": snapshot.countries().len(),
        "cities": snapshot.all_cities().len(),
        "cities_enabled": snapshot.enabled_count(),
        "experiences": snapshot.all_experiences().len(),
        "experiences_visible": experiences,
        "products": snapshot.all_products().len(),
        "products_visible": products,
        "variants": snapshot.variant_count(),
        "products_with_variants": desk.variants_known().await?.0,
        "tags": snapshot.tags().len(),
        "tag_types": snapshot.tag_types().len(),
        "last_run": last.first().map(shape::run),
    });
    let text = match age {
        Some(age) => format!("{experiences} experiences and {products} products on sale, fetched {age} s ago."),
        None => "The catalogue is empty. Fill it with: counterfoil-cli catalog bootstrap".to_owned(),
    };
    Reply::new(json, text)
}

async fn experiences(
    desk: &Desk,
    city: Option<String>,
    country: Option<String>,
    tags: Vec<String>,
    page: Page,
) -> Result<Reply, Failure> {
    let paging = Paging::checked(page.page, page.page_size)?;
    let snapshot = desk.snapshot();
    let narrow = Narrowing {
        city: city.as_deref().map(|id| known_city(desk, id)).transpose()?,
        country: country.as_deref().map(|text| read_country(&snapshot, text)).transpose()?,
        tags: tags.iter().map(|id| known_id(id, "tag")).collect::<Result<_, _>>()?,
    };
    let cut = snapshot.experiences(&narrow, paging.page as usize, paging.size as usize);
    let texts = desk.experience_texts(cut.items.iter().map(|e| e.id.clone()).collect()).await?;
    let items = cut.items.iter().zip(&texts).map(|(e, text)| shape::experience(e, text, &snapshot)).collect();
    let lines: Vec<_> = cut.items.iter().map(|e| format!("{:<9} {}", e.id.own, e.title)).collect();
    Reply::new(shape::list(items, paging, cut.total as u64), lines.join("\n"))
}

fn known_city(desk: &Desk, id: &str) -> Result<CityId, Failure> {
    let city: CityId = known_id(id, "city")?;
    if desk.snapshot().city(&city).is_none() {
        return Err(Failure::Engine(EngineError::NotFound { what: "city", id: id.to_owned() }));
    }
    Ok(city)
}

async fn products(desk: &Desk, experience: Option<String>, city: Option<String>, page: Page) -> Result<Reply, Failure> {
    let paging = Paging::checked(page.page, page.page_size)?;
    let snapshot = desk.snapshot();
    let (found, total) = match (experience, city) {
        (Some(id), _) => {
            let id: ExperienceId = known_id(&id, "experience")?;
            if snapshot.experience(&id).is_none() {
                return Err(Failure::Engine(EngineError::NotFound { what: "experience", id: id.own.to_string() }));
            }
            let all: Vec<_> = snapshot.products_of_experience(&id).collect();
            let total = all.len();
            let skip = (paging.page as usize - 1).saturating_mul(paging.size as usize);
            (all.into_iter().skip(skip).take(paging.size as usize).collect(), total)
        }
        (None, city) => {
            let city = city.as_deref().map(|id| known_city(desk, id)).transpose()?;
            let narrow = Narrowing { city, ..Narrowing::default() };
            let cut = snapshot.products(&narrow, paging.page as usize, paging.size as usize);
            (cut.items, cut.total)
        }
    };
    let texts = desk.product_texts(found.iter().map(|p| p.id.clone()).collect()).await?;
    let items = found.iter().zip(&texts).map(|(p, text)| shape::product(p, text, &snapshot)).collect();
    let lines: Vec<_> = found.iter().map(|p| format!("{:<9} {}", p.id.own, p.title)).collect();
    Reply::new(shape::list(items, paging, total as u64), lines.join("\n"))
}

fn search(desk: &Desk, text: &str, limit: u32) -> Result<Reply, Failure> {
    let snapshot = desk.snapshot();
    let (hits, total) = snapshot.search(text, None, limit as usize);
    let item = |kind: &str, id: &str, title: &str, city: Option<&CityId>| {
        let city = city.and_then(|id| snapshot.city(id));
        json!({ "kind": kind, "id": id, "title": title, "city_id": city.map(|c| c.id.own.to_string()), "city_name": city.map(|c| &c.name) })
    };
    let items: Vec<Value> = hits
        .iter()
        .map(|hit| {
            let mut value = match hit.found {
                Found::City(c) => item("city", &c.id.own, &c.name, Some(&c.id)),
                Found::Experience(e) => item("experience", &e.id.own, &e.title, Some(&e.city)),
                Found::Product(p) => item("product", &p.id.own, &p.title, Some(&p.city)),
            };
            value["matched"] = hit.fields.iter().map(|field| format!("{field:?}").to_lowercase()).collect();
            value
        })
        .collect();
    let word = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let lines: Vec<_> =
        items.iter().map(|i| format!("{:<10} {:<9} {}", word(i, "kind"), word(i, "id"), word(i, "title"))).collect();
    let mut json = shape::whole_list(items);
    json["page_size"] = limit.into();
    json["total"] = total.into();
    Reply::new(json, lines.join("\n"))
}
