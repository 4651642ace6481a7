//! The words of `heirloom mealgenie`.

use clap::{Args, Subcommand};

/// Verbs of `mealgenie`.
#[derive(Debug, Subcommand)]
pub enum Mealgenie {
    /// Show the tables under the application's own names, so that its queries run as they are
    Views(Views),
    /// Hold a database of the application against the tables, row by row
    Compare(Compare),
}

/// Arguments of `mealgenie views`.
#[derive(Debug, Args)]
pub struct Views {
    /// Print the statements and do nothing; on SQLite that is all there is: each connection needs them
    #[arg(long)]
    pub sql: bool,
    /// The schema of the views (PostgreSQL)
    #[arg(long, value_name = "NAME", default_value = "mealgenie_head")]
    pub schema: String,
    /// Let this role read them (PostgreSQL)
    #[arg(long, value_name = "ROLE")]
    pub grant_to: Option<String>,
    /// Take the views and their schema away again, as before a downgrade (PostgreSQL)
    #[arg(long, conflicts_with = "grant_to")]
    pub drop: bool,
}

/// Arguments of `mealgenie compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// The database: a SQLite file, or `postgres://USER@HOST/NAME`
    #[arg(value_name = "FILE or URL")]
    pub source: String,
}
