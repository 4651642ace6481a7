//! One command, one event, with as many clients as asked for, beside a bare insert and commit of the same row
//! with as many connections, and beside cqrs-es. The three take turns, so that a noisy disk is everybody's.

mod bare;
mod command;
mod workload;
mod writers;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use tokio::sync::Barrier;

use crate::args::Append;
use crate::report::{host, median, progress, rate};
use crate::scratch::Scratch;
use workload::{Client, Job};
use writers::{Kind, Writer, Writers};

/// How often the writers take turns; the time is divided among the turns.
const TURNS: u32 = 3;
/// Appends of each client before the clock starts.
const WARM_UP: usize = 20;

/// All that was measured on one database.
#[derive(Debug)]
pub(crate) struct Outcome {
    host: String,
    /// By number of clients.
    pub(crate) lines: Vec<Line>,
}

/// What was measured with one number of clients, in appends per second.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// How many clients.
    pub(crate) clients: usize,
    rates: Vec<(Kind, f64)>,
}

impl Line {
    /// Appends per second of one kind of writer; none where it was not measured.
    pub(crate) fn rate(&self, kind: Kind) -> Option<f64> {
        self.rates.iter().find(|(k, _)| *k == kind).map(|(_, rate)| *rate)
    }

    /// How much of the bare commits a kind of writer reaches.
    pub(crate) fn of_bare(&self, kind: Kind) -> Option<f64> {
        Some(self.rate(kind)? / self.rate(Kind::Bare)?)
    }
}

/// Measures.
///
/// # Errors
/// Where a database refuses.
pub(crate) async fn run(args: &Append) -> Result<Outcome> {
    let scratch = Scratch::new(args.sqlite)?;
    let writers = Writers::on(scratch.url()).await?;
    let script = workload::script();
    let turn = Duration::from_secs_f64(args.seconds / f64::from(TURNS));
    let mut lines = Vec::new();
    for clients in args.clients.iter().copied().filter(|clients| *clients > 0) {
        let mut rates = Vec::new();
        for turn_number in 1..=TURNS {
            for kind in writers.kinds() {
                progress(&format!(
                    "{clients} client(s), turn {turn_number} of {TURNS}: {}",
                    kind.name()
                ));
                let name = format!("{kind:?} {clients} {turn_number}");
                rates.push((
                    kind,
                    one_turn(&writers, kind, &name, clients, turn, &script).await?,
                ));
            }
        }
        let rate = |kind| median(rates.iter().filter(|(k, _)| *k == kind).map(|(_, rate)| *rate));
        let rates = writers
            .kinds()
            .into_iter()
            .map(|kind| (kind, rate(kind)))
            .collect();
        lines.push(Line { clients, rates });
    }
    let host = host(&scratch)?;
    writers.close().await;
    Ok(Outcome { host, lines })
}

/// Appends per second of all clients together.
async fn one_turn(
    writers: &Writers,
    kind: Kind,
    name: &str,
    clients: usize,
    turn: Duration,
    script: &Arc<Vec<Job>>,
) -> Result<f64> {
    let start = Arc::new(Barrier::new(clients));
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..clients {
        let writer = writers.open(kind).await?;
        let client = Client::new(format!("{name} {number}"), script.clone());
        tasks.spawn(write_for(writer, client, start.clone(), turn));
    }
    let (mut appends, mut longest) = (0, Duration::ZERO);
    while let Some(done) = tasks.join_next().await {
        let (count, took) = done.context("a client of the benchmark panicked")??;
        appends += count;
        longest = longest.max(took);
    }
    Ok(f64::from(appends) / longest.as_secs_f64())
}

async fn write_for(
    mut writer: Box<dyn Writer>,
    mut client: Client,
    start: Arc<Barrier>,
    turn: Duration,
) -> Result<(u32, Duration)> {
    for _ in 0..WARM_UP {
        writer.write(client.next()).await?;
    }
    start.wait().await;
    let (started, mut count) = (Instant::now(), 0);
    while started.elapsed() < turn {
        writer.write(client.next()).await?;
        count += 1;
    }
    Ok((count, started.elapsed()))
}

impl Outcome {
    /// The last line of `--json`.
    pub(crate) fn json(&self) -> Value {
        let lines: Map<String, Value> = self
            .lines
            .iter()
            .map(|line| (line.clients.to_string(), json_line(line)))
            .collect();
        json!({ "host": self.host, "clients": lines })
    }
}

fn json_line(line: &Line) -> Value {
    let peer = line.rate(Kind::CqrsEs).map(|rate| {
        json!({ Kind::CqrsEs.name(): {
            "appends_per_second": rate,
            "of_bare": line.of_bare(Kind::CqrsEs),
        }})
    });
    json!({
        "appends_per_second": line.rate(Kind::Heirloom),
        "bare_per_second": line.rate(Kind::Bare),
        "of_bare": line.of_bare(Kind::Heirloom),
        "peers": peer.unwrap_or_else(|| json!({})),
    })
}

/// For people: one line a number of clients and writer.
pub(crate) fn lines(database: &str, outcome: &Outcome) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for line in &outcome.lines {
        for (kind, per_second) in &line.rates {
            let of_bare = line
                .of_bare(*kind)
                .map_or(String::new(), |ratio| format!("{ratio:.2}"));
            let who = format!("{database}, {} client(s): {}", line.clients, kind.name());
            lines.push(vec![who, rate(*per_second), of_bare]);
        }
    }
    lines
}
