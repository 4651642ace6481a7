//! What differs between two versions of a projection (S6.1): columns that both have must be equal row by
//! row, except those that somebody declared.

use std::collections::BTreeMap;
use std::fmt;

use super::{Common, each_difference, settled};
use crate::Engine;
use crate::diff::{TableDiff, named_text, value_text};
use crate::error::{Error, Result};
use crate::rebuild::progress::{Progress, Stop};
use crate::rebuild::verify::{VerifyReport, verify};
use crate::target::{Bound, Version};

/// So many rows are told of each difference.
const FIRST: usize = 5;

/// In what two versions differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Only the new version has the table.
    TableAdded,
    /// Only the old version has the table.
    TableGone,
    /// Only the new version has the column.
    ColumnAdded,
    /// Only the old version has the column.
    ColumnGone,
    /// The table has another key, so its rows cannot be compared.
    Rekeyed,
    /// Rows that only the new version has.
    RowsAdded,
    /// Rows that only the old version has.
    RowsGone,
    /// Rows that have another value in the column.
    Values,
}

/// One difference between two versions of a projection, with all its rows.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// What it is.
    pub kind: DifferenceKind,
    /// The table.
    pub table: String,
    /// The column; none where it is the table, or whole rows.
    pub column: Option<String>,
    /// Whether it was to be expected: it is another shape, or somebody declared it.
    pub declared: bool,
    /// How many rows.
    pub rows: u64,
    /// The first of them: key, old value, new value.
    pub first: Vec<String>,
}

/// `recipes.servings: 12 rows have another value, e.g. (household_id …): 4 → 5`
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column.as_ref().map_or(String::new(), |c| format!(".{c}"));
        let what = match self.kind {
            DifferenceKind::TableAdded | DifferenceKind::ColumnAdded => "only the new version has it".into(),
            DifferenceKind::TableGone | DifferenceKind::ColumnGone => "only the old version has it".into(),
            DifferenceKind::Rekeyed => "it has another key; its rows were not compared".into(),
            DifferenceKind::RowsAdded => format!("{} rows are only in the new version", self.rows),
            DifferenceKind::RowsGone => format!("{} rows are only in the old version", self.rows),
            DifferenceKind::Values => format!("{} rows have another value", self.rows),
        };
        write!(f, "{}{column}: {what}", self.table)?;
        if !self.first.is_empty() {
            write!(f, ", e.g. {}", self.first.join("; "))?;
        }
        Ok(())
    }
}

impl Engine {
    /// Verifies the tables of these versions against the log, whether they are live or stand by.
    ///
    /// # Errors
    /// [`Error::VersionGone`] where a version has no verified tables; otherwise as [`Engine::verify`].
    pub async fn verify_versions(
        &self,
        versions: &[Version],
        progress: &dyn Progress,
        stop: &Stop,
    ) -> Result<VerifyReport> {
        let generations = self.db.generations().await?;
        let models = self.models_of(versions)?;
        let targets: Result<Vec<Bound>> = models
            .into_iter()
            .map(|model| self.showable(model, &generations))
            .collect();
        verify(self, &targets?, progress, stop).await
    }

    /// What differs between the tables of two versions of a projection, as they stand now. `declared` names
    /// what may differ: `table.column`, or `table` for all of it, whole rows included. Columns and tables
    /// that only one version has are told once and count as declared. Something that is not declared is a
    /// mistake of the new version, or of its declaration.
    ///
    /// # Errors
    /// [`Error::UnknownProjection`] and [`Error::UnknownVersion`] where this build has no such thing;
    /// [`Error::VersionGone`] where a version has no verified tables; [`Error::Lagging`] where commands come
    /// in faster than both can be fed.
    pub async fn compare_versions(
        &self,
        name: &str,
        from_version: u32,
        to_version: u32,
        declared: &[&str],
        stop: &Stop,
    ) -> Result<Vec<Difference>> {
        if !self.known_names().contains(&name) {
            return Err(Error::UnknownProjection {
                name: name.to_owned(),
                known: self.known_names().join(", "),
            });
        }
        let generations = self.db.generations().await?;
        let from = self.showable(self.known(name, from_version)?, &generations)?;
        let to = self.showable(self.known(name, to_version)?, &generations)?;
        let common = Common::of(from.model, to.model);
        let mut found = Found::new(declared);
        found.shapes(&common);
        let mut snapshot = settled(self, &from, &to).await?;
        each_difference(snapshot.as_mut(), &common, [&from, &to], stop, |table, diff| {
            found.rows(table.name, &table.columns, table.key, &diff);
            true
        })
        .await?;
        snapshot.close().await?;
        Ok(found.differences.into_values().collect())
    }
}

/// Differences by table, column and kind.
struct Found<'a> {
    declared: &'a [&'a str],
    differences: BTreeMap<(String, Option<String>, DifferenceKind), Difference>,
}

impl<'a> Found<'a> {
    fn new(declared: &'a [&'a str]) -> Self {
        Self {
            declared,
            differences: BTreeMap::new(),
        }
    }

    fn at(&mut self, kind: DifferenceKind, table: &str, column: Option<&str>) -> &mut Difference {
        let declared = self
            .declared
            .iter()
            .any(|one| match (column, one.split_once('.')) {
                (_, None) => *one == table,
                (Some(column), Some(one)) => one == (table, column),
                (None, Some(_)) => false,
            });
        let key = (table.to_owned(), column.map(str::to_owned), kind);
        self.differences.entry(key).or_insert_with(|| Difference {
            kind,
            table: table.to_owned(),
            column: column.map(str::to_owned),
            declared,
            rows: 0,
            first: Vec::new(),
        })
    }

    fn shapes(&mut self, common: &Common) {
        for table in &common.tables_added {
            self.at(DifferenceKind::TableAdded, table, None).declared = true;
        }
        for table in &common.tables_gone {
            self.at(DifferenceKind::TableGone, table, None).declared = true;
        }
        for (table, column) in &common.columns_added {
            self.at(DifferenceKind::ColumnAdded, table, Some(column)).declared = true;
        }
        for (table, column) in &common.columns_gone {
            self.at(DifferenceKind::ColumnGone, table, Some(column)).declared = true;
        }
        for table in &common.rekeyed {
            self.at(DifferenceKind::Rekeyed, table, None);
        }
    }

    fn rows(&mut self, table: &str, columns: &[&str], key: usize, diff: &TableDiff) {
        for row in &diff.missing {
            let told = named_text(&columns[..key], row);
            self.at(DifferenceKind::RowsAdded, table, None).add(told);
        }
        for row in &diff.extra {
            let told = named_text(&columns[..key], row);
            self.at(DifferenceKind::RowsGone, table, None).add(told);
        }
        for (new, old) in &diff.changed {
            let values = columns.iter().zip(old.iter().zip(new));
            for (column, (old_value, new_value)) in values.filter(|(_, (old, new))| old != new) {
                let (row, is, was) = (
                    named_text(&columns[..key], new),
                    value_text(new_value),
                    value_text(old_value),
                );
                let difference = self.at(DifferenceKind::Values, table, Some(column));
                difference.add(format!("{row}: {was} → {is}"));
            }
        }
    }
}

impl Difference {
    fn add(&mut self, told: String) {
        self.rows += 1;
        if self.first.len() < FIRST {
            self.first.push(told);
        }
    }
}
