//! The command line once more, with the named points at which tests kill it. Never delivered.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let filter = tracing_subscriber::EnvFilter::try_from_env("COUNTERFOIL_LOG").unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    counterfoil_cli::run(std::env::args_os(), &mut std::io::stdout(), &mut std::io::stderr()).await
}
