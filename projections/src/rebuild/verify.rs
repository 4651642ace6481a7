//! Verification: the tables equal a fresh fold of the log, and the named checks (`S8.1` and so on) hold.
//!
//! It runs on tables that are being fed as well as on tables that nobody reads yet.

use std::collections::{BTreeMap, HashSet};

use heirloom_events::values::{HouseholdId, Quantity};
use uuid::Uuid;

use super::compare::{Compared, Mismatch, Takes, compare_with_log, folded_rows, stored_rows, table_diffs};
use super::progress::{Progress, Stop};
use crate::diff::{Rows, TableDiff};
use crate::error::Result;
use crate::read_db::Snapshot;
use crate::target::{Bound, Role, Target};
use crate::{Engine, Table, Value};

/// At most so many lines tell what is wrong in one check.
const DETAILS: usize = 20;
/// In at most so many households rows are compared one by one.
const HOUSEHOLDS_DIFFED: usize = 50;

/// Named checks that ask for a table's rows, by table: number, what must hold, and whether only
/// the keys count for it.
const NAMED: [(&str, &str, &str, bool); 7] = [
    ("recipes", "S8.1", "recipe count and ids equal the log's", true),
    (
        "recipe_ingredients",
        "S8.2",
        "every recipe has the lines and quantities of the log",
        false,
    ),
    (
        "search",
        "S8.5",
        "search holds every live recipe and no ghosts",
        true,
    ),
    (
        "meal_selections",
        "S8.3",
        "every week is complete and plans the recipes of the log",
        false,
    ),
    (
        "meal_selection_sides",
        "S8.3",
        "every planned meal has the sides of the log",
        false,
    ),
    (
        "shopping_items",
        "S8.4",
        "every item shows what plan, recipes and marks give",
        false,
    ),
    (
        "shopping_problems",
        "S8.4",
        "every list tells what is wrong with its recipes",
        false,
    ),
];

/// One check and what it found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CheckResult {
    /// Which tables: `recipes_v1_g2`.
    #[serde(skip)]
    pub target: String,
    /// Its number (`S8.1`), or `rows`.
    pub id: &'static str,
    /// What must hold.
    pub name: String,
    /// Whether it does.
    pub ok: bool,
    /// The first things that are wrong: rows by key, with their columns.
    pub details: Vec<String>,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct VerifyReport {
    /// One line per check.
    pub checks: Vec<CheckResult>,
}

impl VerifyReport {
    /// Whether every check holds.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.failed() == 0
    }

    /// Whether every check of these tables holds.
    #[must_use]
    pub fn ok_of(&self, target: &Target) -> bool {
        let target = target.to_string();
        self.checks.iter().all(|check| check.ok || check.target != target)
    }

    /// How many do not.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.checks.iter().filter(|check| !check.ok).count()
    }
}

impl Engine {
    /// Verifies the live tables of these projections (none named: all) against the log.
    ///
    /// # Errors
    /// Where the log or the database fails, or an event cannot be read. What differs is no error: it is in
    /// the report.
    pub async fn verify(
        &self,
        names: &[String],
        progress: &dyn Progress,
        stop: &Stop,
    ) -> Result<VerifyReport> {
        let targets = self.in_role(&self.chosen(names)?, Role::Live).await?;
        verify(self, &targets, progress, stop).await
    }
}

