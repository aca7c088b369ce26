//! Opening the desk: its folder, its vault, its clock.

use std::{path::PathBuf, sync::Arc};

use counterfoil_engine::{
    Desk, DeskConfig, EngineError, PROFILE,
    clock::SystemClock,
    private_folder,
    secrets::{DEFAULT_PATIENCE, FolderVault, KeyringVault, Vault, scope_of},
    setup::Line,
};

use crate::problem::Failure;

/// What the command line says about the desk.
pub(crate) struct Door {
    pub(crate) data: Option<PathBuf>,
    pub(crate) secrets: Option<PathBuf>,
}

impl Door {
    /// Opens the desk. Keys are read when they are first needed.
    pub(crate) async fn open(&self) -> Result<Desk, Failure> {
        let platform = directories::BaseDirs::new().map(|dirs| dirs.data_dir().join(PROFILE));
        let data = self.data.clone().or_else(|| platform.clone()).ok_or(Failure::NoDataFolder)?;
        private_folder(&data).map_err(|source| Failure::file(&data, "made", source))?;
        let vault: Arc<dyn Vault> = if let Some(folder) = &self.secrets {
            Arc::new(FolderVault::open(folder).map_err(EngineError::from)?)
        } else {
            let scope = scope_of(&data, &platform.unwrap_or_default());
            Arc::new(KeyringVault::open(&scope, DEFAULT_PATIENCE).map_err(EngineError::from)?)
        };
        Ok(Desk::open(DeskConfig::at(data), vault, Line::real(), Arc::new(SystemClock)).await?)
    }
}
