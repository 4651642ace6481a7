//! The verbs on read tables: rebuild, switch, verify, repair, digest, status.

use std::collections::HashSet;
use std::fmt::Write as _;

use heirloom_projections::Error as TablesError;
use heirloom_projections::rebuild::verify::VerifyReport;
use heirloom_projections::rebuild::{Options, Plan};

use super::args::{Rebuild, Repair, Switch, Verify, VerifyWhat};
use super::interrupt;
use super::laws;
use super::progress::Shown;
use super::report::Report;
use super::session::Session;
use super::style::{ADDED, BOLD, COMMAND, MOVED, REMOVED, count, paint};
use super::weeks;
use crate::audit::check_log;

/// What a rebuild would do, in words.
fn planned(plan: &Plan) -> String {
    let (events, households) = (count(plan.events, "event"), count(plan.households, "household"));
    let mut text = format!(
        "{events} of {households}; about {:.1} s\n",
        plan.estimated_seconds
    );
    for projection in &plan.projections {
        let live = projection.live.as_deref().unwrap_or("nothing");
        let _ = write!(
            text,
            "  {:<15} v{}  beside {live}",
            projection.name, projection.version
        );
        if let Some((target, phase)) = &projection.resumes {
            let _ = write!(text, "; goes on with {target} ({})", phase.as_str());
        }
        if !projection.drops.is_empty() {
            let _ = write!(text, "; drops {} in the end", projection.drops.join(", "));
        }
        text.push('\n');
    }
    if plan
        .projections
        .iter()
        .any(|projection| projection.live.is_some())
    {
        let _ = writeln!(
            text,
            "the way back: {} shows the replaced tables again, with all later events, until the next rebuild",
            paint(COMMAND, "`heirloom switch`")
        );
    }
    text
}

/// `rebuild`.
///
/// # Errors
/// Whatever it is, the live tables are untouched; the message says how to go on.
pub(super) async fn rebuild(session: &Session, args: Rebuild) -> anyhow::Result<Report> {
    let engine = session.heirloom().engine();
    let plan = engine.plan(&args.names).await?;
    let mut text = planned(&plan);
    if args.plan {
        return Ok(Report::new(text).with("plan", &plan));
    }
    let options = Options {
        names: args.names,
        dry_run: args.dry_run,
        postpone_switch: args.postpone_switch,
        accept_parked: args.accept_parked,
    };
    let progress = Shown::new();
    let outcome = engine
        .rebuild(&options, &progress, &interrupt::stop_on_ctrl_c())
        .await;
    progress.finish();
    if let Err(TablesError::VerifyFailed { report, .. }) = &outcome {
        anstream::eprint!("{}", summary(report));
    }
    let rebuilt = outcome?;
    if let Some(load) = &rebuilt.load {
        let rate = load.events as f64 / load.seconds.max(1e-9);
        let _ = writeln!(
            text,
            "loaded {} events into {} rows in {:.2} s ({rate:.0} events/s)",
            load.events, load.rows, load.seconds
        );
    }
    text.push_str(&summary(&rebuilt.verified));
    match &rebuilt.switch {
        Some(switch) => {
            let _ = writeln!(
                text,
                "{} to {} in {:.1} ms; back again: {}",
                paint(ADDED, "switched"),
                rebuilt.targets.join(", "),
                switch.locked_ms,
                paint(COMMAND, "`heirloom switch`"),
            );
        }
        None if args.dry_run => {
            let _ = match rebuilt.differences.as_slice() {
                [] => writeln!(text, "the new tables equal the live ones; they were dropped"),
                rows => writeln!(text, "the new tables differ in:\n  {}", rows.join("\n  ")),
            };
        }
        None => {
            let _ = writeln!(text, "built and verified; `heirloom switch` switches to it");
        }
    }
    for left in &rebuilt.clean_up.left {
        let _ = writeln!(
            text,
            "{}",
            paint(MOVED, format!("left for the next rebuild: {left}"))
        );
    }
    let differs = args.dry_run && !rebuilt.differences.is_empty();
    Ok(Report::new(text)
        .with("plan", &plan)
        .with("rebuilt", &rebuilt)
        .exit(u8::from(differs)))
}

