//! The `heirloom` command.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser as _;
use heirloom::cli::args::Cli;
use heirloom::cli::style::{REMOVED, paint};
use heirloom::cli::{carry_out, exit, told};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter =
        EnvFilter::try_from_env("HEIRLOOM_LOG").unwrap_or_else(|_| EnvFilter::new("warn,sqlx=error"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let json = cli.json;
    let outcome = carry_out(cli).await.and_then(|report| {
        report.print(json).context("standard output cannot be written")?;
        Ok(report.exit)
    });
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            let code = exit::code(&error);
            // Where nobody can hear it, the exit code still tells; `eprintln!` would panic.
            let _ = writeln!(
                anstream::stderr(),
                "{} {}",
                paint(REMOVED, "error:"),
                told(&error)
            );
            if json {
                let object = serde_json::json!({"format": 1, "error": told(&error), "exit": code});
                let _ = writeln!(std::io::stdout(), "{object}");
            }
            ExitCode::from(code)
        }
    }
}
