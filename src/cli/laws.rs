//! `verify laws`: every event, stored and generated, there and back through every step.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use super::args::Verify;
use super::report::Report;
use super::session::Session;
use super::style::count;
use super::tables::check_line;
use crate::revisions::laws::{LawReport, Laws, Progress, check_log};

/// How often a line of progress is printed.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Holds the laws against the whole log, and against generated events of every version.
///
/// # Errors
/// Where the log cannot be read to its end. A counterexample is told in the report (exit 1).
pub(super) async fn verify(session: &Session, args: &Verify) -> anyhow::Result<Report> {
    let laws = Laws::shipped();
    let stored = check_log(session.log(), &laws, told_now_and_then()).await?;
    let generated = laws.check_generated(args.seed, args.events);
    let ok = stored.ok() && generated.ok();
    let mut text = line("log", &stored, "stored");
    text.push_str(&line("made", &generated, "generated"));
    if !ok {
        text.push_str("run it again with the same `--seed` to see the same generated events\n");
    }
    Ok(Report::new(text)
        .with("ok", ok)
        .with("seed", args.seed)
        .with("stored", &stored)
        .with("generated", &generated)
        .exit(u8::from(!ok)))
}

fn line(id: &str, report: &LawReport, how: &str) -> String {
    let events = count(report.events, &format!("{how} event"));
    let versions = count(report.by_version.len() as u64, "version");
    let found = count(report.found, "counterexample");
    let mut details: Vec<String> = report.counterexamples.iter().map(ToString::to_string).collect();
    let untold = report.found - details.len() as u64;
    if untold > 0 {
        details.push(format!("and {untold} more"));
    }
    check_line(
        report.ok(),
        id,
        &format!("{events} of {versions}: {found}"),
        &details,
    )
}

/// Says on stderr how far it is, where somebody is looking.
fn told_now_and_then() -> impl FnMut(Progress) -> bool {
    let mut last = Instant::now();
    let shown = std::io::stderr().is_terminal();
    move |progress| {
        if shown && last.elapsed() >= LINE_EVERY {
            last = Instant::now();
            eprintln!("laws: {}/{} events", progress.events, progress.of);
        }
        true
    }
}
