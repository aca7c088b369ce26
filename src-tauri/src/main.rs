//! The desktop application.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::{io::IsTerminal as _, process::ExitCode};

use clap::Parser as _;
use counterfoil::Arguments;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    // Several libraries bring a provider: the first one installed is the one all of them use.
    rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) => {
            let wrong = usage.use_stderr();
            usage.print().ok();
            return if wrong { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let filter = EnvFilter::try_from_env("COUNTERFOIL_LOG").unwrap_or_else(|_| EnvFilter::new("warn,counterfoil=info"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours).init();
    match counterfoil::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}
