//! A comparison as a person reads it: tables first, then what differs for a reason, then what is not equal.

use std::collections::BTreeMap;
use std::fmt;

use super::{Compared, Comparison, Difference};

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self
            .tables
            .keys()
            .map(String::len)
            .max()
            .unwrap_or(0)
            .max("table".len());
        writeln!(
            f,
            "{:<width$}  {:>7}  {:>7}  {:>9}",
            "table", "rows in", "equal", "made here"
        )?;
        for (
            table,
            Compared {
                rows,
                equal,
                made_here,
            },
        ) in &self.tables
        {
            writeln!(f, "{table:<width$}  {rows:>7}  {equal:>7}  {made_here:>9}")?;
        }
        let mut alike: BTreeMap<(&str, &str, &str), Vec<&str>> = BTreeMap::new();
        for one in &self.differences {
            if let Some(reason) = &one.reason {
                alike
                    .entry((&one.table, &one.column, reason))
                    .or_default()
                    .push(&one.row);
            }
        }
        for ((table, column, reason), rows) in alike {
            writeln!(f, "differs: {table}.{column} of {}: {reason}", rows.join(", "))?;
        }
        for Difference {
            table,
            row,
            column,
            source,
            heirloom,
            ..
        } in self.unexplained()
        {
            writeln!(
                f,
                "NOT EQUAL: {table}.{column} of {row}: {source} there, {heirloom} here"
            )?;
        }
        match self.is_equal() {
            true => write!(
                f,
                "equal: what heirloom has is what the rows say, or says why not"
            ),
            false => write!(f, "{} differences without a reason", self.unexplained().count()),
        }
    }
}
