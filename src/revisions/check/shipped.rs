//! All checks over what this build ships.

use chrono::{DateTime, Utc};
use heirloom_projections::{Table, models};
use heirloom_upcasters::released;
use serde::Serialize;

use super::{
    Class, EventChange, Files, Problem, ProjectionChange, Steps, check_complete, check_locks, check_names,
    check_samples, event_changes, projection_changes,
};
use crate::revisions::laws::Schemas;
use crate::revisions::{self, State};

/// What became of events and tables between two revisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Between {
    /// The older revision.
    pub from: &'static str,
    /// The newer one.
    pub to: &'static str,
    /// Events whose version differs.
    pub events: Vec<EventChange>,
    /// How many events are as they were.
    pub unchanged: usize,
    /// Projections whose version differs.
    pub projections: Vec<ProjectionChange>,
    /// The worst of all.
    pub class: Class,
}

/// What `heirloom check` found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// What differs, pair by pair.
    pub between: Vec<Between>,
    /// What is wrong, check by check.
    pub checks: Vec<Check>,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What it is about.
    pub name: &'static str,
    /// What is wrong; nothing where all is well.
    pub problems: Vec<Problem>,
}

impl CheckReport {
    /// Whether nothing is breaking and nothing is wrong.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.checks.iter().all(|check| check.problems.is_empty())
            && self
                .between
                .iter()
                .all(|between| between.class != Class::Breaking)
    }
}

/// What differs between two revisions, from the older to the newer.
#[must_use]
pub fn check_between(from: &State, to: &State) -> Between {
    let steps = Steps::of(released());
    let events = event_changes(&from.events, &to.events, &steps, &Files::embedded());
    let between = revisions::all().iter().skip(from.index + 1);
    let between = between.take(to.index.saturating_sub(from.index));
    let declared: Vec<&str> = between.flat_map(|revision| revision.declared).copied().collect();
    let projections = projection_changes(&from.projections, &to.projections, &declared, tables);
    let worst = events.iter().map(|change| change.class);
    let worst = worst.chain(projections.iter().map(|change| change.class)).max();
    let same = |(name, version): &(&str, u32)| to.events.get(name) == Some(*version);
    Between {
        from: from.name,
        to: to.name,
        unchanged: from.events.iter().filter(same).count(),
        events,
        projections,
        class: worst.unwrap_or(Class::None),
    }
}

/// Everything: each pair of neighbours up to the newest revision, or just this pair; names, files, registry,
/// and whether the database's active revision is known.
#[must_use]
pub fn check_all(pair: Option<(State, State)>, active: Option<&str>, now: DateTime<Utc>) -> CheckReport {
    let between = match pair {
        Some((from, to)) => vec![check_between(&from, &to)],
        None => (1..revisions::all().len())
            .map(|index| check_between(&State::at(index - 1), &State::at(index)))
            .collect(),
    };
    let files = Files::embedded();
    let (steps, all) = (Steps::of(released()), revisions::all());
    let names: Vec<&str> = all.iter().map(|revision| revision.name).collect();
    let is_table = |name: &str, version| tables(name, version).is_some();
    let checks = vec![
        check("names of revisions", check_names(&names, now)),
        check(
            "versions, steps and tables",
            check_complete(all, &steps, &files, is_table),
        ),
        check("released files", check_locks(&files)),
        check("samples", check_samples(&files, &Schemas::of(&files))),
        check(
            "the active revision",
            active.and_then(check_active).into_iter().collect(),
        ),
    ];
    CheckReport { between, checks }
}

fn check(name: &'static str, problems: Vec<Problem>) -> Check {
    Check { name, problems }
}

fn check_active(active: &str) -> Option<Problem> {
    let known = revisions::all().iter().any(|revision| revision.name == active);
    (!known).then(|| {
        Problem::new(
            format!("the database's active revision `{active}` is unknown to this build"),
            "use the build that upgraded it, or a newer one",
        )
    })
}

/// The tables of a version of a projection.
fn tables(name: &str, version: u32) -> Option<&'static [Table]> {
    models::find(name, version).map(|projection| projection.tables())
}
