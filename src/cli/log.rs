//! `heirloom log …`: carrying the log from one database to another, positions and bytes unchanged.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::args::Log;
use super::report::Report;
use super::session::Session;
use super::style::count;
use crate::store::transfer::{self, Carried};
use crate::store::{EventLog, LogError};

/// Exports or imports.
///
/// # Errors
/// Where the file or the log fails, the log to import into is not empty, or the file is not whole.
pub(super) async fn run(session: &Session, verb: Log) -> anyhow::Result<Report> {
    match verb {
        Log::Export { file } => export(session, &file).await,
        Log::Import { file } => import(session, &file).await,
    }
}

async fn export(session: &Session, file: &Path) -> anyhow::Result<Report> {
    let log = session.log().as_ref();
    let shown = file.display().to_string();
    let exported = if file == Path::new("-") {
        match transfer::export(log, &mut tokio::io::stdout()).await {
            Err(LogError::File { source, .. }) if source.kind() == ErrorKind::BrokenPipe => {}
            outcome => drop(outcome?),
        }
        return Ok(Report {
            written: true,
            ..Report::default()
        });
    } else if is_somewhere_else(file).await {
        let out = tokio::fs::OpenOptions::new().write(true).open(file).await;
        transfer::export(log, out.with_context(|| format!("`{shown}` cannot be written"))?).await?
    } else {
        to_file(log, file).await?
    };
    let text = format!(
        "exported {} of {} to `{shown}`",
        count(exported.events, "event"),
        count(exported.households, "household")
    );
    Ok(Report::new(text)
        .with("events", exported.events)
        .with("households", exported.households))
}

/// Whether it is a device or a pipe: what is written there goes on, and a file must not take its place.
async fn is_somewhere_else(file: &Path) -> bool {
    tokio::fs::metadata(file)
        .await
        .is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// Written beside it and renamed, so that a broken export never looks like a whole one.
async fn to_file(log: &dyn EventLog, file: &Path) -> anyhow::Result<Carried> {
    // A link stays a link: it is the file behind it that is written.
    let file = &tokio::fs::canonicalize(file)
        .await
        .unwrap_or_else(|_| file.to_owned());
    let shown = || format!("`{}` cannot be written", file.display());
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let mut out = tokio::fs::File::create(&beside).await.with_context(shown)?;
    let written = async {
        let exported = transfer::export(log, &mut out).await?;
        out.sync_all().await.with_context(shown)?;
        tokio::fs::rename(&beside, file).await.with_context(shown)?;
        Ok(exported)
    };
    let outcome = written.await;
    if outcome.is_err() {
        let _ = tokio::fs::remove_file(&beside).await;
    }
    outcome
}

async fn import(session: &Session, file: &Path) -> anyhow::Result<Report> {
    let shown = file.display().to_string();
    let input = tokio::fs::File::open(file)
        .await
        .with_context(|| format!("`{shown}` cannot be read"))?;
    let imported = transfer::import(session.log().as_ref(), tokio::io::BufReader::new(input)).await?;
    session
        .heirloom()
        .engine()
        .feeder()
        .feed_all_until_caught_up()
        .await?;
    let text = format!(
        "imported {} of {}",
        count(imported.events, "event"),
        count(imported.households, "household")
    );
    Ok(Report::new(text)
        .with("events", imported.events)
        .with("households", imported.households))
}
