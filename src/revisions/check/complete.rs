//! Whether everything that a revision names is there, and whether everything that is there is named.

use std::collections::BTreeSet;

use super::event_changes::{Name, Steps};
use super::{Files, Problem};
use crate::revisions::manifest::Revision;

/// What a revision's files and steps lack. `is_table` says whether this build has a version of a projection.
#[must_use]
pub fn check_complete(
    revisions: &[Revision],
    steps: &Steps,
    files: &Files,
    is_table: impl Fn(&str, u32) -> bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for revision in revisions {
        for (event, version) in revision.events {
            if steps.onward(&((*event).to_owned(), *version)).is_none() {
                problems.push(Problem::new(
                    format!(
                        "revision `{}` writes `{event}@{version}`, which is not in the registry",
                        revision.name
                    ),
                    "add it to `released()` in upcasters/src/registry.rs, with its step",
                ));
            }
        }
        for (name, version) in revision.projections.iter().filter(|(n, v)| !is_table(n, *v)) {
            problems.push(Problem::new(
                format!(
                    "revision `{}` shows `{name}@{version}`, which this build does not have",
                    revision.name
                ),
                "add it to `models::all()` in projections/src/models/mod.rs",
            ));
        }
    }
    let named: BTreeSet<Name> = revisions
        .iter()
        .flat_map(|revision| revision.events)
        .map(|(event, version)| ((*event).to_owned(), *version))
        .collect();
    for name in steps.names() {
        problems.extend(version_lacks(name, &named, steps, files));
    }
    problems.extend(forgotten(steps, files));
    problems
}

/// What one version of the registry lacks.
fn version_lacks(name: &Name, named: &BTreeSet<Name>, steps: &Steps, files: &Files) -> Vec<Problem> {
    let (event, version) = name;
    let mut problems = Vec::new();
    for (kind, what) in [("json", "schema"), ("sample.json", "sample")] {
        if files.json(&format!("{event}/v{version}.{kind}")).is_none() {
            problems.push(Problem::new(
                format!("`{event}@{version}` has no {what}"),
                format!("add events/schemas/{event}/v{version}.{kind}: see docs/adding-an-event-version.md"),
            ));
        }
    }
    if !named.contains(name) {
        problems.push(Problem::new(
            format!("no revision writes `{event}@{version}`"),
            "name it in the manifest, src/revisions/manifest: without a revision it is never written",
        ));
    }
    let Some(onward) = steps.onward(name) else {
        return problems;
    };
    for (event_then, version_then) in &onward.next {
        if steps.onward(&(event_then.clone(), *version_then)).is_none() {
            problems.push(Problem::new(
                format!("the step from `{event}@{version}` leads to `{event_then}@{version_then}`, which is not in the registry"),
                "add it to `released()` in upcasters/src/registry.rs",
            ));
        }
    }
    let newer = steps.names().any(|(other, v)| other == event && v > version);
    if onward.next.is_empty() && !onward.drops && newer {
        problems.push(Problem::new(
            format!("no step leads on from `{event}@{version}`, though there is a newer version"),
            format!(
                "add `v{version}_to_v{}.rs` in upcasters/src and its `step!` line",
                version + 1
            ),
        ));
    }
    problems
}

/// Versions that have a schema and are in no registry: events of that version could not be read.
fn forgotten(steps: &Steps, files: &Files) -> Vec<Problem> {
    let known = |event: &str, version: u32| steps.onward(&(event.to_owned(), version)).is_some();
    files
        .schemas()
        .filter(|(event, version, _)| !known(event, *version))
        .map(|(event, version, _)| {
            Problem::new(
                format!("`{event}@{version}` was released and is not in the registry: stored ones could not be read"),
                "put it back into `released()` in upcasters/src/registry.rs; nothing is ever taken out of it",
            )
        })
        .collect()
}
