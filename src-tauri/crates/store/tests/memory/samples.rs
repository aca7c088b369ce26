//! Rows with odd values, so that nothing comes back right by chance.

use std::path::PathBuf;

use chrono::{DateTime, Duration};
use counterfoil_domain::{
    CityId, CountryId, Currency, Day, ExperienceId, Instant, Money, OrderId, Personal, ProductId, RunId, SupplierKey,
    TagId, TagTypeId, VariantId,
    availability::Price,
    catalog::{
        Cancellation, CancellationPolicy, Checkout, City, Country, Experience, ExperienceKind, ExperienceText, Flags,
        Geo, Picture, Product, ProductText, Rating, StartingPoint, Tag, TagType, Variant, Variants, Venue,
    },
    order::{Customer, JournalEntry, Line, Order, State, Trouble, Visitor},
    run::{Run, RunCounts, RunKind, RunStatus, Starter},
    ticket::{BarcodeFormat, Ticket, TicketSet},
};
use counterfoil_store::{Batch, CatalogFile, LedgerFile};
use tempfile::TempDir;
use uuid::Uuid;

/// Nobody's friends: quotes, SQL, a control sign, right-to-left, an emoji, a combining mark, patterns of LIKE.
pub(crate) const ODD: &str = "O'Brien \"x\"; DROP TABLE city;-- \u{1}\u{202e}שלום 🎟 e\u{301} 100% _!\\";

pub(crate) const TIQETS: SupplierKey = SupplierKey::Tiqets;
pub(crate) const SECUTIX: SupplierKey = SupplierKey::Secutix;

/// A folder with both files.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn catalog_path(&self) -> PathBuf {
        self.folder.path().join("data").join("catalog.db")
    }

    pub(crate) fn ledger_path(&self) -> PathBuf {
        self.folder.path().join("data").join("ledger.db")
    }

    pub(crate) fn catalog(&self) -> CatalogFile {
        CatalogFile::open(&self.catalog_path()).unwrap()
    }

    pub(crate) fn ledger(&self) -> LedgerFile {
        LedgerFile::open(&self.ledger_path()).unwrap()
    }
}

/// A moment, in seconds after a fixed one.
pub(crate) fn at(seconds: i64) -> Instant {
    DateTime::from_timestamp_millis(1_795_000_000_123).unwrap() + Duration::seconds(seconds)
}

pub(crate) fn day(text: &str) -> Day {
    counterfoil_domain::availability::read_day(text).unwrap()
}

pub(crate) fn kwd(minor: i64) -> Money {
    Money::new(minor, "KWD".parse().unwrap())
}

pub(crate) fn country(id: &str) -> Country {
    Country { id: CountryId::new(TIQETS, id), name: ODD.to_owned(), iso_code: None }
}

pub(crate) fn city(id: &str) -> City {
    City {
        id: CityId::new(TIQETS, id),
        name: format!("City {id} {ODD}"),
        country: CountryId::new(TIQETS, "50001"),
        time_zone: Some("Asia/Dubai".to_owned()),
        currency: Some(Currency::AED),
        geo: Some(Geo { lat: -0.1, lng: 179.999_999_9 }),
    }
}

pub(crate) fn experience(id: &str, city: &str) -> (Experience, ExperienceText) {
    let experience = Experience {
        id: ExperienceId::new(TIQETS, id),
        kind: ExperienceKind::Other("séance".to_owned()),
        title: ODD.to_owned(),
        tagline: Some(String::new()),
        city: CityId::new(TIQETS, city),
        country: None,
        address: Some("1 rue\nde la Paix".to_owned()),
        geo: Some(Geo { lat: 0.0, lng: -0.0 }),
        google_place_id: Some("ChIJ".to_owned()),
        picture: Some(Picture::default()),
        rating: Rating { average: Some(4.7), total: u32::MAX },
        from_price: Some(kwd(-5)),
        tags: vec![TagId::new(TIQETS, "7"), TagId::new(TIQETS, "a.b-c")],
        products: vec![ProductId::new(TIQETS, "900")],
        url: Some("https://example.org/?a=%20&b".to_owned()),
        updated_at: Some(at(-86_400)),
    };
    let text =
        ExperienceText { description: Some(format!("<p>{ODD}</p>")), pictures: vec![Picture::default(), picture()] };
    (experience, text)
}

