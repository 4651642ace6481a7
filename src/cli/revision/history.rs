//! `heirloom revision history` and `current`: which revision is active, and which ones were.

use std::fmt::Write as _;

use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::cli::style::{ADDED, BOLD, COMMAND, DIM, MOVED, count, paint};
use crate::revisions::{all, named};
use crate::store::Activation;

/// Every time that the active revision changed, newest last.
///
/// # Errors
/// Where the log cannot be read.
pub(in crate::cli) async fn history(session: &Session) -> anyhow::Result<Report> {
    let activations = session.log().revisions().await?;
    let names = session.actor_names().await?;
    let mut text = String::new();
    for activation in &activations {
        let Activation {
            no,
            revision,
            direction,
            events,
            actor,
            reason,
            activated_at,
            ..
        } = activation;
        let actor = actor.as_ref().map(|actor| names.get(actor).unwrap_or(actor));
        let by = actor.map_or(String::new(), |actor| format!(" by {actor}"));
        let _ = write!(
            text,
            "{no:>3}  {}  {direction:<9}  {}  {}{by}",
            activated_at.format("%Y-%m-%d %H:%M:%S"),
            paint(BOLD, revision),
            paint(DIM, format!("at {}", count(*events, "event"))),
        );
        if let Some(reason) = reason {
            let _ = write!(text, ": {reason}");
        }
        text.push('\n');
    }
    Ok(Report::new(text).with("activations", &activations))
}

/// The active revision, and what lies ahead.
///
/// # Errors
/// Where the log cannot be read.
pub(in crate::cli) async fn current(session: &Session) -> anyhow::Result<Report> {
    let active = session.heirloom().database().active().await?;
    let mut text = format!("{}\n", paint(BOLD, &active.revision));
    let Some(state) = named(&active.revision) else {
        let _ = writeln!(
            text,
            "{}",
            paint(
                MOVED,
                "this build does not know it: a newer heirloom made it active"
            )
        );
        return Ok(Report::new(text).with("active", &active).with("known", false));
    };
    let _ = writeln!(text, "{}", state.revision().meaning);
    let ahead: Vec<&str> = all()[state.index + 1..]
        .iter()
        .map(|revision| revision.name)
        .collect();
    match ahead.is_empty() {
        true => text.push_str("it is the newest that this build knows\n"),
        false => {
            let _ = writeln!(text, "{} ahead:", count(ahead.len() as u64, "revision"));
            for revision in &ahead {
                let _ = writeln!(text, "  {} {revision}", paint(ADDED, "+"));
            }
            let _ = writeln!(
                text,
                "{} says what going there would do",
                paint(COMMAND, "`heirloom upgrade --plan`")
            );
        }
    }
    Ok(Report::new(text)
        .with("active", &active)
        .with("known", true)
        .with("ahead", ahead))
}
