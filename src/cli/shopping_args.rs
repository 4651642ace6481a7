//! The words of `heirloom shopping`.

use clap::{Args, Subcommand};
use heirloom_events::values::{Quantity, ShoppingSource};

/// Verbs of `shopping`.
#[derive(Debug, Subcommand)]
pub enum Shopping {
    /// Show a week's list
    Show(Show),
    /// Say where the numbers of an item come from: sources, conversions, rounding
    Explain(Explain),
    /// Say what the two algorithms say differently, and why
    Diff(Diff),
    /// Put a line on the list
    Add(Add),
    /// Put a line on the list for another application, or take its new push in
    Push(Push),
    /// Tick an item: it is bought, all of it or so much
    Tick(Tick),
    /// Take a tick back
    Untick(One),
    /// Say that an item is at home already
    Have(Have),
    /// Flag an item
    Flag(Flag),
    /// Move an item to another category
    Move(Move),
    /// Change a line or an item
    Change(Change),
    /// Take items off the list, all of them or none
    Remove(Remove),
    /// Have the application's own list made anew
    Sync(OfWeek),
}

/// Which list.
#[derive(Debug, Args)]
pub struct OfWeek {
    /// The ISO week, e.g. 2026-W05, or a day of it; default: this week
    #[arg(long, value_name = "WEEK")]
    pub week: Option<String>,
}

/// Arguments of `shopping show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The ISO week, e.g. 2026-W05, or a day of it; default: this week
    pub week: Option<String>,
    /// 1: the application's own rules; 2: exact amounts
    #[arg(long, default_value_t = 2, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub algorithm: u8,
    /// Optional ingredients too
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `shopping explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The item: a name, the beginning of its id, or its key
    pub item: String,
    /// The list.
    #[command(flatten)]
    pub of: OfWeek,
}

/// Arguments of `shopping diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// One algorithm
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=1))]
    pub one: u8,
    /// The other
    #[arg(default_value_t = 2, value_parser = clap::value_parser!(u8).range(2..=2))]
    pub two: u8,
    /// The list.
    #[command(flatten)]
    pub of: OfWeek,
}

/// One item of a list.
#[derive(Debug, Args)]
pub struct One {
    /// The item: a name, the beginning of its id, or its key
    pub item: String,
    /// The list.
    #[command(flatten)]
    pub of: OfWeek,
    /// Only for the list of this algorithm, 1 or 2
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=2))]
    pub algorithm: u8,
}

/// What a line holds.
#[derive(Debug, Args)]
pub struct Said {
    /// How much: `2`, `1.5`, `1 1/2`
    #[arg(long, value_name = "NUMBER")]
    pub quantity: Option<Quantity>,
    /// The unit, as you write it
    #[arg(long)]
    pub unit: Option<String>,
    /// The category
    #[arg(long)]
    pub category: Option<String>,
}

/// Arguments of `shopping add`.
#[derive(Debug, Args)]
pub struct Add {
    /// What is to be bought
    pub name: String,
    /// How much of it.
    #[command(flatten)]
    pub said: Said,
    /// The list.
    #[command(flatten)]
    pub of: OfWeek,
}

/// Arguments of `shopping push`.
#[derive(Debug, Args)]
pub struct Push {
    /// The other application, e.g. `home-assistant`
    pub source: ShoppingSource,
    /// What is to be bought
    pub name: String,
    /// How much of it.
    #[command(flatten)]
    pub said: Said,
    /// The list.
    #[command(flatten)]
    pub of: OfWeek,
}

/// Arguments of `shopping tick`.
#[derive(Debug, Args)]
pub struct Tick {
    /// The item.
    #[command(flatten)]
    pub one: One,
    /// How much was bought; default: all of it
    #[arg(long, value_name = "NUMBER")]
    pub quantity: Option<Quantity>,
    /// The unit of that
    #[arg(long, requires = "quantity")]
    pub unit: Option<String>,
}

/// Arguments of `shopping have`.
#[derive(Debug, Args)]
pub struct Have {
    /// The item.
    #[command(flatten)]
    pub one: One,
    /// It is not at home after all
    #[arg(long)]
    pub not: bool,
}

/// Arguments of `shopping flag`.
#[derive(Debug, Args)]
pub struct Flag {
    /// The item.
    #[command(flatten)]
    pub one: One,
    /// Take the flag away
    #[arg(long)]
    pub off: bool,
}

/// Arguments of `shopping move`.
#[derive(Debug, Args)]
pub struct Move {
    /// The item.
    #[command(flatten)]
    pub one: One,
    /// The category
    pub category: String,
}

/// Arguments of `shopping change`.
#[derive(Debug, Args)]
pub struct Change {
    /// The item.
    #[command(flatten)]
    pub one: One,
    /// Another name
    #[arg(long)]
    pub name: Option<String>,
    /// What else.
    #[command(flatten)]
    pub said: Said,
}

/// Arguments of `shopping remove`.
#[derive(Debug, Args)]
pub struct Remove {
    /// The items: names, beginnings of ids, or keys
    #[arg(required = true)]
    pub items: Vec<String>,
    /// The list.
    #[command(flatten)]
    pub of: OfWeek,
    /// Only from the list of this algorithm, 1 or 2
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=2))]
    pub algorithm: u8,
}
