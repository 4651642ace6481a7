//! Notes what became of rows.

use std::collections::HashSet;

use heirloom_events::limits;
use heirloom_events::source::{Source, SourceEvent, SourceRowsTaken, TakenRow};
use heirloom_events::values::SourceId;
use serde::{Deserialize, Serialize};

use super::{AT_ONCE, met, row, table};
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many things one row may become.
const BECAME: usize = 10_000;
/// The bounds of a digest, in hexadecimal digits.
const DIGEST: std::ops::RangeInclusive<usize> = 8..=128;

/// Notes what became of rows of a table. A row that says and became what it did when it was last taken makes
/// no event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeRows {
    /// The source.
    pub source_id: SourceId,
    /// The table, 1 to 50 characters.
    pub table: String,
    /// The rows, at most 10,000, each once.
    pub rows: Vec<TakenRow>,
}

impl TakeRows {
    /// # Errors
    /// Where the source was not met, a value is not valid, or a row stands there twice.
    pub fn decide(&self, source: &Source) -> Result<Vec<SourceEvent>, Refusal> {
        met(source, self.source_id)?;
        let table = table(&self.table)?;
        validate::list("rows", self.rows.len(), AT_ONCE)?;
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        for (i, given) in self.rows.iter().enumerate() {
            let given = checked(i, given)?;
            if !seen.insert(given.row.clone()) {
                let why = format!("`{}` stands there twice; a table has each key once", given.row);
                return Err(Refusal::invalid(format!("rows[{i}].row"), why));
            }
            let before = source.row(&table, &given.row);
            let says = (&given.digest, &given.became);
            if before.is_none_or(|before| (&before.digest, &before.became) != says) {
                rows.push(given);
            }
        }
        match rows.is_empty() {
            true => Ok(vec![]),
            false => Ok(vec![SourceRowsTaken { table, rows }.into()]),
        }
    }
}

fn checked(i: usize, given: &TakenRow) -> Result<TakenRow, Refusal> {
    let place = |field: &str| format!("rows[{i}].{field}");
    let digest = given.digest.to_ascii_lowercase();
    if !DIGEST.contains(&digest.len()) || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        let why = "it is no digest; give 8 to 128 hexadecimal digits";
        return Err(Refusal::invalid(place("digest"), why));
    }
    validate::list(&place("became"), given.became.len(), BECAME)?;
    let thing = |thing: &String| validate::text(&place("became"), thing, limits::NAME_CHARS);
    Ok(TakenRow {
        row: row(&place("row"), &given.row)?,
        digest,
        became: given.became.iter().map(thing).collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::source::testing::*;

    fn command(rows: &[(&str, &str)]) -> TakeRows {
        TakeRows {
            source_id: source(),
            table: "recipe".into(),
            rows: taken_rows(rows),
        }
    }

    #[test]
    fn rows_are_taken_once_and_again_where_they_changed() {
        let both = [("1", "aaaaaaaa"), ("2", "bbbbbbbb")];
        let given = vec![opened("r"), taken(&both)];
        check([opened("r")], command(&both), Ok(vec![taken(&both)]));
        check(given.clone(), command(&both), Ok(vec![]));
        let changed = [("1", "AAAAAAAA"), ("2", "cccccccc")];
        check(given, command(&changed), Ok(vec![taken(&[("2", "cccccccc")])]));
    }

    #[test]
    fn a_row_that_became_another_thing_is_taken_again() {
        let given = vec![opened("r"), taken(&[("1", "aaaaaaaa")])];
        let mut other = command(&[("1", "aaaaaaaa")]);
        other.rows[0].became = vec!["item/1@w2".into()];
        let event = SourceRowsTaken {
            table: other.table.clone(),
            rows: other.rows.clone(),
        };
        check(given, other, Ok(vec![event.into()]));
    }

    #[test]
    fn a_source_that_was_not_opened_takes_none() {
        check([], command(&[("1", "aaaaaaaa")]), Err("open it first"));
    }

    #[test]
    fn a_mistake_is_named_by_its_row() {
        let given = || [opened("r")];
        check(
            given(),
            command(&[("1", "aaaaaaaa"), ("2", "?")]),
            Err("rows[1].digest is not valid"),
        );
        check(
            given(),
            command(&[("1", "aaaaaaaa"), ("1", "bbbbbbbb")]),
            Err("`1` stands there twice"),
        );
        check(
            given(),
            command(&[(" ", "aaaaaaaa")]),
            Err("rows[0].row is not valid"),
        );
        let table = TakeRows {
            table: String::new(),
            ..command(&[])
        };
        check(given(), table, Err("table is not valid"));
        let many = vec![("1", "aaaaaaaa"); 10_001];
        check(
            given(),
            command(&many),
            Err("it has 10001 entries; at most 10000"),
        );
    }
}
