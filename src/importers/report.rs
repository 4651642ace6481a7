//! What an import did, and what it could not do.

use heirloom_events::limits;
use serde::Serialize;

use super::ingredient_line::ParsedLine;

/// What an import did, and what it could not do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Recipes read.
    pub recipes: u64,
    /// Revisions read: of a plain recipe one.
    pub revisions: u64,
    /// Recipes that are new in the household.
    pub created: u64,
    /// Revisions that changed something.
    pub revised: u64,
    /// Revisions that changed nothing, or had been imported before.
    pub unchanged: u64,
    /// Recipes put away.
    pub archived: u64,
    /// Recipes brought back.
    pub restored: u64,
    /// Ingredients new in the catalogue.
    pub ingredients: u64,
    /// Events added.
    pub events: u64,
    /// Distinct ingredient lines read.
    pub lines: u64,
    /// Of them, lines that carry a number.
    pub lines_with_number: u64,
    /// Of those, lines whose amount was read.
    pub lines_with_amount: u64,
    /// Lines that carry a number that could not be read as an amount. Their text is kept.
    pub unread: Vec<UnreadLine>,
    /// Concurrent revisions that were merged, with what clashed.
    pub merged: Vec<Merged>,
    /// Plain copies put away because the recipe's whole history came.
    pub superseded: Vec<String>,
    /// Recipes or revisions that could not be imported; the others were.
    pub failed: Vec<Failure>,
    /// What was read only in part.
    pub warnings: Vec<Warning>,
}

/// A line whose number could not be read as an amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnreadLine {
    /// The recipe.
    pub recipe: String,
    /// The line as typed.
    pub line: String,
    /// Why.
    pub why: String,
}

/// A concurrent revision that was merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// The recipe.
    pub recipe: String,
    /// The revision's number in its history, from 0.
    pub revision: usize,
    /// What both sides had changed; the revision's own value was taken.
    pub clashes: Vec<String>,
}

/// Something that could not be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// Where: the file, and the line or recipe in it.
    pub place: String,
    /// Why, and what to do.
    pub why: String,
}

/// Something that was read only in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The recipe.
    pub recipe: String,
    /// What.
    pub what: String,
}

impl ImportReport {
    /// Takes a line into the account.
    pub(super) fn count_line(&mut self, recipe: &str, line: &ParsedLine) {
        self.lines += 1;
        match (&line.amount, &line.unread) {
            (Some(_), _) if shows_number(&line.raw) => {
                self.lines_with_number += 1;
                self.lines_with_amount += 1;
            }
            (None, Some(why)) => {
                self.lines_with_number += 1;
                let (recipe, line, why) = (recipe.to_owned(), line.raw.clone(), why.to_string());
                self.unread.push(UnreadLine { recipe, line, why });
            }
            _ => {}
        }
    }

    /// Tells of a preparation that is longer than its field. It is not cut: it stays in the line as typed.
    pub(super) fn warn_of_length(&mut self, recipe: &str, line: &ParsedLine) {
        let method = line.preparation.as_deref().map(str::trim).unwrap_or_default();
        let length = method.chars().count();
        if length > limits::PREPARATION_METHOD_CHARS {
            let what = format!(
                "the preparation in `{}` has {length} characters, more than {}; it stays in the line's text alone",
                line.raw,
                limits::PREPARATION_METHOD_CHARS
            );
            self.warnings.push(Warning {
                recipe: recipe.to_owned(),
                what,
            });
        }
    }

    /// Records a failure.
    pub(super) fn fail(&mut self, place: impl Into<String>, why: impl ToString) {
        self.failed.push(Failure {
            place: place.into(),
            why: why.to_string(),
        });
    }
}

/// Whether a line carries a number: a digit or a fraction character.
fn shows_number(line: &str) -> bool {
    line.chars().any(char::is_numeric)
}
