//! A sandbox as a process of its own.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use tokio::io::AsyncReadExt as _;

use crate::error::SandboxError;
use crate::options::{Options, WorldSize};
use crate::sandbox::Sandbox;

/// A world's size as a word on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum WorldName {
    /// 8 cities, 200 products.
    Small,
    /// 500 cities, 25,000 products.
    Full,
}

/// The command line of a sandbox.
#[derive(Debug, Clone, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags that have nothing to do with each other")]
pub struct RunArgs {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Listen on an address other machines can reach.
    #[arg(long)]
    pub allow_remote: bool,
    /// Size of the catalogue.
    #[arg(long, value_enum, default_value = "small")]
    pub world: WorldName,
    /// So many times the full world.
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub scale: u32,
    /// Number the world is grown from.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Milliseconds before each answer.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub latency_ms: u64,
    /// Bytes per second of all answers together.
    #[arg(long, value_name = "N")]
    pub bandwidth: Option<u64>,
    /// API requests per second before 429.
    #[arg(long, value_name = "N")]
    pub rate_limit: Option<u32>,
    /// Leave `Retry-After` out of 429.
    #[arg(long)]
    pub no_retry_after: bool,
    /// Minutes an unconfirmed order is held.
    #[arg(long, default_value_t = 30, value_name = "N")]
    pub hold_minutes: u32,
    /// Seconds a slow product takes after confirmation.
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub slow_seconds: u32,
    /// Offer no `ETag`, and send everything again when asked.
    #[arg(long)]
    pub no_etags: bool,
    /// Leave `updated_at` out of products and experiences.
    #[arg(long)]
    pub no_updated_at: bool,
    /// API key; one is made up when none is given.
    #[arg(long, value_name = "KEY")]
    pub api_key: Option<String>,
    /// Public key to register: an `ssh-rsa` line or a PUBLIC KEY PEM.
    #[arg(long, value_name = "FILE")]
    pub public_key_file: Option<PathBuf>,
    /// Also write the throw-away private key to a file.
    #[arg(long, value_name = "FILE")]
    pub private_key_out: Option<PathBuf>,
    /// Stop when standard input closes.
    #[arg(long)]
    pub stop_with_stdin: bool,
}

impl RunArgs {
    fn options(&self) -> Result<Options, SandboxError> {
        let public_key = self
            .public_key_file
            .as_deref()
            .map(|file| std::fs::read_to_string(file).map_err(|source| io(file, source)));
        Ok(Options {
            listen: self.listen,
            allow_remote: self.allow_remote,
            world: match (self.world, self.scale) {
                (WorldName::Small, 1) => WorldSize::Small,
                (WorldName::Full, 1) => WorldSize::Full,
                (_, scale) => WorldSize::Scaled(scale),
            },
            seed: self.seed,
            latency_ms: self.latency_ms,
            bandwidth: self.bandwidth,
            rate_limit: self.rate_limit,
            retry_after: !self.no_retry_after,
            hold_minutes: self.hold_minutes,
            slow_seconds: self.slow_seconds,
            etags: !self.no_etags,
            updated_at: !self.no_updated_at,
            api_key: self.api_key.clone(),
            public_key: public_key.transpose()?,
            ..Options::default()
        })
    }
}

fn io(file: &Path, source: std::io::Error) -> SandboxError {
    SandboxError::Io { what: file.display().to_string(), source }
}

/// Starts a sandbox, writes one line of JSON that says where it is and how to get in, and runs until it is told to stop:
/// by SIGINT or SIGTERM, or by the end of standard input when that was asked for.
pub async fn run(args: RunArgs, out: &mut impl Write) -> Result<(), SandboxError> {
    let sandbox = Sandbox::start(args.options()?).await?;
    let mut line = Map::new();
    line.insert("base_url".into(), json!(sandbox.base_url()));
    line.insert("control_url".into(), json!(sandbox.control_url()));
    line.insert("api_key".into(), json!(sandbox.api_key()));
    line.insert("private_key_pem".into(), json!(sandbox.private_key_pem()));
    if let Some(file) = &args.private_key_out {
        write_private(file, sandbox.private_key_pem()).map_err(|source| io(file, source))?;
        line.insert("private_key_pem_file".into(), json!(file.display().to_string()));
    }
    writeln!(out, "{}", Value::Object(line))
        .and_then(|()| out.flush())
        .map_err(|source| SandboxError::Io { what: "the first line".into(), source })?;
    stopped(args.stop_with_stdin).await.map_err(|source| SandboxError::Io { what: "signals".into(), source })?;
    sandbox.shutdown().await;
    Ok(())
}

/// Writes a key so that only its owner can read it.
fn write_private(file: &Path, pem: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(pem.as_bytes())
}

async fn stopped(with_stdin: bool) -> std::io::Result<()> {
    let end_of_input = async {
        if !with_stdin {
            std::future::pending::<()>().await;
        }
        let mut rest = [0_u8; 256];
        let mut stdin = tokio::io::stdin();
        while stdin.read(&mut rest).await.is_ok_and(|count| count > 0) {}
    };
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        result = terminated() => result,
        () = end_of_input => Ok(()),
    }
}

#[cfg(unix)]
async fn terminated() -> std::io::Result<()> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?.recv().await;
    Ok(())
}

#[cfg(not(unix))]
async fn terminated() -> std::io::Result<()> {
    std::future::pending().await
}
