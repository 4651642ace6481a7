//! Our rebuild, in a child process of its own: its time holds everything from start to end, and its memory
//! nothing of the generator's or the peers'.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// What one rebuild took.
#[derive(Clone, Debug)]
pub(crate) struct Rebuilt {
    /// From the start of the process to its end.
    pub(crate) seconds: f64,
    /// Its own report.
    pub(crate) report: Value,
}

impl Rebuilt {
    /// The most memory that was resident in it; 0 where the system does not tell.
    pub(crate) fn peak_rss_mib(&self) -> f64 {
        self.report["peak_rss_kib"].as_f64().unwrap_or(0.0) / 1_024.0
    }

    /// Seconds of one step.
    pub(crate) fn phase(&self, step: &str) -> f64 {
        self.report["phases"][step].as_f64().unwrap_or(0.0)
    }
}

/// Rebuilds these projections (none named: all) of the log at `url`.
///
/// # Errors
/// Where the rebuild fails; what it says is on stderr.
pub(crate) fn rebuild(url: &str, names: &[String]) -> Result<Rebuilt> {
    let started = Instant::now();
    let output = Command::new(std::env::current_exe()?)
        .args(["rebuild-only", url])
        .args(names)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start the rebuild")?;
    let seconds = started.elapsed().as_secs_f64();
    ensure!(output.status.success(), "the rebuild failed ({})", output.status);
    let report = serde_json::from_slice(&output.stdout).context("the rebuild's report is not JSON")?;
    Ok(Rebuilt { seconds, report })
}
