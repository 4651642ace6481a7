//! From the first revision to the newest on a large log, back step by step and up again, with readers and a
//! writer at work: how long each step takes, how long anybody is locked out, and what a reader waits for.

mod beside;

use std::time::Instant;

use anyhow::{Result, anyhow};
use heirloom::Heirloom;
use heirloom::revisions::upgrade::{Move, Way};
use heirloom::revisions::{State, all, head, slug};
use heirloom_projections::rebuild::progress::Stop;
use serde_json::{Value, json};

use crate::args::Evolve;
use crate::load::load_started_at;
use crate::report::{host, progress};
use crate::scratch::Scratch;
use beside::{Beside, Seen};

/// What was measured.
#[derive(Debug)]
pub(crate) struct Outcome {
    host: String,
    events: u64,
    steps: Vec<Step>,
    seen: Seen,
}

/// One move.
#[derive(Debug)]
struct Step {
    verb: &'static str,
    to: &'static str,
    /// All in all; for an upgrade with building and comparing.
    seconds: f64,
    /// Of these, building and proving.
    built: f64,
    locked_ms: f64,
}

/// Measures.
///
/// # Errors
/// Where a database or a move fails.
pub(crate) async fn run(args: &Evolve) -> Result<Outcome> {
    let scratch = Scratch::new(args.sqlite)?;
    let (url, first) = (scratch.url(), State::at(0));
    progress(&format!("writing {} events at {}", args.events, first.name));
    load_started_at(url, args.events, &first).await?;
    progress("building the tables of the first revision");
    Heirloom::init_at(url, &first).await?.close().await;
    let beside = Beside::start(url).await?;
    let mut steps = vec![go(url, "upgrade", &head()).await?];
    for index in (0..all().len() - 1).rev() {
        steps.push(go(url, "downgrade", &State::at(index)).await?);
    }
    steps.push(go(url, "upgrade", &head()).await?);
    Ok(Outcome {
        host: host(&scratch)?,
        events: args.events,
        steps,
        seen: beside.stop().await?,
    })
}

/// As the command line does it, in a handle of its own.
async fn go(url: &str, verb: &'static str, to: &State) -> Result<Step> {
    progress(&format!("{verb} to {}", to.name));
    let begun = Instant::now();
    let heirloom = Heirloom::open(url).await?;
    let from = heirloom
        .database()
        .state()
        .ok_or_else(|| anyhow!("the active revision is known"))?;
    let to_go = Move::new(&heirloom, Way::between(&from, to)).directly(verb == "downgrade");
    let mut built = 0.0;
    if verb == "upgrade" {
        let stop = Stop::default();
        to_go.build(false, &(), &stop).await?;
        built = begun.elapsed().as_secs_f64();
        to_go.accept(&to_go.compare(&stop).await?).await?;
    }
    let switched = to_go.switch("bench".into(), None, &()).await?;
    let seconds = begun.elapsed().as_secs_f64();
    heirloom.close().await;
    Ok(Step {
        verb,
        to: slug(to.name),
        seconds,
        built,
        locked_ms: switched.shown.stats.locked_ms,
    })
}

impl Outcome {
    /// As JSON.
    pub(crate) fn json(&self) -> Value {
        let step = |step: &Step| {
            json!({
                "verb": step.verb, "to": step.to, "seconds": step.seconds, "built_seconds": step.built,
                "locked_ms": step.locked_ms,
            })
        };
        json!({
            "host": self.host, "events": self.events, "steps": self.steps.iter().map(step).collect::<Vec<_>>(),
            "beside": self.seen.json(),
        })
    }
}

/// The lines of the table.
pub(crate) fn lines(database: &str, outcome: &Outcome) -> Vec<Vec<String>> {
    let step = |step: &Step| {
        vec![
            format!(
                "{database}, {} events, {} to {}",
                outcome.events, step.verb, step.to
            ),
            format!("{:.2}", step.seconds),
            format!("{:.1}", step.locked_ms),
        ]
    };
    let mut lines: Vec<Vec<String>> = outcome.steps.iter().map(step).collect();
    for (what, seconds) in outcome.seen.told() {
        lines.push(vec![
            format!("{database}, {what}"),
            format!("{seconds:.2}"),
            String::new(),
        ]);
    }
    lines
}
