//! From recorded shapes to the trade: item by item, exact, and harmless.

use counterfoil_domain::{
    Currency, SupplierError,
    availability::{DayRange, DayStanding, Offer},
    catalog::{CancellationPolicy, ExperienceKind},
    supplier::{Known, Page, PageRequest, Reference, Scope, Standing, Supplier},
    ticket::BarcodeFormat,
};
use counterfoil_suppliers::{SetUpError, Tiqets, TiqetsKeys};

use crate::{
    desk::{self, product, settings, tiqets},
    line::{Act, Line, http, ok},
};

pub(crate) const PRODUCT: &str = r#"{"id":"973698","title":"Louvre Museum: Skip The Line","tagline":"Tom &amp; <b>Jerry</b>","city_id":66746,
  "country_id":"50074","language":"en","languages":["en","nl"],"price":17.59,"prediscount_price":"20","currency":"EUR",
  "geolocation":{"lat":48.8611,"lng":2.3355},"ratings":{"average":4.5,"total":3453},"sale_status":"available",
  "tag_ids":["296",175],"distance":null,"venue":{"id":"124297","name":"Louvre Museum","address":"99 rue de Rivoli"},
  "images":[{"small":"https://x.example/s.png","medium":null,"large":"javascript:evil()","credits":"A"},{}],
  "summary":"<p onclick=x>Hi<script>1</script></p>","highlights":["one","two"],"whats_included":null,"duration":"02:30",
  "skip_line":true,"live_guide_languages":"en, fr","starting_point":{"lat":1,"lng":2,"address":"Gate","city_id":7,"label":"Meet"},
  "supplier":{"name":"Op","city":"Paris"},"cancellation":{"policy":"before_date","window":24},"timezone":"Europe/Paris",
  "updated_at":"2026-11-01T00:00:00+01:00","unknown_field":{"a":[1]}}"#;

pub(crate) const EXPERIENCE: &str = r#"{"id":124297,"type":"venue","title":"Louvre\u202e","tagline":"","description":"<ul><li style=x>a</li></ul>",
  "city_id":"66746","country_id":"50074","address":{"city_name":"Paris","country_name":"France"},"from_price":"17.00",
  "currency":"EUR","tag_ids":[296],"product_ids":["973698"],"ratings":{"average":null,"total":0},"images":null}"#;

pub(crate) const AVAILABILITY: &str = r#"{"success": true, "capped_at": "2026-12-31", "sales_enabled": true, "max_tickets_per_order": 9,
 "dates": [{"date": "2026-12-01", "availability": 9,
   "timeslots": [{"time": "14:00", "availability": 0, "variants": [{"id": 38100, "max_tickets": 9}]},
    {"time": "10:00", "availability": 9,
     "variants": [{"id": 38100, "max_tickets": 9, "currency": "EUR",
       "price_mediation": {"total_retail_price_incl_vat": 20.1, "sale_ticket_value_incl_vat": "19.0",
                           "booking_fee_incl_vat": 1.1, "distributor_commission_excl_vat": null}, "pricing_restriction": null}]}]},
  {"date": "2026-12-02", "availability": 4, "timeslots": [{"time":"whole_day","availability":4,"variants":[{"id":"38101","max_tickets":4}]}]},
  {"date": "2027-01-15", "availability": 4, "timeslots": [{"time":"whole_day","availability":4,"variants":[{"id":"38101","max_tickets":4}]}]}],
 "variants": [{"id": 38100, "label": "Adult", "description": "x", "variant_type": "adult", "languages": ["en"], "group_ids": [1],
   "requires_visitors_details": ["full_name"], "valid_with_variant_ids": [38101], "cancellation": {"policy": "before_timeslot", "window": 24}}],
 "groups": [{"id": 1, "name": "g"}]}"#;

