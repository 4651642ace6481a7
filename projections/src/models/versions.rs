//! A projection in all its versions, each a delta over the one before it.
//!
//! A version says only what it has more: columns, tables, indexes, and how they are filled. What it adds up
//! to with the versions before it is a [`Projection`] of its own. So every released version stays as it was,
//! can be built and fed at any time, and nothing is written twice. One that takes something away is
//! [`afresh`](Version::afresh): it says all that it has.

use heirloom_events::values::HouseholdId;
use heirloom_events::{Recorded, State, StreamKey, StreamType};

use crate::target::Model;
use crate::{Check, Column, Ddl, Dialect, ExtraView, Projection, RowSink, Table};

/// A projection, whatever its version.
pub(super) trait Family: Send + Sync + 'static {
    /// How a version fills what it adds; `()` where no version adds columns or tables.
    type Adds: Copy + Send + Sync;
    /// Its name: `recipes`.
    const NAME: &'static str;
    /// The stream types that it reads.
    const STREAMS: &'static [StreamType];
    /// Its versions from 1 on. Released ones are locked: `projections/tests/models/released.rs`.
    const VERSIONS: &'static [Version<Self::Adds>];

    /// As [`Projection::event_rows`]; `adds` are those of all versions up to the one that is meant.
    fn event_rows(adds: &[Self::Adds], before: &State, event: &Recorded, rows: &mut dyn RowSink) {
        let _ = (adds, before, event, rows);
    }

    /// As [`Projection::state_rows`]; `adds` are those of all versions up to the one that is meant.
    fn state_rows(
        adds: &[Self::Adds],
        household: HouseholdId,
        stream: &StreamKey,
        state: &State,
        rows: &mut dyn RowSink,
    ) {
        let _ = (adds, household, stream, state, rows);
    }
}

/// What one version has more than the one before it.
pub(super) struct Version<Adds> {
    /// Whether its tables and statements stand for themselves, without those of the versions before it: the
    /// one way to take a column or a table away.
    pub(super) afresh: bool,
    /// New columns behind those that a table has already, by the table's place.
    pub(super) columns: &'static [(usize, &'static [Column])],
    /// New tables behind those that there are.
    pub(super) tables: &'static [Table],
    /// Indexes of older versions, by name, that are not made any more since this one has better ones.
    pub(super) replaced: &'static [&'static str],
    /// Its statements on PostgreSQL.
    pub(super) postgres: Sql,
    /// Its statements on SQLite.
    pub(super) sqlite: Sql,
    /// How what it adds is filled.
    pub(super) adds: Adds,
}

impl Version<()> {
    /// Nothing new: what a version that adds no columns starts from.
    pub(super) const NOTHING: Self = Self::filled_by(());
}

impl<Adds: Copy> Version<Adds> {
    /// Nothing new but how columns are filled: what a version starts from.
    pub(super) const fn filled_by(adds: Adds) -> Self {
        Self {
            afresh: false,
            columns: &[],
            tables: &[],
            replaced: &[],
            postgres: Sql::NOTHING,
            sqlite: Sql::NOTHING,
            adds,
        }
    }
}

/// The statements of one version on one database. They come after those of the versions before it, so
/// `tables` of a later one says `ALTER TABLE {schema}recipes ADD COLUMN …`, which costs nothing while the
/// table is empty.
#[derive(Clone, Copy)]
pub(super) struct Sql {
    /// As [`Ddl::create`].
    pub(super) tables: &'static str,
    /// As [`Ddl::after_load`].
    pub(super) after_load: &'static str,
    /// As [`Ddl::views`].
    pub(super) views: &'static [ExtraView],
    /// As [`Projection::checks`].
    pub(super) checks: &'static [Check],
}

impl Sql {
    /// No statement.
    pub(super) const NOTHING: Self = Self {
        tables: "",
        after_load: "",
        views: &[],
        checks: &[],
    };
}

