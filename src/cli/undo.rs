//! `heirloom undo`: a bulk edit taken back as one.

use std::fmt::Write as _;

use heirloom_events::values::CorrelationId;

use super::exit::Usage;
use super::report::Report;
use super::session::Session;
use super::style::count;

/// Takes a bulk edit back; what was changed since is left alone and told (exit 1).
///
/// # Errors
/// Where there is no such edit, or the log fails.
pub(super) async fn run(session: &Session, correlation: &str) -> anyhow::Result<Report> {
    let id: CorrelationId = correlation.parse().map_err(|_| {
        Usage(format!(
            "`{correlation}` is no correlation id; `recipe log --json` shows them"
        ))
    })?;
    let undone = session
        .heirloom()
        .commands()
        .undo(session.envelope("undo"), id)
        .await?;
    session.catch_up().await?;
    let mut text = format!("took it back in {}", count(undone.undone.len() as u64, "stream"));
    for left in &undone.left {
        let _ = write!(text, "\n  left as it is: {}: {}", left.stream, left.why);
    }
    let _ = write!(
        text,
        "\nto take this back in turn: `heirloom undo {}`",
        undone.correlation_id
    );
    let exit = u8::from(!undone.left.is_empty());
    Ok(Report::new(text).with("undo", &undone).exit(exit))
}
