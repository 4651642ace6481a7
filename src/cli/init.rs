//! `heirloom init`: a log and its read tables in an empty database.

use super::args::{Cli, Init};
use super::exit::Usage;
use super::report::Report;
use crate::Heirloom;
use crate::revisions::find;
use crate::store::Database;

/// Makes what is missing. Doing it twice does nothing.
///
/// # Errors
/// Where the database does not answer, holds something else, or the tables cannot be made.
pub(super) async fn run(cli: &Cli, args: &Init) -> anyhow::Result<Report> {
    if !cli.database.starts_with("postgres") && (args.postgres_es || args.grant_to.is_some()) {
        anyhow::bail!(Usage(
            "`--postgres-es` and `--grant-to` are for PostgreSQL; see `--database`".into()
        ));
    }
    let heirloom = match &args.revision {
        Some(revision) => Heirloom::init_at(&cli.database, &find(revision)?).await?,
        None => Heirloom::init(&cli.database).await?,
    };
    let active = heirloom.database().active().await?.revision;
    let mut text = format!("the log and its read tables are ready, at revision `{active}`");
    if let Database::Postgres(log) = heirloom.database() {
        if args.postgres_es {
            log.enable_postgres_es().await?;
            text.push_str("\nstock `postgres-es` frameworks may use the table `heirloom.events` now");
        }
        if let Some(role) = &args.grant_to {
            log.grant_to(role).await?;
            text.push_str(&format!(
                "\nrole `{role}` may append and read, and may not change history"
            ));
        }
    }
    text.push_str("\nnext: `heirloom import recipes FILE`, or `heirloom demo` for a tour");
    heirloom.close().await;
    Ok(Report::new(text)
        .with("initialised", true)
        .with("revision", active))
}
