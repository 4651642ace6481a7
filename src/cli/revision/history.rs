//! `heirloom revision history` and `current`.

use crate::cli::report::Report;
use crate::cli::session::Session;

/// x
pub(in crate::cli) async fn history(_session: &Session) -> anyhow::Result<Report> {
    Ok(Report::default())
}

/// x
pub(in crate::cli) async fn current(_session: &Session) -> anyhow::Result<Report> {
    Ok(Report::default())
}
