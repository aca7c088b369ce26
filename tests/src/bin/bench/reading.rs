//! What an agent waits for: opening the desk, a page, a search.

use std::hint::black_box;
use std::time::{Duration, Instant};

use counterfoil_domain::catalog::snapshot::Narrowing;
use serde_json::{Value, json};

use crate::seat::{open, peak_mib, percentile, spoken, timed};

/// What people type: a word, its beginning, two words, a typo, other scripts, a city, nothing that is there.
pub(crate) const QUERIES: [&str; 16] = [
    "tower",
    "tow",
    "museum entrance",
    "musuem",
    "dubai",
    "paris cruise",
    "food tour",
    "skip the line",
    "Musée des",
    "Ελληνικού",
    "русской",
    "光の庭",
    "aquarium",
    "night",
    "garden ticket",
    "xylophonqz",
];
const OPENINGS: usize = 5;
const PAGES: usize = 1000;
const ROUNDS: usize = 20;

/// Many times the same; the median.
fn median(times: usize, mut work: impl FnMut()) -> Duration {
    let mut taken: Vec<_> = (0..times).map(|_| timed(&mut work)).collect();
    percentile(&mut taken, 50)
}

/// Measures on a desk that is stocked already.
pub(crate) async fn measure() -> Value {
    let mut openings = Vec::new();
    for _ in 0..OPENINGS {
        let begun = Instant::now();
        drop(open().await);
        openings.push(begun.elapsed());
    }
    let before = peak_mib();
    let desk = open().await;
    let snapshot = desk.snapshot();
    let city = snapshot.all_cities().iter().max_by_key(|city| snapshot.product_count(&city.id)).expect("a city");
    let of_city = Narrowing { city: Some(city.id.clone()), ..Narrowing::default() };
    let tag = snapshot.tag_counts(&of_city).first().map(|(tag, _)| tag.id.clone()).expect("a tag");
    let tagged = Narrowing { tags: vec![tag], ..of_city.clone() };
    let everywhere = Narrowing::default();
    let page = |narrow: &Narrowing| spoken(median(PAGES, || drop(black_box(snapshot.products(narrow, 1, 50)))));
    let (by_city, by_tag, all) = (page(&of_city), page(&tagged), page(&everywhere));

    let ids: Vec<_> = snapshot.products(&of_city, 1, 50).items.iter().map(|product| product.id.clone()).collect();
    let mut texts = Vec::new();
    for _ in 0..PAGES / 10 {
        let begun = Instant::now();
        desk.product_texts(ids.clone()).await.expect("texts");
        texts.push(begun.elapsed());
    }
    let search = |query: &str| drop(black_box(snapshot.search(query, None, 20)));
    let mut first = vec![timed(|| search(QUERIES[0]))];
    let mut searches: Vec<_> = (0..ROUNDS).flat_map(|_| QUERIES).map(|query| timed(|| search(query))).collect();
    json!({
        "open a desk from disk, median": spoken(percentile(&mut openings, 50)),
        "page of 50 products of a city": by_city,
        "page of 50 products of a city with a tag": by_tag,
        "page of 50 products of all cities": all,
        format!("texts of such a page ({} of them) from disk", ids.len()): spoken(percentile(&mut texts, 50)),
        format!("first search of {} products", snapshot.all_products().len()): spoken(percentile(&mut first, 50)),
        format!("search, p50 of {}", searches.len()): spoken(percentile(&mut searches, 50)),
        "search, p99": spoken(percentile(&mut searches, 99)),
        "memory at its peak": format!("{:.0} MiB, {before:.0} MiB before the last opening", peak_mib()),
    })
}
