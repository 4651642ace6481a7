//! What a read table looks like, in words that hold on both databases.

/// The type of a column. `tables.postgres.sql` and `tables.sqlite.sql` must agree; a test compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `uuid`; SQLite: hyphenated text.
    Uuid,
    /// `text`.
    Text,
    /// `varchar(n)`: a text of at most so many characters. SQLite: `TEXT` with a check of its length, as
    /// strict tables know no `varchar`.
    Varchar(u16),
    /// `bigint`; SQLite: `INTEGER`.
    Int,
    /// `integer`: 32 bits; SQLite: `INTEGER`.
    Integer,
    /// `double precision`; SQLite: `REAL`. Only for numbers that another application's rules give as floats:
    /// what is summed here is exact.
    Double,
    /// `boolean`; SQLite: `INTEGER` 0 or 1.
    Bool,
    /// `date`; SQLite: text `2026-01-31`.
    Date,
    /// `timestamptz`; SQLite: text `2026-01-31T12:00:00.000000Z`.
    Time,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
}

/// A read table.
///
/// Its rows belong to streams: one stream's rows are a function of that stream's events alone. Where
/// `by_event` is set, each event leaves its rows for ever (a history); otherwise the rows follow from the
/// stream's folded state and are replaced with it. Rows of a household-level projection belong to the
/// household; its tables are never `by_event`.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name; also the name of its stable view.
    pub name: &'static str,
    /// Its columns in order; the first is always `household_id`.
    pub columns: &'static [Column],
    /// How many of the first columns are its primary key, `household_id` included.
    pub key: usize,
    /// Whether rows come from single events and stay.
    pub by_event: bool,
}

impl Table {
    /// The names of its columns in order.
    pub fn column_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.columns.iter().map(|column| column.name)
    }

    /// The names of its key columns in order.
    pub fn key_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.columns[..self.key].iter().map(|column| column.name)
    }
}

/// Shorthand for tables: `columns![household_id: Uuid, title: Varchar(255)]`.
macro_rules! columns {
    ($($name:ident: $kind:ident $(($chars:literal))?),+ $(,)?) => {
        &[$($crate::Column { name: stringify!($name), kind: $crate::Kind::$kind $(($chars))? }),+]
    };
}
pub(crate) use columns;
