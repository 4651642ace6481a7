//! What a projection is.

use heirloom_events::values::HouseholdId;
use heirloom_events::{Recorded, State, StreamKey, StreamType};

use crate::{HouseholdRows, RowSink, Table};

/// A database's way of saying things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
}

/// The statements that make a projection's tables. `{schema}` stands for where they live: on PostgreSQL a
/// schema (`recipes_v1_g2`), on SQLite a prefix (`recipes_v1_g2__`); a table is written `{schema}recipes`,
/// with the dot or underscores inside the placeholder. `{name}` gives the same without them, for names of
/// indexes that must be unique in the database.
#[derive(Clone, Copy, Debug)]
pub struct Ddl {
    /// Tables, without keys and indexes where the database can add them later.
    pub create: &'static str,
    /// Keys, indexes, foreign keys, triggers: after the load.
    pub after_load: &'static str,
    /// Stable views beside those of the tables, for what is no part of their rows (an index of words).
    /// They are switched together with them.
    pub views: &'static [ExtraView],
}

/// A stable view that is not simply a table: `{schema}` stands in its query as in [`Ddl`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtraView {
    /// Its name; no table of any projection may have it.
    pub name: &'static str,
    /// The query, a `SELECT` that names its columns, without a semicolon.
    pub select: &'static str,
}

/// A check of a projection's own tables, in SQL. Blocking: tables that fail it are not switched to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its number: `S8.2`.
    pub id: &'static str,
    /// What must hold: `every line has its recipe`.
    pub name: &'static str,
    /// A `SELECT` of one text column that names what is wrong, one row each; no row: all is well.
    /// `{schema}` stands in it as in [`Ddl`].
    pub sql: &'static str,
    /// A statement with which a repair puts right what is no row and so cannot be compared (an index of
    /// words).
    pub mend: Option<&'static str>,
}

/// A read model: tables, and how events become their rows.
///
/// The rows of a stream are a function of that stream's events and of nothing else: no clock, no
/// randomness, no look at other streams or at tables. What joins streams belongs into queries.
///
/// Where it cannot, because what is shown is worked out and no join (a shopping list), a projection is
/// *household-level*: it has a [`Projection::household`], and then neither `event_rows` nor `state_rows`
/// nor tables with `by_event`.
pub trait Projection: Send + Sync {
    /// Its name: `recipes`.
    fn name(&self) -> &'static str;

    /// Its version. Another shape or another row function is another version.
    fn version(&self) -> u32;

    /// Its tables.
    fn tables(&self) -> &'static [Table];

    /// The stream types that it reads.
    fn streams(&self) -> &'static [StreamType];

    /// The statements that make its tables.
    fn ddl(&self, dialect: Dialect) -> Ddl;

    /// What must hold inside its tables, beside their equality with the log.
    fn checks(&self, dialect: Dialect) -> &'static [Check] {
        let _ = dialect;
        &[]
    }

    /// Rows that one event leaves for ever, into tables with `by_event`. `before` is the stream's state
    /// before the event.
    fn event_rows(&self, before: &State, event: &Recorded, rows: &mut dyn RowSink) {
        let _ = (before, event, rows);
    }

    /// Rows of a stream's state, into the other tables.
    fn state_rows(&self, household: HouseholdId, stream: &StreamKey, state: &State, rows: &mut dyn RowSink) {
        let _ = (household, stream, state, rows);
    }

    /// What makes the rows of one household out of all its events, before the first of them; none where
    /// rows belong to streams. It is the same for every household whether there is one, and making it costs
    /// nearly nothing.
    fn household(&self, household: HouseholdId) -> Option<Box<dyn HouseholdRows>> {
        let _ = household;
        None
    }
}
