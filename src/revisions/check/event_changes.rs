//! What differs between the event versions of two revisions.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_upcasters::{Released, Versions};
use serde::Serialize;

use super::Files;
use super::schema_change::{Class, Finding, schema_changes};

/// The name and version of an event.
pub type Name = (String, u32);

/// Which versions there are, and where the step from each one leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps(BTreeMap<Name, Onward>);

/// Where a step leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Onward {
    /// The versions after it; nothing where it is today's, or where the step drops it.
    pub next: Vec<Name>,
    /// Whether the step leads to nothing.
    pub drops: bool,
    /// Why there is no way back, where there is none.
    pub one_way: Option<String>,
}

impl Steps {
    /// Those of a registry.
    #[must_use]
    pub fn of(released: &[Released]) -> Self {
        let owned = |(event_type, version): (&str, u32)| (event_type.to_owned(), version);
        let onward = |version: &Released| Onward {
            next: (version.next)().into_iter().map(owned).collect(),
            drops: !version.is_today() && (version.next)().is_empty(),
            one_way: version.one_way.map(str::to_owned),
        };
        let each = |version: &Released| {
            let name = (version.event_type.to_owned(), version.version);
            (name, onward(version))
        };
        Self(released.iter().map(each).collect())
    }

    /// One more version, for tests.
    pub fn add(&mut self, from: Name, onward: Onward) {
        self.0.insert(from, onward);
    }

    /// Every version.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.0.keys()
    }

    /// Where the step from a version leads.
    #[must_use]
    pub fn onward(&self, from: &Name) -> Option<&Onward> {
        self.0.get(from)
    }

    /// The first of these versions that steps lead to on every way, and what was said on the way about going
    /// back; none where a way ends elsewhere.
    fn leads(&self, from: &Name, to: &BTreeSet<Name>) -> Option<(BTreeSet<Name>, Option<String>)> {
        let onward = self.0.get(from)?;
        let mut reached = BTreeSet::new();
        let mut one_way = onward.one_way.clone();
        for next in &onward.next {
            if to.contains(next) {
                reached.insert(next.clone());
                continue;
            }
            let (further, why) = self.leads(next, to)?;
            reached.extend(further);
            one_way = one_way.or(why);
        }
        (onward.drops || !reached.is_empty()).then_some((reached, one_way))
    }
}

/// What became of one event between two revisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventChange {
    /// The event.
    pub event: String,
    /// Its version before; none: it is new.
    pub from: Option<u32>,
    /// Its version after; none: others took its place.
    pub to: Option<u32>,
    /// How much differs.
    pub class: Class,
    /// What differs.
    pub findings: Vec<Finding>,
    /// Why there is no way back, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_way: Option<String>,
}

/// What became of every event whose version differs, or whose schema does.
#[must_use]
pub fn event_changes(from: &Versions, to: &Versions, steps: &Steps, files: &Files) -> Vec<EventChange> {
    let names = |versions: &Versions| -> BTreeMap<String, u32> {
        versions.iter().map(|(name, v)| (name.to_owned(), v)).collect()
    };
    let (from, to) = (names(from), names(to));
    let targets: BTreeSet<Name> = to.iter().map(|(name, v)| (name.clone(), *v)).collect();
    let all: BTreeSet<&String> = from.keys().chain(to.keys()).collect();
    let each = |event: &String| -> Option<EventChange> {
        match (from.get(event), to.get(event)) {
            (was, is) if was == is => None,
            (None, is) => Some(EventChange {
                event: event.clone(),
                from: None,
                to: is.copied(),
                class: Class::Additive,
                findings: vec![finding(Class::Additive, "the event is new")],
                one_way: None,
            }),
            (Some(was), is) => Some(changed(event, *was, is.copied(), &targets, steps, files)),
        }
    };
    all.into_iter().filter_map(each).collect()
}

fn changed(
    event: &str,
    was: u32,
    is: Option<u32>,
    targets: &BTreeSet<Name>,
    steps: &Steps,
    files: &Files,
) -> EventChange {
    let schema = |version: u32| files.json(&format!("{event}/v{version}.json"));
    let onward = steps.leads(&(event.to_owned(), was), targets);
    let mut findings = match (schema(was), is, is.and_then(schema)) {
        (Some(old), Some(_), Some(new)) => schema_changes(&old, &new),
        (_, None, _) => vec![finding(Class::Breaking, retired(onward.as_ref()))],
        _ => vec![finding(Class::Breaking, "a version has no schema")],
    };
    let worst = findings.iter().map(|finding| finding.class).max();
    let class = match worst.unwrap_or(Class::None) {
        Class::Breaking if onward.is_some() => Class::CoveredByStep,
        other => other,
    };
    // the worst first: it is what a line has room for
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.class));
    EventChange {
        event: event.to_owned(),
        from: Some(was),
        to: is,
        class,
        findings,
        one_way: onward.and_then(|(_, why)| why),
    }
}

fn retired(onward: Option<&(BTreeSet<Name>, Option<String>)>) -> String {
    match onward {
        Some((became, _)) if became.is_empty() => "is dropped".to_owned(),
        Some((became, _)) => {
            let names: Vec<String> = became.iter().map(|(name, v)| format!("`{name}@{v}`")).collect();
            format!("becomes {}", names.join(" and "))
        }
        None => "is gone, and no step leads on from it".to_owned(),
    }
}

fn finding(class: Class, what: impl Into<String>) -> Finding {
    Finding {
        class,
        path: String::new(),
        what: what.into(),
    }
}
