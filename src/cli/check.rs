//! `check`: what differs between revisions, and whether all that is released is as it was.

use std::fmt::Write as _;

use super::args::Check;
use super::report::Report;
use super::style::{ADDED, BOLD, MOVED, REMOVED, count, paint};
use super::tables::check_line;
use crate::Heirloom;
use crate::revisions::check::{Between, CheckReport, Class, Finding, check_all};
use crate::revisions::{self, State};

/// `check`, and `revision check`. Needs no database; where there is one, its active revision must be known.
///
/// # Errors
/// Where a revision that was asked for does not exist. What is wrong is told in the report (exit 1).
pub(super) async fn run(database: &str, args: &Check) -> anyhow::Result<Report> {
    let pair = pair(args)?;
    let active = active(database).await;
    let found = check_all(pair, active.as_deref().ok(), chrono::Utc::now());
    let mut text = told(&found);
    if let Err(why) = &active {
        let _ = writeln!(text, "       the active revision was not looked at: {why}");
    }
    Ok(Report::new(text)
        .with("active", active.as_deref().ok())
        .with("ok", found.ok())
        .with("between", &found.between)
        .with("checks", &found.checks)
        .exit(u8::from(!found.ok())))
}

/// The database's active revision.
async fn active(database: &str) -> Result<String, String> {
    let heirloom = Heirloom::open_to_look(database)
        .await
        .map_err(|error| error.to_string())?;
    let active = heirloom.database().active().await;
    heirloom.close().await;
    active
        .map(|active| active.revision)
        .map_err(|error| error.to_string())
}

/// The revisions that were asked for; an end that was not is the oldest or the newest.
fn pair(args: &Check) -> anyhow::Result<Option<(State, State)>> {
    if args.from.is_none() && args.to.is_none() {
        return Ok(None);
    }
    let find = |asked: &Option<String>, otherwise: State| match asked {
        Some(asked) => revisions::find(asked),
        None => Ok(otherwise),
    };
    let (from, to) = (
        find(&args.from, State::at(0))?,
        find(&args.to, revisions::head())?,
    );
    Ok(Some(if from.index > to.index {
        (to, from)
    } else {
        (from, to)
    }))
}

fn told(report: &CheckReport) -> String {
    let mut text: String = report.between.iter().map(between).collect();
    for check in &report.checks {
        let details: Vec<String> = check.problems.iter().map(ToString::to_string).collect();
        text.push_str(&check_line(details.is_empty(), "check", check.name, &details));
    }
    text
}

fn between(between: &Between) -> String {
    let mut text = format!("{}\n", paint(BOLD, format!("{} → {}", between.from, between.to)));
    for change in &between.events {
        let mut what = line(
            change.class,
            &change.event,
            change.from,
            change.to,
            &change.findings,
        );
        if let Some(why) = &change.one_way {
            let _ = write!(what, "; no way back: {why}");
        }
        let _ = writeln!(text, "{what}");
    }
    for change in &between.projections {
        let name = format!("tables of {}", change.projection);
        let what = line(change.class, &name, change.from, change.to, &change.findings);
        let _ = writeln!(text, "{what}");
    }
    let _ = writeln!(
        text,
        "  {} as they were",
        count(between.unchanged as u64, "event")
    );
    text
}

/// `  RecipeImageSet             1 → 2  covered by a step  image_path: is gone (and 1 more)`
fn line(class: Class, name: &str, from: Option<u32>, to: Option<u32>, findings: &[Finding]) -> String {
    let version = |version: Option<u32>| version.map_or("–".to_owned(), |version| version.to_string());
    let style = match class {
        Class::Breaking => REMOVED,
        Class::CoveredByStep | Class::Declared => MOVED,
        _ => ADDED,
    };
    let class = paint(style, format!("{:<17}", class.says()));
    let mut text = format!("  {name:<26} {:>2} → {:<2} {class}", version(from), version(to));
    if let Some(first) = findings.first() {
        let colon = if first.path.is_empty() { "" } else { ": " };
        let _ = write!(text, "  {}{colon}{}", first.path, first.what);
    }
    if findings.len() > 1 {
        let _ = write!(text, " (and {} more)", findings.len() - 1);
    }
    text
}
