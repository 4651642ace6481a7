//! The account as a person reads it: tables first, then what is set aside, then what came over otherwise.

use std::collections::BTreeMap;
use std::fmt;

use super::{Report, TableAccount};

/// How many rows a line names.
const NAMED: usize = 8;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tables = self.tables();
        writeln!(f, "{} ({})", self.source, self.revision)?;
        rows(f, &tables)?;
        for (table, account) in &tables {
            aside(f, table, account)?;
        }
        self.left(f)?;
        self.told_differences(f)?;
        verdict(f, &tables)
    }
}

/// One line a table, columns under each other.
fn rows(f: &mut fmt::Formatter<'_>, tables: &BTreeMap<&str, TableAccount>) -> fmt::Result {
    let width = tables
        .keys()
        .map(|table| table.len())
        .max()
        .unwrap_or(0)
        .max("table".len());
    writeln!(
        f,
        "{:<width$}  {:>7}  {:>7}  {:>9}  {:>11}  what they became",
        "table", "rows in", "became", "set aside", "unaccounted"
    )?;
    for (table, account) in tables {
        let things: Vec<String> = account
            .things
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        let line = format!(
            "{table:<width$}  {:>7}  {:>7}  {:>9}  {:>11}  {}",
            account.rows,
            account.became,
            account.aside(),
            account.unaccounted.len(),
            things.join(", ")
        );
        writeln!(f, "{}", line.trim_end())?;
    }
    Ok(())
}

fn aside(f: &mut fmt::Formatter<'_>, table: &str, account: &TableAccount) -> fmt::Result {
    for (why, rows) in &account.set_aside {
        writeln!(f, "set aside: {table} {}: {why}", named(rows))?;
    }
    if !account.unaccounted.is_empty() {
        writeln!(f, "unaccounted: {table} {}", named(&account.unaccounted))?;
    }
    Ok(())
}

/// `3, 4 and 12 more`.
fn named(rows: &[String]) -> String {
    let shown = rows.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match rows.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

impl Report {
    fn left(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for table in &self.out_of_scope {
            let rows = if table.rows == 1 { "row" } else { "rows" };
            writeln!(
                f,
                "not taken over: {} ({} {rows}): {}",
                table.table, table.rows, table.why
            )?;
        }
        if !self.columns_left_out.is_empty() {
            let columns = self.columns_left_out.join(", ");
            writeln!(
                f,
                "not read: {columns}: signing in and paying are the application's"
            )?;
        }
        Ok(())
    }

    /// One line for all rows of a column that differ for the same reason and with the same outcome.
    fn told_differences(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut alike: BTreeMap<(&str, &str, &str, &str), Vec<String>> = BTreeMap::new();
        for one in &self.differences {
            let key = (one.table, one.column, one.why.as_str(), one.what_becomes.as_str());
            alike
                .entry(key)
                .or_default()
                .push(format!("{} ({})", one.row, one.what));
        }
        for ((table, column, why, becomes), rows) in alike {
            writeln!(
                f,
                "differs: {table}.{column} of {}: {why}; {becomes}",
                named(&rows)
            )?;
        }
        Ok(())
    }
}

fn verdict(f: &mut fmt::Formatter<'_>, tables: &BTreeMap<&str, TableAccount>) -> fmt::Result {
    let sum = |count: fn(&TableAccount) -> u64| tables.values().map(count).sum::<u64>();
    let (rows, became, aside) = (sum(|t| t.rows), sum(|t| t.became), sum(TableAccount::aside));
    match sum(|t| t.unaccounted.len() as u64) {
        0 => write!(
            f,
            "complete: {rows} rows in, {became} taken over, {aside} set aside with a reason"
        ),
        lost => write!(
            f,
            "INCOMPLETE: {rows} rows in, {became} taken over, {aside} set aside with a reason, {lost} unaccounted"
        ),
    }
}
