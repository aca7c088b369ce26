//! A client written from the document, with as little in it as possible.

use counterfoil_sandbox::{Options, Sandbox};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

pub(crate) type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;
pub(crate) type Answer = Result<(StatusCode, Value), Box<dyn std::error::Error + Send + Sync>>;

/// A sandbox and somebody who talks to it.
pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    pub(crate) http: reqwest::Client,
}

impl Client {
    pub(crate) async fn new(options: Options) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        // Another test of this process may have been first.
        rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
        let sandbox = Sandbox::start(options).await?;
        Ok(Self { sandbox, http: reqwest::Client::builder().no_proxy().build()? })
    }

    pub(crate) async fn small() -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Self::new(Options::default()).await
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.sandbox.base_url());
        self.http.request(method, url).header("Authorization", format!("Token {}", self.sandbox.api_key()))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        read(self.request(Method::GET, path)).await
    }

    /// Tells the sandbox something over the control endpoint.
    pub(crate) async fn tell(&self, path: &str, what: &Value) -> Answer {
        read(self.http.post(format!("{}{path}", self.sandbox.control_url())).json(what)).await
    }

    /// The entries of a list and the total it claims.
    pub(crate) async fn list(
        &self,
        path: &str,
        key: &str,
    ) -> Result<(Vec<Value>, u64), Box<dyn std::error::Error + Send + Sync>> {
        let (status, answer) = self.get(path).await?;
        assert_eq!(status, 200, "{path}: {answer}");
        let entries = answer[key].as_array().cloned().ok_or("no list")?;
        Ok((entries, answer["pagination"]["total"].as_u64().unwrap_or_default()))
    }

    pub(crate) fn sign(&self, claims: &Value) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let key = EncodingKey::from_rsa_pem(self.sandbox.private_key_pem().as_bytes())?;
        Ok(jsonwebtoken::encode(&Header::new(Algorithm::RS256), claims, &key)?)
    }

    pub(crate) async fn signed(&self, method: Method, path: &str, claims: &Value) -> Answer {
        read(self.request(method, path).body(self.sign(claims)?)).await
    }

    pub(crate) async fn create(&self, claims: &Value) -> Answer {
        self.signed(Method::POST, "/orders?lang=en", claims).await
    }

    /// Creates an order that must succeed; gives its reference and token.
    pub(crate) async fn hold(
        &self,
        claims: &Value,
    ) -> Result<(String, String), Box<dyn std::error::Error + Send + Sync>> {
        let (status, answer) = self.create(claims).await?;
        assert_eq!(status, 200, "{answer}");
        Ok((text(&answer["order_reference_id"]), text(&answer["payment_confirmation_token"])))
    }

    pub(crate) async fn confirm(&self, reference: &str, token: &str) -> Answer {
        self.signed(Method::PUT, &format!("/orders/{reference}"), &json!({"payment_confirmation_token": token})).await
    }

    pub(crate) async fn cancel(&self, reference: &str) -> Answer {
        self.signed(Method::DELETE, &format!("/orders/{reference}"), &json!({"cancellation_reason": "OTHER"})).await
    }

    /// Creates and confirms.
    pub(crate) async fn buy(&self, claims: &Value) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let (reference, token) = self.hold(claims).await?;
        let (status, answer) = self.confirm(&reference, &token).await?;
        assert_eq!(status, 200, "{answer}");
        Ok(reference)
    }

    pub(crate) async fn status(&self, reference: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let (_, answer) = self.get(&format!("/orders/{reference}")).await?;
        Ok(text(&answer["order_status"]))
    }

    /// A day in the second week from now on which a product has places, its first slot, and the first variant.
    pub(crate) async fn offer(&self, product: u64) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let (_, answer) = self.get(&format!("/products/{product}/availability")).await?;
        let dates = answer["dates"].as_array().cloned().unwrap_or_default();
        let date = dates.get(10).ok_or("too few days")?;
        let slot = &date["timeslots"][0];
        Ok(json!({
            "day": date["date"], "time": slot["time"], "left": slot["availability"], "variant": slot["variants"][0]["id"],
            "price": slot["variants"][0]["price_mediation"]["total_retail_price_incl_vat"],
        }))
    }

    /// A valid order for some adults.
    pub(crate) async fn wish(
        &self,
        product: u64,
        adults: u32,
        reference: &str,
    ) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let offer = self.offer(product).await?;
        let mut wish = json!({
            "product_id": product, "day": offer["day"], "external_reference": reference,
            "variants": [{"variant_id": offer["variant"], "count": adults}],
            "customer_details": {"firstname": "Ελένη", "lastname": "O'Neill", "email": "eleni@example.com", "phone": "+97150000000"},
        });
        if offer["time"] != "whole_day" {
            wish["timeslot"] = offer["time"].clone();
        }
        Ok(wish)
    }
}

pub(crate) async fn read(request: RequestBuilder) -> Answer {
    let response = request.send().await?;
    let status = response.status();
    assert!(response.headers().contains_key("date"));
    Ok((status, response.json().await?))
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
