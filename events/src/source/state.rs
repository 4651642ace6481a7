//! The fold: what was taken over of a database of another application.

use std::collections::BTreeMap;

use super::*;
use crate::Stream;

/// What a row became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// A digest of its content when it was taken.
    pub digest: String,
    /// What it became: `recipe/<id>`, `selection/<id>@<week>`.
    pub became: Vec<String>,
}

/// A database of another application after its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The application: `mealgenie`; empty: it was never opened.
    pub kind: String,
    /// What the source is called here.
    pub name: String,
    /// The revision of its schema, as it last said itself.
    pub revision: String,
    /// What became of its rows, by table and primary key; those that are gone are not in it.
    pub rows: BTreeMap<String, BTreeMap<String, Taken>>,
}

impl Source {
    /// What became of that row.
    #[must_use]
    pub fn row(&self, table: &str, row: &str) -> Option<&Taken> {
        self.rows.get(table)?.get(row)
    }
}

impl Stream for Source {
    type Event = SourceEvent;
    const TYPE: &'static str = "source";

    fn apply(&mut self, event: SourceEvent) {
        match event {
            SourceEvent::SourceOpened(e) => {
                self.kind = e.kind;
                self.name = e.name;
                self.revision = e.revision;
            }
            SourceEvent::SourceRowsTaken(e) => {
                let table = self.rows.entry(e.table).or_default();
                for row in e.rows {
                    let (digest, became) = (row.digest, row.became);
                    table.insert(row.row, Taken { digest, became });
                }
            }
            SourceEvent::SourceRowsGone(e) => {
                if let Some(table) = self.rows.get_mut(&e.table) {
                    e.rows.iter().for_each(|row| {
                        table.remove(row);
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(row: &str, digest: &str) -> SourceEvent {
        let row = TakenRow {
            row: row.to_owned(),
            digest: digest.to_owned(),
            became: vec![format!("recipe/{row}")],
        };
        let table = "recipe".to_owned();
        SourceRowsTaken {
            table,
            rows: vec![row],
        }
        .into()
    }

    #[test]
    fn a_row_that_is_taken_anew_has_its_last_digest() {
        let mut source = Source::default();
        for event in [taken("1", "aa"), taken("2", "bb"), taken("1", "cc")] {
            source.apply(event);
        }
        assert_eq!(source.row("recipe", "1").unwrap().digest, "cc");
        assert_eq!(source.row("recipe", "2").unwrap().became, ["recipe/2"]);
    }

    #[test]
    fn a_row_that_is_gone_is_known_no_more() {
        let mut source = Source::default();
        source.apply(taken("1", "aa"));
        let gone = |table: &str| {
            let (table, rows) = (table.to_owned(), vec!["1".to_owned()]);
            SourceEvent::from(SourceRowsGone { table, rows })
        };
        source.apply(gone("meals"));
        assert!(source.row("recipe", "1").is_some());
        source.apply(gone("recipe"));
        assert_eq!(source.row("recipe", "1"), None);
    }

    #[test]
    fn a_source_tells_the_revision_that_it_last_had() {
        let mut source = Source::default();
        for revision in ["16", "40"] {
            let (kind, name) = ("mealgenie".to_owned(), "at home".to_owned());
            let revision = revision.to_owned();
            source.apply(SourceOpened { kind, name, revision }.into());
        }
        assert_eq!(source.revision, "40");
    }
}
