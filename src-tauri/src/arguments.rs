//! What can be said at the start.

use std::path::PathBuf;

use clap::Parser;

/// Desktop back-office for people who sell other people's tickets.
#[derive(Debug, Clone, Parser)]
#[command(name = "counterfoil", version)]
pub struct Arguments {
    /// Practises on a built-in sandbox: nothing is really sold, and everything is gone afterwards.
    #[arg(long)]
    pub training: bool,
    /// The folder of both databases; the platform's data folder when absent.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}
