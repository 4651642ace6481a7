//! What differs between two versions of a projection's tables.

use heirloom_projections::Table;
use serde::Serialize;

use super::schema_change::{Class, Finding};

/// What became of one projection between two revisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProjectionChange {
    /// The projection.
    pub projection: String,
    /// Its version before; none: it is new.
    pub from: Option<u32>,
    /// Its version after; none: it is gone.
    pub to: Option<u32>,
    /// How much differs.
    pub class: Class,
    /// What differs, with `table.column` as path.
    pub findings: Vec<Finding>,
}

/// What differs for those who query the tables.
#[must_use]
pub fn table_changes(old: &[Table], new: &[Table]) -> Vec<Finding> {
    let mut found = Vec::new();
    for was in old {
        match new.iter().find(|table| table.name == was.name) {
            Some(is) => columns(was, is, &mut found),
            None => found.push(finding(Class::Breaking, was.name, "the table is gone")),
        }
    }
    let is_new = |table: &&Table| old.iter().all(|was| was.name != table.name);
    found.extend(
        new.iter()
            .filter(is_new)
            .map(|table| finding(Class::Additive, table.name, "the table is new")),
    );
    found.sort_by_key(|finding| std::cmp::Reverse(finding.class));
    found
}

fn columns(was: &Table, is: &Table, found: &mut Vec<Finding>) {
    if was.key_names().ne(is.key_names()) {
        found.push(finding(Class::Breaking, was.name, "it has another key"));
    }
    for column in was.columns {
        let path = format!("{}.{}", was.name, column.name);
        match is.columns.iter().find(|other| other.name == column.name) {
            None => found.push(finding(Class::Breaking, path, "the column is gone")),
            Some(other) if other.kind != column.kind => {
                let what = format!("was {:?}, is {:?}", column.kind, other.kind).to_lowercase();
                found.push(finding(Class::Breaking, path, what));
            }
            Some(_) => {}
        }
    }
    for column in is.columns {
        if was.columns.iter().all(|other| other.name != column.name) {
            let path = format!("{}.{}", is.name, column.name);
            found.push(finding(Class::Additive, path, "the column is new"));
        }
    }
}

/// What became of every projection whose version differs. `declared` are the columns that leave on purpose;
/// `tables` gives those of a version; none: this build does not know it.
#[must_use]
pub fn projection_changes(
    from: &[(&'static str, u32)],
    to: &[(&'static str, u32)],
    declared: &[&str],
    tables: impl Fn(&str, u32) -> Option<&'static [Table]>,
) -> Vec<ProjectionChange> {
    let of =
        |list: &[(&'static str, u32)], name: &str| list.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
    let mut names: Vec<&str> = from.iter().chain(to).map(|(name, _)| *name).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(*name));
    let each = |name: &&str| {
        let (was, is) = (of(from, name), of(to, name));
        if was == is {
            return None;
        }
        let findings = match (was.map(|v| tables(name, v)), is.map(|v| tables(name, v))) {
            (None, Some(Some(_))) => vec![finding(Class::Additive, "", "its tables are new")],
            (_, None) => vec![finding(Class::Breaking, "", "its tables are gone")],
            (Some(Some(old)), Some(Some(new))) => match table_changes(old, new) {
                found if found.is_empty() => {
                    vec![finding(
                        Class::None,
                        "",
                        "the same columns; what differs is indexes or rows",
                    )]
                }
                found => found
                    .into_iter()
                    .map(|finding| as_declared(finding, declared))
                    .collect(),
            },
            _ => vec![finding(
                Class::Breaking,
                "",
                "this build does not have a version of it",
            )],
        };
        let class = findings.iter().map(|f| f.class).max().unwrap_or(Class::None);
        Some(ProjectionChange {
            projection: (*name).to_owned(),
            from: was,
            to: is,
            class,
            findings,
        })
    };
    names.iter().filter_map(each).collect()
}

/// What a revision declares takes nobody by surprise.
fn as_declared(finding: Finding, declared: &[&str]) -> Finding {
    match finding.class {
        Class::Breaking if declared.contains(&finding.path.as_str()) => Finding {
            class: Class::Declared,
            ..finding
        },
        _ => finding,
    }
}

fn finding(class: Class, path: impl Into<String>, what: impl Into<String>) -> Finding {
    Finding {
        class,
        path: path.into(),
        what: what.into(),
    }
}
