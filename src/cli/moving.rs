//! What `upgrade` and `downgrade` say: the plan, what was built, what differs, what was switched.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use heirloom_projections::evolve::{Difference, DifferenceKind, PlannedVersion};
use heirloom_projections::read_db::Direction;

use super::style::{ADDED, BOLD, COMMAND, DIM, MOVED, Painted, REMOVED, count, paint};
use super::tables::summary;
use crate::revisions::upgrade::{Built, Compared, EventStep, Plan, PlannedRevision, Switched};

/// What is set out for: enough where it is done at once.
pub(super) fn headed(plan: &Plan) -> String {
    let mut text = format!("{} → {}\n", paint(BOLD, plan.from), paint(BOLD, plan.to));
    for revision in &plan.revisions {
        let _ = writeln!(text, "{} {}", mark(plan.direction), revision.revision);
    }
    text + &not_written(plan)
}

/// What commands cannot do there.
fn not_written(plan: &Plan) -> String {
    if plan.not_written_any_more.is_empty() {
        return String::new();
    }
    format!(
        "{} {} cannot be written there: commands that need it are refused; what is in the log stays\n",
        paint(MOVED, "mind:"),
        quoted(&plan.not_written_any_more)
    )
}

/// `+` for what comes, `-` for what is taken back.
fn mark(direction: Direction) -> Painted<&'static str> {
    match direction {
        Direction::Downgrade => paint(REMOVED, "-"),
        _ => paint(ADDED, "+"),
    }
}

/// The plan, with all that is in it.
pub(super) fn planned(plan: &Plan) -> String {
    let mut text = format!("{} → {}\n", paint(BOLD, plan.from), paint(BOLD, plan.to));
    for revision in &plan.revisions {
        text.push_str(&planned_revision(revision, plan.direction));
    }
    let events = format!(
        "{} of {}",
        count(plan.events, "event"),
        count(plan.households, "household")
    );
    let _ = match plan.to_build {
        0 => writeln!(
            text,
            "every table is there already: a switch, and nothing to build"
        ),
        n => writeln!(
            text,
            "{} to build from {events}, in about {:.1} s, beside what is live",
            count(n, "set of tables").replace("set of tabless", "sets of tables"),
            plan.estimated_seconds
        ),
    };
    text.push_str(&not_written(plan));
    let _ = match &plan.one_way {
        Some(one_way) if plan.direction == Direction::Downgrade => {
            writeln!(text, "{} {one_way}", paint(REMOVED, "blocked:"))
        }
        _ => writeln!(text, "the way back: {}", plan.way_back),
    };
    text
}

fn planned_revision(revision: &PlannedRevision, direction: Direction) -> String {
    let mut text = format!("{} {}\n", mark(direction), revision.revision);
    for event in &revision.events {
        let _ = writeln!(text, "    event  {}", event_step(event));
    }
    for table in &revision.tables {
        let _ = writeln!(text, "    table  {}", table_step(table));
    }
    text
}

fn event_step(step: &EventStep) -> String {
    let EventStep {
        event,
        from,
        to,
        stored,
    } = step;
    let stay = match stored {
        0 => String::new(),
        n => format!("{n} stored, which stay as they are"),
    };
    let (versions, what) = match (from, to) {
        (Some(from), Some(to)) => (format!("{from} → {to}"), stay),
        (_, Some(to)) => (to.to_string(), "written from there on".to_owned()),
        (Some(from), None) if stay.is_empty() => (from.to_string(), "not written from there on".to_owned()),
        (from, None) => (
            from.unwrap_or_default().to_string(),
            format!("not written from there on; {stay}"),
        ),
    };
    match what.is_empty() {
        true => format!("{event} {versions}"),
        false => format!("{event} {versions}  {}", paint(DIM, what)),
    }
}

fn table_step(version: &PlannedVersion) -> String {
    let mut text = format!("{} {}", version.projection, version.version);
    let state = match (&version.ready, &version.resumes, &version.beside) {
        (Some((target, _)), ..) => format!("{target} is there"),
        (None, Some((target, phase)), _) => format!("goes on with {target} ({})", phase.as_str()),
        (None, None, Some(live)) => format!("to be built, beside {live}"),
        (None, None, None) => "to be built".to_owned(),
    };
    let _ = write!(text, "  {}", paint(DIM, state));
    text
}

