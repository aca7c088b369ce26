//! The addresses of the API.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::refusal::Refusal;
use crate::supplier::Shared;
use crate::{availability, catalog, control, gate, orders, picture};

async fn nowhere() -> Response {
    Refusal::not_found().into_response()
}

async fn wrong_method() -> Response {
    Refusal::method().into_response()
}

/// All addresses: the API under `/v2`, its pictures and PDFs, and the control endpoint.
pub(crate) fn all(supplier: Shared) -> Router {
    let orders = get(orders::information).put(orders::confirm).delete(orders::cancel);
    let api = Router::new()
        .route("/v2/countries", get(catalog::countries))
        .route("/v2/countries/{id}", get(catalog::country))
        .route("/v2/cities", get(catalog::cities))
        .route("/v2/cities/{id}", get(catalog::city))
        .route("/v2/experiences", get(catalog::experiences))
        .route("/v2/experiences/{id}", get(catalog::experience))
        .route("/v2/products", get(catalog::products))
        .route("/v2/products/{id}", get(catalog::product))
        .route("/v2/products/{id}/product-variants", get(catalog::variants))
        .route("/v2/products/{id}/checkout_information", get(catalog::checkout))
        .route("/v2/products/{id}/availability", get(availability::availability))
        .route("/v2/tags", get(catalog::tags))
        .route("/v2/tags/{id}", get(catalog::tag))
        .route("/v2/tag_types", get(catalog::tag_types))
        .route("/v2/orders", post(orders::create))
        .route("/v2/orders/{id}", orders)
        .route("/v2/orders/{id}/tickets", get(orders::tickets))
        .route("/vouchers/{file}", get(orders::voucher))
        .route("/pictures/{experience}/{number}/{file}", get(picture::picture))
        .fallback(nowhere)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(supplier.clone(), gate::pass));
    Router::new().nest("/control", control::router()).merge(api).with_state(supplier)
}