fn picture() -> Picture {
    Picture {
        small: Some("https://img.example.org/s.jpg".to_owned()),
        medium: None,
        large: Some(ODD.to_owned()),
        extra_large: Some(String::new()),
        alt_text: Some("Ποσειδών".to_owned()),
        credit: None,
    }
}

pub(crate) fn product(id: &str, city: &str) -> (Product, ProductText) {
    let product = Product {
        id: ProductId::new(TIQETS, id),
        experience: Some(ExperienceId::new(TIQETS, "800")),
        city: CityId::new(TIQETS, city),
        country: Some(CountryId::new(TIQETS, "50001")),
        title: ODD.to_owned(),
        tagline: None,
        price: Some(kwd(17_590)),
        price_before_discount: Some(Money::new(i64::MAX, Currency::EUR)),
        promotion: Some("-10 %".to_owned()),
        rating: Rating { average: None, total: 0 },
        on_sale: false,
        off_sale_reason: Some("sold_out".to_owned()),
        expected_reopening: Some("spring".to_owned()),
        tags: Vec::new(),
        picture: Some(picture()),
        duration_minutes: Some(90),
        flags: Flags {
            skip_line: Some(true),
            smartphone_ticket: Some(false),
            wheelchair_access: None,
            instant_ticket_delivery: Some(true),
            is_package: Some(false),
        },
        cancellation: Some(Cancellation {
            policy: CancellationPolicy::Other("when_it_rains".to_owned()),
            window_hours: 24,
        }),
        venue: Venue { name: Some("Musée d'Orsay".to_owned()), address: None },
        time_zone: Some("Europe/Paris".to_owned()),
        geo: None,
        updated_at: None,
    };
    let text = ProductText {
        summary: Some(ODD.to_owned()),
        highlights: None,
        included: Some("<ul><li>a</li></ul>".to_owned()),
        excluded: None,
        starting_points: vec![StartingPoint {
            label: Some("Gate A".to_owned()),
            address: None,
            geo: Some(Geo { lat: 25.2, lng: 55.27 }),
        }],
        starting_time: Some("10:00".to_owned()),
        operator: None,
        live_guide_languages: vec!["en".to_owned()],
        audio_guide_languages: Vec::new(),
        url: None,
        checkout_url: Some("https://example.org/checkout".to_owned()),
        languages: vec!["ar".to_owned(), "el".to_owned()],
        pictures: vec![picture()],
    };
    (product, text)
}

pub(crate) fn variants() -> Variants {
    Variants {
        sales_enabled: true,
        max_per_order: Some(9),
        variants: vec![
            Variant {
                id: VariantId::new(TIQETS, "1"),
                label: ODD.to_owned(),
                description: None,
                kind: Some("adult".to_owned()),
                max_tickets: Some(4),
                cancellation: Some(Cancellation { policy: CancellationPolicy::Never, window_hours: 0 }),
                requires_visitor_details: vec!["passport_ids".to_owned()],
                valid_with: Vec::new(),
                languages: vec!["fr".to_owned()],
            },
            Variant {
                id: VariantId::new(TIQETS, "2"),
                label: "Child (4-11)".to_owned(),
                description: Some(String::new()),
                kind: None,
                max_tickets: None,
                cancellation: None,
                requires_visitor_details: Vec::new(),
                valid_with: vec![VariantId::new(TIQETS, "1")],
                languages: Vec::new(),
            },
        ],
    }
}

pub(crate) fn checkout() -> Checkout {
    Checkout {
        has_timeslots: Some(false),
        must_know: Some(ODD.to_owned()),
        good_to_know: None,
        pre_purchase: Some(String::new()),
        post_purchase: None,
        usage: Some("Show it".to_owned()),
        included: None,
        excluded: None,
    }
}

/// A small world: one country, two cities, experiences and products in both.
pub(crate) fn batch(seconds: i64) -> Batch {
    Batch {
        fetched_at: at(seconds),
        countries: vec![country("50001")],
        cities: vec![city("1"), city("2")],
        tag_types: vec![TagType { id: TagTypeId::new(TIQETS, "3"), name: "Kind".to_owned() }],
        tags: vec![Tag {
            id: TagId::new(TIQETS, "7"),
            name: ODD.to_owned(),
            tag_type: Some(TagTypeId::new(TIQETS, "3")),
            type_name: None,
            group: Some("Activity categories".to_owned()),
            icon_url: Some("https://example.org/i.svg".to_owned()),
        }],
        experiences: vec![experience("800", "1").into(), experience("801", "2").into()],
        products: vec![product("900", "1").into(), product("901", "1").into(), product("902", "2").into()],
        variants: vec![(ProductId::new(TIQETS, "900"), variants())],
        checkouts: vec![(ProductId::new(TIQETS, "900"), checkout())],
        ..Batch::default()
    }
}

