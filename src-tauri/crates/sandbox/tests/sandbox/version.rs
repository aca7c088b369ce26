use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use counterfoil_sandbox::{Call, Fault, Options, Restore, Retire, SettingsChange, Verb};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, Outcome};

/// What an address answered: its `ETag` and the body under it.
type Kept = BTreeMap<String, (String, String)>;

/// Addresses of every kind, many of them pages.
fn addresses() -> Vec<String> {
    let mut paths: Vec<String> = [
        "/countries",
        "/countries/50001",
        "/cities?page_size=5",
        "/cities?page_size=5&page=2",
        "/cities?country_id=50001",
        "/cities/60005",
        "/cities/66746",
        "/tags?page_size=100",
        "/tags/101",
        "/tag_types",
        "/products?currency=JPY&lang=zh",
        "/products?city_id=60005&page_size=100",
        "/products?tag_id=100",
        "/products?query=museum",
        "/products?sort=price",
        "/experiences?currency=KWD",
        "/experiences?country_id=50074",
        "/experiences?type=venue",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.extend((1..=11).map(|page| format!("/products?page_size=20&page={page}")));
    paths.extend((1..=9).map(|page| format!("/experiences?page_size=5&page={page}")));
    for product in [1_100_001, 1_100_006, 1_006_356, 3_000_060, 3_000_120] {
        paths.push(format!("/products/{product}"));
        paths.push(format!("/products/{product}/product-variants"));
        paths.push(format!("/products/{product}/checkout_information"));
    }
    paths.extend((124_000..124_040).step_by(3).map(|experience| format!("/experiences/{experience}")));
    paths
}

/// Asks for everything, saying what is known of it, and checks that 304 and the tag say what the bodies say.
async fn walk(client: &Client, known: &Kept) -> Result<Kept, Box<dyn std::error::Error + Send + Sync>> {
    let mut kept = Kept::new();
    for path in addresses() {
        let whole = client.request(Method::GET, &path).send().await?;
        let tag = whole.headers().get("etag").map(|tag| tag.to_str().map(str::to_owned)).transpose()?;
        let Some(tag) = tag.filter(|_| whole.status() == 200) else {
            assert_eq!(whole.status(), 404, "{path} has no ETag");
            continue;
        };
        let body = whole.text().await?;
        if let Some((old_tag, old_body)) = known.get(&path) {
            assert_eq!(*old_tag == tag, *old_body == body, "{path}: {old_tag} and now {tag}");
            let asked = client.request(Method::GET, &path).header("If-None-Match", old_tag).send().await?;
            assert_eq!(asked.status() == 304, *old_body == body, "{path}");
        }
        kept.insert(path, (tag, body));
    }
    Ok(kept)
}

fn differing(before: &Kept, after: &Kept) -> usize {
    before.iter().filter(|(path, kept)| after.get(*path) != Some(kept)).count()
}

#[tokio::test]
async fn a_tag_differs_exactly_when_the_body_does() -> Outcome {
    for updated_at in [true, false] {
        let client = Client::new(Options { updated_at, ..Options::default() }).await?;
        let sandbox = &client.sandbox;
        let first = walk(&client, &Kept::new()).await?;
        let mut before = walk(&client, &first).await?;
        assert_eq!(differing(&first, &before), 0);
        for change in 0..8 {
            match change {
                0 | 1 => assert!(sandbox.mutate_world(3.0) > 0),
                2 => {
                    sandbox.retire(&Retire { products: vec![1_100_001, 3_000_120], ..Retire::default() })?;
                }
                3 => {
                    sandbox.retire(&Retire { percent: Some(4.0), ..Retire::default() })?;
                }
                4 => {
                    sandbox.retire(&Retire { experiences: vec![124_003], ..Retire::default() })?;
                }
                5 => sandbox.rename_city(66746, "Lutetia")?,
                6 => sandbox.set_fault(Fault { percent: Some(7), ..Fault::always(Verb::PriceChanges, Call::Any) })?,
                _ => {
                    sandbox.restore(&Restore::default())?;
                }
            }
            let after = walk(&client, &before).await?;
            let changed = differing(&before, &after);
            assert!(
                (1..before.len() - 20).contains(&changed),
                "change {change} showed in {changed} of {}",
                before.len()
            );
            before = after;
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_comes_back_unchanged_has_its_old_tag_again() -> Outcome {
    let client = Client::new(Options { updated_at: false, ..Options::default() }).await?;
    let before = walk(&client, &Kept::new()).await?;
    client.sandbox.retire(&Retire { percent: Some(10.0), ..Retire::default() })?;
    assert!(differing(&before, &walk(&client, &before).await?) > 0);
    client.sandbox.restore(&Restore::default())?;
    assert_eq!(differing(&before, &walk(&client, &before).await?), 0);
    Ok(())
}

#[tokio::test]
async fn a_supplier_without_tags_sends_everything_again() -> Outcome {
    let client = Client::small().await?;
    let tag = client.request(Method::GET, "/products").send().await?.headers().get("etag").cloned().ok_or("no ETag")?;
    let (_, settings) = client.tell("/settings", &json!({"etags": false})).await?;
    assert_eq!((&settings["etags"], &settings["updated_at"]), (&json!(false), &json!(true)));
    for path in ["/products", "/cities/60005"] {
        for known in [tag.clone(), "*".parse()?] {
            let again = client.request(Method::GET, path).header("If-None-Match", known).send().await?;
            assert_eq!((again.status().as_u16(), again.headers().get("etag")), (200, None), "{path}");
        }
    }
    let picture = client.sandbox.base_url().replace("/v2", "/pictures/124000/1/small.png");
    assert_eq!(client.http.get(picture).send().await?.headers().get("etag"), None);
    assert_eq!(client.sandbox.truth().tally.not_modified, 0);
    client.sandbox.change_settings(&SettingsChange { etags: Some(true), ..SettingsChange::default() });
    let again = client.request(Method::GET, "/products").header("If-None-Match", tag).send().await?;
    assert_eq!(again.status(), 304);
    Ok(())
}

#[tokio::test]
async fn updated_at_can_be_left_out() -> Outcome {
    let client = Client::small().await?;
    for (told, dated) in [(true, true), (false, false), (true, true)] {
        client.tell("/settings", &json!({"updated_at": told})).await?;
        for (path, key) in [("/products", "products"), ("/experiences", "experiences")] {
            let (entries, _) = client.list(path, key).await?;
            assert!(entries.iter().all(|entry| entry.get("updated_at").is_some() == dated), "{path} {told}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_program_has_flags_for_both() -> Outcome {
    let mut program = Command::new(env!("CARGO_BIN_EXE_counterfoil-sandbox"))
        .args(["--no-etags", "--no-updated-at", "--stop-with-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    BufReader::new(program.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    let first: Value = serde_json::from_str(&line)?;
    let settings = format!("{}/settings", first["control_url"].as_str().unwrap_or_default());
    let settings: Value = reqwest::Client::builder().no_proxy().build()?.get(settings).send().await?.json().await?;
    drop(program.stdin.take());
    assert!(program.wait()?.success());
    assert_eq!((&settings["etags"], &settings["updated_at"]), (&json!(false), &json!(false)));
    Ok(())
}
