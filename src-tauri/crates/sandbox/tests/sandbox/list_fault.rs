use std::collections::{BTreeMap, HashSet};

use counterfoil_sandbox::{Call, Fault, List, Verb, ids};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, Outcome, text};

type Fallible<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const HUNDRED: &str = "/products?page_size=100";

/// Every verb of a list that leaves the answer an answer.
const SPOILING: [Verb; 13] = [
    Verb::DuplicateIds,
    Verb::OverlappingPages,
    Verb::ShrinkingPages,
    Verb::EmptyPage,
    Verb::LyingTotal,
    Verb::UnknownCity,
    Verb::UnknownCurrency,
    Verb::PricesAsText,
    Verb::HugeText,
    Verb::HtmlText,
    Verb::BidiText,
    Verb::MissingFields,
    Verb::WrongTypes,
];

async fn under(verb: Verb) -> Fallible<Client> {
    let client = Client::small().await?;
    client.sandbox.set_fault(Fault::always(verb, Call::Catalog))?;
    Ok(client)
}

async fn products(client: &Client, query: &str) -> Fallible<(Vec<Value>, u64)> {
    client.list(&format!("/products{query}"), "products").await
}

fn ids_of(entries: &[Value]) -> Vec<String> {
    entries.iter().map(|entry| text(&entry["id"])).collect()
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_one_that_is_asked_for_by_its_number() -> Outcome {
    let client = Client::small().await?;
    let fault = Fault { list: Some(List::Products), ..Fault::once(Verb::UnreadableItem, Call::Catalog) };
    client.sandbox.set_fault(fault)?;
    let (list, _) = client.list("/products?page_size=3", "products").await?;
    assert!(list.iter().all(Value::is_object));
    let path = format!("/products/{}", ids::WHOLE_DAY);
    assert!(client.get(&format!("{path}/product-variants")).await?.1["variants"].is_array());
    assert!(client.get("/experiences/124000").await?.1["experience"].is_object());
    assert!(client.get(&path).await?.1["product"].is_array());
    assert!(client.get(&path).await?.1["product"].is_object(), "once is once");
    client.sandbox.set_fault(Fault::once(Verb::UnreadableItem, Call::Any))?;
    assert!(client.get("/experiences/124000").await?.1["experience"].is_array());
    Ok(())
}

#[tokio::test]
async fn duplicate_ids() -> Outcome {
    let client = under(Verb::DuplicateIds).await?;
    let (page, total) = products(&client, "?page_size=20").await?;
    assert_eq!((page.len(), total), (23, 200));
    for (first, again) in page[..3].iter().zip(&page[20..]) {
        assert_eq!(first["id"], again["id"]);
        assert_ne!(first["title"], again["title"]);
    }
    Ok(())
}

#[tokio::test]
async fn overlapping_pages() -> Outcome {
    let client = under(Verb::OverlappingPages).await?;
    let (first, _) = products(&client, "?page_size=50").await?;
    let (second, total) = products(&client, "?page_size=50&page=2").await?;
    assert_eq!((&first[40..], second.len(), total), (&second[..10], 50, 200));
    let mut seen = HashSet::new();
    for page in 1..=4 {
        seen.extend(ids_of(&products(&client, &format!("?page_size=50&page={page}")).await?.0));
    }
    assert_eq!(seen.len(), 170, "the last thirty are on a fifth page that the total does not promise");
    Ok(())
}

#[tokio::test]
async fn shrinking_pages() -> Outcome {
    let client = Client::small().await?;
    let all = ids_of(&client.list(HUNDRED, "products").await?.0);
    client.sandbox.set_fault(Fault { percent: Some(10), ..Fault::always(Verb::ShrinkingPages, Call::Any) })?;
    let (first, before) = products(&client, "?page_size=50").await?;
    let (second, after) = products(&client, "?page_size=50&page=2").await?;
    assert_eq!((before, after, &ids_of(&first)[..]), (200, 180, &all[..50]));
    let skipped = all.iter().position(|id| *id == text(&second[0]["id"])).ok_or("not in the list")?;
    assert_eq!(skipped, 55, "five that were on page 2 are on page 1 now, which was read already");
    assert_eq!(products(&client, "?page_size=50&page=4").await?.0.len(), 30);
    client.sandbox.clear_faults();
    client.sandbox.set_fault(Fault { percent: Some(900), ..Fault::always(Verb::ShrinkingPages, Call::Any) })?;
    assert_eq!(products(&client, "?page=2").await?, (vec![], 0));
    Ok(())
}

#[tokio::test]
async fn empty_page() -> Outcome {
    let client = Client::small().await?;
    client.sandbox.set_fault(Fault { skip: 1, ..Fault::once(Verb::EmptyPage, Call::Catalog) })?;
    let mut lengths = Vec::new();
    for page in 1..=4 {
        let (entries, total) = products(&client, &format!("?page_size=50&page={page}")).await?;
        lengths.push((entries.len(), total));
    }
    assert_eq!(lengths, [(50, 200), (0, 200), (50, 200), (50, 200)]);
    Ok(())
}

#[tokio::test]
async fn lying_total() -> Outcome {
    let client = Client::small().await?;
    for (percent, claimed) in [(None, 100), (Some(150), 300), (Some(0), 0), (Some(u32::MAX), 8_589_934_590)] {
        client.sandbox.set_fault(Fault { percent, ..Fault::once(Verb::LyingTotal, Call::Any) })?;
        let (entries, total) = products(&client, "").await?;
        assert_eq!((entries.len(), total), (10, claimed));
    }
    Ok(())
}

#[tokio::test]
async fn unknown_city_and_unknown_currency() -> Outcome {
    let client = under(Verb::UnknownCity).await?;
    let known = ids_of(&client.list("/cities", "cities").await?.0);
    for (path, key) in [("/products", "products"), ("/experiences", "experiences")] {
        let (entries, _) = client.list(path, key).await?;
        let lost = entries.iter().filter(|entry| !known.contains(&text(&entry["city_id"]))).count();
        assert_eq!((lost, entries.len()), (3, 10), "{path}");
    }
    let client = under(Verb::UnknownCurrency).await?;
    let (entries, _) = products(&client, "").await?;
    let odd: Vec<&Value> = entries.iter().filter(|entry| entry["currency"] == "XQQ").collect();
    assert!(odd.len() == 3 && odd.iter().all(|entry| text(&entry["display_price"]).starts_with("XQQ ")));
    Ok(())
}

#[tokio::test]
async fn prices_as_text() -> Outcome {
    let client = under(Verb::PricesAsText).await?;
    let (entries, _) = client.list(HUNDRED, "products").await?;
    let prices: Vec<&str> = entries.iter().filter_map(|entry| entry["price"].as_str()).collect();
    assert_eq!(prices.len(), 100);
    let plain = prices.iter().filter(|price| price.parse::<f64>().is_ok_and(f64::is_finite)).count();
    let comma = prices.iter().filter(|price| price.replace(',', ".").parse::<f64>().is_ok() && price.contains(','));
    assert_eq!((plain, comma.count()), (60, 20));
    let (entries, _) = client.list("/experiences", "experiences").await?;
    assert!(entries.iter().all(|entry| entry["from_price"].is_string()));
    Ok(())
}

#[tokio::test]
async fn huge_text() -> Outcome {
    let client = Client::small().await?;
    for (bytes, length) in [(None, 10_000_000), (Some(3), 3), (Some(0), 0)] {
        client.sandbox.set_fault(Fault { bytes, ..Fault::once(Verb::HugeText, Call::Catalog) })?;
        let (entries, _) = products(&client, "").await?;
        assert_eq!(text(&entries[0]["summary"]).len(), length);
        assert!(text(&entries[1]["summary"]).len() < 10_000);
    }
    client.sandbox.set_fault(Fault {
        bytes: Some(100),
        list: Some(List::Cities),
        ..Fault::once(Verb::HugeText, Call::Catalog)
    })?;
    assert_eq!(text(&client.list("/cities", "cities").await?.0[0]["name"]).len(), 100);
    Ok(())
}

#[tokio::test]
async fn html_and_bidi_texts() -> Outcome {
    for (verb, marks) in [
        (Verb::HtmlText, &["<script>", "onerror=", "<iframe", "javascript:", "<!-- "][..]),
        (Verb::BidiText, &["\u{202e}", "\u{2066}", "\u{200b}", "\u{0}", "\u{1b}[31m"]),
    ] {
        let client = under(verb).await?;
        let (entries, _) = products(&client, "?page_size=30").await?;
        for key in ["title", "summary", "highlights"] {
            let texts: String = entries.iter().map(|entry| text(&entry[key])).collect();
            assert!(marks.iter().all(|mark| texts.contains(mark)), "{verb:?} {key}");
        }
        assert_eq!(ids_of(&entries).iter().collect::<HashSet<_>>().len(), 30);
    }
    Ok(())
}

#[tokio::test]
async fn missing_fields_and_wrong_types() -> Outcome {
    let client = under(Verb::MissingFields).await?;
    let (entries, _) = products(&client, "?page_size=12").await?;
    let lacking = |key: &str| entries.iter().filter(|entry| entry.get(key).is_none()).count();
    assert_eq!((lacking("id"), lacking("title"), lacking("city_id"), lacking("price")), (2, 2, 2, 0));
    let client = under(Verb::WrongTypes).await?;
    let (entries, _) = products(&client, "?page_size=6").await?;
    assert!(entries[0]["venue"].is_array() && entries[0]["geolocation"].is_array());
    assert!(entries[1]["title"].is_number() && entries[1]["summary"].is_number() && entries[1]["id"].is_string());
    assert!(entries[2]["title"].is_null() && entries[2]["images"].is_null() && entries[2]["id"].is_string());
    assert!(entries[3].is_array() && entries[4].is_null() && entries[5]["title"].is_string());
    Ok(())
}

#[tokio::test]
async fn error_503_with_and_without_a_time() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::WHOLE_DAY, 1, "503").await?;
    client.sandbox.set_fault(Fault { retry_after: Some(9), ..Fault::once(Verb::Error503, Call::Catalog) })?;
    assert_eq!(client.get("/cities").await?.0, 200, "aimed at products and experiences");
    let response = client.request(Method::GET, "/products").send().await?;
    let wait = response.headers().get("retry-after").map(|wait| wait.to_str().map(str::to_owned)).transpose()?;
    assert_eq!((response.status().as_u16(), wait.as_deref()), (503, Some("9")));
    client.sandbox.set_fault(Fault::once(Verb::Error503, Call::Any))?;
    let response = client.request(Method::GET, "/experiences").send().await?;
    assert_eq!((response.status().as_u16(), response.headers().get("retry-after")), (503, None));
    client.sandbox.set_fault(Fault::once(Verb::Error503, Call::Create))?;
    assert_eq!(client.get("/products").await?.0, 200);
    assert_eq!(client.create(&wish).await?.0, 503);
    assert!(client.sandbox.truth().orders.is_empty());
    assert_eq!(client.create(&wish).await?.0, 200);
    Ok(())
}

