//! The tables and columns of a state of the schema, and where a database differs from it.

use std::collections::{BTreeMap, BTreeSet};

use super::revisions::{Change, REVISIONS, Revision};

/// Table by table, the columns. None: the table's columns do not matter.
pub(super) type Found = BTreeMap<String, BTreeSet<String>>;

/// What a state of the schema must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// By table: its columns, and whether each must be there. None: any columns.
    tables: BTreeMap<&'static str, Option<BTreeMap<&'static str, Need>>>,
}

/// Whether a column must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Must,
    May,
}

impl Shape {
    /// The shape after these revisions and all that they follow.
    pub(super) fn of_heads(heads: &[&str]) -> Self {
        let mut shape = Self::default();
        for revision in up_to(heads) {
            for change in revision.changes {
                shape.apply(change);
            }
        }
        shape
    }

    /// All tables that any revision ever had.
    pub(super) fn ever() -> BTreeSet<&'static str> {
        let changes = REVISIONS.iter().flat_map(|revision| revision.changes);
        changes
            .filter_map(|change| match change {
                Change::AddTable(table, _) | Change::OpenTable(table) => Some(*table),
                _ => None,
            })
            .collect()
    }

    fn apply(&mut self, change: &Change) {
        match change {
            Change::AddTable(table, columns) => {
                let columns = columns.iter().map(|column| (*column, Need::Must)).collect();
                self.tables.insert(table, Some(columns));
            }
            Change::OpenTable(table) => drop(self.tables.insert(table, None)),
            Change::DropTable(table) => drop(self.tables.remove(table)),
            Change::AddColumns(table, columns) => self.add(table, columns, Need::Must),
            Change::AddOptional(table, columns) => self.add(table, columns, Need::May),
            Change::DropColumns(table, columns) => {
                if let Some(Some(known)) = self.tables.get_mut(table) {
                    known.retain(|column, _| !columns.contains(column));
                }
            }
        }
    }

    fn add(&mut self, table: &str, columns: &[&'static str], need: Need) {
        if let Some(Some(known)) = self.tables.get_mut(table) {
            known.extend(columns.iter().map(|column| (*column, need)));
        }
    }

    /// Where a database differs, in words; empty where it does not. Tables that the application never had do not
    /// matter.
    pub(super) fn differences(&self, found: &Found) -> Vec<String> {
        let mut differences = Vec::new();
        for (table, columns) in &self.tables {
            let Some(there) = found.get(*table) else {
                differences.push(format!("it lacks the table `{table}`"));
                continue;
            };
            let Some(columns) = columns else { continue };
            for (column, need) in columns {
                if *need == Need::Must && !there.contains(*column) {
                    differences.push(format!("table `{table}` lacks the column `{column}`"));
                }
            }
            for column in there
                .iter()
                .filter(|column| !columns.contains_key(column.as_str()))
            {
                differences.push(format!(
                    "table `{table}` has a column `{column}` that it must not have"
                ));
            }
        }
        for table in Self::ever() {
            if found.contains_key(table) && !self.tables.contains_key(table) {
                differences.push(format!("it has a table `{table}` that it must not have"));
            }
        }
        differences
    }
}

/// These revisions and all that they follow, in dependency order.
pub(super) fn up_to(heads: &[&str]) -> Vec<&'static Revision> {
    let mut taken: BTreeSet<&str> = heads.iter().copied().collect();
    let mut list: Vec<&'static Revision> = Vec::new();
    for revision in REVISIONS.iter().rev() {
        if taken.contains(revision.id) {
            taken.extend(revision.parents);
            list.extend(Revision::find(revision.id));
        }
    }
    list.reverse();
    list
}

/// Every legal state: each set of heads that `alembic_version` can hold, the newest first.
pub(super) fn legal_states() -> Vec<Vec<&'static str>> {
    let mut states: BTreeSet<BTreeSet<u8>> = BTreeSet::new();
    let mut open = vec![BTreeSet::from([1])];
    while let Some(state) = open.pop() {
        if !states.insert(state.clone()) {
            continue;
        }
        let applied = |id: &str| Revision::find(id).is_some_and(|r| state.contains(&r.number));
        for next in REVISIONS.iter().filter(|r| !state.contains(&r.number)) {
            if next.parents.iter().all(|parent| applied(parent)) {
                let mut following = state.clone();
                following.insert(next.number);
                open.push(following);
            }
        }
    }
    let mut states: Vec<BTreeSet<u8>> = states.into_iter().collect();
    states.sort_by_key(|state| std::cmp::Reverse(state.len()));
    states.iter().map(heads_of).collect()
}

fn heads_of(state: &BTreeSet<u8>) -> Vec<&'static str> {
    let inside = |r: &&Revision| state.contains(&r.number);
    let is_parent = |id: &str| REVISIONS.iter().filter(inside).any(|r| r.parents.contains(&id));
    let heads = REVISIONS.iter().filter(inside).map(|r| r.id);
    heads.filter(|id| !is_parent(id)).collect()
}

#[cfg(test)]
impl Shape {
    /// Applies a change that must find what it changes, and make nothing that is there.
    pub(super) fn apply_checked(&mut self, change: &Change) -> Result<(), String> {
        let columns = |table: &str| {
            self.tables
                .get(table)
                .cloned()
                .flatten()
                .ok_or(format!("no `{table}`"))
        };
        let known = |table: &str, wanted: &[&str], there: bool| {
            let columns = columns(table)?;
            let is_must = |column: &&&str| (columns.get(**column) == Some(&Need::Must)) == there;
            match wanted.iter().all(|column| is_must(&column)) {
                true => Ok(()),
                false => Err(format!("{wanted:?} of `{table}`")),
            }
        };
        match change {
            Change::AddTable(table, _) | Change::OpenTable(table) if self.tables.contains_key(table) => {
                return Err(format!("`{table}` is there"));
            }
            Change::DropTable(table) if !self.tables.contains_key(table) => {
                return Err(format!("no `{table}`"));
            }
            Change::AddColumns(table, new) | Change::AddOptional(table, new) => known(table, new, false)?,
            Change::DropColumns(table, old) => known(table, old, true)?,
            _ => {}
        }
        self.apply(change);
        Ok(())
    }

    /// Its tables with known columns.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        let known = |columns: &BTreeMap<&'static str, Need>| columns.keys().copied().collect();
        let tables = self.tables.iter();
        tables.filter_map(move |(table, columns)| Some((*table, known(columns.as_ref()?))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_of_heads_that_the_forks_allow_is_a_legal_state() {
        let states = legal_states();
        assert_eq!(states[0], [super::super::HEAD]);
        assert!(states.contains(&vec!["6bcddbb87700", "b1c2d3e4f5a6"]));
        assert!(states.contains(&vec!["efdfb2d763f7", "h3c4d5e6f7g8"]));
        assert!(states.contains(&vec!["5a6b7c8d9e0f", "24f4f817c85d"]));
        assert!(!states.iter().any(|heads| heads.len() > 2));
        // 40 revisions alone, and 3·1, 3·1 and 2·2 pairs of the forks
        assert_eq!(states.len(), 50);
    }
}
