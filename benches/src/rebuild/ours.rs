//! Our rebuild: `heirloom rebuild --json` in a process of its own, so that its time holds everything that a
//! user waits for, and its memory nothing of ours.

use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// How often the peak of the child's memory is read. The peak itself never falls, so only growth in the last
/// moments before its end could be missed.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// What one rebuild took.
#[derive(Clone, Debug)]
pub(super) struct Rebuilt {
    /// From the start of the process to its end.
    pub(super) seconds: f64,
    /// The most memory that was resident in it; 0 where the system does not tell.
    pub(super) peak_rss_mib: f64,
    /// Its own report.
    pub(super) report: Value,
}

/// Rebuilds these projections (none named: all) of the log at `url`.
pub(super) fn rebuild(url: &str, names: &[String]) -> Result<Rebuilt> {
    let started = Instant::now();
    let mut child = Command::new(heirloom()?)
        .args(["--database", url, "--json", "rebuild"])
        .args(names)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start `heirloom`")?;
    let mut stdout = child.stdout.take().context("the rebuild has no stdout")?;
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        stdout.read_to_string(&mut text).map(|_| text)
    });
    let (status, peak) = wait(&mut child)?;
    let seconds = started.elapsed().as_secs_f64();
    ensure!(
        status.success(),
        "`heirloom rebuild` failed ({status}); its messages are above"
    );
    let text = reader
        .join()
        .ok()
        .context("the rebuild's stdout cannot be read")??;
    let last = text.lines().last().context("the rebuild reported nothing")?;
    Ok(Rebuilt {
        seconds,
        peak_rss_mib: peak as f64 / 1_024.0,
        report: serde_json::from_str(last).context("the rebuild's report is not JSON")?,
    })
}

/// Makes or updates nothing: only finds the program, beside this one, where cargo puts both.
fn heirloom() -> Result<PathBuf> {
    let given = std::env::var_os("HEIRLOOM_BIN").map(PathBuf::from);
    let program = match given {
        Some(program) => program,
        None => std::env::current_exe()?.with_file_name(format!("heirloom{}", std::env::consts::EXE_SUFFIX)),
    };
    ensure!(
        program.exists(),
        "`{}` is not there; run `./x bench`, which builds it, or `cargo build --release`",
        program.display()
    );
    Ok(program)
}

/// Waits for its end; also gives the peak of its memory in KiB.
fn wait(child: &mut Child) -> Result<(std::process::ExitStatus, u64)> {
    let mut peak = 0;
    loop {
        peak = peak.max(high_water_mark(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

/// `VmHWM` of a process in KiB (proc(5)).
fn high_water_mark(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::high_water_mark;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_peak_of_a_process_s_memory_is_known() {
        assert!(high_water_mark(std::process::id()).is_some_and(|kib| kib > 100));
    }
}
