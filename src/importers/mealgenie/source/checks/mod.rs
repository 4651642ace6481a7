//! What only shows when rows are looked at together.

mod duplicates;
mod references;

use super::rows::Rows;

/// Looks at all rows; those that point nowhere are set aside, in the order in which rows point to each other.
pub(super) fn all(rows: &mut Rows) {
    references::users(rows);
    references::rows(rows);
    duplicates::ingredients(rows);
    duplicates::planned(rows);
    duplicates::rules(rows);
    duplicates::keys(rows);
}
