//! Version 2: calories and how hard it is to prepare. Released: never edit it; add a version instead.

use heirloom_events::recipe::Recipe;

use super::RECIPES;
use super::adds::{Adds, Row};
use crate::Value;
use crate::models::versions::{Version, sql};
use crate::table::columns;

pub(super) const VERSION: Version<Adds> = Version {
    columns: &[(
        RECIPES,
        columns![
            calories_per_serving: Integer,
            preparation_difficulty: Varchar(20),
            preparation_difficulty_is_default: Bool,
        ],
    )],
    postgres: sql!("postgres": tables),
    sqlite: sql!("sqlite": tables),
    ..Version::filled_by(Adds {
        recipe,
        ..Adds::NOTHING
    })
};

/// What a recipe is said to be that nobody has judged.
const DEFAULT_DIFFICULTY: &str = "medium";

fn recipe<'a>(_recipe: &'a Recipe, row: &mut Row<'a>) {
    let difficulty: Option<&str> = None;
    row.extend([
        Value::opt_integer(None),
        Value::text(difficulty.unwrap_or(DEFAULT_DIFFICULTY)),
        Value::Bool(difficulty.is_none()),
    ]);
}
