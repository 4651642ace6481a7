//! What reading old versions costs: the rebuild of a log in which every event is at its first version, beside
//! the rebuild of the same log at the newest ones. Both are made by our own writer.

use anyhow::Result;
use heirloom::revisions::State;
use serde_json::{Value, json};

use crate::args::Steps;
use crate::load::load_at;
use crate::rebuild::ours::rebuild;
use crate::report::{host, median, progress};
use crate::scratch::Scratch;

/// Seconds of each rebuild, turn by turn.
#[derive(Debug)]
pub(crate) struct Outcome {
    host: String,
    events: u64,
    oldest: Vec<f64>,
    newest: Vec<f64>,
}

/// Measures.
///
/// # Errors
/// Where a database or a rebuild fails.
pub(crate) async fn run(args: &Steps) -> Result<Outcome> {
    let (old, new) = (Scratch::new(args.sqlite)?, Scratch::new(args.sqlite)?);
    let (oldest, newest) = (State::at(0), heirloom::revisions::head());
    for (scratch, revision) in [(&old, &oldest), (&new, &newest)] {
        progress(&format!("writing {} events as at {}", args.events, revision.name));
        load_at(scratch.url(), args.events, revision).await?;
    }
    let mut outcome = Outcome {
        host: host(&old)?,
        events: args.events,
        oldest: Vec::new(),
        newest: Vec::new(),
    };
    for round in 1..=args.runs.max(1) {
        progress(&format!("rebuilds, {round} of {}", args.runs.max(1)));
        // In turns, so that a noisy minute hits both.
        outcome.oldest.push(rebuild(old.url(), &args.names)?.seconds);
        outcome.newest.push(rebuild(new.url(), &args.names)?.seconds);
    }
    Ok(outcome)
}

impl Outcome {
    /// The rebuild of the old log over that of the new one.
    fn ratio(&self) -> f64 {
        let pairs = self.oldest.iter().zip(&self.newest);
        median(pairs.map(|(old, new)| old / new))
    }

    /// As JSON.
    pub(crate) fn json(&self) -> Value {
        json!({
            "host": self.host, "events": self.events, "ratio": self.ratio(),
            "oldest_versions_seconds": self.oldest, "newest_versions_seconds": self.newest,
        })
    }
}

/// The lines of the table.
pub(crate) fn lines(database: &str, outcome: &Outcome) -> Vec<Vec<String>> {
    let line = |what: &str, seconds: &[f64], ratio: f64| {
        let seconds = median(seconds.iter().copied());
        vec![
            format!("{database}, {} events, {what}", outcome.events),
            format!("{seconds:.1}"),
            format!("{ratio:.2}"),
        ]
    };
    vec![
        line("newest versions", &outcome.newest, 1.0),
        line("every event at version 1", &outcome.oldest, outcome.ratio()),
    ]
}
