//! One row's columns, asked for by those who build it: a column that this revision lacks gives none, one that is
//! not as it must be gives what is said in its place, and a defect.

use chrono::{DateTime, NaiveDate, Utc};

use super::defect::{Defect, DefectKind};
use super::digest::digest;
use super::quantity::{Amount, exact};
use super::rows::{Row, SetAside};
use super::value::{Columns, Value};

/// The greatest quantity (`heirloom_events::values::Quantity`).
const MOST_MEASURED: f64 = 1e9;

/// A row on its way into the head's shape.
pub(super) struct Fields {
    pub(super) table: &'static str,
    pub(super) row: String,
    columns: Columns,
    defects: Vec<Defect>,
    refused: Option<String>,
}

impl Fields {
    pub(super) fn new(table: &'static str, row: String, columns: Columns) -> Self {
        Self {
            table,
            row,
            columns,
            defects: Vec::new(),
            refused: None,
        }
    }

    /// Whether this revision has the column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// What stands in the column; none where it is NULL or not there.
    pub(super) fn get(&self, column: &str) -> Option<&Value> {
        self.columns.get(column).filter(|value| **value != Value::Null)
    }

    pub(super) fn defect(&mut self, kind: DefectKind, column: &'static str, why: &str, what_becomes: &str) {
        let what = self.columns.get(column).unwrap_or(&Value::Null).to_string();
        self.defects.push(Defect {
            kind,
            table: self.table,
            row: self.row.clone(),
            column,
            what,
            why: why.to_owned(),
            what_becomes: what_becomes.to_owned(),
        });
    }

    /// The row cannot be used.
    pub(super) fn refuse(&mut self, kind: DefectKind, column: &'static str, why: &str) {
        self.defect(kind, column, why, "the row is set aside");
        self.refused.get_or_insert_with(|| format!("`{column}`: {why}"));
    }

    /// A whole number without which the row says nothing: an id.
    pub(super) fn id(&mut self, column: &'static str) -> i64 {
        match self.get(column) {
            Some(Value::Integer(id)) => *id,
            Some(_) => {
                self.refuse(DefectKind::Unreadable, column, "an id is a whole number");
                0
            }
            None => {
                self.refuse(
                    DefectKind::Missing,
                    column,
                    "the row belongs to nothing without it",
                );
                0
            }
        }
    }

    /// Whose row it is. Before there were users, and where none is named, it is the owner's.
    pub(super) fn user(&mut self, owner: i64) -> i64 {
        match self.get("user_id") {
            Some(Value::Integer(user)) => *user,
            _ if !self.has("user_id") => owner,
            _ => {
                let becomes = format!("it becomes user {owner}'s");
                self.defect(DefectKind::Missing, "user_id", "every row is a user's", &becomes);
                owner
            }
        }
    }

    pub(super) fn integer(&self, column: &str) -> Option<i64> {
        match self.get(column) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// A whole number with a least.
    pub(super) fn at_least(&mut self, column: &'static str, least: i64) -> Option<i64> {
        let number = self.integer(column)?;
        if number < least {
            let why = format!("the least is {least}");
            self.defect(DefectKind::TooLow, column, &why, "the value is left out");
            return None;
        }
        if number > i64::from(u32::MAX) {
            let why = format!("the most that is counted is {}", u32::MAX);
            self.defect(DefectKind::TooHigh, column, &why, "the value is left out");
            return None;
        }
        Some(number)
    }

    pub(super) fn text(&self, column: &str) -> Option<String> {
        match self.get(column) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// A text that must be there and say something; else what is said in its place.
    pub(super) fn name(&mut self, column: &'static str, instead: &str) -> String {
        let text = self.text(column).filter(|text| !text.trim().is_empty());
        text.unwrap_or_else(|| {
            let becomes = format!("it is named `{instead}`");
            self.defect(DefectKind::Missing, column, "a name must say something", &becomes);
            instead.to_owned()
        })
    }

    /// A text that must be there, and may be empty.
    pub(super) fn required_text(&mut self, column: &'static str) -> String {
        self.text(column).unwrap_or_else(|| {
            self.missing(column, "it becomes an empty text");
            String::new()
        })
    }

    pub(super) fn missing(&mut self, column: &'static str, what_becomes: &str) {
        if self.has(column) {
            self.defect(
                DefectKind::Missing,
                column,
                "the column must not be NULL",
                what_becomes,
            );
        }
    }

    /// A boolean; `otherwise` where the revision lacks the column, or there is none that can be read.
    pub(super) fn boolean(&mut self, column: &'static str, otherwise: bool) -> bool {
        match self.get(column) {
            Some(Value::Boolean(value)) => *value,
            None => {
                self.missing(column, &format!("it becomes {otherwise}"));
                otherwise
            }
            // told as unreadable already
            Some(_) => otherwise,
        }
    }

    pub(super) fn time(&self, column: &str) -> Option<DateTime<Utc>> {
        match self.get(column) {
            Some(Value::Time(time)) => Some(*time),
            _ => None,
        }
    }

    /// A time that must be there.
    pub(super) fn required_time(&mut self, column: &'static str) -> Option<DateTime<Utc>> {
        if self.get(column).is_none() {
            self.missing(column, "no time is known");
        }
        self.time(column)
    }

    pub(super) fn date(&self, column: &str) -> Option<NaiveDate> {
        match self.get(column) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    pub(super) fn float(&self, column: &str) -> Option<f64> {
        match self.get(column) {
            // one that is not finite was told as unreadable
            Some(Value::Real(number)) if number.is_finite() => Some(*number),
            _ => None,
        }
    }

    /// A number that nothing measures below zero, nor beyond the greatest quantity: one that is cut there would be
    /// another number.
    pub(super) fn measured(&mut self, column: &'static str) -> Option<f64> {
        let number = self.float(column)?;
        if number < 0.0 {
            self.defect(
                DefectKind::TooLow,
                column,
                "the least is 0",
                "the value is left out",
            );
            return None;
        }
        if number > MOST_MEASURED {
            let why = format!("the most that is measured is {MOST_MEASURED}");
            self.defect(DefectKind::TooHigh, column, &why, "the value is left out");
            return None;
        }
        Some(number)
    }

    /// An amount, with the exact quantity that it stands for.
    pub(super) fn amount(&mut self, column: &'static str) -> Amount {
        let Some(raw) = self.float(column) else {
            return Amount::default();
        };
        let exact = exact(raw);
        if exact.is_none() && raw < 0.0 {
            self.defect(
                DefectKind::TooLow,
                column,
                "an amount is not negative",
                "there is no amount",
            );
        } else if exact.is_none() {
            let why = "no fraction up to 1000000000/1000000 stands for it";
            self.defect(
                DefectKind::Inexact,
                column,
                why,
                "there is no exact amount; the number is kept beside",
            );
        }
        Amount {
            raw: Some(raw),
            exact,
        }
    }

    /// The finished row, or why it is set aside; its defects go to the others.
    pub(super) fn finish<T>(self, data: T, defects: &mut Vec<Defect>) -> Result<Row<T>, SetAside> {
        defects.extend(self.defects);
        let row = Row {
            table: self.table,
            digest: digest(self.table, &self.columns),
            row: self.row,
            columns: self.columns,
            data,
        };
        match self.refused {
            None => Ok(row),
            Some(why) => Err(row.set_aside(why)),
        }
    }
}
