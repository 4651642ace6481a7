//! Every defect of the source is recognised and told, and what becomes of it is as told.

mod anything;
mod references;
mod values;

use heirloom::importers::mealgenie::source::{DefectKind, Rows};

use super::made::{Made, only};

/// The household of the newest revision, changed by a statement.
pub(crate) async fn with(sql: &str) -> Rows {
    at(40, sql).await
}

pub(crate) async fn at(revision: u8, sql: &str) -> Rows {
    let made = Made::at(revision).await;
    made.sql(sql).await;
    made.rows().await
}

/// A statement makes exactly one defect, of this kind and column.
#[track_caller]
pub(crate) fn is(rows: &Rows, kind: DefectKind, place: &str, what: &str) {
    let defect = only(rows, kind);
    assert_eq!(rows.defects.len(), 1, "{:#?}", rows.defects);
    assert_eq!(
        format!("{}/{}.{}", defect.table, defect.row, defect.column),
        place
    );
    assert_eq!(defect.what, what);
    assert!(!defect.why.is_empty() && !defect.what_becomes.is_empty());
}