#[tokio::test]
async fn one_list_can_be_aimed_at() -> Outcome {
    let client = Client::small().await?;
    let lists = ["countries", "cities", "experiences", "products", "tags", "tag_types"];
    for aimed in lists {
        for verb in ["error_503", "error_500", "slow"] {
            client.tell("/faults", &json!({"verb": verb, "list": aimed, "ms": 1})).await?;
        }
        for list in lists {
            let (status, _) = client.get(&format!("/{list}")).await?;
            assert_eq!(status.is_success(), list != aimed, "{list} while {aimed} is out of service");
        }
        assert_eq!(client.get("/products/1100001").await?.0, 200);
        client.sandbox.clear_faults();
    }
    let nowhere = Fault { list: Some(List::Cities), ..Fault::once(Verb::EmptyPage, Call::Create) };
    assert!(client.sandbox.set_fault(nowhere).is_err());
    let (status, _) = client.tell("/faults", &json!({"verb": "empty_page", "list": "cities", "on": "create"})).await?;
    assert_eq!(status, 400);
    Ok(())
}

#[tokio::test]
async fn a_spoilt_list_is_no_version_of_the_good_one() -> Outcome {
    let client = Client::small().await?;
    let tag = client.request(Method::GET, HUNDRED).send().await?.headers().get("etag").cloned().ok_or("no ETag")?;
    let mut tags = BTreeMap::new();
    for verb in SPOILING {
        client.sandbox.set_fault(Fault { bytes: Some(9), ..Fault::once(verb, Call::Catalog) })?;
        let path = format!("{HUNDRED}&page=2");
        // Neither another list nor a single object takes the fault off the board.
        assert_eq!(client.get("/cities").await?.0, 200);
        assert_eq!(client.get("/products/1100001").await?.0, 200);
        let spoilt = client.request(Method::GET, &path).header("If-None-Match", tag.clone()).send().await?;
        assert_eq!(spoilt.status(), 200, "{verb:?}");
        tags.insert(spoilt.headers().get("etag").cloned().ok_or("no ETag")?.to_str()?.to_owned(), verb);
    }
    assert_eq!(tags.len(), SPOILING.len(), "{tags:?}");
    let again = client.request(Method::GET, HUNDRED).header("If-None-Match", tag).send().await?;
    assert_eq!(again.status(), 304, "nothing is left of it");
    Ok(())
}

#[tokio::test]
async fn everything_may_go_wrong_at_once_and_on_every_list() -> Outcome {
    let client = Client::small().await?;
    let lists =
        [List::Countries, List::Cities, List::Experiences, List::Products, List::Tags, List::TagTypes].map(Some);
    for skip in 0..SPOILING.len() {
        for list in lists {
            // From the `skip`th verb on, so that each meets others before and after it.
            for verb in SPOILING.iter().cycle().skip(skip).take(7) {
                let fault = Fault { list, bytes: Some(50), times: Some(2), ..Fault::always(*verb, Call::Any) };
                client.sandbox.set_fault(fault)?;
            }
        }
        for path in ["/countries", "/cities", "/experiences", "/products", "/tags", "/tag_types"] {
            for query in ["?page=2&page_size=1", "?page=99999999999&page_size=100"] {
                let (status, answer) = client.get(&format!("{path}{query}")).await?;
                assert_eq!((status.as_u16(), answer[&path[1..]].is_array()), (200, true), "{path}{query}");
            }
        }
    }
    assert_eq!(client.list(HUNDRED, "products").await?.0.len(), 100, "all were struck twice and are over");
    Ok(())
}
