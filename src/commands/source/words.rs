//! What happened to a source, in plain words.

use heirloom_events::source::SourceEvent;

/// One event in words.
#[must_use]
pub fn in_words(event: &SourceEvent) -> String {
    match event {
        SourceEvent::SourceOpened(e) => {
            format!(
                "opened as `{}` (`{}` at revision `{}`)",
                e.name, e.kind, e.revision
            )
        }
        SourceEvent::SourceRowsTaken(e) => format!("{} rows of `{}` taken over", e.rows.len(), e.table),
        SourceEvent::SourceRowsGone(e) => format!("{} rows of `{}` are gone", e.rows.len(), e.table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::source::testing::*;

    #[test]
    fn rows_are_counted_not_listed() {
        assert_eq!(
            in_words(&taken(&[("1", "aaaaaaaa"), ("2", "bbbbbbbb")])),
            "2 rows of `recipe` taken over"
        );
        assert_eq!(
            in_words(&opened("r")),
            "opened as `at home` (`mealgenie` at revision `r`)"
        );
    }
}
