//! The rebuild itself, in a process of its own: opens the log, rebuilds, tells how long each step took and
//! how much memory was resident at the most.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::Result;
use heirloom::Heirloom;
use heirloom_projections::rebuild::Options;
use heirloom_projections::rebuild::progress::{Progress, Report, Stop};
use serde_json::{Map, Value, json};

/// Rebuilds these projections (none named: all) of the log at `url`, and reports in one line.
///
/// # Errors
/// Where the log cannot be opened or the rebuild fails.
pub(crate) async fn run(url: &str, names: &[String]) -> Result<()> {
    let steps = Steps::default();
    steps.begin("open");
    let heirloom = Heirloom::open(url).await?;
    steps.begin("plan");
    let options = Options {
        names: names.to_vec(),
        ..Options::default()
    };
    let rebuilt = heirloom
        .engine()
        .rebuild(&options, &steps, &Stop::default())
        .await?;
    steps.begin("close");
    heirloom.close().await;
    steps.begin("");
    let load = rebuilt.load.unwrap_or_default();
    let failed = rebuilt.verified.failed();
    let locked_ms = rebuilt.switch.map(|switch| switch.locked_ms);
    println!(
        "{}",
        json!({
            "phases": steps.seconds(),
            "rows": load.rows,
            "failed_checks": failed,
            "switch_locked_ms": locked_ms,
            "peak_rss_kib": high_water_mark(),
        })
    );
    Ok(())
}

/// When each step began.
#[derive(Default)]
struct Steps(Mutex<Vec<(String, Instant)>>);

impl Steps {
    fn begin(&self, step: &str) {
        let mut steps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if steps.last().is_none_or(|(last, _)| last != step) {
            steps.push((step.to_owned(), Instant::now()));
        }
    }

    /// Seconds from the beginning of each step to that of the next.
    fn seconds(&self) -> Map<String, Value> {
        let steps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut seconds = Map::new();
        for pair in steps.windows(2) {
            let took = (pair[1].1 - pair[0].1).as_secs_f64();
            let before = seconds.get(&pair[0].0).and_then(Value::as_f64).unwrap_or(0.0);
            seconds.insert(pair[0].0.clone(), json!(before + took));
        }
        seconds
    }
}

impl Progress for Steps {
    fn report(&self, report: &Report) {
        // As it is written in JSON: `catch_up`.
        if let Ok(Value::String(step)) = serde_json::to_value(report.step) {
            self.begin(&step);
        }
    }
}

/// The most memory that was resident in this process, in KiB (`VmHWM`, proc(5)); none where the system does
/// not tell.
fn high_water_mark() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_peak_of_the_memory_is_known() {
        assert!(high_water_mark().is_some_and(|kib| kib > 100));
    }

    #[test]
    fn a_step_that_comes_again_adds_up() {
        let steps = Steps::default();
        for step in ["load", "load", "index", "load", ""] {
            steps.begin(step);
        }
        assert_eq!(steps.seconds().keys().collect::<Vec<_>>(), ["index", "load"]);
    }
}