pub(crate) const TICKETS: &str = r#"{"success":true,"order_reference_id":"77","order_status":"done","tickets_pdf_url":null,"how_to_use_info":"<p>Show it</p>",
  "tickets":[{"id":1,"variant_id":38100,"barcode":" 012 ","barcode_format":"QRCODE","valid_from":"2026-12-01","valid_until":"2026-12-02T23:59:59+01:00","seat":null},
   {"variant_id":"38100","barcode":9781234567897,"barcode_format":"HOLOGRAM"}]}"#;

fn list(key: &str, items: &str) -> String {
    format!(r#"{{"success":true,"pagination":{{"total":3,"page":1,"page_size":100}},"{key}":[{items}]}}"#)
}

const PAGE: PageRequest = PageRequest { page: 2, size: 100 };

#[tokio::test]
async fn a_product_is_read_with_all_it_says() {
    let body = list(
        "products",
        &format!(r#"{PRODUCT},{{"id":"1","title":"No city"}},{{"id":"../x","title":"t","city_id":1}},7,{PRODUCT}"#),
    );
    let line = Line::always(ok(&body)).await;
    let supplier = tiqets(settings(&line.base_url));
    let scope =
        Scope { cities: vec!["66746".parse().unwrap(), "7".parse().unwrap()], country: Some("50074".parse().unwrap()) };
    let page: Page<_> = supplier.products(&scope, PAGE, &Known::default()).await.unwrap();
    assert!(line.requests()[0].starts_with(
        "GET /v2/products?page=2&page_size=100&lang=en&currency=EUR&city_id=66746&city_id=7&country_id=50074 HTTP/1.1"
    ));
    // The same product stands there twice; it counts once.
    assert_eq!((page.items.len(), page.listed, page.total, page.skipped.len()), (1, 5, Some(3), 3));
    assert!(page.skipped[0].starts_with("products[1]: missing field `city_id`"), "{:?}", page.skipped);
    let (product, text) = &page.items[0].item;
    assert_eq!(product.price.unwrap().to_string(), "EUR 17.59");
    assert_eq!(product.price_before_discount.unwrap().minor, 2000);
    assert_eq!(product.tagline.as_deref(), Some("Tom & Jerry"));
    assert_eq!(product.tags.iter().map(|tag| &*tag.own).collect::<Vec<_>>(), ["296", "175"]);
    assert_eq!(product.experience.as_ref().unwrap().own.as_ref(), "124297");
    assert_eq!((text.pictures.len(), text.pictures.first()), (1, product.picture.as_ref()));
    assert_eq!((&text.pictures[0].large, text.pictures[0].credit.as_deref()), (&None, Some("A")));
    assert_eq!(
        (product.duration_minutes, product.flags.skip_line, product.flags.is_package),
        (Some(150), Some(true), None)
    );
    assert_eq!(product.cancellation.as_ref().unwrap().policy, CancellationPolicy::BeforeDate);
    assert_eq!(product.updated_at.unwrap().to_rfc3339(), "2026-10-31T23:00:00+00:00");
    assert_eq!((text.summary.as_deref(), text.highlights.as_deref()), (Some("<p>Hi</p>"), Some("one\ntwo")));
    assert_eq!(
        (text.live_guide_languages.as_slice(), text.operator.as_deref()),
        (["en".to_owned(), "fr".to_owned()].as_slice(), Some("Op, Paris"))
    );
    assert_eq!(text.starting_points[0].label.as_deref(), Some("Meet"));
}

#[tokio::test]
async fn an_experience_and_places_are_read() {
    let line = Line::scripted(|_, request| {
        ok(&if request.starts_with("GET /v2/experiences") {
            list("experiences", EXPERIENCE)
        } else if request.starts_with("GET /v2/countries") {
            list("countries", r#"{"id":50074,"name":"France"},{"id":1,"name":"Atlantis"},{"id":2,"name":"X","iso_code":"ae"}"#)
        } else {
            list("cities", r#"{"id":1,"name":"Dubai","country_id":2,"currency":"XQQ","geolocation":{"lat":"25.2","lng":55.3}},{"id":2,"name":" ","country_id":2}"#)
        })
    })
    .await;
    let supplier = tiqets(settings(&line.base_url));
    let mut page = supplier.experiences(&Scope::default(), PAGE, &Known::default()).await.unwrap();
    let (experience, text) = page.items.remove(0).item;
    assert_eq!(
        (experience.title.as_str(), experience.tagline, experience.kind),
        ("Louvre", None, ExperienceKind::Venue)
    );
    assert_eq!(experience.address.as_deref(), Some("Paris, France"));
    assert_eq!((experience.from_price.unwrap().minor, experience.products.len()), (1700, 1));
    assert_eq!(text.description.as_deref(), Some("<ul><li>a</li></ul>"));
    let countries = supplier.countries(PAGE, &Known::default()).await.unwrap().items;
    let codes: Vec<_> = countries.into_iter().map(|told| told.item.iso_code).collect();
    assert_eq!(codes, [Some("FR".to_owned()), None, Some("AE".to_owned())]);
    let cities = supplier.cities(PAGE, &Known::default()).await.unwrap();
    assert_eq!(
        (cities.items[0].item.currency, cities.items[0].item.geo.unwrap().lat, cities.skipped.len()),
        (None, 25.2, 1)
    );
}

#[tokio::test]
async fn availability_keeps_what_is_free_and_exact_prices() {
    let line = Line::always(ok(AVAILABILITY)).await;
    let supplier = tiqets(settings(&line.base_url));
    let range = DayRange { from: "2026-12-01".parse().unwrap(), to: "2027-01-10".parse().unwrap() };
    let free = supplier.availability(&product(1), range).await.unwrap();
    let mut asked = line.requests();
    asked.sort();
    assert!(asked[0].starts_with(
        "GET /v2/products/1/availability?start_date=2026-12-01&end_date=2026-12-31&currency=EUR&lang=en "
    ));
    assert!(asked[1].starts_with("GET /v2/products/1/availability?start_date=2027-01-01&end_date=2027-01-10&"));
    assert_eq!(free.days.len(), 2, "days outside the window asked for are left out");
    let [slot, gone] = free.days[0].slots.as_slice() else { panic!("two times: {:?}", free.days[0]) };
    assert_eq!((slot.time.as_deref(), slot.is_free()), (Some("10:00"), true));
    assert_eq!((gone.time.as_deref(), gone.is_free()), (Some("14:00"), false), "what is named with a zero is sold out");
    let price = slot.offers[0].price.unwrap();
    assert_eq!(
        (price.total.minor, price.ticket.unwrap().minor, price.booking_fee.unwrap().minor, price.commission),
        (2010, 1900, 110, None)
    );
    assert_eq!((free.days[1].slots[0].time.as_ref(), free.days[1].slots[0].offers[0].price), (None, None));
    assert_eq!((free.known_until, free.max_per_order), ("2026-12-31".parse().ok(), Some(9)));
    assert_eq!((free.variants.len(), free.variants[0].valid_with.len()), (1, 1));
    assert_eq!(free.asked_at, desk::now());

    let line = Line::always(ok(&AVAILABILITY.replace("2026-12-02", "soon"))).await;
    let said = tiqets(settings(&line.base_url)).availability(&product(1), range).await;
    assert!(
        matches!(said, Err(SupplierError::NotUnderstood { .. })),
        "an unreadable day is not a sold-out one: {said:?}"
    );
}

/// A window with days, each `(date, availability, timeslots)`.
fn window(cap: &str, days: &[(&str, &str, &str)]) -> String {
    let days: Vec<_> = days
        .iter()
        .map(|(date, most, slots)| format!(r#"{{"date":"{date}","availability":{most},"timeslots":[{slots}]}}"#))
        .collect();
    format!(
        r#"{{"success":true,"capped_at":{cap},"sales_enabled":true,"max_tickets_per_order":9,"dates":[{}],"variants":[]}}"#,
        days.join(",")
    )
}

#[tokio::test]
async fn what_is_named_with_a_zero_is_sold_out_and_what_is_left_out_is_judged_by_the_days_beside_it() {
    let free = r#"{"time":"10:00","availability":9,"variants":[{"id":1,"max_tickets":9}]}"#;
    let no_adult =
        r#"{"time":"10:00","availability":9,"variants":[{"id":1,"max_tickets":0},{"id":2,"max_tickets":4}]}"#;
    let nobody = r#"{"time":"10:00","availability":9,"variants":[{"id":1,"max_tickets":0}]}"#;
    let none = r#"{"time":"10:00","availability":0,"variants":[]}"#;
    let twice = format!("{none},{free}");
    let body = window(
        "null",
        &[
            ("2026-12-01", "9", free),
            ("2026-12-02", "9", no_adult),
            ("2026-12-03", "9", nobody),
            ("2026-12-04", "9", none),
            ("2026-12-05", "0", free),
            ("2026-12-06", "9", ""),
            ("2026-12-07", "9", &twice),
            ("2026-12-09", "9", free),
        ],
    );
    let line = Line::always(ok(&body)).await;
    let range = DayRange { from: "2026-12-01".parse().unwrap(), to: "2026-12-14".parse().unwrap() };
    let found = tiqets(settings(&line.base_url)).availability(&product(1), range).await.unwrap();
    let of = |text: &str| found.standing(text.parse().unwrap());
    for (day, standing) in [
        ("2026-12-01", DayStanding::Free),
        ("2026-12-02", DayStanding::Free),
        ("2026-12-03", DayStanding::SoldOut),
        ("2026-12-04", DayStanding::SoldOut),
        ("2026-12-05", DayStanding::SoldOut),
        ("2026-12-06", DayStanding::NotOffered),
        ("2026-12-07", DayStanding::Free),
        ("2026-12-08", DayStanding::SoldOut),
        ("2026-12-10", DayStanding::NotOffered),
        ("2026-12-14", DayStanding::SoldOut),
        ("2026-12-15", DayStanding::Unknown),
    ] {
        assert_eq!(of(day), standing, "{day}");
    }
    let slot = found.slot("2026-12-02".parse().unwrap(), Some("10:00")).unwrap();
    assert_eq!(slot.offers.iter().map(Offer::is_left).collect::<Vec<_>>(), [false, true]);
    assert_eq!(found.days[2].slots.len(), 1, "named twice, once as free");
}

#[tokio::test]
async fn a_window_that_is_cut_short_ends_what_is_known() {
    let whole = DayRange { from: "2026-12-01".parse().unwrap(), to: "2027-02-28".parse().unwrap() };
    let slot = r#"{"time":"whole_day","availability":4,"variants":[{"id":1,"max_tickets":4}]}"#;
    for (first, second, third, known) in [
        ("\"2026-12-31\"", "\"2027-01-31\"", "\"2027-02-28\"", Some("2027-02-28")),
        ("\"2027-11-30\"", "\"2027-11-30\"", "\"2027-11-30\"", Some("2027-11-30")),
        ("\"2026-12-31\"", "\"2027-01-20\"", "\"2027-02-28\"", Some("2027-01-20")),
        ("null", "null", "null", None),
    ] {
        let (first, second, third) = (first.to_owned(), second.to_owned(), third.to_owned());
        let line = Line::scripted(move |_, request| {
            ok(&if request.contains("start_date=2026-12-01&end_date=2026-12-31") {
                window(&first, &[("2026-12-31", "4", slot), ("2026-12-02", "4", slot)])
            } else if request.contains("start_date=2027-01-01&end_date=2027-01-31") {
                window(&second, &[("2027-01-01", "4", slot), ("2026-12-31", "0", "")])
            } else {
                window(&third, &[("2027-02-28", "4", slot)])
            })
        })
        .await;
        let found = tiqets(settings(&line.base_url)).availability(&product(1), whole).await.unwrap();
        let asked = line.requests();
        assert_eq!(asked.len(), 3, "{asked:?}");
        assert!(asked.iter().any(|request| request.contains("start_date=2027-02-01&end_date=2027-02-28")));
        assert_eq!(found.known_until, known.map(|day| day.parse().unwrap()));
        let days: Vec<_> = found.days.iter().map(|free| free.day.to_string()).collect();
        assert_eq!(
            days,
            ["2026-12-02", "2026-12-31", "2027-01-01", "2027-02-28"],
            "in order, and each by its own window"
        );
    }
}

#[tokio::test]
async fn half_of_the_windows_is_no_answer() {
    let line = Line::scripted(|_, request| {
        if request.contains("start_date=2027-01-01") {
            Act::Answer(http("503 Service Unavailable", "", b""))
        } else {
            ok(&window("null", &[]))
        }
    })
    .await;
    let range = DayRange { from: "2026-12-01".parse().unwrap(), to: "2027-02-28".parse().unwrap() };
    let said = tiqets(settings(&line.base_url)).availability(&product(1), range).await;
    assert_eq!(said.unwrap_err(), SupplierError::Failed { status: 503 });
}

#[tokio::test]
async fn tickets_are_what_opens_the_door() {
    let line = Line::always(ok(TICKETS)).await;
    let set = tiqets(settings(&line.base_url)).tickets("77", "en").await.unwrap();
    assert_eq!(set.tickets[0].barcode.reveal(), " 012 ", "kept as it came");
    assert_eq!(
        (set.tickets[0].valid_until, &set.tickets[0].format),
        ("2026-12-02".parse().ok(), &BarcodeFormat::QrCode)
    );
    assert_eq!((set.tickets[1].id.as_str(), &set.tickets[1].format), ("2", &BarcodeFormat::Other("HOLOGRAM".into())));
    assert_eq!(set.how_to_use.as_deref(), Some("<p>Show it</p>"));
    for (word, wrong) in [
        ("pending", TICKETS.replace("\"done\"", "\"pending\"")),
        ("a new word", TICKETS.replace("\"done\"", "\"completed\"")),
        ("no word", TICKETS.replace("\"order_status\":\"done\",", "")),
        ("another order", TICKETS.replace("\"77\"", "\"78\"")),
        ("no code", TICKETS.replace("\" 012 \"", "null")),
        ("no ticket", r#"{"success":true,"order_status":"done","tickets_pdf_url":null}"#.to_owned()),
        (
            "a script for an address",
            TICKETS.replace("\"tickets_pdf_url\":null", "\"tickets_pdf_url\":\"javascript:x\""),
        ),
    ] {
        let line = Line::always(ok(&wrong)).await;
        let said = tiqets(settings(&line.base_url)).tickets("77", "en").await;
        assert!(
            matches!(said, Err(SupplierError::NotUnderstood { .. } | SupplierError::Refused { .. })),
            "{word}: {said:?}"
        );
    }
}

#[tokio::test]
async fn every_status_word_has_its_meaning_and_no_other_is_success() {
    for (word, standing) in [
        ("new", Standing::Held),
        ("pending", Standing::Fulfilling),
        ("processing", Standing::Fulfilling),
        ("done", Standing::Done),
        ("failed", Standing::Failed),
        ("cancelled", Standing::Cancelled),
        ("completed", Standing::Other("completed".into())),
        ("DONE", Standing::Other("DONE".into())),
    ] {
        let body = format!(
            r#"{{"success":true,"order_reference_id":77,"order_status":"{word}","external_reference":"mine","expires_at":"2026-11-20T13:00:00+01:00",
               "is_currently_cancellable":true,"cancellation_deadline":"2026-12-01T00:00:00+01:00","payment_confirmation_token":"again"}}"#
        );
        let line = Line::always(ok(&body)).await;
        let found = tiqets(settings(&line.base_url)).look_up(Reference::Ours("mine")).await.unwrap();
        assert_eq!((found.standing, found.order_reference.as_str(), found.cancellable), (standing, "77", Some(true)));
        assert_eq!(found.cancel_until.unwrap().to_rfc3339(), "2026-11-30T23:00:00+00:00");
        // By our clock, which is half a minute behind the supplier's.
        assert_eq!(found.hold_expires_at.unwrap().to_rfc3339(), "2026-11-20T11:59:30+00:00");
        assert_eq!(found.payment_token.unwrap().reveal(), "again");
    }
}

#[tokio::test]
async fn documents_come_without_our_key_and_are_looked_at() {
    let large = vec![b'%'; 21 * 1024 * 1024];
    let line = Line::scripted(move |_, request| {
        let body: &[u8] = match request.split(' ').nth(1).unwrap_or_default() {
            "/t.pdf" => b"%PDF-1.7 ...",
            "/a.png" => b"\x89PNG\r\n\x1a\n....",
            "/moved" => return Act::Answer(http("302 Found", "Location: http://127.0.0.1:9/\r\n", b"")),
            "/gone" => return Act::Answer(http("403 Forbidden", "", b"")),
            "/large" => &large,
            _ => b"<html>",
        };
        Act::AnswerAndClose(http("200 OK", "", body))
    })
    .await;
    let supplier = tiqets(settings(&line.base_url));
    let at = |path: &str| line.base_url.replace("/v2", path);
    assert!(supplier.ticket_pdf(&at("/t.pdf")).await.unwrap().starts_with(b"%PDF-"));
    assert!(supplier.picture(&at("/a.png")).await.is_ok());
    assert!(line.requests().iter().all(|request| !request.to_lowercase().contains("authorization")));
    for path in ["/moved", "/large", "/other", "/a.png"] {
        let said = supplier.ticket_pdf(&at(path)).await;
        assert!(matches!(said, Err(SupplierError::NotUnderstood { .. })), "{path}: {said:?}");
    }
    assert!(
        matches!(supplier.ticket_pdf(&at("/gone")).await, Err(SupplierError::Refused { .. })),
        "not a word about our key"
    );
    let asked = line.count();
    for foreign in ["http://127.0.0.1:9/t.pdf", "https://evil.example/t.pdf", "file:///etc/passwd", "t.pdf", ""] {
        assert!(matches!(supplier.picture(foreign).await, Err(SupplierError::NotUnderstood { .. })), "{foreign}");
    }
    assert_eq!(line.count(), asked);
}

#[test]
fn a_set_up_that_cannot_work_is_refused_at_once() {
    desk::install_crypto();
    let made = |change: &dyn Fn(&mut counterfoil_suppliers::TiqetsSettings, &mut TiqetsKeys)| {
        let (mut settings, mut keys) = (desk::settings("https://api.example/v2"), desk::keys());
        change(&mut settings, &mut keys);
        Tiqets::new(settings, keys, desk::clock()).map(drop)
    };
    assert_eq!(made(&|_, _| {}), Ok(()));
    assert_eq!(made(&|s, _| s.currency = Currency::AED), Ok(()));
    assert!(matches!(made(&|s, _| s.base_url = "http://api.example".into()), Err(SetUpError::NotHttps(_))));
    assert!(matches!(made(&|s, _| s.language = "english".into()), Err(SetUpError::NotALanguage(_))));
    assert!(matches!(made(&|s, _| s.extra_hosts = vec!["a b".into()]), Err(SetUpError::NotAHost(_))));
    assert_eq!(made(&|s, _| s.pace.per_second = 0), Err(SetUpError::NoPace));
    assert_eq!(made(&|s, _| s.pace.at_once = 0), Err(SetUpError::NoPace));
    assert_eq!(made(&|_, k| k.api_key = " \n".into()), Err(SetUpError::NoApiKey));
    assert_eq!(made(&|_, k| k.api_key = "a\r\nHost: evil".into()), Err(SetUpError::OddApiKey));
    assert_eq!(
        made(&|_, k| k.api_key = format!("{}\n", desk::API_KEY).into()),
        Ok(()),
        "a line end of a file is no part of it"
    );
}