/// A draft with a number, from which all its names are made.
pub(crate) fn order(number: u32) -> Order {
    let id = OrderId(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + u128::from(number)));
    Order {
        id,
        code: counterfoil_domain::order::human_code(number),
        supplier: TIQETS,
        state: State::Draft,
        product: ProductId::new(TIQETS, "900"),
        product_title: format!("Musée {ODD}"),
        venue_name: "Venue".to_owned(),
        venue_address: "1 rue\nde la Paix".to_owned(),
        city_name: "Αθήνα".to_owned(),
        time_zone: Some("Europe/Athens".to_owned()),
        day: day("2028-02-29"),
        time: Some("23:59".to_owned()),
        lines: vec![
            Line {
                variant: VariantId::new(TIQETS, "1"),
                label: ODD.to_owned(),
                count: 2,
                unit: Some(Price {
                    total: kwd(1_500),
                    ticket: Some(kwd(1_000)),
                    booking_fee: None,
                    commission: Some(kwd(-1)),
                }),
            },
            Line { variant: VariantId::new(TIQETS, "2"), label: "Child".to_owned(), count: 1, unit: None },
        ],
        customer: Customer {
            first_name: "Zoë".into(),
            last_name: ODD.into(),
            email: "zoe@example.org".into(),
            phone: "+33 1 23".into(),
        },
        visitors: vec![Visitor {
            variant: VariantId::new(TIQETS, "1"),
            details: [("full_name".to_owned(), Personal::from(ODD)), ("nationality".to_owned(), "FR".into())].into(),
        }],
        language: "fr".to_owned(),
        must_know: Some(format!("<b>{ODD}</b>")),
        cancellation: Some(Cancellation { policy: CancellationPolicy::BeforeTimeslot, window_hours: 48 }),
        total: Some(kwd(3_000)),
        external_reference: format!("CF-{number}"),
        order_reference: None,
        payment_token: None,
        hold_expires_at: None,
        clock_ahead: 0,
        cancel_until: None,
        trouble: None,
        tickets: TicketSet::default(),
        created_at: at(i64::from(number)),
        updated_at: at(i64::from(number)),
        checked_at: None,
        basket: id,
        notice_at: None,
        version: 0,
    }
}

/// An order in which everything that can be there is there.
pub(crate) fn full_order(number: u32) -> Order {
    Order {
        state: State::Fulfilling,
        order_reference: Some(format!("TQ'{number}")),
        payment_token: Some("secret:token".into()),
        hold_expires_at: Some(at(1_800)),
        cancel_until: Some(at(90_000)),
        trouble: Some(Trouble { code: "E1".to_owned(), message: ODD.to_owned() }),
        tickets: tickets(),
        checked_at: Some(at(17)),
        ..order(number)
    }
}

pub(crate) fn tickets() -> TicketSet {
    let ticket = |id: &str, variant: Option<&str>, format| Ticket {
        id: id.to_owned(),
        variant: variant.map(|own| VariantId::new(TIQETS, own)),
        barcode: format!("{id}:{ODD}").into(),
        format,
        valid_from: Some(day("2028-02-29")),
        valid_until: None,
        seat: Some("Rang É, 12".to_owned()),
    };
    TicketSet {
        tickets: vec![
            ticket("b", Some("1"), BarcodeFormat::QrCode),
            ticket("a", None, BarcodeFormat::AztecBytes),
            ticket("", Some("2"), BarcodeFormat::from_word("Hologram v2")),
        ],
        pdf_url: Some("https://example.org/t.pdf?x=1".to_owned()),
        how_to_use: Some("<p>Show</p>".to_owned()),
        post_purchase: None,
    }
}

pub(crate) fn entry(seconds: i64, event: &str, from: State, to: State) -> JournalEntry {
    JournalEntry { at: at(seconds), event: event.to_owned(), from, to, note: ODD.to_owned() }
}

pub(crate) fn run(number: u128, kind: RunKind, began: i64) -> Run {
    Run {
        id: RunId(Uuid::from_u128(number)),
        supplier: TIQETS,
        kind,
        started_by: Starter::Hand,
        resumed: false,
        status: RunStatus::Running,
        began_at: at(began),
        ended_at: None,
        counts: RunCounts::default(),
        error: None,
    }
}
