//! Given, when, then for sources.

use heirloom_events::source::{SourceEvent, SourceOpened, SourceRowsTaken, TakenRow};
use heirloom_events::values::SourceId;

use super::{OpenSource, SourceAggregate, SourceCommand};

/// These events given, the command makes those, or is refused with a message that has this in it.
#[track_caller]
pub(crate) fn check(
    given: impl Into<Vec<SourceEvent>>,
    when: impl Into<SourceCommand>,
    then: Result<Vec<SourceEvent>, &str>,
) {
    crate::commands::testing::check::<SourceAggregate, _>((), given.into(), when.into(), then);
}

pub(crate) fn source() -> SourceId {
    SourceId::derived("at home")
}

pub(crate) fn open(revision: &str) -> OpenSource {
    OpenSource {
        source_id: source(),
        kind: "mealgenie".into(),
        name: "at home".into(),
        revision: revision.into(),
    }
}

pub(crate) fn opened(revision: &str) -> SourceEvent {
    SourceOpened {
        kind: "mealgenie".into(),
        name: "at home".into(),
        revision: revision.into(),
    }
    .into()
}

/// Rows of the table `recipe`, by key and digest.
pub(crate) fn taken_rows(rows: &[(&str, &str)]) -> Vec<TakenRow> {
    let taken = |(row, digest): &(&str, &str)| TakenRow {
        row: (*row).to_owned(),
        digest: (*digest).to_owned(),
        became: vec![format!("recipe/{row}")],
    };
    rows.iter().map(taken).collect()
}

pub(crate) fn taken(rows: &[(&str, &str)]) -> SourceEvent {
    SourceRowsTaken {
        table: "recipe".into(),
        rows: taken_rows(rows),
    }
    .into()
}