/// `switch`: to what was built with its switch postponed, else back to what the last switch replaced.
///
/// # Errors
/// Where there is nothing to switch to, or others are in the way for too long.
pub(super) async fn switch(session: &Session, args: Switch) -> anyhow::Result<Report> {
    let engine = session.heirloom().engine();
    if !engine.postponed(&args.names).await?.is_empty() {
        let stats = engine.switch_to_verified(&args.names, args.accept_parked).await?;
        let text = format!("switched to what was built, in {:.1} ms", stats.locked_ms);
        return Ok(Report::new(text).with("switch", stats));
    }
    let (targets, stats) = engine.switch_back(&args.names, args.accept_parked).await?;
    let targets: Vec<String> = targets.iter().map(ToString::to_string).collect();
    let text = format!(
        "switched to {} in {:.1} ms; the same command switches back again",
        targets.join(", "),
        stats.locked_ms
    );
    Ok(Report::new(text).with("switch", stats).with("targets", targets))
}

/// `feed`: keeps the tables up until Ctrl-C.
///
/// # Errors
/// Where the log or the tables fail for good.
pub(super) async fn feed(session: &Session) -> anyhow::Result<Report> {
    let mut feeding = session.heirloom().spawn_feeder();
    eprintln!("feeding the read tables; Ctrl-C stops");
    tokio::select! {
        asked = tokio::signal::ctrl_c() => asked?,
        ended = feeding.ended() => ended?,
    }
    feeding.stop().await?;
    Ok(Report::new("stopped; the next feeder goes on where this one was"))
}

/// `verify`.
///
/// # Errors
/// Where the log or the tables cannot be read. A failed check is told in the report (exit 1).
pub(super) async fn verify(session: &Session, args: Verify) -> anyhow::Result<Report> {
    if args.what == Some(VerifyWhat::Laws) {
        return laws::verify(session, &args).await;
    }
    let mut report = Report::default();
    if args.what != Some(VerifyWhat::Tables) {
        let log = check_log(session.log()).await?;
        let line = format!(
            "{} of {} in {}",
            count(log.events, "event"),
            count(log.streams, "stream"),
            count(log.households, "household")
        );
        report.text.push_str(&check_line(
            log.is_dense_and_readable(),
            "log",
            &line,
            &log.faults,
        ));
        let planned = "every recipe that is planned was written down";
        report.text.push_str(&check_line(
            log.dangling_count == 0,
            "S8.3",
            planned,
            &log.dangling,
        ));
        report.exit |= u8::from(!log.ok());
        report = report.with("log", &log);
    }
    if args.what != Some(VerifyWhat::Log) {
        let engine = session.heirloom().engine();
        engine.feeder().feed_all_until_caught_up().await?;
        let progress = Shown::new();
        let outcome = engine.verify(&[], &progress, &interrupt::stop_on_ctrl_c()).await;
        progress.finish();
        let tables = outcome?;
        report.text.push_str(&checks(session, &tables));
        report.exit |= u8::from(!tables.ok());
        report = report.with("tables", &tables);
        if !tables.ok() {
            let _ = writeln!(
                report.text,
                "{} mends the rows that are wrong",
                paint(COMMAND, "`heirloom repair`")
            );
        }
    }
    let ok = report.exit == 0;
    Ok(report.with("ok", ok))
}

/// `repair`.
///
/// # Errors
/// Where the log or the tables fail; households that were mended stay mended.
pub(super) async fn repair(session: &Session, args: Repair) -> anyhow::Result<Report> {
    let engine = session.heirloom().engine();
    engine.feeder().feed_all_until_caught_up().await?;
    let progress = Shown::new();
    let outcome = engine
        .repair(&args.names, args.dry_run, &progress, &interrupt::stop_on_ctrl_c())
        .await;
    progress.finish();
    let repaired = outcome?;
    let wrong = repaired.missing + repaired.extra + repaired.changed;
    let indexes = repaired.indexes;
    let mut text = String::new();
    for row in repaired.rows.iter().take(50) {
        let _ = writeln!(text, "  {}", told(session, row));
    }
    let did = if args.dry_run { "would be mended" } else { "mended" };
    let _ = match wrong {
        0 if indexes == 0 => writeln!(text, "every row is what the log says"),
        0 => Ok(()),
        _ => writeln!(
            text,
            "{} {did}: {} missing, {} too many, {} changed",
            paint(BOLD, count(wrong, "row")),
            repaired.missing,
            repaired.extra,
            repaired.changed,
        ),
    };
    if indexes > 0 {
        let _ = writeln!(text, "{} {did}", paint(BOLD, count(indexes, "index of words")));
    }
    let exit = u8::from((args.dry_run && wrong + indexes > 0) || !repaired.left.is_empty());
    Ok(Report::new(text)
        .with("repaired", &repaired)
        .with("dry_run", args.dry_run)
        .exit(exit))
}

