//! What became of every row of a source: the reconciliation of an import.
//!
//! Every row that was read is in exactly one of three states: it became something, it is set aside with a reason, or
//! nobody has said what became of it. So rows in are always the sum of the three, and an import is complete where
//! the third is empty.
//!
//! [`Report::of`] starts the account with the rows as read; whoever carries them over says of each what it became.

mod show;

use std::collections::BTreeMap;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::source::{Defect, OutOfScope, Rows};

/// The account of one import.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    source: String,
    revision: String,
    tables: BTreeMap<String, Fates>,
    out_of_scope: Vec<OutOfScope>,
    columns_left_out: Vec<String>,
    differences: Vec<Defect>,
}

/// The rows of one table.
#[derive(Clone, Debug, Default, PartialEq)]
struct Fates {
    /// By primary key; rows that were read, and can be used.
    rows: BTreeMap<String, Fate>,
    /// Rows that the reader has set aside, with the reason. Two of them may have one key.
    unusable: Vec<(String, String)>,
}

/// What became of a row.
#[derive(Clone, Debug, Default, PartialEq)]
enum Fate {
    /// Nobody has said.
    #[default]
    Unaccounted,
    /// Things, each named as `recipe/0190…`.
    Became(Vec<String>),
    /// Nothing, for this reason.
    SetAside(String),
}

/// The account of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableAccount {
    /// Rows in.
    pub rows: u64,
    /// Of them, rows that became something.
    pub became: u64,
    /// What they became, and how many of it: one row may become several things, several rows one.
    pub things: BTreeMap<String, u64>,
    /// Rows that became nothing, by the reason.
    pub set_aside: BTreeMap<String, Vec<String>>,
    /// Rows of which nobody has said what became of them.
    pub unaccounted: Vec<String>,
}

impl TableAccount {
    /// How many rows are set aside.
    #[must_use]
    pub fn aside(&self) -> u64 {
        self.set_aside.values().map(|rows| rows.len() as u64).sum()
    }
}

impl Report {
    /// The account of what was read; nothing of it has become anything yet.
    #[must_use]
    pub fn of(rows: &Rows) -> Self {
        let mut report = Self {
            source: rows.place.clone(),
            revision: rows.revision.to_string(),
            tables: BTreeMap::new(),
            out_of_scope: rows.out_of_scope.clone(),
            columns_left_out: rows.columns_left_out.clone(),
            differences: rows.defects.clone(),
        };
        for row in rows.each() {
            report.takes_in(row.table, row.row);
        }
        for row in &rows.set_aside {
            let unusable = (row.row.clone(), row.why.clone());
            report.table(row.table).unusable.push(unusable);
        }
        report
    }

    fn table(&mut self, table: &str) -> &mut Fates {
        self.tables.entry(table.to_owned()).or_default()
    }

    fn takes_in(&mut self, table: &str, row: &str) {
        self.table(table).rows.insert(row.to_owned(), Fate::default());
    }

    /// A row became these things, each named as `recipe/0190…`; what stands before the `/` is its kind. Said twice,
    /// all of them count. To become nothing, say why with [`Self::set_aside`]: an empty list says nothing.
    ///
    /// Whether the row was read; a row that was not is not counted.
    pub fn became<T: Into<String>>(
        &mut self,
        table: &str,
        row: &str,
        things: impl IntoIterator<Item = T>,
    ) -> bool {
        let Some(fate) = self.fate(table, row) else {
            return false;
        };
        let mut new: Vec<String> = things.into_iter().map(Into::into).collect();
        if new.is_empty() {
            return true;
        }
        match fate {
            Fate::Became(known) => {
                new.retain(|thing| !known.contains(thing));
                known.append(&mut new);
            }
            other => *other = Fate::Became(new),
        }
        true
    }

    /// A row became nothing, for a reason. What it has become already still counts.
    ///
    /// Whether the row was read; a row that was not is not counted.
    pub fn set_aside(&mut self, table: &str, row: &str, why: impl Into<String>) -> bool {
        let Some(fate) = self.fate(table, row) else {
            return false;
        };
        if *fate == Fate::Unaccounted {
            *fate = Fate::SetAside(why.into());
        }
        true
    }

    /// Whether somebody has said what the row became.
    #[must_use]
    pub fn has_become(&self, table: &str, row: &str) -> bool {
        let fate = self.tables.get(table).and_then(|table| table.rows.get(row));
        matches!(fate, Some(Fate::Became(_)))
    }

    fn fate(&mut self, table: &str, row: &str) -> Option<&mut Fate> {
        self.tables.get_mut(table)?.rows.get_mut(row)
    }

    /// A row came over otherwise than it was.
    pub fn differs(&mut self, difference: Defect) {
        self.differences.push(difference);
    }

    /// All that came over otherwise than it was: what the reader told, then what was added.
    #[must_use]
    pub fn differences(&self) -> &[Defect] {
        &self.differences
    }

