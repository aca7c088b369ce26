//! Training: a desk of its own on a sandbox of its own. Its keys live in memory and its databases in a folder that is
//! gone afterwards, so that nothing practised can be taken for a sale.

use std::{
    fs::{self, File},
    path::Path,
    sync::Arc,
};

use counterfoil_domain::{SupplierKey, run::RunKind};
use counterfoil_engine::{
    Desk, DeskConfig,
    clock::SystemClock,
    secrets::{MemoryVault, SecretBytes, SecretName},
    setup::{Line, SupplierInput},
    sync::RunOrder,
};
use counterfoil_sandbox::{Options, Sandbox};
use tauri::{AppHandle, Manager};

use crate::{
    leftovers::Leftovers,
    opening::{Opened, OpeningError},
};

/// A file that is locked as long as its practice goes on.
const IN_USE: &str = "in-use";
const SUPPLIER: SupplierKey = SupplierKey::Tiqets;

/// Starts the sandbox, opens a desk on it, and begins to fill its catalogue.
pub(crate) async fn open(app: &AppHandle, data: &Path) -> Result<Opened, OpeningError> {
    let place = data.join("training");
    let wrong = || OpeningError::folder(place.clone());
    fs::create_dir_all(&place).map_err(wrong())?;
    sweep(&place);
    let folder = tempfile::Builder::new().prefix("desk-").tempdir_in(&place).map_err(wrong())?;
    let in_use = File::create(folder.path().join(IN_USE)).map_err(wrong())?;
    in_use.lock().map_err(wrong())?;

    let sandbox = Sandbox::start(Options::default()).await?;
    let vault = MemoryVault::new()
        .with(SecretName::api_key(SUPPLIER), SecretBytes::from(sandbox.api_key()))
        .with(SecretName::private_key(SUPPLIER), SecretBytes::from(sandbox.private_key_pem()));
    let config = DeskConfig { training: true, ..DeskConfig::at(folder.path()) };
    let desk = Desk::open(config, Arc::new(vault), Line::real(), Arc::new(SystemClock)).await?;
    desk.set_supplier(SupplierInput {
        supplier: SUPPLIER,
        base_url: sandbox.base_url(),
        currency: None,
        language: None,
        // Nobody else is waiting at this sandbox.
        per_second: Some(100),
        at_once: Some(8),
        hosts: None,
        api_key: None,
        private_key: None,
    })
    .await?;
    desk.start_run(RunOrder::of(SUPPLIER, RunKind::Bootstrap)).await?;
    let opened = Opened { desk, folder: folder.path().to_owned() };
    app.state::<Leftovers>().keep_while_running(folder, Some(in_use));
    app.manage(sandbox);
    Ok(opened)
}

/// Removes what a practice left that was ended by force. A folder somebody still practises in is locked and stays.
fn sweep(place: &Path) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for folder in entries.flatten().map(|entry| entry.path()) {
        let unused = File::open(folder.join(IN_USE)).is_ok_and(|file| file.try_lock().is_ok());
        if unused && let Err(error) = fs::remove_dir_all(&folder) {
            tracing::warn!(?folder, %error, "an old practice could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_stays() {
        let place = tempfile::tempdir().expect("a folder");
        let make = |name: &str| {
            fs::create_dir(place.path().join(name)).expect("a folder");
            File::create(place.path().join(name).join(IN_USE)).expect("a file")
        };
        let going = make("desk-going");
        going.lock().expect("a lock");
        drop(make("desk-killed"));
        sweep(place.path());
        assert!(place.path().join("desk-going").exists());
        assert!(!place.path().join("desk-killed").exists());
    }
}
