//! The words of the verbs that tend a cookbook: pictures, ingredients, nutrition facts, what nobody understood.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

/// Verbs on pictures.
#[derive(Debug, Subcommand)]
pub enum Images {
    /// Copy pictures to another place, compare every byte, then let recipes show them there
    Relocate(Relocate),
}

const MAP_HELP: &str = "\
A map has one rule a line; the first that fits counts:
  # where storages keep their files
  root media = /srv/media
  file:pix/pie.webp -> media:pies/best.webp
  file:pix/* -> media:recipes/*
Nothing is deleted or overwritten. A run that was interrupted goes on when it is given again.
Exit code 1: some pictures were not moved, or a reference is broken; the others were done.";

/// Arguments of `images relocate`.
#[derive(Debug, Args)]
#[command(after_help = MAP_HELP)]
pub struct Relocate {
    /// What goes where
    #[arg(long, value_name = "FILE")]
    pub map: PathBuf,
    /// The folder that paths of pictures (`file:`) are relative to; default: as the map says, else this one
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Afterwards read every picture again and compare it
    #[arg(long)]
    pub verify: bool,
    /// Only say what would be done; with --verify: only verify
    #[arg(long)]
    pub dry_run: bool,
}

/// Verbs on what is at home.
#[derive(Debug, Subcommand)]
pub enum Pantry {
    /// What is at home: what is always there, and what was measured
    List,
    /// So much of an ingredient is at home; lists take it off what is needed
    Set(Stock),
    /// An ingredient is always at home; lists do not ask for it
    Staple {
        /// Its name or id
        ingredient: String,
    },
    /// Nothing of an ingredient is at home
    None {
        /// Its name or id
        ingredient: String,
    },
}

/// Arguments of `pantry set`.
#[derive(Debug, Args)]
pub struct Stock {
    /// The ingredient's name or id
    pub ingredient: String,
    /// How much: `2`, `1.5`, `3/2`
    pub quantity: String,
    /// The unit; without one, pieces
    pub unit: Option<String>,
}

/// Verbs on the catalogue of ingredients.
#[derive(Debug, Subcommand)]
pub enum Ingredients {
    /// Merge, rename and sort ingredients by rules; never by likeness
    Normalize(Normalize),
    /// Let a merged ingredient stand for itself again
    Unmerge {
        /// Its name
        name: String,
    },
}

const RULES_HELP: &str = "\
One rule a line, followed in order; all of them in one transaction, or none:
  # a comment
  merge: Tomatoes, tomatoe -> Tomato
  rename: creme fraiche -> crème fraîche
  category: Tomato, Leek -> produce
  fold: case
  fold: spaces
A name with a comma stands in \"quotes\". Lines of recipes keep their text.";

/// Arguments of `ingredients normalize`.
#[derive(Debug, Args)]
#[command(after_help = RULES_HELP)]
#[command(group(ArgGroup::new("how").required(true).args(["preview", "apply"])))]
pub struct Normalize {
    /// The rules
    #[arg(long, value_name = "FILE")]
    pub rules: PathBuf,
    /// Say exactly what --apply would do
    #[arg(long)]
    pub preview: bool,
    /// Do it
    #[arg(long)]
    pub apply: bool,
}

/// Verbs on nutrition facts.
#[derive(Debug, Subcommand)]
pub enum Nutrition {
    /// Compute the energy of every recipe with facts anew, and compare it with what is recorded
    Recompute(Recompute),
}

/// Arguments of `nutrition recompute`.
#[derive(Debug, Args)]
pub struct Recompute {
    /// The method: `atwater@1` or `atwater@2`
    #[arg(long, value_name = "NAME@VERSION")]
    pub method: String,
    /// Only compare (this is what it does without --apply)
    #[arg(long, conflicts_with = "apply")]
    pub compare: bool,
    /// Record the new numbers; facts that somebody stated are never overwritten
    #[arg(long)]
    pub apply: bool,
    /// How many percent of the recorded number the computed one may be off
    #[arg(long, value_name = "PERCENT", default_value_t = 10, value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub tolerance: u32,
}

/// What to report.
#[derive(Debug, Subcommand)]
pub enum ReportOf {
    /// Words about diets without a tag, and units that the table does not know
    Unmapped,
}
