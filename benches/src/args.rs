//! What `heirloom-bench` can be asked.

use clap::{Args, Parser, Subcommand};

/// Append and rebuild of heirloom beside their references. Without a subcommand: both, on both databases.
#[derive(Debug, Parser)]
#[command(name = "heirloom-bench", version)]
pub(crate) struct Cli {
    /// What to measure
    #[command(subcommand)]
    pub(crate) what: Option<What>,
}

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// One event a command, beside bare commits of one row with as many connections
    Append(Append),
    /// Every read table anew, beside what psql needs for the same bytes
    Rebuild(Rebuild),
    /// The rebuild of a log at its first versions, beside the same log at the newest ones
    Steps(Steps),
    /// Every upgrade and downgrade there is, with readers and a writer at work
    Evolve(Evolve),
    /// A week of very many recipes, and the calendar of a household of many years
    Weeks(Weeks),
    /// Write a generated log to stdout: a line an event, in order of arrival
    Generate(Generate),
    /// Rebuild and nothing else, in this process; what `rebuild` starts
    #[command(hide = true)]
    RebuildOnly(RebuildOnly),
}

/// Arguments of `append`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Append {
    /// How many clients, one measurement each
    #[arg(long, value_delimiter = ',', default_value = "1,16")]
    pub(crate) clients: Vec<usize>,
    /// How long each measurement takes
    #[arg(long, default_value_t = 5.0)]
    pub(crate) seconds: f64,
    /// On SQLite instead of PostgreSQL
    #[arg(long)]
    pub(crate) sqlite: bool,
    /// One JSON object as the last line
    #[arg(long)]
    pub(crate) json: bool,
}

/// Arguments of `rebuild`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Rebuild {
    /// How long a log
    #[arg(long, default_value_t = 100_000)]
    pub(crate) events: u64,
    /// How often floor and rebuild take turns; medians are given. Default: 3 up to 100,000 events, else 1
    #[arg(long)]
    pub(crate) runs: Option<usize>,
    /// Only these projections, of the rebuild and of the floor
    #[arg(long = "only", value_name = "NAME", value_delimiter = ',')]
    pub(crate) names: Vec<String>,
    /// Events that the slow peers are given
    #[arg(long, default_value_t = 20_000)]
    pub(crate) peer_events: u64,
    /// On SQLite instead of PostgreSQL; there is no floor there
    #[arg(long)]
    pub(crate) sqlite: bool,
    /// One JSON object as the last line
    #[arg(long)]
    pub(crate) json: bool,
}

impl Rebuild {
    /// With all defaults.
    pub(crate) fn of(events: u64, sqlite: bool) -> Self {
        Self {
            events,
            runs: None,
            names: Vec::new(),
            peer_events: 20_000,
            sqlite,
            json: false,
        }
    }

    /// How often floor and rebuild take turns.
    pub(crate) fn rounds(&self) -> usize {
        let default = if self.events > 100_000 { 1 } else { 3 };
        self.runs.unwrap_or(default).max(1)
    }
}

/// Arguments of `steps`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Steps {
    /// How long a log
    #[arg(long, default_value_t = 100_000)]
    pub(crate) events: u64,
    /// How often the two take turns; medians are given
    #[arg(long, default_value_t = 3)]
    pub(crate) runs: usize,
    /// Only these projections
    #[arg(long = "only", value_name = "NAME", value_delimiter = ',')]
    pub(crate) names: Vec<String>,
    /// On SQLite instead of PostgreSQL
    #[arg(long)]
    pub(crate) sqlite: bool,
    /// One JSON object as the last line
    #[arg(long)]
    pub(crate) json: bool,
}

/// Arguments of `evolve`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Evolve {
    /// How long a log
    #[arg(long, default_value_t = 100_000)]
    pub(crate) events: u64,
    /// On SQLite instead of PostgreSQL
    #[arg(long)]
    pub(crate) sqlite: bool,
    /// One JSON object as the last line
    #[arg(long)]
    pub(crate) json: bool,
}

/// Arguments of `weeks`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Weeks {
    /// How many recipes are planned in the one week
    #[arg(long, default_value_t = 200)]
    pub(crate) recipes: usize,
    /// How many years of plans there are beside it, a meal a day
    #[arg(long, default_value_t = 20)]
    pub(crate) years: u64,
    /// How often everything is asked
    #[arg(long, default_value_t = 60)]
    pub(crate) runs: usize,
    /// On SQLite instead of PostgreSQL
    #[arg(long)]
    pub(crate) sqlite: bool,
    /// One JSON object as the last line
    #[arg(long)]
    pub(crate) json: bool,
}

/// Arguments of `generate`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Generate {
    /// How long a log
    #[arg(long, default_value_t = 1_000)]
    pub(crate) events: u64,
}

/// Arguments of `rebuild-only`.
#[derive(Clone, Debug, Args)]
pub(crate) struct RebuildOnly {
    /// The log
    pub(crate) url: String,
    /// The projections; default: all
    pub(crate) names: Vec<String>,
}
