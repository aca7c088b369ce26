//! The control endpoint: for tests and training, no part of the supplier's API.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::SandboxError;
use crate::faults::Fault;
use crate::retirement::{Moved, Restore, Retire, number};
use crate::settings::SettingsChange;
use crate::supplier::Shared;

/// Everything below `/control`.
pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route("/truth", get(truth))
        .route("/faults", get(faults).post(set_fault).delete(clear_faults))
        .route("/clock", get(clock).post(advance))
        .route("/world", get(world))
        .route("/world/mutate", post(mutate))
        .route("/world/retire", post(retire))
        .route("/world/restore", post(restore))
        .route("/world/rename_city", post(rename_city))
        .route("/keys", post(register))
        .route("/settings", get(settings).post(change_settings))
}

fn done() -> Response {
    Json(json!({"success": true})).into_response()
}

fn refused(error: &SandboxError) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({"success": false, "message": error.to_string()}))).into_response()
}

async fn truth(State(supplier): State<Shared>) -> Response {
    Json(supplier.truth()).into_response()
}

async fn faults(State(supplier): State<Shared>) -> Response {
    Json(json!({"faults": supplier.faults()})).into_response()
}

async fn set_fault(State(supplier): State<Shared>, Json(fault): Json<Fault>) -> Response {
    supplier.set_fault(fault).map_or_else(|error| refused(&error), |()| done())
}

async fn clear_faults(State(supplier): State<Shared>) -> Response {
    supplier.clear_faults();
    done()
}

async fn clock(State(supplier): State<Shared>) -> Json<Value> {
    Json(json!({"now": supplier.now()}))
}

#[derive(Deserialize)]
struct Advance {
    advance_seconds: i64,
}

async fn advance(State(supplier): State<Shared>, Json(advance): Json<Advance>) -> Json<Value> {
    supplier.clock.advance(advance.advance_seconds);
    Json(json!({"success": true, "now": supplier.now()}))
}

async fn world(State(supplier): State<Shared>) -> Json<Value> {
    let world = &supplier.world();
    Json(json!({
        "seed": world.seed, "countries": world.countries().len(), "cities": world.size.cities,
        "experiences": world.experience_count(), "products": world.product_count(), "variants": world.variant_count(),
        "tags": world.tag_count(), "retired": world.retired(),
    }))
}

#[derive(Deserialize)]
struct Mutate {
    percent: f64,
}

async fn mutate(State(supplier): State<Shared>, Json(mutate): Json<Mutate>) -> Json<Value> {
    let changed = supplier.change_world(|world, now| world.change(mutate.percent, now));
    Json(json!({"success": true, "changed": changed}))
}

/// How many entries went or came, or why they could not.
fn moved(result: Result<Moved, SandboxError>) -> Response {
    let said =
        |moved: Moved| Json(json!({"success": true, "products": moved.products, "experiences": moved.experiences}));
    result.map_or_else(|error| refused(&error), |moved| said(moved).into_response())
}

async fn retire(State(supplier): State<Shared>, Json(change): Json<Retire>) -> Response {
    moved(supplier.change_world(|world, now| world.retire(&change, now)))
}

async fn restore(State(supplier): State<Shared>, Json(change): Json<Restore>) -> Response {
    moved(supplier.change_world(|world, now| world.restore(&change, now)))
}

#[derive(Deserialize)]
struct RenameCity {
    #[serde(deserialize_with = "number")]
    id: u64,
    name: String,
}

async fn rename_city(State(supplier): State<Shared>, Json(city): Json<RenameCity>) -> Response {
    let renamed = supplier.change_world(|world, now| world.rename_city(city.id, &city.name, now));
    renamed.map_or_else(|error| refused(&error), |()| done())
}

#[derive(Deserialize)]
struct Key {
    public_key: String,
}

async fn register(State(supplier): State<Shared>, Json(key): Json<Key>) -> Response {
    supplier.register_key(&key.public_key).map_or_else(|error| refused(&error), |()| done())
}

async fn settings(State(supplier): State<Shared>) -> Response {
    Json(supplier.settings()).into_response()
}

async fn change_settings(State(supplier): State<Shared>, Json(change): Json<SettingsChange>) -> Response {
    Json(supplier.change_settings(&change)).into_response()
}
