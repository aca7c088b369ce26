//! The sandbox as a program: `counterfoil-sandbox --help`.

use std::process::ExitCode;

use clap::Parser;
use counterfoil_sandbox::{RunArgs, run};

/// A ticket supplier's server for training and tests. Its first line says where it is and how to get in.
#[derive(Debug, Parser)]
#[command(name = "counterfoil-sandbox", version)]
struct Program {
    #[command(flatten)]
    args: RunArgs,
}

#[tokio::main]
#[expect(clippy::print_stderr, reason = "a program tells its user why it stopped")]
async fn main() -> ExitCode {
    // Somebody else having chosen a provider already is as good.
    rustls::crypto::aws_lc_rs::default_provider().install_default().ok();
    let program = Program::parse();
    match run(program.args, &mut std::io::stdout()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
