//! `heirloom gc`: drops read tables that the active revision does not need.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};

use heirloom_projections::evolve::Retired;
use heirloom_projections::target::Target;
use heirloom_projections::{Dialect, ReadPool, Value};
use serde::Serialize;

use super::args::Gc;
use super::exit::Unconfirmed;
use super::report::Report;
use super::session::Session;
use super::style::{BOLD, COMMAND, DIM, MOVED, REMOVED, count, paint};
use crate::revisions::named;

/// Tables that can go, and how large they are.
#[derive(Debug, Serialize)]
struct Sized {
    #[serde(flatten)]
    retired: Retired,
    /// On disk, indexes included; none where the database does not say.
    bytes: Option<u64>,
}

/// Lists what can go, asks, and drops it.
///
/// # Errors
/// Where nobody confirms it (exit 4), or somebody builds (exit 6). What is live is never touched.
pub(super) async fn gc(session: &Session, args: &Gc) -> anyhow::Result<Report> {
    let engine = session.heirloom().engine();
    let active = session.heirloom().database().active().await?.revision;
    let keep = named(&active).map(|state| state.projections).unwrap_or_default();
    let mut going = Vec::new();
    for retired in engine.retired(&keep).await? {
        let bytes = size(session.heirloom().tables(), &retired.target).await;
        going.push(Sized { retired, bytes });
    }
    if going.is_empty() {
        let text = format!(
            "nothing to drop: every table is shown by revision {} or waits to be shown",
            paint(BOLD, &active)
        );
        return Ok(Report::new(text).with("retired", going));
    }
    let mut text = listed(&active, &going);
    if args.plan {
        return Ok(Report::new(text).with("retired", going));
    }
    if !args.yes {
        confirm(&text)?;
        text.clear();
    }
    let done = engine.gc(&keep).await?;
    let _ = writeln!(text, "dropped {}", told(&done.dropped));
    for left in &done.left {
        let _ = writeln!(text, "{}", paint(MOVED, format!("left: {left}")));
    }
    let exit = u8::from(!done.left.is_empty());
    Ok(Report::new(text)
        .with("retired", going)
        .with("done", &done)
        .exit(exit))
}

fn listed(active: &str, going: &[Sized]) -> String {
    let mut text = format!("active: {}; it does not need:\n", paint(BOLD, active));
    for Sized { retired, bytes } in going {
        let size = bytes.map_or(String::new(), |bytes| format!("{:>9}", human(bytes)));
        let _ = writeln!(
            text,
            "  {:<24} {size}  {}",
            retired.target,
            paint(DIM, &retired.why)
        );
    }
    let _ = writeln!(
        text,
        "once they are dropped, going to a revision that shows them builds them anew first ({}, {}); no event is lost by it",
        paint(COMMAND, "`heirloom downgrade REV --build`"),
        paint(COMMAND, "`heirloom upgrade REV`")
    );
    text
}

/// Asks on a terminal; elsewhere it says how to say yes.
fn confirm(listed: &str) -> anyhow::Result<()> {
    let refused = |why: &str| {
        Unconfirmed(format!(
            "{why}; nothing was dropped, `heirloom gc --yes` drops them"
        ))
    };
    anstream::eprint!("{listed}");
    if !std::io::stdin().is_terminal() {
        anyhow::bail!(refused(
            "dropping tables cannot be taken back, and nobody is there to ask"
        ));
    }
    anstream::eprint!("{} [y/N] ", paint(REMOVED, "drop them?"));
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => anyhow::bail!(refused("not confirmed")),
    }
}

fn told(dropped: &[String]) -> String {
    match dropped {
        [] => "nothing".into(),
        dropped => format!(
            "{}: {}",
            count(dropped.len() as u64, "generation"),
            dropped.join(", ")
        ),
    }
}

/// What the tables of a generation take on disk. It is for information only, so a database that does not
/// say it is no reason to stop.
async fn size(tables: &ReadPool, target: &str) -> Option<u64> {
    let target = Target::from_namespace(target)?;
    let (sql, namespace) = match tables.dialect() {
        Dialect::Postgres => (
            "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes FROM pg_class AS c \
             JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r'",
            target.namespace(),
        ),
        Dialect::Sqlite => (
            "SELECT coalesce(sum(pgsize), 0) AS bytes FROM dbstat WHERE aggregate = TRUE AND name IN \
             (SELECT name FROM sqlite_master WHERE substr(tbl_name, 1, length($1)) = $1)",
            target.prefix(Dialect::Sqlite),
        ),
    };
    let bytes = tables
        .read("sizes", sql, &[Value::owned(namespace)], |row| row.int("bytes"))
        .await;
    bytes
        .ok()?
        .first()
        .copied()
        .and_then(|bytes| u64::try_from(bytes).ok())
}

/// `12.3 MB`
fn human(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