/// `digest`.
///
/// # Errors
/// Where the tables cannot be read.
pub(super) async fn digest(session: &Session) -> anyhow::Result<Report> {
    let engine = session.heirloom().engine();
    engine.feeder().feed_all_until_caught_up().await?;
    let digests = engine.digests(&[]).await?;
    let mut text = String::new();
    for table in &digests {
        let _ = writeln!(
            text,
            "{}  {:<20} {:>9} rows",
            table.digest, table.table, table.rows
        );
    }
    Ok(Report::new(text).with("digests", &digests))
}

/// `status`.
///
/// # Errors
/// Where the log or the tables cannot be read.
pub(super) async fn status(session: &Session) -> anyhow::Result<Report> {
    let engine = session.heirloom().engine();
    let heads = session.log().heads().await?;
    let events: u64 = heads.iter().map(|head| head.head).sum();
    let projections = engine.status().await?;
    let households = count(heads.len() as u64, "household");
    let mut text = format!("{} of {households}\n", count(events, "event"));
    for projection in &projections {
        let _ = writeln!(text, "{}", paint(BOLD, &projection.name));
        for generation in &projection.generations {
            let lag = match generation.lag {
                Some(0) => "up to date".to_owned(),
                Some(lag) => format!("{} behind", count(lag, "event")),
                None => "of a version that this build does not know".to_owned(),
            };
            let parked = match generation.parked {
                0 => String::new(),
                n => format!("; {}", paint(REMOVED, format!("{n} streams stand still"))),
            };
            let role = generation.role.as_str();
            let _ = writeln!(text, "  {:<8} {:<24} {lag}{parked}", role, generation.target);
        }
    }
    Ok(Report::new(text)
        .with("events", events)
        .with("households", heads.len())
        .with("projections", &projections))
}

/// One line where all is well, else the checks that failed.
pub(super) fn summary(report: &VerifyReport) -> String {
    let rows = "every row equals a fresh fold of the log";
    match report.ok() {
        true => check_line(
            true,
            "proof",
            &format!("{}: {rows}", count(report.checks.len() as u64, "check")),
            &[],
        ),
        false => report
            .checks
            .iter()
            .filter(|c| !c.ok)
            .map(|c| check_line(c.ok, c.id, &c.name, &c.details))
            .collect(),
    }
}

/// Every check. A row that several of them find is shown with the first.
fn checks(session: &Session, report: &VerifyReport) -> String {
    let mut shown: HashSet<&String> = HashSet::new();
    let mut text = String::new();
    for check in &report.checks {
        let (new, again): (Vec<&String>, Vec<&String>) = check.details.iter().partition(|d| shown.insert(d));
        let mut details: Vec<String> = new.into_iter().map(|row| told(session, row)).collect();
        if !again.is_empty() {
            details.push(format!("({} shown above)", count(again.len() as u64, "row")));
        }
        text.push_str(&check_line(check.ok, check.id, &check.name, &details));
    }
    text
}

/// A row as the one who asks knows it: his own household is understood, a week has its name.
fn told(session: &Session, row: &str) -> String {
    let row = row.replace(&format!("household_id {}, ", session.household()), "");
    weeks::named(session.household(), &row)
}

pub(super) fn check_line(ok: bool, id: &str, name: &str, details: &[String]) -> String {
    let mark = if ok {
        paint(ADDED, "ok    ").to_string()
    } else {
        paint(REMOVED, "FAILED").to_string()
    };
    let mut line = format!("{mark} {id:<5} {name}\n");
    for detail in details {
        let _ = writeln!(line, "         {detail}");
    }
    line
}
