//! How long the catalogue takes to write, to compare and to load: `cargo bench -p counterfoil-store -- 25000`.
#![allow(clippy::print_stdout, clippy::expect_used, missing_docs)]

use std::time::{Duration, Instant};

use counterfoil_domain::{
    CityId, Currency, ExperienceId, Money, ProductId, SupplierKey, TagId,
    catalog::{Cancellation, CancellationPolicy, Flags, Geo, Picture, Product, ProductText, Rating, Venue},
};
use counterfoil_store::{Batch, CatalogFile};

const TIQETS: SupplierKey = SupplierKey::Tiqets;

fn product(number: usize) -> (Product, ProductText) {
    let picture = |n: usize| Picture {
        small: Some(format!("https://aws-tiqets-cdn.example.org/images/content/{number:08x}{n}.jpg?w=200&h=150")),
        medium: Some(format!("https://aws-tiqets-cdn.example.org/images/content/{number:08x}{n}.jpg?w=400&h=300")),
        large: Some(format!("https://aws-tiqets-cdn.example.org/images/content/{number:08x}{n}.jpg?w=800&h=600")),
        extra_large: Some(format!("https://aws-tiqets-cdn.example.org/images/content/{number:08x}{n}.jpg?w=1600")),
        alt_text: Some(format!("Picture {n} of product {number}")),
        credit: None,
    };
    let product = Product {
        id: ProductId::new(TIQETS, (900_000 + number).to_string()),
        experience: Some(ExperienceId::new(TIQETS, (800_000 + number / 5).to_string())),
        city: CityId::new(TIQETS, (60_000 + number % 500).to_string()),
        country: None,
        title: format!("Product {number}: skip-the-line ticket with a view"),
        tagline: Some("See it all from above, without the queue".to_owned()),
        price: Some(Money::new(1_759, Currency::EUR)),
        price_before_discount: None,
        promotion: None,
        rating: Rating { average: Some(4.5), total: 1_234 },
        on_sale: true,
        off_sale_reason: None,
        expected_reopening: None,
        tags: (0..6).map(|n| TagId::new(TIQETS, (n * 40 + number % 40).to_string())).collect(),
        picture: Some(picture(0)),
        duration_minutes: Some(90),
        flags: Flags { skip_line: Some(true), smartphone_ticket: Some(true), ..Flags::default() },
        cancellation: Some(Cancellation { policy: CancellationPolicy::BeforeDate, window_hours: 24 }),
        venue: Venue { name: Some(format!("Venue {number}")), address: Some("1 Long Street, Town".to_owned()) },
        time_zone: Some("Europe/Paris".to_owned()),
        geo: Some(Geo { lat: 48.85, lng: 2.35 }),
        updated_at: None,
    };
    let long = "A sentence about what is seen there and why one should go. ".repeat(20);
    let text = ProductText {
        summary: Some(long.clone()),
        highlights: Some(long.clone()),
        included: Some(long),
        languages: ["en", "fr", "de"].map(str::to_owned).to_vec(),
        pictures: (0..4).map(picture).collect(),
        ..ProductText::default()
    };
    (product, text)
}

/// Writes in batches and returns how long the longest took.
fn write(catalog: &CatalogFile, products: &[(Product, ProductText)]) -> Duration {
    let mut longest = Duration::ZERO;
    for chunk in products.chunks(100) {
        let batch = Batch { products: chunk.iter().cloned().map(Into::into).collect(), ..Batch::default() };
        let began = Instant::now();
        catalog.apply(batch).expect("written");
        longest = longest.max(began.elapsed());
    }
    longest
}

fn main() {
    let count = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(25_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("catalog.db");
    let mut products: Vec<_> = (0..count).map(product).collect();
    let catalog = CatalogFile::open(&path).expect("opened");
    let timed = |what: &str, work: &mut dyn FnMut() -> String| {
        let began = Instant::now();
        let note = work();
        println!("{what:<28} {:>9.1} ms  {note}", began.elapsed().as_secs_f64() * 1_000.0);
    };
    println!("{count} products");
    timed("write all, 100 at a time", &mut || format!("longest {:?}", write(&catalog, &products)));
    timed("compare all, nothing changed", &mut || format!("longest {:?}", write(&catalog, &products)));
    for (product, _) in products.iter_mut().step_by(100) {
        product.promotion = Some("-10 %".to_owned());
    }
    timed("write again, 1 % changed", &mut || format!("longest {:?}", write(&catalog, &products)));
    drop(catalog);
    let size = std::fs::metadata(&path).expect("there").len();
    let mut catalog = None;
    timed("open and check", &mut || {
        catalog = Some(CatalogFile::open(&path).expect("opened"));
        format!("{} MB", size / 1_000_000)
    });
    let catalog = catalog.expect("open");
    for _ in 0..3 {
        timed("load", &mut || format!("{} products", catalog.load().expect("loaded").products.len()));
    }
}