/// The SQL files beside a version's `mod.rs`: `sql!("postgres": tables, after_load)` takes
/// `tables.postgres.sql` and `after_load.postgres.sql`.
macro_rules! sql {
    ($dialect:literal: $($file:ident),+) => {
        $crate::models::versions::Sql {
            $($file: include_str!(concat!(stringify!($file), ".", $dialect, ".sql")),)+
            ..$crate::models::versions::Sql::NOTHING
        }
    };
}
pub(super) use sql;

/// Every version of a projection, oldest first. They live as long as the process does.
pub(super) fn versions<F: Family>() -> Vec<Model> {
    (1..=F::VERSIONS.len())
        .map(|last| -> Model { Box::leak(Box::new(UpTo::<F>::new(&F::VERSIONS[..last]))) })
        .collect()
}

/// What the versions up to one add up to.
struct UpTo<F: Family> {
    version: u32,
    tables: &'static [Table],
    adds: Vec<F::Adds>,
    postgres: Sum,
    sqlite: Sum,
}

/// The statements of several versions on one database.
struct Sum {
    ddl: Ddl,
    checks: &'static [Check],
}

impl<F: Family> UpTo<F> {
    fn new(versions: &[Version<F::Adds>]) -> Self {
        let first = versions.iter().rposition(|version| version.afresh).unwrap_or(0);
        let counted = &versions[first..];
        Self {
            version: u32::try_from(versions.len()).unwrap_or(u32::MAX),
            tables: tables(counted).leak(),
            adds: versions.iter().map(|version| version.adds).collect(),
            postgres: sum(counted, |version| &version.postgres),
            sqlite: sum(counted, |version| &version.sqlite),
        }
    }

    fn on(&self, dialect: Dialect) -> &Sum {
        match dialect {
            Dialect::Postgres => &self.postgres,
            Dialect::Sqlite => &self.sqlite,
        }
    }
}

fn tables<Adds>(versions: &[Version<Adds>]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for version in versions {
        for (table, columns) in version.columns {
            let table = &mut tables[*table];
            table.columns = [table.columns, columns].concat().leak();
        }
        tables.extend(version.tables);
    }
    tables
}

fn sum<Adds>(versions: &[Version<Adds>], of: fn(&Version<Adds>) -> &Sql) -> Sum {
    let mut create = String::new();
    let mut after_load = String::new();
    for version in versions {
        for index in version.replaced {
            remove_index(&mut after_load, index);
        }
        create += of(version).tables;
        after_load += of(version).after_load;
    }
    let views = versions.iter().flat_map(|version| of(version).views);
    let checks = versions.iter().flat_map(|version| of(version).checks);
    Sum {
        ddl: Ddl {
            create: create.leak(),
            after_load: after_load.leak(),
            views: views.copied().collect::<Vec<_>>().leak(),
        },
        checks: checks.copied().collect::<Vec<_>>().leak(),
    }
}

/// Takes the statement out that makes an index: better than to make it and drop it again.
///
/// # Panics
/// Where there is none of that name: a mistake in a version, which the first test that runs finds.
fn remove_index(statements: &mut String, index: &str) {
    let found = ["", "{schema}"]
        .iter()
        .find_map(|prefix| statements.find(&format!("CREATE INDEX {prefix}{index} ON ")));
    let at = found.unwrap_or_else(|| panic!("no older version makes an index `{index}`"));
    let length = statements[at..]
        .find(';')
        .map_or(statements.len() - at, |end| end + 1);
    statements.replace_range(at..at + length, "");
}

impl<F: Family> Projection for UpTo<F> {
    fn name(&self) -> &'static str {
        F::NAME
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn tables(&self) -> &'static [Table] {
        self.tables
    }

    fn streams(&self) -> &'static [StreamType] {
        F::STREAMS
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        self.on(dialect).ddl
    }

    fn checks(&self, dialect: Dialect) -> &'static [Check] {
        self.on(dialect).checks
    }

    fn event_rows(&self, before: &State, event: &Recorded, rows: &mut dyn RowSink) {
        F::event_rows(&self.adds, before, event, rows);
    }

    fn state_rows(&self, household: HouseholdId, stream: &StreamKey, state: &State, rows: &mut dyn RowSink) {
        F::state_rows(&self.adds, household, stream, state, rows);
    }
}
