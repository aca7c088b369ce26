//! `supplier …`

use std::path::Path;

use counterfoil_domain::SupplierKey;
use counterfoil_engine::{
    secrets::{SecretBytes, VaultState},
    setup::{SupplierInput, SupplierState},
};
use serde_json::{Value, json};

use crate::{Reply, arguments::SupplierCommand, door::Door, problem::Failure, shape};

pub(crate) async fn answer(command: SupplierCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    match command {
        SupplierCommand::Set {
            supplier,
            base_url,
            api_key_file,
            private_key_file,
            currency,
            lang,
            per_second,
            at_once,
            host,
        } => {
            let input = SupplierInput {
                supplier: read(&supplier)?,
                base_url,
                currency: currency.as_deref().map(str::parse).transpose()?,
                language: lang,
                per_second,
                at_once,
                hosts: (!host.is_empty()).then_some(host),
                api_key: key_file(api_key_file.as_deref())?,
                private_key: key_file(private_key_file.as_deref())?,
            };
            let state = desk.set_supplier(input).await?;
            Reply::new(shape(&state), format!("{} is set up. {}", state.supplier.name(), keys(&state)))
        }
        SupplierCommand::List => {
            let states = desk.suppliers().await?;
            let text: Vec<String> = states.iter().map(line).collect();
            let items: Vec<Value> = states.iter().map(shape).collect();
            Reply::new(shape::whole_list(items), text.join("\n"))
        }
        SupplierCommand::Test { supplier } => {
            let key = read(&supplier)?;
            let tested = desk.test_supplier(key).await?;
            let orders =
                if tested.can_order { "orders can be signed" } else { "without a private key no order can be signed" };
            let json =
                json!({ "supplier": key.word(), "ok": true, "millis": tested.millis, "can_order": tested.can_order });
            Reply::new(json, format!("{} answered in {} ms; {orders}.", key.name(), tested.millis))
        }
        SupplierCommand::RemoveKeys { supplier } => {
            let state = desk.remove_supplier_keys(read(&supplier)?).await?;
            Reply::new(shape(&state), format!("The keys of {} are removed.", state.supplier.name()))
        }
    }
}

fn read(text: &str) -> Result<SupplierKey, Failure> {
    text.parse().map_err(|_| Failure::Input(format!("There is no supplier \u{201c}{text}\u{201d}. Write: tiqets")))
}

fn key_file(path: Option<&Path>) -> Result<Option<SecretBytes>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let bytes = std::fs::read(path).map_err(|source| Failure::file(path, "read", source))?;
    Ok(Some(SecretBytes::new(bytes)))
}

fn vault(state: &SupplierState) -> (&'static str, Option<String>) {
    match &state.vault {
        VaultState::Ready => ("READY", None),
        VaultState::ReadOnly => ("READ_ONLY", None),
        VaultState::Unusable(error) => {
            let code = counterfoil_engine::EngineError::Vault(error.clone()).code();
            (code.word(), Some(error.to_string()))
        }
    }
}

fn shape(state: &SupplierState) -> Value {
    let (word, message) = vault(state);
    json!({
        "supplier": state.supplier.word(),
        "name": state.supplier.name(),
        "set_up": state.setting.is_some(),
        "base_url": state.setting.as_ref().map(|s| &s.base_url),
        "currency": state.setting.as_ref().map(|s| s.currency),
        "lang": state.setting.as_ref().map(|s| &s.language),
        "has_api_key": state.has_api_key,
        "has_private_key": state.has_private_key,
        "public_key": state.public_key,
        "vault": word,
        "vault_message": message,
    })
}

fn keys(state: &SupplierState) -> String {
    if let (_, Some(message)) = vault(state) {
        return message;
    }
    match (state.has_api_key, state.has_private_key) {
        (true, true) => "Both keys are stored.".to_owned(),
        (true, false) => "The API key is stored; without a private key no order can be signed.".to_owned(),
        (false, _) => "The API key is not stored yet.".to_owned(),
    }
}

fn line(state: &SupplierState) -> String {
    let place = state.setting.as_ref().map_or("not set up", |setting| setting.base_url.as_str());
    format!("{:<10} {place}  {}", state.supplier.name(), keys(state))
}