/// What was built.
pub(super) fn built(built: &Built) -> String {
    let mut text = String::new();
    if let Some(load) = &built.load {
        let rate = load.events as f64 / load.seconds.max(1e-9);
        let _ = writeln!(
            text,
            "loaded {} events into {} rows in {:.2} s ({rate:.0} events/s)",
            load.events, load.rows, load.seconds
        );
    }
    if !built.targets.is_empty() {
        text.push_str(&summary(&built.verified));
    }
    text
}

/// What differs between what is shown and what will be.
pub(super) fn compared(compared: &Compared) -> String {
    let mut text = String::new();
    let of = |kinds: &[DifferenceKind]| {
        let ours: Vec<&Difference> = compared
            .differences
            .iter()
            .filter(|d| kinds.contains(&d.kind))
            .collect();
        ours
    };
    let shapes = [
        (
            paint(ADDED, "+"),
            of(&[DifferenceKind::TableAdded, DifferenceKind::ColumnAdded]),
        ),
        (
            paint(REMOVED, "-"),
            of(&[DifferenceKind::TableGone, DifferenceKind::ColumnGone]),
        ),
    ];
    for (mark, differences) in shapes {
        for (table, columns) in by_table(&differences) {
            let what = match columns.is_empty() {
                true => "the table".to_owned(),
                false => columns.join(", "),
            };
            let _ = writeln!(text, "  {mark} {table}: {what}");
        }
    }
    let rows = of(&[
        DifferenceKind::Rekeyed,
        DifferenceKind::RowsAdded,
        DifferenceKind::RowsGone,
        DifferenceKind::Values,
    ]);
    for difference in &rows {
        let mark = match difference.declared {
            true => paint(ADDED, "declared  "),
            false => paint(REMOVED, "UNDECLARED"),
        };
        let _ = writeln!(text, "{mark} {difference}");
    }
    if rows.is_empty() && !compared.projections.is_empty() {
        let _ = writeln!(
            text,
            "{} compare what readers see now reads the same afterwards, row for row ({})",
            paint(ADDED, "ok    "),
            compared.projections.join(", ")
        );
    }
    text
}

/// Tables and their columns; none where it is the whole table.
fn by_table<'a>(differences: &[&'a Difference]) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut tables: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for difference in differences {
        let columns = tables.entry(&difference.table).or_default();
        columns.extend(difference.column.as_deref());
    }
    tables
}

/// What the switch did; none where somebody else was faster.
pub(super) fn switched(plan: &Plan, done: Option<&Switched>) -> String {
    let Some(done) = done else {
        return format!(
            "somebody else went to {} meanwhile; nothing was left to do\n",
            paint(BOLD, plan.to)
        );
    };
    let mut text = format!(
        "{} to {} in {:.1} ms",
        paint(ADDED, "switched"),
        paint(BOLD, plan.to),
        done.shown.stats.locked_ms
    );
    if !done.shown.shown.is_empty() {
        let _ = write!(text, ": {}", done.shown.shown.join(", "));
    }
    let _ = writeln!(
        text,
        "\nthe log held {} then: the point to restore a backup to",
        count(done.events, "event")
    );
    if done.still_appending > 0 {
        let _ = writeln!(
            text,
            "{} {} of before the switch may still be under way; wait for them before an older heirloom is started",
            paint(MOVED, "mind:"),
            count(done.still_appending as u64, "append"),
        );
    }
    let verb = match plan.direction {
        Direction::Downgrade => "upgrade",
        _ => "downgrade",
    };
    if plan.one_way.is_none() {
        let back = paint(COMMAND, format!("`heirloom {verb} {}`", plan.from));
        let _ = writeln!(
            text,
            "the way back: {back}, at once and with all later events, until {}",
            paint(COMMAND, "`heirloom gc`")
        );
    }
    text
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
