//! `heirloom log …`: carrying the log from one database to another, positions and bytes unchanged.

use std::path::Path;

use anyhow::Context as _;

use super::args::Log;
use super::report::Report;
use super::session::Session;
use super::style::count;
use crate::store::transfer;

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
    let shown = file.display().to_string();
    if file == Path::new("-") {
        transfer::export(session.log().as_ref(), &mut tokio::io::stdout()).await?;
        return Ok(Report {
            written: true,
            ..Report::default()
        });
    }
    // Written beside it and renamed, so that a broken export never looks like a whole one.
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = std::path::PathBuf::from(beside);
    let mut out = tokio::fs::File::create(&beside)
        .await
        .with_context(|| format!("`{shown}` cannot be written"))?;
    let exported = transfer::export(session.log().as_ref(), &mut out).await;
    let exported = match exported {
        Ok(exported) => exported,
        Err(error) => {
            let _ = tokio::fs::remove_file(&beside).await;
            return Err(error.into());
        }
    };
    out.sync_all()
        .await
        .with_context(|| format!("`{shown}` cannot be written"))?;
    tokio::fs::rename(&beside, file)
        .await
        .with_context(|| format!("`{shown}` cannot be written"))?;
    let text = format!(
        "exported {} of {} to `{shown}`",
        count(exported.events, "event"),
        count(exported.households, "household")
    );
    Ok(Report::new(text)
        .with("events", exported.events)
        .with("households", exported.households))
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
