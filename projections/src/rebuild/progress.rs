//! How far a rebuild has come, for whoever shows it; and how it is asked to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::target::Phase;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Events become rows.
    Load,
    /// Keys and indexes.
    Index,
    /// What came in meanwhile.
    CatchUp,
    /// The tables against the log.
    Verify,
    /// The views.
    Switch,
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Report {
    /// Which step.
    pub step: Step,
    /// Events done in this step.
    pub events: u64,
    /// Events to be done in this step, as far as is known.
    pub events_total: u64,
    /// Rows written in this step.
    pub rows: u64,
    /// How long the step has taken, in seconds.
    pub seconds: f64,
    /// How many events the tables are behind the log, where that is known.
    pub lag: Option<u64>,
}

impl Report {
    /// Events a second in this step.
    #[must_use]
    pub fn events_per_second(&self) -> f64 {
        if self.seconds > 0.0 {
            self.events as f64 / self.seconds
        } else {
            0.0
        }
    }

    /// Rows a second in this step.
    #[must_use]
    pub fn rows_per_second(&self) -> f64 {
        if self.seconds > 0.0 {
            self.rows as f64 / self.seconds
        } else {
            0.0
        }
    }

    /// How long the rest of this step will take, where that can be said.
    #[must_use]
    pub fn eta(&self) -> Option<Duration> {
        let rate = self.events_per_second();
        let left = self.events_total.saturating_sub(self.events) as f64;
        (rate > 0.0).then(|| Duration::from_secs_f64((left / rate).min(1e9)))
    }
}

/// Hears how far a rebuild has come: about ten times a second, and at the end of each step.
pub trait Progress: Send + Sync {
    /// Hears.
    fn report(&self, report: &Report);
}

/// Hears nothing.
impl Progress for () {
    fn report(&self, _: &Report) {}
}

/// Asks a rebuild to stop at its next checkpoint. Clones ask for the same.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn check(&self, phase: Phase) -> Result<()> {
        if self.is_asked() {
            Err(Error::Paused { phase })
        } else {
            Ok(())
        }
    }
}

/// Counts one step and tells of it now and then.
pub(crate) struct Meter<'a> {
    progress: &'a dyn Progress,
    began: Instant,
    told: Instant,
    pub(crate) report: Report,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(progress: &'a dyn Progress, step: Step, events_total: u64) -> Self {
        let report = Report {
            step,
            events: 0,
            events_total,
            rows: 0,
            seconds: 0.0,
            lag: None,
        };
        progress.report(&report);
        Self {
            progress,
            began: Instant::now(),
            told: Instant::now(),
            report,
        }
    }

    pub(crate) fn tick(&mut self) {
        if self.told.elapsed() > Duration::from_millis(100) {
            self.tell();
        }
    }

    pub(crate) fn tell(&mut self) {
        self.told = Instant::now();
        self.report.seconds = self.began.elapsed().as_secs_f64();
        self.progress.report(&self.report);
    }
}
