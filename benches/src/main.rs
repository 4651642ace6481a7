//! Append and rebuild of heirloom beside their references, on PostgreSQL and on SQLite; run by `./x bench`.
//!
//! * `generate`: the log that everything is measured on. `load`: gets it into a database.
//! * `append`: one event a command, beside bare commits. `rebuild`: every table anew, beside psql.
//! * `steps`: what reading old versions costs.
//! * `evolve`: every upgrade and downgrade, with everybody at work.
//! * `weeks`: lists and calendars of a household of twenty years.
//! * `peers`: what others need for the same. A new peer is a file there and a line where it is run.
//!
//! Figures are on stdout, progress is on stderr. These are measurements and no tests: nothing here fails for
//! being slow.

mod append;
mod args;
mod evolve;
mod generate;
mod load;
mod peers;
mod psql;
mod rebuild;
mod report;
mod scratch;
mod steps;
mod weeks;

use std::io::{self, Write};

use anyhow::Result;
use clap::Parser;

use args::{Append, Cli, Evolve, Generate, Rebuild, Steps, Weeks, What};
use report::table;

const APPEND: [&str; 3] = ["append", "per second", "of bare"];
const STEPS: [&str; 3] = ["rebuild", "seconds", "× newest"];
const EVOLVE: [&str; 3] = ["evolve", "seconds", "ms locked"];
const WEEKS: [&str; 3] = ["weeks", "p50, ms", "p95, ms"];
const REBUILD: [&str; 5] = ["rebuild", "seconds", "events/s", "× floor", "MiB"];

#[tokio::main]
async fn main() -> Result<()> {
    tokio::select! {
        done = run(Cli::parse()) => done,
        // Returning drops the throwaway databases.
        _ = tokio::signal::ctrl_c() => anyhow::bail!("interrupted"),
    }
}

async fn run(cli: Cli) -> Result<()> {
    match cli.what {
        None => everything().await,
        Some(What::Append(args)) => append(&args).await,
        Some(What::Rebuild(args)) => rebuild(&args).await,
        Some(What::Steps(args)) => steps(&args).await,
        Some(What::Evolve(args)) => evolve(&args).await,
        Some(What::Weeks(args)) => weeks(&args).await,
        Some(What::Generate(args)) => generate(&args),
        Some(What::RebuildOnly(args)) => rebuild::run_only(&args.url, &args.names).await,
    }
}

/// Both measurements on both databases.
async fn everything() -> Result<()> {
    let mut lines = Vec::new();
    for sqlite in [false, true] {
        let args = Append {
            clients: vec![1, 16],
            seconds: 5.0,
            sqlite,
            json: false,
        };
        lines.extend(append::lines(name(sqlite), &append::run(&args).await?));
    }
    println!("{}\n", table(&APPEND, lines));
    let mut lines = Vec::new();
    for sqlite in [false, true] {
        for events in [100_000, 1_000_000] {
            let args = Rebuild::of(events, sqlite);
            lines.extend(rebuild::lines(name(sqlite), &rebuild::run(&args).await?));
        }
    }
    println!("{}", table(&REBUILD, lines));
    Ok(())
}

async fn append(args: &Append) -> Result<()> {
    let outcome = append::run(args).await?;
    if args.json {
        println!("{}", outcome.json());
    } else {
        println!("{}", table(&APPEND, append::lines(name(args.sqlite), &outcome)));
    }
    Ok(())
}

async fn rebuild(args: &Rebuild) -> Result<()> {
    let outcome = rebuild::run(args).await?;
    if args.json {
        println!("{}", outcome.json());
    } else {
        println!("{}", table(&REBUILD, rebuild::lines(name(args.sqlite), &outcome)));
    }
    Ok(())
}

async fn steps(args: &Steps) -> Result<()> {
    let outcome = steps::run(args).await?;
    if args.json {
        println!("{}", outcome.json());
    } else {
        println!("{}", table(&STEPS, steps::lines(name(args.sqlite), &outcome)));
    }
    Ok(())
}

async fn evolve(args: &Evolve) -> Result<()> {
    let outcome = evolve::run(args).await?;
    if args.json {
        println!("{}", outcome.json());
    } else {
        println!("{}", table(&EVOLVE, evolve::lines(name(args.sqlite), &outcome)));
    }
    Ok(())
}

async fn weeks(args: &Weeks) -> Result<()> {
    let outcome = weeks::run(args).await?;
    if args.json {
        println!("{}", outcome.json());
    } else {
        println!("{}", table(&WEEKS, weeks::lines(name(args.sqlite), &outcome)));
        println!("{}", outcome.explained());
    }
    Ok(())
}

/// As JSON lines with the columns of the log; payload and metadata as texts.
fn generate(args: &Generate) -> Result<()> {
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    for event in generate::Log::of(args.events) {
        let line = serde_json::json!({
            "household_id": event.household,
            "position": event.position,
            "aggregate_type": event.aggregate_type,
            "aggregate_id": event.aggregate_id,
            "sequence": event.sequence,
            "event_type": event.event_type,
            "event_version": event.event_version,
            "payload": event.payload,
            "metadata": event.metadata,
            "recorded_at": event.recorded_at,
        });
        match writeln!(stdout, "{line}") {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            other => other?,
        }
    }
    match stdout.flush() {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

fn name(sqlite: bool) -> &'static str {
    if sqlite { "SQLite" } else { "PostgreSQL" }
}
