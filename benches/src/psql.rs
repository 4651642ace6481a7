//! psql, as the yardstick: what it needs for the same bytes is what we are compared with.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// psql on one database.
#[derive(Clone, Debug)]
pub(crate) struct Psql {
    program: PathBuf,
    url: String,
}

impl Psql {
    /// psql of `$PGBIN`, else of the path.
    pub(crate) fn on(url: &str) -> Self {
        let beside = std::env::var_os("PGBIN").map(|folder| PathBuf::from(folder).join("psql"));
        Self {
            program: beside
                .filter(|psql| psql.exists())
                .unwrap_or_else(|| "psql".into()),
            url: url.to_owned(),
        }
    }

    /// Runs a script to its end and gives what it prints.
    ///
    /// # Errors
    /// At the first statement that fails, with what psql says.
    pub(crate) fn run(&self, script: &str) -> Result<String> {
        let mut child = Command::new(&self.program)
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", &self.url])
            .env("PGOPTIONS", "-c client_min_messages=warning")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| {
                format!(
                    "cannot start `{}`; is PostgreSQL's client installed?",
                    self.program.display()
                )
            })?;
        let mut stdin = child.stdin.take().context("psql has no stdin")?;
        let script = script.to_owned();
        let feeder = std::thread::spawn(move || stdin.write_all(script.as_bytes()));
        let output = child.wait_with_output().context("psql did not end")?;
        let fed = feeder.join();
        if !output.status.success() {
            bail!("psql: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        if !matches!(fed, Ok(Ok(()))) {
            bail!("psql did not read its whole script");
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs a script and gives, for each `\echo @name` in it, the seconds of the statements behind it that
    /// ran with `\timing on`.
    ///
    /// # Errors
    /// As [`Psql::run`].
    pub(crate) fn timed(&self, script: &str) -> Result<BTreeMap<String, f64>> {
        let mut seconds = BTreeMap::new();
        let mut part = String::new();
        for line in self.run(script)?.lines() {
            if let Some(name) = line.strip_prefix('@') {
                name.clone_into(&mut part);
            } else if let Some(milliseconds) = milliseconds(line) {
                *seconds.entry(part.clone()).or_default() += milliseconds / 1_000.0;
            }
        }
        Ok(seconds)
    }
}

/// `Time: 1234.567 ms (00:01.235)`
fn milliseconds(line: &str) -> Option<f64> {
    line.strip_prefix("Time: ")?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn psql_s_timing_is_read_with_and_without_minutes() {
        assert_eq!(milliseconds("Time: 0.317 ms"), Some(0.317));
        assert_eq!(milliseconds("Time: 3234.500 ms (00:03.235)"), Some(3234.5));
        assert_eq!(milliseconds("COPY 5"), None);
    }
}