    /// The account by tables.
    #[must_use]
    pub fn tables(&self) -> BTreeMap<&str, TableAccount> {
        self.tables
            .iter()
            .map(|(table, fates)| (table.as_str(), fates.account()))
            .collect()
    }

    /// Whether of every row somebody has said what became of it, or why nothing did.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let mut fates = self.tables.values().flat_map(|table| table.rows.values());
        fates.all(|fate| *fate != Fate::Unaccounted)
    }
}

impl Fates {
    fn account(&self) -> TableAccount {
        let mut account = TableAccount {
            rows: (self.rows.len() + self.unusable.len()) as u64,
            ..TableAccount::default()
        };
        for (row, why) in &self.unusable {
            account
                .set_aside
                .entry(why.clone())
                .or_default()
                .push(row.clone());
        }
        for (row, fate) in &self.rows {
            match fate {
                Fate::Unaccounted => account.unaccounted.push(row.clone()),
                Fate::SetAside(why) => account
                    .set_aside
                    .entry(why.clone())
                    .or_default()
                    .push(row.clone()),
                Fate::Became(things) => {
                    account.became += 1;
                    for thing in things {
                        let kind = thing.split('/').next().unwrap_or(thing);
                        *account.things.entry(kind.to_owned()).or_default() += 1;
                    }
                }
            }
        }
        account
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("Report", 7)?;
        report.serialize_field("source", &self.source)?;
        report.serialize_field("revision", &self.revision)?;
        report.serialize_field("complete", &self.is_complete())?;
        report.serialize_field("tables", &self.tables())?;
        report.serialize_field("out_of_scope", &self.out_of_scope)?;
        report.serialize_field("columns_left_out", &self.columns_left_out)?;
        report.serialize_field("differences", &self.differences)?;
        report.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn report(rows: &[(&str, &str)]) -> Report {
        let mut report = Report {
            source: "app.db".into(),
            revision: "revision 1".into(),
            tables: BTreeMap::new(),
            out_of_scope: Vec::new(),
            columns_left_out: Vec::new(),
            differences: Vec::new(),
        };
        for (table, row) in rows {
            report.takes_in(table, row);
        }
        report
    }

    #[test]
    fn an_account_is_complete_when_every_row_became_something_or_says_why_not() {
        let mut report = report(&[("meals", "1"), ("meals", "2"), ("recipe", "1")]);
        assert!(!report.is_complete());
        assert!(report.became("meals", "1", ["meal/a"]));
        assert!(report.became("recipe", "1", ["recipe/b", "image/c"]));
        assert_eq!(report.tables()["meals"].unaccounted, ["2"]);
        assert!(report.set_aside("meals", "2", "nobody wants it"));
        assert!(report.is_complete());
        assert_eq!(
            report.tables()["recipe"].things,
            [("image".into(), 1), ("recipe".into(), 1)].into()
        );
    }

    #[test]
    fn what_was_not_read_is_not_counted_and_nothing_is_no_account() {
        let mut report = report(&[("meals", "1")]);
        assert!(!report.became("meals", "2", ["meal/a"]));
        assert!(!report.set_aside("recipe", "1", "why"));
        assert!(report.became("meals", "1", Vec::<String>::new()));
        assert!(!report.is_complete());
    }

    #[test]
    fn two_unusable_rows_with_one_key_are_both_counted() {
        let mut report = report(&[("meals", "1")]);
        for _ in 0..2 {
            report
                .table("meals")
                .unusable
                .push(("1".into(), "the same key".into()));
        }
        report.became("meals", "1", ["meal/a"]);
        let meals = &report.tables()["meals"];
        assert_eq!((meals.rows, meals.became, meals.aside()), (3, 1, 2));
    }

    proptest! {
        /// Rows in = became + set aside + unaccounted, whatever is said in whatever order.
        #[test]
        fn no_row_is_lost_or_counted_twice(
            read in 0..12_usize,
            said in prop::collection::vec((0..16_usize, 0..4_usize), 0..60),
        ) {
            let names: Vec<String> = (0..read).map(|row| row.to_string()).collect();
            let rows: Vec<(&str, &str)> = names.iter().map(|row| ("meals", row.as_str())).collect();
            let mut report = report(&rows);
            for (row, things) in said {
                let row = row.to_string();
                match things {
                    0 => report.set_aside("meals", &row, "why"),
                    n => report.became("meals", &row, (1..n).map(|thing| format!("meal/{thing}"))),
                };
            }
            let account = report.tables().remove("meals").unwrap_or_default();
            let sum = account.became + account.aside() + account.unaccounted.len() as u64;
            prop_assert_eq!(account.rows, read as u64);
            prop_assert_eq!(sum, account.rows);
            prop_assert_eq!(report.is_complete(), account.unaccounted.is_empty());
        }
    }
}
