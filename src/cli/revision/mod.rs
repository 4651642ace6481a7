//! `heirloom revision`: what a revision is, which one is active, and how a new one begins.

mod history;
mod new;
mod show;

use super::args::Check;
use super::report::Report;
use super::session::Session;

pub(super) use history::{current, history};
pub(super) use new::new;
pub(super) use show::show;

/// `revision check`: as `check`, for the revision that is active in the database.
///
/// # Errors
/// Where the log cannot be read, or a revision does not exist.
pub(super) async fn check(session: &Session, args: &Check) -> anyhow::Result<Report> {
    let active = session.heirloom().database().active().await?;
    super::check::run(args, Some(&active.revision))
}
