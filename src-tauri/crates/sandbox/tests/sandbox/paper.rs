use counterfoil_sandbox::{Options, ids};
use reqwest::Method;
use reqwest::header::HeaderValue;

use crate::client::{Client, Outcome, text};

#[tokio::test]
async fn a_pdf_only_product_has_a_pdf_and_no_codes() -> Outcome {
    let client = Client::small().await?;
    let reference = client.buy(&client.wish(ids::PDF_ONLY, 2, "PDF").await?).await?;
    let (_, tickets) = client.get(&format!("/orders/{reference}/tickets")).await?;
    assert!(tickets.get("tickets").is_none());
    let url = text(&tickets["tickets_pdf_url"]);
    let response = client.http.get(&url).send().await?;
    assert_eq!(response.headers().get("content-type").map(HeaderValue::as_bytes), Some(&b"application/pdf"[..]));
    let pdf = response.bytes().await?;
    assert!(pdf.starts_with(b"%PDF-1.4") && pdf.ends_with(b"%%EOF\n"));
    let page = String::from_utf8_lossy(&pdf).into_owned();
    assert!(page.contains(&format!("Order {reference}")));
    // Every row of the table of objects points at its object.
    let find = |text: &str| pdf.windows(text.len()).position(|window| window == text.as_bytes());
    let table = find("xref\n").ok_or("no table")?;
    assert!(page.contains(&format!("startxref\n{table}\n")));
    for number in 1..=5 {
        let offset = find(&format!("{number} 0 obj\n")).ok_or("no object")?;
        assert!(page.contains(&format!("{offset:010} 00000 n")));
    }
    let guess = url.replace('-', "-0");
    assert_eq!(client.http.get(guess).send().await?.status(), 404);
    Ok(())
}

#[tokio::test]
async fn pictures_differ_and_may_be_kept() -> Outcome {
    let client = Client::small().await?;
    let (_, answer) = client.get("/experiences?page_size=100").await?;
    let mut seen = std::collections::HashSet::new();
    for experience in answer["experiences"].as_array().ok_or("no experiences")? {
        let png = client.http.get(text(&experience["images"][0]["small"])).send().await?.bytes().await?;
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert!(seen.insert(png));
    }
    let url = text(&answer["experiences"][0]["images"][0]["large"]);
    let response = client.http.get(&url).send().await?;
    assert!(response.headers().contains_key("cache-control"));
    let tag = response.headers().get("etag").cloned().ok_or("no ETag")?;
    assert_eq!(client.http.get(&url).header("If-None-Match", tag).send().await?.status(), 304);
    Ok(())
}

#[tokio::test]
async fn a_narrow_line_takes_its_time() -> Outcome {
    let client = Client::new(Options { bandwidth: Some(200_000), ..Options::default() }).await?;
    let start = std::time::Instant::now();
    let body = client.request(Method::GET, "/products?page_size=10").send().await?.bytes().await?;
    let least = std::time::Duration::from_millis(body.len() as u64 / 200 * 9 / 10);
    assert!(start.elapsed() >= least, "{} bytes in {:?}", body.len(), start.elapsed());
    Ok(())
}

#[tokio::test]
async fn a_sandbox_that_is_shut_down_answers_no_more() -> Outcome {
    let client = Client::new(Options { latency_ms: 1, ..Options::default() }).await?;
    assert_eq!(client.get("/tag_types").await?.0, 200);
    let url = format!("{}/tag_types", client.sandbox.base_url());
    client.sandbox.shutdown().await;
    assert!(client.http.get(url).send().await.is_err());
    Ok(())
}
