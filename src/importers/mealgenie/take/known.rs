//! What the log knows of the source: which rows were taken over, and how often each was.

use std::collections::{BTreeSet, HashMap};

use heirloom_events::source::{Source, SourceEvent, Taken};
use heirloom_events::{Event, Recorded, State, StreamKey};

use crate::commands::Loaded;

/// The source as the log has it.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) source: Source,
    /// How many events it has.
    pub(super) version: u64,
    /// How often a row was taken or gone: a row that turns back to what it was is still a change of its own.
    turns: HashMap<(String, String), u32>,
}

impl Known {
    pub(super) fn of(loaded: &Loaded) -> Self {
        let mut turns = HashMap::new();
        for event in loaded.events.iter().flat_map(|event| event.events.iter()) {
            let (table, rows): (&str, Vec<&String>) = match event {
                Event::Source(SourceEvent::SourceRowsTaken(e)) => {
                    (&e.table, e.rows.iter().map(|row| &row.row).collect())
                }
                Event::Source(SourceEvent::SourceRowsGone(e)) => (&e.table, e.rows.iter().collect()),
                _ => continue,
            };
            for row in rows {
                *turns.entry((table.to_owned(), row.clone())).or_default() += 1;
            }
        }
        Self {
            source: loaded.source().state.clone(),
            version: loaded.version(),
            turns,
        }
    }

    pub(super) fn row(&self, table: &str, row: &str) -> Option<&Taken> {
        self.source.row(table, row)
    }

    pub(super) fn turn(&self, table: &str, row: &str) -> u32 {
        let key = (table.to_owned(), row.to_owned());
        self.turns.get(&key).copied().unwrap_or_default()
    }

    /// What rows of a table that are there became of a kind, with what stands after the `@`: the week.
    pub(super) fn things(
        &self,
        table: &str,
        there: &BTreeSet<(String, String)>,
        kind: &str,
    ) -> Vec<(String, String)> {
        let rows = self.source.rows.get(table).into_iter().flatten();
        rows.filter(|(row, _)| there.contains(&(table.to_owned(), (*row).clone())))
            .flat_map(|(_, taken)| &taken.became)
            .filter_map(|thing| thing.strip_prefix(kind)?.split_once('@'))
            .map(|(id, week)| (id.to_owned(), week.to_owned()))
            .collect()
    }

    /// A row is gone, and noted.
    pub(super) fn forget(&mut self, table: &str, row: &str) {
        if let Some(rows) = self.source.rows.get_mut(table) {
            rows.remove(row);
        }
    }

    /// The rows of a table that were taken and are not among these.
    pub(super) fn gone(&self, table: &str, there: &BTreeSet<(String, String)>) -> Vec<(String, Taken)> {
        let rows = self.source.rows.get(table).into_iter().flatten();
        rows.filter(|(row, _)| !there.contains(&(table.to_owned(), (*row).clone())))
            .map(|(row, taken)| (row.clone(), taken.clone()))
            .collect()
    }
}

/// A stream as the import alone has said it, as far as it was read.
#[derive(Debug)]
pub(super) struct Base {
    state: State,
    /// How many of its events were looked at.
    seen: usize,
}

impl Base {
    pub(super) fn of(key: &StreamKey) -> Self {
        Self {
            state: State::empty(key.aggregate_type),
            seen: 0,
        }
    }

    /// Takes in what was written since.
    pub(super) fn upto(&mut self, loaded: &Loaded) -> &State {
        let new = loaded.events.iter().skip(self.seen);
        for event in new.filter(is_ours) {
            self.state.apply(event.clone());
        }
        self.seen = loaded.events.len();
        &self.state
    }
}

fn is_ours(event: &&Recorded) -> bool {
    event.metadata.source.as_deref() == Some(super::SOURCE)
}

/// A stream as the import alone has said it: what people said of it in heirloom is left out. Held against the
/// source, it tells what changed there; held against the stream, what changed here.
pub(super) fn said_by_the_import(loaded: &Loaded) -> State {
    let mut base = Base::of(&loaded.key);
    base.upto(loaded);
    base.state
}
