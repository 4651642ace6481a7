//! Notes that rows are there no more.

use heirloom_events::source::{Source, SourceEvent, SourceRowsGone};
use heirloom_events::values::SourceId;
use serde::{Deserialize, Serialize};

use super::{AT_ONCE, met, row, table};
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Notes that rows of a table are there no more. Those that were never taken, or were noted before, make no
/// event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowsGone {
    /// The source.
    pub source_id: SourceId,
    /// The table, 1 to 50 characters.
    pub table: String,
    /// The primary keys of the rows as text, at most 10,000.
    pub rows: Vec<String>,
}

impl RowsGone {
    /// # Errors
    /// Where the source was not met, or a value is not valid.
    pub fn decide(&self, source: &Source) -> Result<Vec<SourceEvent>, Refusal> {
        met(source, self.source_id)?;
        let table = table(&self.table)?;
        validate::list("rows", self.rows.len(), AT_ONCE)?;
        let mut rows: Vec<String> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (i, given) in self.rows.iter().enumerate() {
            let given = row(&format!("rows[{i}]"), given)?;
            if source.row(&table, &given).is_some() && seen.insert(given.clone()) {
                rows.push(given);
            }
        }
        match rows.is_empty() {
            true => Ok(vec![]),
            false => Ok(vec![SourceRowsGone { table, rows }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::source::testing::*;

    #[test]
    fn a_row_goes_once() {
        let given = vec![opened("r"), taken(&[("1", "aaaaaaaa"), ("2", "bbbbbbbb")])];
        let command = RowsGone {
            source_id: source(),
            table: "recipe".into(),
            rows: ["1", "1", "7"].map(str::to_owned).to_vec(),
        };
        let gone: SourceEvent = SourceRowsGone {
            table: "recipe".into(),
            rows: vec!["1".into()],
        }
        .into();
        check(given.clone(), command.clone(), Ok(vec![gone.clone()]));
        check([given, vec![gone]].concat(), command.clone(), Ok(vec![]));
        check([], command, Err("open it first"));
    }
}
