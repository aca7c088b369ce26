//! Opening the desk: its folder, its keys, its clock.

use std::{io, path::PathBuf, sync::Arc};

use counterfoil_engine::{
    Desk, DeskConfig, EngineError, PROFILE,
    clock::SystemClock,
    private_folder,
    secrets::{DEFAULT_PATIENCE, KeyringVault, VaultError, scope_of},
    setup::Line,
};
use counterfoil_sandbox::SandboxError;
use tauri::{AppHandle, Manager};

use crate::{Arguments, training};

/// Why there is no desk.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpeningError {
    #[error("{0}")]
    Engine(#[from] EngineError),
    #[error("{0}")]
    Vault(#[from] VaultError),
    #[error("The sandbox for training could not be started: {0}.")]
    Sandbox(#[from] SandboxError),
    #[error("The data folder {} could not be made or used: {source}. Choose another one with --data DIR.", .path.display())]
    Folder { path: PathBuf, source: io::Error },
    #[error("This computer has no data folder for programs. Name one with --data DIR.")]
    NoFolder,
}

impl OpeningError {
    pub(crate) fn folder(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Folder { path: path.into(), source }
    }
}

/// A desk and the folder it lives in.
pub(crate) struct Opened {
    pub(crate) desk: Desk,
    pub(crate) folder: PathBuf,
}

/// Opens the desk the arguments ask for.
pub(crate) async fn open(app: &AppHandle, arguments: &Arguments) -> Result<Opened, OpeningError> {
    let platform = app.path().data_dir().ok().map(|folder| folder.join(PROFILE));
    let data = arguments.data.clone().or_else(|| platform.clone()).ok_or(OpeningError::NoFolder)?;
    private_folder(&data).map_err(OpeningError::folder(&data))?;
    if arguments.training {
        return training::open(app, &data).await;
    }
    let vault = KeyringVault::open(&scope_of(&data, &platform.unwrap_or_default()), DEFAULT_PATIENCE)?;
    let config = DeskConfig::at(&data);
    let desk = Desk::open(config, Arc::new(vault), Line::real(), Arc::new(SystemClock)).await?;
    Ok(Opened { desk, folder: data })
}
