use counterfoil_sandbox::{Options, Restore, Retire, WorldSize, ids};
use serde_json::{Value, json};

use crate::client::{Client, Outcome, text};

async fn total(client: &Client, list: &str) -> Result<u64, Box<dyn std::error::Error + Send + Sync>> {
    Ok(client.list(list, list.trim_start_matches('/').split('?').next().unwrap_or_default()).await?.1)
}

#[tokio::test]
async fn what_is_retired_is_gone_and_comes_back() -> Outcome {
    let client = Client::small().await?;
    let wish = client.wish(ids::WHOLE_DAY, 1, "GONE").await?;
    let sold = client.buy(&client.wish(ids::WHOLE_DAY, 1, "SOLD").await?).await?;
    // Numbers as the catalogue writes them are as good as plain ones.
    let retire = json!({"products": [ids::WHOLE_DAY, "3000060"], "experiences": ["124001"]});
    let (_, answer) = client.tell("/world/retire", &retire).await?;
    assert_eq!(answer, json!({"success": true, "products": 2, "experiences": 1}));
    let (_, answer) = client.tell("/world/retire", &retire).await?;
    assert_eq!(answer, json!({"success": true, "products": 0, "experiences": 0}));
    assert_eq!((total(&client, "/products").await?, total(&client, "/experiences").await?), (193, 39));
    assert_eq!(total(&client, "/products?experience_id=124001").await?, 0);
    assert_eq!(total(&client, "/products?city_id=60005").await?, 24);
    let of_retired_experience = 3_000_005;
    for product in [ids::WHOLE_DAY, 3_000_060, of_retired_experience] {
        for part in ["", "/product-variants", "/checkout_information", "/availability"] {
            let (status, answer) = client.get(&format!("/products/{product}{part}")).await?;
            assert_eq!((status.as_u16(), &answer["error_code"]), (404, &json!("not_found")), "{product}{part}");
        }
    }
    assert_eq!(client.get("/experiences/124001").await?.0, 404);
    let (_, tower) = client.get("/experiences/124000").await?;
    assert_eq!(tower["experience"]["product_ids"].as_array().map(Vec::len), Some(4));
    assert_eq!(client.create(&wish).await?.1["error_code"], "not_found");
    // What was sold is honoured.
    assert_eq!(client.get(&format!("/orders/{sold}/tickets")).await?.0, 200);
    client.tell("/world/restore", &json!({"products": [ids::WHOLE_DAY]})).await?;
    assert_eq!(client.get(&format!("/products/{}/availability", ids::WHOLE_DAY)).await?.0, 200);
    assert_eq!(total(&client, "/products").await?, 194);
    let (_, answer) = client.tell("/world/restore", &json!({})).await?;
    assert_eq!(answer, json!({"success": true, "products": 1, "experiences": 1}));
    assert_eq!((total(&client, "/products").await?, total(&client, "/experiences").await?), (200, 40));
    assert_eq!(client.create(&wish).await?.0, 200);
    Ok(())
}

#[tokio::test]
async fn a_share_of_the_products_is_retired() -> Outcome {
    let client = Client::new(Options { world: WorldSize::Full, ..Options::default() }).await?;
    let first = client.sandbox.retire(&Retire { percent: Some(2.0), ..Retire::default() })?.products;
    assert!((400..600).contains(&first), "{first}");
    let second = client.sandbox.retire(&Retire { percent: Some(2.0), ..Retire::default() })?.products;
    assert!((400..600).contains(&second), "others are drawn the second time: {second}");
    assert_eq!(total(&client, "/products").await?, 25_000 - (first + second) as u64);
    assert_eq!(client.sandbox.restore(&Restore::default())?.products, first + second);
    client.sandbox.retire(&Retire { percent: Some(100.0), ..Retire::default() })?;
    assert_eq!(total(&client, "/products").await?, 0);
    let (experiences, _) = client.list("/experiences", "experiences").await?;
    assert!(experiences.iter().all(|one| one.get("from_price").is_none() && one["tag_ids"] == json!([])));
    Ok(())
}

#[tokio::test]
async fn a_change_moves_the_date_of_what_it_shows_in() -> Outcome {
    let client = Client::small().await?;
    let date = async |path: &str, key: &str| client.get(path).await.map(|(_, answer)| text(&answer[key]["updated_at"]));
    let (tower, deck) = ("/experiences/124000", "/products/1100001");
    let (tower_before, deck_before) = (date(tower, "experience").await?, date(deck, "product").await?);
    client.sandbox.retire(&Retire { products: vec![ids::TOWER_DECK], ..Retire::default() })?;
    let tower_retired = date(tower, "experience").await?;
    assert!(tower_retired > tower_before, "it names one product less");
    client.sandbox.restore(&Restore::default())?;
    assert!(date(tower, "experience").await? > tower_retired && date(deck, "product").await? > deck_before);
    let elsewhere = date("/products/1006356", "product").await?;
    let deck_restored = date(deck, "product").await?;
    client.sandbox.rename_city(60005, "New Dubai")?;
    assert!(date(deck, "product").await? > deck_restored);
    assert_eq!(date("/products/1006356", "product").await?, elsewhere);
    Ok(())
}

#[tokio::test]
async fn a_new_name_shows_everywhere() -> Outcome {
    let client = Client::small().await?;
    let (_, before) = client.list("/products?page_size=100&page=2", "products").await?;
    let (status, _) = client.tell("/world/rename_city", &json!({"id": "60005", "name": "Dubai <Nouvelle>"})).await?;
    assert_eq!(status, 200);
    let (_, city) = client.get("/cities/60005").await?;
    assert_eq!(city["city"]["name"], "Dubai <Nouvelle>");
    let (cities, _) = client.list("/cities", "cities").await?;
    assert_eq!(cities[0], city["city"]);
    let (products, _) = client.list("/products?city_id=60005&page_size=100", "products").await?;
    let is_there = |product: &Value| {
        product["city_name"] == "Dubai <Nouvelle>" && text(&product["venue"]["address"]).ends_with("Dubai <Nouvelle>")
    };
    assert!(products.len() == 25 && products.iter().all(is_there));
    let (experiences, _) = client.list("/experiences?city_id=60005", "experiences").await?;
    assert!(experiences.iter().any(|one| text(&one["description"]).contains("Dubai <Nouvelle>")));
    assert_eq!(client.list("/products?page_size=100&page=2", "products").await?.1, before);
    Ok(())
}

#[tokio::test]
async fn a_change_that_makes_no_sense_is_refused() -> Outcome {
    let client = Client::small().await?;
    for (path, change) in [
        ("/world/retire", json!({"products": [5]})),
        ("/world/retire", json!({"experiences": [ids::TOWER_DECK]})),
        ("/world/restore", json!({"products": [3_999_999]})),
        ("/world/rename_city", json!({"id": 1, "name": "Nowhere"})),
    ] {
        let (status, answer) = client.tell(path, &change).await?;
        assert_eq!((status.as_u16(), &answer["success"]), (400, &json!(false)), "{path} {change}");
    }
    let url = format!("{}/world/retire", client.sandbox.control_url());
    for wrong in [json!({"product": [1]}), json!({"products": ["x"]}), json!({"percent": "half"})] {
        assert!(client.http.post(&url).json(&wrong).send().await?.status().is_client_error(), "{wrong}");
    }
    assert_eq!(total(&client, "/products").await?, 200);
    Ok(())
}
