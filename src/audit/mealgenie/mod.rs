//! The proof of an import: the rows of a source and the application's own tables as heirloom has them, row by row.
//!
//! A difference has a reason, or the two are not equal. A reason is one that the import told (a defect of the source,
//! something that no command takes), or a rule of `reasons`: something that the application and heirloom count
//! differently and that loses nothing.
//!
//! What is compared: recipes, their ingredients, cookings, meals, planned entries, the list, what recipes gave to its
//! items, facts, groups and rules.
//! What recipes gave to an item is compared, too: an import has the list made anew, and what comes of that must be
//! what the application would make of its own rows (`settled`).

mod expected;
mod reasons;
mod settled;
mod show;
pub(crate) mod tables;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use heirloom_projections::Value;
use heirloom_projections::diff::value_text;
use serde::Serialize;

use crate::importers::mealgenie::source::{Defect, Rows};
use expected::Expected;
use reasons::Reasons;
use settled::Settled;
pub use tables::Tables;
use tables::{Row, number};
pub use told::noted_otherwise;

/// From here on a number was given by heirloom, not by the application.
const MADE_HERE: i64 = 1_000_000_000;
/// The column of a difference that is about a whole row.
const WHOLE: &str = "*";

/// What two sides say of the same rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// How many rows were compared, and how many of them are equal to the last column, by table.
    pub tables: BTreeMap<String, Compared>,
    /// All that is not equal.
    pub differences: Vec<Difference>,
}

/// The rows of one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Rows of the source.
    pub rows: u64,
    /// Of them, rows that are equal.
    pub equal: u64,
    /// Rows that came to be in heirloom.
    pub made_here: u64,
}

/// Something that the two sides say differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The table of the source.
    pub table: String,
    /// The row's primary key as text.
    pub row: String,
    /// The column; `*`: the whole row.
    pub column: String,
    /// What the source says.
    pub source: String,
    /// What heirloom says.
    pub heirloom: String,
    /// Why; none: nobody knows.
    pub reason: Option<String>,
}

impl Comparison {
    /// Whether every difference has its reason.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.unexplained().next().is_none()
    }

    /// The differences for which nobody knows a reason.
    pub fn unexplained(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|one| one.reason.is_none())
    }
}

/// Compares the rows of a source with the application's tables as heirloom has them. `told` is what the import said
/// of rows that come over otherwise than they lay there, beside the source's own defects. Of a source with several
/// users, the rows are compared whose user the tables name.
#[must_use]
pub fn compare(rows: &Rows, tables: &Tables, told: &[Defect]) -> Comparison {
    let first = || rows.user_ids().first().copied().unwrap_or_default();
    let user = tables.user().unwrap_or_else(first);
    let expected = expected::of(rows, user);
    let told: Vec<Defect> = rows.defects.iter().chain(told).cloned().collect();
    let reasons = Reasons::new(&told, &expected, tables, Settled::of(rows, user));
    let mut comparison = Comparison::default();
    let mut met: BTreeSet<(&str, Vec<i64>)> = BTreeSet::new();
    for row in &expected {
        met.insert((row.table, row.key.iter().map(|(_, id)| *id).collect()));
    }
    let index = index(tables, &expected);
    for row in &expected {
        let key: Vec<i64> = row.key.iter().map(|(_, id)| *id).collect();
        let found = index.get(&(row.table, key)).copied();
        comparison.take(row, found, &reasons);
    }
    for ((table, key), row) in index.into_iter().filter(|(key, _)| !met.contains(key)) {
        comparison.surplus(table, &key, row, &reasons);
    }
    comparison
}

type Index<'a> = BTreeMap<(&'static str, Vec<i64>), &'a Row>;

/// The tables' rows by their keys. Tables that the source has no row of are in it too.
fn index<'a>(tables: &'a Tables, expected: &[Expected]) -> Index<'a> {
    const BY_ID: [&str; 8] = [
        "recipe",
        "ingredients",
        "recipe_history",
        "meals",
        "planner_entries",
        "nutrition_facts",
        "recipe_groups",
        "unit_conversion_rules",
    ];
    let mut keys: BTreeMap<&'static str, Vec<&'static str>> = BY_ID.map(|table| (table, vec!["id"])).into();
    keys.insert("shopping_items", vec!["id"]);
    keys.insert("recipe_ingredients", vec!["recipe_id", "ingredient_id"]);
    keys.insert(
        "shopping_item_contributions",
        vec!["shopping_item_id", "recipe_id", "planner_entry_id"],
    );
    keys.insert("recipe_group_association", vec!["recipe_id", "group_id"]);
    debug_assert!(expected.iter().all(|row| keys.contains_key(row.table)));
    let mut index = Index::new();
    for (table, columns) in keys {
        for row in tables.rows(table) {
            let key = columns
                .iter()
                .filter_map(|column| number(row.get(column)?))
                .collect();
            index.insert((table, key), row);
        }
    }
    index
}

impl Comparison {
    fn take(&mut self, row: &Expected, found: Option<&Row>, reasons: &Reasons<'_>) {
        let before = self.differences.len();
        match found {
            None => self.differ(row, WHOLE, "a row", "none", reasons.of_row(row)),
            Some(found) => {
                for (column, was) in &row.columns {
                    let is = found.get(column).unwrap_or(&Value::Null);
                    if !is_same(was, is) {
                        let reason = reasons.of_column(row, column, is, was);
                        self.differ(row, column, value_text(was), value_text(is), reason);
                    }
                }
            }
        }
        let equal = self.differences.len() == before;
        let compared = self.tables.entry(row.table.to_owned()).or_default();
        compared.rows += 1;
        compared.equal += u64::from(equal);
    }

    fn differ(
        &mut self,
        row: &Expected,
        column: &str,
        source: impl Into<String>,
        heirloom: impl Into<String>,
        reason: Option<String>,
    ) {
        self.differences.push(Difference {
            table: row.from.to_owned(),
            row: row.row.clone(),
            column: column.to_owned(),
            source: source.into(),
            heirloom: heirloom.into(),
            reason,
        });
    }

    /// A row that the source does not have. What heirloom gave a number came to be there.
    fn surplus(&mut self, table: &str, key: &[i64], row: &Row, reasons: &Reasons<'_>) {
        if key.iter().any(|id| *id >= MADE_HERE) || reasons.is_made_anew(table, key, row) {
            self.tables.entry(table.to_owned()).or_default().made_here += 1;
            return;
        }
        let key: Vec<String> = key.iter().map(ToString::to_string).collect();
        self.differences.push(Difference {
            table: table.to_owned(),
            row: key.join("/"),
            column: WHOLE.to_owned(),
            source: "none".to_owned(),
            heirloom: "a row".to_owned(),
            reason: reasons::of_surplus(table),
        });
    }
}

/// Whether two values say the same; lists count as what they say, not as they are written.
fn is_same(one: &Value<'_>, other: &Value<'_>) -> bool {
    if one == other {
        return true;
    }
    let list = |value: &Value<'_>| match value {
        Value::Text(text) if text.starts_with('[') => serde_json::from_str::<serde_json::Value>(text).ok(),
        _ => None,
    };
    list(one).is_some_and(|one| list(other) == Some(one))
}
