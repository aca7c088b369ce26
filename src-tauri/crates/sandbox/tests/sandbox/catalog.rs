use reqwest::Method;

use crate::client::{Client, Outcome, read};

#[tokio::test]
async fn a_missing_or_wrong_key_is_unauthorized() -> Outcome {
    let client = Client::small().await?;
    let url = format!("{}/countries", client.sandbox.base_url());
    for request in [
        client.http.get(&url),
        client.http.get(&url).header("Authorization", "Token wrong"),
        client.http.get(&url).header("Token", client.sandbox.api_key()),
        client.http.get(&url).header("Authorization", format!("Bearer {}", client.sandbox.api_key())),
    ] {
        let (status, answer) = read(request).await?;
        assert_eq!(
            (status.as_u16(), &answer["error_code"], &answer["success"]),
            (401, &"unauthorized".into(), &false.into())
        );
    }
    assert_eq!(client.sandbox.truth().tally.unauthorized, 4);
    Ok(())
}

#[tokio::test]
async fn pages_have_edges() -> Outcome {
    let client = Client::small().await?;
    let (_, first) = client.get("/products").await?;
    assert_eq!(first["products"].as_array().map(Vec::len), Some(10));
    assert_eq!(first["pagination"], serde_json::json!({"total": 200, "page": 1, "page_size": 10}));
    let (_, last) = client.get("/products?page=3&page_size=90").await?;
    assert_eq!(last["products"].as_array().map(Vec::len), Some(20));
    let (status, beyond) = client.get("/products?page=4&page_size=90").await?;
    assert_eq!((status.as_u16(), beyond["products"].as_array().map(Vec::len)), (200, Some(0)));
    for wrong in ["page_size=101", "page_size=0", "page=0", "page=x", "page_size=-1"] {
        let (status, answer) = client.get(&format!("/products?{wrong}")).await?;
        assert_eq!((status.as_u16(), &answer["error_code"]), (400, &"validation_error".into()), "{wrong}");
        assert!(answer["field_errors"].is_object());
    }
    Ok(())
}

#[tokio::test]
async fn filters_narrow_a_list() -> Outcome {
    let client = Client::small().await?;
    for (query, total) in [
        ("/cities?country_id=50001", 2),
        ("/cities?country_id=1", 0),
        ("/experiences?city_id=60005", 5),
        ("/experiences?city_id=60005&city_id=66746", 10),
        ("/experiences?country_id=50001", 10),
        ("/experiences?city_id=60005&country_id=50074", 0),
        ("/products?city_id=60005", 25),
        ("/products?experience_id=124000", 5),
        ("/products?query=al%20qamar", 5),
        ("/products?tag_id=999999", 0),
        ("/tags?type_name=Occasion", 16),
    ] {
        let (_, answer) = client.get(query).await?;
        assert_eq!(answer["pagination"]["total"], total, "{query}");
    }
    let (_, venues) = client.get("/experiences?type=venue&page_size=100").await?;
    assert!(
        venues["experiences"]
            .as_array()
            .is_some_and(|list| !list.is_empty() && list.iter().all(|one| one["type"] == "venue"))
    );
    let (_, tagged) = client.get("/products?tag_id=100&page_size=100").await?;
    let holds =
        |product: &serde_json::Value| product["tag_ids"].as_array().is_some_and(|tags| tags.contains(&"100".into()));
    assert!(tagged["products"].as_array().is_some_and(|list| !list.is_empty() && list.iter().all(holds)));
    Ok(())
}

#[tokio::test]
async fn a_detail_is_what_the_list_said() -> Outcome {
    let client = Client::small().await?;
    for (list, key, one) in [
        ("/countries", "countries", "country"),
        ("/cities", "cities", "city"),
        ("/experiences", "experiences", "experience"),
        ("/products", "products", "product"),
        ("/tags", "tags", "tag"),
    ] {
        let (_, answer) = client.get(list).await?;
        let entry = &answer[key][0];
        let id = entry["id"].as_str().ok_or("catalogue ids are texts")?;
        let (_, detail) = client.get(&format!("{list}/{id}")).await?;
        assert_eq!(&detail[one], entry);
        for unknown in ["1", "x", "99999999999999999999"] {
            let (status, answer) = client.get(&format!("{list}/{unknown}")).await?;
            assert_eq!((status.as_u16(), &answer["error_code"]), (404, &"not_found".into()));
        }
    }
    let (_, product) = client.get("/products/1100001").await?;
    assert_eq!(product["product"]["venue"]["id"], "124000");
    let (_, variants) = client.get("/products/1100001/product-variants").await?;
    assert_eq!(variants["variants"].as_array().map(Vec::len), Some(4));
    assert_eq!(variants["variants"][1]["valid_with_variant_ids"][0], variants["variants"][0]["id"]);
    let (_, checkout) = client.get("/products/1100001/checkout_information").await?;
    assert_eq!(checkout["has_timeslots"], true);
    Ok(())
}

#[tokio::test]
async fn prices_follow_the_currency() -> Outcome {
    let client = Client::small().await?;
    let (_, euros) = client.get("/products/1100001").await?;
    let (_, dirhams) = client.get("/products/1100001?currency=AED").await?;
    let price = |answer: &serde_json::Value| answer["product"]["price"].as_f64().unwrap_or_default();
    assert!((price(&euros) * 4.0 - price(&dirhams)).abs() < 0.001);
    let (status, _) = client.get("/products/1100001?currency=XXX").await?;
    assert_eq!(status, 400);
    Ok(())
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() -> Outcome {
    let client = Client::small().await?;
    for path in ["/products?page_size=100", "/products/1100001", "/experiences", "/cities", "/tags"] {
        let tag = client.request(Method::GET, path).send().await?.headers().get("etag").cloned().ok_or("no ETag")?;
        let again = client.request(Method::GET, path).header("If-None-Match", tag.clone()).send().await?;
        assert_eq!(again.status(), 304, "{path}");
        assert!(again.bytes().await?.is_empty());
        if path.starts_with("/products?") {
            assert!(client.sandbox.mutate_world(10.0) > 0);
            let changed = client.request(Method::GET, path).header("If-None-Match", tag).send().await?;
            assert_eq!(changed.status(), 200);
        }
    }
    Ok(())
}

#[tokio::test]
async fn wrong_methods_and_paths_have_the_envelope() -> Outcome {
    let client = Client::small().await?;
    let (status, answer) = client.get("/nowhere").await?;
    assert_eq!((status.as_u16(), &answer["error_code"]), (404, &"not_found".into()));
    let (status, answer) = read(client.request(Method::DELETE, "/countries")).await?;
    assert_eq!((status.as_u16(), &answer["success"]), (405, &false.into()));
    Ok(())
}

#[tokio::test]
async fn too_many_requests_are_refused() -> Outcome {
    let options = counterfoil_sandbox::Options { rate_limit: Some(3), ..Default::default() };
    let client = Client::new(options).await?;
    let mut refused = 0;
    for _ in 0..10 {
        let response = client.request(Method::GET, "/tag_types").send().await?;
        if response.status() == 429 {
            assert!(response.headers().contains_key("retry-after"));
            refused += 1;
        }
    }
    assert!(refused > 0);
    assert_eq!(client.sandbox.truth().tally.rate_limited, refused);
    Ok(())
}
