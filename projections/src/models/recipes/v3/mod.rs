//! Version 3: how an ingredient is prepared, and whether it may be left out. Released: never edit it; add a version instead.

use heirloom_events::recipe::{Line, Recipe};

use super::INGREDIENTS;
use super::adds::{Adds, Row};
use crate::Value;
use crate::models::versions::{Version, sql};
use crate::table::columns;

/// The longest that commands let in; a longer one in a log that was written otherwise is left out, never cut.
const METHOD_CHARS: u16 = 100;

pub(super) const VERSION: Version<Adds> = Version {
    columns: &[(
        INGREDIENTS,
        columns![
            preparation_method: Varchar(100),
            optional_flag: Bool,
        ],
    )],
    postgres: sql!("postgres": tables),
    sqlite: sql!("sqlite": tables),
    ..Version::filled_by(Adds {
        line,
        ..Adds::NOTHING
    })
};

fn line<'a>(_: &'a Recipe, line: &'a Line, row: &mut Row<'a>) {
    row.extend([
        Value::opt_varchar(line.preparation_method.as_deref(), METHOD_CHARS),
        Value::Bool(line.optional),
    ]);
}