pub(crate) async fn verify(
    engine: &Engine,
    targets: &[Bound],
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<VerifyReport> {
    let mut snapshot = engine.db.snapshot().await?;
    let compared = compare_with_log(engine, snapshot.as_mut(), targets, progress, stop).await?;
    let diffs = Diffs::read(engine, snapshot.as_mut(), targets, &compared.mismatches).await?;
    let mut checks = Vec::new();
    for (at, bound) in targets.iter().enumerate() {
        for (table, shape) in bound.model.tables().iter().enumerate() {
            checks.push(rows_check(&compared, &diffs, at, table, shape));
            checks.extend(named_check(&diffs, at, table, shape));
        }
        checks.extend(sql_checks(engine, snapshot.as_mut(), bound).await?);
        let same_name = |other: &&Bound| other.model.name() == bound.model.name();
        let ambiguous = targets.iter().filter(same_name).count() > 1;
        for check in checks.iter_mut().filter(|check| check.target.is_empty()) {
            check.target = bound.target.to_string();
            if ambiguous {
                check.name = format!("`{}`: {}", bound.target, check.name);
            }
        }
    }
    snapshot.close().await?;
    Ok(VerifyReport { checks })
}

/// Row by row differences, by target and table.
struct Diffs {
    tables: BTreeMap<(usize, usize), Vec<TableDiff>>,
    /// Lines that tell of sums that differ.
    sums: Vec<String>,
    /// Households that were not looked at one by one.
    left_out: usize,
}

impl Diffs {
    async fn read(
        engine: &Engine,
        snapshot: &mut dyn Snapshot,
        targets: &[Bound],
        mismatches: &[Mismatch],
    ) -> Result<Self> {
        let mut diffs = Self {
            tables: BTreeMap::new(),
            sums: Vec::new(),
            left_out: 0,
        };
        if mismatches.is_empty() {
            return Ok(diffs);
        }
        let takes = Takes::read(snapshot, targets).await?;
        let mut seen: HashSet<(HouseholdId, usize)> = HashSet::new();
        for Mismatch {
            household, target, ..
        } in mismatches
        {
            if !seen.insert((*household, *target)) {
                continue;
            }
            if seen.len() > HOUSEHOLDS_DIFFED {
                diffs.left_out += 1;
                continue;
            }
            let bound = &targets[*target];
            let is = stored_rows(snapshot, bound, *household).await?;
            let should = folded_rows(engine, bound, *household, takes.of(*target, *household)).await?;
            diffs.add(*target, bound, &is, &should);
        }
        Ok(diffs)
    }

    fn add(&mut self, target: usize, bound: &Bound, is: &Rows, should: &Rows) {
        for (table, diff) in table_diffs(is, should).into_iter().enumerate() {
            if diff.is_empty() {
                continue;
            }
            let shape = &bound.model.tables()[table];
            if shape.name == "recipe_ingredients" {
                self.sums
                    .extend(sum_lines(shape, &is.tables[table], &should.tables[table]));
            }
            self.tables.entry((target, table)).or_default().push(diff);
        }
    }

    fn lines(&self, target: usize, table: usize, shape: &Table) -> Vec<String> {
        let diffs = self.tables.get(&(target, table));
        let mut lines: Vec<String> = diffs.into_iter().flatten().flat_map(|d| d.lines(shape)).collect();
        cap(&mut lines);
        lines
    }
}

fn cap(lines: &mut Vec<String>) {
    if lines.len() > DETAILS {
        let more = lines.len() - DETAILS;
        lines.truncate(DETAILS);
        lines.push(format!("… and {more} more"));
    }
}

fn rows_check(compared: &Compared, diffs: &Diffs, target: usize, table: usize, shape: &Table) -> CheckResult {
    let (stored, folded) = (compared.stored[target][table], compared.folded[target][table]);
    let households = compared
        .mismatches
        .iter()
        .filter(|m| (m.target, m.table) == (target, table))
        .count();
    let mut details = diffs.lines(target, table, shape);
    if stored.rows != folded.rows {
        details.insert(0, format!("{} rows, {} by the log", stored.rows, folded.rows));
    }
    if households > 0 && diffs.left_out > 0 {
        details.push(format!(
            "{households} households differ; some were not looked at row by row"
        ));
    }
    CheckResult {
        target: String::new(),
        id: "rows",
        name: format!(
            "`{}` equals a fresh fold of the log ({} rows)",
            shape.name, stored.rows
        ),
        ok: households == 0,
        details,
    }
}

fn named_check(diffs: &Diffs, target: usize, table: usize, shape: &Table) -> Option<CheckResult> {
    let (_, id, name, keys_only) = NAMED.iter().find(|(table, ..)| *table == shape.name)?;
    let found = diffs.tables.get(&(target, table));
    let mut details: Vec<String> = found
        .into_iter()
        .flatten()
        .map(|diff| match keys_only {
            true => TableDiff {
                changed: Vec::new(),
                ..diff.clone()
            },
            false => diff.clone(),
        })
        .flat_map(|diff| diff.lines(shape))
        .collect();
    if shape.name == "recipe_ingredients" {
        details.extend(diffs.sums.iter().cloned());
    }
    cap(&mut details);
    Some(CheckResult {
        target: String::new(),
        id,
        name: (*name).to_owned(),
        ok: details.is_empty() && diffs.left_out == 0,
        details,
    })
}

async fn sql_checks(engine: &Engine, snapshot: &mut dyn Snapshot, bound: &Bound) -> Result<Vec<CheckResult>> {
    let dialect = engine.db.dialect();
    let mut results = Vec::new();
    for check in bound.model.checks(dialect) {
        let sql = bound.fill_in(dialect, check.sql);
        let details = snapshot.texts(check.name, &sql, DETAILS).await?;
        results.push(CheckResult {
            target: String::new(),
            id: check.id,
            name: check.name.to_owned(),
            ok: details.is_empty(),
            details,
        });
    }
    Ok(results)
}

/// The sums of quantities per recipe that differ. Amounts of different units are summed alike: the sum
/// means nothing in a kitchen, but a line that is lost or doubled always shows in it.
fn sum_lines(shape: &Table, is: &crate::diff::Keyed, should: &crate::diff::Keyed) -> Vec<String> {
    let (is, should) = (sums(shape, is), sums(shape, should));
    let shown = |sum: Option<&Option<Quantity>>| match sum {
        None => "no line".to_owned(),
        Some(None) => "more than can be summed".to_owned(),
        Some(Some(sum)) => sum.to_string(),
    };
    let recipes: std::collections::BTreeSet<&Uuid> = is.keys().chain(should.keys()).collect();
    recipes
        .into_iter()
        .filter(|recipe| is.get(recipe) != should.get(recipe))
        .map(|recipe| {
            let (is, should) = (shown(is.get(recipe)), shown(should.get(recipe)));
            format!("recipe {recipe}: its quantities sum up to {is}, by the log to {should}")
        })
        .collect()
}

fn sums(shape: &Table, rows: &crate::diff::Keyed) -> BTreeMap<Uuid, Option<Quantity>> {
    let at = |name: &str| shape.column_names().position(|column| column == name);
    let mut sums = BTreeMap::new();
    let (Some(recipe), Some(num), Some(den)) = (at("recipe_id"), at("quantity_num"), at("quantity_den"))
    else {
        return sums;
    };
    for row in rows.values() {
        let Value::Uuid(recipe) = &row[recipe] else {
            continue;
        };
        let sum = sums.entry(*recipe).or_insert(Some(Quantity::ZERO));
        if let (Value::Int(num), Value::Int(den)) = (&row[num], &row[den]) {
            let quantity = Quantity::new(i128::from(*num), i128::from(*den)).ok();
            *sum = sum.zip(quantity).and_then(|(sum, one)| sum.checked_add(one).ok());
        }
    }
    sums
}
