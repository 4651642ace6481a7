//! How far a rebuild has come: a bar on a terminal, now and then a line elsewhere.

use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use heirloom_projections::rebuild::progress::{Progress, Report, Step};
use indicatif::{ProgressBar, ProgressStyle};

/// How often a line is printed where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Shows progress on stderr.
pub(super) struct Shown {
    bar: Option<ProgressBar>,
    last: Mutex<Option<(Step, Instant)>>,
}

impl Shown {
    /// A bar where stderr is a terminal, else lines.
    #[must_use]
    pub(super) fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            let template = "{msg:<9} {wide_bar} {pos}/{len} events  {prefix}";
            ProgressStyle::with_template(template).map_or(bar.clone(), |style| bar.with_style(style))
        });
        Self {
            bar,
            last: Mutex::new(None),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn line(&self, report: &Report) {
        let Ok(mut last) = self.last.lock() else { return };
        let due = last.is_none_or(|(step, at)| step == report.step && at.elapsed() >= LINE_EVERY);
        let new_step = last.is_some_and(|(step, _)| step != report.step);
        if last.is_none() || new_step {
            *last = Some((report.step, Instant::now()));
        } else if due {
            *last = Some((report.step, Instant::now()));
            eprintln!("{}", told(report));
        }
    }
}

fn told(report: &Report) -> String {
    let (step, events, total) = (name(report.step), report.events, report.events_total);
    match total {
        // a step that counts no events
        0 => format!("{step}: still at work"),
        _ => format!("{step}: {events}/{total} events, {}", rates(report)),
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self::new()
    }
}

impl Progress for Shown {
    fn report(&self, report: &Report) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(name(report.step));
                bar.set_length(report.events_total);
                bar.set_position(report.events);
                bar.set_prefix(rates(report));
            }
            None => self.line(report),
        }
    }
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Load => "load",
        Step::Index => "index",
        Step::CatchUp => "catch up",
        Step::Verify => "verify",
        Step::Switch => "switch",
    }
}

fn rates(report: &Report) -> String {
    let eta = report
        .eta()
        .map(|eta| format!(", {:.0} s left", eta.as_secs_f64()))
        .unwrap_or_default();
    let lag = report
        .lag
        .map(|lag| format!(", {lag} behind"))
        .unwrap_or_default();
    format!(
        "{:.0} events/s, {:.0} rows/s{eta}{lag}",
        report.events_per_second(),
        report.rows_per_second()
    )
}
