//! Every read table made anew, beside its references on the same rows in the same run.

mod child;
mod floor;
pub(crate) mod ours;

use anyhow::Result;
use serde_json::{Map, Value, json};

use crate::args::Rebuild;
use crate::load::load;
use crate::peers;
use crate::report::{host, median, progress, rate};
use crate::scratch::Scratch;
pub(crate) use child::run as run_only;
use floor::{Floor, Rows};
use ours::Rebuilt;

/// All that was measured of one log.
#[derive(Debug)]
pub(crate) struct Outcome {
    host: String,
    events: u64,
    rows: u64,
    rebuilt: Vec<Rebuilt>,
    floors: Vec<Floor>,
    peers: Vec<Peer>,
}

/// A peer that does the same.
#[derive(Debug)]
struct Peer {
    name: &'static str,
    events: u64,
    seconds: f64,
}

/// Measures.
///
/// # Errors
/// Where a database or one of the measured programs fails.
pub(crate) async fn run(args: &Rebuild) -> Result<Outcome> {
    let scratch = Scratch::new(args.sqlite)?;
    progress(&format!(
        "writing a log of {} events in order of arrival",
        args.events
    ));
    load(scratch.url(), args.events).await?;
    let mut outcome = Outcome {
        host: host(&scratch)?,
        events: args.events,
        rows: 0,
        rebuilt: Vec::new(),
        floors: Vec::new(),
        peers: Vec::new(),
    };
    let mut rows = None;
    for round in 1..=args.rounds() {
        progress(&format!("rebuild, {round} of {}", args.rounds()));
        if !args.sqlite {
            scratch.psql().run("CHECKPOINT;")?;
        }
        outcome.rebuilt.push(ours::rebuild(scratch.url(), &args.names)?);
        if args.sqlite {
            continue;
        }
        let rows = match &mut rows {
            Some(rows) => rows,
            none => none.insert(Rows::of_live_tables(&scratch.psql(), &args.names)?),
        };
        progress(&format!("floor, {round} of {}", args.rounds()));
        outcome.rows = rows.count;
        outcome.floors.push(rows.measure(&scratch.psql())?);
    }
    if !args.sqlite && args.peer_events > 0 {
        progress("cqrs-es with postgres-es, on a sample");
        let replayed = peers::replay_all(scratch.url(), args.peer_events.min(args.events)).await?;
        outcome.peers.push(Peer {
            name: "cqrs-es 0.5 with postgres-es, replay_all",
            events: replayed.events,
            seconds: replayed.seconds,
        });
    }
    Ok(outcome)
}

impl Outcome {
    fn seconds(&self) -> f64 {
        median(self.rebuilt.iter().map(|rebuilt| rebuilt.seconds))
    }

    fn floor(&self, part: impl Fn(&Floor) -> f64) -> f64 {
        median(self.floors.iter().map(part))
    }

    fn rate(&self) -> f64 {
        self.events as f64 / self.seconds()
    }

    /// Seconds of one step.
    fn phase(&self, step: &str) -> f64 {
        median(self.rebuilt.iter().map(|rebuilt| rebuilt.phase(step)))
    }

    /// Seconds of each step.
    fn phases(&self) -> Map<String, Value> {
        let last = self
            .rebuilt
            .last()
            .and_then(|rebuilt| rebuilt.report["phases"].as_object());
        let steps = last.into_iter().flat_map(|phases| phases.keys());
        steps
            .map(|step| (step.clone(), json!(self.phase(step))))
            .collect()
    }

    fn peak_rss_mib(&self) -> f64 {
        self.rebuilt.iter().map(Rebuilt::peak_rss_mib).fold(0.0, f64::max)
    }

    /// The last line of `--json`.
    pub(crate) fn json(&self) -> Value {
        let peers: Map<String, Value> = self
            .peers
            .iter()
            .map(|peer| (peer.name.into(), self.peer(peer)))
            .collect();
        let mut all = json!({
            "host": self.host,
            "events": self.events,
            "runs": self.rebuilt.len(),
            "seconds": self.seconds(),
            "events_per_second": self.rate(),
            "peak_rss_mib": self.peak_rss_mib(),
            "peers": peers,
            "phases": self.phases(),
            "switch_locked_ms": self.rebuilt.last().map(|rebuilt| &rebuilt.report["switch_locked_ms"]),
        });
        if !self.floors.is_empty() {
            let floor_seconds = self.floor(Floor::seconds);
            all["rows"] = json!(self.rows);
            all["floor_seconds"] = json!(floor_seconds);
            all["floor_ratio"] = json!(self.seconds() / floor_seconds);
            // The floor has neither a proof nor a switch, so this is what both do.
            all["floor_ratio_without_proof"] =
                json!((self.phase("load") + self.phase("index")) / floor_seconds);
            all["floor"] = json!({
                "events_out": self.floor(|floor| floor.events_out),
                "rows_in": self.floor(|floor| floor.rows_in),
                "indexes": self.floor(|floor| floor.indexes),
                "analyze_besides": self.floor(|floor| floor.analyze),
            });
        }
        all
    }

    fn peer(&self, peer: &Peer) -> Value {
        let rate = peer.events as f64 / peer.seconds;
        json!({
            "events": peer.events,
            "seconds": peer.seconds,
            "events_per_second": rate,
            "ratio": self.rate() / rate,
        })
    }
}

/// For people: what was rebuilt, and beside it floor and peers.
pub(crate) fn lines(database: &str, outcome: &Outcome) -> Vec<Vec<String>> {
    let line = |who: String, seconds: f64, per_second: f64, ratio: Option<f64>| {
        let ratio = ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        vec![
            who,
            format!("{seconds:.2}"),
            rate(per_second),
            ratio,
            String::new(),
        ]
    };
    let (events, seconds) = (outcome.events, outcome.seconds());
    let floor = (!outcome.floors.is_empty()).then(|| outcome.floor(Floor::seconds));
    let who = |what: &str| format!("{database}, {events} events: {what}");
    let mut ours = line(
        who("heirloom rebuild"),
        seconds,
        outcome.rate(),
        floor.map(|floor| seconds / floor),
    );
    ours[4] = format!("{:.0}", outcome.peak_rss_mib());
    let mut lines = vec![ours];
    if let Some(floor) = floor {
        let per_second = events as f64 / floor;
        lines.push(line(who("floor (psql)"), floor, per_second, Some(1.0)));
    }
    for peer in &outcome.peers {
        let per_second = peer.events as f64 / peer.seconds;
        let all = events as f64 / per_second;
        let what = format!("{} (from {} events)", peer.name, peer.events);
        lines.push(line(who(&what), all, per_second, floor.map(|floor| all / floor)));
    }
    lines
}
