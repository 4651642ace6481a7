//! Projections of the tests, in several versions: `pots` gains a column and a table in version 2 and changes
//! a value in version 3; `lids` comes with version 2.

use heirloom_events::values::HouseholdId;
use heirloom_events::{State, StreamKey, StreamType};
use heirloom_projections::models::recipe_id;
use heirloom_projections::target::{Model, Version};
use heirloom_projections::{Column, Ddl, Dialect, Kind, Projection, RowSink, Table, Value};

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

const HOUSEHOLD: Column = column("household_id", Kind::Uuid);
const RECIPE: Column = column("recipe_id", Kind::Uuid);
const TITLE: Column = column("title", Kind::Text);
const SIZE: Column = column("size", Kind::Int);
const LINES: Column = column("lines", Kind::Int);

const fn table(name: &'static str, columns: &'static [Column]) -> Table {
    Table {
        name,
        columns,
        key: 2,
        by_event: false,
    }
}

static POTS_1: [Table; 1] = [table("pots", &[HOUSEHOLD, RECIPE, TITLE, SIZE])];
static POTS_2: [Table; 2] = [
    table("pots", &[HOUSEHOLD, RECIPE, TITLE, SIZE, LINES]),
    table("pot_labels", &[HOUSEHOLD, RECIPE, TITLE]),
];
static LIDS: [Table; 1] = [table("lids", &[HOUSEHOLD, RECIPE, TITLE])];

/// A version of `pots`.
pub struct Pots(u32);

impl Projection for Pots {
    fn name(&self) -> &'static str {
        "pots"
    }

    fn version(&self) -> u32 {
        self.0
    }

    fn tables(&self) -> &'static [Table] {
        if self.0 == 1 { &POTS_1 } else { &POTS_2 }
    }

    fn streams(&self) -> &'static [StreamType] {
        &[StreamType::Recipe]
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        let (create, after_load) = match (dialect, self.0) {
            (Dialect::Postgres, 1) => (POTS_1_POSTGRES, KEY_POSTGRES),
            (Dialect::Postgres, _) => (POTS_2_POSTGRES, KEYS_POSTGRES),
            (Dialect::Sqlite, 1) => (POTS_1_SQLITE, KEY_SQLITE),
            (Dialect::Sqlite, _) => (POTS_2_SQLITE, KEYS_SQLITE),
        };
        Ddl {
            create,
            after_load,
            views: &[],
        }
    }

    fn state_rows(&self, household: HouseholdId, stream: &StreamKey, state: &State, rows: &mut dyn RowSink) {
        let State::Recipe(recipe) = state else {
            return;
        };
        let (content, id) = (&recipe.state.content, recipe_id(stream).0);
        let size = 10 + i64::try_from(content.lines.len()).unwrap();
        let mut row = vec![
            Value::Uuid(household.0),
            Value::Uuid(id),
            Value::text(&content.title),
            // Version 3 changes what a column means.
            Value::Int(if self.0 == 3 { size + 1 } else { size }),
        ];
        if self.0 > 1 {
            row.push(Value::count(content.lines.len() as u64));
            rows.row(1, &row[..3]);
        }
        rows.row(0, &row);
    }
}

const POTS_1_POSTGRES: &str = "CREATE TABLE {schema}pots (household_id uuid NOT NULL, recipe_id uuid NOT NULL, \
    title text NOT NULL, size bigint NOT NULL);";
const POTS_2_POSTGRES: &str = "CREATE TABLE {schema}pots (household_id uuid NOT NULL, recipe_id uuid NOT NULL, \
    title text NOT NULL, size bigint NOT NULL); ALTER TABLE {schema}pots ADD COLUMN lines bigint NOT NULL; \
    CREATE TABLE {schema}pot_labels (household_id uuid NOT NULL, recipe_id uuid NOT NULL, title text NOT NULL);";
const KEY_POSTGRES: &str = "ALTER TABLE {schema}pots ADD PRIMARY KEY (household_id, recipe_id);";
const KEYS_POSTGRES: &str = "ALTER TABLE {schema}pots ADD PRIMARY KEY (household_id, recipe_id); \
    ALTER TABLE {schema}pot_labels ADD PRIMARY KEY (household_id, recipe_id);";
const POTS_1_SQLITE: &str = "CREATE TABLE {schema}pots (household_id text NOT NULL, recipe_id text NOT NULL, \
    title text NOT NULL, size integer NOT NULL) STRICT;";
const POTS_2_SQLITE: &str = "CREATE TABLE {schema}pots (household_id text NOT NULL, recipe_id text NOT NULL, \
    title text NOT NULL, size integer NOT NULL, lines integer NOT NULL) STRICT; \
    CREATE TABLE {schema}pot_labels (household_id text NOT NULL, recipe_id text NOT NULL, title text NOT NULL) STRICT;";
const KEY_SQLITE: &str = "CREATE UNIQUE INDEX {schema}pots_key ON {schema}pots (household_id, recipe_id);";
const KEYS_SQLITE: &str = "CREATE UNIQUE INDEX {schema}pots_key ON {schema}pots (household_id, recipe_id); \
    CREATE UNIQUE INDEX {schema}labels_key ON {schema}pot_labels (household_id, recipe_id);";

/// A projection that only the later revision has.
pub struct Lids;

impl Projection for Lids {
    fn name(&self) -> &'static str {
        "lids"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &LIDS
    }

    fn streams(&self) -> &'static [StreamType] {
        &[StreamType::Recipe]
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        let (create, after_load) = match dialect {
            Dialect::Postgres => (
                "CREATE TABLE {schema}lids (household_id uuid NOT NULL, recipe_id uuid NOT NULL, title text NOT NULL);",
                "ALTER TABLE {schema}lids ADD PRIMARY KEY (household_id, recipe_id);",
            ),
            Dialect::Sqlite => (
                "CREATE TABLE {schema}lids (household_id text NOT NULL, recipe_id text NOT NULL, title text NOT NULL) STRICT;",
                "CREATE UNIQUE INDEX {schema}lids_key ON {schema}lids (household_id, recipe_id);",
            ),
        };
        Ddl {
            create,
            after_load,
            views: &[],
        }
    }

    fn state_rows(&self, household: HouseholdId, stream: &StreamKey, state: &State, rows: &mut dyn RowSink) {
        if let State::Recipe(recipe) = state {
            let (id, title) = (recipe_id(stream).0, &recipe.state.content.title);
            rows.row(
                0,
                &[Value::Uuid(household.0), Value::Uuid(id), Value::text(title)],
            );
        }
    }
}

/// All versions, oldest first within a name.
pub fn all() -> &'static [Model] {
    &[&Pots(1), &Pots(2), &Pots(3), &Lids]
}

/// Twelve versions of `pots`.
pub fn many() -> &'static [Model] {
    &[
        &Pots(1),
        &Pots(2),
        &Pots(3),
        &Pots(4),
        &Pots(5),
        &Pots(6),
        &Pots(7),
        &Pots(8),
        &Pots(9),
        &Pots(10),
        &Pots(11),
        &Pots(12),
    ]
}

/// What the first revision has.
pub const FIRST: &[Version] = &[("pots", 1)];
/// What the second has.
pub const SECOND: &[Version] = &[("pots", 2), ("lids", 1)];
/// What the third has.
pub const THIRD: &[Version] = &[("pots", 3), ("lids", 1)];
/// Everything on the way from the first to the third.
pub const WAY: &[Version] = &[("pots", 2), ("lids", 1), ("pots", 3)];
