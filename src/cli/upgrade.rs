//! `heirloom upgrade` and `downgrade`: the same move in two directions.

use std::fmt::Write as _;

use heirloom_projections::Error as TablesError;
use heirloom_projections::rebuild::progress::Stop;

use super::args::{Downgrade, Upgrade};
use super::exit::Usage;
use super::interrupt;
use super::moving::{built, compared, headed, planned, switched};
use super::progress::Shown;
use super::report::Report;
use super::session::Session;
use super::style::{BOLD, COMMAND, paint};
use super::tables::summary;
use crate::revisions::upgrade::{Built, Move, MoveError, Plan, Switched, Way, resolve, sql_of};
use crate::revisions::{State, named};

/// `upgrade`.
///
/// # Errors
/// Whatever it is, the log stays at its revision and its tables as they are; run again, it goes on.
pub(super) async fn upgrade(session: &Session, args: Upgrade) -> anyhow::Result<Report> {
    let active = active(session).await?;
    let to = resolve(&args.revision, &active)?;
    if to.index < active.index {
        anyhow::bail!(Usage(format!(
            "`{}` is older than the active revision `{}`; `heirloom downgrade {}` goes back to it",
            to.name, active.name, args.revision
        )));
    }
    let way = Way::between(&active, &to);
    if way.is_empty() {
        return Ok(already_there(&active));
    }
    let to_go = Move::new(session.heirloom(), way)
        .directly(args.direct)
        .accepting_parked(args.accept_parked);
    if args.sql {
        let sql = sql_of(&to_go).await?;
        return Ok(Report::new(sql.clone()).with("sql", sql));
    }
    let plan = to_go.plan().await?;
    if args.plan {
        return Ok(Report::new(planned(&plan)).with("plan", &plan));
    }
    let mut text = headed(&plan);
    let stop = interrupt::stop_on_ctrl_c();
    let made = build(&to_go, args.dry_run, &stop).await?;
    text.push_str(&built(&made));
    let report = |text: String| Report::new(text).with("plan", &plan).with("built", &made);
    if args.dry_run {
        return Ok(report(dry_run(text, &made)).exit(u8::from(rows_differ(&made))));
    }
    if args.postpone_switch {
        let again = format!("`heirloom upgrade {}`", to.name);
        let _ = writeln!(
            text,
            "built and verified, and fed from now on; `{}` stays active until {} switches",
            active.name,
            paint(COMMAND, again)
        );
        return Ok(report(text));
    }
    let differences = to_go.compare(&stop).await?;
    text.push_str(&compared(&differences));
    to_go.accept(&differences).await?;
    let done = switch(session, &to_go).await?;
    text.push_str(&switched(&plan, done.as_ref()));
    Ok(report(text)
        .with("compared", &differences)
        .with("switched", &done))
}

/// `downgrade`.
///
/// # Errors
/// As [`upgrade`]; and where a step on the way back has none, or tables of that revision were dropped.
pub(super) async fn downgrade(session: &Session, args: Downgrade) -> anyhow::Result<Report> {
    let active = active(session).await?;
    let to = resolve(&args.revision, &active)?;
    if to.index > active.index {
        anyhow::bail!(Usage(format!(
            "`{}` is newer than the active revision `{}`; `heirloom upgrade {}` goes on to it",
            to.name, active.name, args.revision
        )));
    }
    let way = Way::between(&active, &to);
    if way.is_empty() {
        return Ok(already_there(&active));
    }
    let to_go = Move::new(session.heirloom(), way)
        .directly(true)
        .accepting_parked(args.accept_parked);
    let plan = to_go.plan().await?;
    if args.plan {
        return Ok(Report::new(planned(&plan))
            .with("plan", &plan)
            .exit(u8::from(plan.one_way.is_some())));
    }
    let mut text = headed(&plan);
    to_go.refuse_one_way()?;
    let stop = interrupt::stop_on_ctrl_c();
    if args.dry_run && plan.to_build == 0 {
        let differences = to_go.compare(&stop).await?;
        text.push_str(&compared(&differences));
        text.push_str("nothing was changed\n");
        let exit = u8::from(!differences.undeclared().is_empty());
        return Ok(Report::new(text)
            .with("plan", &plan)
            .with("compared", &differences)
            .exit(exit));
    }
    if plan.to_build > 0 && !args.build && !args.dry_run {
        anyhow::bail!(gone(&plan));
    }
    let made = match plan.to_build {
        0 => Built::default(),
        _ => build(&to_go, args.dry_run, &stop).await?,
    };
    text.push_str(&built(&made));
    let report = |text: String| Report::new(text).with("plan", &plan).with("built", &made);
    if args.dry_run {
        return Ok(report(dry_run(text, &made)).exit(u8::from(rows_differ(&made))));
    }
    let done = switch(session, &to_go).await?;
    text.push_str(&switched(&plan, done.as_ref()));
    Ok(report(text).with("switched", &done))
}

async fn active(session: &Session) -> anyhow::Result<State> {
    let active = session.heirloom().database().active().await?;
    let known = named(&active.revision);
    Ok(known.ok_or_else(|| {
        Usage(format!(
            "this build does not know the active revision `{}`",
            active.revision
        ))
    })?)
}

fn already_there(active: &State) -> Report {
    let name = active.name;
    Report::new(format!(
        "{} is the active revision already; nothing to do",
        paint(BOLD, name)
    ))
    .with("active", name)
    .with("plan", None::<Plan>)
}

async fn build(to_go: &Move<'_>, dry_run: bool, stop: &Stop) -> Result<Built, MoveError> {
    let progress = Shown::new();
    let outcome = to_go.build(dry_run, &progress, stop).await;
    progress.finish();
    if let Err(MoveError::Tables(TablesError::VerifyFailed { report, .. })) = &outcome {
        anstream::eprint!("{}", summary(report));
    }
    outcome
}

/// What the switch did; none where somebody else went to that revision meanwhile, so that nothing was left
/// to do.
async fn switch(session: &Session, to_go: &Move<'_>) -> anyhow::Result<Option<Switched>> {
    let progress = Shown::new();
    let outcome = to_go.switch(session.actor().0, session.reason(), &progress).await;
    progress.finish();
    match outcome {
        Err(MoveError::Tables(TablesError::RevisionMoved { active, .. }))
            if active == to_go.way().to.name =>
        {
            Ok(None)
        }
        outcome => Ok(Some(outcome?)),
    }
}

/// Whether a dry run found rows that differ; tables and columns that only one side has are told in backticks.
fn rows_differ(made: &Built) -> bool {
    made.differences.iter().any(|line| !line.starts_with('`'))
}

fn dry_run(mut text: String, made: &Built) -> String {
    let _ = match made.differences.as_slice() {
        [] => writeln!(text, "the new tables equal the live ones"),
        lines => writeln!(text, "the new tables differ in:\n  {}", lines.join("\n  ")),
    };
    text.push_str("what was built for this was dropped; nothing was switched\n");
    text
}

/// Tables of the way back are gone.
fn gone(plan: &Plan) -> anyhow::Error {
    let missing = plan.revisions.iter().flat_map(|revision| &revision.tables);
    let missing: Vec<String> = missing
        .filter(|version| version.is_to_build())
        .map(|version| format!("`{}` version {}", version.projection, version.version))
        .collect();
    anyhow::anyhow!(
        "the way back to `{}` is not instant any more: there are no tables of {}; `heirloom downgrade {} --build` builds them beside the live ones first, in about {:.1} s; nothing was changed",
        plan.to,
        missing.join(", "),
        plan.to,
        plan.estimated_seconds
    )
}
